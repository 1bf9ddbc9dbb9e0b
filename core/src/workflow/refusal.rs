//! Why a command was not carried out: the closed list, and the sentence with the values it speaks of.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::basis::Basis;
use crate::finding::{Finding, Messages, Param, Params};
use crate::model::citation::Text;
use crate::procedure::Procedure;
use crate::procedure::names::{Action, Guard};

macro_rules! refusals {
    ($($(#[$doc:meta])* $variant:ident = $name:literal by $guard:ident,)*) => {
        /// Why a command is refused. The list is closed; each has its sentence in both languages, under `refusal/` in the
        /// words of the messages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum RefusalCode {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl RefusalCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in JSON and data.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The guard that refuses with it.
            pub const fn guard(self) -> Guard {
                match self { $(Self::$variant => Guard::$guard,)* }
            }
        }
    };
}

refusals! {
    /// The action is not possible in this state.
    State = "state/not-here" by State,
    /// There already is an application of this name.
    Exists = "state/exists" by State,
    /// There is no application yet.
    NotStarted = "state/not-started" by State,
    /// Time ran backwards.
    TimeBackwards = "state/time-backwards" by State,
    /// Another procedure has decided so far.
    ProcedureChanged = "state/procedure-changed" by State,
    /// The action is not for this role.
    Role = "role/not-yours" by Role,
    /// Somebody else acted in between.
    VersionStale = "version/stale" by Version,
    /// The command was made for events that are not there.
    VersionAhead = "version/ahead" by Version,
    /// It is somebody else's application.
    Owner = "owner/stranger" by Owner,
    /// It is one's own application.
    OwnApplication = "not_own/own-application" by NotOwn,
    /// It lies outside one's regions or units.
    OutOfCharge = "in_charge/elsewhere" by InCharge,
    /// Real-name verification has not been passed.
    NotVerified = "verified/missing" by Verified,
    /// Name or number differ from real-name verification.
    VerifiedDiffers = "verified/differs" by Verified,
    /// The region is not one of the round.
    RegionUnknown = "region/unknown" by Region,
    /// The window has not opened.
    WindowNotOpen = "window/not-open" by Window,
    /// The window is over.
    WindowClosed = "window/closed" by Window,
    /// There is no window for this role, level and region.
    WindowNone = "window/none" by Window,
    /// The window is still open.
    WindowStillOpen = "window_over/still-open" by WindowOver,
    /// The stage is another role's.
    StageOther = "stage_role/other" by StageRole,
    /// The stage does not work at this time.
    StageClosed = "stage_window/closed" by StageWindow,
    /// Somebody else has it on the desk.
    ClaimedByOther = "unclaimed/other" by Unclaimed,
    /// It is not on one's desk.
    NotClaimed = "claimed/not" by Claimed,
    /// Name, number or mobile would change.
    IdentityChanged = "identity_kept/changed" by IdentityKept,
    /// The level would change where it is fixed.
    LevelFixed = "level_kept/fixed" by LevelKept,
    /// The region would change.
    RegionFixed = "level_kept/region" by LevelKept,
    /// The form brings files.
    UploadsBrought = "uploads_apart/brought" by UploadsApart,
    /// Something changes that was not unlocked.
    Locked = "unlocked/locked" by Unlocked,
    /// The rules refuse.
    ReportRefuses = "report/refuses" by Report,
    /// An answer is missing.
    ReportIncomplete = "report/incomplete" by Report,
    /// There is no report to decide by.
    ReportMissing = "report/missing" by Report,
    /// The policy is another one than at the submission.
    PolicyChanged = "policy_kept/changed" by PolicyKept,
    /// The material is none of this level.
    SlotUnknown = "slot/unknown" by Slot,
    /// Answers are missing that have to be printed.
    PrintedIncomplete = "printed/incomplete" by Printed,
    /// The form was not printed yet.
    PrintedNever = "printed/never" by Printed,
    /// The form has changed since it was printed.
    PrintedChanged = "printed/changed" by Printed,
    /// The file is not there.
    FileUnknown = "file/unknown" by File,
    /// The same file is there already.
    FileSame = "file/same" by File,
    /// The same file is there already.
    RoomSame = "room/same" by Room,
    /// There are too many files for the material.
    RoomFull = "room/full" by Room,
    /// The token is none.
    TokenMalformed = "token/malformed" by Token,
    /// The token was altered, or is of another application, material or secret.
    TokenForged = "token/forged" by Token,
    /// The token has expired.
    TokenExpired = "token/expired" by Token,
    /// The token was used.
    TokenUsed = "token/used" by Token,
    /// The token was taken back, or another took its place.
    TokenRevoked = "token/revoked" by Token,
    /// The host gave no secret, or one too short.
    TokenSecret = "token/secret" by Token,
    /// The host gave too few random bytes.
    TokenRandom = "token/random" by Token,
    /// No reason is given.
    ReasonMissing = "reasons/missing" by Reasons,
    /// A reason is none of the list.
    ReasonUnknown = "reasons/unknown" by Reasons,
    /// This reason needs a text.
    ReasonText = "reasons/text" by Reasons,
    /// The text is too long.
    ReasonLong = "reasons/long" by Reasons,
    /// Nothing is named.
    ItemsMissing = "items/missing" by Items,
    /// An item is no field and no material.
    ItemUnknown = "items/unknown" by Items,
    /// The ticket has no seat.
    NotArranged = "arranged/not" by Arranged,
    /// The batch does not take this level and region.
    BatchUnknown = "batch/unknown" by Batch,
    /// A session is none of the level's subjects, or ends before it begins.
    SessionWrong = "batch/session" by Batch,
    /// The tickets have not opened.
    TicketNotOpen = "ticket_window/not-open" by TicketWindow,
    /// The time for tickets is over.
    TicketClosed = "ticket_window/closed" by TicketWindow,
    /// The challenge is none, or altered, or of another application.
    ChallengeForged = "challenge/forged" by Challenge,
    /// The answer is wrong.
    ChallengeWrong = "challenge/wrong" by Challenge,
    /// The challenge has expired.
    ChallengeExpired = "challenge/expired" by Challenge,
    /// The challenge was used.
    ChallengeUsed = "challenge/used" by Challenge,
    /// There is no result.
    ResultMissing = "result/missing" by Result,
    /// A mark is none of the level's subjects, or above the full mark.
    ResultWrong = "result/wrong" by Result,
    /// The result is not published yet.
    NotPublished = "published/not-yet" by Published,
    /// There will be no result.
    NoResult = "published/none" by Published,
}

impl fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a command was not carried out. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refusal {
    /// Which reason.
    pub code: RefusalCode,
    /// The guard that stands in the way.
    pub guard: Guard,
    /// The values its sentence speaks of.
    #[serde(default, skip_serializing_if = "Params::is_empty")]
    pub params: Params,
    /// The sentence: what is wrong and what to do. A desk fills it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Text>,
    /// The clauses it rests on, the nearest first; none where no document speaks of it, as where somebody else acted in between.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub basis: Box<[Basis]>,
    /// Findings of the report that refuse or are missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

impl Refusal {
    pub(crate) fn new(code: RefusalCode) -> Self {
        Self {
            code,
            guard: code.guard(),
            params: Params::new(),
            message: None,
            basis: Box::default(),
            findings: Vec::new(),
        }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<Param>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    pub(crate) fn with_findings(mut self, findings: Vec<Finding>) -> Self {
        self.findings = findings;
        self
    }

    /// Of an action that is asked for by another way than a command.
    pub(crate) fn of_action(code: RefusalCode, action: Action, procedure: &Procedure) -> Self {
        Self::new(code).resting_on(Basis::of_action(action, procedure).into_iter().collect())
    }

    pub(super) fn resting_on(mut self, basis: Box<[Basis]>) -> Self {
        self.basis = basis;
        self
    }

    /// The sentence: what is wrong and what to do.
    pub fn sentence(&self, messages: &Messages) -> Text {
        messages.sentence(&format!("refusal/{}", self.code), &self.params)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused: {}", self.code)
    }
}

impl std::error::Error for Refusal {}
