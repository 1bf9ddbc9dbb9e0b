//! Who came from where to where, counted over a batch: texts are looked up by their place in a dictionary where they have one.

use std::collections::BTreeMap;

use super::text::{Named, Text};
use crate::eligibility::Outcome;
use crate::foretell::{Foretold, Groups, Moves};
use crate::model::level::Level;
use crate::model::unit::UnitCategory;

/// So many names are held at a time.
const NAMES: usize = 10_000;

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

    /// Whether there are so many names that what was counted should be added before more is.
    pub(super) fn is_full(&self) -> bool {
        self.work_types.counts.len().max(self.regions.counts.len()) > NAMES
    }

    /// Adds what was counted, and begins anew.
    pub(super) fn add_to(&mut self, foretold: &mut Foretold) {
        let levels = Level::ALL.map(Level::name);
        for (name, moves) in levels.into_iter().chain([""]).zip(std::mem::take(&mut self.levels)) {
            foretold.all.add(&moves);
            foretold.by_level.add(name, &moves);
        }
        let categories = UnitCategory::ALL.map(UnitCategory::name);
        for (name, moves) in categories.into_iter().chain([""]).zip(std::mem::take(&mut self.categories)) {
            foretold.by_unit_category.add(name, &moves);
        }
        self.work_types.add_to(&mut foretold.by_work_type);
        self.regions.add_to(&mut foretold.by_region);
    }
}

/// Counts by the text of a column.
struct ByText<'b, 't> {
    column: Option<&'b Text<'t>>,
    places: BTreeMap<Named<'t>, usize>,
    /// The place of those who have no text.
    none: Option<usize>,
    /// In the order in which they came, which says what is counted apart where there are too many.
    counts: Vec<(&'t str, Moves)>,
}

impl<'b, 't> ByText<'b, 't> {
    fn new(column: Option<&'b Text<'t>>) -> Self {
        Self { column, places: BTreeMap::new(), none: None, counts: Vec::new() }
    }

    fn count(&mut self, row: usize, old: Outcome, new: Outcome) {
        let counts = &mut self.counts;
        let mut place_of = |name: &'t str| {
            counts.push((name, Moves::default()));
            counts.len() - 1
        };
        let named = self.column.and_then(|column| Some((column, column.named(row)?)));
        let place = match named {
            Some((column, named)) if named != Named::Text("") => {
                *self.places.entry(named).or_insert_with(|| place_of(column.get(row).unwrap_or_default()))
            }
            _ => *self.none.get_or_insert_with(|| place_of("")),
        };
        self.counts.get_mut(place).into_iter().for_each(|(_, moves)| moves.count(old, new));
    }

    fn add_to(&mut self, groups: &mut Groups) {
        for (name, moves) in self.counts.drain(..) {
            groups.add(name, &moves);
        }
        self.places.clear();
        self.none = None;
    }
}
