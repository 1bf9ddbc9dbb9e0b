//! Outcomes, two bits each.

use super::trace::Outcome;

/// How many outcomes stand in the value itself; a longer plan's go to the heap.
const INLINE: usize = 6;
/// Outcomes in a word.
const PER_WORD: usize = 32;

/// The outcome of every node of a plan, two bits each; `Unknown` where nothing was noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    inline: [u64; INLINE],
    more: Vec<u64>,
}

impl Bits {
    pub(crate) fn get(&self, at: usize) -> Outcome {
        let word = at / PER_WORD;
        let word = self.inline.get(word).or_else(|| self.more.get(word - INLINE)).copied().unwrap_or_default();
        match word >> (at % PER_WORD * 2) & 0b11 {
            0b01 => Outcome::Unmet,
            0b10 => Outcome::Met,
            _ => Outcome::Unknown,
        }
    }

    pub(crate) fn set(&mut self, at: usize, outcome: Outcome) {
        let bits = match outcome {
            Outcome::Unknown => 0b00,
            Outcome::Unmet => 0b01,
            Outcome::Met => 0b10,
        };
        let word = at / PER_WORD;
        if word >= INLINE && word - INLINE >= self.more.len() {
            self.more.resize(word - INLINE + 1, 0);
        }
        let slot = if word < INLINE { self.inline.get_mut(word) } else { self.more.get_mut(word - INLINE) };
        if let Some(slot) = slot {
            let shift = at % PER_WORD * 2;
            *slot = *slot & !(0b11 << shift) | bits << shift;
        }
    }

    /// The words of the first so many outcomes.
    pub(crate) fn words(&self, count: usize) -> impl Iterator<Item = u64> {
        self.inline.iter().chain(&self.more).copied().chain(std::iter::repeat(0)).take(count.div_ceil(PER_WORD))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_keeps_its_own_outcome() {
        let outcomes = [Outcome::Met, Outcome::Unmet, Outcome::Unknown];
        let mut bits = Bits::default();
        for at in (0..500).rev() {
            bits.set(at, outcomes[at % 3]);
        }
        assert!((0..500).all(|at| bits.get(at) == outcomes[at % 3]));
        bits.set(7, Outcome::Unknown);
        assert_eq!((bits.get(6), bits.get(7), bits.get(8)), (Outcome::Met, Outcome::Unknown, Outcome::Unknown));
        assert_eq!(bits.words(500).count(), 16);
    }
}
