//! Sets in few boxes: on each axis some classes.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::diagram::{ALL, Diagrams, MOST, NONE, Set};
use crate::order;

/// A box: on each axis the classes in it, in their order.
pub(super) type Box = Vec<Rc<[usize]>>;

/// A set that is covered, and the shapes that do.
type Covered = (Set, Rc<[usize]>);

impl Diagrams {
    /// Covers a set with few boxes, which may overlap and may hold what is in `free` as well. Nothing where they are too many.
    pub(super) fn boxes(&mut self, set: Set, free: Set) -> Option<Vec<Box>> {
        let mut shapes = Shapes::default();
        let upper = self.or(set, free);
        let (_, found) = self.cover(set, upper, &mut shapes)?;
        let whole: Box = self.widths.iter().map(|width| (0..*width).collect()).collect();
        let mut boxes: Vec<Box> = found.iter().map(|shape| shapes.inside(whole.clone(), *shape)).collect();
        order::sort(&mut boxes);
        Some(boxes)
    }

    /// Boxes that cover one set and stay inside another, and what they cover: first those that need to ask for an axis, each for as many
    /// of its classes as it may, then those that need not.
    fn cover(&mut self, lower: Set, upper: Set, shapes: &mut Shapes) -> Option<Covered> {
        match (lower, upper) {
            (NONE, _) => return Some((NONE, Rc::new([]))),
            (_, ALL) => return Some((ALL, Rc::new([0]))),
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
            let together: Rc<[usize]> = together.into();
            found.extend(inner.iter().map(|shape| shapes.place((*shape, axis, together.clone()))));
            for class in together.iter().copied() {
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
        found.extend(inner.iter());
        let below = covered.iter().map(|covered| self.or(*covered, cover)).collect();
        let whole = self.node(axis, below);
        let found: Rc<[usize]> = found.into();
        shapes.covers.insert((lower, upper), (whole, found.clone()));
        shapes.seen += found.len();
        (shapes.seen <= MOST && !self.is_full()).then_some((whole, found))
    }

    /// Whoever is in a box.
    pub(super) fn inside(&mut self, of: &Box) -> Set {
        let mut inside = ALL;
        for (axis, classes) in of.iter().enumerate() {
            let width = self.widths.get(axis).copied().unwrap_or(1);
            if classes.len() == width {
                continue;
            }
            let below = (0..width).map(|class| if classes.contains(&class) { inside } else { NONE }).collect();
            inside = self.node(axis, below);
        }
        inside
    }
}

/// Boxes on their way, axis by axis.
#[derive(Default)]
struct Shapes {
    /// The shape before, the axis, and the classes there. A shape is numbered from 1 on; 0 is everybody.
    all: Vec<(usize, usize, Rc<[usize]>)>,
    /// What was covered: the set that was, and by which.
    covers: BTreeMap<(Set, Set), Covered>,
    seen: usize,
}

impl Shapes {
    /// The part of a box that is in a shape.
    fn inside(&self, mut whole: Box, mut shape: usize) -> Box {
        while let Some((before, axis, classes)) = shape.checked_sub(1).and_then(|at| self.all.get(at)) {
            whole.get_mut(*axis).into_iter().for_each(|room| *room = classes.clone());
            shape = *before;
        }
        whole
    }

    fn place(&mut self, shape: (usize, usize, Rc<[usize]>)) -> usize {
        self.all.push(shape);
        self.all.len()
    }
}
