//! Policies at random: every construct of the language, valid by construction.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

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

fn filter() -> impl Strategy<Value = Value> {
    let parameter = || prop::option::weighted(0.2, select(SMALL.to_vec()));
    (
        subsequence(AWARDS.to_vec(), 0..=3),
        prop::option::weighted(0.3, select(GRADES.to_vec())),
        any::<[bool; 2]>(),
        prop::array::uniform2(prop::bool::weighted(0.15)),
        [parameter(), parameter(), parameter(), parameter(), parameter(), parameter()],
    )
        .prop_map(|(kinds, grade, [since, ranked], [main, kept], [rank, years, prize, place, class, team])| {
            object([
                ("kinds", kinds.into()),
                ("grade", grade.into()),
                ("since_certificate", flag(since)),
                ("ranked", flag(ranked)),
                ("rank_within", rank.into()),
                ("within_years", years.into()),
                ("prize_within", prize.into()),
                ("place_within", place.into()),
                ("contest_class_within", class.into()),
                ("team", team.into()),
                ("main_contributor", flag(main)),
                ("honour_kept", flag(kept)),
            ])
        })
}

/// A leaf of any quantity with any comparison it takes.
fn leaf() -> impl Strategy<Value = Value> {
    let one = |quantity: &str, operator: &str, value: Value| json!({ "quantity": quantity, operator: value });
    let order = || select(vec!["at_least", "at_most", "less_than", "more_than"]);
    let parameter = || select(ANY.to_vec());
    let years =
        select(vec!["work_years", "level_years", "type_years", "type_years", "post_years", "retirement_years", "age"]);
    let day = select(vec!["work_start", "obtained_on", "regularised_on", "retirement_day"]);
    let day_order = || select(vec!["on_or_before", "after"]);
    let ordered = prop_oneof![
        4 => (Just("held_level"), select(HELD.to_vec())),
        1 => (Just("appointed_level"), select(HELD.to_vec())),
        1 => (Just("declared_level"), select(LEVELS.to_vec())),
        2 => (Just("schooling"), select(SCHOOLING.to_vec())),
        1 => (Just("penalty"), select(crate::tally::PENALTIES.to_vec())),
    ];
    let word = prop_oneof![
        subsequence(vec!["female", "male"], 1..=2).prop_map(|words| ("sex", words)),
        subsequence(vec!["same", "merged", "neighbour", "changed"], 1..=3)
            .prop_map(|words| ("work_type_relation", words)),
        subsequence(vec!["g0", "g1", "g2"], 1..=2).prop_map(|words| ("work_type_group", words)),
        subsequence(vec!["administrative", "public_institution"], 1..=2).prop_map(|words| ("unit_category", words)),
        subsequence(HELD.to_vec(), 1..=3).prop_map(|words| ("held_level", words)),
        subsequence(SCHOOLING.to_vec(), 1..=3).prop_map(|words| ("schooling", words)),
    ];
    let assessments =
        select(vec!["qualified_assessments", "excellent_assessments", "failed_assessments", "lacking_assessments"]);
    let fact = |fact: &str, operator: &str, value: Value| json!({ "fact": fact, operator: value });
    let facts = prop_oneof![
        any::<bool>().prop_map(move |value| fact("flag", "equals", value.into())),
        (order(), parameter()).prop_map(move |(op, name)| fact("number", op, name.into())),
        (day_order(), select(DAYS.to_vec())).prop_map(move |(op, name)| fact("day", op, name.into())),
        select(vec!["w0", "w1", "w2"]).prop_map(move |word| fact("word", "equals", word.into())),
        subsequence(vec!["w0", "w1", "w2"], 1..=2).prop_map(move |words| fact("ordered", "in", words.into())),
        (order(), select(vec!["w0", "w1", "w2"])).prop_map(move |(op, word)| fact("ordered", op, word.into())),
    ];
    prop_oneof![
        6 => (years, order(), parameter(), prop::option::of(any::<bool>())).prop_map(|(quantity, op, name, counted)| {
            // Years in a type are counted from service only.
            let counted = counted.map(|served| if served || quantity == "type_years" { "served" } else { "other" });
            object([("quantity", quantity.into()), (op, name.into()), ("counted", counted.into())])
        }),
        3 => (day, day_order(), select(DAYS.to_vec())).prop_map(move |(quantity, op, name)| one(quantity, op, name.into())),
        4 => (ordered, order()).prop_map(move |((quantity, word), op)| one(quantity, op, word.into())),
        3 => word.prop_map(move |(quantity, words)| match words.as_slice() {
            [word] => one(quantity, "equals", (*word).into()),
            _ => one(quantity, "in", words.into()),
        }),
        1 => (select(vec!["exception_claimed", "work_type_mismatch"]), any::<bool>())
            .prop_map(move |(quantity, value)| one(quantity, "equals", value.into())),
        3 => (assessments, order(), select(SMALL.to_vec()), select(SMALL.to_vec()), any::<bool>()).prop_map(
            |(quantity, op, name, window, since)| object([
                ("quantity", quantity.into()), (op, name.into()), ("last_years", window.into()), ("since_work_start", flag(since)),
            ])
        ),
        3 => (order(), select(SMALL.to_vec()), filter())
            .prop_map(|(op, name, filter)| json!({ "quantity": "awards", op: name, "awards": filter })),
        3 => facts,
    ]
}

/// A tree. A `name` is here only wished for; [`policy`] gives it.
fn condition() -> impl Strategy<Value = Value> {
    let leaf = named(leaf());
    leaf.prop_recursive(3, 12, 3, |inner| {
        let children = || prop::collection::vec(inner.clone(), 1..4);
        named(prop_oneof![
            2 => children().prop_map(|all| json!({ "all": all })),
            2 => children().prop_map(|any| json!({ "any": any })),
            1 => inner.clone().prop_map(|not| json!({ "not": not })),
            1 => (children(), select(vec!["s0", "s1"])).prop_map(|(of, needed)| json!({ "of": of, "at_least": needed })),
        ])
    })
}

fn named(condition: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    let with_name = |(mut condition, has_name): (Value, bool)| {
        if has_name {
            condition["name"] = true.into();
        }
        condition
    };
    (condition, prop::bool::weighted(0.3)).prop_map(with_name).boxed()
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

fn service() -> impl Strategy<Value = Value> {
    (subsequence(vec!["work", "military", "school"], 1..=3), select(vec!["sum", "same_type", "reset"]))
        .prop_map(|(kinds, on_change)| json!({ "kinds": kinds, "on_change": on_change }))
}

fn counting(service: impl Strategy<Value = Option<Value>>) -> impl Strategy<Value = Value> {
    (
        select(DAYS.to_vec()),
        select(vec!["year", "month", "day", "day"]),
        select(vec!["plain", "both_ends", "one_year_lag"]),
        select(vec!["first_day", "last_day", "day_of_issue"]),
        (service, prop_oneof![4 => Just(false), 1 => Just(true)]),
    )
        .prop_map(|(until, granularity, offset, year_only, (service, until_retirement))| {
            object([
                ("until_retirement", flag(until_retirement)),
                ("until", until.into()),
                ("granularity", granularity.into()),
                ("offset", offset.into()),
                ("year_only", year_only.into()),
                ("service", service.into()),
                ("citation", citation()),
            ])
        })
}

fn counting_table() -> impl Strategy<Value = Value> {
    (
        counting(prop::option::of(service())),
        counting(service().prop_map(Some)),
        prop::array::uniform4(counting(Just(None))),
        (select(vec!["exam_year", "year_before"]), prop::option::of(select(vec!["exam_year", "year_before"]))),
        select(vec!["counts", "does_not_count"]),
        (counting(prop::option::of(service())), counting(service().prop_map(Some))),
    )
        .prop_map(|(work, of_type, [level, post, retirement, age], (last, of_awards), certificate_year, (other, served))| {
            json!({
                "named": { "other": other, "served": served },
                "work_years": work, "type_years": of_type, "level_years": level, "post_years": post,
                "retirement_years": retirement, "age": age,
                "assessments": { "last": last, "citation": citation() },
                "awards": object([
                    ("certificate_year", certificate_year.into()), ("last", of_awards.into()), ("citation", citation()),
                ]),
            })
        })
}

fn parameters() -> impl Strategy<Value = Value> {
    let small = || 0..5_i64;
    let big = || prop_oneof![1..12_i64, 0..45_i64];
    (prop::array::uniform5(small()), prop::array::uniform5(small()), prop::array::uniform5(big())).prop_map(
        |(s, by_level, b)| {
            let by_level: Map<String, Value> =
                LEVELS.iter().zip(by_level).map(|(level, value)| ((*level).to_owned(), value.into())).collect();
            let one = |value: i64| json!({ "value": value, "citation": citation() });
            let dated = |from: Option<i64>, value: i64| {
                object([("from", from.into()), ("value", value.into()), ("citation", citation())])
            };
            json!({
                "zero": one(0), "s0": one(s[0]), "s1": { "values": by_level, "citation": citation() },
                "s2": { "dated": [dated(None, s[1]), dated(Some(2022), s[2]), dated(Some(2023), s[3])] },
                "s3": { "value": s[4], "values": { "three": s[0] }, "citation": citation() },
                "b0": one(b[0]), "b1": one(b[1]), "b2": { "dated": [dated(Some(2021), b[2]), dated(Some(2030), b[3])] },
            })
        },
    )
}

fn days() -> impl Strategy<Value = Value> {
    let at = || select(vec![(1, 1), (2, 28), (3, 1), (3, 10), (3, 31), (9, 30), (12, 31)]);
    (select(vec!["2022-03-07", "2020-02-29", "2012-12-31"]), at(), at(), at(), 0..4_u8, 0..4_u8).prop_map(
        |(fixed, exam, before, ago, years, before_report)| {
            let at = |(month, day): (i64, i64)| json!({ "month": month, "day": day });
            let day = |rule: Value| json!({ "day": rule, "citation": citation() });
            json!({
                "fixed": day(json!({ "fixed": fixed })),
                "exam_year": day(json!({ "exam_year": at(exam) })),
                "year_before": day(json!({ "year_before": at(before) })),
                "years_before": day(json!({ "years_before": { "years": years, "month": ago.0, "day": ago.1 } })),
                "report": day(json!({ "report_day": {} })),
                "before_report": day(json!({ "before_report": { "years": before_report } })),
            })
        },
    )
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
