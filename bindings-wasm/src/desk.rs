//! The desk and the tally behind `js/desk.js`.

use std::sync::Arc;

use gongkao::statistics::Record;
use wasm_bindgen::prelude::*;

use crate::application::NativeApplication;
use crate::error::{GongkaoError, thrown};
use crate::written::written;

/// An engine and a procedure, where applications are handled.
#[wasm_bindgen]
pub struct NativeDesk(Arc<gongkao::Desk>);

#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "an optional text crosses the boundary only as an owned one")]
impl NativeDesk {
    /// A desk of what is given as JSON, and Henan's for the rest.
    #[wasm_bindgen(constructor)]
    pub fn new(
        catalogue: Option<String>,
        policy: Option<String>,
        units: Option<String>,
        procedure: Option<String>,
    ) -> Result<NativeDesk, GongkaoError> {
        gongkao::Desk::from_json(catalogue.as_deref(), policy.as_deref(), units.as_deref(), procedure.as_deref())
            .map(|desk| Self(Arc::new(desk)))
            .map_err(thrown)
    }

    /// The procedure as data.
    pub fn procedure(&self) -> Result<String, GongkaoError> {
        written(Ok(self.0.procedure().source()))
    }

    /// What names of the contract are called.
    pub fn words(&self) -> Result<String, GongkaoError> {
        written(Ok(self.0.messages().words()))
    }

    /// An application that has not begun.
    pub fn application(&self) -> NativeApplication {
        NativeApplication(gongkao::Application::new(Arc::clone(&self.0)))
    }

    /// The application a log gives.
    pub fn open(
        &self,
        snapshot: Option<String>,
        events: &str,
        head: Option<String>,
        now: &str,
    ) -> Result<NativeApplication, GongkaoError> {
        gongkao::Application::from_json(Arc::clone(&self.0), snapshot.as_deref(), events, head.as_deref(), now)
            .map(NativeApplication)
            .map_err(thrown)
    }

    /// What a command leads to.
    pub fn decide(&self, state: Option<String>, command: &str, facts: &str) -> Result<String, GongkaoError> {
        written(self.0.decide_json(state.as_deref(), command, facts))
    }

    /// The application a log gives.
    pub fn replay(
        &self,
        snapshot: Option<String>,
        events: &str,
        head: Option<String>,
        now: &str,
    ) -> Result<String, GongkaoError> {
        written(self.0.replay_json(snapshot.as_deref(), events, head.as_deref(), now))
    }

    /// Every action.
    pub fn actions(&self, state: Option<String>, facts: &str) -> Result<String, GongkaoError> {
        written(self.0.actions_json(state.as_deref(), facts))
    }

    /// Where an application stands.
    pub fn progress(&self, state: &str, facts: &str) -> Result<String, GongkaoError> {
        written(self.0.progress_json(state, facts))
    }

    /// What is late, or will be.
    pub fn due(&self, state: &str, now: &str) -> Result<String, GongkaoError> {
        written(self.0.due_json(state, now))
    }

    /// A challenge before a ticket is printed.
    pub fn challenge(&self, state: &str, facts: &str) -> Result<String, GongkaoError> {
        written(self.0.challenge_json(state, facts))
    }

    /// The live upload token of a material.
    pub fn upload_link(&self, state: &str, material: &str, address: &str, facts: &str) -> Result<String, GongkaoError> {
        written(self.0.upload_link_json(state, material, address, facts))
    }

    /// A page of an application.
    pub fn page(&self, page: &str, state: &str, options: Option<String>, now: &str) -> Result<String, GongkaoError> {
        written(self.0.page_json(page, state, options.as_deref(), now))
    }

    /// What a page's QR code says of the saved application.
    pub fn compare_page(&self, state: &str, text: &str) -> Result<String, GongkaoError> {
        written(self.0.compare_page_json(state, text))
    }

    /// Everything wrong with a password typed twice.
    pub fn check_password(&self, password: &str, repeated: &str) -> Result<String, GongkaoError> {
        written(Ok(self.0.check_password_json(password, repeated)))
    }

    /// Whether another verification code may be sent.
    pub fn ask_for_sms(&self, mobile: &str, last: Option<String>, now: &str) -> Result<String, GongkaoError> {
        written(self.0.ask_for_sms_json(mobile, last.as_deref(), now))
    }

    /// What is wrong with name and number.
    pub fn check_real_name(
        &self,
        name: &str,
        identity_number: &str,
        verified: Option<String>,
    ) -> Result<String, GongkaoError> {
        written(self.0.check_real_name_json(name, identity_number, verified.as_deref()))
    }

    /// An empty accumulator for statistics.
    pub fn tally(&self, now: &str) -> Result<NativeTally, GongkaoError> {
        self.0.tally_json(now).map(NativeTally).map_err(thrown)
    }
}

/// An accumulator for statistics.
#[wasm_bindgen]
pub struct NativeTally(gongkao::statistics::Tally);

#[wasm_bindgen]
impl NativeTally {
    /// Counts some more.
    pub fn add(&mut self, records: &str) -> Result<(), GongkaoError> {
        let records = Record::list_from_json(records).map_err(thrown)?;
        for record in &records {
            self.0.add(record);
        }
        Ok(())
    }

    /// The counts so far.
    pub fn report(&self) -> Result<String, GongkaoError> {
        written(Ok(self.0.report()))
    }
}
