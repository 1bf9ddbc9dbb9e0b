//! The walk through the automaton, best hits first.
//!
//! The automaton pushes the smallest value below a node toward the root, so the output gathered on the way down is the
//! value of the best match below: a bound that is always attained. Work lies in a heap ordered by tier, then by that bound.
//! What comes out of the heap is therefore in the order in which hits are shown, and the first twenty cost about as much
//! in a million entries as in a thousand.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use fst::raw::{CompiledAddr, Fst, Node};

use super::alphabet::{Letter, byte_of, initials_of, number_of};
use super::buffer::Section;
use super::build::Root;
use super::hit::Tier;
use super::matcher::{Matcher, State, Strictness};
use super::query::Places;
use super::settle::Settler;
use super::stored::{Stored, Values};

/// How many letters a walk with fuzzy sounds or a typing error looks at, some milliseconds' worth: several
/// times what typical queries take in a list of ten thousand names. In much longer ones, a query that nearly matches
/// everywhere finds only what ranks highest.
const MOST_LOOKS: u64 = 1 << 18;

/// Walks the automaton for one query and one strictness.
pub(super) struct Walk<'a, 'm> {
    stored: Stored<'a>,
    automaton: &'a Fst<&'a [u8]>,
    letters: &'a [[u8; 4]],
    matcher: &'m mut Matcher,
    strictness: Strictness,
    settler: Settler,
    /// How many letters may still be looked at before the walk gives up.
    looks_left: u64,
    end: Places,
    gates: Vec<Gate>,
    /// Tier, bound, and which task; the smallest first. Tasks stay where they are, for they are larger than what a heap
    /// should move.
    heap: BinaryHeap<Reverse<(Tier, u32, u32)>>,
    tasks: Vec<Task<'a>>,
}

/// What a page lets through.
#[derive(Clone, Copy)]
struct Gate {
    /// The places from which one of its letters may be read.
    places: Places,
    /// The number of its first letter.
    first: u32,
    /// It has but one letter, which is written without a second byte.
    is_alone: bool,
}

/// A value that matches, and how well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ranked {
    pub(super) tier: Tier,
    pub(super) value: u32,
}

/// A piece of work.
#[derive(Clone)]
enum Task<'a> {
    /// Read on from a node.
    Read { root: Root, address: CompiledAddr, output: u64, state: State },
    /// The query is used up: everything below the node matches.
    Collect { address: CompiledAddr, output: u64 },
    /// The value of the bound matches, and so do these.
    Yield { others: Option<Values<'a>> },
    /// The value of the bound matches in this tier and no better one.
    Settled,
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
        let settler = Settler::new(matcher.query());
        let looks_left = if strictness == Strictness::Strict { u64::MAX } else { MOST_LOOKS };
        let letters = stored.section(Section::Letters).as_chunks().0;
        let (heap, tasks) = (BinaryHeap::with_capacity(128), Vec::with_capacity(128));
        let mut walk =
            Self { stored, automaton, letters, matcher, strictness, settler, looks_left, end, gates, heap, tasks };
        walk.enter(Root::Text);
        if !walk.matcher.query().is_empty() {
            walk.enter(Root::Word);
            walk.enter(Root::Inside);
        }
        walk
    }

    fn enter(&mut self, root: Root) {
        let top = self.automaton.root();
        let Some(found) = top.find_input(root as u8) else { return };
        let step = top.transition(found);
        let start = Matcher::start(self.strictness);
        let state = match (root, self.strictness) {
            (Root::Word, _) => State { exact: 0, ..start },
            // Inside a text no reading ranks above another.
            (Root::Inside, Strictness::Strict) => State { exact: 0, clean: 0, ..start },
            _ => start,
        };
        self.reached(root, step.addr, step.out.value(), state);
    }

    /// The best tier that a state can still lead to.
    fn tier(&self, root: Root, state: State) -> Tier {
        match (self.strictness, root) {
            (Strictness::Fuzzy, _) => Tier::FuzzySound,
            (Strictness::Typo, _) => Tier::Typo,
            (Strictness::Strict, Root::Text) if state.exact != 0 => Tier::Exact,
            (Strictness::Strict, Root::Text) if state.clean != 0 => Tier::Start,
            (Strictness::Strict, Root::Text) => Tier::StartOtherReading,
            (Strictness::Strict, Root::Word) if state.clean != 0 => Tier::WordStart,
            (Strictness::Strict, _) => Tier::Inside,
        }
    }

    /// Files a node that was reached in a state: as matched, to be read on, or both, where reading on may lead to a better
    /// tier.
    fn reached(&mut self, root: Root, address: CompiledAddr, output: u64, state: State) {
        let mut rest = state;
        if self.strictness == Strictness::Strict && state.clean & self.end != 0 {
            if state.exact & self.end != 0 {
                let node = self.automaton.node(address);
                if node.is_final() {
                    self.push_final(Tier::Exact, &node, output);
                }
            }
            let tier = self.tier(root, State { exact: 0, ..state });
            self.push(tier, output, Task::Collect { address, output });
            rest = State { exact: state.exact & !self.end, clean: state.exact & !self.end, other: 0 };
        } else if state.other & self.end != 0 {
            let tier = self.tier(root, State { other: state.other, ..State::default() });
            self.push(tier, output, Task::Collect { address, output });
            rest = if self.strictness == Strictness::Strict { State { other: 0, ..state } } else { State::default() };
        }
        if !rest.is_dead() {
            self.push(self.tier(root, rest), output, Task::Read { root, address, output, state: rest });
        }
    }

    fn push(&mut self, tier: Tier, output: u64, task: Task<'a>) {
        let number = u32::try_from(self.tasks.len()).unwrap_or(u32::MAX);
        self.tasks.push(task);
        self.heap.push(Reverse((tier, bound(output), number)));
    }

    /// Reads one more letter from a node.
    fn read(&mut self, root: Root, address: CompiledAddr, output: u64, state: State) {
        let node = self.automaton.node(address);
        if node.len() <= self.gates.len() / 4 {
            for step in node.transitions() {
                self.read_page(root, number_of(step.inp), step.addr, output + step.out.value(), state);
            }
            return;
        }
        for page in 0..u8::try_from(self.gates.len()).unwrap_or(u8::MAX) {
            if self.gates.get(usize::from(page)).is_some_and(|gate| self.opens(gate.places, state))
                && let Some(found) = node.find_input(byte_of(page))
            {
                let step = node.transition(found);
                self.read_page(root, page, step.addr, output + step.out.value(), state);
            }
        }
    }

    /// Whether a page can hold a letter that leads on. Before the error is made it can be any.
    fn opens(&self, gate: Places, state: State) -> bool {
        match self.strictness {
            Strictness::Strict | Strictness::Fuzzy => gate & state.all() != 0,
            Strictness::Typo => state.clean != 0 || gate & state.other != 0,
        }
    }

    fn read_page(&mut self, root: Root, page: u8, address: CompiledAddr, output: u64, state: State) {
        let Some(gate) = self.gates.get(usize::from(page)).copied() else { return };
        if !self.opens(gate.places, state) {
            return;
        }
        if gate.is_alone {
            self.read_letter(root, gate.first, address, output, state);
            return;
        }
        for step in self.automaton.node(address).transitions() {
            let letter = gate.first.saturating_add(u32::from(number_of(step.inp)));
            self.read_letter(root, letter, step.addr, output + step.out.value(), state);
        }
    }

    /// Goes by a letter to a node.
    fn read_letter(&mut self, root: Root, letter: u32, address: CompiledAddr, output: u64, state: State) {
        let Some(letter) = self.letters.get(letter as usize).and_then(|bytes| Letter::from_bytes(*bytes)) else {
            return;
        };
        self.looks_left = self.looks_left.saturating_sub(1);
        let next = self.matcher.step_letter(self.strictness, state, letter);
        if !next.is_dead() {
            self.reached(root, address, output, next);
        }
    }

    /// Follows the best path below a node to its value, and leaves the branches for later.
    fn collect(&mut self, tier: Tier, address: CompiledAddr, output: u64) -> Option<u32> {
        let target = bound(output);
        let (mut address, mut output) = (address, output);
        loop {
            let node = self.automaton.node(address);
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

    /// Finds out how well a value matches that came out in a tier which may be too good for it. One of a lesser tier waits
    /// for its turn.
    fn settle(&mut self, tier: Tier, value: u32) -> Option<Ranked> {
        let settled = self.settler.settle(self.stored, self.matcher, self.strictness, tier, value)?;
        if settled == tier {
            return Some(Ranked { tier, value });
        }
        self.push(settled, u64::from(value) * 2, Task::Settled);
        None
    }

    fn push_final(&mut self, tier: Tier, node: &Node<'_>, output: u64) {
        let value = output + node.final_output().value();
        let others = if value & 1 == 1 { self.stored.others(bound(value)) } else { None };
        self.push(tier, value, Task::Yield { others });
    }

    /// Files the values after the best one of a key that was just yielded.
    fn push_others(&mut self, tier: Tier, value: u64) {
        if value & 1 == 1
            && let Some(mut others) = self.stored.others(bound(value))
            && let Some(next) = others.next()
        {
            self.push(tier, u64::from(next) * 2, Task::Yield { others: Some(others) });
        }
    }
}

impl Iterator for Walk<'_, '_> {
    type Item = Ranked;

    /// The next best match. An entry comes once for each of its texts and places that match.
    fn next(&mut self) -> Option<Ranked> {
        while let Some(Reverse((tier, bound, number))) = self.heap.pop() {
            match self.tasks.get(number as usize).cloned()? {
                Task::Read { root, address, output, state } => {
                    if self.looks_left > 0 {
                        self.read(root, address, output, state);
                    }
                }
                Task::Collect { address, output } => {
                    if let Some(value) = self.collect(tier, address, output)
                        && let Some(ranked) = self.settle(tier, value)
                    {
                        return Some(ranked);
                    }
                }
                Task::Yield { others } => {
                    if let Some(mut others) = others
                        && let Some(next) = others.next()
                    {
                        self.push(tier, u64::from(next) * 2, Task::Yield { others: Some(others) });
                    }
                    if let Some(ranked) = self.settle(tier, bound) {
                        return Some(ranked);
                    }
                }
                Task::Settled => return Some(Ranked { tier, value: bound }),
            }
        }
        None
    }
}

/// The value that an output stands for, without the mark of shared keys.
fn bound(output: u64) -> u32 {
    u32::try_from(output / 2).unwrap_or(u32::MAX)
}

fn gates(stored: Stored<'_>, matcher: &mut Matcher, strictness: Strictness) -> Vec<Gate> {
    let pattern = matcher.pattern(strictness);
    let mut by_letter = [0; 26];
    for (letter, places) in (b'a'..=b'z').zip(&mut by_letter) {
        *places = pattern.by_initial(letter) | pattern.latin(letter);
    }
    let is_latin = |letter: char| letter.is_ascii_lowercase();
    let typed: Vec<(u32, Places)> = pattern
        .letters()
        .iter()
        .filter(|typed| !is_latin(typed.letter))
        .map(|typed| (initials_of(typed.letter), typed.places))
        .collect();
    let places_of = |initials: u32| {
        let mut places = typed.iter().filter(|(own, _)| *own == initials).fold(0, |all, (_, more)| all | more);
        let mut left = initials & ((1 << 26) - 1);
        while left != 0 {
            places |= by_letter.get(left.trailing_zeros() as usize).copied().unwrap_or_default();
            left &= left - 1;
        }
        places
    };
    let letters = u32::try_from(stored.section(Section::Letters).len() / 4).unwrap_or(u32::MAX);
    let ends = stored.pages().skip(1).map(|(_, first)| first).chain(std::iter::once(letters));
    let gate = |((initials, first), end): ((u32, u32), u32)| Gate {
        places: places_of(initials),
        first,
        is_alone: end.checked_sub(first) == Some(1),
    };
    stored.pages().zip(ends).map(gate).collect()
}
