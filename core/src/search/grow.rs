//! Writing a tree of rows; `tree.rs` says what it looks like.

use super::buffer::push_number;
use super::tree::{HEADER, IS_BUCKET, ROOTS, Root, UNKNOWN};
use crate::order;

/// How many rows are worth a node. To look at a row takes less than to enter a node, and far fewer bytes.
const BUCKET: usize = 32;

/// How many symbols a row has at hand.
const AT_HAND: usize = 8;

/// What stands in a text from one token on.
pub(super) struct Row {
    pub(super) root: Root,
    pub(super) value: u32,
    pub(super) text: u32,
    pub(super) start: u16,
    /// Its symbols from the last depth on at which rows were sorted, and 0 after the end of the text.
    pub(super) head: u128,
}

/// Where a row's symbols and initials come from.
pub(super) trait Spelled {
    /// Some symbols of a row from a token on, two bytes each, the first in the highest; 0 after the end.
    fn head(&self, row: &Row, depth: usize) -> u128;
    /// The initials of a token of a row.
    fn initials(&self, row: &Row, depth: usize) -> u32;
    /// The page of a token of a row, none after the end.
    fn page(&self, row: &Row, depth: usize) -> Option<u16>;
}

/// Writes the tree of these rows, with the next page of each or without.
pub(super) fn tree(mut rows: Vec<Row>, spelled: &impl Spelled, tells_pages: bool) -> Option<Vec<u8>> {
    let most = rows.iter().map(|row| row.value).max().unwrap_or_default();
    let value_width = (1..4).find(|width| most >> (8 * width) == 0).unwrap_or(4);
    order::sort_by(&mut rows, |one, other| one.root.cmp(&other.root));
    // Wide enough for most trees of so many rows; the next width is tried where it is not.
    let first = if rows.len() < 1 << 13 { 2 } else { 3 };
    let writer = |offset_width| Writer { spelled, value_width, offset_width, tells_pages, bytes: Vec::new() };
    (first..=4).find_map(|offset_width| writer(offset_width).write(&mut rows))
}

struct Writer<'s, S> {
    spelled: &'s S,
    value_width: usize,
    offset_width: usize,
    tells_pages: bool,
    bytes: Vec<u8>,
}

/// A piece of the tree that was written, or a row that needs no piece.
struct Written {
    symbol: u16,
    value: u32,
    /// What comes next in a single row.
    page: u8,
    /// None for a single row.
    piece: Option<(u32, u32)>,
}

impl<S: Spelled> Writer<'_, S> {
    /// None if the offsets do not fit their width.
    fn write(mut self, rows: &mut [Row]) -> Option<Vec<u8>> {
        let widths = [u8::try_from(self.value_width).ok()?, u8::try_from(self.offset_width).ok()?];
        self.bytes.extend([widths.as_slice(), &[u8::from(self.tells_pages)]].concat());
        self.bytes.resize(HEADER, 0);
        for same in rows.chunk_by_mut(|one, other| one.root == other.root) {
            let root = same.first()?.root as usize;
            let (offset, _) = self.node(same, 0)?;
            self.bytes.get_mut(ROOTS + root * 4..ROOTS + 4 + root * 4)?.copy_from_slice(&offset.to_le_bytes());
        }
        Some(self.bytes)
    }

    fn here(&self) -> Option<u32> {
        let here = u32::try_from(self.bytes.len()).ok()?;
        (self.offset_width == 4 || here >> (8 * self.offset_width) == 0).then_some(here)
    }

    /// Writes the node of rows that are alike before `depth`: where it is, and the initials of the tokens at `depth`.
    fn node(&mut self, rows: &mut [Row], depth: usize) -> Option<(u32, u32)> {
        if depth.is_multiple_of(AT_HAND) {
            for row in &mut *rows {
                row.head = self.spelled.head(row, depth);
            }
            order::sort_by(rows, |one, other| one.head.cmp(&other.head));
        }
        let (mut branches, mut singles) = (Vec::new(), Vec::new());
        let mut initials = 0;
        for same in rows.chunk_by_mut(|one, other| symbol(one, depth) == symbol(other, depth)) {
            let first = same.first()?;
            let symbol = symbol(first, depth);
            initials |= if symbol == 0 { 0 } else { self.spelled.initials(first, depth) };
            let written = self.below(same, symbol, depth + 1)?;
            if written.piece.is_some() { &mut branches } else { &mut singles }.push(written);
        }
        let here = self.here()?;
        self.bytes.extend(u16::try_from(branches.len()).ok()?.to_le_bytes());
        self.bytes.extend(u16::try_from(singles.len()).ok()?.to_le_bytes());
        self.bytes.extend(branches.iter().flat_map(|branch| branch.symbol.to_le_bytes()));
        self.numbers(branches.iter().map(|branch| branch.value), self.value_width);
        self.numbers(branches.iter().filter_map(|branch| Some(branch.piece?.0)), self.offset_width);
        self.numbers(branches.iter().filter_map(|branch| Some(branch.piece?.1)), 4);
        self.bytes.extend(singles.iter().flat_map(|single| single.symbol.to_le_bytes()));
        self.numbers(singles.iter().map(|single| single.value), self.value_width);
        if self.tells_pages {
            self.bytes.extend(singles.iter().map(|single| single.page));
        }
        Some((here, initials))
    }

    /// Writes what follows a symbol.
    fn below(&mut self, rows: &mut [Row], symbol: u16, depth: usize) -> Option<Written> {
        let value = rows.iter().map(|row| row.value).min()?;
        let page = self.page(rows.first()?, depth);
        let piece = match rows {
            [_] => None,
            _ if symbol == 0 || rows.len() <= BUCKET => Some(self.bucket(rows, symbol, depth)?),
            _ => Some(self.node(rows, depth)?),
        };
        Some(Written { symbol, value, page, piece })
    }

    fn bucket(&mut self, rows: &mut [Row], symbol: u16, depth: usize) -> Option<(u32, u32)> {
        let here = self.here()?;
        order::sort_by(rows, |one, other| one.value.cmp(&other.value));
        push_number(&mut self.bytes, u32::try_from(rows.len() - 1).ok()?);
        if self.tells_pages {
            for row in &*rows {
                self.bytes.push(self.page(row, depth));
            }
        }
        self.numbers(rows.iter().skip(1).map(|row| row.value), self.value_width);
        let initials =
            if symbol == 0 { 0 } else { rows.iter().fold(0, |all, row| all | self.spelled.initials(row, depth)) };
        Some((here, initials | IS_BUCKET))
    }

    fn page(&self, row: &Row, depth: usize) -> u8 {
        let page = self.spelled.page(row, depth).map_or(0, |page| page.saturating_add(1));
        u8::try_from(page).unwrap_or(UNKNOWN)
    }

    fn numbers(&mut self, numbers: impl Iterator<Item = u32>, width: usize) {
        for number in numbers {
            self.bytes.extend(number.to_le_bytes().into_iter().take(width));
        }
    }
}

/// The symbol of a row at a depth.
fn symbol(row: &Row, depth: usize) -> u16 {
    (row.head >> (16 * (AT_HAND - 1 - depth % AT_HAND)) & 0xFFFF) as u16
}
