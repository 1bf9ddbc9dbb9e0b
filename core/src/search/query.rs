//! What was typed, folded into letters and boundaries.

use super::fold::{Folded, fold};

/// A set of places in a query: bit j stands for "j letters consumed".
pub(super) type Places = u128;

/// Longest query that is looked at; a longer one finds nothing. Places are the bits of one [`Places`].
pub(super) const LONGEST: usize = 127;

/// A folded query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// Hanzi, Latin letters, digits. At most [`LONGEST`] unless `too_long`.
    letters: Vec<char>,
    /// Places where an apostrophe, a space or another separator was typed.
    boundaries: Places,
    too_long: bool,
}

impl Query {
    /// Folds what was typed. In some schemes of double pinyin the semicolon is a letter.
    pub(super) fn new(typed: &str, semicolon_is_letter: bool) -> Self {
        let mut query = Self::default();
        for character in typed.chars() {
            let folded = match character {
                ';' | '；' if semicolon_is_letter => Folded::Letter(';'),
                _ => fold(character),
            };
            match folded {
                Folded::Letter(letter) if query.letters.len() < LONGEST => query.letters.push(letter),
                Folded::Letter(_) => {
                    query.too_long = true;
                    break;
                }
                Folded::Diaeresis => {
                    if let Some(letter) = query.letters.last_mut().filter(|letter| **letter == 'u') {
                        *letter = 'v';
                    }
                }
                Folded::Accent => {}
                Folded::Separator => query.boundaries |= 1 << query.letters.len(),
            }
        }
        query
    }

    pub(super) fn letters(&self) -> &[char] {
        &self.letters
    }

    pub(super) fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    pub(super) fn is_too_long(&self) -> bool {
        self.too_long
    }

    /// The place after the last letter: a match is complete when it is reached.
    pub(super) fn end(&self) -> Places {
        1 << self.letters.len()
    }

    /// How many Latin letters were typed.
    pub(super) fn latin_letters(&self) -> usize {
        self.letters.iter().filter(|letter| letter.is_ascii_lowercase()).count()
    }

    /// The letters from `start` on, `length` of them, if no boundary falls among them.
    pub(super) fn unbroken(&self, start: usize, length: usize) -> Option<&[char]> {
        if self.boundaries == 0 {
            return self.letters.get(start..start + length);
        }
        let inner: Places = if length < 2 { 0 } else { ((1 << (length - 1)) - 1) << (start + 1) };
        if self.boundaries & inner != 0 {
            return None;
        }
        self.letters.get(start..start + length)
    }

    /// The letters from `start` on up to the next boundary.
    pub(super) fn unbroken_from(&self, start: usize) -> &[char] {
        let rest = self.letters.get(start..).unwrap_or_default();
        let length = (self.boundaries >> start >> 1).trailing_zeros() as usize + 1;
        rest.get(..length).unwrap_or(rest)
    }

    /// Whether a boundary was typed after the last letter, so that the last syllable is complete.
    pub(super) fn is_closed(&self) -> bool {
        self.boundaries & self.end() != 0
    }

    /// Whether a tone digit can stand at this place: a digit from 0 to 5 without a boundary before it.
    pub(super) fn has_tone_at(&self, place: usize) -> bool {
        self.boundaries & (1 << place) == 0
            && self.letters.get(place).is_some_and(|letter| ('0'..='5').contains(letter))
    }
}
