//! Reading the TOML that people write, with file, line and path of what is wrong.

use serde::de::DeserializeOwned;

use super::{Error, SourceKind, with_suggestion};
use crate::strict::Strict;

/// Reads the TOML people write; the error names file, line and path.
pub(crate) fn from_toml<T: DeserializeOwned>(text: &str, kind: SourceKind, file: &str) -> Result<T, Error> {
    let broken = |error: &::toml::de::Error, path: String| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() + 1).or_else(|| line_of_table(text, &path));
        Error::source(kind, path, with_suggestion(error.message())).in_file(file, line)
    };
    let reader = ::toml::Deserializer::parse(text).map_err(|error| broken(&error, String::new()))?;
    serde_path_to_error::deserialize(Strict(reader)).map_err(|error| {
        let path = shown_path(error.path());
        broken(error.inner(), path)
    })
}

/// The line of the table that a path lies in, for faults of which the reader names no place.
fn line_of_table(text: &str, path: &str) -> Option<usize> {
    let (table, rest) = path.split_at(path.find(['[', '.']).unwrap_or(path.len()));
    let nth = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')?.0.parse::<usize>().ok());
    let headings = match nth {
        Some(_) => vec![format!("[[{table}]]")],
        None => {
            vec![format!("[{path}]"), format!("[{table}.\"{}\"]", rest.trim_start_matches('.')), format!("[{table}]")]
        }
    };
    let of_heading = |heading: &String| {
        let mut lines = text.lines().enumerate().filter(|(_, line)| line.starts_with(heading.as_str()));
        lines.nth(nth.unwrap_or(0)).map(|(line, _)| line + 1)
    };
    headings.iter().find_map(of_heading)
}

fn shown_path(path: &serde_path_to_error::Path) -> String {
    let shown = path.to_string();
    if shown == "." { String::new() } else { shown }
}
