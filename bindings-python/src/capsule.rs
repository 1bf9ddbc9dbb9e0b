//! Arrow's C data interface in Python capsules: the one file with `unsafe` in it.
//!
//! What holds here, and has to hold for it to be sound:
//!
//! - A pointer is taken only out of a capsule with the name that the `PyCapsule` interface gives to exactly that struct. Whoever
//!   makes such a capsule vouches for what it points to, as every C extension does.
//! - What a capsule holds is moved out of it, and what is left behind is marked as released. So it is released once: by us, when the
//!   moved value drops, and the capsule's own destructor finds nothing to do.
//! - The schema of a capsule is read before it is moved or dropped, while the capsule is alive.
//! - Nothing of the data is looked at here. [`sound`] is to be called on it before its values are read as Rust's.
#![allow(unsafe_code, reason = "a capsule is a pointer, and only C's word says what it points to")]

use std::ffi::CStr;
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{Array, RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, Schema};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// A table as it comes in.
pub(crate) type Batches = Box<dyn RecordBatchReader + Send>;

/// Why a table could not be taken.
pub(crate) enum NoTable {
    /// The object has neither method of the interface.
    Foreign,
    /// The object raised.
    Raised(PyErr),
    /// What it gave is no table.
    Wrong(String),
}

impl From<PyErr> for NoTable {
    fn from(error: PyErr) -> Self {
        Self::Raised(error)
    }
}

impl From<ArrowError> for NoTable {
    fn from(error: ArrowError) -> Self {
        Self::Wrong(error.to_string())
    }
}

/// Takes the batches of any object with the `PyCapsule` interface.
pub(crate) fn take(table: &Bound<'_, PyAny>) -> Result<Batches, NoTable> {
    if let Some(method) = table.getattr_opt("__arrow_c_stream__")? {
        return take_stream(&method.call0()?);
    }
    match table.getattr_opt("__arrow_c_array__")? {
        Some(method) => take_array(&method.call0()?),
        None => Err(NoTable::Foreign),
    }
}

fn take_stream(capsule: &Bound<'_, PyAny>) -> Result<Batches, NoTable> {
    let stream = capsule_of(capsule)?.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: the name says that it points to this struct, initialised; it is moved out, and nobody else holds it while the
    // interpreter is held.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    Ok(Box::new(RecordBatchStreamReader::try_new(stream)?))
}

fn take_array(pair: &Bound<'_, PyAny>) -> Result<Batches, NoTable> {
    let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) =
        pair.cast::<PyTuple>().map_err(PyErr::from)?.extract()?;
    let schema = capsule_of(&schema)?.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = capsule_of(&array)?.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: as above. A null or released schema would be read as texts that are not there, so it is refused first.
    let data = unsafe {
        let array = FFI_ArrowArray::from_raw(array.as_ptr());
        let schema = FFI_ArrowSchema::from_raw(schema.as_ptr());
        if array.is_released() || schema.release().is_none() {
            return Err(NoTable::Wrong("the array was taken already".to_owned()));
        }
        from_ffi(array, &schema)?
    };
    if !matches!(data.data_type(), arrow_schema::DataType::Struct(_)) {
        return Err(NoTable::Wrong(format!("expected columns, found one array of {}", data.data_type())));
    }
    if data.null_count() > 0 {
        return Err(NoTable::Wrong("a row of a table cannot be null as a whole".to_owned()));
    }
    let batch = RecordBatch::from(StructArray::from(data));
    let schema = batch.schema();
    Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)))
}

fn capsule_of<'a, 'py>(value: &'a Bound<'py, PyAny>) -> Result<&'a Bound<'py, PyCapsule>, NoTable> {
    value.cast::<PyCapsule>().map_err(|_| NoTable::Wrong("expected a capsule of Arrow's C data interface".to_owned()))
}

/// Whether the values are what their types say: texts are UTF-8, offsets and keys lie inside. Only then may they be read.
pub(crate) fn sound(batch: &RecordBatch) -> Result<(), ArrowError> {
    batch.columns().iter().try_for_each(|column| column.to_data().validate_full())
}

/// Batches as a capsule that any consumer may take once.
pub(crate) fn give(py: Python<'_>, batches: Batches) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(batches), STREAM)
}

/// A schema as a capsule.
pub(crate) fn give_schema<'py>(py: Python<'py>, schema: &Arc<Schema>) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema.as_ref());
    let schema = schema.map_err(|error| pyo3::exceptions::PyRuntimeError::new_err(error.to_string()))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}
