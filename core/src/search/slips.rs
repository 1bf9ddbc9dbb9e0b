//! One syllable misspelt by one letter.

use std::sync::LazyLock;

use super::pattern::places;
use super::query::{Places, Query};
use super::readings::{self, SYLLABLE_COUNT};
use crate::order;

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
    /// The places at which some syllable is misspelt.
    places: Places,
}

/// A syllable misspelt at a place, and the places it leads to.
#[derive(Clone, Copy, Debug)]
struct Slip {
    at: Places,
    to: Places,
    syllable: u16,
    /// Where the syllable's next slip stands, counted from 1; 0 if there is none.
    next: u16,
}

impl Slips {
    /// Looks for syllables misspelt at these places that lead to one of the places `viable`.
    pub(super) fn new(query: &Query, at: Places, viable: Places) -> Self {
        let mut slips = Self { first: vec![0; SYLLABLE_COUNT], all: Vec::new(), places: 0 };
        for place in places(at) {
            // As far as a syllable of six letters with one too many and its tone can reach.
            if viable >> place & 0x1FC == 0 {
                continue;
            }
            let window = Window::new(query, place);
            let [first, second] = [0, 8].map(|shift| (window.letters >> shift & 0xFF) as u8);
            // The first letter is right, or swapped with the second, or wrong and all others are right.
            for syllable in readings::syllables_with_initial(first) {
                slips.add(syllable, place, window.reach(syllable) & viable);
            }
            if first != second {
                for syllable in readings::narrowed(readings::syllables_with_initial(second), 1, char::from(first)) {
                    slips.add(syllable, place, window.reach(syllable) & viable);
                }
            }
            window.without_first(|syllable, lengths| {
                if readings::padded(syllable).first() != Some(&first) {
                    slips.add(syllable, place, window.places(lengths) & viable);
                }
            });
        }
        slips
    }

    fn add(&mut self, syllable: u16, place: usize, to: Places) {
        let Some(first) = self.first.get_mut(usize::from(syllable)).filter(|_| to != 0) else { return };
        self.all.push(Slip { at: 1 << place, to, syllable, next: *first });
        *first = u16::try_from(self.all.len()).unwrap_or(0);
        self.places |= 1 << place;
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

    /// The places that a misspelt syllable leads to from one of these.
    pub(super) fn reached_from(&self, from: Places) -> Places {
        if from & self.places == 0 {
            return 0;
        }
        self.all.iter().filter(|slip| slip.at & from != 0).fold(0, |reached, slip| reached | slip.to)
    }

    /// Where each slip is made, where it leads, and the syllable misspelt.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, Places, u16)> {
        self.all.iter().map(|slip| (slip.at.trailing_zeros() as usize, slip.to, slip.syllable))
    }

    /// The same with some of the slips alone.
    pub(super) fn only(&self, kept: &[bool]) -> Self {
        let mut slips = Self { first: vec![0; SYLLABLE_COUNT], all: Vec::new(), places: 0 };
        for ((place, to, syllable), _) in self.all().zip(kept).filter(|(_, kept)| **kept) {
            slips.add(syllable, place, to);
        }
        slips
    }
}

/// What follows the first letter of each syllable, filled up with zeros, and the syllable; in alphabetical order.
fn tails() -> &'static [([u8; 5], u16)] {
    static TAILS: LazyLock<Vec<([u8; 5], u16)>> = LazyLock::new(|| {
        let tail = |syllable: u16| {
            let [_, tail @ ..] = readings::padded(syllable);
            (tail, syllable)
        };
        let mut tails: Vec<_> =
            (0..SYLLABLE_COUNT).filter_map(|syllable| u16::try_from(syllable).ok()).map(tail).collect();
        order::sort(&mut tails);
        tails
    });
    &TAILS
}

/// What the query holds from a place on, as far as a misspelt syllable can reach.
///
/// A letter is never left out at either end, nor added before the first: that would let in syllables that are cut short or
/// begun in the middle, which the search refuses.
struct Window {
    place: usize,
    /// Up to the next boundary or hanzi, one letter in a byte, the first in the lowest; the rest is 0.
    letters: u64,
    /// How many letters these are.
    length: usize,
    /// Whether they end the query, so that the syllable may be cut there.
    is_open: bool,
    /// The lengths after which a tone digit stands.
    tones: u32,
}

impl Window {
    fn new(query: &Query, place: usize) -> Self {
        let mut window = Self { place, letters: 0, length: 0, is_open: false, tones: 0 };
        // A hanzi means itself and is never a wrong letter; a digit may be one.
        let typed = query.unbroken_from(place).iter().take(8);
        for letter in typed.map_while(|letter| u8::try_from(*letter).ok().filter(u8::is_ascii)) {
            window.letters |= u64::from(letter) << (8 * window.length);
            window.length += 1;
            if query.has_tone_at(place + window.length) {
                window.tones |= 1 << window.length;
            }
        }
        window.is_open = !query.is_closed() && place + window.length == query.letters().len();
        window
    }

    /// The places to which a syllable misspelt here leads.
    fn reach(&self, syllable: u16) -> Places {
        let mut padded = [0; 8];
        padded.iter_mut().zip(readings::padded(syllable)).for_each(|(slot, letter)| *slot = letter);
        let [_, second, third, ..] = padded;
        let padded = u64::from_le_bytes(padded);
        let length = 8 - padded.leading_zeros() as usize / 8;
        if length < SHORTEST {
            return 0;
        }
        let is_cut = self.is_open && self.length < length + 2;
        // One error leaves one of the next two letters where it was, or shifts it by one.
        let [_, typed_second, typed_third, ..] = self.letters.to_le_bytes();
        let may_be = |letter| letter == typed_second || letter == typed_third;
        if !is_cut && length > SHORTEST && !may_be(second) && !may_be(third) {
            return 0;
        }
        // The first letter that differs; as many as are alike before it.
        let before = (self.letters ^ padded).trailing_zeros() as usize / 8;
        let mut reached = self.places(self.lengths(padded, length, before));
        // The syllable may be cut where the query ends: one letter before, there, or one after.
        if is_cut {
            for cut in self.length.saturating_sub(1)..=self.length + 1 {
                if (SHORTEST..length).contains(&cut) && self.lengths(padded, cut, before) >> self.length & 1 != 0 {
                    reached |= 1 << (self.place + self.length);
                }
            }
        }
        reached
    }

    /// The places after so many letters typed, and after a tone digit.
    fn places(&self, lengths: u32) -> Places {
        Places::from(lengths | (lengths & self.tones) << 1) << self.place
    }

    /// Calls `visit` with the syllables that have every letter but the first as it is typed, and after how many letters they end.
    fn without_first(&self, mut visit: impl FnMut(u16, u32)) {
        let mut among = tails();
        for length in 1..self.length {
            let letter_at = |(tail, _): &([u8; 5], u16)| tail.get(length - 1).copied().unwrap_or(0);
            let letter = (self.letters >> (8 * length) & 0xFF) as u8;
            let start = among.partition_point(|tail| letter_at(tail) < letter);
            among = among.get(start..).unwrap_or_default();
            among = among.get(..among.partition_point(|tail| letter_at(tail) == letter)).unwrap_or_default();
            let is_whole = |(tail, _): &&([u8; 5], u16)| tail.get(length).is_none_or(|next| *next == 0);
            let is_cut = self.is_open && length + 1 == self.length;
            for (_, syllable) in among.iter().take_while(|tail| is_cut || is_whole(tail)) {
                visit(*syllable, 1 << (length + 1));
            }
            if among.is_empty() {
                break;
            }
        }
    }

    /// After how many letters typed, a bit for each, the first `length` letters of a syllable end with one error in them.
    fn lengths(&self, spelled: u64, length: usize, before: usize) -> u32 {
        let before = before.min(length);
        // Letters of either from a place on, up to another.
        let part = |letters: u64, from: usize, to: usize| {
            if from >= to { 0 } else { letters << (64 - 8 * to) >> (64 - 8 * to) >> (8 * from) }
        };
        let same = |typed: usize, meant: usize, count: usize| {
            part(self.letters, typed, typed + count) == part(spelled, meant, meant + count)
        };
        let mut lengths = 0;
        if before == length {
            // Nothing differs: one letter more may follow.
            if self.length > length && before > 0 {
                lengths |= 1 << (length + 1);
            }
            return lengths;
        }
        let rest = length - before;
        if self.length >= length && same(before + 1, before + 1, rest - 1) {
            lengths |= 1 << length;
        }
        if before > 0 && self.length > length && same(before + 1, before, rest) {
            lengths |= 1 << (length + 1);
        }
        if before > 0
            && rest > 1
            && length > SHORTEST
            && self.length + 1 >= length
            && same(before, before + 1, rest - 1)
        {
            lengths |= 1 << (length - 1);
        }
        if rest > 1
            && self.length >= length
            && same(before, before + 1, 1)
            && same(before + 1, before, 1)
            && same(before + 2, before + 2, rest - 2)
        {
            lengths |= 1 << length;
        }
        lengths
    }
}
