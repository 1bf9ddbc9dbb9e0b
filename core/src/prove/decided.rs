//! How the rules of a plan come out for every combination at once: the set for which they are met, and the one for which they are not.
//!
//! An exception is a node of its own here, `node or (open and changed)`, as in SQL: nothing is eased inside `not`, so a rule only rises
//! with what is open, and Kleene's tables give exactly what trying an exception that may be open both ways gives.

use super::diagram::{ALL, Diagrams, NONE, Set};
use super::walk::Space;
use crate::eligibility::trace::Outcome;
use crate::eligibility::{is_among, lies_within};
use crate::model::date::Date;
use crate::policy::plan::{Changed, ExceptionPlan, Op, Plan, Program, Value};

/// For whom something is met, and for whom it is not; neither where it cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sets {
    pub(super) met: Set,
    pub(super) unmet: Set,
}

impl Sets {
    pub(super) const MET: Self = Self { met: ALL, unmet: NONE };
    pub(super) const UNMET: Self = Self { met: NONE, unmet: ALL };
    pub(super) const UNKNOWN: Self = Self { met: NONE, unmet: NONE };

    fn and(self, other: Self, all: &mut Diagrams) -> Self {
        Self { met: all.and(self.met, other.met), unmet: all.or(self.unmet, other.unmet) }
    }

    fn or(self, other: Self, all: &mut Diagrams) -> Self {
        Self { met: all.or(self.met, other.met), unmet: all.and(self.unmet, other.unmet) }
    }

    fn not(self) -> Self {
        Self { met: self.unmet, unmet: self.met }
    }

    /// For whom it comes out so.
    pub(super) fn of(self, outcome: Outcome, all: &mut Diagrams) -> Set {
        match outcome {
            Outcome::Met => self.met,
            Outcome::Unmet => self.unmet,
            Outcome::Unknown => {
                let known = all.or(self.met, self.unmet);
                all.not(known)
            }
        }
    }
}

/// A plan over the combinations of a space.
pub(super) struct Decided<'a> {
    pub(super) plan: &'a Plan,
    pub(super) space: &'a Space,
    pub(super) day: Date,
    pub(super) diagrams: &'a mut Diagrams,
}

impl<'a> Decided<'a> {
    /// The sum of some rules.
    pub(super) fn outcome(&mut self, rules: &[usize], claimed: bool) -> Sets {
        let plan = self.plan;
        let chosen: Vec<_> = rules.iter().filter_map(|at| plan.rules.get(*at)).collect();
        let concerns = |exception: &ExceptionPlan| {
            let changes = |at: usize| chosen.iter().any(|rule| rule.condition.range().contains(&at));
            exception.changes.iter().any(|change| changes(change.at as usize))
        };
        let looked_at = plan.exceptions.iter().filter(|exception| claimed || exception.is_automatic);
        let doors: Vec<(&ExceptionPlan, Sets)> = looked_at
            .filter(|exception| concerns(exception))
            .map(|exception| (exception, self.program(exception.condition, &[])))
            .collect();
        chosen.into_iter().fold(Sets::MET, |all, rule| {
            let mut holds = self.program(rule.condition, &doors);
            if let Some(when) = rule.when {
                holds = self.program(when, &[]).not().or(holds, self.diagrams);
            }
            if !rule.refuses {
                // Unmet, it is left to a person.
                holds.unmet = NONE;
            }
            all.and(holds, self.diagrams)
        })
    }

    fn program(&mut self, program: Program, doors: &[(&'a ExceptionPlan, Sets)]) -> Sets {
        self.node(program.start as usize, doors)
    }

    fn node(&mut self, at: usize, doors: &[(&'a ExceptionPlan, Sets)]) -> Sets {
        let Some(op) = self.plan.ops.get(at).copied() else { return Sets::UNKNOWN };
        let mut whole = self.plain(at, op, doors);
        for (exception, open) in doors {
            let first = exception.changes.partition_point(|change| (change.at as usize) < at);
            let own = exception.changes.get(first..).unwrap_or_default();
            for change in own.iter().take_while(|change| change.at as usize == at) {
                let changed = match change.to {
                    Changed::Met => Sets::MET,
                    Changed::Referred => Sets::UNKNOWN,
                    Changed::Eased(op) => self.plain(at, op, doors),
                    Changed::Replaced(with) => self.program(with, doors),
                };
                let changed = open.and(changed, self.diagrams);
                whole = whole.or(changed, self.diagrams);
            }
        }
        whole
    }

    fn plain(&mut self, at: usize, op: Op, doors: &[(&'a ExceptionPlan, Sets)]) -> Sets {
        match op {
            Op::All { end } => {
                let below = self.below(at, end, doors);
                below.into_iter().fold(Sets::MET, |all, child| all.and(child, self.diagrams))
            }
            Op::Any { end } => {
                let below = self.below(at, end, doors);
                below.into_iter().fold(Sets::UNMET, |any, child| any.or(child, self.diagrams))
            }
            Op::Not { .. } => self.node(at + 1, doors).not(),
            Op::Of { end, needed } => {
                let below = self.below(at, end, doors);
                let needed = usize::try_from(needed).unwrap_or(usize::MAX);
                let met = self.several(below.iter().map(|child| child.met).collect(), needed);
                let possible: Vec<Set> = below.iter().map(|child| self.diagrams.not(child.unmet)).collect();
                let possible = self.several(possible, needed);
                Sets { met, unmet: self.diagrams.not(possible) }
            }
            Op::Within { .. } | Op::ByReport { .. } | Op::In { .. } => self.leaf(op),
        }
    }

    fn below(&mut self, at: usize, end: u32, doors: &[(&'a ExceptionPlan, Sets)]) -> Vec<Sets> {
        let mut children = Vec::new();
        let mut child = at + 1;
        while child < end as usize {
            children.push(self.node(child, doors));
            child = self.plan.ops.get(child).map_or(child + 1, |op| op.after(child));
        }
        children
    }

    /// For whom at least so many hold.
    fn several(&mut self, children: Vec<Set>, needed: usize) -> Set {
        if needed > children.len() {
            return NONE;
        }
        // For whom none, at least one, at least two … of those seen so far hold.
        let mut counts = vec![NONE; needed + 1];
        counts.first_mut().into_iter().for_each(|none| *none = ALL);
        for child in children {
            for at in (0..needed).rev() {
                let (fewer, more) = (counts.get(at).copied(), counts.get(at + 1).copied());
                let with = self.diagrams.and(fewer.unwrap_or(NONE), child);
                let more = self.diagrams.or(more.unwrap_or(NONE), with);
                counts.get_mut(at + 1).into_iter().for_each(|room| *room = more);
            }
        }
        counts.last().copied().unwrap_or(NONE)
    }

    fn leaf(&mut self, op: Op) -> Sets {
        let outcome = |value: Value| match (op, op.bounds(self.day)) {
            (Op::In { mask, .. }, _) => is_among(value, mask),
            (_, Some((from, to))) => lies_within(value, from, to),
            (_, None) => Outcome::Unknown,
        };
        let slot = op.slot().and_then(|slot| self.plan.slots().get(slot));
        let Some((at, axis)) = self.space.axes.iter().enumerate().find(|(_, axis)| Some(&axis.slot) == slot) else {
            return match outcome(Value::UNKNOWN) {
                Outcome::Met => Sets::MET,
                Outcome::Unmet => Sets::UNMET,
                Outcome::Unknown => Sets::UNKNOWN,
            };
        };
        let comes = |wanted: Outcome| move |class: usize| outcome(axis.value(class)) == wanted;
        Sets { met: self.diagrams.of(at, comes(Outcome::Met)), unmet: self.diagrams.of(at, comes(Outcome::Unmet)) }
    }
}
