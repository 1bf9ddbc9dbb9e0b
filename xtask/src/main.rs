//! Every task a person runs on this project.

mod bench;
mod contract;
mod data;
mod lint;
mod node;
mod packages;
mod place;
mod python;
mod run;
mod stamp;
mod test;
mod tools;
mod types;
mod wasm;
mod wheel;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <task>

  test    every test in Rust, Python and JavaScript; sets up what it needs
  lint    formatting, lints, documentation, types
  data    writes the generated data and types from their sources
  wheel   the Python package for release, into target/wheels
  wasm    the browser package, into bindings-wasm/pkg
  bench   the benchmarks";

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    let done = match task.as_str() {
        "test" => test::all(),
        "lint" => lint::all(),
        "data" => data::write(),
        "wheel" => wheel::release(),
        "wasm" => wasm::package_and_say_size(),
        "bench" => bench::all(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
