//! Decision records: they come out again from the same inputs, and say where not.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use std::fs;
use std::path::Path;

use gongkao::catalogue::Catalogue;
use gongkao::model::application::ApplicationForm;
use gongkao::model::certificate::CertificateLibrary;
use gongkao::policy::Policy;
use gongkao::{DecisionRecord, Engine};
use serde_json::Value;

fn case(name: &str) -> (ApplicationForm, CertificateLibrary) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/conformance/{name}.json"));
    let case: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let form = ApplicationForm::from_json(&case["form"].to_string()).unwrap();
    (form, CertificateLibrary::from_json(&case["library"].to_string()).unwrap())
}

#[test]
fn a_record_comes_out_again_from_its_inputs() {
    let engine = Engine::henan().unwrap();
    let day = gongkao::read_day("2022-03-18").unwrap();
    for name in ["four-five-held-5", "four-five-held-4", "one-all-met", "exception-contest", "library-type-differs"] {
        let (form, library) = case(name);
        let record = engine.record(&form, Some(&library), day);
        let text = serde_json::to_string(&record).unwrap();
        let record = DecisionRecord::from_json(&text).unwrap();
        assert_eq!(engine.reproduce(&record, &form, Some(&library)), [], "{name}");
    }
}

#[test]
fn a_record_says_how_it_was_decided_and_not_of_whom() {
    let engine = Engine::henan().unwrap();
    let (form, library) = case("four-five-held-5");
    let record = engine.record(&form, Some(&library), gongkao::read_day("2022-03-18").unwrap());
    assert_eq!(record.routes, ["tenure_or_seniority.by_tenure"]);
    assert_eq!(record.policy.id, "henan-2022");
    assert_eq!(record.rules.len(), 4);
    assert!(!record.trace.is_empty());
    let text = serde_json::to_string(&record).unwrap();
    for personal in [form.candidate.identity_number.reveal(), form.candidate.name.reveal()] {
        assert!(!text.contains(personal));
    }
}

#[test]
fn another_form_or_another_policy_is_noticed() {
    let engine = Engine::henan().unwrap();
    let (form, library) = case("four-five-held-5");
    let record = engine.record(&form, Some(&library), gongkao::read_day("2022-03-18").unwrap());
    let mut changed = form.clone();
    changed.current.obtained_year = Some(2018);
    let fields = |engine: &Engine, form: &ApplicationForm| -> Vec<String> {
        let differences = engine.reproduce(&record, form, Some(&library));
        differences.into_iter().map(|difference| difference.field).collect()
    };
    for field in ["eligible", "facts_digest", "routes", "rules", "trace", "verdict"] {
        assert!(fields(&engine, &changed).iter().any(|differs| differs == field), "{field}");
    }
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    policy["policy"]["version"] = 99.into();
    let other = Policy::from_json(&policy.to_string()).unwrap();
    let other = Engine::new(Catalogue::henan().unwrap(), other).unwrap();
    assert_eq!(fields(&other, &form), ["policy"]);
}
