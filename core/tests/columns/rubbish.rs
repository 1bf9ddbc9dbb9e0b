//! Rubbish spoils only itself.

use super::*;

proptest! {
    // A thousand rows and more each.
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in the columns, good rows are answered and the rest is counted by kind and column.
    #[test]
    fn rubbish_spoils_only_itself(forms in prop::collection::vec(people::form(), 20), bad in prop::collection::vec((0..20_usize, 0..40_usize, ".{0,12}"), 0..8)) {
        let engine = Engine::henan().unwrap();
        let good = table(&forms, engine.policy(), true);
        let mut spoiled: Vec<Vec<Option<String>>> = good.columns().iter()
            .map(|column| column.as_string::<i32>().iter().map(|text| text.map(str::to_owned)).collect()).collect();
        let known = columns(engine.policy());
        let mut touched = std::collections::BTreeSet::new();
        for (row, column, text) in bad {
            let column = column % spoiled.len();
            if known[column].kind != Kind::Text {
                spoiled[column][row] = Some(format!("?{text}"));
                touched.insert(row);
            }
        }
        let spoiled = spoiled.into_iter().zip(&known).map(|(texts, column)| (column.name.clone(), Arc::new(StringArray::from(texts)) as ArrayRef));
        let spoiled = batch(spoiled.collect());
        let (good, spoiled) = (Table::new(&engine, &good, day()).unwrap(), Table::new(&engine, &spoiled, day()).unwrap());
        let (good, answered) = (good.decide(0..20, Wanted::ALL), spoiled.decide(0..20, Wanted::ALL));
        prop_assert_eq!(answered.summary.rubbish.values().sum::<u64>(), touched.len() as u64);
        for row in 0..20 {
            if touched.contains(&row) {
                prop_assert_eq!(outcome(&answered.batch, row), None);
                prop_assert!(string(&answered.batch, "error", row).is_some() && string(&answered.batch, "error_field", row).is_some());
                prop_assert!(spoiled.form(row).is_err());
            } else {
                prop_assert_eq!(outcome(&answered.batch, row), outcome(&good.batch, row));
                prop_assert_eq!(list(&answered.batch, "needed", row), list(&good.batch, "needed", row));
            }
        }
    }
}

#[test]
fn a_column_nobody_knows_is_refused_with_what_was_meant() {
    let engine = Engine::henan().unwrap();
    let one = |name: &str, array: ArrayRef| {
        let batch = batch(vec![(name.to_owned(), array)]);
        Table::new(&engine, &batch, day()).err().map(|error| error.to_string())
    };
    let words: ArrayRef = Arc::new(StringArray::from(vec!["five"]));
    let said = one("current_levle", words.clone()).unwrap();
    assert!(said.contains("did you mean `current_level`?"), "{said}");
    assert_eq!(one("current_level", words), None);
    let numbers: ArrayRef = Arc::new(arrow_array::Float64Array::from(vec![1.0]));
    let said = one("work_start", numbers).unwrap();
    assert!(said.contains("give Date32 or text"), "{said}");
}

#[test]
fn days_and_numbers_out_of_range_are_named() {
    let engine = Engine::henan().unwrap();
    let days: ArrayRef =
        Arc::new(arrow_array::Date32Array::from(vec![Some(i32::MAX), Some(0), None, Some(-1_000_000)]));
    let years: ArrayRef = Arc::new(arrow_array::Int64Array::from(vec![Some(2000), Some(i64::MAX), None, Some(2000)]));
    let levels: ArrayRef = Arc::new(StringArray::from(vec!["four", "four", "four", "six"]));
    let batch = batch(vec![
        ("work_start".into(), days),
        ("current_obtained_year".into(), years),
        ("declared_level".into(), levels),
    ]);
    let table = Table::new(&engine, &batch, day()).unwrap();
    let answered = table.decide(0..9, Wanted::ALL);
    let fault = |name: &str, kind| ((name.to_owned(), kind), 1);
    let faults = [fault("current_obtained_year", Rubbish::NoNumber), fault("work_start", Rubbish::NoDay)];
    let mut wanted: std::collections::BTreeMap<_, u64> = faults.into();
    *wanted.get_mut(&("work_start".to_owned(), Rubbish::NoDay)).unwrap() = 2;
    assert_eq!(answered.summary.rubbish, wanted);
    assert_eq!((answered.summary.rows, answered.summary.unknown), (4, 1));
    assert_eq!(string(&answered.batch, "error", 1).as_deref(), Some("no_number"));
    assert_eq!(table.form(4).map(|form| form.work_start), Ok(None), "past the last row nothing is answered");
}

#[test]
fn a_population_with_rubbish_in_it_is_counted_all_the_same() {
    use gongkao::foretell::Simulation;
    let engine = Engine::henan().unwrap();
    let levels: ArrayRef = Arc::new(StringArray::from(vec![Some("four"), Some("fourth"), None, Some("four")]));
    let years: ArrayRef = Arc::new(StringArray::from(vec![Some("2010"), Some("2010"), Some("2010"), Some("MMX")]));
    let batch = batch(vec![("declared_level".into(), levels), ("current_obtained_year".into(), years)]);
    let mut simulation = Simulation::new(&engine, &engine, day());
    simulation.feed(&batch).unwrap();
    simulation.feed(&batch).unwrap();
    let foretold = simulation.finish();
    assert_eq!((foretold.all.people(), foretold.all.changed()), (4, 0));
    let faults: Vec<_> =
        foretold.rubbish.iter().map(|fault| (fault.column.as_str(), fault.kind.as_str(), fault.rows)).collect();
    assert_eq!(faults, [("current_obtained_year", "no_number", 2), ("declared_level", "unknown_word", 2)]);
}

/// Of every hundredth row of 200,000 something is wrong or half is missing; all others are answered as if it were not there.
#[test]
fn a_large_table_is_answered_but_for_its_rubbish() {
    const ROWS: usize = 200_000;
    let engine = Engine::henan().unwrap();
    let people: Vec<[String; 4]> = (0..997_usize)
        .map(|at| {
            let held = ["ungraded", "five", "four", "three"][at % 4];
            let declared = ["five", "four", "three", "two"][at / 4 % 4];
            let year = 2008 + at % 13;
            [held.into(), declared.into(), year.to_string(), format!("{}-07-01", 1990 + at % 30)]
        })
        .collect();
    let names = ["current_level", "declared_level", "current_obtained_year", "work_start"];
    let spoilt = [
        Some((0, "fifth", Rubbish::UnknownWord)),
        Some((2, "since May", Rubbish::NoNumber)),
        Some((2, "99999999999", Rubbish::NoNumber)),
        Some((3, "2019-02-30", Rubbish::NoDay)),
        None,
    ];
    let spoil = |row: usize| (row % 100 == 7).then(|| spoilt[row / 100 % spoilt.len()]);
    let build = |rows: usize, spoil: &dyn Fn(usize) -> Option<Option<(usize, &'static str, Rubbish)>>| {
        let column = |at: usize| -> ArrayRef {
            let value = |row: usize| match spoil(row) {
                Some(Some((bad, text, _))) if bad == at => Some(text),
                Some(None) if at % 2 == 1 && !row.is_multiple_of(3) => None,
                _ => Some(people[row % people.len()][at].as_str()),
            };
            Arc::new((0..rows).map(value).collect::<StringArray>())
        };
        batch(names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), column(at))).collect())
    };
    let (clean, batch) = (build(people.len(), &|_| None), build(ROWS, &spoil));
    let (clean, table) = (Table::new(&engine, &clean, day()).unwrap(), Table::new(&engine, &batch, day()).unwrap());
    let of = |table: &Table<'_>, row: usize| engine.eligible(&table.form(row).unwrap(), day()).name();
    let good: Vec<&str> = (0..people.len()).map(|row| of(&clean, row)).collect();
    let (mut rubbish, mut row) = (std::collections::BTreeMap::new(), 0);
    for part in parts(ROWS, 3) {
        let answered = table.decide(part.clone(), Wanted::VERDICT);
        for (fault, count) in answered.summary.rubbish {
            *rubbish.entry(fault).or_insert(0) += count;
        }
        for at in 0..part.len() {
            let said = outcome(&answered.batch, at);
            let wanted = match spoil(row) {
                None => Some(good[row % good.len()]),
                Some(None) => Some(of(&table, row)),
                Some(Some(_)) => None,
            };
            assert_eq!(said.as_deref(), wanted, "row {row}");
            row += 1;
        }
    }
    let wanted = [
        (("current_level".to_owned(), Rubbish::UnknownWord), 400),
        (("current_obtained_year".to_owned(), Rubbish::NoNumber), 800),
        (("work_start".to_owned(), Rubbish::NoDay), 400),
    ];
    assert_eq!(rubbish, wanted.into());
}

/// The column at fault is named however many are.
#[test]
fn faults_in_hundreds_of_columns_are_named() {
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    let citation = serde_json::json!({ "document": "default", "clause": "-", "confidence": "assumed" });
    let names: Vec<String> = (0..300).map(|at| format!("flag{at}")).collect();
    for name in &names {
        policy["facts"][name] =
            serde_json::json!({ "kind": "flag", "label": { "zh": "-", "en": "-" }, "citation": citation });
    }
    let engine = Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap();
    let column = |at: usize| -> ArrayRef {
        Arc::new((0..names.len()).map(|row| Some(if row == at { "perhaps" } else { "true" })).collect::<StringArray>())
    };
    let batch = batch(names.iter().enumerate().map(|(at, name)| (format!("answers.{name}"), column(at))).collect());
    let told = Table::new(&engine, &batch, day()).unwrap().decide(0..names.len(), Wanted::VERDICT).batch;
    for (row, name) in names.iter().enumerate() {
        assert_eq!(string(&told, "error_field", row), Some(format!("answers.{name}")));
    }
}
