//! What is found in policies that were made for it.

use std::collections::BTreeSet;

use gongkao::prove::{Analysis, FoundKind, analyse, coverage};
use gongkao::sql::Dialect;
use serde_json::{Value, json};

use crate::world::{day, everybody, form, policy, rule};
use crate::{changed, engine, henan};

pub(crate) fn kinds(analysis: &Analysis, kind: FoundKind) -> BTreeSet<String> {
    analysis.found.iter().filter(|found| found.kind == kind).flat_map(|found| found.names.clone()).collect()
}

#[test]
fn a_gap_between_levels_is_found_with_somebody_in_it() {
    let engine = changed("/parameters/seniority_years/dated/1/values/four", 12.into());
    let analysis = analyse(&engine);
    let gap = analysis.found.iter().find(|found| found.kind == FoundKind::Gap).unwrap();
    assert_eq!((gap.level.name(), gap.path.as_str()), ("five", "work_years"));
    let start = gap.example.as_ref().unwrap().work_start.unwrap().year();
    assert!((10..12).contains(&(2022 - start)), "{start}");
}

#[test]
fn a_level_nobody_leaves_is_a_dead_end() {
    // What level two asks of the level held can be met by nobody who holds level three.
    let mut policy = henan();
    for rule in policy["rules"].as_array_mut().unwrap() {
        if rule["levels"] == json!(["two"]) && rule["name"] == "held_level" {
            rule["condition"] = json!({ "quantity": "held_level", "equals": "two" });
        }
    }
    let analysis = analyse(&engine(&policy));
    let dead: Vec<_> = analysis.found.iter().filter(|found| found.kind == FoundKind::DeadEnd).collect();
    assert_eq!(dead.iter().map(|found| found.names[0].as_str()).collect::<Vec<_>>(), ["three"]);
}

#[test]
fn an_exception_that_opens_for_nobody_or_changes_nothing_is_found() {
    let mut policy = henan();
    policy["exceptions"][0]["condition"] = json!({ "all": [
        { "quantity": "work_years", "less_than": "one" }, { "quantity": "work_years", "at_least": "junior_years" },
    ] });
    // Whoever has the years needs no door.
    policy["exceptions"][1]["condition"] = json!({ "quantity": "work_years", "at_least": "master_work_years" });
    policy["exceptions"][1]["levels"] = json!(["four"]);
    policy["exceptions"][1]["effects"][0]["refer"] = json!(["tenure_or_seniority"]);
    let analysis = analyse(&engine(&policy));
    let name = |at: usize| policy["exceptions"][at]["name"].as_str().unwrap().to_owned();
    assert!(kinds(&analysis, FoundKind::ExceptionNeverOpens).contains(&name(0)));
    assert_eq!(kinds(&analysis, FoundKind::ExceptionWithoutEffect), BTreeSet::from([name(1)]));
}

#[test]
fn a_policy_with_too_many_classes_is_never_called_fine() {
    let mut rule = rule("r0", None, &json!({}));
    let mut policy = policy(Vec::new(), [1, 2, 3]);
    let leaves: Vec<Value> = (0..40)
        .map(|at| {
            policy["facts"][format!("f{at}")] =
                json!({ "label": { "zh": "-", "en": "-" }, "kind": "flag", "citation": rule["citation"] });
            json!({ "fact": format!("f{at}"), "equals": true })
        })
        .collect();
    rule["condition"] = json!({ "any": leaves });
    policy["rules"] = json!([rule]);
    let engine = engine(&policy);
    let analysis = analyse(&engine);
    assert!(analysis.found.is_empty());
    assert!(
        analysis.unfinished.iter().any(|one| one.names == ["r0"] && one.combinations == Some(1 << 40)),
        "{analysis:?}"
    );
    let coverage = coverage(&engine);
    assert!(coverage.witnesses.is_empty() && coverage.leaves.len() == 40);
    assert!(coverage.unfinished.iter().any(|one| one.names == ["r0"]), "{:?}", coverage.unfinished);
    let advice = engine.what(&form(&everybody()[0]), None, day()).unwrap();
    assert!(advice.incomplete && advice.on.is_none());
    // Every class is one more condition of the expression, and no more.
    assert!(engine.sql(Dialect::DuckDb, day()).unwrap().levels["four"].len() < 40 * 100);
}
