//! Measures a decision beside its peers, in one run, and prints the tables.
//!
//! `cargo xtask bench rules`. Every engine decides the same rows and must agree before anything is measured. Figures are
//! the median over rounds of one decision, and multiples of the rule written by hand.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a program for people"
)]

mod comparison;
mod forms;
mod peers;

use std::time::Instant;

/// How often all rows are gone through.
const ROUNDS: usize = 60;

fn main() {
    comparison::run();
    forms::run();
}

/// Nanoseconds of one decision, the median over rounds of going through all rows.
fn median<T>(rows: &[T], mut decide: impl FnMut(&T)) -> f64 {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for row in rows {
                decide(std::hint::black_box(row));
            }
            start.elapsed().as_secs_f64() * 1e9 / rows.len() as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds[ROUNDS / 2]
}

fn say(name: &str, nanoseconds: f64, hand: f64) {
    println!("| {name} | {nanoseconds:.1} | {:.1}× |", nanoseconds / hand);
}
