//! At which registrations to come something holds, one bit each, so that many are joined in one step.

use std::ops::Not;

use super::nodes::several;

/// So many registrations are told apart; there is hardly a policy with more of them in 40 years.
pub(super) const TOLD: usize = 64;
/// Every one.
pub(super) const ALL: u64 = u64::MAX;

/// At which registrations something comes out how. Neither met nor unmet is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Times {
    /// On the first day.
    pub met: u64,
    /// On the first day.
    pub unmet: u64,
    /// On some day, it may be: every one on which it is, and perhaps more.
    pub may_meet: u64,
    /// The same for unmet.
    pub may_miss: u64,
}

/// What is kept of the times: all of it, or, of those that change within no registration, where they are met.
pub(super) trait Kept: Copy {
    const MET: Self;
    const UNMET: Self;
    const UNKNOWN: Self;
    /// Nothing is known of it, on any day.
    const OPEN: Self;
    /// Of these times, or of their contrary.
    fn kept(times: &Times, is_not: bool) -> Self;
    fn and(self, other: Self) -> Self;
    fn or(self, other: Self) -> Self;
    /// Where so many hold.
    fn of(each: &[Self], needed: usize) -> Self;
    /// The same where nobody is refused.
    fn referred(self) -> Self;
}

impl Kept for u64 {
    const MET: Self = ALL;
    const UNMET: Self = 0;
    const UNKNOWN: Self = 0;
    // What may come and go changes within registrations: of that nothing is kept here.
    const OPEN: Self = 0;

    #[inline]
    fn kept(times: &Times, is_not: bool) -> Self {
        if is_not { times.unmet } else { times.met }
    }

    #[inline]
    fn and(self, other: Self) -> Self {
        self & other
    }

    #[inline]
    fn or(self, other: Self) -> Self {
        self | other
    }

    fn of(each: &[Self], needed: usize) -> Self {
        several((0, ALL), each.iter().copied(), needed)
    }

    fn referred(self) -> Self {
        self
    }
}

impl Kept for Times {
    const MET: Self = Self { met: ALL, unmet: 0, may_meet: ALL, may_miss: 0 };
    const UNMET: Self = Self { met: 0, unmet: ALL, may_meet: 0, may_miss: ALL };
    const UNKNOWN: Self = Self { met: 0, unmet: 0, may_meet: 0, may_miss: 0 };
    const OPEN: Self = Self { met: 0, unmet: 0, may_meet: ALL, may_miss: ALL };

    #[inline]
    fn kept(times: &Times, is_not: bool) -> Self {
        if is_not { !*times } else { *times }
    }

    #[inline]
    fn and(self, other: Self) -> Self {
        Self {
            met: self.met & other.met,
            unmet: self.unmet | other.unmet,
            may_meet: self.may_meet & other.may_meet,
            may_miss: self.may_miss | other.may_miss,
        }
    }

    #[inline]
    fn or(self, other: Self) -> Self {
        !(!self).and(!other)
    }

    fn of(each: &[Self], needed: usize) -> Self {
        let several = |of: fn(&Self) -> u64| several((0, ALL), each.iter().map(of), needed);
        Self {
            met: several(|times| times.met),
            unmet: !several(|times| !times.unmet),
            may_meet: several(|times| times.may_meet),
            may_miss: !several(|times| !times.may_miss),
        }
    }

    fn referred(self) -> Self {
        Self { unmet: 0, may_miss: 0, ..self }
    }
}

impl Not for Times {
    type Output = Self;

    fn not(self) -> Self {
        Self { met: self.unmet, unmet: self.met, may_meet: self.may_miss, may_miss: self.may_meet }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joints_are_those_of_three_values() {
        let one = Times { met: 0b001, unmet: 0b010, may_meet: 0b001, may_miss: 0b010 };
        let other = Times { met: 0b011, unmet: 0b100, may_meet: 0b111, may_miss: 0b100 };
        assert_eq!(one.and(other), Times { met: 0b001, unmet: 0b110, may_meet: 0b001, may_miss: 0b110 });
        assert_eq!(one.or(other), Times { met: 0b011, unmet: 0, may_meet: 0b111, may_miss: 0 });
        assert_eq!(Times::of(&[one, other], 2), one.and(other));
        assert_eq!(Times::of(&[one, other], 1), one.or(other));
        assert_eq!(Times::of(&[one, Times::MET, Times::UNMET], 2), one);
        assert_eq!(!!one, one);
    }
}
