//! The rules of a row in words, from what the answers kept of it alone.

use super::answer::{no_trace, status};
use super::row;
use crate::eligibility::trace::RuleTrace;
use crate::eligibility::{self, Decision, Facts, Outcome};
use crate::engine::Engine;
use crate::error::Error;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::plan::Value;

impl Engine {
    /// The rules of a row whose `rules` and `trace` were kept, as a report has them: status, label, clause, routes, and the tree of what was
    /// asked with the outcome of every node. What was found instead is not in a trace: [`Table::report`](super::Table::report) says that from the row.
    pub fn explain_trace(&self, level: Level, rules: &str, trace: &[u8], day: Date) -> Result<Vec<RuleTrace>, Error> {
        let policy = self.policy();
        let plan = policy.plan(level);
        let statuses: Option<Vec<_>> = rules.chars().map(status).collect();
        let statuses = statuses.filter(|statuses| statuses.len() == plan.rules.len());
        let statuses = statuses.ok_or_else(|| no_trace("these are not the rules of this level and policy"))?;
        if trace.len() != plan.nodes().div_ceil(4) {
            return Err(no_trace("this trace is none of this level and policy"));
        }
        let decision = Decision::kept(plan, statuses, trace);
        let mut form = row::empty();
        form.declared.level = Some(level);
        let facts = Facts::new(&form, policy, self.catalogue(), day, None);
        let unknown = vec![Value::UNKNOWN; plan.slots().len()];
        debug_assert!(decision.outcome != Outcome::Met || !decision.rules.contains(&eligibility::RuleStatus::Unmet));
        Ok(eligibility::explain(policy, level, &facts, &unknown, &decision).rules)
    }
}
