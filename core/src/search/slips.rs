//! One syllable misspelt by one letter.

use super::alphabet::initial_bit;
use super::pattern::places;
use super::query::{Places, Query};
use super::readings::{self, SYLLABLE_COUNT};

/// Queries with fewer Latin letters are never taken as misspelt: nearly everything is one letter away from them.
pub(super) const FEWEST_LETTERS: usize = 5;
/// A syllable typed or spelled with fewer letters than this has no letter to spare for an error.
const SHORTEST: usize = 2;

/// The syllables that the query may misspell.
#[derive(Clone, Debug)]
pub(super) struct Slips {
    /// For each syllable where its first slip stands, counted from 1; 0 if there is none.
    first: Vec<u16>,
    all: Vec<Slip>,
    /// For each place the initials of the syllables misspelt there.
    initials: Vec<u32>,
    /// The places at which some syllable is misspelt.
    places: Places,
}

/// A syllable misspelt at a place, and the places it leads to.
#[derive(Clone, Copy, Debug)]
struct Slip {
    at: Places,
    to: Places,
    /// Where the syllable's next slip stands, counted from 1; 0 if there is none.
    next: u16,
}

impl Slips {
    /// Looks for syllables misspelt at these places that lead to one of the places `viable`.
    pub(super) fn new(query: &Query, at: Places, viable: Places) -> Self {
        let mut slips = Self {
            first: vec![0; SYLLABLE_COUNT],
            all: Vec::new(),
            initials: vec![0; query.letters().len()],
            places: 0,
        };
        for place in places(at) {
            // As far as a syllable of six letters with one too many and its tone can reach.
            if viable >> place & 0x1FE == 0 {
                continue;
            }
            let [first, second] = [place, place + 1].map(|place| query.letters().get(place).copied());
            for syllable in 0..u16::try_from(SYLLABLE_COUNT).unwrap_or(u16::MAX) {
                let [one, other] = readings::first_letters(syllable).map(|letter| Some(char::from(letter)));
                // One error leaves the first letter, or the second, or swaps the two.
                if one == first || other == second || (one, other) == (second, first) {
                    slips.add(syllable, place, reach(query, place, readings::spelling_bytes(syllable)) & viable);
                }
            }
        }
        slips
    }

    fn add(&mut self, syllable: u16, place: usize, to: Places) {
        let Some(first) = self.first.get_mut(usize::from(syllable)).filter(|_| to != 0) else { return };
        self.all.push(Slip { at: 1 << place, to, next: *first });
        *first = u16::try_from(self.all.len()).unwrap_or(0);
        self.places |= 1 << place;
        let [first_letter, _] = readings::first_letters(syllable);
        if let Some(initials) = self.initials.get_mut(place) {
            *initials |= initial_bit(first_letter);
        }
    }

    /// Where a syllable leads when exactly one error was made in typing it.
    pub(super) fn step(&self, from: Places, syllable: u16) -> Places {
        let slip = |number: u16| usize::from(number).checked_sub(1).and_then(|slot| self.all.get(slot));
        let first = self.first.get(usize::from(syllable)).copied().unwrap_or(0);
        std::iter::successors(slip(first), |last| slip(last.next))
            .filter(|slip| slip.at & from != 0)
            .fold(0, |reached, slip| reached | slip.to)
    }

    /// The places at which some syllable is misspelt.
    pub(super) fn places(&self) -> Places {
        self.places
    }

    /// The initials of the syllables misspelt at one of these places.
    pub(super) fn initials_after(&self, from: Places) -> u32 {
        places(from & self.places).filter_map(|place| self.initials.get(place)).fold(0, |all, more| all | more)
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
