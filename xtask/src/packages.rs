//! Both packages as a stranger gets them: installed into an empty place, imported, asked.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::{output, quietly, step};
use crate::stamp::Stamp;
use crate::{browser, place, tools, wheel};

/// Installs and asks both.
pub fn install() -> Result<(), String> {
    step("wheel in an empty environment", || {
        let wheel = wheel::built()?;
        let script = place::python().join("tests/packaging/ask.py");
        Stamp::of("packaging-python").on([&wheel, &script]).unless_done(|| python(&wheel, &script))
    })?;
    step("npm package in an empty project", || {
        let folder = place::wasm();
        let inputs = ["js", "pkg", "package.json", "tests/packaging"].map(|path| folder.join(path));
        // `pkg` follows from other files, and so is not looked into by itself.
        let modules = ["pkg/gongkao_bg.wasm", "pkg/desk_bg.wasm", "pkg/inspect_bg.wasm", "legacy/js/index.js"];
        let modules = modules.map(|path| folder.join(path));
        Stamp::of("packaging-npm").on(inputs).on(modules).unless_done(|| npm(&folder))
    })
}

fn python(wheel: &Path, script: &Path) -> Result<Option<String>, String> {
    let folder = empty("packaging-python")?;
    output(Command::new(tools::python()?.program).args(["-m", "venv"]).arg(&folder))?;
    let program = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    output(Command::new(&program).args(["-m", "pip", "install", "--quiet", "--no-index"]).arg(wheel))?;
    output(Command::new(&program).arg(script).current_dir(&folder))?;
    let extra = format!("{}[cli]", wheel.display());
    match output(Command::new(&program).args(["-m", "pip", "install", "--quiet", "--retries", "1"]).arg(extra)) {
        Ok(_) => {
            output(Command::new(&program).arg(script).arg("cli").current_dir(&folder)).map(|_| Some(String::new()))
        }
        // What a machine without a registry says.
        Err(said) if said.contains("onnection") => Ok(Some("without `cli`: no registry is reached".to_owned())),
        Err(said) => Err(said),
    }
}

fn npm(package: &Path) -> Result<Option<String>, String> {
    let npm = tools::npm()?;
    let folder = empty("packaging-npm")?;
    place::lend_licences(package)?;
    output(Command::new(npm).args(["pack", "--pack-destination"]).arg(&folder).current_dir(package))?;
    let packed = fs::read_dir(&folder).into_iter().flatten().find_map(|entry| Some(entry.ok()?.path()));
    let packed = packed.ok_or("`npm pack` wrote nothing")?;
    fs::write(folder.join("package.json"), r#"{ "private": true, "type": "module" }"#)
        .map_err(|error| error.to_string())?;
    fs::copy(package.join("tests/packaging/ask.js"), folder.join("ask.js")).map_err(|error| error.to_string())?;
    let install = ["install", "--offline", "--no-audit", "--no-fund"];
    output(Command::new(npm).args(install).arg(&packed).current_dir(&folder))?;
    output(Command::new("node").arg("ask.js").current_dir(&folder))?;
    // Checkers of packages, and a bundler, which the package itself does not need.
    let tools = package.join("tests/packaging");
    quietly(Command::new(npm).args(["ci", "--no-audit", "--no-fund"]).current_dir(&tools))?;
    let mut pages = Command::new("node");
    pages.current_dir(&tools).arg("pages.js").arg(&folder).arg(&packed).env("GONGKAO_BROWSER", browser::find()?);
    output(&mut pages).map(|_| Some(String::new()))
}

fn empty(name: &str) -> Result<std::path::PathBuf, String> {
    let folder = place::target().join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}
