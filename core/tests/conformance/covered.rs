//! Whether every code and every refusal has a case.

use gongkao::finding::Code;
use gongkao::workflow::log::FaultCode;
use gongkao::workflow::refusal::RefusalCode;

use crate::case::cases;

#[test]
fn every_code_has_a_case() {
    let mut codes = std::collections::BTreeSet::new();
    for (_, case) in cases() {
        codes.extend(case.expect.findings.into_iter().flatten().map(|expected| expected.code));
        codes.extend(case.expect.notes);
        for upload in case.expect.uploads.into_iter().flatten() {
            codes.extend(upload.findings.into_iter().map(|expected| expected.code));
            codes.extend(upload.notes);
        }
    }
    let without: Vec<_> = Code::ALL.iter().filter(|code| !codes.contains(code)).collect();
    assert!(without.is_empty(), "{without:?}");
}

/// The codes of a closed list that no step of a walk comes to.
fn never_reached<C: Copy + Ord + serde::de::DeserializeOwned + 'static>(all: &[C]) -> Vec<C> {
    let steps = cases().into_iter().flat_map(|(_, case)| case.expect.steps.into_iter().flatten());
    let reached: std::collections::BTreeSet<C> = steps.filter_map(|step| serde_json::from_value(step).ok()).collect();
    all.iter().filter(|code| !reached.contains(code)).copied().collect()
}

#[test]
fn every_refusal_and_every_fault_of_a_log_has_a_case() {
    assert_eq!(never_reached(RefusalCode::ALL), []);
    assert_eq!(never_reached(FaultCode::ALL), []);
}
