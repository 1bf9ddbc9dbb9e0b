//! Every task a person runs on this project.

mod data;
mod readings;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["data"] => data::write(),
        ["data", unihan_readings, unihan_variants] => {
            data::extract_readings(unihan_readings, unihan_variants).and_then(|()| data::write())
        }
        _ => Err("usage: cargo xtask data [Unihan_Readings.txt Unihan_Variants.txt]".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
