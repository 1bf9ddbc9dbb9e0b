//! The engine behind `js/engine.js`.

use gongkao::{Error, SourceKind};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::{GongkaoError, thrown};

/// One catalogue and one policy, asked about forms.
#[wasm_bindgen]
pub struct NativeEngine(gongkao::Engine);

#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "an optional text crosses the boundary only as an owned one")]
impl NativeEngine {
    /// An engine of what is given as JSON, and Henan's for the rest.
    #[wasm_bindgen(constructor)]
    pub fn new(
        catalogue: Option<String>,
        policy: Option<String>,
        units: Option<String>,
    ) -> Result<NativeEngine, GongkaoError> {
        gongkao::Engine::from_json(catalogue.as_deref(), policy.as_deref(), units.as_deref()).map(Self).map_err(thrown)
    }

    /// The work types that what was typed may mean, the likeliest first.
    pub fn search(&self, query: &str, limit: usize) -> Result<String, GongkaoError> {
        written(Ok(self.0.search(query, limit)))
    }

    /// Everything there is to say about a form on a day.
    pub fn assess(&self, form: &str, library: Option<String>, day: &str) -> Result<String, GongkaoError> {
        written(self.0.assess_json(form, library.as_deref(), day))
    }

    /// What a back end keeps of a decision.
    pub fn record(&self, form: &str, library: Option<String>, day: &str) -> Result<String, GongkaoError> {
        written(self.0.record_json(form, library.as_deref(), day))
    }

    /// Makes a recorded decision again and says where the two part.
    pub fn reproduce(&self, record: &str, form: &str, library: Option<String>) -> Result<String, GongkaoError> {
        written(self.0.reproduce_json(record, form, library.as_deref()))
    }

    /// What submitting the form answers. The library is needed, empty if it has no records.
    pub fn submit(
        &self,
        form: &str,
        library: Option<String>,
        day: &str,
        acknowledged: &str,
    ) -> Result<String, GongkaoError> {
        written(self.0.submit_json(form, library.as_deref(), day, acknowledged))
    }
}

pub(crate) fn written<T: Serialize>(answer: Result<T, Error>) -> Result<String, GongkaoError> {
    let json = |answer: T| {
        serde_json::to_string(&answer).map_err(|error| Error::malformed(SourceKind::Form, "", error.to_string()))
    };
    answer.and_then(json).map_err(thrown)
}
