//! Where an application stands (审核进度), and what is late.

use serde::{Deserialize, Serialize};

use super::command::Grounds;
use super::context::Context;
use super::difference::{FieldChange, differences};
use super::guard;
use super::state::State;
use super::windows::{self, Place};
use crate::model::citation::{Citation, Confidence, Text};
use crate::model::masked::Masked;
use crate::model::round::Role;
use crate::model::timestamp::Timestamp;
use crate::policy::Policy;
use crate::procedure::Procedure;
use crate::procedure::names::{Action, StateName};
use crate::procedure::source::{Deadline, DueFrom, TicketWindow};

/// Where an application stands, as a role may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    /// The state.
    pub state: StateName,
    /// What it is called.
    pub label: Text,
    /// Since when.
    pub since: Timestamp,
    /// The stage of review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Text>,
    /// What the applicant does next.
    pub next: Text,
    /// Why it was refused or sent back: the reasons in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Text>,
    /// And in the reviewer's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Masked>,
    /// What is unlocked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unlocked: Vec<String>,
    /// What changed since it was sent back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<FieldChange>,
    /// On whose desk it lies; not shown to the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_by: Option<Masked>,
    /// From when the ticket may be printed, or the result seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// What is late, or will be.
    pub due: Vec<Due>,
    /// What the days and times here lean on that no source settles; a province may set it otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<Citation>,
}

/// Something that is late, or will be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Due {
    /// What it is.
    pub label: Text,
    /// From when it is due.
    pub at: Timestamp,
    /// Whether that time has come.
    pub passed: bool,
    /// What is to be done about it then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
}

/// Where an application stands, for whoever asks.
pub fn progress(state: &State, context: &Context<'_>) -> Progress {
    let entry = context.procedure.state(state.state);
    let word = |text: Option<&Text>| {
        text.cloned().unwrap_or_else(|| Text { zh: state.state.name().to_owned(), en: state.state.name().to_owned() })
    };
    let applicant = context.actor.role == Role::Applicant;
    let grounds: Option<&Grounds> = state.grounds.as_ref();
    let reasons = &context.procedure.source().reasons;
    let label = |code: &String| reasons.iter().find(|reason| reason.code == *code).map(|reason| reason.label.clone());
    let open = state.request.as_ref().filter(|_| state.state == StateName::SupplementRequested);
    Progress {
        state: state.state,
        label: word(entry.map(|entry| &entry.label)),
        since: state.since,
        stage: guard::stage(state, context).map(|stage| stage.label.clone()),
        next: word(entry.map(|entry| &entry.next)),
        reasons: grounds.into_iter().flat_map(|grounds| &grounds.reasons).filter_map(label).collect(),
        text: grounds.and_then(|grounds| grounds.text.clone()),
        unlocked: open.map(|request| request.items.clone()).unwrap_or_default(),
        changed: changed(state),
        claimed_by: state.claim.as_ref().filter(|_| !applicant).map(|claim| claim.by.clone()),
        opens: opens(state, context),
        due: due(state, context.procedure, context.policy, context.now),
        assumed: assumed(state, context.procedure, context.policy),
    }
}

/// What changed since an application was sent back.
pub fn changed(state: &State) -> Vec<FieldChange> {
    state.request.as_ref().map(|request| differences(&request.before, &state.whole_form())).unwrap_or_default()
}

fn opens(state: &State, context: &Context<'_>) -> Option<String> {
    if let Some(published) = state.published {
        return Some(published.to_string());
    }
    Some(ticket_window(state, context.procedure)?.opens.to_string())
}

/// What is late with an application, or will be, in the order of the procedure's deadlines.
pub fn due(state: &State, procedure: &Procedure, policy: &Policy, now: Timestamp) -> Vec<Due> {
    let mine = procedure.source().deadlines.iter().filter(|deadline| deadline.states.contains(&state.state));
    mine.filter_map(|deadline| {
        let at = due_at(deadline, state, procedure, policy)?;
        Some(Due { label: deadline.label.clone(), at, passed: now >= at, action: deadline.action })
    })
    .collect()
}

/// The clauses behind what is due and what opens, of which no document is known.
fn assumed(state: &State, procedure: &Procedure, policy: &Policy) -> Vec<Citation> {
    let limits = &procedure.source().limits;
    let ticket = || ticket_window(state, procedure).map(|window| &window.citation);
    let shown = procedure.source().deadlines.iter().filter(|deadline| {
        deadline.states.contains(&state.state) && due_at(deadline, state, procedure, policy).is_some()
    });
    let of_deadlines = shown.flat_map(|deadline| {
        let windows = policy.source().round.windows.iter().filter(|window| {
            deadline.due == DueFrom::WindowEnd && window.is_for(Role::Applicant, state.level, Some(&state.region))
        });
        let number = match deadline.due {
            DueFrom::WindowEnd => None,
            DueFrom::ReviewDays => Some(&limits.review_days.citation),
            DueFrom::ClaimHours => Some(&limits.claim_hours.citation),
            DueFrom::TicketOpening => ticket(),
        };
        std::iter::once(&deadline.citation).chain(number).chain(windows.map(|window| &window.citation))
    });
    let opens = state.published.is_none().then(ticket).flatten();
    let mut assumed: Vec<Citation> = Vec::new();
    for citation in of_deadlines.chain(opens).filter(|citation| citation.confidence == Confidence::Assumed) {
        if !assumed.contains(citation) {
            assumed.push(citation.clone());
        }
    }
    assumed
}

fn ticket_window<'a>(state: &State, procedure: &'a Procedure) -> Option<&'a TicketWindow> {
    let seat = state.seat.as_ref()?;
    procedure.ticket_window(&seat.batch, state.level, &state.region)
}

fn due_at(deadline: &Deadline, state: &State, procedure: &Procedure, policy: &Policy) -> Option<Timestamp> {
    let limits = &procedure.source().limits;
    match deadline.due {
        DueFrom::WindowEnd => {
            // Seen from after every window there is, the last one has closed.
            let end = Timestamp::of(crate::model::date::Moment::end_of(crate::model::date::Date::new(2200, 12, 30)?))?;
            match windows::registration(policy, Role::Applicant, state.level, &state.region, end) {
                Place::After(closes) => Timestamp::of(closes),
                _ => None,
            }
        }
        DueFrom::ReviewDays => state.since.plus_seconds(i64::from(limits.review_days.value) * 86_400),
        DueFrom::ClaimHours => state.claim.as_ref()?.at.plus_seconds(i64::from(limits.claim_hours.value) * 3_600),
        DueFrom::TicketOpening => Timestamp::of(ticket_window(state, procedure)?.opens),
    }
}
