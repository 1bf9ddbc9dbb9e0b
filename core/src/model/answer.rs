//! Answers to questions that a policy asks beyond the form.

use serde::{Deserialize, Serialize};

/// An answer to a fact that a policy declares: `true`, a whole number, or a word or day as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Answer {
    /// Yes or no.
    Flag(bool),
    /// A count.
    Number(i64),
    /// One of the fact's words, or a day as `2022-03-07`.
    Text(String),
}
