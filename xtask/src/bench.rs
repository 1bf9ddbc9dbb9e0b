//! `cargo xtask bench`: the benchmarks, each beside its peers in one run.

use std::process::Command;

use crate::run::{cargo, output, quietly};
use crate::stamp::Stamp;
use crate::{peers, place, tools, wasm};

/// Runs every benchmark, the search on its small lists.
pub fn all() -> Result<(), String> {
    search(&[])?;
    prove()?;
    rules()?;
    columns()?;
    workflow()?;
    python()?;
    browser()?;
    portal()?;
    inspect()
}

/// Measures the search beside its peers, for lists of these sizes; without sizes for the small ones.
pub fn search(sizes: &[&str]) -> Result<(), String> {
    run("search", &[], sizes)
}

/// Measures a decision beside the same rule written by hand and in other engines.
pub fn rules() -> Result<(), String> {
    run("rules", &["--features", "rules-peers"], &[])
}

/// Measures whole tables: ours, by hand, and row by row in one program, and then the same rows in what is called from Python.
pub fn columns() -> Result<(), String> {
    let venv = place::root().join("target/venv-benches");
    let pins = place::root().join("benches/requirements.txt");
    let python = tools::python()?;
    Stamp::of("venv-benches").on([&pins]).with(&python.version).makes(venv.join("bin/python")).unless_done(|| {
        output(Command::new(&python.program).args(["-m", "venv", "--clear"]).arg(&venv))?;
        let mut pip = Command::new(venv.join("bin/python"));
        output(
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&pins),
        )?;
        Ok(Some(String::new()))
    })?;
    run("columns", &["--features", "columns,rules-peers"], &[])?;
    // One thread, as the others are measured.
    let mut script = Command::new(venv.join("bin/python"));
    script.arg(place::root().join("benches/columns.py")).arg(place::root().join("target/columns"));
    match script.env("POLARS_MAX_THREADS", "1").status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the peers in Python ended with {status}")),
        Err(error) => Err(format!("python: {error}")),
    }
}

/// Measures calls from Python beside a function by hand, ZEN, Polars, `DuckDB` and pypinyin, and then a table on Spark.
pub fn python() -> Result<(), String> {
    ["bench_python.py", "bench_spark.py"].into_iter().try_for_each(|name| {
        match peers::script(name)?.env("POLARS_MAX_THREADS", "1").status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("{name} ended with {status}")),
            Err(error) => Err(format!("python: {error}")),
        }
    })
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

/// Measures the browser package in Node beside libraries of JavaScript.
pub fn browser() -> Result<(), String> {
    wasm::package()?;
    let folder = place::root().join("benches/browser");
    quietly(Command::new(tools::npm()?).args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    print!("{}", output(Command::new(tools::node()?.program).arg("bench.mjs").current_dir(&folder))?);
    Ok(())
}

/// Measures what the reference portal answers in a second beside a bare endpoint of `FastAPI`, over loopback.
pub fn portal() -> Result<(), String> {
    let pins = place::root().join("examples/portal/server/requirements.txt");
    match peers::script_with("bench_portal.py", &pins)?.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the benchmarks ended with {status}")),
        Err(error) => Err(format!("python: {error}")),
    }
}

/// Measures the inspection of files beside decoders in Python and Rust, and the memory it takes.
pub fn inspect() -> Result<(), String> {
    let folder = peers::folder();
    let mut script = peers::script("bench_inspect.py")?;
    match script.arg(&folder).status() {
        Ok(status) if status.success() => {}
        Ok(status) => return Err(format!("the benchmarks ended with {status}")),
        Err(error) => return Err(format!("python: {error}")),
    }
    let file = |name: &str| folder.join(name).display().to_string();
    run("inspect", &[], &[&folder.display().to_string()])?;
    ["baseline.jpg", "progressive.jpg"].into_iter().try_for_each(|name| run("inspect", &[], &["memory", &file(name)]))
}

fn run(program: &str, options: &[&str], arguments: &[&str]) -> Result<(), String> {
    let program = ["run", "--release", "--locked", "--package", "gongkao-benches", "--bin", program];
    match cargo(&[&program, options, &["--"], arguments].concat()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the benchmarks ended with {status}")),
        Err(error) => Err(format!("cargo: {error}")),
    }
}
