//! Where things stand.

use std::path::{Path, PathBuf};

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The one target folder of every build, as Cargo finds it.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Where the Rust runner of the conformance cases leaves its answers for the other languages.
pub fn answers() -> PathBuf {
    target().join("conformance")
}

/// The core.
pub fn core() -> PathBuf {
    root().join("core")
}

/// The Python crate and package.
pub fn python() -> PathBuf {
    root().join("bindings-python")
}

/// The browser crate and package.
pub fn wasm() -> PathBuf {
    root().join("bindings-wasm")
}

/// Copies the licences beside a package's manifest, from where packagers take them.
pub fn lend_licences(package: &Path) -> Result<(), String> {
    for name in LICENCES {
        let copied = std::fs::copy(root().join(name), package.join(name));
        copied.map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];
