//! Sets of the rows of a chunk, one bit a row: 64 rows are joined in one step.

use std::array;
use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Not, Range};

use arrow_array::Array;
use arrow_buffer::BooleanBuffer;
use arrow_buffer::bit_chunk_iterator::BitChunks;
use wide::i8x16;

/// Rows decided at a time: what is read and decided of them fits the first cache of a processor.
pub(super) const CHUNK: usize = 2048;
const WORD: usize = 64;

/// Some rows of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mask([u64; CHUNK / WORD]);

impl Mask {
    pub(super) const NONE: Self = Self([0; CHUNK / WORD]);
    pub(super) const ALL: Self = Self([u64::MAX; CHUNK / WORD]);

    /// So many rows from the first.
    #[inline]
    pub(super) fn first(rows: usize) -> Self {
        let mut left = rows;
        Self(array::from_fn(|_| {
            let here = left.min(WORD);
            left -= here;
            if here == WORD { u64::MAX } else { (1 << here) - 1 }
        }))
    }

    /// The rows whose values pass a test.
    #[inline]
    pub(super) fn of<T: Copy>(values: &[T], test: impl Fn(T) -> bool) -> Self {
        let mut mask = Self::NONE;
        // Of a length that the compiler knows, many are tested at once.
        let (whole, rest) = values.as_chunks::<WORD>();
        let mut words = mask.0.iter_mut();
        for (values, word) in whole.iter().zip(&mut words) {
            *word = packed(values.map(|value| -i8::from(test(value))));
        }
        if let Some(word) = words.next() {
            let mut bytes = [0; WORD];
            bytes.iter_mut().zip(rest).for_each(|(byte, value)| *byte = -i8::from(test(*value)));
            *word = packed(bytes);
        }
        mask
    }

    /// Some bits of Arrow's.
    pub(super) fn of_bits(bits: &BooleanBuffer, rows: Range<usize>) -> Self {
        let mut mask = Self::NONE;
        let bits = BitChunks::new(bits.values(), bits.offset() + rows.start, rows.len());
        mask.0.iter_mut().zip(bits.iter_padded()).for_each(|(word, bits)| *word = bits);
        mask
    }

    /// The rows that are not null.
    pub(super) fn valid(array: &dyn Array, rows: Range<usize>) -> Self {
        match array.nulls().filter(|nulls| nulls.null_count() > 0) {
            Some(nulls) => Self::of_bits(nulls.inner(), rows),
            None => Self::first(rows.len()),
        }
    }

    #[inline]
    pub(super) fn is_none(&self) -> bool {
        self.0.iter().fold(0, |any, word| any | word) == 0
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    #[inline]
    pub(super) fn has(&self, row: usize) -> bool {
        self.0.get(row / WORD).is_some_and(|word| word >> (row % WORD) & 1 == 1)
    }

    #[inline]
    pub(super) fn insert(&mut self, row: usize) {
        self.0.get_mut(row / WORD).into_iter().for_each(|word| *word |= 1 << (row % WORD));
    }

    #[inline]
    pub(super) fn remove(&mut self, row: usize) {
        self.0.get_mut(row / WORD).into_iter().for_each(|word| *word &= !(1 << (row % WORD)));
    }

    /// The rows in their order.
    pub(super) fn rows(self) -> impl Iterator<Item = usize> {
        (0..).step_by(WORD).zip(self.0).flat_map(|(first, word)| {
            let more = |left: &u64| Some(left & (left - 1)).filter(|left| *left > 0);
            std::iter::successors(Some(word).filter(|word| *word > 0), more)
                .map(move |left| first + left.trailing_zeros() as usize)
        })
    }

    /// The same as a list, which is quicker where there are many.
    pub(super) fn list(&self) -> Vec<usize> {
        const AT_ONCE: usize = 8;
        let mut rows = Vec::with_capacity(self.count() + AT_ONCE);
        for (first, word) in (0..).step_by(WORD).zip(self.0) {
            let (mut left, end) = (word, rows.len() + word.count_ones() as usize);
            // Nobody can foretell how many there are: some too many are put there, and taken back.
            while left > 0 {
                rows.extend((0..AT_ONCE).map(|_| {
                    let row = first + left.trailing_zeros() as usize;
                    left &= left.wrapping_sub(1);
                    row
                }));
            }
            rows.truncate(end);
        }
        rows
    }

    /// The words, of which the last may have bits past the last row.
    pub(super) fn words(&self) -> &[u64] {
        &self.0
    }

    #[inline]
    fn join(mut self, other: Self, join: impl Fn(u64, u64) -> u64) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word = join(*word, other));
        self
    }
}

impl BitAnd for Mask {
    type Output = Self;

    #[inline]
    fn bitand(self, other: Self) -> Self {
        self.join(other, |one, other| one & other)
    }
}

impl BitOr for Mask {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        self.join(other, |one, other| one | other)
    }
}

impl BitAndAssign for Mask {
    #[inline]
    fn bitand_assign(&mut self, other: Self) {
        *self = *self & other;
    }
}

impl BitOrAssign for Mask {
    #[inline]
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

impl Not for Mask {
    type Output = Self;

    #[inline]
    fn not(self) -> Self {
        self.join(Self::NONE, |word, _| !word)
    }
}

/// How something comes out, row by row: neither where it is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Masks {
    pub met: Mask,
    pub unmet: Mask,
}

impl Masks {
    pub(super) const UNKNOWN: Self = Self { met: Mask::NONE, unmet: Mask::NONE };
    pub(super) const MET: Self = Self { met: Mask::ALL, unmet: Mask::NONE };
    pub(super) const UNMET: Self = Self { met: Mask::NONE, unmet: Mask::ALL };

    /// Met or unmet where it is known at all.
    #[inline]
    pub(super) fn known(met: Mask, known: Mask) -> Self {
        Self { met: met & known, unmet: !met & known }
    }

    #[inline]
    pub(super) fn and(self, other: Self) -> Self {
        Self { met: self.met & other.met, unmet: self.unmet | other.unmet }
    }

    #[inline]
    pub(super) fn or(self, other: Self) -> Self {
        Self { met: self.met | other.met, unmet: self.unmet & other.unmet }
    }

    #[inline]
    pub(super) fn not(self) -> Self {
        Self { met: self.unmet, unmet: self.met }
    }
}

/// One byte a row.
pub(super) type Bytes = [u8; CHUNK];

/// Adds to the byte of every row of a mask.
pub(super) fn add(bytes: &mut Bytes, mask: &Mask, weight: u8) {
    if mask.is_none() {
        return;
    }
    let (eights, _) = bytes.as_chunks_mut::<8>();
    let (words, _) = eights.as_chunks_mut::<8>();
    for (eights, word) in words.iter_mut().zip(mask.0) {
        for (eight, bits) in eights.iter_mut().zip(word.to_le_bytes()) {
            // No byte is ever more than 255, so none carries into the next.
            let spread = SPREAD.get(usize::from(bits)).copied().unwrap_or_default();
            *eight = u64::from_le_bytes(*eight).wrapping_add(spread * u64::from(weight)).to_le_bytes();
        }
    }
}

/// The bits of a byte as eight bytes, the lowest first.
static SPREAD: [u64; 256] = {
    let mut all = [0_u64; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            #[allow(
                clippy::indexing_slicing,
                reason = "evaluated by the compiler, which refuses an index out of bounds"
            )]
            {
                all[byte] |= ((byte >> bit & 1) as u64) << (8 * bit);
            }
            bit += 1;
        }
        byte += 1;
    }
    all
};

/// The signs of sixty-four bytes as bits.
#[inline]
fn packed(bytes: [i8; WORD]) -> u64 {
    let (sixteens, _) = bytes.as_chunks::<16>();
    sixteens.iter().rev().fold(0, |word, sixteen| word << 16 | u64::from(i8x16::new(*sixteen).to_bitmask()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_bytes_and_rows_agree() {
        let values: Vec<i32> = (0..1000).map(|row| row * 7 % 11).collect();
        let mask = Mask::of(&values, |value| value < 4);
        let rows: Vec<usize> = (0..1000).filter(|row| values[*row] < 4).collect();
        assert_eq!(mask.rows().collect::<Vec<_>>(), rows);
        assert_eq!(mask.count(), rows.len());
        let mut bytes = [1; CHUNK];
        add(&mut bytes, &mask, 200);
        assert!(
            (0..CHUNK)
                .all(|row| bytes[row] == if rows.contains(&row) { 201 } else { 1 }
                    && mask.has(row) == rows.contains(&row))
        );
        assert_eq!(!Mask::first(70) & Mask::first(72), Mask::of(&[0; 72].map(|_: u8| 0), |_| true) & !Mask::first(70));
        let bits: BooleanBuffer = values.iter().map(|value| *value < 4).collect();
        assert_eq!(
            Mask::of_bits(&bits, 3..1000).rows().collect::<Vec<_>>(),
            rows.iter().filter(|row| **row > 2).map(|row| row - 3).collect::<Vec<_>>()
        );
    }
}
