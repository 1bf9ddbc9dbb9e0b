//! The guards: each says whether it stands in the way.

mod command;

pub(super) use self::command::material;

use super::Command;
use super::context::Context;
use super::refusal::{Refusal, RefusalCode};
use super::state::State;
use super::windows::{self, Place};
use crate::finding::{Code, Finding, Severity};
use crate::model::date::Moment;
use crate::model::identity::same_identity;
use crate::model::level::Level;
use crate::model::round::Role;
use crate::procedure::names::Guard;
use crate::procedure::source::Stage;

/// Whether a guard stands in the way.
#[derive(Debug)]
pub(super) enum Standing {
    Clear,
    /// What would settle it was not given.
    Unknown,
    Blocked(Box<Refusal>),
}

fn blocked(refusal: Refusal) -> Standing {
    Standing::Blocked(Box::new(refusal))
}

fn unless(clear: bool, refusal: impl FnOnce() -> Refusal) -> Standing {
    if clear { Standing::Clear } else { blocked(refusal()) }
}

/// What a guard says of a command, or before there is one.
pub(super) fn ask(guard: Guard, state: Option<&State>, command: Option<&Command>, context: &Context<'_>) -> Standing {
    match (guard, state) {
        (Guard::Verified, _) => verified(command, context),
        (Guard::Region, _) => region(command, context),
        (Guard::Window, _) => window(state, command, context),
        (Guard::Report, Some(_)) => report(context),
        (guard, Some(state)) => match command {
            Some(command) if guard.is_about_the_command() => command::ask(guard, state, command, context),
            _ => about_state(guard, state, context),
        },
        (_, None) => blocked(Refusal::new(RefusalCode::NotStarted)),
    }
}

fn about_state(guard: Guard, state: &State, context: &Context<'_>) -> Standing {
    let actor = context.actor;
    let applicant = actor.role == Role::Applicant;
    match guard {
        Guard::Owner => unless(!applicant || actor.id == state.applicant, || Refusal::new(RefusalCode::Owner)),
        Guard::NotOwn => unless(actor.id != state.applicant, || Refusal::new(RefusalCode::OwnApplication)),
        Guard::InCharge => unless(applicant || actor.is_in_charge_of(state), || Refusal::new(RefusalCode::OutOfCharge)),
        Guard::WindowOver => {
            match windows::registration(context.policy, Role::Applicant, state.level, &state.region, context.now) {
                Place::After(_) | Place::Nowhere => Standing::Clear,
                Place::Open(closes) | Place::Before(_, closes) => {
                    blocked(Refusal::new(RefusalCode::WindowStillOpen).with("closes", shown(closes)))
                }
            }
        }
        Guard::StageRole => unless(stage(state, context).is_none_or(|stage| stage.role == actor.role), || {
            let label = stage(state, context).map(|stage| stage.label.clone());
            let refusal = Refusal::new(RefusalCode::StageOther);
            match label {
                Some(label) => refusal.with("stage", label),
                None => refusal,
            }
        }),
        Guard::StageWindow => stage_window(state, context),
        Guard::Unclaimed => unless(!is_claimed_by_other(state, context), || Refusal::new(RefusalCode::ClaimedByOther)),
        Guard::Claimed => unless(state.claim.as_ref().is_some_and(|claim| claim.by == actor.id), || {
            Refusal::new(RefusalCode::NotClaimed)
        }),
        Guard::PolicyKept => match (&state.submission, context.report) {
            (Some(submission), Some(report)) => unless(submission.policy == report.policy, || {
                Refusal::new(RefusalCode::PolicyChanged)
                    .with("policy", submission.policy.id.as_str())
                    .with("version", i64::from(submission.policy.version))
            }),
            (None, _) => Standing::Clear,
            (Some(_), None) => Standing::Unknown,
        },
        Guard::Arranged => unless(state.seat.is_some(), || Refusal::new(RefusalCode::NotArranged)),
        Guard::TicketWindow => ticket_window(state, context),
        Guard::Result => unless(state.result.is_some(), || Refusal::new(RefusalCode::ResultMissing)),
        Guard::Published => match state.published {
            None => blocked(Refusal::new(RefusalCode::NoResult)),
            Some(at) => unless(context.now >= at, || {
                Refusal::new(RefusalCode::NotPublished).with("at", at.to_string().replace('T', " "))
            }),
        },
        // About a command, and there is none yet; or asked before any row is looked at.
        _ => Standing::Clear,
    }
}

fn verified(command: Option<&Command>, context: &Context<'_>) -> Standing {
    let Some(Command::Start(start)) = command else {
        return if context.verified.is_some() { Standing::Clear } else { Standing::Unknown };
    };
    match context.verified {
        None => blocked(Refusal::new(RefusalCode::NotVerified)),
        Some(verified) => {
            let candidate = &start.candidate;
            let same = candidate.name == verified.name
                && same_identity(candidate.identity_number.reveal(), verified.identity_number.reveal());
            unless(same, || Refusal::new(RefusalCode::VerifiedDiffers))
        }
    }
}

/// The level and region that are asked about: those of the command where it chooses them.
pub(super) fn chosen<'a>(state: Option<&'a State>, command: Option<&'a Command>) -> Option<(Level, &'a str)> {
    match command {
        Some(Command::Start(start)) => Some((start.level, &start.region)),
        Some(Command::Restart(restart)) => Some((restart.level, &restart.region)),
        _ => state.map(|state| (state.level, state.region.as_str())),
    }
}

fn region(command: Option<&Command>, context: &Context<'_>) -> Standing {
    let Some((_, region)) = command.and_then(|command| chosen(None, Some(command))) else { return Standing::Clear };
    let known = context.policy.source().round.regions.value.iter().any(|known| known.code == region);
    unless(known, || Refusal::new(RefusalCode::RegionUnknown))
}

fn window(state: Option<&State>, command: Option<&Command>, context: &Context<'_>) -> Standing {
    let Some((level, region)) = chosen(state, command) else { return Standing::Unknown };
    match windows::registration(context.policy, context.actor.role, level, region, context.now) {
        Place::Open(_) => Standing::Clear,
        Place::Before(opens, closes) => {
            blocked(Refusal::new(RefusalCode::WindowNotOpen).with("opens", shown(opens)).with("closes", shown(closes)))
        }
        Place::After(closes) => blocked(Refusal::new(RefusalCode::WindowClosed).with("closes", shown(closes))),
        Place::Nowhere => {
            blocked(Refusal::new(RefusalCode::WindowNone).with("level", format!("level/{}", level.name())))
        }
    }
}

fn report(context: &Context<'_>) -> Standing {
    let Some(report) = context.report else { return Standing::Unknown };
    let those = |wanted: fn(&Finding) -> bool| -> Vec<Finding> {
        report.findings.iter().filter(|finding| wanted(finding)).cloned().collect()
    };
    let refusing = those(|finding| finding.severity == Severity::Refuse);
    if !refusing.is_empty() {
        return blocked(Refusal::new(RefusalCode::ReportRefuses).with_findings(refusing));
    }
    // Materials are asked for by a state of their own; an answer is given in the form.
    let missing = those(|finding| finding.severity == Severity::Supply && finding.code != Code::MaterialsRequired);
    unless(missing.is_empty(), || Refusal::new(RefusalCode::ReportIncomplete).with_findings(missing))
}

fn ticket_window(state: &State, context: &Context<'_>) -> Standing {
    let Some(seat) = &state.seat else { return blocked(Refusal::new(RefusalCode::NotArranged)) };
    let Some(window) = context.procedure.ticket_window(&seat.batch, state.level, &state.region) else {
        return blocked(Refusal::new(RefusalCode::BatchUnknown));
    };
    let refusal = if !context.now.has_reached(window.opens) {
        RefusalCode::TicketNotOpen
    } else if context.now.has_reached(window.closes) {
        RefusalCode::TicketClosed
    } else {
        return Standing::Clear;
    };
    blocked(Refusal::new(refusal).with("opens", shown(window.opens)).with("closes", shown(window.closes)))
}

/// The stage an application is at.
pub(super) fn stage<'a>(state: &State, context: &Context<'a>) -> Option<&'a Stage> {
    state.stage.as_ref().and_then(|name| context.procedure.stage(name))
}

fn stage_window(state: &State, context: &Context<'_>) -> Standing {
    let Some(at) = stage(state, context) else { return Standing::Clear };
    if at.windows.is_empty() {
        return Standing::Clear;
    }
    match windows::of(&at.windows, at.role, state.level, &state.region, context.now) {
        Place::Open(_) => Standing::Clear,
        _ => blocked(Refusal::new(RefusalCode::StageClosed).with("stage", at.label.clone())),
    }
}

fn is_claimed_by_other(state: &State, context: &Context<'_>) -> bool {
    let hours = i64::from(context.procedure.source().limits.claim_hours.value);
    state.claim.as_ref().is_some_and(|claim| {
        let holds = claim.at.plus_seconds(hours * 3_600).is_none_or(|end| context.now < end);
        claim.by != context.actor.id && holds
    })
}

/// A moment as people read it.
pub(super) fn shown(moment: Moment) -> String {
    moment.to_string().replace('T', " ")
}
