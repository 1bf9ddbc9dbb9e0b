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

use super::alphabet::Character;
use super::hit::Tier;
use super::matcher::{Matcher, State, Strictness};
use super::pattern::places;
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

/// Walks the trees of an index for one query and one strictness.
pub(super) struct Walk<'a, 'm> {
    stored: Stored<'a>,
    characters: Characters<'a>,
    /// The tree of letters or of characters.
    main: (Tree<'a>, Level),
    /// The tree of pages, if it is walked beside that of letters: it then finds all that starts with two initials.
    pages: Option<Tree<'a>>,
    matcher: &'m Matcher,
    strictness: Strictness,
    /// What the main tree says is all there is to know. If not, what is found is held against its text.
    is_exact: bool,
    end: Places,
    /// For each place in the query the letters that are typed there otherwise than by their initial, once asked for.
    spelled: Vec<Option<Vec<u32>>>,
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

/// Which tree was entered where.
#[derive(Clone, Copy)]
struct Way {
    root: Root,
    level: Level,
}

/// Where in the query a way has come.
#[derive(Clone, Copy, Default)]
struct At {
    state: State,
    /// After one initial: from here no other initial is read, for those are found in the tree of pages.
    held: State,
}

impl At {
    fn is_dead(self) -> bool {
        self.state.is_dead() && self.held.is_dead()
    }
}

impl From<State> for At {
    fn from(state: State) -> Self {
        Self { state, held: State::default() }
    }
}

/// A piece of work.
#[derive(Clone, Copy)]
enum Task<'a> {
    /// Read on from a node.
    Read { way: Way, node: Offset, depth: usize, at: At },
    /// Read on in rows: the one of the bound and these.
    ReadRows { way: Way, rows: Bucket<'a>, depth: usize, at: At },
    /// Everything below the node matches, if the tree is exact; what is smaller than the bound has been seen to.
    Collect { way: Way, node: Offset },
    /// The row of the bound matches, if the tree is exact, and so do these.
    CollectRows { way: Way, rows: Bucket<'a> },
    /// The value of the bound matches in this tier and no better one.
    Settled,
}

impl<'a, 'm> Walk<'a, 'm> {
    /// Prepares a walk. For [`Strictness::Strict`] the exact matches come first.
    pub(super) fn new(stored: Stored<'a>, matcher: &'m Matcher, strictness: Strictness) -> Option<Self> {
        let letters = stored.tree(Level::Letter)?;
        let characters = stored.tree(Level::Character).filter(|_| matcher.has_hanzi());
        let main = characters.map_or((letters, Level::Letter), |tree| (tree, Level::Character));
        let is_strict = strictness == Strictness::Strict;
        let pages = stored.tree(Level::Page).filter(|_| is_strict && !matcher.has_hanzi());
        let most = (main.0.most_steps() + pages.map_or(0, Tree::most_steps)).saturating_mul(4);
        let letters = matcher.query().letters();
        let mut walk = Self {
            stored,
            characters: stored.characters(),
            main,
            pages,
            matcher,
            strictness,
            is_exact: main.1 == Level::Character || !matcher.has_hanzi(),
            end: matcher.query().end(),
            spelled: Vec::new(),
            hanzi: Vec::new(),
            steps_left: if is_strict { most } else { most.min(MOST_LOOSE_STEPS) },
            queue: Queue::new(),
            found: Vec::new(),
        };
        if main.1 == Level::Character {
            for (place, letter) in letters.iter().enumerate() {
                if Class::of(*letter) != Class::NONE {
                    walk.hanzi.push((1 << place, walk.characters.numbers_of(*letter).collect()));
                }
            }
        }
        if pages.is_some() {
            walk.spelled.resize(letters.len(), None);
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
            let task = Task::Read { way, node: node.offset(), depth: 0, at: state.into() };
            self.queue.push(self.tier(way.root, state), 0, task);
        } else if way.level != Level::Page {
            self.queue.push(Tier::Start, 0, Task::Collect { way, node: node.offset() });
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
    fn read(&mut self, way: Way, node: Node<'a>, depth: usize, at: At) {
        let mut found = std::mem::take(&mut self.found);
        self.find(way.level, node.branch_symbols(), at, &mut found);
        for (number, place) in found.drain(..) {
            let next = self.step(way.level, depth, at, number);
            if !next.is_dead()
                && let Some(branch) = node.branch(place)
            {
                self.reached(way, node, branch, depth + 1, next);
            }
        }
        self.find(way.level, node.single_symbols(), at, &mut found);
        for (number, place) in found.drain(..) {
            let next = self.step(way.level, depth, at, number);
            if !next.is_dead()
                && let Some(value) = node.single(place)
                && let Some(tier) = self.finish(way, value, depth + 1, next)
            {
                self.queue.push(tier, value, Task::Settled);
            }
        }
        self.found = found;
    }

    /// The initials of what can come next.
    fn wanted(&self, at: At) -> u32 {
        let wanted = if at.state.is_dead() { 0 } else { self.matcher.initials_after(self.strictness, at.state) };
        wanted | if at.held.is_dead() { 0 } else { self.matcher.spelled_initials_after(at.held) }
    }

    fn step(&self, level: Level, depth: usize, at: At, number: u32) -> At {
        match level {
            Level::Page => {
                let initials = self.characters.initials(number);
                self.matcher.step_initials(at.state, initials, depth < 2).into()
            }
            Level::Letter => {
                let Some(letter) = self.characters.letter(number) else { return At::default() };
                let next = self.matcher.step_letter(self.strictness, at.state, letter);
                if self.pages.is_some() && depth == 0 {
                    let state = self.matcher.step_spelled(at.state, letter);
                    let held = next.through(|places| places & !self.end).without(state);
                    return At { state, held };
                }
                if at.held.is_dead() { next } else { next.or(self.matcher.step_spelled(at.held, letter)) }.into()
            }
            Level::Character => {
                let character = self.characters.character(number);
                character.map_or(At::default(), |character| self.step_exactly(at, character))
            }
        }
    }

    fn step_exactly(&self, at: At, character: Character) -> At {
        let next = self.matcher.step(self.strictness, at.state, character);
        if at.held.is_dead() { next } else { next.or(self.matcher.step_spelled(at.held, character)) }.into()
    }

    /// Finds the symbols that a state may read: their numbers and places.
    fn find(
        &mut self,
        level: Level,
        symbols: &'a [[u8; 2]],
        at: At,
        found: &mut Vec<(u32, usize)>,
    ) {
        if symbols.len() <= SEARCHED {
            let wanted = self.wanted(at);
            self.spend(symbols.len());
            let numbers = symbols.iter().enumerate().filter_map(|(place, symbol)| Some((number(*symbol)?, place)));
            found.extend(numbers.filter(|(number, _)| self.initials_of(level, *number) & wanted != 0));
            return;
        }
        let mut others = at.state.all();
        for (places, numbers) in &self.hanzi {
            if others & places != 0 {
                others &= !places;
                find_numbers(symbols, numbers, found);
            }
        }
        for place in places(at.held.all()) {
            self.learn_spelled(place);
            find_numbers(symbols, self.spelled.get(place).and_then(Option::as_ref).map_or(&[], Vec::as_slice), found);
        }
        let has_some = !found.is_empty();
        if others != 0 {
            let state = at.state.through(|places| places & others);
            self.find_pages(level, symbols, self.matcher.initials_after(self.strictness, state), found);
        }
        if has_some {
            found.sort_unstable();
            found.dedup();
        }
        self.spend(found.len() + 1);
    }

    /// Finds the symbols with one of these initials.
    fn find_pages(&self, level: Level, symbols: &[[u8; 2]], wanted: u32, found: &mut Vec<(u32, usize)>) {
        for (page, (initials, first_letter)) in (0_u32..).zip(self.characters.pages()) {
            if initials & wanted == 0 {
                continue;
            }
            let first = |page: u32, letter: u32| match level {
                Level::Page => page,
                Level::Letter => letter,
                Level::Character => self.characters.first_character(letter),
            };
            let end = first(page + 1, self.characters.first_letter(page + 1));
            let start = symbols.partition_point(|symbol| number(*symbol) < Some(first(page, first_letter)));
            let rest = symbols.iter().enumerate().skip(start);
            found.extend(rest.map_while(|(place, symbol)| {
                Some((number(*symbol).filter(|number| *number < end)?, place))
            }));
        }
    }

    /// Finds out which letters are typed at a place otherwise than by their initial.
    fn learn_spelled(&mut self, place: usize) {
        let Some(slot) = self.spelled.get(place).filter(|slot| slot.is_none()).map(|_| place) else { return };
        let places = 1 << slot;
        let state = State { exact: 0, clean: places, other: places };
        let wanted = self.matcher.spelled_initials_after(state);
        let mut numbers = Vec::new();
        for (page, (initials, first)) in (0_u32..).zip(self.characters.pages()) {
            if initials & wanted != 0 {
                numbers.extend((first..self.characters.first_letter(page + 1)).filter(|number| {
                    let letter = self.characters.letter(*number);
                    letter.is_some_and(|letter| !self.matcher.step_spelled(state, letter).is_dead())
                }));
            }
        }
        if let Some(slot) = self.spelled.get_mut(slot) {
            *slot = Some(numbers);
        }
    }

    fn initials_of(&self, level: Level, number: u32) -> u32 {
        let page = match level {
            Level::Page => Some(number),
            Level::Letter => self.characters.page_of_letter(number),
            Level::Character => self.characters.page_of_character(number),
        };
        page.map_or(0, |page| self.characters.initials(page))
    }

    /// Files a branch that was gone along into a state: as matched, to be read on, or both, where reading on may lead to a
    /// better tier.
    fn reached(&mut self, way: Way, node: Node<'a>, branch: Branch, depth: usize, at: At) {
        let Some(below) = self.below(node, branch) else { return };
        if at.state.exact & self.end != 0 {
            self.push_ending(way, below, branch.value, depth);
        }
        let (tier, rest) = self.matched(way.root, at.state);
        if let Some(tier) = tier {
            let task = match below {
                Below::Node(node) => Task::Collect { way, node: node.offset() },
                Below::Rows(rows) => Task::CollectRows { way, rows },
            };
            self.queue.push(tier, branch.value, task);
        }
        let at = At { state: rest, held: at.held };
        if self.wanted(at) & branch.initials != 0 {
            let task = match below {
                Below::Node(node) => Task::Read { way, node: node.offset(), depth, at },
                Below::Rows(rows) => Task::ReadRows { way, rows, depth, at },
            };
            self.queue.push(self.tier(way.root, rest.or(at.held)), branch.value, task);
        }
    }

    fn below(&self, node: Node<'a>, branch: Branch) -> Option<Below<'a>> {
        if branch.is_bucket() { node.bucket(branch).map(Below::Rows) } else { node.below(branch).map(Below::Node) }
    }

    /// Files the rows that end here as exact matches.
    fn push_ending(&mut self, way: Way, below: Below<'a>, value: u32, depth: usize) {
        let at = At::from(State { exact: self.end, ..State::default() });
        match below {
            Below::Rows(rows) => self.queue.push(Tier::Exact, value, Task::ReadRows { way, rows, depth, at }),
            Below::Node(node) => {
                let is_end = |symbols: &[[u8; 2]]| symbols.first() == Some(&[0, 0]);
                if is_end(node.branch_symbols())
                    && let Some(branch) = node.branch(0)
                    && let Some(rows) = node.bucket(branch)
                {
                    self.queue.push(Tier::Exact, branch.value, Task::ReadRows { way, rows, depth, at });
                }
                if is_end(node.single_symbols())
                    && let Some(value) = node.single(0)
                    && let Some(tier) = self.finish(way, value, depth, at)
                {
                    self.queue.push(tier, value, Task::Settled);
                }
            }
        }
    }

    /// Reads a row to its end, or to where it is settled.
    fn finish(&self, way: Way, value: u32, depth: usize, at: At) -> Option<Tier> {
        let (depth, mut at) = if self.is_exact(way) { (depth, at) } else { (0, self.start(way.root).into()) };
        let tokens = self.stored.row(value)?;
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
            at = self.step_exactly(at, self.characters.at(token)?);
        }
        best
    }

    /// Reads on in rows, of which the first has the value of the bound. The others that match wait for their turn.
    fn read_rows(
        &mut self,
        (tier, first): (Tier, u32),
        way: Way,
        mut rows: Bucket<'a>,
        depth: usize,
        at: At,
    ) -> Option<Ranked> {
        let mut value = first;
        loop {
            self.spend(1);
            let found = self.finish(way, value, depth, at);
            let next = rows.next().filter(|_| self.steps_left > 0);
            if let Some(found) = found {
                let is_due = value == first && found <= tier;
                if !is_due {
                    self.queue.push(found.max(tier), value, Task::Settled);
                }
                if let Some(next) = next {
                    self.queue.push(tier, next, Task::ReadRows { way, rows, depth, at });
                }
                return is_due.then_some(Ranked { tier, value });
            }
            value = next?;
        }
    }

    /// Files the best ways below a node, of which everything with at least this value matches.
    fn collect(&mut self, tier: Tier, way: Way, node: Node<'a>, least: u32) {
        let (branches, singles) = (node.branch_symbols().len(), node.single_symbols().len());
        self.spend(branches + singles);
        let mut found = std::mem::take(&mut self.found);
        let branch_values = (0..branches).filter_map(|place| Some((node.branch(place)?.value, place)));
        let single_values = (0..singles).filter_map(|place| Some((node.single(place)?, branches + place)));
        found.extend(branch_values.chain(single_values).filter(|(value, _)| *value >= least));
        if found.len() > AT_ONCE + 1 {
            let (_, (next, _), _) = found.select_nth_unstable(AT_ONCE);
            self.queue.push(tier, *next, Task::Collect { way, node: node.offset() });
            found.truncate(AT_ONCE);
        }
        for (value, place) in found.drain(..) {
            let Some(single) = place.checked_sub(branches) else {
                if let Some(branch) = node.branch(place)
                    && let Some(below) = self.below(node, branch)
                {
                    let task = match below {
                        Below::Node(node) => Task::Collect { way, node: node.offset() },
                        Below::Rows(rows) => Task::CollectRows { way, rows },
                    };
                    self.queue.push(tier, value, task);
                }
                continue;
            };
            if self.is_exact(way) {
                self.queue.push(tier, value, Task::Settled);
            } else if node.single(single).is_some()
                && let Some(found) = self.finish(way, value, 0, At::default())
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
                Task::Read { way, node, depth, at } => {
                    if let Some(node) = self.tree(way.level).and_then(|tree| tree.node(node)) {
                        self.read(way, node, depth, at);
                    }
                }
                Task::ReadRows { way, rows, depth, at } => {
                    if let Some(ranked) = self.read_rows((tier, value), way, rows, depth, at) {
                        return Some(ranked);
                    }
                }
                Task::Collect { way, node } => {
                    if let Some(node) = self.tree(way.level).and_then(|tree| tree.node(node)) {
                        self.collect(tier, way, node, value);
                    }
                }
                Task::CollectRows { way, mut rows } => {
                    if !self.is_exact(way) {
                        if let Some(ranked) = self.read_rows((tier, value), way, rows, 0, At::default()) {
                            return Some(ranked);
                        }
                        continue;
                    }
                    if let Some(next) = rows.next() {
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

/// The number that a symbol stands for; none at the end of a text.
fn number(symbol: [u8; 2]) -> Option<u32> {
    u32::from(u16::from_le_bytes(symbol)).checked_sub(1)
}

/// Finds symbols by their numbers.
fn find_numbers(symbols: &[[u8; 2]], numbers: &[u32], found: &mut Vec<(u32, usize)>) {
    found.extend(numbers.iter().filter_map(|wanted| {
        let place = symbols.binary_search_by_key(&Some(*wanted), |symbol| number(*symbol)).ok()?;
        Some((*wanted, place))
    }));
}
