//! The first day on which the same facts pass.

use super::*;

/// Whatever the day, whatever moves with time, and with windows of one region: the first day is that which the engine finds.
pub(super) fn compare_earliest(engine: &Engine, forms: &[Value], day: Date) {
    let batch = table(forms, engine.policy(), false);
    let table = Table::new(engine, &batch, day).unwrap();
    let told = table.decide(0..table.rows(), Wanted { earliest: true, ..Wanted::VERDICT }).batch;
    for (row, json) in forms.iter().enumerate() {
        let form = ApplicationForm::from_json(&json.to_string()).unwrap();
        let foreseen = engine.when(&form, None, day);
        let earliest = foreseen.earliest.as_ref().map(|foreseen| foreseen.day);
        assert_eq!(earliest_day(&told, row), earliest, "{day} {json}");
    }
}

/// Henan's policy with one rule alone, at level four, and parameters besides.
pub(super) fn with_rule(condition: &Value, parameters: &[(&str, Value)]) -> Value {
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    let citation = serde_json::json!({ "document": "default", "clause": "-", "confidence": "assumed" });
    for table in ["exceptions", "judged", "materials", "cases"] {
        policy[table] = serde_json::json!([]);
    }
    let mut rule = policy["rules"][0].clone();
    rule["levels"] = serde_json::json!(["four"]);
    rule["condition"] = condition.clone();
    rule.as_object_mut().unwrap().remove("when");
    rule["code"] = "eligibility/condition".into();
    rule["citation"] = citation;
    policy["rules"] = serde_json::json!([rule]);
    for (name, parameter) in parameters {
        policy["parameters"][*name] = parameter.clone();
    }
    policy
}

pub(super) fn engine_of(policy: &Value) -> Engine {
    Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap()
}

fn born(year: i32, answers: &Value) -> Value {
    let mut form = serde_json::json!({ "candidate": { "name": "-", "identity_number": number((year, 6, 15), true) }, "declared": { "level": "four" } });
    form.as_object_mut().unwrap().extend(answers.as_object().unwrap().clone());
    form
}

pub(super) fn cited(value: &Value) -> Value {
    let mut value = value.clone();
    value["citation"] = serde_json::json!({ "document": "default", "clause": "-", "confidence": "assumed" });
    value
}

#[test]
fn a_level_without_rules_has_no_earliest_day() {
    let engine = engine_of(&with_rule(&serde_json::json!({ "quantity": "held_level", "at_least": "five" }), &[]));
    let mut form = born(1990, &serde_json::json!({}));
    form["declared"]["level"] = "five".into();
    compare_earliest(&engine, &[form], "2022-03-10".parse().unwrap());
}

#[test]
fn the_last_day_there_is_counts() {
    let p = cited(&serde_json::json!({ "value": 18 }));
    let mut policy = with_rule(&serde_json::json!({ "quantity": "age", "at_least": "p" }), &[("p", p)]);
    policy["round"]["windows"] = serde_json::json!([]);
    compare_earliest(&engine_of(&policy), &[born(1990, &serde_json::json!({}))], "2200-06-01".parse().unwrap());
}

#[test]
fn a_day_of_birth_that_counts_only_later_is_read_today() {
    let p = cited(&serde_json::json!({ "value": 18 }));
    let mut policy = with_rule(&serde_json::json!({ "quantity": "age", "at_least": "p" }), &[("p", p)]);
    policy["days"]["long_before"] = cited(&serde_json::json!({ "day": { "before_report": { "years": 60 } } }));
    policy["counting"]["age"]["until"] = "long_before".into();
    compare_earliest(&engine_of(&policy), &[born(1900, &serde_json::json!({}))], "1850-01-01".parse().unwrap());
}

#[test]
fn a_window_of_any_number_of_years_costs_no_more() {
    let condition = serde_json::json!({ "quantity": "qualified_assessments", "at_least": "p", "last_years": "w" });
    let w = serde_json::json!({ "dated": [
        cited(&serde_json::json!({ "value": 3 })), cited(&serde_json::json!({ "from": 2023, "value": 1_000_000 })),
    ] });
    let p = cited(&serde_json::json!({ "value": 1 }));
    let policy = with_rule(&condition, &[("w", w), ("p", p.clone())]);
    let years: Vec<Value> =
        (1900..2022).map(|year| serde_json::json!({ "year": year, "grade": "unqualified" })).collect();
    let forms = [
        born(1990, &serde_json::json!({ "assessments": years })),
        born(1990, &serde_json::json!({ "assessments": [] })),
    ];
    compare_earliest(&engine_of(&policy), &forms, "2022-03-10".parse().unwrap());
    // And one that lacks the level in a later year is refused.
    let w = serde_json::json!({ "dated": [
        cited(&serde_json::json!({ "value": 3 })), cited(&serde_json::json!({ "from": 2023, "values": { "five": 3 } })),
    ] });
    let policy = with_rule(&condition, &[("w", w), ("p", p)]);
    let refused = Policy::from_json(&policy.to_string()).unwrap_err().to_string();
    assert!(refused.contains("no value at level four from 2023"), "{refused}");
}

#[test]
fn a_region_is_named_once_in_a_window() {
    let mut policy = with_rule(&serde_json::json!({ "quantity": "held_level", "at_least": "five" }), &[]);
    policy["round"]["windows"][0]["regions"] = serde_json::json!(["410100", "410100"]);
    let refused = Policy::from_json(&policy.to_string()).unwrap_err().to_string();
    assert!(refused.contains("stands twice"), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_earliest_day_is_the_engines(
        policy in people::policy(), forms in prop::collection::vec(people::form(), 12),
        day in prop::sample::select(vec!["2021-11-05", "2022-03-10", "2022-03-21", "2022-07-01", "2023-03-15"]),
        own_window in any::<bool>(), own_days in any::<bool>(), plain in any::<bool>(),
    ) {
        let mut policy = policy;
        if plain {
            // Nobody is decided by himself, and nobody passes but by the conditions.
            policy["exceptions"] = serde_json::json!([]);
            for rule in policy["rules"].as_array_mut().unwrap() {
                rule["condition"]["any"].as_array_mut().unwrap().truncate(1);
            }
        }
        if own_window {
            let mut window = policy["round"]["windows"][0].clone();
            window["regions"] = serde_json::json!(["410100"]);
            window["opens"] = "2022-05-01T00:00".into();
            window["closes"] = "2022-05-20T24:00".into();
            policy["round"]["windows"].as_array_mut().unwrap().push(window);
        }
        if own_days {
            // As most policies count: by the end of the exam year.
            for kind in ["work_years", "level_years", "post_years", "age"] {
                policy["counting"][kind]["until"] = "exam_year_end".into();
            }
            // Nothing but what comes true and stays.
            policy["rules"][0]["condition"] = serde_json::json!({ "any": [
                { "quantity": "work_years", "at_least": "p3" },
                { "all": [{ "quantity": "level_years", "at_least": "p2" }, { "fact": "flag", "equals": true }] },
            ] });
            policy["rules"] = serde_json::json!([policy["rules"][0]]);
            policy["exceptions"] = serde_json::json!([]);
        }
        let engine = Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap();
        let mut forms = forms;
        for (at, form) in forms.iter_mut().enumerate() {
            form["region"] = ["410100", "410200"][at % 2].into();
        }
        compare_earliest(&engine, &forms, day.parse().unwrap());
    }

    #[test]
    fn the_earliest_day_is_henans(
        forms in prop::collection::vec(people::form(), 40),
        day in prop::sample::select(vec!["2021-11-05", "2022-03-10", "2022-03-21", "2022-07-01", "2023-03-15"]),
    ) {
        let engine = Engine::henan().unwrap();
        let forms: Vec<Value> = forms.into_iter().map(|mut form| { form["answers"] = serde_json::json!({}); form }).collect();
        compare_earliest(&engine, &forms, day.parse().unwrap());
    }

    /// People whose right comes and goes: it begins after some years, and ends with retirement.
    #[test]
    fn the_earliest_day_is_henans_near_retirement(
        people in prop::collection::vec(worker(), 200),
        day in prop::sample::select(vec!["2021-11-05", "2022-03-10", "2022-03-21", "2022-07-01", "2023-03-15"]),
    ) {
        let forms: Vec<Value> = people.into_iter().collect();
        compare_earliest(&Engine::henan().unwrap(), &forms, day.parse().unwrap());
    }
}

/// The identity number of somebody born on a day.
pub(super) fn number((year, month, day): (i32, u32, u32), is_male: bool) -> String {
    let digits = format!("410105{year:04}{month:02}{day:02}00{}", if is_male { 1 } else { 2 });
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{digits}{}", char::from(b"10X98765432"[sum as usize % 11]))
}

/// Somebody who has answered what Henan asks, or all but one of it.
fn worker() -> impl Strategy<Value = Value> {
    let level = || prop::sample::select(vec!["ungraded", "five", "four", "three", "two"]);
    let born = (1955..2002_i32, 1..13_u32, 1..29_u32);
    let types = prop::sample::select(vec!["播音员", "播音员", "播音员", "汽车驾驶员"]);
    let schooling = prop::sample::select(vec!["primary", "junior_middle", "senior_middle"]);
    let category = prop::sample::select(vec!["men", "women55", "women50"]);
    (born, any::<bool>(), level(), 0..4_usize, (-8..45_i32, -8..30_i32), (types, schooling, category), 0..24_usize, 0..4_usize)
        .prop_map(|((year, month, day), is_male, held, above, (work, obtained), (held_type, schooling, category), missing, awards)| {
                    let levels = ["ungraded", "five", "four", "three", "two", "one"];
            let at = levels.iter().position(|level| *level == held).unwrap();
            let mut form = serde_json::json!({
                "candidate": {
                    "name": "-", "identity_number": number((year, month, day), is_male),
                    "retirement_category": if is_male { "men" } else { category },
                },
                "work_start": format!("{}-{month:02}-{day:02}", 2022 - work), "schooling": schooling,
                "current": { "level": held, "obtained_year": 2022 - obtained, "work_type": held_type },
                "declared": { "level": levels[(at + 1).max(above).min(5)], "work_type": "播音员" },
                "regularised_on": format!("{}-09-{day:02}", 2023 - work), "appointed_level": held,
                "exception": { "claimed": missing == 20 },
                "awards": (0..awards).map(|nth| serde_json::json!({ "kind": "commendation", "grade": "province", "year": 2022 - obtained + work * i32::try_from(nth).unwrap() })).collect::<Value>(),
                "assessments": (2015..2022).map(|year| serde_json::json!({ "year": year, "grade": if year % 2 == 0 { "excellent" } else { "qualified" } })).collect::<Value>(),
            });
            match missing {
                0 => drop(form["candidate"].as_object_mut().unwrap().remove("retirement_category")),
                1 => drop(form["current"].as_object_mut().unwrap().remove("obtained_year")),
                2 => drop(form["current"].as_object_mut().unwrap().remove("work_type")),
                3 => drop(form.as_object_mut().unwrap().remove("work_start")),
                4 => form["current"]["obtained_on"] = format!("{}-06-30", 2022 - obtained).into(),
                _ => {}
            }
            form
        })
}

/// Lists so long that fewer years are looked at, and registrations more than are told apart by bits.
#[test]
fn the_earliest_day_is_the_engines_where_bits_do_not_suffice() {
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    let windows = policy["round"]["windows"].as_array_mut().unwrap();
    for month in ["05", "08", "10"] {
        let mut window = windows[0].clone();
        window["opens"] = format!("2022-{month}-01T00:00").into();
        window["closes"] = format!("2022-{month}-20T24:00").into();
        windows.push(window);
    }
    let engine = Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap();
    let mut forms: Vec<Value> = (0..60)
        .map(|years| {
            serde_json::json!({
                "candidate": { "name": "-", "identity_number": number((1990 + years % 20, 6, 15), true) },
                "work_start": format!("{}-07-01", 1995 + years), "schooling": "senior_middle",
                "current": { "level": "five", "obtained_year": 2000 + years, "work_type": "播音员" },
                "declared": { "level": "four", "work_type": "播音员" },
            })
        })
        .collect();
    let long: Vec<Value> =
        (0..9_000).map(|year| serde_json::json!({ "year": 1900 + year % 120, "grade": "qualified" })).collect();
    for (form, length) in forms.iter_mut().zip([40, 400, 9_000]) {
        form["assessments"] = long[..length].into();
    }
    compare_earliest(&engine, &forms, day());
    let later = Table::new(&engine, &table(&forms, engine.policy(), false), day())
        .unwrap()
        .decide(0..60, Wanted { earliest: true, ..Wanted::VERDICT });
    assert!(
        (0..60).any(|row| earliest_day(&later.batch, row) > Some(Date::new(2040, 1, 1).unwrap())),
        "some lie beyond the first 64 registrations"
    );
}
