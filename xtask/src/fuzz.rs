//! `cargo xtask fuzz`: every fuzz target for a while.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::{output, step};
use crate::{place, tools};

/// How long each target runs if nobody says otherwise, in seconds.
const SECONDS: u32 = 30;

/// Runs every target in `core/fuzz/fuzz_targets` for so many seconds each, also after one has failed. What makes one fail stays
/// in `core/fuzz/artifacts`; once mended, it belongs among the ordinary tests.
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
    step("building the fuzz targets", || output(&mut cargo_fuzz(&folder, &["build"])).map(|_| Some(String::new())))?;
    let mut failures = Vec::new();
    for target in &targets {
        let time = format!("-max_total_time={seconds}");
        let arguments = ["run", target, "--", &time, "-timeout=20", "-rss_limit_mb=2048"];
        let run = step(&format!("fuzzing {target}"), || {
            let said = output(&mut cargo_fuzz(&folder, &arguments)).map_err(|said| failure(target, &said))?;
            Ok(Some(said.lines().filter(|line| line.starts_with("Done ")).collect::<Vec<_>>().join("\n")))
        });
        failures.extend(run.err());
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n\n")) }
}

/// cargo-fuzz with the nightly compiler.
fn cargo_fuzz(folder: &Path, arguments: &[&str]) -> Command {
    // `cargo` by name, so that rustup gives the one of the nightly compiler.
    let mut command = Command::new("rustup");
    command.current_dir(folder).args(["run", "nightly", "cargo", "fuzz"]).args(arguments);
    // Set by the Cargo that runs us, and not meant for another compiler.
    command.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").env_remove("RUSTC");
    command
}

/// Which target failed, of what, on which input, and how to see it again; from what the fuzzer wrote.
fn failure(target: &str, said: &str) -> String {
    let Some((_, artifact)) = said.lines().find_map(|line| line.split_once("Test unit written to ")) else {
        return format!("{said}\nThe fuzz target `{target}` could not be run: see above.");
    };
    let artifact = artifact.trim();
    let folder = place::root().join("core/fuzz");
    let shown = Path::new(artifact).strip_prefix(&folder).unwrap_or(Path::new(artifact)).display();
    let lines: Vec<&str> = said.lines().collect();
    let reason = |line: &&str| line.contains("panicked at ") || line.contains("ERROR: ");
    let reason = lines.iter().position(reason).and_then(|at| lines.get(at..(at + 2).min(lines.len())));
    format!(
        "The fuzz target `{target}` failed:\n    {}\non the input core/fuzz/{shown}. In core/fuzz, see it again with\n    \
         cargo +nightly fuzz run {target} {shown}\nand cut it down with\n    cargo +nightly fuzz tmin {target} {shown}",
        reason.unwrap_or_default().join("\n    ")
    )
}
