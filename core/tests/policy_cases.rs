//! The policies' own cases, run on the files people write: every folder of `data/policy`, read as one set.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use std::fs;
use std::path::{Path, PathBuf};

use gongkao::catalogue::Catalogue;
use gongkao::eligibility::trace::RuleStatus;
use gongkao::model::level::Level;
use gongkao::policy::Policy;
use gongkao::policy::identity::{Family, PolicyIdentity};
use gongkao::policy::set::{PolicySet, Scope};
use gongkao::{Engine, Uncovered};

/// Rules that cannot be shown met or unmet at a level, and why.
///
/// `not_seen` stands where no source says what a level asks: it is there so that nobody passes, so nobody meets it.
const ACCEPTED: [(&str, &[Level], &str, RuleStatus); 6] = [
    ("haust-2021-appointment", &[Level::Five], "not_seen", RuleStatus::Met),
    ("henan-2007", &[Level::Five, Level::Four, Level::Three, Level::One], "not_seen", RuleStatus::Met),
    ("henan-2009", &[Level::Five, Level::Four, Level::Three, Level::One], "not_seen", RuleStatus::Met),
    ("henan-2010", &[Level::One], "not_seen", RuleStatus::Met),
    ("henan-2011", &[Level::Two, Level::One], "not_seen", RuleStatus::Met),
    ("henan-2015", &[Level::One], "not_seen", RuleStatus::Met),
];

/// The exam years of Henan of which something was seen.
const HENAN: [i32; 10] = [2007, 2009, 2010, 2011, 2015, 2017, 2018, 2021, 2022, 2023];

fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The policies of every folder, each file changed first.
fn policies(change: impl Fn(&str) -> String) -> PolicySet {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/policy");
    let read = |path: &PathBuf| (path.to_string_lossy().into_owned(), change(&fs::read_to_string(path).unwrap()));
    let all: Vec<Vec<(String, String)>> =
        listed(&folder).iter().map(|folder| listed(folder).iter().map(read).collect()).collect();
    let texts: Vec<Vec<(&str, &str)>> =
        all.iter().map(|files| files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()).collect();
    PolicySet::from_toml(&texts).unwrap()
}

fn identity(policy: &Policy) -> &PolicyIdentity {
    &policy.source().policy
}

/// An engine of a policy: Henan's with Henan's work types, any other with those of the reference.
fn engine(policy: &Policy) -> Engine {
    let catalogue = if identity(policy).province == "410000" { Catalogue::henan() } else { Catalogue::reference() };
    let engine = Engine::new(catalogue.unwrap(), policy.clone());
    engine.unwrap_or_else(|error| panic!("{}: {error}", identity(policy).id))
}

#[test]
fn every_policy_of_henan_says_what_its_cases_expect_and_shows_every_rule_met_and_unmet() {
    let set = policies(str::to_owned);
    let mut wrong = Vec::new();
    let mut accepted: Vec<String> = ACCEPTED
        .iter()
        .flat_map(|(id, levels, rule, status)| {
            levels.iter().map(move |level| format!("{id}: {level:?} {rule} {status:?}"))
        })
        .collect();
    // `tests/provinces.rs` does the same for the other provinces.
    for policy in set.iter().filter(|policy| identity(policy).province == "410000") {
        let id = &identity(policy).id;
        let shown = engine(policy).run_cases();
        wrong.extend(shown.failed.iter().map(|case| format!("{id}: {case:#?}")));
        for Uncovered { level, rule, status } in shown.uncovered {
            let pair = format!("{id}: {level:?} {rule} {status:?}");
            match accepted.iter().position(|known| *known == pair) {
                Some(at) => drop(accepted.swap_remove(at)),
                None => wrong.push(format!("{pair} is not shown")),
            }
        }
    }
    wrong.extend(accepted.iter().map(|pair| format!("{pair} is shown; take it out of the list")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn henan_of_2022_is_shown_by_many_cases() {
    let set = policies(str::to_owned);
    assert!(set.get("henan-2022").unwrap().cases().len() > 30);
}

#[test]
fn a_changed_threshold_fails_the_cases_at_its_edge() {
    let set = policies(|text| text.replace("four = 10, three = 18", "four = 11, three = 18"));
    let shown = engine(set.get("henan-2022").unwrap()).run_cases();
    let failed: Vec<_> = shown.failed.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(failed, ["四级：五级不满5年，工作满10年", "四级：未定级，工作满10年"]);
}

/// A document that is named and never cited is left over from somewhere; a number or a day nobody asks about decides nothing.
#[test]
fn every_number_and_day_cites_a_clause_and_is_asked_about() {
    for policy in policies(str::to_owned).iter() {
        let source = policy.source();
        let id = &source.policy.id;
        let whole = serde_json::to_string(&(
            &source.rules,
            &source.judged,
            &source.exceptions,
            &source.materials,
            &source.counting,
        ))
        .unwrap();
        let parameters = source
            .parameters
            .iter()
            .flat_map(|(name, parameter)| parameter.values().iter().map(move |value| (name, &value.citation)));
        let days = source.days.iter().map(|(name, day)| (name, &day.citation));
        for (name, citation) in parameters.chain(days) {
            assert!(source.documents.contains_key(&citation.document), "{id}: {name}");
            assert!(!citation.clause.trim().is_empty(), "{id}: {name} cites no clause");
            let is_asked = source.policy.base || whole.contains(&format!("\"{name}\""));
            assert!(is_asked || lent(name), "{id}: nothing asks about {name}");
        }
    }
}

/// Days that the base of all policies lends to those that need them.
fn lent(name: &str) -> bool {
    ["report_day", "exam_year_end", "exam_year_september", "end_of_year_before"].contains(&name)
}

#[test]
fn every_document_says_how_it_was_seen() {
    for policy in policies(str::to_owned).iter().filter(|policy| identity(policy).province == "410000") {
        let id = &identity(policy).id;
        for (name, document) in &policy.source().documents {
            assert!(!document.seen_in.trim().is_empty(), "{id}: {name} does not say how it was seen");
        }
    }
}

#[test]
fn one_policy_holds_for_each_year_of_henan_and_none_for_the_years_between() {
    let set = policies(str::to_owned);
    let scope = |year, family| Scope { family, province: "410000", city: None, unit: None, year };
    let unit = |year| Scope { unit: Some("河南科技大学"), ..scope(year, Family::Appointment) };
    for year in 2000..=2030 {
        let found = set.select(&scope(year, Family::Eligibility));
        match found {
            Ok(policy) => assert_eq!(identity(policy).id, format!("henan-{year}")),
            Err(error) => assert!(!HENAN.contains(&year), "{error}"),
        }
    }
    let appointment = set.select(&unit(2021)).unwrap();
    assert_eq!(identity(appointment).id, "haust-2021-appointment");
    assert!(set.select(&unit(2022)).is_err());
    assert!(set.select(&scope(2021, Family::Appointment)).is_err(), "one unit's rule is no other's");
}

#[test]
fn no_two_policies_of_one_family_hold_for_the_same_place_and_year() {
    let set = policies(str::to_owned);
    let all: Vec<&PolicyIdentity> = set.iter().map(identity).filter(|identity| !identity.base).collect();
    for (at, one) in all.iter().enumerate() {
        for other in all.iter().skip(at + 1) {
            let same_place = one.family == other.family && one.province == other.province && one.cities == other.cities;
            let same_years = one.from_year <= other.to_year && other.from_year <= one.to_year;
            assert!(!(same_place && same_years), "{} and {}", one.id, other.id);
        }
    }
}
