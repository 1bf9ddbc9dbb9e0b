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
    /// Whether every rule is met, one refuses, or it cannot be told: an answer is missing or a person decides.
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

/// Only the outcome of [`decide`], without saying why.
pub(crate) fn outcome(policy: &Policy, level: Level, facts: &Facts<'_>) -> Outcome {
    let plan = policy.plan(level);
    let row = facts.row(plan, level);
    let door = facts.form.exception.claimed.then(|| Door::new(facts, level, &row));
    let mut all = Outcome::Met;
    for (rule, compiled) in policy.rules(level).zip(&plan.rules) {
        let outcome = match holds(&compiled.condition, &row, facts.day) {
            Outcome::Unmet => {
                let lifted = door.as_ref().is_some_and(|door| door.lifts(&rule.name).is_some());
                if lifted || rule.severity != Severity::Refuse { Outcome::Unknown } else { return Outcome::Unmet }
            }
            outcome => outcome,
        };
        all = all.and(outcome);
    }
    all
}

/// Evaluates every rule of a level over its row of values.
pub(crate) fn decide(policy: &Policy, level: Level, facts: &Facts<'_>, row: &[Value]) -> Decision {
    let door = facts.form.exception.claimed.then(|| Door::new(facts, level, row));
    let mut rules = Vec::new();
    let mut remarks = Vec::new();
    let mut needed = BTreeSet::new();
    for (rule, plan) in policy.rules(level).zip(&policy.plan(level).rules) {
        let node = explain::trace(&rule.condition, &plan.condition, row, level, facts);
        let unmet = node.outcome == Outcome::Unmet;
        let lifted = door.as_ref().filter(|_| unmet).and_then(|door| door.lifts(&rule.name));
        match (node.outcome, &lifted, &door) {
            (Outcome::Met, _, _) => {}
            (Outcome::Unknown, _, _) => node.collect_needed(&mut needed),
            (Outcome::Unmet, Some(lifted), Some(door)) => {
                remarks.push(remarks::lifted(rule, &node, lifted, door));
            }
            (Outcome::Unmet, _, _) => {
                let mut special = plan.instead.iter().zip(&rule.instead);
                let special = special.find(|(when, _)| holds(when, row, facts.day) == Outcome::Met);
                let code = special.map_or(rule.code, |(_, instead)| instead.code);
                remarks.push(remarks::unmet(rule, code, &node, level, policy));
            }
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
        needed.extend(door.needed().iter().map(|field| (*field).to_owned()));
        let lifted = rules.iter().any(|rule| rule.lifted_by.is_some());
        let refused = rules.iter().any(RuleTrace::refuses);
        remarks.extend(remarks::claimed(door, lifted, refused));
    }
    remarks.extend(remarks::judged(policy, level));
    let outcome = rules.iter().map(RuleTrace::decides).fold(Outcome::Met, Outcome::and);
    Decision { outcome, rules, counts: facts.counts(policy.plan(level)), remarks, needed }
}
