//! The one test that reads sentences: the guide's prompts, word for word.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use std::fs;
use std::path::Path;

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::finding::Code;
use gongkao::model::application::ApplicationForm;
use gongkao::model::certificate::CertificateLibrary;
use gongkao::policy::Policy;
use gongkao::workflow::Acknowledgement;
use serde_json::Value;

/// What a conformance case says, in Chinese.
fn said(case: &str, code: Code) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/conformance/{case}.json"));
    let case: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let engine = Engine::henan().unwrap();
    let form = ApplicationForm::from_json(&case["form"].to_string()).unwrap();
    let library = CertificateLibrary::from_json(&case["library"].to_string()).unwrap();
    let day = gongkao::read_day(case["day"].as_str().unwrap()).unwrap();
    let shown = engine.assess(&form, Some(&library), day).findings;
    let acknowledged: Vec<_> =
        shown.into_iter().filter_map(|finding| finding.digest).map(|digest| Acknowledgement { digest }).collect();
    let findings = engine.submit(&form, &library, day, &acknowledged).findings;
    findings.into_iter().find(|finding| finding.code == code).unwrap().message.zh
}

#[test]
fn the_prompts_of_the_guide_are_word_for_word() {
    for (case, code, sentence) in [
        ("library-year-differs", Code::CertificateYearMismatch, "现岗位等级取得时间与合格库信息不符，是否确认报考"),
        ("library-type-differs", Code::CertificateWorkTypeMismatch, "现岗位工种与合格库信息不符，是否确认报考"),
        (
            "four-five-held-4",
            Code::EligibilityTenureShort,
            "现岗位等级年限不满五年，且工作年限不满10或18年，不符合报名条件",
        ),
        (
            "three-four-held-4",
            Code::EligibilityTenureShort,
            "现岗位等级年限不满五年，且工作年限不满10或18年，不符合报名条件",
        ),
        ("materials-missing", Code::MaterialsRequired, "您需按要求上传资料"),
        (
            "submit-acknowledged",
            Code::WorkflowSubmitted,
            "您的信息已提交，请耐心等待审核，可点击 审核进度 查看目前审核进度",
        ),
    ] {
        assert_eq!(said(case, code), sentence);
    }
}

#[test]
fn an_acknowledgement_of_another_form_opens_nothing() {
    let engine = Engine::henan().unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/submit-acknowledged.json");
    let case: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let form = ApplicationForm::from_json(&case["form"].to_string()).unwrap();
    let library = CertificateLibrary::from_json(&case["library"].to_string()).unwrap();
    let day = "2022-03-18".parse().unwrap();
    let shown = engine.assess(&form, Some(&library), day).findings;
    let acknowledged: Vec<_> =
        shown.into_iter().filter_map(|finding| finding.digest).map(|digest| Acknowledgement { digest }).collect();
    let submitted = |form: &ApplicationForm| {
        let report = engine.submit(form, &library, day, &acknowledged);
        report.findings.iter().any(|finding| finding.code == Code::WorkflowSubmitted)
    };
    assert!(submitted(&form));
    let mut changed = form;
    changed.textbooks.post_skills = Some(true);
    assert!(!submitted(&changed), "even where what was shown is the same");
}

#[test]
fn an_acknowledgement_under_another_policy_opens_nothing() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/submit-acknowledged.json");
    let case: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let form = ApplicationForm::from_json(&case["form"].to_string()).unwrap();
    let library = CertificateLibrary::from_json(&case["library"].to_string()).unwrap();
    let day = "2022-03-18".parse().unwrap();
    let digests = |engine: &Engine| -> Vec<String> {
        engine.assess(&form, Some(&library), day).findings.into_iter().filter_map(|finding| finding.digest).collect()
    };
    let mut policy: Value = serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap();
    policy["parameters"]["patent_place"]["value"] = 6.into();
    let policy = Policy::from_json(&policy.to_string()).unwrap();
    let other = Engine::new(Catalogue::henan().unwrap(), policy).unwrap();
    let (before, after) = (digests(&Engine::henan().unwrap()), digests(&other));
    assert_eq!(before.len(), after.len());
    assert!(!before.is_empty() && before.iter().all(|digest| !after.contains(digest)));
}
