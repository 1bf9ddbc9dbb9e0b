//! A command becomes events, or a refusal and nothing.

use std::collections::BTreeMap;

use super::command::Command;
use super::context::Context;
use super::event::{AddedFile, Begun, Event, Happening, IssuedToken, Passed, ReplacedFile, SolvedChallenge, Submitted};
use super::guard::{self, Standing};
use super::refusal::{Refusal, RefusalCode};
use super::state::{FORMAT, State};
use super::windows::{self, Place};
use super::{basis, carry, challenge, subjects, token};
use crate::finding::{Code, Param, Severity};
use crate::model::round::Role;
use crate::procedure::names::{Action, Guard, Outcome, StateName};
use crate::procedure::source::Transition;

/// What carrying out a command makes happen. Pure: the same arguments give the same events, and a refusal changes nothing.
///
/// Asked in this order: the version, the time, the procedure, the row of the table, its guards as the row lists them.
pub fn decide(state: Option<&State>, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let row = row(state, command.action(), context)?;
    decide_by(row, state, command, context).map_err(|refusal| {
        let basis = basis::of_refusal(&refusal, row.action, Some(row), (state, Some(command)), context);
        refusal.resting_on(basis)
    })
}

fn decide_by(
    row: &Transition,
    state: Option<&State>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    for guard in &row.guards {
        match guard::ask(*guard, state, Some(command), context) {
            Standing::Clear => {}
            Standing::Unknown => return Err(Refusal::new(unknown(*guard))),
            Standing::Blocked(refusal) => return Err(*refusal),
        }
    }
    let (outcome, what) = happening(state, command, context)?;
    let to = match (row.to.as_ref(), state) {
        (Some(to), _) => to.get(&outcome).copied(),
        (None, state) => state.map(|state| state.state),
    };
    // The checker of the table has seen a state for every outcome.
    let Some(to) = to else { return Err(Refusal::new(RefusalCode::State)) };
    Ok(vec![sealed(state, command, context, to, what)])
}

/// The refusal of a guard for which the host gave nothing to decide by.
fn unknown(guard: Guard) -> RefusalCode {
    match guard {
        Guard::Verified => RefusalCode::NotVerified,
        Guard::Window => RefusalCode::WindowNone,
        _ => RefusalCode::ReportMissing,
    }
}

/// The row that grants an action to whoever asks, in this state.
pub(super) fn row<'a>(state: Option<&State>, action: Action, context: &Context<'a>) -> Result<&'a Transition, Refusal> {
    granted(state, action, context).map_err(|refusal| {
        let basis = basis::of_refusal(&refusal, action, None, (state, None), context);
        refusal.resting_on(basis)
    })
}

fn granted<'a>(state: Option<&State>, action: Action, context: &Context<'a>) -> Result<&'a Transition, Refusal> {
    let version = state.map_or(0, |state| state.version);
    if context.version != version {
        let code = if context.version < version { RefusalCode::VersionStale } else { RefusalCode::VersionAhead };
        let asked = i64::try_from(context.version).unwrap_or(i64::MAX);
        return Err(Refusal::new(code).with("asked", asked).with("actual", i64::try_from(version).unwrap_or(i64::MAX)));
    }
    match state {
        None if action != Action::Start => return Err(Refusal::new(RefusalCode::NotStarted)),
        Some(_) if action == Action::Start => return Err(Refusal::new(RefusalCode::Exists)),
        Some(state) if context.now < state.last => {
            let last = state.last.to_string().replace('T', " ");
            return Err(Refusal::new(RefusalCode::TimeBackwards).with("last", last));
        }
        Some(state) if !goes_on(state, context) => return Err(Refusal::new(RefusalCode::ProcedureChanged)),
        _ => {}
    }
    let place = state.map(|state| state.state);
    let mut here = context.procedure.rows(action, place).peekable();
    if here.peek().is_none() {
        let name = place.map_or("draft", StateName::name);
        return Err(Refusal::new(RefusalCode::State)
            .with("state", format!("state/{name}"))
            .with("action", format!("action/{}", action.name())));
    }
    here.find(|row| row.roles.contains(&context.actor.role)).ok_or_else(|| {
        Refusal::new(RefusalCode::Role)
            .with("action", format!("action/{}", action.name()))
            .with("role", format!("role/{}", context.actor.role.name()))
    })
}

/// Whether this procedure may go on with what another version decided.
fn goes_on(state: &State, context: &Context<'_>) -> bool {
    let earlier = &context.procedure.source().procedure.continues;
    state.procedure.digest == context.procedure.digest() || earlier.contains(&state.procedure.digest)
}

fn sealed(state: Option<&State>, command: &Command, context: &Context<'_>, to: StateName, what: Happening) -> Event {
    let application = match (state, command) {
        (None, Command::Start(start)) => start.application.as_str().to_owned(),
        (state, _) => state.map(|state| state.application.clone()).unwrap_or_default(),
    };
    let event = Event {
        format: FORMAT,
        application,
        number: state.map_or(1, |state| state.version.saturating_add(1)),
        at: context.now,
        by: context.actor.stamp(),
        procedure: context.procedure_stamp(),
        from: state.map(|state| state.state),
        to,
        what,
        previous: state.map(|state| state.head.clone()).unwrap_or_default(),
        digest: String::new(),
    };
    event.sealed()
}

fn happening(state: Option<&State>, command: &Command, context: &Context<'_>) -> Result<(Outcome, Happening), Refusal> {
    let done = |what| Ok((Outcome::Done, what));
    let state = match (state, command) {
        (_, Command::Start(start)) => {
            // Files stay with the application they were sent to.
            let (form, dropped) =
                carry::form(start.copy.as_deref(), &start.candidate, &start.region, start.level, |_| false);
            let begun = Begun { region: start.region.clone(), level: start.level, form, dropped };
            return done(Happening::Started(Box::new(begun)));
        }
        (None, _) => return Err(Refusal::new(RefusalCode::NotStarted)),
        (Some(state), _) => state,
    };
    match command {
        Command::Start(_) => Err(Refusal::new(RefusalCode::Exists)),
        Command::Restart(restart) => {
            let earlier = state.whole_form();
            let candidate = &state.form.candidate;
            let asked = |name: &str| context.policy.materials(restart.level).any(|material| material.name == name);
            let (form, dropped) = carry::form(Some(&earlier), candidate, &restart.region, restart.level, asked);
            let begun = Begun { region: restart.region.clone(), level: restart.level, form, dropped };
            done(Happening::Restarted(Box::new(begun)))
        }
        Command::Save(form) => {
            let mut form = form.clone();
            form.uploads = Vec::new();
            done(Happening::Saved(form))
        }
        Command::Submit(acknowledged) => submit(state, acknowledged, context),
        Command::Upload(file) => done(Happening::FileAdded(AddedFile {
            material: file.material.clone(),
            digest: file.digest.clone(),
            name: file.name.clone(),
            by_token: false,
        })),
        Command::UploadByToken(upload) => done(Happening::FileAdded(AddedFile {
            material: upload.material.clone(),
            digest: upload.digest.clone(),
            name: upload.name.clone(),
            by_token: true,
        })),
        Command::Replace(replacement) => done(Happening::FileReplaced(ReplacedFile {
            file: replacement.file,
            digest: replacement.digest.clone(),
            name: replacement.name.clone(),
        })),
        Command::Remove(number) => done(Happening::FileRemoved(*number)),
        Command::IssueToken(material) => issue(material, state, context),
        Command::RevokeToken(material) => done(Happening::TokenRevoked(material.clone())),
        Command::PrintForm => done(Happening::FormPrinted(state.form_digest())),
        Command::Withdraw => done(Happening::Withdrawn),
        Command::Lapse => done(Happening::Lapsed),
        Command::Claim => done(Happening::Claimed),
        Command::Release => done(Happening::Released),
        Command::Pass => Ok(pass(state, context)),
        Command::Reject(grounds) => done(Happening::Rejected(grounds.clone())),
        Command::RequestSupplement(request) => {
            let place = windows::registration(context.policy, Role::Applicant, state.level, &state.region, context.now);
            let outcome = if matches!(place, Place::Open(_)) { Outcome::InWindow } else { Outcome::AfterWindow };
            Ok((outcome, Happening::SupplementRequested(request.clone())))
        }
        Command::ReferOnSite => done(Happening::ReferredOnSite),
        Command::Disqualify(grounds) => done(Happening::Disqualified(grounds.clone())),
        Command::Arrange(seat) => done(Happening::Arranged(seat.clone())),
        Command::OpenTicket => done(Happening::TicketOpened),
        Command::PrintTicket(solution) => {
            let secret = context.secret.0;
            let solved =
                challenge::solve(&state.application, &solution.challenge, &solution.answer, secret, context.now);
            let (nonce, expires) = solved.map_err(Refusal::new)?;
            done(Happening::TicketPrinted(SolvedChallenge { nonce, expires }))
        }
        Command::RecordAttendance(came) => {
            let outcome = if *came { Outcome::Done } else { Outcome::Absent };
            Ok((outcome, Happening::AttendanceRecorded(*came)))
        }
        Command::RecordResult(result) => {
            let marks: BTreeMap<&str, u32> = subjects(context.procedure, state.level)
                .map(|subject| (subject.name.as_str(), subject.full_mark))
                .collect();
            let fits = |(subject, mark): (&String, &Option<u32>)| {
                marks.get(subject.as_str()).is_some_and(|full| mark.is_none_or(|mark| mark <= *full))
            };
            if !result.marks.iter().all(fits) {
                return Err(Refusal::new(RefusalCode::ResultWrong));
            }
            done(Happening::ResultRecorded(result.clone()))
        }
        Command::PublishResult(at) => done(Happening::ResultPublished(*at)),
        Command::ViewResult => done(Happening::ResultViewed),
    }
}

/// The guard has seen that nothing is refused and no answer missing: what is left is to acknowledge or to upload.
fn submit(
    state: &State,
    acknowledged: &[super::Acknowledgement],
    context: &Context<'_>,
) -> Result<(Outcome, Happening), Refusal> {
    let report = context.report.ok_or_else(|| Refusal::new(RefusalCode::ReportMissing))?;
    let shown = |digest: &String| acknowledged.iter().any(|given| given.digest == *digest);
    let confirm = report.findings.iter().filter(|finding| finding.severity == Severity::Confirm);
    let digests: Vec<String> = confirm.filter_map(|finding| finding.digest.clone()).collect();
    let open: Vec<String> = digests.iter().filter(|digest| !shown(digest)).cloned().collect();
    if !open.is_empty() {
        return Ok((Outcome::Confirm, Happening::ConfirmationAsked(open)));
    }
    let missing = report.findings.iter().find(|finding| finding.code == Code::MaterialsRequired);
    if let Some(missing) = missing.filter(|finding| finding.severity == Severity::Supply) {
        let names = match missing.params.get("names") {
            Some(Param::List(names)) => names.iter().filter_map(text).collect(),
            _ => Vec::new(),
        };
        return Ok((Outcome::Supply, Happening::MaterialsAsked(names)));
    }
    let kept = guard::stage(state, context).map(|stage| stage.name.clone());
    let first = || context.procedure.stages(state.level, &state.region).next().map(|stage| stage.name.clone());
    let submitted = Submitted {
        policy: report.policy.clone(),
        content: state.content_digest(),
        acknowledged: digests,
        // Sent back by a stage, it returns to that stage.
        stage: kept.or_else(first).unwrap_or_default(),
    };
    Ok((Outcome::Accepted, Happening::Submitted(submitted)))
}

fn text(param: &Param) -> Option<String> {
    match param {
        Param::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn issue(material: &str, state: &State, context: &Context<'_>) -> Result<(Outcome, Happening), Refusal> {
    let nonce = token::nonce(context.random).map_err(Refusal::new)?;
    let minutes = i64::from(context.procedure.source().limits.token_minutes.value);
    let expires = context.now.plus_seconds(minutes * 60).ok_or_else(|| Refusal::new(RefusalCode::TokenExpired))?;
    // Refuses a secret that could not sign, before the log says there is a token.
    token::issue(&state.application, material, expires, nonce, context.secret.0).map_err(Refusal::new)?;
    let issued = IssuedToken { material: material.to_owned(), nonce: token::hex(&nonce), expires };
    Ok((Outcome::Done, Happening::TokenIssued(issued)))
}

fn pass(state: &State, context: &Context<'_>) -> (Outcome, Happening) {
    let stages = context.procedure.stages(state.level, &state.region);
    let mut after = stages.skip_while(|stage| Some(&stage.name) != state.stage.as_ref()).skip(1);
    let next = after.next().map(|stage| stage.name.clone());
    let outcome = if next.is_some() { Outcome::NextStage } else { Outcome::LastStage };
    (outcome, Happening::Passed(Passed { stage: state.stage.clone().unwrap_or_default(), next }))
}
