//! What one version of a policy decides otherwise than another, and for whom.

use serde::{Deserialize, Serialize};

use super::alike::is_alike;
use super::classes::{Axis, cuts};
use super::found::{Reason, Unfinished};
use super::person::person;
use super::region::{Extent, boxes, extents};
use super::side::Side;
use super::walk::Space;
use super::{BUDGET, group};
use crate::Engine;
use crate::eligibility::trace::Outcome;
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::plan::Slot;
use crate::policy::quantity::Quantity;

/// How many combinations of one group are compared, for those that change are kept until they are merged.
const MOST: usize = 200_000;

/// What changes from one policy to another, for everybody, whatever answers they have left out; a change from or to `unknown` is of such
/// people, or of rules that send to a person. What is half known, as a day of which only the year is given, is no class of its own.
/// Both are looked at in the exam year of the new one, to which the old one is moved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changes {
    /// What changes, level by level.
    pub changes: Vec<Change>,
    /// What was not compared.
    pub unfinished: Vec<Unfinished>,
    /// How many combinations were gone through.
    pub combinations: usize,
}

/// A change of rules that belong together: of people for whom everything else holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// The level.
    pub level: Level,
    /// The rules, of either policy, that share a quantity.
    pub rules: Vec<String>,
    /// Whether 破格晋升 is claimed; then only what changes otherwise than without the claim.
    pub claimed: bool,
    /// How it came out by the old policy.
    pub from: Outcome,
    /// How it comes out by the new one.
    pub to: Outcome,
    /// For whom: one of these, each of which must hold whole.
    pub regions: Vec<Region>,
}

/// People for whom it changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ChangeRegion"))]
pub struct Region {
    /// What they have in common.
    pub extents: Vec<Extent>,
    /// One of them, whom both engines decide as is said; none where no form was found that has these values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<ApplicationForm>,
}

/// What a new policy decides otherwise than an old one.
pub fn difference(old: &Engine, new: &Engine) -> Changes {
    let mut changes = Changes::default();
    let mut left = BUDGET;
    for level in Level::ALL {
        let Some(day) = super::day(new, level) else { continue };
        let year = new.policy().source().round.year;
        let sides = Sides { old: Side::new(old, level, year, day), new: Side::new(new, level, year, day), level, day };
        let plain = sides.compare(false, &mut left, &mut changes, &[]);
        if sides.old.has_doors() || sides.new.has_doors() {
            sides.compare(true, &mut left, &mut changes, &plain);
        }
    }
    changes.combinations = BUDGET - left;
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

impl Shared {
    /// Leaves out whatever is not answered.
    fn answered(&mut self) {
        let axes = std::mem::take(&mut self.space.axes);
        self.space.axes = axes.into_iter().map(Axis::answered).collect();
    }
}

impl Sides<'_> {
    /// Compares group by group. `known` are the changes found without the claim, which need not be said again.
    fn compare(&self, claimed: bool, left: &mut usize, into: &mut Changes, known: &[Change]) -> Vec<Change> {
        let mut groups = self.groups(claimed);
        let mut found = Vec::new();
        // How each group passes by both, so that an example fails by nothing else.
        let mut ways: Vec<Option<usize>> = Vec::new();
        let mut changed: Vec<Vec<(usize, Outcome, Outcome)>> = Vec::new();
        for group in &mut groups {
            let mut of_group = Vec::new();
            let mut way = None;
            let unfinished = self.unfinished(group, *left);
            let is_compared = unfinished.as_ref().is_none_or(|one| one.reason == Reason::TooManyUnanswered);
            if unfinished.is_some() && is_compared {
                group.answered();
            }
            into.unfinished.extend(unfinished.filter(|one| !into.unfinished.contains(one)));
            if is_compared {
                let is_same = self.is_same(group);
                let mut row = Vec::new();
                group.space.walk(&self.old.plan, &mut Vec::new(), |number, old_row| {
                    *left = left.saturating_sub(1);
                    self.new.fill(&mut row, &self.old.plan, old_row, &group.space, number);
                    let from = self.old.outcome(&group.old, old_row, claimed);
                    let to = if is_same { from } else { self.new.outcome(&group.new, &row, claimed) };
                    if way.is_none() && from == Outcome::Met && to == Outcome::Met && !group.space.is_open(number) {
                        way = Some(number);
                    }
                    if from != to {
                        of_group.push((number, from, to));
                    }
                    !(is_same && way.is_some())
                });
            }
            ways.push(way);
            changed.push(of_group);
        }
        for (at, group) in groups.iter().enumerate() {
            let mut kinds: Vec<(Outcome, Outcome)> = Vec::new();
            for (_, from, to) in changed.get(at).into_iter().flatten() {
                if !kinds.contains(&(*from, *to)) {
                    kinds.push((*from, *to));
                }
            }
            for (from, to) in kinds {
                let numbers: Vec<usize> = changed
                    .get(at)
                    .into_iter()
                    .flatten()
                    .filter(|(_, before, after)| (*before, *after) == (from, to))
                    .map(|(number, _, _)| *number)
                    .collect();
                let others: Vec<(&Space, Option<usize>)> = groups
                    .iter()
                    .zip(&ways)
                    .enumerate()
                    .filter(|(other, _)| *other != at)
                    .map(|(_, (group, way))| (&group.space, *way))
                    .collect();
                let regions = self.regions(group, &numbers, &others, claimed, (from, to));
                let change = Change { level: self.level, rules: self.names(group), claimed, from, to, regions };
                let said = known.iter().any(|known| {
                    (known.from, known.to) == (from, to)
                        && known
                            .regions
                            .iter()
                            .map(|region| &region.extents)
                            .eq(change.regions.iter().map(|region| &region.extents))
                });
                if !said {
                    found.push(change);
                }
            }
        }
        into.changes.extend(found.iter().cloned());
        found
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
                let axis = Axis::new(slot, self.new.engine.policy(), self.level, bounds.iter());
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

    fn unfinished(&self, group: &Shared, left: usize) -> Option<Unfinished> {
        let unfinished = |reason, combinations| {
            Some(Unfinished { level: Some(self.level), names: self.names(group), reason, combinations })
        };
        let both = |slot: &Slot| self.old.plan.slots().contains(slot) && self.new.plan.slots().contains(slot);
        let alike = |slot: &Slot| {
            let year = self.new.engine.policy().source().round.year;
            is_alike(slot, self.old.engine.policy(), self.new.engine.policy(), year, self.day)
        };
        if group.space.axes.iter().any(|axis| both(&axis.slot) && !alike(&axis.slot)) {
            return unfinished(Reason::CountedDifferently, None);
        }
        let size = group.space.size();
        let answered = group.space.axes.iter().map(|axis| axis.classes.len() - usize::from(axis.is_open));
        let answered = answered.fold(1_usize, usize::saturating_mul);
        let most = left.min(MOST);
        match (answered > most, size > most) {
            (true, _) => unfinished(Reason::TooMany, Some(answered)),
            (_, true) => unfinished(Reason::TooManyUnanswered, Some(size)),
            _ => None,
        }
    }

    /// Whether the rules of a group are the same in both, exceptions and all.
    fn is_same(&self, group: &Shared) -> bool {
        group.old.len() == group.new.len()
            && group.old.iter().zip(&group.new).all(|(old, new)| self.old.signature(*old) == self.new.signature(*new))
            && self.old.doors() == self.new.doors()
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

    fn regions(
        &self,
        group: &Shared,
        numbers: &[usize],
        others: &[(&Space, Option<usize>)],
        claimed: bool,
        outcomes: (Outcome, Outcome),
    ) -> Vec<Region> {
        let source = self.new.engine.policy().source();
        let region = |of: super::region::Box| {
            let inside = numbers.iter().filter(|number| {
                group.space.classes(**number).iter().zip(&of).all(|(class, classes)| classes.contains(class))
            });
            let example = inside
                .take(super::levels::TRIES)
                .find_map(|number| self.example(group, *number, others, claimed, outcomes));
            Region { extents: extents(&group.space, &of, source), example }
        };
        boxes(&group.space, numbers).into_iter().map(region).collect()
    }

    /// Somebody of a combination for whom everything else holds, whom both engines decide as is said.
    fn example(
        &self,
        group: &Shared,
        number: usize,
        others: &[(&Space, Option<usize>)],
        claimed: bool,
        (from, to): (Outcome, Outcome),
    ) -> Option<ApplicationForm> {
        let mut wanted: Vec<(&Axis, usize)> = group.space.axes.iter().zip(group.space.classes(number)).collect();
        for (space, way) in others {
            wanted.extend(space.axes.iter().zip(space.classes((*way)?)));
        }
        let mut form = person(self.new.engine, self.level, self.day, &wanted)?;
        form.exception.claimed = claimed;
        form.exception.used_years = claimed.then(Vec::new);
        (self.old.decides(&form) == from && self.new.decides(&form) == to).then_some(form)
    }
}

/// The comparisons of a plan with what they tell apart.
pub(super) type Reads = Vec<(Slot, super::classes::Cut)>;

pub(super) fn reads_of(side: &Side<'_>, ops: Vec<&crate::policy::plan::Op>, day: Date) -> Reads {
    cuts(&side.plan, ops.into_iter(), day)
}
