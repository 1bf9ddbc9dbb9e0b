//! Condition trees: `all`, `any`, `not`, `of … at_least` over leaves that compare one quantity with one value.

use serde::{Deserialize, Serialize};

use super::quantity::Quantity;
use super::shape::Shape;
use crate::model::award::{AwardGrade, AwardKind};
use crate::model::citation::{Citation, Text};

/// A condition. In data a node has exactly one shape, and may have a name:
///
/// ```toml
/// condition = { any = [
///     { name = "tenure", all = [
///         { quantity = "held_level", equals = "five" },
///         { quantity = "level_years", at_least = "tenure_years" },
///     ] },
///     { name = "seniority", quantity = "work_years", at_least = "work_years_instead" },
///     { fact = "transferred", equals = true },
/// ] }
/// ```
///
/// A count is compared with a parameter by its name, a day with one of the policy's days, a word with a word: no number
/// stands in a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Shape", into = "Shape")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "Shape"))]
pub struct Condition {
    /// What exceptions and reports call it, if it has a name.
    pub branch: Option<Box<Branch>>,
    /// What it is.
    pub node: Node,
}

/// A branch of a tree that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Unique among the rules and branches of a level.
    pub name: String,
    /// What it asks, in a sentence.
    pub label: Option<Text>,
    /// Its source, where it is another than the rule's.
    pub citation: Option<Citation>,
}

/// What a condition is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Every one holds.
    All(Vec<Condition>),
    /// One holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// At least so many hold; the count is a parameter.
    Count(Vec<Condition>, String),
    /// One comparison.
    Leaf(Box<Leaf>),
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// What is compared.
    pub quantity: Quantity,
    /// For [`Quantity::Fact`]: which of the policy's own.
    pub fact: Option<String>,
    /// With what.
    pub test: Test,
    /// For years: one of the policy's named ways to count, in the place of the one for the quantity.
    pub counted: Option<String>,
    /// For assessments: a parameter, how many years before the exam year count.
    pub last_years: Option<String>,
    /// For assessments: whether years before the person began to work are left out.
    pub since_work_start: bool,
    /// For awards: which of them count.
    pub awards: Option<AwardFilter>,
}

/// A comparison. The text is a parameter, a day of the policy or a word, by the quantity's scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// 满, 以上 (含)
    AtLeast(String),
    /// 以下 (含)
    AtMost(String),
    /// 不足, 不满
    LessThan(String),
    /// 超过 (不含)
    MoreThan(String),
    /// Equal.
    Equals(Constant),
    /// One of several words.
    In(Vec<String>),
    /// On that day or before it.
    OnOrBefore(String),
    /// After that day.
    After(String),
}

impl Condition {
    /// What it joins, in order; nothing for a comparison.
    pub fn children(&self) -> &[Self] {
        match &self.node {
            Node::Leaf(_) => &[],
            Node::Not(child) => std::slice::from_ref(child.as_ref()),
            Node::All(children) | Node::Any(children) | Node::Count(children, _) => children,
        }
    }

    /// Every node in it, itself first, in preorder.
    pub fn nodes(&self) -> Vec<&Self> {
        let mut nodes = vec![self];
        nodes.extend(self.children().iter().flat_map(Self::nodes));
        nodes
    }

    /// Every comparison in it, in order.
    pub fn leaves(&self) -> Vec<&Leaf> {
        self.nodes()
            .into_iter()
            .filter_map(|node| if let Node::Leaf(leaf) = &node.node { Some(leaf.as_ref()) } else { None })
            .collect()
    }

    /// The word that joins its children in data; none for a comparison.
    pub fn joint(&self) -> Option<&'static str> {
        match self.node {
            Node::All(_) => Some("all"),
            Node::Any(_) => Some("any"),
            Node::Not(_) => Some("not"),
            Node::Count(..) => Some("of"),
            Node::Leaf(_) => None,
        }
    }
}

impl Leaf {
    /// What messages and traces call the quantity: its name, or that of the policy's own fact.
    pub fn name(&self) -> &str {
        self.fact.as_deref().unwrap_or(self.quantity.name())
    }
}

impl Test {
    /// The operator's name in data.
    pub fn operator(&self) -> &'static str {
        match self {
            Self::AtLeast(_) => "at_least",
            Self::AtMost(_) => "at_most",
            Self::LessThan(_) => "less_than",
            Self::MoreThan(_) => "more_than",
            Self::Equals(_) => "equals",
            Self::In(_) => "in",
            Self::OnOrBefore(_) => "on_or_before",
            Self::After(_) => "after",
        }
    }

    /// The parameter, day or word it compares with, where it is one.
    pub fn operand(&self) -> Option<&str> {
        match self {
            Self::AtLeast(name)
            | Self::AtMost(name)
            | Self::LessThan(name)
            | Self::MoreThan(name)
            | Self::OnOrBefore(name)
            | Self::After(name)
            | Self::Equals(Constant::Word(name)) => Some(name),
            Self::Equals(Constant::Flag(_)) | Self::In(_) => None,
        }
    }
}

/// A word or a flag to be equal to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Constant {
    /// For flags.
    Flag(bool),
    /// For words.
    Word(String),
}

/// Which awards count. What is not given does not matter.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a field of its own in data, and they do not exclude one another"
)]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AwardFilter {
    /// Kinds.
    pub kinds: Vec<AwardKind>,
    /// The lowest grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<AwardGrade>,
    /// Whether only awards from the year of the current certificate on count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub since_certificate: bool,
    /// Whether a rank in the contest is needed, whichever it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ranked: bool,
    /// A parameter: the last rank in a contest that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank_within: Option<String>,
    /// A parameter: how many years before the exam year count, as for assessments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_years: Option<String>,
    /// A parameter: the lowest class of prize.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prize_within: Option<String>,
    /// A parameter: the last place the person's name may stand at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_within: Option<String>,
    /// A parameter: the lowest class of contest (一类, 二类).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contest_class_within: Option<String>,
    /// A parameter: how many compete together in the event, exactly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Whether the person must be a main contributor.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub main_contributor: bool,
    /// Whether the honour must still be held.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub honour_kept: bool,
}

impl AwardFilter {
    /// The parameters it names.
    pub fn parameters(&self) -> impl Iterator<Item = &String> {
        [
            &self.rank_within,
            &self.within_years,
            &self.prize_within,
            &self.place_within,
            &self.contest_class_within,
            &self.team,
        ]
        .into_iter()
        .flatten()
    }
}
