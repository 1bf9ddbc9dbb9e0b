//! Is the person eligible, and why: the policy's rules evaluated over the facts of the form, in three values.

mod evaluate;
mod exceptions;
mod explain;
mod facts;
mod remarks;
pub mod trace;

use std::collections::BTreeSet;

pub(crate) use self::evaluate::holds;
use self::exceptions::Door;
pub(crate) use self::facts::Facts;
use self::trace::{Count, Outcome, RuleTrace};
use crate::finding::{Remark, Severity};
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::plan::Value;
use crate::policy::source::Rule;

/// What the rules of a level say.
pub(crate) struct Decision {
    /// Whether every rule that refuses is met, unmet or cannot be told.
    pub outcome: Outcome,
    /// One trace per rule, in the policy's order.
    pub rules: Vec<RuleTrace>,
    /// How years were counted.
    pub counts: Vec<Count>,
    /// What there is to say.
    pub remarks: Vec<Remark>,
    /// Fields whose answers would settle what is unknown.
    pub needed: BTreeSet<String>,
}

/// The names a message of a rule may speak of.
pub(crate) fn params_of(rule: &Rule, level: Level, policy: &Policy) -> BTreeSet<String> {
    remarks::params_of(rule, level, policy)
}

/// Evaluates every rule of a level over its row of values.
pub(crate) fn decide(policy: &Policy, level: Level, facts: &Facts<'_>, row: &[Value]) -> Decision {
    let door = facts.form.exception.claimed.then(|| Door::new(facts, level, row));
    let mut rules = Vec::new();
    let mut remarks = Vec::new();
    let mut needed = BTreeSet::new();
    for (rule, plan) in policy.rules(level).zip(&policy.plan(level).rules) {
        let node = explain::trace(&rule.condition, &plan.condition, row, level, facts);
        let lifted = door.as_ref().filter(|_| node.outcome == Outcome::Unmet).and_then(|door| door.lifts(&rule.name));
        if node.outcome == Outcome::Unknown {
            node.collect_needed(&mut needed);
        }
        if node.outcome == Outcome::Unmet {
            let special =
                plan.instead.iter().zip(&rule.instead).find(|(when, _)| holds(when, row, facts.day) == Outcome::Met);
            let code = special.map_or(rule.code, |(_, instead)| instead.code);
            remarks.push(remarks::unmet(rule, code, &node, lifted.as_ref(), level, facts.policy));
        }
        rules.push(RuleTrace {
            rule: rule.name.clone(),
            label: rule.label.clone(),
            outcome: node.outcome,
            severity: if lifted.is_some() { Severity::Review } else { rule.severity },
            lifted_by: lifted,
            citation: rule.citation.clone(),
            condition: node,
        });
    }
    remarks.extend(needed.iter().map(|field| remarks::unknown(field, &rules)));
    if let Some(door) = &door {
        let lifted = rules.iter().any(|rule| rule.lifted_by.is_some());
        let refused = rules.iter().any(RuleTrace::refuses);
        remarks.extend(remarks::claimed(door, lifted, refused));
    }
    remarks.extend(remarks::judged(policy, level));
    let outcome = rules
        .iter()
        .filter(|rule| rule.severity == Severity::Refuse)
        .map(|rule| rule.outcome)
        .fold(Outcome::Met, Outcome::and);
    Decision { outcome, rules, counts: facts.counts(), remarks, needed }
}
