//! The entries as bytes.

use super::buffer::{push_number, take_number};
use super::entry::Entry;
use super::fold::{Folded, fold};
use super::index_error::IndexError;
use crate::order;

/// Set in the first byte of an entry whose key is its name and not stored again.
pub(super) const KEY_IS_NAME: u8 = 0x80;

/// Where each entry begins, and the entries: standing, key, name, aliases, where to go instead.
pub(super) fn records(entries: &[&Entry]) -> Result<(Vec<u8>, Vec<u8>), IndexError> {
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
            push_number(&mut bytes, u32::try_from(texts.len()).map_err(|_| IndexError::TooLarge)?);
            for text in texts {
                push_text(&mut bytes, text);
            }
        }
    }
    offsets.extend(here(&bytes)?.to_le_bytes());
    Ok((offsets, bytes))
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, u32::try_from(text.len()).unwrap_or(u32::MAX));
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
pub(super) fn keys(entries: &[&Entry]) -> Vec<u8> {
    let mut keyed: Vec<(Vec<char>, u32)> = entries
        .iter()
        .zip(0..)
        .filter(|(entry, _)| entry.key != entry.name)
        .map(|(entry, number)| (folded_key(&entry.key).collect(), number))
        .collect();
    order::sort(&mut keyed);
    keyed.into_iter().flat_map(|(_, number)| number.to_le_bytes()).collect()
}

/// Takes a text that was written with its length before it off the front.
pub(super) fn take_text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let length = take_number(bytes)? as usize;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}
