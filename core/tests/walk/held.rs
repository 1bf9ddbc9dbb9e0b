//! The same walk by an application that holds its log.

use std::sync::Arc;

use gongkao::{Application, Error};
use serde_json::Value;

use super::{Walk, words, written};

impl Walk<'_> {
    /// What the application says; nothing where a step does not ask about one.
    pub(super) fn answer_of_held(&mut self, step: &Value) -> Option<Result<String, Error>> {
        let at = step["at"].as_str().unwrap_or_default();
        if let Some(how) = step.get("replay") {
            self.opened(how, at);
            return None;
        }
        if step.get("due").is_some() {
            return Some(self.held.due_json(at).and_then(written));
        }
        if let Some(page) = step.get("page") {
            let options = step.get("options").map(Value::to_string);
            return Some(self.held.page_json(page.as_str().unwrap(), options.as_deref(), at).and_then(written));
        }
        if let Some(code) = step.get("compare_page") {
            return Some(self.held.compare_page(code.as_str().unwrap()).and_then(written));
        }
        step.get("by")?;
        let facts = self.facts(step).to_string();
        if step.get("actions").is_some() {
            return Some(self.held.actions_json(&facts).and_then(written));
        }
        if step.get("progress").is_some() {
            return Some(self.held.progress_json(&facts).and_then(written));
        }
        if step.get("challenge").is_some() {
            return Some(self.held.challenge_json(&facts).and_then(written));
        }
        if let Some(material) = step.get("upload_link") {
            let material = material.as_str().unwrap();
            return Some(self.held.upload_link_json(material, words::ADDRESS, &facts).and_then(written));
        }
        let command = match self.command(&step["command"], &facts) {
            Ok(command) => command.to_string(),
            Err(error) => return Some(Err(error)),
        };
        Some(self.decided(&command, &facts))
    }

    /// The preview, after the decision has come to the same.
    fn decided(&mut self, command: &str, facts: &str) -> Result<String, Error> {
        let before = self.held.version();
        let foreseen = self.held.preview_json(command, facts);
        assert_eq!(self.held.version(), before, "a preview takes nothing in");
        let decided = self.held.decide_json(command, facts);
        match (&foreseen, &decided) {
            (Ok(foreseen), Ok(decided)) => {
                assert_eq!((&foreseen.events, &foreseen.refusal), (&decided.events, &decided.refusal));
                assert_eq!((&foreseen.prompts, &None), (&decided.prompts, &decided.state));
                let after = if decided.refusal.is_some() { None } else { self.held.state() };
                assert_eq!(foreseen.state.as_ref(), after);
            }
            _ => assert_eq!(foreseen, decided),
        }
        foreseen.and_then(written)
    }

    /// A log that the desk finds at fault opens no application: the error has the fault as its code and the event as its path.
    fn opened(&self, how: &Value, at: &str) {
        let (log, head) = (self.spoilt(how), how["head"].as_str());
        let opened = Application::from_json(Arc::clone(&self.desk), None, &log, head, at);
        match (opened, self.desk.replay_json(None, &log, head, at)) {
            (Ok(opened), Ok(replay)) => assert_eq!(opened.state(), replay.state.as_ref()),
            (Err(error), Ok(replay)) => {
                let fault = replay.fault.unwrap();
                assert_eq!(error.code(), fault.code.name());
                assert_eq!(error.path(), format!("[{}]", fault.index));
            }
            (opened, replay) => assert_eq!(opened.err(), replay.err()),
        }
    }
}
