//! What one version of a policy decides otherwise than another, and for whom.

use std::ops::Range;

use super::alike::is_alike;
use super::changes::{Change, Changes, Region};
use super::classes::Axis;
use super::diagram::{ALL, Diagrams, NONE, Set};
use super::found::{Reason, Unfinished};
use super::group;
use super::levels::TRIES;
use super::person::{Known, another};
use super::region::extents;
use super::side::Side;
use super::walk::Space;
use crate::Engine;
use crate::eligibility::trace::Outcome;
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::order;
use crate::policy::Policy;
use crate::policy::plan::Slot;
use crate::policy::quantity::Quantity;

/// What a new policy decides otherwise than an old one.
pub fn difference(old: &Engine, new: &Engine) -> Changes {
    let mut changes = Changes::default();
    for level in Level::ALL {
        let Some(day) = super::day(new, level) else { continue };
        let year = new.policy().source().round.year;
        let sides = Sides { old: Side::new(old, level, year, day), new: Side::new(new, level, year, day), level, day };
        let mut known = Known::default();
        let before = changes.changes.len();
        sides.compare(false, &mut changes, 0..0, &mut known);
        if sides.old.has_doors() || sides.new.has_doors() {
            let plain = before..changes.changes.len();
            sides.compare(true, &mut changes, plain, &mut known);
            sides.used_otherwise(&mut changes);
        }
    }
    changes
}

struct Sides<'a> {
    old: Side<'a>,
    new: Side<'a>,
    level: Level,
    day: Date,
}

/// Rules of both sides that read what the others read.
struct Shared {
    old: Vec<usize>,
    new: Vec<usize>,
    space: Space,
}

/// How they come out, for whom.
struct Compared {
    group: Shared,
    diagrams: Diagrams,
    possible: Set,
    /// From and to; the set is not empty.
    changed: Vec<(Outcome, Outcome, Set)>,
    /// Classes by which both pass, so that an example fails by nothing else.
    way: Option<Vec<usize>>,
}

impl Sides<'_> {
    /// Compares group by group. `plain` are the changes found without the claim, which need not be said again.
    fn compare(&self, claimed: bool, into: &mut Changes, plain: Range<usize>, known: &mut Known) {
        let mut compared: Vec<Compared> =
            self.groups(claimed).into_iter().map(|group| self.sets(group, claimed, into)).collect();
        let ways: Vec<Option<Way>> = compared.iter().map(Compared::way).collect();
        let mut found = Vec::new();
        for (at, one) in compared.iter_mut().enumerate() {
            let others = ways.iter().enumerate().filter(|(other, _)| *other != at);
            let others: Option<Vec<&Way>> = others.map(|(_, way)| way.as_ref()).collect();
            for (from, to, set) in std::mem::take(&mut one.changed) {
                let wanted = Wanted { others: others.as_deref(), claimed, outcomes: (from, to) };
                let Some(regions) = self.regions(one, set, &wanted, known) else {
                    self.give_up(&one.group, Reason::TooMany, into);
                    continue;
                };
                let change = Change { level: self.level, rules: self.names(&one.group), claimed, from, to, regions };
                let plain = into.changes.get(plain.clone()).unwrap_or_default();
                if !plain.iter().any(|known| says_the_same(known, &change)) {
                    found.push(change);
                }
            }
        }
        into.changes.extend(found);
    }

    /// For whom a group changes, and how.
    fn sets(&self, mut group: Shared, claimed: bool, into: &mut Changes) -> Compared {
        let nothing = |group: Shared| Compared {
            diagrams: group.space.diagrams(),
            group,
            possible: ALL,
            changed: Vec::new(),
            way: None,
        };
        if !self.counts_alike(&group) {
            self.give_up(&group, Reason::CountedDifferently, into);
            return nothing(group);
        }
        let size = group.space.said_size();
        into.combinations = into.combinations.saturating_add(size);
        let is_open = group.space.axes.iter().any(|axis| axis.is_open);
        match self.sets_of(group, claimed) {
            Ok(compared) => compared,
            Err(all) if is_open => {
                group = all;
                self.give_up(&group, Reason::TooManyUnanswered, into);
                group.space.axes = group.space.axes.into_iter().map(Axis::answered).collect();
                self.sets_of(group, claimed).unwrap_or_else(|group| {
                    self.give_up(&group, Reason::TooMany, into);
                    nothing(group)
                })
            }
            Err(group) => {
                self.give_up(&group, Reason::TooMany, into);
                nothing(group)
            }
        }
    }

    /// Gives the group back where that takes too much.
    fn sets_of(&self, group: Shared, claimed: bool) -> Result<Compared, Shared> {
        let mut diagrams = group.space.diagrams();
        let possible = group.space.possible(&mut diagrams);
        let old = self.old.outcome(&group.old, &group.space, claimed, &mut diagrams);
        let new = self.new.outcome(&group.new, &group.space, claimed, &mut diagrams);
        let mut changed = Vec::new();
        for from in OUTCOMES {
            for to in OUTCOMES.into_iter().filter(|to| *to != from && old != new) {
                let (before, after) = (old.of(from, &mut diagrams), new.of(to, &mut diagrams));
                let both = diagrams.and(before, after);
                changed.push((from, to, diagrams.and(both, possible)));
            }
        }
        let passes = diagrams.and(self.old.passes(old), self.new.passes(new));
        let answered = group.space.answered(&mut diagrams);
        let sure = diagrams.and(passes, answered);
        let way = diagrams.and(sure, possible);
        if diagrams.is_full() {
            return Err(group);
        }
        changed.retain(|(_, _, set)| *set != NONE);
        let first = |set: Set| diagrams.first(set).map(|classes| classes.into_iter().rev().collect::<Vec<_>>());
        order::sort_by_key(&mut changed, |(_, _, set)| first(*set));
        let way = diagrams.first(way);
        Ok(Compared { group, diagrams, possible, changed, way })
    }

    fn groups(&self, claimed: bool) -> Vec<Shared> {
        let (old, new) = (self.old.reads(claimed), self.new.reads(claimed));
        let names = (0..old.len()).map(|at| self.old.name(at)).chain((0..new.len()).map(|at| self.new.name(at)));
        let slots = old.iter().chain(&new).map(|ops| ops.iter().map(|(slot, _)| slot).collect());
        let of_each: Vec<(&str, Vec<&Slot>)> = names.map(Option::unwrap_or_default).zip(slots).collect();
        let group = |members: Vec<usize>| {
            let (of_old, of_new): (Vec<usize>, Vec<usize>) = members.iter().copied().partition(|at| *at < old.len());
            let bounds: Vec<_> =
                members.iter().filter_map(|at| old.iter().chain(&new).nth(*at)).flatten().cloned().collect();
            let mut slots: Vec<&Slot> = Vec::new();
            for (slot, _) in &bounds {
                if !slots.contains(&slot) {
                    slots.push(slot);
                }
            }
            let axis = |slot: &Slot| {
                let axis = Axis::new(slot, self.policy_of(slot), self.level, bounds.iter());
                if slot.quantity == Quantity::ExceptionClaimed {
                    axis.holding(i32::from(claimed))
                } else {
                    axis.or_unanswered()
                }
            };
            let space = Space { axes: slots.into_iter().map(axis).collect() };
            Shared { old: of_old, new: of_new.into_iter().map(|at| at - old.len()).collect(), space }
        };
        group::together(&of_each).into_iter().map(group).collect()
    }

    /// The policy that says what a quantity may be: the new one, but for what only the old one asks.
    fn policy_of(&self, slot: &Slot) -> &Policy {
        let side = if self.new.plan.slots().contains(slot) { &self.new } else { &self.old };
        side.engine.policy()
    }

    /// Says which exceptions are for once a year by one side alone: what somebody used before is no quantity that is gone through.
    fn used_otherwise(&self, into: &mut Changes) {
        let (old, new) = (self.old.engine.policy(), self.new.engine.policy());
        let differs = |name: &str, once: bool| {
            old.exceptions(self.level).any(|before| before.name == name && before.once_a_year != once)
        };
        let names = new.exceptions(self.level).filter(|exception| differs(&exception.name, exception.once_a_year));
        let names: Vec<String> = names.map(|exception| exception.name.clone()).collect();
        if !names.is_empty() {
            let reason = Reason::CountedDifferently;
            into.unfinished.push(Unfinished { level: Some(self.level), names, reason, combinations: None });
        }
    }

    fn counts_alike(&self, group: &Shared) -> bool {
        let both = |slot: &Slot| self.old.plan.slots().contains(slot) && self.new.plan.slots().contains(slot);
        let (old, new) = (self.old.engine.policy(), self.new.engine.policy());
        let alike = |slot: &Slot| is_alike(slot, old, new, new.source().round.year, self.day);
        group.space.axes.iter().all(|axis| !both(&axis.slot) || alike(&axis.slot))
    }

    /// Says that a group was not compared.
    fn give_up(&self, group: &Shared, reason: Reason, into: &mut Changes) {
        let names = self.names(group);
        let size = usize::try_from(group.space.said_size()).unwrap_or(usize::MAX);
        let combinations = (reason != Reason::CountedDifferently).then_some(size);
        let unfinished = Unfinished { level: Some(self.level), names, reason, combinations };
        if !into.unfinished.contains(&unfinished) {
            into.unfinished.push(unfinished);
        }
    }

    fn names(&self, group: &Shared) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let old = group.old.iter().filter_map(|at| self.old.name(*at));
        for name in old.chain(group.new.iter().filter_map(|at| self.new.name(*at))) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    /// The people of a set in words, each region with an example; nothing where they are too many.
    fn regions(&self, one: &mut Compared, set: Set, wanted: &Wanted<'_>, known: &mut Known) -> Option<Vec<Region>> {
        let diagrams = &mut one.diagrams;
        // Those whom nobody is may be in a region or not.
        let nobody = diagrams.not(one.possible);
        let boxes = diagrams.boxes(set, nobody)?;
        // Where many tries failed already, each further region has one.
        let mut failed = 0;
        let region = |of: super::boxes::Box| {
            let inside = diagrams.inside(&of);
            let inside = diagrams.and(inside, set);
            let tries = diagrams.members(inside, if failed < FAILURES { TRIES } else { 1 });
            let mut example = None;
            for classes in &tries {
                example = example.or_else(|| self.example(&one.group, classes, wanted, known));
                failed += usize::from(example.is_none());
            }
            Region { extents: extents(&one.group.space, &of, |slot| self.policy_of(slot).source()), example }
        };
        let regions: Vec<Region> = boxes.into_iter().map(region).collect();
        (!one.diagrams.is_full()).then_some(regions)
    }

    /// Somebody of a combination for whom everything else holds, whom both engines decide as is said.
    fn example(
        &self,
        group: &Shared,
        classes: &[usize],
        wanted: &Wanted<'_>,
        known: &mut Known,
    ) -> Option<ApplicationForm> {
        let own = group.space.axes.iter().zip(classes.iter().copied());
        let others = wanted.others?.iter().flat_map(|way| way.iter().map(|(axis, class)| (axis, *class)));
        let asked: Vec<(&Axis, usize)> = own.chain(others).collect();
        let mut form = another(self.new.engine, self.level, self.day, &asked, known)?;
        form.exception.claimed = wanted.claimed;
        let asks = wanted.claimed || self.old.has_doors() || self.new.has_doors();
        form.exception.used_years = asks.then(Vec::new);
        ((self.old.decides(&form), self.new.decides(&form)) == wanted.outcomes).then_some(form)
    }
}

impl Compared {
    fn way(&self) -> Option<Way> {
        Some(self.group.space.axes.iter().cloned().zip(self.way.as_ref()?.iter().copied()).collect())
    }
}

/// Classes, each of an axis.
type Way = Vec<(Axis, usize)>;

/// How many tries may fail for one change.
const FAILURES: usize = 4 * TRIES;

/// What an example is to show.
struct Wanted<'a> {
    /// How everything else holds, if there is a way.
    others: Option<&'a [&'a Way]>,
    claimed: bool,
    outcomes: (Outcome, Outcome),
}

const OUTCOMES: [Outcome; 3] = [Outcome::Met, Outcome::Unmet, Outcome::Unknown];

fn says_the_same(one: &Change, other: &Change) -> bool {
    let regions = one.regions.iter().map(|region| &region.extents);
    (one.from, one.to) == (other.from, other.to) && regions.eq(other.regions.iter().map(|region| &region.extents))
}
