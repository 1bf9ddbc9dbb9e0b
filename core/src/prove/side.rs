//! One of two policies that are compared, at one level, in one exam year.

use std::borrow::Cow;

use super::difference::{Reads, reads_of};
use super::group::{comparisons, programs};
use super::walk::Space;
use crate::Engine;
use crate::eligibility::trace::Outcome;
use crate::eligibility::{Asked, Facts, holds};
use crate::model::application::ApplicationForm;
use crate::model::date::{Date, Year};
use crate::model::level::Level;
use crate::policy::plan::{Changed, ExceptionPlan, Op, Plan, Program, Slot, Value};

pub(super) struct Side<'a> {
    pub(super) engine: &'a Engine,
    pub(super) plan: Cow<'a, Plan>,
    level: Level,
    year: Year,
    day: Date,
    names: Vec<&'a str>,
}

/// A comparison or joint with the slot it reads, by which two plans can be compared.
pub(super) type Signature = Vec<(Option<Slot>, Op)>;

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
    pub(super) fn reads(&self, claimed: bool) -> Vec<Reads> {
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
            let ops = comparisons(&self.plan, &read).into_iter().chain(eased).collect();
            reads_of(self, ops, self.day)
        });
        each.collect()
    }

    /// The sum of some rules for a row.
    pub(super) fn outcome(&self, rules: &[usize], row: &[Value], claimed: bool) -> Outcome {
        let chosen = rules.iter().filter_map(|at| self.plan.rules.get(*at));
        if !claimed && !self.plan.is_open_to_all {
            return chosen.fold(Outcome::Met, |all, rule| {
                let applies = rule.when.map_or(Outcome::Met, |when| holds(&self.plan, when, row, self.day));
                let met = applies.not().or(holds(&self.plan, rule.condition, row, self.day));
                all.and(if met == Outcome::Unmet && !rule.refuses { Outcome::Unknown } else { met })
            });
        }
        let decision = self.plan.decide(row, Asked { day: self.day, claimed, used: Some(false) });
        let statuses = rules.iter().filter_map(|at| Some((self.plan.rules.get(*at)?, decision.rules.get(*at)?)));
        statuses.fold(Outcome::Met, |all, (rule, status)| all.and(status.decides(rule.refuses)))
    }

    /// Fills a row of this plan with a combination, of which another plan's row holds what both have.
    pub(super) fn fill(&self, row: &mut Vec<Value>, other: &Plan, values: &[Value], space: &Space, number: usize) {
        row.resize(self.plan.slots().len(), Value::UNKNOWN);
        let classes = space.classes(number);
        for (axis, class) in space.axes.iter().zip(classes) {
            let place = self.plan.slots().iter().position(|slot| *slot == axis.slot);
            let known = other.slots().iter().position(|slot| *slot == axis.slot).and_then(|at| values.get(at).copied());
            if let Some(value) = place.and_then(|place| row.get_mut(place)) {
                *value = known.unwrap_or_else(|| axis.value(class));
            }
        }
    }

    /// What the engine decides of a form.
    pub(super) fn decides(&self, form: &ApplicationForm) -> Outcome {
        let facts = Facts::new(form, self.engine.policy(), self.engine.catalogue(), self.day, None);
        let facts = facts.at(self.day, self.year);
        self.plan.outcome(&facts.row(&self.plan, self.level), facts.asked())
    }

    /// A rule with everything by which it decides.
    pub(super) fn signature(&self, rule: usize) -> (bool, Vec<Signature>) {
        let Some(rule) = self.plan.rules.get(rule) else { return (false, Vec::new()) };
        (rule.refuses, programs(rule).into_iter().map(|program| self.program(program)).collect())
    }

    /// Every exception with everything by which it opens and what it changes.
    pub(super) fn doors(&self) -> Vec<(Signature, bool, bool, Vec<Signature>)> {
        let door = |exception: &ExceptionPlan| {
            let changes = exception.changes.iter().map(|change| {
                let kind = match &change.to {
                    Changed::Replaced(with) => self.program(*with),
                    Changed::Eased(op) => vec![self.op(op, 0)],
                    Changed::Met => vec![(None, Op::All { end: change.at })],
                    Changed::Referred => vec![(None, Op::Any { end: change.at })],
                };
                [vec![(None, Op::Not { end: change.at })], kind].concat()
            });
            (self.program(exception.condition), exception.is_automatic, exception.once_a_year, changes.collect())
        };
        self.plan.exceptions.iter().map(door).collect()
    }

    fn program(&self, program: Program) -> Signature {
        let ops = self.plan.ops.get(program.range()).unwrap_or_default();
        ops.iter().map(|op| self.op(op, program.start)).collect()
    }

    /// Places count from the start of the program, and slots are by what they are.
    fn op(&self, op: &Op, start: u32) -> (Option<Slot>, Op) {
        let slot = op.slot().and_then(|at| self.plan.slots().get(at)).cloned();
        let op = match *op {
            Op::All { end } => Op::All { end: end.saturating_sub(start) },
            Op::Any { end } => Op::Any { end: end.saturating_sub(start) },
            Op::Not { end } => Op::Not { end: end.saturating_sub(start) },
            Op::Of { end, needed } => Op::Of { end: end.saturating_sub(start), needed },
            Op::Within { from, to, .. } => Op::Within { slot: 0, from, to },
            Op::ByReport { years, side, .. } => Op::ByReport { slot: 0, years, side },
            Op::In { mask, .. } => Op::In { slot: 0, mask },
        };
        (slot, op)
    }
}
