//! A chunk of rows, read.

use std::collections::BTreeMap;
use std::ops::Range;

use super::column::Rubbish;
use super::decoded::Decoded;
use super::mask::{CHUNK, Mask};
use super::text::Named;
use crate::model::level::Level;
use crate::policy::plan::Value;

/// A chunk of rows.
#[derive(Default)]
pub(super) struct Chunk<'t> {
    pub rows: Range<usize>,
    /// The columns, and after them the sex and the day of birth in the identity number.
    pub decoded: Vec<Decoded<'t>>,
    /// What was worked out row by row.
    pub worked: Vec<Vec<Value>>,
    /// What was worked out of work types, which many rows have in common; whether it is their relation, or else the group of one.
    pub alike: BTreeMap<(WorkTypes<'t>, bool), Value>,
    /// What is rubbish, by row of the chunk, column and kind, in the order of the rows, and the first of each row.
    pub rubbish: Vec<(usize, usize, Rubbish)>,
    /// How many entries the lists of each row have, and one more; nothing where no column is a list.
    pub entries: Vec<usize>,
    /// For each level, from five on, the rows that declare it and hold no rubbish.
    pub levels: [Mask; 5],
    pub known: Known,
}

/// Where the columns stand that are looked at by themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub declared: Option<usize>,
    pub claimed: Option<usize>,
    pub held: Option<usize>,
    pub year: Option<usize>,
    pub obtained_on: Option<usize>,
    pub identity: Option<usize>,
    pub region: Option<usize>,
    pub retirement: Option<usize>,
    pub current_type: Option<usize>,
    pub declared_type: Option<usize>,
}

/// The level held, the work type held and the one declared.
pub(super) type WorkTypes<'t> = (Option<i32>, Option<Named<'t>>, Option<Named<'t>>);

impl<'t> Chunk<'t> {
    fn column(&self, at: Option<usize>) -> Option<&Decoded<'t>> {
        self.decoded.get(at?)
    }

    pub(super) fn declared(&self) -> Option<&Decoded<'t>> {
        self.column(self.known.declared)
    }

    pub(super) fn held(&self) -> Option<&Decoded<'t>> {
        self.column(self.known.held)
    }

    pub(super) fn obtained_year(&self) -> Option<&Decoded<'t>> {
        self.column(self.known.year)
    }

    pub(super) fn obtained_on(&self) -> Option<&Decoded<'t>> {
        self.column(self.known.obtained_on)
    }

    pub(super) fn retirement(&self) -> Option<&Decoded<'t>> {
        self.column(self.known.retirement)
    }

    /// The rows of those who are 未定级.
    pub(super) fn ungraded(&self) -> Mask {
        self.held().map_or(Mask::NONE, |held| held.within(0, 0) & held.known)
    }

    /// The rows in which 破格晋升 is ticked.
    pub(super) fn claimed(&self) -> Mask {
        self.column(self.known.claimed).map_or(Mask::NONE, |claimed| claimed.within(1, 1) & claimed.known)
    }

    /// The rows that hold rubbish.
    pub(super) fn bad(&self) -> Mask {
        let mut bad = Mask::NONE;
        self.rubbish.iter().for_each(|(row, ..)| bad.insert(*row));
        bad
    }

    /// The rows that declare a level and hold no rubbish.
    pub(super) fn of(&self, level: Level) -> Mask {
        Level::ALL.iter().zip(&self.levels).find(|(known, _)| **known == level).map_or(Mask::NONE, |(_, mask)| *mask)
    }

    /// The rows that can be told something of: a level is declared and nothing is rubbish.
    pub(super) fn asked(&self) -> Mask {
        self.levels.iter().fold(Mask::NONE, |all, level| all | *level)
    }
}

/// Rows from here on, a chunk at a time.
pub(super) fn chunks(rows: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    rows.clone().step_by(CHUNK).map(move |start| start..(start + CHUNK).min(rows.end))
}
