//! What another policy would change, and for whom: a population decided by two engines, counted as it streams by.
//!
//! What is kept does not grow with the population: counts by group, and the first few who gain and who lose.

mod moves;

use std::collections::BTreeMap;
use std::ops::Deref;

use serde::Serialize;

pub use self::moves::{Groups, Moves};
use crate::eligibility::{Facts, Outcome};
use crate::engine::Engine;
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::model::unit::UnitCategory;

/// How many who gain, and how many who lose, are kept as examples where a host does not say.
pub const EXAMPLES: usize = 20;

/// A population on its way through two engines, each borrowed or shared.
#[derive(Debug)]
pub struct Simulation<E> {
    pub(crate) old: E,
    pub(crate) new: E,
    pub(crate) day: Date,
    examples: usize,
    pub(crate) foretold: Foretold,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Foretold {
    /// Everybody who was decided.
    pub all: Moves,
    /// By the level declared; those who declare none under an empty name.
    pub by_level: Groups,
    /// By the work type declared (申报工种).
    pub by_work_type: Groups,
    /// By city (报名地市).
    pub by_region: Groups,
    /// By kind of unit (单位类别).
    pub by_unit_category: Groups,
    /// The first who gain.
    pub gain: Vec<Example>,
    /// The first who lose.
    pub lose: Vec<Example>,
    /// Rows that were not decided, by the column at fault and what is wrong there.
    pub rubbish: Vec<Fault>,
}

/// Somebody for whom something changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Moved"))]
pub struct Example {
    /// Where in the stream, from 0.
    pub row: u64,
    /// The level declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Under the old policy.
    pub old: Outcome,
    /// Under the new one.
    pub new: Outcome,
    /// The rules that do not come out as before, by name.
    pub rules: Vec<String>,
}

/// Rubbish of one kind in one column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TableFault"))]
pub struct Fault {
    /// The column.
    pub column: String,
    /// What is wrong.
    pub kind: String,
    /// In how many rows.
    pub rows: u64,
}

/// Where somebody is counted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place<'r> {
    pub level: Option<Level>,
    pub work_type: &'r str,
    pub region: &'r str,
    pub unit_category: Option<UnitCategory>,
}

impl<E: Deref<Target = Engine>> Simulation<E> {
    /// Begins: what the new engine would change of what the old one decides on a day.
    pub fn new(old: E, new: E, day: Date) -> Self {
        Self { old, new, day, examples: EXAMPLES, foretold: Foretold::default() }
    }

    /// Keeps so many examples of each kind.
    #[must_use]
    pub fn with_examples(mut self, examples: usize) -> Self {
        self.examples = examples;
        self
    }

    /// Takes one person.
    pub fn feed_form(&mut self, form: &ApplicationForm) {
        let (old, new) = (self.old.eligible(form, self.day), self.new.eligible(form, self.day));
        let place = Place {
            level: form.level(),
            work_type: form.declared.work_type.as_deref().unwrap_or_default(),
            region: form.region.as_deref().unwrap_or_default(),
            unit_category: form.unit_category,
        };
        self.count(old, new, &place, || Some(form.clone()));
    }

    /// What came of those who were taken so far.
    pub fn report(&self) -> &Foretold {
        &self.foretold
    }

    /// What came of all who were taken.
    pub fn finish(self) -> Foretold {
        self.foretold
    }

    /// Counts one person; `form` is asked for only if there is room for an example.
    pub(crate) fn count(
        &mut self,
        old: Outcome,
        new: Outcome,
        place: &Place<'_>,
        form: impl FnOnce() -> Option<ApplicationForm>,
    ) {
        let row = self.rows();
        let foretold = &mut self.foretold;
        foretold.all.count(old, new);
        foretold.by_level.count(place.level.map_or("", Level::name), old, new);
        foretold.by_work_type.count(place.work_type, old, new);
        foretold.by_region.count(place.region, old, new);
        foretold.by_unit_category.count(place.unit_category.map_or("", UnitCategory::name), old, new);
        self.show(row, place.level, old, new, form);
    }

    /// How many were taken so far.
    pub(crate) fn rows(&self) -> u64 {
        self.foretold.all.people() + self.foretold.rubbish.iter().map(|fault| fault.rows).sum::<u64>()
    }

    /// Keeps somebody for whom something changes as an example, if there is room.
    pub(crate) fn show(
        &mut self,
        row: u64,
        level: Option<Level>,
        old: Outcome,
        new: Outcome,
        form: impl FnOnce() -> Option<ApplicationForm>,
    ) {
        let list = match (old == Outcome::Met, new == Outcome::Met) {
            (false, true) => &self.foretold.gain,
            (true, false) => &self.foretold.lose,
            _ => return,
        };
        if list.len() >= self.examples {
            return;
        }
        let rules = form().map(|form| self.differing(&form)).unwrap_or_default();
        let example = Example { row, level, old, new, rules };
        if new == Outcome::Met { self.foretold.gain.push(example) } else { self.foretold.lose.push(example) }
    }

    /// Counts a row that could not be decided.
    #[cfg(feature = "arrow")]
    pub(crate) fn count_rubbish(&mut self, column: &str, kind: &str) {
        let known = self.foretold.rubbish.iter_mut().find(|fault| fault.column == column && fault.kind == kind);
        if let Some(fault) = known {
            fault.rows += 1;
            return;
        }
        // Columns and kinds are few, whatever the rows hold.
        self.foretold.rubbish.push(Fault { column: column.to_owned(), kind: kind.to_owned(), rows: 1 });
        crate::order::sort(&mut self.foretold.rubbish);
    }

    /// The rules that come out differently, those only one policy has among them.
    fn differing(&self, form: &ApplicationForm) -> Vec<String> {
        let (old, new) = (statuses(&self.old, form, self.day), statuses(&self.new, form, self.day));
        let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
        names.filter(|name| old.get(*name) != new.get(*name)).cloned().collect()
    }
}

fn statuses(engine: &Engine, form: &ApplicationForm, day: Date) -> BTreeMap<String, crate::eligibility::RuleStatus> {
    let Some(level) = form.level() else { return BTreeMap::new() };
    let facts = Facts::new(form, engine.policy(), engine.catalogue(), day, None);
    let plan = engine.policy().plan(level);
    let decision = plan.decide(&facts.row(plan, level), facts.asked());
    engine.policy().rules(level).map(|rule| rule.name.clone()).zip(decision.rules).collect()
}
