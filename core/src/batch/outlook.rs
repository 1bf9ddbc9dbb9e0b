//! The first day of registration on which the same facts pass, for a chunk at a time: each row as its level and region register.

use std::sync::OnceLock;

use super::answer::Wanted;
use super::chunk::Chunk;
use super::decide::Decided;
use super::mask::Mask;
use super::table::Table;
use super::view::View;
use crate::foresee::Ahead;
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
    /// For most; then for regions that register on days of their own.
    views: Vec<View>,
    /// These regions in order, and the view of each.
    regions: Vec<(String, usize)>,
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
        let views: Vec<(Level, &View, Mask)> = declared
            .map(|(level, known)| known.get_or_init(|| LevelOutlook::new(table, level)))
            .flat_map(|level| {
                level.views.iter().zip(level.rows(table, chunk)).map(|(view, rows)| (level.level, view, rows))
            })
            .filter(|(.., rows)| !rows.is_none())
            .collect();
        // Most pass as soon as registration opens, and for most levels that is one day.
        let usual = views.iter().find_map(|(_, view, _)| view.opens.first()).copied().unwrap_or_default();
        let start = days.len();
        days.resize(start + chunk.rows.len(), usual);
        let days = days.get_mut(start..).unwrap_or_default();
        let mut passes = Mask::NONE;
        for (_, view, rows) in views.iter().filter(|(_, view, _)| view.first.is_none()) {
            passes |= view.days(table, chunk, *rows, (now, now), usual, days);
        }
        // What is worked out for a first day takes the place of what was for today.
        let levels = chunk.levels;
        for (level, view, rows) in views {
            if let Some(first) = &view.first {
                if rows.count() < FEW {
                    passes |= view.days_row_by_row(table, chunk, rows, days);
                    continue;
                }
                chunk.levels = Level::ALL.map(|known| if known == level { rows } else { Mask::NONE });
                table.decide_chunk(first, chunk, Wanted::VERDICT, room);
                passes |= view.days(table, chunk, rows, (now, room), usual, days);
            }
        }
        chunk.levels = levels;
        passes
    }
}

/// So many views of a level are made ready; further regions with days of their own are looked at row by row.
const MOST: usize = 64;
/// For fewer rows it is quicker to look at each than to run the rules of a first day over the chunk.
const FEW: usize = 4;

/// The regions that have windows of their own.
fn regions(policy: &Policy, level: Level) -> impl Iterator<Item = &str> {
    let windows = policy.source().round.windows.iter();
    let own = windows.filter(move |window| window.role == Role::Applicant && window.levels.contains(&level));
    own.flat_map(|window| window.regions.iter().flatten()).map(String::as_str)
}

impl LevelOutlook {
    fn new(table: &Table<'_>, level: Level) -> Self {
        let (policy, made) = (table.engine.policy(), &*table.made);
        let own = Ahead::new(policy, level, None, made.day);
        let mut views = vec![View::new(policy, made, level, own.elsewhere(policy, None, made.day))];
        let mut regions_at = Vec::new();
        for region in order::set(regions(policy, level)) {
            let ahead = own.elsewhere(policy, Some(region), made.day);
            let at = views.iter().position(|view| view.is_of(&ahead)).unwrap_or_else(|| {
                let is_one_more = views.len() < MOST;
                views.push(if is_one_more { View::new(policy, made, level, ahead) } else { View::row_by_row(ahead) });
                views.len() - 1
            });
            regions_at.push((region.to_owned(), at));
        }
        Self { level, views, regions: regions_at }
    }

    /// For each view the rows of a chunk that it is for.
    fn rows(&self, table: &Table<'_>, chunk: &Chunk<'_>) -> Vec<Mask> {
        let asked = chunk.of(self.level);
        let mut all = vec![Mask::NONE; self.views.len()];
        let mut most = asked;
        if self.views.len() > 1 {
            for row in asked.rows() {
                let Some(region) = table.region(chunk, row) else { continue };
                let found = self.regions.binary_search_by(|(known, _)| known.as_str().cmp(region));
                let at = found.ok().and_then(|found| self.regions.get(found)).map_or(0, |(_, at)| *at);
                if at > 0 {
                    all.get_mut(at).into_iter().for_each(|rows| rows.insert(row));
                    most.remove(row);
                }
            }
        }
        all.first_mut().into_iter().for_each(|first| *first = most);
        all
    }
}
