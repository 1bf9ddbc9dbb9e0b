//! The core's answer as Python objects, its error as `gongkao.GongkaoError`.

use gongkao::Error;
use pyo3::prelude::*;
use serde::Serialize;

// A class written in Python: type checkers and readers see its fields.
pyo3::import_exception!(gongkao, GongkaoError);

/// The exception of an error. No line is named, for no text with lines was given.
pub(crate) fn raised(error: Error) -> PyErr {
    let error = error.without_line();
    GongkaoError::new_err((error.to_string(), error.code(), error.path().to_owned()))
}

/// The answer as plain objects.
pub(crate) fn answer<T: Serialize>(py: Python<'_>, answer: Result<T, Error>) -> PyResult<Bound<'_, PyAny>> {
    Ok(pythonize::pythonize(py, &answer.map_err(raised)?)?)
}
