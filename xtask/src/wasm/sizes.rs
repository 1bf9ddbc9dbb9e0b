//! What a visitor downloads, and what fills it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use super::{MODULES, Module, named, package};
use crate::run::output;
use crate::{node, place};

/// How many of the largest parts are shown.
const SHOWN: usize = 30;
/// How many, where nobody asked.
const SHOWN_IN_PASSING: usize = 6;

/// `cargo xtask wasm sizes`: the largest parts of each module.
pub fn print() -> Result<(), String> {
    package()?;
    print!("{}", downloads()?);
    for module in &MODULES {
        println!("\n{}", filling(module, SHOWN)?);
    }
    Ok(())
}

/// The size of every file that is downloaded: as it is, and as gzip and brotli leave it.
pub fn downloads() -> Result<String, String> {
    let mut said = String::new();
    for (file, [whole, gzip, brotli]) in files()? {
        let _ = writeln!(said, "{file:28} {whole:>9} bytes, gzip {gzip:>8}, brotli {brotli:>8}");
    }
    Ok(said)
}

fn files() -> Result<Vec<(String, [usize; 3])>, String> {
    const MEASURE: &str = "const { readFileSync } = require('node:fs');
        const { gzipSync, brotliCompressSync } = require('node:zlib');
        for (const file of process.argv.slice(1)) {
          const bytes = readFileSync(file);
          console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length);
        }";
    let modern = MODULES.iter().map(|module| ("pkg", module.name));
    let legacy = MODULES.iter().map(|module| ("legacy/pkg", module.name));
    let names: Vec<String> = modern.chain(legacy).map(|(folder, name)| format!("{folder}/{name}_bg.wasm")).collect();
    let said = output(node::node().args(["-e", MEASURE]).args(&names))?;
    let numbers = |line: &str| {
        let mut numbers = line.split(' ').map(|number| number.parse().unwrap_or(usize::MAX));
        [(); 3].map(|()| numbers.next().unwrap_or(usize::MAX))
    };
    Ok(names.into_iter().zip(said.lines().map(numbers)).collect())
}

/// What fills each module, in a line; an error where one is over its budget.
pub fn within_budgets() -> Result<String, String> {
    let mut said = String::new();
    let mut over = Vec::new();
    for (module, (file, [_, gzip, brotli])) in MODULES.iter().zip(files()?) {
        let budget = module.budget;
        let _ =
            write!(said, "{file}: gzip {gzip} of {budget}, brotli {brotli}\n{}", filling(module, SHOWN_IN_PASSING)?);
        if gzip > budget {
            over.push(format!("{file} is {gzip} bytes as gzip leaves it; {budget} are its budget"));
        }
    }
    if over.is_empty() { Ok(said) } else { Err(format!("{}\n{said}", over.join("\n"))) }
}

/// The largest parts of a module: functions by the room they are of and what they do, and embedded data by file.
fn filling(module: &Module, shown: usize) -> Result<String, String> {
    let file = named(module);
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let bytes = fs::read(&file).map_err(|error| failed(&error))?;
    let (mut imported, mut bodies, mut names, mut data) = (0, Vec::new(), BTreeMap::new(), Vec::new());
    for payload in Parser::new(0).parse_all(&bytes) {
        match payload.map_err(|error| failed(&error))? {
            Payload::ImportSection(section) => {
                let imports = section.into_imports().filter_map(Result::ok);
                imported = imports.filter(|import| matches!(import.ty, TypeRef::Func(_))).count();
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            Payload::DataSection(section) => {
                data.extend(section.into_iter().filter_map(Result::ok).map(|one| one.data));
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(section) = section.as_known() else { continue };
                for name in section.into_iter().filter_map(Result::ok) {
                    let Name::Function(functions) = name else { continue };
                    names
                        .extend(functions.into_iter().filter_map(Result::ok).map(|one| (one.index as usize, one.name)));
                }
            }
            _ => {}
        }
    }
    let mut parts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (number, size) in bodies.iter().enumerate() {
        let name = names.get(&(imported + number)).copied().unwrap_or("without a name");
        let part = parts.entry(part(name)).or_default();
        *part = (part.0 + size, part.1 + 1);
    }
    let mut rest: usize = data.iter().map(|segment| segment.len()).sum();
    for (name, content) in embedded()? {
        if data.iter().any(|segment| segment.windows(content.len()).any(|window| window == content)) {
            rest -= content.len();
            parts.insert(format!("data: {name}"), (content.len(), 1));
        }
    }
    parts.insert("data: texts and tables of the code".to_owned(), (rest, 1));
    let code: usize = bodies.iter().sum();
    let mut largest: Vec<_> = parts.into_iter().collect();
    largest.sort_by_key(|(_, (size, _))| std::cmp::Reverse(*size));
    let mut said = format!("  {}: {code} bytes of code in {} functions, and of\n", module.name, bodies.len());
    for (name, (size, count)) in largest.iter().take(shown) {
        let _ = writeln!(
            said,
            "  {size:>8}  {name}{}",
            if *count > 1 { format!(", {count} functions") } else { String::new() }
        );
    }
    Ok(said)
}

/// The files of data that are compiled in.
fn embedded() -> Result<Vec<(String, Vec<u8>)>, String> {
    let folder = place::core().join("data/generated");
    let mut found = Vec::new();
    for folder in [folder.clone(), folder.join("policies")] {
        for entry in fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?.flatten() {
            let content = fs::read(entry.path()).unwrap_or_default();
            // Of a few bytes there is more than one.
            if content.len() > 64 {
                found.push((entry.file_name().to_string_lossy().into_owned(), content));
            }
        }
    }
    Ok(found)
}

/// The room and what it does, or the crate, of a function.
fn part(name: &str) -> String {
    let words = |text: &str| text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("").to_owned();
    let room = name
        .match_indices("gongkao::")
        .map(|(at, found)| words(&name[at + found.len()..]))
        .find(|room| room != "error");
    let does = if name.contains("::de::") || name.contains("deserialize") || name.contains("from_json") {
        "read"
    } else if name.contains("::ser::") || name.contains("serialize") {
        "write"
    } else if name.contains("drop_in_place") || name.contains("::drop") {
        "drop"
    } else if name.contains("sort") {
        "sort"
    } else if name.contains("BTree") || name.contains("btree") {
        "maps"
    } else {
        "rest"
    };
    let first = words(name.trim_start_matches(|c: char| !c.is_alphabetic()));
    match room {
        Some(room) => format!("gongkao::{room}, {does}"),
        None if does == "rest" => first,
        None => format!("{first}, {does}"),
    }
}
