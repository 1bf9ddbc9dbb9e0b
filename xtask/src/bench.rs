//! `cargo xtask bench`: the benchmarks, each beside its peers in one run.

use std::process::Command;

use crate::run::{cargo, output, quietly};
use crate::{place, tools};

/// Runs every benchmark, the search on its small lists.
pub fn all() -> Result<(), String> {
    search(&[])?;
    prove()?;
    rules()?;
    workflow()
}

/// Measures the search beside its peers, for lists of these sizes; without sizes for the small ones.
pub fn search(sizes: &[&str]) -> Result<(), String> {
    run("search", &[], sizes)
}

/// Measures a decision beside the same rule written by hand and in other engines.
pub fn rules() -> Result<(), String> {
    run("rules", &["--features", "rules-peers"], &[])
}

/// Measures what is foreseen and proved of a policy beside trying people and days one by one.
pub fn prove() -> Result<(), String> {
    run("prove", &[], &[])
}

/// Measures the workflow beside a match written by hand, and `XState` on the same table in Node.
pub fn workflow() -> Result<(), String> {
    run("workflow", &[], &[])?;
    let folder = place::root().join("benches/xstate");
    quietly(Command::new(tools::npm()?).args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    print!("{}", output(Command::new(tools::node()?.program).arg("bench.mjs").current_dir(&folder))?);
    Ok(())
}

fn run(program: &str, options: &[&str], arguments: &[&str]) -> Result<(), String> {
    let program = ["run", "--release", "--locked", "--package", "gongkao-benches", "--bin", program];
    match cargo(&[&program, options, &["--"], arguments].concat()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the benchmarks ended with {status}")),
        Err(error) => Err(format!("cargo: {error}")),
    }
}
