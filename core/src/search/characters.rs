//! The alphabet of an index as a search uses it.

use std::ops::Range;

use super::alphabet::{CHARACTER_BYTES, Character, initials_of};
use super::readings::{Class, SYLLABLE_COUNT};
use crate::order;

/// What an index stores of a character, unfolded into pages and letters, and into what can be read as each syllable. It is done
/// once for each index, when first needed: it takes some microseconds, and stored it would be several times as large.
#[derive(Clone, Debug)]
pub(super) struct Characters {
    /// For each page its initials and its first letter.
    pages: Vec<(u32, u32)>,
    letters: Vec<Letter>,
    /// For each character itself, its letter, and what it can start with.
    hanzi: Vec<(char, u32, u32)>,
    /// For each syllable and one past the last where its letters begin in `sounds`.
    starts: Vec<usize>,
    sounds: Vec<u16>,
}

#[derive(Clone, Copy, Debug)]
struct Letter {
    character: Character,
    initials: u32,
    /// The first of its characters.
    first: u32,
}

impl Characters {
    /// Unfolds the characters that an alphabet wrote.
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut characters =
            Self { pages: Vec::new(), letters: Vec::new(), hanzi: Vec::new(), starts: Vec::new(), sounds: Vec::new() };
        for (number, stored) in (0..u32::from(u16::MAX)).zip(bytes.as_chunks::<CHARACTER_BYTES>().0) {
            let character = Character::from_bytes(*stored);
            let initials = initials_of(character.letter);
            if characters.pages.last().is_none_or(|(last, _)| *last != initials) {
                characters.pages.push((initials, count(&characters.letters)));
            }
            if !characters.letters.last().is_some_and(|last| last.character.is_same_letter(character)) {
                characters.letters.push(Letter { character, initials, first: number });
            }
            characters.hanzi.push((character.letter, count(&characters.letters).saturating_sub(1), initials));
        }
        let mut read: Vec<(u16, u16)> = Vec::new();
        for (letter, number) in characters.letters.iter().zip(0..=u16::MAX) {
            read.extend(letter.character.class.syllables().map(|syllable| (syllable, number)));
        }
        order::sort(&mut read);
        let start = |syllable: usize| read.partition_point(|(own, _)| usize::from(*own) < syllable);
        characters.starts = (0..=SYLLABLE_COUNT).map(start).collect();
        characters.sounds = read.into_iter().map(|(_, letter)| letter).collect();
        characters
    }

    /// The pages: their initials, and the number of the first letter of each.
    pub(super) fn pages(&self) -> impl Iterator<Item = (u32, u32)> {
        self.pages.iter().copied()
    }

    /// The pages with one of these initials, those side by side in one run.
    pub(super) fn runs(&self, wanted: u32, runs: &mut Vec<Range<u32>>) {
        runs.clear();
        for (page, (initials, _)) in (0..).zip(&self.pages) {
            if initials & wanted == 0 {
                continue;
            }
            match runs.last_mut().filter(|last| last.end == page) {
                Some(last) => last.end += 1,
                None => runs.push(page..page + 1),
            }
        }
    }

    /// The letters of a run of pages.
    pub(super) fn letters_of(&self, pages: &Range<u32>) -> Range<u32> {
        self.first_letter(pages.start)..self.first_letter(pages.end)
    }

    /// The characters of a run of pages.
    pub(super) fn characters_of(&self, pages: &Range<u32>) -> Range<u32> {
        let letters = self.letters_of(pages);
        self.first_character(letters.start)..self.first_character(letters.end)
    }

    /// The initials of a page.
    pub(super) fn initials(&self, page: u32) -> u32 {
        self.pages.get(page as usize).map_or(0, |(initials, _)| *initials)
    }

    /// The number of the first letter of a page, or of all letters after the last page.
    pub(super) fn first_letter(&self, page: u32) -> u32 {
        self.pages.get(page as usize).map_or(count(&self.letters), |(_, first)| *first)
    }

    /// The number of the first character of a letter, or of all characters after the last letter.
    pub(super) fn first_character(&self, letter: u32) -> u32 {
        self.letters.get(letter as usize).map_or(count(&self.hanzi), |letter| letter.first)
    }

    /// A letter as one of its characters.
    pub(super) fn letter(&self, number: u32) -> Option<Character> {
        self.letters.get(number as usize).map(|letter| letter.character)
    }

    /// A character.
    pub(super) fn character(&self, number: u32) -> Option<Character> {
        let (hanzi, letter, _) = self.hanzi.get(number as usize)?;
        Some(Character { letter: *hanzi, ..self.letter(*letter)? })
    }

    /// What a letter can start with.
    pub(super) fn initials_of_letter(&self, number: u32) -> u32 {
        self.letters.get(number as usize).map_or(0, |letter| letter.initials)
    }

    /// What a character can start with.
    pub(super) fn initials_of_character(&self, number: u32) -> u32 {
        self.hanzi.get(number as usize).map_or(0, |(_, _, initials)| *initials)
    }

    /// The numbers of a hanzi, one for each reading that is meant somewhere.
    pub(super) fn numbers_of(&self, hanzi: char) -> impl Iterator<Item = u32> {
        let (class, initials) = (Class::of(hanzi), initials_of(hanzi));
        let page = (0..).zip(self.pages()).find(|(_, (own, _))| *own == initials).map(|(page, _)| page);
        let letters = page.map_or(0..0, |page| self.first_letter(page)..self.first_letter(page + 1));
        letters
            .filter(move |letter| self.letter(*letter).is_some_and(|letter| letter.class == class))
            .flat_map(move |letter| self.first_character(letter)..self.first_character(letter + 1))
            .filter(move |number| self.hanzi.get(*number as usize).is_some_and(|(own, ..)| *own == hanzi))
    }

    /// The letters that can be read as a syllable, ascending.
    pub(super) fn read_as(&self, syllable: u16) -> &[u16] {
        let place = usize::from(syllable);
        let (start, end) = (self.starts.get(place), self.starts.get(place + 1));
        start.zip(end).and_then(|(start, end)| self.sounds.get(*start..*end)).unwrap_or_default()
    }
}

fn count<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// Which characters stand where in the texts.
#[derive(Clone, Copy)]
pub(super) struct Codes<'a> {
    pub(super) bytes: &'a [u8],
    /// How many bits a number takes, up to 16.
    pub(super) bits: u32,
}

impl Codes<'_> {
    /// The number of the character at a token.
    pub(super) fn at(self, token: usize) -> Option<u32> {
        let bit = token.checked_mul(self.bits as usize)?;
        let bytes = self.bytes.get(bit / 8..)?.first_chunk::<4>()?;
        Some(u32::from_le_bytes(*bytes) >> (bit % 8) & ((1 << self.bits) - 1))
    }
}
