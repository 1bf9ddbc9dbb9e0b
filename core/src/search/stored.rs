//! The tables of an index, read where they lie.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::OnceLock;

use super::alphabet::{CHARACTER_BYTES, Character, Symbols, character_bits};
use super::buffer::{Layout, Section, entry32, entry64, pair32, take_number};
use super::build::directory_shift;
use super::characters::{Characters, Codes};
use super::entry::Standing;
use super::records::{KEY_IS_NAME, folded_key, take_text};
use super::text::Token;
use super::tree::{Level, Root, Tree};

/// Borrowed tables of an index. Whatever stands in them, reading them yields a value or nothing.
#[derive(Clone, Copy)]
pub(super) struct Stored<'a> {
    bytes: &'a [u8],
    layout: &'a Layout,
    characters: &'a OnceLock<Characters>,
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
    /// The tokens of the text from there on: where their characters' numbers begin and end.
    pub(super) row: (u32, u32),
}

impl<'a> Stored<'a> {
    pub(super) fn new(bytes: &'a [u8], layout: &'a Layout, characters: &'a OnceLock<Characters>) -> Self {
        Self { bytes, layout, characters }
    }

    fn section(self, section: Section) -> &'a [u8] {
        self.layout.section(self.bytes, section)
    }

    /// The tree of symbols of a level.
    pub(super) fn tree(self, level: Level) -> Option<Tree<'a>> {
        Tree::new(self.section(match level {
            Level::Page => Section::ByPage,
            Level::Letter => Section::ByLetter,
            Level::Character => Section::ByCharacter,
        }))
    }

    /// What stands in the names, to be looked up by its numbers.
    pub(super) fn characters(self) -> &'a Characters {
        self.characters.get_or_init(|| Characters::new(self.section(Section::Characters)))
    }

    /// Which characters stand where.
    pub(super) fn codes(self) -> Codes<'a> {
        let count = self.section(Section::Characters).len() / CHARACTER_BYTES;
        Codes { bytes: self.section(Section::Codes), bits: character_bits(count).min(16) }
    }

    /// Which Latin letters and digits the texts hold.
    pub(super) fn symbols(self) -> Symbols {
        Symbols(entry64(self.section(Section::Symbols)).unwrap_or(u64::MAX))
    }

    /// The group to which a value belongs: its first value and text, and how many texts it has of how many tokens.
    fn group(self, value: u32) -> Option<(u32, u32, u32, u32)> {
        let table = self.section(Section::Groups);
        let groups = table.as_chunks::<8>().0;
        let first_value = |group: &[u8; 8]| group.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        let directory = self.section(Section::GroupDirectory);
        let near = if directory.is_empty() {
            0..groups.len()
        } else {
            let step = (value >> directory_shift(first_value(groups.last()?))) as usize;
            entry32(directory, step)? as usize..(entry32(directory, step + 1)? as usize).saturating_add(1)
        };
        let among = groups.get(near.clone())?;
        let group = near.start + among.partition_point(|group| first_value(group) <= value).checked_sub(1)?;
        let ((first, text), (next_first, next_text)) = (pair32(table, group)?, pair32(table, group + 1)?);
        let size = next_text.checked_sub(text).filter(|size| *size > 0)?;
        Some((first, text, size, next_first.checked_sub(first)? / size))
    }

    /// What a value stands for.
    pub(super) fn place(self, value: u32) -> Option<Place> {
        let (first, text, size, length) = self.group(value)?;
        let offset = value.checked_sub(first)?;
        let (number, start) = (offset % size, offset / size);
        let texts = self.section(Section::Texts);
        let text = text.checked_add(number)?;
        let (entry, which) = if texts.is_empty() { (text, 0) } else { pair32(texts, text as usize)? };
        let row = first.checked_add(number.checked_mul(length)?)?;
        Some(Place { entry, which, start, row: (row.checked_add(start)?, row.checked_add(length)?) })
    }

    /// The value of an entry's name matched from a token on, if every text is a name.
    pub(super) fn value_of_name(self, entry: u32, start: u32) -> Option<u32> {
        let table = self.section(Section::Groups);
        if !self.section(Section::Texts).is_empty() {
            return None;
        }
        let first_text = |group: &[u8; 8]| group.last_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        let group = table.as_chunks().0.partition_point(|group| first_text(group) <= entry).checked_sub(1)?;
        let ((value, text), (_, next)) = (pair32(table, group)?, pair32(table, group + 1)?);
        value.checked_add(entry - text)?.checked_add(start.checked_mul(next - text)?)
    }

    /// Whether matches inside a text are found, if there are any.
    pub(super) fn looks_inside(self) -> bool {
        let tree = self.tree(Level::Letter);
        [Root::Word, Root::Inside].into_iter().any(|root| tree.is_some_and(|tree| tree.root(root).is_some()))
    }

    /// The tokens of a text from those of a value on: where their characters' numbers begin and end.
    pub(super) fn row(self, value: u32) -> Option<Range<usize>> {
        let (first, _, size, length) = self.group(value)?;
        let offset = value.checked_sub(first)?;
        let start = first.checked_add((offset % size).checked_mul(length)?)?;
        let token = start.checked_add(offset / size)?;
        Some(token as usize..start.checked_add(length)? as usize)
    }

    /// Puts the tokens of a row in the place of what there is, so many at most.
    pub(super) fn read_tokens(self, (start, end): (u32, u32), most: usize, tokens: &mut Vec<Token>) {
        tokens.clear();
        let (characters, codes) = (self.characters(), self.codes());
        let read = (start..end).take(most).map_while(|token| characters.character(codes.at(token as usize)?));
        // Where words start was told by the root.
        tokens.extend(read.map(|Character { class, meant, letter }| Token {
            letter,
            class,
            meant,
            starts_word: false,
        }));
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
        let mut rest = self.section(Section::Entries).get(start.checked_add(1)?..)?;
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
