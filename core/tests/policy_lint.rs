//! What the linter finds, each shown by a policy made odd in one place; and that what ships is not odd.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use gongkao::policy::Policy;
use gongkao::policy::identity::Family;
use gongkao::policy::lint::{DiagnosticKind, lint, lint_set};
use gongkao::policy::set::{PolicySet, Scope};
use serde_json::{Value, json};

/// Henan's policy with something changed, and the kinds of what is odd about it that were not before.
fn odd(change: impl Fn(&mut Value)) -> Vec<(DiagnosticKind, String)> {
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    // As if it stood by itself, so that what nobody uses is its own fault.
    policy["policy"].as_object_mut().unwrap().remove("lineage");
    let kinds = |policy: &Value| -> Vec<(DiagnosticKind, String)> {
        let policy = Policy::from_json(&policy.to_string()).unwrap();
        let day = gongkao::read_day("2022-03-10").unwrap();
        lint(&policy, Some(day)).into_iter().map(|found| (found.kind, found.path)).collect()
    };
    let before = kinds(&policy);
    change(&mut policy);
    kinds(&policy).into_iter().filter(|found| !before.contains(found)).collect()
}

fn assumed() -> Value {
    json!({ "document": "default", "clause": "x", "confidence": "assumed" })
}

#[test]
fn what_nobody_uses_is_named() {
    let found = odd(|policy| {
        policy["parameters"]["spare"] = json!({ "value": 1, "citation": assumed() });
        policy["days"]["someday"] = json!({ "day": { "report_day": {} }, "citation": assumed() });
        policy["documents"]["lost"] = json!({ "title": "t", "seen_in": "s" });
    });
    let names: Vec<&str> = found.iter().map(|(_, path)| path.as_str()).collect();
    assert_eq!(names, ["parameters.spare", "days.someday", "documents.lost"]);
    assert!(found.iter().all(|(kind, _)| *kind == DiagnosticKind::Unused));
}

#[test]
fn each_kind_is_found() {
    let review = odd(|policy| policy["policy"]["review_by"] = "2022-01-01".into());
    assert_eq!(review, [(DiagnosticKind::ReviewDue, "policy.review_by".into())]);
    let level = odd(|policy| policy["rules"].as_array_mut().unwrap().retain(|rule| rule["levels"] != json!(["one"])));
    assert!(level.iter().any(|(kind, _)| *kind == DiagnosticKind::LevelWithoutRules));
    let assumption = odd(|policy| policy["rules"][0]["citation"] = assumed());
    assert_eq!(assumption[0], (DiagnosticKind::RefusesOnAssumption, "rules[0]".into()));
    let years = odd(|policy| {
        let citation = policy["parameters"]["tenure_years"]["citation"].clone();
        policy["policy"]["from_year"] = 2020.into();
        policy["parameters"]["tenure_years"] = json!({ "dated": [{ "from": 2021, "value": 5, "citation": citation }] });
    });
    assert_eq!(years, [(DiagnosticKind::YearWithoutValue, "parameters.tenure_years".into())]);
    let effect = odd(|policy| {
        policy["parameters"]["less"] = json!({ "value": 1, "citation": assumed() });
        policy["exceptions"][0]["effects"] =
            json!([{ "reduce": { "parameter": "master_work_years", "by": "less" }, "citation": assumed() }]);
        policy["exceptions"][0]["levels"] = json!(["four"]);
    });
    assert_eq!(effect[0].0, DiagnosticKind::EffectWithoutEffect);
    let window = odd(|policy| policy["round"]["windows"].as_array_mut().unwrap().truncate(1));
    assert_eq!(window, [(DiagnosticKind::Calendar, "round.windows".into())]);
}

#[test]
fn two_policies_for_one_place_and_year_overlap() {
    let henan = Policy::henan().unwrap();
    let mut other: Value = serde_json::from_str(&henan.to_json().unwrap()).unwrap();
    other["policy"]["id"] = "henan-again".into();
    let other = Policy::from_json(&other.to_string()).unwrap();
    let set = PolicySet::new([henan, other]).unwrap();
    let scope = Scope { family: Family::Eligibility, province: "410000", city: None, unit: None, year: 2022 };
    assert!(set.select(&scope).unwrap_err().message().contains("neither goes before the other"));
    let overlaps = lint_set(&set, None).into_iter().filter(|(_, found)| found.kind == DiagnosticKind::Overlap);
    assert_eq!(overlaps.count(), 1);
}

#[test]
fn the_city_goes_before_the_province_and_the_later_year_before_the_earlier() {
    let henan = Policy::henan().unwrap().to_json().unwrap();
    let with = |id: &str, from: i32, cities: Value| {
        let mut policy: Value = serde_json::from_str(&henan).unwrap();
        policy["policy"]["id"] = id.into();
        policy["policy"]["from_year"] = from.into();
        policy["policy"]["cities"] = cities;
        Policy::from_json(&policy.to_string()).unwrap()
    };
    let set = PolicySet::new([
        with("older", 2013, json!([])),
        with("newer", 2021, json!([])),
        with("city", 2010, json!(["410100"])),
    ])
    .unwrap();
    let select = |city: Option<&str>, year: i32| {
        let scope = Scope { family: Family::Eligibility, province: "410000", city, unit: None, year };
        set.select(&scope).map(|policy| policy.source().policy.id.clone()).map_err(|error| error.message().to_owned())
    };
    assert_eq!(select(None, 2022).unwrap(), "newer");
    assert_eq!(select(None, 2014).unwrap(), "older");
    assert_eq!(select(Some("410100"), 2022).unwrap(), "city");
    assert_eq!(select(Some("410200"), 2022).unwrap(), "newer");
    assert!(select(None, 2009).unwrap_err().contains("no policy"));
}
