//! The types of both packages, checked as strictly as their users may.

use std::process::Command;

use crate::run::{output, step};
use crate::stamp::Stamp;
use crate::{place, python};

/// Python's types, by both checkers, against the module that was built and in the tests that use them.
pub fn python() -> Result<(), String> {
    step("types in Python: mypy, stubtest, pyright", || {
        let inputs =
            ["python", "src", "tests", "pyproject.toml", "requirements.txt"].map(|path| place::python().join(path));
        Stamp::of("types-python").on(inputs).unless_done(|| {
            let run = |name: &str, arguments: &[&str]| output(python::tool(name).args(arguments));
            run("mypy", &["--strict", "python", "tests"])?;
            run("stubtest", &["--mypy-config-file", "pyproject.toml", "gongkao._native"])?;
            run("pyright", &["--verifytypes", "gongkao", "--ignoreexternal"])?;
            Ok(Some(String::new()))
        })
    })
}

/// TypeScript's types, in a program that uses all of them.
pub fn typescript() -> Result<(), String> {
    step("types in TypeScript: tsc", || {
        let inputs = ["js", "tests", "package-lock.json"].map(|path| place::wasm().join(path));
        Stamp::of("types-typescript").on(inputs).unless_done(|| {
            let mut tsc = Command::new("node");
            tsc.current_dir(place::wasm()).args(["node_modules/typescript/bin/tsc", "--project", "tests/types"]);
            output(&mut tsc).map(|_| Some(String::new()))
        })
    })
}
