//! Guards about what a command brings.

use super::super::command::{Command, Grounds, Seat, SupplementRequest};
use super::super::context::Context;
use super::super::difference::{covers, differences};
use super::super::refusal::{Refusal, RefusalCode};
use super::super::state::{State, TokenStatus};
use super::super::{challenge, subjects, token};
use super::{Standing, blocked, unless};
use crate::finding::Param;
use crate::materials::waits_for;
use crate::model::application::ApplicationForm;
use crate::model::level::Level;
use crate::procedure::names::Guard;

pub(super) fn ask(guard: Guard, state: &State, command: &Command, context: &Context<'_>) -> Standing {
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
        (Guard::Unlocked, command) => unlocked(state, command, context),
        (Guard::Slot, command) => match material(state, command) {
            None => Standing::Clear,
            Some(material) => unless(context.policy.materials(state.level).any(|known| known.name == material), || {
                Refusal::new(RefusalCode::SlotUnknown).with("level", format!("level/{}", state.level.name()))
            }),
        },
        (Guard::Printed, command) => printed(state, command, context),
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
            let live =
                state.tokens.iter().any(|token| token.material == *material && token.status == TokenStatus::Live);
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
        (Guard::Items, Command::RequestSupplement(request)) => items(request, state, context),
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

fn unlocked(state: &State, command: &Command, context: &Context<'_>) -> Standing {
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
    unless(locked.is_empty(), || Refusal::new(RefusalCode::Locked).with("fields", named(&locked, state, context)))
}

/// Fields and materials as people know them.
fn named(paths: &[String], state: &State, context: &Context<'_>) -> Vec<Param> {
    let name = |path: &String| -> Param {
        let (list, name) = path.split_once('.').unwrap_or_default();
        let mut materials = context.policy.materials(state.level);
        let material = materials.find(|material| matches!(list, "uploads" | "merits") && material.name == name);
        material.map_or_else(|| format!("field/{path}").into(), |material| material.label.clone().into())
    };
    paths.iter().map(name).collect()
}

/// Whether the form is complete and printed as it is saved, where the material is a photo of that print.
fn printed(state: &State, command: &Command, context: &Context<'_>) -> Standing {
    let about = material(state, command);
    let Some(rule) = context.policy.materials(state.level).find(|rule| Some(rule.name.as_str()) == about) else {
        return Standing::Clear;
    };
    let Some(asked) = &rule.printed else { return Standing::Clear };
    let refusal = |code| Refusal::new(code).with("material", rule.label.clone());
    let fields = |paths: &[String]| named(paths, state, context);
    let missing = waits_for(rule, context.policy, &state.form);
    if !missing.is_empty() {
        return blocked(refusal(RefusalCode::PrintedIncomplete).with("fields", fields(&missing)));
    }
    let Some(before) = &state.printed else { return blocked(refusal(RefusalCode::PrintedNever)) };
    let mut changed: Vec<String> =
        differences(before, &state.form).into_iter().map(|difference| difference.path).collect();
    changed.retain(|path| !asked.apart.iter().any(|field| covers(field, path)));
    unless(changed.is_empty(), || refusal(RefusalCode::PrintedChanged).with("fields", fields(&changed)))
}

/// The material a command is about.
pub(in crate::workflow) fn material<'a>(state: &'a State, command: &'a Command) -> Option<&'a str> {
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
    for (code, number) in grounds.reasons.iter().zip(1_i64..) {
        let Some(reason) = source.reasons.iter().find(|reason| reason.code == *code) else {
            return blocked(Refusal::new(RefusalCode::ReasonUnknown).with("number", number));
        };
        if reason.needs_text && text.is_empty() {
            return blocked(Refusal::new(RefusalCode::ReasonText).with("reason", reason.label.clone()));
        }
    }
    Standing::Clear
}

fn items(request: &SupplementRequest, state: &State, context: &Context<'_>) -> Standing {
    let items = &request.items;
    if items.is_empty() {
        return blocked(Refusal::new(RefusalCode::ItemsMissing));
    }
    let known = |item: &String| match item.split_once('.') {
        Some(("uploads", name)) => context.policy.materials(state.level).any(|known| known.name == name),
        Some(("merits", name)) => {
            context.policy.materials(state.level).any(|known| known.described && known.name == name)
        }
        _ => is_correctable(item),
    };
    match items.iter().zip(1_i64..).find(|(item, _)| !known(item)) {
        None => Standing::Clear,
        Some((_, number)) => blocked(Refusal::new(RefusalCode::ItemUnknown).with("number", number)),
    }
}

/// Whether a field may be sent back for correction. Who applies, where, and at which level does not change in a review.
fn is_correctable(item: &str) -> bool {
    const FIELDS: [&str; 33] = [
        "candidate.retirement_category",
        "unit",
        "unit_category",
        "unit_rank",
        "work_start",
        "current",
        "current.work_type",
        "current.level",
        "current.obtained_year",
        "current.obtained_on",
        "declared.work_type",
        "exception",
        "exception.claimed",
        "exception.grounds",
        "exception.used_years",
        "textbooks",
        "textbooks.professional_ethics",
        "textbooks.vocational_ability",
        "textbooks.post_skills",
        "regularised_on",
        "schooling",
        "appointed_level",
        "appointed_on",
        "service",
        "penalties",
        "assessments",
        "awards",
        "narrative",
        "narrative.history",
        "narrative.rewards",
        "narrative.achievements",
        "merits",
        "thesis_title",
    ];
    FIELDS.contains(&item) || item == "answers" || item.starts_with("answers.")
}

fn batch(seat: &Seat, state: &State, context: &Context<'_>) -> Standing {
    if context.procedure.ticket_window(&seat.batch, state.level, &state.region).is_none() {
        return blocked(Refusal::new(RefusalCode::BatchUnknown));
    }
    let known = |name: &str| subjects(context.procedure, state.level).any(|subject| subject.name == name);
    let sound = seat.sessions.iter().all(|session| known(&session.subject) && session.from < session.until);
    unless(sound && !seat.sessions.is_empty(), || Refusal::new(RefusalCode::SessionWrong))
}
