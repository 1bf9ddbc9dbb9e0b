//! Running programs, one line a step: its name, then how long it took.

use std::io::{Read, Write};
use std::process::Command;
use std::time::Instant;

/// Does a step and says how long it took. `Ok(None)` says that nothing had changed since it was last done.
pub fn step(name: &str, work: impl FnOnce() -> Result<Option<String>, String>) -> Result<(), String> {
    print!("{name} … ");
    let _ = std::io::stdout().flush();
    let start = Instant::now();
    match work() {
        Ok(None) => println!("unchanged"),
        Ok(Some(said)) => {
            println!("{:.1} s", start.elapsed().as_secs_f64());
            if !said.is_empty() {
                println!("{said}");
            }
        }
        Err(message) => {
            println!("failed");
            return Err(message);
        }
    }
    Ok(())
}

/// Runs a program to its end; everything it wrote, in the order it wrote it. A failure is the same with the command above.
pub fn output(command: &mut Command) -> Result<String, String> {
    let shown = format!("{} {}", command.get_program().display(), arguments(command));
    let failed = |error: &dyn std::fmt::Display| format!("{shown}: {error}");
    let (mut reader, writer) = std::io::pipe().map_err(|error| failed(&error))?;
    command.stdout(writer.try_clone().map_err(|error| failed(&error))?).stderr(writer);
    let mut child = command.spawn().map_err(|error| failed(&error))?;
    // The command keeps its ends of the pipe open, and reading would never end.
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let mut written = Vec::new();
    reader.read_to_end(&mut written).map_err(|error| failed(&error))?;
    let status = child.wait().map_err(|error| failed(&error))?;
    let written = String::from_utf8_lossy(&written).into_owned();
    if status.success() { Ok(written) } else { Err(format!("{written}\n`{shown}` ended with {status}")) }
}

/// Runs a program whose output matters only where it fails.
pub fn quietly(command: &mut Command) -> Result<Option<String>, String> {
    output(command).map(|_| Some(String::new()))
}

/// Where the property tests find the seed of their random cases.
const RNG_SEED: &str = "PROPTEST_RNG_SEED";

/// Runs Cargo, the one that runs us.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::place::root()).args(arguments);
    // The same random cases in every run, so that nobody's change fails on somebody else's luck; another seed explores others.
    if std::env::var_os(RNG_SEED).is_none() {
        command.env(RNG_SEED, "2022");
    }
    command
}

fn arguments(command: &Command) -> String {
    command.get_args().map(|argument| argument.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
