//! Measures the search beside its peers and prints one table for each list, then how many times quicker than `ib-matcher` it
//! was, and how it grew from ten thousand names to a million.
//!
//! `cargo xtask bench search [sizes…]`, sizes among 130, 1639, 10000, 349000, 1000000;
//! without sizes the first three. Every figure is of one keystroke: the query as it stands after each letter typed.

#![allow(
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a program for people"
)]

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use fst::{IntoStreamer, Streamer};
use gongkao::search::{Entry, Fallback, Filter, Index, Options, PreparedText};
use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};

/// How many hits a page shows.
const LIMIT: usize = 20;
/// Names from the list that are typed.
const NAMES: usize = 60;
/// The slow peers get this much time for each kind of query, and then as many keystrokes as fit.
const PATIENCE: Duration = Duration::from_millis(1500);

fn main() {
    let mut sizes: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![130, 1639, 10_000];
    }
    let measured: Vec<(usize, Vec<Figures>)> =
        sizes.into_iter().map(|size| (size, measure(size, &list(size)))).collect();
    summarise(&measured);
}

/// One kind of query in one list.
struct Figures {
    kind: &'static str,
    median: f64,
    p99: f64,
    /// The median of `ib-matcher` as a multiple of ours, and of ours with highlights and readings.
    ratio: f64,
    whole_ratio: f64,
}

/// For each kind how many times the median of `ib-matcher` is ours, list by list, and how much our 99th percentile grew.
fn summarise(measured: &[(usize, Vec<Figures>)]) {
    println!(
        "\n## ib-matcher ÷ gongkao (ranks; with highlights), medians; growth of the 99th percentile from 10 thousand to a million\n"
    );
    let sizes: Vec<String> = measured.iter().map(|(size, _)| size.to_string()).collect();
    println!("| kind | {} | growth |\n|---|{}---:|", sizes.join(" | "), "---:|".repeat(sizes.len()));
    let Some((_, first)) = measured.first() else { return };
    let p99 = |wanted: usize, at: usize| measured.iter().find(|(size, _)| *size == wanted).map(|(_, all)| all[at].p99);
    for (at, Figures { kind, .. }) in first.iter().enumerate() {
        let cells: Vec<String> = measured
            .iter()
            .map(|(_, all)| {
                let Figures { median, p99, ratio, whole_ratio, .. } = all[at];
                format!("{median:.1} / {p99:.1} µs, {ratio:.0}× ({whole_ratio:.0}×)")
            })
            .collect();
        let growth =
            p99(1_000_000, at).zip(p99(10_000, at)).map_or("–".to_owned(), |(a, b)| format!("{:.1}×", a / b));
        println!("| {kind} | {} | {growth} |", cells.join(" | "));
    }
}

fn measure(size: usize, entries: &[Entry]) -> Vec<Figures> {
    let clock = Instant::now();
    let index = Index::build(entries).unwrap();
    let build = clock.elapsed();
    println!("\n## {size}: {} entries", entries.len());
    println!("build {:.1} ms, buffer {} bytes: {}", millis(build), index.as_bytes().len(), sections(index.as_bytes()));
    let prefix = Index::build_prefix(entries).unwrap();
    println!("prefix only: {}", sections(prefix.as_bytes()));
    let clock = Instant::now();
    let bytes = index.as_bytes().to_vec();
    let copy = clock.elapsed();
    let clock = Instant::now();
    let index = Index::from_bytes(bytes).unwrap();
    println!("load {:.3} ms (a plain copy of the bytes takes {:.3} ms)", millis(clock.elapsed()), millis(copy));

    let options = Options::default();
    // What the peers do: neither fuzzy sounds nor typing errors.
    let strict = Options { fuzzy: Fallback::Never, typo: Fallback::Never, ..options };
    let texts: Vec<PreparedText> = entries.iter().map(|entry| PreparedText::new(&entry.name)).collect();
    let plain = (size <= 10_000).then(|| Plain::new(entries, &index));
    if let Some(plain) = &plain {
        println!("plain fst {} bytes", plain.map.as_fst().as_bytes().len());
    }
    println!("\n| kind | engine | keystrokes | median µs | p99 µs | hits |\n|---|---|---:|---:|---:|---:|");
    let mut figures = Vec::new();
    for (kind, keystrokes) in kinds(entries, &index) {
        let mut medians = Vec::new();
        let mut report = |engine: &'static str, run: &mut dyn FnMut(&str) -> usize| {
            let (times, hits) = time(&keystrokes, run);
            println!(
                "| {kind} | {engine} | {} | {:.1} | {:.1} | {hits} |",
                times.len(),
                micros(times[times.len() / 2]),
                micros(times[times.len() * 99 / 100])
            );
            medians.push((engine, micros(times[times.len() / 2]), micros(times[times.len() * 99 / 100])));
        };
        report("gongkao, hits", &mut |query| index.search(query, LIMIT, &options).len());
        report("gongkao, ranks", &mut |query| index.rank(query, LIMIT, &options).len());
        report("gongkao, ranks, strictly", &mut |query| index.rank(query, LIMIT, &strict).len());
        report("own scan", &mut |query| {
            let mut filter = Filter::new(query, &options);
            texts.iter().filter(|text| filter.matches(text)).count()
        });
        if let Some(plain) = &plain {
            report("plain fst", &mut |query| plain.search(query));
        }
        report("ib-matcher", &mut |query| {
            let matcher = IbMatcher::builder(query).pinyin(PinyinMatchConfig::default()).build();
            entries.iter().filter(|entry| matcher.is_match(entry.name.as_str())).count()
        });
        let of = |wanted: &str| {
            medians.iter().find(|(engine, ..)| *engine == wanted).map(|(_, median, p99)| (*median, *p99))
        };
        let ((median, p99), (peer, _)) = (of("gongkao, ranks").unwrap(), of("ib-matcher").unwrap());
        let (whole, _) = of("gongkao, hits").unwrap();
        figures.push(Figures { kind, median, p99, ratio: peer / median, whole_ratio: peer / whole });
    }
    typing_on(entries, &index);
    figures
}

/// What a session takes for one letter more, where all hits so far are in hand and it looks among them, and for going back; beside a
/// fresh search.
fn typing_on(entries: &[Entry], index: &Index) {
    let options = Options::default();
    let (mut afresh, mut narrowed, mut back) = (Vec::new(), Vec::new(), Vec::new());
    for (_, keystrokes) in kinds(entries, index).into_iter().skip(1).take(3) {
        for pair in keystrokes.windows(2).filter(|pair| pair[1].starts_with(&pair[0])) {
            let mut session = index.session(LIMIT, options);
            if session.set(&pair[0]).len() == LIMIT {
                continue;
            }
            for round in 0..3 {
                let clock = Instant::now();
                black_box(index.search(&pair[1], LIMIT, &options).len());
                let searched = clock.elapsed();
                let clock = Instant::now();
                black_box(session.push(pair[1].strip_prefix(pair[0].as_str()).unwrap_or_default()).len());
                let pushed = clock.elapsed();
                let clock = Instant::now();
                black_box(session.pop().len());
                if round == 2 {
                    back.push(clock.elapsed());
                    afresh.push(searched);
                    narrowed.push(pushed);
                }
            }
        }
    }
    for (what, times) in
        [("searched afresh", &mut afresh), ("in a session", &mut narrowed), ("going back in a session", &mut back)]
    {
        times.sort_unstable();
        if let Some(median) = times.get(times.len() / 2) {
            println!("one letter more after few hits, {what}: median {:.1} µs of {}", micros(*median), times.len());
        }
    }
}

/// The median of three runs of each keystroke, sorted, and how many hits there were in all.
fn time(keystrokes: &[String], run: &mut dyn FnMut(&str) -> usize) -> (Vec<Duration>, usize) {
    let started = Instant::now();
    let mut times = Vec::new();
    let mut hits = 0;
    for keystroke in keystrokes {
        let mut runs = [Duration::ZERO; 3];
        for slot in &mut runs {
            let clock = Instant::now();
            let found = black_box(run(black_box(keystroke)));
            *slot = clock.elapsed();
            hits += found;
        }
        runs.sort_unstable();
        times.push(runs[1]);
        if started.elapsed() > PATIENCE {
            break;
        }
    }
    times.sort_unstable();
    (times, hits / 3)
}

/// Queries as they stand after each letter, by kind.
fn kinds(entries: &[Entry], index: &Index) -> Vec<(&'static str, Vec<String>)> {
    let step = (entries.len() / NAMES).max(1);
    let (mut initials, mut full, mut mixed, mut hanzi, mut both, mut nothing, mut wrong) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for entry in entries.iter().step_by(step).take(NAMES) {
        let characters: Vec<char> = entry.name.chars().collect();
        let Some(hit) = index.search(&entry.name, 1, &Options::default()).into_iter().next() else { continue };
        let syllables: Vec<String> = hit.reading.split(' ').map(|syllable| syllable.replace('ü', "v")).collect();
        let first = |syllable: &String| syllable.chars().take(1).collect::<String>();
        type_out(&mut initials, &syllables.iter().map(first).collect::<String>(), 1);
        let spelled = syllables.concat();
        type_out(&mut full, &spelled, 1);
        let alternating = syllables
            .iter()
            .enumerate()
            .map(|(at, syllable)| if at % 2 == 0 { syllable.clone() } else { first(syllable) });
        type_out(&mut mixed, &alternating.collect::<String>(), 1);
        type_out(&mut hanzi, &entry.name, 1);
        let alternating = characters.iter().zip(&syllables).enumerate();
        let alternating = alternating
            .map(|(at, (character, syllable))| if at % 2 == 0 { character.to_string() } else { syllable.clone() });
        type_out(&mut both, &alternating.collect::<String>(), 1);
        nothing.push(format!("{}qqvx", spelled.chars().take(6).collect::<String>()));
        if spelled.len() > 6 {
            let mut letters: Vec<char> = spelled.chars().collect();
            letters.swap(4, 5);
            type_out(&mut wrong, &letters.iter().collect::<String>(), 6);
        }
    }
    let letters = ('a'..='z').filter(|letter| !"iuv".contains(*letter)).map(String::from).collect();
    vec![
        ("one letter", letters),
        ("initials", initials),
        ("full", full),
        ("mixed", mixed),
        ("hanzi", hanzi),
        ("hanzi and pinyin", both),
        ("letters swapped", wrong),
        ("nothing", nothing),
    ]
}

fn type_out(queries: &mut Vec<String>, text: &str, from: usize) {
    let length = text.chars().count();
    queries.extend((from..=length.min(20)).map(|letters| text.chars().take(letters).collect::<String>()));
}

/// A peer: an fst over spelled-out keys, all hits of a prefix listed, then the best kept. Start of the name only, one
/// reading for each character.
struct Plain {
    map: fst::Map<Vec<u8>>,
}

impl Plain {
    fn new(entries: &[Entry], index: &Index) -> Self {
        let mut keys = BTreeSet::new();
        for (number, entry) in entries.iter().enumerate() {
            let Some(hit) = index.search(&entry.name, 1, &Options::default()).into_iter().next() else { continue };
            let syllables: Vec<&str> = hit.reading.split(' ').collect();
            let initials: String = syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
            for spelled in [syllables.concat(), initials, entry.name.clone()] {
                keys.insert((format!("{spelled}\0{number:08}"), number as u64));
            }
        }
        Self { map: fst::Map::from_iter(keys).unwrap() }
    }

    fn search(&self, query: &str) -> usize {
        let mut end = query.as_bytes().to_vec();
        end.push(0xFF);
        let mut stream = self.map.range().ge(query).lt(end).into_stream();
        let mut found = Vec::new();
        while let Some((_, number)) = stream.next() {
            found.push(number);
        }
        found.sort_unstable();
        found.dedup();
        found.truncate(LIMIT);
        found.len()
    }
}

fn list(size: usize) -> Vec<Entry> {
    match size {
        0..=1639 => occupations().into_iter().take(size).collect(),
        349_000 => words(),
        _ => synthesised(size),
    }
}

fn occupations() -> Vec<Entry> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../core/tests/data/occupations_2022.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| Entry { key: row[1].to_owned(), name: row[0].to_owned(), ..Entry::default() }).collect()
}

/// The dictionary inside the crate `jieba-rs`, a word's frequency as its weight.
fn words() -> Vec<Entry> {
    let registry = PathBuf::from(
        std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{}/.cargo", std::env::var("HOME").unwrap())),
    );
    let path = std::fs::read_dir(registry.join("registry/src"))
        .unwrap()
        .flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap())
        .map(|package| package.unwrap().path().join("src/data/dict.txt"))
        .find(|path| path.to_string_lossy().contains("jieba-rs-") && path.exists())
        .unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let mut seen = BTreeSet::new();
    text.lines()
        .filter_map(|line| {
            let mut fields = line.split(' ');
            let (word, weight) = (fields.next()?, fields.next()?.parse().ok()?);
            seen.insert(word.to_owned()).then(|| Entry {
                key: word.to_owned(),
                name: word.to_owned(),
                weight,
                ..Entry::default()
            })
        })
        .collect()
}

/// Names of two words of the dictionary, drawn by a fixed generator.
fn synthesised(size: usize) -> Vec<Entry> {
    let words: Vec<String> =
        words().into_iter().map(|entry| entry.name).filter(|word| (2..=3).contains(&word.chars().count())).collect();
    let mut seed = 1_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let mut names = BTreeSet::new();
    while names.len() < size {
        names.insert(format!("{}{}", words[draw(words.len())], words[draw(words.len())]));
    }
    let with_weight = |name: String| Entry {
        key: name.clone(),
        name,
        weight: u32::try_from(draw(1000)).unwrap(),
        ..Entry::default()
    };
    names.into_iter().map(with_weight).collect()
}

/// The sizes of the sections, read from the header.
fn sections(bytes: &[u8]) -> String {
    let names = [
        "characters",
        "groups",
        "group directory",
        "codes",
        "by letter",
        "by page",
        "by character",
        "texts",
        "entry offsets",
        "entries",
        "keys",
        "symbols",
        "runs",
    ];
    let length = |at: usize| u64::from_le_bytes(bytes[40 + at * 16..48 + at * 16].try_into().unwrap());
    names.iter().enumerate().map(|(at, name)| format!("{name} {}", length(at))).collect::<Vec<_>>().join(", ")
}

fn micros(time: Duration) -> f64 {
    time.as_nanos() as f64 / 1e3
}

fn millis(time: Duration) -> f64 {
    time.as_nanos() as f64 / 1e6
}
