//! A query against one text, without an index.

use std::ops::Range;

use super::alphabet::Character;
use super::fold::{Folded, fold};
use super::hit::{Extent, Span, Tier};
use super::matched::{Matched, Quality};
use super::matcher::Matcher;
use super::options::{Fallback, Options};
use super::readings;
use super::state::{State, Strictness};
use super::text::{Token, tokens};

/// For select components that call a filter for each option: the pieces of `text` that match `query`, or none if it does
/// not match. Takes the default [`Options`]; whatever matches at all counts, as a component cannot know whether another
/// option matched better. An empty query matches everything.
pub fn filter_option(query: &str, text: &str) -> Option<Vec<Span>> {
    Filter::new(query, &Options::default()).spans(text)
}

/// A query to be held against many texts, one at a time.
#[derive(Clone, Debug)]
pub struct Filter {
    matcher: Matcher,
    options: Options,
}

impl Filter {
    /// Compiles a query.
    pub fn new(query: &str, options: &Options) -> Self {
        Self { matcher: Matcher::new(query, options, None), options: *options }
    }

    /// The pieces of `text` that match, or none if it does not match.
    pub fn spans(&mut self, text: &str) -> Option<Vec<Span>> {
        let tokens = tokens(text);
        let found = self.find(&tokens)?;
        Some(spans(text, found.start..found.start + found.matched.count))
    }

    /// How well `text` matches, or none if it does not match.
    pub fn tier(&mut self, text: &str) -> Option<Tier> {
        self.find(&tokens(text)).map(|found| found.tier)
    }

    /// Whether a prepared text matches strictly: no fuzzy sounds, no typing error. One pass over the text.
    pub fn matches(&mut self, text: &PreparedText) -> bool {
        if self.matcher.query().is_too_long() || self.matcher.query().is_empty() {
            return self.matcher.query().is_empty();
        }
        occurs(&self.matcher, Strictness::Strict, &text.tokens)
    }

    fn find(&mut self, tokens: &[Token]) -> Option<Found> {
        let matcher = &mut self.matcher;
        if matcher.query().is_too_long() {
            return None;
        }
        if (matcher.query().is_empty() || occurs(matcher, Strictness::Strict, tokens))
            && let Some(found) = find_strict(matcher, tokens, usize::MAX)
        {
            return Some(found);
        }
        if self.options.fuzzy != Fallback::Never
            && let Some(found) = find_first(matcher, Strictness::Fuzzy, Tier::FuzzySound, tokens)
        {
            return Some(found);
        }
        if self.options.typo != Fallback::Never && matcher.allows_errors() {
            return find_first(matcher, Strictness::Typo, Tier::Typo, tokens);
        }
        None
    }
}

/// A text made ready to be held against many queries.
#[derive(Clone, Debug)]
pub struct PreparedText {
    tokens: Vec<Token>,
}

impl PreparedText {
    /// Prepares a text.
    pub fn new(text: &str) -> Self {
        Self { tokens: tokens(text) }
    }
}

/// The best match of a query in a text.
pub(super) struct Found {
    pub(super) tier: Tier,
    /// Token at which it starts.
    pub(super) start: usize,
    matched: Matched,
}

/// Whether the query, which is not empty, matches somewhere. One pass over the text, however many letters the query has.
fn occurs(matcher: &Matcher, strictness: Strictness, tokens: &[Token]) -> bool {
    let end = matcher.query().end();
    let fresh = match strictness {
        // How well it agrees is not asked.
        Strictness::Strict => State { exact: 0, clean: 0, other: 1 },
        _ => Matcher::start(strictness),
    };
    let mut state = State::default();
    tokens.iter().any(|token| {
        state = matcher.step(strictness, state.or(fresh), Character::of(*token));
        state.other & end != 0
    })
}

/// The best strict match that starts at one of the first `starts` tokens.
pub(super) fn find_strict(matcher: &Matcher, tokens: &[Token], starts: usize) -> Option<Found> {
    let mut best: Option<Found> = None;
    for start in 0..tokens.len().max(1).min(starts) {
        let rest = tokens.get(start..).unwrap_or_default();
        let Some(run) = matcher.match_start(Strictness::Strict, rest) else { continue };
        let tier = strict_tier(start, rest, run.quality);
        if best.as_ref().is_none_or(|best| tier < best.tier) {
            best = Some(Found { tier, start, matched: run });
        }
        if start == 0 && best.is_some() {
            break;
        }
    }
    best
}

/// The tier of a strict match that starts at a token; `rest` are the tokens from there on.
pub(super) fn strict_tier(start: usize, rest: &[Token], quality: Quality) -> Tier {
    let starts_word = rest.first().is_some_and(|token| token.starts_word);
    match (start, quality) {
        (0, Quality::Exact) => Tier::Exact,
        (0, Quality::Meant) => Tier::Start,
        (0, Quality::Other) => Tier::StartOtherReading,
        (_, Quality::Exact | Quality::Meant) if starts_word => Tier::WordStart,
        _ => Tier::Inside,
    }
}

fn find_first(matcher: &mut Matcher, strictness: Strictness, tier: Tier, tokens: &[Token]) -> Option<Found> {
    matcher.prepare(strictness);
    if !occurs(matcher, strictness, tokens) {
        return None;
    }
    (0..tokens.len()).find_map(|start| {
        let run = matcher.match_start(strictness, tokens.get(start..).unwrap_or_default())?;
        Some(Found { tier, start, matched: run })
    })
}

/// The pieces of `text` that matched tokens cover; characters side by side make one piece.
pub(super) fn spans(text: &str, matched: Range<usize>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::with_capacity(1);
    let (mut token, mut utf16) = (0, 0);
    for (position, (byte, character)) in text.char_indices().enumerate() {
        if token == matched.end {
            break;
        }
        let units = character.len_utf16();
        utf16 += units;
        if !matches!(fold(character), Folded::Letter(_)) {
            continue;
        }
        token += 1;
        if token <= matched.start {
            continue;
        }
        let span = Span {
            chars: Extent { start: position, end: position + 1 },
            utf8: Extent { start: byte, end: byte + character.len_utf8() },
            utf16: Extent { start: utf16 - units, end: utf16 },
        };
        match spans.last_mut().filter(|last| last.chars.end == position) {
            Some(last) => {
                last.chars.end = span.chars.end;
                last.utf8.end = span.utf8.end;
                last.utf16.end = span.utf16.end;
            }
            None => spans.push(span),
        }
    }
    spans
}

/// The readings of matched tokens as one text.
pub(super) fn reading<'a>(matched: &Matched, tokens: impl Iterator<Item = &'a Token>) -> String {
    let mut text = String::with_capacity(matched.count * 7);
    let mut after_syllable = false;
    for (token, reading) in tokens.zip(&matched.readings) {
        let syllable = reading.or_else(|| token.meant_syllable());
        if !text.is_empty() && (after_syllable || syllable.is_some()) {
            text.push(' ');
        }
        match syllable {
            Some(syllable) => {
                let letters = readings::spelling_bytes(syllable).iter().map(|letter| char::from(*letter));
                text.extend(letters.map(|letter| if letter == 'v' { 'ü' } else { letter }));
            }
            None => text.push(token.letter),
        }
        after_syllable = syllable.is_some();
    }
    text
}
