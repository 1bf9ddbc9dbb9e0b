//! Submitting: the report decides, the acknowledgements are checked against exactly what was shown.

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Severity};

/// The applicant's "确定" to one finding, on the form as it was when it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Acknowledgement {
    /// The finding's digest.
    pub digest: String,
}

impl Acknowledgement {
    /// Reads a JSON list of acknowledgements.
    pub fn list_from_json(text: &str) -> Result<Vec<Self>, crate::Error> {
        crate::error::from_json(text, crate::SourceKind::Acknowledgements)
    }
}

/// Whether nothing is left that keeps an application from being submitted: no refusal, nothing to supply, and every finding to
/// confirm acknowledged by its own digest. What a person must look at does not hold a submission up; the review is for that.
pub(crate) fn may_submit(findings: &[Finding], acknowledged: &[Acknowledgement]) -> bool {
    findings.iter().all(|finding| match finding.severity {
        Severity::Note | Severity::Review => true,
        Severity::Confirm => acknowledged.iter().any(|given| finding.digest.as_ref() == Some(&given.digest)),
        Severity::Supply | Severity::Refuse => false,
    })
}
