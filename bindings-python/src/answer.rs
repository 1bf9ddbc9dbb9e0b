//! An answer of the core as plain Python values.

use gongkao::Error;
use pyo3::prelude::*;
use serde::Serialize;

use crate::error::raised;

pub(crate) type Answer<'py> = PyResult<Bound<'py, PyAny>>;

/// Works while other threads go on; what comes out, as dicts, lists and texts.
pub(crate) fn answer<T: Serialize + Send>(
    py: Python<'_>,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> Answer<'_> {
    Ok(pythonize::pythonize(py, &py.detach(work).map_err(raised)?)?)
}
