//! Work in the order in which its hits are to be shown.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::hit::Tier;

/// Pieces of work, each with the best tier and the smallest value that can come of it; the best first.
pub(super) struct Queue<T> {
    heap: BinaryHeap<Reverse<(Tier, u32, u32)>>,
    /// Tasks stay where they are, for they are larger than what a heap should move.
    tasks: Vec<T>,
    /// Places of tasks that are done.
    free: Vec<u32>,
}

impl<T: Copy> Queue<T> {
    pub(super) fn new() -> Self {
        Self { heap: BinaryHeap::with_capacity(64), tasks: Vec::with_capacity(64), free: Vec::with_capacity(64) }
    }

    /// The same room, empty.
    pub(super) fn emptied(mut self) -> Self {
        self.heap.clear();
        self.tasks.clear();
        self.free.clear();
        self
    }

    pub(super) fn len(&self) -> usize {
        self.heap.len()
    }

    pub(super) fn push(&mut self, tier: Tier, value: u32, task: T) {
        let free = self.free.pop();
        let place = free.unwrap_or_else(|| u32::try_from(self.tasks.len()).unwrap_or(u32::MAX));
        match self.tasks.get_mut(place as usize) {
            Some(slot) => *slot = task,
            None => self.tasks.push(task),
        }
        self.heap.push(Reverse((tier, value, place)));
    }

    pub(super) fn pop(&mut self) -> Option<(Tier, u32, T)> {
        let Reverse((tier, value, place)) = self.heap.pop()?;
        self.free.push(place);
        Some((tier, value, *self.tasks.get(place as usize)?))
    }
}
