//! Evaluating a condition over facts.

use super::facts::{Facts, Value};
use super::trace::{Comparison, Lifted, NodeKind, NodeTrace, Observed, Outcome};
use crate::model::citation::Citation;
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::condition::{Condition, Constant, Leaf, Test};
use crate::policy::quantity::Scale;

/// Whether a condition holds at a level.
pub fn holds(condition: &Condition, level: Level, facts: &Facts<'_>) -> Outcome {
    trace(condition, level, facts).outcome
}

pub(super) fn trace(condition: &Condition, level: Level, facts: &Facts<'_>) -> NodeTrace {
    let below = |children: &[Condition]| -> Vec<NodeTrace> {
        children.iter().map(|child| trace(child, level, facts)).collect()
    };
    let (kind, outcome, children) = match condition {
        Condition::Leaf(leaf) => return leaf_trace(leaf, level, facts),
        Condition::All(children) => {
            let children = below(children);
            let outcome = children.iter().map(|child| child.outcome).fold(Outcome::Met, Outcome::and);
            (NodeKind::All, outcome, children)
        }
        Condition::Any(children) => {
            let children = below(children);
            let outcome = children.iter().map(|child| child.outcome).fold(Outcome::Unmet, Outcome::or);
            (NodeKind::Any, outcome, children)
        }
        Condition::Not(child) => {
            let child = trace(child, level, facts);
            (NodeKind::Not, child.outcome.not(), vec![child])
        }
        Condition::Count(children, count) => {
            let children = below(children);
            let tally = |outcome| children.iter().filter(|child| child.outcome == outcome).count();
            let (met, unknown) = (tally(Outcome::Met), tally(Outcome::Unknown));
            let needed = facts.policy.number(count, level).and_then(|(needed, _)| usize::try_from(needed).ok());
            let outcome = match needed {
                Some(needed) if met >= needed => Outcome::Met,
                Some(needed) if met + unknown < needed => Outcome::Unmet,
                _ => Outcome::Unknown,
            };
            (NodeKind::Of, outcome, children)
        }
    };
    NodeTrace { outcome, kind, children, comparison: None }
}

fn leaf_trace(leaf: &Leaf, level: Level, facts: &Facts<'_>) -> NodeTrace {
    let value = facts.value(leaf, level);
    let (outcome, required, named) = compare(leaf, &value, level, facts);
    let comparison = Comparison {
        quantity: leaf.quantity,
        operator: leaf.test.operator().to_owned(),
        required,
        actual: value.observed(),
        name: named.as_ref().map(|(name, _)| name.clone()),
        citation: named.map(|(_, citation)| citation),
        field: facts.field(leaf.quantity).to_owned(),
    };
    NodeTrace { outcome, kind: NodeKind::Leaf, children: Vec::new(), comparison: Some(comparison) }
}

type Named = Option<(String, Citation)>;

fn compare(leaf: &Leaf, value: &Value, level: Level, facts: &Facts<'_>) -> (Outcome, Observed, Named) {
    match (&leaf.test, leaf.quantity.scale()) {
        (Test::Equals(Constant::Flag(flag)), _) => {
            let outcome = match value {
                Value::Flag(found) => Outcome::of(found == flag),
                Value::Absent => Outcome::Unmet,
                _ => Outcome::Unknown,
            };
            (outcome, Observed::Flag(*flag), None)
        }
        (Test::Equals(Constant::Word(word)), _) => {
            (word_test(value, |found| found == word), Observed::Word(word.clone()), None)
        }
        (Test::In(words), _) => {
            (word_test(value, |found| words.iter().any(|word| word == found)), Observed::Words(words.clone()), None)
        }
        (Test::OnOrBefore(name), _) | (Test::After(name), _) => {
            let after = matches!(leaf.test, Test::After(_));
            let Some((limit, citation)) = facts.policy.day(name, facts.day) else {
                return (Outcome::Unknown, Observed::Word(name.clone()), None);
            };
            let outcome = match value {
                Value::Day { first, .. } if *first > limit => Outcome::of(after),
                Value::Day { last, .. } if *last <= limit => Outcome::of(!after),
                Value::Absent => Outcome::Unmet,
                _ => Outcome::Unknown,
            };
            (outcome, Observed::Word(limit.to_string()), Some((name.clone(), citation.clone())))
        }
        (Test::AtLeast(name) | Test::AtMost(name) | Test::LessThan(name) | Test::MoreThan(name), Scale::Number) => {
            let Some((limit, citation)) = facts.policy.number(name, level) else {
                return (Outcome::Unknown, Observed::Word(name.clone()), None);
            };
            let outcome = match value {
                Value::Number { least, most } => number_test(&leaf.test, *least, *most, limit),
                Value::Absent => Outcome::Unmet,
                _ => Outcome::Unknown,
            };
            (outcome, Observed::Number(limit), Some((name.clone(), citation.clone())))
        }
        (Test::AtLeast(word) | Test::AtMost(word) | Test::LessThan(word) | Test::MoreThan(word), _) => {
            let step = |word: &str| leaf.quantity.step(word);
            let outcome = word_test(value, |found| match &leaf.test {
                Test::AtLeast(_) => step(found) >= step(word),
                Test::AtMost(_) => step(found) <= step(word),
                Test::LessThan(_) => step(found) < step(word),
                _ => step(found) > step(word),
            });
            (outcome, Observed::Word(word.clone()), None)
        }
    }
}

fn word_test(value: &Value, test: impl Fn(&str) -> bool) -> Outcome {
    match value {
        Value::Word(found) => Outcome::of(test(found)),
        Value::Absent => Outcome::Unmet,
        _ => Outcome::Unknown,
    }
}

fn number_test(test: &Test, least: i64, most: Option<i64>, limit: i64) -> Outcome {
    let (all_reach, none_reaches) = match test {
        Test::AtLeast(_) | Test::LessThan(_) => (least >= limit, most.is_some_and(|most| most < limit)),
        _ => (least > limit, most.is_some_and(|most| most <= limit)),
    };
    let reached = match (all_reach, none_reaches) {
        (true, _) => Outcome::Met,
        (_, true) => Outcome::Unmet,
        _ => Outcome::Unknown,
    };
    match test {
        Test::LessThan(_) | Test::AtMost(_) => reached.not(),
        _ => reached,
    }
}

/// What a claim of 破格晋升 comes to at a level.
pub(super) struct Door<'a> {
    /// The exceptions whose condition is met, or cannot be told from the form.
    open: Vec<&'a crate::policy::source::Exception>,
    /// Every exception of the level, for the clause of a refusal.
    pub(super) all: Vec<&'a crate::policy::source::Exception>,
}

impl Door<'_> {
    /// What lifts a rule from refusal.
    pub(super) fn lifts(&self, rule: &str) -> Option<Lifted> {
        let open: Vec<_> =
            self.open.iter().filter(|exception| exception.refers.iter().any(|name| name == rule)).collect();
        let mut citations: Vec<Citation> = Vec::new();
        for exception in &open {
            for citation in [&exception.citation, &exception.effect_citation] {
                if !citations.contains(citation) {
                    citations.push(citation.clone());
                }
            }
        }
        let exceptions = open.iter().map(|exception| exception.name.clone()).collect::<Vec<_>>();
        (!exceptions.is_empty()).then_some(Lifted { exceptions, citations })
    }

    /// Whether any exception may apply.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }
}

pub(super) fn door<'a>(policy: &'a Policy, level: Level, facts: &Facts<'_>) -> Door<'a> {
    let all: Vec<_> = policy.exceptions(level).collect();
    let open =
        all.iter().copied().filter(|exception| holds(&exception.condition, level, facts) != Outcome::Unmet).collect();
    Door { open, all }
}
