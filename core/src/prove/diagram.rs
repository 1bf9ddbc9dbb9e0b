//! Sets of combinations of classes as decision diagrams: a set takes as much room as what tells its members apart is intricate, however
//! many combinations there are.
//!
//! A node asks for the class on one axis and leads on, class by class; the last axis is asked for first. Nodes that ask the same
//! and lead to the same are one, and none leads to one place whatever the class: equal sets are equal numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::order;

/// A set, by the place of its first node.
pub(super) type Set = usize;

/// Nobody.
pub(super) const NONE: Set = 0;
/// Everybody.
pub(super) const ALL: Set = 1;

/// How many nodes, and how many boxes, there may be.
const MOST: usize = 20_000;
/// How many joints of two sets are worked out.
const JOINTS: usize = 10 * MOST;

/// A box: on each axis the classes in it.
pub(super) type Box = Vec<BTreeSet<usize>>;

/// The sets over some axes.
pub(super) struct Diagrams {
    /// How many classes each axis has.
    widths: Vec<usize>,
    /// The axis a node asks for, and where each class leads. The first two are [`NONE`] and [`ALL`].
    nodes: Vec<(usize, Vec<Set>)>,
    places: BTreeMap<(usize, Vec<Set>), Set>,
    joined: BTreeMap<(Joint, Set, Set), Set>,
    is_full: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    And,
    Or,
    Without,
}

impl Diagrams {
    pub(super) fn new(widths: Vec<usize>) -> Self {
        let ends = vec![(0, Vec::new()), (0, Vec::new())];
        Self { widths, nodes: ends, places: BTreeMap::new(), joined: BTreeMap::new(), is_full: false }
    }

    /// Whether there were too many nodes: no set made since then is one.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    /// Whoever is in some of the classes of an axis.
    pub(super) fn of(&mut self, axis: usize, is_in: impl Fn(usize) -> bool) -> Set {
        let width = self.widths.get(axis).copied().unwrap_or(1);
        self.node(axis, (0..width).map(|class| if is_in(class) { ALL } else { NONE }).collect())
    }

    pub(super) fn and(&mut self, one: Set, other: Set) -> Set {
        self.join(Joint::And, one.min(other), one.max(other))
    }

    pub(super) fn or(&mut self, one: Set, other: Set) -> Set {
        self.join(Joint::Or, one.min(other), one.max(other))
    }

    pub(super) fn without(&mut self, one: Set, other: Set) -> Set {
        self.join(Joint::Without, one, other)
    }

    pub(super) fn not(&mut self, set: Set) -> Set {
        self.without(ALL, set)
    }

    /// The first combination of a set, as the class on each axis.
    pub(super) fn first(&self, set: Set) -> Option<Vec<usize>> {
        let mut classes = vec![0; self.widths.len()];
        let mut at = set;
        while at > ALL {
            let (axis, below) = self.nodes.get(at)?;
            let class = below.iter().position(|set| *set != NONE)?;
            *classes.get_mut(*axis)? = class;
            at = *below.get(class)?;
        }
        (at == ALL).then_some(classes)
    }

    /// Covers a set with few boxes, which may overlap and may hold what is in `free` as well. Nothing where they are too many.
    pub(super) fn boxes(&mut self, set: Set, free: Set) -> Option<Vec<Box>> {
        let mut shapes = Shapes::default();
        let upper = self.or(set, free);
        let (_, found) = self.cover(set, upper, &mut shapes)?;
        let mut boxes: Vec<Box> = found.into_iter().map(|shape| self.shape(&shapes, shape)).collect();
        order::sort(&mut boxes);
        Some(boxes)
    }

    /// Boxes that cover one set and stay inside another, and what they cover: first those that need to ask for an axis, each for as many
    /// of its classes as it may, then those that need not.
    fn cover(&mut self, lower: Set, upper: Set, shapes: &mut Shapes) -> Option<(Set, Vec<usize>)> {
        match (lower, upper) {
            (NONE, _) => return Some((NONE, Vec::new())),
            (_, ALL) => return Some((ALL, vec![0])),
            _ => {}
        }
        if let Some(known) = shapes.covers.get(&(lower, upper)) {
            return Some(known.clone());
        }
        let axis = self.axis(lower).max(self.axis(upper))?;
        let classes = 0..self.widths.get(axis).copied().unwrap_or(1);
        let uppers: Vec<Set> = classes.clone().map(|class| self.below(upper, axis, class)).collect();
        let whatever = uppers.iter().fold(ALL, |all, upper| self.and(all, *upper));
        let lowers: Vec<Set> = classes.clone().map(|class| self.below(lower, axis, class)).collect();
        let mut left: Vec<Set> = lowers.iter().map(|lower| self.without(*lower, whatever)).collect();
        let mut covered = vec![NONE; classes.len()];
        let mut found = Vec::new();
        for class in classes.clone() {
            let needed = left.get(class).copied().unwrap_or(NONE);
            if needed == NONE {
                continue;
            }
            let mut most = uppers.get(class).copied()?;
            let mut together = vec![class];
            for other in classes.clone().filter(|other| *other != class) {
                let both = self.and(most, uppers.get(other).copied()?);
                if self.without(needed, both) == NONE {
                    most = both;
                    together.push(other);
                }
            }
            order::sort(&mut together);
            let (cover, inner) = self.cover(needed, most, shapes)?;
            found.extend(inner.into_iter().map(|shape| shapes.place((shape, axis, together.clone()))));
            for class in together {
                let (room, more) = (covered.get_mut(class)?, left.get_mut(class)?);
                *room = self.or(*room, cover);
                *more = self.without(*more, cover);
            }
        }
        let mut rest = NONE;
        for (lower, covered) in lowers.iter().zip(&covered) {
            let open = self.without(*lower, *covered);
            rest = self.or(rest, open);
        }
        let (cover, inner) = self.cover(rest, whatever, shapes)?;
        found.extend(inner);
        let below = covered.iter().map(|covered| self.or(*covered, cover)).collect();
        let whole = self.node(axis, below);
        shapes.covers.insert((lower, upper), (whole, found.clone()));
        shapes.seen += found.len();
        (shapes.seen <= MOST && !self.is_full).then_some((whole, found))
    }

    /// Whoever is in a box.
    pub(super) fn inside(&mut self, of: &Box) -> Set {
        let mut inside = ALL;
        for (axis, (classes, width)) in of.iter().zip(self.widths.clone()).enumerate() {
            let below = (0..width).map(|class| if classes.contains(&class) { inside } else { NONE }).collect();
            inside = self.node(axis, below);
        }
        inside
    }

    /// The first combinations of a set, so many at most.
    pub(super) fn members(&self, set: Set, most: usize) -> Vec<Vec<usize>> {
        let mut found = Vec::new();
        self.add_members(set, self.widths.len(), &mut vec![0; self.widths.len()], most, &mut found);
        found
    }

    /// Those that have these classes on the axes from one on.
    fn add_members(&self, set: Set, above: usize, classes: &mut Vec<usize>, most: usize, found: &mut Vec<Vec<usize>>) {
        if set == NONE || found.len() >= most {
            return;
        }
        let Some(axis) = above.checked_sub(1) else { return found.push(classes.clone()) };
        for class in 0..self.widths.get(axis).copied().unwrap_or(1) {
            classes.get_mut(axis).into_iter().for_each(|room| *room = class);
            self.add_members(self.below(set, axis, class), axis, classes, most, found);
        }
    }

    fn shape(&self, shapes: &Shapes, mut shape: usize) -> Box {
        let mut whole: Box = self.widths.iter().map(|width| (0..*width).collect()).collect();
        while let Some((before, axis, classes)) = shape.checked_sub(1).and_then(|at| shapes.all.get(at)) {
            whole.get_mut(*axis).into_iter().for_each(|room| *room = classes.iter().copied().collect());
            shape = *before;
        }
        whole
    }

    fn node(&mut self, axis: usize, below: Vec<Set>) -> Set {
        if let Some(first) = below.first().filter(|first| below.iter().all(|set| set == *first)) {
            return *first;
        }
        if let Some(known) = self.places.get(&(axis, below.clone())) {
            return *known;
        }
        if self.nodes.len() >= MOST {
            self.is_full = true;
            return NONE;
        }
        self.nodes.push((axis, below.clone()));
        self.places.insert((axis, below), self.nodes.len() - 1);
        self.nodes.len() - 1
    }

    fn join(&mut self, joint: Joint, one: Set, other: Set) -> Set {
        match (joint, one, other) {
            _ if self.is_full => return NONE,
            (Joint::And | Joint::Without, NONE, _) | (Joint::Without, _, ALL) => return NONE,
            (Joint::Or, ALL, _) | (Joint::Or, _, ALL) => return ALL,
            (Joint::And, ALL, set) | (Joint::Or, NONE, set) | (Joint::Without, set, NONE) => return set,
            (Joint::Without, one, other) if one == other => return NONE,
            (_, one, other) if one == other => return one,
            _ => {}
        }
        if let Some(known) = self.joined.get(&(joint, one, other)) {
            return *known;
        }
        let axis = self.axis(one).max(self.axis(other)).unwrap_or_default();
        let width = self.widths.get(axis).copied().unwrap_or(1);
        let below = (0..width).map(|class| {
            let (one, other) = (self.below(one, axis, class), self.below(other, axis, class));
            match joint {
                Joint::And => self.and(one, other),
                Joint::Or => self.or(one, other),
                Joint::Without => self.without(one, other),
            }
        });
        let below = below.collect();
        let found = self.node(axis, below);
        self.joined.insert((joint, one, other), found);
        self.is_full |= self.joined.len() > JOINTS;
        found
    }

    /// The axis that a set asks for first.
    fn axis(&self, set: Set) -> Option<usize> {
        self.nodes.get(set).filter(|_| set > ALL).map(|(axis, _)| *axis)
    }

    /// Where a class of an axis leads.
    fn below(&self, set: Set, axis: usize, class: usize) -> Set {
        match self.nodes.get(set) {
            Some((own, below)) if set > ALL && *own == axis => below.get(class).copied().unwrap_or(NONE),
            _ => set,
        }
    }
}

/// Boxes on their way, axis by axis.
#[derive(Default)]
struct Shapes {
    /// The shape before, the axis, and the classes there. A shape is numbered from 1 on; 0 is everybody.
    all: Vec<(usize, usize, Vec<usize>)>,
    places: BTreeMap<(usize, usize, Vec<usize>), usize>,
    /// What was covered: the set that was, and by which.
    covers: BTreeMap<(Set, Set), (Set, Vec<usize>)>,
    seen: usize,
}

impl Shapes {
    fn place(&mut self, shape: (usize, usize, Vec<usize>)) -> usize {
        let next = self.all.len() + 1;
        *self.places.entry(shape).or_insert_with_key(|shape| {
            self.all.push(shape.clone());
            next
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every combination of three axes, in order, and a set that has those whose bits are set.
    fn set(diagrams: &mut Diagrams, bits: u32) -> Set {
        let mut set = NONE;
        for number in (0..24).filter(|number| bits >> number & 1 == 1) {
            let mut one = ALL;
            for (axis, class) in combination(number).into_iter().enumerate() {
                let of = diagrams.of(axis, |other| other == class);
                one = diagrams.and(one, of);
            }
            set = diagrams.or(set, one);
        }
        set
    }

    fn combination(number: usize) -> [usize; 3] {
        [number % 2, number / 2 % 3, number / 6]
    }

    fn covered(diagrams: &mut Diagrams, set: Set, free: Set) -> u32 {
        let boxes = diagrams.boxes(set, free).unwrap();
        let is_in =
            |of: &Box, number| of.iter().zip(combination(number)).all(|(classes, class)| classes.contains(&class));
        (0..24).fold(0, |bits, number| bits | u32::from(boxes.iter().any(|of| is_in(of, number))) << number)
    }

    #[test]
    fn joints_are_those_of_sets_and_equal_sets_are_one() {
        let mut diagrams = Diagrams::new(vec![2, 3, 4]);
        let all = (1 << 24) - 1;
        let mut seed = 7_u32;
        let mut draw = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) & (seed >> 4) & all
        };
        for _ in 0..40 {
            let (one, other) = (draw(), draw());
            let (a, b) = (set(&mut diagrams, one), set(&mut diagrams, other));
            let made = [(diagrams.and(a, b), one & other), (diagrams.or(a, b), one | other)];
            let taken = [(diagrams.without(a, b), one & !other), (diagrams.not(a), !one & all)];
            for (made, bits) in made.into_iter().chain(taken) {
                assert_eq!((covered(&mut diagrams, made, NONE), made), (bits, set(&mut diagrams, bits)));
                let may_be = covered(&mut diagrams, made, b);
                assert_eq!((may_be & bits, may_be & !(bits | other)), (bits, 0));
                let first = (0..24).find(|number| bits >> number & 1 == 1).map(|number| combination(number).to_vec());
                assert_eq!(diagrams.first(made), first);
                let members: Vec<Vec<usize>> = (0..24)
                    .filter(|number| bits >> number & 1 == 1)
                    .map(|number| combination(number).to_vec())
                    .collect();
                assert_eq!(diagrams.members(made, 24), members);
                assert_eq!(diagrams.members(made, 3), members[..members.len().min(3)]);
            }
        }
        let everybody: Box = [2, 3, 4].map(|width| (0..width).collect()).to_vec();
        assert_eq!(diagrams.boxes(ALL, NONE).unwrap(), [everybody]);
        // Either of two: two boxes that overlap, where boxes apart would have to say what the other is not.
        let (one, other) = (diagrams.of(0, |class| class == 1), diagrams.of(2, |class| class > 1));
        let either = diagrams.or(one, other);
        let boxes = diagrams.boxes(either, NONE).unwrap();
        let lengths: Vec<Vec<usize>> = boxes.iter().map(|of| of.iter().map(BTreeSet::len).collect()).collect();
        assert_eq!(lengths, [[2, 3, 2], [1, 3, 4]]);
    }

    #[test]
    fn what_needs_too_many_nodes_is_given_up() {
        // Each axis hangs together with one of the other half, and those of one half come first.
        let mut diagrams = Diagrams::new(vec![2; 40]);
        let mut any = NONE;
        for axis in 0..20 {
            let (near, far) = (diagrams.of(axis, |class| class == 1), diagrams.of(axis + 20, |class| class == 1));
            let both = diagrams.and(near, far);
            any = diagrams.or(any, both);
        }
        assert!(diagrams.is_full() && diagrams.nodes.len() <= MOST);
    }
}
