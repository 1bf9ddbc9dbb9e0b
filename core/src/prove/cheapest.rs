//! The combination of classes that meets every rule of a level at the least cost.

use super::group::{programs, reads, space, together};
use super::region::{Extent, extent};
use super::walk::Space;
use super::{BUDGET, charge};
use crate::eligibility::holds;
use crate::eligibility::trace::Outcome;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::plan::{Plan, RulePlan, Slot, Value};

/// Searches that share one budget.
pub(crate) struct Groups {
    left: usize,
}

impl Default for Groups {
    fn default() -> Self {
        Self { left: BUDGET }
    }
}

/// A slot with the class it is to lie in, and what that says.
pub(crate) type Had = (usize, Value, Extent);

/// What a search found.
pub(crate) struct Cheapest {
    /// What it costs, and for every slot the rules compare its class and what that says.
    pub(crate) found: Option<(u64, Vec<Had>)>,
    /// Whether there were too many combinations to go through.
    pub(crate) is_incomplete: bool,
}

impl Groups {
    /// The cheapest way to meet every rule without an exception, from what is known now. What is not may be left so. `cost` is what the classes of some slots cost; nothing where nobody can
    /// have them.
    pub(crate) fn cheapest(
        &mut self,
        policy: &Policy,
        level: Level,
        plan: &Plan,
        row: &[Value],
        day: Date,
        cost: impl Fn(&[Slot], &[Value]) -> Option<u64>,
    ) -> Cheapest {
        let rules = policy.rules(level).zip(&plan.rules);
        let each: Vec<_> =
            rules.map(|(rule, compiled)| (rule.name.as_str(), reads(plan, &programs(compiled)))).collect();
        let (mut total, mut changes) = (0_u64, Vec::new());
        for members in together(&each) {
            let rules: Vec<&RulePlan> = members.iter().filter_map(|at| plan.rules.get(*at)).collect();
            let read: Vec<_> = rules.iter().flat_map(|rule| programs(rule)).collect();
            let now = |slot: &Slot| plan.slots().iter().position(|known| known == slot).and_then(|at| row.get(at));
            let axes = space(plan, &read, policy, level, day).axes.into_iter().map(|axis| {
                let open = now(&axis.slot).copied().filter(|now| now.is_open());
                open.map_or_else(|| axis.clone(), |now| axis.clone().or_open(now))
            });
            let space = Space { axes: axes.collect() };
            let nodes = read.iter().map(|program| program.range().len()).sum();
            if charge(&mut self.left, &space, nodes).is_err() {
                return Cheapest { found: None, is_incomplete: true };
            }
            let slots: Vec<Slot> = space.axes.iter().map(|axis| axis.slot.clone()).collect();
            let mut best: Option<(u64, Vec<usize>)> = None;
            space.walk(plan, &mut Vec::new(), |number, row| {
                let is_met = |rule: &&RulePlan| {
                    rule.when.is_some_and(|when| holds(plan, when, row, day) == Outcome::Unmet)
                        || holds(plan, rule.condition, row, day) == Outcome::Met
                };
                if rules.iter().all(is_met) {
                    let classes = space.classes(number);
                    let values: Vec<Value> = space
                        .axes
                        .iter()
                        .zip(&classes)
                        .filter_map(|(axis, class)| axis.classes.get(*class).copied())
                        .collect();
                    let cost = cost(&slots, &values);
                    if let Some(cost) = cost.filter(|cost| best.as_ref().is_none_or(|(least, _)| cost < least)) {
                        best = Some((cost, classes));
                    }
                }
                true
            });
            let Some((cost, classes)) = best else { return Cheapest { found: None, is_incomplete: false } };
            total = total.saturating_add(cost);
            for (axis, class) in space.axes.iter().zip(classes) {
                let place = plan.slots().iter().position(|slot| *slot == axis.slot);
                let value = axis.classes.get(class).copied();
                let extent = extent(axis, &[class], policy.source());
                changes.extend(place.zip(value).map(|(place, value)| (place, value, extent)));
            }
        }
        Cheapest { found: Some((total, changes)), is_incomplete: false }
    }
}
