//! What the automaton leaves open: whether a sound it found is the hanzi that was typed.

use super::fold::{Folded, fold};
use super::hit::Tier;
use super::matcher::{Matcher, Strictness};
use super::query::Query;
use super::readings::Class;
use super::scan::strict_tier;
use super::stored::Stored;
use super::text::tokens;

/// Holds what was found against the texts, for queries with hanzi.
pub(super) struct Settler {
    /// The hanzi of the query in their order.
    hanzi: Vec<char>,
    /// The query holds nothing else.
    is_all: bool,
}

impl Settler {
    pub(super) fn new(query: &Query) -> Self {
        let hanzi: Vec<char> =
            query.letters().iter().copied().filter(|letter| Class::of(*letter) != Class::NONE).collect();
        let is_all = hanzi.len() == query.letters().len();
        Self { hanzi, is_all }
    }

    /// The tier in which a value truly matches, if it does. `tier` is the best it can be.
    pub(super) fn settle(
        &self,
        stored: Stored<'_>,
        matcher: &mut Matcher,
        strictness: Strictness,
        tier: Tier,
        value: u32,
    ) -> Option<Tier> {
        if self.hanzi.is_empty() {
            return Some(tier);
        }
        let place = stored.place(value)?;
        let text = stored.record(place.entry)?.text(place.which)?;
        let mut letters = text
            .chars()
            .filter_map(|character| match fold(character) {
                Folded::Letter(letter) => Some(letter),
                Folded::Accent | Folded::Diaeresis | Folded::Separator => None,
            })
            .skip(place.start as usize);
        if self.is_all {
            // A hanzi is typed in one way only, so the tier of the walk stands.
            return self.hanzi.iter().all(|typed| letters.next() == Some(*typed)).then_some(tier);
        }
        // Most of what only sounds right ends here, before the text is taken apart.
        // A typing error may have put a hanzi where the text has none.
        if strictness != Strictness::Typo && !self.hanzi.iter().all(|typed| letters.any(|letter| letter == *typed)) {
            return None;
        }
        let tokens = tokens(text);
        let rest = tokens.get(place.start as usize..)?;
        let run = matcher.match_start(strictness, rest)?;
        Some(match strictness {
            Strictness::Strict => strict_tier(place.start as usize, rest, run.quality),
            Strictness::Fuzzy | Strictness::Typo => tier,
        })
    }
}
