//! Sets of combinations of classes as decision diagrams: a set takes as much room as what tells its members apart is intricate, however
//! many combinations there are.
//!
//! A node asks for the class on one axis and leads on, class by class; the last axis is asked for first. Nodes that ask the same
//! and lead to the same are one, and none leads to one place whatever the class: equal sets are equal numbers.

use super::numbered::{Numbered, number};

/// A set, by the place of its first node.
pub(super) type Set = usize;

/// Nobody.
pub(super) const NONE: Set = 0;
/// Everybody.
pub(super) const ALL: Set = 1;

/// How many nodes, and how many boxes, there may be.
pub(super) const MOST: usize = 20_000;
/// How many joints of two sets are worked out.
const JOINTS: usize = 10 * MOST;

/// The sets over some axes.
pub(super) struct Diagrams {
    /// How many classes each axis has.
    pub(super) widths: Vec<usize>,
    /// The axis a node asks for, and where each class leads. The first two are [`NONE`] and [`ALL`].
    nodes: Vec<(usize, Vec<Set>)>,
    places: Numbered,
    joined: Numbered,
    is_full: bool,
}

#[derive(Clone, Copy)]
enum Joint {
    And,
    Or,
    Without,
}

impl Diagrams {
    pub(super) fn new(widths: Vec<usize>) -> Self {
        let ends = vec![(0, Vec::new()), (0, Vec::new())];
        Self { widths, nodes: ends, places: Numbered::default(), joined: Numbered::default(), is_full: false }
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

    pub(super) fn node(&mut self, axis: usize, below: Vec<Set>) -> Set {
        if let Some(first) = below.first().filter(|first| below.iter().all(|set| set == *first)) {
            return *first;
        }
        let number = number(std::iter::once(axis).chain(below.iter().copied()));
        let is_same = |set: Set| self.nodes.get(set).is_some_and(|(own, leads)| *own == axis && *leads == below);
        if let Some(known) = self.places.get(number, is_same) {
            return known;
        }
        if self.nodes.len() >= MOST {
            self.is_full = true;
            return NONE;
        }
        self.nodes.push((axis, below));
        self.places.insert(number, self.nodes.len() - 1);
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
        // There are fewer sets than that.
        let key = (((joint as u64) << 31) + one as u64) << 31 | other as u64;
        if let Some(known) = self.joined.get(key, |_| true) {
            return known;
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
        self.joined.insert(key, found);
        self.is_full |= self.joined.len() > JOINTS;
        found
    }

    /// The axis that a set asks for first.
    pub(super) fn axis(&self, set: Set) -> Option<usize> {
        self.nodes.get(set).filter(|_| set > ALL).map(|(axis, _)| *axis)
    }

    /// Where a class of an axis leads.
    pub(super) fn below(&self, set: Set, axis: usize, class: usize) -> Set {
        match self.nodes.get(set) {
            Some((own, below)) if set > ALL && *own == axis => below.get(class).copied().unwrap_or(NONE),
            _ => set,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::boxes::Box;
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
        let lengths: Vec<Vec<usize>> =
            boxes.iter().map(|of| of.iter().map(|classes| classes.len()).collect()).collect();
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
