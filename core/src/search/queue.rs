//! Work in the order in which its hits are to be shown.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::hit::Tier;

/// Pieces of work, each with the best tier and the smallest value that can come of it; the best first.
pub(super) struct Queue<T, S> {
    heap: BinaryHeap<Reverse<(Tier, u32, u32)>>,
    /// Tasks stay where they are, for they are larger than what a heap should move.
    tasks: Vec<T>,
    /// The states of those tasks that have one, in the same places; they are larger than the tasks.
    states: Vec<S>,
    /// Places of tasks that are done.
    free: Vec<u32>,
}

/// Where a task lay, until another is pushed.
#[derive(Clone, Copy)]
pub(super) struct Place(u32);

impl<T: Copy, S: Copy + Default> Queue<T, S> {
    pub(super) fn new() -> Self {
        Self {
            heap: BinaryHeap::with_capacity(64),
            tasks: Vec::with_capacity(64),
            states: Vec::new(),
            free: Vec::with_capacity(64),
        }
    }

    /// The same room, empty.
    pub(super) fn emptied(mut self) -> Self {
        self.heap.clear();
        self.tasks.clear();
        self.states.clear();
        self.free.clear();
        self
    }

    pub(super) fn len(&self) -> usize {
        self.heap.len()
    }

    pub(super) fn push(&mut self, tier: Tier, value: u32, task: T) -> Place {
        let free = self.free.pop();
        let place = free.unwrap_or_else(|| u32::try_from(self.tasks.len()).unwrap_or(u32::MAX));
        match self.tasks.get_mut(place as usize) {
            Some(slot) => *slot = task,
            None => self.tasks.push(task),
        }
        self.heap.push(Reverse((tier, value, place)));
        Place(place)
    }

    /// Pushes a task that has a state.
    pub(super) fn push_with(&mut self, tier: Tier, value: u32, task: T, state: S) {
        let Place(place) = self.push(tier, value, task);
        if self.states.len() <= place as usize {
            self.states.resize(self.tasks.len(), S::default());
        }
        if let Some(slot) = self.states.get_mut(place as usize) {
            *slot = state;
        }
    }

    pub(super) fn pop(&mut self) -> Option<(Tier, u32, T, Place)> {
        let Reverse((tier, value, place)) = self.heap.pop()?;
        self.free.push(place);
        Some((tier, value, *self.tasks.get(place as usize)?, Place(place)))
    }

    /// The state of the task that was popped last.
    pub(super) fn state(&self, Place(place): Place) -> S {
        self.states.get(place as usize).copied().unwrap_or_default()
    }
}
