//! Compiling a query: what it spells at each place.

use super::{From, Move, Pattern, Typed, Typing, slot_of, two_letter_slot};
use crate::search::alphabet::{initial_bit, initials_of};
use crate::search::options::Options;
use crate::search::query::Places;
use crate::search::query::Query;
use crate::search::readings::{self, Class, SYLLABLE_COUNT};
use crate::search::spelling::{Way, ways};

impl Pattern {
    /// Compiles a query; with `fuzzy`, syllables that sound alike count as the same.
    pub(in crate::search) fn new(query: &Query, options: &Options, fuzzy: bool) -> Self {
        let mut pattern = Self {
            by_letter: [0; 26],
            by_two_letters: [0; 3],
            first_moves: vec![0; SYLLABLE_COUNT],
            moves: Vec::with_capacity(32),
            letters: Vec::with_capacity(query.letters().len()),
            latin: [0; 26],
            from: vec![From::default(); query.letters().len()],
            has_hanzi: false,
            end: query.end(),
        };
        for (place, letter) in query.letters().iter().enumerate() {
            pattern.add_letter(place, *letter);
        }
        if fuzzy || options.double_pinyin.is_some() {
            for syllable in 0..u16::try_from(SYLLABLE_COUNT).unwrap_or(u16::MAX) {
                let [first, _] = readings::first_letters(syllable);
                if options.double_pinyin.is_none() && alike(first).all(|letter| pattern.latin(letter) == 0) {
                    continue;
                }
                ways(syllable, options, fuzzy, &mut |way| pattern.add_way(query, syllable, way));
            }
        } else {
            for place in 0..query.letters().len() {
                pattern.add_spelled(query, place);
            }
        }
        pattern
    }

    fn add_letter(&mut self, place: usize, letter: char) {
        if let Some(places) = slot_of(letter).and_then(|slot| self.latin.get_mut(slot)) {
            *places |= 1 << place;
        }
        if let Some(typed) = self.letters.iter_mut().find(|typed| typed.letter == letter) {
            typed.places |= 1 << place;
        } else {
            let class = Class::of(letter);
            self.has_hanzi |= class != Class::NONE;
            self.letters.push(Typed { letter, class, places: 1 << place });
        }
        if let Some(from) = self.from.get_mut(place) {
            from.own_initials = initials_of(letter);
        }
    }

    /// Adds the syllables spelled at a place.
    fn add_spelled(&mut self, query: &Query, place: usize) {
        let Some(first) = query.letters().get(place).copied() else { return };
        let Some(slot) = slot_of(first) else { return };
        let mut range = readings::syllables_with_initial(first as u8);
        if range.is_empty() {
            return;
        }
        let at = 1 << place;
        if let Some(from) = self.from.get_mut(place) {
            from.initials = initial_bit(first as u8);
        }
        if let Some(places) = self.by_letter.get_mut(slot) {
            *places |= at;
        }
        self.lead(place, 1, Typing::Initial);
        let next = |length: usize| query.unbroken(place, length + 1)?.last().copied();
        let second = next(1);
        if second == Some('h')
            && let Some(places) = two_letter_slot(first as u8).and_then(|slot| self.by_two_letters.get_mut(slot))
        {
            *places |= at;
            self.lead(place, 2, Typing::Initial);
        }
        let rest = query.letters().len() - place;
        for length in 1.. {
            // All syllables of the range start with these letters; the one that is no longer comes first.
            if let Some(syllable) =
                range.clone().next().filter(|first| readings::spelling_bytes(*first).len() == length)
            {
                self.add_whole(query, syllable, place, length);
                range.start += 1;
            }
            if length == rest && length > 1 && !query.is_closed() {
                for syllable in range.clone() {
                    self.add_move(syllable, at, 0, Typing::Cut);
                }
            }
            let Some(letter) = next(length) else { break };
            // After these initials u is ü, which a keyboard writes v.
            let letter = if length == 1 && letter == 'v' && "jqxy".contains(first) { 'u' } else { letter };
            range = readings::narrowed(range, length, letter);
            if range.is_empty() {
                break;
            }
        }
        // lüe and nüe are often typed lue and nue.
        if second == Some('u')
            && let Some(syllable) = match first {
                'l' => readings::number_of(b"lve"),
                'n' => readings::number_of(b"nve"),
                _ => None,
            }
        {
            if rest == 2 && !query.is_closed() {
                self.add_move(syllable, at, 0, Typing::Cut);
            } else if next(2) == Some('e') {
                self.add_whole(query, syllable, place, 3);
            }
        }
    }

    fn add_whole(&mut self, query: &Query, syllable: u16, place: usize, length: usize) {
        self.add_move(syllable, 1 << place, length, Typing::Whole);
        if query.has_tone_at(place + length) {
            self.add_move(syllable, 1 << place, length + 1, Typing::Whole);
        }
    }

    /// Adds a way to type a syllable, wherever it fits.
    fn add_way(&mut self, query: &Query, syllable: u16, way: &Way) {
        let letters = way.letters();
        let Some(initial) = letters.first() else { return };
        let mut left = match slot_of(char::from(*initial)) {
            Some(_) => self.latin(*initial),
            None => self.places_of(char::from(*initial)),
        };
        let [first_letter, _] = readings::first_letters(syllable);
        while left != 0 {
            let place = left.trailing_zeros() as usize;
            left &= left - 1;
            if let Some(from) = self.from.get_mut(place) {
                from.initials |= initial_bit(first_letter);
            }
            self.add_move(syllable, 1 << place, 1, if letters.len() == 1 { Typing::Whole } else { Typing::Initial });
            let available = query.letters().len() - place;
            let shared = letters
                .iter()
                .zip(query.letters().iter().skip(place))
                .take_while(|(letter, typed)| char::from(**letter) == **typed)
                .count();
            if way.has_two_letter_initial && shared >= 2 && query.unbroken(place, 2).is_some() {
                self.add_move(syllable, 1 << place, 2, Typing::Initial);
            }
            if query.unbroken(place, shared).is_none() {
                continue;
            }
            if shared == letters.len() {
                self.add_whole(query, syllable, place, shared);
            } else if shared == available && shared > 1 && !query.is_closed() {
                self.add_move(syllable, 1 << place, 0, Typing::Cut);
            }
        }
    }

    fn add_move(&mut self, syllable: u16, at: Places, shift: usize, typed: Typing) {
        self.lead(at.trailing_zeros() as usize, shift, typed);
        let shift = u8::try_from(shift).unwrap_or(0);
        let Some(first) = self.first_moves.get_mut(usize::from(syllable)) else { return };
        let mut known = *first;
        while let Some(step) = usize::from(known).checked_sub(1).and_then(|slot| self.moves.get_mut(slot)) {
            if step.shift == shift && step.typed == typed {
                step.at |= at;
                return;
            }
            known = step.next;
        }
        self.moves.push(Move { at, shift, typed, next: *first });
        *first = u16::try_from(self.moves.len()).unwrap_or(0);
    }

    fn lead(&mut self, place: usize, shift: usize, typed: Typing) {
        let to = if shift == 0 { self.end } else { 1 << (place + shift) };
        if let Some(from) = self.from.get_mut(place) {
            if typed == Typing::Initial { from.by_initial |= to } else { from.spelled |= to }
        }
    }
}

/// The first letters of whatever may sound like a syllable with this one.
fn alike(first: u8) -> impl Iterator<Item = u8> {
    let others: &[u8] = match first {
        b'n' | b'l' | b'r' => b"nlr",
        b'f' | b'h' => b"fh",
        _ => b"",
    };
    std::iter::once(first).chain(others.iter().copied())
}
