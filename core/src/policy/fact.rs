//! What a policy asks beyond the form, and the groups it sorts work types into.

use serde::{Deserialize, Serialize};

use crate::model::citation::{Citation, Text};

/// A fact the policy declares (政策自设的填报项). The form answers it under `answers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fact {
    /// What is asked.
    pub label: Text,
    /// What an answer is.
    pub kind: FactKind,
    /// For words: those to choose from, for [`FactKind::OrderedWord`] the lowest first. At most 64.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<FactWord>,
    /// Its source.
    pub citation: Citation,
}

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FactKind {
    /// Yes or no.
    Flag,
    /// A count from 0 to 1,000,000.
    Number,
    /// A day; answered by `false` where there is none, so that no comparison with it holds.
    Day,
    /// One of its words.
    Word,
    /// One of its words, which have an order.
    OrderedWord,
}

/// A word to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FactWord {
    /// What conditions and answers call it.
    pub name: String,
    /// What it means.
    pub label: Text,
}

/// A group of work types that the policy's rules speak of (工种类别).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorkTypeGroup {
    /// What it is called.
    pub label: Text,
    /// Work types in it, by code or name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub work_types: Vec<String>,
    /// Groups of the catalogue whose work types are in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub catalogue_groups: Vec<String>,
    /// Its source.
    pub citation: Citation,
}
