//! The provinces' policies: every folder of `data/policy` read together, each policy's own cases, and whether these cases would
//! notice a change of its numbers.

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
use gongkao::finding::Code;
use gongkao::policy::identity::Family;
use gongkao::policy::lint::{DiagnosticKind, lint_set};
use gongkao::policy::set::{PolicySet, Scope};

/// The rule of levels whose conditions, or their core, no source showed. It never holds: a person decides.
const NOT_SEEN: &str = "conditions_not_seen";

/// Changes of numbers that no case can show, and why.
const SHOWN_BY_NOBODY: [(&str, &str); 4] = [
    ("chongqing-1998: [parameters.one_level] 1 +1", "below level five there is only 未定级, which no step reaches"),
    ("gansu-2019: [parameters.work_years_second] 13 +1", "it says whom a person is to look at, and decides nothing"),
    ("gansu-2019: [parameters.work_years_second] 13 -1", "the same"),
    ("shanxi-2000: [parameters.direct_work_short] 16 -1", "who is 16 years in a type has worked 16 years"),
];

/// One policy: its files with their names.
type Files = Vec<(String, String)>;

fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Every policy there is.
fn everything() -> Vec<(String, Files)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/policy");
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let read = |path: &PathBuf| (name(path), fs::read_to_string(path).unwrap());
    listed(&folder).into_iter().map(|folder| (name(&folder), listed(&folder).iter().map(read).collect())).collect()
}

/// Every policy but Henan's, which have tests of their own.
fn folders() -> Vec<(String, Files)> {
    let is_henan = |files: &Files| files.iter().any(|(_, text)| text.contains("\nprovince = \"410000\"\n"));
    everything().into_iter().filter(|(_, files)| !is_henan(files)).collect()
}

fn set(folders: &[(String, Files)]) -> PolicySet {
    let texts: Vec<Vec<(&str, &str)>> = folders
        .iter()
        .map(|(_, files)| files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect())
        .collect();
    PolicySet::from_toml(&texts).unwrap()
}

fn engine(set: &PolicySet, id: &str) -> Engine {
    Engine::new(Catalogue::reference().unwrap(), set.get(id).unwrap().clone()).unwrap()
}

#[test]
fn every_policy_says_what_its_cases_say_and_shows_every_rule_met_and_unmet() {
    let folders = folders();
    let set = set(&folders);
    let mut wrong = Vec::new();
    for policy in set.iter().map(|policy| &policy.source().policy).filter(|policy| !policy.base) {
        let shown = engine(&set, &policy.id).run_cases();
        assert!(shown.cases > 0, "{} has no cases", policy.id);
        wrong.extend(shown.failed.iter().map(|case| format!("{}: {case:#?}", policy.id)));
        let uncovered =
            shown.uncovered.iter().filter(|missing| missing.rule != NOT_SEEN || missing.status != RuleStatus::Met);
        wrong.extend(uncovered.map(|missing| format!("{}: {missing:?} is not shown", policy.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_is_nothing_odd_about_them() {
    assert_eq!(lint_set(&set(&folders()), None), []);
}

#[test]
fn a_folder_is_called_what_its_policy_is() {
    for (name, files) in folders() {
        let id = format!("id = \"{name}\"\n");
        assert!(files.iter().any(|(_, text)| text.contains(&id)), "{name}");
    }
}

#[test]
fn what_lifts_a_rule_is_named_and_no_other_exception() {
    let set = set(&folders());
    let policy = set.get("jiangsu-2007").unwrap();
    let case = policy.cases().iter().find(|case| case.name == "一级：市级劳模，免学历").unwrap();
    let report = engine(&set, "jiangsu-2007").assess(&case.form, None, case.day);
    let lifted = report.findings.iter().find(|finding| finding.code == Code::ExceptionLifted).unwrap();
    assert!(lifted.message.zh.contains("市级劳动模范"), "{}", lifted.message.zh);
    assert!(!lifted.message.zh.contains("绝技"), "{}", lifted.message.zh);
}

/// A text with the number at one place higher or lower; nothing after the last. Places are the numbers of parameters, in order.
fn changed(text: &str, place: usize, by: i64) -> Option<(String, String)> {
    let mut seen = 0;
    let mut header = "";
    let (mut out, mut what) = (String::new(), None);
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            header = line.trim();
        }
        if what.is_some() || !header.starts_with("[parameters.") || !line.starts_with("value") {
            out.push_str(line);
            continue;
        }
        for part in line.split_inclusive(|letter: char| !letter.is_ascii_digit()) {
            let digits = part.trim_end_matches(|letter: char| !letter.is_ascii_digit());
            let Ok(number) = digits.parse::<i64>() else {
                out.push_str(part);
                continue;
            };
            if seen == place {
                what = Some(format!("{header} {number} {by:+}"));
                out.push_str(&part.replacen(digits, &(number + by).max(0).to_string(), 1));
            } else {
                out.push_str(part);
            }
            seen += 1;
        }
    }
    what.map(|what| (out, what))
}

/// A policy and all it builds on, itself last.
fn line(folders: &[(String, Files)], id: &str) -> Vec<(String, Files)> {
    let Some(own) = folders.iter().find(|(name, _)| name == id) else { return Vec::new() };
    let text = own.1.iter().map(|(_, text)| text.as_str()).collect::<String>();
    let base = text.lines().find_map(|line| line.strip_prefix("extends = \"")?.strip_suffix('"'));
    let mut line = base.map(|base| line(folders, base)).unwrap_or_default();
    line.push(own.clone());
    line
}

#[test]
fn no_number_of_any_policy_can_change_unnoticed_by_its_cases() {
    let folders = folders();
    let mut unnoticed = Vec::new();
    for (id, files) in &folders {
        let Some(file) = files.iter().position(|(name, _)| name == "policy.toml") else { continue };
        for (place, by) in (0..).flat_map(|place| [(place, 1), (place, -1)]) {
            let text = files.get(file).map(|(_, text)| text).unwrap();
            let Some((text, what)) = changed(text, place, by) else { break };
            let mut line = line(&folders, id);
            let (_, files) = line.last_mut().unwrap();
            files.get_mut(file).unwrap().1 = text;
            // Nothing is fewer than zero.
            if !what.ends_with(" 0 -1") && engine(&set(&line), id).run_cases().failed.is_empty() {
                unnoticed.push(format!("{id}: {what}"));
            }
        }
    }
    assert_eq!(unnoticed, SHOWN_BY_NOBODY.map(|(what, _)| what));
}

#[test]
fn all_policies_load_side_by_side() {
    let folders = everything();
    let set = set(&folders);
    assert_eq!(set.iter().count(), folders.len());
    let overlaps = lint_set(&set, None).into_iter().filter(|(_, found)| found.kind == DiagnosticKind::Overlap);
    assert_eq!(overlaps.collect::<Vec<_>>(), []);
}

#[test]
fn a_city_goes_before_its_province_and_a_year_has_its_own_policy() {
    let set = set(&everything());
    let holds = |province: &str, city: Option<&str>, year| {
        let found = set.select(&Scope { family: Family::Eligibility, province, city, unit: None, year });
        found.map(|policy| policy.source().policy.id.clone()).map_err(|error| error.message().to_owned())
    };
    assert_eq!(holds("610000", None, 2015).as_deref(), Ok("shaanxi-2015"));
    assert_eq!(holds("610000", None, 2017).as_deref(), Ok("shaanxi-2017"));
    assert_eq!(holds("420000", Some("421300"), 2011).as_deref(), Ok("suizhou-2011"));
    assert!(holds("420000", Some("420100"), 2011).is_err(), "Suizhou's rules are not Wuhan's");
    assert_eq!(holds("420000", Some("421300"), 2007).as_deref(), Ok("hubei-2007"));
    assert!(holds("610000", None, 2016).is_err(), "nobody has seen that year");
}
