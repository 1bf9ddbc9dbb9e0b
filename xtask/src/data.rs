//! `cargo xtask data`: writes `core/data/generated` from the sources beside it, and the types of the packages from the
//! core's.

use std::fs;
use std::path::{Path, PathBuf};

use gongkao::catalogue::CatalogueData;
use gongkao::catalogue::import::read_csv;
use gongkao::finding::Messages;
use gongkao::policy::Policy;
use gongkao::policy::set::PolicySet;
use gongkao::procedure::Procedure;
use gongkao::uploads::FileRules;

use crate::readings;

/// The title of each catalogue and the file it is read from.
const CATALOGUES: [(&str, &str); 2] =
    [("henan", "河南省机关事业单位工考工种（已核实名称）"), ("reference", "其他省份机关事业单位工考工种（参考）")];

/// Writes every generated file.
pub fn write() -> Result<(), String> {
    for (path, bytes) in generate()? {
        let same = fs::read(&path).is_ok_and(|old| old == bytes);
        println!("{} {}", if same { "unchanged" } else { "written  " }, path.display());
        if !same {
            fs::create_dir_all(path.parent().unwrap_or(&path))
                .map_err(|error| format!("{}: {error}", path.display()))?;
            fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
}

/// Says which generated files no longer follow from their sources.
pub fn compare() -> Result<(), String> {
    let changed = |(path, content): &&(PathBuf, Vec<u8>)| !fs::read(path).is_ok_and(|old| old == *content);
    let stale: Vec<String> = generate()?.iter().filter(changed).map(|(path, _)| path.display().to_string()).collect();
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("these files no longer follow from their sources; run `cargo xtask data`:\n{}", stale.join("\n")))
}

/// Takes the extracts of readings anew from two files of the Unihan database.
pub fn extract_readings(unihan_readings: &str, unihan_variants: &str) -> Result<(), String> {
    let (listed, simplified) =
        readings::extract(&read(Path::new(unihan_readings))?, &read(Path::new(unihan_variants))?);
    let folder = folder().join("sources/readings");
    for (name, text) in [("readings.tsv", listed), ("simplified.tsv", simplified)] {
        fs::write(folder.join(name), text).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/data")
}

/// Every generated file and its content.
pub fn generate() -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
    let data = folder();
    let generated = data.join("generated");
    let messages = Messages::from_toml(&read(&data.join("messages.toml"))?).map_err(|error| error.to_string())?;
    let sources = data.join("sources");
    let tables = readings::generate(&readings::Sources {
        readings: &read(&sources.join("readings/readings.tsv"))?,
        simplified: &read(&sources.join("readings/simplified.tsv"))?,
        phrases: &read(&sources.join("phrases.txt"))?,
    })?;
    let mut files: Vec<(PathBuf, Vec<u8>)> =
        tables.into_iter().map(|(name, bytes)| (generated.join(name), bytes)).collect();
    files.push((generated.join("messages.json"), compact(&messages)?));
    for (id, json) in policies(&data.join("policy"))? {
        files.push((generated.join(format!("policies/{id}.json")), json));
    }
    files.push((generated.join("henan.procedure.json"), procedure(&data.join("procedure/henan.toml"))?));
    let rules = FileRules::from_toml(&read(&data.join("files/henan.toml"))?).map_err(|error| error.to_string())?;
    files.push((generated.join("henan.files.json"), compact(&rules)?));
    for (name, title) in CATALOGUES {
        let source = sources.join(format!("catalogue/{name}.csv"));
        let imported = read_csv(title, read(&source)?.as_bytes()).map_err(|error| error.to_string())?;
        if let Some(error) = imported.errors.first() {
            return Err(format!("{} line {}: {} {}", source.display(), error.line, error.column, error.message));
        }
        let catalogue = CatalogueData { title: title.to_owned(), work_types: imported.catalogue.work_types().to_vec() };
        files.push((generated.join(format!("{name}.catalogue.json")), compact(&catalogue)?));
    }
    files.extend(crate::contract::files()?.into_iter().map(|(path, text)| (path, text.into_bytes())));
    Ok(files)
}

/// Every policy, compiled: the folders of `core/data/policy`, one policy each.
fn policies(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut all: Vec<Vec<(String, String)>> = Vec::new();
    for folder in listed(folder, Path::is_dir)? {
        let mut files = Vec::new();
        for path in listed(&folder, |path| path.extension().is_some_and(|extension| extension == "toml"))? {
            let name = path.strip_prefix(folder.parent().unwrap_or(&folder)).unwrap_or(&path);
            files.push((name.to_string_lossy().into_owned(), read(&path)?));
        }
        all.push(files);
    }
    let texts: Vec<Vec<(&str, &str)>> =
        all.iter().map(|files| files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()).collect();
    let set = PolicySet::from_toml(&texts).map_err(|error| error.to_string())?;
    let compiled = |policy: &Policy| {
        let json = policy.to_json().map_err(|error| error.to_string())?;
        Ok((policy.source().policy.id.clone(), (json + "\n").into_bytes()))
    };
    set.iter().map(compiled).collect()
}

/// What a folder holds, in the order of names.
fn listed(folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_wanted(path)).collect();
    paths.sort();
    Ok(paths)
}

fn procedure(path: &Path) -> Result<Vec<u8>, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let procedure = Procedure::from_toml(&name, &read(path)?).map_err(|error| error.to_string())?;
    let json = procedure.to_json().map_err(|error| error.to_string())?;
    Ok((json + "\n").into_bytes())
}

fn compact<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, String> {
    serde_json::to_string(value).map(|text| (text + "\n").into_bytes()).map_err(|error| error.to_string())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_committed_is_what_the_sources_give() {
        for (path, bytes) in super::generate().unwrap() {
            let committed = std::fs::read(&path).unwrap();
            assert!(committed == bytes, "{} is out of date; run `cargo xtask data`", path.display());
        }
    }
}
