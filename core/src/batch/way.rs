//! When the rules of a level come true, registration by registration.

use super::chunk::Chunk;
use super::column::Bound;
use super::compare::{Compare, Moment, Obtained, Range, Ready};
use super::mask::{Mask, Masks};
use super::nodes::{Place, several};
use super::rules::LevelRules;
use crate::foresee::Registration;
use crate::model::date::YEARS;
use crate::model::level::Level;
use crate::order;
use crate::policy::Policy;
use crate::policy::plan::{Op, Plan, Program};
use crate::policy::quantity::Quantity;

/// When a condition comes true.
pub(super) enum Way {
    /// It never changes: as a node of the graph.
    Still(Place),
    /// The opposite of it.
    Not(Place),
    /// Later or never: the most that a column may be, registration by registration.
    Column {
        column: usize,
        most: Vec<i32>,
    },
    /// The same by the day the level held was obtained, and by its year.
    Obtained {
        on: Vec<i32>,
        year: Vec<i32>,
    },
    /// It may come and go.
    Open,
    All(Vec<Way>),
    Any(Vec<Way>),
    Of(Vec<Way>, usize),
}

/// No registration.
pub(super) const NEVER: usize = usize::MAX;

impl Way {
    /// Where it may come true at all.
    pub(super) fn hope(&self, chunk: &Chunk<'_>, nodes: &[Masks]) -> Mask {
        match self {
            Self::Still(place) => nodes.get(*place).map_or(Mask::NONE, |node| node.met),
            Self::Not(place) => nodes.get(*place).map_or(Mask::NONE, |node| node.unmet),
            Self::Column { column, most } => {
                let most = most.last().copied().unwrap_or(i32::MIN);
                chunk.decoded.get(*column).map_or(Mask::NONE, |read| read.within(i32::MIN, most) & read.known)
            }
            Self::Obtained { on, year } => {
                let range = |most: &Vec<i32>| (i32::MIN, most.last().copied().unwrap_or(i32::MIN));
                let last = Obtained { on: range(on), sure: range(year), maybe: range(year) };
                Compare::Obtained(Some(last)).over(chunk).met
            }
            Self::Open => Mask::ALL,
            Self::All(ways) => ways.iter().fold(Mask::ALL, |all, way| all & way.hope(chunk, nodes)),
            Self::Any(ways) => ways.iter().fold(Mask::NONE, |any, way| any | way.hope(chunk, nodes)),
            Self::Of(ways, needed) => several(ways.iter().map(|way| way.hope(chunk, nodes)), *needed),
        }
    }

    /// The first registration at which it may come true for a row that has hope: what all need and never changes holds already.
    pub(super) fn first_of_hope(&self, chunk: &Chunk<'_>, nodes: &[Masks], row: usize) -> usize {
        match self {
            Self::All(ways) => {
                let turning = ways.iter().filter(|way| !matches!(way, Self::Still(_) | Self::Not(_)));
                turning.map(|way| way.first(chunk, nodes, row)).max().unwrap_or(0)
            }
            way => way.first(chunk, nodes, row),
        }
    }

    /// The first registration at which it may come true for a row.
    fn first(&self, chunk: &Chunk<'_>, nodes: &[Masks], row: usize) -> usize {
        match self {
            Self::Still(place) => {
                let is_met = nodes.get(*place).is_some_and(|node| node.met.has(row));
                if is_met { 0 } else { NEVER }
            }
            Self::Not(place) => {
                let is_met = nodes.get(*place).is_some_and(|node| node.unmet.has(row));
                if is_met { 0 } else { NEVER }
            }
            Self::Column { column, most } => {
                chunk.decoded.get(*column).and_then(|read| read.get(row)).map_or(NEVER, |value| reached(most, value))
            }
            Self::Obtained { on, year } => {
                let by_day = chunk.obtained_on().and_then(|read| read.get(row));
                let by_year = chunk.obtained_year().and_then(|read| read.get(row)).filter(|year| YEARS.contains(year));
                match (chunk.held().and_then(|held| held.get(row)), by_day, by_year) {
                    (Some(0), ..) | (_, None, None) => NEVER,
                    (_, Some(day), _) => reached(on, day),
                    (_, None, Some(value)) => reached(year, value),
                }
            }
            Self::Open => 0,
            Self::All(ways) => ways.iter().map(|way| way.first(chunk, nodes, row)).max().unwrap_or(0),
            Self::Any(ways) => ways.iter().map(|way| way.first(chunk, nodes, row)).min().unwrap_or(NEVER),
            Self::Of(ways, needed) => {
                let mut first: Vec<usize> = ways.iter().map(|way| way.first(chunk, nodes, row)).collect();
                order::sort(&mut first);
                needed.checked_sub(1).map_or(0, |at| first.get(at).copied().unwrap_or(NEVER))
            }
        }
    }
}

/// The first place whose bound a value keeps to, of bounds that only rise. They rise about evenly, year by year, so it is guessed first.
fn reached(most: &[i32], value: i32) -> usize {
    let (Some(first), Some(last)) = (most.first(), most.last()) else { return NEVER };
    if value > *last {
        return NEVER;
    }
    let past = i64::from(value.saturating_sub(*first).max(0));
    let places = i64::try_from(most.len() - 1).unwrap_or_default();
    let guess = past * places / i64::from(last.saturating_sub(*first)).max(1);
    let mut at = usize::try_from(guess).unwrap_or_default();
    while at > 0 && most.get(at - 1).is_some_and(|most| *most >= value) {
        at -= 1;
    }
    while most.get(at).is_some_and(|most| *most < value) {
        at += 1;
    }
    at
}

/// How the rules of a level turn from registration to registration.
pub(super) struct Turning<'o, 't> {
    pub policy: &'o Policy,
    pub columns: &'o [Bound<'t>],
    pub level: Level,
    pub registrations: Vec<Registration<'o>>,
    /// As they stand at the first.
    pub rules: &'o LevelRules<'t>,
}

impl Turning<'_, '_> {
    /// The way of all rules together, and whether it is exact.
    pub(super) fn all(&self) -> Option<(Way, bool)> {
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
        if !self.registrations.iter().all(|other| std::ptr::eq(other.plan, plan) || alike(other.plan)) {
            return None;
        }
        let mut is_exact = true;
        let mut ways = Vec::new();
        for (rule, nodes) in plan.rules.iter().zip(&self.rules.rules) {
            let condition = self.program(rule.condition, &mut is_exact);
            ways.push(match rule.when.map(|when| self.program(when, &mut is_exact)) {
                None => condition,
                Some(Way::Still(_)) if matches!(condition, Way::Still(_)) => Way::Still(nodes.holds),
                // Whom it is asked of does not change; whom it spares stands in the graph as the opposite.
                Some(Way::Still(applies)) => Way::Any(vec![Way::Not(applies), condition]),
                Some(_) => {
                    is_exact = false;
                    Way::Open
                }
            });
        }
        Some((Way::All(ways), is_exact))
    }

    fn program(&self, program: Program, is_exact: &mut bool) -> Way {
        self.node(program.start as usize, is_exact)
    }

    fn node(&self, at: usize, is_exact: &mut bool) -> Way {
        let plan: &Plan = &self.rules.plan;
        let still = self.rules.trace.get(at).copied().flatten().map_or(Way::Open, Way::Still);
        let Some(op) = plan.ops.get(at).copied() else { return Way::Open };
        let mut below = |end: u32| {
            let mut ways = Vec::new();
            let mut child = at + 1;
            while child < end as usize {
                ways.push(self.node(child, is_exact));
                child = plan.ops.get(child).map_or(child + 1, |op| op.after(child));
            }
            ways
        };
        let is_still = |ways: &[Way]| ways.iter().all(|way| matches!(way, Way::Still(_)));
        match op {
            Op::All { end } | Op::Any { end } | Op::Of { end, .. } | Op::Not { end } => {
                let ways = below(end);
                match op {
                    _ if is_still(&ways) => still,
                    Op::All { .. } => Way::All(ways),
                    Op::Any { .. } => Way::Any(ways),
                    Op::Of { needed, .. } => Way::Of(ways, usize::try_from(needed).unwrap_or(usize::MAX)),
                    _ => {
                        *is_exact = false;
                        Way::Open
                    }
                }
            }
            _ => self.leaf(at, still, is_exact),
        }
    }

    /// How a comparison turns.
    fn leaf(&self, at: usize, still: Way, is_exact: &mut bool) -> Way {
        let plan: &Plan = &self.rules.plan;
        let Some((op, slot)) = plan.ops.get(at).and_then(|op| Some((*op, plan.slots().get(op.slot()?)?))) else {
            return still;
        };
        let op_of = |registration: &Registration<'_>| registration.plan.ops.get(at).copied().unwrap_or(op);
        let is_by_report = matches!(op, Op::ByReport { .. });
        if !is_by_report && !varies(slot.quantity) && self.registrations.iter().all(|other| op_of(other) == op) {
            return still;
        }
        let counting = self.policy.source().counting.of(slot.quantity, slot.counted.as_deref());
        let until = counting.and_then(|counting| self.policy.source().days.get(&counting.until));
        let is_inside = is_by_report || until.is_some_and(|until| until.day.before_report().is_some());
        let mut ready = Ready { policy: self.policy, columns: self.columns, worked: Vec::new() };
        let mut seen = Vec::with_capacity(self.registrations.len());
        for registration in &self.registrations {
            let mut on = |day| {
                let moment = Moment { year: registration.exam_year, day };
                ready.compare(op_of(registration), slot, self.level, moment)
            };
            let opens = on(registration.opens);
            // What only grows easier is easiest at the end.
            seen.push((opens, if is_inside { on(registration.closes) } else { opens }));
        }
        let is_worked = |compare| matches!(compare, Compare::Worked { .. } | Compare::WorkedAmong { .. });
        let first = seen.first().map(|(first, _)| *first);
        if seen.iter().all(|(opens, closes)| Some(*opens) == first && Some(*closes) == first && !is_worked(*opens)) {
            return still;
        }
        *is_exact &= seen.iter().all(|(opens, closes)| opens == closes);
        rising(&seen).unwrap_or_else(|| {
            *is_exact = false;
            Way::Open
        })
    }
}

/// Whether what somebody has of it changes as time goes by, and not only what it is compared with.
fn varies(quantity: Quantity) -> bool {
    quantity.counts_years() || quantity.counts_assessments() || matches!(quantity, Quantity::Awards | Quantity::Penalty)
}

/// The way of a comparison that has no lower bound, and whose upper one only ever rises.
fn rising(seen: &[(Compare, Compare)]) -> Option<Way> {
    let most = |range: fn(Compare) -> Option<Range>| -> Option<Vec<i32>> {
        let ranges = seen.iter().flat_map(|(opens, closes)| [*opens, *closes]);
        let most: Option<Vec<i32>> =
            ranges.map(|compare| range(compare).filter(|(from, _)| *from == i32::MIN).map(|(_, to)| to)).collect();
        let most = most.filter(|most| most.is_sorted())?;
        Some(most.chunks(2).filter_map(|both| both.last().copied()).collect())
    };
    match seen.first()?.0 {
        Compare::Within { column, .. } => {
            let is_same =
                |compare: &Compare| matches!(compare, Compare::Within { column: other, .. } if *other == column);
            if !seen.iter().all(|(opens, closes)| is_same(opens) && is_same(closes)) {
                return None;
            }
            let most = most(|compare| if let Compare::Within { range, .. } = compare { Some(range) } else { None })?;
            Some(Way::Column { column, most })
        }
        Compare::Obtained(Some(_)) => {
            let on = most(|compare| if let Compare::Obtained(Some(found)) = compare { Some(found.on) } else { None })?;
            let year =
                most(|compare| if let Compare::Obtained(Some(found)) = compare { Some(found.sure) } else { None })?;
            Some(Way::Obtained { on, year })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_ends_where_halving_does() {
        for most in [
            vec![],
            vec![3],
            vec![5, 5, 5],
            vec![i32::MIN, 0, i32::MAX],
            vec![1, 2, 4, 8, 400],
            (0..40).map(|at| at * 365 + at / 4).collect(),
        ] {
            let near = most.iter().flat_map(|most: &i32| [most.saturating_sub(1), *most, most.saturating_add(1)]);
            for value in near.chain([i32::MIN, 7, i32::MAX]) {
                let at = most.partition_point(|most| *most < value);
                assert_eq!(reached(&most, value), if at < most.len() { at } else { NEVER }, "{value} in {most:?}");
            }
        }
    }
}
