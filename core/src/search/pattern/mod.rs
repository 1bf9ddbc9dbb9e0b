//! A query compiled to masks.
//!
//! While a text is read, the state is a set of places in the query, one bit each, all advanced at once. For each syllable
//! the pattern knows from which places it can be read, and how far each reading goes: by its initial one letter, by `zh`,
//! `ch`, `sh` two, in full up to six and a tone digit more, and at the end of the query by any part of it that the query
//! still holds. A step is therefore a few ANDs and shifts, and a text costs the same whatever the query.
//!
//! Initials are kept by letter and the rest by syllable, so that compiling a query looks up the few syllables that it
//! spells at each place, and not what each of the four hundred has to do with it.

mod compile;

use crate::search::query::Places;
use crate::search::readings::{self, Class};

/// From any of the places `at`, a syllable leads `shift` letters on; 0 means to the end of the query.
#[derive(Clone, Copy, Debug)]
struct Move {
    at: Places,
    shift: u8,
    typed: Typing,
    /// Where the syllable's next move stands, counted from 1; 0 if there is none.
    next: u16,
}

/// How much of a syllable is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typing {
    /// Its initial, in one letter or two.
    Initial,
    /// More than that, up to the end of the query.
    Cut,
    /// All of it.
    Whole,
}

/// A letter or hanzi of the query.
#[derive(Clone, Copy, Debug)]
struct Typed {
    letter: char,
    /// How it can be read, if it is a hanzi.
    class: Class,
    /// Where it stands.
    places: Places,
}

/// What is known of a place in the query.
#[derive(Clone, Copy, Debug, Default)]
struct From {
    /// The places that syllables typed by their initial lead to from here.
    by_initial: Places,
    /// The places that syllables lead to of which more is typed.
    spelled: Places,
    /// The place that the character typed here leads to when it is meant itself.
    literal: Places,
    /// The initials of the syllables that lead on from here.
    initials: u32,
    /// Those of the character itself.
    own_initials: u32,
}

/// A compiled query.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// For each letter, from which places a syllable with this initial can be read by that letter.
    by_letter: [Places; 26],
    /// The same for zh, ch, sh by their two letters.
    by_two_letters: [Places; 3],
    /// For each syllable where its first further move stands, counted from 1; 0 if there is none.
    first_moves: Vec<u16>,
    moves: Vec<Move>,
    /// The query's letters, each once.
    letters: Vec<Typed>,
    /// Where a Latin letter stands, by letter.
    latin: [Places; 26],
    from: Vec<From>,
    has_hanzi: bool,
    end: Places,
}

impl From {
    fn reached(self) -> Places {
        self.by_initial | self.spelled | self.literal
    }
}

impl Pattern {
    /// The places from which the end of the query may be reached. `occurs` says whether some text holds the letter as a
    /// letter; it may be wrong in saying yes.
    pub(super) fn viable(&mut self, occurs: impl Fn(char) -> bool) -> Places {
        for typed in self.letters.iter().filter(|typed| occurs(typed.letter)) {
            for (place, from) in self.from.iter_mut().enumerate() {
                from.literal |= (typed.places & 1 << place) << 1;
            }
        }
        self.places_before(self.end, |_| false)
    }

    /// The places from which characters lead to one of `to`, or that are among them; and those that are in any case.
    pub(super) fn places_before(&self, to: Places, also: impl Fn(usize) -> bool) -> Places {
        let mut before = to;
        for (place, from) in self.from.iter().enumerate().rev() {
            if from.reached() & before != 0 || also(place) {
                before |= 1 << place;
            }
        }
        before
    }

    /// Forgets every step that leads elsewhere than to these places, so that a walk never takes it: after `ch` typed as two
    /// initials no syllable starts with the `u` of `chuan`.
    pub(super) fn keep(&mut self, viable: Places) {
        for step in &mut self.moves {
            step.at &= if step.shift == 0 { Places::MAX } else { viable >> step.shift };
        }
        for places in self.by_letter.iter_mut().chain(&mut self.latin) {
            *places &= viable >> 1;
        }
        for places in &mut self.by_two_letters {
            *places &= viable >> 2;
        }
        for typed in &mut self.letters {
            typed.places &= viable >> 1;
        }
        for from in &mut self.from {
            from.by_initial &= viable;
            from.spelled &= viable;
            from.literal &= viable;
        }
    }

    fn moves(&self, syllable: u16) -> impl Iterator<Item = &Move> {
        let step = |number: u16| usize::from(number).checked_sub(1).and_then(|slot| self.moves.get(slot));
        let first = self.first_moves.get(usize::from(syllable)).copied().unwrap_or(0);
        std::iter::successors(step(first), move |last| step(last.next))
    }

    /// From where, by one letter and by two, a syllable can be read by its initial.
    fn by_initial(&self, syllable: u16) -> (Places, Places) {
        let [first, second] = readings::first_letters(syllable);
        let one = slot_of(char::from(first)).and_then(|slot| self.by_letter.get(slot)).copied().unwrap_or(0);
        let two = match second {
            b'h' => two_letter_slot(first).and_then(|slot| self.by_two_letters.get(slot)).copied().unwrap_or(0),
            _ => 0,
        };
        (one, two)
    }

    /// Where a syllable leads.
    pub(super) fn step(&self, from: Places, syllable: u16) -> Places {
        let (one, two) = self.by_initial(syllable);
        let by_initial = (from & one) << 1 | (from & two) << 2;
        self.moves(syllable).fold(by_initial, |reached, step| reached | self.apply(from, step))
    }

    /// Where a syllable leads when more of it is typed than its initial.
    pub(super) fn spelled_step(&self, from: Places, syllable: u16) -> Places {
        let spelled = self.moves(syllable).filter(|step| step.typed != Typing::Initial);
        spelled.fold(0, |reached, step| reached | self.apply(from, step))
    }

    /// Where a syllable leads: from `exact` typed in full, from `clean` and `other` in any way.
    pub(super) fn steps(&self, exact: Places, clean: Places, other: Places, syllable: u16) -> (Places, Places, Places) {
        let (one, two) = self.by_initial(syllable);
        let by_initial = |from: Places| (from & one) << 1 | (from & two) << 2;
        self.moves(syllable).fold((0, by_initial(clean), by_initial(other)), |(to_exact, to_clean, to_other), step| {
            let whole = if step.typed == Typing::Whole { self.apply(exact, step) } else { 0 };
            (to_exact | whole, to_clean | self.apply(clean, step), to_other | self.apply(other, step))
        })
    }

    /// Where a syllable leads when it is typed in full.
    pub(super) fn whole_step(&self, from: Places, syllable: u16) -> Places {
        self.moves(syllable)
            .filter(|step| step.typed == Typing::Whole)
            .fold(0, |reached, step| reached | self.apply(from, step))
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

    /// Where a character leads of which only some initial is known; with `by_initial`, when it is typed by that.
    pub(super) fn initial_step(&self, from: Places, initials: u32, by_initial: bool) -> Places {
        places(from).filter_map(|place| self.from.get(place)).fold(0, |reached, from| {
            let syllables = match from.initials & initials {
                0 => 0,
                _ if by_initial => from.by_initial,
                _ => from.by_initial | from.spelled,
            };
            let itself = if from.own_initials & initials == 0 || by_initial { 0 } else { from.literal };
            reached | syllables | itself
        })
    }

    /// The initials of the characters that lead on from one of these places; with `spelled`, of those that are typed
    /// otherwise than by their initial.
    pub(super) fn initials_after(&self, from: Places, spelled: bool) -> u32 {
        places(from).filter_map(|place| self.from.get(place)).fold(0, |all, from| {
            let by_initial = if spelled { 0 } else { from.by_initial };
            let syllables = if by_initial | from.spelled == 0 { 0 } else { from.initials };
            let itself = if from.literal == 0 { 0 } else { from.own_initials };
            all | syllables | itself
        })
    }

    /// The places that some character leads to.
    pub(super) fn reached_from(&self, place: usize) -> Places {
        self.from.get(place).map_or(0, |from| from.reached())
    }

    /// The place from which a syllable, typed in full if `whole`, leads to `target`; the last if there are several.
    pub(super) fn origin(&self, from: Places, syllable: u16, target: Places, whole: bool) -> Option<Places> {
        let (one, two) = if whole { (0, 0) } else { self.by_initial(syllable) };
        let by_initial = [from & one & (target >> 1), from & two & (target >> 2)].into_iter();
        let by_moves =
            self.moves(syllable).filter(|step| step.typed == Typing::Whole || !whole).map(|step| match step.shift {
                0 if target == self.end => from & step.at,
                0 => 0,
                shift => from & step.at & (target >> shift),
            });
        by_initial
            .chain(by_moves)
            .find(|places| *places != 0)
            .map(|places| 1 << (Places::BITS - 1 - places.leading_zeros()))
    }

    /// The places where a letter stands in the query.
    fn places_of(&self, letter: char) -> Places {
        self.letters.iter().find(|typed| typed.letter == letter).map_or(0, |typed| typed.places)
    }

    /// Whether the query holds hanzi.
    pub(super) fn has_hanzi(&self) -> bool {
        self.has_hanzi
    }

    /// The places where a Latin letter stands in the query.
    fn latin(&self, letter: u8) -> Places {
        slot_of(char::from(letter)).and_then(|slot| self.latin.get(slot)).copied().unwrap_or(0)
    }
}

/// The numbers of the places in a set.
pub(super) fn places(mut set: Places) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = set.trailing_zeros();
        (place < Places::BITS).then(|| {
            set &= set - 1;
            place as usize
        })
    })
}

fn slot_of(letter: char) -> Option<usize> {
    letter.is_ascii_lowercase().then(|| letter as usize - 'a' as usize)
}

fn two_letter_slot(letter: u8) -> Option<usize> {
    match letter {
        b'z' => Some(0),
        b'c' => Some(1),
        b's' => Some(2),
        _ => None,
    }
}
