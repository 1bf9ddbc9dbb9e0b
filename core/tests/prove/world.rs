//! A small world: everybody in it, and policies drawn for them.

use gongkao::model::application::ApplicationForm;
use gongkao::model::date::Date;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::henan;

pub(crate) const LEVELS: [&str; 6] = ["ungraded", "five", "four", "three", "two", "one"];
pub(crate) const SCHOOLING: [&str; 4] = ["primary", "junior_middle", "senior_middle", "doctor"];
pub(crate) const WORK: i32 = 6;
pub(crate) const HELD: i32 = 5;

pub(crate) fn day() -> Date {
    "2022-03-07".parse().unwrap()
}
/// Somebody of the small world: years of work, the level held and years at it, schooling.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Person {
    pub(crate) work: i32,
    pub(crate) held: usize,
    pub(crate) years: Option<i32>,
    pub(crate) schooling: usize,
}

pub(crate) fn everybody() -> Vec<Person> {
    let mut all = Vec::new();
    for work in 0..=WORK {
        for held in 0..LEVELS.len() {
            for years in 0..=HELD {
                for schooling in 0..SCHOOLING.len() {
                    let years = (held > 0).then_some(years);
                    all.push(Person { work, held, years, schooling });
                }
            }
        }
    }
    all.dedup();
    all
}

pub(crate) fn form(person: &Person) -> ApplicationForm {
    let form = json!({
        "candidate": { "name": "示例", "identity_number": "410105198006150019" },
        "work_start": format!("{}-07-01", 2022 - person.work), "schooling": SCHOOLING[person.schooling],
        "current": { "level": LEVELS[person.held], "obtained_year": person.years.map(|years| 2022 - years) },
        "declared": { "level": "four" },
    });
    ApplicationForm::from_json(&form.to_string()).unwrap()
}

pub(crate) fn leaf() -> impl Strategy<Value = Value> {
    let order = || prop::sample::select(vec!["at_least", "at_most", "less_than", "more_than"]);
    let count = prop::sample::select(vec!["work_years", "level_years"]);
    prop_oneof![
        4 => (count, order(), prop::sample::select(vec!["p0", "p1", "p2"])).prop_map(|(q, op, p)| json!({ "quantity": q, op: p })),
        2 => (order(), prop::sample::select(LEVELS.to_vec())).prop_map(|(op, word)| json!({ "quantity": "held_level", op: word })),
        1 => prop::sample::subsequence(LEVELS.to_vec(), 1..4).prop_map(|words| json!({ "quantity": "held_level", "in": words })),
        1 => (order(), prop::sample::select(SCHOOLING[..3].to_vec())).prop_map(|(op, word)| json!({ "quantity": "schooling", op: word })),
    ]
}

pub(crate) fn condition() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(2, 6, 3, |inner| {
        let children = || prop::collection::vec(inner.clone(), 1..3);
        prop_oneof![
            children().prop_map(|all| json!({ "all": all })),
            children().prop_map(|any| json!({ "any": any })),
            inner.clone().prop_map(|not| json!({ "not": not })),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|of| json!({ "of": of, "at_least": "two" })),
        ]
    })
}

pub(crate) fn rule(name: &str, when: Option<&Value>, condition: &Value) -> Value {
    let citation = json!({ "document": "default", "clause": "-", "confidence": "assumed" });
    let mut rule = json!({
        "name": name, "levels": ["four"], "label": { "zh": "-", "en": "-" }, "condition": condition,
        "code": "eligibility/condition", "citation": citation,
    });
    if let Some(when) = when {
        rule["when"] = when.clone();
    }
    rule
}

/// Henan's policy with other rules at level four, and no other level.
pub(crate) fn policy(rules: Vec<Value>, parameters: [i32; 3]) -> Value {
    let mut policy = henan();
    let citation = json!({ "document": "default", "clause": "-", "confidence": "assumed" });
    for (at, value) in parameters.iter().enumerate() {
        policy["parameters"][format!("p{at}")] = json!({ "value": value, "citation": citation });
    }
    policy["parameters"]["two"] = json!({ "value": 2, "citation": citation });
    policy["rules"] = rules.into();
    for list in ["judged", "exceptions", "materials"] {
        policy[list] = json!([]);
    }
    policy
}

pub(crate) fn rules() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec((prop::option::weighted(0.3, leaf()), condition()), 1..4).prop_map(|rules| {
        let named = rules.iter().enumerate();
        named.map(|(at, (when, condition))| rule(&format!("r{at}"), when.as_ref(), condition)).collect()
    })
}

pub(crate) fn parameters() -> impl Strategy<Value = [i32; 3]> {
    // Below the edge of the world, so that somebody lies on either side.
    [0..HELD, 0..HELD, 0..HELD]
}
