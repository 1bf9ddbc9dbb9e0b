//! The search as it is meant, written to be read: sets of places instead of bits, lists instead of an index. It reads the
//! readings from their sources, and handles queries of hanzi, small letters, digits, apostrophes and spaces.

#![allow(clippy::disallowed_methods, reason = "a test is not downloaded")]

use std::collections::{BTreeMap, BTreeSet};

use gongkao::search::{Entry, Tier};

pub(crate) struct Reference {
    readings: BTreeMap<char, Vec<String>>,
    simplified: BTreeMap<char, char>,
    phrases: BTreeMap<String, Vec<String>>,
}

pub(crate) struct Token {
    letter: char,
    /// The one meant here first.
    readings: Vec<String>,
    starts_word: bool,
}

/// How a syllable may be typed.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Manner {
    Whole,
    Strict,
    Fuzzy,
    Misspelt,
}

impl Reference {
    /// The tier, and the token at which the best match starts.
    pub(crate) fn find(&self, text: &str, query: &str) -> Option<(Tier, usize)> {
        let (tokens, (letters, boundaries)) = (self.tokens(text), self.query(query));
        if letters.is_empty() {
            return (!tokens.is_empty()).then_some((Tier::Start, 0));
        }
        let matches = |start: usize, meant: bool, manner: Manner| {
            let mut places = BTreeSet::from([(0, false)]);
            for (number, token) in tokens.iter().enumerate().skip(start) {
                let readings = if meant { &token.readings[..token.readings.len().min(1)] } else { &token.readings[..] };
                places = places
                    .iter()
                    .flat_map(|at| next(*at, &letters, &boundaries, token.letter, readings, manner))
                    .collect();
                let ends =
                    |(place, error): &(usize, bool)| *place == letters.len() && *error == (manner == Manner::Misspelt);
                if places.iter().any(ends) && (manner != Manner::Whole || number + 1 == tokens.len()) {
                    return true;
                }
            }
            false
        };
        let tier_at = |start: usize| match start {
            0 if matches(0, true, Manner::Whole) => Some(Tier::Exact),
            0 if matches(0, true, Manner::Strict) => Some(Tier::Start),
            0 if matches(0, false, Manner::Strict) => Some(Tier::StartOtherReading),
            _ if tokens[start].starts_word && matches(start, true, Manner::Strict) => Some(Tier::WordStart),
            _ if matches(start, false, Manner::Strict) => Some(Tier::Inside),
            _ if matches(start, false, Manner::Fuzzy) => Some(Tier::FuzzySound),
            _ if letters.iter().filter(|letter| letter.is_ascii_lowercase()).count() >= 5
                && matches(start, false, Manner::Misspelt) =>
            {
                Some(Tier::Typo)
            }
            _ => None,
        };
        (0..tokens.len()).filter_map(|start| Some((tier_at(start)?, start))).min()
    }

    /// The keys and tiers of all entries that match, in the order of hits.
    pub(crate) fn search(&self, entries: &[Entry], query: &str, worst: Tier) -> Vec<(String, Tier)> {
        let letters: Vec<char> = self.query(query).0;
        let mut found = Vec::new();
        for entry in entries {
            let texts = std::iter::once(&entry.name).chain(&entry.aliases);
            let weight = std::cmp::Reverse(entry.weight);
            let rank = |text: &String| {
                let (tier, start) = self.find(text, query)?;
                Some((tier, entry.standing, 1, weight, self.tokens(text).len(), start, entry.key.clone()))
            };
            let is_key = !letters.is_empty() && entry.key != entry.name && self.query(&entry.key).0 == letters;
            let length = self.tokens(&entry.name).len();
            let by_key = is_key.then(|| (Tier::Exact, entry.standing, 0, weight, length, 0, entry.key.clone()));
            found.extend(by_key.or_else(|| texts.filter_map(rank).min()).filter(|rank| rank.0 <= worst));
        }
        found.sort();
        found.into_iter().map(|rank| (rank.6, rank.0)).collect()
    }

    fn query(&self, typed: &str) -> (Vec<char>, BTreeSet<usize>) {
        let (mut letters, mut boundaries) = (Vec::new(), BTreeSet::new());
        for character in typed.chars() {
            match self.fold(character) {
                Some(letter) => letters.push(letter),
                None => {
                    boundaries.insert(letters.len());
                }
            }
        }
        (letters, boundaries)
    }

    fn fold(&self, character: char) -> Option<char> {
        let letter = self.simplified.get(&character).copied().unwrap_or(character);
        letter.is_alphanumeric().then(|| letter.to_ascii_lowercase())
    }

    fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut after_separator = true;
        for character in text.chars() {
            let Some(letter) = self.fold(character) else {
                after_separator = true;
                continue;
            };
            let readings = self.readings.get(&letter).cloned().unwrap_or_default();
            let meets = tokens.last().is_some_and(|before| before.readings.is_empty() != readings.is_empty());
            tokens.push(Token { letter, readings, starts_word: after_separator || meets });
            after_separator = false;
        }
        let mut start = 0;
        while start < tokens.len() {
            let phrase = (start + 1..=tokens.len()).rev().find_map(|end| {
                self.phrases.get(&tokens[start..end].iter().map(|token| token.letter).collect::<String>())
            });
            for (token, meant) in tokens[start..].iter_mut().zip(phrase.into_iter().flatten()) {
                token.readings.sort_by_key(|reading| reading != meant);
            }
            start += phrase.map_or(1, Vec::len);
        }
        tokens
    }

    pub(crate) fn load() -> Self {
        let mut reference = Self { readings: BTreeMap::new(), simplified: BTreeMap::new(), phrases: BTreeMap::new() };
        let mut in_use = BTreeSet::new();
        reference.simplified.insert('〇', '零');
        for line in include_str!("../../data/sources/readings/readings.tsv").lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let character = fields[0].chars().next().unwrap();
            let mut readings: Vec<String> = Vec::new();
            for reading in fields[2].split(',').filter(|reading| !reading.is_empty()).map(toneless) {
                if !readings.contains(&reading) {
                    readings.push(reading);
                }
            }
            if readings.is_empty() {
                readings.push(toneless(fields[1]));
            } else {
                in_use.insert(character);
                readings.sort_by_key(|reading| *reading != toneless(fields[1]));
            }
            reference.readings.insert(character, readings);
        }
        for line in include_str!("../../data/sources/readings/simplified.tsv").lines() {
            let mut characters = line.chars().filter(|character| *character != '\t');
            let character = characters.next().unwrap();
            let form = characters
                .find(|form| *form != character && in_use.contains(form) && ('\u{4E00}'..='\u{9FFF}').contains(form));
            if let (Some(form), false) = (form, in_use.contains(&character)) {
                reference.simplified.insert(character, form);
            }
        }
        for line in include_str!("../../data/sources/phrases.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split(' ').map(str::to_owned);
            reference.phrases.insert(fields.next().unwrap(), fields.collect());
        }
        reference
    }
}

/// The places reached by one token from one place.
fn next(
    (at, error): (usize, bool),
    letters: &[char],
    boundaries: &BTreeSet<usize>,
    itself: char,
    readings: &[String],
    manner: Manner,
) -> Vec<(usize, bool)> {
    let mut reached = Vec::new();
    if letters.get(at) == Some(&itself) {
        reached.push((at + 1, error));
    }
    for end in at + 1..=letters.len() {
        if (at + 1..end).any(|place| boundaries.contains(&place)) {
            break;
        }
        let typed: String = letters[at..end].iter().collect();
        let is_last = end == letters.len() && !boundaries.contains(&end);
        let tone = !boundaries.contains(&end) && letters.get(end).is_some_and(|letter| ('0'..='5').contains(letter));
        for way in readings.iter().flat_map(|reading| ways(reading, manner)) {
            let initial = manner != Manner::Misspelt
                && way.starts_with(&typed)
                && (typed.len() == 1 || ["zh", "ch", "sh"].contains(&typed.as_str()));
            if typed == way || manner != Manner::Whole && (initial || is_last && way.starts_with(&typed)) {
                reached.push((end, error));
            }
            if typed == way && tone {
                reached.push((end + 1, error));
            }
        }
        for way in readings.iter().filter(|_| manner == Manner::Misspelt && !error && typed.is_ascii()) {
            if misspelt(&typed, way) {
                reached.push((end, true));
                reached.extend(tone.then_some((end + 1, true)));
            }
            if is_last && (2..way.len()).any(|length| misspelt(&typed, &way[..length])) {
                reached.push((end, true));
            }
        }
    }
    reached
}

/// How a syllable is spelled on a keyboard; with fuzzy sounds, also how those are that sound alike.
fn ways(syllable: &str, manner: Manner) -> Vec<String> {
    let mut ways = vec![syllable.to_owned()];
    if manner == Manner::Fuzzy {
        for (one, other) in [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l")] {
            let rest = |initial: &str| {
                syllable.strip_prefix(initial).filter(|rest| rest.starts_with(|letter| "aeiouv".contains(letter)))
            };
            ways.extend(rest(one).map(|rest| format!("{other}{rest}")));
            ways.extend(rest(other).map(|rest| format!("{one}{rest}")));
        }
        for way in ways.clone() {
            match way.strip_suffix('g') {
                Some(short) if short.ends_with(['n']) && short.len() > 1 && !short.ends_with("on") => {
                    ways.push(short.to_owned());
                }
                None if ["an", "en", "in"].iter().any(|ending| way.ends_with(ending)) => ways.push(format!("{way}g")),
                _ => {}
            }
        }
    }
    for way in ways.clone() {
        if way.len() > 1 && way.starts_with(['j', 'q', 'x', 'y']) && way[1..].starts_with('u') {
            ways.push(way.replacen('u', "v", 1));
        }
        if ["lve", "nve"].contains(&way.as_str()) {
            ways.push(way.replace('v', "u"));
        }
    }
    ways
}

/// One letter wrong, too many (not before the first), too few (not at either end), or swapped with the next.
fn misspelt(typed: &str, spelled: &str) -> bool {
    let (typed, spelled): (Vec<char>, Vec<char>) = (typed.chars().collect(), spelled.chars().collect());
    if typed.len() < 2 || spelled.len() < 2 || typed == spelled {
        return false;
    }
    let without = |letters: &[char], at: usize| [&letters[..at], &letters[at + 1..]].concat();
    let wrong = typed.len() == spelled.len() && (0..typed.len()).any(|at| without(&typed, at) == without(&spelled, at));
    let too_many = (1..typed.len()).any(|at| without(&typed, at) == spelled);
    let too_few = (1..spelled.len() - 1).any(|at| without(&spelled, at) == typed)
        && !spelled.starts_with(&typed)
        && !spelled.ends_with(&typed);
    let swapped = (1..typed.len()).any(|at| {
        let mut letters = typed.clone();
        letters.swap(at - 1, at);
        letters == spelled
    });
    wrong || too_many || too_few || swapped
}

fn toneless(reading: &str) -> String {
    let plain = [
        ("āáǎà", 'a'),
        ("ēéěèê", 'e'),
        ("īíǐì", 'i'),
        ("ōóǒò", 'o'),
        ("ūúǔù", 'u'),
        ("üǖǘǚǜ", 'v'),
        ("ńňǹ", 'n'),
        ("ḿ", 'm'),
    ];
    let letter = |character: char| {
        if character.is_ascii() {
            return Some(character);
        }
        plain.iter().find(|(marked, _)| marked.contains(character)).map(|(_, letter)| *letter)
    };
    reading.chars().filter_map(letter).collect()
}
