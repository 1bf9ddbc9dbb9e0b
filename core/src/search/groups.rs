//! Texts whose values mingle: those of one standing, weight and length.

use super::buffer::{entry32, pair32};
use super::build::{FEW_GROUPS, directory_shift};

/// Texts of one standing, weight and length.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    /// The first value.
    first: u32,
    /// The number of the first text.
    pub(super) text: u32,
    /// How many texts, of how many tokens.
    pub(super) size: u32,
    pub(super) length: u32,
}

/// The groups of an index that has few, unfolded.
#[derive(Clone, Debug)]
pub(super) struct FewGroups {
    groups: Vec<Group>,
    /// The first value of each; the largest number where there are no more.
    firsts: [u32; FEW_GROUPS],
}

/// The groups of an index, read where they lie.
#[derive(Clone, Copy)]
pub(super) struct Groups<'a> {
    pub(super) table: &'a [u8],
    pub(super) directory: &'a [u8],
    pub(super) few: &'a FewGroups,
}

impl Group {
    /// The place of a text in the group, and the token at which it is matched.
    pub(super) fn place(self, value: u32) -> Option<(u32, u32)> {
        let offset = value.checked_sub(self.first)?;
        let start = offset.checked_div(self.size).filter(|start| *start < self.length)?;
        Some((offset - start * self.size, start))
    }

    /// The tokens of a text from those of a value on: where their characters' numbers begin and end.
    pub(super) fn row(self, value: u32) -> Option<(u32, u32)> {
        let (number, start) = self.place(value)?;
        let row = self.first.checked_add(number.checked_mul(self.length)?)?;
        Some((row.checked_add(start)?, row.checked_add(self.length)?))
    }

    /// The value of a text of the group matched from a token on.
    pub(super) fn value(self, number: u32, start: u32) -> Option<u32> {
        self.first.checked_add(number)?.checked_add(start.checked_mul(self.size)?)
    }
}

impl FewGroups {
    /// Unfolds the groups of an index without a directory of groups; of another none.
    pub(super) fn new(table: &[u8], directory: &[u8]) -> Self {
        let mut few = Self { groups: Vec::new(), firsts: [u32::MAX; FEW_GROUPS] };
        if directory.is_empty() {
            let groups = Groups { table, directory, few: &few };
            let unfolded: Vec<Group> = (0..FEW_GROUPS).map_while(|number| groups.at(number)).collect();
            for (first, group) in few.firsts.iter_mut().zip(&unfolded) {
                *first = group.first;
            }
            few.groups = unfolded;
        }
        few
    }
}

impl Groups<'_> {
    /// A group.
    pub(super) fn at(self, number: usize) -> Option<Group> {
        if let Some(group) = self.few.groups.get(number) {
            return Some(*group);
        }
        let ((first, text), (end, next_text)) = (pair32(self.table, number)?, pair32(self.table, number + 1)?);
        let size = next_text.checked_sub(text)?;
        Some(Group { first, text, size, length: end.checked_sub(first)?.checked_div(size)? })
    }

    /// The number of the group to which a value belongs.
    pub(super) fn number_of(self, value: u32) -> Option<usize> {
        if self.directory.is_empty() {
            return self.few.firsts.iter().filter(|first| **first <= value).count().checked_sub(1);
        }
        let groups = self.table.as_chunks::<8>().0;
        let first_value = |group: &[u8; 8]| group.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        let step = (value >> directory_shift(first_value(groups.last()?))) as usize;
        let start = entry32(self.directory, step)? as usize;
        let among = groups.get(start..(entry32(self.directory, step + 1)? as usize).saturating_add(1))?;
        Some(start + among.partition_point(|group| first_value(group) <= value).checked_sub(1)?)
    }

    /// The group to which a value belongs.
    pub(super) fn of(self, value: u32) -> Option<Group> {
        self.at(self.number_of(value)?)
    }

    /// The group to which a text belongs.
    pub(super) fn of_text(self, text: u32) -> Option<Group> {
        let first_text = |group: &[u8; 8]| group.last_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        let groups = self.table.as_chunks::<8>().0;
        self.at(groups.partition_point(|group| first_text(group) <= text).checked_sub(1)?)
    }

    /// The group of texts of this length with the standing and weight of a group, if there are such.
    pub(super) fn of_length(self, near: usize, length: u32) -> Option<Group> {
        // The groups of one standing and weight follow one another by length.
        let mut longer = (near..).map_while(|number| self.at(number));
        let group = longer.find(|group| group.length >= length).filter(|group| group.length == length);
        let mut shorter = (0..near).rev().map_while(|number| self.at(number));
        group.or_else(|| shorter.find(|group| group.length <= length)).filter(|group| group.length == length)
    }
}
