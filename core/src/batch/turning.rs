//! How the rules of a level turn from registration to registration, found from their plans.

use std::sync::Arc;

use super::compare::{Compare, Moment, Range, Ready};
use super::rules::LevelRules;
use super::schema::Column;
use super::steps::{Span, Steps};
use super::times::TOLD;
use super::way::{Turning, Way, Ways};
use crate::foresee::Registration;
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::plan::{Op, Plan, Program, Slot};
use crate::policy::quantity::Quantity;

/// The rules of a level at every registration to come.
pub(super) struct Rounds<'o> {
    pub policy: &'o Policy,
    pub columns: &'o [Arc<Column>],
    pub level: Level,
    pub registrations: Vec<Registration<'o>>,
    /// As they stand at the first.
    pub rules: &'o LevelRules,
    /// What was worked out for these, and when.
    pub worked: &'o [(Slot, Moment)],
}

impl Rounds<'_> {
    /// The ways of the rules; nothing where they are not the same conditions in all registrations.
    pub(super) fn ways(&self) -> Option<Ways> {
        let plan: &Plan = &self.rules.plan;
        let alike = |other: &Plan| {
            let same_slot = |one: &Op, other_op: &Op| match (one.slot(), other_op.slot()) {
                (Some(one), Some(another)) => plan.slots().get(one) == other.slots().get(another),
                (None, None) => one == other_op,
                _ => false,
            };
            let nodes = plan.nodes();
            nodes == other.nodes()
                && plan.ops.iter().zip(&other.ops).take(nodes).all(|(one, other)| same_slot(one, other))
        };
        if !self.registrations.iter().all(|other| Arc::ptr_eq(other.plan, &self.rules.plan) || alike(other.plan)) {
            return None;
        }
        let rules = plan.rules.iter().zip(&self.rules.rules).map(|(rule, nodes)| {
            let condition = self.program(rule.condition);
            let holds = match rule.when.map(|when| self.program(when)) {
                None => condition,
                Some(Way::Still(..)) if matches!(condition, Way::Still(..)) => Way::Still(nodes.holds, false),
                Some(applies) => Way::Any(vec![applies.not(), condition]),
            };
            (holds, rule.refuses)
        });
        Some(Ways::new(rules.collect()))
    }

    fn program(&self, program: Program) -> Way {
        self.node(program.start as usize)
    }

    fn node(&self, at: usize) -> Way {
        let plan: &Plan = &self.rules.plan;
        let still = self.rules.trace.get(at).copied().flatten().map_or(Way::Open, |place| Way::Still(place, false));
        let Some(op) = plan.ops.get(at).copied() else { return Way::Open };
        let below = |end: u32| {
            let mut ways = Vec::new();
            let mut child = at + 1;
            while child < end as usize {
                ways.push(self.node(child));
                child = plan.ops.get(child).map_or(child + 1, |op| op.after(child));
            }
            ways
        };
        let (Op::All { end } | Op::Any { end } | Op::Of { end, .. } | Op::Not { end }) = op else {
            return self.leaf(at, op, still);
        };
        let mut ways = below(end);
        match op {
            _ if ways.iter().all(|way| matches!(way, Way::Still(..))) => still,
            Op::All { .. } => Way::All(ways),
            Op::Any { .. } => Way::Any(ways),
            Op::Of { needed, .. } => Way::Of(ways, usize::try_from(needed).unwrap_or(usize::MAX)),
            _ => ways.pop().map_or(Way::Open, Way::not),
        }
    }

    /// How a comparison turns.
    fn leaf(&self, at: usize, op: Op, still: Way) -> Way {
        let Some(slot) = op.slot().and_then(|slot| self.rules.plan.slots().get(slot)) else { return still };
        let op_of = |registration: &Registration<'_>| registration.plan.ops.get(at).copied().unwrap_or(op);
        let is_by_report = matches!(op, Op::ByReport { .. });
        if !is_by_report && !varies(slot.quantity) && self.registrations.iter().all(|other| op_of(other) == op) {
            return still;
        }
        let counting = self.policy.source().counting.of(slot.quantity, slot.counted.as_deref());
        let until = counting.and_then(|counting| self.policy.source().days.get(&counting.until));
        let is_inside = is_by_report || until.is_some_and(|until| until.day.before_report().is_some());
        let mut ready = Ready { policy: self.policy, columns: self.columns, worked: Vec::new() };
        let fill = ready.fill(slot, self.level);
        let mut seen = Vec::with_capacity(self.registrations.len());
        for registration in &self.registrations {
            let mut on = |day| {
                let moment = Moment { year: registration.exam_year, day };
                ready.worked.clear();
                match ready.filled(&fill, op_of(registration), slot, moment) {
                    // What does not change of itself was worked out once, for the first.
                    Compare::Worked { range, .. } if !varies(slot.quantity) => {
                        let place =
                            self.worked.iter().position(|(known, at)| known == slot && *at == self.rules.moment);
                        place.map(|at| Compare::Worked { at, range })
                    }
                    Compare::Worked { .. } | Compare::WorkedAmong { .. } => None,
                    compare => Some(compare),
                }
            };
            let opens = on(registration.opens);
            let closes = if is_inside { on(registration.closes) } else { opens };
            let Some(both) = opens.zip(closes) else { return Way::Open };
            seen.push(both);
        }
        let first = seen.first().map(|(first, _)| *first);
        if seen.iter().all(|(opens, closes)| Some(*opens) == first && Some(*closes) == first) {
            return still;
        }
        turn(&seen).map_or(Way::Open, |turning| Way::Turns(turning, false))
    }
}

/// Whether what somebody has of it changes as time goes by, and not only what it is compared with.
fn varies(quantity: Quantity) -> bool {
    quantity.counts_years() || quantity.counts_assessments() || matches!(quantity, Quantity::Awards | Quantity::Penalty)
}

/// A comparison that is each of these, on the first and the last day of each registration; nothing where they compare different things.
fn turn(seen: &[(Compare, Compare)]) -> Option<Turning> {
    let spans = |range: fn(Compare) -> Option<(Range, Range)>| -> Option<Vec<Span>> {
        let of = |(opens, closes): &(Compare, Compare)| {
            let ((opens, kept_open), (closes, kept_close)) = range(*opens).zip(range(*closes))?;
            Some(Span::new((opens, closes), (kept_open, kept_close)))
        };
        seen.iter().map(of).collect()
    };
    let steps = |spans: &[Span]| Steps::new(spans.get(..TOLD).unwrap_or(spans));
    Some(match seen.first()?.0 {
        Compare::Within { column, .. } => {
            let is_same = |of: &Compare| matches!(of, Compare::Within { column: other, .. } if *other == column);
            if !seen.iter().all(|(opens, closes)| is_same(opens) && is_same(closes)) {
                return None;
            }
            let spans = spans(|of| if let Compare::Within { range, .. } = of { Some((range, range)) } else { None })?;
            Turning::Column(column, steps(&spans))
        }
        Compare::Worked { at, .. } => {
            let spans = spans(|of| if let Compare::Worked { range, .. } = of { Some((range, range)) } else { None })?;
            Turning::Worked(at, steps(&spans))
        }
        Compare::Obtained(Some(_)) => {
            let on =
                spans(|of| if let Compare::Obtained(Some(found)) = of { Some((found.on, found.on)) } else { None })?;
            let year =
                spans(
                    |of| if let Compare::Obtained(Some(found)) = of { Some((found.sure, found.maybe)) } else { None },
                )?;
            Turning::Obtained { on: steps(&on), year: steps(&year) }
        }
        _ => return None,
    })
}
