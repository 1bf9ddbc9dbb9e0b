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

/// Texts in a dictionary or not, missing, empty, too long or too many: the groups are those of the forms, and examples keep their numbers.
#[test]
fn groups_are_the_same_however_they_come() {
    use arrow_array::{DictionaryArray, Int32Array};
    use gongkao::foretell::{Foretold, Simulation};
    let old = Engine::henan().unwrap();
    let civil = serde_json::json!({ "quantity": "unit_category", "equals": "administrative" });
    let new = super::earliest::engine_of(&super::earliest::with_rule(&civil, &[]));
    let long = "长".repeat(100);
    // Every name once, so that there are too many, with those that are none among them; then some again.
    let region = |row: usize| match row {
        17 | 12_000 => None,
        18 | 12_001 => Some(String::new()),
        19 => Some(long.clone()),
        row => Some((row % 10_500).to_string()),
    };
    let rows = 12_500;
    let regions: Vec<Option<String>> = (0..rows).map(region).collect();
    let levels: Vec<Option<&str>> = (0..rows).map(|row| ["five", "four", "two"].get(row % 4).copied()).collect();
    let categories: Vec<Option<&str>> =
        (0..rows).map(|row| ["administrative", "public_institution"].get(row % 3).copied()).collect();
    let plain: ArrayRef = Arc::new(StringArray::from(regions.clone()));
    // Texts stand in it twice, one of them is null, and so is a key.
    let mut texts: Vec<Option<String>> = (0..10_500).map(|at: usize| Some(at.to_string())).collect();
    texts.extend([None, Some(String::new()), Some(long.clone())]);
    texts.extend((0..10_500).map(|at: usize| Some(at.to_string())));
    let key = |row: usize| match row {
        17 => None,
        12_000 => Some(10_500),
        18 | 12_001 => Some(10_501),
        19 => Some(10_502),
        row => i32::try_from(row % 10_500 + if row % 2 == 0 { 10_503 } else { 0 }).ok(),
    };
    let keys: Int32Array = (0..rows).map(key).collect();
    let dictionary: ArrayRef = Arc::new(DictionaryArray::new(keys, Arc::new(StringArray::from(texts))));
    let work_start = |bad: &[usize]| -> ArrayRef {
        Arc::new((0..rows).map(|row| bad.contains(&row).then_some("2019-02-30")).collect::<StringArray>())
    };
    let fed = |region: &ArrayRef, bad: &[usize], feeds: usize| -> Foretold {
        let whole = batch(vec![
            ("declared_level".into(), Arc::new(StringArray::from(levels.clone())) as ArrayRef),
            ("unit_category".into(), Arc::new(StringArray::from(categories.clone()))),
            ("region".into(), region.clone()),
            ("declared_work_type".into(), region.clone()),
            ("work_start".into(), work_start(bad)),
        ]);
        let mut simulation = Simulation::new(&old, &new, day());
        for part in parts(rows, feeds) {
            simulation.feed(&whole.slice(part.start, part.len())).unwrap();
        }
        simulation.finish()
    };
    let mut by_form = Simulation::new(&old, &new, day());
    for row in 0..rows {
        let form = serde_json::json!({
            "candidate": { "name": "-", "identity_number": "" }, "region": regions[row], "unit_category": categories[row],
            "declared": { "level": levels[row], "work_type": regions[row] },
        });
        by_form.feed_form(&ApplicationForm::from_json(&form.to_string()).unwrap());
    }
    let by_form = by_form.finish();
    assert!(by_form.gain.len() == gongkao::foretell::EXAMPLES);
    assert_eq!((by_form.by_region.named.len(), by_form.by_level.named.len()), (10_000, 4));
    assert!(by_form.by_region.others.people() > 500 && by_form.by_region.named[""].people() == 4);
    for column in [&plain, &dictionary] {
        assert_eq!(fed(column, &[], 1), by_form);
        assert_eq!(fed(column, &[], 5), by_form);
        let bad = [0, 3, 4_000, 9_000];
        let spoiled = fed(column, &bad, 1);
        assert_eq!(fed(column, &bad, 7), spoiled);
        assert_eq!(spoiled.all.people(), by_form.all.people() - 4);
        let shown =
            |foretold: &Foretold| foretold.gain.iter().chain(&foretold.lose).map(|shown| shown.row).collect::<Vec<_>>();
        assert!(shown(&spoiled).iter().all(|row| !bad.map(|at| at as u64).contains(row)));
    }
}
