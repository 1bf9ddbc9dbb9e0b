//! Whole reports, down to the last clause: what the conformance cases leave out.
//!
//! After a change that is meant, `GONGKAO_GOLDEN=write cargo test -p gongkao --test golden` writes them anew; the difference is
//! then read like any other change.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use std::fs;
use std::path::Path;

use gongkao::Engine;
use serde_json::Value;

/// One case for every kind of thing a report can hold.
const CASES: [&str; 8] = [
    "exception-contest",
    "five-regularised-late",
    "form-level-only",
    "four-five-held-4",
    "library-type-differs",
    "one-excellent-1",
    "retirement-woman-category-unknown",
    "two-junior-middle-woman-44",
];

#[test]
fn whole_reports_are_as_read() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let engine = Engine::henan().unwrap();
    for name in CASES {
        let case: Value =
            serde_json::from_str(&fs::read_to_string(tests.join(format!("conformance/{name}.json"))).unwrap()).unwrap();
        let library = Some(case["library"].to_string()).filter(|library| library != "null");
        let mut report =
            engine.assess_json(&case["form"].to_string(), library.as_deref(), case["day"].as_str().unwrap()).unwrap();
        // Changes with every word of the policy, and is tested by itself.
        report.policy.digest = String::new();
        let text = serde_json::to_string_pretty(&report).unwrap() + "\n";
        let path = tests.join(format!("golden/{name}.json"));
        if std::env::var("GONGKAO_GOLDEN").is_ok_and(|value| value == "write") {
            fs::write(&path, &text).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        assert!(text == golden, "{name} has changed; see the head of this file");
    }
}
