//! Uploads (上传资料): what is said of a file sent for a material.
//!
//! [`inspect`](crate::inspect) says what is in a file; here it is held against what the material asks for. A refusal rests on
//! the guide's words: a photo is a whole jpg, a thesis a doc or docx named after its title. Whatever no document settles, as how
//! blurred is too blurred, advises only.

mod judge;
mod names;
mod rules;
mod twins;

use serde::{Deserialize, Serialize};

pub use self::rules::{FileRules, PhotoRules};
use crate::error::{Error, SourceKind, from_json};
use crate::finding::{Finding, Verdict};
use crate::inspect::FileReport;
use crate::model::citation::Document;

pub(crate) use self::judge::{judge, title};
pub(crate) use self::names::names;
pub(crate) use self::twins::twins;

/// A file sent for a material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileUpload {
    /// The material, by its name in the policy.
    pub material: String,
    /// What is in the file.
    pub file: FileReport,
}

impl FileUpload {
    /// Reads a list of them.
    pub fn list_from_json(text: &str) -> Result<Vec<Self>, Error> {
        from_json(text, SourceKind::Uploads)
    }
}

/// What there is to say about one upload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UploadReport {
    /// The sum. To confirm means that the file may be used all the same, once somebody has looked at the advice.
    pub verdict: Verdict,
    /// The material.
    pub material: String,
    /// Everything there is to say, the heaviest first. Paths are those of `file`.
    pub findings: Vec<Finding>,
    /// What is in the file.
    pub file: FileReport,
    /// The documents its citations name.
    pub documents: std::collections::BTreeMap<String, Document>,
}
