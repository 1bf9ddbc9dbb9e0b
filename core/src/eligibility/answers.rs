//! Which answers decided, which would, and which do not matter.

use std::collections::BTreeSet;

use super::decision::RuleStatus;
use super::facts::Facts;
use super::trace::{NodeTrace, RuleTrace};

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
        let irrelevant = asked.into_iter().filter(|field| !needed.contains(field) && !used.contains(field)).collect();
        Self { needed, used, irrelevant }
    }
}
