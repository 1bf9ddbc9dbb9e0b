//! Measures what is foreseen and proved, beside trying people and days one by one, in one run.
//!
//! `cargo xtask bench prove`. The difference of two versions must be found by both ways before anything is measured.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    reason = "a program for people"
)]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::model::application::ApplicationForm;
use gongkao::model::date::Date;
use gongkao::policy::Policy;
use gongkao::prove::{analyse, difference};
use serde_json::{Value, json};

const ROUNDS: usize = 100;

/// The median and the 99th percentile of one call, in microseconds.
fn measure(name: &str, rounds: usize, mut call: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            call();
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, last) = (times[rounds / 2], times[rounds * 99 / 100]);
    println!("| {name} | {median:.0} | {last:.0} |");
    median
}

/// Everybody with up to 40 years of work and 20 at a level, of every schooling, declaring a level.
fn everybody(level: &str) -> Vec<ApplicationForm> {
    let mut all = Vec::new();
    for work in 0..=40 {
        for held in ["ungraded", "five", "four", "three", "two", "one"] {
            for years in 0..=20 {
                for schooling in ["primary", "junior_middle", "senior_middle", "junior_college"] {
                    let form = json!({
                        "candidate": { "name": "-", "identity_number": "410105198006150019" },
                        "work_start": format!("{}-07-01", 2022 - work), "schooling": schooling,
                        "current": { "level": held, "obtained_year": 2022 - years, "work_type": "播音员" },
                        "declared": { "level": level, "work_type": "播音员" },
                    });
                    all.push(ApplicationForm::from_json(&form.to_string()).unwrap());
                }
            }
        }
    }
    all
}

/// The policy of the next year, as it ships.
fn henan_2023() -> Engine {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/data/generated/policies/henan-2023.json");
    let policy = Policy::from_json(&fs::read_to_string(path).unwrap()).unwrap();
    Engine::new(Catalogue::henan().unwrap(), policy).unwrap()
}

fn main() {
    let old = Engine::henan().unwrap();
    let mut policy: Value = serde_json::from_str(&old.policy().to_json().unwrap()).unwrap();
    *policy.pointer_mut("/parameters/seniority_years/dated/1/values/four").unwrap() = 9.into();
    let new = Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap();
    let day: Date = "2022-03-10".parse().unwrap();
    let people = everybody("four");
    let changed = people.iter().filter(|form| old.eligible(form, day) != new.eligible(form, day)).count();
    assert!(changed > 0 && !difference(&old, &new).changes.is_empty());

    println!("| Henan\u{2019}s policy of 2022 | median µs | p99 µs |\n|---|---:|---:|");
    measure("full analysis", ROUNDS, || drop(black_box(analyse(&old))));
    let exact = measure("difference of two versions, every class, with examples", ROUNDS, || {
        drop(black_box(difference(&old, &new)));
    });
    let next = henan_2023();
    assert!(!difference(&old, &next).changes.is_empty());
    measure("difference from the policy of 2023, with examples", ROUNDS, || {
        drop(black_box(difference(&old, &next)));
    });
    let tried = measure(&format!("{} people of one level decided by both", people.len()), ROUNDS / 5, || {
        let differs = |form: &&ApplicationForm| old.eligible(form, day) != new.eligible(form, day);
        black_box(people.iter().filter(differs).count());
    });
    let form = &people[people.len() / 3];
    let looked = measure("when: 40 exam years", ROUNDS, || drop(black_box(old.when(form, None, day))));
    let days: Vec<Date> = std::iter::successors(Some(day), |day| day.next()).take(40 * 366).collect();
    let every_day = measure("every day of 40 years, one policy", ROUNDS / 5, || {
        black_box(
            days.iter().filter(|day| old.eligible(form, **day) == gongkao::eligibility::trace::Outcome::Met).count(),
        );
    });
    println!("\ntrying people takes {:.1} times as long, trying days {:.1} times", tried / exact, every_day / looked);
}
