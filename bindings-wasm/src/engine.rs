//! The engine behind `js/engine.js`.

use wasm_bindgen::prelude::*;

use crate::error::{GongkaoError, thrown};
use crate::written::written;

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

    /// Whether the rules of eligibility are met, in a word.
    pub fn eligible(&self, form: &str, day: &str) -> Result<String, GongkaoError> {
        written(self.0.eligible_json(form, day))
    }

    /// When the same facts pass, and until when.
    pub fn when(&self, form: &str, library: Option<String>, day: &str) -> Result<String, GongkaoError> {
        written(self.0.when_json(form, library.as_deref(), day))
    }

    /// What would meet the rules at the least cost.
    pub fn what(&self, form: &str, library: Option<String>, day: &str) -> Result<String, GongkaoError> {
        written(self.0.what_json(form, library.as_deref(), day))
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

    /// What there is to say about files sent for materials, each with what is in it.
    #[wasm_bindgen(js_name = judgeUploads)]
    pub fn judge_uploads(&self, uploads: &str) -> Result<String, GongkaoError> {
        written(self.0.judge_uploads_json(uploads))
    }

    /// What there is to say about a thesis title as it is typed.
    #[wasm_bindgen(js_name = judgeTitle)]
    pub fn judge_title(&self, title: &str) -> Result<String, GongkaoError> {
        written(Ok(self.0.judge_title(title)))
    }
}
