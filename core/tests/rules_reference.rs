//! The rules evaluated a second time, slowly and from the JSON alone, by what the policy's README says. Both must agree on
//! random policies and random people.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::match_same_arms,
    clippy::type_complexity,
    reason = "a test stops at the first surprise, and this one says each rule in its own words"
)]

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::policy::Policy;
use proptest::prelude::*;
use serde_json::{Value, json};

/// What is known of a quantity: every value it could have, as text or number; empty where there is none.
enum Known {
    Anything,
    OneOf(Vec<Value>),
}

use Known::{Anything, OneOf};

const EXAM_YEAR: i64 = 2022;
/// No parameter of the generator is larger; a count without an upper bound is tried up to here.
const PLENTY: i64 = 60;

const LEVELS: [&str; 6] = ["ungraded", "five", "four", "three", "two", "one"];
const SCHOOLING: [(&str, i64); 6] = [
    ("primary", 0),
    ("junior_middle", 1),
    ("senior_middle", 2),
    ("technical_school", 2),
    ("junior_college", 3),
    ("doctor", 6),
];

/// A day as its three numbers.
fn ymd(text: &str) -> (i64, i64, i64) {
    let mut parts = text.split('-').map(|part| part.parse().unwrap());
    (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap())
}

fn birth(form: &Value) -> (i64, i64, i64) {
    let number = form["candidate"]["identity_number"].as_str().unwrap();
    ymd(&format!("{}-{}-{}", &number[6..10], &number[10..12], &number[12..14]))
}

fn numbers(range: std::ops::RangeInclusive<i64>) -> Known {
    OneOf(range.map(Value::from).collect())
}

fn given(value: &Value) -> Known {
    if value.is_null() { Anything } else { OneOf(vec![value.clone()]) }
}

/// What the form says of the quantity of a leaf.
fn known(leaf: &Value, level: &str, form: &Value, parameters: &Value, day: &str) -> Known {
    let held = &form["current"]["level"];
    let none = held == "ungraded";
    match leaf["quantity"].as_str().unwrap() {
        "work_years" => match form["work_start"].as_str() {
            None => Anything,
            Some(start) => numbers((EXAM_YEAR - ymd(start).0).max(0)..=(EXAM_YEAR - ymd(start).0).max(0)),
        },
        "level_years" if none => OneOf(Vec::new()),
        "level_years" => match form["current"]["obtained_year"].as_i64() {
            None => Anything,
            Some(year) => numbers((EXAM_YEAR - year).max(0)..=(EXAM_YEAR - year).max(0)),
        },
        "age" => {
            let (now, born) = (ymd(day), birth(form));
            let had_birthday = (now.1, now.2) >= (born.1, born.2);
            let age = now.0 - born.0 - i64::from(!had_birthday);
            numbers(age..=age)
        }
        "sex" => {
            let serial: i64 = form["candidate"]["identity_number"].as_str().unwrap()[16..17].parse().unwrap();
            OneOf(vec![if serial % 2 == 0 { "female".into() } else { "male".into() }])
        }
        "held_level" => given(held),
        "declared_level" => OneOf(vec![level.into()]),
        "appointed_level" => given(&form["appointed_level"]),
        "schooling" => given(&form["schooling"]),
        "regularised_on" => given(&form["regularised_on"]),
        "work_type_relation" if none => OneOf(Vec::new()),
        "work_type_relation" => match (form["current"]["work_type"].as_str(), form["declared"]["work_type"].as_str()) {
            (Some(held), Some(declared)) => {
                OneOf(vec![if held == declared { "same".into() } else { "changed".into() }])
            }
            _ => Anything,
        },
        "exception_claimed" => OneOf(vec![form["exception"]["claimed"].as_bool().unwrap_or(false).into()]),
        "work_type_mismatch" => Anything,
        quantity @ ("qualified_assessments" | "excellent_assessments") => {
            let window = parameters[leaf["last_years"].as_str().unwrap()]["value"].as_i64().unwrap();
            let Some(list) = form["assessments"].as_array() else { return numbers(0..=window) };
            let good: &[&str] =
                if quantity == "excellent_assessments" { &["excellent"] } else { &["excellent", "qualified"] };
            let mut sure = 0;
            let mut open = 0;
            for year in (EXAM_YEAR - window)..EXAM_YEAR {
                let results: Vec<&str> =
                    list.iter().filter(|one| one["year"] == year).map(|one| one["grade"].as_str().unwrap()).collect();
                if results.is_empty() {
                    open += 1;
                } else if results.iter().all(|grade| good.contains(grade)) {
                    sure += 1;
                }
            }
            numbers(sure..=sure + open)
        }
        "awards" => {
            let Some(list) = form["awards"].as_array() else { return numbers(0..=PLENTY) };
            let passes = |award: &Value| passes(award, &leaf["awards"], form, parameters);
            let sure = list.iter().filter(|award| passes(award) == Some(true)).count();
            let open = list.iter().filter(|award| passes(award).is_none()).count();
            numbers(i64::try_from(sure).unwrap()..=i64::try_from(sure + open).unwrap())
        }
        other => panic!("{other}"),
    }
}

fn passes(award: &Value, filter: &Value, form: &Value, parameters: &Value) -> Option<bool> {
    let grades = ["county", "city", "province", "nation"];
    let rank = |grade: &Value| grades.iter().position(|known| grade == known);
    let mut open = false;
    let mut check = |asked: bool, answer: Option<bool>| -> bool {
        open |= asked && answer.is_none();
        !asked || answer != Some(false)
    };
    let kinds = filter["kinds"].as_array().unwrap();
    let mut good = check(true, Some(kinds.contains(&award["kind"])));
    good &= check(!filter["grade"].is_null(), Some(rank(&award["grade"]) >= rank(&filter["grade"])));
    let since = match form["current"]["level"].as_str() {
        Some("ungraded") => Some(false),
        _ => form["current"]["obtained_year"].as_i64().map(|year| award["year"].as_i64().unwrap() >= year),
    };
    good &= check(filter["since_certificate"] == true, since);
    good &= check(filter["ranked"] == true, award["rank"].as_i64().map(|_| true));
    good &= check(filter["main_contributor"] == true, award["main_contributor"].as_bool());
    let prize = filter["prize_within"].as_str().map(|name| parameters[name]["value"].as_i64().unwrap());
    good &= check(prize.is_some(), award["prize"].as_i64().map(|class| prize.is_some_and(|limit| class <= limit)));
    let years = filter["within_years"].as_str().map(|name| parameters[name]["value"].as_i64().unwrap());
    let year = award["year"].as_i64().unwrap();
    good &= check(years.is_some(), Some(years.is_some_and(|years| (EXAM_YEAR - years..EXAM_YEAR).contains(&year))));
    if !good {
        Some(false)
    } else if open {
        None
    } else {
        Some(true)
    }
}

/// Whether one value meets the comparison of a leaf.
fn meets(leaf: &Value, value: &Value, policy: &Value) -> bool {
    let parameters = &policy["parameters"];
    let step = |word: &Value| -> i64 {
        let word = word.as_str().unwrap();
        if leaf["quantity"] == "schooling" {
            SCHOOLING.iter().find(|(known, _)| *known == word).unwrap().1
        } else {
            i64::try_from(LEVELS.iter().position(|known| *known == word).unwrap()).unwrap()
        }
    };
    let compare = |operator: &str| -> Option<std::cmp::Ordering> {
        let asked = leaf.get(operator)?;
        Some(match value {
            Value::Number(number) => {
                number.as_i64().unwrap().cmp(&parameters[asked.as_str().unwrap()]["value"].as_i64().unwrap())
            }
            word => step(word).cmp(&step(asked)),
        })
    };
    let named_day = |operator: &str| -> Option<String> {
        let day = &policy["days"][leaf.get(operator)?.as_str().unwrap()]["day"];
        Some(match (&day["fixed"], &day["exam_year"], &day["year_before"]) {
            (Value::String(fixed), _, _) => fixed.clone(),
            (_, at, before) => {
                let (year, at) = if at.is_null() { (EXAM_YEAR - 1, before) } else { (EXAM_YEAR, at) };
                format!("{year}-{:02}-{:02}", at["month"].as_i64().unwrap(), at["day"].as_i64().unwrap())
            }
        })
    };
    if let Some(order) = compare("at_least") {
        return order.is_ge();
    }
    if let Some(order) = compare("at_most") {
        return order.is_le();
    }
    if let Some(order) = compare("less_than") {
        return order.is_lt();
    }
    if let Some(order) = compare("more_than") {
        return order.is_gt();
    }
    if let Some(limit) = named_day("on_or_before") {
        return value.as_str().unwrap() <= limit.as_str();
    }
    if let Some(limit) = named_day("after") {
        return value.as_str().unwrap() > limit.as_str();
    }
    match leaf.get("in") {
        Some(words) => words.as_array().unwrap().contains(value),
        None => leaf["equals"] == *value,
    }
}

fn outcome(node: &Value, level: &str, form: &Value, policy: &Value, day: &str) -> &'static str {
    let below = |children: &Value| -> Vec<&'static str> {
        children.as_array().unwrap().iter().map(|child| outcome(child, level, form, policy, day)).collect()
    };
    let count = |outcomes: &[&str], wanted: &str| outcomes.iter().filter(|one| **one == wanted).count();
    if node.get("all").is_some() {
        let all = below(&node["all"]);
        return if count(&all, "unmet") > 0 {
            "unmet"
        } else if count(&all, "unknown") > 0 {
            "unknown"
        } else {
            "met"
        };
    }
    if node.get("any").is_some() {
        let any = below(&node["any"]);
        return if count(&any, "met") > 0 {
            "met"
        } else if count(&any, "unknown") > 0 {
            "unknown"
        } else {
            "unmet"
        };
    }
    if node.get("not").is_some() {
        return match outcome(&node["not"], level, form, policy, day) {
            "met" => "unmet",
            "unmet" => "met",
            _ => "unknown",
        };
    }
    if node.get("of").is_some() {
        let of = below(&node["of"]);
        let needed = policy["parameters"][node["at_least"].as_str().unwrap()]["value"].as_u64().unwrap();
        let needed = usize::try_from(needed).unwrap();
        let (met, open) = (count(&of, "met"), count(&of, "unknown"));
        return if met >= needed {
            "met"
        } else if met + open < needed {
            "unmet"
        } else {
            "unknown"
        };
    }
    match known(node, level, form, &policy["parameters"], day) {
        Anything => "unknown",
        OneOf(values) => match values.iter().filter(|value| meets(node, value, policy)).count() {
            0 => "unmet",
            some if some == values.len() => "met",
            _ => "unknown",
        },
    }
}

/// A leaf of any quantity with any comparison it takes.
fn leaf() -> impl Strategy<Value = Value> {
    let number = prop::sample::select(vec!["work_years", "level_years", "age"]);
    let order = || prop::sample::select(vec!["at_least", "at_most", "less_than", "more_than"]);
    let parameter = || prop::sample::select(vec!["p0", "p1", "p2", "p3"]);
    let level = || prop::sample::select(LEVELS.to_vec());
    let schooling = || prop::sample::select(SCHOOLING.map(|(name, _)| name).to_vec());
    let counts = prop::sample::select(vec!["qualified_assessments", "excellent_assessments"]);
    let kinds = prop::sample::subsequence(vec!["skill_contest", "model_worker"], 1..=2);
    let filter = (kinds, any::<[bool; 5]>(), prop::option::of(prop::sample::select(vec!["city", "province"])))
        .prop_map(|(kinds, flags, grade)| {
            let mut filter = json!({ "kinds": kinds });
            for (flag, name) in flags.iter().zip(["since_certificate", "ranked", "main_contributor"]) {
                if *flag {
                    filter[name] = true.into();
                }
            }
            if flags[3] {
                filter["prize_within"] = "p1".into();
            }
            if flags[4] {
                filter["within_years"] = "p2".into();
            }
            if let Some(grade) = grade {
                filter["grade"] = grade.into();
            }
            filter
        });
    let one = |quantity: &str, operator: &str, value: Value| json!({ "quantity": quantity, operator: value });
    prop_oneof![
        4 => (number, order(), parameter()).prop_map(move |(q, op, p)| one(q, op, p.into())),
        2 => (prop::sample::select(vec!["held_level", "appointed_level"]), order(), level())
            .prop_map(move |(q, op, word)| one(q, op, word.into())),
        1 => (prop::sample::subsequence(LEVELS.to_vec(), 1..4)).prop_map(move |words| one("held_level", "in", words.into())),
        2 => (order(), schooling()).prop_map(move |(op, word)| one("schooling", op, word.into())),
        1 => schooling().prop_map(move |word| one("schooling", "equals", word.into())),
        1 => prop::sample::select(vec!["male", "female"]).prop_map(move |word| one("sex", "equals", word.into())),
        1 => any::<bool>().prop_map(move |flag| one("exception_claimed", "equals", flag.into())),
        1 => any::<bool>().prop_map(move |flag| one("work_type_mismatch", "equals", flag.into())),
        1 => prop::sample::subsequence(vec!["same", "merged", "changed"], 1..3)
            .prop_map(move |words| one("work_type_relation", "in", words.into())),
        1 => (prop::sample::select(vec!["on_or_before", "after"]), prop::sample::select(vec!["notice", "regularised_by", "end_of_year_before"]))
            .prop_map(move |(op, day)| one("regularised_on", op, day.into())),
        2 => (counts, order(), parameter(), parameter())
            .prop_map(|(q, op, p, window)| json!({ "quantity": q, op: p, "last_years": window })),
        2 => (order(), parameter(), filter).prop_map(|(op, p, filter)| json!({ "quantity": "awards", op: p, "awards": filter })),
    ]
}

fn condition() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        let children = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            children().prop_map(|all| json!({ "all": all })),
            children().prop_map(|any| json!({ "any": any })),
            inner.clone().prop_map(|not| json!({ "not": not })),
            (children(), prop::sample::select(vec!["p0", "p1"])).prop_map(|(of, k)| json!({ "of": of, "at_least": k })),
        ]
    })
}

fn form() -> impl Strategy<Value = Value> {
    let maybe_level = || prop::option::of(prop::sample::select(LEVELS.to_vec()));
    let schooling = prop::option::of(prop::sample::select(SCHOOLING.map(|(name, _)| name).to_vec()));
    let grade = prop::sample::select(vec!["unqualified", "no_grade", "basically_qualified", "qualified", "excellent"]);
    let assessments = prop::option::of(prop::collection::vec((2014..2023_i64, grade), 0..8));
    let award = (
        prop::sample::select(vec!["skill_contest", "model_worker", "commendation"]),
        prop::sample::select(vec!["county", "city", "province", "nation"]),
        2008..2023_i64,
        prop::option::of(1..9_u32),
        prop::option::of(1..9_u32),
        prop::option::of(any::<bool>()),
    );
    let awards = prop::option::of(prop::collection::vec(award, 0..4));
    let work_type = || prop::option::of(prop::sample::select(vec!["播音员", "药工"]));
    let day = || (1990..2023_i64, 1..13_i64, 1..29_i64).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    (
        (maybe_level(), maybe_level(), schooling, any::<bool>(), prop::sample::select(vec!["five", "four", "three", "two", "one"])),
        (prop::option::of(1995..2023_i64), prop::option::of(day()), prop::option::of(day()), work_type(), work_type()),
        (1960..1995_i64, 1..13_i64, 1..29_i64, 1..10_i64),
        (assessments, awards),
    )
        .prop_map(|((held, appointed, schooling, claimed, level), (year, start, regularised, current, declared), born, (assessments, awards))| {
            let head = format!("410105{}{:02}{:02}00{}", born.0, born.1, born.2, born.3);
            let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
            let sum: u32 = head.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
            let check = b"10X98765432"[usize::try_from(sum % 11).unwrap()] as char;
            json!({
                "candidate": { "name": "示例", "identity_number": format!("{head}{check}") },
                "work_start": start, "regularised_on": regularised,
                "current": { "level": held, "obtained_year": year, "work_type": current },
                "declared": { "level": level, "work_type": declared },
                "exception": { "claimed": claimed }, "schooling": schooling, "appointed_level": appointed,
                "assessments": assessments.map(|list| list.iter().map(|(year, grade)| json!({ "year": year, "grade": grade })).collect::<Vec<_>>()),
                "awards": awards.map(|list| list.iter().map(|(kind, grade, year, rank, prize, main)| json!({
                    "kind": kind, "grade": grade, "year": year, "rank": rank, "prize": prize, "main_contributor": main,
                })).collect::<Vec<_>>()),
            })
        })
}

/// Henan's policy with other rules and parameters.
fn policy(condition: &Value, parameters: [i64; 4]) -> Value {
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    let citation = json!({ "document": "default", "clause": "-", "confidence": "assumed" });
    for (at, value) in parameters.iter().enumerate() {
        policy["parameters"][format!("p{at}")] = json!({ "value": value, "citation": citation });
    }
    policy["rules"] = json!([{
        "name": "random", "levels": ["five", "four", "three", "two", "one"], "label": { "zh": "-", "en": "-" },
        "condition": condition, "code": "eligibility/condition", "citation": citation,
    }]);
    for list in ["judged", "exceptions", "materials"] {
        policy[list] = json!([]);
    }
    policy
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn engine_and_reference_agree(
        condition in condition(),
        forms in prop::collection::vec(form(), 8),
        parameters in [0..40_i64, 0..8_i64, 0..12_i64, 0..40_i64],
    ) {
        let policy = policy(&condition, parameters);
        let engine = Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap();
        for form in forms {
            let level = form["declared"]["level"].as_str().unwrap();
            let report = engine.assess_json(&form.to_string(), None, "2022-03-10").unwrap();
            let engine_says = serde_json::to_value(report.rules[0].condition.outcome).unwrap();
            let reference_says = outcome(&condition, level, &form, &policy, "2022-03-10");
            prop_assert_eq!(engine_says.as_str().unwrap(), reference_says, "{} for {}", condition, form);
        }
    }
}
