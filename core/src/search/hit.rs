//! What a search returns.

use serde::{Deserialize, Serialize};

use super::entry::Standing;

/// How well an entry matched; the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// The whole name, in hanzi or in full syllables, or the code.
    Exact,
    /// The start of the name, read as it is meant there.
    Start,
    /// The start of the name, some character read otherwise than it is meant there.
    StartOtherReading,
    /// The start of a word inside the name, read as it is meant there.
    WordStart,
    /// Anywhere inside the name.
    Inside,
    /// Anywhere, with sounds that are alike.
    FuzzySound,
    /// Anywhere, with one typing error.
    Typo,
}

/// Which text of the entry matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchedText {
    /// Its name.
    Name,
    /// This alias.
    Alias(String),
    /// Its key.
    Key,
}

/// From `start` up to, not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Extent {
    /// Of the first unit inside.
    pub start: usize,
    /// Of the first unit after.
    pub end: usize,
}

/// A piece of the matched text to highlight, in the units of three kinds of hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Span {
    /// In characters (Unicode scalar values), as Python counts.
    pub chars: Extent,
    /// In bytes of UTF-8, as Rust counts.
    pub utf8: Extent,
    /// In units of UTF-16, as JavaScript counts.
    pub utf16: Extent,
}

/// An entry that matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Hit {
    /// The entry's key.
    pub key: String,
    /// The entry's name.
    pub name: String,
    /// Which of its texts matched; `ranges` are in that text.
    pub matched: MatchedText,
    /// What matched, separators left out. Empty when the key matched, or nothing was typed.
    pub ranges: Vec<Span>,
    /// How the matched characters were read, such as `bo yin yuan`; what is no hanzi stands as it is.
    pub reading: String,
    /// How well it matched.
    pub tier: Tier,
    /// Whether the entry is in force.
    pub standing: Standing,
    /// For an entry no longer in force, the keys of those to go to.
    pub instead: Vec<String>,
}
