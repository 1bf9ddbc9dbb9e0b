//! The verdict as SQL. Cases with the engine's answers are left under `target/sql`, where the Python tests put them to `DuckDB`, `PostgreSQL`
//! and Spark, and as tables to the engine.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and writes its cases for others to read"
)]

mod people;

use std::fs;
use std::path::Path;

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::model::application::ApplicationForm;
use gongkao::model::date::Date;
use gongkao::policy::Policy;
use gongkao::sql::Dialect;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

/// Random policies, and people for each.
const POLICIES: usize = 40;
const PEOPLE: usize = 50;

fn day() -> Date {
    "2022-03-10".parse().unwrap()
}

fn draw<S: Strategy>(strategy: &S, runner: &mut TestRunner) -> S::Value {
    strategy.new_tree(runner).unwrap().current()
}

/// Where the form answers a column, and the column's type.
fn column(name: &str, policy: &Policy) -> (String, &'static str) {
    if let Some(fact) = name.strip_prefix("answers.") {
        let kind = serde_json::to_value(policy.source().facts[fact].kind).unwrap();
        let kind = match kind.as_str().unwrap() {
            "flag" => "boolean",
            "number" => "bigint",
            "day" => "date",
            _ => "text",
        };
        return (name.to_owned(), kind);
    }
    let (field, kind) = match name {
        "work_start" | "appointed_on" | "regularised_on" => (name, "date"),
        "current_obtained_on" => ("current.obtained_on", "date"),
        "current_obtained_year" => ("current.obtained_year", "bigint"),
        "current_level" => ("current.level", "text"),
        "declared_level" => ("declared.level", "text"),
        "exception_claimed" => ("exception.claimed", "boolean"),
        _ => (name, "text"),
    };
    (field.to_owned(), kind)
}

fn case(engine: &Engine, forms: &[Value]) -> Value {
    let texts: serde_json::Map<String, Value> = Dialect::ALL
        .into_iter()
        .map(|dialect| (dialect.name().to_owned(), engine.sql(dialect, day()).unwrap().verdict.into()))
        .collect();
    let sql = engine.sql(Dialect::DuckDb, day()).unwrap();
    let found: Vec<(String, &str)> = sql.columns.iter().map(|name| column(name, engine.policy())).collect();
    let mut columns: Vec<Value> = sql.columns.iter().zip(&found).map(|(name, (_, kind))| json!([name, kind])).collect();
    columns.extend(sql.computed.iter().map(|name| json!([name, "bigint"])));
    let mut rows = Vec::new();
    let mut expected = Vec::new();
    for json in forms {
        let form = ApplicationForm::from_json(&json.to_string()).unwrap();
        let values = engine.sql_values(&form, day());
        let mut row: Vec<Value> = found.iter().map(|(field, _)| people::value(json, field).clone()).collect();
        row.extend(sql.computed.iter().map(|name| json!(values[name])));
        rows.push(row);
        expected.push(engine.eligible(&form, day()).name());
    }
    let policy: Value = serde_json::from_str(&engine.policy().to_json().unwrap()).unwrap();
    json!({ "columns": columns, "rows": rows, "expected": expected, "sql": texts, "policy": policy, "forms": forms })
}

#[test]
fn cases_are_left_for_the_engines_that_speak_sql() {
    let mut runner = TestRunner::deterministic();
    let mut cases = Vec::new();
    let mut outcomes = std::collections::BTreeMap::<String, usize>::new();
    for at in 0..POLICIES {
        let engine = if at == 0 {
            Engine::henan().unwrap()
        } else {
            let policy = draw(&people::policy(), &mut runner);
            Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap()
        };
        let forms: Vec<Value> = (0..PEOPLE).map(|_| draw(&people::form(), &mut runner)).collect();
        let case = case(&engine, &forms);
        for outcome in case["expected"].as_array().unwrap() {
            *outcomes.entry(outcome.to_string()).or_default() += 1;
        }
        cases.push(case);
    }
    assert_eq!(outcomes.len(), 3, "people of every outcome: {outcomes:?}");
    assert!(outcomes.values().all(|count| *count > POLICIES * PEOPLE / 30), "{outcomes:?}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/sql");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("cases.json"), serde_json::to_vec(&cases).unwrap()).unwrap();
}

#[test]
fn henans_verdict_is_bounds_on_columns_and_counts_nothing() {
    let engine = Engine::henan().unwrap();
    let sql = engine.sql(Dialect::PostgreSql, day()).unwrap();
    assert!(sql.levels["four"].contains("work_start <= DATE '20"), "{}", sql.levels["four"]);
    assert!(sql.verdict.starts_with("CASE declared_level WHEN 'five' THEN "));
    assert!(sql.columns.contains(&"current_level".to_owned()));
    for name in &sql.computed {
        let form = ApplicationForm::from_json(r#"{"candidate":{"name":"","identity_number":""}}"#).unwrap();
        assert!(engine.sql_values(&form, day()).contains_key(name), "{name} can be worked out");
    }
}

#[test]
fn a_name_is_quoted_as_the_dialect_does() {
    let mut runner = TestRunner::deterministic();
    let policy = draw(&people::policy(), &mut runner);
    let engine = Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap();
    assert!(engine.sql(Dialect::Spark, day()).unwrap().verdict.contains("`answers.flag`"));
    assert!(engine.sql(Dialect::DataFusion, day()).unwrap().verdict.contains("\"answers.flag\""));
}

#[test]
fn counts_within_counts_are_refused_before_they_fill_the_memory() {
    let mut runner = TestRunner::deterministic();
    let mut policy = draw(&people::policy(), &mut runner);
    policy["parameters"]["p0"]["value"] = 1.into();
    let mut condition = json!({ "fact": "flag", "equals": true });
    for _ in 0..28 {
        condition = json!({ "of": [condition], "at_least": "p0" });
    }
    policy["rules"][0]["condition"] = condition;
    policy["exceptions"] = json!([]);
    let engine = Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap();
    assert!(engine.sql(Dialect::DuckDb, day()).unwrap_err().to_string().contains("too long"));
}

#[test]
fn a_dialect_nobody_knows_is_refused_with_what_was_meant() {
    let said = Dialect::named("postgres").unwrap_err().to_string();
    assert!(said.contains("did you mean `postgresql`?"), "{said}");
    assert_eq!(Dialect::named("spark").unwrap(), Dialect::Spark);
}
