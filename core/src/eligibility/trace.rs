//! The trace of a decision: a tree of the shape of the condition, each leaf with what was found and what was asked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::finding::Severity;
use crate::model::citation::{Citation, Text};
use crate::model::date::Date;
use crate::policy::counting::{Granularity, Offset};
pub use crate::policy::outcome::Outcome;
use crate::policy::quantity::Quantity;

/// How one rule came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleTrace {
    /// The rule's name.
    pub rule: String,
    /// What it asks.
    pub label: Text,
    /// How its condition came out.
    pub outcome: Outcome,
    /// What it weighs when unmet, after exceptions.
    pub severity: Severity,
    /// The exception that took it from refusal to a person's judgement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted_by: Option<Lifted>,
    /// Its clause.
    pub citation: Citation,
    /// The tree.
    pub condition: NodeTrace,
}

impl RuleTrace {
    /// What it says about eligibility: unmet only where it refuses, unknown where a person decides.
    pub fn decides(&self) -> Outcome {
        match self.outcome {
            Outcome::Unmet if self.severity != Severity::Refuse => Outcome::Unknown,
            outcome => outcome,
        }
    }

    /// Whether it stands in the way for good.
    pub fn refuses(&self) -> bool {
        self.outcome == Outcome::Unmet && self.severity == Severity::Refuse
    }
}

/// What an exception lifted, and by which clauses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lifted {
    /// The exceptions that may apply.
    pub exceptions: Vec<String>,
    /// Their clauses and those of their effect.
    pub citations: Vec<Citation>,
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NodeTrace {
    /// How it came out.
    pub outcome: Outcome,
    /// What it is.
    pub kind: NodeKind,
    /// What it joins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<NodeTrace>,
    /// What it compares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum NodeKind {
    /// Every child.
    All,
    /// One child.
    Any,
    /// Not the child.
    Not,
    /// At least so many children.
    Of,
    /// A comparison.
    Leaf,
}

impl NodeKind {
    /// The name in data and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Any => "any",
            Self::Not => "not",
            Self::Of => "of",
            Self::Leaf => "leaf",
        }
    }
}

/// What a leaf compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// The quantity.
    pub quantity: Quantity,
    /// The operator, as in the policy.
    pub operator: String,
    /// What was asked.
    pub required: Observed,
    /// What was found; nothing where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<Observed>,
    /// The parameter or day that gave what was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The source of that parameter or day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
    /// The field of the form that answers it.
    pub field: String,
}

/// A value asked for or found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Observed {
    /// Yes or no.
    Flag(bool),
    /// A count.
    Number(i64),
    /// A word or a day.
    Word(String),
    /// Several words.
    Words(Vec<String>),
    /// A count known only within bounds; without `most`, unbounded.
    Between {
        /// At least this.
        least: i64,
        /// At most this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<i64>,
    },
    /// A day known only within bounds.
    Days {
        /// Not before.
        first: Date,
        /// Not after.
        last: Date,
    },
}

/// How a number of years came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Count {
    /// What was counted.
    pub quantity: Quantity,
    /// The years.
    pub years: i64,
    /// From this day; not said of an age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// To this day.
    pub until: Date,
    /// How.
    pub granularity: Granularity,
    /// What was added for the ends.
    pub offset: Offset,
    /// By which clause.
    pub citation: Citation,
}

impl NodeTrace {
    /// The fields whose answers an unknown node waits for.
    pub(super) fn collect_needed(&self, fields: &mut BTreeSet<String>) {
        if self.outcome != Outcome::Unknown {
            return;
        }
        if let Some(comparison) = &self.comparison {
            fields.insert(comparison.field.clone());
        }
        for child in &self.children {
            child.collect_needed(fields);
        }
    }

    /// Whether it or anything below it asks for this field and was left unknown.
    pub(super) fn waits_for(&self, field: &str) -> bool {
        let mut fields = BTreeSet::new();
        self.collect_needed(&mut fields);
        fields.contains(field)
    }

    /// Every comparison below, in order.
    pub fn comparisons(&self) -> Vec<&Comparison> {
        let mut all: Vec<&Comparison> = self.comparison.iter().collect();
        for child in &self.children {
            all.extend(child.comparisons());
        }
        all
    }
}
