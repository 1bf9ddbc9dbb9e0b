//! `cargo xtask test`: everything that runs, in three languages.

use std::fs;

use crate::run::{cargo, output, quietly, step};
use crate::{browser, data, node, packages, pages, place, portal, python, tools, types, wasm, wheel};

/// Every test, or those of one language, `rust`, `python`, `js` or `portal`, against the answers Rust last left.
pub fn run(language: Option<&str>) -> Result<(), String> {
    // Before anything that takes minutes.
    tools::python()?;
    tools::node()?;
    tools::npm()?;
    match language {
        None => {
            rust()?;
            python()?;
            js()?;
            packages::install()?;
            portal::test()
        }
        Some("rust") => rust(),
        Some("python") => python(),
        Some("js") => js(),
        Some("portal") => portal::test(),
        Some(other) => Err(format!("`{other}` is not one of `rust`, `python`, `js`, `portal`")),
    }
}

fn rust() -> Result<(), String> {
    step("generated files", || data::compare().map(|()| Some(String::new())))?;
    // Answers of a case that is gone would be compared with nothing.
    let _ = fs::remove_dir_all(place::answers());
    step("Rust tests", || {
        if tools::cargo_has("nextest") {
            let arguments = ["nextest", "run", "--locked", "--no-fail-fast"];
            let said = output(&mut cargo(&arguments))?;
            return Ok(Some(closing(&said, |line| line.contains("Summary ["))));
        }
        let said = output(&mut cargo(&["test", "--locked", "--no-fail-fast", "--lib", "--tests", "--examples"]))?;
        Ok(Some(closing(&said, |line| line.starts_with("test result:"))))
    })?;
    step("Rust tests of tables", || {
        let columns = ["test", "--locked", "--package", "gongkao", "--features", "arrow", "--lib", "--test", "columns"];
        let said = output(&mut cargo(&columns))?;
        Ok(Some(closing(&said, |line| line.starts_with("test result:"))))
    })?;
    step("Rust examples in the documentation", || {
        quietly(&mut cargo(&["test", "--locked", "--doc", "--package", "gongkao", "--features", "arrow"]))
    })?;
    pages::render()
}

fn python() -> Result<(), String> {
    python::set_up()?;
    wheel::for_tests()?;
    step("Python tests", || {
        let said = output(python::tool("pytest").env("GONGKAO_ANSWERS", place::answers()))?;
        Ok(Some(closing(&said, |line| line.contains(" passed"))))
    })?;
    types::python()
}

fn js() -> Result<(), String> {
    wasm::package()?;
    step("JavaScript tests", || {
        let arguments = ["--test", "--test-reporter=spec", "tests/"];
        // The element for pages is tested in one.
        let browser = browser::find()?;
        let variables = [("GONGKAO_ANSWERS", place::answers()), ("GONGKAO_BROWSER", browser.into())];
        let said = output(node::node().args(arguments).envs(variables))?;
        Ok(Some(closing(&said, |line| line.starts_with('ℹ'))))
    })?;
    types::typescript()
}

fn closing(said: &str, is_closing: impl Fn(&str) -> bool) -> String {
    said.lines().filter(|line| is_closing(line)).collect::<Vec<_>>().join("\n")
}
