//! Policies from strangers: each fault is named with its place, and nothing takes long.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and measures how long it took"
)]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use gongkao::eligibility::trace::RuleStatus;
use gongkao::policy::Policy;
use gongkao::policy::set::PolicySet;
use gongkao::{Engine, Error};
use serde_json::{Value, json};

const LONGEST: Duration = Duration::from_secs(2);

/// What reading says, which must not take long.
fn quickly<T>(what: &str, read: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let start = Instant::now();
    let result = read();
    assert!(start.elapsed() < LONGEST, "{what} took {:?}", start.elapsed());
    result
}

fn refused<T>(what: &str, read: impl FnOnce() -> Result<T, Error>) -> Error {
    match quickly(what, read) {
        Ok(_) => panic!("{what} should be refused"),
        Err(error) => error,
    }
}

/// Henan's policy with one place changed.
fn changed(pointer: &str, value: Value) -> String {
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    *policy.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
    policy.to_string()
}

fn leaf() -> Value {
    json!({ "quantity": "work_years", "less_than": "junior_years" })
}

fn nation() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/policy/nation");
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// A patch on the nation's base.
fn patch(text: &str) -> Result<PolicySet, Error> {
    let nation = nation();
    let base: Vec<(&str, &str)> = nation.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let text = format!(
        "[policy]\nid = \"patch\"\nversion = 1\nprovince = \"410000\"\nfrom_year = 2022\nto_year = 2022\nextends = \"nation\"\n{text}"
    );
    PolicySet::from_toml(&[vec![("patch.toml", &text)], base])
}

#[test]
fn faults_in_json_are_named_with_their_place() {
    let wide = json!({ "any": (0..100_000).map(|_| leaf()).collect::<Vec<_>>() });
    let deep = |levels: usize| (0..levels).fold(leaf(), |inner, _| json!({ "not": inner }));
    let huge = "长".repeat(1 << 20);
    let parameters: serde_json::Map<String, Value> = {
        let one: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
        let one = &one["parameters"]["junior_years"];
        (0..4_001).map(|at| (format!("p{at}"), one.clone())).collect()
    };
    for (what, pointer, value, path, said) in [
        ("100,000 nodes", "/rules/0/condition", wide, "", "more than 4194304 are not read"),
        (
            "20,001 nodes",
            "/rules/0/condition",
            json!({ "any": vec![leaf(); 20_001] }),
            "rules[0].condition",
            "20000 conditions",
        ),
        ("40 levels", "/rules/0/condition", deep(40), "rules[0].condition", "deeper than 32"),
        ("a day before 1800", "/days/notice/day/fixed", json!("1799-12-31"), "days.notice", "between 1800 and 2200"),
        ("a day after 2200", "/days/notice/day/fixed", json!("2201-01-01"), "days.notice", "between 1800 and 2200"),
        ("a year after 2200", "/round/year", json!(2201), "round.year", "outside the years"),
        (
            "a number that is none",
            "/parameters/junior_years/value",
            json!(1.5),
            "parameters.junior_years",
            "expected i64",
        ),
        (
            "a word for a number",
            "/parameters/junior_years/value",
            json!("ten"),
            "parameters.junior_years",
            "expected i64",
        ),
        (
            "a number too large",
            "/parameters/junior_years/value",
            json!(1_000_001),
            "parameters.junior_years",
            "1000000",
        ),
        ("4,001 parameters", "/parameters", parameters.into(), "parameters", "more than 4000"),
        (
            "a huge name",
            "/rules/0/condition",
            json!({ "quantity": "age", "at_least": huge }),
            "rules[0].condition",
            "no parameter",
        ),
        (
            "an unknown quantity",
            "/rules/0/condition",
            json!({ "quantity": "wealth", "at_least": "x" }),
            "rules[0].condition",
            "wealth",
        ),
        ("rules of a wrong type", "/rules", json!({ "a": 1 }), "rules", "expected a sequence"),
    ] {
        let text = changed(pointer, value);
        let error = refused(what, || Policy::from_json(&text));
        assert!(error.path().starts_with(path), "{what}: {:?} at {:?}", error.message(), error.path());
        assert!(error.message().contains(said) && error.message().len() < 2_000, "{what}: {:?}", error.message());
    }
}

#[test]
fn text_that_is_deep_or_hardly_json_is_refused() {
    for (open, close) in [("[", "]"), ("{\"not\":", "}"), ("{\"rules\":[", "]}")] {
        let text = format!("{}1{}", open.repeat(1_000), close.repeat(1_000));
        assert!(!refused("1,000 levels", || Policy::from_json(&text)).message().is_empty());
    }
    let levels = format!("a = {}1{}", "[".repeat(1_000), "]".repeat(1_000));
    let nots = format!("[[rules]]\ncondition = {}1{}", "{ not = ".repeat(1_000), " }".repeat(1_000));
    let keys = format!("{}x = 1", "a.".repeat(1_000));
    for text in [levels, nots, keys] {
        let error = refused("1,000 levels of TOML", || Policy::from_toml(&[("deep.toml", &text)]));
        assert_eq!(error.file(), Some("deep.toml"), "{error}");
    }
    let big = "#".repeat((4 << 20) + 1);
    assert!(refused("a large file", || Policy::from_toml(&[("big.toml", &big)])).message().contains("bytes"));
}

#[test]
fn numbers_of_toml_that_are_none_are_refused() {
    for value in ["nan", "inf", "-inf", "1e400", "1.0", "9223372036854775808", "2022-01-01", "true"] {
        let text = format!(
            "[parameters.years]\nvalue = {value}\ncitation = {{ document = \"d\", clause = \"-\", confidence = \"assumed\" }}\n"
        );
        let error = refused(value, || Policy::from_toml(&[("numbers.toml", &text)]));
        assert_eq!(error.file(), Some("numbers.toml"), "{error}");
        assert!(error.line().is_some_and(|line| line <= 2), "{error}");
    }
}

#[test]
fn patches_that_lead_nowhere_are_refused() {
    let named = |id: &str, extends: &str| {
        format!(
            "[policy]\nid = \"{id}\"\nversion = 1\nprovince = \"410000\"\nfrom_year = 2022\nto_year = 2022\nextends = \"{extends}\"\n"
        )
    };
    let circle: Vec<String> = (0..12).map(|at| named(&format!("p{at}"), &format!("p{}", (at + 1) % 12))).collect();
    let files: Vec<Vec<(&str, &str)>> = circle.iter().map(|text| vec![("p.toml", text.as_str())]).collect();
    let error = refused("a circle", || PolicySet::from_toml(&files));
    assert!(error.path() == "policy.extends" && error.message().contains("circle"), "{error}");
    let own = named("self", "self");
    let error = refused("itself", || PolicySet::from_toml(&[vec![("p.toml", own.as_str())]]));
    assert!(error.message().contains("circle"), "{error}");
    for (what, text, path) in [
        ("replaces what it does not give", "replaces = [\"counting.age\"]", "policy.replaces"),
        ("replaces what is not below", "replaces = [\"rules.tenure\"]", "policy.replaces"),
        ("removes what is not below", "removes = [\"parameters.tenure\"]", "policy.removes"),
        ("removes what must be there", "removes = [\"counting.age\"]", "policy.removes"),
        (
            "gives what stands below",
            "[round]\nyear = 2022\n[days.report_day]\nday = { report_day = {} }\ncitation = { document = \"default\", clause = \"-\", confidence = \"assumed\" }",
            "days.report_day",
        ),
    ] {
        let error = refused(what, || patch(text));
        assert_eq!(error.path(), path, "{what}: {error}");
    }
}

#[test]
fn half_the_facts_missing_or_of_the_wrong_type_are_named_or_left_open() {
    let engine = Engine::henan().unwrap();
    let whole: Value = json!({
        "candidate": { "name": "张三", "identity_number": "410105198006150019" }, "declared": { "level": "one" },
        "work_start": "1990-02-29", "current": { "level": "two", "obtained_year": 2017 }, "schooling": "doctor",
        "assessments": [{ "year": 2021, "grade": "qualified" }], "awards": [], "appointed_level": "two",
    });
    let error = refused("a day that is none", || engine.assess_json(&whole.to_string(), None, "2022-03-10"));
    assert_eq!(error.path(), "work_start", "{error}");
    for (field, wrong) in [
        ("work_start", json!(1990)),
        ("current", json!(3)),
        ("schooling", json!(3)),
        ("assessments", json!({})),
        ("awards", json!([1])),
        ("appointed_level", json!("six")),
        ("candidate", json!(null)),
    ] {
        let mut form = whole.clone();
        form["work_start"] = "1990-02-28".into();
        form[field] = wrong;
        let error = refused(field, || engine.assess_json(&form.to_string(), None, "2022-03-10"));
        assert!(error.path().starts_with(field), "{field}: {error}");
    }
    let fields = ["work_start", "current", "schooling", "assessments", "awards", "appointed_level"];
    let asked = |missing: u32| {
        let mut form = whole.clone();
        form["work_start"] = "1990-02-28".into();
        for (_, field) in fields.iter().enumerate().filter(|(at, _)| missing >> at & 1 == 1) {
            form.as_object_mut().unwrap().remove(*field);
        }
        quickly("half a form", || engine.assess_json(&form.to_string(), None, "2022-03-10")).unwrap()
    };
    let all = asked(0);
    for missing in 1..1_u32 << fields.len() {
        // What is decided without an answer is decided so with it.
        for (with, without) in all.rules.iter().zip(asked(missing).rules) {
            let same = without.status == RuleStatus::Unknown || without.status == with.status;
            assert!(same, "{missing:b}: {} {:?} {:?}", with.rule, without.status, with.status);
        }
    }
}
