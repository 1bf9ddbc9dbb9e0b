//! Who came from where to where, counted over a batch: texts are looked up by their place in a dictionary where they have one.

use std::collections::BTreeMap;

use super::text::{Named, Text};
use crate::eligibility::Outcome;
use crate::foretell::{Foretold, Groups, Moves};
use crate::model::level::Level;
use crate::model::unit::UnitCategory;

/// The counts of a batch.
pub(super) struct Tally<'b, 't> {
    /// By level from five on, and last of those who declare none.
    levels: [Moves; Level::ALL.len() + 1],
    categories: [Moves; UnitCategory::ALL.len() + 1],
    work_types: ByText<'b, 't>,
    regions: ByText<'b, 't>,
}

impl<'b, 't> Tally<'b, 't> {
    pub(super) fn new(work_types: Option<&'b Text<'t>>, regions: Option<&'b Text<'t>>) -> Self {
        Self {
            levels: Default::default(),
            categories: Default::default(),
            work_types: ByText::new(work_types),
            regions: ByText::new(regions),
        }
    }

    /// Counts a row of the batch; level and category by their position.
    pub(super) fn count(
        &mut self,
        row: usize,
        (level, category): (Option<usize>, Option<usize>),
        old: Outcome,
        new: Outcome,
    ) {
        let at = |position: Option<usize>, none: usize| position.filter(|at| *at < none).unwrap_or(none);
        let (level, category) = (at(level, Level::ALL.len()), at(category, UnitCategory::ALL.len()));
        self.levels.get_mut(level).into_iter().for_each(|moves| moves.count(old, new));
        self.categories.get_mut(category).into_iter().for_each(|moves| moves.count(old, new));
        self.work_types.count(row, old, new);
        self.regions.count(row, old, new);
    }

    /// Adds what was counted.
    pub(super) fn add_to(self, foretold: &mut Foretold) {
        let levels = Level::ALL.map(Level::name);
        for (name, moves) in levels.into_iter().chain([""]).zip(&self.levels) {
            foretold.all.add(moves);
            foretold.by_level.add(name, moves);
        }
        let categories = UnitCategory::ALL.map(UnitCategory::name);
        for (name, moves) in categories.into_iter().chain([""]).zip(&self.categories) {
            foretold.by_unit_category.add(name, moves);
        }
        self.work_types.add_to(&mut foretold.by_work_type);
        self.regions.add_to(&mut foretold.by_region);
    }
}

/// Counts by the text of a column.
struct ByText<'b, 't> {
    column: Option<&'b Text<'t>>,
    places: BTreeMap<Named<'t>, usize>,
    /// In the order in which they came, which says what is counted apart where there are too many.
    counts: Vec<(&'t str, Moves)>,
    none: Moves,
}

impl<'b, 't> ByText<'b, 't> {
    fn new(column: Option<&'b Text<'t>>) -> Self {
        Self { column, places: BTreeMap::new(), counts: Vec::new(), none: Moves::default() }
    }

    fn count(&mut self, row: usize, old: Outcome, new: Outcome) {
        let named = self.column.and_then(|column| Some((column, column.named(row)?)));
        let Some((column, named)) = named.filter(|(_, named)| *named != Named::Text("")) else {
            return self.none.count(old, new);
        };
        let counts = &mut self.counts;
        let place = *self.places.entry(named).or_insert_with(|| {
            counts.push((column.get(row).unwrap_or_default(), Moves::default()));
            counts.len() - 1
        });
        counts.get_mut(place).into_iter().for_each(|(_, moves)| moves.count(old, new));
    }

    fn add_to(self, groups: &mut Groups) {
        for (name, moves) in self.counts {
            groups.add(name, &moves);
        }
        groups.add("", &self.none);
    }
}
