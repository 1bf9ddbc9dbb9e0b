//! From entries to the bytes of an index.
//!
//! Texts (names and aliases) are numbered in the order in which equally good hits are to be shown, and put into groups of
//! one standing, weight and length. The *value* of a text matched from a starting token is
//! `first value of its group + start × size of the group + place in the group`, so that a smaller value always stands
//! before a larger one and the starting point needs no table. The automaton maps every row of letters that starts a match
//! to its smallest value, doubled, plus one if more values share the row; these stand in lists.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::alphabet::{Alphabet, Code, Letter};
use super::buffer;
use super::entry::{Entry, Standing};
use super::fold::{Folded, fold};
use super::index_error::IndexError;
use super::text::{Token, tokens};

/// Longest text, in characters.
const LONGEST_TEXT: usize = 255;
/// How many shared keys stand between two entries of the directory.
pub(super) const DIRECTORY_STEP: usize = 16;
/// Set in the first byte of an entry whose key is its name and not stored again.
pub(super) const KEY_IS_NAME: u8 = 0x80;

/// What a match starts at: the first byte of every key of the automaton.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Root {
    /// The start of the text.
    Text,
    /// The start of a word inside.
    Word,
    /// Any other token.
    Inside,
}

/// One name or alias.
struct Text {
    entry: usize,
    /// 0 for the name, then the aliases in their order.
    which: usize,
    tokens: Vec<Token>,
}

/// A token of a text at which a match can start.
struct Occurrence {
    root: Root,
    /// The codes of the first eight letters, so that nearly all comparisons end here.
    head: u128,
    text: u32,
    start: u16,
}

/// Where in a text a match may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// At its first token.
    Start,
    /// At any token.
    Anywhere,
}

/// Builds the bytes of an index.
pub(super) fn build(entries: &[Entry], reach: Reach) -> Result<Vec<u8>, IndexError> {
    refuse_duplicates(entries)?;
    let texts = ordered_texts(entries)?;
    let mut used: BTreeMap<Letter, u32> = BTreeMap::new();
    for token in texts.iter().flat_map(|text| &text.tokens) {
        *used.entry(Letter::of(token)).or_default() += 1;
    }
    let alphabet = Alphabet::new(&used)?;
    let codes: Vec<Vec<Code>> =
        texts.iter().map(|text| text.tokens.iter().map(|token| alphabet.code(Letter::of(token))).collect()).collect();
    let groups = groups(entries, &texts)?;
    let values = first_values(&groups);
    let [automaton, directory, lists] = automaton(&texts, &codes, &values, reach)?;

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
        alphabet.page_bytes(),
        alphabet.letter_bytes(),
        group_table,
        automaton,
        directory,
        lists,
        text_table,
        offsets,
        records,
        keys(&stored),
        alphabet.symbols().0.to_le_bytes().to_vec(),
    ]))
}

fn refuse_duplicates(entries: &[Entry]) -> Result<(), IndexError> {
    let mut keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    keys.sort_unstable();
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
    texts.sort_unstable_by(|one, other| {
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

/// For each text its value when matched from the start, and by how much the value grows with each token skipped.
fn first_values(groups: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut values = Vec::new();
    for ((value, first), (_, next)) in groups.iter().zip(groups.iter().skip(1)) {
        values.extend((0..next - first).map(|place| (value + place, next - first)));
    }
    values
}

/// The automaton, the directory of the lists, and the lists.
fn automaton(
    texts: &[Text],
    codes: &[Vec<Code>],
    values: &[(u32, u32)],
    reach: Reach,
) -> Result<[Vec<u8>; 3], IndexError> {
    let row = |occurrence: &Occurrence| {
        codes
            .get(occurrence.text as usize)
            .and_then(|codes| codes.get(usize::from(occurrence.start)..))
            .unwrap_or_default()
    };
    let value = |occurrence: &Occurrence| {
        values.get(occurrence.text as usize).map_or(0, |(first, step)| first + u32::from(occurrence.start) * step)
    };
    let mut occurrences = occurrences(texts, codes, reach);
    occurrences.sort_unstable_by(|one, other| {
        (one.root, one.head).cmp(&(other.root, other.head)).then_with(|| row(one).cmp(row(other)))
    });

    let impossible = |_| IndexError::Damaged { what: "the automaton could not be written" };
    let mut builder = fst::raw::Builder::memory();
    let mut shared: Vec<Vec<u32>> = Vec::new();
    let mut key = Vec::new();
    for same in
        occurrences.chunk_by(|one, other| one.root == other.root && one.head == other.head && row(one) == row(other))
    {
        let Some(first) = same.first() else { continue };
        key.clear();
        key.push(first.root as u8);
        key.extend(row(first).iter().flat_map(|code| code.bytes()));
        let mut all: Vec<u32> = same.iter().map(value).collect();
        all.sort_unstable();
        let best = all.first().copied().unwrap_or_default();
        builder.insert(&key, u64::from(best) * 2 + u64::from(all.len() > 1)).map_err(impossible)?;
        if all.len() > 1 {
            shared.push(all);
        }
    }
    let bytes = builder.into_inner().map_err(impossible)?;
    let (directory, lists) = lists(shared);
    Ok([bytes, directory, lists])
}

fn occurrences(texts: &[Text], codes: &[Vec<Code>], reach: Reach) -> Vec<Occurrence> {
    let starts = if reach == Reach::Start { 1 } else { usize::MAX };
    let mut occurrences = Vec::with_capacity(codes.iter().map(|codes| codes.len().min(starts)).sum());
    for ((text, codes), number) in texts.iter().zip(codes).zip(0..) {
        for ((start, token), place) in text.tokens.iter().enumerate().zip(0..).take(starts) {
            let root = match start {
                0 => Root::Text,
                _ if token.starts_word => Root::Word,
                _ => Root::Inside,
            };
            let ahead = codes.iter().skip(start).map(|code| u128::from(code.number())).chain(std::iter::repeat(0));
            let head = ahead.take(8).fold(0, |head, code| head << 16 | code);
            occurrences.push(Occurrence { root, head, text: number, start: place });
        }
    }
    occurrences
}

/// The lists of values of shared keys, in the order of their best values: how much the best value grew, how long the list
/// is in bytes, then how much each further value grew. And the directory to them.
fn lists(mut shared: Vec<Vec<u32>>) -> (Vec<u8>, Vec<u8>) {
    shared.sort_unstable();
    let (mut directory, mut bytes) = (Vec::new(), Vec::new());
    let mut list = Vec::new();
    let mut last_best = 0;
    for (number, values) in shared.iter().enumerate() {
        let best = values.first().copied().unwrap_or_default();
        if number % DIRECTORY_STEP == 0 {
            directory.extend(best.to_le_bytes());
            directory.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
            last_best = best;
        }
        list.clear();
        for (before, after) in values.iter().zip(values.iter().skip(1)) {
            buffer::push_number(&mut list, after - before);
        }
        buffer::push_number(&mut bytes, best - last_best);
        buffer::push_number(&mut bytes, u32::try_from(list.len()).unwrap_or(u32::MAX));
        bytes.extend(&list);
        last_best = best;
    }
    (directory, bytes)
}

/// Where each entry begins, and the entries: standing, key, name, aliases, where to go instead.
fn records(entries: &[&Entry]) -> Result<(Vec<u8>, Vec<u8>), IndexError> {
    let (mut offsets, mut bytes) = (Vec::new(), Vec::new());
    let here = |bytes: &Vec<u8>| u32::try_from(bytes.len()).map_err(|_| IndexError::TooLarge);
    for entry in entries {
        offsets.extend(here(&bytes)?.to_le_bytes());
        if entry.key == entry.name {
            bytes.push(entry.standing as u8 | KEY_IS_NAME);
        } else {
            bytes.push(entry.standing as u8);
            push_text(&mut bytes, &entry.key);
        }
        push_text(&mut bytes, &entry.name);
        for texts in [&entry.aliases, &entry.instead] {
            buffer::push_number(&mut bytes, u32::try_from(texts.len()).map_err(|_| IndexError::TooLarge)?);
            for text in texts {
                push_text(&mut bytes, text);
            }
        }
    }
    offsets.extend(here(&bytes)?.to_le_bytes());
    Ok((offsets, bytes))
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    buffer::push_number(bytes, u32::try_from(text.len()).unwrap_or(u32::MAX));
    bytes.extend(text.as_bytes());
}

/// The letters of a key as a query would have them.
pub(super) fn folded_key(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter_map(|character| match fold(character) {
        Folded::Letter(letter) => Some(letter),
        _ => None,
    })
}

/// The numbers of the entries that have a key besides their name, in the order of their folded keys.
fn keys(entries: &[&Entry]) -> Vec<u8> {
    let mut keyed: Vec<(Vec<char>, u32)> = entries
        .iter()
        .zip(0..)
        .filter(|(entry, _)| entry.key != entry.name)
        .map(|(entry, number)| (folded_key(&entry.key).collect(), number))
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().flat_map(|(_, number)| number.to_le_bytes()).collect()
}
