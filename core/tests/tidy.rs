//! What reviewers would otherwise say again and again: imports go one way, files stay rooms, thresholds stay in data.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the ground up. A room imports only from rooms on lower floors, or its own.
const FLOORS: [(&str, u8); 35] = [
    ("digest", 0),
    ("order", 0),
    ("strict", 0),
    ("suggest", 0),
    ("written", 0),
    ("error", 1),
    ("model", 2),
    ("finding", 3),
    ("inspect", 3),
    ("search", 3),
    ("catalogue", 4),
    ("policy", 4),
    ("procedure", 4),
    ("form", 5),
    ("round", 5),
    ("certificates", 5),
    ("eligibility", 6),
    ("materials", 7),
    ("uploads", 7),
    ("report", 8),
    ("foresee", 9),
    ("record", 9),
    ("workflow", 9),
    ("engine", 10),
    ("foretell", 11),
    ("sql", 11),
    ("batch", 12),
    ("printing", 10),
    ("registration", 10),
    ("statistics", 10),
    ("desk", 11),
    ("prove", 11),
    ("advise", 12),
    ("host", 13),
    ("lib", 14),
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files
}

fn room(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The code of a file without its tests, which may use whatever they like.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap()
}

#[test]
fn imports_go_one_way() {
    let floors: BTreeMap<&str, u8> = FLOORS.into();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let from = room(&path);
        let floor = floors.get(from.as_str()).unwrap_or_else(|| panic!("give room `{from}` a floor in this test"));
        for (line, text) in code(&text).lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for after in text.split("crate::").skip(1) {
                let to: String = after.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                let upward = floors.get(to.as_str()).is_some_and(|other| *other >= *floor && to != from);
                if upward {
                    wrong.push(format!("{}:{}: `{from}` imports `{to}`", path.display(), line + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_is_a_room_and_no_warehouse() {
    const MOST: usize = 400;
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(path, text)| (code(&text).lines().count(), path))
        .filter(|(lines, _)| *lines > MOST)
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn no_chinese_sentence_and_no_document_number_stands_in_code() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        // Readings, phrases and folding are data in the shape of code, and numerals are a notation.
        if room(&path) == "search" || path.ends_with("finding/template.rs") {
            continue;
        }
        for (line, text) in code(&text).lines().enumerate() {
            let text = text.trim_start();
            let quoted = text
                .split('"')
                .skip(1)
                .step_by(2)
                .any(|quoted| quoted.chars().filter(|character| is_han(*character)).count() > 6);
            if !text.starts_with("//") && quoted {
                wrong.push(format!("{}:{}: {text}", path.display(), line + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// The reader of JSON looks names up for every type, and knows no other kind of struct and no second name.
#[test]
fn every_type_that_is_read_is_one_the_reader_knows() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let items = code(&text).split("#[derive(").skip(1);
        for item in items.filter(|item| item.split(')').next().unwrap().contains("Deserialize")) {
            let head = item.split(['{', ';']).next().unwrap();
            let line = head.lines().last().unwrap();
            let is_table = line.split_whitespace().any(|word| word == "struct") && !line.contains('(');
            let refuses = head.contains("deny_unknown_fields") || head.contains("try_from");
            let body = item.split("\n}").next().unwrap();
            let attributes = body.lines().map(str::trim_start).filter(|line| line.starts_with("#[serde("));
            let is_odd = |line: &str| {
                ["flatten", "alias", "skip)", "skip,", "skip_deserializing"].iter().any(|word| line.contains(word))
            };
            if is_table && !refuses || attributes.into_iter().any(is_odd) {
                wrong.push(format!("{}: {line}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
