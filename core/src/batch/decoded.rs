//! One column over a chunk, read: numbers, positions or flags, and where there are any.

#![allow(clippy::needless_bitwise_bool, reason = "a pass over a column without a branch is done for many rows at once")]

use std::borrow::Cow;

use super::mask::{CHUNK, Mask};

/// A column's values over a chunk. Borrowed where Arrow holds them as they are needed; then anything may stand where nothing is known.
#[derive(Clone, Debug, Default)]
#[allow(clippy::large_enum_variant, reason = "there is one for each column, used for one chunk after the other")]
pub(super) enum Values<'t> {
    /// Positions of words.
    Words(Cow<'t, [i8]>),
    Flags(Mask),
    /// Counts, or days since the first of 1970.
    Numbers(Cow<'t, [i32]>),
    /// Read row by row.
    #[default]
    Raw,
}

/// A column over a chunk, read.
#[derive(Clone, Debug)]
pub(super) struct Decoded<'t> {
    pub values: Values<'t>,
    /// Where there is an answer and it is one.
    pub known: Mask,
    /// Every number is one of those that are usual: of a year, one that a date may have.
    pub is_usual: bool,
}

impl Default for Decoded<'_> {
    fn default() -> Self {
        Self { values: Values::Raw, known: Mask::NONE, is_usual: false }
    }
}

impl Decoded<'_> {
    /// The number, position or flag of one row.
    pub(super) fn get(&self, row: usize) -> Option<i32> {
        match &self.values {
            _ if !self.known.has(row) => None,
            Values::Words(words) => words.get(row).copied().map(i32::from),
            Values::Flags(flags) => Some(flags.has(row).into()),
            Values::Numbers(numbers) => numbers.get(row).copied(),
            Values::Raw => None,
        }
    }

    /// Where the number, position or flag lies between two, both included.
    pub(super) fn within(&self, from: i32, to: i32) -> Mask {
        match &self.values {
            Values::Words(words) => {
                let (from, to) = (narrow(from), narrow(to));
                if from == to {
                    Mask::of(words, |word| word == from)
                } else {
                    Mask::of(words, |word| (word >= from) & (word <= to))
                }
            }
            Values::Flags(flags) => match (from <= 0 && 0 <= to, from <= 1 && 1 <= to) {
                (true, true) => Mask::ALL,
                (true, false) => !*flags,
                (false, true) => *flags,
                (false, false) => Mask::NONE,
            },
            Values::Numbers(numbers) => match (from, to) {
                (i32::MIN, to) => Mask::of(numbers, |number| number <= to),
                (from, i32::MAX) => Mask::of(numbers, |number| number >= from),
                (from, to) => Mask::of(numbers, |number| (number >= from) & (number <= to)),
            },
            Values::Raw => Mask::NONE,
        }
    }

    /// Where the position is one of those whose bits are set.
    pub(super) fn among(&self, set: u64) -> Mask {
        let is_in = |at: i32| u32::try_from(at).is_ok_and(|at| at < 64 && set >> at & 1 == 1);
        match &self.values {
            Values::Words(words) => Mask::of(words, |word| is_in(word.into())),
            Values::Numbers(numbers) => Mask::of(numbers, is_in),
            Values::Flags(flags) => {
                (if is_in(1) { *flags } else { Mask::NONE }) | (if is_in(0) { !*flags } else { Mask::NONE })
            }
            Values::Raw => Mask::NONE,
        }
    }

    /// Room for numbers of its own, what it had before emptied.
    pub(super) fn numbers(&mut self) -> Vec<i32> {
        match std::mem::take(&mut self.values) {
            Values::Numbers(Cow::Owned(mut numbers)) => {
                numbers.clear();
                numbers
            }
            _ => Vec::with_capacity(CHUNK),
        }
    }

    pub(super) fn words(&mut self) -> Vec<i8> {
        match std::mem::take(&mut self.values) {
            Values::Words(Cow::Owned(mut words)) => {
                words.clear();
                words
            }
            _ => Vec::with_capacity(CHUNK),
        }
    }
}

/// The number, or the nearest there is.
fn narrow(number: i32) -> i8 {
    i8::try_from(number).unwrap_or(if number < 0 { i8::MIN } else { i8::MAX })
}
