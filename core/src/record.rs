//! The record of a decision: what a back end keeps, and what reproduces itself from its inputs.

use serde::{Deserialize, Serialize};

use crate::eligibility::RuleStatus;
use crate::eligibility::trace::Outcome;
use crate::finding::{Code, Verdict};
use crate::model::date::{Date, Year};
use crate::model::level::Level;
use crate::report::PolicyStamp;

/// A decision as it is kept. It holds no name and no number of the person; the digest of the facts is that of the whole form and
/// library, so whoever has these can tell whether they are the ones decided on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionRecord {
    /// By which policy.
    pub policy: PolicyStamp,
    /// The version of this library.
    pub engine: String,
    /// On which day.
    pub day: Date,
    /// For which exam year.
    pub exam_year: Year,
    /// The level judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// SHA-256 of form and library, in hexadecimal.
    pub facts_digest: String,
    /// The sum.
    pub verdict: Verdict,
    /// Whether the rules are met.
    pub eligible: Outcome,
    /// The named branches by which rules passed, as `rule.branch`.
    pub routes: Vec<String>,
    /// How each rule came out.
    pub rules: Vec<RuleRecord>,
    /// The codes of the findings, in their order.
    pub codes: Vec<Code>,
    /// The fields that were needed.
    pub needed: Vec<String>,
    /// How every node of every rule came out, two bits each, in hexadecimal: 00 unknown, 01 unmet, 10 met, the first node in the
    /// lowest bits of the first digits.
    pub trace: String,
}

/// How one rule came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleRecord {
    /// The rule.
    pub rule: String,
    /// How it came out.
    pub status: RuleStatus,
}

/// Where a record and the decision made again part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// The field of the record.
    pub field: String,
    /// What it says, as JSON.
    pub recorded: String,
    /// What comes out now, as JSON.
    pub reproduced: String,
}

impl DecisionRecord {
    /// Reads a record.
    pub fn from_json(text: &str) -> Result<Self, crate::Error> {
        crate::error::from_json(text, crate::SourceKind::Record)
    }
}
