//! How a condition is written: one flat table, of which exactly one form is filled in.

use serde::{Deserialize, Serialize};

use super::condition::{AwardFilter, Branch, Condition, Constant, Leaf, Node, Test};
use super::quantity::Quantity;
use crate::model::citation::{Citation, Text};

/// A condition as it stands in data.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Node"))]
pub(super) struct Shape {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<Citation>,
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
    fact: Option<String>,
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
    counted: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_years: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    since_work_start: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    awards: Option<AwardFilter>,
}

impl Shape {
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

    fn branch(&mut self) -> Result<Option<Box<Branch>>, &'static str> {
        match (self.name.take(), self.label.take(), self.citation.take()) {
            (Some(name), label, citation) => Ok(Some(Box::new(Branch { name, label, citation }))),
            (None, None, None) => Ok(None),
            _ => Err("a branch with a `label` or a `citation` needs a `name`"),
        }
    }
}

impl TryFrom<Shape> for Condition {
    type Error = &'static str;

    fn try_from(mut shape: Shape) -> Result<Self, Self::Error> {
        const SHAPE: &str = "a condition is exactly one of `all`, `any`, `not`, `of` with `at_least`, or a `quantity` or `fact` with one comparison";
        let branch = shape.branch()?;
        let mut tests = shape.tests();
        let qualified =
            shape.last_years.is_some() || shape.awards.is_some() || shape.since_work_start || shape.counted.is_some();
        let joints = [shape.all.is_some(), shape.any.is_some(), shape.not.is_some(), shape.of.is_some()];
        let quantity = match (shape.quantity, &shape.fact) {
            (Some(Quantity::Fact), _) => {
                return Err("a fact of the policy's own is named by `fact`, not by `quantity`");
            }
            (Some(_), Some(_)) => return Err(SHAPE),
            (Some(quantity), None) => Some(quantity),
            (None, Some(_)) => Some(Quantity::Fact),
            (None, None) => None,
        };
        let node = match (joints.into_iter().filter(|joint| *joint).count(), quantity) {
            (0, Some(quantity)) => match (tests.pop(), tests.is_empty()) {
                (Some(test), true) => Node::Leaf(Box::new(Leaf {
                    quantity,
                    fact: shape.fact,
                    test,
                    counted: shape.counted,
                    last_years: shape.last_years,
                    since_work_start: shape.since_work_start,
                    awards: shape.awards,
                })),
                (None, _) => return Err("a `quantity` or `fact` needs a comparison, as `at_least`"),
                (Some(_), false) => return Err("a `quantity` or `fact` takes one comparison; join two with `all`"),
            },
            (1, None) if !qualified => match (shape.all, shape.any, shape.not, shape.of) {
                (_, _, _, Some(of)) => match (tests.pop(), tests.is_empty()) {
                    (Some(Test::AtLeast(count)), true) => Node::Count(of, count),
                    _ => return Err("`of` needs `at_least` with the name of a parameter, and nothing else"),
                },
                _ if !tests.is_empty() => return Err(SHAPE),
                (Some(all), ..) => Node::All(all),
                (_, Some(any), ..) => Node::Any(any),
                (_, _, Some(not), _) => Node::Not(not),
                (None, None, None, None) => return Err(SHAPE),
            },
            _ => return Err(SHAPE),
        };
        Ok(Self { branch, node })
    }
}

impl From<Condition> for Shape {
    fn from(condition: Condition) -> Self {
        let mut shape = Self::default();
        if let Some(branch) = condition.branch {
            shape.name = Some(branch.name);
            shape.label = branch.label;
            shape.citation = branch.citation;
        }
        match condition.node {
            Node::All(all) => shape.all = Some(all),
            Node::Any(any) => shape.any = Some(any),
            Node::Not(not) => shape.not = Some(not),
            Node::Count(of, count) => {
                shape.of = Some(of);
                shape.at_least = Some(count);
            }
            Node::Leaf(leaf) => {
                shape.quantity = Some(leaf.quantity).filter(|_| leaf.fact.is_none());
                shape.fact = leaf.fact;
                shape.counted = leaf.counted;
                shape.last_years = leaf.last_years;
                shape.since_work_start = leaf.since_work_start;
                shape.awards = leaf.awards;
                match leaf.test {
                    Test::AtLeast(text) => shape.at_least = Some(text),
                    Test::AtMost(text) => shape.at_most = Some(text),
                    Test::LessThan(text) => shape.less_than = Some(text),
                    Test::MoreThan(text) => shape.more_than = Some(text),
                    Test::Equals(constant) => shape.equals = Some(constant),
                    Test::In(words) => shape.one_of = Some(words),
                    Test::OnOrBefore(day) => shape.on_or_before = Some(day),
                    Test::After(day) => shape.after = Some(day),
                }
            }
        }
        shape
    }
}
