//! What holds of any policy and any person.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestCaseResult;
use serde_json::{Map, Value, json};

use gongkao::Engine;
use gongkao::policy::Policy;
use gongkao::policy::set::PolicySet;

use crate::{decisive, engine, people, policies, report, runs};

fn config(usual: u32) -> ProptestConfig {
    ProptestConfig {
        cases: runs(usual),
        failure_persistence: None,
        max_shrink_iters: 4_000,
        ..ProptestConfig::default()
    }
}

fn asked(engine: &Engine, form: &Value, day: &str) -> Value {
    serde_json::to_value(engine.assess_json(&form.to_string(), None, day).unwrap()).unwrap()
}

/// The same JSON with the keys of every object in the contrary order.
fn backwards(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .rev()
                .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), backwards(value)))
                .collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(backwards).collect::<Vec<_>>().join(",")),
        value => value.to_string(),
    }
}

/// What may be unknown, each with what must stay missing for it to be an answer more and not another one: years begin with the day
/// instead of the year, or with periods instead of the day of work, where both are given.
const ANSWERS: [&str; 16] = [
    "candidate.retirement_category",
    "current.level",
    "current.work_type",
    "declared.work_type",
    "work_start",
    "regularised_on",
    "appointed_on",
    "appointed_level",
    "schooling",
    "unit_category",
    "assessments",
    "awards",
    "penalties",
    "exception.used_years",
    "current.obtained_year",
    "service",
];

fn without(form: &Value, path: &str) -> Value {
    let mut form = form.clone();
    let pointer = format!("/{}", path.replace('.', "/"));
    *form.pointer_mut(&pointer).unwrap() = Value::Null;
    form
}

/// Whether taking an answer away leaves one less, and nothing that is then answered otherwise.
fn is_only_less(form: &Value, policy: &Value, path: &str) -> bool {
    let current = &form["current"];
    match path {
        // A year or day of a level says that there is one.
        "current.level" => {
            current["level"] != "ungraded" || current["obtained_year"].is_null() && current["obtained_on"].is_null()
        }
        "current.obtained_year" => current["obtained_on"].is_null(),
        "service" => {
            let conditions = policy.to_string();
            let is_used = |name: &str| conditions.contains(&format!("\"counted\":\"{name}\""));
            let named = policy["counting"]["named"].as_object().into_iter().flatten();
            let used = named.filter(|(name, _)| is_used(name)).map(|(_, counting)| counting);
            let mut ways = used.chain([&policy["counting"]["work_years"]]);
            form["work_start"].is_null() || ways.all(|counting| counting["service"].is_null())
        }
        _ => true,
    }
}

fn more_answers(policy: &Value, form: &Value, day: &str, taken: &[Index]) -> TestCaseResult {
    let engine = engine(policy);
    let mut less = form.clone();
    for index in taken {
        let path = *index.get(&ANSWERS);
        if is_only_less(&less, policy, path) {
            less = without(&less, path);
        }
    }
    let (before, after) = (asked(&engine, &less, day), asked(&engine, form, day));
    for (before, after) in before["rules"].as_array().unwrap().iter().zip(after["rules"].as_array().unwrap()) {
        // An exception that may be open refers; known to be shut it does not, and known to be open it may lift.
        let decided = |rule: &Value| match rule["status"].as_str().unwrap() {
            "unknown" | "referred" => None,
            "unmet" => Some(false),
            _ => Some(true),
        };
        let kept = decided(before).is_none() || decided(before) == decided(after);
        prop_assert!(
            kept,
            "{} {} {}\nfrom {}\nunder {}",
            before["rule"],
            before["status"],
            after["status"],
            less,
            decisive(policy.clone())
        );
    }
    let eligible = |report: &Value| report["eligible"].clone();
    prop_assert!(eligible(&before) == "unknown" || eligible(&before) == eligible(&after));
    Ok(())
}

/// How much a status says for a person.
fn good(status: &Value) -> u8 {
    match status.as_str().unwrap() {
        "unmet" => 0,
        "unknown" | "referred" => 1,
        _ => 2,
    }
}

/// The naive merge, by the four numbered rules of the README; nothing where it is refused.
fn merged(base: &Value, patch: &Value) -> Option<Value> {
    let names = |list: &str| -> Vec<String> {
        patch["policy"][list].as_array().into_iter().flatten().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let (replaces, removes) = (names("replaces"), names("removes"));
    let lists = ["rules", "judged", "exceptions", "materials"];
    let exists = |name: &str| {
        let (table, item) = name.split_once('.').unwrap();
        if lists.contains(&table) {
            let item = item.split('.').next().unwrap();
            base[table].as_array().unwrap().iter().any(|one| one["name"] == item)
        } else {
            base[table].get(item).is_some()
        }
    };
    // 4, the first half
    if !replaces.iter().chain(&removes).all(|name| exists(name)) {
        return None;
    }
    let mut out = base.clone();
    let keep = |item: &mut Value, kept: &dyn Fn(&str) -> bool| {
        item["levels"].as_array_mut().unwrap().retain(|level| kept(level.as_str().unwrap()));
    };
    // 1
    for name in &removes {
        let mut parts = name.split('.');
        let (table, item, level) = (parts.next().unwrap(), parts.next().unwrap(), parts.next());
        if lists.contains(&table) {
            let items = out[table].as_array_mut().unwrap();
            for one in items.iter_mut().filter(|one| one["name"] == item) {
                keep(one, &|kept| level.is_some_and(|level| level != kept));
            }
            items.retain(|one| !one["levels"].as_array().unwrap().is_empty());
        } else {
            out[table].as_object_mut().unwrap().remove(item);
        }
    }
    // 2 and 3
    let mut replaced = Vec::new();
    for (table, given) in patch.as_object().unwrap().iter().filter(|(table, _)| *table != "policy") {
        if !lists.contains(&table.as_str()) {
            for (key, value) in given.as_object().unwrap() {
                if out[table].get(key).is_some() {
                    replaced.push(format!("{table}.{key}"));
                }
                out[table][key] = value.clone();
            }
            continue;
        }
        let items = out[table].as_array_mut().unwrap();
        let mut more = Vec::new();
        for item in given.as_array().unwrap() {
            let levels: Vec<&Value> = item["levels"].as_array().unwrap().iter().collect();
            let same = |one: &Value| {
                one["name"] == item["name"]
                    && one["levels"].as_array().unwrap().iter().any(|level| levels.contains(&level))
            };
            let Some(at) = items.iter().position(same) else {
                more.push(item.clone());
                continue;
            };
            replaced.push(format!("{table}.{}", item["name"].as_str().unwrap()));
            for one in items.iter_mut().filter(|one| same(one)) {
                keep(one, &|kept| !levels.contains(&&Value::from(kept)));
            }
            items.insert(at, item.clone());
            items.retain(|one| !one["levels"].as_array().unwrap().is_empty());
        }
        items.append(&mut more);
    }
    // 3 and 4, the second half
    let all_named = replaced.iter().all(|name| replaces.contains(name));
    (all_named && replaces.iter().all(|name| replaced.contains(name))).then_some(out)
}

/// Some tables of one policy as a patch on another, with a list of what they replace that may be wrong.
fn patch(other: &Value, base: &Value, parts: &[(Index, Index)], removes: Vec<String>, slip: Option<bool>) -> Value {
    let tables = ["parameters", "days", "counting", "rules", "materials", "exceptions"];
    let mut patch = json!({});
    let mut replaces: Vec<String> = Vec::new();
    let gone = |name: &str| removes.iter().any(|removed| removed == name);
    for (table, item) in parts {
        let table = *table.get(&tables);
        let name = if let Some(list) = other[table].as_array() {
            if list.is_empty() {
                continue;
            }
            let item = item.get(list);
            let given =
                patch.as_object_mut().unwrap().entry(table).or_insert_with(|| json!([])).as_array_mut().unwrap();
            if given.iter().any(|one| one["name"] == item["name"]) {
                continue;
            }
            given.push(item.clone());
            let levels = |item: &Value| item["levels"].as_array().unwrap().clone();
            let clashes =
                base[table].as_array().unwrap().iter().any(|one| {
                    one["name"] == item["name"] && levels(one).iter().any(|level| levels(item).contains(level))
                });
            clashes.then(|| format!("{table}.{}", item["name"].as_str().unwrap()))
        } else {
            // Ways to count by name are a table inside a table; `tests/policy.rs` replaces one.
            let keys: Vec<&String> = other[table].as_object().unwrap().keys().filter(|key| *key != "named").collect();
            let key = *item.get(&keys);
            patch[table][key] = other[table][key].clone();
            Some(format!("{table}.{key}"))
        };
        replaces.extend(name.filter(|name| !gone(name)));
    }
    replaces.sort();
    replaces.dedup();
    match slip {
        None => {}
        Some(true) => drop(replaces.pop()),
        Some(false) => replaces.push("parameters.zero".to_owned()),
    }
    patch["policy"] = json!({
        "id": "patch", "version": 1, "province": "410000", "from_year": 2022, "to_year": 2022, "extends": "random",
        "replaces": replaces, "removes": removes,
    });
    patch
}

/// One line for each table, its inside on the line.
fn as_toml(policy: &Value) -> String {
    fn inline(value: &Value) -> String {
        match value {
            Value::Object(fields) => {
                let fields =
                    fields.iter().map(|(key, value)| format!("{} = {}", Value::from(key.as_str()), inline(value)));
                format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
            }
            Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
            value => value.to_string(),
        }
    }
    policy.as_object().unwrap().iter().map(|(table, value)| format!("{table} = {}\n", inline(value))).collect()
}

fn read(files: &[(&str, &str)], base: &str) -> Result<Value, gongkao::Error> {
    let set = PolicySet::from_toml(&[files.to_vec(), vec![("base.toml", base)]])?;
    Ok(serde_json::from_str(&set.get("patch").unwrap().to_json().unwrap()).unwrap())
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn a_patch_does_what_the_four_rules_say(
        base in policies::policy(),
        other in policies::policy(),
        parts in prop::collection::vec(any::<(Index, Index)>(), 1..8),
        removed in prop::collection::vec((any::<bool>(), any::<Index>(), prop::option::of(any::<Index>())), 0..2),
        slip in prop::option::weighted(0.2, any::<bool>()),
    ) {
        let removes = removed.into_iter().filter_map(|(is_rule, index, level)| {
            let table = if is_rule { "rules" } else { "materials" };
            let items = base[table].as_array().unwrap();
            let name = (!items.is_empty()).then(|| index.get(items)["name"].as_str().unwrap())?;
            let level = level.map_or_else(String::new, |level| format!(".{}", level.get(&policies::LEVELS)));
            Some(format!("{table}.{name}{level}"))
        });
        let patch = patch(&other, &base, &parts, removes.collect(), slip);
        let (base_text, patch_text) = (as_toml(&base), as_toml(&patch));
        let read = read(&[("patch.toml", &patch_text)], &base_text);
        match merged(&base, &patch) {
            None => prop_assert!(read.is_err(), "{patch_text}"),
            // What is merged may be no policy any more: both readers must see it.
            Some(mut merged) => match (Policy::from_json(&merged.to_string()), read) {
                (Ok(policy), Ok(mut read)) => {
                    merged = serde_json::from_str(&policy.to_json().unwrap()).unwrap();
                    for whole in [&mut merged, &mut read] {
                        whole.as_object_mut().unwrap().remove("policy");
                    }
                    prop_assert_eq!(read, merged);
                }
                (Err(_), Err(_)) => {}
                (Ok(_), Err(error)) => prop_assert!(false, "{} {}", error, patch_text),
                (Err(error), Ok(_)) => prop_assert!(false, "{} {}", error, patch_text),
            },
        }
    }

    #[test]
    fn no_order_of_keys_or_rows_matters(policy in policies::policy(), form in people::form(), day in people::report_day()) {
        let mut turned = form.clone();
        for rows in ["assessments", "awards", "service", "penalties"] {
            if let Some(rows) = turned[rows].as_array_mut() {
                rows.reverse();
            }
        }
        let catalogue = gongkao::catalogue::Catalogue::from_json(&policies::catalogue().to_string()).unwrap();
        let again = Engine::new(catalogue, Policy::from_json(&backwards(&policy)).unwrap()).unwrap();
        let report = asked(&engine(&policy), &form, day);
        let of_turned = serde_json::to_value(again.assess_json(&backwards(&turned), None, day).unwrap()).unwrap();
        // Digests bind to the bytes of the form.
        let bare = |mut report: Value| {
            for finding in report["findings"].as_array_mut().unwrap() {
                finding.as_object_mut().map(|finding: &mut Map<String, Value>| finding.remove("digest"));
            }
            let findings = report["findings"].as_array_mut().unwrap();
            // What names a row names another one then.
            for finding in findings.iter_mut() {
                let path = finding["path"].as_str().unwrap().split('[').next().unwrap().to_owned();
                finding["path"] = path.into();
            }
            findings.sort_by_key(Value::to_string);
            report
        };
        prop_assert_eq!(bare(report), bare(of_turned));
    }

    #[test]
    fn an_answer_more_never_turns_what_was_decided(
        policy in policies::policy(),
        form in people::form(),
        day in people::report_day(),
        taken in prop::collection::vec(any::<Index>(), 1..6),
    ) {
        more_answers(&policy, &form, day, &taken)?;
    }

    #[test]
    fn an_exception_never_takes_a_right_away(policy in policies::policy(), form in people::form(), day in people::report_day()) {
        let mut without = policy.clone();
        without["exceptions"] = json!([]);
        let (with, without) = (asked(&engine(&policy), &form, day), asked(&engine(&without), &form, day));
        for (with, without) in with["rules"].as_array().unwrap().iter().zip(without["rules"].as_array().unwrap()) {
            prop_assert!(good(&with["status"]) >= good(&without["status"]), "{} {}", with["status"], without["status"]);
        }
    }
}

#[test]
fn the_reference_reads_every_case_of_the_language() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.file_name().unwrap().to_string_lossy().starts_with("language-") {
            continue;
        }
        let case: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let empty = json!({ "title": "-", "work_types": [] });
        let person = crate::person::Person {
            form: &case["form"],
            policy: &case["policy"],
            catalogue: case.get("catalogue").unwrap_or(&empty),
            level: case["form"]["declared"]["level"].as_str().unwrap(),
            day: crate::calendar::day(case["day"].as_str().unwrap()).unwrap(),
        };
        let said = report::report(&person);
        for key in ["eligible", "rules", "materials", "needed", "used", "irrelevant"] {
            let expected = &case["expect"][key];
            assert!(expected.is_null() || *expected == said[key], "{}: {key} {}", path.display(), said[key]);
        }
        read += 1;
    }
    assert!(read > 60, "{read}");
}
