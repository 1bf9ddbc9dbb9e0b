//! A query in which one syllable may be misspelt.

use super::alphabet::initial_bit;
use super::pattern::{Pattern, places};
use super::query::{Places, Query};
use super::readings;
use super::sift::Sifted;
use super::slips::Slips;
use super::state::State;

/// What a query with one error is compiled to.
#[derive(Clone, Debug)]
pub(super) struct Misspelt {
    /// The query in full syllables, with nothing left out.
    pub(super) pattern: Pattern,
    pub(super) slips: Slips,
    /// The places from which the end can be reached with an error.
    pub(super) before: Places,
    /// The places from which the end can be reached without one.
    pub(super) after: Places,
    /// For each place the initials of the characters that lead on from it without an error made before, and after one.
    initials: Vec<(u32, u32)>,
}

impl Misspelt {
    /// Takes the query compiled in full syllables.
    pub(super) fn new(query: &Query, pattern: Pattern) -> Self {
        let after = pattern.places_before(query.end(), |_| false);
        let reached = (0..query.letters().len())
            .fold(1, |reached: Places, place| reached | pattern.reached_from(reached & 1 << place));
        let slips = Slips::new(query, reached & !query.end(), after);
        let before = reached & pattern.places_before(0, |place| slips.places() & 1 << place != 0);
        let mut misspelt = Self { pattern, slips, before, after, initials: Vec::new() };
        misspelt.learn_initials(query.letters().len());
        misspelt
    }

    /// Takes from now on only what was left of the query.
    pub(super) fn keep(&mut self, sifted: &Sifted, query: &Query) {
        self.before &= sifted.before;
        self.after &= sifted.after | query.end();
        self.slips = self.slips.only(&sifted.slips);
        self.learn_initials(query.letters().len());
    }

    fn learn_initials(&mut self, places: usize) {
        let mut initials: Vec<(u32, u32)> = (0..places)
            .map(|place| {
                let [clean, other] = [self.before, self.after].map(|to| self.pattern.pages_from(place, to, true).0);
                (clean, other)
            })
            .collect();
        let initial = |syllable: u16| readings::padded(syllable).first().map_or(0, |letter| initial_bit(*letter));
        for (place, to, syllable) in self.pattern.spelled() {
            if let Some((clean, other)) = initials.get_mut(place) {
                *clean |= if to & self.before == 0 { 0 } else { initial(syllable) };
                *other |= if to & self.after == 0 { 0 } else { initial(syllable) };
            }
        }
        for (place, _, syllable) in self.slips.all() {
            if let Some((clean, _)) = initials.get_mut(place) {
                *clean |= initial(syllable);
            }
        }
        self.initials = initials;
    }

    /// The initials of the characters that can lead on from a state.
    pub(super) fn initials_after(&self, state: State) -> u32 {
        let of = |places_: Places| places(places_).filter_map(|place| self.initials.get(place));
        of(state.clean).fold(0, |all, (clean, _)| all | clean) | of(state.other).fold(0, |all, (_, other)| all | other)
    }
}
