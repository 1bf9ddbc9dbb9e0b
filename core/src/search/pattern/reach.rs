//! What is known of the places in a query, whatever the characters of a text are.

use super::{From, Pattern, Typing, places};
use crate::search::query::Places;

impl Pattern {
    /// Takes from now on only steps from which the end of the query may be reached: after `ch` typed as two initials no syllable
    /// starts with the `u` of `chuan`.
    pub(super) fn keep_viable(&mut self) {
        self.viable = self.places_before(self.end, |_| false);
    }

    /// Takes from now on only steps to these places and to the end.
    pub(in crate::search) fn keep(&mut self, places: Places) {
        self.viable &= places | self.end;
    }

    /// The places from which characters lead to one of `to`, or that are among them; and those that are in any case.
    pub(in crate::search) fn places_before(&self, to: Places, also: impl Fn(usize) -> bool) -> Places {
        let mut before = to;
        for (place, from) in self.from.iter().enumerate().rev() {
            if from.reached() & self.viable & before != 0 || also(place) {
                before |= 1 << place;
            }
        }
        before
    }

    /// The places that some character leads to from one of these.
    pub(in crate::search) fn reached_from(&self, from: Places) -> Places {
        self.known(from).fold(0, |reached, from| reached | from.reached()) & self.viable
    }

    /// How many characters at least follow a first one that is typed by its initial.
    pub(in crate::search) fn fewest_after_initial(&self) -> usize {
        let mut reached = self.from.first().map_or(0, |from| from.by_initial & self.viable);
        (0..self.from.len())
            .take_while(|_| {
                let goes_on = reached != 0 && reached & self.end == 0;
                reached = self.reached_from(reached);
                goes_on
            })
            .count()
    }

    /// Whether nothing follows a first character that is typed by its initial.
    pub(in crate::search) fn ends_with_initial(&self) -> bool {
        self.from.first().is_none_or(|from| from.by_initial & self.viable & !self.end == 0)
    }

    /// The initials of the characters that lead on from one of these places; with `spelled`, of those that are typed
    /// otherwise than by their initial.
    pub(in crate::search) fn initials_after(&self, from: Places, spelled: bool) -> u32 {
        self.known(from).fold(0, |all, from| {
            let by_initial = if spelled { 0 } else { from.by_initial };
            let syllables = if (by_initial | from.spelled) & self.viable == 0 { 0 } else { from.initials };
            let itself = if from.literal & self.viable == 0 { 0 } else { from.own_initials };
            all | syllables | itself
        })
    }

    /// The initials that say enough of what leads from a place to one of `allowed`: of syllables typed by them, if
    /// `by_initial`, and of the character itself. And whether syllables are typed by them.
    pub(in crate::search) fn pages_from(&self, place: usize, allowed: Places, by_initial: bool) -> (u32, bool) {
        let allowed = allowed & self.viable;
        self.from.get(place).map_or((0, false), |from| {
            let by_initial = by_initial && from.by_initial & allowed != 0;
            let itself = if from.literal & allowed == 0 { 0 } else { from.own_initials };
            (itself | if by_initial { from.initials } else { 0 }, by_initial)
        })
    }

    /// Where syllables typed by their initial lead from a place, and their initials or more; and whether the character typed
    /// there leads on as itself.
    pub(in crate::search) fn typed_from(&self, place: usize) -> (Places, u32, bool) {
        self.from.get(place).map_or((0, 0, false), |from| {
            (from.by_initial & self.viable, from.initials, from.literal & self.viable != 0)
        })
    }

    /// Every step by more of a syllable than its initial: the place it is from, the place it leads to, the syllable.
    pub(in crate::search) fn spelled(&self) -> impl Iterator<Item = (usize, Places, u16)> {
        let steps = self.moves.iter().filter(|step| step.typed != Typing::Initial).flat_map(|step| {
            places(step.at).map(|place| (place, self.apply(1 << place, step) & self.viable, step.syllable))
        });
        steps.filter(|(_, to, _)| *to != 0)
    }

    fn known(&self, from: Places) -> impl Iterator<Item = &From> {
        places(from).filter_map(|place| self.from.get(place))
    }
}
