//! A query against one text, from one starting point.

use super::alphabet::{Letter, Symbols};
use super::double_pinyin::DoublePinyin;
use super::options::Options;
use super::pattern::Pattern;
use super::query::{Places, Query};
use super::readings::Class;
use super::slips::{FEWEST_LETTERS, Slips};
use super::text::Token;

/// How strictly syllables are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strictness {
    /// Initials, full syllables, a cut one at the end.
    Strict,
    /// The same, with sounds that are alike.
    Fuzzy,
    /// The same as strict, with one error.
    Typo,
}

/// The places in the query reached so far. Which of the three are used depends on the [`Strictness`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// By characters typed as themselves or in full, all read as they are meant.
    pub(super) exact: Places,
    /// By the readings meant (what is in `exact` included), or while no error has been made.
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

    /// The state after a step that is the same however well the text was matched so far.
    fn through(self, step: impl Fn(Places) -> Places) -> Self {
        Self { exact: step(self.exact), clean: step(self.clean), other: step(self.other) }
    }

    fn or(self, more: Self) -> Self {
        Self { exact: self.exact | more.exact, clean: self.clean | more.clean, other: self.other | more.other }
    }
}

/// How well a strict match agrees with the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quality {
    /// It covers the text to its end, typed as itself or in full, read as it is meant.
    Exact,
    /// Every token is read as it is meant.
    Meant,
    /// Some token is read otherwise, or sounds are taken as alike, or there is an error.
    Other,
}

/// What a query matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Matched {
    /// How many tokens.
    pub(super) count: usize,
    /// How the tokens were read and typed.
    pub(super) quality: Quality,
    /// For each token the syllable it was read as; none where it was typed as itself.
    pub(super) readings: Vec<Option<u16>>,
}

/// A query with all that is compiled from it.
#[derive(Clone, Debug)]
pub(super) struct Matcher {
    query: Query,
    options: Options,
    /// Which letters and digits the texts of the index hold, if there is an index.
    symbols: Option<Symbols>,
    strict: Pattern,
    fuzzy: Option<Pattern>,
    /// The strict pattern with nothing left out, and the errors.
    slips: Option<(Pattern, Slips)>,
    /// The places from which the end can be reached without an error.
    viable: Places,
}

impl Matcher {
    pub(super) fn new(typed: &str, options: &Options, symbols: Option<Symbols>) -> Self {
        let query = Query::new(typed, options.double_pinyin.is_some_and(DoublePinyin::uses_semicolon));
        let (strict, viable) = compile(&query, options, symbols, false);
        Self { query, options: *options, symbols, strict, fuzzy: None, slips: None, viable }
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
        match strictness {
            Strictness::Strict => &self.strict,
            Strictness::Fuzzy => {
                let (query, options, symbols) = (&self.query, &self.options, self.symbols);
                self.fuzzy.get_or_insert_with(|| compile(query, options, symbols, true).0)
            }
            Strictness::Typo => &self.errors().0,
        }
    }

    fn errors(&mut self) -> &mut (Pattern, Slips) {
        let (query, options) = (&self.query, &self.options);
        self.slips.get_or_insert_with(|| (compile(query, options, None, false).0, Slips::new(query)))
    }

    /// The state before the first token.
    pub(super) fn start(strictness: Strictness) -> State {
        match strictness {
            Strictness::Strict => State { exact: 1, clean: 1, other: 1 },
            Strictness::Fuzzy => State { exact: 0, clean: 0, other: 1 },
            Strictness::Typo => State { exact: 0, clean: 1, other: 0 },
        }
    }

    /// The state after one more token.
    pub(super) fn step(&mut self, strictness: Strictness, from: State, token: &Token) -> State {
        let pattern = self.pattern(strictness);
        let state = if token.class == Class::NONE || pattern.has_hanzi() {
            from.through(|places| pattern.literal_step(places, token.letter, token.class))
        } else {
            State::default()
        };
        if token.class == Class::NONE {
            state
        } else {
            state.or(self.step_by_reading(strictness, from, token.class, token.meant))
        }
    }

    /// The state after a letter of an index. As the letter does not say which hanzi it is, it counts as any that was typed:
    /// the state holds all the places that some text with this letter reaches, and maybe more.
    pub(super) fn step_letter(&mut self, strictness: Strictness, from: State, letter: Letter) -> State {
        let state = self.any_step_letter(strictness, from, letter);
        if strictness == Strictness::Typo { State { other: state.other & self.viable, ..state } } else { state }
    }

    fn any_step_letter(&mut self, strictness: Strictness, from: State, letter: Letter) -> State {
        match letter {
            Letter::Itself(character) => {
                let pattern = self.pattern(strictness);
                from.through(|places| pattern.literal_step(places, character, Class::NONE))
            }
            Letter::Sound(class, meant) => {
                let state = self.step_by_reading(strictness, from, class, meant);
                let pattern = self.pattern(strictness);
                if !pattern.has_hanzi() {
                    return state;
                }
                state.or(from.through(|places| pattern.literal_class_step(places, class)))
            }
        }
    }

    /// The state after a token of this class that is typed by its sound.
    fn step_by_reading(&mut self, strictness: Strictness, from: State, class: Class, meant: u8) -> State {
        match strictness {
            Strictness::Strict => {
                let pattern = &self.strict;
                let mut readings = class.syllables();
                if readings.len() == 1
                    && let Some(only) = readings.next()
                {
                    let (exact, clean, other) = pattern.steps(from.exact, from.clean, from.other, only);
                    return State { exact, clean, other };
                }
                let (mut exact, mut clean) = (0, 0);
                if from.clean != 0
                    && let Some(syllable) = class.syllable(meant)
                {
                    clean = pattern.step(from.clean, syllable);
                    exact = if from.exact == 0 { 0 } else { pattern.whole_step(from.exact, syllable) };
                }
                State { exact, clean, other: any_reading(pattern, from.other, class) }
            }
            Strictness::Fuzzy => {
                let other = any_reading(self.pattern(strictness), from.other, class);
                State { exact: 0, clean: 0, other }
            }
            Strictness::Typo => {
                self.errors();
                let (query, Some((pattern, slips))) = (&self.query, &mut self.slips) else { return State::default() };
                let mut other = any_reading(pattern, from.other, class);
                if from.clean != 0 {
                    for syllable in class.syllables() {
                        other |= slips.step(query, from.clean, syllable);
                    }
                }
                State { exact: 0, clean: any_reading(pattern, from.clean, class), other }
            }
        }
    }

    /// Matches the query against the beginning of a row of tokens that ends where the text ends.
    pub(super) fn match_start(&mut self, strictness: Strictness, tokens: &[Token]) -> Option<Matched> {
        let end = self.query.end();
        let mut states = Vec::with_capacity(tokens.len() + 1);
        states.push(Self::start(strictness));
        // The first place where each quality is reached; the best of them counts.
        let (mut meant, mut other) = (None, None);
        for count in 0..=tokens.len() {
            let state = states.last().copied().unwrap_or_default();
            if state.exact & end != 0 && count == tokens.len() && count > 0 {
                return Some(self.trace(strictness, &states, tokens, count, Quality::Exact));
            }
            if strictness == Strictness::Strict && state.clean & end != 0 && meant.is_none() {
                meant = Some(count);
            }
            if state.other & end != 0 && other.is_none() {
                other = Some(count);
            }
            let goes_on = match (meant, other) {
                (None, None) => !state.is_dead(),
                (None, Some(_)) => state.clean != 0,
                (Some(_), _) => state.exact != 0,
            };
            match tokens.get(count) {
                Some(token) if goes_on => states.push(self.step(strictness, state, token)),
                _ => break,
            }
        }
        let (count, quality) = match (meant, other) {
            (Some(count), _) => (count, Quality::Meant),
            (None, Some(count)) => (count, Quality::Other),
            (None, None) => return None,
        };
        Some(self.trace(strictness, &states, tokens, count, quality))
    }

    /// Goes back from the end of the query to find out how each token was read.
    fn trace(
        &mut self,
        strictness: Strictness,
        states: &[State],
        tokens: &[Token],
        count: usize,
        quality: Quality,
    ) -> Matched {
        let mut readings = Vec::with_capacity(count);
        let mut target = self.query.end();
        let mut in_other = quality == Quality::Other;
        for (before, token) in states.iter().zip(tokens).take(count).rev() {
            let from = match (quality, in_other) {
                (Quality::Exact, _) => before.exact,
                (_, true) => before.other,
                (_, false) => before.clean,
            };
            let only_meant = !in_other && strictness == Strictness::Strict;
            let pattern = self.pattern(strictness);
            let itself = pattern.literal_step(from & (target >> 1), token.letter, token.class) & target;
            if itself != 0 {
                target >>= 1;
                readings.push(None);
                continue;
            }
            let candidates = token.meant_syllable().into_iter().chain(token.class.syllables());
            let candidates = candidates.take(if only_meant { 1 } else { usize::MAX });
            let step = candidates.clone().find_map(|syllable| {
                Some((syllable, pattern.origin(from, syllable, target, quality == Quality::Exact)?))
            });
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
        Matched { count, quality, readings }
    }

    fn slip(&mut self, from: Places, syllable: u16, target: Places) -> Option<Places> {
        let query = &self.query;
        let (_, slips) = self.slips.as_mut()?;
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

/// A pattern, and the places from which the end of the query may be reached in it.
fn compile(query: &Query, options: &Options, symbols: Option<Symbols>, fuzzy: bool) -> (Pattern, Places) {
    let mut pattern = Pattern::new(query, options, fuzzy);
    let viable = symbols.map_or(Places::MAX, |symbols| pattern.keep_viable(|letter| symbols.may_hold(letter)));
    (pattern, viable)
}

fn any_reading(pattern: &Pattern, from: Places, class: Class) -> Places {
    if from == 0 {
        return 0;
    }
    class.syllables().fold(0, |reached, syllable| reached | pattern.step(from, syllable))
}
