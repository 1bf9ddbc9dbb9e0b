//! Which policy it is, for whom, and on what it builds.

use serde::{Deserialize, Serialize};

use crate::model::citation::Text;
use crate::model::date::{Date, Year};

/// Which policy it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyIdentity {
    /// Its name, as `henan-2022`.
    pub id: String,
    /// Counts up with every change of the data.
    pub version: u32,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// What it decides.
    #[serde(default)]
    pub family: Family,
    /// Division code of the province; `000000` for the nation.
    pub province: String,
    /// Division codes of the cities it is for; the whole province where not given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cities: Vec<String>,
    /// Codes or names of the units it is for; every unit of its place where not given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// The first exam year it holds for.
    pub from_year: Year,
    /// The last exam year it holds for.
    pub to_year: Year,
    /// The day by which somebody should look whether it still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<Date>,
    /// Only to be extended: it is never chosen and decides nothing by itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub base: bool,
    /// The policy it is a patch on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extends: Option<String>,
    /// What of that policy it puts something else in the place of: `rules.tenure`, `parameters.tenure_years`, `round` …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<String>,
    /// What of that policy it leaves out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removes: Vec<String>,
    /// The policies it was made from, the first base first, with their digests. Written by the library.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lineage: Vec<Ancestor>,
}

/// What a policy decides. Policies of different families never stand in for each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Family {
    /// 报名条件: who may sit the exam.
    #[default]
    Eligibility,
    /// 岗位晋升与聘用: who may be appointed to a post after the certificate.
    Appointment,
}

impl Family {
    /// The name in data and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Eligibility => "eligibility",
            Self::Appointment => "appointment",
        }
    }
}

/// A policy that another was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ancestor {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// SHA-256 of its content.
    pub digest: String,
}
