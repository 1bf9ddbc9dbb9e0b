//! Along which runs of sounds a query can be read.
//!
//! Every way to read the query is followed, syllable by syllable, as long as the texts hold the runs it takes. Where none comes to
//! the end, nothing matches. Where some do, the places they pass and the errors they take are all that a walk need look for.

use super::alphabet::{initial_bit, initials_of};
use super::matcher::Matcher;
use super::pattern::places;
use super::query::{LONGEST, Places};
use super::readings::{self, Class};
use super::runs::{Runs, Trail, UNKNOWN, numbers, sounds};
use super::state::Strictness;

/// How many runs are looked up, some microseconds' worth. A query that can be read in more ways is not sifted.
const MOST_LOOKUPS: usize = 1 << 11;

/// What comes of sifting.
pub(super) enum Outcome {
    /// Nothing matches.
    Nothing,
    /// Something may match, along these ways alone.
    Along(Sifted),
    /// Something may match, along any way.
    Unknown,
}

/// What is left of a query.
#[derive(Debug, Default)]
pub(super) struct Sifted {
    /// The places passed on the way to the end, before the error of [`Strictness::Typo`].
    pub(super) before: Places,
    /// The places passed after it.
    pub(super) after: Places,
    /// For each slip whether it is made on some way to the end.
    pub(super) slips: Vec<bool>,
}

/// A step from one place in the query to another.
#[derive(Clone, Copy, Debug)]
struct Step {
    initials: u32,
    sound: u32,
    /// The number of the slip that is made, counted from 1; 0 if there is none.
    slip: u16,
    /// The next step from the same place, counted from 1; 0 if there is none.
    next: u16,
    to: u8,
}

/// Whether the end can be reached from a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Yes,
    No,
    Unknown,
}

/// Which initials may come after a trail, as far as was asked.
#[derive(Clone, Copy, Debug, Default)]
struct Initials {
    asked: u32,
    held: u32,
}

struct Sift<'a> {
    runs: Runs<'a>,
    steps: Vec<Step>,
    /// For each place its first step without an error and its first slip, counted from 1.
    first: [[u16; 2]; LONGEST],
    /// For each place the initials of what leads to the end without an error, and that nothing comes after.
    last: [u32; LONGEST],
    end: usize,
    is_typo: bool,
    /// For each place whether the end can be reached from it, whatever came before: with an error still to be made, and without.
    open: [[Open; 2]; LONGEST + 1],
    /// One way is enough.
    is_hasty: bool,
    lookups_left: usize,
    sifted: Sifted,
}

/// What the runs leave of a query, prepared for a strictness. What matches strictly is mostly near, so that there one way is enough.
pub(super) fn sift(runs: Runs<'_>, matcher: &Matcher, strictness: Strictness) -> Outcome {
    let Some(mut sift) = Sift::new(runs, matcher, strictness) else { return Outcome::Unknown };
    match sift.follow(0, false, Trail::START) {
        _ if sift.lookups_left == 0 => Outcome::Unknown,
        false => Outcome::Nothing,
        true if sift.is_hasty => Outcome::Unknown,
        true => Outcome::Along(sift.sifted),
    }
}

impl<'a> Sift<'a> {
    fn new(runs: Runs<'a>, matcher: &Matcher, strictness: Strictness) -> Option<Self> {
        let (query, pattern) = (matcher.query(), matcher.pattern(strictness)?);
        let (before, after) = matcher.viable(strictness);
        let mut sift = Self {
            runs,
            steps: Vec::with_capacity(64),
            first: [[0; 2]; LONGEST],
            last: [0; LONGEST],
            end: query.letters().len(),
            is_typo: strictness == Strictness::Typo,
            open: [[Open::No; 2]; LONGEST + 1],
            is_hasty: strictness == Strictness::Strict,
            lookups_left: MOST_LOOKUPS,
            sifted: Sifted::default(),
        };
        for (place, open) in sift.open.iter_mut().enumerate() {
            *open = [before, after].map(|viable| if viable >> place & 1 == 0 { Open::No } else { Open::Unknown });
        }
        for (place, letter) in query.letters().iter().enumerate() {
            let (by_initial, initials, is_literal) = pattern.typed_from(place);
            sift.add(place, by_initial, initials, UNKNOWN, 0);
            if is_literal {
                let sound = sounds(*letter, Class::of(*letter)).next().unwrap_or(UNKNOWN);
                let initials = initials_of(*letter);
                sift.add(place, 1 << (place + 1), initials & initials.wrapping_neg(), sound, 0);
            }
        }
        let initial = |syllable| readings::padded(syllable).first().map_or(0, |letter| initial_bit(*letter));
        for (place, to, syllable) in pattern.spelled() {
            sift.add(place, to, initial(syllable), syllable.into(), 0);
        }
        if let Some(slips) = matcher.slips().filter(|_| sift.is_typo) {
            for ((place, to, syllable), number) in slips.all().zip(1..) {
                sift.add(place, to, initial(syllable), syllable.into(), number);
                sift.sifted.slips.push(false);
            }
        }
        Some(sift)
    }

    fn add(&mut self, place: usize, to: Places, initials: u32, sound: u32, slip: u16) {
        let (Some([steps, slips]), Some(last)) = (self.first.get_mut(place), self.last.get_mut(place)) else { return };
        let first = if slip == 0 { steps } else { slips };
        for to in places(to) {
            if to == self.end && slip == 0 {
                *last |= initials;
            } else if let (Ok(to), Ok(number)) = (u8::try_from(to), u16::try_from(self.steps.len() + 1)) {
                self.steps.push(Step { initials, sound, slip, next: *first, to });
                *first = number;
            } else {
                // Too many to be numbered: nothing is known.
                self.lookups_left = 0;
            }
        }
    }

    /// Whether the end can be reached from a place.
    fn follow(&mut self, place: usize, is_after: bool, trail: Trail) -> bool {
        if place == self.end {
            return true;
        }
        let last = self.last.get(place).copied().filter(|_| is_after == self.is_typo).unwrap_or_default();
        let mut initials = Initials::default();
        let mut is_left = numbers(last).any(|initial| self.may_follow(trail, initial, &mut initials));
        let [steps, slips] = self.first.get(place).copied().unwrap_or_default();
        is_left |= self.follow_all(steps, is_after, trail, &mut initials, is_left);
        if !is_after {
            is_left |= self.follow_all(slips, true, trail, &mut initials, is_left);
        }
        if is_left && !self.is_hasty {
            *(if is_after { &mut self.sifted.after } else { &mut self.sifted.before }) |= 1 << place;
        }
        is_left
    }

    /// Whether the end can be reached by one of some steps. Where one way is enough and there is one, none is followed.
    fn follow_all(
        &mut self,
        first: u16,
        is_after: bool,
        trail: Trail,
        initials: &mut Initials,
        mut is_left: bool,
    ) -> bool {
        let mut next = first;
        while let Some(step) = usize::from(next).checked_sub(1).and_then(|number| self.steps.get(number).copied()) {
            next = step.next;
            if self.lookups_left == 0 || (is_left && self.is_hasty) {
                return true;
            }
            if !self.is_open(step.to.into(), is_after) {
                continue;
            }
            for initial in numbers(step.initials) {
                if self.may_follow(trail, initial, initials)
                    && self.follow(step.to.into(), is_after, trail.then(initial, step.sound))
                {
                    is_left = true;
                    let slip = usize::from(step.slip).checked_sub(1);
                    if let Some(slip) = slip.and_then(|slip| self.sifted.slips.get_mut(slip)) {
                        *slip |= !self.is_hasty;
                    }
                }
            }
        }
        is_left
    }

    /// Whether the end can be reached from a place whatever came before.
    fn is_open(&mut self, place: usize, is_after: bool) -> bool {
        let Some(open) = self.open.get(place).map(|[before, after]| if is_after { *after } else { *before }) else {
            return false;
        };
        if open != Open::Unknown {
            return open == Open::Yes;
        }
        let is_hasty = std::mem::replace(&mut self.is_hasty, true);
        let is_open = self.follow(place, is_after, Trail::START);
        self.is_hasty = is_hasty;
        if let Some([before, after]) = self.open.get_mut(place) {
            *(if is_after { after } else { before }) = if is_open { Open::Yes } else { Open::No };
        }
        is_open
    }

    /// Whether the texts may hold a trail with an initial after it.
    fn may_follow(&mut self, trail: Trail, initial: u32, known: &mut Initials) -> bool {
        let bit = 1 << initial;
        if known.asked & bit == 0 {
            known.asked |= bit;
            self.lookups_left = self.lookups_left.saturating_sub(1);
            if self.runs.may_hold(trail, initial) {
                known.held |= bit;
            }
        }
        known.held & bit != 0
    }
}
