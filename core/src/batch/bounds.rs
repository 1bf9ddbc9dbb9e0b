//! Values of a chunk of rows in columns: what is known of each, between two bounds, in numbers as narrow as they may be.

/// Rows decided at a time: their columns and masks fit the first cache of a processor.
pub(super) const CHUNK: usize = 1024;

/// A number a column is made of.
pub(super) trait Number: Copy + PartialOrd {
    const MIN: Self;
    const MAX: Self;
    /// The number, or the nearest there is.
    fn clamped(from: i32) -> Self;
    fn wide(self) -> i32;
}

/// Flags and positions of words, of which there are 64 at most.
impl Number for i8 {
    const MIN: Self = i8::MIN;
    const MAX: Self = i8::MAX;

    fn clamped(from: i32) -> Self {
        i8::try_from(from).unwrap_or(if from < 0 { i8::MIN } else { i8::MAX })
    }

    fn wide(self) -> i32 {
        match self {
            Self::MIN => i32::MIN,
            Self::MAX => i32::MAX,
            number => number.into(),
        }
    }
}

impl Number for i32 {
    const MIN: Self = i32::MIN;
    const MAX: Self = i32::MAX;

    fn clamped(from: i32) -> Self {
        from
    }

    fn wide(self) -> i32 {
        self
    }
}

/// What is known of a quantity, row by row: as [`Value`](crate::policy::plan::Value), with the least and the greatest number
/// of `T` for no bound.
#[derive(Clone, Debug)]
pub(super) struct Bounds<T> {
    pub least: Vec<T>,
    /// Empty while `is_exact`.
    pub most: Vec<T>,
    /// Every value is known exactly: `most` is `least`.
    pub is_exact: bool,
}

impl<T> Default for Bounds<T> {
    fn default() -> Self {
        Self { least: Vec::with_capacity(CHUNK), most: Vec::new(), is_exact: true }
    }
}

impl<T: Number> Bounds<T> {
    /// Empties it.
    pub(super) fn clear(&mut self) {
        self.least.clear();
        self.most.clear();
        self.is_exact = true;
    }

    /// Takes what is not known out of `least`, where the least number stands for it: `most` follows.
    pub(super) fn open(&mut self) {
        self.is_exact = false;
        self.most.clear();
        self.most.extend(self.least.iter().map(|least| if *least == T::MIN { T::MAX } else { *least }));
    }

    /// Closes it if nothing of it is open.
    pub(super) fn settle(&mut self) {
        self.is_exact = self.least.iter().zip(&self.most).all(|(least, most)| least == most);
    }

    /// What is known of one row.
    pub(super) fn get(&self, row: usize) -> Option<(T, T)> {
        let least = self.least.get(row).copied()?;
        Some((least, if self.is_exact { least } else { self.most.get(row).copied()? }))
    }

    /// The value of one row, if it is known exactly.
    pub(super) fn exactly(&self, row: usize) -> Option<T> {
        self.get(row).filter(|(least, most)| least == most).map(|(least, _)| least)
    }
}
