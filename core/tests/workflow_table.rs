//! The table: every row is taken from every state it is for, along every shortest path; nobody does what no row grants; and what
//! the checker of tables refuses.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

mod walk {
    #[path = "mod.rs"]
    mod harness;
    pub(crate) use harness::*;
    #[path = "driver.rs"]
    pub(crate) mod driver;
}

use std::fs;
use std::path::Path;

use gongkao::model::round::Role;
use gongkao::policy::Policy;
use gongkao::procedure::Procedure;
use gongkao::procedure::names::{Action, Guard, Outcome, StateName};
use gongkao::workflow::Command;
use gongkao::workflow::log::replay;
use serde_json::{Value, json};
use walk::desk;
use walk::driver::{Driver, TRACKS, Track, digest, edges, form, seat, shortest_paths, start, upload};

/// The application and every state it was in come from its log alone.
fn assert_replays(driver: &Driver) {
    let now = "2030-01-01T00:00:00".parse().unwrap();
    for (at, state) in driver.states.iter().enumerate() {
        assert_eq!(replay(&driver.log[..=at], now).unwrap(), *state);
    }
}

#[test]
fn every_shortest_path_to_every_state_is_walked_at_every_level() {
    let mut walked = 0;
    for state in StateName::ALL {
        let paths = shortest_paths(desk(), *state);
        assert!(paths.iter().all(|path| path.len() == paths[0].len()));
        for path in &paths {
            // Who holds no level has no certificate that the library could contradict.
            let confirms = |track: &&Track| track.level != "five" || *state != StateName::AwaitingConfirmation;
            for track in TRACKS.iter().filter(confirms) {
                let driver = Driver::along(track, path);
                assert_eq!(driver.place(), Some(*state), "{path:?} at level {}", track.level);
                assert_replays(&driver);
                walked += 1;
            }
        }
    }
    assert_eq!(walked, 74, "fifteen paths to twelve states, each at five levels but one");
}

#[test]
fn every_row_is_taken_after_every_shortest_path_at_level_one_and_three() {
    let mut taken = 0;
    for (from, (action, outcome, role), to) in edges(desk()) {
        let mut ways = match from {
            None => vec![Vec::new()],
            // Only a published result can be looked at, and the shortest way to the end has none.
            Some(StateName::Closed) => shortest_paths(desk(), StateName::Examined),
            // A token that is still live when the review begins.
            Some(StateName::UnderReview) if action == Action::RevokeToken => shortest_paths(desk(), StateName::Draft),
            Some(from) => shortest_paths(desk(), from),
        };
        for way in &mut ways {
            let step = |action, outcome, role: &str| (action, outcome, role.to_owned());
            if from == Some(StateName::Closed) {
                way.push(step(Action::PublishResult, Outcome::Done, "administrator"));
            } else if from == Some(StateName::UnderReview) && action == Action::RevokeToken {
                way.push(step(Action::IssueToken, Outcome::Done, "applicant"));
                way.push(step(Action::Submit, Outcome::Accepted, "applicant"));
            }
        }
        for (way, track) in ways.iter().flat_map(|way| [(way, &TRACKS[2]), (way, &TRACKS[4])]) {
            let mut driver = Driver::along(track, way);
            driver.take(action, outcome, &role);
            assert_eq!(driver.place(), to, "{action:?} {outcome:?} by {role} after {way:?} at level {}", track.level);
            assert_replays(&driver);
            taken += 1;
        }
    }
    assert_eq!(taken, 370, "rows taken after every shortest path, at two levels");
}

/// A command of every action, as right as it can be in any state.
fn command(action: Action) -> Value {
    match action {
        Action::Start => start(),
        Action::Restart => json!({ "restart": { "region": "410100", "level": "three" } }),
        Action::Save => json!({ "save": form() }),
        Action::Submit => json!({ "submit": [] }),
        Action::Upload => upload("diploma", 900),
        Action::Replace => json!({ "replace": { "file": 3, "digest": digest(901) } }),
        Action::Remove => json!({ "remove": 3 }),
        Action::IssueToken => json!({ "issue_token": "diploma" }),
        Action::RevokeToken => json!({ "revoke_token": "diploma" }),
        Action::UploadByToken => {
            json!({ "upload_by_token": { "token": "AQ", "material": "diploma", "digest": digest(902) } })
        }
        Action::Reject | Action::Disqualify => json!({ action.name(): { "reasons": ["material_wrong"] } }),
        Action::RequestSupplement => {
            json!({ "request_supplement": { "items": ["unit"], "grounds": { "reasons": ["form_wrong"] } } })
        }
        Action::Arrange => json!({ "arrange": seat() }),
        Action::PrintTicket => json!({ "print_ticket": { "challenge": "x", "answer": "x" } }),
        Action::RecordAttendance => json!({ "record_attendance": true }),
        Action::RecordResult => json!({ "record_result": { "marks": {}, "passed": true } }),
        Action::PublishResult => json!({ "publish_result": "2022-07-05T09:00:00" }),
        _ => json!(action.name()),
    }
}

#[test]
fn no_role_does_what_no_row_grants() {
    for state in StateName::ALL {
        let driver = Driver::to(*state);
        for action in Action::ALL {
            let granted: Vec<Role> =
                desk().procedure().rows(*action, Some(*state)).flat_map(|row| row.roles.iter().copied()).collect();
            for role in Role::ALL.into_iter().filter(|role| !granted.contains(role)) {
                let mut attempt = driver.clone();
                let refusal = attempt.ask(role.name(), &command(*action), true).unwrap_err();
                assert!(
                    matches!(refusal.guard, Guard::Role | Guard::State),
                    "{action:?} in {state:?} by {role:?}: {refusal:?}"
                );
                assert_eq!(attempt.log, driver.log, "a refusal leaves no event");
                let views = desk().actions(driver.state.as_ref(), &driver.facts(role.name(), true));
                let view = views.iter().find(|view| view.action == *action).unwrap();
                assert_eq!(view.blocked_by[0].guard, refusal.guard, "what is shown is what is decided");
                assert_eq!(view.blocked_by[0].basis, refusal.basis);
            }
        }
    }
}

#[test]
fn what_is_shown_as_blocked_is_refused_and_what_is_allowed_is_not_refused_by_the_state() {
    for state in StateName::ALL {
        let driver = Driver::to(*state);
        for role in Role::ALL {
            let facts = driver.facts(role.name(), true);
            for view in desk().actions(driver.state.as_ref(), &facts) {
                let command = Command::from_json(&command(view.action).to_string()).unwrap();
                let decided = desk().decide(driver.state.as_ref(), &command, &facts);
                if let Some(shown) = view.blocked_by.first() {
                    let refusal = decided.unwrap_err();
                    let about_command = refusal.guard.is_about_the_command();
                    assert!(refusal.code == shown.code || about_command, "{:?} {state:?} {role:?}", view.action);
                } else if let Err(refusal) = decided {
                    let about_command = refusal.guard.is_about_the_command() || refusal.guard == Guard::Report;
                    assert!(about_command, "{:?} in {state:?} by {role:?}: {refusal:?}", view.action);
                }
            }
        }
    }
}

#[test]
fn the_diagram_in_the_documentation_is_drawn_from_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/procedure/README.md");
    let text = fs::read_to_string(path).unwrap();
    let drawn = text.split("```mermaid\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    assert_eq!(drawn, Procedure::henan().unwrap().diagram(), "copy what `Procedure::diagram` draws into the README");
}

/// Henan's procedure, changed; the path at which it is refused.
fn refused(change: impl FnOnce(&mut Value)) -> (String, String) {
    let mut source: Value = serde_json::from_str(&Procedure::henan().unwrap().to_json().unwrap()).unwrap();
    change(&mut source);
    let error = Procedure::from_json(&source.to_string()).unwrap_err();
    assert_eq!(error.code(), "malformed/procedure");
    (error.path().to_owned(), error.message().to_owned())
}

fn rows<'a>(source: &'a mut Value, action: &str) -> impl Iterator<Item = &'a mut Value> {
    let action = action.to_owned();
    source["transitions"].as_array_mut().unwrap().iter_mut().filter(move |row| row["action"] == action)
}

fn without(source: &mut Value, gone: &[&str]) {
    source["transitions"].as_array_mut().unwrap().retain(|row| !gone.contains(&row["action"].as_str().unwrap()));
}

#[test]
fn a_table_that_leads_nowhere_is_refused() {
    let (path, message) = refused(|source| without(source, &["withdraw"]));
    assert!(path == "transitions" && message.contains("nothing leads to `withdrawn`"), "{message}");
    let (path, message) = refused(|source| {
        without(source, &["record_attendance", "publish_result", "disqualify"]);
        rows(source, "lapse").next().unwrap()["to"]["done"] = json!("examined");
        rows(source, "restart").next().unwrap()["to"]["done"] = json!("closed");
    });
    assert!(path == "transitions" && message.contains("dead end"), "{message}");
    let (path, message) = refused(|source| source["states"][0]["name"] = json!("closed"));
    assert!(path == "states[10]" && message.contains("stands twice"), "{path} {message}");
    let (path, _) = refused(|source| rows(source, "pass").next().unwrap()["to"] = json!({ "done": "approved" }));
    assert_eq!(path.rsplit('.').next(), Some("to"));
    let (_, message) = refused(|source| {
        let row = rows(source, "withdraw").next().unwrap().clone();
        source["transitions"].as_array_mut().unwrap().push(row);
    });
    assert!(message.contains("says the same"), "{message}");
    let (_, message) = refused(|source| rows(source, "withdraw").next().unwrap()["roles"] = json!([]));
    assert!(message.contains("nobody"), "{message}");
    let (path, _) = refused(|source| rows(source, "withdraw").next().unwrap()["guards"] = json!(["ownr"]));
    assert!(path.contains("guards"), "{path}");
}

#[test]
fn a_window_that_never_opens_is_refused() {
    let (path, message) = refused(|source| source["tickets"][0]["closes"] = json!("2022-07-04T16:00"));
    assert!(path == "tickets[0]" && message.contains("never be open"), "{message}");
    let window = json!({
        "role": "reviewer", "levels": ["three"], "opens": "2022-03-15T00:00", "closes": "2022-04-10T24:00",
        "citation": { "document": "default", "clause": "x", "confidence": "assumed" },
    });
    let (path, _) = refused(|source| source["stages"][0]["windows"] = json!([window]));
    assert_eq!(path, "stages[0].windows[0]");
    let mut source: Value = serde_json::from_str(&Procedure::henan().unwrap().to_json().unwrap()).unwrap();
    rows(&mut source, "claim").next().unwrap()["guards"] = json!(["window"]);
    let procedure = Procedure::from_json(&source.to_string()).unwrap();
    let error = procedure.check_with(&Policy::henan().unwrap().source().round).unwrap_err();
    assert!(error.message().contains("never opens"), "{error}");
}

#[test]
fn numbers_without_sense_or_source_are_refused() {
    for (change, path) in [
        (json!({ "token_minutes": { "value": 0 } }), "limits.token_minutes"),
        (json!({ "challenge_length": { "value": 13 } }), "limits.challenge_length"),
        (json!({ "password_longest": { "value": 7 } }), "limits.password_longest"),
        (json!({ "queue_days": { "value": [3, 1] } }), "limits.queue_days"),
        (json!({ "token_minutes": { "citation": { "document": "hearsay" } } }), "limits.token_minutes"),
    ] {
        let (at, _) = refused(|source| merge(&mut source["limits"], &change));
        assert_eq!(at, path);
    }
    let (path, _) = refused(|source| source["deadlines"][3]["action"] = json!("publish_result"));
    assert_eq!(path, "deadlines[3]");
    let (path, _) = refused(|source| source["reasons"][1]["code"] = json!("material_missing"));
    assert_eq!(path, "reasons[1]");
}

fn merge(into: &mut Value, change: &Value) {
    match change {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| merge(&mut into[key], value)),
        value => *into = value.clone(),
    }
}
