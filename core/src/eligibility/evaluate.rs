//! Running a program over a row of values, in three values.
//!
//! One walk serves deciding alone, noting every node, and exceptions that change some nodes. What is noted and whether
//! anything is changed is known when the walk begins, so it is compiled once for each.

use super::bits::Bits;
use super::trace::Outcome;
use crate::model::date::Date;
use crate::policy::plan::{Change, Changed, Op, Plan, Program, Value};

/// Whether a program holds. Stops at the first child that settles a joint.
pub(crate) fn holds(plan: &Plan, program: Program, row: &[Value], day: Date) -> Outcome {
    Run::<(), false> { ops: &plan.ops, row, day, changes: &[], seen: () }.node(program.start as usize)
}

/// The same while exceptions change some of its nodes. `changes` stand in the order of the nodes.
pub(crate) fn holds_changed(plan: &Plan, program: Program, row: &[Value], day: Date, changes: &[&Change]) -> Outcome {
    Run::<(), true> { ops: &plan.ops, row, day, changes, seen: () }.node(program.start as usize)
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
    let start = program.start as usize;
    if changes.is_empty() {
        return Run::<&mut Bits, false> { ops: &plan.ops, row, day, changes, seen }.node(start);
    }
    Run::<&mut Bits, true> { ops: &plan.ops, row, day, changes, seen }.node(start)
}

/// Where outcomes are noted, if they are; then every node is visited.
trait Notes {
    const EVERY: bool;
    fn note(&mut self, at: usize, outcome: Outcome);
}

impl Notes for () {
    const EVERY: bool = false;
    fn note(&mut self, _: usize, _: Outcome) {}
}

impl Notes for &mut Bits {
    const EVERY: bool = true;
    fn note(&mut self, at: usize, outcome: Outcome) {
        self.set(at, outcome);
    }
}

struct Run<'a, N, const CHANGED: bool> {
    ops: &'a [Op],
    row: &'a [Value],
    day: Date,
    changes: &'a [&'a Change],
    seen: N,
}

impl<N: Notes, const CHANGED: bool> Run<'_, N, CHANGED> {
    fn node(&mut self, at: usize) -> Outcome {
        let Some(op) = self.ops.get(at).copied() else { return Outcome::Unknown };
        let outcome = if CHANGED { self.changed(at, op) } else { self.plain(at, op) };
        self.seen.note(at, outcome);
        outcome
    }

    fn plain(&mut self, at: usize, op: Op) -> Outcome {
        match op {
            Op::Within { slot, from, to } => lies_within(self.value(slot), from, to),
            Op::All { end } => self.all(at + 1, end as usize),
            Op::Any { end } => self.any(at + 1, end as usize),
            Op::Not { .. } => self.node(at + 1).not(),
            Op::In { slot, mask } => is_among(self.value(slot), mask),
            Op::ByReport { slot, years, side } => {
                let (from, to) = side.bounds(self.day.minus_years(years));
                lies_within(self.value(slot), from, to)
            }
            Op::Of { end, needed } => self.several(at + 1, end as usize, needed),
        }
    }

    /// An exception only ever helps: what is met without it stays met.
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

    fn all(&mut self, mut child: usize, end: usize) -> Outcome {
        let mut all = Outcome::Met;
        while child < end {
            match self.node(child) {
                Outcome::Met => {}
                Outcome::Unmet if !N::EVERY => return Outcome::Unmet,
                outcome => all = all.and(outcome),
            }
            child = self.after(child);
        }
        all
    }

    fn any(&mut self, mut child: usize, end: usize) -> Outcome {
        let mut any = Outcome::Unmet;
        while child < end {
            match self.node(child) {
                Outcome::Unmet => {}
                Outcome::Met if !N::EVERY => return Outcome::Met,
                outcome => any = any.or(outcome),
            }
            child = self.after(child);
        }
        any
    }

    fn several(&mut self, mut child: usize, end: usize, needed: u32) -> Outcome {
        let (mut met, mut open) = (0, 0);
        while child < end {
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

/// Met if all it could be lies within, unmet if nothing of it does. What is absent lies outside all bounds there are.
pub(crate) fn lies_within(value: Value, from: i32, to: i32) -> Outcome {
    if value.most < from || value.least > to {
        Outcome::Unmet
    } else if value.least >= from && value.most <= to {
        Outcome::Met
    } else {
        Outcome::Unknown
    }
}

/// Met if it is one of the positions; a word not known exactly may be.
pub(crate) fn is_among(value: Value, mask: u64) -> Outcome {
    if value.is_absent() {
        Outcome::Unmet
    } else if value.least == value.most {
        Outcome::of(u32::try_from(value.least).is_ok_and(|at| at < 64 && mask >> at & 1 == 1))
    } else {
        Outcome::Unknown
    }
}
