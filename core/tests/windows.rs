//! Windows by role, level, region and stage, to the second; registration; counting.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise"
)]

mod walk {
    #[path = "mod.rs"]
    mod harness;
    pub(crate) use harness::*;
    #[path = "driver.rs"]
    pub(crate) mod driver;
}

use gongkao::Desk;
use gongkao::model::masked::Masked;
use gongkao::model::timestamp::Timestamp;
use gongkao::policy::Policy;
use gongkao::procedure::Procedure;
use gongkao::procedure::names::{Action, Outcome, StateName};
use gongkao::registration::{RegistrationCode, ask_for_sms, check_password};
use gongkao::statistics::{Record, Tally};
use gongkao::workflow::refusal::RefusalCode;
use gongkao::workflow::{Command, evolve};
use serde_json::{Value, json};
use walk::driver::{Driver, facts, form, start, upload};

fn source(procedure: &Procedure) -> Value {
    serde_json::from_str(&procedure.to_json().unwrap()).unwrap()
}

fn citation() -> Value {
    json!({ "document": "default", "clause": "x", "confidence": "assumed" })
}

#[test]
fn a_city_may_have_its_own_window_with_its_own_hour() {
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    for window in policy["round"]["windows"].as_array_mut().unwrap() {
        window["regions"] = json!(["410200"]);
    }
    let own = json!({ "role": "applicant", "levels": ["three"], "regions": ["410100"],
        "opens": "2022-03-10T08:00", "closes": "2022-03-15T16:00", "citation": citation() });
    policy["round"]["windows"].as_array_mut().unwrap().push(own);
    let desk = Desk::from_json(None, Some(policy.to_string().as_str()), None, None).unwrap();
    let asked = |at: &str| {
        desk.decide(None, &Command::from_json(&start().to_string()).unwrap(), &facts("applicant", at, 0, true, 1))
    };
    assert_eq!(asked("2022-03-10T07:59:59").unwrap_err().code, RefusalCode::WindowNotOpen);
    assert!(asked("2022-03-10T08:00:00").is_ok());
    assert!(asked("2022-03-15T15:59:59").is_ok());
    let closed = asked("2022-03-15T16:00:00").unwrap_err();
    assert_eq!(closed.code, RefusalCode::WindowClosed);
    let clauses: Vec<&str> = closed.basis.iter().map(|basis| basis.clause.as_str()).collect();
    assert_eq!(clauses[0], citation()["clause"], "the city's own window, before the row of the table");
    assert_eq!(clauses.len(), 2);
    let mut elsewhere = start();
    elsewhere["start"]["region"] = json!("410300");
    let command = Command::from_json(&elsewhere.to_string()).unwrap();
    let refusal = desk.decide(None, &command, &facts("applicant", "2022-03-12T09:00:00", 0, true, 1)).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::WindowNone);
    let events = asked("2022-03-12T09:00:00").unwrap();
    let state = evolve(None, &events[0]).unwrap();
    let views = desk.actions(Some(&state), &facts("applicant", "2022-03-12T09:00:00", 1, true, 1));
    let save = views.iter().find(|view| view.action == Action::Save).unwrap();
    assert_eq!(save.until.map(|until| until.to_string()).as_deref(), Some("2022-03-15T16:00"));
    assert_eq!(save.assumed.len(), 1);
    assert_eq!(save.assumed[0].clause, clauses[0]);
    assert_eq!(save.assumed[0].document.title, policy["documents"][citation()["document"].as_str().unwrap()]["title"]);
}

#[test]
fn a_stage_works_in_its_own_window() {
    let mut changed = source(&Procedure::henan().unwrap());
    let window = json!({ "role": "unit_officer", "levels": ["five", "four", "three", "two", "one"],
        "opens": "2022-03-15T00:00", "closes": "2022-03-30T24:00", "citation": citation() });
    changed["stages"][0]["windows"] = json!([window]);
    let desk = Desk::from_json(None, None, None, Some(&changed.to_string())).unwrap();
    let mut state = Driver::to(StateName::UnderReview).state.unwrap();
    state.procedure.digest = desk.procedure().digest().to_owned();
    let pass = |at: &str| desk.decide(Some(&state), &Command::Pass, &facts("unit_officer", at, state.version, true, 1));
    assert_eq!(pass("2022-03-14T23:59:59").unwrap_err().code, RefusalCode::StageClosed);
    assert!(pass("2022-03-15T00:00:00").is_ok());
    assert!(pass("2022-03-30T23:59:59").is_ok());
    assert_eq!(pass("2022-03-31T00:00:00").unwrap_err().code, RefusalCode::StageClosed);
}

#[test]
fn the_rest_of_what_a_desk_refuses() {
    let mut driver = Driver::to(StateName::Draft);
    let code = |driver: &mut Driver, role: &str, command: &Value| driver.ask(role, command, true).unwrap_err().code;
    assert_eq!(code(&mut Driver::new(), "applicant", &json!("withdraw")), RefusalCode::NotStarted);
    let mut brought = form();
    brought["uploads"] = json!([{ "material": "diploma", "digest": "0".repeat(64) }]);
    assert_eq!(code(&mut driver, "applicant", &json!({ "save": brought })), RefusalCode::UploadsBrought);
    assert_eq!(code(&mut driver, "administrator", &json!("lapse")), RefusalCode::WindowStillOpen);
    for count in 0..20 {
        driver.ask("applicant", &upload("diploma", 100 + count), true).unwrap();
    }
    assert_eq!(code(&mut driver, "applicant", &upload("diploma", 999)), RefusalCode::RoomFull);
    let file = driver.state.as_ref().unwrap().files[0].clone();
    let same = json!({ "replace": { "file": file.number, "digest": file.digest } });
    assert_eq!(code(&mut driver, "applicant", &same), RefusalCode::FileSame);

    let unverified = {
        let mut facts = facts("applicant", "2022-03-08T09:00:00", 0, true, 1);
        facts.verified = None;
        walk::desk().decide(None, &Command::from_json(&start().to_string()).unwrap(), &facts).unwrap_err()
    };
    assert_eq!(unverified.code, RefusalCode::NotVerified);
    let without_library = {
        let state = driver.state.as_ref().unwrap();
        let mut facts = driver.facts("applicant", true);
        facts.library = None;
        walk::desk().decide(Some(state), &Command::Submit(Vec::new()), &facts).unwrap_err()
    };
    assert_eq!(without_library.code, RefusalCode::ReportMissing);

    let mut review = Driver::to(StateName::UnderReview);
    assert_eq!(code(&mut review, "unit_officer", &json!("release")), RefusalCode::NotClaimed);
    let reject = |reasons: Value, text: &str| json!({ "reject": { "reasons": reasons, "text": text } });
    assert_eq!(code(&mut review, "unit_officer", &reject(json!(["rumour"]), "")), RefusalCode::ReasonUnknown);
    assert_eq!(
        code(&mut review, "unit_officer", &reject(json!(["other"]), &"长".repeat(501))),
        RefusalCode::ReasonLong
    );
    let request = json!({ "request_supplement": { "items": [], "grounds": { "reasons": ["form_wrong"] } } });
    assert_eq!(code(&mut review, "unit_officer", &request), RefusalCode::ItemsMissing);
    let mut approved = Driver::to(StateName::Approved);
    let mut seat = walk::driver::seat();
    seat["sessions"][0]["until"] = json!("2022-07-16T08:00");
    assert_eq!(code(&mut approved, "administrator", &json!({ "arrange": seat })), RefusalCode::SessionWrong);
}

#[test]
fn what_is_late_is_said_with_what_to_do() {
    let now = |text: &str| -> Timestamp { text.parse().unwrap() };
    let due = |driver: &Driver, at: &str| walk::desk().due(driver.state.as_ref().unwrap(), now(at));
    let draft = Driver::to(StateName::Draft);
    assert!(!due(&draft, "2022-03-21T23:59:59")[0].passed);
    let late = due(&draft, "2022-03-22T00:00:00");
    assert!(late[0].passed && late[0].action == Some(Action::Lapse));
    let mut review = Driver::to(StateName::UnderReview);
    assert_eq!(due(&review, "2022-03-15T08:59:59").iter().filter(|due| due.passed).count(), 0);
    assert_eq!(due(&review, "2022-03-15T09:00:00").iter().filter(|due| due.passed).count(), 1);
    review.take(Action::Claim, Outcome::Done, "unit_officer");
    let left = due(&review, "2022-03-09T09:00:00");
    assert_eq!(left.iter().find(|due| due.passed).unwrap().action, Some(Action::Release));
    let mut approved = Driver::to(StateName::Approved);
    approved.take(Action::Arrange, Outcome::Done, "administrator");
    assert_eq!(due(&approved, "2022-07-04T16:00:00")[0].action, Some(Action::OpenTicket));
    assert!(due(&approved, "2022-07-04T16:00:00")[0].passed && !due(&approved, "2022-07-04T15:59:59")[0].passed);
}

#[test]
fn a_password_says_everything_that_is_wrong_with_it() {
    use RegistrationCode::{
        PasswordBlocked, PasswordCharacter, PasswordDigit, PasswordLetter, PasswordLong, PasswordRepeat, PasswordShort,
    };
    let procedure = Procedure::henan().unwrap();
    let codes = |password: &str, repeated: &str| -> Vec<RegistrationCode> {
        let wrong = check_password(&procedure, &Masked::from(password), &Masked::from(repeated));
        wrong.iter().map(|complaint| complaint.code).collect()
    };
    assert_eq!(codes("", ""), [PasswordShort, PasswordLetter, PasswordDigit]);
    assert_eq!(codes("gk20220", "gk20220"), [PasswordShort]);
    assert_eq!(codes("gk202203", "gk202203"), []);
    assert_eq!(codes("20220318", "20220318"), [PasswordLetter]);
    assert_eq!(codes("gongkaogk", "gongkaogk"), [PasswordDigit]);
    assert_eq!(codes("Gk202203", "gk202203"), [PasswordRepeat]);
    assert_eq!(codes("ABC123456", "ABC123456"), [PasswordBlocked], "capital letters make it no secret");
    assert_eq!(codes("密码gk202203", "密码gk202203"), [PasswordCharacter]);
    assert_eq!(codes(&format!("g{}", "1".repeat(64)), &format!("g{}", "1".repeat(64))), [PasswordLong]);
}

#[test]
fn a_code_is_sent_again_after_a_minute_however_the_clock_runs() {
    let procedure = Procedure::henan().unwrap();
    let last: Timestamp = "2022-03-07T12:00:00".parse().unwrap();
    let ask = |now: &str| ask_for_sms(&procedure, &Masked::from("13800138000"), Some(last), now.parse().unwrap());
    assert_eq!((ask("2022-03-07T12:00:00").send, ask("2022-03-07T12:00:00").retry_after), (false, 60));
    assert_eq!(ask("2022-03-07T12:00:59").retry_after, 1);
    assert_eq!((ask("2022-03-07T12:01:00").send, ask("2022-03-07T12:01:00").retry_after), (true, 60));
    assert_eq!(ask("2022-03-07T11:00:00").retry_after, 60, "a clock set back locks nobody out for longer");
    let wrong = ask_for_sms(&procedure, &Masked::from("12345"), None, last);
    assert_eq!((wrong.send, wrong.complaint.unwrap().code), (false, RegistrationCode::Mobile));
}

#[test]
fn counting_keeps_nothing_of_the_length_of_the_stream() {
    let procedure = Procedure::henan().unwrap();
    let now: Timestamp = "2022-04-01T00:00:00".parse().unwrap();
    let state = Driver::to(StateName::UnderReview).state.unwrap();
    let record = Record::of(&state);
    let count = |many: usize| {
        let mut tally = Tally::new(&procedure, now);
        for _ in 0..many {
            tally.add(&record);
        }
        tally
    };
    let (few, many) = (count(10), count(100_000));
    assert_eq!(format!("{few:?}").len().abs_diff(format!("{many:?}").len()) / 64, 0, "only the numbers grow");
    let report = many.report();
    assert_eq!(report.total, 100_000);
    assert_eq!((report.applications.len(), report.applications[0].count), (1, 100_000));
    assert_eq!(report.textbooks[0].unit, "example-unit");
    assert_eq!((report.textbooks[0].professional_ethics, report.textbooks[0].post_skills), (100_000, 0));
    assert_eq!(report.queues[0].ages.iter().sum::<u64>(), 100_000);
    assert_eq!((report.queues[0].oldest, report.queue_days), (Some(state.since), vec![1, 3, 7, 14]));
    assert_eq!(report.queues[0].ages[4], 100_000, "waiting for more than fourteen days");
}

#[test]
fn the_order_of_the_stream_changes_nothing_and_what_is_withdrawn_orders_nothing() {
    let procedure = Procedure::henan().unwrap();
    let now: Timestamp = "2022-04-01T00:00:00".parse().unwrap();
    let base = Record::of(&Driver::to(StateName::UnderReview).state.unwrap());
    let mut records: Vec<Record> = (0..200_usize)
        .map(|at| Record {
            region: format!("41{:02}00", at % 7),
            unit: Some(format!("u{}", at % 11)),
            work_type: (at % 3 > 0).then(|| format!("t{}", at % 5)),
            state: StateName::ALL[at % 12],
            claimed_by: (at % 2 == 0).then(|| format!("r{}", at % 4).into()),
            ..base.clone()
        })
        .collect();
    let report = |records: &[Record]| {
        let mut tally = Tally::new(&procedure, now);
        for record in records {
            tally.add(record);
        }
        tally.report()
    };
    let forward = report(&records);
    records.reverse();
    assert_eq!(forward, report(&records));
    let ordered: u64 = forward.textbooks.iter().map(|count| count.professional_ethics).sum();
    let kept = |record: &&Record| !matches!(record.state, StateName::Withdrawn | StateName::Rejected);
    assert_eq!(ordered, records.iter().filter(kept).count() as u64);
    let draft = Record { submitted: false, ..base };
    assert!(report(&[draft]).textbooks.is_empty());
}
