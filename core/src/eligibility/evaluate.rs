//! Running a program over a row of values, in three values.

use super::trace::Outcome;
use crate::model::date::Date;
use crate::policy::plan::{Op, Program, Value};

/// Whether a program holds. Stops at the first child that settles a joint.
pub(crate) fn holds(program: &Program, row: &[Value], day: Date) -> Outcome {
    Run { ops: &program.0, row, day, seen: None }.node(0)
}

/// The outcome of every node of a program, in preorder.
pub(super) fn outcomes(program: &Program, row: &[Value], day: Date) -> Vec<Outcome> {
    let mut seen = vec![Outcome::Unknown; program.0.len()];
    Run { ops: &program.0, row, day, seen: Some(&mut seen) }.node(0);
    seen
}

struct Run<'a> {
    ops: &'a [Op],
    row: &'a [Value],
    day: Date,
    /// Where each node's outcome is noted; then every node is visited.
    seen: Option<&'a mut [Outcome]>,
}

impl Run<'_> {
    fn node(&mut self, at: usize) -> Outcome {
        let Some(op) = self.ops.get(at).copied() else { return Outcome::Unknown };
        let outcome = match op {
            Op::AtLeast { slot, limit } => reaches(self.value(slot), limit.at(self.day)),
            Op::LessThan { slot, limit } => match self.value(slot) {
                value if value.is_absent() => Outcome::Unmet,
                value => reaches(value, limit.at(self.day)).not(),
            },
            Op::In { slot, mask } => is_among(self.value(slot), mask),
            Op::All { end } => self.joint(at, end, Outcome::Met, Outcome::and, Outcome::Unmet),
            Op::Any { end } => self.joint(at, end, Outcome::Unmet, Outcome::or, Outcome::Met),
            Op::Not { .. } => self.node(at + 1).not(),
            Op::Of { end, needed } => self.several(at, end, needed),
        };
        if let Some(place) = self.seen.as_mut().and_then(|seen| seen.get_mut(at)) {
            *place = outcome;
        }
        outcome
    }

    fn value(&self, slot: u32) -> Value {
        self.row.get(slot as usize).copied().unwrap_or(Value::UNKNOWN)
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
        match self.ops.get(at) {
            Some(Op::All { end } | Op::Any { end } | Op::Not { end } | Op::Of { end, .. }) => *end as usize,
            _ => at + 1,
        }
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

fn is_among(value: Value, mask: u64) -> Outcome {
    if value.is_absent() {
        Outcome::Unmet
    } else if value.least == value.most {
        Outcome::of(u32::try_from(value.least).is_ok_and(|at| at < 64 && mask >> at & 1 == 1))
    } else {
        Outcome::Unknown
    }
}
