//! Reading policies that extend one another, each after the one it extends.

use std::collections::{BTreeMap, BTreeSet};

use super::files::Files;
use super::limits;
use super::set::PolicySet;
use super::validate::fault::known;
use crate::error::{Error, SourceKind};

pub(super) fn read(policies: &[Vec<(&str, &str)>]) -> Result<PolicySet, Error> {
    let mut waiting: BTreeMap<String, Files<'_>> = BTreeMap::new();
    for texts in policies {
        let files = Files::read(texts)?;
        let id = files.id().unwrap_or_default().to_owned();
        if waiting.contains_key(&id) {
            let message = format!("there are two policies `{id}`; give each its own name");
            return Err(Error::source(SourceKind::Policy, "policy.id", message));
        }
        waiting.insert(id, files);
    }
    let names: BTreeSet<String> = waiting.keys().cloned().collect();
    let extends: BTreeMap<String, String> =
        waiting.iter().filter_map(|(id, files)| Some((id.clone(), files.extends()?.to_owned()))).collect();
    let mut set = PolicySet::default();
    for id in &names {
        for id in line(id, &extends, &names)? {
            if let Some(files) = waiting.remove(&id) {
                let base = extends.get(&id).and_then(|base| set.get(base));
                let policy = files.finish(base)?;
                set.add(policy)?;
            }
        }
    }
    Ok(set)
}

/// A policy and all it builds on, the base first.
fn line(id: &str, extends: &BTreeMap<String, String>, names: &BTreeSet<String>) -> Result<Vec<String>, Error> {
    let mut line = vec![id.to_owned()];
    let mut at = id;
    while let Some(base) = extends.get(at) {
        known("policy", base, names, "policy.extends").map_err(super::validate::Fault::into_error)?;
        if line.contains(base) {
            let circle = line.join("` extends `");
            let message =
                format!("`{circle}` extends `{base}`: policies that extend one another in a circle have no base");
            return Err(Error::source(SourceKind::Policy, "policy.extends", message));
        }
        if line.len() >= limits::LINEAGE {
            let message = format!("more than {} policies extend one another", limits::LINEAGE);
            return Err(Error::source(SourceKind::Policy, "policy.extends", message));
        }
        line.push(base.clone());
        at = base;
    }
    line.reverse();
    Ok(line)
}
