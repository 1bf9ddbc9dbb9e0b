//! What must hold for any input: nothing panics, nothing personal leaks, more years never hurt where the rules say so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use std::sync::LazyLock;

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::eligibility::trace::Outcome;
use gongkao::model::application::ApplicationForm;
use gongkao::model::certificate::CertificateLibrary;
use gongkao::model::level::{HeldLevel, Level};
use gongkao::policy::Policy;
use proptest::prelude::*;
use serde_json::Value;

fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::henan().unwrap());
    &ENGINE
}

/// JSON that looks more or less like a form: the contract's names with values of every kind.
fn formlike() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (1890..2210_i64).prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-[0-3][0-9]".prop_map(Value::from),
        "[0-9]{17}[0-9Xx]".prop_map(Value::from),
        prop::sample::select(vec![
            "five",
            "four",
            "three",
            "two",
            "one",
            "ungraded",
            "播音员",
            "410100",
            "junior_middle",
            "qualified",
            "city"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 64, 8, |inner| {
        let names = prop::sample::select(vec![
            "candidate",
            "name",
            "identity_number",
            "mobile",
            "retirement_category",
            "region",
            "declared_level",
            "unit",
            "work_start",
            "current",
            "work_type",
            "level",
            "obtained_year",
            "declared",
            "exception",
            "claimed",
            "grounds",
            "textbooks",
            "schooling",
            "assessments",
            "year",
            "grade",
            "awards",
            "kind",
            "uploads",
            "material",
            "digest",
            "certificates",
            "x",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(names.prop_map(str::to_owned), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A form of the contract with wild values.
fn form() -> impl Strategy<Value = ApplicationForm> {
    let level = prop::sample::select(Level::ALL.to_vec());
    let held = prop::sample::select(HeldLevel::ALL.to_vec());
    let schooling = prop::sample::select(vec!["primary", "junior_middle", "senior_middle", "doctor"]);
    (
        (prop::option::of(level.clone()), prop::option::of(level), prop::option::of(held.clone()), prop::option::of(held)),
        (prop::option::of(i32::MIN..i32::MAX), prop::option::of(1800..=2200_i32), prop::option::of(schooling)),
        ("[0-9]{6}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9])[0-9]{3}[0-9X]", prop::option::of("\\PC{0,110}"), any::<bool>()),
        prop::collection::vec((any::<i32>(), 0..5_usize), 0..8),
        prop::option::of(prop::collection::vec((any::<i32>(), prop::option::of(any::<u32>())), 0..4)),
    )
        .prop_map(|((chosen, declared, held, appointed), (year, start, schooling), (identity, grounds, claimed), assessments, awards)| {
            let grades = ["unqualified", "no_grade", "basically_qualified", "qualified", "excellent"];
            let json = serde_json::json!({
                "candidate": { "name": "张三", "identity_number": identity },
                "declared_level": chosen, "declared": { "level": declared, "work_type": "播音员" },
                "current": { "level": held, "obtained_year": year, "work_type": "药工" },
                "work_start": start.map(|year| format!("{year:04}-02-28")),
                "schooling": schooling, "appointed_level": appointed,
                "exception": { "claimed": claimed, "grounds": grounds },
                "assessments": assessments.iter().map(|(year, grade)| serde_json::json!({ "year": year, "grade": grades[*grade] })).collect::<Vec<_>>(),
                "awards": awards.map(|awards| awards.iter().map(|(year, rank)| serde_json::json!({ "kind": "skill_contest", "grade": "city", "year": year, "rank": rank })).collect::<Vec<_>>()),
            });
            ApplicationForm::from_json(&json.to_string()).unwrap()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_json_makes_anything_panic(json in formlike()) {
        let text = json.to_string();
        let _ = CertificateLibrary::from_json(&text);
        let _ = Policy::from_json(&text);
        let _ = Catalogue::from_json(&text);
        if let Ok(form) = ApplicationForm::from_json(&text) {
            let _ = engine().assess(&form, None, "2022-03-10".parse().unwrap());
        }
    }

    #[test]
    fn no_text_makes_anything_panic(text in "\\PC*") {
        let _ = ApplicationForm::from_json(&text);
        let _ = Policy::from_toml(&[("x.toml", &text)]);
        let _ = gongkao::catalogue::import::read_csv("t", text.as_bytes());
        let _ = gongkao::read_day(&text);
    }

    #[test]
    fn no_bytes_spoil_the_importer(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = gongkao::catalogue::import::read_csv("t", &bytes);
        let mut with_header = b"name,code,status,merged_into,neighbours,levels\n".to_vec();
        with_header.extend(bytes);
        let _ = gongkao::catalogue::import::read_csv("t", &with_header);
    }

    #[test]
    fn a_report_survives_its_json_and_repeats_nothing_personal(form in form(), day in 2021..2024_i32) {
                let day = format!("{day}-03-10").parse().unwrap();
        let report = engine().assess(&form, Some(&CertificateLibrary::default()), day);
        let json = serde_json::to_string(&report).unwrap();
        let again: gongkao::Report = serde_json::from_str(&json).unwrap();
        prop_assert!(again == report, "{json}");
        prop_assert!(!json.contains(form.candidate.identity_number.reveal()));
        let debug = format!("{form:?}{report:?}");
        prop_assert!(!debug.contains(form.candidate.identity_number.reveal()) && !debug.contains("张三"));
        for finding in &report.findings {
            prop_assert!(finding.severity < gongkao::finding::Severity::Refuse || !finding.citations.is_empty());
            prop_assert!(!finding.message.zh.contains('{') && !finding.message.en.contains('{'), "{:?}", finding.message);
        }
    }

    #[test]
    fn the_short_answer_is_the_reports(form in form(), day in 2021..2024_i32) {
        let day = format!("{day}-03-10").parse().unwrap();
        prop_assert_eq!(engine().eligible(&form, day), engine().assess(&form, None, day).eligible);
    }

    #[test]
    fn the_same_form_gives_the_same_bytes(form in form()) {
        let day = "2022-03-10".parse().unwrap();
        let bytes = || serde_json::to_vec(&engine().assess(&form, None, day)).unwrap();
        prop_assert_eq!(bytes(), bytes());
    }

    #[test]
    fn earlier_work_never_takes_level_four_or_three_away(year in 1980..2022_i32, earlier in 0..40_i32, held in 2000..2022_i32, three in any::<bool>()) {
                let eligible = |start: i32| {
            let (level, held_level) = if three { ("three", "four") } else { ("four", "five") };
            let form = serde_json::json!({
                "candidate": { "name": "张三", "identity_number": "410105198006150019" },
                "work_start": format!("{start}-07-01"), "declared": { "level": level, "work_type": "播音员" },
                "current": { "level": held_level, "obtained_year": held, "work_type": "播音员" },
            });
            let report = engine().assess(&ApplicationForm::from_json(&form.to_string()).unwrap(), None, "2022-03-10".parse().unwrap());
            report.eligible
        };
        prop_assert!(eligible(year) != Outcome::Met || eligible(year - earlier) == Outcome::Met);
    }
}
