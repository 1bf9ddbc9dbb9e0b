//! `cargo xtask lint`: everything that can be said without running anything.

use crate::run::{cargo, quietly, step};
use crate::{node, python, tools, types, wheel};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// Formatting, lints, documentation, dependencies, types. Goes on after a complaint, so that one run says all.
pub fn all() -> Result<(), String> {
    tools::wasm_target()?;
    let mut complaints = Vec::new();
    let mut hold = |held: Result<(), String>| complaints.extend(held.err());
    rust(&mut hold);
    let python = python::set_up().and_then(|()| wheel::for_tests());
    hold(python.and_then(|()| types::python()));
    hold(node::set_up().and_then(|()| types::typescript()));
    if complaints.is_empty() { Ok(()) } else { Err(complaints.join("\n\n")) }
}

fn rust(hold: &mut impl FnMut(Result<(), String>)) {
    let deny = ["--", "--deny", "warnings"];
    hold(step("formatting", || quietly(&mut cargo(&["fmt", "--all", "--check"]))));
    hold(step("clippy", || quietly(cargo(&["clippy", "--locked", "--workspace", "--all-targets"]).args(deny))));
    hold(step("clippy for the browser", || {
        quietly(cargo(&["clippy", "--locked", "--package", "gongkao-wasm", "--all-features"]).args(WASM).args(deny))
    }));
    hold(step("the core alone for the browser", || {
        quietly(cargo(&["check", "--locked", "--package", "gongkao", "--no-default-features"]).args(WASM))
    }));
    hold(step("documentation", || {
        // The benchmarks' peers take minutes to build, and nobody reads the documentation of a benchmark.
        let arguments =
            ["doc", "--locked", "--workspace", "--exclude", "gongkao-benches", "--no-deps", "--document-private-items"];
        quietly(cargo(&arguments).env("RUSTDOCFLAGS", "--deny warnings"))
    }));
    if tools::cargo_has("deny") {
        hold(step("dependencies", || quietly(&mut cargo(&["deny", "check", "bans", "licenses", "sources"]))));
    } else {
        println!("dependencies … not checked, for `cargo deny` is not installed");
    }
}
