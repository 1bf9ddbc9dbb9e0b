//! A query compiled to masks.
//!
//! While a text is read, the state is a set of places in the query, one bit each, all advanced at once. For each syllable
//! the pattern knows from which places it can be read, and how far each reading goes: by its initial one letter, by `zh`,
//! `ch`, `sh` two, in full up to six and a tone digit more, and at the end of the query by any part of it that the query
//! still holds. A step is therefore a few ANDs and shifts, and a text costs the same whatever the query.
//!
//! Initials are kept by letter and the rest by syllable, so that compiling a query looks up the few syllables that it
//! spells at each place, and not what each of the four hundred has to do with it.

mod compile;
mod reach;
mod step;

use std::sync::LazyLock;

use crate::search::query::Places;
use crate::search::readings::{self, Class, SYLLABLE_COUNT};

pub(super) use compile::Manner;

/// How many groups of syllables there are that an initial stands for: one for each letter, then those of [`ZH`] with an h,
/// then those of [`BARE`] that have nothing but consonants.
const GROUPS: usize = 26 + ZH.len() + BARE.len();
/// The initials that take an h.
const ZH: [u8; 3] = *b"zcs";
/// The initials that may stand without a vowel, as 嗯 is read.
const BARE: [u8; 3] = *b"nhm";

/// From any of the places `at`, a syllable leads `shift` letters on; 0 means to the end of the query.
#[derive(Clone, Copy, Debug)]
struct Move {
    at: Places,
    shift: u8,
    typed: Typing,
    syllable: u16,
    /// Where the syllable's next move stands, counted from 1; 0 if there is none.
    next: u16,
}

/// How much of a syllable is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typing {
    /// Its initial, in one letter or two.
    Initial,
    /// More than that, up to the end of the query.
    Cut,
    /// All of it.
    Whole,
}

/// A letter or hanzi of the query.
#[derive(Clone, Copy, Debug)]
struct Typed {
    letter: char,
    /// How it can be read, if it is a hanzi.
    class: Class,
    /// Where it stands.
    places: Places,
}

/// What is known of a place in the query.
#[derive(Clone, Copy, Debug, Default)]
struct From {
    /// The places that syllables typed by their initial lead to from here.
    by_initial: Places,
    /// The places that syllables lead to of which more is typed.
    spelled: Places,
    /// The place that the character typed here leads to when it is meant itself.
    literal: Places,
    /// The initials of the syllables that lead on from here.
    initials: u32,
    /// Those of the character itself.
    own_initials: u32,
}

/// A compiled query.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// For each group of syllables, from which places they can be read by one letter.
    by_letter: [Places; GROUPS],
    /// The same by the two letters zh, ch, sh.
    by_two_letters: [Places; GROUPS],
    /// For each syllable where its first further move stands, counted from 1; 0 if there is none.
    first_moves: Vec<u16>,
    moves: Vec<Move>,
    /// The query's letters, each once.
    letters: Vec<Typed>,
    /// Where a Latin letter stands, by letter.
    latin: [Places; 26],
    from: Vec<From>,
    has_hanzi: bool,
    end: Places,
    /// Steps that lead elsewhere are not taken.
    viable: Places,
}

impl From {
    fn reached(self) -> Places {
        self.by_initial | self.spelled | self.literal
    }
}

impl Pattern {
    /// Whether the query holds hanzi.
    pub(super) fn has_hanzi(&self) -> bool {
        self.has_hanzi
    }
}

/// The numbers of the places in a set.
pub(super) fn places(mut set: Places) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = set.trailing_zeros();
        (place < Places::BITS).then(|| {
            set &= set - 1;
            place as usize
        })
    })
}

fn slot_of(letter: char) -> Option<usize> {
    letter.is_ascii_lowercase().then(|| letter as usize - 'a' as usize)
}

/// The group of syllables without a vowel that start with a letter.
fn bare_group(letter: u8) -> Option<usize> {
    BARE.iter().position(|bare| *bare == letter).map(|place| 26 + ZH.len() + place)
}

/// The group to which a syllable belongs.
fn group_of(syllable: u16) -> usize {
    static GROUP_OF: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let group = |syllable: u16| {
            let [first, second, ..] = readings::padded(syllable);
            let has_vowel = readings::spelling(syllable).contains(['a', 'e', 'i', 'o', 'u', 'v']);
            let with_h = ZH.iter().position(|letter| *letter == first && second == b'h');
            let group = if has_vowel { with_h.map(|place| 26 + place) } else { bare_group(first) };
            group.or_else(|| slot_of(char::from(first))).and_then(|group| u8::try_from(group).ok()).unwrap_or(u8::MAX)
        };
        (0..SYLLABLE_COUNT).filter_map(|syllable| u16::try_from(syllable).ok()).map(group).collect()
    });
    GROUP_OF.get(usize::from(syllable)).map_or(GROUPS, |group| usize::from(*group))
}
