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

use std::sync::LazyLock;

use crate::search::query::Places;
use crate::search::readings::{self, Class, SYLLABLE_COUNT};

pub(super) use compile::Manner;

/// How many groups of syllables there are that an initial stands for: one for each letter, then those of [`ZH`] with an h,
/// then those of [`BARE`] that have nothing but consonants.
const GROUPS: usize = 26 + ZH.len() + BARE.len();
/// The initials that take an h.
const ZH: [u8; 3] = *b"zcs";
/// The initials that may stand without a vowel, as 嗯 is read.
const BARE: [u8; 3] = *b"nhm";

/// From any of the places `at`, a syllable leads `shift` letters on; 0 means to the end of the query.
#[derive(Clone, Copy, Debug)]
struct Move {
    at: Places,
    shift: u8,
    typed: Typing,
    syllable: u16,
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
    /// For each group of syllables, from which places they can be read by one letter.
    by_letter: [Places; GROUPS],
    /// The same by the two letters zh, ch, sh.
    by_two_letters: [Places; GROUPS],
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
            for place in places(typed.places) {
                if let Some(from) = self.from.get_mut(place) {
                    from.literal = 1 << (place + 1);
                }
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
        let group = group_of(syllable);
        let places = |table: &[Places; GROUPS]| table.get(group).copied().unwrap_or(0);
        (places(&self.by_letter), places(&self.by_two_letters))
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

    /// Every step by more of a syllable than its initial: the place it is from, the place it leads to, the syllable.
    pub(super) fn spelled(&self) -> impl Iterator<Item = (usize, Places, u16)> {
        self.moves
            .iter()
            .filter(|step| step.typed != Typing::Initial)
            .flat_map(|step| places(step.at).map(|place| (place, self.apply(1 << place, step), step.syllable)))
    }

    /// The initials that say enough of what leads from a place to one of `allowed`: of syllables typed by them, if
    /// `by_initial`, and of the character itself. And whether syllables are typed by them.
    pub(super) fn pages_from(&self, place: usize, allowed: Places, by_initial: bool) -> (u32, bool) {
        self.from.get(place).map_or((0, false), |from| {
            let by_initial = by_initial && from.by_initial & allowed != 0;
            let itself = if from.literal & allowed == 0 { 0 } else { from.own_initials };
            (itself | if by_initial { from.initials } else { 0 }, by_initial)
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

    /// The places that some character leads to from one of these.
    pub(super) fn reached_from(&self, from: Places) -> Places {
        places(from).filter_map(|place| self.from.get(place)).fold(0, |reached, from| reached | from.reached())
    }

    /// How many characters at least follow a first one that is typed by its initial.
    pub(super) fn fewest_after_initial(&self) -> usize {
        let mut reached = self.from.first().map_or(0, |from| from.by_initial);
        (0..self.from.len())
            .take_while(|_| {
                let goes_on = reached != 0 && reached & self.end == 0;
                reached = self.reached_from(reached);
                goes_on
            })
            .count()
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

/// The group of syllables without a vowel that start with a letter.
fn bare_group(letter: u8) -> Option<usize> {
    BARE.iter().position(|bare| *bare == letter).map(|place| 26 + ZH.len() + place)
}

/// The group to which a syllable belongs.
fn group_of(syllable: u16) -> usize {
    static GROUP_OF: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let group = |syllable: u16| {
            let [first, second, ..] = readings::padded(syllable);
            let has_vowel = readings::spelling(syllable).contains(['a', 'e', 'i', 'o', 'u', 'v']);
            let with_h = ZH.iter().position(|letter| *letter == first && second == b'h');
            let group = if has_vowel { with_h.map(|place| 26 + place) } else { bare_group(first) };
            group.or_else(|| slot_of(char::from(first))).and_then(|group| u8::try_from(group).ok()).unwrap_or(u8::MAX)
        };
        (0..SYLLABLE_COUNT).filter_map(|syllable| u16::try_from(syllable).ok()).map(group).collect()
    });
    GROUP_OF.get(usize::from(syllable)).map_or(GROUPS, |group| usize::from(*group))
}
