//! `cargo xtask lint`: everything that can be said without running anything.

use crate::run::{cargo, quietly, step};
use crate::{node, python, tools, types, wheel};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// Formatting, lints, documentation, dependencies, types.
pub fn all() -> Result<(), String> {
    step("formatting", || quietly(&mut cargo(&["fmt", "--all", "--check"])))?;
    tools::wasm_target()?;
    let deny = ["--", "--deny", "warnings"];
    step("clippy", || quietly(cargo(&["clippy", "--locked", "--workspace", "--all-targets"]).args(deny)))?;
    step("clippy for the browser", || {
        quietly(cargo(&["clippy", "--locked", "--package", "gongkao-wasm"]).args(WASM).args(deny))
    })?;
    step("the core alone for the browser", || {
        quietly(cargo(&["check", "--locked", "--package", "gongkao", "--no-default-features"]).args(WASM))
    })?;
    step("documentation", || {
        let arguments = ["doc", "--locked", "--workspace", "--no-deps", "--document-private-items"];
        quietly(cargo(&arguments).env("RUSTDOCFLAGS", "--deny warnings"))
    })?;
    if tools::cargo_has("deny") {
        step("dependencies", || quietly(&mut cargo(&["deny", "check", "bans", "licenses", "sources"])))?;
    } else {
        println!("dependencies … not checked, for `cargo deny` is not installed");
    }
    python::set_up()?;
    wheel::for_tests()?;
    types::python()?;
    node::set_up()?;
    types::typescript()
}
