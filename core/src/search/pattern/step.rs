//! Where a character leads from places in the query.

use super::{GROUPS, Move, Pattern, Typing, group_of, places, slot_of};
use crate::search::query::Places;
use crate::search::readings::Class;

impl Pattern {
    /// Where a syllable leads.
    pub(in crate::search) fn step(&self, from: Places, syllable: u16) -> Places {
        let (one, two) = self.by_initial(syllable);
        let by_initial = (from & one) << 1 | (from & two) << 2;
        self.moves(syllable).fold(by_initial, |reached, step| reached | self.apply(from, step)) & self.viable
    }

    /// Where a syllable leads when more of it is typed than its initial.
    pub(in crate::search) fn spelled_step(&self, from: Places, syllable: u16) -> Places {
        let spelled = self.moves(syllable).filter(|step| step.typed != Typing::Initial);
        spelled.fold(0, |reached, step| reached | self.apply(from, step)) & self.viable
    }

    /// Where a syllable leads: from `exact` typed in full, from `clean` and `other` in any way.
    pub(in crate::search) fn steps(
        &self,
        exact: Places,
        clean: Places,
        other: Places,
        syllable: u16,
    ) -> (Places, Places, Places) {
        let (one, two) = self.by_initial(syllable);
        let by_initial = |from: Places| (from & one) << 1 | (from & two) << 2;
        let start = (0, by_initial(clean), by_initial(other));
        let (exact, clean, other) = self.moves(syllable).fold(start, |(to_exact, to_clean, to_other), step| {
            let whole = if step.typed == Typing::Whole { self.apply(exact, step) } else { 0 };
            (to_exact | whole, to_clean | self.apply(clean, step), to_other | self.apply(other, step))
        });
        (exact & self.viable, clean & self.viable, other & self.viable)
    }

    /// Where a syllable leads when it is typed in full.
    pub(in crate::search) fn whole_step(&self, from: Places, syllable: u16) -> Places {
        self.moves(syllable)
            .filter(|step| step.typed == Typing::Whole)
            .fold(0, |reached, step| reached | self.apply(from, step))
            & self.viable
    }

    /// Where a character leads when it is typed as itself.
    pub(in crate::search) fn literal_step(&self, from: Places, letter: char, class: Class) -> Places {
        if class != Class::NONE && !self.has_hanzi {
            return 0;
        }
        let places = match u8::try_from(letter).ok().filter(u8::is_ascii_lowercase) {
            Some(latin) => self.latin(latin),
            None => self.places_of(letter),
        };
        (from & places) << 1 & self.viable
    }

    /// Where a hanzi leads of which only the class is known, if it is one of those typed.
    pub(in crate::search) fn literal_class_step(&self, from: Places, class: Class) -> Places {
        let same = self.letters.iter().filter(|typed| typed.class == class);
        same.fold(0, |reached, typed| reached | (from & typed.places) << 1) & self.viable
    }

    /// Where a character leads of which only some initial is known; with `by_initial`, when it is typed by that.
    pub(in crate::search) fn initial_step(&self, from: Places, initials: u32, by_initial: bool) -> Places {
        let reached = places(from).filter_map(|place| self.from.get(place)).fold(0, |reached, from| {
            let syllables = match from.initials & initials {
                0 => 0,
                _ if by_initial => from.by_initial,
                _ => from.by_initial | from.spelled,
            };
            let itself = if from.own_initials & initials == 0 || by_initial { 0 } else { from.literal };
            reached | syllables | itself
        });
        reached & self.viable
    }

    /// The place from which a syllable, typed in full if `whole`, leads to `target`; the last if there are several.
    pub(in crate::search) fn origin(&self, from: Places, syllable: u16, target: Places, whole: bool) -> Option<Places> {
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

    pub(super) fn apply(&self, from: Places, step: &Move) -> Places {
        let hit = from & step.at;
        match step.shift {
            0 if hit != 0 => self.end,
            0 => 0,
            shift => hit << shift,
        }
    }

    /// The places where a letter stands in the query.
    pub(super) fn places_of(&self, letter: char) -> Places {
        self.letters.iter().find(|typed| typed.letter == letter).map_or(0, |typed| typed.places)
    }

    /// The places where a Latin letter stands in the query.
    pub(super) fn latin(&self, letter: u8) -> Places {
        slot_of(char::from(letter)).and_then(|slot| self.latin.get(slot)).copied().unwrap_or(0)
    }
}
