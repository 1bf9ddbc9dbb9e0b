//! Condition trees: `all`, `any`, `not`, `of … at_least` over leaves that compare one quantity with one value.

use serde::{Deserialize, Serialize};

use super::quantity::Quantity;
use crate::model::award::{AwardGrade, AwardKind};

/// A condition. In data a node has exactly one shape:
///
/// ```toml
/// condition = { any = [
///     { all = [{ quantity = "held_level", equals = "five" }, { quantity = "level_years", at_least = "tenure_years" }] },
///     { quantity = "work_years", at_least = "work_years_instead" },
/// ] }
/// ```
///
/// A count is compared with a parameter by its name, a day with one of the policy's days, a word with a word: no number
/// stands in a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Node", into = "Node")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "Node"))]
pub enum Condition {
    /// Every one holds.
    All(Vec<Condition>),
    /// One holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// At least so many hold; the count is a parameter.
    Count(Vec<Condition>, String),
    /// One comparison.
    Leaf(Leaf),
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// What is compared.
    pub quantity: Quantity,
    /// With what.
    pub test: Test,
    /// For assessments: a parameter, how many years before the exam year count.
    pub last_years: Option<String>,
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
    /// Every comparison in it, in order.
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Self::Leaf(leaf) => vec![leaf],
            Self::Not(child) => child.leaves(),
            Self::All(children) | Self::Any(children) | Self::Count(children, _) => {
                children.iter().flat_map(Self::leaves).collect()
            }
        }
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
    /// A parameter: how many years before the exam year count, as for assessments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_years: Option<String>,
    /// A parameter: the lowest class of prize.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prize_within: Option<String>,
    /// A parameter: the last place the person's name may stand at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_within: Option<String>,
    /// Whether the person must be a main contributor.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub main_contributor: bool,
}

/// A condition as it stands in data.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Node {
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<Vec<Condition>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    any: Option<Vec<Condition>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not: Option<Box<Condition>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<Vec<Condition>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<Quantity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    less_than: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more_than: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    equals: Option<Constant>,
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    one_of: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_or_before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_years: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    awards: Option<AwardFilter>,
}

impl Node {
    fn tests(&mut self) -> Vec<Test> {
        [
            self.at_least.take().map(Test::AtLeast),
            self.at_most.take().map(Test::AtMost),
            self.less_than.take().map(Test::LessThan),
            self.more_than.take().map(Test::MoreThan),
            self.equals.take().map(Test::Equals),
            self.one_of.take().map(Test::In),
            self.on_or_before.take().map(Test::OnOrBefore),
            self.after.take().map(Test::After),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl TryFrom<Node> for Condition {
    type Error = &'static str;

    fn try_from(mut node: Node) -> Result<Self, Self::Error> {
        const SHAPE: &str = "a condition is exactly one of `all`, `any`, `not`, `of` with `at_least`, or a `quantity` with one comparison";
        let mut tests = node.tests();
        let qualified = node.last_years.is_some() || node.awards.is_some();
        match (node.all, node.any, node.not, node.of, node.quantity) {
            (Some(all), None, None, None, None) if tests.is_empty() && !qualified => Ok(Self::All(all)),
            (None, Some(any), None, None, None) if tests.is_empty() && !qualified => Ok(Self::Any(any)),
            (None, None, Some(not), None, None) if tests.is_empty() && !qualified => Ok(Self::Not(not)),
            (None, None, None, Some(of), None) if !qualified => match (tests.pop(), tests.is_empty()) {
                (Some(Test::AtLeast(count)), true) => Ok(Self::Count(of, count)),
                _ => Err("`of` needs `at_least` with the name of a parameter, and nothing else"),
            },
            (None, None, None, None, Some(quantity)) => match (tests.pop(), tests.is_empty()) {
                (Some(test), true) => {
                    Ok(Self::Leaf(Leaf { quantity, test, last_years: node.last_years, awards: node.awards }))
                }
                (None, _) => Err("a `quantity` needs a comparison, as `at_least`"),
                (Some(_), false) => Err("a `quantity` takes one comparison; join two with `all`"),
            },
            _ => Err(SHAPE),
        }
    }
}

impl From<Condition> for Node {
    fn from(condition: Condition) -> Self {
        let mut node = Self::default();
        match condition {
            Condition::All(all) => node.all = Some(all),
            Condition::Any(any) => node.any = Some(any),
            Condition::Not(not) => node.not = Some(not),
            Condition::Count(of, count) => {
                node.of = Some(of);
                node.at_least = Some(count);
            }
            Condition::Leaf(leaf) => {
                node.quantity = Some(leaf.quantity);
                node.last_years = leaf.last_years;
                node.awards = leaf.awards;
                match leaf.test {
                    Test::AtLeast(text) => node.at_least = Some(text),
                    Test::AtMost(text) => node.at_most = Some(text),
                    Test::LessThan(text) => node.less_than = Some(text),
                    Test::MoreThan(text) => node.more_than = Some(text),
                    Test::Equals(constant) => node.equals = Some(constant),
                    Test::In(words) => node.one_of = Some(words),
                    Test::OnOrBefore(day) => node.on_or_before = Some(day),
                    Test::After(day) => node.after = Some(day),
                }
            }
        }
        node
    }
}
