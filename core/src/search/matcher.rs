//! A query with all that is compiled from it, and how it is read along a text.

use super::alphabet::{Character, Symbols};
use super::double_pinyin::DoublePinyin;
use super::misspelt::Misspelt;
use super::options::Options;
use super::pattern::{Manner, Pattern};
use super::query::{Places, Query};
use super::readings::Class;
use super::runs::Runs;
use super::sift::{Outcome, sift};
use super::slips::{FEWEST_LETTERS, Slips};
use super::state::{Kind, State, Strictness};

/// A query with all that is compiled from it.
#[derive(Clone, Debug)]
pub(super) struct Matcher {
    query: Query,
    options: Options,
    /// Which letters and digits the texts of the index hold, if there is an index.
    symbols: Option<Symbols>,
    strict: Pattern,
    fuzzy: Option<Pattern>,
    misspelt: Option<Misspelt>,
}

impl Matcher {
    pub(super) fn new(typed: &str, options: &Options, symbols: Option<Symbols>) -> Self {
        let query = Query::new(typed, options.double_pinyin.is_some_and(DoublePinyin::uses_semicolon));
        let strict = compile(&query, options, symbols, Manner::Any);
        Self { query, options: *options, symbols, strict, fuzzy: None, misspelt: None }
    }

    pub(super) fn query(&self) -> &Query {
        &self.query
    }

    pub(super) fn has_hanzi(&self) -> bool {
        self.strict.has_hanzi()
    }

    /// Whether an error may be assumed at all in this query.
    pub(super) fn allows_errors(&self) -> bool {
        self.options.double_pinyin.is_none() && self.query.latin_letters() >= FEWEST_LETTERS
    }

    /// Compiles what a strictness needs. Until then it matches nothing.
    pub(super) fn prepare(&mut self, strictness: Strictness) {
        match strictness {
            Strictness::Strict => {}
            Strictness::Fuzzy => {
                let (query, options, symbols) = (&self.query, &self.options, self.symbols);
                self.fuzzy.get_or_insert_with(|| compile(query, options, symbols, Manner::Alike));
            }
            Strictness::Typo => {
                let (query, strict) = (&self.query, &self.strict);
                self.misspelt.get_or_insert_with(|| Misspelt::new(query, strict.in_full(query)));
            }
        }
    }

    /// Whether the query can be what a strictness takes it for, once prepared for it, whatever the texts.
    pub(super) fn is_possible(&self, strictness: Strictness) -> bool {
        match strictness {
            Strictness::Typo => self.slips().is_some_and(|slips| slips.places() != 0),
            _ => self.query.is_empty() || self.pattern(strictness).is_some_and(|pattern| pattern.reached_from(1) != 0),
        }
    }

    /// Whether the texts hold runs of sounds along which the query, prepared for a strictness, can be read; as far as that can be
    /// told. From now on it is read along those alone.
    pub(super) fn sift(&mut self, strictness: Strictness, runs: Runs<'_>) -> bool {
        let is_short = self.query.letters().len() < 3;
        // What strictly matches hanzi is soon found.
        if is_short || (strictness == Strictness::Strict && self.has_hanzi()) {
            return true;
        }
        let sifted = match sift(runs, self, strictness) {
            Outcome::Nothing => return false,
            Outcome::Unknown => return true,
            Outcome::Along(sifted) => sifted,
        };
        match (strictness, &mut self.fuzzy, &mut self.misspelt) {
            (Strictness::Fuzzy, Some(pattern), _) => pattern.keep(sifted.before),
            (Strictness::Typo, _, Some(misspelt)) => misspelt.keep(&sifted, &self.query),
            _ => {}
        }
        true
    }

    /// The places from which the end can be reached; with an error, before it and after it.
    pub(super) fn viable(&self, strictness: Strictness) -> (Places, Places) {
        match &self.misspelt {
            Some(misspelt) if strictness == Strictness::Typo => (misspelt.before, misspelt.after),
            _ => (Places::MAX, 0),
        }
    }

    /// How many characters at least follow a first one that is typed by its initial.
    pub(super) fn fewest_after_initial(&self, strictness: Strictness) -> usize {
        self.pattern(strictness).map_or(0, Pattern::fewest_after_initial)
    }

    /// Whether nothing follows a first character that is typed by its initial.
    pub(super) fn ends_with_initial(&self, strictness: Strictness) -> bool {
        self.pattern(strictness).is_none_or(Pattern::ends_with_initial)
    }

    pub(super) fn slips(&self) -> Option<&Slips> {
        self.misspelt.as_ref().map(|misspelt| &misspelt.slips)
    }

    pub(super) fn pattern(&self, strictness: Strictness) -> Option<&Pattern> {
        match strictness {
            Strictness::Strict => Some(&self.strict),
            Strictness::Fuzzy => self.fuzzy.as_ref(),
            Strictness::Typo => self.misspelt.as_ref().map(|misspelt| &misspelt.pattern),
        }
    }

    /// The state before the first token.
    pub(super) fn start(strictness: Strictness) -> State {
        match strictness {
            Strictness::Strict => State { exact: 1, clean: 1, other: 1 },
            Strictness::Fuzzy => State { exact: 0, clean: 0, other: 1 },
            Strictness::Typo => State { exact: 0, clean: 1, other: 0 },
        }
    }

    /// The initials of the characters that can lead on from a state, typed otherwise than by their initial.
    pub(super) fn spelled_initials_after(&self, strictness: Strictness, state: State) -> u32 {
        self.pattern(strictness).map_or(0, |pattern| pattern.initials_after(state.all(), true))
    }

    /// What leads on from a place: the initials of all characters of which these say enough, and the syllables of the others.
    pub(super) fn ways_from(&self, strictness: Strictness, place: usize, kind: Kind) -> (u32, Vec<u16>) {
        let Some(pattern) = self.pattern(strictness) else { return (0, Vec::new()) };
        let allowed = match (&self.misspelt, kind) {
            (Some(misspelt), Kind::Clean) if strictness == Strictness::Typo => misspelt.before,
            (Some(misspelt), _) if strictness == Strictness::Typo => misspelt.after,
            _ => Places::MAX,
        };
        let (pages, by_initial) = pattern.pages_from(place, allowed, kind != Kind::Held);
        if by_initial {
            return (pages, Vec::new());
        }
        let spelled = pattern.spelled().filter(|(from, to, _)| *from == place && to & allowed != 0);
        let mut syllables: Vec<u16> = spelled.map(|(.., syllable)| syllable).collect();
        if let Some(slips) = self.slips().filter(|_| strictness == Strictness::Typo && kind == Kind::Clean) {
            syllables.extend(slips.all().filter(|(at, ..)| *at == place).map(|(.., syllable)| syllable));
        }
        (pages, syllables)
    }

    /// The initials of the characters that can lead on from a state.
    pub(super) fn initials_after(&self, strictness: Strictness, state: State) -> u32 {
        match &self.misspelt {
            Some(misspelt) if strictness == Strictness::Typo => misspelt.initials_after(state),
            _ => self.pattern(strictness).map_or(0, |pattern| pattern.initials_after(state.all(), false)),
        }
    }

    /// The initials of the characters that can lead on from any place reached by one more character; all if the end may be.
    pub(super) fn initials_after_next(&self, strictness: Strictness, from: State) -> u32 {
        let Some(pattern) = self.pattern(strictness) else { return 0 };
        let next = match &self.misspelt {
            Some(misspelt) if strictness == Strictness::Typo => {
                let other = pattern.reached_from(from.other) | misspelt.slips.reached_from(from.clean);
                let clean = pattern.reached_from(from.clean) & misspelt.before;
                State { exact: 0, clean, other: other & misspelt.after }
            }
            _ => State { exact: 0, clean: 0, other: pattern.reached_from(from.all()) },
        };
        if next.other & self.query.end() != 0 { u32::MAX } else { self.initials_after(strictness, next) }
    }

    /// The state after one more character.
    pub(super) fn step(&self, strictness: Strictness, from: State, character: Character) -> State {
        let Some(pattern) = self.pattern(strictness) else { return State::default() };
        let Character { class, meant, letter } = character;
        let state = if class == Class::NONE || pattern.has_hanzi() {
            from.through(|places| pattern.literal_step(places, letter, class))
        } else {
            State::default()
        };
        let state =
            if class == Class::NONE { state } else { state.or(self.step_by_reading(strictness, from, class, meant)) };
        self.still_viable(strictness, state)
    }

    /// The state after a character of which only the reading is known: it counts as any hanzi that was typed. The state holds
    /// all the places that some text with this letter reaches, and maybe more.
    pub(super) fn step_letter(&self, strictness: Strictness, from: State, letter: Character) -> State {
        let Some(pattern) = self.pattern(strictness) else { return State::default() };
        if letter.class == Class::NONE {
            return self.step(strictness, from, letter);
        }
        let state = self.step_by_reading(strictness, from, letter.class, letter.meant);
        let state = if pattern.has_hanzi() {
            state.or(from.through(|places| pattern.literal_class_step(places, letter.class)))
        } else {
            state
        };
        self.still_viable(strictness, state)
    }

    /// The same where more of the syllable is typed than its initial. Without hanzi, and not for [`Strictness::Typo`].
    pub(super) fn step_spelled(&self, strictness: Strictness, from: State, letter: Character) -> State {
        let Some(pattern) = self.pattern(strictness) else { return State::default() };
        if letter.class == Class::NONE {
            return self.step(strictness, from, letter);
        }
        let any = |places: Places| {
            letter.class.syllables().fold(0, |reached, syllable| reached | pattern.spelled_step(places, syllable))
        };
        let meant = letter.class.syllable(letter.meant);
        let clean = meant.map_or(0, |meant| pattern.spelled_step(from.clean, meant));
        let exact = meant.map_or(0, |meant| pattern.whole_step(from.exact, meant));
        State { exact, clean, other: any(from.other) }
    }

    /// The state after a character of which only what it can start with is known: all the places that some such character
    /// reaches, with `by_initial` when it is typed by that. Not for [`Strictness::Typo`].
    pub(super) fn step_initials(&self, strictness: Strictness, from: State, initials: u32, by_initial: bool) -> State {
        let Some(pattern) = self.pattern(strictness) else { return State::default() };
        let step = |places: Places| pattern.initial_step(places, initials, by_initial);
        let clean = step(from.clean);
        State { exact: 0, clean, other: if from.other == from.clean { clean } else { step(from.other) } }
    }

    fn still_viable(&self, strictness: Strictness, state: State) -> State {
        match &self.misspelt {
            Some(misspelt) if strictness == Strictness::Typo => {
                State { exact: 0, clean: state.clean & misspelt.before, other: state.other & misspelt.after }
            }
            _ => state,
        }
    }

    /// The state after a token of this class that is typed by its sound.
    fn step_by_reading(&self, strictness: Strictness, from: State, class: Class, meant: u8) -> State {
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
                let other = self.fuzzy.as_ref().map_or(0, |pattern| any_reading(pattern, from.other, class));
                State { exact: 0, clean: 0, other }
            }
            Strictness::Typo => {
                let Some(Misspelt { pattern, slips, .. }) = &self.misspelt else { return State::default() };
                let mut other = any_reading(pattern, from.other, class);
                if from.clean & slips.places() != 0 {
                    other |= class.syllables().fold(0, |reached, syllable| reached | slips.step(from.clean, syllable));
                }
                State { exact: 0, clean: any_reading(pattern, from.clean, class), other }
            }
        }
    }
}

fn compile(query: &Query, options: &Options, symbols: Option<Symbols>, manner: Manner) -> Pattern {
    Pattern::new(query, options, manner, |letter| symbols.is_none_or(|symbols| symbols.may_hold(letter)))
}

fn any_reading(pattern: &Pattern, from: Places, class: Class) -> Places {
    if from == 0 {
        return 0;
    }
    class.syllables().fold(0, |reached, syllable| reached | pattern.step(from, syllable))
}
