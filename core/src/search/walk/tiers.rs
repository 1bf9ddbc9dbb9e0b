//! Which tier a way through the trees comes to.

use super::Walk;
use crate::search::hit::Tier;
use crate::search::matcher::Matcher;
use crate::search::state::{State, Strictness};
use crate::search::tree::Root;

impl Walk<'_, '_> {
    /// The state at a root.
    pub(super) fn start(&self, root: Root) -> State {
        let start = Matcher::start(self.strictness);
        match (root, self.strictness) {
            (Root::Word, _) => State { exact: 0, ..start },
            // Inside a text no reading ranks above another.
            (Root::Inside, Strictness::Strict) => State { exact: 0, clean: 0, ..start },
            _ => start,
        }
    }

    /// The best tier that a state can still lead to.
    pub(super) fn tier(&self, root: Root, state: State) -> Tier {
        match (self.strictness, root) {
            (Strictness::Fuzzy, _) => Tier::FuzzySound,
            (Strictness::Typo, _) => Tier::Typo,
            (Strictness::Strict, Root::Text) if state.exact != 0 => Tier::Exact,
            (Strictness::Strict, Root::Text) if state.clean != 0 => Tier::Start,
            (Strictness::Strict, Root::Text) => Tier::StartOtherReading,
            (Strictness::Strict, Root::Word) if state.clean != 0 => Tier::WordStart,
            (Strictness::Strict, _) => Tier::Inside,
        }
    }

    /// Splits a state into what it has matched, as the tier of that, and what may still match better.
    pub(super) fn matched(&self, root: Root, state: State) -> (Option<Tier>, State) {
        let is_strict = self.strictness == Strictness::Strict;
        if is_strict && state.clean & self.end != 0 {
            let exact = state.exact & !self.end;
            (Some(self.tier(root, State { exact: 0, ..state })), State { exact, clean: exact, other: 0 })
        } else if state.other & self.end != 0 {
            let rest = if is_strict { State { other: 0, ..state } } else { State::default() };
            (Some(self.tier(root, State { other: state.other, ..State::default() })), rest)
        } else {
            (None, state)
        }
    }
}
