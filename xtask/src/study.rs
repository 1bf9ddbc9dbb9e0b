//! `cargo xtask study`: where a number of the data comes from, shown.

use std::fs;

use gongkao::uploads::FileRules;

use crate::{peers, place};

/// How well measures of legibility tell what can be read, on so many photos for choosing and as many fresh ones.
pub fn legibility(photos: &str) -> Result<(), String> {
    let path = place::root().join("core/data/files/henan.toml");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let rules = FileRules::from_toml(&text).map_err(|error| error.to_string())?;
    let photo = &rules.photo;
    let limits = [&photo.soft_from, &photo.blurred_from, &photo.cut_off_from].map(|limit| limit.value.to_string());
    let mut script = peers::script("study_legibility.py")?;
    match script.arg(peers::folder()).arg(photos).args(limits).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the study ended with {status}")),
        Err(error) => Err(format!("python: {error}")),
    }
}
