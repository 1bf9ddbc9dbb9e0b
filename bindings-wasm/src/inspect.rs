//! The inspection of files behind `js/inspect/`.

#![allow(unreachable_pub, reason = "the glue is written for public functions only")]

use gongkao::inspect;
use wasm_bindgen::prelude::*;

use crate::error::GongkaoError;
use crate::written::written;

/// What is in a file.
#[wasm_bindgen(js_name = inspect)]
#[allow(clippy::needless_pass_by_value, reason = "an optional text crosses the boundary only as an owned one")]
pub fn inspect_file(bytes: &[u8], name: Option<String>, title: Option<String>) -> Result<String, GongkaoError> {
    written(Ok(inspect::inspect(bytes, name.as_deref(), title.as_deref())))
}

/// What the beginning of a file says.
#[wasm_bindgen(js_name = inspectHeader)]
#[allow(clippy::needless_pass_by_value, reason = "an optional text crosses the boundary only as an owned one")]
pub fn inspect_header(bytes: &[u8], name: Option<String>, title: Option<String>) -> Result<String, GongkaoError> {
    written(Ok(inspect::inspect_header(bytes, name.as_deref(), title.as_deref())))
}

/// The same JPEG without what identifies a place or a person.
#[wasm_bindgen(js_name = stripMetadata)]
pub fn strip_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    inspect::strip_metadata(bytes)
}

/// Reads one file as its bytes arrive.
#[wasm_bindgen]
pub struct NativeInspector(inspect::Inspector);

#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "an optional text crosses the boundary only as an owned one")]
impl NativeInspector {
    /// Begins a file.
    #[wasm_bindgen(constructor)]
    pub fn new(name: Option<String>, title: Option<String>) -> Self {
        let inspector = inspect::Inspector::default();
        Self(match name {
            None => inspector,
            Some(name) => inspector.named(&name, title.as_deref()),
        })
    }

    /// Whether a file of so many bytes is worth reading.
    pub fn expect(&mut self, size: f64) -> bool {
        // JavaScript's lengths are whole and below 2^53; this cast saturates.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
        self.0.expect(size as u64)
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.0.feed(bytes);
    }

    /// What is in the file, of which this was all.
    pub fn finish(self) -> Result<String, GongkaoError> {
        written(Ok(self.0.finish()))
    }
}
