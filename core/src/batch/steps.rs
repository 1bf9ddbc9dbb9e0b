//! At which registrations a comparison holds, for every value there may be.

use super::compare::Range;
use super::times::{ALL, Kept as _, TOLD, Times};
use crate::order;
use crate::policy::plan::Value;

/// Between what a value has to lie at one registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// On the first day, to meet it.
    pub met: Range,
    /// On the first day, not to miss it.
    pub kept: Range,
    /// On some day, to meet it.
    pub may_meet: Range,
    /// On every day, not to miss it on any.
    pub surely_kept: Range,
}

impl Span {
    /// Of what has to lie between two on the first day and between two on the last, which move one way. The others are for what is known
    /// less exactly, that it be met, and that it be not missed.
    pub(super) fn new((opens, closes): (Range, Range), (kept_open, kept_close): (Range, Range)) -> Self {
        Self {
            met: opens,
            kept: kept_open,
            may_meet: (opens.0.min(closes.0), opens.1.max(closes.1)),
            surely_kept: (kept_open.0.max(kept_close.0), kept_open.1.min(kept_close.1)),
        }
    }
}

/// The times of every value there may be: they change at a few values, and are the same between two of these.
pub(super) struct Steps {
    /// Where they change, from the least number on.
    starts: Vec<i32>,
    /// What they are from there on.
    times: Vec<Times>,
    /// For every so many values the place of the last start before them.
    near: Vec<u16>,
    /// The first of these values, and how many bits count them.
    first: i32,
    bits: u32,
    /// How many starts lie in one of these places at most.
    crowd: usize,
    /// On every day of a registration they are the same.
    is_steady: bool,
}

impl Steps {
    /// Of the first registrations, in their order.
    pub(super) fn new(spans: &[Span]) -> Self {
        // Where a value enters and leaves the ranges of a registration, one bit each of four.
        let mut turns: Vec<(i32, u8, u64)> = Vec::with_capacity(2 * spans.len());
        let bits = (0..TOLD).map(|at| 1_u64 << at);
        for (span, bit) in spans.iter().zip(bits) {
            let mut turn = |(from, to): Range, which: u8| {
                if from <= to {
                    turns.push((from, which, bit));
                    turns.extend(to.checked_add(1).map(|after| (after, which, bit)));
                }
            };
            let ranges = [span.met, span.kept, span.may_meet, span.surely_kept];
            if ranges.iter().all(|range| *range == span.met) {
                turn(span.met, 0b1111);
            } else {
                ranges.into_iter().zip([1, 2, 4, 8]).for_each(|(range, which)| turn(range, which));
            }
        }
        order::sort(&mut turns);
        let (mut starts, mut times, mut inside) = (vec![i32::MIN], vec![Times::UNMET], [0_u64; 4]);
        for (at, which, bit) in turns {
            for (at, inside) in inside.iter_mut().enumerate() {
                *inside ^= if which >> at & 1 == 1 { bit } else { 0 };
            }
            if starts.last() != Some(&at) {
                starts.push(at);
                times.push(Times::UNMET);
            }
            let [met, kept, may_meet, surely_kept] = inside;
            let now = Times { met, unmet: !kept, may_meet, may_miss: !surely_kept };
            times.last_mut().into_iter().for_each(|last| *last = now);
        }
        let first = starts.get(1).copied().unwrap_or_default();
        let spread = starts.last().copied().unwrap_or_default().abs_diff(first);
        // At most 256 places, so that they stay near.
        let bits = (u32::BITS - spread.leading_zeros()).saturating_sub(8);
        let places = (spread >> bits) as usize;
        let mut before = 0;
        let mut near = Vec::with_capacity(places + 1);
        for place in 0..=places {
            let is_before = |start: &i32| ((start.abs_diff(first) >> bits) as usize) < place;
            while starts.get(usize::from(before) + 1).is_some_and(is_before) {
                before += 1;
            }
            near.push(before);
        }
        let ends = near.iter().skip(1).copied().chain([u16::try_from(starts.len() - 1).unwrap_or(u16::MAX)]);
        let crowd = near.iter().zip(ends).map(|(start, end)| usize::from(end - start)).max().unwrap_or_default();
        let is_steady = spans.iter().all(|span| span.may_meet == span.met && span.surely_kept == span.kept);
        Self { starts, times, near, first, bits, crowd, is_steady }
    }

    pub(super) fn is_steady(&self) -> bool {
        self.is_steady
    }

    /// The times of one value.
    #[inline]
    pub(super) fn of(&self, value: i32) -> &Times {
        let place = (value.max(self.first).abs_diff(self.first) >> self.bits) as usize;
        let mut at = self.near.get(place).or(self.near.last()).copied().map_or(0, usize::from);
        // Counted, for nobody can foretell on which side of a start a value lies.
        for _ in 0..self.crowd {
            at += usize::from(self.starts.get(at + 1).is_some_and(|start| *start <= value));
        }
        self.times.get(at).unwrap_or(&Times::OPEN)
    }

    /// The times of a value that may be known less exactly.
    pub(super) fn of_value(&self, value: Value) -> Times {
        if value == Value::UNKNOWN {
            return Times::UNKNOWN;
        }
        if value.is_absent() {
            return Times::UNMET;
        }
        let least = *self.of(value.least);
        if value.least == value.most {
            return least;
        }
        let most = *self.of(value.most);
        Times { met: least.met & most.met, unmet: 0, may_meet: least.may_meet & most.may_meet, may_miss: ALL }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_the_times_of_its_spans() {
        let lies = |value: i32, (from, to): Range| from <= value && value <= to;
        let mut seed = 7_u64;
        let mut draw = |below: i32| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i32::try_from(seed >> 40).unwrap() % below
        };
        for round in 0..200 {
            let count = usize::try_from(draw(64)).unwrap() + 1;
            let mut range = |at: usize| {
                let from = i32::try_from(at).unwrap() * draw(400) - draw(300);
                match (round + draw(3)) % 4 {
                    0 => (i32::MIN, from),
                    1 => (from, i32::MAX),
                    2 => (from, from + draw(900) - 100),
                    _ => (i32::MIN, i32::MAX),
                }
            };
            let spans: Vec<Span> =
                (0..count).map(|at| Span::new((range(at), range(at)), (range(at), range(at)))).collect();
            let steps = Steps::new(&spans);
            let near = spans.iter().flat_map(|span| [span.met.0, span.kept.1, span.may_meet.1, span.surely_kept.0]);
            for value in near.flat_map(|near| [near.saturating_sub(1), near, near.saturating_add(1)]).chain([0, 99]) {
                let times = steps.of(value);
                for (at, span) in spans.iter().enumerate() {
                    let found =
                        [times.met, !times.unmet, times.may_meet, !times.may_miss].map(|all| all >> at & 1 == 1);
                    let wanted = [span.met, span.kept, span.may_meet, span.surely_kept].map(|range| lies(value, range));
                    assert_eq!(found, wanted, "{value} in {span:?}");
                }
            }
        }
    }
}
