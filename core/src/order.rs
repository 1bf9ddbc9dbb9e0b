//! Putting things in order.
//!
//! The standard library's sorts are compiled anew for every type and every comparison, a few kilobytes each time. On a server that is
//! speed. A browser downloads them, so there one sort of places in a list serves every type, and maps are filled one by one,
//! which needs no sort. Both ways give the same order.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

#[cfg(not(target_family = "wasm"))]
use self::quick as chosen;
#[cfg(target_family = "wasm")]
use self::small as chosen;

/// Sorts what is equal only where it is the same, so that it does not matter which of equals comes first.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    chosen::sort(items);
}

/// [`sort`] by a comparison.
pub(crate) fn sort_by<T>(items: &mut [T], compare: impl FnMut(&T, &T) -> Ordering) {
    chosen::sort_by(items, compare);
}

/// Sorts by a key; equals keep their order.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    chosen::sort_stably_by(items, |one, other| key(one).cmp(&key(other)));
}

/// A map of these; of two with one key the latter.
pub(crate) fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    chosen::map(pairs)
}

/// A set of these.
pub(crate) fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    chosen::set(items)
}

/// The standard library's.
#[cfg(any(test, not(target_family = "wasm")))]
#[allow(clippy::disallowed_methods, reason = "this is where they are chosen")]
mod quick {
    use super::{BTreeMap, BTreeSet, Ordering};

    pub(super) fn sort<T: Ord>(items: &mut [T]) {
        items.sort_unstable();
    }

    pub(super) fn sort_by<T>(items: &mut [T], compare: impl FnMut(&T, &T) -> Ordering) {
        items.sort_unstable_by(compare);
    }

    pub(super) fn sort_stably_by<T>(items: &mut [T], compare: impl FnMut(&T, &T) -> Ordering) {
        items.sort_by(compare);
    }

    pub(super) fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
        pairs.into_iter().collect()
    }

    pub(super) fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
        items.into_iter().collect()
    }
}

/// Of which there is one copy.
#[cfg(any(test, target_family = "wasm"))]
mod small {
    use super::{BTreeMap, BTreeSet, Ordering};

    pub(super) use self::sort_by as sort_stably_by;

    pub(super) fn sort<T: Ord>(items: &mut [T]) {
        sort_by(items, T::cmp);
    }

    pub(super) fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut goes = {
            let items = &*items;
            destinations(items.len(), &mut |one, other| match (items.get(one), items.get(other)) {
                (Some(one), Some(other)) => compare(one, other) == Ordering::Greater,
                _ => false,
            })
        };
        // Each swap brings one item to where it goes.
        for at in 0..goes.len() {
            while let Some(to) = goes.get(at).copied().filter(|to| *to != at) {
                items.swap(at, to);
                goes.swap(at, to);
            }
        }
    }

    /// Where each of so many items goes, told which of two comes after the other: a merge sort of their places.
    fn destinations(count: usize, is_after: &mut dyn FnMut(usize, usize) -> bool) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        let mut merged = Vec::with_capacity(count);
        let mut width = 1;
        while width < count {
            for pair in order.chunks(2 * width) {
                let (mut left, mut right) = pair.split_at(width.min(pair.len()));
                while let ([one, lefts @ ..], [other, rights @ ..]) = (left, right) {
                    if is_after(*one, *other) {
                        merged.push(*other);
                        right = rights;
                    } else {
                        merged.push(*one);
                        left = lefts;
                    }
                }
                merged.extend_from_slice(left);
                merged.extend_from_slice(right);
            }
            std::mem::swap(&mut order, &mut merged);
            merged.clear();
            width *= 2;
        }
        merged.resize(count, 0);
        for (to, from) in order.into_iter().enumerate() {
            if let Some(goes) = merged.get_mut(from) {
                *goes = to;
            }
        }
        merged
    }

    pub(super) fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
        let mut map = BTreeMap::new();
        map.extend(pairs);
        map
    }

    pub(super) fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
        let mut set = BTreeSet::new();
        set.extend(items);
        set
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{quick, small};

    proptest! {
        #[test]
        fn both_ways_give_the_same_order(items in prop::collection::vec((0_u8..20, any::<u8>()), 0..200)) {
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            small::sort(&mut ours);
            quick::sort(&mut theirs);
            prop_assert_eq!(&ours, &theirs);

            let by_first = |one: &(u8, u8), other: &(u8, u8)| one.0.cmp(&other.0);
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            small::sort_stably_by(&mut ours, by_first);
            quick::sort_stably_by(&mut theirs, by_first);
            prop_assert_eq!(&ours, &theirs);

            prop_assert_eq!(small::map(items.clone()), quick::map(items.clone()));
            prop_assert_eq!(small::set(items.clone()), quick::set(items));
        }
    }

    #[test]
    fn a_comparison_that_contradicts_itself_ends() {
        let mut items: Vec<u32> = (0..1000).collect();
        small::sort_by(&mut items, |_, _| std::cmp::Ordering::Greater);
        quick::sort(&mut items);
        assert_eq!(items, (0..1000).collect::<Vec<_>>());
    }
}
