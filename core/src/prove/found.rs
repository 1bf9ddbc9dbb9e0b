//! What was found, as data.

use serde::{Deserialize, Serialize};

use crate::model::application::ApplicationForm;
use crate::model::level::Level;

/// What a policy can and cannot do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Analysis {
    /// What was found, level by level.
    pub found: Vec<Found>,
    /// What would have taken too many combinations, and of which nothing is said.
    pub unfinished: Vec<Unfinished>,
    /// How many combinations were gone through.
    pub combinations: usize,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Found {
    /// What it is.
    pub kind: FoundKind,
    /// The level it was found at.
    pub level: Level,
    /// The rules or the exception it is about.
    pub names: Vec<String>,
    /// The node of the condition, as `any[1].all[0]`, or the quantity that grows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// A person who shows it, decided by the engine as is said; none where no form was found that has these values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<ApplicationForm>,
    /// A person beside, who differs from that one by what is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<ApplicationForm>,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FoundKind {
    /// Nobody meets the rule, without an exception. The example is asked it and fails.
    NeverPasses,
    /// Everybody who answers meets the rule.
    AlwaysPasses,
    /// The rule is asked of nobody.
    NeverAsked,
    /// Whoever meets the other rules of the level meets this one. The example fails it and another.
    NeverMatters,
    /// A part of the condition that makes no difference to the rule.
    NodeNeverMatters,
    /// Each of the rules can be met, all together never.
    Contradiction,
    /// Who holds the level can be eligible for none. `names` are the level held.
    DeadEnd,
    /// Nobody with these values is eligible for any level, though `beside`, with less of the quantity at `path`, is.
    Gap,
    /// The example is eligible for this level and for the level in `names`.
    Overlap,
    /// More of the quantity at `path` takes the rule away: `beside` has less of it and meets the rule, the example has more and does not.
    MoreTakesAway,
    /// The exception opens for nobody.
    ExceptionNeverOpens,
    /// The exception changes no rule for anybody it opens for.
    ExceptionWithoutEffect,
}

/// What was not gone through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unfinished {
    /// The level; none where it is about all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The rules, the exception, or the quantities.
    pub names: Vec<String>,
    /// Why.
    pub reason: Reason,
    /// How many combinations it has, where that is the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub combinations: Option<usize>,
}

/// Why something was not gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Reason {
    /// It has too many combinations.
    TooMany,
    /// With answers left out it has too many; who answers everything was compared.
    TooManyUnanswered,
    /// The two policies count it differently, so that the values of one say nothing about the other's; or an exception is for once a year
    /// by one of them alone.
    CountedDifferently,
}
