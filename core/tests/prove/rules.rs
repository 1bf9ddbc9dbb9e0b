//! What is said of rules and of nodes, against trying everybody.

use std::collections::BTreeSet;

use gongkao::Engine;
use gongkao::eligibility::trace::RuleStatus;
use gongkao::model::application::ApplicationForm;
use gongkao::prove::{FoundKind, analyse};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::engine;
use crate::found::kinds;
use crate::world::{Person, condition, day, everybody, form, parameters, policy, rule, rules};

/// How each rule comes out for everybody.
fn tried(engine: &Engine, names: &[String]) -> Vec<(Person, Vec<RuleStatus>)> {
    let decided = |person: Person| {
        let report = engine.assess(&form(&person), None, day());
        let status = |name: &String| report.rules.iter().find(|rule| rule.rule == *name).unwrap().status;
        (person, names.iter().map(status).collect())
    };
    everybody().into_iter().map(decided).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_of_rules_holds_for_everybody(rules in rules(), parameters in parameters()) {
        let policy = policy(rules.clone(), parameters);
        let engine = engine(&policy);
        let names: Vec<String> = rules.iter().map(|rule| rule["name"].as_str().unwrap().to_owned()).collect();
        let analysis = analyse(&engine);
        prop_assert!(analysis.unfinished.is_empty());
        let tried = tried(&engine, &names);
        let any = |at: usize, status: RuleStatus| tried.iter().any(|(_, statuses)| statuses[at] == status);
        let holds = |status: RuleStatus| status != RuleStatus::Unmet;
        let dull: BTreeSet<String> = [FoundKind::NeverAsked, FoundKind::NeverPasses, FoundKind::AlwaysPasses]
            .into_iter()
            .flat_map(|kind| kinds(&analysis, kind))
            .collect();
        for (at, name) in names.iter().enumerate() {
            let (met, unmet) = (any(at, RuleStatus::Met), any(at, RuleStatus::Unmet));
            prop_assert_eq!(kinds(&analysis, FoundKind::NeverAsked).contains(name), !met && !unmet, "{} asked", name);
            prop_assert_eq!(kinds(&analysis, FoundKind::NeverPasses).contains(name), !met && unmet, "{} passes", name);
            prop_assert_eq!(kinds(&analysis, FoundKind::AlwaysPasses).contains(name), met && !unmet, "{} fails", name);
            // More years take it away: somebody beside who differs in one count alone.
            let taken = |quantity: &str| tried.iter().filter(|(_, statuses)| holds(statuses[at])).any(|(person, _)| {
                tried.iter().filter(|(_, statuses)| !holds(statuses[at])).any(|(other, _)| match quantity {
                    "work_years" => other.work > person.work && Person { work: person.work, ..*other } == *person,
                    _ => other.years > person.years && person.years.is_some() && Person { years: person.years, ..*other } == *person,
                })
            });
            for quantity in ["work_years", "level_years"] {
                let said = analysis.found.iter().any(|found| {
                    found.kind == FoundKind::MoreTakesAway && found.names == [name.clone()] && found.path == quantity
                });
                prop_assert_eq!(said, taken(quantity) && !dull.contains(name), "{} {}", name, quantity);
            }
            let alone = kinds(&analysis, FoundKind::NeverMatters).contains(name);
            let only = tried.iter().any(|(_, statuses)| statuses.iter().enumerate().all(|(other, status)| holds(*status) != (other == at)));
            prop_assert!(!(alone && only), "{} matters", name);
            // Rules of other groups can all be met unless some never is.
            let satisfiable = tried.iter().any(|(_, statuses)| statuses.iter().enumerate().all(|(other, status)| other == at || holds(*status)));
            let grouped = analysis.found.iter().any(|found| found.kind == FoundKind::NeverMatters && found.names == [name.clone()]);
            prop_assert!(only || grouped || !satisfiable || dull.contains(name), "{} never matters", name);
        }
        for found in analysis.found.iter().filter(|found| found.kind == FoundKind::Contradiction) {
            let places: Vec<usize> = found.names.iter().map(|name| names.iter().position(|known| known == name).unwrap()).collect();
            prop_assert!(tried.iter().all(|(_, statuses)| places.iter().any(|at| !holds(statuses[*at]))));
        }
        let each = (0..names.len()).all(|at| tried.iter().any(|(_, statuses)| holds(statuses[at])));
        let all = tried.iter().any(|(_, statuses)| statuses.iter().all(|status| holds(*status)));
        // Beside a rule that nobody meets, others of another group may still contradict one another.
        prop_assert!(!each || kinds(&analysis, FoundKind::Contradiction).is_empty() == all);
        // Every example is somebody the engine decides so; in this world each has one.
        for found in &analysis.found {
            if found.kind == FoundKind::MoreTakesAway {
                let status = |form: &Option<ApplicationForm>| {
                    let report = engine.assess(form.as_ref().unwrap(), None, day());
                    report.rules.iter().find(|rule| rule.rule == found.names[0]).unwrap().status
                };
                prop_assert_eq!(status(&found.example), RuleStatus::Unmet);
                prop_assert!(holds(status(&found.beside)));
            }
            let shown = [FoundKind::NeverPasses, FoundKind::NeverMatters, FoundKind::Contradiction].contains(&found.kind);
            prop_assert!(!shown || found.example.is_some(), "{:?}", found.kind);
        }
    }

    #[test]
    fn a_node_that_never_matters_may_be_anything(condition in condition(), parameters in parameters()) {
        let engine_of = |condition: &Value| engine(&policy(vec![rule("r0", None, condition)], parameters));
        let whole = engine_of(&condition);
        let analysis = analyse(&whole);
        let people = everybody();
        for found in analysis.found.iter().filter(|found| found.kind == FoundKind::NodeNeverMatters) {
            for always in [true, false] {
                let mut changed = condition.clone();
                let pointer = format!("/{}", found.path.replace(['[', '.'], "/").replace(']', ""));
                let count = if always { "at_least" } else { "less_than" };
                *changed.pointer_mut(&pointer).unwrap() = json!({ "quantity": "work_years", count: "zero" });
                let mut policy = policy(vec![rule("r0", None, &changed)], parameters);
                policy["parameters"]["zero"] = json!({ "value": 0, "citation": policy["rules"][0]["citation"] });
                let changed = engine(&policy);
                prop_assert!(people.iter().all(|person| whole.eligible(&form(person), day()) == changed.eligible(&form(person), day())), "{}", found.path);
            }
        }
    }
}
