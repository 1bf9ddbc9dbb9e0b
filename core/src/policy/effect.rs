//! Exceptions (破格晋升): what opens a door, and what it does to the rules behind it.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use crate::model::citation::{Citation, Text};
use crate::model::level::Level;

/// A door an award opens (破格晋升).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
// `Exception` is Python's own, and means something else there.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ExceptionRule"))]
pub struct Exception {
    /// Its name.
    pub name: String,
    /// The levels it is for.
    pub levels: Vec<Level>,
    /// What opens it, in a sentence.
    pub label: Text,
    /// What opens it, exactly.
    pub condition: Condition,
    /// Whether it must be claimed.
    #[serde(default)]
    pub claim: Claim,
    /// Whether it opens at most once in an exam year; the form says in which years it was used.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub once_a_year: bool,
    /// What it does. Those of all open exceptions hold together; of several that reduce one number the largest counts.
    pub effects: Vec<Effect>,
    /// The source of the door.
    pub citation: Citation,
}

/// Whether an exception must be claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Claim {
    /// It is looked at only where 破格晋升 is ticked.
    #[default]
    Ticked,
    /// It is looked at for everybody.
    Automatic,
}

/// What an exception does, and by which clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Shape", into = "Shape")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "Shape"))]
pub struct Effect {
    /// What it does.
    pub kind: EffectKind,
    /// The source of the effect.
    pub citation: Citation,
}

/// What an exception does to the rules of a level. `names` are rules or named branches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EffectKind {
    /// What is unmet goes to a person instead of refusing.
    Refer(Vec<String>),
    /// What is named counts as met.
    Waive(Vec<String>),
    /// A parameter is lower by another wherever something must reach it.
    Reduce(Reduction),
    /// Something else is asked in the place of a rule or branch.
    Replace(Box<Replacement>),
    /// A level held may be lower by so many steps, a parameter.
    SkipLevels(String),
    /// The level itself is granted: every rule counts as met but those kept.
    Grant(Grant),
    /// The exam, or the part of it that the label says, need not be sat.
    Exempt(Text),
}

/// A number that is lowered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reduction {
    /// The parameter that is lowered.
    pub parameter: String,
    /// The parameter that says by how much.
    pub by: String,
}

/// What is asked instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Replacement {
    /// The rule or branch that is replaced.
    pub name: String,
    /// What is asked in its place.
    pub with: Condition,
}

/// A level that is granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grant {
    /// Rules that must hold all the same.
    pub keep: Vec<String>,
}

impl EffectKind {
    /// The word for it in data.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Refer(_) => "refer",
            Self::Waive(_) => "waive",
            Self::Reduce(_) => "reduce",
            Self::Replace(_) => "replace",
            Self::SkipLevels(_) => "skip_levels",
            Self::Grant(_) => "grant",
            Self::Exempt(_) => "exempt",
        }
    }
}

/// An effect as it stands in data: exactly one of the words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Effect"))]
struct Shape {
    /// Rules or branches that go to a person where they are unmet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refer: Option<Vec<String>>,
    /// Rules or branches that count as met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    waive: Option<Vec<String>>,
    /// A number that is lowered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reduce: Option<Reduction>,
    /// A rule or branch that is replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replace: Option<Replacement>,
    /// A parameter: by how many steps the level held may be lower.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    skip_levels: Option<String>,
    /// The level is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grant: Option<Grant>,
    /// What need not be sat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exempt: Option<Text>,
    /// The source of the effect.
    citation: Citation,
}

impl TryFrom<Shape> for Effect {
    type Error = &'static str;

    fn try_from(shape: Shape) -> Result<Self, Self::Error> {
        let kinds = [
            shape.refer.map(EffectKind::Refer),
            shape.waive.map(EffectKind::Waive),
            shape.reduce.map(EffectKind::Reduce),
            shape.replace.map(|replacement| EffectKind::Replace(Box::new(replacement))),
            shape.skip_levels.map(EffectKind::SkipLevels),
            shape.grant.map(EffectKind::Grant),
            shape.exempt.map(EffectKind::Exempt),
        ];
        let mut kinds: Vec<EffectKind> = kinds.into_iter().flatten().collect();
        match (kinds.pop(), kinds.is_empty()) {
            (Some(kind), true) => Ok(Self { kind, citation: shape.citation }),
            _ => Err(
                "an effect is exactly one of `refer`, `waive`, `reduce`, `replace`, `skip_levels`, `grant`, `exempt`",
            ),
        }
    }
}

impl From<Effect> for Shape {
    fn from(effect: Effect) -> Self {
        let mut shape = Self {
            refer: None,
            waive: None,
            reduce: None,
            replace: None,
            skip_levels: None,
            grant: None,
            exempt: None,
            citation: effect.citation,
        };
        match effect.kind {
            EffectKind::Refer(names) => shape.refer = Some(names),
            EffectKind::Waive(names) => shape.waive = Some(names),
            EffectKind::Reduce(reduction) => shape.reduce = Some(reduction),
            EffectKind::Replace(replacement) => shape.replace = Some(*replacement),
            EffectKind::SkipLevels(steps) => shape.skip_levels = Some(steps),
            EffectKind::Grant(grant) => shape.grant = Some(grant),
            EffectKind::Exempt(label) => shape.exempt = Some(label),
        }
        shape
    }
}
