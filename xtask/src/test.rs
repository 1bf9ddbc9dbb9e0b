//! `cargo xtask test`: everything that runs, in three languages.

use std::fs;

use crate::run::{cargo, output, quietly, step};
use crate::{data, node, packages, place, python, tools, types, wasm, wheel};

/// Every test. What the runners say of themselves at the end stands on lines of its own.
pub fn all() -> Result<(), String> {
    // Before anything that takes minutes.
    tools::python()?;
    tools::node()?;
    tools::npm()?;

    step("generated files", || data::compare().map(|()| Some(String::new())))?;
    // Answers of a case that is gone would be compared with nothing.
    let _ = fs::remove_dir_all(place::answers());
    step("Rust tests", rust)?;
    step("Rust examples in the documentation", || {
        quietly(&mut cargo(&["test", "--locked", "--doc", "--package", "gongkao"]))
    })?;

    python::set_up()?;
    wheel::for_tests()?;
    step("Python tests", || {
        let said = output(python::tool("pytest").env("GONGKAO_ANSWERS", place::answers()))?;
        Ok(Some(closing(&said, |line| line.contains(" passed"))))
    })?;
    types::python()?;

    wasm::package()?;
    step("JavaScript tests", || {
        let said = output(
            node::node().args(["--test", "--test-reporter=spec", "tests/"]).env("GONGKAO_ANSWERS", place::answers()),
        )?;
        Ok(Some(closing(&said, |line| line.starts_with('ℹ'))))
    })?;
    types::typescript()?;
    packages::install()
}

fn rust() -> Result<Option<String>, String> {
    let answers = place::answers();
    if tools::cargo_has("nextest") {
        let said =
            output(cargo(&["nextest", "run", "--locked", "--package", "gongkao"]).env("GONGKAO_ANSWERS", answers))?;
        return Ok(Some(closing(&said, |line| line.contains("Summary ["))));
    }
    let said = output(
        cargo(&["test", "--locked", "--package", "gongkao", "--lib", "--tests"]).env("GONGKAO_ANSWERS", answers),
    )?;
    Ok(Some(closing(&said, |line| line.starts_with("test result:"))))
}

fn closing(said: &str, is_closing: impl Fn(&str) -> bool) -> String {
    said.lines().filter(|line| is_closing(line)).collect::<Vec<_>>().join("\n")
}
