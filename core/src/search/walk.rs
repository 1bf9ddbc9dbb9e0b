//! The walk through a tree, best hits first.
//!
//! A branch tells the smallest value below it: a bound that is always attained. Work lies in a queue ordered by tier, then by
//! that bound. What comes out is therefore in the order in which hits are shown, and the first twenty cost about as much
//! in a million entries as in a thousand.
//!
//! # Design
//!
//! Which tree is walked depends on what was typed. Full syllables are few letters of the alphabet, so in the tree of letters a
//! query soon has one way to go. An initial is forty letters, and three of them sixty thousand ways; the tree of pages
//! has one, and what it finds is held against the texts. A hanzi may be one among a hundred of its sound; the tree of
//! characters leads to it alone. Short lists have the tree of letters only. One tree for all was tried: queries of
//! initials that match little then look at most of what starts with the first two.

use super::hit::Tier;
use super::matcher::{Matcher, State, Strictness};
use super::query::Places;
use super::queue::Queue;
use super::readings::Class;
use super::stored::{Characters, Stored};
use super::tree::{Branch, Bucket, Level, Node, Offset, Root, Tree};

/// How many symbols a walk with fuzzy sounds or a typing error looks at: some milliseconds' worth.
const MOST_LOOSE_STEPS: usize = 1 << 20;
/// Nodes with more symbols are searched for those that can be meant; in smaller ones each is tried.
const SEARCHED: usize = 24;
/// How many of the best ways below a node are followed before the others are looked at.
const AT_ONCE: usize = 8;

/// Walks a tree for one query and one strictness.
pub(super) struct Walk<'a, 'm> {
    stored: Stored<'a>,
    characters: Characters<'a>,
    tree: Tree<'a>,
    level: Level,
    matcher: &'m Matcher,
    strictness: Strictness,
    /// What the tree says is all there is to know. If not, what is found is held against its text.
    is_exact: bool,
    end: Places,
    /// The hanzi of the query with their numbers, when characters are walked.
    hanzi: Vec<(Places, Vec<u32>)>,
    /// How many symbols may still be looked at.
    steps_left: usize,
    queue: Queue<Task<'a>>,
    found: Vec<(u32, usize)>,
}

/// A value that matches, and how well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ranked {
    pub(super) tier: Tier,
    pub(super) value: u32,
}

/// A piece of work.
#[derive(Clone, Copy)]
enum Task<'a> {
    /// Read on from a node.
    Read { root: Root, node: Offset, depth: usize, state: State },
    /// Read on in rows: the one of the bound and these.
    ReadRows { root: Root, rows: Bucket<'a>, depth: usize, state: State },
    /// Everything below the node matches, if the tree is exact; what is smaller than the bound has been seen to.
    Collect { root: Root, node: Offset },
    /// The row of the bound matches, if the tree is exact, and so do these.
    CollectRows { root: Root, rows: Bucket<'a> },
    /// The value of the bound matches in this tier and no better one.
    Settled,
}

impl<'a, 'm> Walk<'a, 'm> {
    /// Prepares a walk. For [`Strictness::Strict`] the exact matches come first.
    pub(super) fn new(stored: Stored<'a>, matcher: &'m Matcher, strictness: Strictness) -> Option<Self> {
        let preferred = preferred(matcher, strictness);
        let (tree, level) = match stored.tree(preferred) {
            Some(tree) => (tree, preferred),
            None => (stored.tree(Level::Letter)?, Level::Letter),
        };
        let most = tree.most_steps().saturating_mul(4);
        let mut walk = Self {
            stored,
            characters: stored.characters(),
            tree,
            level,
            matcher,
            strictness,
            is_exact: match level {
                Level::Page => false,
                Level::Letter => !matcher.has_hanzi(),
                Level::Character => true,
            },
            end: matcher.query().end(),
            hanzi: Vec::new(),
            steps_left: if strictness == Strictness::Strict { most } else { most.min(MOST_LOOSE_STEPS) },
            queue: Queue::new(),
            found: Vec::new(),
        };
        if level == Level::Character {
            for (place, letter) in matcher.query().letters().iter().enumerate() {
                if Class::of(*letter) != Class::NONE {
                    walk.hanzi.push((1 << place, walk.characters.numbers_of(*letter).collect()));
                }
            }
        }
        walk.enter(Root::Text);
        if !matcher.query().is_empty() {
            walk.enter(Root::Word);
            walk.enter(Root::Inside);
        }
        Some(walk)
    }

    /// Whether the walk looked at all there was to look at.
    pub(super) fn is_complete(&self) -> bool {
        self.steps_left > 0
    }

    fn start(&self, root: Root) -> State {
        let start = Matcher::start(self.strictness);
        match (root, self.strictness) {
            (Root::Word, _) => State { exact: 0, ..start },
            // Inside a text no reading ranks above another.
            (Root::Inside, Strictness::Strict) => State { exact: 0, clean: 0, ..start },
            _ => start,
        }
    }

    fn enter(&mut self, root: Root) {
        let Some(node) = self.tree.root(root) else { return };
        let state = self.start(root);
        if self.matcher.query().is_empty() {
            self.queue.push(Tier::Start, 0, Task::Collect { root, node: node.offset() });
        } else {
            let task = Task::Read { root, node: node.offset(), depth: 0, state };
            self.queue.push(self.tier(root, state), 0, task);
        }
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

    /// Splits a state into what it has matched, as the tier of that, and what may still match better.
    fn matched(&self, root: Root, state: State) -> (Option<Tier>, State) {
        let is_strict = self.strictness == Strictness::Strict;
        if is_strict && state.clean & self.end != 0 {
            let exact = state.exact & !self.end;
            (Some(self.tier(root, State { exact: 0, ..state })), State { exact, clean: exact, other: 0 })
        } else if state.other & self.end != 0 {
            let rest = if is_strict { State { other: 0, ..state } } else { State::default() };
            (Some(self.tier(root, State { other: state.other, ..State::default() })), rest)
        } else {
            (None, state)
        }
    }

    /// Reads one more symbol from a node.
    fn read(&mut self, root: Root, node: Node<'a>, depth: usize, state: State) {
        let wanted = self.matcher.initials_after(self.strictness, state);
        let mut found = std::mem::take(&mut self.found);
        self.find(node.branch_symbols(), state, wanted, &mut found);
        for (number, place) in found.drain(..) {
            let next = self.step(state, number);
            if !next.is_dead()
                && let Some(branch) = node.branch(place)
            {
                self.reached(root, node, branch, depth + 1, next);
            }
        }
        self.find(node.single_symbols(), state, wanted, &mut found);
        for (number, place) in found.drain(..) {
            let next = self.step(state, number);
            if !next.is_dead()
                && let Some(value) = node.single(place)
                && let Some(tier) = self.finish(root, value, depth + 1, next)
            {
                self.queue.push(tier, value, Task::Settled);
            }
        }
        self.found = found;
    }

    /// Finds the symbols that a state may read: their numbers and places.
    fn find(&mut self, symbols: &'a [[u8; 2]], state: State, wanted: u32, found: &mut Vec<(u32, usize)>) {
        let number = |symbol: &[u8; 2]| u32::from(u16::from_le_bytes(*symbol)).checked_sub(1);
        if symbols.len() <= SEARCHED {
            self.spend(symbols.len());
            let numbers = symbols.iter().enumerate().filter_map(|(place, symbol)| Some((number(symbol)?, place)));
            found.extend(numbers.filter(|(number, _)| self.initials_of(*number) & wanted != 0));
            return;
        }
        let mut others = state.all();
        for (places, numbers) in &self.hanzi {
            if others & places != 0 {
                others &= !places;
                let place = |number: &u32| {
                    let symbol = |symbol: &[u8; 2]| u32::from(u16::from_le_bytes(*symbol));
                    let place = symbols.binary_search_by_key(&(number + 1), symbol).ok()?;
                    Some((*number, place))
                };
                found.extend(numbers.iter().filter_map(place));
            }
        }
        if others != 0 {
            let wanted = if others == state.all() { wanted } else { self.initials_after(state, others) };
            let before = found.len();
            for (page, (initials, first_letter)) in (0_u32..).zip(self.characters.pages()) {
                if initials & wanted == 0 {
                    continue;
                }
                let first = |page: u32, letter: u32| match self.level {
                    Level::Page => page,
                    Level::Letter => letter,
                    Level::Character => self.characters.first_character(letter),
                };
                let end = first(page + 1, self.characters.first_letter(page + 1));
                let start = symbols.partition_point(|symbol| number(symbol) < Some(first(page, first_letter)));
                let rest = symbols.iter().enumerate().skip(start);
                found.extend(
                    rest.map_while(|(place, symbol)| Some((number(symbol).filter(|number| *number < end)?, place))),
                );
            }
            if before > 0 {
                found.sort_unstable();
                found.dedup();
            }
        }
        self.spend(found.len() + 1);
    }

    fn initials_after(&self, state: State, among: Places) -> u32 {
        self.matcher.initials_after(self.strictness, state.through(|places| places & among))
    }

    fn initials_of(&self, number: u32) -> u32 {
        let page = match self.level {
            Level::Page => Some(number),
            Level::Letter => self.characters.page_of_letter(number),
            Level::Character => self.characters.page_of_character(number),
        };
        page.map_or(0, |page| self.characters.initials(page))
    }

    fn step(&self, state: State, number: u32) -> State {
        match self.level {
            Level::Page => Some(self.matcher.step_initials(state, self.characters.initials(number))),
            Level::Letter => {
                let letter = self.characters.letter(number);
                letter.map(|letter| self.matcher.step_letter(self.strictness, state, letter))
            }
            Level::Character => {
                let character = self.characters.character(number);
                character.map(|character| self.matcher.step(self.strictness, state, character))
            }
        }
        .unwrap_or_default()
    }

    /// Files a branch that was gone along into a state: as matched, to be read on, or both, where reading on may lead to a
    /// better tier.
    fn reached(&mut self, root: Root, node: Node<'a>, branch: Branch, depth: usize, state: State) {
        let Some(below) = self.below(node, branch) else { return };
        if state.exact & self.end != 0 {
            self.push_ending(root, below, branch.value, depth);
        }
        let (tier, rest) = self.matched(root, state);
        if let Some(tier) = tier {
            let task = match below {
                Below::Node(node) => Task::Collect { root, node: node.offset() },
                Below::Rows(rows) => Task::CollectRows { root, rows },
            };
            self.queue.push(tier, branch.value, task);
        }
        if !rest.is_dead() && self.matcher.initials_after(self.strictness, rest) & branch.initials != 0 {
            let task = match below {
                Below::Node(node) => Task::Read { root, node: node.offset(), depth, state: rest },
                Below::Rows(rows) => Task::ReadRows { root, rows, depth, state: rest },
            };
            self.queue.push(self.tier(root, rest), branch.value, task);
        }
    }

    fn below(&self, node: Node<'a>, branch: Branch) -> Option<Below<'a>> {
        if branch.is_bucket() { node.bucket(branch).map(Below::Rows) } else { node.below(branch).map(Below::Node) }
    }

    /// Files the rows that end here as exact matches.
    fn push_ending(&mut self, root: Root, below: Below<'a>, value: u32, depth: usize) {
        let state = State { exact: self.end, ..State::default() };
        match below {
            Below::Rows(rows) => self.queue.push(Tier::Exact, value, Task::ReadRows { root, rows, depth, state }),
            Below::Node(node) => {
                let is_end = |symbols: &[[u8; 2]]| symbols.first() == Some(&[0, 0]);
                if is_end(node.branch_symbols())
                    && let Some(branch) = node.branch(0)
                    && let Some(rows) = node.bucket(branch)
                {
                    self.queue.push(Tier::Exact, branch.value, Task::ReadRows { root, rows, depth, state });
                }
                if is_end(node.single_symbols())
                    && let Some(value) = node.single(0)
                    && let Some(tier) = self.finish(root, value, depth, state)
                {
                    self.queue.push(tier, value, Task::Settled);
                }
            }
        }
    }

    /// Reads a row to its end, or to where it is settled.
    fn finish(&self, root: Root, value: u32, depth: usize, state: State) -> Option<Tier> {
        let (depth, mut state) = if self.is_exact { (depth, state) } else { (0, self.start(root)) };
        let tokens = self.stored.row(value)?;
        let mut best: Option<Tier> = None;
        for token in tokens.start + depth..=tokens.end {
            if state.exact & self.end != 0 && token == tokens.end {
                return Some(self.tier(root, state));
            }
            let (tier, rest) = self.matched(root, state);
            best = match (best, tier) {
                (Some(best), Some(tier)) => Some(best.min(tier)),
                (best, tier) => best.or(tier),
            };
            if rest.is_dead() || token == tokens.end {
                break;
            }
            state = self.matcher.step(self.strictness, rest, self.characters.at(token)?);
        }
        best
    }

    /// Reads on in rows, of which the first has the value of the bound. The others that match wait for their turn.
    fn read_rows(
        &mut self,
        (tier, first): (Tier, u32),
        root: Root,
        mut rows: Bucket<'a>,
        depth: usize,
        state: State,
    ) -> Option<Ranked> {
        let mut value = first;
        loop {
            self.spend(1);
            let found = self.finish(root, value, depth, state);
            let next = rows.next().filter(|_| self.steps_left > 0);
            if let Some(found) = found {
                let is_due = value == first && found <= tier;
                if !is_due {
                    self.queue.push(found.max(tier), value, Task::Settled);
                }
                if let Some(next) = next {
                    self.queue.push(tier, next, Task::ReadRows { root, rows, depth, state });
                }
                return is_due.then_some(Ranked { tier, value });
            }
            value = next?;
        }
    }

    /// Files the best ways below a node, of which everything with at least this value matches.
    fn collect(&mut self, tier: Tier, root: Root, node: Node<'a>, least: u32) {
        let (branches, singles) = (node.branch_symbols().len(), node.single_symbols().len());
        self.spend(branches + singles);
        let mut found = std::mem::take(&mut self.found);
        let branch_values = (0..branches).filter_map(|place| Some((node.branch(place)?.value, place)));
        let single_values = (0..singles).filter_map(|place| Some((node.single(place)?, branches + place)));
        found.extend(branch_values.chain(single_values).filter(|(value, _)| *value >= least));
        if found.len() > AT_ONCE + 1 {
            let (_, (next, _), _) = found.select_nth_unstable(AT_ONCE);
            self.queue.push(tier, *next, Task::Collect { root, node: node.offset() });
            found.truncate(AT_ONCE);
        }
        for (value, place) in found.drain(..) {
            let Some(single) = place.checked_sub(branches) else {
                if let Some(branch) = node.branch(place)
                    && let Some(below) = self.below(node, branch)
                {
                    let task = match below {
                        Below::Node(node) => Task::Collect { root, node: node.offset() },
                        Below::Rows(rows) => Task::CollectRows { root, rows },
                    };
                    self.queue.push(tier, value, task);
                }
                continue;
            };
            if self.is_exact {
                self.queue.push(tier, value, Task::Settled);
            } else if node.single(single).is_some()
                && let Some(found) = self.finish(root, value, 0, State::default())
            {
                self.queue.push(found.max(tier), value, Task::Settled);
            }
        }
        self.found = found;
    }

    fn spend(&mut self, steps: usize) {
        self.steps_left = self.steps_left.saturating_sub(steps);
    }
}

/// What a branch leads to.
#[derive(Clone, Copy)]
enum Below<'a> {
    Node(Node<'a>),
    Rows(Bucket<'a>),
}

impl Iterator for Walk<'_, '_> {
    type Item = Ranked;

    /// The next best match. An entry comes once for each of its texts and places that match, or more often.
    fn next(&mut self) -> Option<Ranked> {
        while self.steps_left > 0
            && let Some((tier, value, task)) = self.queue.pop()
        {
            self.spend(1);
            match task {
                Task::Read { root, node, depth, state } => {
                    if let Some(node) = self.tree.node(node) {
                        self.read(root, node, depth, state);
                    }
                }
                Task::ReadRows { root, rows, depth, state } => {
                    if let Some(ranked) = self.read_rows((tier, value), root, rows, depth, state) {
                        return Some(ranked);
                    }
                }
                Task::Collect { root, node } => {
                    if let Some(node) = self.tree.node(node) {
                        self.collect(tier, root, node, value);
                    }
                }
                Task::CollectRows { root, mut rows } => {
                    if !self.is_exact {
                        if let Some(ranked) = self.read_rows((tier, value), root, rows, 0, State::default()) {
                            return Some(ranked);
                        }
                        continue;
                    }
                    if let Some(next) = rows.next() {
                        self.queue.push(tier, next, Task::CollectRows { root, rows });
                    }
                    return Some(Ranked { tier, value });
                }
                Task::Settled => return Some(Ranked { tier, value }),
            }
        }
        None
    }
}

/// The level whose tree leads to the matches of a query with the fewest detours.
fn preferred(matcher: &Matcher, strictness: Strictness) -> Level {
    if matcher.has_hanzi() {
        return Level::Character;
    }
    let (characters, letters) = matcher.fewest_characters();
    let is_short = letters < 2 * characters || letters == 2 * characters && characters >= 3;
    if strictness == Strictness::Strict && is_short { Level::Page } else { Level::Letter }
}
