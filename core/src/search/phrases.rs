//! Which reading is meant in a phrase: 会 is `kuai` in 会计 and `hui` elsewhere.
//!
//! The table is small and written by hand (`core/data/sources/phrases.txt`). It decides how high a hit ranks; whether
//! something matches depends on the set of readings alone.

use super::readings;

/// Records in the order of their characters: how many characters, each character's offset from U+4E00 in two bytes, then
/// for each character the place of its reading in its class.
static PHRASES: &[u8] = include_bytes!("../../data/generated/readings-phrases.bin");
/// For each character with which a phrase starts, sorted: its offset from U+4E00, and where its records begin.
static STARTS: &[u8] = include_bytes!("../../data/generated/readings-phrase-starts.bin");

const FIRST_OF_BLOCK: u32 = 0x4E00;

/// For the phrase that starts the text, the places of its characters' readings in their classes; the longest phrase
/// wins. `text` yields folded characters.
pub(super) fn leading_phrase(text: &(impl Iterator<Item = char> + Clone)) -> Option<&'static [u8]> {
    let first = text.clone().next().filter(|first| readings::starts_phrase(*first))?;
    let first = u16::try_from(u32::from(first).checked_sub(FIRST_OF_BLOCK)?).ok()?;
    let starts = STARTS.as_chunks::<4>().0;
    let found = starts.binary_search_by_key(&first, |[low, high, ..]| u16::from_le_bytes([*low, *high])).ok()?;
    let [.., low, high] = starts.get(found)?;
    let records = PHRASES.get(usize::from(u16::from_le_bytes([*low, *high]))..)?;

    let mut longest: Option<&'static [u8]> = None;
    for (characters, places) in Records(records) {
        let mut phrase = characters.iter().map(|pair| u16::from_le_bytes(*pair));
        if phrase.clone().next() != Some(first) {
            break;
        }
        let mut rest = text.clone();
        let starts_text = phrase
            .all(|offset| rest.next().is_some_and(|given| u32::from(given) == FIRST_OF_BLOCK + u32::from(offset)));
        if starts_text && longest.is_none_or(|known| known.len() < places.len()) {
            longest = Some(places);
        }
    }
    longest
}

struct Records(&'static [u8]);

impl Iterator for Records {
    type Item = (&'static [[u8; 2]], &'static [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (length, rest) = self.0.split_first()?;
        let length = usize::from(*length);
        let (characters, rest) = rest.split_at_checked(length * 2)?;
        let (places, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((characters.as_chunks().0, places))
    }
}
