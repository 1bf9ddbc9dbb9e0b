//! Is the person eligible, and why: the policy's rules evaluated over the facts of the form, in three values.
//!
//! [`decision`] decides over a row of numbers and keeps two bits a node; everything that is said about it, [`trace`], is made from
//! that and the policy afterwards.

mod answers;
mod bits;
pub mod decision;
mod evaluate;
mod exceptions;
mod explain;
mod facts;
mod moving;
mod remarks;
mod spans;
mod tally;
pub mod trace;

use std::collections::BTreeSet;

pub(crate) use self::answers::{Answers, waiting};
pub use self::decision::{Asked, Decision, RuleStatus};
pub(crate) use self::evaluate::{holds, holds_changed, is_among, lies_within};
use self::exceptions::Door;
use self::explain::Explainer;
pub(crate) use self::facts::Facts;
#[cfg(feature = "arrow")]
pub(crate) use self::facts::{retirement_day, retiring};
pub(crate) use self::trace::Outcome;
use self::trace::{Count, RuleTrace};
use crate::finding::{Code, Remark};
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::plan::Value;
use crate::policy::source::Rule;

/// What there is to say about a decision.
pub(crate) struct Explanation {
    /// One trace per rule, in the policy's order.
    pub rules: Vec<RuleTrace>,
    /// How years were counted.
    pub counts: Vec<Count>,
    /// What there is to say.
    pub remarks: Vec<Remark>,
    /// Which answers decided and which would.
    pub answers: Answers,
}

/// The names a message of a rule may speak of.
pub(crate) fn params_of(rule: &Rule, level: Level, policy: &Policy) -> BTreeSet<String> {
    remarks::params_of(rule, level, policy)
}

/// Explains a decision that was made over this row.
pub(crate) fn explain(
    policy: &Policy,
    level: Level,
    facts: &Facts<'_>,
    row: &[Value],
    decision: &Decision,
) -> Explanation {
    let plan = policy.plan(level);
    let door = Door::new(facts, level, plan, row, decision);
    let explainer = Explainer { facts, level, plan, row, decision, door: &door };
    let mut rules = Vec::new();
    let mut remarks = Vec::new();
    for ((rule, compiled), status) in policy.rules(level).zip(&plan.rules).zip(&decision.rules) {
        let trace = explainer.rule(rule, compiled, *status);
        match (status, &trace.lifted_by) {
            (RuleStatus::Referred, Some(lifted)) => {
                remarks.push(remarks::lifted(Code::ExceptionReferred, &trace, lifted, &door));
            }
            (RuleStatus::Lifted, Some(lifted)) => {
                remarks.push(remarks::lifted(Code::ExceptionLifted, &trace, lifted, &door));
            }
            (RuleStatus::Unmet, _) => {
                let mut special = compiled.instead.iter().zip(&rule.instead);
                let special = special.find(|(when, _)| holds(plan, **when, row, facts.day) == Outcome::Met);
                let code = special.map_or(rule.code, |(_, instead)| instead.code);
                remarks.push(remarks::unmet(rule, code, &trace.condition, level, policy));
            }
            _ => {}
        }
        rules.push(trace);
    }
    let answers = Answers::of(&rules, door.needed(), facts);
    remarks.extend(answers.needed.iter().filter_map(|field| remarks::unknown(field, &rules, &door, policy)));
    if facts.asked().claimed {
        remarks.extend(remarks::claimed(&door, &rules));
    }
    remarks.extend(remarks::exempt(&door));
    if plan.rules.is_empty() {
        let level = format!("level/{}", level.name());
        remarks.push(Remark::new(Code::PolicyLevel, "declared.level").with("level", level));
    }
    remarks.extend(remarks::judged(policy, level, plan, row, facts));
    Explanation { rules, counts: facts.counts(plan), remarks, answers }
}
