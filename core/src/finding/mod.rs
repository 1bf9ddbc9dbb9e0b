//! What a report says: findings with a code, a severity, the place in the form, the text and the clause.

pub mod code;
pub mod message;
pub mod remark;
pub mod template;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::code::Code;
pub use self::message::Messages;
pub use self::remark::Remark;
use crate::digest::sha256;
use crate::model::citation::{Citation, Text};
use crate::written;

/// How much a finding weighs. The order is that of the verdict: the later, the heavier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Severity {
    /// Good to know; it holds nothing up.
    Note,
    /// A person must look.
    Review,
    /// Acknowledge and go on.
    Confirm,
    /// An answer or a material is missing.
    Supply,
    /// It cannot go on like this.
    Refuse,
}

impl Severity {
    /// The name in data and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Review => "review",
            Self::Confirm => "confirm",
            Self::Supply => "supply",
            Self::Refuse => "refuse",
        }
    }
}

/// The sum of a report: its heaviest severity, where a note alone still passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Verdict {
    /// Nothing stands in the way.
    Pass,
    /// A person must look.
    Review,
    /// Something must be acknowledged.
    Confirm,
    /// An answer or a material is missing.
    Supply,
    /// It cannot go on like this.
    Refuse,
}

impl Verdict {
    /// The name in data and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Review => Severity::Review.name(),
            Self::Confirm => Severity::Confirm.name(),
            Self::Supply => Severity::Supply.name(),
            Self::Refuse => Severity::Refuse.name(),
        }
    }

    /// The verdict of a list of findings.
    pub fn of(findings: &[Finding]) -> Self {
        match findings.iter().map(|finding| finding.severity).max() {
            None | Some(Severity::Note) => Self::Pass,
            Some(Severity::Review) => Self::Review,
            Some(Severity::Confirm) => Self::Confirm,
            Some(Severity::Supply) => Self::Supply,
            Some(Severity::Refuse) => Self::Refuse,
        }
    }
}

/// A value a message speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Param {
    /// A count.
    Number(i64),
    /// A text as it stands in the form or the policy; a key of the word list is shown by its words.
    Text(String),
    /// Several values. Before the label, which serde would also read from a list of two texts.
    List(Vec<Param>),
    /// A label that the policy gives in both languages.
    Label(Text),
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Param {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Text> for Param {
    fn from(label: Text) -> Self {
        Self::Label(label)
    }
}

impl From<Vec<Param>> for Param {
    fn from(values: Vec<Param>) -> Self {
        Self::List(values)
    }
}

/// The values of one message, by name.
pub type Params = BTreeMap<String, Param>;

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// What it says.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// The field of the form it is about, as `current.obtained_year`; empty for the form as a whole.
    pub path: String,
    /// The rule of the policy that spoke, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The values its message speaks of.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: Params,
    /// The sentence.
    pub message: Text,
    /// The clauses it rests on; never empty on a refusal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// On a finding to confirm: what an acknowledgement must repeat, so that it holds for this finding on this form only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

impl Finding {
    /// SHA-256 in hexadecimal over the code, the rule, the values, the policy's digest, and the form as JSON.
    pub(crate) fn digest_with(&self, policy: &str, form: &[u8]) -> String {
        let params = written::json(&self.params);
        let rule = self.rule.as_deref().unwrap_or_default();
        sha256(&[self.code.name().as_bytes(), rule.as_bytes(), params.as_bytes(), policy.as_bytes(), form])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn severities_weigh_as_the_design_orders_them() {
        use Severity::{Confirm, Note, Refuse, Review, Supply};
        assert!([Note, Review, Confirm, Supply, Refuse].is_sorted());
        assert_eq!(Verdict::of(&[]), Verdict::Pass);
    }
}
