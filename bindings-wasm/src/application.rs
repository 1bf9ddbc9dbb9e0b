//! The application behind `js/application.js`.

use wasm_bindgen::prelude::*;

use crate::error::{GongkaoError, thrown};
use crate::written::written;

/// One application at a desk: the events it holds and the state they lead to.
#[wasm_bindgen]
pub struct NativeApplication(pub(crate) gongkao::Application);

#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "an optional text crosses the boundary only as an owned one")]
impl NativeApplication {
    /// How many events there were; a number JavaScript holds exactly, for a log is far shorter.
    #[allow(clippy::cast_precision_loss, reason = "a log has fewer than 2^53 events")]
    pub fn version(&self) -> f64 {
        self.0.version() as f64
    }

    /// As the events left it.
    pub fn state(&self) -> Result<String, GongkaoError> {
        written(Ok(self.0.state()))
    }

    /// The events it holds.
    pub fn events(&self) -> Result<String, GongkaoError> {
        written(Ok(self.0.events()))
    }

    /// What a command leads to; its events are taken in.
    pub fn decide(&mut self, command: &str, facts: &str) -> Result<String, GongkaoError> {
        written(self.0.decide_json(command, facts))
    }

    /// What a command would lead to.
    pub fn preview(&self, command: &str, facts: &str) -> Result<String, GongkaoError> {
        written(self.0.preview_json(command, facts))
    }

    /// Takes in events that were decided elsewhere.
    pub fn take(&mut self, events: &str, now: &str) -> Result<(), GongkaoError> {
        self.0.take_json(events, now).map_err(thrown)
    }

    /// Every action.
    pub fn actions(&self, facts: &str) -> Result<String, GongkaoError> {
        written(self.0.actions_json(facts))
    }

    /// Where it stands.
    pub fn progress(&self, facts: &str) -> Result<String, GongkaoError> {
        written(self.0.progress_json(facts))
    }

    /// What is late, or will be.
    pub fn due(&self, now: &str) -> Result<String, GongkaoError> {
        written(self.0.due_json(now))
    }

    /// A challenge before its ticket is printed.
    pub fn challenge(&self, facts: &str) -> Result<String, GongkaoError> {
        written(self.0.challenge_json(facts))
    }

    /// The live upload token of a material.
    pub fn upload_link(&self, material: &str, address: &str, facts: &str) -> Result<String, GongkaoError> {
        written(self.0.upload_link_json(material, address, facts))
    }

    /// A page of it.
    pub fn page(&self, page: &str, options: Option<String>, now: &str) -> Result<String, GongkaoError> {
        written(self.0.page_json(page, options.as_deref(), now))
    }

    /// What a page's QR code says of it.
    pub fn compare_page(&self, text: &str) -> Result<String, GongkaoError> {
        written(self.0.compare_page(text))
    }
}
