//! What streams: people through two policies, and text of which some is spoilt.

use std::fs;
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use arrow_array::cast::AsArray;
use arrow_array::types::Int8Type;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use gongkao::Engine;
use gongkao::batch::{Summary, Table, Wanted, parts};
use gongkao::foretell::Simulation;
use gongkao::model::date::Date;

use crate::people::{FLAGS, People, WORDS};
use crate::{BATCH, ROWS, engine};

/// A population that streams through two policies, and the memory it takes.
pub(crate) fn simulate(old: &Engine, batch: &RecordBatch, day: Date) {
    let new = engine("comparison", |text| text.replace("value = 5", "value = 7"));
    println!(
        "\n## What another policy would change, streamed\n\n| people | lose | ns a person | memory, MB |\n|---:|---:|---:|---:|"
    );
    // Eighteen cities and a hundred and thirty work types, by which they are counted.
    let named = |each: &dyn Fn(usize) -> String| -> ArrayRef {
        Arc::new((0..ROWS).map(|row| Some(each(row))).collect::<StringArray>())
    };
    let groups = [
        ("region", named(&|row| format!("{}", 410_000 + row * 7 % 18 * 100))),
        ("declared_work_type", named(&|row| format!("{:04}", row * 31 % 130))),
        ("unit_category", named(&|row| ["administrative", "public_institution"][row % 2].to_owned())),
    ];
    let own = batch
        .schema()
        .fields()
        .iter()
        .map(|field| field.name().clone())
        .zip(batch.columns().iter().cloned())
        .collect::<Vec<_>>();
    let batch =
        RecordBatch::try_from_iter(own.into_iter().chain(groups.map(|(name, column)| (name.to_owned(), column))))
            .unwrap();
    for millions in [1, 10] {
        forget_memory();
        let start = Instant::now();
        let mut simulation = Simulation::new(old, &new, day);
        for _ in 0..millions {
            for part in parts(ROWS, ROWS / BATCH) {
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
pub(crate) fn rubbish(engine: &Engine, people: &People, expected: &[u8], day: Date) {
    println!(
        "\n## Text with one row in a hundred spoilt\n\n| people | answered | named rubbish | ns a person | memory, MB |\n|---:|---:|---:|---:|---:|"
    );
    for millions in [1, 10] {
        forget_memory();
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
#[allow(clippy::option_option, reason = "a spoilt row has a fault, or lacks fields")]
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

/// From here on the kernel counts the most memory anew.
fn forget_memory() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The most memory this process has held since, in megabytes.
pub(crate) fn memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
