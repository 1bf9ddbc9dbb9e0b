//! Sets found again by a number. Where they stand hangs on no hash that differs between runs, and they are never gone through.

use super::diagram::Set;

/// Rooms, each of a key and what it leads to; a key of none is free. A power of two of them, at most half taken.
#[derive(Default)]
pub(super) struct Numbered {
    rooms: Vec<(u64, Set)>,
    taken: usize,
}

const FREE: u64 = u64::MAX;

impl Numbered {
    pub(super) fn len(&self) -> usize {
        self.taken
    }

    /// What a key leads to, of those that are meant.
    pub(super) fn get(&self, key: u64, is_meant: impl Fn(Set) -> bool) -> Option<Set> {
        let mut at = self.first(key);
        loop {
            match self.rooms.get(at) {
                Some((known, set)) if *known == key && is_meant(*set) => return Some(*set),
                Some((known, _)) if *known != FREE => at = (at + 1) & (self.rooms.len() - 1),
                _ => return None,
            }
        }
    }

    /// Adds one that is not there.
    pub(super) fn insert(&mut self, key: u64, set: Set) {
        if self.taken * 2 >= self.rooms.len() {
            let rooms = vec![(FREE, 0); (self.rooms.len() * 2).max(64)];
            let before = std::mem::replace(&mut self.rooms, rooms);
            before.into_iter().filter(|(key, _)| *key != FREE).for_each(|(key, set)| self.put(key, set));
        }
        self.taken += 1;
        self.put(key, set);
    }

    fn put(&mut self, key: u64, set: Set) {
        let mut at = self.first(key);
        while self.rooms.get(at).is_some_and(|(known, _)| *known != FREE) {
            at = (at + 1) & (self.rooms.len() - 1);
        }
        self.rooms.get_mut(at).into_iter().for_each(|room| *room = (key, set));
    }

    fn first(&self, key: u64) -> usize {
        let mask = self.rooms.len().saturating_sub(1);
        usize::try_from(mixed(key) >> 32).unwrap_or_default() & mask
    }
}

/// A number for several, which others hardly share.
pub(super) fn number(of: impl Iterator<Item = usize>) -> u64 {
    of.fold(1, |number, one| mixed(number ^ one as u64)).min(FREE - 1)
}

fn mixed(number: u64) -> u64 {
    let spread = number.wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    spread ^ (spread >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let mut numbered = Numbered::default();
        assert_eq!(numbered.get(7, |_| true), None);
        for at in 0..5_000 {
            // Every key twice, as if two sets had one number.
            numbered.insert(at / 2, usize::try_from(at).unwrap());
        }
        for at in 0..5_000_usize {
            assert_eq!(numbered.get(at as u64 / 2, |set| set == at), Some(at));
            assert_eq!(numbered.get(at as u64 / 2, |set| set == at + 9_000), None);
        }
        assert_eq!((numbered.get(2_500, |_| true), numbered.len()), (None, 5_000));
        assert!(number([1, 2].into_iter()) != number([2, 1].into_iter()));
    }
}
