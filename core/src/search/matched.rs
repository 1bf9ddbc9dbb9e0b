//! A query against one text, from one starting point.

use super::alphabet::Character;
use super::matcher::Matcher;
use super::pattern::places;
use super::query::Places;
use super::state::{State, Strictness};
use super::text::Token;

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

/// Room for matching text after text.
#[derive(Debug, Default)]
pub(super) struct Room {
    pub(super) tokens: Vec<Token>,
    states: Vec<State>,
    /// Given back when a match has been shown.
    pub(super) readings: Vec<Option<u16>>,
}

impl Matcher {
    /// Matches the query against the beginning of a row of tokens that ends where the text ends.
    pub(super) fn match_start(&self, strictness: Strictness, tokens: &[Token]) -> Option<Matched> {
        // A token takes a letter at least.
        let most = tokens.len().min(self.query().letters().len()) + 1;
        self.match_start_in(strictness, tokens, &mut Vec::with_capacity(most), &mut Vec::new())
    }

    /// The same for the tokens in a room.
    pub(super) fn match_in(&self, strictness: Strictness, room: &mut Room) -> Option<Matched> {
        self.match_start_in(strictness, &room.tokens, &mut room.states, &mut room.readings)
    }

    fn match_start_in(
        &self,
        strictness: Strictness,
        tokens: &[Token],
        states: &mut Vec<State>,
        readings: &mut Vec<Option<u16>>,
    ) -> Option<Matched> {
        let end = self.query().end();
        states.clear();
        states.push(Self::start(strictness));
        // The first place where each quality is reached; the best of them counts.
        let (mut meant, mut other) = (None, None);
        for count in 0..=tokens.len() {
            let state = states.last().copied().unwrap_or_default();
            if state.exact & end != 0 && count == tokens.len() && count > 0 {
                return Some(self.trace(strictness, states, tokens, count, Quality::Exact, readings));
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
                Some(token) if goes_on => states.push(self.step(strictness, state, Character::of(*token))),
                _ => break,
            }
        }
        let (count, quality) = match (meant, other) {
            (Some(count), _) => (count, Quality::Meant),
            (None, Some(count)) => (count, Quality::Other),
            (None, None) => return None,
        };
        Some(self.trace(strictness, states, tokens, count, quality, readings))
    }

    /// Goes back from the end of the query to find out how each token was read.
    fn trace(
        &self,
        strictness: Strictness,
        states: &[State],
        tokens: &[Token],
        count: usize,
        quality: Quality,
        room: &mut Vec<Option<u16>>,
    ) -> Matched {
        let mut readings = std::mem::take(room);
        readings.clear();
        let mut target = self.query().end();
        let mut in_other = quality == Quality::Other;
        for (before, token) in states.iter().zip(tokens).take(count).rev() {
            let from = match (quality, in_other) {
                (Quality::Exact, _) => before.exact,
                (_, true) => before.other,
                (_, false) => before.clean,
            };
            let only_meant = !in_other && strictness == Strictness::Strict;
            let Some(pattern) = self.pattern(strictness) else { break };
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

    fn slip(&self, from: Places, syllable: u16, target: Places) -> Option<Places> {
        let slips = self.slips()?;
        places(from).map(|place| 1 << place).find(|place| slips.step(*place, syllable) & target != 0)
    }
}
