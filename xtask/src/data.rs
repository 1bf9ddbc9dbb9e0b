//! `cargo xtask data`: writes `core/data/generated` from the sources beside it, and the types of the packages from the
//! core's.

use std::fs;
use std::path::{Path, PathBuf};

use gongkao::catalogue::CatalogueData;
use gongkao::catalogue::import::read_csv;
use gongkao::finding::Messages;
use gongkao::policy::Policy;

/// The title of each catalogue and the file it is read from.
const CATALOGUES: [(&str, &str); 2] =
    [("henan", "河南省机关事业单位工考工种（已核实名称）"), ("reference", "其他省份机关事业单位工考工种（参考）")];

/// Writes every generated file.
pub fn write() -> Result<(), String> {
    for (path, text) in generate()? {
        let same = fs::read_to_string(&path).is_ok_and(|old| old == text);
        println!("{} {}", if same { "unchanged" } else { "written  " }, path.display());
        if !same {
            fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
}

/// Says which generated files no longer follow from their sources.
pub fn compare() -> Result<(), String> {
    let changed = |(path, text): &(PathBuf, String)| !fs::read_to_string(path).is_ok_and(|old| old == *text);
    let stale: Vec<String> =
        generate()?.iter().filter(|file| changed(file)).map(|(path, _)| path.display().to_string()).collect();
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("these files no longer follow from their sources; run `cargo xtask data`:\n{}", stale.join("\n")))
}

/// Every generated file and its content.
pub fn generate() -> Result<Vec<(PathBuf, String)>, String> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/data");
    let generated = data.join("generated");
    let messages = Messages::from_toml(&read(&data.join("messages.toml"))?).map_err(|error| error.to_string())?;
    let mut files = vec![(generated.join("messages.json"), compact(&messages)?)];
    files.push((generated.join("henan.policy.json"), policy(&data.join("policy/henan"))?));
    for (name, title) in CATALOGUES {
        let source = data.join(format!("sources/catalogue/{name}.csv"));
        let imported = read_csv(title, read(&source)?.as_bytes()).map_err(|error| error.to_string())?;
        if let Some(error) = imported.errors.first() {
            return Err(format!("{} line {}: {} {}", source.display(), error.line, error.column, error.message));
        }
        let catalogue = CatalogueData { title: title.to_owned(), work_types: imported.catalogue.work_types().to_vec() };
        files.push((generated.join(format!("{name}.catalogue.json")), compact(&catalogue)?));
    }
    files.extend(crate::contract::files()?);
    Ok(files)
}

fn policy(folder: &Path) -> Result<String, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.push((name, read(&path)?));
    }
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let policy = Policy::from_toml(&borrowed).map_err(|error| error.to_string())?;
    let json = policy.to_json().map_err(|error| error.to_string())?;
    Ok(json + "\n")
}

fn compact<T: serde::Serialize>(value: &T) -> Result<String, String> {
    serde_json::to_string(value).map(|text| text + "\n").map_err(|error| error.to_string())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_committed_is_what_the_sources_give() {
        for (path, text) in super::generate().unwrap() {
            let committed = std::fs::read_to_string(&path).unwrap();
            assert!(committed == text, "{} is out of date; run `cargo xtask data`", path.display());
        }
    }
}
