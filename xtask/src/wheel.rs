//! The Python package.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{output, step};
use crate::stamp::{self, Stamp};
use crate::{place, python};

/// `cargo xtask wheel`: the package for release.
pub fn release() -> Result<(), String> {
    python::set_up()?;
    step("release wheel", || build(&release_folder(), &["--release", "--strip"]).map(|wheel| Some(said(&wheel))))
}

/// The wheel for release.
pub fn released() -> Result<PathBuf, String> {
    only_wheel(&release_folder())
}

fn release_folder() -> PathBuf {
    place::target().join("wheels")
}

/// The package as the tests use it, installed in their environment. Built without optimisation, so that it shares what the
/// Rust tests compiled, and with checked arithmetic.
pub fn for_tests() -> Result<(), String> {
    step("wheel for the tests", || {
        let inputs =
            ["Cargo.toml", "pyproject.toml", "README.md", "src", "python"].map(|path| place::python().join(path));
        Stamp::of("test-wheel").on(stamp::rust()).on(inputs).makes(test_folder()).unless_done(|| {
            let wheel = build(&test_folder(), &[])?;
            output(python::pip().args(["--force-reinstall", "--no-deps"]).arg(&wheel))?;
            Ok(Some(String::new()))
        })
    })
}

/// The wheel of the tests.
pub fn built() -> Result<PathBuf, String> {
    only_wheel(&test_folder())
}

fn test_folder() -> PathBuf {
    place::target().join("test-wheels")
}

fn build(folder: &Path, arguments: &[&str]) -> Result<PathBuf, String> {
    // An older version's wheel beside the new one would be taken for it.
    let _ = fs::remove_dir_all(folder);
    place::lend_licences(&place::python())?;
    output(python::tool("maturin").args(["build", "--locked", "--out"]).arg(folder).args(arguments))?;
    only_wheel(folder)
}

fn only_wheel(folder: &Path) -> Result<PathBuf, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == "whl"))
        .ok_or_else(|| format!("{} holds no wheel", folder.display()))
}

fn said(wheel: &Path) -> String {
    let size = fs::metadata(wheel).map_or(0, |file| file.len());
    format!("{}: {} KB", wheel.display(), size / 1024)
}
