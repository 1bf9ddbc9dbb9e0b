//! The symbols of an index.
//!
//! A name is looked at on three levels, from coarse to fine. A *page* says what a character can start with: 会 is on that of h and
//! k. A *letter* is a set of readings with the one meant where it stands, so that homophones are one letter and a polyphone
//! needs no second path. A *character* is a letter together with the hanzi itself. What has no reading is a letter by
//! itself. On each level symbols are numbered so that those of one symbol of the level above follow one another; an index
//! stores the characters alone, for the tables of readings say the rest.

use std::collections::{BTreeMap, BTreeSet};

use super::index_error::IndexError;
use super::readings::{self, Class};
use super::text::Token;
use crate::order;

/// Bit of digits among initials.
const DIGITS: u32 = 1 << 26;
/// Bit of Latin letters in names.
const LATIN: u32 = 1 << 28;
/// Bit of what is neither read nor a Latin letter nor a digit.
const OTHERS: u32 = 1 << 27;
/// Bytes of a character: 21 bits for itself, the rest for the place of the reading meant.
pub(super) const CHARACTER_BYTES: usize = 3;
const CHARACTER_BITS: u32 = 21;

/// A character as it stands in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Character {
    pub(super) class: Class,
    /// The place in the class of the reading meant.
    pub(super) meant: u8,
    pub(super) letter: char,
}

impl Character {
    pub(super) fn of(token: Token) -> Self {
        Self { class: token.class, meant: token.meant, letter: token.letter }
    }

    fn to_bytes(self) -> [u8; CHARACTER_BYTES] {
        let [low, middle, high, _] = (u32::from(self.letter) | u32::from(self.meant) << CHARACTER_BITS).to_le_bytes();
        [low, middle, high]
    }

    pub(super) fn from_bytes([low, middle, high]: [u8; CHARACTER_BYTES]) -> Self {
        let stored = u32::from_le_bytes([low, middle, high, 0]);
        let letter = char::from_u32(stored & ((1 << CHARACTER_BITS) - 1)).unwrap_or('\0');
        Self { class: Class::of(letter), meant: (stored >> CHARACTER_BITS & 0xFF) as u8, letter }
    }

    pub(super) fn is_same_letter(self, other: Self) -> bool {
        (self.class, self.meant) == (other.class, other.meant)
            && (self.class != Class::NONE || self.letter == other.letter)
    }
}

/// What a character's readings can start with, one bit for each of `a` to `z`. Latin letters, digits and the rest, which
/// are only ever typed as themselves, have bits of their own.
pub(super) fn initials_of(character: char) -> u32 {
    match character {
        'a'..='z' => LATIN,
        '0'..='9' => DIGITS,
        _ => match Class::of(character) {
            Class::NONE => OTHERS,
            class => initials_of_class(class),
        },
    }
}

fn initials_of_class(class: Class) -> u32 {
    class
        .syllables()
        .filter_map(|syllable| readings::spelling_bytes(syllable).first().copied())
        .fold(0, |all, letter| all | initial_bit(letter))
}

/// The bit of readings that start with a letter.
pub(super) fn initial_bit(letter: u8) -> u32 {
    letter.checked_sub(b'a').filter(|slot| *slot < 26).map_or(0, |slot| 1 << slot)
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

/// The numbers of a character on the three levels.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Numbers {
    pub(super) page: u16,
    pub(super) letter: u16,
    pub(super) character: u16,
}

/// All characters of a list of names, with their numbers.
pub(super) struct Alphabet {
    numbers: BTreeMap<Character, Numbers>,
    /// For each page its initials.
    pages: Vec<u32>,
    /// In the order of their numbers.
    characters: Vec<Character>,
}

impl Alphabet {
    /// Makes the alphabet of the characters that occur.
    pub(super) fn new(used: &BTreeSet<Character>) -> Result<Self, IndexError> {
        let mut sorted: Vec<(u32, Character)> =
            used.iter().map(|character| (initials_of(character.letter), *character)).collect();
        order::sort(&mut sorted);
        let mut alphabet = Self { numbers: BTreeMap::new(), pages: Vec::new(), characters: Vec::new() };
        let mut next = Numbers::default();
        for (initials, character) in sorted {
            let last = alphabet.characters.last().copied();
            if alphabet.pages.last() != Some(&initials) {
                alphabet.pages.push(initials);
                next.page = u16::try_from(alphabet.pages.len() - 1).map_err(|_| IndexError::TooManyCharacters)?;
            }
            if last.is_some_and(|last| !character.is_same_letter(last)) {
                next.letter += 1;
            }
            // The last number of each level is left to say that there is none.
            next.character = u16::try_from(alphabet.characters.len())
                .ok()
                .filter(|number| *number < u16::MAX - 1)
                .ok_or(IndexError::TooManyCharacters)?;
            alphabet.characters.push(character);
            alphabet.numbers.insert(character, next);
        }
        Ok(alphabet)
    }

    /// The numbers of a character of the alphabet.
    pub(super) fn numbers(&self, character: Character) -> Numbers {
        self.numbers.get(&character).copied().unwrap_or_default()
    }

    /// The initials of a page.
    pub(super) fn initials(&self, page: u16) -> u32 {
        self.pages.get(usize::from(page)).copied().unwrap_or_default()
    }

    /// How many bits the number of a character takes.
    pub(super) fn character_bits(&self) -> u32 {
        character_bits(self.characters.len())
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        self.characters.iter().flat_map(|character| character.to_bytes()).collect()
    }

    /// Which Latin letters and digits are among the characters.
    pub(super) fn symbols(&self) -> Symbols {
        Symbols(
            self.characters.iter().filter_map(|character| Symbols::bit(character.letter)).fold(0, |all, bit| all | bit),
        )
    }
}

/// How many bits it takes to number so many characters.
pub(super) fn character_bits(count: usize) -> u32 {
    count.max(2).next_power_of_two().trailing_zeros()
}
