//! The stretches of one registration on which nothing changes.

use crate::eligibility::trace::Outcome;
use crate::eligibility::{Facts, lies_within};
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::plan::{Op, Plan, Value};

/// What changes with the day of the report: values, and comparisons with a day that moves with it.
#[derive(Clone, PartialEq)]
struct State {
    values: Vec<Value>,
    compared: Vec<Outcome>,
}

pub(super) struct Timeline<'a> {
    facts: &'a Facts<'a>,
    level: Level,
    plan: &'a Plan,
    /// The slots that hang on the day of the report.
    moving: Vec<usize>,
    /// The comparisons with a day that does.
    by_report: Vec<Op>,
    /// Days on which something may jump either way; between two of them every slot moves one way only.
    cuts: Vec<Date>,
}

impl<'a> Timeline<'a> {
    pub(super) fn new(facts: &'a Facts<'a>, level: Level, plan: &'a Plan) -> Self {
        let moving: Vec<usize> =
            plan.slots().iter().enumerate().filter(|(_, slot)| facts.moves(slot)).map(|(at, _)| at).collect();
        let by_report = plan.ops.iter().copied().filter(|op| matches!(op, Op::ByReport { .. })).collect();
        let cuts = if moving.is_empty() { Vec::new() } else { facts.jumps() };
        Self { facts, level, plan, moving, by_report, cuts }
    }

    /// The first day of each stretch of days on which every value is the same, with the row of values. Each look at a day takes one
    /// off `left`; nothing where that does not suffice.
    pub(super) fn pieces(&self, opens: Date, closes: Date, left: &mut usize) -> Option<Vec<(Date, Vec<Value>)>> {
        *left = left.checked_sub(1)?;
        let exam_year = self.facts.exam_year();
        let row = self.facts.at(opens, exam_year).row(self.plan, self.level);
        if self.moving.is_empty() && self.by_report.is_empty() {
            return Some(vec![(opens, row)]);
        }
        let mut found: Vec<(Date, State)> = Vec::new();
        let inside = |day: &&Date| **day > opens && **day <= closes;
        let mut first = opens;
        // There may be no day after the last.
        let ends = self.cuts.iter().filter(inside).map(|cut| (cut.number() - 1, *cut));
        for (last, next) in ends.chain(std::iter::once((closes.number(), closes))) {
            let Some(last) = Date::from_number(last).filter(|last| *last >= first) else { continue };
            *left = left.checked_sub(2)?;
            self.halve((first, self.state(first, &row)), (last, self.state(last, &row)), &row, &mut found, left)?;
            first = next;
        }
        found.dedup_by(|next, before| next.1 == before.1);
        let filled = |(day, state): (Date, State)| {
            let mut row = row.clone();
            for (at, value) in self.moving.iter().zip(state.values) {
                if let Some(slot) = row.get_mut(*at) {
                    *slot = value;
                }
            }
            (day, row)
        };
        Some(found.into_iter().map(filled).collect())
    }

    /// Notes the days between two, both included, on which the state changes.
    fn halve(
        &self,
        (first, begins): (Date, State),
        (last, ends): (Date, State),
        row: &[Value],
        found: &mut Vec<(Date, State)>,
        left: &mut usize,
    ) -> Option<()> {
        if begins == ends || first >= last {
            found.push((first, begins));
            return Some(());
        }
        *left = left.checked_sub(2)?;
        let middle = first.number() + (last.number() - first.number()) / 2;
        let (middle, next) = Date::from_number(middle).zip(Date::from_number(middle + 1))?;
        let (before, after) = (self.state(middle, row), self.state(next, row));
        self.halve((first, begins), (middle, before), row, found, left)?;
        self.halve((next, after), (last, ends), row, found, left)
    }

    fn state(&self, day: Date, row: &[Value]) -> State {
        let facts = self.facts.at(day, self.facts.exam_year());
        let slots = self.moving.iter().filter_map(|at| self.plan.slots().get(*at));
        let values = slots.map(|slot| facts.value(slot, self.level)).collect();
        let compared = self.by_report.iter().filter_map(|op| {
            let value = row.get(op.slot()?).copied()?;
            let (from, to) = op.bounds(day)?;
            Some(lies_within(value, from, to))
        });
        State { values, compared: compared.collect() }
    }
}
