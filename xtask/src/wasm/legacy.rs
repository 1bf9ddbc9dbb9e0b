//! The flavour for browsers whose kernel is some years old, as those of 360 and Sogou may be: the first WebAssembly there was, and
//! scripts as Chrome 69 reads them.

use std::fs;
use std::io::Write;
use std::path::Path;

use wasmparser::{Validator, WasmFeatures};

use super::{Module, bind, wasm_opt};
use crate::run::{output, step};
use crate::stamp::Stamp;
use crate::{node, place};

/// What newer compilers take for granted, in terms of what there was first.
const LOWER: [&str; 3] =
    ["--signext-lowering", "--llvm-nontrapping-fptoint-lowering", "--llvm-memory-copy-fill-lowering"];
const NEWER: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
];
/// The scripts are read by this browser and all that came after.
const TARGET: &str = "chrome69";

/// What esbuild is asked: where to, for which browser, and what; the worker is a script by itself.
const BUNDLE: &str = "const [source, outdir, target] = process.argv.slice(1);
    const entry = (name) => `${source}/js/${name}.js`;
    const { buildSync } = require('esbuild');
    const all = { outbase: `${source}/js`, outdir, target, bundle: true, logLevel: 'warning' };
    const entryPoints = ['index', 'desk/index', 'inspect/index', 'inspect/in-worker'].map(entry);
    buildSync({ ...all, entryPoints, splitting: true, format: 'esm' });
    const define = { 'import.meta.url': 'self.location.href' };
    buildSync({ ...all, entryPoints: [entry('inspect/worker')], format: 'iife', define });";
/// Old browsers have no workers made of modules.
const MODULE_WORKER: &str = ", { type: 'module' }";

/// A module in the first WebAssembly: lowered before wasm-bindgen, which then leaves out what old browsers lack, and shrunk after.
pub fn lower(module: &Module, compiled: &Path, made: &Path) -> Result<(), String> {
    let lowered = place::target().join("wasm-named").join(format!("{}.lowered.wasm", module.name));
    output(
        wasm_opt()
            .args(LOWER)
            .args(["-g", "--strip-target-features"])
            .args(NEWER)
            .arg(compiled)
            .arg("-o")
            .arg(&lowered),
    )?;
    declare_nothing(&lowered)?;
    bind(&lowered, module.name, made)?;
    let bound = made.join(format!("{}_bg.wasm", module.name));
    let strip = ["--strip-debug", "--strip-producers", "--mvp-features", "--enable-mutable-globals"];
    output(wasm_opt().arg(module.shrink).args(strip).arg(&bound).arg("-o").arg(&bound))?;
    is_first_webassembly(&bound)
}

/// An empty list of features; where there is none, wasm-bindgen takes the module to be of its time.
fn declare_nothing(module: &Path) -> Result<(), String> {
    const NAME: &[u8] = b"target_features";
    let failed = |error: std::io::Error| format!("{}: {error}", module.display());
    // A custom section of its name, after the name's length, and of no features.
    let section = [&[0, 17, 15], NAME, &[0]].concat();
    fs::OpenOptions::new().append(true).open(module).and_then(|mut file| file.write_all(&section)).map_err(failed)
}

/// Validated with everything off that came after the first version.
fn is_first_webassembly(module: &Path) -> Result<(), String> {
    let bytes = fs::read(module).map_err(|error| format!("{}: {error}", module.display()))?;
    let mut validator = Validator::new_with_features(WasmFeatures::WASM1);
    let valid = validator.validate_all(&bytes);
    valid.map(|_| ()).map_err(|error| format!("{} is more than old browsers read: {error}", module.display()))
}

/// The scripts beside it, each entry with what it needs.
pub fn scripts(package: &Path, legacy: &Path) -> Result<(), String> {
    step("scripts for old browsers", || {
        let inputs = ["js", "package-lock.json"].map(|path| package.join(path));
        let made = legacy.join("js/index.js");
        let glue = legacy.join("pkg/gongkao_bg.wasm");
        Stamp::of("wasm-legacy").on(inputs).on([glue, place::root().join("xtask/src/wasm")]).makes(made).unless_done(
            || {
                // A copy, so that `../pkg` is the lowered one.
                let sources = legacy.join("source");
                let _ = fs::remove_dir_all(legacy.join("js"));
                copy(&package.join("js"), &sources.join("js"))?;
                copy(&legacy.join("pkg"), &sources.join("pkg"))?;
                let worker = sources.join("js/inspect/in-worker.js");
                let failed = |error: std::io::Error| format!("{}: {error}", worker.display());
                let script = fs::read_to_string(&worker).map_err(failed)?;
                if !script.contains(MODULE_WORKER) {
                    return Err(format!("{} has no `{MODULE_WORKER}` any more", worker.display()));
                }
                fs::write(&worker, script.replace(MODULE_WORKER, "")).map_err(failed)?;
                output(node::node().args(["-e", BUNDLE]).arg(&sources).arg(legacy.join("js")).arg(TARGET))?;
                fs::remove_dir_all(&sources).map_err(|error| format!("{}: {error}", sources.display()))?;
                Ok(Some(String::new()))
            },
        )
    })
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", from.display());
    fs::create_dir_all(to).map_err(failed)?;
    for entry in fs::read_dir(from).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let into = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &into)?;
        } else {
            fs::copy(&path, &into).map_err(failed)?;
        }
    }
    Ok(())
}
