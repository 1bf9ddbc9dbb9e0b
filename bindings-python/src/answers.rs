//! `gongkao.Answers`.

use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatchReader;
use arrow_schema::SchemaRef;
use gongkao::batch::Summary;
use gongkao::{Error, SourceKind};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};

use crate::capsule;
use crate::decider::Decider;
use crate::error::raised;

/// The answers to a table, made while they are read. A stream of Arrow batches, to be read once.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct Answers {
    schema: SchemaRef,
    /// Nothing once somebody took it.
    stream: Mutex<Option<Decider>>,
    summary: Arc<Mutex<Summary>>,
}

impl Answers {
    pub(crate) fn new(decider: Decider, summary: Arc<Mutex<Summary>>) -> Self {
        Self { schema: decider.schema(), stream: Mutex::new(Some(decider)), summary }
    }

    fn take(&self) -> Option<Decider> {
        self.stream.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[pymethods]
impl Answers {
    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The stream as a capsule of Arrow's C data interface, for whoever reads Arrow.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface leaves it to us whether a wish can be met.
        let _ = requested_schema;
        let taken = "these answers were read already; ask for them again";
        let decider = self.take().ok_or_else(|| raised(Error::malformed(SourceKind::Table, "", taken)))?;
        capsule::give(py, Box::new(decider))
    }

    /// The types of the columns as a capsule of Arrow's C data interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::give_schema(py, &self.schema)
    }

    /// The answers in numbers.
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        if let Some(mut decider) = self.take() {
            let failed = py.detach(|| decider.find_map(Result::err));
            if let Some(error) = failed {
                return Err(raised(Error::malformed(SourceKind::Table, "", error.to_string())));
            }
        }
        let summary = self.summary.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let counts = PyDict::new(py);
        counts.set_item("rows", summary.rows)?;
        counts.set_item("met", summary.met)?;
        counts.set_item("unmet", summary.unmet)?;
        counts.set_item("unknown", summary.unknown)?;
        let mut errors = Vec::new();
        for ((field, kind), rows) in summary.rubbish {
            let error = PyDict::new(py);
            error.set_item("error", kind.name())?;
            error.set_item("error_field", field)?;
            error.set_item("rows", rows)?;
            errors.push(error);
        }
        counts.set_item("errors", errors)?;
        Ok(counts)
    }

    /// The answers as a `pyarrow.Table`.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// The answers as a `polars.DataFrame`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// The answers as a `pandas.DataFrame`. Needs `pyarrow`.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    fn __repr__(&self) -> String {
        let state = if self.stream.lock().unwrap_or_else(PoisonError::into_inner).is_some() { "" } else { ", read" };
        format!("<gongkao.Answers: {}{state}>", self.columns().join(", "))
    }
}
