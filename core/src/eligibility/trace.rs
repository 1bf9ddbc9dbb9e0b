//! The trace of a decision: a tree of the shape of the condition, each leaf with what was found and what was asked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use super::decision::RuleStatus;
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
    /// How it came out.
    pub status: RuleStatus,
    /// What it weighs when unmet, after exceptions.
    pub severity: Severity,
    /// The named branches by which it passed, the outer ones first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<String>,
    /// The exceptions that lifted it, or sent it to a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted_by: Option<Lifted>,
    /// Its clause.
    pub citation: Citation,
    /// For whom it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<NodeTrace>,
    /// What it asks, node by node. Of a rule that is not applicable it shows what it would ask.
    pub condition: NodeTrace,
}

impl RuleTrace {
    /// What it says about eligibility: unmet only where it refuses, unknown where a person decides.
    pub fn decides(&self) -> Outcome {
        self.status.decides(self.severity == Severity::Refuse)
    }

    /// Whether what is unknown of it turns on this field.
    pub(super) fn waits_for(&self, field: &str) -> bool {
        self.status == RuleStatus::Unknown && self.trees().any(|tree| tree.waits_for(field))
    }

    /// Whether it stands in the way for good.
    pub fn refuses(&self) -> bool {
        self.decides() == Outcome::Unmet
    }

    /// The trees that decide it: nothing of what is not applicable but for whom it is.
    pub(crate) fn trees(&self) -> impl Iterator<Item = &NodeTrace> {
        let condition = (self.status != RuleStatus::NotApplicable).then_some(&self.condition);
        self.when.iter().chain(condition)
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

/// What changed a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LiftedNode {
    /// The exception.
    pub exception: String,
    /// What it does: `waive`, `reduce` …
    pub effect: String,
    /// By which clause.
    pub citation: Citation,
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
    /// Its name, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it asks, where it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// Its own clause, where it is another than the rule's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
    /// What changed it; its outcome is that after the change. Conditions that stand in its place are its last children.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted_by: Option<LiftedNode>,
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
    /// Which fact of the policy's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The operator, as in the policy.
    pub operator: String,
    /// What was asked, after exceptions.
    pub required: Observed,
    /// What was found; nothing where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<Observed>,
    /// By how much it was missed, where that is a number: years, pieces, or days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<i64>,
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
    /// The years; at least so many, where `at_most` stands beside.
    pub years: i64,
    /// At most so many, where the day they begin is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<i64>,
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

impl Comparison {
    /// What messages and the contract call what was compared.
    pub(crate) fn subject(&self) -> &str {
        self.fact.as_deref().unwrap_or(self.quantity.name())
    }
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

    /// The named branches below that carried it.
    pub(super) fn collect_routes(&self, routes: &mut Vec<String>) {
        if self.outcome != Outcome::Met {
            return;
        }
        routes.extend(self.name.clone());
        // Below a `not`, what is met is not what carried it.
        if self.kind != NodeKind::Not {
            self.children.iter().for_each(|child| child.collect_routes(routes));
        }
    }

    /// Whether it or anything below it asks for this field and was left unknown.
    pub(super) fn waits_for(&self, field: &str) -> bool {
        let mut fields = BTreeSet::new();
        self.collect_needed(&mut fields);
        fields.contains(field)
    }

    /// Itself and every node below, in order.
    pub fn nodes(&self) -> Vec<&Self> {
        let mut all = vec![self];
        all.extend(self.children.iter().flat_map(Self::nodes));
        all
    }

    /// Every comparison below, in order.
    pub fn comparisons(&self) -> Vec<&Comparison> {
        self.nodes().into_iter().filter_map(|node| node.comparison.as_ref()).collect()
    }
}
