//! The report, as far as it decides: rules, routes, eligibility, materials, and which answers matter.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::conditions::{Tree, Truth, tree};
use crate::exceptions::{Doors, Open};
use crate::person::Person;

struct Judged<'a> {
    rule: &'a Value,
    status: &'static str,
    when: Option<Tree>,
    condition: Tree,
}

fn judged<'a>(person: &Person<'a>, rule: &'a Value, doors: &Doors<'a>) -> Judged<'a> {
    let name = rule["name"].as_str().unwrap();
    let when = rule.get("when").map(|when| tree(person, when, None, None));
    let condition = |open: &Open<'_>| tree(person, &rule["condition"], Some(open), Some(name));
    let shut = condition(&Open::default()).truth;
    let (sure, possible) =
        (condition(&doors.open(person, Truth::Met)), condition(&doors.open(person, Truth::Unknown)).truth);
    let by_person = condition(&doors.open(person, Truth::Unknown).decided_by_a_person()).truth;
    let both_ways = if sure.truth == possible { sure.truth } else { Truth::Unknown };
    let status = match (when.as_ref().map_or(Truth::Met, |when| when.truth), both_ways) {
        (Truth::Unmet, _) => "not_applicable",
        (_, Truth::Met) => {
            if shut == Truth::Met {
                "met"
            } else {
                "lifted"
            }
        }
        (Truth::Met, Truth::Unmet) => {
            if by_person == Truth::Unmet {
                "unmet"
            } else {
                "referred"
            }
        }
        _ => "unknown",
    };
    Judged { rule, status, when, condition: sure }
}

/// What is to come out.
pub(crate) fn report(person: &Person<'_>) -> Value {
    let doors = Doors::new(person);
    let rules: Vec<Judged<'_>> =
        crate::of_level(&person.policy["rules"], person.level).map(|rule| judged(person, rule, &doors)).collect();
    let says = |judged: &Judged<'_>| match judged.status {
        "not_applicable" | "met" | "lifted" => Truth::Met,
        "unmet" if judged.rule.get("severity").is_none_or(|severity| severity == "refuse") => Truth::Unmet,
        _ => Truth::Unknown,
    };
    let mut needed = doors.needed.clone();
    let (mut used, mut asked) = (BTreeSet::new(), BTreeSet::new());
    for judged in &rules {
        let both = || judged.when.iter().chain([&judged.condition]);
        asked.extend(both().flat_map(Tree::fields).map(|(field, _)| field));
        if judged.status == "unknown" {
            needed.extend(both().flat_map(Tree::waits_for));
        }
        let applies =
            judged.when.iter().chain([&judged.condition].into_iter().filter(|_| judged.status != "not_applicable"));
        let known = applies.flat_map(Tree::fields).filter(|(field, known)| *known && person.gives(field));
        used.extend(known.map(|(field, _)| field));
    }
    let used: BTreeSet<String> = used.difference(&needed).cloned().collect();
    let irrelevant: Vec<&String> =
        asked.iter().filter(|field| !needed.contains(*field) && !used.contains(*field)).collect();
    let routes = |judged: &Judged<'_>| {
        if ["met", "lifted"].contains(&judged.status) { judged.condition.routes() } else { Vec::new() }
    };
    json!({
        "eligible": rules.iter().map(says).min().unwrap_or(Truth::Unknown).name(),
        "rules": rules.iter().map(|judged| json!({ "rule": judged.rule["name"], "status": judged.status })).collect::<Vec<_>>(),
        "routes": rules.iter().map(routes).collect::<Vec<_>>(),
        "materials": crate::materials::materials(person),
        "needed": needed, "used": used, "irrelevant": irrelevant,
    })
}

/// The same parts of what the engine says.
pub(crate) fn of_engine(report: &Value) -> Value {
    let each =
        |list: &str, of: fn(&Value) -> Value| report[list].as_array().unwrap().iter().map(of).collect::<Vec<_>>();
    json!({
        "eligible": report["eligible"],
        "rules": each("rules", |rule| json!({ "rule": rule["rule"], "status": rule["status"] })),
        "routes": each("rules", |rule| rule.get("routes").cloned().unwrap_or_else(|| json!([]))),
        "materials": each("materials", |material| json!({ "name": material["name"], "need": material["need"] })),
        "needed": report["needed"], "used": report["used"], "irrelevant": report["irrelevant"],
    })
}
