//! Random people and random rules over every quantity, for tests that ask two ways of deciding whether they agree.

#![allow(dead_code, reason = "each test uses its part")]

use gongkao::policy::Policy;
use proptest::prelude::*;
use serde_json::{Value, json};

const LEVELS: [&str; 6] = ["ungraded", "five", "four", "three", "two", "one"];
const SCHOOLING: [&str; 6] =
    ["primary", "junior_middle", "senior_middle", "technical_school", "junior_college", "doctor"];
const PENALTIES: [&str; 5] = ["warning", "demerit", "serious_demerit", "demotion", "dismissal"];

fn select<const N: usize>(words: [&'static str; N]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(words.to_vec())
}

/// A comparison of any quantity.
fn leaf() -> impl Strategy<Value = Value> {
    let order = || select(["at_least", "at_most", "less_than", "more_than"]);
    let parameter = || select(["p0", "p1", "p2", "p3"]);
    let one = |quantity: &str, operator: &str, value: Value| json!({ "quantity": quantity, operator: value });
    let number = select(["work_years", "level_years", "age", "post_years", "retirement_years", "type_years"]);
    let counts =
        select(["qualified_assessments", "excellent_assessments", "failed_assessments", "lacking_assessments"]);
    let day = select(["regularised_on", "work_start", "obtained_on", "retirement_day"]);
    prop_oneof![
        6 => (number, order(), parameter()).prop_map(move |(q, op, p)| one(q, op, p.into())),
        2 => (select(["work_years", "level_years", "age", "post_years"]), order(), parameter())
            .prop_map(|(q, op, p)| json!({ "quantity": q, op: p, "counted": "own" })),
        2 => (select(["held_level", "appointed_level"]), order(), prop::sample::select(LEVELS.to_vec()))
            .prop_map(move |(q, op, word)| one(q, op, word.into())),
        1 => prop::sample::subsequence(LEVELS.to_vec(), 1..4).prop_map(move |words| one("held_level", "in", words.into())),
        1 => (order(), prop::sample::select(SCHOOLING.to_vec())).prop_map(move |(op, word)| one("schooling", op, word.into())),
        1 => select(["male", "female"]).prop_map(move |word| one("sex", "equals", word.into())),
        1 => select(["administrative", "public_institution"]).prop_map(move |word| one("unit_category", "equals", word.into())),
        1 => (order(), prop::sample::select(PENALTIES.to_vec())).prop_map(move |(op, word)| one("penalty", op, word.into())),
        1 => any::<bool>().prop_map(move |flag| one("exception_claimed", "equals", flag.into())),
        1 => prop::sample::subsequence(vec!["same", "merged", "changed"], 1..3)
            .prop_map(move |words| one("work_type_relation", "in", words.into())),
        3 => (select(["on_or_before", "after"]), day, select(["a_day", "report_day", "ten_years_ago"]))
            .prop_map(move |(op, q, day)| one(q, op, day.into())),
        2 => (counts, order(), parameter(), parameter(), any::<bool>())
            .prop_map(|(q, op, p, window, since)| json!({ "quantity": q, op: p, "last_years": window, "since_work_start": since })),
        2 => (order(), parameter(), any::<[bool; 3]>()).prop_map(|(op, p, [since, ranked, main])| {
            let filter = json!({ "kinds": ["skill_contest"], "since_certificate": since, "ranked": ranked, "main_contributor": main });
            json!({ "quantity": "awards", op: p, "awards": filter })
        }),
        2 => any::<bool>().prop_map(|flag| json!({ "fact": "flag", "equals": flag })),
        1 => (order(), parameter()).prop_map(|(op, p)| json!({ "fact": "count", op: p })),
        1 => select(["on_or_before", "after"]).prop_map(|op| json!({ "fact": "day", op: "a_day" })),
        1 => prop::sample::subsequence(vec!["red", "green", "blue"], 1..3).prop_map(|words| json!({ "fact": "colour", "in": words })),
    ]
}

fn condition() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(3, 16, 3, |inner| {
        let children = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            children().prop_map(|all| json!({ "all": all })),
            children().prop_map(|any| json!({ "any": any })),
            inner.clone().prop_map(|not| json!({ "not": not })),
            (children(), select(["p0", "p1"])).prop_map(|(of, k)| json!({ "of": of, "at_least": k })),
        ]
    })
}

/// A policy with random rules, one of which has a `when`, one of which sends to a person, and exceptions of every effect.
pub(crate) fn policy() -> impl Strategy<Value = Value> {
    let counting = (
        select(["year", "month", "day"]),
        select(["plain", "both_ends", "one_year_lag"]),
        select(["first_day", "last_day", "day_of_issue"]),
    );
    (
        prop::collection::vec(condition(), 4),
        (leaf(), leaf(), condition(), condition()),
        [0..40_i64, 0..4_i64, 0..12_i64, 0..25_i64],
        counting,
        any::<[bool; 4]>(),
    )
        .prop_map(|(conditions, (when, special, door, other), parameters, (granularity, offset, year_only), flags)| {
            let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
            let citation = json!({ "document": "default", "clause": "-", "confidence": "assumed" });
            let text = json!({ "zh": "-", "en": "-" });
            for (at, value) in parameters.iter().enumerate() {
                policy["parameters"][format!("p{at}")] = json!({ "value": value, "citation": citation });
            }
            policy["days"]["a_day"] = json!({ "day": { "fixed": "2012-06-30" }, "citation": citation });
            policy["days"]["report_day"] = json!({ "day": { "report_day": {} }, "citation": citation });
            policy["days"]["ten_years_ago"] = json!({ "day": { "before_report": { "years": 10 } }, "citation": citation });
            policy["counting"]["named"] = json!({ "own": {
                "until": "report_day", "granularity": "month", "offset": "plain", "until_retirement": flags[1], "citation": citation,
            } });
            let fact = |kind: &str| json!({ "kind": kind, "label": text, "citation": citation });
            policy["facts"] = json!({ "flag": fact("flag"), "count": fact("number"), "day": fact("day"), "colour": fact("word") });
            policy["facts"]["colour"]["words"] = ["red", "green", "blue"].iter().map(|word| json!({ "name": word, "label": text })).collect();
            for kind in ["work_years", "level_years", "age", "post_years", "type_years", "retirement_years"] {
                let until = if flags[0] { "report_day" } else { "a_day" };
                policy["counting"][kind] = json!({ "until": until, "granularity": granularity, "offset": offset, "year_only": year_only, "citation": citation });
                if kind == "type_years" || kind == "work_years" && flags[1] {
                    policy["counting"][kind]["service"] = json!({ "kinds": ["work", "military"], "on_change": "same_type" });
                }
            }
            let levels = json!(["five", "four", "three", "two", "one"]);
            let rules: Vec<Value> = conditions
                .iter()
                .enumerate()
                .map(|(at, condition)| {
                    let mut named = condition.clone();
                    named["name"] = format!("branch{at}").into();
                    let condition = json!({ "any": [named, { "name": format!("way{at}"), "fact": "flag", "equals": false }] });
                    json!({ "name": format!("rule{at}"), "levels": levels, "label": text, "condition": condition, "code": "eligibility/condition", "citation": citation })
                })
                .collect();
            policy["rules"] = rules.into();
            policy["rules"][1]["when"] = when;
            policy["rules"][2]["severity"] = "review".into();
            policy["rules"][3]["instead"] = json!([{ "when": special, "code": "eligibility/judged" }]);
            let effects = [
                json!({ "refer": ["rule0"], "citation": citation }),
                json!({ "waive": ["branch1"], "citation": citation }),
                json!({ "reduce": { "parameter": "p2", "by": "p1" }, "citation": citation }),
                json!({ "replace": { "name": "rule3", "with": other }, "citation": citation }),
                json!({ "skip_levels": "p1", "citation": citation }),
            ];
            let exception = |name: &str, claim: &str, once: bool, effects: &[Value]| json!({
                "name": name, "levels": levels, "label": text, "condition": door, "claim": claim, "once_a_year": once,
                "effects": effects, "citation": citation,
            });
            policy["exceptions"] = json!([exception("asked", "ticked", flags[2], &effects[..2]), exception("more", "ticked", false, &effects[2..])]);
            if flags[3] {
                policy["exceptions"].as_array_mut().unwrap().push(exception("own", "automatic", false, &effects[1..3]));
            }
            policy["judged"] = json!([]);
            policy["materials"] = json!([]);
            policy
        })
}

fn day() -> impl Strategy<Value = String> {
    (1985..2023_i64, 1..13_i64, 1..29_i64).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"))
}

fn maybe<T: std::fmt::Debug>(strategy: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.75, strategy)
}

/// A person, with anything left out.
pub(crate) fn form() -> impl Strategy<Value = Value> {
    let grade = select(["unqualified", "no_grade", "basically_qualified", "qualified", "excellent"]);
    let assessments = maybe(prop::collection::vec((2014..2023_i64, grade), 0..8));
    let award = (select(["skill_contest", "model_worker"]), 2008..2023_i64, maybe(1..9_u32), maybe(any::<bool>()));
    let awards = maybe(prop::collection::vec(award, 0..4));
    let service = maybe(prop::collection::vec(
        (day(), maybe(day()), maybe(select(["播音员", "药工"])), select(["work", "military", "school"])),
        0..4,
    ));
    let penalties = maybe(prop::collection::vec((prop::sample::select(PENALTIES.to_vec()), day(), maybe(day())), 0..3));
    let level = || maybe(prop::sample::select(LEVELS.to_vec()));
    let work_type = || maybe(select(["播音员", "药工", "没有的工种"]));
    (
        (level(), level(), maybe(prop::sample::select(SCHOOLING.to_vec())), maybe(any::<bool>()), maybe(select(["five", "four", "three", "two", "one"]))),
        (maybe(1995..2023_i64), maybe(day()), maybe(day()), work_type(), work_type(), prop::option::weighted(0.2, day()), maybe(day())),
        (1960..1995_i64, 1..13_i64, 1..29_i64, 1..10_i64, maybe(select(["men", "women50", "women55"])), any::<u8>()),
        (assessments, awards, service, penalties),
        (maybe(any::<bool>()), maybe(0..30_i64), maybe(day()), maybe(select(["red", "green", "blue"])), maybe(prop::collection::vec(2020..2023_i64, 0..2))),
        maybe(select(["administrative", "public_institution"])),
    )
        .prop_map(|((held, appointed, schooling, claimed, level), (year, start, regularised, current, declared, on, post), born, lists, facts, category)| {
            let head = format!("410105{}{:02}{:02}00{}", born.0, born.1, born.2, born.3);
            let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
            let sum: u32 = head.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
            let check = b"10X98765432"[usize::try_from(sum % 11).unwrap()] as char;
            // One in eight has a number that is none.
            let number = if born.5 % 8 == 0 { "12345".to_owned() } else { format!("{head}{check}") };
            let (assessments, awards, service, penalties) = lists;
            let mut answers = serde_json::Map::new();
            answers.extend(facts.0.map(|flag| ("flag".to_owned(), flag.into())));
            answers.extend(facts.1.map(|count| ("count".to_owned(), count.into())));
            answers.extend(facts.2.map(|day| ("day".to_owned(), day.into())));
            answers.extend(facts.3.map(|word| ("colour".to_owned(), word.into())));
            json!({
                "candidate": { "name": "", "identity_number": number, "retirement_category": born.4 },
                "work_start": start, "regularised_on": regularised, "appointed_on": post, "unit_category": category,
                "current": { "level": held, "obtained_year": year, "obtained_on": on, "work_type": current },
                "declared": { "level": level, "work_type": declared },
                "exception": { "claimed": claimed == Some(true), "used_years": facts.4 }, "schooling": schooling, "appointed_level": appointed,
                "assessments": assessments.map(|list| list.iter().map(|(year, grade)| json!({ "year": year, "grade": grade })).collect::<Vec<_>>()),
                "awards": awards.map(|list| list.iter().map(|(kind, year, rank, main)| json!({
                    "kind": kind, "grade": "city", "year": year, "rank": rank, "main_contributor": main,
                })).collect::<Vec<_>>()),
                "service": service.map(|list| list.iter().map(|(from, until, work_type, kind)| json!({
                    "from": from, "until": until, "work_type": work_type, "kind": kind,
                })).collect::<Vec<_>>()),
                "penalties": penalties.map(|list| list.iter().map(|(kind, from, until)| json!({ "kind": kind, "from": from, "until": until })).collect::<Vec<_>>()),
                "answers": answers,
            })
        })
}

/// The value of a column of a form in JSON: its column's field, or nothing.
pub(crate) fn value<'f>(form: &'f Value, field: &str) -> &'f Value {
    field.split('.').fold(form, |value, name| &value[name])
}
