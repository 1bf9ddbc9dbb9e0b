//! The tables of an index, read where they lie.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::alphabet::{CHARACTER_BYTES, Character, Symbols, character_bits};
use super::buffer::{Layout, Section, entry32, entry64, pair32, take_number};
use super::characters::{Characters, Codes};
use super::entry::Standing;
use super::groups::{FewGroups, Group, Groups};
use super::records::{KEY_IS_NAME, folded_key, take_text};
use super::runs::Runs;
use super::text::Token;
use super::tree::{Level, Root, Tree};

/// Borrowed tables of an index. Whatever stands in them, reading them yields a value or nothing.
#[derive(Clone, Copy)]
pub(super) struct Stored<'a> {
    bytes: &'a [u8],
    layout: &'a Layout,
    characters: &'a OnceLock<Characters>,
    few_groups: &'a FewGroups,
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

/// A text of an entry, matched from a token on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TextOf {
    /// How many tokens the text has.
    pub(super) length: u32,
    /// The token at which the match starts.
    pub(super) start: u32,
    /// 0 for the name, then the aliases.
    pub(super) which: u32,
}

impl<'a> Stored<'a> {
    pub(super) fn new(
        bytes: &'a [u8],
        layout: &'a Layout,
        characters: &'a OnceLock<Characters>,
        few_groups: &'a FewGroups,
    ) -> Self {
        Self { bytes, layout, characters, few_groups }
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

    /// Which runs of sounds the texts hold, if that is told.
    pub(super) fn runs(self) -> Option<Runs<'a>> {
        Runs::new(self.section(Section::Runs))
    }

    /// The groups of the texts.
    pub(super) fn groups(self) -> Groups<'a> {
        Groups {
            table: self.section(Section::Groups),
            directory: self.section(Section::GroupDirectory),
            few: self.few_groups,
        }
    }

    /// What a value stands for.
    pub(super) fn place(self, value: u32) -> Option<Place> {
        let group = self.groups().of(value)?;
        let (number, start) = group.place(value)?;
        let (entry, which) = self.text(group.text.checked_add(number)?)?;
        Some(Place { entry, which, start, row: group.row(value)? })
    }

    /// The value of a text of an entry matched from a token on. `known` is a place in any text of the entry; without it, or where it
    /// misleads, there is none in a list with aliases.
    pub(super) fn value_of(self, entry: u32, known: Option<Place>, text: TextOf) -> Option<u32> {
        let TextOf { which, length, start } = text;
        let groups = self.groups();
        if self.section(Section::Texts).is_empty() {
            let group = groups.of_text(entry)?;
            return group.value(entry.checked_sub(group.text)?, start);
        }
        let group = groups.of_length(groups.number_of(known?.row.0)?, length)?;
        group.value(self.number_in(group, entry, which)?, start)
    }

    /// The place of a text in its group, whose texts are in the order of their keys.
    fn number_in(self, group: Group, entry: u32, which: u32) -> Option<u32> {
        let key = self.record(entry)?.key;
        let (mut least, mut most) = (0, group.size);
        while least < most {
            let middle = least + (most - least) / 2;
            let (other, other_which) = self.text(group.text.checked_add(middle)?)?;
            match self.record(other)?.key.cmp(key).then(other_which.cmp(&which)) {
                Ordering::Less => least = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => most = middle,
            }
        }
        None
    }

    /// The entry of a text, and which of its texts it is.
    fn text(self, number: u32) -> Option<(u32, u32)> {
        let texts = self.section(Section::Texts);
        if texts.is_empty() { Some((number, 0)) } else { pair32(texts, number as usize) }
    }

    /// Whether matches inside a text are found, if there are any.
    pub(super) fn looks_inside(self) -> bool {
        let tree = self.tree(Level::Letter);
        [Root::Word, Root::Inside].into_iter().any(|root| tree.is_some_and(|tree| tree.root(root).is_some()))
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

    /// The entries whose key, not their name, has exactly these letters, in their order.
    pub(super) fn entries_with_key(self, letters: &[char]) -> impl Iterator<Item = u32> {
        let keys = self.section(Section::Keys).as_chunks::<4>().0;
        let compare = move |bytes: &[u8; 4]| {
            let key = self.own_key(u32::from_le_bytes(*bytes)).unwrap_or_default();
            folded_key(key).cmp(letters.iter().copied())
        };
        // Nearly always none, for most codes are numbers.
        let is_beyond = keys.last().is_none_or(|last| compare(last) == Ordering::Less);
        let first = if is_beyond { keys.len() } else { keys.partition_point(|bytes| compare(bytes) == Ordering::Less) };
        let rest = keys.get(first..).unwrap_or_default().iter();
        rest.take_while(move |bytes| compare(bytes) == Ordering::Equal).map(|bytes| u32::from_le_bytes(*bytes))
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

    /// The name and the aliases, numbered.
    pub(super) fn texts(&self) -> impl Iterator<Item = (u32, &'a str)> + use<'a> {
        (0..).zip(std::iter::once(self.name).chain(self.aliases()))
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
