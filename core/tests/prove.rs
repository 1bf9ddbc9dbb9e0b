//! What is proved of policies, against trying every person of a small world; and what was found in the policies of the repository.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its data from files"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::eligibility::trace::{Outcome, RuleStatus};
use gongkao::model::application::ApplicationForm;
use gongkao::model::date::Date;
use gongkao::model::level::Level;
use gongkao::policy::Policy;
use gongkao::policy::set::PolicySet;
use gongkao::prove::{Analysis, Changes, Extent, Found, FoundKind, Reason, analyse, coverage, difference};
use gongkao::sql::Dialect;
use proptest::prelude::*;
use serde_json::{Value, json};

const LEVELS: [&str; 6] = ["ungraded", "five", "four", "three", "two", "one"];
const SCHOOLING: [&str; 4] = ["primary", "junior_middle", "senior_middle", "doctor"];
const WORK: i32 = 6;
const HELD: i32 = 5;

fn day() -> Date {
    "2022-03-07".parse().unwrap()
}

fn henan() -> Value {
    serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap()
}

fn engine(policy: &Value) -> Engine {
    Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap()
}

/// Somebody of the small world: years of work, the level held and years at it, schooling.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Person {
    work: i32,
    held: usize,
    years: Option<i32>,
    schooling: usize,
}

fn everybody() -> Vec<Person> {
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

fn form(person: &Person) -> ApplicationForm {
    let form = json!({
        "candidate": { "name": "示例", "identity_number": "410105198006150019" },
        "work_start": format!("{}-07-01", 2022 - person.work), "schooling": SCHOOLING[person.schooling],
        "current": { "level": LEVELS[person.held], "obtained_year": person.years.map(|years| 2022 - years) },
        "declared": { "level": "four" },
    });
    ApplicationForm::from_json(&form.to_string()).unwrap()
}

fn leaf() -> impl Strategy<Value = Value> {
    let order = || prop::sample::select(vec!["at_least", "at_most", "less_than", "more_than"]);
    let count = prop::sample::select(vec!["work_years", "level_years"]);
    prop_oneof![
        4 => (count, order(), prop::sample::select(vec!["p0", "p1", "p2"])).prop_map(|(q, op, p)| json!({ "quantity": q, op: p })),
        2 => (order(), prop::sample::select(LEVELS.to_vec())).prop_map(|(op, word)| json!({ "quantity": "held_level", op: word })),
        1 => prop::sample::subsequence(LEVELS.to_vec(), 1..4).prop_map(|words| json!({ "quantity": "held_level", "in": words })),
        1 => (order(), prop::sample::select(SCHOOLING[..3].to_vec())).prop_map(|(op, word)| json!({ "quantity": "schooling", op: word })),
    ]
}

fn condition() -> impl Strategy<Value = Value> {
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

fn rule(name: &str, when: Option<&Value>, condition: &Value) -> Value {
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
fn policy(rules: Vec<Value>, parameters: [i32; 3]) -> Value {
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

fn rules() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec((prop::option::weighted(0.3, leaf()), condition()), 1..4).prop_map(|rules| {
        let named = rules.iter().enumerate();
        named.map(|(at, (when, condition))| rule(&format!("r{at}"), when.as_ref(), condition)).collect()
    })
}

fn parameters() -> impl Strategy<Value = [i32; 3]> {
    // Below the edge of the world, so that somebody lies on either side.
    [0..HELD, 0..HELD, 0..HELD]
}

/// How each rule comes out for everybody.
fn tried(engine: &Engine, names: &[String]) -> Vec<(Person, Vec<RuleStatus>)> {
    let decided = |person: Person| {
        let report = engine.assess(&form(&person), None, day());
        let status = |name: &String| report.rules.iter().find(|rule| rule.rule == *name).unwrap().status;
        (person, names.iter().map(status).collect())
    };
    everybody().into_iter().map(decided).collect()
}

fn kinds(analysis: &Analysis, kind: FoundKind) -> BTreeSet<String> {
    analysis.found.iter().filter(|found| found.kind == kind).flat_map(|found| found.names.clone()).collect()
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
        prop_assert_eq!(!kinds(&analysis, FoundKind::Contradiction).is_empty(), each && !all);
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

    #[test]
    fn a_difference_names_exactly_the_people_for_whom_it_changes_whatever_they_leave_out(
        one in (prop::option::weighted(0.3, leaf()), condition()),
        other in prop::option::of(condition()),
        parameters in [parameters(), parameters()],
    ) {
        let (when, condition) = one;
        let old = engine(&policy(vec![rule("r0", when.as_ref(), &condition)], parameters[0]));
        let new = engine(&policy(vec![rule("r0", when.as_ref(), other.as_ref().unwrap_or(&condition))], parameters[1]));
        let changes = difference(&old, &new);
        prop_assert!(changes.unfinished.is_empty());
        for person in everybody_answering_some() {
            let outcomes = (old.eligible(&some_form(&person), day()), new.eligible(&some_form(&person), day()));
            let named: Vec<(Outcome, Outcome)> = changes
                .changes
                .iter()
                .filter(|change| change.regions.iter().any(|region| region.extents.iter().all(|extent| lies_in(&person, extent))))
                .map(|change| (change.from, change.to))
                .collect();
            let expected = if outcomes.0 == outcomes.1 { Vec::new() } else { vec![outcomes] };
            prop_assert_eq!(named, expected, "{:?} {}", person, serde_json::to_string(&changes).unwrap());
        }
        for change in &changes.changes {
            for region in &change.regions {
                let example = region.example.as_ref().unwrap();
                prop_assert_eq!((old.eligible(example, day()), new.eligible(example, day())), (change.from, change.to));
            }
        }
    }
}

/// Somebody of the small world who may have left out any answer. Nobody ungraded has years at a level.
#[derive(Clone, Copy, Debug)]
struct Answering {
    work: Option<i32>,
    held: Option<usize>,
    years: Option<i32>,
    schooling: Option<usize>,
}

fn everybody_answering_some() -> Vec<Answering> {
    fn or_none<T>(all: impl Iterator<Item = T>) -> impl Iterator<Item = Option<T>> {
        all.map(Some).chain(std::iter::once(None))
    }
    let mut all = Vec::new();
    for work in or_none(0..=WORK) {
        for held in or_none(0..LEVELS.len()) {
            for years in or_none(0..=HELD).filter(|years| held != Some(0) || years.is_none()) {
                for schooling in or_none(0..SCHOOLING.len()) {
                    all.push(Answering { work, held, years, schooling });
                }
            }
        }
    }
    all
}

fn some_form(person: &Answering) -> ApplicationForm {
    let form = json!({
        "candidate": { "name": "示例", "identity_number": "410105198006150019" },
        "work_start": person.work.map(|work| format!("{}-07-01", 2022 - work)),
        "schooling": person.schooling.map(|at| SCHOOLING[at]),
        "current": { "level": person.held.map(|at| LEVELS[at]), "obtained_year": person.years.map(|years| 2022 - years) },
        "declared": { "level": "four" },
    });
    ApplicationForm::from_json(&form.to_string()).unwrap()
}

fn lies_in(person: &Answering, extent: &Extent) -> bool {
    let value = match serde_json::to_value(extent.quantity).unwrap().as_str().unwrap() {
        "work_years" => person.work.map(|work| json!(work)),
        "level_years" if person.held == Some(0) => return extent.absent,
        "level_years" => person.years.map(|years| json!(years)),
        "held_level" => person.held.map(|at| json!(LEVELS[at])),
        "schooling" => person.schooling.map(|at| json!(SCHOOLING[at])),
        other => panic!("{other}"),
    };
    let Some(value) = value else { return extent.unanswered };
    extent.values.iter().any(|observed| match serde_json::to_value(observed).unwrap() {
        Value::Array(words) => words.contains(&value),
        Value::Object(bounds) => {
            bounds["least"].as_i64() <= value.as_i64()
                && bounds.get("most").is_none_or(|most| value.as_i64() <= most.as_i64())
        }
        exact => exact == value,
    })
}

/// Henan's policy with some of its JSON changed.
fn changed(pointer: &str, value: Value) -> Engine {
    let mut policy = henan();
    *policy.pointer_mut(pointer).unwrap() = value;
    engine(&policy)
}

#[test]
fn a_policy_is_no_different_from_itself() {
    let changes = difference(&Engine::henan().unwrap(), &Engine::henan().unwrap());
    assert_eq!((changes.changes.len(), changes.unfinished.len()), (0, 0));
}

#[test]
fn one_year_less_changes_those_with_exactly_that_many() {
    let new = changed("/parameters/seniority_years/dated/1/values/four", 9.into());
    let changes: Changes = difference(&Engine::henan().unwrap(), &new);
    assert!(!changes.changes.is_empty() && changes.unfinished.is_empty());
    for change in &changes.changes {
        assert_eq!((change.level.name(), change.rules.contains(&"tenure_or_seniority".to_owned())), ("four", true));
        for region in &change.regions {
            let work = region.extents.iter().find(|extent| extent.quantity.name() == "work_years").unwrap();
            assert_eq!(serde_json::to_value(&work.values).unwrap(), json!([9]));
        }
    }
    let won = changes.changes.iter().find(|change| (change.from, change.to) == (Outcome::Unmet, Outcome::Met)).unwrap();
    assert!(won.regions.iter().all(|region| region.example.is_some()));
}

#[test]
fn years_counted_otherwise_are_not_compared_and_that_is_said() {
    let changes = difference(&Engine::henan().unwrap(), &changed("/counting/level_years/granularity", "day".into()));
    let named = serde_json::to_value(&changes.unfinished).unwrap();
    assert!(named.as_array().unwrap().iter().any(|one| one["reason"] == "counted_differently"), "{named}");
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
    let with = |leaves: usize| {
        let mut other = policy.clone();
        other["rules"][0]["condition"]["any"].as_array_mut().unwrap().truncate(leaves);
        self::engine(&other)
    };
    assert_eq!(difference(&engine, &with(39)).unfinished.len(), 1);
    // Seventeen flags are few enough where all are answered, and too many where any may be left out.
    let changes = difference(&with(17), &with(16));
    let reasons: Vec<Reason> = changes.unfinished.iter().map(|one| one.reason).collect();
    assert_eq!(reasons, [Reason::TooManyUnanswered]);
    assert_eq!(changes.changes.len(), 1, "who ticks the last one alone: {:?}", changes.changes);
}

#[test]
fn somebody_who_left_out_an_answer_is_shown_as_an_example() {
    let new = changed("/parameters/seniority_years/dated/1/values/four", 9.into());
    let changes = difference(&Engine::henan().unwrap(), &new);
    let opened: Vec<_> = changes.changes.iter().filter(|change| change.from == Outcome::Unknown).collect();
    assert!(!opened.is_empty());
    for region in opened.iter().flat_map(|change| &change.regions) {
        assert!(region.extents.iter().any(|extent| extent.unanswered), "{region:?}");
        assert!(region.example.is_some(), "{region:?}");
    }
}

/// Every policy of the repository, and what the analysis finds in it: all of it explained in `data/explained`,
/// and nothing explained there that is not found.
#[test]
fn what_is_found_in_our_policies_is_explained() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let generated = folder.join("data/generated/policies");
    let mut paths: Vec<_> = fs::read_dir(generated).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| Policy::from_json(&fs::read_to_string(path).unwrap()).unwrap();
    let set = PolicySet::new(paths.iter().map(read)).unwrap();
    let mut wrong = Vec::new();
    for policy in set.iter().filter(|policy| !policy.source().policy.base) {
        let id = &policy.source().policy.id;
        let of_henan = policy.source().policy.province == "410000";
        let catalogue = if of_henan { Catalogue::henan() } else { Catalogue::reference() };
        let analysis = analyse(&Engine::new(catalogue.unwrap(), policy.clone()).unwrap());
        assert!(analysis.unfinished.is_empty(), "{id}: {:?}", analysis.unfinished);
        let path = folder.join("data/explained").join(format!("{id}.json"));
        let text = fs::read_to_string(&path).unwrap_or_else(|_| "[]".to_owned());
        let mut explained: Vec<Explained> = serde_json::from_str(&text).unwrap();
        explained.retain(|one| {
            assert!(!one.why.is_empty(), "{id}: {one:?} without a reason");
            let is_found = analysis.found.iter().any(|found| one.explains(found));
            if !is_found {
                wrong.push(format!("{id}: {one:?} is not found"));
            }
            is_found
        });
        let open = analysis.found.iter().filter(|found| !explained.iter().any(|one| one.explains(found)));
        wrong.extend(open.map(|found| {
            let one = json!({ "kind": found.kind, "levels": [found.level], "names": found.names, "path": found.path });
            format!("{id}: mend or explain {one}")
        }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is found in a policy, and why it is meant so.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Explained {
    kind: FoundKind,
    levels: Vec<Level>,
    names: Vec<String>,
    #[serde(default)]
    path: String,
    why: String,
}

impl Explained {
    fn explains(&self, found: &Found) -> bool {
        found.kind == self.kind
            && self.levels.contains(&found.level)
            && found.names == self.names
            && found.path == self.path
    }
}

/// The files of Henan's policy, without its cases.
fn files() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/policy/henan");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_case = |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().starts_with("cases");
    paths.filter(|path| !is_case(path)).map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn from_files(texts: &[String]) -> Engine {
    let named: Vec<(&str, &str)> = texts.iter().map(|text| ("x.toml", text.as_str())).collect();
    Engine::new(Catalogue::henan().unwrap(), Policy::from_toml(&named).unwrap()).unwrap()
}

#[test]
fn generated_cases_can_be_pasted_and_show_what_none_showed() {
    let mut texts = files();
    let before = coverage(&from_files(&texts));
    assert!(before.leaves.iter().all(|leaf| !leaf.met && !leaf.unmet && !leaf.unknown && !leaf.decisive));
    texts.push(before.witnesses.iter().map(|witness| witness.case.clone() + "\n").collect());
    let engine = from_files(&texts);
    let shown = engine.run_cases();
    assert_eq!((shown.cases, shown.failed), (before.witnesses.len(), Vec::new()));
    let after = coverage(&engine);
    for leaf in &after.leaves {
        assert!(leaf.met && leaf.unmet && leaf.decisive, "{leaf:?}");
        // Age and sex are read off the identity number, which every form has.
        let identity = leaf.rule == "schooling" && leaf.level.name() == "two" && leaf.path.contains("all[1]");
        assert!(leaf.unknown || identity || leaf.rule == "in_service", "{leaf:?}");
    }
}
