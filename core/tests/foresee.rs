//! `when` against trying every day: each later year's policy is written out by moving its days, and asked day by day.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use gongkao::catalogue::Catalogue;
use gongkao::eligibility::trace::Outcome;
use gongkao::foresee::Foreseen;
use gongkao::model::application::ApplicationForm;
use gongkao::model::date::Date;
use gongkao::policy::Policy;
use gongkao::policy::set::PolicySet;
use gongkao::{Engine, Foresight};
use proptest::prelude::*;
use serde_json::{Value, json};

const YEAR: i32 = 2022;

fn henan() -> Value {
    serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap()
}

/// A day as text, years later. The generator makes no 29 February.
fn moved(day: &Value, years: i32) -> Value {
    let text = day.as_str().unwrap();
    let year: i32 = text[..4].parse().unwrap();
    format!("{}{}", year + years, &text[4..]).into()
}

/// The policy as it would be written for a later year.
fn later(policy: &Value, years: i32) -> Value {
    let mut policy = policy.clone();
    for field in ["from_year", "to_year"] {
        policy["policy"][field] = (YEAR + years).into();
    }
    policy["round"]["year"] = (YEAR + years).into();
    for window in policy["round"]["windows"].as_array_mut().unwrap() {
        window["opens"] = moved(&window["opens"], years);
        window["closes"] = moved(&window["closes"], years);
    }
    for day in policy["days"].as_object_mut().unwrap().values_mut() {
        if let Some(fixed) = day["day"].get("fixed").cloned() {
            day["day"]["fixed"] = moved(&fixed, years);
        }
    }
    policy
}

fn engine(policy: &Value) -> Engine {
    Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap()
}

/// Every later year's engine with the days on which one may register.
fn rounds(policy: &Value, level: &str, years: i32) -> Vec<(Engine, Vec<Date>)> {
    let days = |policy: &Value, year: i32| -> Vec<Date> {
        let windows = policy["round"]["windows"].as_array().unwrap().iter();
        let mut spans: Vec<(String, String)> = windows
            .filter(|window| window["levels"].as_array().unwrap().contains(&level.into()))
            .map(|window| {
                (
                    window["opens"].as_str().unwrap()[..10].to_owned(),
                    window["closes"].as_str().unwrap()[..10].to_owned(),
                )
            })
            .collect();
        if spans.is_empty() {
            spans.push((format!("{year}-01-01"), format!("{year}-12-31")));
        }
        let span = |(opens, closes): (String, String)| {
            let closes: Date = closes.parse().unwrap();
            std::iter::successors(Some(opens.parse::<Date>().unwrap()), |day| day.next())
                .take_while(move |day| *day <= closes)
        };
        spans.into_iter().flat_map(span).collect()
    };
    let round = |later_by: i32| {
        let policy = later(policy, later_by);
        (engine(&policy), days(&policy, YEAR + later_by))
    };
    (0..=years).map(round).collect()
}

struct Tried {
    earliest: Option<Date>,
    possible: Option<Date>,
    may_end: Option<Date>,
    ends: Option<Date>,
    first_met: Option<Date>,
}

fn try_every_day(rounds: &[(Engine, Vec<Date>)], form: &ApplicationForm, day: Date) -> Tried {
    let days =
        rounds.iter().flat_map(|(engine, days)| days.iter().filter(|at| **at >= day).map(move |at| (engine, *at)));
    let tried: Vec<(Date, Outcome)> = days.map(|(engine, at)| (at, engine.eligible(form, at))).collect();
    let first = |from: usize, wanted: &dyn Fn(Outcome) -> bool| {
        tried.iter().enumerate().skip(from).find(|(_, (_, outcome))| wanted(*outcome)).map(|(at, (day, _))| (at, *day))
    };
    let met = |outcome: Outcome| outcome == Outcome::Met;
    let now = rounds[0].0.eligible(form, day);
    let passed = if met(now) { Some(0) } else { first(0, &met).map(|(at, _)| at) };
    let ends = passed.and_then(|at| first(at, &|outcome| outcome == Outcome::Unmet));
    let until = ends.map_or(tried.len(), |(at, _)| at);
    Tried {
        earliest: first(0, &met).filter(|(at, _)| !met(now) || *at < until).map(|(_, day)| day),
        possible: first(0, &|outcome| outcome != Outcome::Unmet).map(|(_, day)| day),
        may_end: passed.and_then(|at| first(at, &|outcome| outcome != Outcome::Met)).map(|(_, day)| day),
        ends: ends.map(|(_, day)| day),
        first_met: first(0, &met).map(|(_, day)| day),
    }
}

fn check(rounds: &[(Engine, Vec<Date>)], form: &Value, day: &str, single: bool) -> Result<(), TestCaseError> {
    let day: Date = day.parse().unwrap();
    let form = ApplicationForm::from_json(&form.to_string()).unwrap();
    let foreseen: Foresight = rounds[0].0.when(&form, None, day);
    let tried = try_every_day(rounds, &form, day);
    let on = |seen: &Option<Foreseen>| seen.as_ref().map(|seen| seen.day);
    let said = serde_json::to_string(&foreseen).unwrap();
    prop_assert_eq!(on(&foreseen.earliest), tried.earliest, "earliest: {}", said);
    let possible = on(&foreseen.possible).or(on(&foreseen.earliest));
    prop_assert_eq!(possible, tried.possible, "possible: {}", said);
    prop_assert_eq!(on(&foreseen.may_end), tried.may_end, "may end: {}", said);
    prop_assert_eq!(on(&foreseen.ends), tried.ends, "ends: {}", said);
    if single {
        prop_assert_eq!(foreseen.rules[0].first_met, tried.first_met, "rule: {}", said);
        prop_assert_eq!(foreseen.never.is_empty(), tried.first_met.is_some());
    }
    // What is missing on the first day that may do is what a report of that day asks for.
    if let Some(possible) = &foreseen.possible {
        let (engine, _) = &rounds[usize::try_from(possible.exam_year - YEAR).unwrap()];
        prop_assert_eq!(&foreseen.needed, &engine.assess(&form, None, possible.day).needed, "needed: {}", said);
    }
    prop_assert_eq!(foreseen.now, rounds[0].0.eligible(&form, day));
    Ok(())
}

/// An identity number of a man or woman born on that day.
fn identity((year, month, day): (i32, u32, u32), serial: u32) -> String {
    let head = format!("410105{year}{month:02}{day:02}00{serial}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = head.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    format!("{head}{}", b"10X98765432"[usize::try_from(sum % 11).unwrap()] as char)
}

fn day(years: std::ops::Range<i32>) -> impl Strategy<Value = String> {
    (years, 1..13_u32, 1..29_u32).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
}

fn form(level: &'static str) -> impl Strategy<Value = Value> {
    let held =
        prop::sample::select(vec![None, Some("ungraded"), Some("five"), Some("four"), Some("three"), Some("two")]);
    let schooling = prop::sample::select(vec![None, Some("junior_middle"), Some("senior_middle")]);
    let service = prop::collection::vec((day(1990..2030), prop::option::of(day(2000..2050)), any::<bool>()), 0..4);
    let penalties = prop::collection::vec(
        (
            prop::sample::select(vec!["warning", "demerit", "dismissal"]),
            day(2020..2040),
            prop::option::of(day(2021..2045)),
        ),
        0..3,
    );
    (
        (held, schooling, 1955..2000_i32, 1..13_u32, 1..29_u32, 1..9_u32),
        (prop::option::of(2005..2023_i32), prop::option::of(day(1985..2024)), prop::option::of(day(2000..2030))),
        (prop::option::of(service), prop::option::of(penalties), any::<bool>(), prop::option::of(day(1995..2030))),
    )
        .prop_map(move |((held, schooling, year, month, day, serial), (obtained, start, appointed), (service, penalties, known, regularised))| {
            let category = match (known, serial % 2) {
                (false, _) => Value::Null,
                (true, 1) => "men".into(),
                (true, _) => "women50".into(),
            };
            json!({
                "candidate": { "name": "示例", "identity_number": identity((year, month, day), serial), "retirement_category": category },
                "work_start": start, "appointed_on": appointed, "schooling": schooling, "regularised_on": regularised,
                "current": { "level": held, "obtained_year": obtained, "work_type": "播音员" },
                "declared": { "level": level, "work_type": "播音员" },
                "service": service.map(|list| list.iter().map(|(from, until, same)| json!({
                    "from": from, "until": until, "work_type": if *same { "播音员" } else { "药工" },
                })).collect::<Vec<_>>()),
                "penalties": penalties.map(|list| list.iter().map(|(kind, from, until)| json!({
                    "kind": kind, "from": from, "until": until,
                })).collect::<Vec<_>>()),
            })
        })
}

/// A comparison of something that time changes.
fn leaf() -> impl Strategy<Value = Value> {
    let years =
        prop::sample::select(vec!["work_years", "level_years", "age", "type_years", "post_years", "retirement_years"]);
    let order = prop::sample::select(vec!["at_least", "at_most", "less_than", "more_than"]);
    let days = prop::sample::select(vec!["work_start", "regularised_on", "retirement_day", "obtained_on"]);
    let named = prop::sample::select(vec!["notice", "end_of_year_before", "report_day", "ago"]);
    let counted = (years, order, prop::sample::select(vec!["p0", "p1", "p2"]), any::<bool>());
    prop_oneof![
        4 => counted.prop_map(|(q, op, p, named)| {
            if named { json!({ "quantity": q, op: p, "counted": q }) } else { json!({ "quantity": q, op: p }) }
        }),
        3 => (days, prop::sample::select(vec!["on_or_before", "after"]), named).prop_map(|(q, op, d)| json!({ "quantity": q, op: d })),
        1 => prop::sample::select(vec!["less_than", "at_least"]).prop_map(|op| json!({ "quantity": "penalty", op: "demerit" })),
        1 => Just(json!({ "quantity": "held_level", "at_least": "five" })),
    ]
}

fn condition() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(3, 10, 3, |inner| {
        let children = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            children().prop_map(|all| json!({ "all": all })),
            children().prop_map(|any| json!({ "any": any })),
            inner.clone().prop_map(|not| json!({ "not": not })),
        ]
    })
}

/// Henan's policy with one rule, and other ways to count.
fn policy() -> impl Strategy<Value = Value> {
    let until = || prop::sample::select(vec!["report_day", "exam_year_end", "ago"]);
    let counting = (
        until(),
        prop::sample::select(vec!["year", "month", "day"]),
        prop::sample::select(vec!["plain", "both_ends", "one_year_lag"]),
    );
    let change = prop::sample::select(vec!["sum", "same_type", "reset"]);
    (
        condition(),
        prop::collection::vec(counting, 6),
        change,
        [0..40_i64, 0..12_i64, 40..62_i64],
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(condition, countings, change, parameters, windows, by_issue)| {
            let mut policy = henan();
            let citation = json!({ "document": "default", "clause": "-", "confidence": "assumed" });
            for (at, value) in parameters.iter().enumerate() {
                policy["parameters"][format!("p{at}")] = json!({ "value": value, "citation": citation });
            }
            policy["days"]["ago"] = json!({ "day": { "before_report": { "years": 3 } }, "citation": citation });
            let kinds = ["work_years", "level_years", "type_years", "post_years", "retirement_years", "age"];
            for (kind, (until, granularity, offset)) in kinds.iter().zip(countings) {
                let mut counting =
                    json!({ "until": until, "granularity": granularity, "offset": offset, "citation": citation });
                if *kind == "type_years" {
                    counting["service"] = json!({ "kinds": ["work"], "on_change": change });
                }
                if ["work_years", "level_years"].contains(kind) && by_issue {
                    counting["until_retirement"] = true.into();
                }
                if *kind == "level_years" && by_issue {
                    counting["year_only"] = "day_of_issue".into();
                }
                policy["counting"]["named"][*kind] = counting.clone();
                policy["counting"]["named"][*kind]["until"] = "report_day".into();
                policy["counting"][*kind] = counting;
            }
            policy["rules"] = json!([{
                "name": "random", "levels": ["four"], "label": { "zh": "-", "en": "-" },
                "condition": condition, "code": "eligibility/condition", "citation": citation,
            }]);
            for list in ["judged", "exceptions", "materials"] {
                policy[list] = json!([]);
            }
            if !windows {
                policy["round"]["windows"] = json!([]);
            }
            policy
        })
}

#[test]
fn henans_answers_are_those_of_every_day() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    for level in ["five", "four", "three", "two", "one"] {
        let rounds = rounds(&henan(), level, 40);
        runner.run(&form(level), |form| check(&rounds, &form, "2022-03-10", false)).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_answers_are_those_of_every_day(policy in policy(), forms in prop::collection::vec(form("four"), 3), from in day(2021..2023)) {
        // As far as is looked ahead from this day.
        let rounds = rounds(&policy, "four", 40);
        for form in forms {
            check(&rounds, &form, &from, true)?;
        }
    }
}

fn four_years_short() -> ApplicationForm {
    let form = json!({
        "candidate": { "name": "示例", "identity_number": "410105198006150019" }, "work_start": "2014-07-01",
        "current": { "level": "five", "obtained_year": 2021, "work_type": "播音员" },
        "declared": { "level": "four", "work_type": "播音员" },
    });
    ApplicationForm::from_json(&form.to_string()).unwrap()
}

#[test]
fn a_policy_known_for_a_later_year_takes_the_place_of_the_assumption() {
    let mut shorter = later(&henan(), 2);
    shorter["policy"]["id"] = "henan-2024".into();
    shorter["policy"]["to_year"] = 2030.into();
    shorter["parameters"]["seniority_years"]["dated"][1]["values"]["four"] = 9.into();
    let set = PolicySet::new([Policy::henan().unwrap(), Policy::from_json(&shorter.to_string()).unwrap()]).unwrap();
    let engine = Engine::henan().unwrap();
    let day = "2022-03-10".parse().unwrap();
    let alone = engine.when(&four_years_short(), None, day).earliest.unwrap();
    assert_eq!((alone.exam_year, alone.assumed), (2024, true), "10 years of work");
    let known = engine.when_in(&set, &four_years_short(), None, day).unwrap();
    let earliest = known.earliest.unwrap();
    assert_eq!((earliest.exam_year, earliest.policy.as_str(), earliest.assumed), (2024, "henan-2024", false));
    let mut eager = shorter.clone();
    eager["parameters"]["seniority_years"]["dated"][1]["values"]["four"] = 11.into();
    let set = PolicySet::new([Policy::from_json(&eager.to_string()).unwrap()]).unwrap();
    let earliest = engine.when_in(&set, &four_years_short(), None, day).unwrap().earliest.unwrap();
    assert_eq!((earliest.exam_year, earliest.policy.as_str(), earliest.assumed), (2025, "henan-2024", true));
}

#[test]
fn a_form_with_too_many_entries_is_looked_at_for_fewer_years() {
    let penalties: Vec<Value> = (0..20_000).map(|at| json!({ "kind": "warning", "from": format!("20{:02}-01-{:02}", at % 50 + 22, at % 28 + 1), "until": format!("20{:02}-03-{:02}", at % 50 + 22, at % 28 + 1) })).collect();
    let mut policy = henan();
    let rule =
        policy["rules"].as_array().unwrap().iter().find(|rule| rule["levels"] == json!(["four"])).unwrap().clone();
    policy["rules"] = json!([rule]);
    policy["rules"][0]["condition"] = json!({ "quantity": "penalty", "less_than": "demerit" });
    policy["rules"][0]["code"] = "eligibility/condition".into();
    policy["rules"][0]["instead"] = json!([]);
    for list in ["exceptions", "judged"] {
        policy[list] = json!([]);
    }
    policy["round"]["windows"] = json!([]);
    let mut form = serde_json::to_value(four_years_short()).unwrap();
    form["penalties"] = penalties.into();
    let form = ApplicationForm::from_json(&form.to_string()).unwrap();
    let foreseen = engine(&policy).when(&form, None, "2022-03-10".parse().unwrap());
    assert!(foreseen.until.unwrap() < "2050-01-01".parse().unwrap(), "{:?}", foreseen.until);
}
