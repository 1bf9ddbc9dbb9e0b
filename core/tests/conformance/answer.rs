//! What the library answers to a case.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use gongkao::catalogue::Catalogue;
use gongkao::inspect::{inspect, inspect_header};
use gongkao::policy::Policy;
use gongkao::uploads::{FileUpload, UploadReport};
use gongkao::workflow::Acknowledgement;
use gongkao::{Engine, Error, Report};
use serde_json::Value;

use crate::case::{Call, Case, Sent, folder};
use crate::walk;

fn policy_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/generated/policies/{name}.json"))
}

/// The engine a case asks; Henan's is built once for all.
pub(crate) fn engine(case: &Case) -> Arc<Engine> {
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

pub(crate) fn report(case: &Case) -> Result<Report, Error> {
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
pub(crate) fn walked(name: &str, case: &Case) -> Vec<Value> {
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
pub(crate) fn foreseen(name: &str, case: &Case) -> Value {
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

pub(crate) fn uploads(case: &Case) -> Vec<UploadReport> {
    let read = |sent: &Sent| {
        let bytes = fs::read(folder().join("../files").join(&sent.file)).unwrap();
        let bytes = &bytes[..sent.cut.unwrap_or(bytes.len())];
        let look = if sent.header { inspect_header } else { inspect };
        let file = look(bytes, sent.name.as_deref(), sent.title.as_deref());
        FileUpload { material: sent.material.clone(), file }
    };
    engine(case).judge_uploads(case.uploads.iter().map(read).collect())
}

pub(crate) fn leave(name: &str, answer: &impl serde::Serialize) {
    leave_text(name, &serde_json::to_string(answer).unwrap());
}

pub(crate) fn leave_text(name: &str, text: &str) {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from);
    let folder = target.join("conformance");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.json")), text).unwrap();
}
