//! What happened to an application: append-only, versioned, each event bound to the one before.

use serde::{Deserialize, Serialize};

use super::command::{ExamResult, Grounds, Seat, SupplementRequest};
use super::state::{ActorStamp, ProcedureStamp};
use crate::digest::sha256;
use crate::model::application::{ApplicationForm, FileDigest};
use crate::model::level::Level;
use crate::model::masked::Masked;
use crate::model::timestamp::Timestamp;
use crate::procedure::names::StateName;
use crate::report::PolicyStamp;
use crate::written;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
// `Event` is the browser's own, and means something else there.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ApplicationEvent"))]
pub struct Event {
    /// The format it is written in.
    pub format: u16,
    /// The application it belongs to.
    pub application: String,
    /// Its number, from 1, without holes.
    pub number: u64,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it. A file sent by somebody other than the applicant was sent on the applicant's behalf.
    pub by: ActorStamp,
    /// By which procedure it was decided.
    pub procedure: ProcedureStamp,
    /// Where the application stood; nowhere before the first event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<StateName>,
    /// Where it stands since.
    pub to: StateName,
    /// What happened.
    pub what: Happening,
    /// The digest of the event before; empty before the first.
    pub previous: String,
    /// SHA-256 over `previous` and over the JSON of all fields before it, each led by its length in eight bytes, the lowest first.
    pub digest: String,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Happening {
    /// Region and level were chosen.
    Started(Box<Begun>),
    /// It was deleted and started again.
    Restarted(Box<Begun>),
    /// The form was saved.
    Saved(Box<ApplicationForm>),
    /// It was submitted, and these findings have to be acknowledged first, by digest.
    ConfirmationAsked(Vec<String>),
    /// It was submitted, and these materials are missing.
    MaterialsAsked(Vec<String>),
    /// It was submitted and is under review.
    Submitted(Submitted),
    /// A file was added.
    FileAdded(AddedFile),
    /// A file took the place of another.
    FileReplaced(ReplacedFile),
    /// A file was taken out, by its number.
    FileRemoved(u64),
    /// An upload token was made.
    TokenIssued(IssuedToken),
    /// The token of a material was taken back.
    TokenRevoked(String),
    /// The form was printed, with this digest of it in the footer.
    FormPrinted(String),
    /// The applicant took it back.
    Withdrawn,
    /// Its time passed.
    Lapsed,
    /// It was taken on a desk.
    Claimed,
    /// It was put back.
    Released,
    /// It passed a stage and is at the next one; none after the last.
    Passed(Passed),
    /// It was refused.
    Rejected(Grounds),
    /// It was sent back.
    SupplementRequested(SupplementRequest),
    /// It goes to the on-site review.
    ReferredOnSite,
    /// It was cancelled.
    Disqualified(Grounds),
    /// The ticket has a seat.
    Arranged(Seat),
    /// The ticket may be printed.
    TicketOpened,
    /// The ticket was printed, by solving this challenge.
    TicketPrinted(SolvedChallenge),
    /// Whether the person came.
    AttendanceRecorded(bool),
    /// The result was noted.
    ResultRecorded(ExamResult),
    /// The result may be seen from this time on.
    ResultPublished(Timestamp),
    /// The applicant looked at the result.
    ResultViewed,
}

/// A draft as it began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Begun {
    /// 报名地市
    pub region: String,
    /// 申报级别
    pub level: Level,
    /// What the form begins with.
    pub form: ApplicationForm,
    /// What was not copied, because it does not fit the level: fields, and files as `uploads.diploma`.
    pub dropped: Vec<String>,
}

/// A submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Submitted {
    /// The policy it was judged by.
    pub policy: PolicyStamp,
    /// The digest of form and files.
    pub content: String,
    /// What was acknowledged, by digest.
    pub acknowledged: Vec<String>,
    /// The stage it is at.
    pub stage: String,
}

/// A file that came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AddedFile {
    /// The material it is for.
    pub material: String,
    /// SHA-256 of its content.
    pub digest: FileDigest,
    /// What it was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Masked>,
    /// Whether it came by the material's token.
    #[serde(default)]
    pub by_token: bool,
}

/// A file in the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplacedFile {
    /// The number of the file that was there.
    pub file: u64,
    /// SHA-256 of the new content.
    pub digest: FileDigest,
    /// What the new one was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Masked>,
}

/// A token that was made. The token itself is not in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssuedToken {
    /// The material it opens.
    pub material: String,
    /// Its nonce, in hexadecimal.
    pub nonce: String,
    /// When it ends.
    pub expires: Timestamp,
}

/// A stage that was passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Passed {
    /// Which.
    pub stage: String,
    /// The next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A challenge that was solved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SolvedChallenge {
    /// Its nonce, in hexadecimal.
    pub nonce: String,
    /// When it ends by itself.
    pub expires: Timestamp,
}

impl Event {
    /// The digest its content has.
    pub(super) fn content_digest(&self) -> String {
        // Borrowed rather than cloned with an empty digest: a log is long.
        #[derive(Serialize)]
        struct Content<'a> {
            format: u16,
            application: &'a str,
            number: u64,
            at: Timestamp,
            by: &'a ActorStamp,
            procedure: &'a ProcedureStamp,
            #[serde(skip_serializing_if = "Option::is_none")]
            from: Option<StateName>,
            to: StateName,
            what: &'a Happening,
        }
        let content = Content {
            format: self.format,
            application: &self.application,
            number: self.number,
            at: self.at,
            by: &self.by,
            procedure: &self.procedure,
            from: self.from,
            to: self.to,
            what: &self.what,
        };
        sha256(&[self.previous.as_bytes(), written::json(&content).as_bytes()])
    }

    pub(super) fn sealed(mut self) -> Self {
        self.digest = self.content_digest();
        self
    }
}
