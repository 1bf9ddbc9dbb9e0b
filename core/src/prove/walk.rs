//! Going through every combination of classes.

use super::classes::{Axis, is_absent_where_ungraded};
use crate::policy::plan::{Plan, Value};
use crate::policy::quantity::Quantity;

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

    /// The class on each axis of a combination.
    pub(super) fn classes(&self, mut number: usize) -> Vec<usize> {
        let class = |axis: &Axis| {
            let class = number % axis.classes.len();
            number /= axis.classes.len();
            class
        };
        self.axes.iter().map(class).collect()
    }

    /// Whether some answer is missing in a combination.
    pub(super) fn is_open(&self, number: usize) -> bool {
        self.axes.iter().zip(self.classes(number)).any(|(axis, class)| axis.is_open(class))
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
        let held = self.axes.iter().position(|axis| axis.slot.quantity == Quantity::HeldLevel);
        for number in 0..self.size() {
            for ((axis, place), class) in self.axes.iter().zip(&places).zip(&classes) {
                if let Some(value) = place.and_then(|place| row.get_mut(place)) {
                    *value = axis.value(*class);
                }
            }
            if self.is_possible(held, &classes) && !visit(number, row) {
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

    /// What hangs on a level held is absent exactly where none is. Nothing else is taken for impossible.
    fn is_possible(&self, held: Option<usize>, classes: &[usize]) -> bool {
        let class = |axis: usize| self.axes.get(axis)?.classes.get(*classes.get(axis)?).copied();
        // The level held is always cut above ungraded, the least of its values.
        let Some(ungraded) = held.and_then(class).map(|value| value.most == 0) else { return true };
        // Which relation it is turns on the level held.
        let is_open = |axis: usize| {
            classes.get(axis).is_some_and(|class| self.axes.get(axis).is_some_and(|axis| axis.is_open(*class)))
        };
        if held.is_some_and(is_open) {
            let relation = self.axes.iter().position(|axis| axis.slot.quantity == Quantity::WorkTypeRelation);
            if relation.is_some_and(|relation| !is_open(relation)) {
                return false;
            }
        }
        let hanging = self.axes.iter().zip(classes).filter(|(axis, _)| is_absent_where_ungraded(axis.slot.quantity));
        hanging
            .into_iter()
            .all(|(axis, class)| axis.classes.get(*class).is_some_and(|value| value.is_absent()) == ungraded)
    }
}
