//! Commands in which a word stands for what only a running desk knows.

use gongkao::Error;
use serde_json::{Value, json};

use super::Walk;

/// Where a phone would go, before the token.
pub(super) const ADDRESS: &str = "https://example.invalid/u/";

impl Walk<'_> {
    pub(super) fn command(&mut self, command: &Value, facts: &str) -> Result<Value, Error> {
        let whole = self.state.to_string();
        if command["submit"] == "shown" {
            let views = self.desk.actions_json(Some(&whole), facts)?;
            let shown: Vec<Value> = views
                .into_iter()
                .filter(|view| view.action.name() == "submit")
                .flat_map(|view| view.confirmations)
                .map(|digest| json!({ "digest": digest }))
                .collect();
            return Ok(json!({ "submit": shown }));
        }
        let solution = &command["print_ticket"];
        if *command == "print_ticket" || *solution == "wrong" {
            let challenge = self.desk.challenge_json(&whole, facts)?.challenge.unwrap();
            self.last_challenge = json!({ "challenge": challenge.challenge, "answer": challenge.shown });
        }
        if *command == "print_ticket" || *solution == "last" {
            return Ok(json!({ "print_ticket": self.last_challenge }));
        }
        if *solution == "wrong" {
            return Ok(json!({ "print_ticket": { "challenge": self.last_challenge["challenge"], "answer": "x" } }));
        }
        let upload = &command["upload_by_token"];
        let Some(word) = upload["token"].as_str() else { return Ok(command.clone()) };
        if let Some(of) = word.strip_prefix("live") {
            let material = if of.is_empty() { upload["material"].as_str().unwrap() } else { of.trim() };
            self.last_token = json!(self.desk.upload_link_json(&whole, material, ADDRESS, facts)?.token);
        } else if word != "last" {
            return Ok(command.clone());
        }
        let mut command = command.clone();
        command["upload_by_token"]["token"] = self.last_token.clone();
        Ok(command)
    }
}
