//! Turning a decision back into the trees of the conditions it was made by.

use super::decision::{Decision, RuleStatus};
use super::exceptions::Door;
use super::facts::Facts;
use super::trace::{Comparison, LiftedNode, NodeKind, NodeTrace, Observed, Outcome, RuleTrace};
use crate::finding::Severity;
use crate::model::citation::Citation;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::condition::{Condition, Constant, Leaf, Node, Test};
use crate::policy::plan::{Changed, Op, Plan, Program, RulePlan, Value};
use crate::policy::quantity::Scale;
use crate::policy::scale;
use crate::policy::source::Rule;

/// What a decision is explained by.
pub(super) struct Explainer<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) level: Level,
    pub(super) plan: &'a Plan,
    pub(super) row: &'a [Value],
    pub(super) decision: &'a Decision,
    pub(super) door: &'a Door<'a>,
}

impl Explainer<'_> {
    /// How one rule came out.
    pub(super) fn rule(&self, rule: &Rule, plan: &RulePlan, status: RuleStatus) -> RuleTrace {
        let when = rule.when.as_ref().zip(plan.when).map(|(when, program)| self.tree(when, program));
        let condition = self.tree(&rule.condition, plan.condition);
        let mut routes = Vec::new();
        if matches!(status, RuleStatus::Met | RuleStatus::Lifted) {
            condition.collect_routes(&mut routes);
        }
        RuleTrace {
            rule: rule.name.clone(),
            label: rule.label.clone(),
            status,
            severity: if status == RuleStatus::Referred { Severity::Review } else { rule.severity },
            routes,
            lifted_by: self.door.lifts(plan, status),
            citation: rule.citation.clone(),
            when,
            condition,
        }
    }

    fn tree(&self, condition: &Condition, program: Program) -> NodeTrace {
        let mut at = program.start as usize;
        self.node(condition, &mut at)
    }

    /// Condition and program have the same nodes in the same order.
    fn node(&self, condition: &Condition, at: &mut usize) -> NodeTrace {
        let place = *at;
        *at += 1;
        let outcome = self.decision.seen.get(place);
        let op = self.plan.ops.get(place).copied().unwrap_or(Op::All { end: 0 });
        // Of several changes the one that asks least is named.
        let change = self.door.changes(place).min_by_key(|(_, change)| change.asks());
        let (kind, comparison) = match &condition.node {
            Node::Leaf(leaf) => {
                let eased = match change.as_ref().map(|(_, change)| change.to) {
                    Some(Changed::Eased(eased)) => Some(eased),
                    _ => None,
                };
                (NodeKind::Leaf, Some(self.comparison(leaf, op, eased, outcome)))
            }
            Node::All(_) => (NodeKind::All, None),
            Node::Any(_) => (NodeKind::Any, None),
            Node::Not(_) => (NodeKind::Not, None),
            Node::Count(..) => (NodeKind::Of, None),
        };
        let mut children: Vec<NodeTrace> = condition.children().iter().map(|child| self.node(child, at)).collect();
        for (exception, change) in self.door.changes(place) {
            let effect = exception.effects.get(change.effect as usize);
            let replacement = effect.and_then(|effect| effect.kind.replacement());
            if let (Changed::Replaced(with), Some(replacement)) = (change.to, replacement) {
                children.push(self.tree(&replacement.with, with));
            }
        }
        let lifted_by = change.and_then(|(exception, change)| {
            let effect = exception.effects.get(change.effect as usize)?;
            Some(LiftedNode {
                exception: exception.name.clone(),
                effect: effect.kind.name().to_owned(),
                citation: effect.citation.clone(),
            })
        });
        let branch = condition.branch.as_deref();
        NodeTrace {
            outcome,
            kind,
            name: branch.map(|branch| branch.name.clone()),
            label: branch.and_then(|branch| branch.label.clone()),
            citation: branch.and_then(|branch| branch.citation.clone()),
            lifted_by,
            children,
            comparison,
        }
    }

    fn comparison(&self, leaf: &Leaf, op: Op, eased: Option<Op>, outcome: Outcome) -> Comparison {
        let value = op.slot().and_then(|at| self.row.get(at)).copied();
        let slot = op.slot().and_then(|at| self.plan.slots().get(at));
        let named = self.named(leaf);
        let required = eased.and_then(|eased| self.eased(leaf, eased)).unwrap_or_else(|| self.required(leaf));
        Comparison {
            quantity: leaf.quantity,
            fact: leaf.fact.clone(),
            operator: leaf.test.operator().to_owned(),
            required,
            actual: value.and_then(|value| self.observed(leaf, value)),
            gap: value
                .filter(|_| outcome == Outcome::Unmet)
                .and_then(|value| self.gap(eased.unwrap_or(op), leaf, value)),
            name: named.as_ref().map(|(name, _)| (*name).to_owned()),
            citation: named.map(|(_, citation)| citation.clone()),
            field: slot.map_or_else(|| leaf.quantity.field().to_owned(), |slot| self.facts.field(slot)),
        }
    }

    /// By how much a count or a day misses what is asked: years, pieces or days.
    fn gap(&self, op: Op, leaf: &Leaf, value: Value) -> Option<i64> {
        if !matches!(self.scale(leaf), Scale::Number | Scale::Day) {
            return None;
        }
        value.gap(op.bounds(self.facts.day)?).map(i64::from)
    }

    fn scale(&self, leaf: &Leaf) -> Scale {
        Scale::of(leaf, self.facts.policy.source())
    }

    fn required(&self, leaf: &Leaf) -> Observed {
        let policy = self.facts.policy;
        match (&leaf.test, self.scale(leaf), leaf.test.operand()) {
            (Test::Equals(Constant::Flag(flag)), ..) => Observed::Flag(*flag),
            (Test::In(words), ..) => Observed::Words(words.clone()),
            (_, Scale::Number, Some(name)) => {
                let number = policy.number(name, self.level);
                number.map_or_else(|| Observed::Word(name.to_owned()), |(number, _)| Observed::Number(number))
            }
            (_, Scale::Day, Some(name)) => {
                let day = policy.day(name, self.facts.day);
                Observed::Word(day.map_or_else(|| name.to_owned(), |(day, _)| day.to_string()))
            }
            (_, _, name) => Observed::Word(name.unwrap_or_default().to_owned()),
        }
    }

    /// What is asked while an exception makes it easier.
    fn eased(&self, leaf: &Leaf, op: Op) -> Option<Observed> {
        let words = scale::words(leaf, self.facts.policy.source());
        match (op, self.scale(leaf)) {
            (Op::Within { from, .. }, Scale::Number) => {
                let past = i32::from(matches!(leaf.test, Test::MoreThan(_)));
                Some(Observed::Number((from - past).into()))
            }
            (Op::Within { from, to, .. }, _) => {
                let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to).unwrap_or(usize::MAX));
                let words = words.iter().enumerate().filter(|(at, _)| (from..=to).contains(at));
                Some(Observed::Words(words.map(|(_, word)| (*word).to_owned()).collect()))
            }
            (Op::In { mask, .. }, _) => {
                let named = words.iter().enumerate().filter(|(at, _)| *at < 64 && mask >> at & 1 == 1);
                Some(Observed::Words(named.map(|(_, word)| (*word).to_owned()).collect()))
            }
            _ => None,
        }
    }

    /// The parameter or day a leaf compares with, and its source.
    fn named<'l>(&'l self, leaf: &'l Leaf) -> Option<(&'l str, &'l Citation)> {
        let name = leaf.test.operand()?;
        let citation = match self.scale(leaf) {
            Scale::Number => self.facts.policy.number(name, self.level)?.1,
            Scale::Day => self.facts.policy.day(name, self.facts.day)?.1,
            _ => return None,
        };
        Some((name, citation))
    }

    /// A value in the words of the contract; nothing where it is not known or there is none.
    fn observed(&self, leaf: &Leaf, value: Value) -> Option<Observed> {
        let known = value.least == value.most;
        if value == Value::UNKNOWN || value.is_absent() {
            return None;
        }
        Some(match self.scale(leaf) {
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
                let words = scale::words(leaf, self.facts.policy.source());
                let word = usize::try_from(value.least).ok().and_then(|at| words.get(at).copied())?;
                Observed::Word(word.to_owned())
            }
            Scale::Flag => Observed::Flag(value.least == 1),
        })
    }
}
