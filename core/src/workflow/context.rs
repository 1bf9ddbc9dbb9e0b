//! Who asks, when, and what the host knows: everything a decision needs beside the application and the command.

use serde::{Deserialize, Serialize};

use super::state::{ActorStamp, ProcedureStamp, State};
use crate::model::masked::Masked;
use crate::model::round::Role;
use crate::model::timestamp::Timestamp;
use crate::policy::Policy;
use crate::procedure::Procedure;
use crate::report::Report;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Actor {
    /// The account.
    pub id: Masked,
    /// In which role.
    pub role: Role,
    /// The regions the account is in charge of; all where not given. Nothing to an applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regions: Option<Vec<String>>,
    /// The units the account is in charge of, those below them included by the host; all where not given. Nothing to an
    /// applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Vec<String>>,
}

impl Actor {
    pub(super) fn stamp(&self) -> ActorStamp {
        ActorStamp { id: self.id.clone(), role: self.role }
    }

    /// Whether the application lies in the regions and units of the account.
    pub(super) fn is_in_charge_of(&self, state: &State) -> bool {
        let within = |codes: &Option<Vec<String>>, code: Option<&String>| {
            codes.as_ref().is_none_or(|codes| code.is_some_and(|code| codes.contains(code)))
        };
        within(&self.regions, Some(&state.region)) && within(&self.units, state.form.unit.as_ref())
    }
}

/// What real-name verification said of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verified {
    /// 姓名
    pub name: Masked,
    /// 身份证号
    pub identity_number: Masked,
}

/// Everything a decision needs beside the application and the command.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The procedure.
    pub procedure: &'a Procedure,
    /// The policy: its round has the windows, its materials the slots.
    pub policy: &'a Policy,
    /// Now, in China standard time.
    pub now: Timestamp,
    /// Who asks.
    pub actor: &'a Actor,
    /// The version the asker looked at; 0 where there was nothing yet.
    pub version: u64,
    /// What real-name verification said.
    pub verified: Option<&'a Verified>,
    /// The report on the form and files as they are, for a submission.
    pub report: Option<&'a Report>,
    /// Random bytes, fresh for each command.
    pub random: &'a [u8],
    /// The host's secret, for tokens and challenges.
    pub secret: Secret<'a>,
}

impl Context<'_> {
    pub(super) fn procedure_stamp(&self) -> ProcedureStamp {
        let identity = &self.procedure.source().procedure;
        ProcedureStamp {
            id: identity.id.clone(),
            version: identity.version,
            digest: self.procedure.digest().to_owned(),
        }
    }
}

/// A host's secret; it shows nothing of itself.
#[derive(Clone, Copy)]
pub struct Secret<'a>(pub &'a [u8]);

impl std::fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{} bytes>", self.0.len())
    }
}
