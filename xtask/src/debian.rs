//! Debian's packages, installed where that may be done.

use std::process::Command;

use crate::run::output;

/// Whether this process may do anything on the machine.
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|said| said.trim() == "0")
}

/// Installs packages; `false` where that may not be done here.
pub fn install(packages: &[&str]) -> Result<bool, String> {
    if !is_root() || output(Command::new("apt-get").arg("--version")).is_err() {
        return Ok(false);
    }
    let install = || output(Command::new("apt-get").args(["install", "-y", "--no-install-recommends"]).args(packages));
    if install().is_err() {
        output(Command::new("apt-get").arg("update"))?;
        install()?;
    }
    Ok(true)
}
