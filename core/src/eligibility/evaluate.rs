//! Running a program over a row of values, in three values.

use super::bits::Bits;
use super::trace::Outcome;
use crate::model::date::Date;
use crate::policy::plan::{Change, Changed, Limit, Op, Plan, Program, Value};

/// Whether a program holds. Stops at the first child that settles a joint.
pub(crate) fn holds(plan: &Plan, program: Program, row: &[Value], day: Date) -> Outcome {
    Run { ops: &plan.ops, row, day, changes: &[], seen: None }.node(program.start as usize)
}

/// The same while exceptions change some of its nodes. `changes` stand in the order of the nodes.
pub(super) fn holds_changed(plan: &Plan, program: Program, row: &[Value], day: Date, changes: &[&Change]) -> Outcome {
    Run { ops: &plan.ops, row, day, changes, seen: None }.node(program.start as usize)
}

/// The same, noting the outcome of every node.
pub(super) fn note(
    plan: &Plan,
    program: Program,
    row: &[Value],
    day: Date,
    changes: &[&Change],
    seen: &mut Bits,
) -> Outcome {
    Run { ops: &plan.ops, row, day, changes, seen: Some(seen) }.node(program.start as usize)
}

struct Run<'a> {
    ops: &'a [Op],
    row: &'a [Value],
    day: Date,
    changes: &'a [&'a Change],
    /// Where each node's outcome is noted; then every node is visited.
    seen: Option<&'a mut Bits>,
}

impl Run<'_> {
    fn node(&mut self, at: usize) -> Outcome {
        let Some(op) = self.ops.get(at).copied() else { return Outcome::Unknown };
        let outcome = if self.changes.is_empty() { self.plain(at, op) } else { self.changed(at, op) };
        if let Some(seen) = self.seen.as_mut() {
            seen.set(at, outcome);
        }
        outcome
    }

    fn plain(&mut self, at: usize, op: Op) -> Outcome {
        match op {
            Op::AtLeast { slot, limit } => reaches(self.value(slot), self.limit(limit)),
            Op::LessThan { slot, limit } => match self.value(slot) {
                value if value.is_absent() => Outcome::Unmet,
                value => reaches(value, self.limit(limit)).not(),
            },
            Op::In { slot, mask } => is_among(self.value(slot), mask),
            Op::All { end } => self.joint(at, end, Outcome::Met, Outcome::and, Outcome::Unmet),
            Op::Any { end } => self.joint(at, end, Outcome::Unmet, Outcome::or, Outcome::Met),
            Op::Not { .. } => self.node(at + 1).not(),
            Op::Of { end, needed } => self.several(at, end, needed),
        }
    }

    /// Of several changes of one node, waiving comes first, then whatever holds.
    fn changed(&mut self, at: usize, op: Op) -> Outcome {
        let first = self.changes.partition_point(|change| (change.at as usize) < at);
        let own = self.changes.get(first..).unwrap_or_default();
        let mut outcome = self.plain(at, op);
        for change in own.iter().take_while(|change| change.at as usize == at) {
            outcome = match change.to {
                Changed::Met => Outcome::Met,
                Changed::Referred => outcome,
                Changed::Eased(op) => outcome.or(self.plain(at, op)),
                Changed::Replaced(with) => outcome.or(self.node(with.start as usize)),
            };
        }
        outcome
    }

    fn value(&self, slot: u32) -> Value {
        self.row.get(slot as usize).copied().unwrap_or(Value::UNKNOWN)
    }

    fn limit(&self, limit: Limit) -> i32 {
        limit.at(self.day)
    }

    fn joint(
        &mut self,
        at: usize,
        end: u32,
        start: Outcome,
        join: fn(Outcome, Outcome) -> Outcome,
        settled: Outcome,
    ) -> Outcome {
        let mut outcome = start;
        let mut child = at + 1;
        while child < end as usize {
            outcome = join(outcome, self.node(child));
            if outcome == settled && self.seen.is_none() {
                break;
            }
            child = self.after(child);
        }
        outcome
    }

    fn several(&mut self, at: usize, end: u32, needed: u32) -> Outcome {
        let (mut met, mut open) = (0, 0);
        let mut child = at + 1;
        while child < end as usize {
            match self.node(child) {
                Outcome::Met => met += 1,
                Outcome::Unknown => open += 1,
                Outcome::Unmet => {}
            }
            child = self.after(child);
        }
        if met >= needed {
            Outcome::Met
        } else if met + open < needed {
            Outcome::Unmet
        } else {
            Outcome::Unknown
        }
    }

    /// The node that follows this one and all below it.
    fn after(&self, at: usize) -> usize {
        self.ops.get(at).map_or(at + 1, |op| op.after(at))
    }
}

fn reaches(value: Value, limit: i32) -> Outcome {
    if value.is_absent() || value.most < limit {
        Outcome::Unmet
    } else if value.least >= limit {
        Outcome::Met
    } else {
        Outcome::Unknown
    }
}

/// A value between bounds is met where every position is, and unmet where none is.
fn is_among(value: Value, mask: u64) -> Outcome {
    if value.is_absent() {
        Outcome::Unmet
    } else if value.least == value.most {
        Outcome::of(u32::try_from(value.least).is_ok_and(|at| at < 64 && mask >> at & 1 == 1))
    } else {
        Outcome::Unknown
    }
}
