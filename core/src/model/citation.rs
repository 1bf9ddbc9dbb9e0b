//! Where a number or a rule comes from, and how sure that is.

use serde::{Deserialize, Serialize};

/// How sure a number or a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Confidence {
    /// No source settles it; the province may set it otherwise. A report that leaned on it says so.
    Assumed,
    /// A source of lower standing, or an inference from one.
    Likely,
    /// The document says so, as official notices restate it.
    Stated,
}

/// The clause something rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// Key of the document in the policy's `documents`.
    pub document: String,
    /// The clause, in the document's own words or numbering.
    pub clause: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// What the source leaves open, or why this value was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A document that citations name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Its number (文号), where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How its text was obtained: which notices or copies restate it.
    pub seen_in: String,
}

/// A value with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Sourced_{T}"))]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Its source.
    pub citation: Citation,
}

/// A text in both languages of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Text {
    /// For the applicant, in plain Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}
