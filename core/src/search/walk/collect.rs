//! Rows: those that match already, and those that are held against their texts.

use std::ops::Range;

use super::task::{At, Below, Ranked, Task, Way};
use super::{AT_ONCE, Walk};
use crate::search::hit::Tier;
use crate::search::state::State;
use crate::search::tree::{Bucket, Next, Node, UNKNOWN};

impl<'a> Walk<'a, '_> {
    /// Files the rows that end here as exact matches.
    pub(super) fn push_ending(&mut self, way: Way, below: Below<'a>, value: u32, depth: usize) {
        let at = At::from(State { exact: self.end, ..State::default() });
        match below {
            Below::Rows(rows) => self.queue.push_with(Tier::Exact, value, Task::ReadRows { way, rows, depth }, at),
            Below::Node(node) => {
                let is_end = |symbols: &[[u8; 2]]| symbols.first() == Some(&[0, 0]);
                if is_end(node.branch_symbols())
                    && let Some(branch) = node.branch(0)
                    && let Some(rows) = node.bucket(branch)
                {
                    self.queue.push_with(Tier::Exact, branch.value, Task::ReadRows { way, rows, depth }, at);
                }
                if is_end(node.single_symbols())
                    && let Some(value) = node.single(0)
                    && let Some(tokens) = self.row(value)
                    && let Some(tier) = self.finish(way, tokens, depth, at)
                {
                    self.queue.push(tier, value, Task::Settled);
                }
            }
        }
    }

    /// The tokens of a row: where their characters' numbers begin and end.
    pub(super) fn row(&self, value: u32) -> Option<Range<usize>> {
        let (start, end) = self.groups.of(value)?.row(value)?;
        Some(start as usize..end as usize)
    }

    /// Whether what comes next in a row, as far as the tree tells, can have one of these initials; all are given where it may end.
    pub(super) fn may_go_on(&self, next: Next, wanted: u32) -> bool {
        match next {
            Next(UNKNOWN) => true,
            _ if wanted == u32::MAX => true,
            Next(page) => {
                page.checked_sub(1).is_some_and(|page| self.characters.initials(u32::from(page)) & wanted != 0)
            }
        }
    }

    /// Whether the tokens of a row from a depth on have one of these initials each; nothing is asked from where all are given.
    pub(super) fn goes_on(&self, tokens: &Range<usize>, depth: usize, wanted: &[u32]) -> bool {
        let asked = wanted.iter().take_while(|wanted| **wanted != u32::MAX);
        asked.zip(tokens.start + depth..).all(|(wanted, token)| {
            token < tokens.end
                && self.codes.at(token).map_or(0, |number| self.characters.initials_of_character(number)) & wanted != 0
        })
    }

    /// Reads a row to its end, or to where it is settled.
    pub(super) fn finish(&self, way: Way, tokens: Range<usize>, depth: usize, at: At) -> Option<Tier> {
        let (depth, mut at) = if self.is_exact(way) { (depth, at) } else { (0, self.start(way.root).into()) };
        let mut best: Option<Tier> = None;
        for token in tokens.start + depth..=tokens.end {
            if at.state.exact & self.end != 0 && token == tokens.end {
                return Some(self.tier(way.root, at.state));
            }
            let (tier, rest) = self.matched(way.root, at.state);
            best = match (best, tier) {
                (Some(best), Some(tier)) => Some(best.min(tier)),
                (best, tier) => best.or(tier),
            };
            at.state = rest;
            if at.is_dead() || token == tokens.end {
                break;
            }
            at = self.step_exactly(at, self.characters.character(self.codes.at(token)?)?);
        }
        best
    }

    /// Reads on in rows, of which the first has the value of the bound. The others that match wait for their turn.
    pub(super) fn read_rows(
        &mut self,
        (tier, first): (Tier, u32),
        way: Way,
        mut rows: Bucket<'a>,
        depth: usize,
        at: At,
    ) -> Option<Ranked> {
        let mut value = first;
        // Most rows go on with an initial that the query does not.
        let wanted = if at.is_dead() || at.state.exact & self.end != 0 {
            [u32::MAX; 2]
        } else {
            [self.wanted(at), self.matcher.initials_after_next(self.strictness, at.state.or(at.held))]
        };
        loop {
            self.spend(1);
            let [next, _] = wanted;
            let row = if self.may_go_on(rows.next(), next) { self.row(value) } else { None };
            let tokens = row.filter(|tokens| self.goes_on(tokens, depth, &wanted));
            let found = tokens.and_then(|tokens| self.finish(way, tokens, depth, at));
            let next = rows.take().filter(|_| self.steps_left > 0);
            if let Some(found) = found {
                let is_due = value == first && found <= tier;
                if !is_due {
                    self.queue.push(found.max(tier), value, Task::Settled);
                }
                if let Some(next) = next {
                    self.queue.push_with(tier, next, Task::ReadRows { way, rows, depth }, at);
                }
                return is_due.then_some(Ranked { tier, value });
            }
            value = next?;
        }
    }

    /// Files the best ways below a node, of which everything with at least this value matches.
    pub(super) fn collect(&mut self, (tier, least): (Tier, u32), way: Way, node: Node<'a>, at_once: usize) {
        let (branches, singles) = (node.branch_symbols().len(), node.single_symbols().len());
        self.spend(branches + singles);
        let mut found = std::mem::take(&mut self.found);
        let branch_values = (0..branches).filter_map(|place| Some((node.branch(place)?.value, place)));
        let single_values = (0..singles).filter_map(|place| Some((node.single(place)?, branches + place)));
        found.extend(branch_values.chain(single_values).filter(|(value, _)| *value >= least));
        if found.len() > at_once + 1 {
            let (_, (next, _), _) = found.select_nth_unstable(at_once);
            self.queue.push(tier, *next, Task::Collect { way, node: node.offset(), at_once: at_once * 2 });
            found.truncate(at_once);
        }
        for (value, place) in found.drain(..) {
            let Some(single) = place.checked_sub(branches) else {
                if let Some(branch) = node.branch(place)
                    && let Some(below) = Self::below(node, branch)
                {
                    let task = match below {
                        Below::Node(node) => Task::Collect { way, node: node.offset(), at_once: AT_ONCE },
                        Below::Rows(rows) => Task::CollectRows { way, rows },
                    };
                    self.queue.push(tier, value, task);
                }
                continue;
            };
            if self.is_exact(way) {
                self.queue.push(tier, value, Task::Settled);
            } else if node.single(single).is_some()
                && let Some(tokens) = self.row(value)
                && let Some(found) = self.finish(way, tokens, 0, At::default())
            {
                self.queue.push(found.max(tier), value, Task::Settled);
            }
        }
        self.found = found;
    }
}
