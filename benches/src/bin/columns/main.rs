//! Measures whole tables beside their peers, in one run, and prints the table.
//!
//! `cargo xtask bench columns`. A million rows of the rule that `bench rules` compares with, decided by hand over slices, by columns and
//! row by row; everything must agree before it is measured. The rows are left under `target/columns`, where `benches/columns.py` puts
//! the same to numpy, Polars and `DuckDB`. Then come a million people under Henan's own rules, people who stream through two policies, and ten
//! million rows of text, some spoilt. Rows come in batches of 62,500, as such tools hand them on; figures are medians over batches, so
//! that what else a shared machine does falls out.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    reason = "a program for people"
)]

mod henan;
#[cfg(feature = "rules-peers")]
mod peers;
mod people;
mod streamed;

use std::fs;
use std::hint::black_box;
use std::ops::Range;
use std::path::Path;
use std::time::Instant;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int8Type};
use arrow_array::{Array, RecordBatch};
use gongkao::Engine;
use gongkao::batch::{Prepared, Table, Wanted, parts};
use gongkao::catalogue::Catalogue;
use gongkao::model::date::Date;
use gongkao::policy::Policy;
use gongkao::policy::set::PolicySet;

use self::henan::henan;
use self::people::{by_hand, by_hand_of, leave, people, table};
use self::streamed::{rubbish, simulate};

const ROWS: usize = 1_000_000;
/// How often all rows are gone through.
const ROUNDS: usize = 15;
/// How often a thread goes through its rows in a round.
const PASSES: usize = 4;
/// Rows that are decided at a time.
const BATCH: usize = 62_500;

fn main() {
    let people = people(ROWS);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/columns");
    let day: Date = "2022-03-10".parse().unwrap();
    let engine = engine("comparison", |policy| policy);
    let batch = table(&people);

    let mut expected = vec![0_u8; ROWS];
    by_hand(&people, &mut expected);
    let whole = Table::new(&engine, &batch, day).unwrap();
    let answered = whole.decide(0..ROWS, Wanted::ALL);
    agree(&answered.batch, &expected);
    agree_on_days(&engine, &whole, &answered.batch, day);
    agree(&whole.decide(0..ROWS, Wanted::VERDICT).batch, &expected);
    leave(&folder, &people, &expected);

    println!("\n## A million rows of the comparison\n\n| engine | ns a row | by hand = |\n|---|---:|---:|");
    let mut out = vec![0_u8; ROWS];
    let hand = median(|part| by_hand_of(black_box(&people), &mut out, part));
    say("by hand in Rust, over slices", hand, hand);
    // As a reader of a stream does: all but the rows is made ready once.
    let prepared = Prepared::new(&engine, &batch.schema(), day).unwrap();
    let verdict = |wanted: Wanted| {
        median(|part| {
            let batch = batch.slice(part.start, part.len());
            let table = prepared.bind(black_box(&batch)).unwrap();
            black_box(table.decide(0..part.len(), wanted));
        })
    };
    let bound = median(|part| {
        let batch = batch.slice(part.start, part.len());
        black_box(prepared.bind(black_box(&batch)).unwrap());
    });
    say("gongkao, columns, verdict", verdict(Wanted::VERDICT), hand);
    say("of which to bind the columns of a batch", bound, hand);
    let traced = Wanted { trace: true, ..Wanted::VERDICT };
    say("gongkao, columns, verdict and trace", verdict(traced), hand);

    say("gongkao, columns, verdict, trace and earliest day", verdict(Wanted { earliest: true, ..traced }), hand);
    let each = median(|part| {
        let batch = batch.slice(part.start, part.len());
        let table = Table::new(&engine, black_box(&batch), day).unwrap();
        black_box(table.decide(0..part.len(), Wanted { earliest: true, ..traced }));
    });
    say("the same, made ready for each batch anew", each, hand);
    say("gongkao, columns, everything", verdict(Wanted::ALL), hand);
    let two = threads(&prepared, &batch, Wanted::VERDICT);
    let two_of_all = threads(&prepared, &batch, Wanted { earliest: true, ..traced });
    let forms: Vec<_> = (0..20_000).map(|row| whole.form(row).unwrap()).collect();
    let start = Instant::now();
    for form in &forms {
        black_box(engine.eligible(form, day));
    }
    say("gongkao, forms one by one", start.elapsed().as_secs_f64() * 1e9 / forms.len() as f64, hand);
    #[cfg(feature = "rules-peers")]
    peers::measure(&people, &expected, hand);
    fs::write(folder.join("by_hand"), hand.to_string()).unwrap();
    println!("\nTwo threads are {two:.2} times as fast as one; with trace and earliest day {two_of_all:.2} times.");
    drop(whole);
    henan(&people, day);
    simulate(&engine, &batch, day);
    rubbish(&engine, &people, &expected, day);
}

fn engine(name: &str, change: impl Fn(String) -> String) -> Engine {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(folder.join(path)).unwrap();
    let nation: Vec<(String, String)> = fs::read_dir(folder.join("../core/data/policy/nation"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap()))
        .collect();
    let nation: Vec<(&str, &str)> = nation.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let own = change(read("policy/comparison/policy.toml"));
    let set = PolicySet::from_toml(&[nation, vec![("comparison/policy.toml", own.as_str())]]).unwrap();
    let policy: &Policy = set.get(name).unwrap();
    Engine::new(Catalogue::henan().unwrap(), policy.clone()).unwrap()
}

/// How many times as fast two threads are as one, each binding and deciding batches of its own half, as hosts let them.
fn threads(prepared: &Prepared<&Engine>, batch: &RecordBatch, wanted: Wanted) -> f64 {
    let round = |count: usize| {
        let start = Instant::now();
        std::thread::scope(|scope| {
            for part in parts(ROWS, count) {
                scope.spawn(move || {
                    for rows in (0..PASSES).flat_map(|_| parts(part.len(), part.len() / BATCH)) {
                        let batch = batch.slice(part.start + rows.start, rows.len());
                        black_box(prepared.bind(&batch).unwrap().decide(0..rows.len(), wanted));
                    }
                });
            }
        });
        start.elapsed().as_secs_f64()
    };
    // The machine is shared: the best round is the one in which both threads had a core.
    let best = |count| (0..40).map(|_| round(count)).fold(f64::MAX, f64::min);
    best(1) / best(2)
}

fn agree(batch: &RecordBatch, expected: &[u8]) {
    let outcome = batch.column_by_name("outcome").unwrap().as_dictionary::<Int8Type>();
    let words = outcome.values().as_string::<i32>();
    for (row, expected) in expected.iter().enumerate() {
        let word = words.value(outcome.key(row).unwrap());
        assert_eq!(word, if *expected == 1 { "met" } else { "unmet" }, "row {row}");
    }
}

/// The first days of registration of some rows are those that the engine finds for their forms.
fn agree_on_days(engine: &Engine, table: &Table<'_>, answers: &RecordBatch, day: Date) {
    let days = answers.column_by_name("earliest").unwrap().as_primitive::<Date32Type>();
    let epoch: Date = "1970-01-01".parse().unwrap();
    for row in (0..ROWS).step_by(ROWS / 500) {
        let earliest = engine.when(&table.form(row).unwrap(), None, day).earliest;
        let earliest = earliest.map(|foreseen| foreseen.day.number() - epoch.number());
        assert_eq!(days.is_valid(row).then(|| days.value(row)), earliest, "row {row}");
    }
}

/// Nanoseconds a row, the median over batches.
fn median(mut decide: impl FnMut(Range<usize>)) -> f64 {
    let mut batches = Vec::new();
    for _ in 0..ROUNDS {
        for part in parts(ROWS, ROWS / BATCH) {
            let start = Instant::now();
            decide(part);
            batches.push(start.elapsed().as_secs_f64() * 1e9 / BATCH as f64);
        }
    }
    batches.sort_by(f64::total_cmp);
    batches[batches.len() / 2]
}

fn say(name: &str, nanoseconds: f64, hand: f64) {
    println!("| {name} | {nanoseconds:.1} | {:.1}× |", nanoseconds / hand);
}
