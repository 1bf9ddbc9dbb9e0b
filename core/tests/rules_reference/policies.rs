//! Policies at random: every construct of the language, valid by construction.

mod conditions;
mod tables;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use self::conditions::condition;
use self::tables::{counting_table, days, parameters};

pub(crate) const LEVELS: [&str; 5] = ["five", "four", "three", "two", "one"];
pub(crate) const HELD: [&str; 6] = ["ungraded", "five", "four", "three", "two", "one"];
pub(crate) const SCHOOLING: [&str; 6] =
    ["primary", "junior_middle", "senior_middle", "technical_school", "junior_college", "doctor"];
pub(crate) const AWARDS: [&str; 3] = ["skill_contest", "model_worker", "paper"];
pub(crate) const GRADES: [&str; 4] = ["county", "city", "province", "nation"];
/// Parameters that are small, and those that may be as large as a working life.
const SMALL: [&str; 4] = ["s0", "s1", "s2", "s3"];
const ANY: [&str; 9] = ["s0", "s1", "s2", "s3", "b0", "b0", "b0", "b1", "b2"];
const DAYS: [&str; 6] = ["fixed", "exam_year", "year_before", "years_before", "report", "before_report"];

pub(crate) fn citation() -> Value {
    json!({ "document": "d", "clause": "-", "confidence": "assumed" })
}

fn text() -> Value {
    json!({ "zh": "-", "en": "-" })
}

/// An object without the fields that are null.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let given = fields.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(given.map(|(name, value)| (name.to_owned(), value)).collect())
}

fn flag(set: bool) -> Value {
    if set { true.into() } else { Value::Null }
}

fn levels() -> impl Strategy<Value = Vec<&'static str>> {
    prop_oneof![2 => Just(LEVELS.to_vec()), 1 => subsequence(LEVELS.to_vec(), 1..=4)]
}

fn rule() -> impl Strategy<Value = Value> {
    (levels(), prop::option::weighted(0.3, condition()), condition(), prop::bool::weighted(0.8)).prop_map(
        |(levels, when, condition, refuses)| {
            object([
                ("levels", levels.into()),
                ("label", text()),
                ("when", when.into()),
                ("condition", condition),
                ("code", "eligibility/condition".into()),
                ("severity", if refuses { Value::Null } else { "review".into() }),
                ("citation", citation()),
            ])
        },
    )
}

/// An effect. The names it speaks of are numbers here; [`policy`] puts names in their place.
fn effect() -> impl Strategy<Value = Value> {
    let numbers = || prop::collection::vec(any::<u8>(), 1..3);
    prop_oneof![
        2 => numbers().prop_map(|names| json!({ "refer": names })),
        1 => numbers().prop_map(|names| json!({ "waive": names })),
        4 => (select(ANY.to_vec()), select(SMALL.to_vec()))
            .prop_map(|(parameter, by)| json!({ "reduce": { "parameter": parameter, "by": by } })),
        2 => (any::<u8>(), condition()).prop_map(|(name, with)| json!({ "replace": { "name": name, "with": with } })),
        3 => select(SMALL.to_vec()).prop_map(|steps| json!({ "skip_levels": steps })),
        1 => prop::collection::vec(any::<u8>(), 0..3).prop_map(|keep| json!({ "grant": { "keep": keep } })),
        1 => Just(json!({ "exempt": text() })),
    ]
}

fn exception() -> impl Strategy<Value = Value> {
    let shut_or_open = prop_oneof![2 => condition(), 3 => Just(json!({ "quantity": "age", "at_least": "zero" }))];
    (levels(), shut_or_open, any::<bool>(), any::<bool>(), prop::collection::vec(effect(), 1..3)).prop_map(
        |(levels, condition, automatic, once, effects)| {
            object([
                ("levels", levels.into()),
                ("label", text()),
                ("condition", condition),
                ("claim", if automatic { "automatic" } else { "ticked" }.into()),
                ("once_a_year", flag(once)),
                ("effects", effects.into()),
                ("citation", citation()),
            ])
        },
    )
}

fn material() -> impl Strategy<Value = Value> {
    let need = || select(vec!["required", "optional", "not_applicable"]);
    let rows = prop::collection::vec((condition(), need()), 0..4);
    (levels(), rows, prop::option::of(need())).prop_map(|(levels, rows, last)| {
        let mut rows: Vec<Value> = rows.into_iter().map(|(when, need)| json!({ "when": when, "need": need })).collect();
        if last.is_some() || rows.is_empty() {
            rows.push(json!({ "need": last.unwrap_or("required") }));
        }
        json!({ "levels": levels, "label": text(), "rows": rows, "citation": citation() })
    })
}

/// What every policy here has.
fn skeleton() -> Value {
    let words = ["w0", "w1", "w2"].map(|name| json!({ "name": name, "label": text() }));
    let fact = |kind: &str, words: &[Value]| {
        let words = if words.is_empty() { Value::Null } else { words.into() };
        object([("label", text()), ("kind", kind.into()), ("words", words), ("citation", citation())])
    };
    let group = |types: Value, of_catalogue: Value| {
        object([("label", text()), ("work_types", types), ("catalogue_groups", of_catalogue), ("citation", citation())])
    };
    let schedule = |age: u8, step: u8, cap: u8| json!({ "age": age, "step": step, "cap": cap, "reform": 2018 });
    json!({
        "policy": { "id": "random", "version": 1, "province": "410000", "from_year": 2022, "to_year": 2022 },
        "documents": { "d": { "title": "-", "seen_in": "-" } },
        "facts": {
            "flag": fact("flag", &[]), "number": fact("number", &[]), "day": fact("day", &[]),
            "word": fact("word", &words), "ordered": fact("ordered_word", &words),
        },
        "groups": {
            "g0": group(json!(["E1", "乙"]), Value::Null),
            "g1": group(Value::Null, json!(["车"])),
            "g2": group(json!(["外行", "E1"]), Value::Null),
        },
        "retirement": {
            "value": { "men": schedule(60, 4, 36), "women55": schedule(55, 4, 36), "women50": schedule(50, 2, 60) },
            "citation": citation(),
        },
        "judged": [],
        "form": {
            "minimum_work_age": { "value": 14, "citation": citation() },
            "grounds_characters": { "value": 100, "citation": citation() },
            "required": { "value": [], "citation": citation() },
        },
        "round": { "year": 2022, "regions": { "value": [], "citation": citation() }, "windows": [] },
    })
}

/// The work types the people here have.
pub(crate) fn catalogue() -> Value {
    json!({ "title": "-", "work_types": [
        { "code": "E1", "name": "甲" },
        { "code": "E2", "name": "乙", "status": "merged", "merged_into": "E1" },
        { "code": "E3", "name": "丙", "status": "cancelled", "neighbours": ["E1", "E4"] },
        { "code": "E4", "name": "丁", "group": "车" },
        { "code": "E5", "name": "戊", "status": "merged", "merged_into": "E2" },
    ] })
}

/// Gives the branches that wish for a name one of their own; none inside `not`.
fn name_branches(node: &mut Value, allowed: bool, count: &mut usize) {
    if node.as_object_mut().unwrap().remove("name").is_some() && allowed {
        node["name"] = format!("branch{count}").into();
        *count += 1;
    }
    for word in ["all", "any", "of"] {
        for child in node.get_mut(word).and_then(Value::as_array_mut).into_iter().flatten() {
            name_branches(child, allowed, count);
        }
    }
    if let Some(child) = node.get_mut("not") {
        name_branches(child, false, count);
    }
}

fn branch_names(node: &Value, names: &mut Vec<Value>) {
    names.extend(node.get("name").cloned());
    for word in ["all", "any", "of"] {
        node[word].as_array().into_iter().flatten().for_each(|child| branch_names(child, names));
    }
}

/// Puts names in the place of the numbers of an effect.
fn resolve(effect: &mut Value, rules: &[Value], levels: &[Value], count: &mut usize) {
    let shares = |rule: &&Value| rule["levels"].as_array().unwrap().iter().any(|level| levels.contains(level));
    let mut targets = Vec::new();
    for rule in rules.iter().filter(shares) {
        targets.push(rule["name"].clone());
        branch_names(&rule["condition"], &mut targets);
    }
    let all: Vec<Value> = rules.iter().map(|rule| rule["name"].clone()).collect();
    let pick =
        |number: &Value, from: &[Value]| from[usize::try_from(number.as_u64().unwrap()).unwrap() % from.len()].clone();
    if targets.is_empty() {
        *effect = json!({ "exempt": text() });
    }
    for word in ["refer", "waive"] {
        for name in effect.get_mut(word).and_then(Value::as_array_mut).into_iter().flatten() {
            *name = pick(name, &targets);
        }
    }
    if let Some(grant) = effect.get_mut("grant") {
        for name in grant["keep"].as_array_mut().unwrap() {
            *name = pick(name, &all);
        }
    }
    if let Some(replace) = effect.get_mut("replace") {
        replace["name"] = pick(&replace["name"], &targets);
        name_branches(&mut replace["with"], true, count);
    }
    effect["citation"] = citation();
}

fn finish(lists: (Vec<Value>, Vec<Value>, Vec<Value>), tables: (Value, Value, Value)) -> Value {
    let (mut rules, mut exceptions, mut materials) = lists;
    let mut count = 0;
    for (at, rule) in rules.iter_mut().enumerate() {
        rule["name"] = format!("rule{at}").into();
        name_branches(&mut rule["condition"], true, &mut count);
        if let Some(when) = rule.get_mut("when") {
            name_branches(when, false, &mut count);
        }
    }
    for (at, exception) in exceptions.iter_mut().enumerate() {
        exception["name"] = format!("exception{at}").into();
        name_branches(&mut exception["condition"], false, &mut count);
        let levels = exception["levels"].as_array().unwrap().clone();
        exception["effects"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .for_each(|effect| resolve(effect, &rules, &levels, &mut count));
    }
    for (at, material) in materials.iter_mut().enumerate() {
        material["name"] = format!("material{at}").into();
        for row in material["rows"].as_array_mut().unwrap() {
            if let Some(when) = row.get_mut("when") {
                name_branches(when, false, &mut count);
            }
        }
    }
    let mut policy = skeleton();
    policy["findings"] = crate::findings();
    (policy["parameters"], policy["days"], policy["counting"]) = tables;
    (policy["rules"], policy["exceptions"], policy["materials"]) = (rules.into(), exceptions.into(), materials.into());
    policy
}

pub(crate) fn policy() -> impl Strategy<Value = Value> {
    let lists = (
        prop::collection::vec(rule(), 1..7),
        prop::collection::vec(exception(), 0..4),
        prop::collection::vec(material(), 0..3),
    );
    (lists, (parameters(), days(), counting_table())).prop_map(|(lists, tables)| finish(lists, tables))
}
