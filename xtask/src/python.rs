//! The Python environment of the tests: `.venv` with the pinned tools.

use std::path::PathBuf;
use std::process::Command;

use crate::place;
use crate::run::{output, step};
use crate::stamp::Stamp;
use crate::tools;

/// Makes the environment where it is missing or its pins changed.
pub fn set_up() -> Result<(), String> {
    step("Python environment", || {
        let python = tools::python()?;
        let pins = place::python().join("requirements.txt");
        Stamp::of("venv").on([&pins]).with(&python.version).makes(program("python")).unless_done(|| {
            output(Command::new(&python.program).args(["-m", "venv", "--clear"]).arg(folder()))?;
            output(pip().arg("--requirement").arg(&pins))?;
            Ok(Some(String::new()))
        })
    })
}

/// `pip install` in the environment.
pub fn pip() -> Command {
    let mut command = Command::new(program("python"));
    command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    command
}

/// A program of the environment, run in the Python crate's folder, and finding that environment's Python first.
pub fn tool(name: &str) -> Command {
    let mut command = Command::new(program(name));
    command.current_dir(place::python()).env("VIRTUAL_ENV", folder()).env_remove("CONDA_PREFIX");
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let first = program(name).parent().map(PathBuf::from);
    if let Ok(paths) = std::env::join_paths(first.into_iter().chain(std::env::split_paths(&paths))) {
        command.env("PATH", paths);
    }
    command
}

fn folder() -> PathBuf {
    place::root().join(".venv")
}

fn program(name: &str) -> PathBuf {
    if cfg!(windows) { folder().join("Scripts").join(format!("{name}.exe")) } else { folder().join("bin").join(name) }
}
