//! The browser package: Cargo, then wasm-bindgen, then wasm-opt, and no more; the flavour for old browsers has its features
//! lowered first and its scripts after.

mod legacy;
mod sizes;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use wasm_bindgen_cli_support::Bindgen;

pub use self::sizes::print as sizes;
use crate::run::{cargo, output, step};
use crate::stamp::{self, Stamp};
use crate::{node, place, tools};

/// What the module may use: what wasm-bindgen's own output needs and every browser of the last years has. Named one by one,
/// for "all features" writes a file that Node refuses.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-bulk-memory-opt",
];

/// One module of the package.
struct Module {
    /// The name of its files.
    name: &'static str,
    /// The feature of the crate that it is built with.
    feature: &'static str,
    /// The profile.
    profile: &'static str,
    /// How `wasm-opt` goes on from there.
    shrink: &'static str,
    /// The most it may be, in bytes as gzip leaves them.
    budget: usize,
}

/// What every page needs is built small; what looks into files is fetched when the first is chosen, and built fast; the desk is for
/// pages where applications are handled.
const MODULES: [Module; 3] = [
    Module { name: "gongkao", feature: "engine", profile: "wasm", shrink: "-Oz", budget: 390_000 },
    Module { name: "inspect", feature: "inspect", profile: "wasm-fast", shrink: "-O3", budget: 191_000 },
    Module { name: "desk", feature: "desk", profile: "wasm", shrink: "-Oz", budget: 418_000 },
];

/// `cargo xtask wasm`: the package, and what a visitor has to download.
pub fn package_and_say_size() -> Result<(), String> {
    package()?;
    print!("{}", sizes::downloads()?);
    Ok(())
}

/// The modules of the package, where they are built.
pub fn modules() -> Vec<PathBuf> {
    MODULES.iter().map(|module| place::wasm().join("pkg").join(format!("{}_bg.wasm", module.name))).collect()
}

/// Builds it, and holds the budgets.
pub fn package() -> Result<(), String> {
    build()?;
    step("sizes of the browser package", || sizes::within_budgets().map(Some))
}

/// Builds `bindings-wasm/pkg` and `bindings-wasm/legacy` where their sources changed.
pub fn build() -> Result<(), String> {
    node::set_up()?;
    let (folder, made, legacy) = (place::wasm(), place::wasm().join("pkg"), place::wasm().join("legacy"));
    step("browser package", || {
        let mut stamp = Stamp::of("wasm")
            .on(stamp::rust())
            .on(["Cargo.toml", "src", "package-lock.json"].map(|path| folder.join(path)))
            .on([place::root().join("xtask/src/wasm")]);
        for module in MODULES {
            stamp = stamp.makes(made.join(format!("{}_bg.wasm", module.name))).makes(named(&module));
        }
        stamp.unless_done(|| {
            tools::wasm_target()?;
            let _ = fs::remove_dir_all(&made);
            let _ = fs::remove_dir_all(legacy.join("pkg"));
            // Each is finished while the next is compiled.
            thread::scope(|scope| {
                let mut works = Vec::new();
                for module in &MODULES {
                    let compiled = compile(module)?;
                    let (made, legacy) = (&made, &legacy);
                    works.push(scope.spawn(move || finish(module, &compiled, made, legacy)));
                }
                works.into_iter().try_for_each(|work| work.join().map_err(|_| "a thread of the build stopped")?)
            })?;
            Ok(Some(String::new()))
        })
    })?;
    legacy::scripts(&folder, &legacy)
}

/// The module with the names of its functions, for [`sizes()`].
fn named(module: &Module) -> PathBuf {
    place::target().join("wasm-named").join(format!("{}.wasm", module.name))
}

/// Compiles a module; the next one does not overwrite it.
fn compile(module: &Module) -> Result<PathBuf, String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let Module { name, feature, profile, .. } = module;
    let package = ["build", "--locked", "--package", "gongkao-wasm", "--target", TARGET, "--profile", profile];
    output(&mut cargo(&[package.as_slice(), &["--no-default-features", "--features", feature]].concat()))?;
    let compiled = place::target().join("wasm-named").join(format!("{name}.compiled.wasm"));
    let failed = |error: std::io::Error| format!("{}: {error}", compiled.display());
    fs::create_dir_all(place::target().join("wasm-named")).map_err(failed)?;
    fs::copy(place::target().join(TARGET).join(profile).join("gongkao_wasm.wasm"), &compiled).map_err(failed)?;
    Ok(compiled)
}

/// What a compiled module becomes: the one for today's browsers, and the one for old ones.
fn finish(module: &Module, compiled: &Path, made: &Path, legacy: &Path) -> Result<(), String> {
    let modern = || {
        bind(compiled, module.name, made)?;
        let bound = made.join(format!("{}_bg.wasm", module.name));
        shrink(module.shrink, &bound, &bound, &named(module))
    };
    thread::scope(|scope| {
        let old = scope.spawn(|| legacy::lower(module, compiled, &legacy.join("pkg")));
        modern()?;
        old.join().map_err(|_| "a thread of the build stopped")?
    })
}

fn bind(compiled: &Path, name: &str, made: &Path) -> Result<(), String> {
    // The entry for browsers names the module's address itself, where bundlers look for it.
    Bindgen::new()
        .input_path(compiled)
        .out_name(name)
        .web(true)
        .and_then(|bindgen| bindgen.typescript(false).omit_default_module_path(true).generate(made))
        .map_err(|error| format!("wasm-bindgen: {error:?}"))
}

/// What ships, and beside it the same with names.
fn shrink(how: &str, from: &Path, to: &Path, named: &Path) -> Result<(), String> {
    output(wasm_opt().args([how, "-g", "--strip-dwarf"]).args(FEATURES).arg(from).arg("-o").arg(named))?;
    let strip = ["--strip-debug", "--strip-producers", "--strip-target-features"];
    output(wasm_opt().args(strip).args(FEATURES).arg(named).arg("-o").arg(to)).map(|_| ())
}

fn wasm_opt() -> std::process::Command {
    let mut command = node::node();
    command.arg("node_modules/binaryen/bin/wasm-opt");
    command
}
