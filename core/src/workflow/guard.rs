//! The guards: each says whether it stands in the way.

use super::command::{Command, Grounds};
use super::context::Context;
use super::difference::{covers, differences};
use super::refusal::{Refusal, RefusalCode};
use super::state::State;
use super::windows::{self, Place};
use super::{challenge, token};
use crate::finding::{Code, Finding, Param, Severity};
use crate::model::application::ApplicationForm;
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
            Some(command) if guard.is_about_the_command() => about_command(guard, state, command, context),
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
        Guard::InCharge => {
            unless(applicant || actor.is_in_charge_of(state), || Refusal::new(RefusalCode::OutOfCharge))
        }
        Guard::WindowOver => match windows::registration(context.policy, Role::Applicant, state.level, &state.region, context.now) {
            Place::After(_) | Place::Nowhere => Standing::Clear,
            Place::Open(closes) | Place::Before(_, closes) => {
                blocked(Refusal::new(RefusalCode::WindowStillOpen).with("closes", shown(closes)))
            }
        },
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

fn about_command(guard: Guard, state: &State, command: &Command, context: &Context<'_>) -> Standing {
    match (guard, command) {
        (Guard::IdentityKept, Command::Save(form)) => {
            let (old, new) = (&state.form.candidate, &form.candidate);
            let kept = old.name == new.name && old.identity_number == new.identity_number && old.mobile == new.mobile;
            unless(kept, || Refusal::new(RefusalCode::IdentityChanged))
        }
        (Guard::LevelKept, Command::Save(form)) => level_kept(state, form, context),
        (Guard::UploadsApart, Command::Save(form)) => {
            let same = form.uploads.is_empty() || form.uploads == state.whole_form().uploads;
            unless(same, || Refusal::new(RefusalCode::UploadsBrought))
        }
        (Guard::Unlocked, command) => unlocked(state, command),
        (Guard::Slot, command) => match material(state, command) {
            None => Standing::Clear,
            Some(material) => unless(context.policy.materials(state.level).any(|known| known.name == material), || {
                Refusal::new(RefusalCode::SlotUnknown).with("level", format!("level/{}", state.level.name()))
            }),
        },
        (Guard::File, Command::Replace(replacement)) => match state.file(replacement.file) {
            None => blocked(Refusal::new(RefusalCode::FileUnknown)),
            Some(old) => {
                let mut others = state.files.iter().filter(|file| file.material == old.material);
                unless(others.all(|file| file.digest != replacement.digest), || Refusal::new(RefusalCode::FileSame))
            }
        },
        (Guard::File, Command::Remove(number)) => {
            unless(state.file(*number).is_some(), || Refusal::new(RefusalCode::FileUnknown))
        }
        (Guard::Room, command) => room(state, command, context),
        (Guard::Token, Command::RevokeToken(material)) => {
            let live = state.tokens.iter().any(|token| {
                token.material == *material && token.status == super::state::TokenStatus::Live
            });
            unless(live, || Refusal::new(RefusalCode::TokenRevoked))
        }
        (Guard::Token, Command::UploadByToken(upload)) => {
            match token::open(state, &upload.material, upload.token.reveal(), context.secret.0, context.now) {
                Ok(()) => Standing::Clear,
                Err(code) => blocked(Refusal::new(code)),
            }
        }
        (Guard::Reasons, Command::Reject(grounds) | Command::Disqualify(grounds)) => reasons(grounds, context),
        (Guard::Reasons, Command::RequestSupplement(request)) => reasons(&request.grounds, context),
        (Guard::Items, Command::RequestSupplement(request)) => items(&request.items, state, context),
        (Guard::Batch, Command::Arrange(seat)) => batch(seat, state, context),
        (Guard::Challenge, Command::PrintTicket(solution)) => {
            let solved = challenge::solve(
                &state.application,
                &solution.challenge,
                &solution.answer,
                context.secret.0,
                context.now,
            );
            match solved {
                Ok((nonce, _)) => unless(state.used_challenges.iter().all(|used| used.nonce != nonce), || {
                    Refusal::new(RefusalCode::ChallengeUsed)
                }),
                Err(code) => blocked(Refusal::new(code)),
            }
        }
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
fn chosen<'a>(state: Option<&'a State>, command: Option<&'a Command>) -> Option<(Level, &'a str)> {
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
        Place::Before(opens, closes) => blocked(
            Refusal::new(RefusalCode::WindowNotOpen).with("opens", shown(opens)).with("closes", shown(closes)),
        ),
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

fn level_kept(state: &State, form: &ApplicationForm, context: &Context<'_>) -> Standing {
    if form.region.as_ref() != Some(&state.region) {
        return blocked(Refusal::new(RefusalCode::RegionFixed));
    }
    let fixed = |level: Level| context.procedure.source().limits.fixed_levels.value.contains(&level);
    let mut named = [form.declared_level, form.declared.level].into_iter().flatten();
    let moved = named.any(|level| level != state.level && (fixed(level) || fixed(state.level)));
    unless(!moved && form.declared_level.is_some(), || {
        Refusal::new(RefusalCode::LevelFixed).with("level", format!("level/{}", state.level.name()))
    })
}

fn unlocked(state: &State, command: &Command) -> Standing {
    let items: &[String] = state.request.as_ref().map_or(&[], |request| &request.items);
    let free = |path: &str| items.iter().any(|item| covers(item, path));
    let mut locked: Vec<String> = match command {
        Command::Save(form) => {
            let mut form = form.as_ref().clone();
            form.uploads = Vec::new();
            differences(&state.form, &form).into_iter().map(|difference| difference.path).collect()
        }
        command => material(state, command).map(|material| format!("uploads.{material}")).into_iter().collect(),
    };
    locked.retain(|path| !free(path));
    unless(locked.is_empty(), || {
        Refusal::new(RefusalCode::Locked).with("fields", locked.iter().map(|path| field(path)).collect::<Vec<_>>())
    })
}

/// The word of a field, or its path where there is none.
fn field(path: &str) -> Param {
    Param::Text(format!("field/{path}"))
}

/// The material a command is about.
fn material<'a>(state: &'a State, command: &'a Command) -> Option<&'a str> {
    match command {
        Command::Upload(file) => Some(&file.material),
        Command::UploadByToken(upload) => Some(&upload.material),
        Command::IssueToken(material) | Command::RevokeToken(material) => Some(material),
        Command::Replace(replacement) => state.file(replacement.file).map(|file| file.material.as_str()),
        Command::Remove(number) => state.file(*number).map(|file| file.material.as_str()),
        _ => None,
    }
}

fn room(state: &State, command: &Command, context: &Context<'_>) -> Standing {
    let (material, digest) = match command {
        Command::Upload(file) => (&file.material, &file.digest),
        Command::UploadByToken(upload) => (&upload.material, &upload.digest),
        _ => return Standing::Clear,
    };
    let there: Vec<_> = state.files.iter().filter(|file| file.material == *material).collect();
    if there.iter().any(|file| file.digest == *digest) {
        return blocked(Refusal::new(RefusalCode::RoomSame));
    }
    let limit = context.procedure.source().limits.files_per_slot.value;
    unless(there.len() < limit as usize, || Refusal::new(RefusalCode::RoomFull).with("limit", i64::from(limit)))
}

fn reasons(grounds: &Grounds, context: &Context<'_>) -> Standing {
    let source = context.procedure.source();
    if grounds.reasons.is_empty() {
        return blocked(Refusal::new(RefusalCode::ReasonMissing));
    }
    let longest = source.limits.reason_characters.value;
    let text = grounds.text.as_ref().map_or("", |text| text.reveal().trim());
    if text.chars().count() > longest as usize {
        return blocked(Refusal::new(RefusalCode::ReasonLong).with("limit", i64::from(longest)));
    }
    for (at, code) in grounds.reasons.iter().enumerate() {
        let Some(reason) = source.reasons.iter().find(|reason| reason.code == *code) else {
            return blocked(Refusal::new(RefusalCode::ReasonUnknown).with("number", at as i64 + 1));
        };
        if reason.needs_text && text.is_empty() {
            return blocked(Refusal::new(RefusalCode::ReasonText).with("reason", reason.label.clone()));
        }
    }
    Standing::Clear
}

fn items(items: &[String], state: &State, context: &Context<'_>) -> Standing {
    if items.is_empty() {
        return blocked(Refusal::new(RefusalCode::ItemsMissing));
    }
    let known = |item: &String| match item.strip_prefix("uploads.") {
        Some(material) => context.policy.materials(state.level).any(|known| known.name == material),
        None => is_correctable(item),
    };
    match items.iter().position(|item| !known(item)) {
        None => Standing::Clear,
        Some(at) => blocked(Refusal::new(RefusalCode::ItemUnknown).with("number", at as i64 + 1)),
    }
}

/// Whether a field may be sent back for correction. Who applies, where, and at which level does not change in a review.
pub(super) fn is_correctable(item: &str) -> bool {
    const FIELDS: [&str; 22] = [
        "candidate.retirement_category",
        "unit",
        "unit_category",
        "unit_rank",
        "work_start",
        "current",
        "current.work_type",
        "current.level",
        "current.obtained_year",
        "declared.work_type",
        "exception",
        "exception.claimed",
        "exception.grounds",
        "textbooks",
        "textbooks.professional_ethics",
        "textbooks.vocational_ability",
        "textbooks.post_skills",
        "regularised_on",
        "schooling",
        "appointed_level",
        "assessments",
        "awards",
    ];
    FIELDS.contains(&item)
}

fn batch(seat: &super::command::Seat, state: &State, context: &Context<'_>) -> Standing {
    if context.procedure.ticket_window(&seat.batch, state.level, &state.region).is_none() {
        return blocked(Refusal::new(RefusalCode::BatchUnknown));
    }
    let known = |name: &str| super::subjects(context.procedure, state.level).any(|subject| subject.name == name);
    let sound = seat.sessions.iter().all(|session| known(&session.subject) && session.from < session.until);
    unless(sound && !seat.sessions.is_empty(), || Refusal::new(RefusalCode::SessionWrong))
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
    let Some(stage) = stage(state, context) else { return Standing::Clear };
    if stage.windows.is_empty() {
        return Standing::Clear;
    }
    match windows::of(&stage.windows, stage.role, state.level, &state.region, context.now) {
        Place::Open(_) => Standing::Clear,
        _ => blocked(Refusal::new(RefusalCode::StageClosed).with("stage", stage.label.clone())),
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
