//! The letters of an index.
//!
//! A letter is a character together with the reading meant where it stands; it is written in two bytes. The first names a
//! *page*, whose letters share their possible initials, so that a query dies on the first byte; the second is the letter's
//! place in its page, homophones side by side. Because letters tell characters apart, a typed hanzi follows exactly its own
//! path and nothing needs checking against the names afterwards; because the class of a letter is its whole set of
//! readings, a polyphone needs no second path.

use std::collections::{BTreeMap, BTreeSet};

use super::index_error::IndexError;
use super::readings::{self, Class};
use super::text::Token;

/// Letters in a page, at most: a second byte's worth.
const PAGE: usize = 256;
/// Low bits of a stored letter that hold the character; the reading's place stands above them.
const CHARACTER_BITS: u32 = 21;
/// Page of digits.
const DIGITS: u32 = 1 << 26;
/// Page of what is neither read nor a Latin letter nor a digit.
const OTHERS: u32 = 1 << 27;

/// A letter as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Letter {
    pub(super) character: char,
    pub(super) meant: u8,
}

impl Letter {
    pub(super) fn of(token: &Token) -> Self {
        Self { character: token.letter, meant: token.meant }
    }

    pub(super) fn to_bytes(self) -> [u8; 4] {
        (u32::from(self.character) | u32::from(self.meant) << CHARACTER_BITS).to_le_bytes()
    }

    pub(super) fn from_number(number: u32) -> Option<Self> {
        let character = char::from_u32(number & ((1 << CHARACTER_BITS) - 1))?;
        Some(Self { character, meant: u8::try_from(number >> CHARACTER_BITS).ok()? })
    }
}

/// What a character's readings can start with, one bit for each of `a` to `z`; digits and the rest have bits of their own.
pub(super) fn initials_of(character: char) -> u32 {
    let bit = |letter: u8| letter.checked_sub(b'a').filter(|slot| *slot < 26).map_or(0, |slot| 1 << slot);
    match character {
        'a'..='z' => u8::try_from(character).map_or(0, bit),
        '0'..='9' => DIGITS,
        _ => {
            let class = Class::of(character);
            if class == Class::NONE {
                return OTHERS;
            }
            class
                .syllables()
                .filter_map(|syllable| readings::spelling_bytes(syllable).first().copied())
                .fold(0, |all, letter| all | bit(letter))
        }
    }
}

/// Which of `a` to `z` and 0 to 9 some text holds as themselves, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Symbols(pub(super) u64);

impl Symbols {
    /// Whether some text may hold a character. Says yes to all but Latin letters and digits.
    pub(super) fn may_hold(self, character: char) -> bool {
        Self::bit(character).is_none_or(|bit| self.0 & bit != 0)
    }

    fn bit(character: char) -> Option<u64> {
        match character {
            'a'..='z' => Some(1 << (u32::from(character) - u32::from('a'))),
            '0'..='9' => Some(1 << (26 + u32::from(character) - u32::from('0'))),
            _ => None,
        }
    }
}

/// The letters of a list of names, with their codes.
pub(super) struct Alphabet {
    codes: BTreeMap<Letter, u16>,
    /// For each page its initials and the number of its first letter.
    pages: Vec<(u32, u32)>,
    letters: Vec<Letter>,
}

impl Alphabet {
    pub(super) fn new(used: &BTreeSet<Letter>) -> Result<Self, IndexError> {
        let mut ordered: Vec<(u32, Class, Letter)> =
            used.iter().map(|letter| (initials_of(letter.character), Class::of(letter.character), *letter)).collect();
        ordered.sort_unstable();
        let mut alphabet = Self { codes: BTreeMap::new(), pages: Vec::new(), letters: Vec::new() };
        for group in ordered.chunk_by(|one, other| one.0 == other.0) {
            for page in group.chunks(PAGE) {
                let number = u8::try_from(alphabet.pages.len())
                    .ok()
                    .filter(|number| *number < u8::MAX)
                    .ok_or(IndexError::TooManyCharacters)?;
                let initials = page.first().map_or(0, |(initials, ..)| *initials);
                alphabet.pages.push((initials, u32::try_from(alphabet.letters.len()).unwrap_or(u32::MAX)));
                for (place, (.., letter)) in (0..=u8::MAX).zip(page) {
                    alphabet.codes.insert(*letter, u16::from_be_bytes([number, place]));
                    alphabet.letters.push(*letter);
                }
            }
        }
        Ok(alphabet)
    }

    /// The code of a letter of the alphabet.
    pub(super) fn code(&self, letter: Letter) -> u16 {
        self.codes.get(&letter).copied().unwrap_or_default()
    }

    /// For each page its initials and the number of its first letter, four bytes each.
    pub(super) fn page_bytes(&self) -> Vec<u8> {
        self.pages
            .iter()
            .flat_map(|(initials, first)| [initials.to_le_bytes(), first.to_le_bytes()])
            .flatten()
            .collect()
    }

    /// Which Latin letters and digits are among the letters.
    pub(super) fn symbols(&self) -> Symbols {
        Symbols(self.letters.iter().filter_map(|letter| Symbols::bit(letter.character)).fold(0, |all, bit| all | bit))
    }

    /// The letters in the order of their codes, four bytes each.
    pub(super) fn letter_bytes(&self) -> Vec<u8> {
        self.letters.iter().flat_map(|letter| letter.to_bytes()).collect()
    }
}
