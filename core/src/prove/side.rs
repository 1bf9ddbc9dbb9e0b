//! One of two policies that are compared, at one level, in one exam year.

use std::sync::Arc;

use super::classes::{Cut, cuts};
use super::decided::{Decided, Sets};
use super::diagram::{ALL, Diagrams, Set};
use super::group::{comparisons, programs};
use super::walk::Space;
use crate::Engine;
use crate::eligibility::Facts;
use crate::eligibility::trace::Outcome;
use crate::model::application::ApplicationForm;
use crate::model::date::{Date, Year};
use crate::model::level::Level;
use crate::policy::plan::{Changed, ExceptionPlan, Plan, Slot};

pub(super) struct Side<'a> {
    pub(super) engine: &'a Engine,
    pub(super) plan: Arc<Plan>,
    level: Level,
    year: Year,
    day: Date,
    names: Vec<&'a str>,
}

impl<'a> Side<'a> {
    pub(super) fn new(engine: &'a Engine, level: Level, year: Year, day: Date) -> Self {
        let names = engine.policy().rules(level).map(|rule| rule.name.as_str()).collect();
        Self { engine, plan: engine.policy().plan_in(level, year), level, year, day, names }
    }

    pub(super) fn has_doors(&self) -> bool {
        !self.plan.exceptions.is_empty()
    }

    pub(super) fn name(&self, rule: usize) -> Option<&'a str> {
        self.names.get(rule).copied()
    }

    /// What each rule reads; where exceptions are looked at also what opens those that change it, and what they put in its place.
    pub(super) fn reads(&self, claimed: bool) -> Vec<Vec<(Slot, Cut)>> {
        let looked_at: Vec<&ExceptionPlan> =
            self.plan.exceptions.iter().filter(|exception| claimed || exception.is_automatic).collect();
        let each = self.plan.rules.iter().map(|rule| {
            let mut read = programs(rule);
            let mut eased = Vec::new();
            for exception in &looked_at {
                let inside =
                    exception.changes.iter().filter(|change| rule.condition.range().contains(&(change.at as usize)));
                for (at, change) in inside.enumerate() {
                    if at == 0 {
                        read.push(exception.condition);
                    }
                    match &change.to {
                        Changed::Replaced(with) => read.push(*with),
                        Changed::Eased(op) => eased.push(op),
                        Changed::Met | Changed::Referred => {}
                    }
                }
            }
            cuts(&self.plan, comparisons(&self.plan, &read).into_iter().chain(eased), self.day)
        });
        each.collect()
    }

    /// How some rules come out together. A policy that says nothing of a level lets nobody through.
    pub(super) fn outcome(&self, rules: &[usize], space: &Space, claimed: bool, diagrams: &mut Diagrams) -> Sets {
        if self.plan.rules.is_empty() {
            return Sets::UNKNOWN;
        }
        Decided { plan: &self.plan, space, day: self.day, diagrams }.outcome(rules, claimed)
    }

    /// For whom nothing stands in the way of it.
    pub(super) fn passes(&self, outcome: Sets) -> Set {
        if self.plan.rules.is_empty() { ALL } else { outcome.met }
    }

    /// What the engine decides of a form.
    pub(super) fn decides(&self, form: &ApplicationForm) -> Outcome {
        let facts = Facts::new(form, self.engine.policy(), self.engine.catalogue(), self.day, None);
        let facts = facts.at(self.day, self.year);
        self.plan.outcome(&facts.row(&self.plan, self.level), facts.asked())
    }
}
