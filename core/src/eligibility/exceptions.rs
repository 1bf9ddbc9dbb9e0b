//! What the exceptions (破格晋升) of a level come to for one person.

use std::collections::BTreeSet;

use super::decision::{Decision, RuleStatus};
use super::facts::Facts;
use super::trace::{Lifted, Outcome};
use crate::finding::Param;
use crate::model::citation::{Citation, Text};
use crate::model::level::Level;
use crate::order;
use crate::policy::effect::{EffectKind, Exception, Replacement};
use crate::policy::plan::{Change, ExceptionPlan, Plan, RulePlan, Value};

/// The exceptions of a level that were looked at.
pub(super) struct Door<'a> {
    /// Those that are open, or cannot be told from the form.
    open: Vec<(&'a Exception, &'a ExceptionPlan, Outcome)>,
    /// The fields that would tell which of those apply.
    needed: BTreeSet<String>,
    /// All of them, for the clauses of what is said.
    pub(super) all: Vec<&'a Exception>,
    /// Whether one was shut only because one was used in this exam year.
    pub(super) is_used_up: bool,
}

impl<'a> Door<'a> {
    pub(super) fn new(facts: &Facts<'a>, level: Level, plan: &'a Plan, row: &[Value], decision: &Decision) -> Self {
        let mut door = Self { open: Vec::new(), needed: BTreeSet::new(), all: Vec::new(), is_used_up: false };
        let asked = facts.asked();
        let exceptions = facts.policy.exceptions(level).zip(&plan.exceptions).zip(&decision.doors);
        for ((exception, compiled), outcome) in exceptions {
            if asked.claimed || compiled.is_automatic {
                door.all.push(exception);
            }
            if *outcome != Outcome::Unmet {
                door.open.push((exception, compiled, *outcome));
            }
            if *outcome == Outcome::Unknown {
                door.needed.extend(facts.missing(plan, compiled.condition, row));
                if compiled.once_a_year && asked.used.is_none() {
                    door.needed.insert("exception.used_years".to_owned());
                }
            }
            let holds = super::holds(plan, compiled.condition, row, facts.day);
            door.is_used_up |=
                asked.claimed && compiled.once_a_year && asked.used == Some(true) && holds != Outcome::Unmet;
        }
        door
    }

    /// What lifts a rule, where it is open for sure, or sends it to a person, where it may be.
    pub(super) fn lifts(&self, rule: &RulePlan, status: RuleStatus) -> Option<Lifted> {
        let least = match status {
            RuleStatus::Lifted => Outcome::Met,
            RuleStatus::Referred => Outcome::Unknown,
            _ => return None,
        };
        let inside = |change: &&Change| rule.condition.range().contains(&(change.at as usize));
        let (mut exceptions, mut citations) = (Vec::new(), Vec::<Citation>::new());
        for (exception, compiled, outcome) in &self.open {
            if least == Outcome::Met && *outcome != Outcome::Met {
                continue;
            }
            let effects = order::set(compiled.changes.iter().filter(inside).map(|change| change.effect));
            if effects.is_empty() {
                continue;
            }
            exceptions.push(exception.name.clone());
            let of_effects = exception.effects.iter().zip(0..).filter(|(_, at)| effects.contains(at));
            for citation in std::iter::once(&exception.citation).chain(of_effects.map(|(effect, _)| &effect.citation)) {
                if !citations.contains(citation) {
                    citations.push(citation.clone());
                }
            }
        }
        (!exceptions.is_empty()).then_some(Lifted { exceptions, citations })
    }

    /// What changes a node for sure, in the order of the exceptions.
    pub(super) fn changes(&self, at: usize) -> impl Iterator<Item = (&'a Exception, &'a Change)> {
        self.open.iter().filter(|(_, _, outcome)| *outcome == Outcome::Met).flat_map(move |(exception, compiled, _)| {
            let first = compiled.changes.partition_point(|change| (change.at as usize) < at);
            let own = compiled.changes.get(first..).unwrap_or_default();
            own.iter().take_while(move |change| change.at as usize == at).map(move |change| (*exception, change))
        })
    }

    /// The fields that would tell which exceptions apply.
    pub(super) fn needed(&self) -> &BTreeSet<String> {
        &self.needed
    }

    /// What opens the door, in sentences.
    pub(super) fn labels(&self) -> Vec<Param> {
        self.all.iter().map(|exception| exception.label.clone().into()).collect()
    }

    /// The same, of the exceptions of these names.
    pub(super) fn labels_of(&self, names: &[String]) -> Vec<Param> {
        let listed = self.all.iter().filter(|exception| names.contains(&exception.name));
        listed.map(|exception| exception.label.clone().into()).collect()
    }

    /// Whether any exception may apply.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// What need not be sat, by exceptions that are open for sure.
    pub(super) fn exempts(&self) -> impl Iterator<Item = (&'a Exception, &'a Text, &'a Citation)> {
        self.open.iter().filter(|(_, _, outcome)| *outcome == Outcome::Met).flat_map(|(exception, _, _)| {
            exception.effects.iter().filter_map(move |effect| match &effect.kind {
                EffectKind::Exempt(label) => Some((*exception, label, &effect.citation)),
                _ => None,
            })
        })
    }
}

impl EffectKind {
    /// What is asked instead, of an effect that replaces.
    pub(super) fn replacement(&self) -> Option<&Replacement> {
        if let Self::Replace(replacement) = self { Some(replacement) } else { None }
    }
}
