//! The parts of a condition that make no difference to its rule.

use super::walk::Space;
use crate::eligibility::lies_within;
use crate::eligibility::trace::Outcome;
use crate::model::date::Date;
use crate::policy::condition::{Condition, Node};
use crate::policy::plan::{Op, Plan, Program, RulePlan, Value};
use crate::policy::source::Rule;

/// The paths of nodes that might as well be met or unmet always; of nodes inside one another the outermost. An error is the number of
/// combinations where these are too many.
pub(super) fn without_effect(
    plan: &Plan,
    compiled: &RulePlan,
    rule: &Rule,
    space: &Space,
    day: Date,
    left: &mut usize,
) -> Result<Vec<String>, usize> {
    let program = compiled.condition;
    let mut idle: Vec<usize> = program.range().skip(1).collect();
    if idle.is_empty() {
        return Ok(Vec::new());
    }
    // Each node is tried both ways, for which the whole condition is looked at.
    super::charge(left, space, idle.len().saturating_mul(idle.len()))?;
    space.walk(plan, &mut Vec::new(), |_, row| {
        let is_asked = compiled.when.is_none_or(|when| met(plan, when, row, day, None));
        if is_asked {
            idle.retain(|node| {
                let forced = |to: bool| met(plan, program, row, day, Some((*node, to)));
                forced(true) == forced(false)
            });
        }
        !idle.is_empty()
    });
    let inside = |node: usize| {
        idle.iter().any(|outer| *outer < node && plan.ops.get(*outer).is_some_and(|op| node < op.after(*outer)))
    };
    let outermost: Vec<usize> = idle.iter().copied().filter(|node| !inside(*node)).collect();
    let mut paths = Vec::new();
    name(&rule.condition, "", &mut paths);
    let first = program.start as usize;
    Ok(outermost.into_iter().filter_map(|node| paths.get(node - first).cloned()).collect())
}

/// The path of every node, in preorder.
pub(super) fn name(condition: &Condition, path: &str, paths: &mut Vec<String>) {
    paths.push(path.to_owned());
    let dot = if path.is_empty() { "" } else { "." };
    let joint = condition.joint().unwrap_or_default();
    for (at, child) in condition.children().iter().enumerate() {
        let step = if matches!(condition.node, Node::Not(_)) { String::new() } else { format!("[{at}]") };
        name(child, &format!("{path}{dot}{joint}{step}"), paths);
    }
}

/// Whether a program is met by values that are known, one node forced to come out as is said.
pub(super) fn met(plan: &Plan, program: Program, row: &[Value], day: Date, forced: Option<(usize, bool)>) -> bool {
    node(plan, program.start as usize, row, day, forced)
}

fn node(plan: &Plan, at: usize, row: &[Value], day: Date, forced: Option<(usize, bool)>) -> bool {
    if let Some((_, to)) = forced.filter(|(node, _)| *node == at) {
        return to;
    }
    let Some(op) = plan.ops.get(at).copied() else { return false };
    let children = |end: u32| {
        let end = end as usize;
        std::iter::successors(Some(at + 1), move |child| {
            Some(plan.ops.get(*child).map_or(child + 1, |op| op.after(*child)))
        })
        .take_while(move |child| *child < end)
    };
    match op {
        Op::All { end } => children(end).all(|child| node(plan, child, row, day, forced)),
        Op::Any { end } => children(end).any(|child| node(plan, child, row, day, forced)),
        Op::Not { .. } => !node(plan, at + 1, row, day, forced),
        Op::Of { end, needed } => {
            let met = children(end).filter(|child| node(plan, *child, row, day, forced)).count();
            u32::try_from(met).unwrap_or(u32::MAX) >= needed
        }
        Op::In { slot, mask } => {
            let value = row.get(slot as usize).copied().unwrap_or(Value::ABSENT);
            u32::try_from(value.least).is_ok_and(|at| !value.is_absent() && at < 64 && mask >> at & 1 == 1)
        }
        Op::Within { .. } | Op::ByReport { .. } => {
            let value = op.slot().and_then(|slot| row.get(slot).copied()).unwrap_or(Value::ABSENT);
            op.bounds(day).is_some_and(|(from, to)| lies_within(value, from, to) == Outcome::Met)
        }
    }
}
