//! The Python environment of the benchmarks and the study: the pinned peers, and our own package as it is released.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{output, quietly, step};
use crate::stamp::{self, Stamp};
use crate::{place, tools, wheel};

/// Python on a script of `benches/python`, with everything it needs.
pub fn script(name: &str) -> Result<Command, String> {
    set_up()?;
    let mut command = Command::new(program());
    command.arg(scripts().join(name));
    Ok(command)
}

/// Python on a script of `benches/python` that needs more than the peers: what these pins name.
pub fn script_with(name: &str, pins: &Path) -> Result<Command, String> {
    let command = script(name)?;
    step("what else it needs", || {
        let stamp = Stamp::of("venv-peers-more").on([pins]).on([&scripts().join("requirements.txt")]);
        stamp.makes(program()).unless_done(|| quietly(pip().arg("--requirement").arg(pins)))
    })?;
    Ok(command)
}

/// Where the scripts leave what they make.
pub fn folder() -> PathBuf {
    place::target().join("benches")
}

fn set_up() -> Result<(), String> {
    step("Python environment of the peers", || {
        let python = tools::python()?;
        let pins = scripts().join("requirements.txt");
        Stamp::of("venv-peers").on([&pins]).with(&python.version).makes(program()).unless_done(|| {
            output(Command::new(&python.program).args(["-m", "venv", "--clear"]).arg(environment()))?;
            output(pip().arg("--requirement").arg(&pins))?;
            Ok(Some(String::new()))
        })
    })?;
    wheel::release()?;
    step("our package beside the peers", || {
        let package = place::python();
        let inputs = ["Cargo.toml", "pyproject.toml", "src", "python"].map(|path| package.join(path));
        Stamp::of("wheel-peers").on(stamp::rust()).on(inputs).with(&environment().display().to_string()).unless_done(
            || {
                output(pip().args(["--force-reinstall", "--no-deps"]).arg(wheel::released()?))?;
                Ok(Some(String::new()))
            },
        )
    })
}

fn pip() -> Command {
    let mut command = Command::new(program());
    command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    command
}

fn scripts() -> PathBuf {
    place::root().join("benches/python")
}

fn environment() -> PathBuf {
    place::target().join("venv-peers")
}

fn program() -> PathBuf {
    if cfg!(windows) { environment().join("Scripts/python.exe") } else { environment().join("bin/python") }
}
