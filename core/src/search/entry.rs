//! What can be found.

use serde::{Deserialize, Serialize};

/// Whether an entry is in force. Those in force rank first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// In force.
    #[default]
    Current,
    /// Merged into another (合并).
    Merged,
    /// Cancelled (取消).
    Cancelled,
}

/// One entry of a list to search: a work type, a unit, a city.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SearchEntry"))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Entry {
    /// What a hit returns: the code, or the name where there is none. No two entries share one.
    pub key: String,
    /// The name, at most 255 characters.
    pub name: String,
    /// Other names it is found by, old ones for instance.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Whether it is in force.
    #[serde(default)]
    pub standing: Standing,
    /// Among equally good hits the higher comes first.
    #[serde(default)]
    pub weight: u32,
    /// For an entry no longer in force, the keys of those to go to.
    #[serde(default)]
    pub instead: Vec<String>,
}
