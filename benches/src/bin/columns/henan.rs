//! A million people under Henan's own rules.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use arrow_array::cast::AsArray;
use arrow_array::types::Int8Type;
use arrow_array::{ArrayRef, Date32Array, DictionaryArray, Int32Array, RecordBatch, StringArray};
use gongkao::Engine;
use gongkao::batch::{Prepared, Table, Wanted};
use gongkao::catalogue::Catalogue;
use gongkao::model::date::Date;
use gongkao::policy::Policy;
use serde_json::{Value, json};

use crate::people::{People, WORDS, began};
use crate::{ROWS, agree_on_days, median};

/// A million people under Henan's own rules of the year, who answer what their level asks of everybody.
pub(crate) fn henan(people: &People, day: Date) {
    let engine = Engine::henan().unwrap();
    let text =
        |values: Vec<&'static str>| -> ArrayRef { Arc::new(values.into_iter().collect::<DictionaryArray<Int8Type>>()) };
    let born = |row: usize| 1964 + i32::try_from(row * 7 % 36).unwrap();
    let identity = |row: usize| {
        let digits = format!("410105{}0615{:03}", born(row), row % 1000);
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        format!("{digits}{}", char::from(b"10X98765432"[sum as usize % 11]))
    };
    let level = |value: &i32| WORDS[usize::try_from(*value).unwrap()];
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("current_level", text(people.held.iter().map(level).collect())),
        ("declared_level", text(people.target.iter().map(level).collect())),
        (
            "current_obtained_year",
            Arc::new(people.level_years.iter().map(|years| 2022 - years).collect::<Int32Array>()),
        ),
        ("work_start", Arc::new(people.work_years.iter().map(|years| Some(began(*years))).collect::<Date32Array>())),
        ("identity_number", Arc::new((0..ROWS).map(|row| Some(identity(row))).collect::<StringArray>())),
        ("retirement_category", text((0..ROWS).map(|row| if row % 3 == 0 { "women50" } else { "women55" }).collect())),
        (
            "schooling",
            text((0..ROWS).map(|row| if row % 5 == 0 { "junior_middle" } else { "senior_middle" }).collect()),
        ),
        ("current_work_type", text((0..ROWS).map(|row| if row % 9 == 0 { "汽车驾驶员" } else { "播音员" }).collect())),
        ("declared_work_type", text(vec!["播音员"; ROWS])),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let whole = Table::new(&engine, &batch, day).unwrap();
    let answers = whole.decide(0..ROWS, Wanted::ALL);
    agree_on_days(&engine, &whole, &answers.batch, day);
    for row in (0..ROWS).step_by(ROWS / 500) {
        let outcome = answers.batch.column_by_name("outcome").unwrap().as_dictionary::<Int8Type>();
        let word = outcome.values().as_string::<i32>().value(outcome.key(row).unwrap());
        assert_eq!(word, engine.eligible(&whole.form(row).unwrap(), day).name(), "row {row}");
    }
    let summary = answers.summary;
    println!(
        "\n## A million people under Henan\u{2019}s rules of 2022\n\n{} pass, {} do not, of {} it cannot be told.\n\n| wanted | ns a row |\n|---|---:|",
        summary.met, summary.unmet, summary.unknown
    );
    let prepared = Prepared::new(&engine, &batch.schema(), day).unwrap();
    let traced = Wanted { trace: true, ..Wanted::VERDICT };
    for (name, wanted) in [
        ("verdict", Wanted::VERDICT),
        ("verdict and trace", traced),
        ("verdict and earliest day", Wanted { earliest: true, ..Wanted::VERDICT }),
        (
            "what Python answers unless asked otherwise",
            Wanted { routes: true, codes: true, needed: true, earliest: true, ..Wanted::VERDICT },
        ),
        ("everything", Wanted::ALL),
    ] {
        let took = median(|part| {
            let batch = batch.slice(part.start, part.len());
            black_box(prepared.bind(black_box(&batch)).unwrap().decide(0..part.len(), wanted));
        });
        println!("| {name} | {took:.1} |");
    }
    println!(
        "\n| verdict and earliest day, batches of | made ready once, ns a row | for each batch |\n|---:|---:|---:|"
    );
    let wanted = Wanted { earliest: true, ..Wanted::VERDICT };
    for rows in [2_048, 10_000] {
        let took = |decide: &dyn Fn(&RecordBatch)| {
            let mut batches: Vec<f64> = (0..200)
                .map(|at| {
                    let batch = batch.slice(at * 4_000, rows);
                    let start = Instant::now();
                    decide(black_box(&batch));
                    start.elapsed().as_secs_f64() * 1e9 / rows as f64
                })
                .collect();
            batches.sort_by(f64::total_cmp);
            batches[batches.len() / 2]
        };
        let once = took(&|batch| drop(black_box(prepared.bind(batch).unwrap().decide(0..rows, wanted))));
        let each = took(&|batch| drop(black_box(Table::new(&engine, batch, day).unwrap().decide(0..rows, wanted))));
        println!("| {rows} | {once:.0} | {each:.0} |");
    }
    cities(&engine, &batch, day, wanted);
}

/// The same where every city registers on days of its own.
fn cities(engine: &Engine, batch: &RecordBatch, day: Date, wanted: Wanted) {
    let mut policy: Value = serde_json::from_str(&engine.policy().to_json().unwrap()).unwrap();
    let codes: Vec<String> = (1..18).map(|city| format!("41{city:02}00")).collect();
    let windows = policy["round"]["windows"].as_array_mut().unwrap();
    let for_all = windows[0].clone();
    for (code, day) in codes.iter().zip(1..) {
        let mut window = for_all.clone();
        window["regions"] = json!([code]);
        window["opens"] = format!("2022-04-{day:02}T00:00").into();
        window["closes"] = format!("2022-04-{:02}T24:00", day + 7).into();
        windows.push(window);
    }
    let policy = Policy::from_json(&policy.to_string()).unwrap();
    let engine = Engine::new(Catalogue::henan().unwrap(), policy).unwrap();
    let region: DictionaryArray<Int8Type> = (0..ROWS).map(|row| Some(codes[row * 7 % codes.len()].as_str())).collect();
    let own = batch
        .schema()
        .fields()
        .iter()
        .map(|field| field.name().clone())
        .zip(batch.columns().iter().cloned())
        .collect::<Vec<_>>();
    let region = ("region".to_owned(), Arc::new(region) as ArrayRef);
    let batch = RecordBatch::try_from_iter(own.into_iter().chain([region])).unwrap();
    let whole = Table::new(&engine, &batch, day).unwrap();
    agree_on_days(&engine, &whole, &whole.decide(0..ROWS, wanted).batch, day);
    let prepared = Prepared::new(&engine, &batch.schema(), day).unwrap();
    let took = median(|part| {
        let batch = batch.slice(part.start, part.len());
        black_box(prepared.bind(black_box(&batch)).unwrap().decide(0..part.len(), wanted));
    });
    println!("\nWhere each of {} cities registers on days of its own as well: {took:.0} ns a row.", codes.len());
}
