//! An event becomes part of the application. Nothing is decided here, so an old log gives the same application under any table.

use super::command::Grounds;
use super::event::{Begun, Event, Happening};
use super::state::{
    Claim, FORMAT, OpenRequest, State, StoredFile, Submission, TokenRecord, TokenStatus, UsedChallenge,
};
use crate::model::application::ApplicationForm;

/// The application after an event; nothing where the first event is not the start of one.
pub fn evolve(state: Option<State>, event: &Event) -> Option<State> {
    let mut state = match (state, &event.what) {
        (None, Happening::Started(begun)) => started(event, begun),
        (None, _) => return None,
        (Some(state), _) => state,
    };
    let moved = event.from != Some(event.to);
    state.procedure.clone_from(&event.procedure);
    state.version = event.number;
    state.head.clone_from(&event.digest);
    state.last = event.at;
    state.state = event.to;
    if moved {
        state.since = event.at;
    }
    apply(&mut state, event);
    Some(state)
}

fn started(event: &Event, begun: &Begun) -> State {
    State {
        format: FORMAT,
        application: event.application.clone(),
        procedure: event.procedure.clone(),
        version: 0,
        head: String::new(),
        state: event.to,
        since: event.at,
        last: event.at,
        applicant: event.by.id.clone(),
        region: begun.region.clone(),
        level: begun.level,
        form: ApplicationForm { uploads: Vec::new(), ..begun.form.clone() },
        files: Vec::new(),
        tokens: Vec::new(),
        submission: None,
        stage: None,
        claim: None,
        request: None,
        grounds: None,
        printed: None,
        seat: None,
        used_challenges: Vec::new(),
        attended: None,
        result: None,
        published: None,
    }
}

fn apply(state: &mut State, event: &Event) {
    match &event.what {
        Happening::Restarted(begun) => restart(state, begun),
        Happening::Saved(form) => {
            state.form = form.as_ref().clone();
            if let Some(level) = state.form.declared_level {
                state.level = level;
            }
        }
        Happening::Submitted(submitted) => {
            let count = state.submission.as_ref().map_or(0, |earlier| earlier.count).saturating_add(1);
            state.submission = Some(Submission {
                at: event.at,
                count,
                policy: submitted.policy.clone(),
                content: submitted.content.clone(),
                acknowledged: submitted.acknowledged.clone(),
            });
            state.stage = Some(submitted.stage.clone());
            // The request stays, so that a reviewer sees what changed since.
            state.grounds = None;
        }
        Happening::FileAdded(_) | Happening::FileReplaced(_) | Happening::FileRemoved(_) => files(state, event),
        Happening::FormPrinted(_) => state.printed = Some(Box::new(state.form.clone())),
        Happening::TokenIssued(token) => {
            state.tokens.retain(|other| other.material != token.material);
            state.tokens.push(TokenRecord {
                material: token.material.clone(),
                nonce: token.nonce.clone(),
                expires: token.expires,
                status: TokenStatus::Live,
            });
        }
        Happening::TokenRevoked(material) => settle_token(state, material, TokenStatus::Revoked),
        Happening::Claimed => state.claim = Some(Claim { by: event.by.id.clone(), at: event.at }),
        Happening::Released => state.claim = None,
        Happening::Passed(passed) => {
            state.stage.clone_from(&passed.next);
            state.since = event.at;
            state.claim = None;
            state.request = None;
        }
        Happening::Rejected(grounds) | Happening::Disqualified(grounds) => leave(state, Some(grounds)),
        Happening::SupplementRequested(request) => {
            state.request = Some(OpenRequest { items: request.items.clone(), before: state.whole_form() });
            leave(state, Some(&request.grounds));
        }
        Happening::Withdrawn | Happening::Lapsed => leave(state, None),
        Happening::Arranged(seat) => state.seat = Some(seat.clone()),
        Happening::TicketPrinted(solved) => {
            state.used_challenges.retain(|used| used.expires > event.at);
            state.used_challenges.push(UsedChallenge { nonce: solved.nonce.clone(), expires: solved.expires });
        }
        Happening::AttendanceRecorded(came) => state.attended = Some(*came),
        Happening::ResultRecorded(result) => state.result = Some(result.clone()),
        Happening::ResultPublished(at) => state.published = Some(*at),
        Happening::Started(_)
        | Happening::ConfirmationAsked(_)
        | Happening::MaterialsAsked(_)
        | Happening::ReferredOnSite
        | Happening::TicketOpened
        | Happening::ResultViewed => {}
    }
}

/// Off the desk, with or without a reason to show.
fn leave(state: &mut State, grounds: Option<&Grounds>) {
    state.claim = None;
    state.grounds = grounds.cloned();
}

fn restart(state: &mut State, begun: &Begun) {
    state.region.clone_from(&begun.region);
    state.level = begun.level;
    state.files.retain(|file| !begun.dropped.contains(&format!("uploads.{}", file.material)));
    state.form = ApplicationForm { uploads: Vec::new(), ..begun.form.clone() };
    for token in &mut state.tokens {
        if token.status == TokenStatus::Live {
            token.status = TokenStatus::Revoked;
        }
    }
    state.submission = None;
    state.stage = None;
    state.claim = None;
    state.request = None;
    state.grounds = None;
    state.printed = None;
}

fn files(state: &mut State, event: &Event) {
    let file = |material: &str, digest: &crate::model::application::FileDigest, replaces| StoredFile {
        number: event.number,
        material: material.to_owned(),
        digest: digest.clone(),
        name: None,
        replaces,
        by: event.by.clone(),
        at: event.at,
    };
    match &event.what {
        Happening::FileAdded(added) => {
            if added.by_token {
                settle_token(state, &added.material, TokenStatus::Used);
            }
            let name = added.name.clone();
            state.files.push(StoredFile { name, ..file(&added.material, &added.digest, None) });
        }
        Happening::FileReplaced(replaced) => {
            if let Some(place) = state.files.iter_mut().find(|file| file.number == replaced.file) {
                let name = replaced.name.clone();
                *place = StoredFile { name, ..file(&place.material, &replaced.digest, Some(replaced.file)) };
            }
        }
        Happening::FileRemoved(number) => state.files.retain(|file| file.number != *number),
        _ => {}
    }
}

fn settle_token(state: &mut State, material: &str, status: TokenStatus) {
    for token in state.tokens.iter_mut().filter(|token| token.material == material) {
        if token.status == TokenStatus::Live {
            token.status = status;
        }
    }
}
