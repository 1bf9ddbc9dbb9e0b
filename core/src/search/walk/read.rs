//! Reading on from a node: which of its symbols the query can mean, and where each leads.

use std::ops::Range;

use super::task::{At, Sought, Task, Way};
use super::{SEARCHED, Walk};
use crate::order;
use crate::search::alphabet::Character;
use crate::search::pattern::places;
use crate::search::state::{Kind, State, Strictness};
use crate::search::tree::{Level, Node};

impl<'a> Walk<'a, '_> {
    /// Reads one more symbol from a node.
    pub(super) fn read(&mut self, way: Way, node: Node<'a>, depth: usize, at: At) {
        let mut found = std::mem::take(&mut self.found);
        let after_next = self.matcher.initials_after_next(self.strictness, at.state.or(at.held));
        // What starts with so many initials is found in the tree of pages.
        let is_beside_pages = way.level == Level::Letter && self.pages.is_some() && depth == 0;
        let sought = if is_beside_pages && (self.paged == 1 || self.matcher.ends_with_initial(self.strictness)) {
            At { state: State::default(), held: at.state }
        } else {
            at
        };
        let wanted = self.wanted(sought);
        self.find(way.level, node.branch_symbols(), sought, wanted, &mut found);
        for (number, place) in found.drain(..) {
            if after_next != u32::MAX && node.initials(place) & after_next == 0 {
                continue;
            }
            let next = self.step(way.level, depth, at, number);
            if !next.is_dead()
                && let Some(branch) = node.branch(place)
            {
                self.reached(way, node, branch, depth + 1, next);
            }
        }
        self.find(way.level, node.single_symbols(), sought, wanted, &mut found);
        for (number, place) in found.drain(..) {
            let Some(value) = node.single(place).filter(|_| self.may_go_on(node.single_next(place), after_next)) else {
                continue;
            };
            let Some(tokens) = self.row(value).filter(|tokens| self.goes_on(tokens, depth + 1, &[after_next])) else {
                continue;
            };
            let next = self.step(way.level, depth, at, number);
            if !next.is_dead()
                && let Some(tier) = self.finish(way, tokens, depth + 1, next)
            {
                self.queue.push(tier, value, Task::Settled);
            }
        }
        self.found = found;
    }

    /// The initials of what can come next.
    pub(super) fn wanted(&self, at: At) -> u32 {
        let wanted = if at.state.is_dead() { 0 } else { self.matcher.initials_after(self.strictness, at.state) };
        wanted | if at.held.is_dead() { 0 } else { self.matcher.spelled_initials_after(self.strictness, at.held) }
    }

    fn step(&self, level: Level, depth: usize, at: At, number: u32) -> At {
        match level {
            Level::Page => {
                let initials = self.characters.initials(number);
                self.matcher.step_initials(self.strictness, at.state, initials, depth < self.paged).into()
            }
            Level::Letter => {
                let Some(letter) = self.characters.letter(number) else { return At::default() };
                let next = self.matcher.step_letter(self.strictness, at.state, letter);
                if self.pages.is_some() && depth == 0 {
                    let state = self.matcher.step_spelled(self.strictness, at.state, letter);
                    let held = if self.paged == 1 {
                        State::default()
                    } else {
                        next.through(|places| places & !self.end).without(state)
                    };
                    return At { state, held };
                }
                if at.held.is_dead() {
                    next
                } else {
                    next.or(self.matcher.step_spelled(self.strictness, at.held, letter))
                }
                .into()
            }
            Level::Character => {
                let character = self.characters.character(number);
                character.map_or(At::default(), |character| self.step_exactly(at, character))
            }
        }
    }

    pub(super) fn step_exactly(&self, at: At, character: Character) -> At {
        let next = self.matcher.step(self.strictness, at.state, character);
        if at.held.is_dead() { next } else { next.or(self.matcher.step_spelled(self.strictness, at.held, character)) }
            .into()
    }

    /// Finds the symbols that a state may read, which have one of the initials wanted: their numbers and places.
    fn find(&mut self, level: Level, symbols: &'a [[u8; 2]], at: At, wanted: u32, found: &mut Vec<(u32, usize)>) {
        if symbols.len() <= SEARCHED {
            self.spend(symbols.len());
            let numbers = symbols.iter().enumerate().filter_map(|(place, symbol)| Some((number(*symbol)?, place)));
            found.extend(numbers.filter(|(number, _)| self.initials_of(level, *number) & wanted != 0));
            return;
        }
        let before = found.len();
        let mut looked_up = 0;
        let mut known = 0;
        for (places, numbers) in &self.hanzi {
            if at.state.all() & places != 0 {
                known |= places;
                looked_up += numbers.len();
                find_numbers(symbols, numbers.iter().copied(), found);
            }
        }
        let characters = self.characters;
        let mut initials = if level == Level::Page { wanted } else { 0 };
        let is_typo = self.strictness == Strictness::Typo;
        let (clean, other) = if is_typo { (at.state.clean, at.state.other) } else { (0, at.state.all()) };
        for (kind, set) in [(Kind::Clean, clean & !known), (Kind::Other, other & !known), (Kind::Held, at.held.all())] {
            for place in places(if level == Level::Page { 0 } else { set }) {
                let Some(sought) = self.learn(place, kind) else { continue };
                initials |= sought.initials;
                let letters = sought.letters.iter().map(|letter| u32::from(*letter));
                if level == Level::Letter {
                    looked_up += sought.letters.len();
                    find_numbers(symbols, letters, found);
                } else {
                    let first = |letter: u32| characters.first_character(letter);
                    let numbers = letters.flat_map(|letter| first(letter)..first(letter + 1));
                    find_numbers(symbols, numbers.inspect(|_| looked_up += 1), found);
                }
            }
        }
        let is_sorted = found.len() == before;
        if initials != 0 {
            self.find_pages(level, symbols, initials, found);
        }
        if !is_sorted {
            order::sort(found);
            found.dedup();
        }
        self.spend(found.len() + looked_up + 1);
    }

    /// Finds the symbols with one of these initials.
    fn find_pages(&mut self, level: Level, symbols: &[[u8; 2]], wanted: u32, found: &mut Vec<(u32, usize)>) {
        // The three roots of a tree are searched for the same.
        if self.runs.0 != wanted {
            self.runs.0 = wanted;
            self.characters.runs(wanted, &mut self.runs.1);
        }
        let before = found.len();
        let mut searched = 0;
        for run in &self.runs.1 {
            let Range { start, end } = match level {
                Level::Page => run.clone(),
                Level::Letter => self.characters.letters_of(run),
                Level::Character => self.characters.characters_of(run),
            };
            // No more than there are, even if pages claim the same ones.
            let most = (symbols.len() + before).saturating_sub(found.len());
            let rest = symbols.get(searched..).unwrap_or_default();
            searched += rest.partition_point(|symbol| number(*symbol) < Some(start));
            let rest = symbols.iter().enumerate().skip(searched).take(most);
            found.extend(
                rest.map_while(|(place, symbol)| Some((number(*symbol).filter(|number| *number < end)?, place))),
            );
        }
    }

    /// What leads on from a place.
    fn learn(&mut self, place: usize, kind: Kind) -> Option<&Sought> {
        let slot = self.sought.get_mut(place * 3 + kind as usize)?;
        if slot.is_none() {
            let (initials, syllables) = self.matcher.ways_from(self.strictness, place, kind);
            let mut letters: Vec<u16> =
                syllables.into_iter().flat_map(|syllable| self.characters.read_as(syllable)).copied().collect();
            order::sort(&mut letters);
            letters.dedup();
            *slot = Some(Sought { initials, letters });
        }
        slot.as_ref()
    }

    fn initials_of(&self, level: Level, number: u32) -> u32 {
        match level {
            Level::Page => self.characters.initials(number),
            Level::Letter => self.characters.initials_of_letter(number),
            Level::Character => self.characters.initials_of_character(number),
        }
    }
}

/// The number that a symbol stands for; none at the end of a text.
fn number(symbol: [u8; 2]) -> Option<u32> {
    u32::from(u16::from_le_bytes(symbol)).checked_sub(1)
}

/// Finds symbols by their numbers.
fn find_numbers(symbols: &[[u8; 2]], numbers: impl Iterator<Item = u32>, found: &mut Vec<(u32, usize)>) {
    found.extend(numbers.filter_map(|wanted| {
        let place = symbols.binary_search_by_key(&Some(wanted), |symbol| number(*symbol)).ok()?;
        Some((wanted, place))
    }));
}
