//! An engine made ready once answers every batch as a table of its own does.

use gongkao::batch::Prepared;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn batches_are_answered_as_tables_are(batches in prop::collection::vec((prop::collection::vec(people::form(), 1..9), any::<bool>()), 1..6)) {
        let engine = Arc::new(Engine::henan().unwrap());
        let batches: Vec<RecordBatch> =
            batches.iter().map(|(forms, as_text)| table(forms, engine.policy(), *as_text)).collect();
        let prepared = Prepared::new(Arc::clone(&engine), &batches[0].schema(), day()).unwrap();
        for batch in &batches {
            // The next may come in text where this comes in numbers; and both threads want to know what is to come.
            let decide = || prepared.bind(batch).unwrap().decide(0..batch.num_rows(), Wanted::ALL);
            let (answered, other) = std::thread::scope(|scope| {
                let other = scope.spawn(decide);
                (decide(), other.join().unwrap())
            });
            let own = Table::new(&engine, batch, day()).unwrap().decide(0..batch.num_rows(), Wanted::ALL);
            prop_assert_eq!(&answered.batch, &own.batch);
            prop_assert_eq!(other.batch, own.batch);
            prop_assert_eq!(answered.summary, own.summary);
        }
    }
}

#[test]
fn other_columns_are_refused() {
    let engine = Engine::henan().unwrap();
    let texts = |names: &[&str]| {
        batch(
            names
                .iter()
                .map(|name| ((*name).to_owned(), Arc::new(StringArray::from(vec!["five"])) as ArrayRef))
                .collect(),
        )
    };
    let ours = texts(&["declared_level", "current_level"]);
    let prepared = Prepared::new(&engine, &ours.schema(), day()).unwrap();
    let said = |batch: &RecordBatch| prepared.bind(batch).err().unwrap().to_string();
    assert!(
        said(&texts(&["current_level", "declared_level"]))
            .contains("column 1 is `declared_level` in what was prepared for, and `current_level` here")
    );
    assert!(
        said(&texts(&["declared_level"]))
            .contains("column 2 is `current_level` in what was prepared for, and none here")
    );
    assert!(
        said(&texts(&["declared_level", "current_level", "unit"]))
            .contains("column 3 is none in what was prepared for, and `unit` here")
    );
    let numbers: Vec<(String, ArrayRef)> = vec![
        ("declared_level".into(), Arc::new(StringArray::from(vec!["five"]))),
        ("current_level".into(), Arc::new(arrow_array::Date32Array::from(vec![1]))),
    ];
    let schema = Schema::new(
        numbers.iter().map(|(name, array)| Field::new(name, array.data_type().clone(), true)).collect::<Vec<_>>(),
    );
    // There are types of which there is no column.
    let odd = Arc::new(Schema::new(vec![Field::new("name", arrow_schema::DataType::FixedSizeBinary(-1), true)]));
    assert!(Prepared::new(&engine, &odd, day()).is_err());
    let misfit = Prepared::new(&engine, &Arc::new(schema), day()).err().unwrap().to_string();
    assert!(misfit.contains("give text or a dictionary of text"), "{misfit}");
    assert!(said(&batch(numbers)).contains("give text or a dictionary of text"));
}
