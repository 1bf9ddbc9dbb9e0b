//! The levels beside one another: who can be eligible for several, and who for none.

use std::collections::BTreeMap;

use super::classes::{Axis, Cut, cuts};
use super::found::{Analysis, Found, FoundKind, Reason, Unfinished};
use super::group::{comparisons, programs, reads, space, together};
use super::person::person;
use super::walk::Space;
use crate::Engine;
use crate::eligibility::holds;
use crate::eligibility::trace::Outcome;
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::level::{HeldLevel, Level};
use crate::policy::plan::{Plan, RulePlan, Slot};
use crate::policy::quantity::{Quantity, Scale};

/// How many combinations of what levels share are kept side by side.
const SHARED: usize = 10_000;
/// How many people are tried as an example, for some combinations nobody has.
pub(super) const TRIES: usize = 8;

pub(super) fn all(engine: &Engine, left: &mut usize, analysis: &mut Analysis) {
    let mut levels: Vec<View<'_>> = Level::ALL.into_iter().filter_map(|level| View::new(engine, level)).collect();
    let keys = Space { axes: keys(engine, &levels) };
    let rest = levels.iter().flat_map(|view| &view.groups).map(|group| group.space.size()).max().unwrap_or(1);
    if keys.size() > SHARED || keys.size().saturating_mul(rest) > *left {
        let names = keys.axes.iter().map(|axis| axis.slot.quantity.name().to_owned()).collect();
        let combinations = Some(keys.size().saturating_mul(rest));
        analysis.unfinished.push(Unfinished { level: None, names, reason: Reason::TooMany, combinations });
        return;
    }
    *left -= keys.size();
    let mut ways = Ways::new();
    let mut possible = Vec::new();
    if let Some(first) = levels.first() {
        keys.walk(first.plan, &mut Vec::new(), |number, _| {
            possible.push(number);
            true
        });
    }
    for number in possible {
        let classes = keys.classes(number);
        let each = levels.iter_mut().map(|view| view.passes(&keys, &classes, left)).collect();
        ways.insert(classes, each);
    }
    let beside = Beside { engine, keys: &keys, levels: &levels, ways: &ways };
    beside.overlaps(analysis);
    beside.gaps(analysis);
    beside.dead_ends(analysis);
}

/// Which classes of everything that is not shared make a level pass.
type Way = Vec<(Axis, usize)>;

/// For every combination of what is shared, how each level passes.
type Ways = BTreeMap<Vec<usize>, Vec<Option<Way>>>;

/// One level as the others see it.
struct View<'a> {
    level: Level,
    day: Date,
    plan: &'a Plan,
    groups: Vec<Group<'a>>,
}

struct Group<'a> {
    rules: Vec<&'a RulePlan>,
    space: Space,
    /// By the classes of what is shared.
    known: BTreeMap<Vec<Option<usize>>, Option<Way>>,
}

impl<'a> View<'a> {
    /// Nothing for a level without rules.
    fn new(engine: &'a Engine, level: Level) -> Option<Self> {
        let day = super::day(engine, level)?;
        let plan = engine.policy().plan(level);
        let of_each: Vec<_> = engine
            .policy()
            .rules(level)
            .zip(&plan.rules)
            .map(|(rule, compiled)| (rule.name.as_str(), reads(plan, &programs(compiled))))
            .collect();
        let group = |members: Vec<usize>| {
            let rules: Vec<&RulePlan> = members.iter().filter_map(|at| plan.rules.get(*at)).collect();
            let read: Vec<_> = rules.iter().flat_map(|rule| programs(rule)).collect();
            Group { rules, space: space(plan, &read, engine.policy(), level, day), known: BTreeMap::new() }
        };
        let groups: Vec<_> = together(&of_each).into_iter().map(group).collect();
        (!groups.is_empty()).then_some(Self { level, day, plan, groups })
    }

    /// How the level passes for some classes of what is shared, whatever else there has to be; nothing where nothing helps.
    fn passes(&mut self, keys: &Space, classes: &[usize], left: &mut usize) -> Option<Way> {
        let mut way = Way::new();
        for group in &mut self.groups {
            let class = |axis: &Axis| {
                let key = keys.axes.iter().position(|key| key.slot == axis.slot)?;
                classes.get(key).copied()
            };
            let fixed: Vec<Option<usize>> = group.space.axes.iter().map(class).collect();
            let found = if let Some(known) = group.known.get(&fixed) {
                known.clone()
            } else {
                let found = group.first(self.plan, self.day, keys, &fixed, left);
                group.known.insert(fixed, found.clone());
                found
            };
            way.extend(found?);
        }
        Some(way)
    }
}

impl Group<'_> {
    fn first(&self, plan: &Plan, day: Date, keys: &Space, fixed: &[Option<usize>], left: &mut usize) -> Option<Way> {
        let axes = self.space.axes.iter().zip(fixed).map(|(axis, fixed)| {
            let key = keys.axes.iter().find(|key| key.slot == axis.slot);
            key.zip(*fixed).map_or_else(|| axis.clone(), |(key, class)| key.only(class))
        });
        let space = Space { axes: axes.collect() };
        *left = left.saturating_sub(space.size());
        let mut found = None;
        space.walk(plan, &mut Vec::new(), |number, row| {
            let is_met = |rule: &&RulePlan| {
                rule.when.is_some_and(|when| holds(plan, when, row, day) == Outcome::Unmet)
                    || holds(plan, rule.condition, row, day) == Outcome::Met
            };
            found = self.rules.iter().all(is_met).then_some(number);
            found.is_none()
        });
        let classes = space.classes(found?);
        Some(space.axes.into_iter().zip(classes).collect())
    }
}

/// The level held, class by class, and every count that several levels compare.
fn keys(engine: &Engine, levels: &[View<'_>]) -> Vec<Axis> {
    let mut bounds: Vec<(Slot, Cut)> = Vec::new();
    let mut shared: Vec<(Slot, usize)> = Vec::new();
    for view in levels {
        let read: Vec<_> = view.plan.rules.iter().flat_map(programs).collect();
        let own = cuts(view.plan, comparisons(view.plan, &read).into_iter(), view.day);
        let mut seen: Vec<&Slot> = Vec::new();
        for (slot, _) in &own {
            let counts = slot.quantity.scale() == Scale::Number
                && !slot.quantity.counts_assessments()
                && slot.quantity != Quantity::Awards;
            if !seen.contains(&slot) && (counts || slot.quantity == Quantity::HeldLevel) {
                seen.push(slot);
                match shared.iter_mut().find(|(known, _)| known == slot) {
                    Some((_, times)) => *times += 1,
                    None => shared.push((slot.clone(), 1)),
                }
            }
        }
        bounds.extend(own);
    }
    let held = shared.iter().find(|(slot, _)| slot.quantity == Quantity::HeldLevel).map(|(slot, _)| slot.clone());
    // Every other position is in, so that each level stands by itself.
    bounds.extend(held.map(|slot| (slot, Cut::Among(0b01_0101))));
    let is_key = |(slot, times): &(Slot, usize)| *times > 1 || slot.quantity == Quantity::HeldLevel;
    let axis = |(slot, _): (Slot, usize)| Axis::new(&slot, engine.policy(), Level::Five, bounds.iter());
    shared.into_iter().filter(is_key).map(axis).collect()
}

struct Beside<'a> {
    engine: &'a Engine,
    keys: &'a Space,
    levels: &'a [View<'a>],
    ways: &'a Ways,
}

impl Beside<'_> {
    fn eligible(&self, form: &ApplicationForm, view: &View<'_>) -> Outcome {
        let mut form = form.clone();
        form.declared.level = Some(view.level);
        self.engine.eligible(&form, view.day)
    }

    /// A person with these classes of what is shared, and the rest as one or the other level wants it.
    fn person(&self, view: &View<'_>, classes: &[usize], ways: &[&Way]) -> Option<ApplicationForm> {
        let mut wanted: Vec<(&Axis, usize)> = self.keys.axes.iter().zip(classes.iter().copied()).collect();
        for (axis, class) in ways.iter().flat_map(|way| way.iter()) {
            if !wanted.iter().any(|(known, _)| known.slot == axis.slot) {
                wanted.push((axis, *class));
            }
        }
        person(self.engine, view.level, view.day, &wanted)
    }

    fn overlaps(&self, analysis: &mut Analysis) {
        for (one, view) in self.levels.iter().enumerate() {
            for (two, other) in self.levels.iter().enumerate().skip(one + 1) {
                let both = self
                    .ways
                    .iter()
                    .filter_map(|(classes, ways)| Some((classes, ways.get(one)?.as_ref()?, ways.get(two)?.as_ref()?)));
                let example = both.take(TRIES).find_map(|(classes, way, also)| {
                    let people =
                        [[way, also], [also, way]].into_iter().filter_map(|ways| self.person(view, classes, &ways));
                    let is_both = |form: &ApplicationForm| {
                        self.eligible(form, view) == Outcome::Met && self.eligible(form, other) == Outcome::Met
                    };
                    people.into_iter().find(is_both)
                });
                if example.is_some() {
                    analysis.found.push(Found {
                        kind: FoundKind::Overlap,
                        level: view.level,
                        names: vec![other.level.name().to_owned()],
                        path: String::new(),
                        example,
                        beside: None,
                    });
                }
            }
        }
    }

    /// Combinations for which no level passes, beside ones with less of some count for which one does.
    fn gaps(&self, analysis: &mut Analysis) {
        let passes = |classes: &[usize]| {
            let known = self.ways.get(classes)?;
            known.iter().enumerate().find_map(|(level, way)| Some((level, way.as_ref()?)))
        };
        for (at, axis) in self.keys.axes.iter().enumerate().filter(|(_, axis)| axis.scale == Scale::Number) {
            let shut = self.ways.iter().filter(|(_, ways)| ways.iter().all(Option::is_none));
            let gap = shut.filter_map(|(classes, _)| {
                let mut less = classes.clone();
                let class = less.get_mut(at)?;
                *class = class.checked_sub(1)?;
                let (level, way) = passes(&less)?;
                let view = self.levels.get(level)?;
                let beside = self.person(view, &less, &[way])?;
                let example = self.person(view, classes, &[way])?;
                let nowhere = self.levels.iter().all(|view| self.eligible(&example, view) != Outcome::Met);
                (nowhere && self.eligible(&beside, view) == Outcome::Met).then_some((view, example, beside))
            });
            if let Some((view, example, beside)) = gap.take(1).next() {
                analysis.found.push(Found {
                    kind: FoundKind::Gap,
                    level: view.level,
                    names: Vec::new(),
                    path: axis.slot.quantity.name().to_owned(),
                    example: Some(example),
                    beside: Some(beside),
                });
            }
        }
    }

    /// Levels whose holders pass nowhere, whatever else they have.
    fn dead_ends(&self, analysis: &mut Analysis) {
        let Some(at) = self.keys.axes.iter().position(|axis| axis.slot.quantity == Quantity::HeldLevel) else { return };
        for (class, held) in HeldLevel::ALL.into_iter().enumerate() {
            let next = Level::ALL.into_iter().find(|level| HeldLevel::from(*level) > held);
            let of_held = self.ways.iter().filter(|(classes, _)| classes.get(at) == Some(&class));
            let shut = of_held.clone().all(|(_, ways)| ways.iter().all(Option::is_none));
            let Some((next, view)) =
                next.and_then(|next| Some((next, self.levels.iter().find(|view| view.level == next)?)))
            else {
                continue;
            };
            if shut {
                let example = of_held.clone().next_back().and_then(|(classes, _)| self.person(view, classes, &[]));
                let names = vec![held.name().to_owned()];
                analysis.found.push(Found {
                    kind: FoundKind::DeadEnd,
                    level: next,
                    names,
                    path: String::new(),
                    example,
                    beside: None,
                });
            }
        }
    }
}
