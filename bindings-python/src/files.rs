//! `gongkao.inspect` and its kin: bytes in, plain dicts out.

use gongkao::inspect::{self, FileReport};
use gongkao::{Error, SourceKind};
use pyo3::buffer::PyBuffer;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::answer::{Answer, answer};
use crate::argument::FileText;
use crate::error::raised;

/// What is in a file.
#[pyfunction]
#[pyo3(name = "inspect", signature = (data, name=None, title=None))]
pub(crate) fn inspect_file<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    name: Option<FileText>,
    title: Option<FileText>,
) -> Answer<'py> {
    look(py, data, name, title, inspect::inspect)
}

/// What the beginning of a file says.
#[pyfunction]
#[pyo3(signature = (data, name=None, title=None))]
pub(crate) fn inspect_header<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    name: Option<FileText>,
    title: Option<FileText>,
) -> Answer<'py> {
    look(py, data, name, title, inspect::inspect_header)
}

/// The same JPEG without what identifies a place or a person; None where it is no JPEG, or its headers break off.
#[pyfunction]
pub(crate) fn strip_metadata<'py>(py: Python<'py>, data: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyBytes>>> {
    let stripped = with_bytes(py, data, SourceKind::Uploads, inspect::strip_metadata)?;
    Ok(stripped.map(|bytes| PyBytes::new(py, &bytes)))
}

/// Reads one file as its bytes arrive.
#[pyclass(module = "gongkao")]
pub(crate) struct Inspector(Option<inspect::Inspector>);

#[pymethods]
impl Inspector {
    #[new]
    #[pyo3(signature = (name=None, title=None))]
    fn new(name: Option<FileText>, title: Option<FileText>) -> Self {
        let inspector = inspect::Inspector::default();
        Self(Some(match name {
            None => inspector,
            Some(name) => inspector.named(&name, title.as_deref()),
        }))
    }

    /// Takes the next bytes.
    fn feed<'py>(&mut self, py: Python<'py>, data: &Bound<'py, PyAny>) -> PyResult<()> {
        let inspector = self.0.as_mut().ok_or_else(finished)?;
        with_bytes(py, data, SourceKind::Uploads, |bytes| inspector.feed(bytes))
    }

    /// What is in the file, of which this was all. Only once.
    fn finish<'py>(&mut self, py: Python<'py>) -> Answer<'py> {
        let inspector = self.0.take().ok_or_else(finished)?;
        answer(py, || Ok(inspector.finish()))
    }
}

fn finished() -> PyErr {
    raised(Error::malformed(SourceKind::Uploads, "", "the file was finished; begin the next with a new `Inspector`"))
}

fn look<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    name: Option<FileText>,
    title: Option<FileText>,
    look: fn(&[u8], Option<&str>, Option<&str>) -> FileReport,
) -> Answer<'py> {
    let looked = |bytes: &[u8]| look(bytes, name.as_deref(), title.as_deref());
    let report = with_bytes(py, data, SourceKind::Uploads, looked)?;
    Ok(pythonize::pythonize(py, &report)?)
}

/// Works on the bytes of any buffer while other threads go on. Those of `bytes` are read where they are; those of another
/// buffer are copied, for its owner may change them meanwhile.
pub(crate) fn with_bytes<T: Send>(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    kind: SourceKind,
    work: impl FnOnce(&[u8]) -> T + Send,
) -> PyResult<T> {
    if let Ok(bytes) = data.cast::<PyBytes>() {
        let bytes = bytes.as_bytes();
        return Ok(py.detach(|| work(bytes)));
    }
    let expected = "expected the bytes of a file: `bytes` or another buffer of bytes";
    let wrong = |_| raised(Error::malformed(kind, "", expected));
    let copied = PyBuffer::<u8>::get(data).and_then(|buffer| buffer.to_vec(py)).map_err(wrong)?;
    Ok(py.detach(|| work(&copied)))
}
