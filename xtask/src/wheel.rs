//! The Python package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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

/// `cargo xtask wheel manylinux`: the package for every Linux since 2014, of one kind of processor.
pub fn manylinux(processor: &str) -> Result<(), String> {
    if !PROCESSORS.contains(&processor) {
        return Err(format!("`{processor}` is not one of {}", PROCESSORS.join(", ")));
    }
    python::set_up()?;
    let target = format!("{processor}-unknown-linux-gnu");
    step("zig", || {
        output(Command::new("rustup").args(["target", "add", &target]))?;
        output(python::pip().args(ZIG)).map(|_| Some(String::new()))
    })?;
    step("release wheel for manylinux2014", || {
        let arguments = ["--release", "--strip", "--zig", "--compatibility", "manylinux2014", "--target", &target];
        let folder = place::target().join("wheels").join(processor);
        build(&folder, &arguments).map(|wheel| Some(said(&wheel)))
    })
}

/// `cargo xtask wheel sdist`: the source package, and a wheel built from nothing else.
pub fn source() -> Result<(), String> {
    python::set_up()?;
    let folder = place::target().join("sdist");
    let _ = fs::remove_dir_all(&folder);
    place::lend_licences(&place::python())?;
    step("source package", || {
        output(python::tool("maturin").args(["sdist", "--out"]).arg(&folder)).map(|_| Some(String::new()))
    })?;
    step("wheel of the source package", || {
        let packed = only(&folder, "gz")?;
        output(python::tool("python").args(["-m", "pip", "wheel", "--no-deps", "-w"]).arg(&folder).arg(&packed))?;
        only_wheel(&folder).map(|wheel| Some(said(&wheel)))
    })
}

/// Zig links against the glibc of 2014, and cross-compiles; `cargo-zigbuild` is how Cargo calls it.
const ZIG: [&str; 2] = ["ziglang==0.17.1", "cargo-zigbuild==0.24.1"];
const PROCESSORS: [&str; 2] = ["x86_64", "aarch64"];

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
    only(folder, "whl")
}

fn only(folder: &Path, kind: &str) -> Result<PathBuf, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == kind))
        .ok_or_else(|| format!("{} holds no .{kind}", folder.display()))
}

fn said(wheel: &Path) -> String {
    let size = fs::metadata(wheel).map_or(0, |file| file.len());
    format!("{}: {} KB", wheel.display(), size / 1024)
}
