//! The browser package: Cargo, then wasm-bindgen, then wasm-opt, and no more.

use std::fs;
use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

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

/// `cargo xtask wasm`: the package, and what a visitor has to download.
pub fn package_and_say_size() -> Result<(), String> {
    package()?;
    let measure = "const [file] = process.argv.slice(1);
        const bytes = require('node:fs').readFileSync(file);
        console.log(`${file}: ${bytes.length} bytes, gzipped ${require('node:zlib').gzipSync(bytes, { level: 9 }).length}`);";
    for file in ["pkg/gongkao_bg.wasm", "pkg/gongkao.js", "pkg/inspect_bg.wasm", "pkg/inspect.js"] {
        print!("{}", output(node::node().args(["-e", measure, file]))?);
    }
    Ok(())
}

/// Builds `bindings-wasm/pkg` where its sources changed.
pub fn package() -> Result<(), String> {
    node::set_up()?;
    step("browser package", || {
        let crate_folder = place::wasm();
        let made = crate_folder.join("pkg");
        Stamp::of("wasm")
            .on(stamp::rust())
            .on(["Cargo.toml", "src", "package-lock.json"].map(|path| crate_folder.join(path)))
            .on([place::root().join("xtask/src/wasm.rs")])
            .makes(made.join("gongkao_bg.wasm"))
            .makes(made.join("inspect_bg.wasm"))
            .unless_done(|| {
                tools::wasm_target()?;
                let _ = fs::remove_dir_all(&made);
                MODULES.iter().try_for_each(|module| build(module, &made))?;
                Ok(Some(String::new()))
            })
    })
}

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
}

/// What every page needs is built small; what looks into files is fetched when the first is chosen, and built fast.
const MODULES: [Module; 2] = [
    Module { name: "gongkao", feature: "engine", profile: "wasm", shrink: "-Oz" },
    Module { name: "inspect", feature: "inspect", profile: "wasm-fast", shrink: "-O3" },
];

fn build(module: &Module, made: &Path) -> Result<(), String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let Module { name, feature, profile, shrink } = module;
    let package = ["build", "--locked", "--package", "gongkao-wasm", "--target", TARGET, "--profile", profile];
    output(&mut cargo(&[package.as_slice(), &["--no-default-features", "--features", feature]].concat()))?;
    let compiled = place::target().join(TARGET).join(profile).join("gongkao_wasm.wasm");
    // The entry for browsers names the module's address itself, where bundlers look for it.
    Bindgen::new()
        .input_path(&compiled)
        .out_name(name)
        .web(true)
        .and_then(|bindgen| bindgen.typescript(false).omit_default_module_path(true).generate(made))
        .map_err(|error| format!("wasm-bindgen: {error:?}"))?;
    let module = made.join(format!("{name}_bg.wasm"));
    output(
        node::node()
            .arg("node_modules/binaryen/bin/wasm-opt")
            .args([shrink, "--strip-debug", "--strip-producers", "--strip-target-features"])
            .args(FEATURES)
            .arg(&module)
            .arg("-o")
            .arg(&module),
    )?;
    Ok(())
}
