//! Rules that share a quantity, and what is read by them.

use super::classes::{Axis, cuts, is_absent_where_ungraded};
use super::walk::Space;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::order;
use crate::policy::Policy;
use crate::policy::plan::{Op, Plan, Program, RulePlan, Slot};
use crate::policy::quantity::Quantity;

/// The programs of a rule: for whom, and what it asks.
pub(super) fn programs(rule: &RulePlan) -> Vec<Program> {
    rule.when.into_iter().chain(std::iter::once(rule.condition)).collect()
}

/// The comparisons of programs.
pub(super) fn comparisons<'a>(plan: &'a Plan, programs: &[Program]) -> Vec<&'a Op> {
    programs.iter().flat_map(|program| plan.ops.get(program.range()).unwrap_or_default()).collect()
}

/// The combinations of everything that programs of a plan compare.
pub(super) fn space(plan: &Plan, programs: &[Program], policy: &Policy, level: Level, day: Date) -> Space {
    space_of(plan, comparisons(plan, programs), policy, level, day)
}

/// The combinations of everything that comparisons compare.
pub(super) fn space_of(plan: &Plan, ops: Vec<&Op>, policy: &Policy, level: Level, day: Date) -> Space {
    let bounds = cuts(plan, ops.into_iter(), day);
    let mut slots: Vec<&Slot> = Vec::new();
    for (slot, _) in &bounds {
        if !slots.contains(&slot) {
            slots.push(slot);
        }
    }
    Space { axes: slots.into_iter().map(|slot| Axis::new(slot, policy, level, bounds.iter())).collect() }
}

/// Sorts rules by what they read: two that read one slot come into one group, and so do those that read the level held or what is
/// absent without one, and those of one name. Each group lists its members in order.
pub(super) fn together(rules: &[(&str, Vec<&Slot>)]) -> Vec<Vec<usize>> {
    let belong = |one: usize, other: usize| {
        let (Some((name, slots)), Some((other, others))) = (rules.get(one), rules.get(other)) else { return false };
        name == other || slots.iter().any(|slot| others.iter().any(|other| are_tied(slot, other)))
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in 0..rules.len() {
        let (joined, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|members: &Vec<usize>| members.iter().any(|member| belong(*member, at)));
        groups = apart;
        let mut group: Vec<usize> = joined.into_iter().flatten().chain(std::iter::once(at)).collect();
        order::sort(&mut group);
        groups.push(group);
    }
    order::sort(&mut groups);
    groups
}

fn are_tied(one: &Slot, other: &Slot) -> bool {
    let of_level = |slot: &Slot| slot.quantity == Quantity::HeldLevel || is_absent_where_ungraded(slot.quantity);
    one == other || of_level(one) && of_level(other)
}

/// The slots programs read.
pub(super) fn reads<'a>(plan: &'a Plan, programs: &[Program]) -> Vec<&'a Slot> {
    comparisons(plan, programs).into_iter().filter_map(|op| plan.slots().get(op.slot()?)).collect()
}
