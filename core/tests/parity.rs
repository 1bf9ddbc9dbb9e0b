//! Random questions with the answers of Rust, left in `target/conformance/parity.json` for the Python and JavaScript runners, which give the
//! same ones to the last byte: of thousands only a digest is kept, of what differs the question is shown.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and leaves its cases in a file"
)]

mod people;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gongkao::{Engine, Error};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const ENGINES: usize = 8;
const PEOPLE: usize = 400;
const QUERIES: usize = 2_000;

fn draw<T>(strategy: &impl Strategy<Value = T>, runner: &mut TestRunner) -> T {
    strategy.new_tree(runner).unwrap().current()
}

/// What stands in the place of something else: what no form, no library and no list has there.
fn odd() -> impl Strategy<Value = Value> {
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(1_u64 << 53),
        json!(1.5),
        json!(""),
        json!("four"),
        json!("2022-02-30"),
        json!("工\u{0}\"\\\n\u{1f600}"),
        json!([]),
        json!({}),
        json!([[]]),
        json!({ "level": "five" }),
        json!("9999-12-31"),
    ];
    prop::sample::select(values.to_vec())
}

/// The same value with something odd somewhere in it, or with a field too many or too few.
fn spoil(value: &mut Value, mut way: u32, odd: Value) {
    match value {
        Value::Object(fields) if !fields.is_empty() && !way.is_multiple_of(7) => {
            let name = fields.keys().nth(way as usize % fields.len()).cloned().unwrap();
            way /= 7;
            match way % 5 {
                0 => drop(fields.remove(&name)),
                1 => drop(fields.insert("没有的".to_owned(), odd)),
                _ => spoil(&mut fields[&name], way / 5, odd),
            }
        }
        Value::Array(items) if !items.is_empty() && !way.is_multiple_of(5) => {
            let at = way as usize % items.len();
            spoil(&mut items[at], way / 5, odd);
        }
        other => *other = odd,
    }
}

fn day() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (2021..2024_u32, 1..13_u32, 1..29_u32).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
        1 => prop::sample::select(vec!["", "2022-2-1", "2022-02-30", "1799-12-31", "九月"]).prop_map(str::to_owned),
    ]
}

fn library() -> impl Strategy<Value = Value> {
    let level = prop::sample::select(vec!["five", "four", "three", "two", "one"]);
    let work_type = prop::sample::select(vec!["播音员", "药工", "没有的工种"]);
    let record = (level, work_type, 1990..2023_i64);
    let records = prop::collection::vec(record, 0..4).prop_map(|records| {
        let records = records
            .into_iter()
            .map(|(level, work_type, year)| json!({ "level": level, "work_type": work_type, "obtained_year": year }));
        json!({ "certificates": records.collect::<Vec<_>>() })
    });
    prop_oneof![3 => Just(Value::Null), 2 => records]
}

fn query() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "b", "by", "byy", "boyin", "bo'yin", "yuan", "播音", "员", "电工", "dian", "gong", "q", "zh", "sh", "lv", "ü",
        "ＡＢ", "1", " ", "xian", "汽车", "jia", "shi", "yaun", "\u{301}", "国", "é", "0301",
    ]);
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn digest<T: Serialize>(answer: Result<T, Error>) -> String {
    let text = match answer {
        Ok(answer) => serde_json::to_string(&answer).unwrap(),
        Err(error) => serde_json::to_string(&json!({ "code": error.code(), "path": error.path() })).unwrap(),
    };
    format!("{:016x}", u64::from_be_bytes(*Sha256::digest(text).first_chunk().unwrap()))
}

#[test]
fn answers_to_random_questions_are_left_for_the_other_languages() {
    let mut runner = TestRunner::deterministic();
    let mut engines = Vec::new();
    let mut seen = BTreeMap::<&str, usize>::new();
    for at in 0..ENGINES {
        let policy = (at > 0).then(|| draw(&people::policy(), &mut runner));
        let text = policy.as_ref().map(Value::to_string);
        let engine = Engine::from_json(None, text.as_deref(), None).unwrap();
        let mut asked = Vec::new();
        for number in 0..PEOPLE {
            let (mut form, mut library, day) = draw(&(people::form(), library(), day()), &mut runner);
            let (way, other) = draw(&(any::<u32>(), odd()), &mut runner);
            let holder = form["candidate"]["identity_number"].clone();
            for record in library["certificates"].as_array_mut().into_iter().flatten() {
                record["identity_number"] = holder.clone();
            }
            match number % 4 {
                0 => spoil(&mut form, way, other),
                1 if way % 3 == 0 => spoil(&mut library, way, other),
                _ => {}
            }
            let text = form.to_string();
            let given = (!library.is_null()).then(|| library.to_string());
            let given = given.as_deref();
            let answers = [
                digest(engine.assess_json(&text, given, &day)),
                digest(engine.eligible_json(&text, &day)),
                digest(engine.when_json(&text, given, &day)),
                digest(engine.what_json(&text, given, &day)),
                digest(engine.record_json(&text, given, &day)),
                digest(engine.submit_json(&text, given.or(Some(r#"{"certificates":[]}"#)), &day, "[]")),
            ];
            let outcome = match engine.eligible_json(&text, &day) {
                Ok(outcome) => outcome.name(),
                Err(_) => "refused",
            };
            *seen.entry(outcome).or_default() += 1;
            asked.push(json!({ "form": form, "library": library, "day": day, "answers": answers }));
        }
        engines.push(json!({ "policy": policy, "asked": asked }));
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
    assert!(seen.values().all(|count| *count > ENGINES * PEOPLE / 40), "{seen:?}");
    let engine = Engine::henan().unwrap();
    let searches: Vec<Value> = (0..QUERIES)
        .map(|_| draw(&(query(), 0..30_usize), &mut runner))
        .map(|(query, limit)| json!([query, limit, digest(Ok(engine.search(&query, limit)))]))
        .collect();
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), Into::into);
    let folder = target.join("conformance");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("parity.json"),
        serde_json::to_vec(&json!({ "engines": engines, "searches": searches })).unwrap(),
    )
    .unwrap();
}
