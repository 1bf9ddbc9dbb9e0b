//! What a claim of 破格晋升 comes to.

use std::collections::BTreeSet;

use super::evaluate::holds;
use super::facts::Facts;
use super::trace::{Lifted, Outcome};
use crate::finding::Param;
use crate::model::citation::Citation;
use crate::model::level::Level;
use crate::policy::plan::Value;
use crate::policy::source::Exception;

/// The exceptions of a level, for somebody who claims one.
pub(super) struct Door<'a> {
    /// Those whose condition is met, or cannot be told from the form.
    open: Vec<&'a Exception>,
    /// The fields that would tell which of those apply.
    needed: BTreeSet<&'static str>,
    /// All of them, for the clauses of what is said.
    pub(super) all: Vec<&'a Exception>,
}

impl<'a> Door<'a> {
    pub(super) fn new(facts: &Facts<'a>, level: Level, row: &[Value]) -> Self {
        let programs = &facts.policy.plan(level).exceptions;
        let all: Vec<_> = facts.policy.exceptions(level).collect();
        let (mut open, mut needed) = (Vec::new(), BTreeSet::new());
        for (exception, program) in all.iter().zip(programs) {
            let outcome = holds(program, row, facts.day);
            if outcome != Outcome::Unmet {
                open.push(*exception);
            }
            if outcome == Outcome::Unknown {
                needed.extend(facts.missing(program, row, level));
            }
        }
        Self { open, needed, all }
    }
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

    /// The fields that would tell which exceptions apply.
    pub(super) fn needed(&self) -> &BTreeSet<&'static str> {
        &self.needed
    }

    /// What opens the door, in sentences.
    pub(super) fn labels(&self) -> Vec<Param> {
        self.all.iter().map(|exception| exception.label.clone().into()).collect()
    }

    /// Whether any exception may apply.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }
}
