//! Truth in three values.

use serde::{Deserialize, Serialize};

/// Truth in three values (Kleene): an answer not given is unknown, never false.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Outcome {
    /// It does not hold, whatever the missing answers.
    Unmet,
    /// It depends on answers not given.
    Unknown,
    /// It holds, whatever the missing answers.
    Met,
}

impl Outcome {
    /// The name in data and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unmet => "unmet",
            Self::Unknown => "unknown",
            Self::Met => "met",
        }
    }

    /// The outcome of a fact.
    pub fn of(holds: bool) -> Self {
        if holds { Self::Met } else { Self::Unmet }
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unmet, _) | (_, Self::Unmet) => Self::Unmet,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Met, Self::Met) => Self::Met,
        }
    }

    /// One holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// It does not hold.
    #[must_use]
    #[allow(clippy::should_implement_trait, reason = "`!outcome` would read as Rust's two-valued not")]
    pub fn not(self) -> Self {
        match self {
            Self::Unmet => Self::Met,
            Self::Unknown => Self::Unknown,
            Self::Met => Self::Unmet,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome::{self, Met, Unknown, Unmet};

    #[test]
    fn the_tables_are_kleenes() {
        let table = |op: fn(Outcome, Outcome) -> Outcome| {
            [Unmet, Unknown, Met].map(|a| [Unmet, Unknown, Met].map(|b| op(a, b)))
        };
        assert_eq!(table(Outcome::and), [[Unmet; 3], [Unmet, Unknown, Unknown], [Unmet, Unknown, Met]]);
        assert_eq!(table(Outcome::or), [[Unmet, Unknown, Met], [Unknown, Unknown, Met], [Met; 3]]);
        assert_eq!([Unmet, Unknown, Met].map(Outcome::not), [Met, Unknown, Unmet]);
    }
}
