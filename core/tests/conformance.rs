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

#[path = "walk/mod.rs"]
mod walk;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use gongkao::catalogue::Catalogue;
use gongkao::eligibility::trace::RuleTrace;
use gongkao::finding::{Code, Finding, Severity};
use gongkao::inspect::{inspect, inspect_header};
use gongkao::policy::Policy;
use gongkao::uploads::{FileUpload, UploadReport};
use gongkao::workflow::Acknowledgement;
use gongkao::workflow::log::FaultCode;
use gongkao::workflow::refusal::RefusalCode;
use gongkao::{Engine, Error, Report};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    call: Call,
    #[serde(default)]
    catalogue: Option<Value>,
    /// A policy of `data/generated/policies` by its name, or one as data; Henan's of 2022 where not given.
    #[serde(default)]
    policy: Option<Value>,
    #[serde(default)]
    units: Option<Value>,
    #[serde(default)]
    form: Value,
    #[serde(default)]
    library: Option<Value>,
    #[serde(default)]
    day: String,
    #[serde(default)]
    acknowledge: bool,
    #[serde(default)]
    query: String,
    #[serde(default)]
    limit: Option<usize>,
    #[serde(default)]
    actors: Value,
    #[serde(default)]
    verified: Option<Value>,
    #[serde(default)]
    secret: Option<Value>,
    /// Desks of a walk beside Henan's.
    #[serde(default)]
    desks: Value,
    #[serde(default)]
    steps: Value,
    #[serde(default)]
    uploads: Vec<Sent>,
    #[serde(default)]
    title: String,
    expect: Expect,
}

/// A file of `tests/files`, sent for a material.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    material: String,
    file: String,
    name: Option<String>,
    title: Option<String>,
    /// Of the file only so many bytes from its start.
    #[serde(default)]
    cut: Option<usize>,
    /// Only its header is looked at.
    #[serde(default)]
    header: bool,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Call {
    Assess,
    Record,
    Submit,
    Search,
    When,
    What,
    Walk,
    Inspect,
    Title,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    verdict: Option<Value>,
    eligible: Option<Value>,
    findings: Option<Vec<Expected>>,
    #[serde(default)]
    notes: Vec<Code>,
    needed: Option<Vec<String>>,
    used: Option<Vec<String>>,
    irrelevant: Option<Vec<String>>,
    /// Every rule with its status.
    rules: Option<Value>,
    /// The routes of every rule, as `rule.branch`.
    routes: Option<Vec<String>>,
    /// Every material with its need.
    materials: Option<Value>,
    names: Option<Vec<String>>,
    /// Of an answer that is no report: fields and their values, `null` for what it leaves out.
    #[serde(default)]
    answer: serde_json::Map<String, Value>,
    uploads: Option<Vec<ExpectedUpload>>,
    error: Option<ExpectedError>,
    steps: Option<Vec<Value>>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedUpload {
    verdict: Value,
    kind: Value,
    #[serde(default)]
    findings: Vec<Expected>,
    #[serde(default)]
    notes: Vec<Code>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    code: Code,
    severity: Severity,
    path: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedError {
    code: String,
    path: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

fn cases() -> Vec<(String, Case)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let case = serde_json::from_str(&fs::read_to_string(&path).unwrap());
        (name.clone(), case.unwrap_or_else(|error| panic!("{name}: {error}")))
    };
    paths.into_iter().map(read).collect()
}

fn policy_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/generated/policies/{name}.json"))
}

/// The engine a case asks; Henan's is built once for all.
fn engine(case: &Case) -> Arc<Engine> {
    static HENAN: LazyLock<Arc<Engine>> = LazyLock::new(|| Arc::new(Engine::henan().unwrap()));
    if case.catalogue.is_none() && case.units.is_none() && case.policy.is_none() {
        return Arc::clone(&HENAN);
    }
    let catalogue = match &case.catalogue {
        None => Catalogue::henan(),
        Some(Value::String(name)) if name == "henan" => Catalogue::henan(),
        Some(Value::String(name)) if name == "reference" => Catalogue::reference(),
        Some(data) => Catalogue::from_json(&data.to_string()),
    };
    let policy = match &case.policy {
        None => Policy::henan(),
        Some(Value::String(name)) => Policy::from_json(&fs::read_to_string(policy_path(name)).unwrap()),
        Some(data) => Policy::from_json(&data.to_string()),
    };
    let engine = Engine::new(catalogue.unwrap(), policy.unwrap()).unwrap();
    Arc::new(match &case.units {
        None => engine,
        Some(units) => engine.with_units_json(&units.to_string()).unwrap(),
    })
}

fn report(case: &Case) -> Result<Report, Error> {
    let engine = engine(case);
    let form = case.form.to_string();
    let library = case.library.as_ref().filter(|library| !library.is_null()).map(Value::to_string);
    let assessed = engine.assess_json(&form, library.as_deref(), &case.day)?;
    if case.call == Call::Assess {
        return Ok(assessed);
    }
    let shown = assessed.findings.into_iter().filter_map(|finding| finding.digest);
    let acknowledged: Vec<Acknowledgement> =
        if case.acknowledge { shown.map(|digest| Acknowledgement { digest }).collect() } else { Vec::new() };
    engine.submit_json(&form, library.as_deref(), &case.day, &serde_json::to_string(&acknowledged).unwrap())
}

/// Takes a walk; what each step came to.
fn walked(name: &str, case: &Case) -> Vec<Value> {
    let mut facts = serde_json::json!({ "actors": case.actors, "desks": case.desks });
    for (key, value) in [("verified", &case.verified), ("library", &case.library), ("secret", &case.secret)] {
        if let Some(value) = value {
            facts[key] = value.clone();
        }
    }
    let mut walk = walk::Walk::new(&facts);
    let outcomes = case.steps.as_array().unwrap().iter().map(|step| walk::outcome(&walk.step(step))).collect();
    leave_text(name, &format!("[{}]", walk.texts.join(",")));
    outcomes
}

/// What `when` or `what` answers, left for the other runners.
fn foreseen(name: &str, case: &Case) -> Value {
    let library = case.library.as_ref().filter(|library| !library.is_null()).map(Value::to_string);
    let (engine, form) = (engine(case), case.form.to_string());
    if case.call == Call::When {
        let foreseen = engine.when_json(&form, library.as_deref(), &case.day).unwrap();
        leave(name, &foreseen);
        return serde_json::to_value(&foreseen).unwrap();
    }
    let advice = engine.what_json(&form, library.as_deref(), &case.day).unwrap();
    leave(name, &advice);
    serde_json::to_value(&advice).unwrap()
}

fn uploads(case: &Case) -> Vec<UploadReport> {
    let read = |sent: &Sent| {
        let bytes = fs::read(folder().join("../files").join(&sent.file)).unwrap();
        let bytes = &bytes[..sent.cut.unwrap_or(bytes.len())];
        let look = if sent.header { inspect_header } else { inspect };
        let file = look(bytes, sent.name.as_deref(), sent.title.as_deref());
        FileUpload { material: sent.material.clone(), file }
    };
    engine(case).judge_uploads(case.uploads.iter().map(read).collect())
}

/// What is weightier than a note, and the notes.
fn split(findings: &[Finding]) -> (Vec<Expected>, Vec<Code>) {
    let (heavy, notes): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|finding| finding.severity > Severity::Note);
    let expected =
        |finding: &Finding| Expected { code: finding.code, severity: finding.severity, path: finding.path.clone() };
    (heavy.into_iter().map(expected).collect(), notes.into_iter().map(|finding| finding.code).collect())
}

fn leave(name: &str, answer: &impl serde::Serialize) {
    leave_text(name, &serde_json::to_string(answer).unwrap());
}

fn leave_text(name: &str, text: &str) {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from);
    let folder = target.join("conformance");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.json")), text).unwrap();
}

#[test]
fn every_case_holds() {
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
                let actual = ExpectedError { code: error.code(), path: error.path().to_owned() };
                leave(&name, &serde_json::json!({ "code": actual.code, "path": actual.path }));
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
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

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

#[test]
fn every_refusal_of_every_case_cites_a_clause() {
    for (name, case) in cases()
        .into_iter()
        .filter(|(_, case)| !matches!(case.call, Call::Search | Call::Walk | Call::Record | Call::When | Call::What))
    {
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
