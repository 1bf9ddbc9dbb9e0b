//! The provinces' policies: every folder of `data/policy` read together, and each policy's own cases.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use std::fs;
use std::path::{Path, PathBuf};

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::eligibility::RuleStatus;
use gongkao::policy::set::PolicySet;

/// The rule of levels whose conditions, or their core, no source showed. It never holds: a person decides.
const NOT_SEEN: &str = "conditions_not_seen";

fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn policies(change: impl Fn(&Path, String) -> String) -> PolicySet {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/policy");
    let read = |path: PathBuf| {
        let text = change(&path, fs::read_to_string(&path).unwrap());
        (path.to_string_lossy().into_owned(), text)
    };
    let files: Vec<Vec<(String, String)>> =
        listed(&folder).into_iter().map(|folder| listed(&folder).into_iter().map(read).collect()).collect();
    let texts: Vec<Vec<(&str, &str)>> = files
        .iter()
        .map(|files| files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect())
        .collect();
    PolicySet::from_toml(&texts).unwrap()
}

fn as_written() -> PolicySet {
    policies(|_, text| text)
}

fn engine(set: &PolicySet, id: &str) -> Engine {
    Engine::new(Catalogue::reference().unwrap(), set.get(id).unwrap().clone()).unwrap()
}

/// Every policy that decides something by itself, Henan's own left to their own test.
fn provinces(set: &PolicySet) -> Vec<String> {
    let identities = set.iter().map(|policy| &policy.source().policy);
    identities.filter(|policy| !policy.base && policy.province != "410000").map(|policy| policy.id.clone()).collect()
}

#[test]
fn every_province_says_what_its_cases_say_and_shows_every_rule_met_and_unmet() {
    let set = as_written();
    let ids = provinces(&set);
    assert!(!ids.is_empty());
    let mut wrong = Vec::new();
    for id in ids {
        let shown = engine(&set, &id).run_cases();
        wrong.extend(shown.failed.iter().map(|case| format!("{id}: {case:#?}")));
        let uncovered = shown.uncovered.iter().filter(|(_, rule, status)| rule != NOT_SEEN || *status != RuleStatus::Met);
        wrong.extend(uncovered.map(|(level, rule, status)| format!("{id}: `{rule}` at {level:?} is never {}", status.name())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
