//! The tables of an index, read where they lie.

use std::cmp::Ordering;

use super::alphabet::Symbols;
use super::buffer::{Layout, Section, entry32, entry64, pair32, take_number};
use super::build::{DIRECTORY_STEP, KEY_IS_NAME, folded_key};
use super::entry::Standing;

/// Borrowed tables of an index. Whatever stands in them, reading them yields a value or nothing.
#[derive(Clone, Copy)]
pub(super) struct Stored<'a> {
    bytes: &'a [u8],
    layout: &'a Layout,
}

/// An entry as it is stored.
pub(super) struct Record<'a> {
    pub(super) standing: Standing,
    pub(super) key: &'a str,
    pub(super) name: &'a str,
    /// Aliases, then where to go instead; each a count and as many texts.
    lists: &'a [u8],
}

/// Where a value leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) entry: u32,
    /// 0 for the name, then the aliases.
    pub(super) which: u32,
    /// The token at which the match starts.
    pub(super) start: u32,
}

impl<'a> Stored<'a> {
    pub(super) fn new(bytes: &'a [u8], layout: &'a Layout) -> Self {
        Self { bytes, layout }
    }

    pub(super) fn section(self, section: Section) -> &'a [u8] {
        self.layout.section(self.bytes, section)
    }

    pub(super) fn automaton(self) -> Option<fst::raw::Fst<&'a [u8]>> {
        fst::raw::Fst::new(self.section(Section::Automaton)).ok()
    }

    /// The pages of the alphabet: initials, and number of the first letter.
    pub(super) fn pages(self) -> impl Iterator<Item = (u32, u32)> + 'a {
        let pages = self.section(Section::Pages);
        (0..pages.len() / 8).filter_map(move |page| pair32(pages, page))
    }

    /// Which Latin letters and digits the texts hold.
    pub(super) fn symbols(self) -> Symbols {
        Symbols(entry64(self.section(Section::Symbols)).unwrap_or(u64::MAX))
    }

    /// What a value stands for.
    pub(super) fn place(self, value: u32) -> Option<Place> {
        let groups = self.section(Section::Groups).as_chunks::<8>().0;
        let first_value = |group: &[u8; 8]| group.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        let group = groups.partition_point(|group| first_value(group) <= value).checked_sub(1)?;
        let table = self.section(Section::Groups);
        let ((first, text), (_, next)) = (pair32(table, group)?, pair32(table, group + 1)?);
        let size = next.checked_sub(text).filter(|size| *size > 0)?;
        let offset = value - first;
        let text = text + offset % size;
        let texts = self.section(Section::Texts);
        let (entry, which) = if texts.is_empty() { (text, 0) } else { pair32(texts, text as usize)? };
        Some(Place { entry, which, start: offset / size })
    }

    /// The values after the best one of a shared key, as [`Values`] reads them.
    pub(super) fn others(self, best: u32) -> Option<Values<'a>> {
        let directory = self.section(Section::ListDirectory);
        let known = |entry: &[u8; 8]| entry.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        let slot = directory.as_chunks::<8>().0.partition_point(|entry| known(entry) <= best).checked_sub(1)?;
        let (mut value, offset) = pair32(directory, slot)?;
        let mut lists = self.section(Section::Lists).get(offset as usize..)?;
        for _ in 0..DIRECTORY_STEP {
            value = value.checked_add(take_number(&mut lists)?)?;
            let length = take_number(&mut lists)? as usize;
            let (list, rest) = lists.split_at_checked(length)?;
            match value.cmp(&best) {
                Ordering::Less => lists = rest,
                Ordering::Equal => return Some(Values { last: best, bytes: list }),
                Ordering::Greater => return None,
            }
        }
        None
    }

    /// How many entries there are.
    pub(super) fn entry_count(self) -> usize {
        (self.section(Section::EntryOffsets).len() / 4).saturating_sub(1)
    }

    /// An entry.
    pub(super) fn record(self, entry: u32) -> Option<Record<'a>> {
        let offsets = self.section(Section::EntryOffsets);
        let start = entry32(offsets, entry as usize)? as usize;
        let end = entry32(offsets, entry as usize + 1)? as usize;
        let (first, mut rest) = self.section(Section::Entries).get(start..end)?.split_first()?;
        let standing = match first & !KEY_IS_NAME {
            0 => Standing::Current,
            1 => Standing::Merged,
            _ => Standing::Cancelled,
        };
        let key = if first & KEY_IS_NAME == 0 { Some(take_text(&mut rest)?) } else { None };
        let name = take_text(&mut rest)?;
        Some(Record { standing, key: key.unwrap_or(name), name, lists: rest })
    }

    /// The key of an entry that has one besides its name.
    fn own_key(self, entry: u32) -> Option<&'a str> {
        let start = entry32(self.section(Section::EntryOffsets), entry as usize)? as usize;
        let mut rest = self.section(Section::Entries).get(start + 1..)?;
        take_text(&mut rest)
    }

    /// The entry whose key has exactly these letters.
    pub(super) fn entry_with_key(self, letters: &[char]) -> Option<u32> {
        let keys = self.section(Section::Keys).as_chunks::<4>().0;
        let compare = |bytes: &[u8; 4]| {
            let key = self.own_key(u32::from_le_bytes(*bytes)).unwrap_or_default();
            folded_key(key).cmp(letters.iter().copied())
        };
        let found = keys.partition_point(|bytes| compare(bytes) == Ordering::Less);
        let bytes = keys.get(found).filter(|bytes| compare(bytes) == Ordering::Equal)?;
        Some(u32::from_le_bytes(*bytes))
    }
}

impl<'a> Record<'a> {
    /// The text of this number: 0 for the name, then the aliases.
    pub(super) fn text(&self, which: u32) -> Option<&'a str> {
        match which.checked_sub(1) {
            None => Some(self.name),
            Some(alias) => self.aliases().nth(alias as usize),
        }
    }

    fn aliases(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let mut lists = self.lists;
        let count = take_number(&mut lists).unwrap_or_default();
        (0..count).map_while(move |_| take_text(&mut lists))
    }

    /// The keys of the entries to go to.
    pub(super) fn instead(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let mut lists = self.lists;
        for _ in 0..take_number(&mut lists).unwrap_or_default() {
            if take_text(&mut lists).is_none() {
                break;
            }
        }
        let count = take_number(&mut lists).unwrap_or_default();
        (0..count).map_while(move |_| take_text(&mut lists))
    }
}

/// Values of a shared key, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Values<'a> {
    last: u32,
    bytes: &'a [u8],
}

impl Iterator for Values<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.last = self.last.checked_add(take_number(&mut self.bytes)?)?;
        Some(self.last)
    }
}

fn take_text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let length = take_number(bytes)? as usize;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}
