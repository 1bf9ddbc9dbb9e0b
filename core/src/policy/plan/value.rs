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
    /// There is none, as years at a level nobody holds. It meets no comparison.
    pub const ABSENT: Self = Self { least: 1, most: 0 };

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

    /// Whether it is not known exactly.
    pub fn is_open(self) -> bool {
        self.least < self.most
    }
}
