//! Every task a person runs on this project.

mod bench;
mod browser;
mod contract;
mod data;
mod debian;
mod fuzz;
mod lint;
mod node;
mod packages;
mod pages;
mod peers;
mod place;
mod portal;
mod python;
mod readings;
mod run;
mod stamp;
mod study;
mod test;
mod tools;
mod types;
mod wasm;
mod wheel;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <task>

  test    every test in Rust, Python and JavaScript, or of `rust`, `python`, `js`, `portal` alone; sets up what it needs
  portal  the reference portal, built, filled with sample people and served on this machine
  lint    formatting, lints, documentation, types
  data    writes the generated data and types from their sources; with Unihan_Readings.txt and
          Unihan_Variants.txt it takes the extracts of readings anew first
  wheel   the Python package for release, into target/wheels; `manylinux` for every Linux since 2014, on `x86_64` or `aarch64`;
          `sdist` its sources, and a wheel of these alone
  wasm    the browser package, into bindings-wasm/pkg and bindings-wasm/legacy; or `sizes`, what fills it
  bench   the benchmarks; or `rules`, `columns`, `prove`, `python`, `inspect`, `workflow`, `browser` or `portal` alone; or `search` alone, for lists of the sizes that follow
          (130, 1639, 10000, 349000, 1000000)
  study   `legibility`: which measures tell a photo that can be read, and one that holds the whole page, and how the thresholds were chosen; of
          360 photos and as many fresh ones, or of another number
  fuzz    every fuzz target for 30 seconds, or as many as follow";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["test"] => test::run(None),
        ["test", language] => test::run(Some(language)),
        ["portal"] => portal::serve(),
        ["lint"] => lint::all(),
        ["data"] => data::write(),
        ["data", unihan_readings, unihan_variants] => {
            data::extract_readings(unihan_readings, unihan_variants).and_then(|()| data::write())
        }
        ["wheel"] => wheel::release(),
        ["wheel", "manylinux"] => wheel::manylinux("x86_64"),
        ["wheel", "manylinux", processor] => wheel::manylinux(processor),
        ["wheel", "sdist"] => wheel::source(),
        ["wasm"] => wasm::package_and_say_size(),
        ["wasm", "sizes"] => wasm::sizes(),
        ["bench"] => bench::all(),
        ["bench", "rules"] => bench::rules(),
        ["bench", "columns"] => bench::columns(),
        ["bench", "prove"] => bench::prove(),
        ["bench", "python"] => bench::python(),
        ["bench", "workflow"] => bench::workflow(),
        ["bench", "browser"] => bench::browser(),
        ["bench", "portal"] => bench::portal(),
        ["bench", "search", sizes @ ..] => bench::search(sizes),
        ["fuzz"] => fuzz::run(None),
        ["fuzz", seconds] => fuzz::run(Some(seconds)),
        ["bench", "inspect"] => bench::inspect(),
        ["study", "legibility"] => study::legibility("360"),
        ["study", "legibility", photos] => study::legibility(photos),
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
