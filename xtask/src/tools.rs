//! What has to be on the machine: Rust, Python 3.11 and Node 20, or newer. Everything else is fetched.

use std::path::Path;
use std::process::Command;

use crate::run::output;

/// A tool and its version.
pub struct Tool {
    /// What to run.
    pub program: String,
    /// What it says of itself.
    pub version: String,
}

/// Python 3.11 or newer.
pub fn python() -> Result<Tool, String> {
    const LEAST: (u32, u32) = (3, 11);
    let found = ["python3", "python"].into_iter().find_map(|program| {
        let version = version(program)?;
        (numbers(&version) >= LEAST).then_some(Tool { program: program.to_owned(), version })
    });
    found.ok_or_else(|| "Python 3.11 or newer is needed, and neither `python3` nor `python` is one.".to_owned())
}

/// Node 20 or newer.
pub fn node() -> Result<Tool, String> {
    const LEAST: (u32, u32) = (20, 0);
    let version = version("node").filter(|version| numbers(version) >= LEAST);
    match version {
        Some(version) => Ok(Tool { program: "node".to_owned(), version }),
        None => Err("Node 20 or newer is needed, and `node` is not one.".to_owned()),
    }
}

/// The npm that came with Node.
pub fn npm() -> Result<&'static str, String> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    version(program).map(|_| program).ok_or_else(|| "`npm` is needed; it comes with Node.".to_owned())
}

/// The standard library for the browser. `rust-toolchain.toml` asks for it, which rustup follows.
pub fn wasm_target() -> Result<(), String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let there = || {
        output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))
            .is_ok_and(|folder| Path::new(folder.trim()).is_dir())
    };
    if there() || (output(Command::new("rustup").args(["target", "add", TARGET])).is_ok() && there()) {
        Ok(())
    } else {
        Err(format!("Rust's `{TARGET}` target is needed; `rustup target add {TARGET}` installs it."))
    }
}

/// Whether Cargo has a subcommand.
pub fn cargo_has(subcommand: &str) -> bool {
    version(&format!("cargo-{subcommand}")).is_some()
}

fn version(program: &str) -> Option<String> {
    output(Command::new(program).arg("--version")).ok().map(|said| said.trim().to_owned())
}

/// The first two numbers in a text such as `Python 3.11.7` or `v20.20.2`.
fn numbers(version: &str) -> (u32, u32) {
    let mut numbers = version.split(|character: char| !character.is_ascii_digit()).filter_map(|part| part.parse().ok());
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}
