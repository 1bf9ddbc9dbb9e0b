//! The tables of readings that the search is built on.
//!
//! [`extract`] takes from the Unihan database what is needed and writes it as text a person can read and compare;
//! [`generate`] turns that text and the phrases into the compact tables that `core/src/search/readings.rs` and
//! `core/src/search/phrases.rs` describe and read.

use std::collections::{BTreeMap, BTreeSet};

/// First and one past the last character of the block that gets one cell each.
const BLOCK: std::ops::Range<u32> = 0x4E00..0xA000;
/// Cell holds the offset in the block of the simplified form instead of a class.
const SIMPLIFIED: u16 = 0x8000;
/// Some phrase starts with this character.
const STARTS_PHRASE: u16 = 0x4000;

/// For each character its readings without tone, the customary one first.
type Sets = BTreeMap<char, Vec<String>>;

/// The texts that [`generate`] reads.
pub struct Sources<'a> {
    /// `core/data/sources/readings/readings.tsv`
    pub readings: &'a str,
    /// `core/data/sources/readings/simplified.tsv`
    pub simplified: &'a str,
    /// `core/data/sources/phrases.txt`
    pub phrases: &'a str,
}

/// From the text of `Unihan_Readings.txt` and `Unihan_Variants.txt` the extracts `readings.tsv` and `simplified.tsv`.
pub fn extract(readings: &str, variants: &str) -> (String, String) {
    let mut mandarin = BTreeMap::new();
    let mut listed: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    let mut simplified = String::new();
    for (character, field, value) in unihan_fields(readings) {
        match field {
            "kMandarin" => {
                mandarin.insert(character, value.split(' ').next().unwrap_or_default());
            }
            "kTGHZ2013" => {
                let readings = listed.entry(character).or_default();
                for reading in
                    value.split(' ').filter_map(|part| part.split(':').nth(1)).flat_map(|part| part.split(','))
                {
                    if !readings.contains(&reading) {
                        readings.push(reading);
                    }
                }
            }
            _ => {}
        }
    }
    for (character, field, value) in unihan_fields(variants) {
        if field == "kSimplifiedVariant" && BLOCK.contains(&u32::from(character)) {
            let forms: String = value.split(' ').filter_map(code_point).collect();
            simplified.extend([character.to_string().as_str(), "\t", &forms, "\n"]);
        }
    }
    let characters: BTreeSet<char> = mandarin
        .keys()
        .filter(|character| BLOCK.contains(&u32::from(**character)))
        .chain(listed.keys())
        .copied()
        .collect();
    let mut lines = String::new();
    for character in characters {
        let customary = mandarin.get(&character).copied().unwrap_or_default();
        let readings = listed.get(&character).map(|readings| readings.join(",")).unwrap_or_default();
        lines.extend([character.to_string().as_str(), "\t", customary, "\t", &readings, "\n"]);
    }
    (lines, simplified)
}

/// The generated tables, each with its file name in `core/data/generated`.
pub fn generate(sources: &Sources<'_>) -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    let (sets, listed) = reading_sets(sources.readings)?;
    let simplified = simplified_forms(sources.simplified, &listed);
    let phrases = phrases(sources.phrases, &sets)?;

    let names: BTreeSet<&String> = sets.values().flatten().collect();
    let number: BTreeMap<&String, u16> = (0..).zip(&names).map(|(number, name)| (*name, number)).collect();
    let mut syllables = Vec::new();
    for name in &names {
        if name.len() > 6 {
            return Err(format!("`{name}` is longer than any syllable"));
        }
        syllables.extend(name.bytes().chain(std::iter::repeat(0)).take(6));
    }

    // Class 0 is the empty set: a character without a known reading.
    let distinct: BTreeSet<&Vec<String>> =
        sets.iter().filter(|(character, _)| !simplified.contains_key(character)).map(|(_, set)| set).collect();
    let mut class_of: BTreeMap<&Vec<String>, u16> = BTreeMap::new();
    let mut offsets = vec![0u16, 0u16];
    let mut members = Vec::new();
    for (class, set) in (1..).zip(&distinct) {
        class_of.insert(set, class);
        members.extend(set.iter().filter_map(|syllable| number.get(syllable)));
        offsets.push(u16::try_from(members.len()).map_err(|error| error.to_string())?);
    }
    if class_of.len() >= usize::from(STARTS_PHRASE) {
        return Err("too many sets of readings for a cell".to_owned());
    }

    let first: BTreeSet<char> = phrases.keys().filter_map(|phrase| phrase.chars().next()).collect();
    let cell = |character: char| -> u16 {
        if let Some(form) = simplified.get(&character) {
            return SIMPLIFIED | u16::try_from(u32::from(*form) - BLOCK.start).unwrap_or_default();
        }
        let class = sets.get(&character).and_then(|set| class_of.get(set)).copied().unwrap_or_default();
        if first.contains(&character) { class | STARTS_PHRASE } else { class }
    };
    let block: Vec<u16> = BLOCK.filter_map(char::from_u32).map(cell).collect();
    let mut outside = Vec::new();
    for character in sets.keys().filter(|character| !BLOCK.contains(&u32::from(**character))) {
        outside.extend(u32::from(*character).to_le_bytes());
        outside.extend(cell(*character).to_le_bytes());
    }

    let mut tables = vec![
        ("readings-syllables.bin", syllables),
        ("readings-class-offsets.bin", little_endian(&offsets)),
        ("readings-classes.bin", little_endian(&members)),
        ("readings-block.bin", low_then_high(&block)),
        ("readings-outside.bin", outside),
    ];
    let (starts, records) = phrase_records(&phrases)?;
    tables.push(("readings-phrase-starts.bin", starts));
    tables.push(("readings-phrases.bin", records));
    let version = tables
        .iter()
        .flat_map(|(_, bytes)| bytes)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    tables.push(("readings-version.bin", version.to_le_bytes().to_vec()));
    Ok(tables)
}

/// Every character with its toneless readings, the customary one first, and the characters that `kTGHZ2013` lists.
fn reading_sets(text: &str) -> Result<(Sets, BTreeSet<char>), String> {
    let mut sets = BTreeMap::new();
    let mut listed = BTreeSet::new();
    for line in text.lines() {
        let mut fields = line.split('\t');
        let character =
            fields.next().and_then(|field| field.chars().next()).ok_or("an empty line among the readings")?;
        let customary = toneless(fields.next().unwrap_or_default())?;
        let readings = fields.next().unwrap_or_default();
        let mut set = Vec::new();
        for reading in readings.split(',').filter(|reading| !reading.is_empty()) {
            let reading = toneless(reading)?;
            if !set.contains(&reading) {
                set.push(reading);
            }
        }
        if set.is_empty() {
            set.push(customary);
        } else {
            listed.insert(character);
            if let Some(place) = set.iter().position(|reading| *reading == customary) {
                set[..=place].rotate_right(1);
            }
        }
        sets.insert(character, set);
    }
    Ok((sets, listed))
}

/// Traditional characters and the one simplified form each is read and found as. A character that is itself in use
/// (乾, 著) keeps its own identity, and only forms in use count as simplified.
fn simplified_forms(text: &str, listed: &BTreeSet<char>) -> BTreeMap<char, char> {
    let mut forms = BTreeMap::new();
    for line in text.lines() {
        let mut fields = line.split('\t');
        let (Some(character), Some(candidates)) = (fields.next().and_then(|field| field.chars().next()), fields.next())
        else {
            continue;
        };
        let form = candidates
            .chars()
            .find(|form| *form != character && listed.contains(form) && BLOCK.contains(&u32::from(*form)));
        if let (false, Some(form)) = (listed.contains(&character), form) {
            forms.insert(character, form);
        }
    }
    forms
}

/// Each phrase with, for each character, the place of its reading in the character's set.
fn phrases(text: &str, sets: &Sets) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut phrases = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split(' ');
        let phrase = fields.next().unwrap_or_default();
        let spelling: Vec<&str> = fields.collect();
        if phrase.chars().count() != spelling.len() || spelling.is_empty() {
            return Err(format!("`{line}` needs one syllable for each character"));
        }
        let mut places = Vec::new();
        for (character, syllable) in phrase.chars().zip(spelling) {
            let place = sets
                .get(&character)
                .and_then(|set| set.iter().position(|reading| reading == syllable))
                .and_then(|place| u8::try_from(place).ok())
                .ok_or_else(|| format!("`{line}`: {character} is not read `{syllable}`"))?;
            places.push(place);
        }
        if phrases.insert(phrase.to_owned(), places).is_some() {
            return Err(format!("`{phrase}` stands twice among the phrases"));
        }
    }
    Ok(phrases)
}

/// Records in the order of their characters: how many characters, each as its offset in the block, then the places.
/// Before them a directory: for each first character its offset in the block and where its records begin.
fn phrase_records(phrases: &BTreeMap<String, Vec<u8>>) -> Result<(Vec<u8>, Vec<u8>), String> {
    let mut starts = Vec::new();
    let mut records = Vec::new();
    let mut last_start = None;
    for (phrase, places) in phrases {
        let mut offsets = Vec::new();
        for character in phrase.chars() {
            let offset = u32::from(character)
                .checked_sub(BLOCK.start)
                .and_then(|offset| u16::try_from(offset).ok())
                .ok_or_else(|| format!("{character} in `{phrase}` lies outside the block"))?;
            offsets.push(offset);
        }
        let start = offsets.first().copied();
        if start != last_start {
            starts.extend(start.unwrap_or_default().to_le_bytes());
            starts.extend(u16::try_from(records.len()).map_err(|error| error.to_string())?.to_le_bytes());
            last_start = start;
        }
        records.push(u8::try_from(places.len()).map_err(|error| error.to_string())?);
        records.extend(little_endian(&offsets));
        records.extend(places);
    }
    Ok((starts, records))
}

/// The letters of a reading: tone marks dropped, `ü` written `v`, `ê` written `e`.
fn toneless(reading: &str) -> Result<String, String> {
    let mut letters = String::new();
    for character in reading.chars() {
        letters.push(match character {
            'a'..='z' => character,
            'ā' | 'á' | 'ǎ' | 'à' => 'a',
            'ē' | 'é' | 'ě' | 'è' | 'ê' | 'ế' | 'ề' => 'e',
            'ī' | 'í' | 'ǐ' | 'ì' => 'i',
            'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
            'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
            'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
            'ń' | 'ň' | 'ǹ' => 'n',
            'ḿ' => 'm',
            '\u{300}' | '\u{301}' | '\u{304}' | '\u{30C}' => continue,
            other => return Err(format!("`{other}` in the reading `{reading}`")),
        });
    }
    Ok(letters)
}

fn unihan_fields(text: &str) -> impl Iterator<Item = (char, &str, &str)> {
    text.lines().filter(|line| line.starts_with("U+")).filter_map(|line| {
        let mut fields = line.split('\t');
        Some((code_point(fields.next()?)?, fields.next()?, fields.next()?))
    })
}

fn code_point(text: &str) -> Option<char> {
    u32::from_str_radix(text.strip_prefix("U+")?, 16).ok().and_then(char::from_u32)
}

/// All low bytes, then all high ones: most high bytes are alike, and so pressed by any compression.
fn low_then_high(numbers: &[u16]) -> Vec<u8> {
    let bytes = || numbers.iter().map(|number| number.to_le_bytes());
    bytes().map(|[low, _]| low).chain(bytes().map(|[_, high]| high)).collect()
}

fn little_endian(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Sources, generate};

    #[test]
    fn the_committed_tables_are_those_of_the_sources() {
        let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/data");
        let read = |file: &str| std::fs::read_to_string(data.join("sources").join(file)).unwrap();
        let (readings, simplified, phrases) =
            (read("readings/readings.tsv"), read("readings/simplified.tsv"), read("phrases.txt"));
        let sources = Sources { readings: &readings, simplified: &simplified, phrases: &phrases };
        for (name, bytes) in generate(&sources).unwrap() {
            assert!(
                std::fs::read(data.join("generated").join(name)).unwrap() == bytes,
                "{name} is out of date: run `cargo xtask data`"
            );
        }
    }
}
