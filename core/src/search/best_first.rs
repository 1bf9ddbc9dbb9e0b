//! The walk through the automaton, best hits first.
//!
//! The automaton pushes the smallest value below a node toward the root, so the output gathered on the way down is the
//! value of the best match below: a bound that is always attained. Work lies in a heap ordered by tier, then by that bound.
//! What comes out of the heap is therefore in the order in which hits are shown, and the first twenty cost about as much
//! in a million entries as in a thousand.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use fst::raw::{CompiledAddr, Fst, Node};

use super::build::Root;
use super::hit::Tier;
use super::matcher::{Matcher, State, Strictness};
use super::query::Places;
use super::stored::{Stored, Values};

/// Walks the automaton for one query and one strictness.
pub(super) struct Walk<'a, 'm> {
    stored: Stored<'a>,
    automaton: &'a Fst<&'a [u8]>,
    matcher: &'m mut Matcher,
    strictness: Strictness,
    end: Places,
    /// For each page the places from which one of its letters may be read, and the number of its first letter.
    gates: Vec<(Places, u32)>,
    heap: BinaryHeap<Reverse<Work<'a>>>,
}

/// A value that matches, and how well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ranked {
    pub(super) tier: Tier,
    pub(super) value: u32,
}

/// A piece of work, and the best that can come of it.
struct Work<'a> {
    tier: Tier,
    bound: u32,
    task: Task<'a>,
}

enum Task<'a> {
    /// Read on from a node.
    Read { root: Root, address: CompiledAddr, output: u64, state: State },
    /// The query is used up: everything below the node matches.
    Collect { address: CompiledAddr, output: u64 },
    /// One value that matches.
    Yield,
    /// The bound matches, and so do these.
    YieldAll { others: Values<'a> },
}

impl<'a, 'm> Walk<'a, 'm> {
    /// Prepares a walk. For [`Strictness::Strict`] the exact matches come first.
    pub(super) fn new(
        stored: Stored<'a>,
        automaton: &'a Fst<&'a [u8]>,
        matcher: &'m mut Matcher,
        strictness: Strictness,
    ) -> Self {
        let end = matcher.query().end();
        let gates = gates(stored, matcher, strictness);
        let mut walk =
            Self { stored, automaton, matcher, strictness, end, gates, heap: BinaryHeap::with_capacity(256) };
        let is_empty = walk.matcher.query().is_empty();
        for root in [Root::Text, Root::Word, Root::Inside] {
            if is_empty && root != Root::Text {
                break;
            }
            if strictness == Strictness::Strict && root == Root::Text && !is_empty {
                walk.enter(root, Matcher::start(Strictness::Exact), true);
            }
            walk.enter(root, Matcher::start(strictness), false);
        }
        walk
    }

    fn enter(&mut self, root: Root, state: State, exact: bool) {
        let top = self.automaton.root();
        let Some(found) = top.find_input(root as u8) else { return };
        let step = top.transition(found);
        // Inside a text no reading ranks above another.
        let state = if root == Root::Inside && self.strictness == Strictness::Strict {
            State { clean: 0, ..state }
        } else {
            state
        };
        if exact {
            self.push(
                Tier::Exact,
                step.out.value(),
                Task::Read { root, address: step.addr, output: step.out.value(), state },
            );
        } else {
            self.reached(root, step.addr, step.out.value(), state);
        }
    }

    /// The tier of what a state can still lead to.
    fn tier(&self, root: Root, clean: bool) -> Tier {
        match (self.strictness, root) {
            (Strictness::Exact, _) => Tier::Exact,
            (Strictness::Fuzzy, _) => Tier::FuzzySound,
            (Strictness::Typo, _) => Tier::Typo,
            (Strictness::Strict, Root::Text) if clean => Tier::Start,
            (Strictness::Strict, Root::Text) => Tier::StartOtherReading,
            (Strictness::Strict, Root::Word) if clean => Tier::WordStart,
            (Strictness::Strict, _) => Tier::Inside,
        }
    }

    /// Files a node that was reached in a state: as matched, as to be read on, or both.
    fn reached(&mut self, root: Root, address: CompiledAddr, output: u64, state: State) {
        let splits_readings = self.strictness == Strictness::Strict;
        if splits_readings && state.clean & self.end != 0 {
            return self.push(self.tier(root, true), output, Task::Collect { address, output });
        }
        let mut state = state;
        if state.other & self.end != 0 {
            self.push(self.tier(root, false), output, Task::Collect { address, output });
            if !splits_readings {
                return;
            }
            state.other = 0;
        }
        if !state.is_dead() {
            let tier = self.tier(root, state.clean != 0);
            self.push(tier, output, Task::Read { root, address, output, state });
        }
    }

    fn push(&mut self, tier: Tier, output: u64, task: Task<'a>) {
        self.heap.push(Reverse(Work { tier, bound: bound(output), task }));
    }

    /// Reads one more letter from a node.
    fn read(&mut self, tier: Tier, root: Root, address: CompiledAddr, output: u64, state: State) {
        let automaton = self.automaton;
        let node = automaton.node(address);
        if node.len() <= self.gates.len() / 4 {
            for step in node.transitions() {
                self.read_page(tier, root, step.inp, step.addr, output + step.out.value(), state);
            }
            return;
        }
        for page in 0..=u8::MAX {
            let Some((gate, _)) = self.gates.get(usize::from(page)) else { break };
            if gate & state.all() != 0
                && let Some(found) = node.find_input(page)
            {
                let step = node.transition(found);
                self.read_page(tier, root, page, step.addr, output + step.out.value(), state);
            }
        }
    }

    fn read_page(&mut self, tier: Tier, root: Root, page: u8, address: CompiledAddr, output: u64, state: State) {
        let Some((gate, first)) = self.gates.get(usize::from(page)).copied() else { return };
        if gate & state.all() == 0 {
            return;
        }
        let automaton = self.automaton;
        for step in automaton.node(address).transitions() {
            let Some(letter) = self.stored.letter(first + u32::from(step.inp)) else { continue };
            let output = output + step.out.value();
            if tier == Tier::Exact {
                let state = self.matcher.step(Strictness::Exact, state, &letter.token());
                if state.clean & self.end != 0 {
                    let node = automaton.node(step.addr);
                    if node.is_final() {
                        self.push_final(tier, &node, output);
                    }
                }
                if state.clean & !self.end != 0 {
                    self.push(tier, output, Task::Read { root, address: step.addr, output, state });
                }
            } else {
                let state = self.matcher.step(self.strictness, state, &letter.token());
                if !state.is_dead() {
                    self.reached(root, step.addr, output, state);
                }
            }
        }
    }

    /// Follows the best path below a node to its value, and leaves the branches for later.
    fn collect(&mut self, tier: Tier, address: CompiledAddr, output: u64) -> Option<u32> {
        let automaton = self.automaton;
        let target = bound(output);
        let (mut address, mut output) = (address, output);
        loop {
            let node = automaton.node(address);
            let mut best = None;
            let mut ends_here = false;
            if node.is_final() {
                let value = output + node.final_output().value();
                ends_here = bound(value) == target;
                if ends_here {
                    self.push_others(tier, value);
                } else {
                    self.push_final(tier, &node, output);
                }
            }
            for step in node.transitions() {
                let output = output + step.out.value();
                if bound(output) == target && !ends_here && best.is_none() {
                    best = Some((step.addr, output));
                } else {
                    self.push(tier, output, Task::Collect { address: step.addr, output });
                }
            }
            if ends_here {
                return Some(target);
            }
            (address, output) = best?;
        }
    }

    fn push_final(&mut self, tier: Tier, node: &Node<'_>, output: u64) {
        let value = output + node.final_output().value();
        let others = if value & 1 == 1 { self.stored.others(bound(value)) } else { None };
        self.push(tier, value, others.map_or(Task::Yield, |others| Task::YieldAll { others }));
    }

    /// Files the values after the best one of a key that was just yielded.
    fn push_others(&mut self, tier: Tier, value: u64) {
        if value & 1 == 1
            && let Some(mut others) = self.stored.others(bound(value))
            && let Some(next) = others.next()
        {
            self.push(tier, u64::from(next) * 2, Task::YieldAll { others });
        }
    }
}

impl Iterator for Walk<'_, '_> {
    type Item = Ranked;

    /// The next best match. An entry comes once for each of its texts and places that match.
    fn next(&mut self) -> Option<Ranked> {
        while let Some(Reverse(Work { tier, bound, task })) = self.heap.pop() {
            match task {
                Task::Read { root, address, output, state } => self.read(tier, root, address, output, state),
                Task::Collect { address, output } => {
                    if let Some(value) = self.collect(tier, address, output) {
                        return Some(Ranked { tier, value });
                    }
                }
                Task::Yield => return Some(Ranked { tier, value: bound }),
                Task::YieldAll { mut others } => {
                    if let Some(next) = others.next() {
                        self.push(tier, u64::from(next) * 2, Task::YieldAll { others });
                    }
                    return Some(Ranked { tier, value: bound });
                }
            }
        }
        None
    }
}

/// The value that an output stands for, without the mark of shared keys.
fn bound(output: u64) -> u32 {
    u32::try_from(output / 2).unwrap_or(u32::MAX)
}

fn gates(stored: Stored<'_>, matcher: &mut Matcher, strictness: Strictness) -> Vec<(Places, u32)> {
    let pattern = matcher.pattern(strictness);
    let places_of = |initials: u32| {
        if strictness == Strictness::Typo {
            return Places::MAX;
        }
        let by_letter = (b'a'..=b'z')
            .filter(|letter| initials & (1 << (letter - b'a')) != 0)
            .fold(0, |places, letter| places | pattern.by_initial(letter));
        pattern
            .letters()
            .iter()
            .filter(|(letter, _)| Stored::page_may_hold(initials, *letter))
            .fold(by_letter, |places, (_, more)| places | more)
    };
    stored.pages().map(|(initials, first)| (places_of(initials), first)).collect()
}

impl Work<'_> {
    fn rank(&self) -> (Tier, u32) {
        (self.tier, self.bound)
    }
}

impl PartialEq for Work<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.rank() == other.rank()
    }
}

impl Eq for Work<'_> {}

impl PartialOrd for Work<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Work<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}
