//! A tree of everything at which a match can start, as bytes.
//!
//! A *row* is what stands in a text from one token on; its *value* says which (see `build.rs`). Rows that begin alike share
//! a path, one symbol a token. Below a node lie *branches* to more nodes, or to *buckets* of a few rows that are not told
//! apart any further, and *singles*, symbols that lead to one row. A branch carries the smallest value below it, so
//! that rows come out in the order of their values without looking at the others, and which initials come next below it, so that
//! what cannot match is not entered.
//!
//! Bytes: the width of a value and of an offset, whether next pages are told (1) or not (0), then for each [`Root`] the offset of its
//! node or 0. A node: how many
//! branches and singles (2 bytes each); the symbols of the branches (2 each), their smallest values, offsets, and initials
//! (4, with [`IS_BUCKET`]); the symbols of the singles (2 each), their values, and their next pages. A bucket: how many values
//! follow, the next page of each row, then the values but the smallest, ascending. A symbol is the number of a page, a letter or a
//! character and 1 more; 0 stands for the end of a text. Next pages (1 byte each, see [`Next`]) are told in large trees only: in small ones
//! the texts are as near.
//!
//! # Design
//!
//! Whatever the bytes are, reading them ends: every access is checked, and what lies below a node lies before it, so there is no way
//! around in a circle. An automaton of the crate `fst` was here before. It shares endings, but values are nearly all distinct and
//! keep it from sharing much: it took more bytes, knew of no initials to come, and panicked on forged bytes.

use super::buffer::take_number;

/// Set beside the initials of a branch that leads to a bucket.
pub(super) const IS_BUCKET: u32 = 1 << 31;
/// Where the first node can begin.
pub(super) const HEADER: usize = ROOTS + 12;
/// Where the offsets of the roots begin.
pub(super) const ROOTS: usize = 3;

/// A next page that has no number of one byte.
pub(super) const UNKNOWN: u8 = u8::MAX;

/// The page of the token that comes next in a row, as far as it is told: 0 for the end of the text, else its number and 1 more, or
/// [`UNKNOWN`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Next(pub(super) u8);

/// What a match starts at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Root {
    /// The start of the text.
    Text,
    /// The start of a word inside.
    Word,
    /// Any other token.
    Inside,
}

/// What a symbol of a tree stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// What a character can start with.
    Page,
    /// A set of readings with the one meant.
    Letter,
    /// A character.
    Character,
}

/// A tree to read.
#[derive(Clone, Copy)]
pub(super) struct Tree<'a> {
    bytes: &'a [u8],
    value_width: usize,
    offset_width: usize,
    tells_pages: bool,
}

/// Where a node begins.
pub(super) type Offset = u32;

/// A node to read.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    tree: Tree<'a>,
    offset: Offset,
    branch_symbols: &'a [[u8; 2]],
    branch_values: &'a [u8],
    branch_offsets: &'a [u8],
    branch_initials: &'a [[u8; 4]],
    single_symbols: &'a [[u8; 2]],
    single_values: &'a [u8],
    single_pages: &'a [u8],
}

/// A way on from a node, to many rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Branch {
    pub(super) offset: Offset,
    /// The smallest value below.
    pub(super) value: u32,
    /// The initials that can come next, with [`IS_BUCKET`].
    pub(super) initials: u32,
}

impl Branch {
    pub(super) fn is_bucket(self) -> bool {
        self.initials & IS_BUCKET != 0
    }
}

impl<'a> Tree<'a> {
    /// The tree in these bytes, if there is one.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        let head: &[u8; ROOTS] = bytes.first_chunk()?;
        let [value_width, offset_width, tells_pages] = head.map(usize::from);
        let fits = |width: usize| (1..=4).contains(&width);
        let tree = Self { bytes, value_width, offset_width, tells_pages: tells_pages == 1 };
        (fits(value_width) && fits(offset_width) && tells_pages < 2).then_some(tree)
    }

    /// More than the steps of any walk through a tree of this size, if no two branches lead to one place, as in what was built.
    pub(super) fn most_steps(self) -> usize {
        self.bytes.len().saturating_mul(16)
    }

    /// More than the pieces of work that wait at any time during such a walk.
    pub(super) fn most_waiting(self) -> usize {
        self.bytes.len()
    }

    /// The node from which all rows of a kind can be read.
    pub(super) fn root(self, root: Root) -> Option<Node<'a>> {
        let offset = number(self.bytes.get(ROOTS..HEADER)?, root as usize, 4)?;
        if offset == 0 { None } else { self.node(offset) }
    }

    /// The node at a place that a branch leads to.
    pub(super) fn node(self, offset: Offset) -> Option<Node<'a>> {
        let rest = self.bytes.get(offset as usize..)?;
        let (counts, rest) = rest.split_first_chunk::<4>()?;
        let [a, b, c, d] = *counts;
        let (branches, singles) = (usize::from(u16::from_le_bytes([a, b])), usize::from(u16::from_le_bytes([c, d])));
        let (branch_symbols, rest) = rest.split_at_checked(branches * 2)?;
        let (branch_values, rest) = rest.split_at_checked(branches * self.value_width)?;
        let (branch_offsets, rest) = rest.split_at_checked(branches * self.offset_width)?;
        let (branch_initials, rest) = rest.split_at_checked(branches * 4)?;
        let (single_symbols, rest) = rest.split_at_checked(singles * 2)?;
        let (single_values, rest) = rest.split_at_checked(singles * self.value_width)?;
        let single_pages = if self.tells_pages { rest.get(..singles)? } else { &[] };
        Some(Node {
            tree: self,
            offset,
            branch_symbols: branch_symbols.as_chunks().0,
            branch_values,
            branch_offsets,
            branch_initials: branch_initials.as_chunks().0,
            single_symbols: single_symbols.as_chunks().0,
            single_values,
            single_pages,
        })
    }
}

impl<'a> Node<'a> {
    pub(super) fn offset(self) -> Offset {
        self.offset
    }

    pub(super) fn branch_symbols(self) -> &'a [[u8; 2]] {
        self.branch_symbols
    }

    pub(super) fn single_symbols(self) -> &'a [[u8; 2]] {
        self.single_symbols
    }

    /// The branch at a place.
    pub(super) fn branch(self, place: usize) -> Option<Branch> {
        let offset = number(self.branch_offsets, place, self.tree.offset_width)?;
        // What lies below was written before, so that no path comes back to where it was.
        if offset >= self.offset {
            return None;
        }
        let value = number(self.branch_values, place, self.tree.value_width)?;
        Some(Branch { offset, value, initials: self.initials(place) })
    }

    /// The initials that can come after the branch at a place.
    pub(super) fn initials(self, place: usize) -> u32 {
        self.branch_initials.get(place).map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// The value of the single row at a place.
    pub(super) fn single(self, place: usize) -> Option<u32> {
        number(self.single_values, place, self.tree.value_width)
    }

    /// What comes next in the single row at a place.
    pub(super) fn single_next(self, place: usize) -> Next {
        Next(self.single_pages.get(place).copied().unwrap_or(UNKNOWN))
    }

    /// The node to which a branch leads.
    pub(super) fn below(self, branch: Branch) -> Option<Self> {
        self.tree.node(branch.offset)
    }

    /// The values of the bucket to which a branch leads, the smallest first.
    pub(super) fn bucket(self, branch: Branch) -> Option<Bucket<'a>> {
        let mut rest = self.tree.bytes.get(branch.offset as usize..)?;
        let count = take_number(&mut rest)? as usize;
        let (pages, rest) = rest.split_at_checked(if self.tree.tells_pages { count.checked_add(1)? } else { 0 })?;
        let values = rest.get(..count.checked_mul(self.tree.value_width)?)?;
        Some(Bucket { values, pages, width: self.tree.value_width })
    }
}

/// A row of a bucket, and those with greater values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bucket<'a> {
    /// The values after that of the row.
    values: &'a [u8],
    /// What comes next in the row and in those after it.
    pages: &'a [u8],
    width: usize,
}

impl Bucket<'_> {
    /// What comes next in the row.
    pub(super) fn next(&self) -> Next {
        Next(self.pages.first().copied().unwrap_or(UNKNOWN))
    }

    /// Goes on to the row with the next value.
    pub(super) fn take(&mut self) -> Option<u32> {
        let value = number(self.values, 0, self.width)?;
        self.values = self.values.get(self.width..).unwrap_or_default();
        self.pages = self.pages.get(1..).unwrap_or_default();
        Some(value)
    }
}

/// The number at a place in a table of numbers of this width.
fn number(table: &[u8], place: usize, width: usize) -> Option<u32> {
    let start = place * width;
    if let Some(bytes) = table.get(start..).and_then(|rest| rest.first_chunk::<4>()) {
        return Some(u32::from_le_bytes(*bytes) & (u32::MAX >> (32 - 8 * width)));
    }
    let bytes = table.get(start..start + width)?;
    Some(bytes.iter().rev().fold(0, |all, byte| all << 8 | u32::from(*byte)))
}
