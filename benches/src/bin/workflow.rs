//! Measures the workflow: a command decided and applied, a log replayed, a million applications counted.
//!
//! `cargo xtask bench workflow`, which runs `XState` on the same transitions in Node right after. Medians over rounds; the peers of
//! this program run in it.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a program for people"
)]

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

use gongkao::model::level::Level;
use gongkao::model::round::Role;
use gongkao::model::timestamp::Timestamp;
use gongkao::procedure::names::{Action, StateName};
use gongkao::statistics::{Record, Tally};
use gongkao::workflow::log::replay;
use gongkao::workflow::{Command, Event, State, evolve};
use gongkao::{Desk, Facts};

const ROUNDS: usize = 300;

fn main() {
    let desk = Desk::henan().unwrap();
    transitions(&desk);
    commands(&desk);
    log(&desk);
    statistics(&desk);
}

fn say(name: &str, times: &mut [f64], unit: &str, peer: Option<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    let median = times[times.len() / 2];
    let last = times[times.len() * 99 / 100];
    let ratio = peer.map_or_else(String::new, |peer| format!("{:>9.1}x", median / peer));
    println!("{name:<58} {median:>10.2} {last:>10.2} {unit} {ratio}");
    median
}

/// Microseconds of one of many.
fn measured(many: usize, mut work: impl FnMut()) -> Vec<f64> {
    (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..many {
                work();
            }
            start.elapsed().as_secs_f64() * 1e6 / many as f64
        })
        .collect()
}

/// Where a row leads, asked of the table and of the same written by hand for a few rows of it.
fn transitions(desk: &Desk) {
    println!("{:<58} {:>10} {:>10}", "one transition looked up", "median", "99th");
    let asked = [
        (StateName::Draft, Action::Submit, Role::Applicant),
        (StateName::AwaitingConfirmation, Action::Submit, Role::Applicant),
        (StateName::UnderReview, Action::Pass, Role::Reviewer),
        (StateName::UnderReview, Action::Reject, Role::Applicant),
        (StateName::Approved, Action::PrintTicket, Role::Applicant),
        (StateName::Closed, Action::Save, Role::Applicant),
    ];
    let table = |(state, action, role): (StateName, Action, Role)| {
        desk.procedure().rows(action, Some(state)).any(|row| row.roles.contains(&role))
    };
    for asked in asked {
        assert_eq!(table(asked), by_hand(asked), "both must say the same");
    }
    let nanoseconds =
        |times: &[f64]| -> Vec<f64> { times.iter().map(|time| time * 1e3 / asked.len() as f64).collect() };
    let hand = measured(2_000, || asked.iter().for_each(|asked| _ = black_box(by_hand(black_box(*asked)))));
    let hand = say("  a match written by hand", &mut nanoseconds(&hand), "ns", None);
    let ours = measured(200, || asked.iter().for_each(|asked| _ = black_box(table(black_box(*asked)))));
    let rows = desk.procedure().source().transitions.len();
    say(&format!("  the table of {rows} rows"), &mut nanoseconds(&ours), "ns", Some(hand));
}

fn by_hand((state, action, role): (StateName, Action, Role)) -> bool {
    use StateName::{
        Approved, AwaitingConfirmation, AwaitingMaterials, Draft, OnSiteReview, SupplementRequested, TicketOpen,
        UnderReview,
    };
    match action {
        Action::Submit | Action::Save => {
            role == Role::Applicant
                && matches!(state, Draft | AwaitingConfirmation | AwaitingMaterials | SupplementRequested)
        }
        Action::Pass | Action::Reject => role != Role::Applicant && matches!(state, UnderReview | OnSiteReview),
        Action::PrintTicket => role == Role::Applicant && matches!(state, Approved | TicketOpen),
        _ => false,
    }
}

fn facts(role: &str, version: u64) -> Facts {
    let text = format!(
        r#"{{ "now": "2022-03-10T09:00:00", "version": {version}, "actor": {{ "id": "{role}", "role": "{role}" }},
             "verified": {{ "name": "示例", "identity_number": "410105198006150019" }}, "library": {{ "certificates": [] }} }}"#
    );
    Facts::from_json(&text).unwrap()
}

fn command(text: &str) -> Command {
    Command::from_json(text).unwrap()
}

const FORM: &str = r#"{ "candidate": { "name": "示例", "identity_number": "410105198006150019" }, "region": "410100",
    "declared_level": "three", "unit": "u", "unit_category": "public_institution", "unit_rank": "city",
    "work_start": "2000-07-01", "current": { "work_type": "播音员", "level": "four", "obtained_year": 2010 },
    "declared": { "work_type": "播音员", "level": "three" } }"#;

fn draft(desk: &Desk) -> (State, Vec<Event>) {
    let start = r#"{ "start": { "application": "a", "region": "410100", "level": "three",
        "candidate": { "name": "示例", "identity_number": "410105198006150019" } } }"#;
    let events = desk.decide(None, &command(start), &facts("applicant", 0)).unwrap();
    (evolve(None, &events[0]).unwrap(), events)
}

fn commands(desk: &Desk) {
    println!("\n{:<58} {:>10} {:>10}", "one command decided and applied, its event sealed", "median", "99th");
    let (state, _) = draft(desk);
    let who = facts("applicant", state.version);
    for (name, command) in [
        ("  save a form", command(&format!(r#"{{ "save": {FORM} }}"#))),
        (
            "  upload a file",
            command(&format!(r#"{{ "upload": {{ "material": "diploma", "digest": "{}" }} }}"#, "0".repeat(64))),
        ),
        ("  withdraw", command(r#""withdraw""#)),
    ] {
        let mut times = measured(20, || {
            let events = desk.decide(Some(&state), &command, &who).unwrap();
            // Applying takes the application; a host that keeps it for nothing else need not copy it.
            black_box(evolve(Some(state.clone()), &events[0]));
        });
        say(name, &mut times, "µs", None);
    }
    let saved = desk.decide(Some(&state), &command(&format!(r#"{{ "save": {FORM} }}"#)), &who).unwrap();
    let state = evolve(Some(state), &saved[0]).unwrap();
    let who = facts("applicant", state.version);
    let submit = command(r#"{ "submit": [] }"#);
    let mut times = measured(5, || _ = black_box(desk.decide(Some(&state), &submit, &who)));
    say("  submit, with the whole report of the rules", &mut times, "µs", None);
    let mut times = measured(5, || _ = black_box(desk.actions(Some(&state), &who)));
    say("  actions: all 27 with what stands in the way", &mut times, "µs", None);
}

fn log(desk: &Desk) {
    const EVENTS: usize = 1_000;
    let (mut state, mut events) = draft(desk);
    let save = command(&format!(r#"{{ "save": {FORM} }}"#));
    while events.len() < EVENTS {
        let more = desk.decide(Some(&state), &save, &facts("applicant", state.version)).unwrap();
        state = more.iter().fold(Some(state), evolve).unwrap();
        events.extend(more);
    }
    let now: Timestamp = "2022-12-31T00:00:00".parse().unwrap();
    assert_eq!(replay(&events, now).unwrap(), state);
    println!("\n{:<58} {:>10} {:>10}", "a log of 1,000 events, each a saved form", "median", "99th");
    let fold = |events: &[Event]| events.iter().fold(None, evolve);
    let mut times: Vec<f64> = measured(1, || _ = black_box(fold(&events)));
    let plain = say("  the fold alone, nothing checked", &mut times, "µs", None);
    let mut times = measured(1, || _ = black_box(replay(&events, now).unwrap()));
    say("  replay, every digest and link checked", &mut times, "µs", Some(plain));
    let text = serde_json::to_string(&events).unwrap();
    let mut times = measured(1, || _ = black_box(gongkao::workflow::log::events_from_json(&text).unwrap()));
    say(&format!("  reading it from {} KB of JSON", text.len() / 1_024), &mut times, "µs", Some(plain));
}

fn statistics(desk: &Desk) {
    const APPLICATIONS: usize = 1_000_000;
    let now: Timestamp = "2022-04-01T00:00:00".parse().unwrap();
    let since: Timestamp = "2022-03-20T00:00:00".parse().unwrap();
    let records: Vec<Record> = (0..10_000_usize)
        .map(|at| Record {
            region: format!("41{:02}00", at % 19),
            level: Level::ALL[at % 5],
            work_type: Some(format!("工种{}", at * 7 % 130)),
            unit: Some(format!("unit-{}", at * 31 % 3_000)),
            state: StateName::ALL[at % 12],
            submitted: at % 3 > 0,
            textbooks: serde_json::from_str(r#"{ "professional_ethics": true, "post_skills": true }"#).unwrap(),
            stage: Some("unit".to_owned()),
            claimed_by: (at % 2 == 0).then(|| format!("reviewer-{}", at % 90).into()),
            since,
        })
        .collect();
    println!("\n{:<58} {:>10}", "a million applications counted", "seconds");
    let stream = || records.iter().cycle().take(APPLICATIONS);
    let start = Instant::now();
    let mut counts: HashMap<(&str, Level, &str, StateName), u64> = HashMap::new();
    for record in stream() {
        let work_type = record.work_type.as_deref().unwrap_or_default();
        *counts.entry((&record.region, record.level, work_type, record.state)).or_default() += 1;
    }
    let hand = start.elapsed().as_secs_f64();
    black_box(&counts);
    println!("{:<58} {hand:>10.2}", "  a hash map over borrowed names, the first table only");
    let start = Instant::now();
    let mut tally = Tally::new(desk.procedure(), now);
    stream().for_each(|record| tally.add(record));
    let report = tally.report();
    let ours = start.elapsed().as_secs_f64();
    assert_eq!(report.applications.len(), counts.len());
    assert_eq!(report.total, APPLICATIONS as u64);
    println!("{:<58} {ours:>10.2} {:>19.1}x", "  the tally: all four tables, names kept", ours / hand);
}
