//! The policies' own cases, run on the files people write.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use std::fs;
use std::path::Path;

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::policy::Policy;

fn henan(change: impl Fn(&str) -> String) -> Engine {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/policy/henan");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<String> = entries.map(|path| change(&fs::read_to_string(path).unwrap())).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|text| ("henan", text.as_str())).collect();
    Engine::new(Catalogue::henan().unwrap(), Policy::from_toml(&files).unwrap()).unwrap()
}

#[test]
fn henans_cases_hold_and_show_every_rule_met_and_unmet() {
    let shown = henan(str::to_owned).run_cases();
    assert!(shown.cases > 30);
    assert_eq!(shown.failed, []);
    assert_eq!(shown.uncovered, []);
}

#[test]
fn a_changed_threshold_fails_the_cases_at_its_edge() {
    let shown = henan(|text| text.replace("four = 10, three = 18", "four = 11, three = 18")).run_cases();
    let failed: Vec<_> = shown.failed.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(failed, ["四级：五级不满5年，工作满10年", "四级：未定级，工作满10年"]);
}
