//! What a step was last done with, so that it is not done again with the same.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::place;

/// Folders whose content follows from other files.
const DERIVED: [&str; 7] = ["target", "node_modules", ".venv", "pkg", "__pycache__", ".pytest_cache", ".mypy_cache"];

/// A digest over everything a step depends on.
pub struct Stamp {
    name: &'static str,
    hash: Sha256,
    makes: Vec<PathBuf>,
}

impl Stamp {
    /// A stamp of a step.
    pub fn of(name: &'static str) -> Self {
        Self { name, hash: Sha256::new(), makes: Vec::new() }
    }

    /// It depends on files, or on every file of folders, by content. A missing one counts as empty.
    pub fn on<P: AsRef<Path>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        for path in paths {
            for file in files(path.as_ref()) {
                self.hash.update(file.to_string_lossy().as_bytes());
                self.hash.update([0]);
                self.hash.update(Sha256::digest(fs::read(&file).unwrap_or_default()));
            }
        }
        self
    }

    /// It depends on a text, such as the version of a tool.
    pub fn with(mut self, text: &str) -> Self {
        self.hash.update(text.as_bytes());
        self.hash.update([0]);
        self
    }

    /// It makes this file or folder; where that is gone the step is done again.
    pub fn makes(mut self, path: impl Into<PathBuf>) -> Self {
        self.makes.push(path.into());
        self
    }

    /// Does the step unless it was done with the same before.
    pub fn unless_done(self, work: impl FnOnce() -> Result<Option<String>, String>) -> Result<Option<String>, String> {
        let digest = format!("{:?}", self.hash.finalize().as_slice());
        let file = place::target().join("xtask-stamps").join(self.name);
        if self.makes.iter().all(|path| path.exists()) && fs::read_to_string(&file).is_ok_and(|last| last == digest) {
            return Ok(None);
        }
        let _ = fs::remove_file(&file);
        let said = work()?;
        write(&file, &digest)?;
        Ok(said)
    }
}

/// What every build of Rust depends on beside its own crate.
pub fn rust() -> Vec<PathBuf> {
    let root = place::root();
    ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "core"].map(|path| root.join(path)).to_vec()
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}

fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_path_buf()];
    }
    if path.file_name().is_some_and(|name| DERIVED.iter().any(|derived| name == *derived)) {
        return Vec::new();
    }
    let mut inside: Vec<PathBuf> =
        fs::read_dir(path).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    inside.sort();
    inside.iter().flat_map(|path| files(path)).collect()
}
