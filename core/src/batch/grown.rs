//! Columns of answers as they grow, chunk by chunk.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, BinaryArray, ListArray, StringArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field};

use super::mask::{Bytes, CHUNK, Mask, add};

/// Bytes or texts that a column of Arrow's can hold.
const MOST: usize = 0x7fff_ffff;

/// Which rows have something, chunk after chunk.
#[derive(Default)]
pub(super) struct Bits {
    words: Vec<u64>,
    rows: usize,
}

impl Bits {
    /// Takes a chunk: all but the last are whole.
    pub(super) fn take(&mut self, mask: &Mask, rows: usize) {
        self.words.extend_from_slice(mask.words());
        self.rows += rows;
    }

    pub(super) fn nulls(self) -> NullBuffer {
        NullBuffer::new(BooleanBuffer::new(Buffer::from_vec(self.words), 0, self.rows))
    }
}

/// Texts or bytes of so many bytes a row.
#[derive(Default)]
pub(super) struct Strings {
    bytes: Vec<u8>,
    ends: Vec<i32>,
    there: Bits,
}

impl Strings {
    pub(super) fn new(rows: usize) -> Self {
        let mut ends = Vec::with_capacity(rows + 1);
        ends.push(0);
        Self { bytes: Vec::new(), ends, there: Bits::default() }
    }

    /// Takes a chunk of so many rows: the bytes of a row stand one in each plane, as many as the widths of its mask say.
    pub(super) fn take(&mut self, rows: usize, planes: &[Bytes], widths: &[(Mask, usize)]) {
        let there = widths.iter().fold(Mask::NONE, |all, (mask, _)| all | *mask);
        self.there.take(&there, rows);
        let first = self.bytes.len();
        if first == 0 {
            // Most often all rows have as many as the first.
            let widest = widths.iter().map(|(_, width)| *width).max().unwrap_or_default();
            // Most rows may have none.
            let room = widest.saturating_mul(self.ends.capacity().saturating_sub(1)).min(MOST / 2);
            // Where there is no such room, it grows as it is needed.
            let _ = self.bytes.try_reserve(room);
        }
        let (_, width) = widths.first().copied().unwrap_or((Mask::NONE, 0));
        if there == Mask::first(rows) && widths.iter().all(|(_, other)| *other == width) {
            self.bytes.resize(first + rows * width, 0);
            interleave(planes, width, self.bytes.get_mut(first..).unwrap_or_default());
            let small = |length: usize| i32::try_from(length).unwrap_or(i32::MAX);
            if i32::try_from(self.bytes.len()).is_ok() {
                let (mut end, width) = (small(first), small(width));
                self.ends.extend((0..rows).map(|_| {
                    end += width;
                    end
                }));
            } else {
                // Past their end there is no column.
                self.ends.extend(std::iter::repeat_n(i32::MAX, rows));
            }
            return;
        }
        let mut width_of = [0_usize; CHUNK];
        for (mask, width) in widths {
            mask.rows().for_each(|row| width_of.get_mut(row).into_iter().for_each(|of| *of = *width));
        }
        for (row, width) in width_of.into_iter().take(rows).enumerate() {
            self.bytes.extend(planes.iter().take(width).filter_map(|plane| plane.get(row)));
            self.ends.push(i32::try_from(self.bytes.len()).unwrap_or(i32::MAX));
        }
    }

    /// How many bytes it holds.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The column, of bytes.
    pub(super) fn binary(self) -> ArrayRef {
        let rows = self.there.rows;
        if self.bytes.len() > MOST {
            return Arc::new(BinaryArray::new_null(rows));
        }
        // Ends only ever grow, up to the end of the bytes.
        let column =
            BinaryArray::try_new(OffsetBuffer::new(self.ends.into()), self.bytes.into(), Some(self.there.nulls()));
        Arc::new(column.unwrap_or_else(|_| BinaryArray::new_null(rows)))
    }

    /// The column, of text.
    pub(super) fn text(self) -> ArrayRef {
        let rows = self.there.rows;
        if self.bytes.len() > MOST {
            return Arc::new(StringArray::new_null(rows));
        }
        let column =
            StringArray::try_new(OffsetBuffer::new(self.ends.into()), self.bytes.into(), Some(self.there.nulls()));
        Arc::new(column.unwrap_or_else(|_| StringArray::new_null(rows)))
    }
}

/// Puts a byte of each plane next to one another, row by row.
fn interleave(planes: &[Bytes], width: usize, out: &mut [u8]) {
    fn by<const WIDTH: usize>(planes: &[Bytes], out: &mut [u8]) {
        let Some(planes) = planes.first_chunk::<WIDTH>() else { return };
        for (row, out) in out.as_chunks_mut::<WIDTH>().0.iter_mut().enumerate() {
            let row = row % CHUNK;
            out.iter_mut().zip(planes).for_each(|(out, plane)| *out = plane.get(row).copied().unwrap_or_default());
        }
    }
    // The narrow ones are done in one pass of a length the compiler knows.
    match width {
        0 => {}
        1 => by::<1>(planes, out),
        2 => by::<2>(planes, out),
        3 => by::<3>(planes, out),
        4 => by::<4>(planes, out),
        width => {
            for (at, plane) in planes.iter().take(width).enumerate() {
                let column = out.chunks_exact_mut(width).filter_map(|row| row.get_mut(at));
                column.zip(plane).for_each(|(out, byte)| *out = *byte);
            }
        }
    }
}

/// Some texts one after the other.
#[derive(Clone)]
struct Run {
    text: String,
    ends: Vec<i32>,
}

impl Run {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for one in texts {
            text.push_str(one);
            ends.push(i32::try_from(text.len()).unwrap_or(i32::MAX));
        }
        Self { text, ends }
    }
}

/// Lists of texts, of which there are few.
pub(super) struct Lists {
    text: String,
    text_ends: Vec<i32>,
    ends: Vec<i32>,
    there: Bits,
}

impl Lists {
    pub(super) fn new(rows: usize) -> Self {
        let mut ends = Vec::with_capacity(rows + 1);
        ends.push(0);
        Self { text: String::new(), text_ends: vec![0], ends, there: Bits::default() }
    }

    /// Takes a chunk of so many rows: each text belongs to the list of every row of its mask, in this order. `own` are the whole lists
    /// of single rows.
    pub(super) fn take(
        &mut self,
        rows: usize,
        there: &Mask,
        texts: &[(Mask, &str)],
        own: &BTreeMap<usize, Vec<String>>,
    ) {
        self.there.take(there, rows);
        // Which of the texts a row has, one bit each, eight to a plane: rows that have the same have one list.
        let mut planes = vec![[0; CHUNK]; texts.len().div_ceil(8)];
        for (plane, texts) in planes.iter_mut().zip(texts.chunks(8)) {
            let bits = (0..8).map(|bit| 1 << bit);
            texts.iter().zip(bits).for_each(|((mask, _), bit)| add(plane, &(*mask & *there), bit));
        }
        let is_single = planes.len() < 2;
        let mut known: Vec<Option<Run>> = vec![None; if is_single { 256 } else { 1 }];
        let mut own = own.iter().peekable();
        for row in 0..rows {
            let has = |plane: &Bytes| plane.get(row).copied().unwrap_or_default();
            if let Some((_, list)) = own.next_if(|(at, _)| **at == row) {
                for text in list {
                    self.push(text);
                }
            } else if planes.iter().any(|plane| has(plane) > 0) {
                let place = if is_single { planes.first().map_or(0, has) } else { 0 };
                if let Some(room) = known.get_mut(usize::from(place)) {
                    if room.is_none() || !is_single {
                        let bits = planes.iter().flat_map(|plane| (0..8).map(|bit| has(plane) >> bit & 1 == 1));
                        let texts = texts.iter().zip(bits).filter(|(_, has)| *has);
                        *room = Some(Run::of(texts.map(|((_, text), _)| *text)));
                    }
                    if let Some(run) = room {
                        self.push_all(run);
                    }
                }
            }
            self.ends.push(self.count());
        }
    }

    fn push_all(&mut self, run: &Run) {
        let start = i32::try_from(self.text.len()).unwrap_or(i32::MAX);
        self.text.push_str(&run.text);
        self.text_ends.extend(run.ends.iter().map(|end| start.saturating_add(*end)));
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.text_ends.push(i32::try_from(self.text.len()).unwrap_or(i32::MAX));
    }

    fn count(&self) -> i32 {
        i32::try_from(self.text_ends.len() - 1).unwrap_or(i32::MAX)
    }

    /// How many bytes or texts it holds, whichever are more.
    pub(super) fn size(&self) -> usize {
        self.text.len().max(self.text_ends.len())
    }

    /// The column.
    pub(super) fn list(self) -> ArrayRef {
        let field = Arc::new(Field::new_list_field(DataType::Utf8, true));
        let rows = self.there.rows;
        if self.size() > MOST {
            return Arc::new(ListArray::new_null(field, rows));
        }
        let texts = StringArray::try_new(OffsetBuffer::new(self.text_ends.into()), self.text.into_bytes().into(), None);
        let list = texts.and_then(|texts| {
            let ends = OffsetBuffer::new(self.ends.into());
            ListArray::try_new(field.clone(), ends, Arc::new(texts), Some(self.there.nulls()))
        });
        Arc::new(list.unwrap_or_else(|_| ListArray::new_null(field, rows)))
    }
}
