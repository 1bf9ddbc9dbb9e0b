//! When people of one level who register on the same days may first register and pass.
//!
//! Of a comparison that moves with time it is known for every value there may be at which registrations it is met: one bit each. So the
//! registrations at which a row passes are and-or over words, and the first is the lowest bit. Within a registration a condition may still
//! turn, and what is worked out from lists may come and go: then it is a bound, from which [`Ahead`] looks on row by row.

use std::sync::Arc;

use super::chunk::Chunk;
use super::column::epoch;
use super::compare::Moment;
use super::decide::Decided;
use super::mask::Mask;
use super::prepared::Made;
use super::rules::Rules;
use super::table::Table;
use super::times::{TOLD, Times};
use super::turning::Rounds;
use super::way::{GROUP, Ways};
use crate::foresee::{Ahead, Registration};
use crate::model::level::Level;
use crate::policy::Policy;

/// What is to come for them.
pub(super) struct View {
    ahead: Ahead,
    /// For each registration its first day, since the first of 1970.
    pub opens: Vec<i32>,
    /// The rules on the first of these, where that is not the day and the exam year asked about.
    pub first: Option<Rules>,
    /// How the rules come true; nothing where they are not alike in all registrations.
    ways: Option<Ways>,
}

/// What is known of a row's first day.
enum First {
    Known(Option<i32>),
    /// It is none of so many registrations.
    After(usize),
}

impl View {
    /// Row by row: of regions that register on days of their own there may be as many as there are regions.
    pub(super) fn row_by_row(ahead: Ahead) -> Self {
        Self { opens: Vec::new(), ahead, first: None, ways: None }
    }

    pub(super) fn new(policy: &Policy, made: &Made, level: Level, ahead: Ahead) -> Self {
        let registrations: Vec<Registration<'_>> = ahead.registrations().collect();
        let opens = registrations.iter().map(|registration| registration.opens.number() - epoch()).collect();
        let now = made.rules.levels.iter().find(|known| known.level == level);
        let begins = registrations.first().map(|first| Moment { year: first.exam_year, day: first.opens });
        let first = begins.filter(|begins| now.is_none_or(|now| now.moment != *begins)).map(|begins| {
            let plan = registrations.first().map(|first| first.plan);
            let at = |known: Level| plan.filter(|_| known == level).map(|plan| (Arc::clone(plan), begins));
            Rules::new(policy, &made.columns, at)
        });
        let rules = first.as_ref().unwrap_or(&made.rules);
        let ways = rules.levels.iter().find(|known| known.level == level).and_then(|known| {
            let (columns, worked) = (&*made.columns, &*rules.worked);
            Rounds { policy, columns, level, registrations, rules: known, worked }.ways()
        });
        Self { ahead, opens, first, ways }
    }

    /// Whether somebody may register on the same days.
    pub(super) fn is_of(&self, ahead: &Ahead) -> bool {
        self.ahead.registrations().map(Registration::days).eq(ahead.registrations().map(Registration::days))
    }

    /// The first day for the rows that are `asked`, and in which of them there is one; `now` is how they come out today, `first` on the first
    /// day of the first registration. `usual` stands in all days already.
    pub(super) fn days(
        &self,
        table: &Table<'_>,
        chunk: &Chunk<'_>,
        asked: Mask,
        (now, first): (&Decided, &Decided),
        usual: i32,
        days: &mut [i32],
    ) -> Mask {
        let (mut passes, mut slowly) = (Mask::NONE, asked);
        let mut put = |row: usize, day: Option<i32>| {
            let room = days.get_mut(row).zip(day).map(|(room, day)| *room = day);
            room.is_some()
        };
        if let (Some(ways), Some(opens)) = (&self.ways, self.opens.first()) {
            // Of lists so long fewer years may be looked at.
            let few = self.ahead.few();
            slowly = Mask::of(&chunk.entries, |entries| entries > few);
            now.singly.keys().for_each(|row| slowly.insert(*row));
            slowly &= asked;
            passes = asked & first.met & !slowly;
            if *opens != usual {
                for row in passes.rows() {
                    put(row, Some(*opens));
                }
            }
            let later = asked & !passes & !slowly & ways.hope(&first.nodes);
            let mut tell = |row: usize, first: First| {
                let day = match first {
                    First::Known(day) => day,
                    First::After(passed_by) => self.look(table, chunk, row, passed_by),
                };
                if put(row, day) {
                    passes.insert(row);
                }
            };
            // Who passes today and not when registration begins may have passed for good.
            let held = if ways.is_steady { later & now.met } else { later };
            for rows in held.list().chunks(GROUP) {
                let all = ways.times::<Times>(chunk, &first.nodes, rows);
                rows.iter().zip(all).for_each(|(row, times)| tell(*row, self.first(times, now.met.has(*row))));
            }
            for rows in (later & !held).list().chunks(GROUP) {
                let all = ways.times::<u64>(chunk, &first.nodes, rows);
                rows.iter().zip(all).for_each(|(row, met)| tell(*row, self.first_met(met)));
            }
        }
        passes | self.days_row_by_row(table, chunk, slowly, days)
    }

    /// The same for a few rows, or where nothing else is to be done.
    pub(super) fn days_row_by_row(&self, table: &Table<'_>, chunk: &Chunk<'_>, asked: Mask, days: &mut [i32]) -> Mask {
        let mut passes = Mask::NONE;
        for row in asked.rows() {
            if let Some((room, day)) = days.get_mut(row).zip(self.look(table, chunk, row, 0)) {
                *room = day;
                passes.insert(row);
            }
        }
        passes
    }

    /// The first day of somebody who passes at just these times.
    fn first_met(&self, met: u64) -> First {
        if met == 0 && self.opens.len() > TOLD {
            return First::After(TOLD);
        }
        First::Known(self.opens.get(met.trailing_zeros() as usize).filter(|_| met > 0).copied())
    }

    /// The first day of somebody who passes at these times, and whose right ends for good where it `held` before.
    fn first(&self, times: Times, held: bool) -> First {
        let at = times.may_meet.trailing_zeros() as usize;
        let before = 1_u64.checked_shl(times.may_meet.trailing_zeros()).map_or(u64::MAX, |bit| bit - 1);
        let is_told = self.opens.get(at).is_some() && at < TOLD;
        if !is_told && self.opens.len() <= TOLD || held && times.unmet & before != 0 {
            return First::Known(None);
        }
        if held && times.may_miss & before != 0 {
            return First::After(0);
        }
        match self.opens.get(at) {
            Some(day) if is_told && times.met >> at & 1 == 1 => First::Known(Some(*day)),
            _ if held => First::After(0),
            _ => First::After(at),
        }
    }

    /// Looks row by row, from a registration on.
    fn look(&self, table: &Table<'_>, chunk: &Chunk<'_>, row: usize, from: usize) -> Option<i32> {
        let form = table.form_of(chunk, row).ok()?;
        self.ahead.earliest(&table.facts(&form), from).map(|day| day.number() - epoch())
    }
}
