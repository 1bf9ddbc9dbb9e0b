//! `cargo xtask bench`: the benchmarks.

use crate::place;
use crate::run::cargo;

/// Runs the benchmarks, which speak for themselves.
pub fn all() -> Result<(), String> {
    if !place::root().join("benches/Cargo.toml").is_file() {
        return Err("there is no `benches` crate here".to_owned());
    }
    run(&["bench", "--locked", "--manifest-path", "benches/Cargo.toml"])
}

/// Measures the search beside its peers, for lists of these sizes; without sizes for the small ones.
pub fn search(sizes: &[&str]) -> Result<(), String> {
    let program = ["run", "--release", "--locked", "-p", "gongkao-benches", "--bin", "search", "--"];
    run(&[&program, sizes].concat())
}

fn run(arguments: &[&str]) -> Result<(), String> {
    match cargo(arguments).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the benchmarks ended with {status}")),
        Err(error) => Err(format!("cargo: {error}")),
    }
}
