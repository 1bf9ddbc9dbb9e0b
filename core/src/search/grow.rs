//! Writing a tree of rows; `tree.rs` says what it looks like.

use super::buffer::push_number;
use super::tree::{HEADER, IS_BUCKET, Root};

/// How many rows are worth a node. To look at a row takes less than to enter a node, and far fewer bytes.
const BUCKET: usize = 32;

/// What stands in a text from one token on.
pub(super) struct Row {
    pub(super) root: Root,
    /// The first eight symbols, so that nearly all comparisons end here; 0 after the end of the text.
    pub(super) head: u128,
    pub(super) value: u32,
    pub(super) text: u32,
    pub(super) start: u16,
}

/// Where a row's symbols and initials come from.
pub(super) trait Spelled {
    /// The symbol at a token of a row, none after the end.
    fn symbol(&self, row: &Row, depth: usize) -> Option<u16>;
    /// The initials of the same token.
    fn initials(&self, row: &Row, depth: usize) -> u32;
}

/// Writes the tree of these rows.
pub(super) fn tree(mut rows: Vec<Row>, spelled: &impl Spelled) -> Option<Vec<u8>> {
    rows.sort_unstable_by(|one, other| {
        (one.root, one.head).cmp(&(other.root, other.head)).then_with(|| {
            if (one.head & 0xFFFF) as u16 == 0 {
                return one.value.cmp(&other.value);
            }
            let deeper = |row: &Row| (8..).map_while(|depth| spelled.symbol(row, depth)).collect::<Vec<_>>();
            deeper(one).cmp(&deeper(other)).then_with(|| one.value.cmp(&other.value))
        })
    });
    let most = rows.iter().map(|row| row.value).max().unwrap_or_default();
    let value_width = (1..4).find(|width| most >> (8 * width) == 0).unwrap_or(4);
    // Wide enough for most trees of so many rows; the next width is tried where it is not.
    let first = if rows.len() < 1 << 13 { 2 } else { 3 };
    (first..=4).find_map(|offset_width| Writer::new(spelled, value_width, offset_width).write(&rows))
}

struct Writer<'s, S> {
    spelled: &'s S,
    value_width: usize,
    offset_width: usize,
    bytes: Vec<u8>,
}

/// A piece of the tree that was written, or a row that needs no piece.
struct Written {
    symbol: u16,
    value: u32,
    /// None for a single row.
    piece: Option<(u32, u32)>,
}

impl<'s, S: Spelled> Writer<'s, S> {
    fn new(spelled: &'s S, value_width: usize, offset_width: usize) -> Self {
        Self { spelled, value_width, offset_width, bytes: Vec::new() }
    }

    /// None if the offsets do not fit their width.
    fn write(mut self, rows: &[Row]) -> Option<Vec<u8>> {
        self.bytes.extend([u8::try_from(self.value_width).ok()?, u8::try_from(self.offset_width).ok()?]);
        self.bytes.resize(HEADER, 0);
        for same in rows.chunk_by(|one, other| one.root == other.root) {
            let root = same.first()?.root as usize;
            let (offset, _) = self.node(same, 0)?;
            self.bytes.get_mut(2 + root * 4..6 + root * 4)?.copy_from_slice(&offset.to_le_bytes());
        }
        Some(self.bytes)
    }

    fn here(&self) -> Option<u32> {
        let here = u32::try_from(self.bytes.len()).ok()?;
        (self.offset_width == 4 || here >> (8 * self.offset_width) == 0).then_some(here)
    }

    fn symbol(&self, row: &Row, depth: usize) -> u16 {
        match u32::try_from(depth) {
            // The eighth symbol from the left at depth 0.
            Ok(depth) if depth < 8 => (row.head >> (16 * (7 - depth)) & 0xFFFF) as u16,
            _ => self.spelled.symbol(row, depth).unwrap_or(0),
        }
    }

    /// Writes the node of rows that are alike before `depth`: where it is, and the initials of the tokens at `depth`.
    fn node(&mut self, rows: &[Row], depth: usize) -> Option<(u32, u32)> {
        let (mut branches, mut singles) = (Vec::new(), Vec::new());
        let mut initials = 0;
        let mut rest = rows;
        while let Some(first) = rest.first() {
            let symbol = self.symbol(first, depth);
            let count = rest.iter().take_while(|row| self.symbol(row, depth) == symbol).count();
            let (same, others) = rest.split_at_checked(count)?;
            rest = others;
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
        Some((here, initials))
    }

    /// Writes what follows a symbol.
    fn below(&mut self, rows: &[Row], symbol: u16, depth: usize) -> Option<Written> {
        let value = rows.iter().map(|row| row.value).min()?;
        let piece = match rows {
            [_] => None,
            _ if symbol == 0 || rows.len() <= BUCKET => Some(self.bucket(rows, symbol, depth)?),
            _ => Some(self.node(rows, depth)?),
        };
        Some(Written { symbol, value, piece })
    }

    fn bucket(&mut self, rows: &[Row], symbol: u16, depth: usize) -> Option<(u32, u32)> {
        let here = self.here()?;
        let mut values: Vec<u32> = rows.iter().map(|row| row.value).collect();
        values.sort_unstable();
        push_number(&mut self.bytes, u32::try_from(values.len() - 1).ok()?);
        self.numbers(values.into_iter().skip(1), self.value_width);
        let initials = if symbol == 0 {
            0
        } else {
            rows.iter()
                .filter(|row| self.symbol(row, depth) != 0)
                .fold(0, |all, row| all | self.spelled.initials(row, depth))
        };
        Some((here, initials | IS_BUCKET))
    }

    fn numbers(&mut self, numbers: impl Iterator<Item = u32>, width: usize) {
        for number in numbers {
            self.bytes.extend(number.to_le_bytes().into_iter().take(width));
        }
    }
}
