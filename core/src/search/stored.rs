//! The tables of an index, read where they lie.

use std::cmp::Ordering;
use std::ops::Range;

use super::alphabet::{CHARACTER_BYTES, Character, LETTER_BYTES, PAGE_BYTES, Symbols, character_bits, initials_of};
use super::buffer::{Layout, Section, entry32, entry64, pair32, take_number};
use super::build::directory_shift;
use super::entry::Standing;
use super::readings::Class;
use super::records::{KEY_IS_NAME, folded_key, take_text};
use super::tree::{Level, Tree};

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
    pub(super) fn characters(self) -> Characters<'a> {
        let characters = self.section(Section::Characters).as_chunks().0;
        Characters {
            pages: self.section(Section::Pages).as_chunks().0,
            letters: self.section(Section::Letters).as_chunks().0,
            hanzi: characters,
            codes: self.section(Section::Codes),
            bits: character_bits(characters.len()),
        }
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
        let (first, text, size, _) = self.group(value)?;
        let offset = value.checked_sub(first)?;
        let text = text.checked_add(offset % size)?;
        let texts = self.section(Section::Texts);
        let (entry, which) = if texts.is_empty() { (text, 0) } else { pair32(texts, text as usize)? };
        Some(Place { entry, which, start: offset / size })
    }

    /// The tokens of a text from those of a value on: where their characters' numbers begin and end.
    pub(super) fn row(self, value: u32) -> Option<Range<usize>> {
        let (first, _, size, length) = self.group(value)?;
        let offset = value.checked_sub(first)?;
        let start = first.checked_add((offset % size).checked_mul(length)?)?;
        let token = start.checked_add(offset / size)?;
        Some(token as usize..start.checked_add(length)? as usize)
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

/// The alphabet, and which of its characters stand where.
#[derive(Clone, Copy)]
pub(super) struct Characters<'a> {
    pages: &'a [[u8; PAGE_BYTES]],
    letters: &'a [[u8; LETTER_BYTES]],
    hanzi: &'a [[u8; CHARACTER_BYTES]],
    codes: &'a [u8],
    bits: u32,
}

impl<'a> Characters<'a> {
    /// The pages, at most as many as a byte numbers: their initials, and the number of the first letter of each.
    pub(super) fn pages(self) -> impl Iterator<Item = (u32, u32)> + 'a {
        self.pages.iter().take(1 << 8).map(|[a, b, c, d, e, f, g, h]| {
            (u32::from_le_bytes([*a, *b, *c, *d]), u32::from_le_bytes([*e, *f, *g, *h]))
        })
    }

    /// The initials of a page.
    pub(super) fn initials(self, page: u32) -> u32 {
        self.pages.get(page as usize).and_then(|page| page.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// The number of the first letter of a page, or of all letters after the last page.
    pub(super) fn first_letter(self, page: u32) -> u32 {
        let letters = u32::try_from(self.letters.len()).unwrap_or(u32::MAX).min(1 << 16);
        self.pages
            .get(page as usize)
            .and_then(|page| page.last_chunk())
            .map_or(letters, |bytes| u32::from_le_bytes(*bytes).min(letters))
    }

    /// The number of the first character of a letter, or of all characters after the last letter.
    pub(super) fn first_character(self, letter: u32) -> u32 {
        let characters = u32::try_from(self.hanzi.len()).unwrap_or(u32::MAX);
        self.letters
            .get(letter as usize)
            .and_then(|letter| letter.last_chunk())
            .map_or(characters, |bytes| u32::from(u16::from_le_bytes(*bytes)))
    }

    /// A letter as one of its characters.
    pub(super) fn letter(self, number: u32) -> Option<Character> {
        let [low, high, meant, _, first, second] = *self.letters.get(number as usize)?;
        let class = Class::from_number(u16::from_le_bytes([low, high]));
        let first = u32::from(u16::from_le_bytes([first, second]));
        let letter = if class == Class::NONE { self.hanzi(first)?.0 } else { '\0' };
        Some(Character { class, meant, letter })
    }

    /// A character.
    pub(super) fn character(self, number: u32) -> Option<Character> {
        let (hanzi, letter) = self.hanzi(number)?;
        let [low, high, meant, ..] = *self.letters.get(letter as usize)?;
        Some(Character { class: Class::from_number(u16::from_le_bytes([low, high])), meant, letter: hanzi })
    }

    /// The page of a letter.
    pub(super) fn page_of_letter(self, number: u32) -> Option<u32> {
        self.letters.get(number as usize).map(|[.., page, _, _]| u32::from(*page))
    }

    /// The page of a character.
    pub(super) fn page_of_character(self, number: u32) -> Option<u32> {
        self.page_of_letter(self.hanzi(number)?.1)
    }

    fn hanzi(self, number: u32) -> Option<(char, u32)> {
        let [a, b, c, letter @ ..] = *self.hanzi.get(number as usize)?;
        Some((char::from_u32(u32::from_le_bytes([a, b, c, 0]))?, u32::from(u16::from_le_bytes(letter))))
    }

    /// The numbers of a hanzi, one for each reading that is meant somewhere.
    pub(super) fn numbers_of(self, hanzi: char) -> impl Iterator<Item = u32> + 'a {
        let (class, initials) = (Class::of(hanzi), initials_of(hanzi));
        let page = (0..).zip(self.pages()).find(|(_, (own, _))| *own == initials).map(|(page, _)| page);
        let letters = page.map_or(0..0, |page| self.first_letter(page)..self.first_letter(page + 1));
        let letters = letters.filter(move |letter| self.letter(*letter).is_some_and(|letter| letter.class == class));
        let numbers = letters.flat_map(move |letter| self.first_character(letter)..self.first_character(letter + 1));
        // No more than there are, even if letters claim the same ones.
        numbers.take(self.hanzi.len()).filter(move |number| self.hanzi(*number).is_some_and(|(own, _)| own == hanzi))
    }

    /// The character at a token.
    pub(super) fn at(self, token: usize) -> Option<Character> {
        let bit = token.checked_mul(self.bits as usize)?;
        let bytes = self.codes.get(bit / 8..)?.first_chunk::<4>()?;
        let number = u32::from_le_bytes(*bytes) >> (bit % 8) & ((1 << self.bits) - 1);
        self.character(number)
    }
}
