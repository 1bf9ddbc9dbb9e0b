//! `what` against trying every change of a small world.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its data from files"
)]

use std::fs;
use std::path::Path;

use gongkao::Engine;
use gongkao::advise::How;
use gongkao::catalogue::Catalogue;
use gongkao::model::application::ApplicationForm;
use gongkao::model::date::Date;
use gongkao::policy::Policy;
use proptest::prelude::*;
use serde_json::{Value, json};

const SCHOOLING: [&str; 4] = ["primary", "junior_middle", "senior_middle", "doctor"];
const WORK: i32 = 6;
/// No count of the generator is larger, so waiting longer changes nothing more.
const YEARS: i32 = 6;

fn day() -> Date {
    "2022-03-07".parse().unwrap()
}

/// Years of work and schooling, each given or not.
#[derive(Clone, Copy, Debug)]
struct Person {
    work: Option<i32>,
    schooling: Option<usize>,
}

fn everybody() -> Vec<Person> {
    let work = || std::iter::once(None).chain((0..=WORK + YEARS).map(Some));
    let schooling = || std::iter::once(None).chain((0..SCHOOLING.len()).map(Some));
    work().flat_map(|work| schooling().map(move |schooling| Person { work, schooling })).collect()
}

fn form(person: Person) -> ApplicationForm {
    let form = json!({
        "candidate": { "name": "示例", "identity_number": "410105198006150019" },
        "work_start": person.work.map(|work| format!("{}-07-01", 2022 - work)),
        "schooling": person.schooling.map(|at| SCHOOLING[at]),
        "declared": { "level": "four" },
    });
    ApplicationForm::from_json(&form.to_string()).unwrap()
}

fn leaf() -> impl Strategy<Value = Value> {
    let order = || prop::sample::select(vec!["at_least", "at_most", "less_than", "more_than"]);
    prop_oneof![
        (order(), prop::sample::select(vec!["p0", "p1"]))
            .prop_map(|(op, p)| json!({ "quantity": "work_years", op: p })),
        (order(), prop::sample::select(SCHOOLING[..3].to_vec()))
            .prop_map(|(op, word)| json!({ "quantity": "schooling", op: word })),
    ]
}

fn condition() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(2, 6, 3, |inner| {
        let children = || prop::collection::vec(inner.clone(), 1..3);
        prop_oneof![
            children().prop_map(|all| json!({ "all": all })),
            children().prop_map(|any| json!({ "any": any })),
            inner.clone().prop_map(|not| json!({ "not": not })),
        ]
    })
}

fn engine(conditions: &[Value], parameters: [i32; 2]) -> Engine {
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    let citation = json!({ "document": "default", "clause": "-", "confidence": "assumed" });
    for (at, value) in parameters.iter().enumerate() {
        policy["parameters"][format!("p{at}")] = json!({ "value": value, "citation": citation });
    }
    let rule = |(at, condition): (usize, &Value)| {
        json!({
            "name": format!("r{at}"), "levels": ["four"], "label": { "zh": "-", "en": "-" }, "condition": condition,
            "code": "eligibility/condition", "citation": citation,
        })
    };
    policy["rules"] = conditions.iter().enumerate().map(rule).collect();
    for list in ["judged", "exceptions", "materials"] {
        policy[list] = json!([]);
    }
    Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap()
}

fn costs() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/costs.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// What it costs to be another in the same year.
fn cost(from: Person, to: Person, costs: &Value) -> Option<u64> {
    let get = |name: &str| costs[name].as_u64().unwrap();
    let work = match (from.work, to.work) {
        (one, other) if one == other => 0,
        (None, Some(_)) => get("answer"),
        (Some(_), None) => return None,
        _ => get("correct"),
    };
    let schooling = match (from.schooling, to.schooling) {
        (one, other) if one == other => 0,
        (None, Some(_)) => get("answer"),
        (Some(_), None) => return None,
        (Some(one), Some(other)) if other > one => costs["earn"]["schooling"].as_u64().unwrap(),
        _ => get("correct"),
    };
    Some(work + schooling)
}

/// The exam years from now on in which somebody passes at the beginning of registration.
fn passes(engine: &Engine, person: Person) -> Vec<i32> {
    let at = |later: &i32| {
        let day = format!("{}-03-07", 2022 + later).parse().unwrap();
        engine.when(&form(person), None, day).earliest.is_some_and(|first| first.day == day)
    };
    (0..=YEARS).filter(at).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_cheaper_does_and_what_is_said_does(
        conditions in prop::collection::vec(condition(), 1..3),
        parameters in [0..WORK, 0..WORK],
        who in prop::collection::vec((prop::option::of(0..=WORK), prop::option::of(0..SCHOOLING.len())), 3),
    ) {
        let engine = engine(&conditions, parameters);
        let costs = costs();
        let all: Vec<(Person, Vec<i32>)> = everybody().into_iter().map(|person| (person, passes(&engine, person))).collect();
        for (work, schooling) in who {
            let from = Person { work, schooling };
            let advice = engine.what(&form(from), None, day()).unwrap();
            let cheapest = all
                .iter()
                .flat_map(|(to, years)| years.iter().filter_map(|later| {
                    let waiting = costs["wait_year"].as_u64().unwrap() * u64::try_from(*later).unwrap();
                    Some(waiting + cost(from, *to, &costs)?)
                }))
                .min();
            prop_assert!(!advice.incomplete);
            let found = advice.on.as_ref().map(|_| advice.cost);
            prop_assert_eq!(found, cheapest, "{:?} {:?}", from, advice);
            let Some(on) = &advice.on else { continue };
            // Whoever does what is said passes on that day, and nobody who leaves some of it out.
            let whole = (1_u32 << advice.steps.len()) - 1;
            for chosen in 0..=whole {
                let mut to = from;
                for (_, step) in advice.steps.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1) {
                    let value = serde_json::to_value(&step.extent.values[0]).unwrap();
                    match step.field.as_str() {
                        "work_start" => {
                            let years = value["least"].as_i64().or(value.as_i64()).unwrap();
                            to.work = Some(i32::try_from(years).unwrap() - (on.exam_year - 2022));
                        }
                        "schooling" => to.schooling = SCHOOLING.iter().position(|word| *word == value[0] || value[0] == "junior_college" && *word == "doctor"),
                        other => panic!("{other}"),
                    }
                }
                let first = engine.when(&form(to), None, on.day).earliest.map(|first| first.day);
                prop_assert_eq!(first == Some(on.day), chosen == whole, "{:?} {:?}", to, advice);
            }
        }
    }
}

#[test]
fn a_level_to_be_earned_is_then_held_for_no_time() {
    let engine = Engine::henan().unwrap();
    let form = json!({
        "candidate": { "name": "示例", "identity_number": "410105198006150019" }, "work_start": "2005-07-01",
        "current": { "level": "four", "obtained_year": 2010, "work_type": "播音员" }, "schooling": "senior_middle",
        "declared": { "level": "two", "work_type": "播音员" },
    });
    let advice = engine.what(&ApplicationForm::from_json(&form.to_string()).unwrap(), None, day()).unwrap();
    let steps: Vec<(How, &str)> = advice.steps.iter().map(|step| (step.how, step.field.as_str())).collect();
    assert_eq!(steps, [(How::Earn, "current.level"), (How::Hold, "current.obtained_year")]);
    let costs = costs();
    let years = costs["wait_year"].as_u64().unwrap() * 5;
    assert_eq!(advice.cost, costs["earn"]["held_level"].as_u64().unwrap() + years, "{advice:?}");
}

#[test]
fn what_an_open_exception_makes_needless_is_not_advised() {
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    let citation = json!({ "document": "default", "clause": "-", "confidence": "assumed" });
    policy["facts"] = json!({ "door": { "label": { "zh": "-", "en": "-" }, "kind": "flag", "citation": citation } });
    let door = json!({ "fact": "door", "equals": true });
    let rule = |name: &str, condition: Value| {
        json!({
            "name": name, "levels": ["four"], "label": { "zh": "-", "en": "-" }, "condition": condition,
            "code": "eligibility/condition", "citation": citation,
        })
    };
    policy["rules"] = json!([
        rule("years", json!({ "quantity": "work_years", "at_least": "seniority_years" })),
        rule("door", door.clone()),
    ]);
    policy["judged"] = json!([]);
    policy["materials"] = json!([]);
    policy["exceptions"] = json!([{
        "name": "door-open", "levels": ["four"], "label": { "zh": "-", "en": "-" }, "condition": door, "claim": "automatic",
        "effects": [{ "waive": ["years"], "citation": citation }], "citation": citation,
    }]);
    let engine = Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap();
    let advice = engine.what(&form(Person { work: None, schooling: None }), None, day()).unwrap();
    let fields: Vec<&str> = advice.steps.iter().map(|step| step.field.as_str()).collect();
    assert_eq!((fields, advice.cost), (vec!["answers.door"], costs()["answer"].as_u64().unwrap()));
}

#[test]
fn what_nobody_can_change_is_never_advised() {
    let engine = Engine::henan().unwrap();
    let form = json!({
        "candidate": { "name": "示例", "identity_number": "440524188001010014" }, "work_start": "1990-07-01",
        "current": { "level": "five", "obtained_year": 2010, "work_type": "播音员" },
        "declared": { "level": "four", "work_type": "播音员" },
    });
    let advice = engine.what(&ApplicationForm::from_json(&form.to_string()).unwrap(), None, day()).unwrap();
    assert!(advice.on.is_none() && advice.steps.is_empty(), "{advice:?}");
}
