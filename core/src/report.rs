//! The whole answer about one form on one day.

use serde::{Deserialize, Serialize};

use crate::eligibility::trace::{Count, Outcome, RuleTrace};
use crate::finding::{Finding, Verdict};
use crate::materials::Material;
use crate::model::citation::{Citation, Document};
use crate::model::date::{Date, Year};
use crate::model::level::Level;

/// What the library has to say about a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The sum.
    pub verdict: Verdict,
    /// Whether the rules of eligibility are met: met only where every one is, unmet where one refuses, unknown where an answer is
    /// missing, a person decides, or no level is declared yet.
    pub eligible: Outcome,
    /// Everything there is to say, the heaviest first, then in the order of the code list and of the form.
    pub findings: Vec<Finding>,
    /// Fields whose answers would settle what is unknown.
    pub needed: Vec<String>,
    /// Fields whose answers the rules that apply compared.
    pub used: Vec<String>,
    /// Fields the rules of the level ask for whose answers, given or not, change nothing as the rest stands.
    pub irrelevant: Vec<String>,
    /// The level judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// How each rule came out.
    pub rules: Vec<RuleTrace>,
    /// How years were counted.
    pub counts: Vec<Count>,
    /// What has to be uploaded, and what was.
    pub materials: Vec<Material>,
    /// What the report leaned on that no source settles.
    pub assumed: Vec<Citation>,
    /// The documents its citations name.
    pub documents: std::collections::BTreeMap<String, Document>,
    /// By which rules it was made.
    pub policy: PolicyStamp,
    /// The day it holds for.
    pub day: Date,
    /// The exam year.
    pub exam_year: Year,
}

/// Which policy decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyStamp {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// SHA-256 of its content.
    pub digest: String,
}
