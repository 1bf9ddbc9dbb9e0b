//! The clauses that refusals and times rest on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::command::Command;
use super::context::Context;
use super::guard;
use super::refusal::{Refusal, RefusalCode};
use super::state::State;
use super::windows;
use crate::model::citation::{Citation, Confidence, Document};
use crate::model::round::{Role, Window};
use crate::procedure::Procedure;
use crate::procedure::names::{Action, Guard};
use crate::procedure::source::{TicketWindow, Transition};

/// A clause with the document it stands in. The policy and the procedure each name documents of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Basis {
    /// The document.
    pub document: Document,
    /// The clause, in the document's own words or numbering.
    pub clause: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// What the source leaves open, or why this value was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Basis {
    fn of(citation: &Citation, documents: &BTreeMap<String, Document>) -> Option<Self> {
        // Every citation was seen to name a document when its source was read.
        let document = documents.get(&citation.document)?.clone();
        let Citation { clause, confidence, note, .. } = citation.clone();
        Some(Self { document, clause, confidence, note })
    }

    /// Of the first row of the table that grants an action.
    pub(crate) fn of_action(action: Action, procedure: &Procedure) -> Option<Self> {
        let source = procedure.source();
        let row = source.transitions.iter().find(|row| row.action == action)?;
        Self::of(&row.citation, &source.documents)
    }
}

/// Where the documents of a citation are listed.
enum Cited<'a> {
    Policy(&'a Citation),
    Procedure(&'a Citation),
}

impl Cited<'_> {
    fn resolved(&self, context: &Context<'_>) -> Option<Basis> {
        match self {
            Self::Policy(citation) => Basis::of(citation, &context.policy.source().documents),
            Self::Procedure(citation) => Basis::of(citation, &context.procedure.source().documents),
        }
    }
}

/// What a refusal rests on, the nearest first: the window, list or number that stands in the way, then the row of the table that
/// grants the action, in another state or to another role if it does not here.
///
/// Empty where no document speaks of it: somebody else acted in between, or the host asked for what cannot be.
pub(super) fn of_refusal(
    refusal: &Refusal,
    action: Action,
    row: Option<&Transition>,
    (state, command): (Option<&State>, Option<&Command>),
    context: &Context<'_>,
) -> Box<[Basis]> {
    if matches!(refusal.guard, Guard::Version)
        || matches!(refusal.guard, Guard::State) && refusal.code != RefusalCode::State
    {
        return Box::default();
    }
    let nearest = in_the_way(refusal.code, state, command, context).and_then(|cited| cited.resolved(context));
    let of_row = match row {
        Some(row) => Cited::Procedure(&row.citation).resolved(context),
        None => Basis::of_action(action, context.procedure),
    };
    nearest.into_iter().chain(of_row).collect()
}

/// The window, list or number that a refusal is about.
fn in_the_way<'a>(
    code: RefusalCode,
    state: Option<&State>,
    command: Option<&Command>,
    context: &Context<'a>,
) -> Option<Cited<'a>> {
    let (round, limits) = (&context.policy.source().round, &context.procedure.source().limits);
    let registration = |role: Role| {
        let (level, region) = guard::chosen(state, command)?;
        let window = windows::nearest(&round.windows, role, level, region, context.now)?;
        Some(Cited::Policy(&window.citation))
    };
    let limit = |citation: &'a Citation| Some(Cited::Procedure(citation));
    match code {
        RefusalCode::RegionUnknown => Some(Cited::Policy(&round.regions.citation)),
        RefusalCode::WindowNotOpen | RefusalCode::WindowClosed => registration(context.actor.role),
        RefusalCode::WindowStillOpen => registration(Role::Applicant),
        RefusalCode::StageOther => limit(&guard::stage(state?, context)?.citation),
        RefusalCode::StageClosed => limit(&stage_window(state?, context)?.citation),
        RefusalCode::TicketNotOpen | RefusalCode::TicketClosed => limit(&ticket_window(state?, context)?.citation),
        RefusalCode::PrintedIncomplete | RefusalCode::PrintedNever | RefusalCode::PrintedChanged => {
            let about = guard::material(state?, command?)?;
            let mut rules = context.policy.materials(state?.level);
            let printed = rules.find(|rule| rule.name == about)?.printed.as_ref()?;
            Some(Cited::Policy(&printed.citation))
        }
        RefusalCode::LevelFixed => limit(&limits.fixed_levels.citation),
        RefusalCode::RoomFull => limit(&limits.files_per_slot.citation),
        RefusalCode::ReasonLong => limit(&limits.reason_characters.citation),
        RefusalCode::TokenExpired => limit(&limits.token_minutes.citation),
        RefusalCode::ChallengeExpired => limit(&limits.challenge_minutes.citation),
        RefusalCode::ClaimedByOther => limit(&limits.claim_hours.citation),
        _ => None,
    }
}

/// Of the times at which the windows of a row end, those that no document settles.
pub(super) fn assumed(row: &Transition, state: &State, context: &Context<'_>) -> Vec<Basis> {
    let windows = &context.policy.source().round.windows;
    let ends = row.guards.iter().filter_map(|guard| match guard {
        Guard::Window => {
            let role = context.actor.role;
            let window = windows::nearest(windows, role, state.level, &state.region, context.now)?;
            Some(Cited::Policy(&window.citation))
        }
        Guard::StageWindow => stage_window(state, context).map(|window| Cited::Procedure(&window.citation)),
        Guard::TicketWindow => ticket_window(state, context).map(|window| Cited::Procedure(&window.citation)),
        _ => None,
    });
    let ends = ends.filter_map(|cited| cited.resolved(context));
    ends.filter(|basis| basis.confidence == Confidence::Assumed).collect()
}

fn stage_window<'a>(state: &State, context: &Context<'a>) -> Option<&'a Window> {
    let at = guard::stage(state, context)?;
    windows::nearest(&at.windows, at.role, state.level, &state.region, context.now)
}

fn ticket_window<'a>(state: &State, context: &Context<'a>) -> Option<&'a TicketWindow> {
    context.procedure.ticket_window(&state.seat.as_ref()?.batch, state.level, &state.region)
}
