//! How large a policy may be: it may come from a stranger, and reading it must cost bounded time and memory.

/// Bytes of text, over all files.
pub(super) const BYTES: usize = 4 << 20;
/// Levels of a condition tree.
pub(super) const DEPTH: usize = 32;
/// Conditions in all trees together.
pub(super) const NODES: usize = 20_000;
/// Items of one list or table.
pub(super) const ITEMS: usize = 4_000;
/// What a count may be.
pub(crate) const COUNTS: std::ops::RangeInclusive<i64> = 0..=1_000_000;
/// Words to choose from, as many as a set of bits holds.
pub(super) const WORDS: usize = 64;
/// Policies in a row of which each extends the next.
#[cfg(feature = "toml")]
pub(super) const LINEAGE: usize = 16;
