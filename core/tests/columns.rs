//! Whole tables: every row is answered as the engine answers its form, and rubbish spoils only itself.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::type_complexity,
    reason = "a test stops at the first surprise"
)]

mod people;

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Int16Builder, StringBuilder, StringDictionaryBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int8Type, UInt32Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_schema::{Field, Schema};
use gongkao::Engine;
use gongkao::batch::{Kind, Rubbish, Table, Wanted, columns, letter, parts};
use gongkao::catalogue::Catalogue;
use gongkao::eligibility::RuleStatus;
use gongkao::model::application::ApplicationForm;
use gongkao::model::date::Date;
use gongkao::policy::Policy;
use proptest::prelude::*;
use serde_json::Value;

fn batch(columns: Vec<(String, ArrayRef)>) -> RecordBatch {
    let fields: Vec<Field> =
        columns.iter().map(|(name, array)| Field::new(name, array.data_type().clone(), true)).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns.into_iter().map(|(_, array)| array).collect()).unwrap()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Forms as a table, in columns of text, or in the types Arrow has for them.
fn table(forms: &[Value], policy: &Policy, as_text: bool) -> RecordBatch {
    let column = |column: gongkao::batch::Column| {
        let values = forms.iter().map(|form| people::value(form, &column.field));
        let texts = values.clone().map(text);
        let array: ArrayRef = match column.kind {
            Kind::Word if !as_text => {
                let mut builder = StringDictionaryBuilder::<UInt32Type>::new();
                texts.for_each(|text| builder.append_option(text));
                Arc::new(builder.finish())
            }
            Kind::Day if !as_text => {
                let epoch: Date = "1970-01-01".parse().unwrap();
                let mut builder = Date32Builder::new();
                texts.for_each(|text| {
                    builder.append_option(text.map(|text| text.parse::<Date>().unwrap().number() - epoch.number()));
                });
                Arc::new(builder.finish())
            }
            Kind::Number if !as_text => {
                let mut builder = Int16Builder::new();
                values
                    .for_each(|value| builder.append_option(value.as_i64().map(|value| i16::try_from(value).unwrap())));
                Arc::new(builder.finish())
            }
            Kind::Flag if !as_text => {
                let mut builder = BooleanBuilder::new();
                values.for_each(|value| builder.append_option(value.as_bool()));
                Arc::new(builder.finish())
            }
            _ => {
                let mut builder = StringBuilder::new();
                texts.for_each(|text| builder.append_option(text));
                Arc::new(builder.finish())
            }
        };
        (column.name, array)
    };
    batch(columns(policy).into_iter().map(column).collect())
}

fn outcome(batch: &RecordBatch, row: usize) -> Option<String> {
    let column = batch.column_by_name("outcome").unwrap().as_dictionary::<Int8Type>();
    column.is_valid(row).then(|| column.values().as_string::<i32>().value(column.key(row).unwrap()).to_owned())
}

fn string(batch: &RecordBatch, name: &str, row: usize) -> Option<String> {
    if let Some(column) = batch.column_by_name(name).unwrap().as_dictionary_opt::<Int8Type>() {
        return column.key(row).map(|key| column.values().as_string::<i32>().value(key).to_owned());
    }
    let column = batch.column_by_name(name).unwrap().as_string::<i32>();
    column.is_valid(row).then(|| column.value(row).to_owned())
}

fn list(batch: &RecordBatch, name: &str, row: usize) -> Option<Vec<String>> {
    let column = batch.column_by_name(name).unwrap().as_list::<i32>();
    column
        .is_valid(row)
        .then(|| column.value(row).as_string::<i32>().iter().map(|text| text.unwrap().to_owned()).collect())
}

fn earliest_day(batch: &RecordBatch, row: usize) -> Option<Date> {
    let column = batch.column_by_name("earliest").unwrap().as_primitive::<Date32Type>();
    let epoch: Date = "1970-01-01".parse().unwrap();
    column.is_valid(row).then(|| Date::from_number(column.value(row) + epoch.number()).unwrap())
}

fn day() -> Date {
    "2022-03-10".parse().unwrap()
}

/// Every answer of a table is that of the engine.
fn compare(engine: &Engine, forms: &[Value], batch: &RecordBatch) {
    let table = Table::new(engine, batch, day()).unwrap();
    let answered = table.decide(0..table.rows(), Wanted::ALL);
    let verdicts = table.decide(0..table.rows(), Wanted::VERDICT).batch;
    assert_eq!(answered.summary.rows, forms.len() as u64);
    assert!(answered.summary.rubbish.is_empty());
    let told = answered.batch;
    for (row, json) in forms.iter().enumerate() {
        let form = ApplicationForm::from_json(&json.to_string()).unwrap();
        let report = engine.assess(&form, None, day());
        let record = engine.record(&form, None, day());
        assert_eq!(engine.eligible(&form, day()), report.eligible);
        assert_eq!(outcome(&verdicts, row).as_deref(), Some(report.eligible.name()), "{json}");
        assert_eq!(outcome(&told, row).as_deref(), Some(report.eligible.name()), "{json}");
        assert_eq!(list(&told, "needed", row).unwrap(), report.needed, "{json}");
        let earliest = engine.when(&form, None, day()).earliest.map(|foreseen| foreseen.day);
        assert_eq!(earliest_day(&told, row), earliest, "{json}");
        if report.level.is_none() {
            assert_eq!(string(&told, "rules", row), None);
            continue;
        }
        let rules: String = report.rules.iter().map(|rule| letter(rule.status)).collect();
        assert_eq!(string(&told, "rules", row).unwrap(), rules, "{json}");
        assert_eq!(list(&told, "routes", row).unwrap(), record.routes, "{json}");
        let spoken = report.rules.iter().filter_map(|rule| match rule.status {
            RuleStatus::Unmet | RuleStatus::Lifted | RuleStatus::Referred => {
                let finding = report.findings.iter().find(|finding| finding.rule.as_deref() == Some(&rule.rule));
                Some(finding.unwrap().code.name().to_owned())
            }
            _ => None,
        });
        assert_eq!(list(&told, "codes", row).unwrap(), spoken.collect::<Vec<_>>(), "{json}");
        let trace = told.column_by_name("trace").unwrap().as_binary::<i32>().value(row);
        let hexadecimal = trace.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        assert_eq!(hexadecimal, record.trace, "{json}");
        // From what was kept alone.
        let kept = engine.explain_trace(report.level.unwrap(), &rules, trace, day()).unwrap();
        for (kept, whole) in kept.iter().zip(&report.rules) {
            assert_eq!(
                (&kept.rule, &kept.label, kept.status, &kept.routes, &kept.citation),
                (&whole.rule, &whole.label, whole.status, &whole.routes, &whole.citation)
            );
            if !matches!(whole.status, RuleStatus::Lifted | RuleStatus::Referred)
                && json["exception"]["claimed"] == false
            {
                let outcomes = |rule: &gongkao::eligibility::trace::RuleTrace| {
                    rule.condition
                        .nodes()
                        .iter()
                        .map(|node| (node.outcome, node.kind, node.name.clone()))
                        .collect::<Vec<_>>()
                };
                if whole.condition.nodes().len() == kept.condition.nodes().len() {
                    assert_eq!(outcomes(kept), outcomes(whole));
                }
            }
        }
        assert_eq!(serde_json::to_value(table.report(row).unwrap()).unwrap(), serde_json::to_value(&report).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn columns_answer_as_the_engine_does(policy in people::policy(), forms in prop::collection::vec(people::form(), 12), as_text in any::<bool>()) {
        let policy = Policy::from_json(&policy.to_string()).unwrap();
        let engine = Engine::new(Catalogue::henan().unwrap(), policy).unwrap();
        compare(&engine, &forms, &table(&forms, engine.policy(), as_text));
    }

    #[test]
    fn columns_answer_as_henans_engine_does(forms in prop::collection::vec(people::form(), 40), as_text in any::<bool>()) {
        let engine = Engine::henan().unwrap();
        let forms: Vec<Value> = forms.into_iter().map(|mut form| { form["answers"] = serde_json::json!({}); form }).collect();
        compare(&engine, &forms, &table(&forms, engine.policy(), as_text));
    }
}

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
            let answered = table.decide(part.clone(), Wanted::VERDICT);
            for at in 0..part.len() {
                if row % 50 < 24 {
                    let form = table.form(row).unwrap();
                    let said = outcome(&answered.batch, at).unwrap();
                    prop_assert_eq!(said, engine.eligible(&form, day()).name());
                }
                row += 1;
            }
        }
        prop_assert_eq!(row, 2400);
    }

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

#[test]
fn a_trace_of_another_level_is_refused() {
    let engine = Engine::henan().unwrap();
    assert!(engine.explain_trace(gongkao::model::level::Level::Two, "mm", &[0], day()).is_err());
    assert!(engine.explain_trace(gongkao::model::level::Level::Two, "xyz", &[], day()).is_err());
}

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
