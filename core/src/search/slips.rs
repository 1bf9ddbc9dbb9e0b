//! One syllable misspelt by one letter.

use super::query::{Places, Query};
use super::readings::{self, SYLLABLE_COUNT};

/// Queries with fewer Latin letters are never taken as misspelt: nearly everything is one letter away from them.
pub(super) const FEWEST_LETTERS: usize = 5;
/// A syllable typed or spelled with fewer letters than this has no letter to spare for an error.
const SHORTEST: usize = 2;

/// Where a misspelt syllable leads; computed when first asked for.
#[derive(Clone, Debug)]
pub(super) struct Slips {
    /// For each place of the query, for each syllable, the places reached.
    known: Vec<Vec<Option<Places>>>,
}

impl Slips {
    pub(super) fn new(query: &Query) -> Self {
        Self { known: vec![Vec::new(); query.letters().len()] }
    }

    /// Where a syllable leads when exactly one error was made in typing it.
    pub(super) fn step(&mut self, query: &Query, from: Places, syllable: u16) -> Places {
        let mut reached = 0;
        let mut left = from;
        while left != 0 {
            let place = left.trailing_zeros() as usize;
            left &= left - 1;
            let Some(row) = self.known.get_mut(place) else { continue };
            if row.is_empty() {
                row.resize(SYLLABLE_COUNT, None);
            }
            if let Some(known) = row.get_mut(usize::from(syllable)) {
                reached |= *known.get_or_insert_with(|| reach(query, place, readings::spelling_bytes(syllable)));
            }
        }
        reached
    }
}

fn reach(query: &Query, place: usize, syllable: &[u8]) -> Places {
    let mut reached = 0;
    if syllable.len() < SHORTEST {
        return reached;
    }
    for length in SHORTEST.max(syllable.len() - 1)..=syllable.len() + 1 {
        if query.unbroken(place, length).is_some_and(|typed| is_one_error_apart(typed, syllable)) {
            reached |= 1 << (place + length);
            if query.has_tone_at(place + length) {
                reached |= 1 << (place + length + 1);
            }
        }
    }
    let rest = query.letters().len() - place;
    if rest >= SHORTEST && !query.is_closed() {
        let typed = query.unbroken(place, rest).unwrap_or_default();
        let is_cut = (SHORTEST..syllable.len())
            .filter_map(|length| syllable.get(..length))
            .any(|part| is_one_error_apart(typed, part));
        if is_cut {
            reached |= query.end();
        }
    }
    reached
}

/// Whether one letter added, left out, replaced, or swapped with its neighbour turns one into the other.
///
/// A letter is never left out at either end, nor added before the first: that would let in syllables that are cut short or
/// begun in the middle, which the search refuses.
pub(super) fn is_one_error_apart(typed: &[char], spelled: &[u8]) -> bool {
    if typed.len().abs_diff(spelled.len()) > 1 {
        return false;
    }
    let spelled_letters = || spelled.iter().map(|letter| char::from(*letter));
    let typed_letters = || typed.iter().copied();
    let before = typed_letters().zip(spelled_letters()).take_while(|(one, other)| one == other).count();
    let after = typed_letters().rev().zip(spelled_letters().rev()).take_while(|(one, other)| one == other).count();
    let after = after.min(typed.len().min(spelled.len()) - before);
    match (typed.len() - before - after, spelled.len() - before - after) {
        (1, 1) => true,
        (1, 0) => before > 0,
        (0, 1) => before > 0 && after > 0,
        (2, 2) => typed_letters().skip(before).take(2).eq(spelled_letters().skip(before).take(2).rev()),
        _ => false,
    }
}
