//! Runs every case of `tests/conformance`, and leaves the full reports in `target/conformance`, where the Python and
//! JavaScript runners compare their own with them.

#![allow(
    clippy::too_many_lines,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

mod answer;
mod case;
mod covered;
mod handles;
mod hold;
#[path = "../walk/mod.rs"]
mod walk;

use gongkao::finding::{Finding, Severity};

use crate::answer::{engine, report, uploads};
use crate::case::{Call, cases};

#[test]
fn every_case_holds() {
    let wrong = hold::wrong();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_refusal_of_every_case_cites_a_clause() {
    for (name, case) in cases().into_iter().filter(|(_, case)| {
        !matches!(
            case.call,
            Call::Search
                | Call::Walk
                | Call::Record
                | Call::When
                | Call::What
                | Call::Catalogue
                | Call::Index
                | Call::Policy
        )
    }) {
        let findings: Vec<Finding> = match case.call {
            Call::Inspect => uploads(&case).into_iter().flat_map(|report| report.findings).collect(),
            Call::Title => engine(&case).judge_title(&case.title),
            _ => report(&case).into_iter().flat_map(|report| report.findings).collect(),
        };
        for finding in findings {
            let cited = finding.severity < Severity::Refuse || !finding.citations.is_empty();
            assert!(cited, "{name}: {:?}", finding.code);
            let said = [&finding.message.zh, &finding.message.en];
            // A place without a value, or a word of the contract that has no words for people.
            let bare = |text: &&String| text.contains('{') || (text.contains('/') && text.contains('_'));
            assert!(!said.iter().any(bare), "{name}: {:?}", finding.message);
        }
    }
}
