//! Work in the order in which its hits are to be shown.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::hit::Tier;

/// Pieces of work, each with the best tier and the smallest value that can come of it; the best first.
pub(super) struct Queue<T> {
    heap: BinaryHeap<Reverse<(Tier, u32, u32)>>,
    /// Tasks stay where they are, for they are larger than what a heap should move.
    tasks: Vec<T>,
}

impl<T: Copy> Queue<T> {
    pub(super) fn new() -> Self {
        Self { heap: BinaryHeap::with_capacity(64), tasks: Vec::with_capacity(64) }
    }

    pub(super) fn push(&mut self, tier: Tier, value: u32, task: T) {
        let number = u32::try_from(self.tasks.len()).unwrap_or(u32::MAX);
        self.tasks.push(task);
        self.heap.push(Reverse((tier, value, number)));
    }

    pub(super) fn pop(&mut self) -> Option<(Tier, u32, T)> {
        let Reverse((tier, value, number)) = self.heap.pop()?;
        Some((tier, value, *self.tasks.get(number as usize)?))
    }
}
