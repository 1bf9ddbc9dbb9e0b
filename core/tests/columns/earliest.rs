//! The first day on which the same facts pass.

use super::*;

/// Whatever the day, whatever moves with time, and with windows of one region: the first day is that which the engine finds.
fn compare_earliest(engine: &Engine, forms: &[Value], day: Date) {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_earliest_day_is_the_engines(
        policy in people::policy(), forms in prop::collection::vec(people::form(), 12),
        day in prop::sample::select(vec!["2021-11-05", "2022-03-10", "2022-03-21", "2022-07-01", "2023-03-15"]),
        own_window in any::<bool>(), own_days in any::<bool>(),
    ) {
        let mut policy = policy;
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
}
