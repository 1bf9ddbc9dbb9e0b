//! The first day of registration on which the same facts pass, for a chunk at a time.
//!
//! Most conditions on time only ever come true: years add up. Of such a comparison it is known for every registration to come which days
//! of its column pass there, so the first one at which a row passes is found by halving; all of several pass at the last of theirs,
//! one of several at the first. Where all that moves with time is of this kind, that is the answer. Otherwise it is a bound, from which
//! [`Ahead`] looks on row by row.

use super::answer::Wanted;
use super::chunk::Chunk;
use super::column::epoch;
use super::compare::Moment;
use super::decide::Decided;
use super::mask::{CHUNK, Mask};
use super::rules::Rules;
use super::table::Table;
use super::way::{NEVER, Turning, Way};
use crate::foresee::Ahead;
use crate::model::level::Level;
use crate::model::round::Role;
use crate::policy::Policy;

/// What is to come, for every level.
pub(super) struct Outlook<'t> {
    /// The rules on the first day of registration, where that is not the day asked about.
    first: Option<Rules<'t>>,
    levels: Vec<LevelOutlook<'t>>,
}

/// What is to come for a level.
struct LevelOutlook<'t> {
    level: Level,
    ahead: Ahead<'t>,
    /// For each registration its first day, since the first of 1970.
    opens: Vec<i32>,
    /// How the rules come true; nothing where they are not alike in all registrations.
    way: Option<Way>,
    /// By the way alone the day is known.
    is_exact: bool,
    /// Regions that register at times of their own.
    regions: Vec<(String, Ahead<'t>)>,
}

impl<'t> Outlook<'t> {
    pub(super) fn new(table: &Table<'t>) -> Self {
        let (engine, day) = (table.engine, table.day);
        let policy = engine.policy();
        let with_rules = Level::ALL.into_iter().filter(|level| !policy.plan(*level).rules.is_empty());
        let aheads: Vec<(Level, Ahead<'t>)> =
            with_rules.map(|level| (level, Ahead::new(policy, level, None, day))).collect();
        let begins = |level: Level| {
            let (_, ahead) = aheads.iter().find(|(known, _)| *known == level)?;
            ahead.registrations().next().map(|first| Moment { year: first.exam_year, day: first.opens })
        };
        let is_now =
            table.rules.levels.iter().all(|level| begins(level.level).is_none_or(|first| first == level.moment));
        let first = (!is_now).then(|| {
            Rules::new(policy, &table.columns, |level| {
                begins(level).map(|first| (policy.plan_in(level, first.year), first))
            })
        });
        let rules = first.as_ref().unwrap_or(&table.rules);
        let levels = aheads.into_iter().filter_map(|(level, ahead)| {
            let known = rules.levels.iter().find(|known| known.level == level)?;
            let way = Turning {
                policy,
                columns: &table.columns,
                level,
                registrations: ahead.registrations().collect(),
                rules: known,
            }
            .all();
            let (way, is_exact) = way.map_or((None, false), |(way, is_exact)| (Some(way), is_exact));
            let opens = ahead.registrations().map(|registration| registration.opens.number() - epoch()).collect();
            let regions =
                regions(policy, level).map(|region| (region.to_owned(), Ahead::new(policy, level, Some(region), day)));
            Some(LevelOutlook { level, opens, way, is_exact, regions: regions.collect(), ahead })
        });
        let levels = levels.collect();
        Self { first, levels }
    }

    /// The first day for every row of a chunk, and in which rows there is one; `now` is how they come out today.
    pub(super) fn days(
        &self,
        table: &Table<'t>,
        chunk: &mut Chunk<'t>,
        now: &Decided,
        room: &mut Decided,
        days: &mut Days,
    ) -> Mask {
        if let Some(first) = &self.first {
            table.decide_chunk(first, chunk, Wanted::VERDICT, room);
        }
        let first = if self.first.is_some() { &*room } else { now };
        // Most pass as soon as registration opens, and for most levels that is one day.
        let opens = self.levels.iter().find_map(|level| level.opens.first()).copied().unwrap_or_default();
        days.fill(opens);
        let passes =
            |passes: Mask, level: &LevelOutlook<'t>| passes | level.days(table, chunk, (now, first), opens, days);
        self.levels.iter().fold(Mask::NONE, passes)
    }
}

/// Days since the first of 1970, row by row.
pub(super) type Days = [i32; CHUNK];

/// The regions that have windows of their own.
fn regions(policy: &Policy, level: Level) -> impl Iterator<Item = &str> {
    let windows = policy.source().round.windows.iter();
    let own = windows.filter(move |window| window.role == Role::Applicant && window.levels.contains(&level));
    own.flat_map(|window| window.regions.iter().flatten()).map(String::as_str)
}

impl LevelOutlook<'_> {
    /// `usual` stands in all days already.
    fn days(
        &self,
        table: &Table<'_>,
        chunk: &Chunk<'_>,
        (now, first): (&Decided, &Decided),
        usual: i32,
        days: &mut Days,
    ) -> Mask {
        let mut passes = Mask::NONE;
        let asked = chunk.of(self.level);
        let mut slowly = asked;
        let mut put = |row: usize, day: Option<i32>| {
            let room = days.get_mut(row).zip(day).map(|(room, day)| *room = day);
            room.is_some()
        };
        if let (Some(way), Some(opens), true) = (&self.way, self.opens.first(), self.regions.is_empty()) {
            let mut singly = Mask::NONE;
            now.singly.keys().for_each(|row| singly.insert(*row));
            passes = asked & first.met & !singly;
            if *opens != usual {
                for row in passes.rows() {
                    put(row, Some(*opens));
                }
            }
            // Who passes today and not when registration begins may have passed for good.
            slowly = asked & !passes & (singly | now.met);
            let later = asked & !passes & !slowly & way.hope(chunk, &first.nodes);
            for row in later.rows() {
                let bound = way.first_of_hope(chunk, &first.nodes, row);
                let day =
                    if self.is_exact { self.opens.get(bound).copied() } else { self.look(table, chunk, row, bound) };
                if put(row, day) {
                    passes.insert(row);
                }
            }
        }
        for row in slowly.rows() {
            if put(row, self.look(table, chunk, row, 0)) {
                passes.insert(row);
            }
        }
        passes
    }

    /// Looks row by row, from a registration on.
    fn look(&self, table: &Table<'_>, chunk: &Chunk<'_>, row: usize, from: usize) -> Option<i32> {
        if from == NEVER {
            return None;
        }
        let form = table.form_of(chunk, row).ok()?;
        let region = self.regions.iter().find(|(region, _)| form.region.as_ref() == Some(region));
        let ahead = region.map_or(&self.ahead, |(_, ahead)| ahead);
        ahead.earliest(&table.facts(&form), from).map(|day| day.number() - epoch())
    }
}
