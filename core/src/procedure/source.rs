//! A procedure as people write it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::names::{Action, Guard, Outcome, StateName};
use crate::model::citation::{Citation, Document, Sourced, Text};
use crate::model::date::{Moment, Year};
use crate::model::level::Level;
use crate::model::round::{Role, Window};

/// Every table of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProcedureSource {
    /// Which procedure it is.
    pub procedure: ProcedureIdentity,
    /// What its citations name.
    pub documents: BTreeMap<String, Document>,
    /// Every state.
    pub states: Vec<StateEntry>,
    /// Who may do what, where, and where it leads.
    pub transitions: Vec<Transition>,
    /// The stages of review, in order.
    pub stages: Vec<Stage>,
    /// Why an application is refused or sent back.
    pub reasons: Vec<Reason>,
    /// What is late when.
    pub deadlines: Vec<Deadline>,
    /// When tickets may be printed.
    pub tickets: Vec<TicketWindow>,
    /// What is examined.
    pub subjects: Vec<SubjectList>,
    /// Numbers and short lists.
    pub limits: Limits,
    /// What stands on printed pages beside the form's own data.
    pub pages: Pages,
}

/// Which procedure it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProcedureIdentity {
    /// Its name, as `henan-2022`.
    pub id: String,
    /// Counts up with every change of the data.
    pub version: u32,
    /// The policy it goes with.
    pub policy: String,
    /// The exam year.
    pub year: Year,
    /// Digests of earlier versions whose applications this one goes on with as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub continues: Vec<String>,
}

/// A state, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StateEntry {
    /// Its name.
    pub name: StateName,
    /// What it is called.
    pub label: Text,
    /// What comes next for the applicant.
    pub next: Text,
    /// Whether nothing has to follow.
    #[serde(default)]
    pub ends: bool,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Transition {
    /// What is asked.
    pub action: Action,
    /// In which states; none for what makes an application.
    pub from: Vec<StateName>,
    /// Where each outcome leads; the state stays where nothing is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<BTreeMap<Outcome, StateName>>,
    /// Who may.
    pub roles: Vec<Role>,
    /// What must hold, asked in this order.
    #[serde(default)]
    pub guards: Vec<Guard>,
    /// Its source.
    pub citation: Citation,
}

/// A stage of review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stage {
    /// Its name.
    pub name: String,
    /// What it is called.
    pub label: Text,
    /// Whose it is.
    pub role: Role,
    /// For which levels; all where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<Level>>,
    /// In which regions; all where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regions: Option<Vec<String>>,
    /// When it works; always where none is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
    /// Its source.
    pub citation: Citation,
}

/// A reason (审核原因).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// Its code.
    pub code: String,
    /// What is said.
    pub label: Text,
    /// Whether it needs a text beside it.
    #[serde(default)]
    pub needs_text: bool,
}

/// What is late when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deadline {
    /// In which states.
    pub states: Vec<StateName>,
    /// From when it is due.
    pub due: DueFrom,
    /// What is to be done about it; without one it only has to be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    /// What it is.
    pub label: Text,
    /// Its source.
    pub citation: Citation,
}

/// From when something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DueFrom {
    /// The end of the applicant's registration window.
    WindowEnd,
    /// So many days after the state or stage began: `limits.review_days`.
    ReviewDays,
    /// So many hours after it was taken on a desk: `limits.claim_hours`.
    ClaimHours,
    /// The opening of the ticket window.
    TicketOpening,
}

/// When the tickets of a batch may be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TicketWindow {
    /// The batch's name.
    pub batch: String,
    /// For which levels.
    pub levels: Vec<Level>,
    /// In which regions; all where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regions: Option<Vec<String>>,
    /// The first moment.
    pub opens: Moment,
    /// The moment it is over.
    pub closes: Moment,
    /// Its source.
    pub citation: Citation,
}

/// What is examined at some levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectList {
    /// At which levels.
    pub levels: Vec<Level>,
    /// The subjects, in order.
    pub subjects: Vec<Subject>,
    /// The source.
    pub citation: Citation,
}

/// A subject (科目).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Subject {
    /// Its name in data.
    pub name: String,
    /// What it is called.
    pub label: Text,
    /// The full mark.
    pub full_mark: u32,
}

/// Numbers and short lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limits {
    /// Levels that stay as chosen at the start.
    pub fixed_levels: Sourced<Vec<Level>>,
    /// The most files for one material.
    pub files_per_slot: Sourced<u32>,
    /// The longest text beside reasons, in characters.
    pub reason_characters: Sourced<u32>,
    /// How long an upload token opens its slot, in minutes.
    pub token_minutes: Sourced<u32>,
    /// The characters of a challenge, each with how it is read out.
    pub challenge_characters: Sourced<BTreeMap<String, Text>>,
    /// How many characters a challenge has.
    pub challenge_length: Sourced<u32>,
    /// How long a challenge may be answered, in minutes.
    pub challenge_minutes: Sourced<u32>,
    /// How long a stage may take, in days.
    pub review_days: Sourced<u32>,
    /// How long an application may lie on one desk, in hours.
    pub claim_hours: Sourced<u32>,
    /// Steps of the age of a queue, in days, ascending.
    pub queue_days: Sourced<Vec<u32>>,
    /// The shortest password, in characters.
    pub password_shortest: Sourced<u32>,
    /// The longest password, in characters.
    pub password_longest: Sourced<u32>,
    /// Passwords nobody may take, in lower case.
    pub password_blocked: Sourced<Vec<String>>,
    /// How long to wait before another verification code is sent, in seconds.
    pub sms_resend_seconds: Sourced<u32>,
}

/// What stands on printed pages beside the form's own data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pages {
    /// Over every page where the host gives no letterhead of its own.
    pub letterhead: Sourced<Text>,
    /// What examinees have to know, on the ticket.
    pub ticket_notes: Sourced<Vec<Text>>,
    /// What is said under a result.
    pub result_notes: Sourced<Vec<Text>>,
    /// What the applicant declares by signing the form.
    pub pledge: Sourced<Text>,
}
