//! The answer to "when", as data.

use serde::{Deserialize, Serialize};

use crate::eligibility::trace::{Outcome, RuleStatus};
use crate::finding::Finding;
use crate::model::citation::Citation;
use crate::model::date::{Date, Year};
use crate::model::level::Level;
use crate::report::PolicyStamp;

/// When the same facts pass, and until when: nothing changes but the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Foresight {
    /// Whether the rules are met on the day asked about.
    pub now: Outcome,
    /// The first day of registration on which every rule is met, whatever the missing answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Foreseen>,
    /// The first day of registration on which nothing refuses, where that is another: an answer is missing, or a person decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub possible: Option<Foreseen>,
    /// The answers that are missing on that day.
    pub needed: Vec<String>,
    /// The first day of registration after it passed on which it no longer surely does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_end: Option<Foreseen>,
    /// The first day of registration after it passed on which something refuses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Foreseen>,
    /// Each rule by itself, in the policy's order.
    pub rules: Vec<RuleForesight>,
    /// The rules that are met on no day looked at: time alone does not do it.
    pub never: Vec<String>,
    /// What there is to say.
    pub findings: Vec<Finding>,
    /// What was taken for granted about days to come.
    pub takes: Vec<LookingAhead>,
    /// What the rules lean on that no source settles.
    pub assumed: Vec<Citation>,
    /// The level declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The day asked about.
    pub day: Date,
    /// The last day looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// By which rules.
    pub policy: PolicyStamp,
}

/// A day of registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Foreseen {
    /// The day.
    pub day: Date,
    /// The exam year one registers for.
    pub exam_year: Year,
    /// The first day of that registration.
    pub opens: Date,
    /// Its last day.
    pub closes: Date,
    /// The policy that holds then.
    pub policy: String,
    /// Whether that round is only taken to be like the policy's own.
    pub assumed: bool,
}

/// When one rule is met by the same facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleForesight {
    /// The rule.
    pub rule: String,
    /// How it comes out on the day asked about; for a rule of a later policy on the first day it is asked.
    pub now: RuleStatus,
    /// The first day of registration on which it is met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_met: Option<Date>,
}

/// What is taken for granted about days to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LookingAhead {
    /// Later rounds are like the policy's own, every day of the calendar moved by whole years.
    LaterRoundsAlike,
    /// No registration is known for this level and region, so every day of the exam year was looked at.
    OpenAllYear,
}
