//! What is known of a quantity.

/// What is known of a quantity: an interval, both ends included, over its scale. Counts are themselves, days are numbered from
/// the first of the year 1, words stand at their position, a flag is 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// At least this.
    pub least: i32,
    /// At most this; below `least` only in [`Value::ABSENT`].
    pub most: i32,
}

impl Value {
    /// Not answered: it could be anything.
    pub const UNKNOWN: Self = Self { least: i32::MIN, most: i32::MAX };
    /// There is none, as years at a level nobody holds. It lies below every lower bound and above every upper one, so it meets no
    /// comparison.
    pub const ABSENT: Self = Self { least: i32::MAX, most: i32::MIN };

    /// Known exactly.
    pub fn exactly(value: i32) -> Self {
        Self { least: value, most: value }
    }

    /// Known within bounds.
    pub fn between(least: i32, most: i32) -> Self {
        Self { least, most }
    }

    /// Whether there is none.
    pub fn is_absent(self) -> bool {
        self.least > self.most
    }

    /// By how much it misses bounds, where it is known exactly and does.
    pub fn gap(self, (from, to): (i32, i32)) -> Option<i32> {
        if self.least != self.most {
            return None;
        }
        let short = from.checked_sub(self.most).filter(|short| *short > 0);
        short.or_else(|| self.least.checked_sub(to).filter(|over| *over > 0))
    }

    /// Whether it is not known exactly.
    pub fn is_open(self) -> bool {
        self.least < self.most
    }
}
