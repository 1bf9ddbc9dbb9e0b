//! Going through every combination of classes.

use super::classes::Axis;
use super::diagram::{ALL, Diagrams, Set};
use super::ties::go_together;
use crate::policy::plan::{Plan, Value};

/// The combinations of the classes of some slots, numbered with the first axis the fastest.
#[derive(Clone, Debug, Default)]
pub(super) struct Space {
    pub(super) axes: Vec<Axis>,
}

impl Space {
    /// How many combinations there are.
    pub(super) fn size(&self) -> usize {
        self.axes.iter().fold(1, |size, axis| size.saturating_mul(axis.classes.len()))
    }

    /// The same to be said: no more than a number of JavaScript holds.
    pub(super) fn said_size(&self) -> u64 {
        let size = self.axes.iter().fold(1_u64, |size, axis| size.saturating_mul(axis.classes.len() as u64));
        size.min(1 << 53)
    }

    /// Its sets.
    pub(super) fn diagrams(&self) -> Diagrams {
        Diagrams::new(self.axes.iter().map(|axis| axis.classes.len()).collect())
    }

    /// The class on each axis of a combination.
    pub(super) fn classes(&self, mut number: usize) -> Vec<usize> {
        let class = |axis: &Axis| {
            let class = number % axis.classes.len();
            number /= axis.classes.len();
            class
        };
        self.axes.iter().map(class).collect()
    }

    /// How far apart combinations stand that differ by one class on an axis.
    pub(super) fn stride(&self, axis: usize) -> usize {
        self.axes.iter().take(axis).fold(1, |size, axis| size.saturating_mul(axis.classes.len()))
    }

    /// Visits every combination a person can be in: its number, and the plan's row with these values. Stops where `visit` says false.
    pub(super) fn walk(&self, plan: &Plan, row: &mut Vec<Value>, mut visit: impl FnMut(usize, &[Value]) -> bool) {
        row.resize(plan.slots().len(), Value::UNKNOWN);
        let places: Vec<Option<usize>> =
            self.axes.iter().map(|axis| plan.slots().iter().position(|slot| *slot == axis.slot)).collect();
        let mut classes = vec![0; self.axes.len()];
        let ties = self.ties();
        for number in 0..self.size() {
            for ((axis, place), class) in self.axes.iter().zip(&places).zip(&classes) {
                if let Some(value) = place.and_then(|place| row.get_mut(place)) {
                    *value = axis.value(*class);
                }
            }
            if ties.iter().all(|tie| tie.allows(&classes)) && !visit(number, row) {
                return;
            }
            for (axis, class) in self.axes.iter().zip(&mut classes) {
                *class += 1;
                if *class < axis.classes.len() {
                    break;
                }
                *class = 0;
            }
        }
    }

    /// Pairs of axes some of whose classes nobody is in at once, the second axis the later one; and of their classes which go together.
    fn ties(&self) -> Vec<Tie> {
        let axes = || self.axes.iter().enumerate();
        let pairs = axes().flat_map(|(at, other)| axes().take(at).map(move |one| (one, (at, other))));
        let tie = |((at, one), (later, other)): ((usize, &Axis), (usize, &Axis))| {
            let with =
                |class| (0..other.classes.len()).map(|another| go_together((one, class), (other, another))).collect();
            let together: Vec<Vec<bool>> = (0..one.classes.len()).map(with).collect();
            together.iter().flatten().any(|goes| !goes).then_some(Tie { one: at, other: later, together })
        };
        pairs.filter_map(tie).collect()
    }

    /// The combinations a person can be in.
    pub(super) fn possible(&self, diagrams: &mut Diagrams) -> Set {
        let mut possible = ALL;
        for Tie { one, other, together } in self.ties() {
            for (class, with) in together.iter().enumerate() {
                let elsewhere = diagrams.of(one, |another| another != class);
                let with = diagrams.of(other, |another| with.get(another).copied().unwrap_or(true));
                let either = diagrams.or(elsewhere, with);
                possible = diagrams.and(possible, either);
            }
        }
        possible
    }

    /// The combinations in which every answer is given.
    pub(super) fn answered(&self, diagrams: &mut Diagrams) -> Set {
        let mut answered = ALL;
        for (at, axis) in self.axes.iter().enumerate().filter(|(_, axis)| axis.is_open) {
            let given = diagrams.of(at, |class| !axis.is_open(class));
            answered = diagrams.and(answered, given);
        }
        answered
    }
}

struct Tie {
    one: usize,
    other: usize,
    together: Vec<Vec<bool>>,
}

impl Tie {
    fn allows(&self, classes: &[usize]) -> bool {
        let class = |axis: usize| classes.get(axis).copied().unwrap_or_default();
        self.together.get(class(self.one)).and_then(|with| with.get(class(self.other))).copied().unwrap_or(true)
    }
}
