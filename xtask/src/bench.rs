//! `cargo xtask bench`: the benchmarks.

use crate::place;
use crate::run::cargo;

/// Runs the benchmarks, which speak for themselves.
pub fn all() -> Result<(), String> {
    if !place::root().join("benches/Cargo.toml").is_file() {
        return Err("there is no `benches` crate here".to_owned());
    }
    let status = cargo(&["bench", "--locked", "--manifest-path", "benches/Cargo.toml"]).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the benchmarks ended with {status}")),
        Err(error) => Err(format!("cargo: {error}")),
    }
}
