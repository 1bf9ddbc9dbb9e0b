//! Reading on from a node: which of its symbols the query can mean, and where each leads.

use super::{At, SEARCHED, Task, Walk, Way};
use crate::search::alphabet::Character;
use crate::search::matcher::State;
use crate::search::pattern::places;
use crate::search::tree::{Level, Node};

impl<'a> Walk<'a, '_> {
    /// Reads one more symbol from a node.
    pub(super) fn read(&mut self, way: Way, node: Node<'a>, depth: usize, at: At) {
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
    pub(super) fn wanted(&self, at: At) -> u32 {
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

    pub(super) fn step_exactly(&self, at: At, character: Character) -> At {
        let next = self.matcher.step(self.strictness, at.state, character);
        if at.held.is_dead() { next } else { next.or(self.matcher.step_spelled(at.held, character)) }.into()
    }

    /// Finds the symbols that a state may read: their numbers and places.
    fn find(&mut self, level: Level, symbols: &'a [[u8; 2]], at: At, found: &mut Vec<(u32, usize)>) {
        if symbols.len() <= SEARCHED {
            let wanted = self.wanted(at);
            self.spend(symbols.len());
            let numbers = symbols.iter().enumerate().filter_map(|(place, symbol)| Some((number(*symbol)?, place)));
            found.extend(numbers.filter(|(number, _)| self.initials_of(level, *number) & wanted != 0));
            return;
        }
        let mut others = at.state.all();
        let mut looked_up = 0;
        for (places, numbers) in &self.hanzi {
            if others & places != 0 {
                others &= !places;
                looked_up += numbers.len();
                find_numbers(symbols, numbers, found);
            }
        }
        for place in places(at.held.all()) {
            self.learn_spelled(place);
            let numbers = self.spelled.get(place).and_then(Option::as_ref).map_or(&[][..], Vec::as_slice);
            looked_up += numbers.len();
            find_numbers(symbols, numbers, found);
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
        self.spend(found.len() + looked_up + 1);
    }

    /// Finds the symbols with one of these initials.
    fn find_pages(&self, level: Level, symbols: &[[u8; 2]], wanted: u32, found: &mut Vec<(u32, usize)>) {
        let before = found.len();
        for (page, (initials, first_letter)) in (0_u32..).zip(self.characters.pages()) {
            if initials & wanted == 0 {
                continue;
            }
            let first = |page: u32, letter: u32| match level {
                Level::Page => page,
                Level::Letter => letter,
                Level::Character => self.characters.first_character(letter),
            };
            // No more than there are, even if pages claim the same ones.
            let most = (symbols.len() + before).saturating_sub(found.len());
            let end = first(page + 1, self.characters.first_letter(page + 1));
            let start = symbols.partition_point(|symbol| number(*symbol) < Some(first(page, first_letter)));
            let rest = symbols.iter().enumerate().skip(start).take(most);
            found.extend(
                rest.map_while(|(place, symbol)| Some((number(*symbol).filter(|number| *number < end)?, place))),
            );
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
