//! Measures whole tables beside their peers, in one run, and prints the table.
//!
//! `cargo xtask bench columns`. A million rows of the rule that `bench rules` compares with, decided by hand over slices, by columns and
//! row by row; everything must agree before it is measured. The rows are left under `target/columns`, where `benches/columns.py` puts
//! the same to numpy, Polars and DuckDB. Rows come in batches of 62,500, as such tools hand them on; figures are medians over batches, so that
//! what else a shared machine does falls out.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    reason = "a program for people"
)]

use std::fs;
use std::hint::black_box;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use arrow_array::cast::AsArray;
use arrow_array::types::Int8Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int8Array, Int32Array, RecordBatch, StringArray,
};
use gongkao::Engine;
use gongkao::batch::{Table, Wanted, parts};
use gongkao::catalogue::Catalogue;
use gongkao::foretell::Simulation;
use gongkao::model::date::Date;
use gongkao::policy::Policy;
use gongkao::policy::set::PolicySet;

const ROWS: usize = 1_000_000;
/// How often all rows are gone through.
const ROUNDS: usize = 15;
/// Rows that are decided at a time.
const BATCH: usize = 62_500;

/// The people, in the columns each engine likes best.
struct People {
    /// 1 level five, 2 level four …; `target` 2 or 3.
    held: Vec<i32>,
    target: Vec<i32>,
    level_years: Vec<i32>,
    work_years: Vec<i32>,
    flags: [Vec<bool>; 4],
}

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
    agree(&whole.decide(0..ROWS, Wanted::VERDICT).batch, &expected);
    leave(&folder, &people, &expected);

    println!("\n## A million rows of the comparison\n\n| engine | ns a row | by hand = |\n|---|---:|---:|");
    let mut out = vec![0_u8; ROWS];
    let hand = median(|part| by_hand_of(black_box(&people), &mut out, part));
    say("by hand in Rust, over slices", hand, hand);
    let verdict = |wanted: Wanted| {
        median(|part| {
            let batch = batch.slice(part.start, part.len());
            let table = Table::new(&engine, black_box(&batch), day).unwrap();
            black_box(table.decide(0..part.len(), wanted));
        })
    };
    say("gongkao, columns, verdict", verdict(Wanted::VERDICT), hand);
    say("gongkao, columns, verdict and trace", verdict(Wanted { trace: true, ..Wanted::VERDICT }), hand);
    say("gongkao, columns, everything", verdict(Wanted::ALL), hand);
    let threads = |count: usize| {
        let mut rounds: Vec<f64> = (0..ROUNDS)
            .map(|_| {
                let start = Instant::now();
                std::thread::scope(|scope| {
                    for part in parts(ROWS, count) {
                        let whole = &whole;
                        scope.spawn(move || black_box(whole.decide(part, Wanted::VERDICT)));
                    }
                });
                start.elapsed().as_secs_f64()
            })
            .collect();
        rounds.sort_by(f64::total_cmp);
        // The machine is shared: the best round is the one in which both threads had a core.
        rounds[0]
    };
    let (one, two) = (threads(1), threads(2));
    let forms: Vec<_> = (0..20_000).map(|row| whole.form(row).unwrap()).collect();
    let start = Instant::now();
    for form in &forms {
        black_box(engine.eligible(form, day));
    }
    say("gongkao, forms one by one", start.elapsed().as_secs_f64() * 1e9 / forms.len() as f64, hand);
    #[cfg(feature = "rules-peers")]
    say("datalogic-rs, row by row", datalogic(&people, &expected), hand);
    fs::write(folder.join("by_hand"), hand.to_string()).unwrap();
    println!("\nTwo threads are {:.2} times as fast as one.", one / two);
    simulate(&engine, &batch, day);
}

fn by_hand(people: &People, out: &mut [u8]) {
    by_hand_of(people, out, 0..out.len());
}

/// The rule over slices: the compiler decides several at once.
#[inline(never)]
fn by_hand_of(people: &People, out: &mut [u8], part: Range<usize>) {
    let rows = part.len();
    let out = &mut out[part.clone()];
    let (held, target) = (&people.held[part.clone()], &people.target[part.clone()]);
    let (level_years, work_years) = (&people.level_years[part.clone()], &people.work_years[part.clone()]);
    let [in_post, healthy, approved, unpunished] = &people.flags;
    let (in_post, healthy) = (&in_post[part.clone()], &healthy[part.clone()]);
    let (approved, unpunished) = (&approved[part.clone()], &unpunished[part]);
    for row in 0..rows {
        let needed = if target[row] == 2 { 10 } else { 18 };
        let years = (level_years[row] >= 5) | (work_years[row] >= needed);
        let flags = in_post[row] & healthy[row] & approved[row] & unpunished[row];
        out[row] = ((held[row] == target[row] - 1) & years & flags).into();
    }
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

fn table(people: &People) -> RecordBatch {
    let words = ["ungraded", "five", "four", "three", "two", "one"];
    let dictionary = |values: &[i32], first: i32| -> ArrayRef {
        let levels: ArrayRef = Arc::new(StringArray::from(words[usize::try_from(first).unwrap()..].to_vec()));
        let keys: Int8Array = values.iter().map(|value| i8::try_from(*value - first).ok()).collect();
        // Without a null there is no mask of them.
        let keys = Int8Array::new(keys.values().clone(), None);
        Arc::new(DictionaryArray::<Int8Type>::new(keys, levels))
    };
    let epoch: Date = "1970-01-01".parse().unwrap();
    let starts = people.work_years.iter().map(|years| Date::new(2022 - years, 7, 1).unwrap().number() - epoch.number());
    let years = people.level_years.iter().map(|years| 2022 - years);
    let mut columns: Vec<(String, ArrayRef)> = vec![
        ("current_level".into(), dictionary(&people.held, 0)),
        ("declared_level".into(), dictionary(&people.target, 1)),
        ("current_obtained_year".into(), Arc::new(Int32Array::from(years.collect::<Vec<_>>()))),
        ("work_start".into(), Arc::new(Date32Array::from(starts.collect::<Vec<_>>()))),
    ];
    for (name, flags) in ["in_post", "healthy", "approved", "unpunished"].iter().zip(&people.flags) {
        columns.push((format!("answers.{name}"), Arc::new(BooleanArray::from(flags.clone()))));
    }
    RecordBatch::try_from_iter(columns).unwrap()
}

fn agree(batch: &RecordBatch, expected: &[u8]) {
    let outcome = batch.column_by_name("outcome").unwrap().as_dictionary::<Int8Type>();
    let words = outcome.values().as_string::<i32>();
    for (row, expected) in expected.iter().enumerate() {
        let word = words.value(outcome.key(row).unwrap());
        assert_eq!(word, if *expected == 1 { "met" } else { "unmet" }, "row {row}");
    }
}

/// Leaves the columns and the answers for the peers that are called from Python.
fn leave(folder: &Path, people: &People, expected: &[u8]) {
    fs::create_dir_all(folder).unwrap();
    let numbers = |values: &[i32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
    let columns = [
        ("held", &people.held),
        ("target", &people.target),
        ("level_years", &people.level_years),
        ("work_years", &people.work_years),
    ];
    for (name, values) in columns {
        fs::write(folder.join(name), numbers(values)).unwrap();
    }
    for (name, flags) in ["in_post", "healthy", "approved", "unpunished"].iter().zip(&people.flags) {
        fs::write(folder.join(name), flags.iter().map(|flag| u8::from(*flag)).collect::<Vec<_>>()).unwrap();
    }
    fs::write(folder.join("expected"), expected).unwrap();
}

/// A population that streams through two policies, and the memory it takes.
fn simulate(old: &Engine, batch: &RecordBatch, day: Date) {
    let new = engine("comparison", |text| text.replace("value = 5", "value = 7"));
    println!(
        "\n## What another policy would change, streamed\n\n| people | lose | ns a person | memory, MB |\n|---:|---:|---:|---:|"
    );
    for millions in [1, 10] {
        let start = Instant::now();
        let mut simulation = Simulation::new(old, &new, day);
        for _ in 0..millions {
            for part in parts(ROWS, 16) {
                simulation.feed(&batch.slice(part.start, part.len())).unwrap();
            }
        }
        let foretold = simulation.finish();
        let people = foretold.all.people();
        let time = start.elapsed().as_secs_f64() * 1e9 / people as f64;
        println!("| {people} | {} | {time:.0} | {:.1} |", foretold.all.lose(), memory());
    }
}

/// The most memory this process has held, in megabytes.
fn memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

#[cfg(feature = "rules-peers")]
fn datalogic(people: &People, expected: &[u8]) -> f64 {
    use datalogic_rs::datavalue::OwnedDataValue;
    let var = |name: &str| serde_json::json!({ "var": name });
    let rule = serde_json::json!({ "and": [
        { "==": [var("held"), { "-": [var("target"), 1] }] },
        { "or": [
            { ">=": [var("level_years"), 5] },
            { ">=": [var("work_years"), { "if": [{ "==": [var("target"), 2] }, 10, 18] }] },
        ] },
        var("in_post"), var("healthy"), var("approved"), var("unpunished"),
    ] });
    let engine = datalogic_rs::Engine::new();
    let rule = engine.compile(rule.to_string().as_str()).unwrap();
    let rows: Vec<OwnedDataValue> = (0..100_000)
        .map(|row| {
            let json = serde_json::json!({
                "held": people.held[row], "target": people.target[row],
                "level_years": people.level_years[row], "work_years": people.work_years[row],
                "in_post": people.flags[0][row], "healthy": people.flags[1][row],
                "approved": people.flags[2][row], "unpunished": people.flags[3][row],
            });
            OwnedDataValue::from_json(&json.to_string()).unwrap()
        })
        .collect();
    let mut session = engine.session();
    let start = Instant::now();
    for (row, expected) in rows.iter().zip(expected) {
        let met = session.eval_borrowed(&rule, row).unwrap().as_bool().unwrap();
        session.reset();
        assert_eq!(u8::from(met), *expected);
    }
    start.elapsed().as_secs_f64() * 1e9 / rows.len() as f64
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

/// People drawn by a fixed generator, as `bench rules` draws them.
fn people(count: usize) -> People {
    let mut seed = 7_u64;
    let mut draw = |below: i32| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i32::try_from(seed >> 40).unwrap() % below
    };
    let mut people = People {
        held: Vec::new(),
        target: Vec::new(),
        level_years: Vec::new(),
        work_years: Vec::new(),
        flags: [Vec::new(), Vec::new(), Vec::new(), Vec::new()],
    };
    for _ in 0..count {
        let target = 2 + draw(2);
        people.target.push(target);
        people.held.push(if draw(10) < 7 { target - 1 } else { 1 + draw(4) });
        people.level_years.push(draw(12));
        people.work_years.push(draw(32));
        people.flags.iter_mut().for_each(|flags| flags.push(draw(10) > 0));
    }
    people
}
