//! An application as its events left it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::command::{ExamResult, Grounds, Seat};
use crate::error::{Error, SourceKind, from_json_of_format};
use crate::model::application::{ApplicationForm, FileDigest, Upload};
use crate::model::level::Level;
use crate::model::masked::Masked;
use crate::model::round::Role;
use crate::model::timestamp::Timestamp;
use crate::procedure::names::StateName;
use crate::report::PolicyStamp;
use crate::written;

/// The one format of snapshots and events this library reads and writes.
pub const FORMAT: u16 = 1;

/// An application (报名信息): a fold of its events. As JSON it is the snapshot a host keeps beside the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
// `State` alone says too little beside the other types of a host.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ApplicationState"))]
pub struct State {
    /// The format of the snapshot.
    pub format: u16,
    /// The application's name.
    pub application: String,
    /// By which procedure the last event was decided.
    pub procedure: ProcedureStamp,
    /// How many events there were.
    pub version: u64,
    /// The digest of the last one.
    pub head: String,
    /// Where it stands.
    pub state: StateName,
    /// Since when it stands there, or at this stage.
    pub since: Timestamp,
    /// When the last event happened.
    pub last: Timestamp,
    /// Who applies.
    pub applicant: Masked,
    /// 报名地市
    pub region: String,
    /// 申报级别
    pub level: Level,
    /// The form, without files.
    pub form: ApplicationForm,
    /// The files that are there now.
    pub files: Vec<StoredFile>,
    /// Upload tokens, one for a material.
    pub tokens: Vec<TokenRecord>,
    /// What was submitted last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission: Option<Submission>,
    /// The stage of review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// On whose desk it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// What has to be corrected or supplied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<OpenRequest>,
    /// Why it was refused or sent back last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grounds: Option<Grounds>,
    /// The form as it was printed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Box<ApplicationForm>>,
    /// Where and when the exam is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<Seat>,
    /// Challenges that were used and could still be tried again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used_challenges: Vec<UsedChallenge>,
    /// Whether the person came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attended: Option<bool>,
    /// The result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ExamResult>,
    /// From when the result may be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
}

/// Which procedure decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProcedureStamp {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// SHA-256 of its content.
    pub digest: String,
}

/// Who acted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActorStamp {
    /// The account.
    pub id: Masked,
    /// In which role.
    pub role: Role,
}

/// A file that is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoredFile {
    /// Its number: that of the event that brought it.
    pub number: u64,
    /// The material it is for.
    pub material: String,
    /// SHA-256 of its content.
    pub digest: FileDigest,
    /// What it was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Masked>,
    /// The number of the file it replaced, which the log and the host's store still have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<u64>,
    /// Who sent it.
    pub by: ActorStamp,
    /// When.
    pub at: Timestamp,
}

/// A token as the application knows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TokenRecord {
    /// The material it opens.
    pub material: String,
    /// Its nonce, in hexadecimal.
    pub nonce: String,
    /// When it ends.
    pub expires: Timestamp,
    /// What became of it.
    pub status: TokenStatus,
}

impl fmt::Debug for TokenRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "token for {} until {}: {:?}", self.material, self.expires, self.status)
    }
}

/// What became of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum TokenStatus {
    /// It opens its slot once.
    Live,
    /// It did.
    Used,
    /// It was taken back.
    Revoked,
}

/// What was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Submission {
    /// When.
    pub at: Timestamp,
    /// How often it has been submitted.
    pub count: u32,
    /// The policy it was judged by, which stays.
    pub policy: PolicyStamp,
    /// The digest of form and files.
    pub content: String,
    /// What was acknowledged.
    pub acknowledged: Vec<String>,
}

/// On whose desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claim {
    /// Whose.
    pub by: Masked,
    /// Since when.
    pub at: Timestamp,
}

/// A request that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenRequest {
    /// What is unlocked.
    pub items: Vec<String>,
    /// Form and files as they were when it was sent back.
    pub before: ApplicationForm,
}

/// A challenge that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UsedChallenge {
    /// Its nonce, in hexadecimal.
    pub nonce: String,
    /// When it ends by itself.
    pub expires: Timestamp,
}

impl State {
    /// Reads a snapshot. One of another format is refused: replay the log instead.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        from_json_of_format(text, SourceKind::Application, "format", |format| {
            if format == u64::from(FORMAT) {
                return Ok(());
            }
            let message =
                format!("this snapshot has format {format}, and {FORMAT} is read here; replay the events instead");
            Err(Error::source(SourceKind::Application, "format", message))
        })
    }

    /// The form with its files, as the rules judge it.
    pub fn whole_form(&self) -> ApplicationForm {
        let mut form = self.form.clone();
        form.uploads = self
            .files
            .iter()
            .map(|file| Upload {
                material: file.material.clone(),
                digest: file.digest.clone(),
                name: file.name.clone(),
            })
            .collect();
        form
    }

    /// SHA-256 over form and files: what was submitted.
    pub fn content_digest(&self) -> String {
        crate::digest::sha256(&[written::json(&self.whole_form()).as_bytes()])
    }

    /// SHA-256 over the form without its files: what a printed form carries in its footer. The photo of that very page is one of
    /// the files, so they cannot be part of it.
    pub fn form_digest(&self) -> String {
        crate::digest::sha256(&[written::json(&self.form).as_bytes()])
    }

    /// A file by its number.
    pub fn file(&self, number: u64) -> Option<&StoredFile> {
        self.files.iter().find(|file| file.number == number)
    }
}
