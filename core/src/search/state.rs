//! How far a query has been read along a text.

use super::query::Places;

/// How strictly syllables are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strictness {
    /// Initials, full syllables, a cut one at the end.
    Strict,
    /// The same, with sounds that are alike.
    Fuzzy,
    /// Full syllables, a cut one at the end, with one error.
    Typo,
}

/// Which places of a [`State`] are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Those reached without an error so far, of [`Strictness::Typo`].
    Clean,
    /// All others.
    Other,
    /// Those from which no step by an initial is taken.
    Held,
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
    pub(super) fn through(self, step: impl Fn(Places) -> Places) -> Self {
        Self { exact: step(self.exact), clean: step(self.clean), other: step(self.other) }
    }

    pub(super) fn without(self, less: Self) -> Self {
        Self { exact: self.exact & !less.exact, clean: self.clean & !less.clean, other: self.other & !less.other }
    }

    pub(super) fn or(self, more: Self) -> Self {
        Self { exact: self.exact | more.exact, clean: self.clean | more.clean, other: self.other | more.other }
    }
}
