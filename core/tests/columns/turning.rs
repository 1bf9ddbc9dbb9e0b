//! Conditions of nothing but years, in every joint there is: they come and go from registration to registration.

use serde_json::json;

use super::earliest::{cited, compare_earliest, engine_of, number, with_rule};
use super::*;

/// Years compared with numbers, joined in any way, some with the level held, which does not change.
fn condition() -> impl Strategy<Value = Value> {
    let order = prop::sample::select(vec!["at_least", "at_most", "more_than", "less_than"]);
    let quantity = prop::sample::select(vec!["work_years", "level_years", "age"]);
    let years = (quantity.clone(), order, 1..7_usize).prop_map(|(quantity, order, parameter)| {
        let mut leaf = json!({ "quantity": quantity });
        leaf[order] = format!("y{parameter}").into();
        leaf
    });
    // It ends, and years later it begins again.
    let again = (quantity, 1..6_usize).prop_map(|(quantity, parameter)| {
        let (few, many) = (format!("y{parameter}"), format!("y{}", parameter + 1));
        json!({ "any": [{ "quantity": quantity, "at_most": few }, { "quantity": quantity, "at_least": many }] })
    });
    let leaf = prop_oneof![4 => years, 2 => again, 1 => Just(json!({ "quantity": "held_level", "at_least": "five" }))];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let several = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several().prop_map(|all| json!({ "all": all })),
            several().prop_map(|any| json!({ "any": any })),
            inner.clone().prop_map(|not| json!({ "not": not })),
            (several(), prop::sample::select(vec!["one", "two"]))
                .prop_map(|(of, k)| json!({ "of": of, "at_least": k })),
        ]
    })
}

fn person() -> impl Strategy<Value = Value> {
    let month = || prop::sample::select(vec![1_u32, 3, 3, 5, 9, 9, 12]);
    let began = prop::option::weighted(0.9, (-6..40_i32, month()));
    let level = prop::sample::select(vec!["ungraded", "five", "five", "four"]);
    ((1985..2021_i32, month()), began, prop::option::weighted(0.9, -6..30_i32), level, any::<bool>()).prop_map(
        |((born, month), began, obtained, held, by_day)| {
            let mut form = json!({
                "candidate": { "name": "-", "identity_number": number((born, month, 15), true) },
                "declared": { "level": "four" }, "current": { "level": held },
            });
            if let Some((years, month)) = began {
                form["work_start"] = format!("{}-{month:02}-15", 2022 - years).into();
            }
            match obtained.map(|years| 2022 - years) {
                Some(year) if by_day => form["current"]["obtained_on"] = format!("{year}-04-30").into(),
                Some(year) => form["current"]["obtained_year"] = year.into(),
                None => {}
            }
            form
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn years_in_every_joint_come_true_as_the_engine_finds(
        conditions in (condition(), prop::option::of(condition())), people in prop::collection::vec(person(), 40),
        until in prop::sample::select(vec!["exam_year_end", "exam_year_end", "report_day"]),
        (year_only, is_when) in (prop::sample::select(vec!["first_day", "day_of_issue"]), any::<bool>()),
        is_twice in any::<bool>(), own in 0..4_usize, granularity in prop::sample::select(vec!["year", "month", "day"]),
        day in prop::sample::select(vec!["2021-11-05", "2022-03-10", "2022-07-01", "2023-03-15"]),
    ) {
        let numbers = [("y1", 1), ("y2", 4), ("y3", 9), ("y4", 20), ("y5", 33), ("y6", 38), ("one", 1), ("two", 2)];
        let numbers: Vec<(&str, Value)> =
            numbers.into_iter().map(|(name, value)| (name, cited(&json!({ "value": value })))).collect();
        let (condition, other) = conditions;
        let mut policy = with_rule(&condition, &numbers);
        match other {
            Some(when) if is_when => policy["rules"][0]["when"] = when,
            Some(condition) => {
                // Unmet it is for a person to decide, and refuses nobody.
                let mut referred = policy["rules"][0].clone();
                referred["name"] = "referred".into();
                referred["severity"] = "review".into();
                referred["condition"] = condition;
                policy["rules"].as_array_mut().unwrap().push(referred);
            }
            None => {}
        }
        for kind in ["work_years", "level_years", "age"] {
            policy["counting"][kind]["until"] = until.into();
            policy["counting"][kind]["granularity"] = granularity.into();
        }
        policy["counting"]["level_years"]["year_only"] = year_only.into();
        if is_twice {
            // In 40 years these are more registrations than have a bit.
            let mut autumn = policy["round"]["windows"][0].clone();
            autumn["opens"] = "2022-09-01T00:00".into();
            autumn["closes"] = "2022-09-20T24:00".into();
            policy["round"]["windows"].as_array_mut().unwrap().push(autumn);
        }
        let mut people = people;
        if own > 0 {
            // Some cities register on days of their own, two of them on the same; where no window is for all, the others may all year.
            let windows = policy["round"]["windows"].as_array_mut().unwrap();
            let for_all = windows[0].clone();
            if own == 3 {
                windows.clear();
            }
            for (regions, month) in [(json!(["410100", "410200"]), "05"), (json!(["410300"]), "02")] {
                let mut window = for_all.clone();
                window["regions"] = regions;
                window["opens"] = format!("2022-{month}-02T00:00").into();
                window["closes"] = format!("2022-{month}-18T24:00").into();
                windows.push(window);
            }
            for (person, at) in people.iter_mut().zip(0..) {
                person["region"] = [json!("410100"), json!("410200"), json!("410300"), json!("410500"), Value::Null][at % 5].clone();
            }
        }
        compare_earliest(&engine_of(&policy), &people, day.parse().unwrap());
    }
}

/// More regions with days of their own than are made ready beforehand, most of them with hardly a row in the table.
#[test]
fn each_region_has_its_own_days() {
    let citation = cited(&json!({ "value": 4 }));
    let mut policy = with_rule(&json!({ "quantity": "level_years", "at_least": "y" }), &[("y", citation)]);
    let codes: Vec<String> = (0..80).map(|at| format!("42{:04}", 1000 + at)).collect();
    let regions = codes.iter().map(|code| json!({ "code": code, "name": code })).collect::<Vec<_>>();
    policy["round"]["regions"]["value"].as_array_mut().unwrap().extend(regions);
    let window = policy["round"]["windows"][0].clone();
    for (region, at) in codes.iter().zip(0..) {
        let mut window = window.clone();
        window["regions"] = json!([region]);
        window["opens"] = format!("2022-{:02}-{:02}T00:00", 4 + at / 28, 1 + at % 28).into();
        window["closes"] = format!("2022-{:02}-{:02}T24:00", 7 + at / 28, 1 + at % 28).into();
        policy["round"]["windows"].as_array_mut().unwrap().push(window);
    }
    let people: Vec<Value> = (0..320)
        .map(|at| {
            json!({
                "candidate": { "name": "-", "identity_number": number((1990, 6, 15), true) }, "region": codes[if at < 160 { at % 80 } else { 3 }],
                "declared": { "level": "four" }, "current": { "level": "five", "obtained_year": 2015 + at % 12 },
            })
        })
        .collect();
    compare_earliest(&engine_of(&policy), &people, "2022-03-22".parse().unwrap());
}
