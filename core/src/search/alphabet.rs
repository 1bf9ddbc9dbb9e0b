//! The letters of an index.
//!
//! A letter is the set of a character's readings, with the one meant where it stands; what has no reading is a letter by
//! itself. Homophones are one letter and so share their states, and a polyphone needs no second path. Which hanzi stood there
//! is not in the letter: a typed hanzi follows the path of its sound and is held against the text in the end.
//!
//! A letter is written in two bytes. The first names a *page*, whose letters share their possible initials, so that a
//! query dies on the first byte; the second is the letter's place in its page. The letters used most have a page each and
//! need no second byte.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::index_error::IndexError;
use super::readings::{self, Class};
use super::text::Token;

/// Letters in a page, at most: a second byte's worth.
const PAGE: usize = 256;
/// How many letters have a page each.
const ALONE: usize = 64;
/// Set in a stored letter that is a character and not a set of readings.
const ITSELF: u32 = 1 << 31;
/// Low bits of a stored set of readings; the place of the one meant stands above them.
const CLASS_BITS: u32 = 16;
/// Page of digits.
const DIGITS: u32 = 1 << 26;
/// Page of what is neither read nor a Latin letter nor a digit.
const OTHERS: u32 = 1 << 27;
/// The bytes that the `fst` crate packs into the head of a node, which halves most nodes.
const PACKED: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// The byte for each number of a page or a place, and back.
static BYTES: LazyLock<([u8; 256], [u8; 256])> = LazyLock::new(|| {
    let (mut bytes, mut numbers) = ([0; 256], [0; 256]);
    let others = (0..=u8::MAX).filter(|byte| !PACKED.contains(byte));
    for ((number, slot), byte) in (0..=u8::MAX).zip(&mut bytes).zip(PACKED.iter().copied().chain(others)) {
        *slot = byte;
        if let Some(back) = numbers.get_mut(usize::from(byte)) {
            *back = number;
        }
    }
    (bytes, numbers)
});

/// How a page or a place in a page is written.
pub(super) fn byte_of(number: u8) -> u8 {
    BYTES.0.get(usize::from(number)).copied().unwrap_or_default()
}

/// The page or place that a byte stands for.
pub(super) fn number_of(byte: u8) -> u8 {
    BYTES.1.get(usize::from(byte)).copied().unwrap_or_default()
}

/// A letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Letter {
    /// Any character with these readings, of which the one at this place is meant.
    Sound(Class, u8),
    /// This character, which has no reading.
    Itself(char),
}

impl Letter {
    pub(super) fn of(token: &Token) -> Self {
        if token.class == Class::NONE { Self::Itself(token.letter) } else { Self::Sound(token.class, token.meant) }
    }

    pub(super) fn to_bytes(self) -> [u8; 4] {
        let number = match self {
            Self::Sound(class, meant) => u32::from(class.number()) | u32::from(meant) << CLASS_BITS,
            Self::Itself(character) => u32::from(character) | ITSELF,
        };
        number.to_le_bytes()
    }

    pub(super) fn from_bytes(bytes: [u8; 4]) -> Option<Self> {
        let number = u32::from_le_bytes(bytes);
        if number & ITSELF != 0 {
            return char::from_u32(number & !ITSELF).map(Self::Itself);
        }
        let class = Class::from_number(u16::try_from(number & ((1 << CLASS_BITS) - 1)).ok()?);
        Some(Self::Sound(class, u8::try_from(number >> CLASS_BITS).ok()?))
    }

    /// What the letter can start with.
    fn initials(self) -> u32 {
        match self {
            Self::Sound(class, _) => initials_of_class(class),
            Self::Itself(character) => initials_of(character),
        }
    }
}

/// What a character's readings can start with, one bit for each of `a` to `z`; digits and the rest have bits of their own.
pub(super) fn initials_of(character: char) -> u32 {
    match character {
        'a'..='z' => u8::try_from(character).map_or(0, initial_bit),
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

fn initial_bit(letter: u8) -> u32 {
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

/// How a letter is written. Whether it stands alone in its page depends on the page, so codes are ordered as their bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Code {
    /// Never 255.
    page: u8,
    place: u8,
    is_alone: bool,
}

impl Code {
    /// A number in the order of codes, from 1 to `u16::MAX`.
    pub(super) fn number(self) -> u16 {
        u16::from_be_bytes([self.page, self.place]).saturating_add(1)
    }

    pub(super) fn bytes(self) -> impl Iterator<Item = u8> {
        std::iter::once(self.page).chain((!self.is_alone).then_some(self.place))
    }
}

/// The letters of a list of names, with their codes.
pub(super) struct Alphabet {
    codes: BTreeMap<Letter, Code>,
    /// For each page its initials and the number of its first letter.
    pages: Vec<(u32, u32)>,
    letters: Vec<Letter>,
}

impl Alphabet {
    /// Makes the alphabet of letters that occur so many times each.
    pub(super) fn new(used: &BTreeMap<Letter, u32>) -> Result<Self, IndexError> {
        let mut by_frequency: Vec<(Reverse<u32>, Letter)> =
            used.iter().map(|(letter, count)| (Reverse(*count), *letter)).collect();
        by_frequency.sort_unstable();
        let alone = by_frequency.len().min(ALONE);
        let (frequent, others) = by_frequency.split_at_checked(alone).unwrap_or_default();
        let mut groups: BTreeMap<u32, Vec<(Reverse<u32>, Letter)>> = BTreeMap::new();
        for (count, letter) in others {
            groups.entry(letter.initials()).or_default().push((*count, *letter));
        }
        let mut pages: Vec<&[(Reverse<u32>, Letter)]> = frequent.chunks(1).collect();
        pages.extend(groups.values().flat_map(|group| group.chunks(PAGE)));
        // The pages used most get the bytes that are packed best.
        pages.sort_by_key(|page| Reverse(page.iter().map(|(Reverse(count), _)| u64::from(*count)).sum::<u64>()));

        let mut alphabet = Self { codes: BTreeMap::new(), pages: Vec::new(), letters: Vec::new() };
        for page in pages {
            let number = u8::try_from(alphabet.pages.len())
                .ok()
                .filter(|number| *number < u8::MAX)
                .ok_or(IndexError::TooManyCharacters)?;
            let initials = page.first().map_or(0, |(_, letter)| letter.initials());
            alphabet.pages.push((initials, u32::try_from(alphabet.letters.len()).unwrap_or(u32::MAX)));
            for (place, (_, letter)) in (0..=u8::MAX).zip(page) {
                let code = Code { page: byte_of(number), place: byte_of(place), is_alone: page.len() == 1 };
                alphabet.codes.insert(*letter, code);
                alphabet.letters.push(*letter);
            }
        }
        Ok(alphabet)
    }

    /// The code of a letter of the alphabet.
    pub(super) fn code(&self, letter: Letter) -> Code {
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
        let bit = |letter: &Letter| match letter {
            Letter::Itself(character) => Symbols::bit(*character),
            Letter::Sound(..) => None,
        };
        Symbols(self.letters.iter().filter_map(bit).fold(0, |all, bit| all | bit))
    }

    /// The letters in the order of their codes, four bytes each.
    pub(super) fn letter_bytes(&self) -> Vec<u8> {
        self.letters.iter().flat_map(|letter| letter.to_bytes()).collect()
    }
}
