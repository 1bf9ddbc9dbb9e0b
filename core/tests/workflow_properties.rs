//! What holds for any sequence of commands, any token, any acknowledgement.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
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

use std::collections::BTreeSet;
use std::sync::LazyLock;

use gongkao::model::application::ApplicationForm;
use gongkao::procedure::names::{Action, Outcome, StateName};
use gongkao::workflow::log::replay;
use gongkao::workflow::refusal::RefusalCode;
use gongkao::workflow::{Command, token};
use proptest::prelude::*;
use serde_json::{Value, json};
use walk::desk;
use walk::driver::{Driver, IDENTITY, digest, facts, form, seat, start, upload};

const ROLES: [&str; 4] = ["applicant", "unit_officer", "reviewer", "administrator"];
const MATERIALS: [&str; 4] = ["diploma", "salary_approval", "level_certificate", "other"];

/// Commands as people and strangers send them: mostly sensible, at any time, by anybody.
fn command() -> impl Strategy<Value = Value> {
    let words =
        ["print_form", "withdraw", "lapse", "claim", "release", "pass", "refer_on_site", "open_ticket", "view_result"];
    let material = prop::sample::select(MATERIALS.to_vec());
    prop_oneof![
        2 => Just(start()),
        3 => Just(json!({ "save": form() })),
        4 => Just(json!({ "submit": [] })),
        4 => prop::sample::select(words.to_vec()).prop_map(|word| json!(word)),
        6 => (material.clone(), 0..40_u64).prop_map(|(material, count)| upload(material, count)),
        1 => (1..30_u64, 0..40_u64).prop_map(|(file, count)| json!({ "replace": { "file": file, "digest": digest(count) } })),
        1 => (1..30_u64).prop_map(|file| json!({ "remove": file })),
        1 => material.prop_map(|material| json!({ "issue_token": material })),
        1 => Just(json!({ "reject": { "reasons": ["material_wrong"] } })),
        1 => Just(json!({ "disqualify": { "reasons": ["not_genuine"], "text": "x" } })),
        2 => Just(json!({ "request_supplement": { "items": ["uploads.diploma"], "grounds": { "reasons": ["form_wrong"] } } })),
        1 => Just(json!({ "restart": { "region": "410100", "level": "two" } })),
        1 => Just(json!({ "arrange": seat() })),
        1 => any::<bool>().prop_map(|came| json!({ "record_attendance": came })),
        1 => Just(json!({ "record_result": { "marks": {}, "passed": true } })),
        1 => Just(json!({ "publish_result": "2022-07-20T00:00:00" })),
    ]
}

/// A second inside, around or long after the windows.
fn time() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (7..22_u32, 0..24_u32).prop_map(|(day, hour)| format!("2022-03-{day:02}T{hour:02}:00:00")),
        1 => (1..31_u32).prop_map(|day| format!("2022-07-{day:02}T16:00:00")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_commands_leaves_the_table(
        mut steps in prop::collection::vec((time(), prop::sample::select(ROLES.to_vec()), command(), any::<bool>()), 1..60)
    ) {
        steps.sort_by(|one, other| one.0.cmp(&other.0));
        let rows = &desk().procedure().source().transitions;
        let mut driver = Driver::new();
        for (at, role, command, agrees) in steps {
            let asked = Command::from_json(&command.to_string()).unwrap();
            let before = driver.state.clone();
            let version = before.as_ref().map_or(0, |state| state.version);
            let Ok(events) = desk().decide(before.as_ref(), &asked, &facts(role, &at, version, agrees, version)) else {
                continue;
            };
            for event in events {
                let from = before.as_ref().map(|state| state.state);
                prop_assert_eq!(event.from, from);
                let granted = rows.iter().any(|row| {
                    row.action == asked.action()
                        && row.roles.contains(&event.by.role)
                        && from.map_or(row.from.is_empty(), |from| row.from.contains(&from))
                        && row.to.as_ref().map_or(Some(event.to) == from, |to| to.values().any(|to| *to == event.to))
                });
                prop_assert!(granted, "{:?} {:?} -> {:?}", asked.action(), from, event.to);
                driver.state = gongkao::workflow::evolve(driver.state.take(), &event);
                driver.log.push(event);
                driver.states.push(driver.state.clone().unwrap());
            }
            let now = at.parse().unwrap();
            prop_assert_eq!(&replay(&driver.log, now).unwrap(), driver.state.as_ref().unwrap());
        }
        if let Some(last) = driver.log.last() {
            let half = driver.log.len() / 2;
            if half > 0 {
                prop_assert_eq!(&replay(&driver.log[..half], last.at).unwrap(), &driver.states[half - 1]);
            }
        }
    }

    #[test]
    fn no_json_makes_a_command_a_log_or_a_snapshot_panic(text in "\\PC{0,200}", key in "[a-z_]{1,12}") {
        for text in [text.clone(), json!({ key: text }).to_string(), json!([{ "format": 1, "what": text }]).to_string()] {
            let _ = Command::from_json(&text);
            let _ = gongkao::workflow::State::from_json(&text);
            let _ = gongkao::workflow::log::events_from_json(&text);
            let _ = gongkao::Facts::from_json(&text);
            let _ = gongkao::procedure::Procedure::from_json(&text);
            let _ = gongkao::statistics::Record::list_from_json(&text);
            let _ = token::key_of(&text);
        }
    }

    /// Whatever a token is changed into opens nothing.
    #[test]
    fn an_altered_token_opens_nothing(at in 0..42_usize, to in "[A-Za-z0-9_-]") {
        let driver = with_token();
        let mut letters: Vec<char> = driver.token("diploma").chars().collect();
        prop_assume!(letters[at] != to.chars().next().unwrap());
        letters[at] = to.chars().next().unwrap();
        let code = opened(driver, &letters.iter().collect::<String>(), "diploma", NOW);
        prop_assert!(matches!(code, Some(RefusalCode::TokenForged | RefusalCode::TokenMalformed)), "{code:?}");
    }

    #[test]
    fn what_is_no_token_opens_nothing(text in "\\PC{0,60}") {
        prop_assert!(opened(with_token(), &text, "diploma", NOW).is_some());
    }

    /// Acknowledgements that were given for a form say nothing about the form changed since.
    #[test]
    fn an_acknowledgement_of_an_older_form_never_passes(change in 0..8_usize, extra in 0..40_u64) {
        let mut driver = Driver::to(StateName::Draft);
        driver.ask("applicant", &json!({ "save": form() }), false).unwrap();
        for (count, material) in MATERIALS.iter().take(3).enumerate() {
            driver.ask("applicant", &upload(material, 100 + count as u64), false).unwrap();
        }
        let views = desk().actions(driver.state.as_ref(), &driver.facts("applicant", false));
        let shown = views.into_iter().find(|view| view.action == Action::Submit).unwrap().confirmations;
        let given: Vec<Value> = shown.iter().map(|digest| json!({ "digest": digest })).collect();
        prop_assert_eq!(given.len(), 1);
        let mut changed = form();
        match change {
            0 => changed["textbooks"]["post_skills"] = json!(true),
            1 => changed["unit_rank"] = json!("county"),
            2 => changed["work_start"] = json!("2008-07-02"),
            3 => changed["unit"] = json!("another-unit"),
            4 => changed["schooling"] = json!("bachelor"),
            5 => changed["awards"] = json!([]),
            6 => driver.ask("applicant", &upload("diploma", extra), false).unwrap(),
            _ => {
                let file = driver.state.as_ref().unwrap().files[0].number;
                let replacement = json!({ "replace": { "file": file, "digest": digest(extra) } });
                driver.ask("applicant", &replacement, false).unwrap();
            }
        }
        if change < 6 {
            driver.ask("applicant", &json!({ "save": changed }), false).unwrap();
        }
        driver.ask("applicant", &json!({ "submit": given }), false).unwrap();
        prop_assert_eq!(driver.place(), Some(StateName::AwaitingConfirmation));
        let mut altered = given;
        altered[0]["digest"] = json!(digest(extra));
        driver.ask("applicant", &json!({ "submit": altered }), false).unwrap();
        prop_assert_eq!(driver.place(), Some(StateName::AwaitingConfirmation));
    }
}

const NOW: &str = "2022-03-08T09:00:00";

fn with_token() -> &'static Driver {
    static WITH: LazyLock<Driver> = LazyLock::new(|| {
        let mut driver = Driver::to(StateName::Draft);
        driver.take(Action::IssueToken, Outcome::Done, "applicant");
        driver
    });
    &WITH
}

/// Why a token does not open a material at a time; nothing where it does.
fn opened(driver: &Driver, token: &str, material: &str, now: &str) -> Option<RefusalCode> {
    let state = driver.state.as_ref().unwrap();
    let file = json!({ "token": token, "material": material, "digest": digest(7) });
    let command = Command::from_json(&json!({ "upload_by_token": file }).to_string()).unwrap();
    let facts = facts("applicant", now, state.version, true, 1);
    desk().decide(Some(state), &command, &facts).err().map(|refusal| refusal.code)
}

#[test]
fn a_token_opens_one_slot_of_one_application_once_for_a_while() {
    let driver = with_token();
    let token = driver.token("diploma");
    assert_eq!(token.len(), 42);
    assert_eq!(token::BYTES, 31);
    assert_eq!(opened(driver, &token, "diploma", NOW), None);
    for material in MATERIALS.iter().skip(1) {
        assert_eq!(opened(driver, &token, material, NOW), Some(RefusalCode::TokenForged), "{material}");
    }
    assert_eq!(opened(driver, &token, "diploma", "2022-03-08T09:09:59"), None);
    assert_eq!(opened(driver, &token, "diploma", "2022-03-08T09:10:00"), Some(RefusalCode::TokenExpired));

    let mut other = driver.clone();
    other.state.as_mut().unwrap().application = "a-2".to_owned();
    assert_eq!(opened(&other, &token, "diploma", NOW), Some(RefusalCode::TokenForged));
    assert_eq!(token::key_of(&token), Some(token::application_key("a-1")));
    assert_ne!(token::key_of(&token), Some(token::application_key("a-2")));

    let mut used = driver.clone();
    let file = json!({ "token": token, "material": "diploma", "digest": digest(8) });
    used.ask("applicant", &json!({ "upload_by_token": file }), true).unwrap();
    assert_eq!(opened(&used, &token, "diploma", NOW), Some(RefusalCode::TokenUsed));

    let mut revoked = driver.clone();
    revoked.ask("applicant", &json!({ "revoke_token": "diploma" }), true).unwrap();
    assert_eq!(opened(&revoked, &token, "diploma", NOW), Some(RefusalCode::TokenRevoked));

    let mut again = driver.clone();
    again.ask("applicant", &json!({ "issue_token": "diploma" }), true).unwrap();
    assert_eq!(opened(&again, &token, "diploma", NOW), Some(RefusalCode::TokenRevoked), "a new one takes its place");
    assert_eq!(opened(&again, &again.token("diploma"), "diploma", NOW), None);

    let mut restarted = driver.clone();
    restarted.take(Action::Restart, Outcome::Done, "applicant");
    assert_eq!(opened(&restarted, &token, "diploma", NOW), Some(RefusalCode::TokenRevoked));
    for personal in [IDENTITY, "13800138000"] {
        assert!(!token.contains(personal));
    }
}

#[test]
fn tokens_and_challenges_need_a_secret_and_fresh_bytes() {
    let driver = Driver::to(StateName::Draft);
    let command = Command::from_json(&json!({ "issue_token": "diploma" }).to_string()).unwrap();
    let mut facts = driver.facts("applicant", true);
    facts.random = None;
    assert_eq!(desk().decide(driver.state.as_ref(), &command, &facts).unwrap_err().code, RefusalCode::TokenRandom);
    let mut facts = driver.facts("applicant", true);
    facts.secret = Some("00112233".to_owned().try_into().unwrap());
    assert_eq!(desk().decide(driver.state.as_ref(), &command, &facts).unwrap_err().code, RefusalCode::TokenSecret);
    assert_eq!(desk().challenge("a-1", &facts).unwrap_err().code, RefusalCode::TokenSecret);
}

#[test]
fn a_challenge_is_solved_once_by_its_answer_in_its_time() {
    let driver = Driver::to(StateName::TicketOpen);
    let facts = driver.facts("applicant", true);
    let challenge = desk().challenge("a-1", &facts).unwrap();
    assert_eq!(challenge.shown.chars().count(), 4);
    assert_eq!(challenge.spoken.zh.matches('，').count(), 3);
    let print = |driver: &mut Driver, answer: &str, facts: &gongkao::Facts| {
        let solution = json!({ "print_ticket": { "challenge": challenge.challenge, "answer": answer } });
        let command = Command::from_json(&solution.to_string()).unwrap();
        desk().decide(driver.state.as_ref(), &command, facts).map(|events| {
            driver.state = gongkao::workflow::evolve(driver.state.take(), &events[0]);
        })
    };
    let mut asked = driver.clone();
    for wrong in ["", "0000", &challenge.shown[1..], &format!("{}0", challenge.shown)] {
        if wrong != challenge.shown {
            assert_eq!(print(&mut asked, wrong, &facts).unwrap_err().code, RefusalCode::ChallengeWrong, "{wrong}");
        }
    }
    let mut late = facts.clone();
    late.now = challenge.expires;
    assert_eq!(print(&mut asked, &challenge.shown, &late).unwrap_err().code, RefusalCode::ChallengeExpired);
    print(&mut asked, &format!(" {} ", challenge.shown), &facts).unwrap();
    let mut again = facts.clone();
    again.version += 1;
    assert_eq!(print(&mut asked, &challenge.shown, &again).unwrap_err().code, RefusalCode::ChallengeUsed);
    let mut other = driver.clone();
    other.state.as_mut().unwrap().application = "a-2".to_owned();
    assert_eq!(print(&mut other, &challenge.shown, &facts).unwrap_err().code, RefusalCode::ChallengeWrong);
}

#[test]
fn every_character_of_a_challenge_is_drawn_about_as_often() {
    let mut counts = std::collections::BTreeMap::new();
    for count in 0..2_000_u64 {
        let mut facts = facts("applicant", NOW, 0, true, count.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let bytes: Vec<u8> =
            (0..32).map(|at| count.wrapping_mul(2_654_435_761).wrapping_add(at * 97).to_le_bytes()[1]).collect();
        facts.random = Some(gongkao::Bytes(bytes));
        for character in desk().challenge("a-1", &facts).unwrap().shown.chars() {
            *counts.entry(character).or_insert(0) += 1;
        }
    }
    assert_eq!(counts.len(), 10);
    assert!(counts.values().all(|count| (500..1_100).contains(count)), "{counts:?}");
}

#[test]
fn starting_again_keeps_what_fits_and_names_what_does_not() {
    let mut driver = Driver::to(StateName::Draft);
    let mut claimed = form();
    claimed["exception"] = json!({ "claimed": true, "grounds": "x" });
    driver.ask("applicant", &json!({ "save": claimed }), true).unwrap();
    driver.ask("applicant", &upload("diploma", 1), true).unwrap();
    driver.ask("applicant", &upload("salary_approval", 2), true).unwrap();
    // Level one opens on the 16th.
    let early =
        driver.ask("applicant", &json!({ "restart": { "region": "410100", "level": "one" } }), true).unwrap_err();
    assert_eq!(early.code, RefusalCode::WindowNotOpen);
    let command = Command::from_json(r#"{ "restart": { "region": "410200", "level": "one" } }"#).unwrap();
    let state = driver.state.as_ref().unwrap();
    let events = desk()
        .decide(Some(state), &command, &facts("applicant", "2022-03-16T09:00:00", state.version, true, 1))
        .unwrap();
    let after = gongkao::workflow::evolve(driver.state.clone(), &events[0]).unwrap();
    let gongkao::workflow::event::Happening::Restarted(begun) = &events[0].what else { panic!() };
    assert_eq!(begun.dropped, ["exception", "uploads.diploma"]);
    let kept: BTreeSet<&str> = after.files.iter().map(|file| file.material.as_str()).collect();
    assert_eq!(kept, BTreeSet::from(["salary_approval"]));
    let before: ApplicationForm = serde_json::from_value(form()).unwrap();
    assert_eq!((after.form.work_start, &after.form.current), (before.work_start, &before.current));
    assert_eq!((after.region.as_str(), after.level.name(), after.form.declared.level), ("410200", "one", None));
    let copied = json!({ "start": { "application": "a-9", "candidate": walk::driver::candidate(), "region": "410100",
        "level": "three", "copy": claimed } });
    let events = desk()
        .decide(None, &Command::from_json(&copied.to_string()).unwrap(), &facts("applicant", NOW, 0, true, 1))
        .unwrap();
    let copy = gongkao::workflow::evolve(None, &events[0]).unwrap();
    assert!(copy.form.exception.claimed && copy.form.work_start.is_some(), "the same level keeps it");
}

#[test]
fn nobody_reviews_their_own_application_and_a_claim_ends() {
    let mut driver = Driver::to(StateName::UnderReview);
    let state = driver.state.as_ref().unwrap();
    let asked = |id: &str, now: &str, version: u64, command: &Value| {
        let mut facts = facts("unit_officer", now, version, true, 1);
        facts.actor.id = id.into();
        desk().decide(driver.state.as_ref(), &Command::from_json(&command.to_string()).unwrap(), &facts)
    };
    let own = asked("account-1", NOW, state.version, &json!("pass")).unwrap_err();
    assert_eq!(own.code, RefusalCode::OwnApplication);
    driver.take(Action::Claim, Outcome::Done, "unit_officer");
    let version = driver.state.as_ref().unwrap().version;
    let asked = |now: &str| {
        let mut facts = facts("unit_officer", now, version, true, 1);
        facts.actor.id = "colleague".into();
        desk().decide(driver.state.as_ref(), &Command::Pass, &facts)
    };
    assert_eq!(asked("2022-03-09T08:59:59").unwrap_err().code, RefusalCode::ClaimedByOther);
    assert!(asked("2022-03-09T09:00:00").is_ok(), "after a day the desk is not waited for");
}

#[test]
fn an_application_keeps_the_policy_of_its_submission() {
    let driver = Driver::to(StateName::SupplementRequested);
    let mut state = driver.state.clone().unwrap();
    let submission = state.submission.as_mut().unwrap();
    assert_eq!(submission.policy.digest, desk().engine().policy().digest());
    submission.policy.version = 99;
    let command = Command::from_json(r#"{ "submit": [] }"#).unwrap();
    let refusal = desk().decide(Some(&state), &command, &driver.facts("applicant", true)).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::PolicyChanged);
}
