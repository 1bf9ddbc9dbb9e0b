//! The first day of registration on which the same facts pass, for a chunk at a time.
//!
//! Of a comparison that moves with time it is known for every value there may be at which registrations it is met: one bit each. So the
//! registrations at which a row passes are and-or over words, and the first is the lowest bit. Within a registration a condition may still
//! turn, and what is worked out from lists may come and go: then it is a bound, from which [`Ahead`] looks on row by row.

use std::sync::OnceLock;

use super::answer::Wanted;
use super::chunk::Chunk;
use super::column::epoch;
use super::compare::Moment;
use super::decide::Decided;
use super::mask::Mask;
use super::rules::Rules;
use super::table::Table;
use super::times::{TOLD, Times};
use super::turning::Rounds;
use super::way::{GROUP, Ways};
use crate::foresee::{Ahead, Registration};
use crate::model::level::Level;
use crate::model::round::Role;
use crate::order;
use crate::policy::Policy;

/// What is to come, for every level; found when somebody declares it.
#[derive(Default)]
pub(super) struct Outlook {
    levels: [OnceLock<LevelOutlook>; 5],
}

/// What is to come for a level.
struct LevelOutlook {
    level: Level,
    ahead: Ahead,
    /// For each registration its first day, since the first of 1970.
    opens: Vec<i32>,
    /// The rules on the first of these, where that is not the day asked about.
    first: Option<Rules>,
    /// How the rules come true; nothing where they are not alike in all registrations.
    ways: Option<Ways>,
    /// Regions that register at times of their own.
    regions: Vec<(String, Ahead)>,
}

impl Outlook {
    /// Adds the first day for every row of a chunk, since the first of 1970, and says in which rows there is one; `now` is how they come
    /// out today.
    pub(super) fn days<'t>(
        &self,
        table: &Table<'t>,
        chunk: &mut Chunk<'t>,
        now: &Decided,
        room: &mut Decided,
        days: &mut Vec<i32>,
    ) -> Mask {
        // Where there are no rules nobody passes, on any day.
        let policy = table.engine.policy();
        let has_rules = |level: Level| !policy.plan(level).rules.is_empty();
        let declared = Level::ALL.into_iter().zip(&self.levels);
        let declared = declared.filter(|(level, _)| !chunk.of(*level).is_none() && has_rules(*level));
        let levels: Vec<&LevelOutlook> =
            declared.map(|(level, known)| known.get_or_init(|| LevelOutlook::new(table, level))).collect();
        // Most pass as soon as registration opens, and for most levels that is one day.
        let usual = levels.iter().find_map(|level| level.opens.first()).copied().unwrap_or_default();
        let start = days.len();
        days.resize(start + chunk.rows.len(), usual);
        let days = days.get_mut(start..).unwrap_or_default();
        let mut passes = Mask::NONE;
        for level in levels.iter().filter(|level| level.first.is_none()) {
            passes |= level.days(table, chunk, (now, now), usual, days);
        }
        // What is worked out for a first day takes the place of what was for today.
        for level in levels {
            if let Some(first) = &level.first {
                table.decide_chunk(first, chunk, Wanted::VERDICT, room);
                passes |= level.days(table, chunk, (now, room), usual, days);
            }
        }
        passes
    }
}

/// The regions that have windows of their own.
fn regions(policy: &Policy, level: Level) -> impl Iterator<Item = &str> {
    let windows = policy.source().round.windows.iter();
    let own = windows.filter(move |window| window.role == Role::Applicant && window.levels.contains(&level));
    own.flat_map(|window| window.regions.iter().flatten()).map(String::as_str)
}

/// What is known of a row's first day.
enum First {
    Known(Option<i32>),
    /// It is none of so many registrations.
    After(usize),
}

impl LevelOutlook {
    fn new(table: &Table<'_>, level: Level) -> Self {
        let (policy, made) = (table.engine.policy(), &table.made);
        let ahead = Ahead::new(policy, level, None, made.day);
        let registrations: Vec<Registration<'_>> = ahead.registrations().collect();
        let opens = registrations.iter().map(|registration| registration.opens.number() - epoch()).collect();
        let of = |region: &str| (region.to_owned(), Ahead::new(policy, level, Some(region), made.day));
        let regions = order::set(regions(policy, level)).into_iter().map(of).collect();
        let now = made.rules.levels.iter().find(|known| known.level == level);
        let begins = registrations.first().map(|first| Moment { year: first.exam_year, day: first.opens });
        let first = begins.filter(|begins| now.is_none_or(|now| now.moment != *begins)).map(|begins| {
            let at = |known: Level| (known == level).then(|| (policy.plan_in(level, begins.year), begins));
            Rules::new(policy, &made.columns, at)
        });
        let rules = first.as_ref().unwrap_or(&made.rules);
        let ways = rules.levels.iter().find(|known| known.level == level).and_then(|known| {
            let (columns, worked) = (&*made.columns, &*rules.worked);
            Rounds { policy, columns, level, registrations, rules: known, worked }.ways()
        });
        Self { level, ahead, opens, first, ways, regions }
    }

    /// `usual` stands in all days already.
    fn days(
        &self,
        table: &Table<'_>,
        chunk: &Chunk<'_>,
        (now, first): (&Decided, &Decided),
        usual: i32,
        days: &mut [i32],
    ) -> Mask {
        let mut passes = Mask::NONE;
        let asked = chunk.of(self.level);
        let mut slowly = asked;
        let mut put = |row: usize, day: Option<i32>| {
            let room = days.get_mut(row).zip(day).map(|(room, day)| *room = day);
            room.is_some()
        };
        if let (Some(ways), Some(opens), true) = (&self.ways, self.opens.first(), self.regions.is_empty()) {
            slowly = chunk.long;
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
            let held = if ways.is_exact { later & now.met } else { later };
            for rows in held.list().chunks(GROUP) {
                let all = ways.times::<Times>(chunk, &first.nodes, rows);
                rows.iter().zip(all).for_each(|(row, times)| tell(*row, self.first(times, now.met.has(*row))));
            }
            for rows in (later & !held).list().chunks(GROUP) {
                let all = ways.times::<u64>(chunk, &first.nodes, rows);
                rows.iter().zip(all).for_each(|(row, met)| tell(*row, self.first_met(met)));
            }
        }
        for row in slowly.rows() {
            if put(row, self.look(table, chunk, row, 0)) {
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
        let region = self.regions.iter().find(|(region, _)| form.region.as_ref() == Some(region));
        let ahead = region.map_or(&self.ahead, |(_, ahead)| ahead);
        ahead.earliest(&table.facts(&form), from).map(|day| day.number() - epoch())
    }
}
