//! A query compiled to masks.
//!
//! While a text is read, the state is a set of places in the query, one bit each, all advanced at once. For each syllable
//! the pattern knows from which places it can be read, and how far each reading goes: by its initial one letter, by `zh`,
//! `ch`, `sh` two, in full up to six and a tone digit more, and at the end of the query by any part of it that the query
//! still holds. A step is therefore a few ANDs and shifts, and a text costs the same whatever the query.

use super::options::Options;
use super::query::{Places, Query};
use super::readings::{self, Class, SYLLABLE_COUNT};
use super::spelling::{Way, ways};

/// From any of the places `at`, a syllable leads `shift` letters on; 0 means to the end of the query.
#[derive(Clone, Copy, Debug)]
struct Move {
    at: Places,
    shift: u8,
    /// The syllable is typed in full.
    whole: bool,
}

/// A letter or hanzi of the query.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed {
    pub(super) letter: char,
    /// How it can be read, if it is a hanzi.
    class: Class,
    /// Where it stands.
    pub(super) places: Places,
}

/// A compiled query.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    moves: Vec<Move>,
    /// For each syllable and one past the last, where its moves begin.
    starts: Vec<u16>,
    /// For each letter with which a syllable is spelled, the places from which some such syllable can be read.
    by_initial: [Places; 26],
    /// The query's letters, each once.
    letters: Vec<Typed>,
    /// The same for Latin letters, by letter.
    latin: [Places; 26],
    has_hanzi: bool,
    end: Places,
}

impl Pattern {
    /// Compiles a query; with `fuzzy`, syllables that sound alike count as the same.
    pub(super) fn new(query: &Query, options: &Options, fuzzy: bool) -> Self {
        let mut letters: Vec<Typed> = Vec::with_capacity(query.letters().len());
        let mut latin = [0; 26];
        for (place, letter) in query.letters().iter().enumerate() {
            let slot = u8::try_from(*letter).ok().and_then(slot_of);
            if let Some(places) = slot.and_then(|slot| latin.get_mut(slot)) {
                *places |= 1 << place;
            }
            match letters.iter_mut().find(|typed| typed.letter == *letter) {
                Some(typed) => typed.places |= 1 << place,
                None => letters.push(Typed { letter: *letter, class: Class::of(*letter), places: 1 << place }),
            }
        }
        let has_hanzi = letters.iter().any(|typed| typed.class != Class::NONE);
        let typed_as_spelled = !fuzzy && options.double_pinyin.is_none();
        let mut pattern = Self {
            moves: Vec::with_capacity(128),
            starts: Vec::with_capacity(SYLLABLE_COUNT + 1),
            by_initial: [0; 26],
            letters,
            latin,
            has_hanzi,
            end: query.end(),
        };
        for initial in b'a'..=b'z' {
            // Without fuzzy sounds and double pinyin a syllable is typed with its own first letter.
            if typed_as_spelled && pattern.latin(initial) == 0 {
                continue;
            }
            for syllable in readings::syllables_with_initial(initial) {
                let first = pattern.moves.len();
                pattern.starts.resize(usize::from(syllable) + 1, u16::try_from(first).unwrap_or(u16::MAX));
                ways(syllable, options, fuzzy, &mut |way| pattern.add(query, way, first));
                let reached = pattern.moves.get(first..).unwrap_or_default().iter().fold(0, |all, step| all | step.at);
                if let Some(places) = slot_of(initial).and_then(|slot| pattern.by_initial.get_mut(slot)) {
                    *places |= reached;
                }
            }
            // The next syllable to have moves, whichever it is, begins here; those between have none.
            let next = pattern.starts.len() + 1;
            pattern.starts.resize(next, u16::try_from(pattern.moves.len()).unwrap_or(u16::MAX));
        }
        pattern.starts.resize(SYLLABLE_COUNT + 1, u16::try_from(pattern.moves.len()).unwrap_or(u16::MAX));
        pattern
    }

    /// Forgets every step after which the end of the query is out of reach for any text of an index, so that a walk never
    /// takes it: after `ch` typed as two initials no syllable starts with the `u` of `chuan`. `occurs` says whether
    /// some text holds the letter as a letter; it may be wrong in saying yes.
    ///
    /// Returns the places from which the end is not out of reach.
    pub(super) fn keep_viable(&mut self, occurs: impl Fn(char) -> bool) -> Places {
        let mut by_shift = [0; 8];
        for step in &self.moves {
            if let Some(places) = by_shift.get_mut(usize::from(step.shift)) {
                *places |= step.at;
            }
        }
        let [cut, initial, ..] = &mut by_shift;
        let cut = *cut;
        *initial |= self.letters.iter().filter(|typed| occurs(typed.letter)).fold(0, |all, typed| all | typed.places);
        let mut viable = self.end;
        for place in (0..self.end.trailing_zeros()).rev() {
            let reached = by_shift
                .iter()
                .enumerate()
                .skip(1)
                .any(|(shift, at)| at & (1 << place) != 0 && viable & (1 << (place as usize + shift)) != 0);
            if reached || cut & (1 << place) != 0 {
                viable |= 1 << place;
            }
        }
        let before = |shift: u8| if shift == 0 { Places::MAX } else { viable >> shift };
        for step in &mut self.moves {
            step.at &= before(step.shift);
        }
        for typed in &mut self.letters {
            typed.places &= before(1);
        }
        for places in &mut self.latin {
            *places &= before(1);
        }
        for places in &mut self.by_initial {
            *places &= viable;
        }
        viable
    }

    fn add(&mut self, query: &Query, way: &Way, first: usize) {
        let letters = way.letters();
        let Some(initial) = letters.first() else { return };
        let starts = match slot_of(*initial) {
            Some(_) => self.latin(*initial),
            None => self.places_of(char::from(*initial)),
        };
        if starts == 0 {
            return;
        }
        self.push(first, starts, 1, letters.len() == 1);
        let mut left = starts;
        while left != 0 {
            let place = left.trailing_zeros() as usize;
            left &= left - 1;
            let available = query.letters().len() - place;
            let shared = letters
                .iter()
                .zip(query.letters().iter().skip(place))
                .take_while(|(letter, typed)| char::from(**letter) == **typed)
                .count();
            let at = 1 << place;
            if way.has_two_letter_initial && shared >= 2 && query.unbroken(place, 2).is_some() {
                self.push(first, at, 2, false);
            }
            if shared == letters.len() {
                if query.unbroken(place, shared).is_some() {
                    self.push(first, at, shared, true);
                    if query.has_tone_at(place + shared) {
                        self.push(first, at, shared + 1, true);
                    }
                }
            } else if shared == available && shared > 1 && !query.is_closed() && query.unbroken(place, shared).is_some()
            {
                self.push(first, at, 0, false);
            }
        }
    }

    fn push(&mut self, first: usize, at: Places, shift: usize, whole: bool) {
        let shift = u8::try_from(shift).unwrap_or(0);
        let known = self.moves.get_mut(first..).unwrap_or_default();
        match known.iter_mut().find(|step| step.shift == shift && step.whole == whole) {
            Some(step) => step.at |= at,
            None => self.moves.push(Move { at, shift, whole }),
        }
    }

    fn moves(&self, syllable: u16) -> &[Move] {
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| usize::from(*start));
        let syllable = usize::from(syllable);
        self.moves.get(bound(syllable)..bound(syllable + 1)).unwrap_or_default()
    }

    /// Where a syllable leads.
    pub(super) fn step(&self, from: Places, syllable: u16) -> Places {
        self.moves(syllable).iter().fold(0, |reached, step| reached | self.apply(from, step))
    }

    /// Where a syllable leads: from `exact` typed in full, from `clean` and `other` in any way.
    pub(super) fn steps(&self, exact: Places, clean: Places, other: Places, syllable: u16) -> (Places, Places, Places) {
        self.moves(syllable).iter().fold((0, 0, 0), |(to_exact, to_clean, to_other), step| {
            let whole = if step.whole { self.apply(exact, step) } else { 0 };
            (to_exact | whole, to_clean | self.apply(clean, step), to_other | self.apply(other, step))
        })
    }

    /// Where a syllable leads when it is typed in full.
    pub(super) fn whole_step(&self, from: Places, syllable: u16) -> Places {
        self.moves(syllable).iter().filter(|step| step.whole).fold(0, |reached, step| reached | self.apply(from, step))
    }

    fn apply(&self, from: Places, step: &Move) -> Places {
        let hit = from & step.at;
        match step.shift {
            0 if hit != 0 => self.end,
            0 => 0,
            shift => hit << shift,
        }
    }

    /// Where a character leads when it is typed as itself.
    pub(super) fn literal_step(&self, from: Places, letter: char, class: Class) -> Places {
        if class != Class::NONE && !self.has_hanzi {
            return 0;
        }
        let places = match u8::try_from(letter).ok().filter(u8::is_ascii_lowercase) {
            Some(latin) => self.latin(latin),
            None => self.places_of(letter),
        };
        (from & places) << 1
    }

    /// Where a hanzi leads of which only the class is known, if it is one of those typed.
    pub(super) fn literal_class_step(&self, from: Places, class: Class) -> Places {
        let same = self.letters.iter().filter(|typed| typed.class == class);
        same.fold(0, |reached, typed| reached | (from & typed.places) << 1)
    }

    /// The place from which a syllable, typed in full if `whole`, leads to `target`; the last if there are several.
    pub(super) fn origin(&self, from: Places, syllable: u16, target: Places, whole: bool) -> Option<Places> {
        self.moves(syllable).iter().filter(|step| step.whole || !whole).find_map(|step| {
            let places = match step.shift {
                0 if target == self.end => from & step.at,
                0 => 0,
                shift => from & step.at & (target >> shift),
            };
            (places != 0).then(|| 1 << (Places::BITS - 1 - places.leading_zeros()))
        })
    }

    /// The places where a letter stands in the query.
    pub(super) fn places_of(&self, letter: char) -> Places {
        self.letters.iter().find(|typed| typed.letter == letter).map_or(0, |typed| typed.places)
    }

    /// The query's letters and hanzi, each once.
    pub(super) fn letters(&self) -> &[Typed] {
        &self.letters
    }

    /// The places from which a syllable that is spelled with this first letter can be read.
    pub(super) fn by_initial(&self, letter: u8) -> Places {
        slot_of(letter).and_then(|slot| self.by_initial.get(slot)).copied().unwrap_or(0)
    }

    /// Whether the query holds hanzi.
    pub(super) fn has_hanzi(&self) -> bool {
        self.has_hanzi
    }

    /// The places where a Latin letter stands in the query.
    pub(super) fn latin(&self, letter: u8) -> Places {
        slot_of(letter).and_then(|slot| self.latin.get(slot)).copied().unwrap_or(0)
    }
}

fn slot_of(letter: u8) -> Option<usize> {
    letter.is_ascii_lowercase().then(|| usize::from(letter - b'a'))
}
