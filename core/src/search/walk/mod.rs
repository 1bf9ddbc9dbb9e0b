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
//! has one, and what it finds is held against the texts. It is walked for what starts with two initials, and where a query has
//! four characters or more, whose initials alone leave few names, for what starts with one. A hanzi may be one among a hundred of its sound; the tree of
//! characters leads to it alone. Before a symbol is read, the initials known to come after it are compared with all that the
//! query can go on with, so that most ways end without being read. Short lists have the tree of letters only. One tree for all was tried: queries of
//! initials that match little then look at most of what starts with the first two.

mod collect;
mod read;
mod task;
mod tiers;

use std::ops::Range;

use crate::search::characters::{Characters, Codes};
use crate::search::groups::Groups;
use crate::search::hit::Tier;
use crate::search::matcher::Matcher;
use crate::search::query::Places;
use crate::search::queue::Queue;
use crate::search::readings::Class;
use crate::search::state::Strictness;
use crate::search::stored::Stored;
use crate::search::tree::{Branch, Level, Node, Root, Tree};

use task::{At, Below, Ranked, Sought, Task, Way};

/// How many symbols a walk with fuzzy sounds or a typing error looks at: some tens of milliseconds' worth, and hundreds of times
/// what it takes in a million names. Fewer in tests, so that a short list is enough to be cut off.
const MOST_LOOSE_STEPS: usize = if cfg!(test) { 1 << 12 } else { 1 << 20 };
/// Nodes with more symbols are searched for those that can be meant; in smaller ones each is tried.
const SEARCHED: usize = 24;
/// So many characters after the first have initials enough to leave few names.
const MANY_CHARACTERS: usize = 3;
/// How many of the best ways below a node are followed before the others are looked at; then twice as many, and so on.
const AT_ONCE: usize = 8;

/// Walks the trees of an index for one query and one strictness.
pub(super) struct Walk<'a, 'm> {
    characters: &'a Characters,
    codes: Codes<'a>,
    /// The tree of letters or of characters.
    main: (Tree<'a>, Level),
    /// The tree of pages, if it is walked beside that of letters.
    pages: Option<Tree<'a>>,
    /// How many initials a match starts with that is found in the tree of pages: two, or one where the query is long enough.
    paged: usize,
    matcher: &'m Matcher,
    strictness: Strictness,
    /// What the main tree says is all there is to know. If not, what is found is held against its text.
    is_exact: bool,
    end: Places,
    /// For each place in the query and each kind what is to be looked for from there, once asked for.
    sought: Vec<Option<Sought>>,
    /// The hanzi of the query with their numbers, when characters are walked.
    hanzi: Vec<(Places, Vec<u32>)>,
    /// How many pieces of work may wait.
    most_waiting: usize,
    /// How many symbols may still be looked at.
    steps_left: usize,
    queue: Queue<Task<'a>, At>,
    found: Vec<(u32, usize)>,
    /// The runs of pages that were looked up last, by the initials wanted.
    runs: (u32, Vec<Range<u32>>),
    groups: Groups<'a>,
}

impl<'a, 'm> Walk<'a, 'm> {
    /// Prepares a walk, with an empty queue. For [`Strictness::Strict`] the exact matches come first.
    pub(super) fn new(
        stored: Stored<'a>,
        matcher: &'m Matcher,
        strictness: Strictness,
        queue: Queue<Task<'a>, At>,
    ) -> Option<Self> {
        let letters = stored.tree(Level::Letter)?;
        let characters = stored.tree(Level::Character).filter(|_| matcher.has_hanzi());
        let main = characters.map_or((letters, Level::Letter), |tree| (tree, Level::Character));
        let is_strict = strictness == Strictness::Strict;
        let has_pages = strictness != Strictness::Typo && !matcher.has_hanzi();
        let pages = stored.tree(Level::Page).filter(|_| has_pages);
        let most = main.0.most_steps() + pages.map_or(0, Tree::most_steps);
        let letters = matcher.query().letters();
        let mut walk = Self {
            characters: stored.characters(),
            codes: stored.codes(),
            main,
            pages,
            paged: if matcher.fewest_after_initial(strictness) < MANY_CHARACTERS { 2 } else { 1 },
            matcher,
            strictness,
            is_exact: main.1 == Level::Character || !matcher.has_hanzi(),
            end: matcher.query().end(),
            sought: vec![None; letters.len() * 3],
            hanzi: Vec::new(),
            most_waiting: main.0.most_waiting() + pages.map_or(0, Tree::most_waiting),
            steps_left: if is_strict { most } else { most.min(MOST_LOOSE_STEPS) },
            queue,
            found: Vec::new(),
            runs: (0, Vec::new()),
            groups: stored.groups(),
        };
        if main.1 == Level::Character {
            for (place, letter) in letters.iter().enumerate() {
                if Class::of(*letter) != Class::NONE {
                    walk.hanzi.push((1 << place, walk.characters.numbers_of(*letter).collect()));
                }
            }
        }
        for root in [Root::Text, Root::Word, Root::Inside] {
            // Without a query, a text is listed once.
            if !letters.is_empty() || root == Root::Text {
                walk.enter(Way { root, level: main.1 });
                walk.enter(Way { root, level: Level::Page });
            }
        }
        Some(walk)
    }

    /// Gives back the queue, emptied.
    pub(super) fn into_queue(self) -> Queue<Task<'a>, At> {
        self.queue.emptied()
    }

    /// Whether the walk was not cut off.
    pub(super) fn is_complete(&self) -> bool {
        self.steps_left > 0
    }

    fn tree(&self, level: Level) -> Option<Tree<'a>> {
        if level == Level::Page { self.pages } else { Some(self.main.0) }
    }

    fn is_exact(&self, way: Way) -> bool {
        way.level != Level::Page && self.is_exact
    }

    fn enter(&mut self, way: Way) {
        let Some(node) = self.tree(way.level).and_then(|tree| tree.root(way.root)) else { return };
        let mut state = self.start(way.root);
        if way.level == Level::Page {
            // What is typed in full starts otherwise than by an initial.
            state.exact = 0;
        }
        if !self.matcher.query().is_empty() {
            let task = Task::Read { way, node: node.offset(), depth: 0 };
            self.queue.push_with(self.tier(way.root, state), 0, task, state.into());
        } else if way.level != Level::Page {
            self.queue.push(Tier::Start, 0, Task::Collect { way, node: node.offset(), at_once: AT_ONCE });
        }
    }

    /// Files a branch that was gone along into a state: as matched, to be read on, or both, where reading on may lead to a
    /// better tier.
    fn reached(&mut self, way: Way, node: Node<'a>, branch: Branch, depth: usize, at: At) {
        let Some(below) = Self::below(node, branch) else { return };
        if at.state.exact & self.end != 0 {
            self.push_ending(way, below, branch.value, depth);
        }
        let (tier, rest) = self.matched(way.root, at.state);
        if let Some(tier) = tier {
            let task = match below {
                Below::Node(node) => Task::Collect { way, node: node.offset(), at_once: AT_ONCE },
                Below::Rows(rows) => Task::CollectRows { way, rows },
            };
            self.queue.push(tier, branch.value, task);
        }
        let at = At { state: rest, held: at.held };
        if self.wanted(at) & branch.initials != 0 {
            let task = match below {
                Below::Node(node) => Task::Read { way, node: node.offset(), depth },
                Below::Rows(rows) => Task::ReadRows { way, rows, depth },
            };
            self.queue.push_with(self.tier(way.root, rest.or(at.held)), branch.value, task, at);
        }
    }

    fn below(node: Node<'a>, branch: Branch) -> Option<Below<'a>> {
        if branch.is_bucket() { node.bucket(branch).map(Below::Rows) } else { node.below(branch).map(Below::Node) }
    }

    fn spend(&mut self, steps: usize) {
        self.steps_left = self.steps_left.saturating_sub(steps);
    }
}

impl Iterator for Walk<'_, '_> {
    type Item = Ranked;

    /// The next best match. An entry comes once for each of its texts and places that match, or more often.
    fn next(&mut self) -> Option<Ranked> {
        while self.steps_left > 0
            && let Some((tier, value, task, place)) = self.queue.pop()
        {
            self.spend(if self.queue.len() > self.most_waiting { usize::MAX } else { 1 });
            match task {
                Task::Read { way, node, depth } => {
                    let at = self.queue.state(place);
                    if let Some(node) = self.tree(way.level).and_then(|tree| tree.node(node)) {
                        self.read(way, node, depth, at);
                    }
                }
                Task::ReadRows { way, rows, depth } => {
                    let at = self.queue.state(place);
                    if let Some(ranked) = self.read_rows((tier, value), way, rows, depth, at) {
                        return Some(ranked);
                    }
                }
                Task::Collect { way, node, at_once } => {
                    if let Some(node) = self.tree(way.level).and_then(|tree| tree.node(node)) {
                        self.collect((tier, value), way, node, at_once);
                    }
                }
                Task::CollectRows { way, mut rows } => {
                    if !self.is_exact(way) {
                        if let Some(ranked) = self.read_rows((tier, value), way, rows, 0, At::default()) {
                            return Some(ranked);
                        }
                        continue;
                    }
                    if let Some(next) = rows.take() {
                        self.queue.push(tier, next, Task::CollectRows { way, rows });
                    }
                    return Some(Ranked { tier, value });
                }
                Task::Settled => return Some(Ranked { tier, value }),
            }
        }
        None
    }
}
