//! From entries to the bytes of an index.
//!
//! Texts (names and aliases) are numbered in the order in which equally good hits are to be shown, and put into groups of
//! one standing, weight and length. The *value* of a text matched from a starting token is
//! `first value of its group + start × size of the group + place in the group`, so that a smaller value always stands
//! before a larger one and the starting point needs no table. A group takes as many values as its texts have tokens, so
//! the characters of its texts are found without a table too: from its first value on, text by text.

use std::cmp::Reverse;

use super::alphabet::{Alphabet, Character};
use super::buffer;
use super::entry::{Entry, Standing};
use super::index_error::IndexError;
use super::records::{keys, records};
use super::rows::{Reach, Rows};
use super::runs;
use super::text::{Token, tokens};
use super::tree::Level;
use crate::order;

/// Longest text, in characters.
const LONGEST_TEXT: usize = 255;
/// One name or alias.
pub(super) struct Text {
    entry: usize,
    /// 0 for the name, then the aliases in their order.
    which: usize,
    pub(super) tokens: Vec<Token>,
}

/// How many starts of matches are worth a tree of pages and a tree of characters beside that of letters, and a byte of each row that
/// tells what comes next, as the texts are far. With fewer, the tree of letters is as quick.
pub(super) const MANY_ROWS: usize = 1 << 14;

/// As many groups are searched without a directory.
pub(super) const FEW_GROUPS: usize = 32;

/// How far a value is shifted to its step in the directory of groups, if the values end here.
pub(super) fn directory_shift(end: u32) -> u32 {
    (u32::BITS - end.leading_zeros()).saturating_sub(11)
}

/// Builds the bytes of an index, with all trees if it has more than so many rows.
pub(super) fn build(entries: &[Entry], reach: Reach, many_rows: usize) -> Result<Vec<u8>, IndexError> {
    refuse_duplicates(entries)?;
    let texts = ordered_texts(entries)?;
    let characters = order::set(texts.iter().flat_map(|text| &text.tokens).copied().map(Character::of));
    let alphabet = Alphabet::new(&characters)?;
    let groups = groups(entries, &texts)?;
    let rows = Rows::new(&texts, &groups, &alphabet, reach);
    let many = rows.count() > many_rows;
    let tree = |level: Level, is_worth: bool| {
        if is_worth { rows.tree(level, many).ok_or(IndexError::TooLarge) } else { Ok(Vec::new()) }
    };

    // Entries are stored in the order of their names, so that a list without aliases needs no table of texts.
    let order: Vec<usize> = texts.iter().filter(|text| text.which == 0).map(|text| text.entry).collect();
    let mut place_of = vec![0_u32; entries.len()];
    for (place, entry) in (0..).zip(&order) {
        if let Some(slot) = place_of.get_mut(*entry) {
            *slot = place;
        }
    }
    let mut text_table = Vec::new();
    if texts.len() != entries.len() {
        for text in &texts {
            text_table.extend(place_of.get(text.entry).copied().unwrap_or_default().to_le_bytes());
            text_table.extend(u32::try_from(text.which).unwrap_or(u32::MAX).to_le_bytes());
        }
    }
    let stored: Vec<&Entry> = order.iter().filter_map(|entry| entries.get(*entry)).collect();
    let (offsets, records) = records(&stored)?;
    let group_table =
        groups.iter().flat_map(|(value, text)| [value.to_le_bytes(), text.to_le_bytes()]).flatten().collect();
    Ok(buffer::join([
        alphabet.bytes(),
        group_table,
        group_directory(&groups),
        rows.code_bytes(),
        tree(Level::Letter, true)?,
        tree(Level::Page, many)?,
        tree(Level::Character, many)?,
        text_table,
        offsets,
        records,
        keys(&stored),
        alphabet.symbols().0.to_le_bytes().to_vec(),
        if many { runs::bytes(texts.iter().map(|text| text.tokens.as_slice()), rows.tokens()) } else { Vec::new() },
    ]))
}

fn refuse_duplicates(entries: &[Entry]) -> Result<(), IndexError> {
    let mut keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    order::sort(&mut keys);
    match keys.iter().zip(keys.iter().skip(1)).find(|(one, other)| one == other) {
        Some((key, _)) => Err(IndexError::DuplicateKey { key: (*key).to_owned() }),
        None => Ok(()),
    }
}

/// All texts: by standing, weight, length, then key.
fn ordered_texts(entries: &[Entry]) -> Result<Vec<Text>, IndexError> {
    let mut texts = Vec::with_capacity(entries.len());
    for (number, entry) in entries.iter().enumerate() {
        for (which, text) in std::iter::once(&entry.name).chain(&entry.aliases).enumerate() {
            if text.chars().nth(LONGEST_TEXT).is_some() {
                return Err(IndexError::NameTooLong { key: entry.key.clone() });
            }
            texts.push(Text { entry: number, which, tokens: tokens(text) });
        }
    }
    let rank = |text: &Text| {
        let (standing, weight) = rank_of(entries, text);
        (standing, weight, text.tokens.len())
    };
    let key = |text: &Text| entries.get(text.entry).map(|entry| entry.key.as_str());
    order::sort_by(&mut texts, |one, other| {
        rank(one).cmp(&rank(other)).then_with(|| key(one).cmp(&key(other))).then_with(|| one.which.cmp(&other.which))
    });
    if u32::try_from(texts.len()).is_err() {
        return Err(IndexError::TooLarge);
    }
    Ok(texts)
}

fn rank_of(entries: &[Entry], text: &Text) -> (Standing, Reverse<u32>) {
    entries.get(text.entry).map_or((Standing::Cancelled, Reverse(0)), |entry| (entry.standing, Reverse(entry.weight)))
}

/// For every so many values the group of the first of them.
fn group_directory(groups: &[(u32, u32)]) -> Vec<u8> {
    let Some(((end, _), last)) = groups.split_last().map(|((end, text), rest)| ((*end, text), rest.len())) else {
        return Vec::new();
    };
    if last <= FEW_GROUPS {
        return Vec::new();
    }
    let group_of = |value: u32| groups.partition_point(|(first, _)| *first <= value).saturating_sub(1);
    let values = (0..=end >> directory_shift(end)).map(|step| step << directory_shift(end));
    let numbers = values.map(group_of).chain(std::iter::once(last));
    numbers.flat_map(|group| u32::try_from(group).unwrap_or(u32::MAX).to_le_bytes()).collect()
}

/// For each group the first value and the number of the first text, then the ends of both.
fn groups(entries: &[Entry], texts: &[Text]) -> Result<Vec<(u32, u32)>, IndexError> {
    let mut groups = Vec::new();
    let (mut value, mut number) = (0_u32, 0_u32);
    let group = |text: &Text| (rank_of(entries, text), text.tokens.len());
    for members in texts.chunk_by(|one, other| group(one) == group(other)) {
        groups.push((value, number));
        let size = u32::try_from(members.len()).map_err(|_| IndexError::TooLarge)?;
        let length = members.first().map_or(1, |text| text.tokens.len().max(1));
        value = u32::try_from(length)
            .ok()
            .and_then(|length| size.checked_mul(length))
            .and_then(|values| value.checked_add(values))
            .filter(|value| *value < u32::MAX / 2)
            .ok_or(IndexError::TooLarge)?;
        number += size;
    }
    groups.push((value, number));
    Ok(groups)
}
