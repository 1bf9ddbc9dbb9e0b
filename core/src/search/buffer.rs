//! The index as one row of bytes: a header, then sections.
//!
//! The header is eight bytes `gongkao` and 0, the format (4 bytes), the number of sections (4), the version of the tables of
//! readings (8), a checksum of all that follows it (8), then for each section where it begins and how long it is (8 each,
//! counted from the start). All numbers are little-endian. A section is found by its place, so nothing is parsed on
//! loading.

use std::ops::Range;

use super::index_error::IndexError;
use super::readings;

const MAGIC: [u8; 8] = *b"gongkao\0";
/// Grows whenever bytes of one version would be misread by another.
const FORMAT: u32 = 6;
const SECTIONS: usize = 13;
/// Where the checksum ends and what it covers begins.
const COVERED: usize = 32;
const HEADER: usize = COVERED + SECTIONS * 16;

/// The sections, in their order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Section {
    /// The characters of the alphabet, each with the reading meant.
    Characters,
    /// Texts of one standing, weight and length: the first value and the number of the first text; then an end mark.
    Groups,
    /// For every so many values the group of the first of them; then the last group. Empty where there are few groups.
    GroupDirectory,
    /// For each token of each text the number of its character, in as few bits as the numbers take.
    Codes,
    /// The tree of letters.
    ByLetter,
    /// The tree of pages. Empty for short lists.
    ByPage,
    /// The tree of characters. Empty for short lists.
    ByCharacter,
    /// For each text its entry and which of the entry's texts it is. Empty if every text is a name.
    Texts,
    /// Where each entry begins, and where the last ends.
    EntryOffsets,
    /// The entries.
    Entries,
    /// Entries whose key is not their name, in the order of their folded keys.
    Keys,
    /// Which Latin letters and digits occur.
    Symbols,
    /// Which runs of sounds occur. Empty for short lists.
    Runs,
}

/// Joins the sections, which must come in the order of [`Section`].
pub(super) fn join(sections: [Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER + sections.iter().map(Vec::len).sum::<usize>());
    bytes.extend(MAGIC);
    bytes.extend(FORMAT.to_le_bytes());
    bytes.extend(u32::try_from(SECTIONS).unwrap_or_default().to_le_bytes());
    bytes.extend(readings::version().to_le_bytes());
    bytes.extend([0; 8]);
    let mut start = HEADER as u64;
    for section in &sections {
        let length = section.len() as u64;
        bytes.extend(start.to_le_bytes());
        bytes.extend(length.to_le_bytes());
        start += length;
    }
    for section in sections {
        bytes.extend(section);
    }
    seal(&mut bytes);
    bytes
}

/// Writes the checksum. Public for tests that forge an index, which the checksum alone must not keep out.
pub fn seal(bytes: &mut [u8]) {
    let checksum = checksum(bytes.get(COVERED..).unwrap_or_default());
    if let Some(slot) = bytes.get_mut(COVERED - 8..COVERED) {
        slot.copy_from_slice(&checksum.to_le_bytes());
    }
}

/// Where the sections of an index lie.
#[derive(Clone, Debug)]
pub(super) struct Layout([Range<usize>; SECTIONS]);

impl Layout {
    /// Checks that the bytes are a whole and unchanged index made with the tables of this library.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, IndexError> {
        if bytes.first_chunk() != Some(&MAGIC) {
            return Err(IndexError::Foreign);
        }
        let short = IndexError::Damaged { what: "it is cut short" };
        let found = number32(bytes, 8).ok_or_else(|| short.clone())?;
        if found != FORMAT {
            return Err(IndexError::Format { found, expected: FORMAT });
        }
        if number32(bytes, 12).and_then(|count| usize::try_from(count).ok()) != Some(SECTIONS) {
            return Err(IndexError::Damaged { what: "it has another number of sections" });
        }
        let covered = bytes.get(COVERED..).ok_or_else(|| short.clone())?;
        if number64(bytes, 16) != Some(readings::version()) {
            return Err(IndexError::Readings);
        }
        if number64(bytes, 24) != Some(checksum(covered)) {
            return Err(IndexError::Damaged { what: "its checksum does not fit" });
        }
        let mut sections = <[Range<usize>; SECTIONS]>::default();
        for (section, at) in sections.iter_mut().zip((COVERED..).step_by(16)) {
            let start = number64(bytes, at).and_then(|start| usize::try_from(start).ok());
            let length = number64(bytes, at + 8).and_then(|length| usize::try_from(length).ok());
            *section = start
                .zip(length)
                .and_then(|(start, length)| Some(start..start.checked_add(length)?))
                .filter(|section| section.end <= bytes.len())
                .ok_or_else(|| short.clone())?;
        }
        Ok(Self(sections))
    }

    /// The bytes of a section.
    pub(super) fn section<'a>(&self, bytes: &'a [u8], section: Section) -> &'a [u8] {
        self.0.get(section as usize).and_then(|range| bytes.get(range.clone())).unwrap_or_default()
    }
}

/// The number at a place in a table of four-byte numbers.
pub(super) fn entry32(table: &[u8], place: usize) -> Option<u32> {
    table.as_chunks::<4>().0.get(place).map(|bytes| u32::from_le_bytes(*bytes))
}

/// The pair at a place in a table of pairs of four-byte numbers.
pub(super) fn pair32(table: &[u8], place: usize) -> Option<(u32, u32)> {
    table
        .as_chunks::<8>()
        .0
        .get(place)
        .map(|[a, b, c, d, e, f, g, h]| (u32::from_le_bytes([*a, *b, *c, *d]), u32::from_le_bytes([*e, *f, *g, *h])))
}

/// The eight-byte number that makes up a table.
pub(super) fn entry64(table: &[u8]) -> Option<u64> {
    number64(table, 0)
}

/// Appends a number in groups of seven bits, the lowest first.
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7F) as u8);
}

/// Takes a number that [`push_number`] wrote off the front.
pub(super) fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

fn number32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_le_bytes(*chunk))
}

fn number64(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

/// Notices damage, not malice. Four independent lanes keep it near the speed of memory, for an index of a million names has
/// tens of megabytes.
fn checksum(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |state: u64, word: u64| (state ^ word).wrapping_mul(FACTOR).rotate_left(29);
    let mut lanes = [1, 2, 3, 4];
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        for (lane, word) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = mix(*lane, u64::from_le_bytes(*word));
        }
    }
    let state = rest.iter().fold(bytes.len() as u64, |state, byte| mix(state, u64::from(*byte)));
    let state = lanes.into_iter().fold(state, mix);
    mix(state, state >> 32)
}
