//! A population on its way through two policies.

use super::*;

/// Two policies of which one asks for more years, and people fed as forms and as columns.
#[test]
fn who_gains_and_who_loses_is_the_same_from_forms_and_from_columns() {
    use gongkao::foretell::Simulation;
    use proptest::strategy::ValueTree;
    let old = Engine::henan().unwrap();
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    let names: Vec<String> = policy["parameters"]
        .as_object()
        .unwrap()
        .keys()
        .filter(|name| name.contains("work") || name.contains("tenure"))
        .cloned()
        .collect();
    let harder = |value: &mut Value| *value = (value.as_i64().unwrap() + 4).into();
    for name in names {
        let parameter = &mut policy["parameters"][&name];
        match parameter.get_mut("values") {
            Some(values) => values.as_object_mut().unwrap().values_mut().for_each(harder),
            None => harder(&mut parameter["value"]),
        }
    }
    let new = Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let people: Vec<Value> = (0..1500)
        .map(|at| {
            let mut form = people::form().new_tree(&mut runner).unwrap().current();
            form["answers"] = serde_json::json!({});
            form["region"] = ["4101", "4102"][at % 2].into();
            if at % 3 > 0 {
                form["current"] =
                    serde_json::json!({ "level": "five", "obtained_year": 2010 + at % 12, "work_type": "播音员" });
                form["declared"] = serde_json::json!({ "level": "four", "work_type": "播音员" });
                form["work_start"] = format!("{}-07-01", 2000 + at % 20).into();
            }
            form
        })
        .collect();
    let mut by_form = Simulation::new(&old, &new, day()).with_examples(3);
    let mut by_hand = (0, 0);
    for person in &people {
        let form = ApplicationForm::from_json(&person.to_string()).unwrap();
        let met = |engine: &Engine| engine.eligible(&form, day()).name() == "met";
        by_hand.0 += u64::from(!met(&old) && met(&new));
        by_hand.1 += u64::from(met(&old) && !met(&new));
        by_form.feed_form(&form);
    }
    let by_form = by_form.finish();
    let mut by_column = Simulation::new(&old, &new, day()).with_examples(3);
    let whole = table(&people, old.policy(), false);
    for part in parts(people.len(), 7) {
        by_column.feed(&whole.slice(part.start, part.len())).unwrap();
    }
    let by_column = by_column.finish();
    assert_eq!(by_form, by_column);
    assert_eq!((by_form.all.gain(), by_form.all.lose(), by_form.all.people()), (by_hand.0, by_hand.1, 1500));
    assert!(by_form.all.lose() > 3 && by_form.lose.len() == 3, "{by_form:?}");
    assert!(by_form.lose.iter().all(|example| !example.rules.is_empty()), "{:?}", by_form.lose);
    assert_eq!(by_form.by_region.named.keys().collect::<Vec<_>>(), ["4101", "4102"]);
    assert_eq!(by_form.by_level.named.values().map(gongkao::foretell::Moves::people).sum::<u64>(), 1500);
    let back = {
        let mut back = Simulation::new(&new, &old, day());
        back.feed(&whole).unwrap();
        back.finish()
    };
    assert_eq!((back.all.gain(), back.all.lose()), (by_form.all.lose(), by_form.all.gain()));
}
