//! What a version changes and for whom, against trying everybody, whatever they leave out and claim.

use gongkao::Engine;
use gongkao::eligibility::trace::Outcome;
use gongkao::model::application::ApplicationForm;
use gongkao::prove::{Change, Changes, Extent, Reason, difference};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::world::{HELD, LEVELS, SCHOOLING, WORK, condition, day, leaf, parameters, policy, rule};
use crate::{changed, engine};

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_difference_names_exactly_the_people_for_whom_it_changes_whatever_they_leave_out(
        one in (prop::option::weighted(0.3, leaf()), condition()),
        other in prop::option::of(condition()),
        parameters in [parameters(), parameters()],
        doors in [prop::option::of(door()), prop::option::of(door())],
        since in 2021..2023_i32,
    ) {
        let (when, condition) = one;
        let with = |condition: &Value, parameters: [i32; 3], door: &Option<Value>| {
            let mut policy = policy(vec![rule("r0", when.as_ref(), condition)], parameters);
            policy["exceptions"] = door.iter().cloned().collect();
            policy
        };
        let mut before = with(&condition, parameters[0], &doors[0]);
        // A number of the old policy that is another from some year on, which may be that of the new policy's round.
        let mut earlier = before["parameters"]["p1"].clone();
        earlier["value"] = 1.into();
        let mut later = before["parameters"]["p1"].clone();
        later["from"] = since.into();
        before["parameters"]["p1"] = json!({ "dated": [earlier, later] });
        let old = engine(&before);
        let new = engine(&with(other.as_ref().unwrap_or(&condition), parameters[1], &doors[1]));
        let changes = difference(&old, &new);
        prop_assert!(changes.unfinished.is_empty());
        // The policy of another year is compared as it is in the new one's.
        before["round"]["year"] = 2021.into();
        before["policy"]["from_year"] = 2021.into();
        prop_assert_eq!(&difference(&engine(&before), &new), &changes);
        for (person, claimed) in everybody_answering_some().into_iter().flat_map(|person| [(person, false), (person, true)]) {
            let form = some_form(&person, claimed);
            let outcomes = (old.eligible(&form, day()), new.eligible(&form, day()));
            let named = |claimed: bool| -> Vec<(Outcome, Outcome)> {
                let is_in = |change: &&Change| change.regions.iter().any(|region| region.extents.iter().all(|extent| lies_in(&person, extent)));
                changes.changes.iter().filter(|change| change.claimed == claimed).filter(is_in).map(|change| (change.from, change.to)).collect()
            };
            let expected = if outcomes.0 == outcomes.1 { Vec::new() } else { vec![outcomes] };
            // What a claim changes no otherwise is not said again.
            let said_before = claimed && named(true).is_empty() && named(false) == expected;
            prop_assert!(said_before || named(claimed) == expected, "{:?} {} {:?} {}", person, claimed, outcomes, serde_json::to_string(&changes).unwrap());
        }
        for change in &changes.changes {
            for region in &change.regions {
                let example = region.example.as_ref().unwrap();
                prop_assert_eq!((old.eligible(example, day()), new.eligible(example, day())), (change.from, change.to));
            }
        }
    }
}

#[test]
fn a_fact_that_only_the_old_policy_asks_is_still_told_apart() {
    let citation = json!({ "document": "default", "clause": "-", "confidence": "assumed" });
    let mut old = policy(vec![rule("r0", None, &json!({ "fact": "hours", "at_least": "p2" }))], [1, 2, 3]);
    old["facts"]["hours"] = json!({ "kind": "number", "label": { "zh": "-", "en": "-" }, "citation": citation });
    let mut new = policy(vec![rule("r0", None, &json!({ "quantity": "work_years", "less_than": "zero" }))], [1, 2, 3]);
    new["parameters"]["zero"] = json!({ "value": 0, "citation": citation });
    let changes = difference(&engine(&old), &engine(&new));
    assert!(changes.changes.iter().any(|one| (one.from, one.to) == (Outcome::Met, Outcome::Unmet)), "{changes:?}");
}

#[test]
fn an_exception_for_once_a_year_by_one_side_alone_is_said_not_to_be_compared() {
    let with = |once: bool| {
        let citation = json!({ "document": "default", "clause": "-", "confidence": "assumed" });
        let mut policy =
            policy(vec![rule("r0", None, &json!({ "quantity": "held_level", "at_least": "one" }))], [0, 2, 3]);
        policy["exceptions"] = json!([{ "name": "door", "levels": ["four"], "label": { "zh": "-", "en": "-" },
            "condition": { "quantity": "work_years", "at_least": "p0" }, "claim": "ticked", "once_a_year": once,
            "effects": [{ "waive": ["r0"], "citation": citation }], "citation": citation }]);
        engine(&policy)
    };
    assert!(difference(&with(true), &with(true)).unfinished.is_empty());
    let changes = difference(&with(false), &with(true));
    let said = changes.unfinished.iter().any(|one| one.reason == Reason::CountedDifferently && one.names == ["door"]);
    assert!(said, "{changes:?}");
}

/// An exception of every effect a difference may turn on.
fn door() -> impl Strategy<Value = Value> {
    (leaf(), leaf(), any::<bool>(), 0..6_usize).prop_map(|(opens, instead, is_automatic, at)| {
        let citation = json!({ "document": "default", "clause": "-", "confidence": "assumed" });
        let effect = [
            json!({ "waive": ["r0"], "citation": citation }),
            json!({ "refer": ["r0"], "citation": citation }),
            json!({ "replace": { "name": "r0", "with": instead }, "citation": citation }),
            json!({ "grant": { "keep": [] }, "citation": citation }),
            json!({ "reduce": { "parameter": "p2", "by": "p0" }, "citation": citation }),
            json!({ "skip_levels": "p1", "citation": citation }),
        ];
        json!({
            "name": "door", "levels": ["four"], "label": { "zh": "-", "en": "-" }, "condition": opens,
            "claim": if is_automatic { "automatic" } else { "ticked" }, "effects": [effect[at]], "citation": citation,
        })
    })
}

/// Somebody of the small world who may have left out any answer. Nobody ungraded has years at a level.
#[derive(Clone, Copy, Debug)]
struct Answering {
    work: Option<i32>,
    held: Option<usize>,
    years: Option<i32>,
    schooling: Option<usize>,
}

fn everybody_answering_some() -> Vec<Answering> {
    fn or_none<T>(all: impl Iterator<Item = T>) -> impl Iterator<Item = Option<T>> {
        all.map(Some).chain(std::iter::once(None))
    }
    let mut all = Vec::new();
    for work in or_none(0..=WORK) {
        for held in or_none(0..LEVELS.len()) {
            for years in or_none(0..=HELD).filter(|years| held != Some(0) || years.is_none()) {
                for schooling in or_none(0..SCHOOLING.len()) {
                    all.push(Answering { work, held, years, schooling });
                }
            }
        }
    }
    all
}

fn some_form(person: &Answering, claimed: bool) -> ApplicationForm {
    let form = json!({
        "candidate": { "name": "示例", "identity_number": "410105198006150019" },
        "work_start": person.work.map(|work| format!("{}-07-01", 2022 - work)),
        "schooling": person.schooling.map(|at| SCHOOLING[at]),
        "current": { "level": person.held.map(|at| LEVELS[at]), "obtained_year": person.years.map(|years| 2022 - years) },
        "declared": { "level": "four" }, "exception": { "claimed": claimed },
    });
    ApplicationForm::from_json(&form.to_string()).unwrap()
}

fn lies_in(person: &Answering, extent: &Extent) -> bool {
    let value = match serde_json::to_value(extent.quantity).unwrap().as_str().unwrap() {
        "work_years" => person.work.map(|work| json!(work)),
        "level_years" if person.held == Some(0) => return extent.absent,
        "level_years" => person.years.map(|years| json!(years)),
        "held_level" => person.held.map(|at| json!(LEVELS[at])),
        "schooling" => person.schooling.map(|at| json!(SCHOOLING[at])),
        other => panic!("{other}"),
    };
    let Some(value) = value else { return extent.unanswered };
    extent.values.iter().any(|observed| match serde_json::to_value(observed).unwrap() {
        Value::Array(words) => words.contains(&value),
        Value::Object(bounds) => {
            bounds["least"].as_i64() <= value.as_i64()
                && bounds.get("most").is_none_or(|most| value.as_i64() <= most.as_i64())
        }
        exact => exact == value,
    })
}

#[test]
fn a_policy_is_no_different_from_itself() {
    let changes = difference(&Engine::henan().unwrap(), &Engine::henan().unwrap());
    assert_eq!((changes.changes.len(), changes.unfinished.len()), (0, 0));
}

#[test]
fn one_year_less_changes_those_with_exactly_that_many() {
    let new = changed("/parameters/seniority_years/dated/1/values/four", 9.into());
    let changes: Changes = difference(&Engine::henan().unwrap(), &new);
    assert!(!changes.changes.is_empty() && changes.unfinished.is_empty());
    for change in &changes.changes {
        assert_eq!((change.level.name(), change.rules.contains(&"tenure_or_seniority".to_owned())), ("four", true));
        for region in &change.regions {
            let work = region.extents.iter().find(|extent| extent.quantity.name() == "work_years").unwrap();
            assert_eq!(serde_json::to_value(&work.values).unwrap(), json!([9]));
        }
    }
    let won = changes.changes.iter().find(|change| (change.from, change.to) == (Outcome::Unmet, Outcome::Met)).unwrap();
    assert!(won.regions.iter().all(|region| region.example.is_some()));
}

#[test]
fn years_counted_otherwise_are_not_compared_and_that_is_said() {
    let changes = difference(&Engine::henan().unwrap(), &changed("/counting/level_years/granularity", "day".into()));
    let named = serde_json::to_value(&changes.unfinished).unwrap();
    assert!(named.as_array().unwrap().iter().any(|one| one["reason"] == "counted_differently"), "{named}");
}

#[test]
fn somebody_who_left_out_an_answer_is_shown_as_an_example() {
    let new = changed("/parameters/seniority_years/dated/1/values/four", 9.into());
    let changes = difference(&Engine::henan().unwrap(), &new);
    let opened: Vec<_> = changes.changes.iter().filter(|change| change.from == Outcome::Unknown).collect();
    assert!(!opened.is_empty());
    for region in opened.iter().flat_map(|change| &change.regions) {
        assert!(region.extents.iter().any(|extent| extent.unanswered), "{region:?}");
        assert!(region.example.is_some(), "{region:?}");
    }
}

/// So many flags, of which one rule asks for any and another, if there are so many pairs, for both of a pair. Those of a pair stand far apart,
/// so that which of the first were ticked has to be kept in mind until the last.
fn pairs(flags: usize, pairs: usize) -> Engine {
    let mut policy = policy(Vec::new(), [1, 2, 3]);
    let citation = json!({ "document": "default", "clause": "-", "confidence": "assumed" });
    for at in 0..flags {
        policy["facts"][format!("f{at}")] =
            json!({ "label": { "zh": "-", "en": "-" }, "kind": "flag", "citation": citation });
    }
    let leaf = |at: usize| json!({ "fact": format!("f{at}"), "equals": true });
    let any: Vec<Value> = (0..flags).map(leaf).collect();
    let both: Vec<Value> = (0..pairs).map(|at| json!({ "all": [leaf(at), leaf(at + flags / 2)] })).collect();
    policy["rules"] = json!([rule("any", None, &json!({ "any": any })), rule("both", None, &json!({ "any": both }))]);
    engine(&policy)
}

#[test]
fn however_many_classes_a_difference_is_found_where_it_is_simple() {
    let changes = difference(&pairs(60, 2), &pairs(60, 1));
    assert!(changes.unfinished.is_empty());
    assert_eq!(changes.combinations, 1 << 53, "more than is said");
    let lost = |change: &&Change| (change.from, change.to) == (Outcome::Met, Outcome::Unmet);
    let lost: Vec<_> = changes.changes.iter().filter(lost).flat_map(|change| &change.regions).collect();
    // The second pair, and not both of the first: either of these two is not ticked.
    assert_eq!(lost.len(), 2);
    assert!(lost.iter().all(|region| region.example.is_some() && region.extents.len() == 3));
}

#[test]
fn classes_that_explode_are_given_up_and_that_is_said() {
    let reasons = |changes: &Changes| changes.unfinished.iter().map(|one| one.reason).collect::<Vec<_>>();
    assert_eq!(reasons(&difference(&pairs(60, 30), &pairs(60, 29))), [Reason::TooManyUnanswered, Reason::TooMany]);
    // Sixteen flags are few enough where all are answered, and too many where any may be left out.
    let changes = difference(&pairs(16, 8), &pairs(16, 7));
    assert_eq!(reasons(&changes), [Reason::TooManyUnanswered]);
    assert!(changes.changes.iter().all(|change| (change.from, change.to) == (Outcome::Met, Outcome::Unmet)));
    assert!(!changes.changes.is_empty());
}
