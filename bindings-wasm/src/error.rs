//! The core's error as the package's `GongkaoError`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../js/error.js")]
extern "C" {
    /// A real `Error` of JavaScript, so that it has a stack and is shown as one.
    pub type GongkaoError;

    #[wasm_bindgen(constructor)]
    fn new(message: &str, code: &str, path: &str) -> GongkaoError;
}

/// What is thrown for an error. No line is named, for no text with lines was given.
pub(crate) fn thrown(error: gongkao::Error) -> GongkaoError {
    let error = error.without_line();
    GongkaoError::new(&error.to_string(), &error.code(), error.path())
}
