//! A query against one text, from one starting point.

use super::options::Options;
use super::pattern::Pattern;
use super::query::{Places, Query};
use super::readings::Class;
use super::slips::{FEWEST_LETTERS, Slips};
use super::text::Token;

/// How strictly syllables are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strictness {
    /// The whole text, every syllable in full and as it is meant.
    Exact,
    /// Initials, full syllables, a cut one at the end.
    Strict,
    /// The same, with sounds that are alike.
    Fuzzy,
    /// The same as strict, with one error.
    Typo,
}

/// The places in the query reached so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// By the readings meant, or while no error has been made.
    pub(super) clean: Places,
    /// By any reading (what is in `clean` included), or after the one error.
    pub(super) other: Places,
}

impl State {
    pub(super) fn is_dead(self) -> bool {
        self.clean | self.other == 0
    }

    pub(super) fn all(self) -> Places {
        self.clean | self.other
    }
}

/// What a query matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Matched {
    /// How many tokens.
    pub(super) count: usize,
    /// Some token had to be read otherwise than it is meant.
    pub(super) by_other_reading: bool,
    /// For each token the syllable it was read as; none where it was typed as itself.
    pub(super) readings: Vec<Option<u16>>,
}

/// A query with all that is compiled from it.
#[derive(Clone, Debug)]
pub(super) struct Matcher {
    query: Query,
    options: Options,
    strict: Pattern,
    fuzzy: Option<Pattern>,
    slips: Option<Slips>,
}

impl Matcher {
    pub(super) fn new(typed: &str, options: &Options) -> Self {
        let query = Query::new(typed, options.double_pinyin.is_some_and(|scheme| scheme.uses_semicolon()));
        let strict = Pattern::new(&query, options, false);
        Self { query, options: *options, strict, fuzzy: None, slips: None }
    }

    pub(super) fn query(&self) -> &Query {
        &self.query
    }

    /// Whether an error may be assumed at all in this query.
    pub(super) fn allows_errors(&self) -> bool {
        self.options.double_pinyin.is_none() && self.query.latin_letters() >= FEWEST_LETTERS
    }

    /// The pattern for a strictness.
    pub(super) fn pattern(&mut self, strictness: Strictness) -> &Pattern {
        if strictness == Strictness::Fuzzy {
            let (query, options) = (&self.query, &self.options);
            return self.fuzzy.get_or_insert_with(|| Pattern::new(query, options, true));
        }
        &self.strict
    }

    /// The state before the first token.
    pub(super) fn start(strictness: Strictness) -> State {
        match strictness {
            Strictness::Exact | Strictness::Typo => State { clean: 1, other: 0 },
            Strictness::Strict => State { clean: 1, other: 1 },
            Strictness::Fuzzy => State { clean: 0, other: 1 },
        }
    }

    /// The state after one more token.
    pub(super) fn step(&mut self, strictness: Strictness, from: State, token: &Token) -> State {
        let class = token.class;
        let itself = |pattern: &Pattern, places: Places| pattern.literal_step(places, token.letter, class);
        match strictness {
            Strictness::Exact => {
                let clean = itself(&self.strict, from.clean)
                    | token.meant_syllable().map_or(0, |syllable| self.strict.whole_step(from.clean, syllable));
                State { clean, other: 0 }
            }
            Strictness::Strict => {
                let pattern = &self.strict;
                let clean = if from.clean == 0 {
                    0
                } else {
                    itself(pattern, from.clean)
                        | token.meant_syllable().map_or(0, |syllable| pattern.step(from.clean, syllable))
                };
                State { clean, other: any_reading(pattern, from.other, token.letter, class) }
            }
            Strictness::Fuzzy => {
                let pattern = self.pattern(strictness);
                State { clean: 0, other: any_reading(pattern, from.other, token.letter, class) }
            }
            Strictness::Typo => {
                let (query, strict) = (&self.query, &self.strict);
                let slips = self.slips.get_or_insert_with(|| Slips::new(query));
                let mut other = any_reading(strict, from.other, token.letter, class);
                if from.clean != 0 {
                    for syllable in class.syllables() {
                        other |= slips.step(query, from.clean, syllable);
                    }
                }
                State { clean: any_reading(strict, from.clean, token.letter, class), other }
            }
        }
    }

    /// Matches the query against the beginning of a row of tokens; for [`Strictness::Exact`], against the whole row.
    pub(super) fn match_start(&mut self, strictness: Strictness, tokens: &[Token]) -> Option<Matched> {
        let end = self.query.end();
        let mut states = vec![Self::start(strictness)];
        let mut by_other = None;
        for count in 0..=tokens.len() {
            let state = states.last().copied().unwrap_or_default();
            let accepts_clean = match strictness {
                Strictness::Exact => state.clean & end != 0 && count == tokens.len(),
                Strictness::Strict => state.clean & end != 0,
                Strictness::Fuzzy | Strictness::Typo => false,
            };
            if accepts_clean {
                return Some(self.trace(strictness, &states, tokens, count, false));
            }
            if state.other & end != 0 && by_other.is_none() {
                by_other = Some(count);
            }
            let goes_on = if by_other.is_some() { state.clean != 0 } else { !state.is_dead() };
            match tokens.get(count) {
                Some(token) if goes_on => states.push(self.step(strictness, state, token)),
                _ => break,
            }
        }
        by_other.map(|count| self.trace(strictness, &states, tokens, count, true))
    }

    /// Goes back from the end of the query to find out how each token was read.
    fn trace(
        &mut self,
        strictness: Strictness,
        states: &[State],
        tokens: &[Token],
        count: usize,
        by_other: bool,
    ) -> Matched {
        let mut readings = Vec::with_capacity(count);
        let mut target = self.query.end();
        let mut in_other = by_other;
        for (before, token) in states.iter().zip(tokens).take(count).rev() {
            let from = if in_other { before.other } else { before.clean };
            let only_meant = !in_other && strictness != Strictness::Typo;
            let pattern = self.pattern(strictness);
            let itself = pattern.literal_step(from & (target >> 1), token.letter, token.class) & target;
            if itself != 0 {
                target >>= 1;
                readings.push(None);
                continue;
            }
            let candidates = token.meant_syllable().into_iter().chain(token.class.syllables());
            let candidates = candidates.take(if only_meant { 1 } else { usize::MAX });
            let step =
                candidates.clone().find_map(|syllable| Some((syllable, pattern.origin(from, syllable, target)?)));
            if let Some((syllable, place)) = step {
                target = place;
                readings.push(Some(syllable));
                continue;
            }
            let slip = candidates
                .into_iter()
                .find_map(|syllable| Some((syllable, self.slip(before.clean, syllable, target)?)));
            if let Some((syllable, place)) = slip {
                target = place;
                in_other = false;
                readings.push(Some(syllable));
            }
        }
        readings.reverse();
        let by_other_reading = strictness == Strictness::Strict && by_other;
        Matched { count, by_other_reading, readings }
    }

    fn slip(&mut self, from: Places, syllable: u16, target: Places) -> Option<Places> {
        let query = &self.query;
        let slips = self.slips.as_mut()?;
        let mut left = from;
        while left != 0 {
            let place = left & left.wrapping_neg();
            left &= left - 1;
            if slips.step(query, place, syllable) & target != 0 {
                return Some(place);
            }
        }
        None
    }
}

fn any_reading(pattern: &Pattern, from: Places, letter: char, class: Class) -> Places {
    if from == 0 {
        return 0;
    }
    class
        .syllables()
        .fold(pattern.literal_step(from, letter, class), |reached, syllable| reached | pattern.step(from, syllable))
}
