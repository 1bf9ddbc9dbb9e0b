//! A walk: commands and questions one after the other, as a conformance case writes them down.
//!
//! A step has a time `at`, an actor `by`, and one of: `command`, `actions`, `progress`, `due`, `page`, `replay`, `password`,
//! `sms`, `real_name`, `tally`. What only a running desk knows is written as a word: `{"submit": "shown"}` acknowledges what was
//! shown, `"print_ticket"` solves a fresh challenge, and the token `"live"` is the live token of the material.
//!
//! Every question goes to the desk, with the state as text, and to an [`Application`] that holds it, and both must say the same.

#![allow(dead_code, reason = "each test uses its part")]

use std::sync::{Arc, LazyLock};

use gongkao::{Application, Desk, Error};
use serde_json::{Value, json};

/// Henan's desk, built once.
pub(crate) fn desk() -> &'static Arc<Desk> {
    static DESK: LazyLock<Arc<Desk>> = LazyLock::new(|| Arc::new(Desk::henan().unwrap()));
    &DESK
}

/// A walk under way.
pub(crate) struct Walk<'a> {
    /// Actors, verification, library, secret.
    pub(crate) case: &'a Value,
    /// The application, `null` before there is one.
    pub(crate) state: Value,
    /// Its events.
    pub(crate) log: Vec<Value>,
    /// Every answer as it was written, fields in the order of the types.
    pub(crate) texts: Vec<String>,
    /// The same application, held.
    held: Application,
    number: usize,
}

impl<'a> Walk<'a> {
    /// A walk before its first step.
    pub(crate) fn new(case: &'a Value) -> Self {
        Self {
            case,
            state: Value::Null,
            log: Vec::new(),
            texts: Vec::new(),
            held: Application::new(Arc::clone(desk())),
            number: 0,
        }
    }

    /// Takes a step and gives its answer; for a broken contract its code and path.
    pub(crate) fn step(&mut self, step: &Value) -> Value {
        let text = self.answer(step).unwrap_or_else(|error| broken(&error));
        if let Some(held) = self.answer_of_held(step) {
            assert_eq!(held.unwrap_or_else(|error| broken(&error)), text, "{step}");
        }
        let said: Value = serde_json::from_str(&text).unwrap();
        self.texts.push(text);
        self.number += 1;
        if let Some(events) = said["events"].as_array().filter(|events| !events.is_empty()) {
            self.log.extend(events.iter().cloned());
            self.state = said["state"].clone();
            assert_eq!(serde_json::to_value(self.held.state()).unwrap(), self.state);
            assert_eq!(serde_json::to_value(self.held.events()).unwrap(), Value::Array(self.log.clone()));
        }
        said
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
        facts
    }

    fn answer(&self, step: &Value) -> Result<String, Error> {
        let desk = desk();
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
        let command = self.command(&step["command"], &facts)?;
        written(desk.decide_json(state.as_deref(), &command.to_string(), &facts)?)
    }

    /// What the application itself says; nothing where a step does not ask about one.
    fn answer_of_held(&mut self, step: &Value) -> Option<Result<String, Error>> {
        let at = step["at"].as_str().unwrap_or_default();
        if let Some(how) = step.get("replay") {
            let read = Application::from_json(Arc::clone(desk()), None, &self.spoilt(how), how["head"].as_str(), at);
            // The fault as data, which the error has as its code and place.
            let whole = desk().replay_json(None, &self.spoilt(how), how["head"].as_str(), at);
            match (read, &whole) {
                (Ok(read), Ok(replay)) => assert_eq!(read.state(), replay.state.as_ref()),
                (Err(error), Ok(replay)) => {
                    let fault = replay.fault.as_ref().unwrap();
                    assert_eq!(
                        (error.code().as_str(), error.path()),
                        (fault.code.name(), format!("[{}]", fault.index).as_str())
                    );
                }
                (read, whole) => assert_eq!(read.err().as_ref(), whole.as_ref().err()),
            }
            return None;
        }
        if step.get("due").is_some() {
            return Some(self.held.due_json(at).and_then(written));
        }
        if let Some(page) = step.get("page") {
            let options = step.get("options").map(Value::to_string);
            return Some(self.held.page_json(page.as_str().unwrap(), options.as_deref(), at).and_then(written));
        }
        step.get("by")?;
        let facts = self.facts(step).to_string();
        if step.get("actions").is_some() {
            return Some(self.held.actions_json(&facts).and_then(written));
        }
        if step.get("progress").is_some() {
            return Some(self.held.progress_json(&facts).and_then(written));
        }
        let command = match self.command(&step["command"], &facts) {
            Ok(command) => command.to_string(),
            Err(error) => return Some(Err(error)),
        };
        let before = self.held.version();
        let foreseen = self.held.preview_json(&command, &facts);
        assert_eq!(self.held.version(), before, "a preview takes nothing in");
        let decided = self.held.decide_json(&command, &facts);
        match (&foreseen, &decided) {
            (Ok(foreseen), Ok(decided)) => {
                assert_eq!((&foreseen.events, &foreseen.refusal), (&decided.events, &decided.refusal));
                assert_eq!((&foreseen.prompts, &None), (&decided.prompts, &decided.state));
                let after = if decided.refusal.is_some() { None } else { self.held.state() };
                assert_eq!(foreseen.state.as_ref(), after);
            }
            _ => assert_eq!(foreseen, decided),
        }
        Some(foreseen.and_then(written))
    }

    /// The log as a step spoils it, as text.
    fn spoilt(&self, how: &Value) -> String {
        let dropped = how["drop"].as_u64().and_then(|at| usize::try_from(at).ok());
        let kept: Vec<&Value> =
            self.log.iter().enumerate().filter(|(at, _)| Some(*at) != dropped).map(|(_, event)| event).collect();
        serde_json::to_string(&kept).unwrap()
    }

    fn command(&self, command: &Value, facts: &str) -> Result<Value, Error> {
        let desk = desk();
        let whole = self.state.to_string();
        if command["submit"] == "shown" {
            let views = desk.actions_json(Some(&whole), facts)?;
            let shown: Vec<Value> = views
                .into_iter()
                .filter(|view| view.action.name() == "submit")
                .flat_map(|view| view.confirmations)
                .map(|digest| json!({ "digest": digest }))
                .collect();
            return Ok(json!({ "submit": shown }));
        }
        if *command == "print_ticket" {
            let challenge = desk.challenge_json(&whole, facts)?.challenge.unwrap();
            return Ok(json!({ "print_ticket": { "challenge": challenge.challenge, "answer": challenge.shown } }));
        }
        if command["upload_by_token"]["token"] == "live" {
            let material = command["upload_by_token"]["material"].as_str().unwrap();
            let link = desk.upload_link_json(&whole, material, "https://example.invalid/u/", facts)?;
            let mut command = command.clone();
            command["upload_by_token"]["token"] = json!(link.token);
            return Ok(command);
        }
        Ok(command.clone())
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
