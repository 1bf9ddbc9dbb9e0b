//! The core's error as `gongkao.GongkaoError`.

use pyo3::PyErr;

// A class written in Python: type checkers and readers see its fields.
pyo3::import_exception!(gongkao, GongkaoError);

/// The exception of an error. No line is named, for no text with lines was given.
pub(crate) fn raised(error: gongkao::Error) -> PyErr {
    let error = error.without_line();
    GongkaoError::new_err((error.to_string(), error.code(), error.path().to_owned()))
}
