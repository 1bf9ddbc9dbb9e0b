//! `cargo xtask fuzz`: every fuzz target for a while.

use std::fs;
use std::process::Command;

use crate::run::{output, step};
use crate::{place, tools};

/// How long each target runs if nobody says otherwise, in seconds.
const SECONDS: u32 = 30;

/// Runs every target in `core/fuzz/fuzz_targets` for so many seconds each. What makes one fail stays in
/// `core/fuzz/artifacts`; once mended, it belongs among the ordinary tests.
pub fn run(seconds: Option<&str>) -> Result<(), String> {
    let seconds = match seconds {
        Some(seconds) => seconds.parse::<u32>().map_err(|_| format!("`{seconds}` is no number of seconds"))?,
        None => SECONDS,
    };
    if !tools::cargo_has("fuzz") {
        return Err("cargo-fuzz is needed; `cargo install cargo-fuzz` installs it.".to_owned());
    }
    if output(Command::new("rustup").args(["run", "nightly", "rustc", "--version"])).is_err() {
        return Err("A nightly compiler is needed; `rustup toolchain install nightly` installs it.".to_owned());
    }
    let folder = place::root().join("core/fuzz");
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut targets = Vec::new();
    for file in fs::read_dir(folder.join("fuzz_targets")).map_err(failed)? {
        let path = file.map_err(failed)?.path();
        targets.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    targets.sort();
    for target in targets {
        step(&format!("fuzzing {target}"), || {
            let time = format!("-max_total_time={seconds}");
            // `cargo` by name, so that rustup gives the one of the nightly compiler.
            let mut command = Command::new("rustup");
            let arguments = ["run", "nightly", "cargo", "fuzz", "run", &target, "--"];
            command.current_dir(&folder).args(arguments).args([&time, "-timeout=20", "-rss_limit_mb=2048"]);
            // Set by the Cargo that runs us, and not meant for another compiler.
            command.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").env_remove("RUSTC");
            let said = output(&mut command)?;
            Ok(Some(said.lines().filter(|line| line.starts_with("Done ")).collect::<Vec<_>>().join("\n")))
        })?;
    }
    Ok(())
}
