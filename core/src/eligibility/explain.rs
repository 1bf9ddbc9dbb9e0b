//! Turning the outcomes of a program back into the tree of its condition.

use super::evaluate::outcomes;
use super::facts::Facts;
use super::trace::{Comparison, NodeKind, NodeTrace, Observed, Outcome};
use crate::model::citation::Citation;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::condition::{Condition, Constant, Leaf, Test};
use crate::policy::plan::{Op, Program, Value};
use crate::policy::quantity::{Quantity, Scale};

/// The tree of a condition, each node with its outcome. `program` is the condition compiled for this level.
pub(super) fn trace(
    condition: &Condition,
    program: &Program,
    row: &[Value],
    level: Level,
    facts: &Facts<'_>,
) -> NodeTrace {
    let outcomes = outcomes(program, row, facts.day);
    let mut nodes = program.0.iter().zip(outcomes);
    Explainer { row, level, facts }.node(condition, &mut nodes)
}

struct Explainer<'a> {
    row: &'a [Value],
    level: Level,
    facts: &'a Facts<'a>,
}

impl Explainer<'_> {
    fn node(&self, condition: &Condition, nodes: &mut dyn Iterator<Item = (&Op, Outcome)>) -> NodeTrace {
        // Condition and program have the same nodes in the same order.
        let (op, outcome) = nodes.next().unwrap_or((&Op::All { end: 0 }, Outcome::Unknown));
        let (kind, children) = match condition {
            Condition::Leaf(leaf) => {
                let comparison = Some(self.comparison(leaf, op));
                return NodeTrace { outcome, kind: NodeKind::Leaf, children: Vec::new(), comparison };
            }
            Condition::All(children) => (NodeKind::All, children.as_slice()),
            Condition::Any(children) => (NodeKind::Any, children.as_slice()),
            Condition::Not(child) => (NodeKind::Not, std::slice::from_ref(child.as_ref())),
            Condition::Count(children, _) => (NodeKind::Of, children.as_slice()),
        };
        let children = children.iter().map(|child| self.node(child, nodes)).collect();
        NodeTrace { outcome, kind, children, comparison: None }
    }

    fn comparison(&self, leaf: &Leaf, op: &Op) -> Comparison {
        let value = op.slot().and_then(|at| self.row.get(at));
        let slot = op.slot().and_then(|at| self.facts.policy.plan(self.level).slots.get(at));
        let named = self.named(leaf);
        Comparison {
            quantity: leaf.quantity,
            operator: leaf.test.operator().to_owned(),
            required: self.required(leaf),
            actual: value.and_then(|value| observed(leaf.quantity, *value)),
            name: named.as_ref().map(|(name, _)| (*name).to_owned()),
            citation: named.map(|(_, citation)| citation.clone()),
            field: slot.map_or(leaf.quantity.field(), |slot| self.facts.field(slot)).to_owned(),
        }
    }

    fn required(&self, leaf: &Leaf) -> Observed {
        match (&leaf.test, leaf.quantity.scale()) {
            (Test::Equals(Constant::Flag(flag)), _) => Observed::Flag(*flag),
            (Test::Equals(Constant::Word(word)), _) => Observed::Word(word.clone()),
            (Test::In(words), _) => Observed::Words(words.clone()),
            (test, Scale::Number) => {
                let number = self.facts.policy.number(name(test), self.level);
                number.map_or_else(|| Observed::Word(name(test).to_owned()), |(number, _)| Observed::Number(number))
            }
            (test, Scale::Day) => {
                let day = self.facts.policy.day(name(test), self.facts.day);
                Observed::Word(day.map_or_else(|| name(test).to_owned(), |(day, _)| day.to_string()))
            }
            (test, _) => Observed::Word(name(test).to_owned()),
        }
    }

    /// The parameter or day a leaf compares with, and its source.
    fn named<'l>(&'l self, leaf: &'l Leaf) -> Option<(&'l str, &'l Citation)> {
        let name = name(&leaf.test);
        let citation = match leaf.quantity.scale() {
            Scale::Number => self.facts.policy.number(name, self.level)?.1,
            Scale::Day => self.facts.policy.day(name, self.facts.day)?.1,
            _ => return None,
        };
        Some((name, citation))
    }
}

fn name(test: &Test) -> &str {
    match test {
        Test::AtLeast(name)
        | Test::AtMost(name)
        | Test::LessThan(name)
        | Test::MoreThan(name)
        | Test::OnOrBefore(name)
        | Test::After(name)
        | Test::Equals(Constant::Word(name)) => name,
        Test::Equals(Constant::Flag(_)) | Test::In(_) => "",
    }
}

/// A value in the words of the contract; nothing where it is not known or there is none.
fn observed(quantity: Quantity, value: Value) -> Option<Observed> {
    let known = value.least == value.most;
    if value == Value::UNKNOWN || value.is_absent() {
        return None;
    }
    Some(match quantity.scale() {
        Scale::Number if known => Observed::Number(value.least.into()),
        Scale::Number => {
            let most = (value.most < i32::MAX).then_some(i64::from(value.most));
            Observed::Between { least: value.least.into(), most }
        }
        Scale::Day => {
            let (first, last) = (Date::from_number(value.least)?, Date::from_number(value.most)?);
            if known { Observed::Word(first.to_string()) } else { Observed::Days { first, last } }
        }
        Scale::Ordered | Scale::Word => {
            let word = usize::try_from(value.least).ok().and_then(|at| quantity.words().get(at).copied())?;
            Observed::Word(word.to_owned())
        }
        Scale::Flag => Observed::Flag(value.least == 1),
    })
}
