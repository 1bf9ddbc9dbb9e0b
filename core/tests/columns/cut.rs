//! Tables that are cut, lack columns, hold lists, or are asked for what is not theirs.

use super::*;

proptest! {
    // A thousand rows and more each.
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    /// More rows than one chunk, cut into parts at any place, with columns left out.
    #[test]
    fn a_table_may_be_cut_and_lack_columns(forms in prop::collection::vec(people::form(), 24), cuts in 1..5_usize, kept in any::<u32>()) {
        let engine = Engine::henan().unwrap();
        let names: Vec<String> = columns(engine.policy()).into_iter().enumerate()
            .filter(|(at, column)| kept >> at & 1 == 1 || column.name == "declared_level").map(|(_, column)| column.name).collect();
        let forms: Vec<Value> = forms.iter().cycle().take(2500).cloned().collect();
        let whole = table(&forms, engine.policy(), false);
        let places: Vec<usize> = names.iter().rev().map(|name| whole.schema().index_of(name).unwrap()).collect();
        let batch = whole.project(&places).unwrap().slice(3, 2400);
        let table = Table::new(&engine, &batch, day()).unwrap();
        let mut row = 0;
        for part in parts(table.rows(), cuts) {
            let answered = table.decide(part.clone(), Wanted { earliest: true, ..Wanted::VERDICT });
            for at in 0..part.len() {
                if row % 50 < 24 {
                    let form = table.form(row).unwrap();
                    let said = outcome(&answered.batch, at).unwrap();
                    prop_assert_eq!(said, engine.eligible(&form, day()).name());
                    let earliest = engine.when(&form, None, day()).earliest.map(|foreseen| foreseen.day);
                    prop_assert_eq!(earliest_day(&answered.batch, at), earliest);
                }
                row += 1;
            }
        }
        prop_assert_eq!(row, 2400);
    }
}

#[test]
fn lists_may_be_lists_of_structs() {
    use arrow_array::builder::{Int32Builder, ListBuilder, StructBuilder};
    let fields = vec![
        Field::new("year", arrow_schema::DataType::Int32, true),
        Field::new("grade", arrow_schema::DataType::Utf8, true),
    ];
    let mut lists = ListBuilder::new(StructBuilder::new(
        fields,
        vec![Box::new(Int32Builder::new()), Box::new(StringBuilder::new())],
    ));
    for grades in [&["excellent", "qualified"][..], &["nonsense"], &[]] {
        for (grade, year) in grades.iter().zip(2020..) {
            lists.values().field_builder::<Int32Builder>(0).unwrap().append_value(year);
            lists.values().field_builder::<StringBuilder>(1).unwrap().append_value(grade);
            lists.values().append(true);
        }
        lists.append(true);
    }
    let engine = Engine::henan().unwrap();
    let batch = batch(vec![("assessments".into(), Arc::new(lists.finish()) as ArrayRef)]);
    let table = Table::new(&engine, &batch, day()).unwrap();
    assert_eq!(table.form(0).unwrap().assessments.unwrap().len(), 2);
    assert_eq!(table.form(1).unwrap_err(), ("assessments".to_owned(), Rubbish::NoList));
    assert_eq!(table.form(2).unwrap().assessments.unwrap().len(), 0);
}

/// Where nobody has an answer, a column of structs says so by its type.
#[test]
fn a_field_that_nobody_answers_spoils_no_list() {
    use arrow_array::{ListArray, NullArray, StructArray};
    let from: ArrayRef = Arc::new(StringArray::from(vec!["2001-07-01", "2010-07-01"]));
    let periods = StructArray::from(vec![
        (Arc::new(Field::new("from", arrow_schema::DataType::Utf8, true)), from),
        (Arc::new(Field::new("until", arrow_schema::DataType::Null, true)), Arc::new(NullArray::new(2)) as ArrayRef),
    ]);
    let item = Arc::new(Field::new_list_field(periods.data_type().clone(), true));
    let ends = arrow_buffer::OffsetBuffer::from_lengths([2]);
    let batch =
        batch(vec![("service".into(), Arc::new(ListArray::new(item, ends, Arc::new(periods), None)) as ArrayRef)]);
    let engine = Engine::henan().unwrap();
    let form = Table::new(&engine, &batch, day()).unwrap().form(0).unwrap();
    assert_eq!(form.service.unwrap().len(), 2);
}

#[test]
fn a_trace_of_another_level_is_refused() {
    let engine = Engine::henan().unwrap();
    assert!(engine.explain_trace(gongkao::model::level::Level::Two, "mm", &[0], day()).is_err());
    assert!(engine.explain_trace(gongkao::model::level::Level::Two, "xyz", &[], day()).is_err());
}
