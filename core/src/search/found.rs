//! Which entries are found, in their order.

use super::entry::Standing;
use super::hit::Tier;
use super::index::Index;
use super::matcher::Matcher;
use super::options::{Fallback, Options};
use super::queue::Queue;
use super::scan::find_strict;
use super::state::Strictness;
use super::stored::{Place, Stored, TextOf};
use super::text::tokens;
use super::walk::Walk;
use crate::order;

/// With a higher limit, the entries found are marked among all.
const FEW: usize = 256;

/// An entry that matches, before its texts are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub(super) tier: Tier,
    /// What matched; none when it was the key.
    pub(super) place: Option<Place>,
    pub(super) entry: u32,
}

impl Found {
    /// How well it matched.
    pub fn tier(&self) -> Tier {
        self.tier
    }
}

impl Index {
    /// What was found, and whether every walk came to its end.
    pub(super) fn rank_with(&self, matcher: &mut Matcher, limit: usize, options: &Options) -> (Vec<Found>, bool) {
        let stored = self.stored();
        if matcher.query().is_too_long() || limit == 0 {
            return (Vec::new(), true);
        }
        let mut is_complete = true;
        let mut collector = Collector::new(stored, matcher, limit);
        let mut queue = Some(Queue::new());
        let mut run = |matcher: &mut Matcher, strictness| {
            matcher.prepare(strictness);
            if collector.wants_more()
                && matcher.is_possible(strictness)
                && stored.runs().is_none_or(|runs| matcher.sift(strictness, runs))
                && let Some(mut walk) = Walk::new(stored, matcher, strictness, queue.take().unwrap_or_else(Queue::new))
            {
                for ranked in walk.by_ref() {
                    collector.add_place(ranked.tier, ranked.value);
                    if !collector.wants_more() {
                        break;
                    }
                }
                is_complete &= walk.is_complete();
                queue = Some(walk.into_queue());
            }
            collector.add_keyed(None);
            collector.found.is_empty()
        };
        let mut found_nothing = run(matcher, Strictness::Strict);
        if options.fuzzy.applies(found_nothing) {
            found_nothing = run(matcher, Strictness::Fuzzy);
        }
        if options.typo.applies(found_nothing) && matcher.allows_errors() {
            run(matcher, Strictness::Typo);
        }
        (collector.found, is_complete)
    }

    /// What of all that was found for the beginning of a query is found for the whole of it; none where that need not be all.
    /// Each character typed in addition lets fewer names match strictly. It may let others match with fuzzy sounds or an error,
    /// so something must be left that matches strictly, below which neither is looked for.
    pub(super) fn narrowed(
        &self,
        matcher: &Matcher,
        shorter: &str,
        found: &[Found],
        limit: usize,
        options: &Options,
    ) -> Option<Vec<Found>> {
        let shorter = self.matcher(shorter, options);
        let is_sure = found.len() < limit
            && found.iter().all(|found| found.tier <= Tier::Inside)
            && options.fuzzy != Fallback::Always
            && options.typo != Fallback::Always
            && !matcher.query().is_too_long()
            && matcher.query().letters().starts_with(shorter.query().letters());
        if !is_sure {
            return None;
        }
        let stored = self.stored();
        let starts = if stored.looks_inside() { usize::MAX } else { 1 };
        let mut ranked = Vec::with_capacity(found.len());
        for Found { entry, place, .. } in found {
            let texts = stored.record(*entry)?.texts();
            let best = texts.filter_map(|(which, text)| {
                let tokens = tokens(text);
                let run = find_strict(matcher, &tokens, starts)?;
                let [length, start] = [tokens.len(), run.start].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
                Some((run.tier, TextOf { length, start, which }))
            });
            // A key may have matched where nothing of the texts does.
            if let Some((tier, text)) = best.min() {
                ranked.push((tier, stored.value_of(*entry, *place, text)?));
            }
        }
        order::sort(&mut ranked);
        let mut collector = Collector::new(stored, matcher, limit);
        for (tier, value) in ranked {
            collector.add_place(tier, value);
        }
        collector.add_keyed(None);
        Some(collector.found).filter(|found| !found.is_empty())
    }
}

/// Keeps the first `limit` entries, each once.
struct Collector<'a> {
    stored: Stored<'a>,
    limit: usize,
    /// The entries whose key was typed, the last first, until it is their turn.
    keyed: Vec<u32>,
    /// Sorted. Not used where the limit is high.
    seen: Vec<u32>,
    /// A bit for each entry of the list, where the limit is high.
    marked: Vec<u64>,
    found: Vec<Found>,
}

impl<'a> Collector<'a> {
    fn new(stored: Stored<'a>, matcher: &Matcher, limit: usize) -> Self {
        let letters = matcher.query().letters();
        let mut keyed: Vec<u32> = match letters {
            [] => Vec::new(),
            _ => stored.entries_with_key(letters).take(limit).collect(),
        };
        keyed.reverse();
        let marked = if limit <= FEW { Vec::new() } else { vec![0; stored.entry_count().div_ceil(64)] };
        Self { stored, limit, keyed, seen: Vec::new(), marked, found: Vec::with_capacity(limit.min(64)) }
    }

    fn wants_more(&self) -> bool {
        self.found.len() < self.limit
    }

    fn add_place(&mut self, tier: Tier, value: u32) {
        let Some(place) = self.stored.place(value) else { return };
        self.add_keyed(Some((tier, place.entry)));
        self.add(Found { tier, place: Some(place), entry: place.entry });
    }

    /// Adds the entries found by their key that stand before one found by a text; without one, all that are left.
    fn add_keyed(&mut self, before: Option<(Tier, u32)>) {
        if self.keyed.is_empty() {
            return;
        }
        let stored = self.stored;
        let standing = |entry| stored.record(entry).map_or(Standing::Cancelled, |record| record.standing);
        let exact = before.filter(|(tier, _)| *tier == Tier::Exact).map(|(_, entry)| standing(entry));
        while let Some(entry) = self.keyed.pop() {
            if exact.is_some_and(|exact| exact < standing(entry)) {
                self.keyed.push(entry);
                break;
            }
            self.add(Found { tier: Tier::Exact, place: None, entry });
        }
    }

    fn add(&mut self, found: Found) {
        if self.wants_more() && self.is_new(found.entry) {
            self.found.push(found);
        }
    }

    fn is_new(&mut self, entry: u32) -> bool {
        if self.limit <= FEW {
            let slot = self.seen.binary_search(&entry);
            if let Err(slot) = slot {
                self.seen.insert(slot, entry);
            }
            return slot.is_err();
        }
        let bit = 1 << (entry % 64);
        self.marked.get_mut(entry as usize / 64).is_some_and(|marks| {
            let is_new = *marks & bit == 0;
            *marks |= bit;
            is_new
        })
    }
}

impl Fallback {
    fn applies(self, found_nothing: bool) -> bool {
        match self {
            Self::Never => false,
            Self::LastResort => found_nothing,
            Self::Always => true,
        }
    }
}
