//! A walk: commands and questions one after the other, as a conformance case writes them down.
//!
//! A step has a time `at`, an actor `by`, and one of: `command`, `actions`, `progress`, `due`, `challenge`, `upload_link`, `page`,
//! `compare_page`, `replay`, `password`, `sms`, `real_name`, `tally`. It may have `version`, `facts` (a merge patch over the facts),
//! and `desk`, one of the case's `desks`, each of which is Henan's with a merge patch over its policy and procedure, where `"before"`
//! stands for the digest of the procedure that decided so far. `says` and `never` are what the answer's text has to hold and may not
//! hold.
//!
//! What only a running desk knows is written as a word: `{"submit": "shown"}` acknowledges what was shown; `"print_ticket"` solves a
//! fresh challenge, `{"print_ticket": "wrong"}` answers one wrong and `{"print_ticket": "last"}` solves the last one again; the token
//! `"live"` is the live token of the material, `"live diploma"` that of another, and `"last"` the last one that was shown.
//!
//! Every question goes to the desk, with the state as text, and to an [`Application`] that holds it, and both must say the same.

#![allow(dead_code, reason = "each test uses its part")]

mod held;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use gongkao::policy::Policy;
use gongkao::procedure::Procedure;
use gongkao::{Application, Desk, Error};
use serde_json::{Value, json};

/// Henan's desk, built once.
pub(crate) fn desk() -> &'static Arc<Desk> {
    static DESK: LazyLock<Arc<Desk>> = LazyLock::new(|| Arc::new(Desk::henan().unwrap()));
    &DESK
}

/// A walk under way.
pub(crate) struct Walk<'a> {
    /// Actors, verification, library, secret, desks.
    pub(crate) case: &'a Value,
    /// The application, `null` before there is one.
    pub(crate) state: Value,
    /// Its events.
    pub(crate) log: Vec<Value>,
    /// Every answer as it was written, fields in the order of the types.
    pub(crate) texts: Vec<String>,
    desks: BTreeMap<String, Arc<Desk>>,
    desk: Arc<Desk>,
    /// The same application, held.
    held: Application,
    number: usize,
    last_token: Value,
    last_challenge: Value,
}

impl<'a> Walk<'a> {
    /// A walk before its first step.
    pub(crate) fn new(case: &'a Value) -> Self {
        Self {
            case,
            state: Value::Null,
            log: Vec::new(),
            texts: Vec::new(),
            desks: BTreeMap::new(),
            desk: Arc::clone(desk()),
            held: Application::new(Arc::clone(desk())),
            number: 0,
            last_token: Value::Null,
            last_challenge: Value::Null,
        }
    }

    /// Takes a step and gives its answer; for a broken contract its code and path.
    pub(crate) fn step(&mut self, step: &Value) -> Value {
        self.sit_down(step);
        let text = self.answer(step).unwrap_or_else(|error| broken(&error));
        if let Some(held) = self.answer_of_held(step) {
            assert_eq!(held.unwrap_or_else(|error| broken(&error)), text, "{step}");
        }
        let list = |key: &str| step[key].as_array().cloned().unwrap_or_default();
        assert!(list("says").iter().all(|part| text.contains(part.as_str().unwrap())), "{step}: {text}");
        assert!(!list("never").iter().any(|part| text.contains(part.as_str().unwrap())), "{step}: {text}");
        let said: Value = serde_json::from_str(&text).unwrap();
        cited(&said["refusal"]);
        for view in said.as_array().into_iter().flatten() {
            view["blocked_by"].as_array().into_iter().flatten().for_each(cited);
        }
        self.texts.push(text);
        self.number += 1;
        if let Some(events) = said["events"].as_array().filter(|events| !events.is_empty()) {
            self.log.extend(events.iter().cloned());
            self.state = said["state"].clone();
        }
        // What is refused leaves state and log as they were.
        assert_eq!(serde_json::to_value(self.held.state()).unwrap(), self.state, "{step}");
        assert_eq!(serde_json::to_value(self.held.events()).unwrap(), Value::Array(self.log.clone()), "{step}");
        said
    }

    /// At the step's desk, with the application as its log gives it there.
    fn sit_down(&mut self, step: &Value) {
        let before = self.state["procedure"]["digest"].to_string();
        let wanted = match step["desk"].as_str() {
            None => desk(),
            Some(name) => self.desks.entry(name.to_owned()).or_insert_with(|| {
                let changes = self.case["desks"][name].to_string().replace("\"before\"", &before);
                Arc::new(changed(&serde_json::from_str(&changes).unwrap()))
            }),
        };
        if !Arc::ptr_eq(wanted, &self.desk) {
            self.desk = Arc::clone(wanted);
            self.held = match self.state["last"].as_str() {
                None => Application::new(Arc::clone(&self.desk)),
                Some(last) => {
                    let log = serde_json::to_string(&self.log).unwrap();
                    Application::from_json(Arc::clone(&self.desk), None, &log, None, last).unwrap()
                }
            };
        }
    }

    /// The facts of a step.
    pub(crate) fn facts(&self, step: &Value) -> Value {
        let version =
            step.get("version").cloned().unwrap_or_else(|| json!(self.state["version"].as_u64().unwrap_or(0)));
        let mut facts = json!({ "now": step["at"], "actor": self.case["actors"][step["by"].as_str().unwrap()], "version": version });
        for key in ["verified", "library", "secret"] {
            if let Some(value) = self.case.get(key) {
                facts[key] = value.clone();
            }
        }
        facts["random"] = json!(format!("{:02x}", self.number).repeat(32));
        if let Some(patch) = step.get("facts") {
            merge(&mut facts, patch);
        }
        facts
    }

    fn answer(&mut self, step: &Value) -> Result<String, Error> {
        let desk = Arc::clone(&self.desk);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let at = text(&step["at"]);
        let given = |value: &Value| (!value.is_null()).then(|| value.to_string());
        let state = given(&self.state);
        let whole = self.state.to_string();
        if let Some(typed) = step.get("password") {
            return written(desk.check_password_json(&text(&typed[0]), &text(&typed[1])));
        }
        if let Some(sms) = step.get("sms") {
            return written(desk.ask_for_sms_json(&text(&sms["mobile"]), sms["last"].as_str(), &at)?);
        }
        if let Some(asked) = step.get("real_name") {
            let verified = given(&asked["verified"]);
            let (name, number) = (text(&asked["name"]), text(&asked["identity_number"]));
            return written(desk.check_real_name_json(&name, &number, verified.as_deref())?);
        }
        if let Some(how) = step.get("replay") {
            return written(desk.replay_json(None, &self.spoilt(how), how["head"].as_str(), &at)?);
        }
        if step.get("due").is_some() {
            return written(desk.due_json(&whole, &at)?);
        }
        if let Some(page) = step.get("page") {
            let options = given(&step["options"]);
            return written(desk.page_json(&text(page), &whole, options.as_deref(), &at)?);
        }
        if let Some(code) = step.get("compare_page") {
            return written(desk.compare_page_json(&whole, &text(code))?);
        }
        if let Some(records) = step.get("tally") {
            let mut tally = desk.tally_json(&at)?;
            for record in gongkao::statistics::Record::list_from_json(&records.to_string())? {
                tally.add(&record);
            }
            return written(tally.report());
        }
        let facts = self.facts(step).to_string();
        if step.get("actions").is_some() {
            return written(desk.actions_json(state.as_deref(), &facts)?);
        }
        if step.get("progress").is_some() {
            return written(desk.progress_json(&whole, &facts)?);
        }
        if step.get("challenge").is_some() {
            return written(desk.challenge_json(&whole, &facts)?);
        }
        if let Some(material) = step.get("upload_link") {
            return written(desk.upload_link_json(&whole, &text(material), words::ADDRESS, &facts)?);
        }
        let command = self.command(&step["command"], &facts)?;
        written(desk.decide_json(state.as_deref(), &command.to_string(), &facts)?)
    }

    /// The log as a step spoils it, as text.
    fn spoilt(&self, how: &Value) -> String {
        let place = |key: &str| how[key].as_u64().and_then(|at| usize::try_from(at).ok());
        let mut log = how["events"].as_array().unwrap_or(&self.log).clone();
        if let Some(length) = place("only") {
            log.truncate(length);
        }
        if let Some(at) = place("drop") {
            log.remove(at);
        }
        if let Some(at) = place("twice") {
            log.insert(at, log[at].clone());
        }
        if let Some(at) = place("edit") {
            merge(&mut log[at], &how["change"]);
        }
        serde_json::to_string(&log).unwrap()
    }
}

/// Henan's desk with a merge patch over its policy and procedure.
fn changed(changes: &Value) -> Desk {
    let with = |source: String, patch: &Value| {
        let mut source: Value = serde_json::from_str(&source).unwrap();
        merge(&mut source, patch);
        source.to_string()
    };
    let policy = changes.get("policy").map(|patch| with(Policy::henan().unwrap().to_json().unwrap(), patch));
    let procedure = changes.get("procedure").map(|patch| with(Procedure::henan().unwrap().to_json().unwrap(), patch));
    Desk::from_json(None, policy.as_deref(), None, procedure.as_deref()).unwrap()
}

/// RFC 7386: what is an object goes into what is there, `null` takes away, anything else takes its place.
fn merge(into: &mut Value, patch: &Value) {
    let Value::Object(fields) = patch else {
        *into = patch.clone();
        return;
    };
    if !into.is_object() {
        *into = json!({});
    }
    for (key, value) in fields {
        if value.is_null() {
            into.as_object_mut().unwrap().remove(key);
        } else {
            merge(&mut into[key], value);
        }
    }
}

fn broken(error: &Error) -> String {
    let (code, path) = (json!(error.code()), json!(error.path()));
    format!(r#"{{"code":{code},"path":{path}}}"#)
}

fn written(answer: impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(&answer).map_err(|error| Error::malformed(gongkao::SourceKind::Form, "", error.to_string()))
}

/// What a step came to, in a word or two: the event and the state after it, the code of a refusal, the codes of complaints.
pub(crate) fn outcome(said: &Value) -> Value {
    if let Some(list) = said.as_array() {
        return list.iter().filter_map(|item| item.get("code")).cloned().collect();
    }
    if said.is_string() {
        return said.clone();
    }
    if let Some(event) = said["events"].as_array().and_then(|events| events.first()) {
        let what = &event["what"];
        let name =
            what.as_str().map_or_else(|| what.as_object().unwrap().keys().next().unwrap().clone(), str::to_owned);
        return json!([name, said["state"]["state"]]);
    }
    for key in ["refusal", "fault", "complaint"] {
        if let Some(said) = said.get(key) {
            return said["code"].clone();
        }
    }
    if said.get("path").is_some() {
        return said["code"].clone();
    }
    match &said["state"] {
        Value::Object(state) => state["state"].clone(),
        Value::String(state) => json!(state),
        _ => json!(""),
    }
}

/// What no document speaks of cites none, and everything else says where it stands.
fn cited(refusal: &Value) {
    let Some(code) = refusal["code"].as_str() else { return };
    let spoken_of = !code.starts_with("version/") && (!code.starts_with("state/") || code == "state/not-here");
    let basis = refusal["basis"].as_array().map_or(&[][..], Vec::as_slice);
    assert_eq!(!basis.is_empty(), spoken_of, "{refusal}");
    assert!(basis.iter().all(|basis| basis["document"]["title"].is_string()), "{refusal}");
}
