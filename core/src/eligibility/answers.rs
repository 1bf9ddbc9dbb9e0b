//! Which answers decided, which would, and which do not matter.

use std::collections::BTreeSet;

use super::decision::{Decision, RuleStatus};
use super::exceptions::Door;
use super::facts::Facts;
use super::trace::{NodeTrace, Outcome, RuleTrace};
use crate::model::level::Level;
use crate::policy::plan::{Changed, Plan, Program, Value};

/// The fields a level's rules ask for, each in one of three sets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    /// Not given, and what is unknown turns on them.
    pub needed: BTreeSet<String>,
    /// Given, and compared by a rule that applies.
    pub used: BTreeSet<String>,
    /// Given or not, they change nothing as the rest stands.
    pub irrelevant: BTreeSet<String>,
}

impl Answers {
    /// Sorts the fields of rules. `more` are needed for another reason, as to tell whether an exception is open.
    pub(super) fn of(rules: &[RuleTrace], more: &BTreeSet<String>, facts: &Facts<'_>) -> Self {
        let mut needed = more.clone();
        let (mut used, mut asked) = (BTreeSet::new(), BTreeSet::new());
        for rule in rules {
            if rule.status == RuleStatus::Unknown {
                rule.trees().for_each(|tree| tree.collect_needed(&mut needed));
            }
            let given = rule.trees().flat_map(NodeTrace::comparisons).filter(|comparison| {
                // What may only be so or so much is something found, but no answer.
                comparison.actual.is_some() && facts.gives(&comparison.field)
            });
            used.extend(given.map(|comparison| comparison.field.clone()));
            let all = rule.when.iter().chain(std::iter::once(&rule.condition)).flat_map(NodeTrace::comparisons);
            asked.extend(all.map(|comparison| comparison.field.clone()));
        }
        used.retain(|field| !needed.contains(field));
        asked.retain(|field| !needed.contains(field) && !used.contains(field));
        Self { needed, used, irrelevant: asked }
    }
}

/// The fields that what is unknown of a decision waits for: [`Answers::needed`] without the explanation.
pub(crate) fn waiting(
    facts: &Facts<'_>,
    level: Level,
    plan: &Plan,
    row: &[Value],
    decision: &Decision,
) -> BTreeSet<String> {
    let door = Door::new(facts, level, plan, row, decision);
    let mut needed = door.needed().clone();
    let unknown = plan.rules.iter().zip(&decision.rules).filter(|(_, status)| **status == RuleStatus::Unknown);
    let mut programs: Vec<Program> =
        unknown.flat_map(|(rule, _)| rule.when.into_iter().chain(std::iter::once(rule.condition))).collect();
    while let Some(program) = programs.pop() {
        let mut at = program.start as usize;
        while at < program.end as usize {
            let Some(op) = plan.ops.get(at) else { break };
            if decision.seen.get(at) != Outcome::Unknown {
                at = op.after(at);
                continue;
            }
            let slot = op.slot().and_then(|slot| plan.slots().get(slot));
            needed.extend(slot.map(|slot| facts.field(slot)));
            programs.extend(door.changes(at).filter_map(|(_, change)| match change.to {
                Changed::Replaced(with) => Some(with),
                Changed::Met | Changed::Referred | Changed::Eased(_) => None,
            }));
            at += 1;
        }
    }
    needed
}
