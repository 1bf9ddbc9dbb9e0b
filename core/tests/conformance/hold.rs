//! Whether every case comes out as it expects.

use gongkao::Error;
use gongkao::eligibility::trace::RuleTrace;
use gongkao::finding::{Code, Finding, Severity};
use gongkao::uploads::UploadReport;
use serde_json::Value;

use crate::answer::{engine, foreseen, leave, leave_text, report, uploads, walked};
use crate::case::{Call, Expected, ExpectedError, ExpectedUpload, cases};
use crate::handles;

/// What is weightier than a note, and the notes.
fn split(findings: &[Finding]) -> (Vec<Expected>, Vec<Code>) {
    let (heavy, notes): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|finding| finding.severity > Severity::Note);
    let expected =
        |finding: &Finding| Expected { code: finding.code, severity: finding.severity, path: finding.path.clone() };
    (heavy.into_iter().map(expected).collect(), notes.into_iter().map(|finding| finding.code).collect())
}

fn error_of(error: &Error) -> ExpectedError {
    ExpectedError { code: error.code(), path: error.path().to_owned() }
}

fn error_text(error: &Error) -> String {
    let (code, path) = (serde_json::json!(error.code()), serde_json::json!(error.path()));
    format!(r#"{{"code":{code},"path":{path}}}"#)
}

/// Asks every case, and says what does not come out as it expects.
pub(crate) fn wrong() -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        let mut check = |what: &str, same: bool, actual: String| {
            if !same {
                wrong.push(format!("{name} ({}): {what}\n    got {actual}", case.name));
            }
        };
        if case.call == Call::Walk {
            let outcomes = walked(&name, &case);
            let expected = case.expect.steps.unwrap_or_default();
            let wrong = outcomes.iter().zip(&expected).position(|(one, other)| one != other);
            let same = wrong.is_none() && outcomes.len() == expected.len();
            let said =
                wrong.map_or_else(|| format!("{} steps", outcomes.len()), |at| format!("step {at}: {}", outcomes[at]));
            check("steps", same, said);
            continue;
        }
        if [Call::Catalogue, Call::Index, Call::Policy].contains(&case.call) {
            let answered = handles::answer(&case);
            let error = answered.as_ref().err().map(error_of);
            check("error", case.expect.error == error, format!("{error:?}"));
            let text = answered.unwrap_or_else(|error| error_text(&error));
            leave_text(&name, &text);
            let json: Value = serde_json::from_str(&text).unwrap();
            for (place, expected) in &case.expect.answer {
                let actual = if place.starts_with('/') { json.pointer(place) } else { json.get(place) };
                let actual = actual.unwrap_or(&Value::Null);
                check(place, expected == actual, actual.to_string());
            }
            for said in &case.expect.says {
                check("says", text.contains(said.as_str()), format!("nothing of `{said}`"));
            }
            let names = json.get("hits").map(|hits| hits.as_array().unwrap().iter().map(|hit| hit["name"].clone()));
            let names: Option<Vec<Value>> = names.map(Iterator::collect);
            let expected = case.expect.names.map(|names| names.into_iter().map(Value::String).collect());
            check("names", expected.is_none() || expected == names, format!("{names:?}"));
            continue;
        }
        if case.call == Call::Search {
            let hits = engine(&case).search(&case.query, case.limit.unwrap_or(10));
            leave(&name, &hits);
            let names: Vec<String> = hits.into_iter().map(|hit| hit.name).collect();
            check("names", case.expect.names.as_ref() == Some(&names), format!("{names:?}"));
            continue;
        }
        if [Call::When, Call::What].contains(&case.call) {
            let json = foreseen(&name, &case);
            let codes = json.get("findings").and_then(Value::as_array).into_iter().flatten();
            let notes: Vec<Code> = codes.map(|one| serde_json::from_value(one["code"].clone()).unwrap()).collect();
            check("notes", notes == case.expect.notes, format!("{notes:?}"));
            check("answer", !case.expect.answer.is_empty(), "an answer".into());
            for (field, expected) in &case.expect.answer {
                let actual = json.get(field).unwrap_or(&Value::Null);
                check(field, expected == actual, actual.to_string());
            }
            continue;
        }
        if case.call == Call::Record {
            let engine = engine(&case);
            let (form, library) = (case.form.to_string(), case.library.as_ref().map(Value::to_string));
            let record = engine.record_json(&form, library.as_deref(), &case.day).unwrap();
            let text = serde_json::to_string(&record).unwrap();
            let differences = engine.reproduce_json(&text, &form, library.as_deref()).unwrap();
            // Field by field, in the order the other runners write them.
            let differing = serde_json::to_string(&differences).unwrap();
            leave_text(&name, &format!("{{\"record\":{text},\"differences\":{differing}}}"));
            let said = serde_json::to_value((record.verdict, record.eligible)).unwrap();
            check("record", said == serde_json::json!([case.expect.verdict, case.expect.eligible]), said.to_string());
            check("differences", differences.is_empty(), format!("{differences:?}"));
            continue;
        }
        if case.call == Call::Title {
            let findings = engine(&case).judge_title(&case.title);
            leave(&name, &findings);
            check("notes", split(&findings).1 == case.expect.notes, format!("{findings:?}"));
            continue;
        }
        if case.call == Call::Inspect {
            let reports = uploads(&case);
            leave(&name, &reports);
            let seen = |report: &UploadReport| {
                let (findings, notes) = split(&report.findings);
                let verdict = serde_json::to_value(report.verdict).unwrap();
                ExpectedUpload { verdict, kind: serde_json::to_value(report.file.kind).unwrap(), findings, notes }
            };
            let seen: Vec<ExpectedUpload> = reports.iter().map(seen).collect();
            check("uploads", case.expect.uploads.as_ref() == Some(&seen), format!("{seen:#?}"));
            continue;
        }
        let report = match report(&case) {
            Ok(report) => report,
            Err(error) => {
                let actual = error_of(&error);
                leave_text(&name, &error_text(&error));
                check("error", case.expect.error.as_ref() == Some(&actual), format!("{error}"));
                continue;
            }
        };
        leave(&name, &report);
        check("error", case.expect.error.is_none(), "a report".into());
        let json = serde_json::to_value(&report).unwrap();
        let same = |expected: &Option<Value>, actual: &Value| expected.as_ref().is_none_or(|value| value == actual);
        check("verdict", same(&case.expect.verdict, &json["verdict"]), json["verdict"].to_string());
        check("eligible", same(&case.expect.eligible, &json["eligible"]), json["eligible"].to_string());
        let heavy: Vec<Expected> = report
            .findings
            .iter()
            .filter(|finding| finding.severity > Severity::Note)
            .map(|finding| Expected { code: finding.code, severity: finding.severity, path: finding.path.clone() })
            .collect();
        check(
            "findings",
            case.expect.findings.as_ref().is_none_or(|expected| *expected == heavy),
            format!("{heavy:?}"),
        );
        let notes: Vec<Code> = report
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Note)
            .map(|finding| finding.code)
            .collect();
        let submitted = notes.contains(&Code::WorkflowSubmitted);
        check("submitted", submitted == case.expect.notes.contains(&Code::WorkflowSubmitted), format!("{notes:?}"));
        check("notes", case.expect.notes.iter().all(|code| notes.contains(code)), format!("{notes:?}"));
        let listed = |list: &str, keys: [&str; 2]| -> Value {
            let items = json[list].as_array().unwrap().iter();
            items.map(|item| serde_json::json!({ keys[0]: item[keys[0]], keys[1]: item[keys[1]] })).collect()
        };
        let (rules, materials) = (listed("rules", ["rule", "status"]), listed("materials", ["name", "need"]));
        check("rules", same(&case.expect.rules, &rules), rules.to_string());
        let completeness = listed("materials", ["name", "completeness"]);
        check("completeness", same(&case.expect.completeness, &completeness), completeness.to_string());
        check("materials", same(&case.expect.materials, &materials), materials.to_string());
        let of_rule = |rule: &RuleTrace| -> Vec<String> {
            rule.routes.iter().map(|route| format!("{}.{route}", rule.rule)).collect()
        };
        let routes: Vec<String> = report.rules.iter().flat_map(of_rule).collect();
        for (what, expected, actual) in [
            ("routes", &case.expect.routes, &routes),
            ("needed", &case.expect.needed, &report.needed),
            ("used", &case.expect.used, &report.used),
            ("irrelevant", &case.expect.irrelevant, &report.irrelevant),
        ] {
            let holds = expected.as_ref().is_none_or(|expected| expected == actual);
            check(what, holds, format!("{actual:?}"));
        }
    }
    wrong
}
