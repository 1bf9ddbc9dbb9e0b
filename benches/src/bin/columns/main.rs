//! Measures whole tables beside their peers, in one run, and prints the table.
//!
//! `cargo xtask bench columns`. A million rows of the rule that `bench rules` compares with, decided by hand over slices, by columns and
//! row by row; everything must agree before it is measured. The rows are left under `target/columns`, where `benches/columns.py` puts
//! the same to numpy, Polars and DuckDB. Then come a million people under Henan's own rules, people who stream through two policies, and ten
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

use std::fs;
use std::hint::black_box;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int8Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int8Array, Int32Array, RecordBatch, StringArray,
};
use gongkao::Engine;
use gongkao::batch::{Summary, Table, Wanted, parts};
use gongkao::catalogue::Catalogue;
use gongkao::foretell::Simulation;
use gongkao::model::date::Date;
use gongkao::policy::Policy;
use gongkao::policy::set::PolicySet;

const ROWS: usize = 1_000_000;
/// How often all rows are gone through.
const ROUNDS: usize = 15;
/// How often a thread goes through its rows in a round.
const PASSES: usize = 4;
/// Rows that are decided at a time.
const BATCH: usize = 62_500;

const WORDS: [&str; 6] = ["ungraded", "five", "four", "three", "two", "one"];
const FLAGS: [&str; 4] = ["in_post", "healthy", "approved", "unpunished"];

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
    agree_on_days(&engine, &whole, &answered.batch, day);
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
    let bound = median(|part| {
        let batch = batch.slice(part.start, part.len());
        black_box(Table::new(&engine, black_box(&batch), day).unwrap());
    });
    say("gongkao, columns, verdict", verdict(Wanted::VERDICT), hand);
    say("of which to bind the columns of a batch", bound, hand);
    let traced = Wanted { trace: true, ..Wanted::VERDICT };
    say("gongkao, columns, verdict and trace", verdict(traced), hand);

    say("gongkao, columns, verdict, trace and earliest day", verdict(Wanted { earliest: true, ..traced }), hand);
    say("gongkao, columns, everything", verdict(Wanted::ALL), hand);
    let two = threads(&engine, &batch, day, Wanted::VERDICT);
    let two_of_all = threads(&engine, &batch, day, Wanted { earliest: true, ..traced });
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

/// How many times as fast two threads are as one, each binding and deciding batches of its own half, as hosts let them.
fn threads(engine: &Engine, batch: &RecordBatch, day: Date, wanted: Wanted) -> f64 {
    let round = |count: usize| {
        let start = Instant::now();
        std::thread::scope(|scope| {
            for part in parts(ROWS, count) {
                scope.spawn(move || {
                    for rows in (0..PASSES).flat_map(|_| parts(part.len(), part.len() / BATCH)) {
                        let batch = batch.slice(part.start + rows.start, rows.len());
                        black_box(Table::new(engine, &batch, day).unwrap().decide(0..rows.len(), wanted));
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

/// A million people under Henan's own rules of the year, who answer what their level asks of everybody.
fn henan(people: &People, day: Date) {
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
            black_box(Table::new(&engine, black_box(&batch), day).unwrap().decide(0..part.len(), wanted));
        });
        println!("| {name} | {took:.1} |");
    }
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

/// The first of July so many years before the exam, in days since 1970.
fn began(years: i32) -> i32 {
    let epoch: Date = "1970-01-01".parse().unwrap();
    Date::new(2022 - years, 7, 1).unwrap().number() - epoch.number()
}

fn table(people: &People) -> RecordBatch {
    let dictionary = |values: &[i32], first: i32| -> ArrayRef {
        let levels: ArrayRef = Arc::new(StringArray::from(WORDS[usize::try_from(first).unwrap()..].to_vec()));
        let keys: Int8Array = values.iter().map(|value| i8::try_from(*value - first).ok()).collect();
        // Without a null there is no mask of them.
        let keys = Int8Array::new(keys.values().clone(), None);
        Arc::new(DictionaryArray::<Int8Type>::new(keys, levels))
    };
    let starts = people.work_years.iter().map(|years| began(*years));
    let years = people.level_years.iter().map(|years| 2022 - years);
    let mut columns: Vec<(String, ArrayRef)> = vec![
        ("current_level".into(), dictionary(&people.held, 0)),
        ("declared_level".into(), dictionary(&people.target, 1)),
        ("current_obtained_year".into(), Arc::new(Int32Array::from(years.collect::<Vec<_>>()))),
        ("work_start".into(), Arc::new(Date32Array::from(starts.collect::<Vec<_>>()))),
    ];
    for (name, flags) in FLAGS.iter().zip(&people.flags) {
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
    let days: Vec<i32> = people.work_years.iter().map(|years| began(*years)).collect();
    fs::write(folder.join("work_start"), numbers(&days)).unwrap();
    for (name, flags) in FLAGS.iter().zip(&people.flags) {
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

/// What is wrong with every hundredth row: a column, what stands there, and what it is called. Nothing where half of its fields are missing.
const SPOILT: [Option<(&str, &str, &str)>; 5] = [
    Some(("current_level", "fifth", "unknown_word")),
    Some(("work_start", "2019-02-30", "no_day")),
    Some(("current_obtained_year", "99999999999", "no_number")),
    Some(("answers.healthy", "maybe", "no_flag")),
    None,
];

/// Ten million people as a host reads them from text, of whom one in a hundred is rubbish: every other one is answered, the rubbish is counted,
/// and memory does not grow.
fn rubbish(engine: &Engine, people: &People, expected: &[u8], day: Date) {
    println!(
        "\n## Text with one row in a hundred spoilt\n\n| people | answered | named rubbish | ns a person | memory, MB |\n|---:|---:|---:|---:|---:|"
    );
    for millions in [1, 10] {
        // From here on the kernel counts the most memory anew.
        let _ = fs::write("/proc/self/clear_refs", "5");
        let (mut summary, mut took, mut spoilt) = (Summary::default(), 0.0, [0_u64; SPOILT.len()]);
        for part in (0..millions).flat_map(|_| parts(ROWS, ROWS / BATCH)) {
            let batch = text(people, part.clone(), &mut spoilt);
            let start = Instant::now();
            let table = Table::new(engine, &batch, day).unwrap();
            let answered = table.decide(0..part.len(), Wanted::VERDICT);
            took += start.elapsed().as_secs_f64();
            summary.add(&answered.summary);
            let outcome = answered.batch.column_by_name("outcome").unwrap().as_dictionary::<Int8Type>();
            let words = outcome.values().as_string::<i32>();
            for (at, row) in part.enumerate() {
                let word = outcome.key(at).map(|key| words.value(key));
                let wanted = match spoilt_at(row) {
                    None => Some(if expected[row] == 1 { "met" } else { "unmet" }),
                    Some(None) => Some(engine.eligible(&table.form(at).unwrap(), day).name()),
                    Some(Some(_)) => None,
                };
                assert_eq!(word, wanted, "row {row}");
            }
        }
        let named: u64 = summary.rubbish.values().sum();
        for (fault, count) in SPOILT.iter().zip(spoilt) {
            let found = summary.rubbish.iter().find(|((column, kind), _)| {
                fault.is_some_and(|(wanted, _, name)| wanted == column && name == kind.name())
            });
            assert_eq!(found.map(|(_, found)| *found), fault.map(|_| count));
        }
        let answered = summary.met + summary.unmet + summary.unknown;
        let nanoseconds = took * 1e9 / summary.rows as f64;
        println!("| {} | {answered} | {named} | {nanoseconds:.0} | {:.1} |", summary.rows, memory());
        if millions == 10 {
            println!("\n{:?}", summary.rubbish);
        }
    }
}

/// Whether a row is spoilt, and how.
fn spoilt_at(row: usize) -> Option<Option<(&'static str, &'static str, &'static str)>> {
    (row % 100 == 7).then(|| SPOILT[row / 100 % SPOILT.len()])
}

/// Some of the people as text.
fn text(people: &People, part: Range<usize>, spoilt: &mut [u64; SPOILT.len()]) -> RecordBatch {
    let value = |name: &str, row: usize| match name {
        "current_level" => WORDS[usize::try_from(people.held[row]).unwrap()].to_owned(),
        "declared_level" => WORDS[usize::try_from(people.target[row]).unwrap()].to_owned(),
        "current_obtained_year" => (2022 - people.level_years[row]).to_string(),
        "work_start" => format!("{}-07-01", 2022 - people.work_years[row]),
        name => people.flags[FLAGS.iter().position(|flag| name.ends_with(flag)).unwrap()][row].to_string(),
    };
    let flags = FLAGS.iter().map(|name| format!("answers.{name}"));
    let names = ["current_level", "declared_level", "current_obtained_year", "work_start"].map(str::to_owned);
    let columns = names.into_iter().chain(flags).enumerate().map(|(at, name)| {
        let cell = |row: usize| match spoilt_at(row) {
            Some(Some((bad, text, _))) if bad == name => Some(text.to_owned()),
            Some(None) if at % 2 == 0 => None,
            _ => Some(value(&name, row)),
        };
        let array: ArrayRef = Arc::new(part.clone().map(cell).collect::<StringArray>());
        (name.clone(), array)
    });
    let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap();
    for row in part.filter(|row| row % 100 == 7) {
        spoilt[row / 100 % SPOILT.len()] += 1;
    }
    batch
}

/// The most memory this process has held, in megabytes.
fn memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

/// Engines that decide row by row, on rows made in their own form beforehand.
#[cfg(feature = "rules-peers")]
mod peers {
    use super::{Instant, People, say};

    pub(super) fn measure(people: &People, expected: &[u8], hand: f64) {
        say("datalogic-rs 5.4, row by row", datalogic(people, expected), hand);
        say("zen-expression 2.1, row by row", zen(people, expected), hand);
    }

    fn rows(people: &People) -> impl Iterator<Item = serde_json::Value> {
        (0..100_000).map(move |row| {
            serde_json::json!({
                "held": people.held[row], "target": people.target[row],
                "level_years": people.level_years[row], "work_years": people.work_years[row],
                "in_post": people.flags[0][row], "healthy": people.flags[1][row],
                "approved": people.flags[2][row], "unpunished": people.flags[3][row],
            })
        })
    }

    fn time<Row>(rows: &[Row], expected: &[u8], mut met: impl FnMut(&Row) -> bool) -> f64 {
        let start = Instant::now();
        for (row, expected) in rows.iter().zip(expected) {
            assert_eq!(u8::from(met(row)), *expected);
        }
        start.elapsed().as_secs_f64() * 1e9 / rows.len() as f64
    }

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
        let rows: Vec<OwnedDataValue> =
            rows(people).map(|row| OwnedDataValue::from_json(&row.to_string()).unwrap()).collect();
        let mut session = engine.session();
        time(&rows, expected, |row| {
            let met = session.eval_borrowed(&rule, row).unwrap().as_bool().unwrap();
            session.reset();
            met
        })
    }

    fn zen(people: &People, expected: &[u8]) -> f64 {
        use zen_expression::compile_expression;
        use zen_expression::variable::Variable;
        use zen_expression::vm::VM;
        let rule = "held == target - 1 and (level_years >= 5 or work_years >= (target == 2 ? 10 : 18)) \
                    and in_post and healthy and approved and unpunished";
        let rule = compile_expression(rule).unwrap();
        let rows: Vec<Variable> = rows(people).map(Variable::from).collect();
        let mut vm = VM::new();
        time(&rows, expected, |row| rule.evaluate_with(row.clone(), &mut vm).unwrap().as_bool().unwrap())
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
