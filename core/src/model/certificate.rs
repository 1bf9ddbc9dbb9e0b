//! The certificate library of a province.

use serde::{Deserialize, Serialize};

use super::date::{Date, Year};
use super::level::Level;
use super::masked::Masked;

/// A level certificate (岗位等级证书) as the province recorded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Certificate {
    /// Whose it is.
    pub identity_number: Masked,
    /// The work type, by code or by the name of its day.
    pub work_type: String,
    /// The level.
    pub level: Level,
    /// The year it was obtained.
    pub obtained_year: Year,
    /// The day it was issued, where recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<Date>,
    /// Its number, where recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Masked>,
}

/// What the province knows was already earned (合格库). It may hold many people; only the candidate's own records are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificateLibrary {
    /// The records.
    pub certificates: Vec<Certificate>,
}

impl CertificateLibrary {
    /// Reads records; the error names the place and repeats nothing personal.
    pub fn from_json(text: &str) -> Result<Self, crate::Error> {
        crate::error::from_json(text, crate::SourceKind::Library)
    }
}
