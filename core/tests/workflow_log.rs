//! Logs and snapshots: whatever is done to one is noticed, and said where.

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

use std::fmt::Write;
use std::sync::LazyLock;

use gongkao::model::round::Role;
use gongkao::model::timestamp::Timestamp;
use gongkao::procedure::names::{Action, Outcome, StateName};
use gongkao::workflow::event::Happening;
use gongkao::workflow::log::{FaultCode, LogFault, replay, replay_to, resume};
use gongkao::workflow::refusal::RefusalCode;
use gongkao::workflow::{Event, State};
use proptest::prelude::*;
use serde_json::{Value, json};
use walk::desk;
use walk::driver::Driver;

/// An application that has been through everything.
fn life() -> &'static Driver {
    static LIFE: LazyLock<Driver> = LazyLock::new(|| {
        let mut driver = Driver::to(StateName::SupplementRequested);
        for (action, outcome, role) in [
            (Action::Replace, Outcome::Done, "applicant"),
            (Action::IssueToken, Outcome::Done, "applicant"),
            (Action::Submit, Outcome::Accepted, "applicant"),
            (Action::Claim, Outcome::Done, "unit_officer"),
            (Action::Pass, Outcome::LastStage, "unit_officer"),
            (Action::PrintTicket, Outcome::Done, "applicant"),
            (Action::RecordAttendance, Outcome::Done, "administrator"),
            (Action::PublishResult, Outcome::Done, "administrator"),
        ] {
            driver.take(action, outcome, role);
        }
        driver
    });
    &LIFE
}

fn now() -> Timestamp {
    "2022-12-31T00:00:00".parse().unwrap()
}

fn fault(log: &[Event]) -> LogFault {
    replay(log, now()).unwrap_err()
}

/// The event with a field of its JSON replaced.
fn edited(event: &Event, path: &str, value: Value) -> Event {
    let mut json = serde_json::to_value(event).unwrap();
    *json.pointer_mut(path).unwrap() = value;
    serde_json::from_value(json).unwrap()
}

/// As somebody would who knows how digests are made.
fn resealed(event: &Event) -> Event {
    use sha2::{Digest, Sha256};
    let text = serde_json::to_string(event).unwrap();
    // The fields before `previous`, in their order: what the digest is over.
    let content = text.split(",\"previous\":").next().unwrap().to_owned() + "}";
    let mut hash = Sha256::new();
    for part in [event.previous.as_bytes(), content.as_bytes()] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let mut digest = String::new();
    for byte in hash.finalize() {
        write!(digest, "{byte:02x}").unwrap();
    }
    edited(event, "/digest", json!(digest))
}

#[test]
fn a_change_of_any_event_is_noticed_at_that_event() {
    let log = &life().log;
    assert!(log.len() > 15);
    assert!(replay(log, now()).is_ok());
    for at in 0..log.len() {
        for (path, value) in [
            ("/by/id", json!("somebody-else")),
            ("/by/role", json!("administrator")),
            ("/to", json!("approved")),
            ("/at", json!("2022-03-08T09:00:01")),
            ("/what", json!("withdrawn")),
            ("/procedure/version", json!(2)),
            ("/digest", json!("0".repeat(64))),
        ] {
            let mut tampered = log.clone();
            tampered[at] = edited(&log[at], path, value);
            if tampered[at] == log[at] {
                continue;
            }
            let fault = fault(&tampered);
            assert_eq!((fault.code, fault.index), (FaultCode::Altered, at as u64), "{path} of event {at}");
        }
    }
}

#[test]
fn a_change_that_is_sealed_anew_is_noticed_at_the_next_event_or_by_the_kept_digest() {
    let log = &life().log;
    for at in 0..log.len() {
        let mut tampered = log.clone();
        tampered[at] = edited(&log[at], "/by/id", json!("somebody-else"));
        tampered[at] = resealed(&tampered[at]);
        if at + 1 < log.len() {
            let fault = fault(&tampered);
            assert_eq!((fault.code, fault.index), (FaultCode::Unchained, at as u64 + 1));
        } else {
            assert!(replay(&tampered, now()).is_ok(), "the end alone does not show it");
            let fault = replay_to(&tampered, &log[at].digest, now()).unwrap_err();
            assert_eq!(fault.code, FaultCode::Cut);
        }
    }
}

#[test]
fn a_hole_a_swap_and_a_repetition_are_named() {
    let log = &life().log;
    for at in 0..log.len() - 1 {
        let mut hole = log.clone();
        hole.remove(at);
        assert_eq!((fault(&hole).code, fault(&hole).index), (FaultCode::Hole, at as u64));
        assert_eq!(fault(&hole).number, at as u64 + 1);
        let mut swapped = log.clone();
        swapped.swap(at, at + 1);
        assert_eq!((fault(&swapped).code, fault(&swapped).index), (FaultCode::Hole, at as u64));
        let mut twice = log.clone();
        twice.insert(at, log[at].clone());
        assert_eq!((fault(&twice).code, fault(&twice).index), (FaultCode::Order, at as u64 + 1));
    }
    let cut = &log[..log.len() - 1];
    assert!(replay(cut, now()).is_ok());
    assert_eq!(replay_to(cut, &log[log.len() - 1].digest, now()).unwrap_err().code, FaultCode::Cut);
    assert_eq!(fault(&[]).code, FaultCode::Empty);
}

#[test]
fn events_of_the_future_of_others_and_of_other_formats_are_named() {
    let log = &life().log;
    let early: Timestamp = "2022-03-08T08:59:59".parse().unwrap();
    let fault_at = replay(log, early).unwrap_err();
    assert_eq!((fault_at.code, fault_at.index), (FaultCode::Future, 0));
    let mut foreign = log.clone();
    foreign[3] = edited(&log[3], "/application", json!("a-2"));
    assert_eq!((fault(&foreign).code, fault(&foreign).index), (FaultCode::Foreign, 3));
    let mut later = log.clone();
    later[5] = edited(&log[5], "/format", json!(2));
    assert_eq!((fault(&later).code, fault(&later).index), (FaultCode::Format, 5));
    // Sealed anew, so that only what is told contradicts what was.
    let second = resealed(&edited(&log[1], "/from", json!("approved")));
    assert_eq!(fault(&[log[0].clone(), second]).code, FaultCode::Jump);
    let second = resealed(&edited(&log[1], "/at", json!("2022-03-08T08:00:00")));
    assert_eq!(fault(&[log[0].clone(), second]).code, FaultCode::Backwards);
    let again = serde_json::to_value(&log[0].what).unwrap();
    let second = resealed(&edited(&log[1], "/what", again));
    assert_eq!(fault(&[log[0].clone(), second]).code, FaultCode::Start);
    let first = resealed(&edited(&log[0], "/what", json!("withdrawn")));
    assert_eq!(fault(&[first]).code, FaultCode::Start);
}

#[test]
fn every_prefix_gives_the_application_as_it_was_and_every_snapshot_goes_on() {
    let Driver { log, states, .. } = life();
    for (at, state) in states.iter().enumerate() {
        assert_eq!(replay(&log[..=at], now()).unwrap(), *state);
        let text = serde_json::to_string(state).unwrap();
        let read = State::from_json(&text).unwrap();
        assert_eq!(read, *state, "a snapshot survives its JSON");
        assert_eq!(resume(read, &log[at + 1..], now()).unwrap(), states[states.len() - 1]);
        if at + 2 < log.len() {
            let fault = resume(state.clone(), &log[at + 2..], now()).unwrap_err();
            assert_eq!(fault.code, FaultCode::Hole);
        }
    }
}

#[test]
fn a_snapshot_of_another_format_or_procedure_is_refused() {
    let driver = life();
    let mut snapshot = serde_json::to_value(driver.state.as_ref().unwrap()).unwrap();
    snapshot["format"] = json!(2);
    snapshot["a_field_of_later"] = json!(true);
    let error = State::from_json(&snapshot.to_string()).unwrap_err();
    assert_eq!((error.code().as_str(), error.path()), ("malformed/application", "format"));
    assert!(error.message().contains("replay the events"), "{error}");

    let mut other = Driver::to(StateName::Draft);
    other.state.as_mut().unwrap().procedure.digest = "0".repeat(64);
    let refusal = other.ask("applicant", &json!("withdraw"), true).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::ProcedureChanged);

    // A procedure that says it continues the other goes on.
    let earlier = Driver::to(StateName::Draft);
    let mut source: Value = serde_json::from_str(&desk().procedure().to_json().unwrap()).unwrap();
    source["procedure"]["version"] = json!(2);
    source["procedure"]["continues"] = json!([desk().procedure().digest()]);
    let later = gongkao::Desk::from_json(None, None, None, Some(&source.to_string())).unwrap();
    let command = gongkao::workflow::Command::Withdraw;
    let events = later.decide(earlier.state.as_ref(), &command, &earlier.facts("applicant", true)).unwrap();
    assert_eq!(events[0].procedure.version, 2);
}

#[test]
fn a_file_never_disappears_from_the_log_and_says_who_sent_it() {
    let mut driver = Driver::to(StateName::UnderReview);
    let before = driver.log.len();
    driver.take(Action::Upload, Outcome::Done, "reviewer");
    driver.take(Action::Replace, Outcome::Done, "administrator");
    let file = driver.state.as_ref().unwrap().files.iter().find(|file| file.replaces.is_some()).unwrap().clone();
    assert_eq!(file.by.role, Role::Administrator);
    assert_ne!(file.by.id, driver.state.as_ref().unwrap().applicant);
    let old = driver.log.iter().find(|event| Some(event.number) == file.replaces).unwrap();
    assert!(matches!(&old.what, Happening::FileAdded(added) if added.material == file.material));
    assert_eq!(driver.log.len(), before + 2);
    let mut driver = Driver::to(StateName::Draft);
    driver.take(Action::Upload, Outcome::Done, "applicant");
    let number = driver.state.as_ref().unwrap().files[0].number;
    driver.take(Action::Remove, Outcome::Done, "applicant");
    assert!(driver.state.as_ref().unwrap().file(number).is_none());
    assert!(driver.log.iter().any(|event| event.number == number));
}

#[test]
fn nothing_personal_stands_in_debug() {
    let driver = life();
    let said = format!("{:?}{:?}", driver.state, driver.log);
    for secret in [walk::driver::IDENTITY, "13800138000", "张三", "account-1"] {
        assert!(!said.contains(secret), "{secret}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Any byte of the log as it is stored, changed to another: it is no log any more, or the change is noticed.
    #[test]
    fn no_byte_of_a_stored_log_changes_unnoticed(at in 0..100_000_usize, to in b' '..b'~') {
        let text = serde_json::to_string(&life().log).unwrap();
        let mut bytes = text.clone().into_bytes();
        let at = at % bytes.len();
        prop_assume!(bytes[at].is_ascii() && bytes[at] != to);
        bytes[at] = to;
        let Ok(changed) = String::from_utf8(bytes) else { return Ok(()) };
        if let Ok(events) = gongkao::workflow::log::events_from_json(&changed) {
            // Spaces and the like leave the same events.
            prop_assert!(events == life().log || replay(&events, now()).is_err(), "byte {at}");
        }
    }
}
