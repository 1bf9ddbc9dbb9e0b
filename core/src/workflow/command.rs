//! What somebody may ask of an application.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Acknowledgement;
use crate::error::{Error, SourceKind, from_json};
use crate::model::application::{ApplicationForm, FileDigest};
use crate::model::candidate::Candidate;
use crate::model::date::Moment;
use crate::model::identity::{is_mobile_number, read_identity_number};
use crate::model::level::Level;
use crate::model::masked::Masked;
use crate::model::timestamp::Timestamp;
use crate::procedure::names::Action;

/// A command: one key, the action, with what it brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Command {
    /// Choose region and level (选择报名地市、申报级别).
    Start(Start),
    /// Delete and start again.
    Restart(Restart),
    /// Save the form (保存信息).
    Save(Box<ApplicationForm>),
    /// Submit (提交信息), with what was acknowledged.
    Submit(Vec<Acknowledgement>),
    /// Add one file (添加上传资料).
    Upload(NewFile),
    /// Put one file in the place of another.
    Replace(Replacement),
    /// Take a file out, by its number.
    Remove(u64),
    /// Make an upload token for a material (手机扫码上传).
    IssueToken(String),
    /// Take back the token of a material.
    RevokeToken(String),
    /// Add one file by a token.
    UploadByToken(TokenUpload),
    /// Print the application form and its cover (考评申报表打印).
    PrintForm,
    /// Take the application back.
    Withdraw,
    /// Give up a draft whose time has passed.
    Lapse,
    /// Take it on one's desk.
    Claim,
    /// Put it back.
    Release,
    /// Pass it at this stage.
    Pass,
    /// Refuse it for good.
    Reject(Grounds),
    /// Send it back (需补充材料).
    RequestSupplement(SupplementRequest),
    /// Send it to the on-site review (转现场审核).
    ReferOnSite,
    /// Cancel it for something found out later.
    Disqualify(Grounds),
    /// Give the ticket its batch, number and seat.
    Arrange(Seat),
    /// Open the printing of the ticket.
    OpenTicket,
    /// Print the ticket (打印准考证), the challenge solved.
    PrintTicket(Solution),
    /// Whether the person came to the exam.
    RecordAttendance(bool),
    /// The result.
    RecordResult(ExamResult),
    /// Publish the result from a time on.
    PublishResult(Timestamp),
    /// Look at the result (考核结果查询).
    ViewResult,
}

impl Command {
    /// Reads a command; the error repeats nothing personal.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        from_json(text, SourceKind::Command)
    }

    /// The action.
    pub fn action(&self) -> Action {
        match self {
            Self::Start(_) => Action::Start,
            Self::Restart(_) => Action::Restart,
            Self::Save(_) => Action::Save,
            Self::Submit(_) => Action::Submit,
            Self::Upload(_) => Action::Upload,
            Self::Replace(_) => Action::Replace,
            Self::Remove(_) => Action::Remove,
            Self::IssueToken(_) => Action::IssueToken,
            Self::RevokeToken(_) => Action::RevokeToken,
            Self::UploadByToken(_) => Action::UploadByToken,
            Self::PrintForm => Action::PrintForm,
            Self::Withdraw => Action::Withdraw,
            Self::Lapse => Action::Lapse,
            Self::Claim => Action::Claim,
            Self::Release => Action::Release,
            Self::Pass => Action::Pass,
            Self::Reject(_) => Action::Reject,
            Self::RequestSupplement(_) => Action::RequestSupplement,
            Self::ReferOnSite => Action::ReferOnSite,
            Self::Disqualify(_) => Action::Disqualify,
            Self::Arrange(_) => Action::Arrange,
            Self::OpenTicket => Action::OpenTicket,
            Self::PrintTicket(_) => Action::PrintTicket,
            Self::RecordAttendance(_) => Action::RecordAttendance,
            Self::RecordResult(_) => Action::RecordResult,
            Self::PublishResult(_) => Action::PublishResult,
            Self::ViewResult => Action::ViewResult,
        }
    }
}

/// Region and level, chosen before the form opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Start {
    /// The application's name: anything the host has not used before, and nothing personal.
    pub application: ApplicationName,
    /// The person, as real-name verification knows them.
    pub candidate: Candidate,
    /// 报名地市
    pub region: String,
    /// 申报级别
    pub level: Level,
    /// An earlier form of the same person, from which what still fits is copied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<Box<ApplicationForm>>,
}

/// An application's name: 1 to 64 letters, digits, `-` and `_`, and no identity or mobile number, for it stands in links.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct ApplicationName(String);

impl ApplicationName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ApplicationName {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        const LONGEST: usize = 64;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if text.is_empty() || text.len() > LONGEST || !text.bytes().all(plain) {
            return Err("an application is named by 1 to 64 letters, digits, - and _");
        }
        if read_identity_number(&text).is_ok() || is_mobile_number(&text) {
            return Err("an application is not named by somebody's number");
        }
        Ok(Self(text))
    }
}

impl From<ApplicationName> for String {
    fn from(name: ApplicationName) -> Self {
        name.0
    }
}

/// Region and level, chosen anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Restart {
    /// 报名地市
    pub region: String,
    /// 申报级别
    pub level: Level,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewFile {
    /// The material it is for.
    pub material: String,
    /// SHA-256 of its content.
    pub digest: FileDigest,
    /// What it was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Masked>,
}

/// One file in the place of another of the same material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Replacement {
    /// The number of the file it replaces.
    pub file: u64,
    /// SHA-256 of the new content.
    pub digest: FileDigest,
    /// What it was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Masked>,
}

/// One file by a token; the token knows the material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TokenUpload {
    /// The token.
    pub token: Masked,
    /// The material the page says it is for.
    pub material: String,
    /// SHA-256 of the content.
    pub digest: FileDigest,
    /// What it was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Masked>,
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grounds {
    /// Codes of the procedure's list.
    pub reasons: Vec<String>,
    /// In the reviewer's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Masked>,
}

/// What has to be corrected or supplied, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SupplementRequest {
    /// What is unlocked: fields of the form, as `current.obtained_year`, and materials, as `uploads.diploma`.
    pub items: Vec<String>,
    /// Why.
    pub grounds: Grounds,
}

/// Where and when the exam is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Seat {
    /// The batch, whose ticket window holds.
    pub batch: String,
    /// 准考证号
    pub number: String,
    /// 考点
    pub site: String,
    /// 考点地址
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// 考场
    pub room: String,
    /// 座位号
    pub seat: String,
    /// When each subject is examined.
    pub sessions: Vec<Session>,
}

/// When a subject is examined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// The subject, by its name in the procedure.
    pub subject: String,
    /// It begins.
    pub from: Moment,
    /// It ends.
    pub until: Moment,
}

/// An answered challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Solution {
    /// The challenge, as it was issued.
    pub challenge: String,
    /// What was typed.
    pub answer: String,
}

/// A result (考核结果).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExamResult {
    /// Marks by subject; none where the person did not sit it.
    pub marks: BTreeMap<String, Option<u32>>,
    /// Whether the level is reached, as the office decided: no document says by which marks.
    pub passed: bool,
}
