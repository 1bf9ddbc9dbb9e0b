//! The rules evaluated a second time, slowly and from JSON alone, by what the policy's README says. Both must agree on random
//! policies and random people. `GONGKAO_POLICIES=20000 cargo test --release -p gongkao --test rules_reference` runs as many
//! policies as it says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::type_complexity,
    clippy::similar_names,
    clippy::unused_self,
    clippy::needless_pass_by_value,
    clippy::format_collect,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, says what it did, and this one says each rule in its own words"
)]

mod calendar;
mod conditions;
mod exceptions;
mod materials;
mod people;
mod person;
mod policies;
mod properties;
mod report;
mod tally;
mod years;

use std::cell::Cell;
use std::sync::LazyLock;

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::finding::Messages;
use gongkao::model::application::ApplicationForm;
use gongkao::policy::Policy;
use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};
use serde_json::{Value, json};

use crate::person::Person;

/// The items of a list that are for a level.
fn of_level<'a>(list: &'a Value, level: &'a str) -> impl Iterator<Item = &'a Value> {
    list.as_array().unwrap().iter().filter(move |item| item["levels"].as_array().unwrap().contains(&level.into()))
}

/// A clause for every code outside the rules, of which the engine asks some.
fn findings() -> Value {
    static FINDINGS: LazyLock<Value> = LazyLock::new(|| {
        let outside = gongkao::finding::Code::ALL.iter().filter(|code| !code.name().starts_with("eligibility/"));
        outside
            .map(|code| (code.name().to_owned(), json!({ "citation": policies::citation() })))
            .collect::<serde_json::Map<_, _>>()
            .into()
    });
    FINDINGS.clone()
}

fn engine(policy: &Value) -> Engine {
    let policy = Policy::from_json(&policy.to_string()).unwrap_or_else(|error| panic!("{error}: {policy}"));
    Engine::new(Catalogue::from_json(&policies::catalogue().to_string()).unwrap(), policy).unwrap()
}

fn reference(policy: &Value, form: &Value, day: &str) -> Value {
    let level = form["declared"]["level"].as_str().or(form["declared_level"].as_str()).unwrap();
    let catalogue = policies::catalogue();
    let day = calendar::day(day).unwrap();
    report::report(&Person { form, policy, catalogue: &catalogue, level, day })
}

/// A policy without what every policy here has.
fn decisive(mut policy: Value) -> Value {
    for table in ["policy", "documents", "facts", "groups", "retirement", "findings", "form", "round", "judged"] {
        policy.as_object_mut().unwrap().remove(table);
    }
    policy
}

fn runs(usual: u32) -> u32 {
    std::env::var("GONGKAO_POLICIES").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[test]
fn engine_and_reference_agree() {
    let _ = Messages::embedded();
    let config = ProptestConfig {
        cases: runs(200),
        failure_persistence: None,
        max_shrink_iters: if std::env::var("GONGKAO_SHRINK").is_ok_and(|text| text == "0") { 0 } else { 20_000 },
        ..ProptestConfig::default()
    };
    let (rules, reports) = (Cell::new(0), Cell::new(0));
    let people = prop::collection::vec((people::form(), people::report_day()), 16);
    let outcome = TestRunner::new(config).run(&(policies::policy(), people), |(policy, people)| {
        let engine = engine(&policy);
        for (form, day) in people {
            let parsed = ApplicationForm::from_json(&form.to_string()).unwrap();
            let report = engine.assess(&parsed, None, day.parse().unwrap());
            prop_assert_eq!(engine.eligible(&parsed, day.parse().unwrap()), report.eligible);
            let said = report::of_engine(&serde_json::to_value(&report).unwrap());
            rules.set(rules.get() + report.rules.len());
            reports.set(reports.get() + 1);
            prop_assert_eq!(said, reference(&policy, &form, day), "on {} for {}", day, form);
        }
        Ok(())
    });
    eprintln!("{} rules in {} reports", rules.get(), reports.get());
    if let Err(TestError::Fail(reason, (policy, _))) = outcome {
        panic!("{}\nunder {}", reason.message(), decisive(policy));
    }
    outcome.unwrap();
}
