//! Compiling a query: what it spells at each place.

use super::{From, GROUPS, Move, Pattern, Typed, Typing, ZH, bare_group, slot_of};
use crate::search::alphabet::{initial_bit, initials_of};
use crate::search::options::Options;
use crate::search::query::Places;
use crate::search::query::Query;
use crate::search::readings::{self, Class, SYLLABLE_COUNT};
use crate::search::spelling::{self, ALIKE, Sounding, Way, ways};

/// In which manner syllables are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Manner {
    /// By the initial, in full, the last one cut anywhere.
    Any,
    /// The same, with sounds that are alike.
    Alike,
}

impl Pattern {
    /// Compiles a query. `occurs` says whether some text holds a character as itself; it may be wrong in saying yes.
    pub(in crate::search) fn new(
        query: &Query,
        options: &Options,
        manner: Manner,
        occurs: impl Fn(char) -> bool,
    ) -> Self {
        let mut pattern = Self {
            by_letter: [0; GROUPS],
            by_two_letters: [0; GROUPS],
            first_moves: vec![0; SYLLABLE_COUNT],
            moves: Vec::with_capacity(32),
            letters: Vec::with_capacity(query.letters().len()),
            latin: [0; 26],
            from: vec![From::default(); query.letters().len()],
            has_hanzi: false,
            end: query.end(),
            viable: Places::MAX,
        };
        for (place, letter) in query.letters().iter().enumerate() {
            pattern.add_letter(place, *letter, occurs(*letter));
        }
        if options.double_pinyin.is_some() {
            for syllable in 0..u16::try_from(SYLLABLE_COUNT).unwrap_or(u16::MAX) {
                ways(syllable, options, manner == Manner::Alike, &mut |way| pattern.add_way(query, syllable, way));
            }
            pattern.keep_viable();
            return pattern;
        }
        let allowed = spelling::allowed(options.sounds);
        for place in 0..query.letters().len() {
            match manner {
                Manner::Any => {
                    pattern.add_initial(query, place, 0);
                    pattern.add_spelled(query, place);
                }
                Manner::Alike => {
                    pattern.add_initial(query, place, allowed);
                    pattern.add_alike(query, place, allowed);
                }
            }
        }
        pattern.keep_viable();
        pattern
    }

    /// The same query typed in full syllables, the last one cut anywhere; from any place, wherever that leads. Not for double
    /// pinyin.
    pub(in crate::search) fn in_full(&self, query: &Query) -> Self {
        // The last letter alone is a syllable cut after its initial.
        let last = if query.is_closed() { 0 } else { query.end() >> 1 };
        let mut full = self.clone();
        full.viable = Places::MAX;
        full.by_two_letters = [0; GROUPS];
        for places in &mut full.by_letter {
            *places &= last;
        }
        for (place, from) in full.from.iter_mut().enumerate() {
            from.by_initial &= if last >> place & 1 == 0 { 0 } else { full.end };
        }
        full
    }

    fn add_letter(&mut self, place: usize, letter: char, occurs: bool) {
        if let Some(places) = slot_of(letter).and_then(|slot| self.latin.get_mut(slot)) {
            *places |= 1 << place;
        }
        if let Some(from) = self.from.get_mut(place) {
            from.own_initials = initials_of(letter);
            from.literal = if occurs { 1 << (place + 1) } else { 0 };
        }
        if let Some(typed) = self.letters.iter_mut().find(|typed| typed.letter == letter) {
            typed.places |= 1 << place;
        } else {
            let class = Class::of(letter);
            self.has_hanzi |= class != Class::NONE;
            self.letters.push(Typed { letter, class, places: 1 << place });
        }
    }

    /// Adds the syllables that start with the initial typed at a place or, with these pairs of sounds, one that is alike.
    fn add_initial(&mut self, query: &Query, place: usize, allowed: u16) {
        let Some((letter, slot)) = query.letters().get(place).and_then(|letter| Some((*letter, slot_of(*letter)?)))
        else {
            return;
        };
        if readings::syllables_with_initial(letter as u8).is_empty() {
            return;
        }
        let at = 1 << place;
        let mut initials = initial_bit(letter as u8);
        let mut alone = |group: Option<usize>| {
            if let Some(places) = group.and_then(|group| self.by_letter.get_mut(group)) {
                *places |= at;
            }
        };
        alone(Some(slot));
        alone(bare_group(letter as u8));
        let with_h = ZH.iter().position(|first| char::from(*first) == letter);
        alone(with_h.map(|group| 26 + group));
        for (one, other, pair) in ALIKE {
            if allowed & pair != 0
                && let ([one], [other]) = (one.as_bytes(), other.as_bytes())
                && let Some(alike) =
                    [(*one, *other), (*other, *one)].iter().find(|(typed, _)| char::from(*typed) == letter)
            {
                alone(slot_of(char::from(alike.1)));
                initials |= initial_bit(alike.1);
            }
        }
        self.lead(place, 1, Typing::Initial);
        if let Some(group) = with_h
            && query.unbroken(place, 2).and_then(<[char]>::last) == Some(&'h')
        {
            let is_alike = ALIKE.get(group).is_some_and(|(.., pair)| allowed & pair != 0);
            for group in [Some(26 + group), is_alike.then_some(slot)].into_iter().flatten() {
                if let Some(places) = self.by_two_letters.get_mut(group) {
                    *places |= at;
                }
            }
            self.lead(place, 2, Typing::Initial);
        }
        if let Some(from) = self.from.get_mut(place) {
            from.initials |= initials;
        }
    }

    /// Adds what is spelled at a place, with these pairs of sounds.
    fn add_alike(&mut self, query: &Query, place: usize, allowed: u16) {
        let Some(first) = query.letters().get(place).and_then(|letter| u8::try_from(*letter).ok()) else { return };
        let mut among = spelling::soundings_with_initial(first);
        let rest = query.letters().len() - place;
        for length in 1.. {
            if among.is_empty() {
                break;
            }
            let letter_at = |sounding: &Sounding| sounding.letters.get(length).copied().unwrap_or(0);
            let (whole, longer) = among.split_at(among.partition_point(|sounding| letter_at(sounding) == 0));
            for sounding in whole.iter().filter(|sounding| sounding.needs & !allowed == 0) {
                self.add_whole(query, sounding.syllable, place, length);
                self.start(place, sounding.syllable);
            }
            among = longer;
            if length == rest && length > 1 && !query.is_closed() {
                for sounding in among.iter().filter(|sounding| sounding.needs & !allowed == 0) {
                    self.add_move(sounding.syllable, 1 << place, 0, Typing::Cut);
                    self.start(place, sounding.syllable);
                }
            }
            let Some(letter) = query.unbroken(place, length + 1).and_then(<[char]>::last) else { break };
            let Ok(letter) = u8::try_from(*letter) else { break };
            among = among.get(among.partition_point(|sounding| letter_at(sounding) < letter)..).unwrap_or_default();
            among = among.get(..among.partition_point(|sounding| letter_at(sounding) == letter)).unwrap_or_default();
        }
    }

    fn start(&mut self, place: usize, syllable: u16) {
        let [first, ..] = readings::padded(syllable);
        if let Some(from) = self.from.get_mut(place) {
            from.initials |= initial_bit(first);
        }
    }

    /// Adds the syllables spelled at a place.
    fn add_spelled(&mut self, query: &Query, place: usize) {
        let Some(first) = query.letters().get(place).copied().filter(char::is_ascii_lowercase) else { return };
        let mut range = readings::syllables_with_initial(first as u8);
        if range.is_empty() {
            return;
        }
        let at = 1 << place;
        if let Some(from) = self.from.get_mut(place) {
            from.initials |= initial_bit(first as u8);
        }
        let next = |length: usize| query.unbroken(place, length + 1)?.last().copied();
        let second = next(1);
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
        let [first_letter, ..] = readings::padded(syllable);
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
        self.moves.push(Move { at, shift, typed, syllable, next: *first });
        *first = u16::try_from(self.moves.len()).unwrap_or(0);
    }

    fn lead(&mut self, place: usize, shift: usize, typed: Typing) {
        let to = if shift == 0 { self.end } else { 1 << (place + shift) };
        if let Some(from) = self.from.get_mut(place) {
            if typed == Typing::Initial { from.by_initial |= to } else { from.spelled |= to }
        }
    }
}
