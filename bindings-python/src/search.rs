//! `gongkao.SearchIndex`, `gongkao.SearchSession` and `gongkao.filter_option`.

use std::sync::{Mutex, MutexGuard, PoisonError};

use gongkao::SourceKind;
use gongkao::search::{Hit, Index, Session};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::answer::{Answer, answer};
use crate::argument::{Count, Entries, QueryText, SearchOptions};
use crate::error::{damaged, raised};
use crate::files::with_bytes;

/// A list that can be searched by hanzi and pinyin as it is typed. Threads may share it.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct SearchIndex(pub(crate) Index);

#[pymethods]
impl SearchIndex {
    /// Of a list; with `prefix` one that finds only what starts a name, at less than half the size.
    #[new]
    #[pyo3(signature = (entries, *, prefix=false))]
    fn new(py: Python<'_>, entries: Entries, prefix: bool) -> PyResult<Self> {
        py.detach(|| Index::from_json(&entries, prefix)).map(Self).map_err(raised)
    }

    /// Of the bytes that `to_bytes` gave out.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &Bound<'_, PyAny>) -> PyResult<Self> {
        with_bytes(py, data, SourceKind::Index, |bytes| Index::load(bytes.to_vec()))?
            .map(Self)
            .map_err(|error| damaged(&error))
    }

    /// The index as bytes, to be stored or sent.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.as_bytes())
    }

    /// What may be meant by what was typed, the likeliest first.
    #[pyo3(signature = (query, limit=Count(10), options=None), text_signature = "($self, query, limit=10, options=None)")]
    fn search<'py>(
        &self,
        py: Python<'py>,
        query: QueryText,
        limit: Count,
        options: Option<SearchOptions>,
    ) -> Answer<'py> {
        answer(py, || self.0.search_json(&query, limit.0, options.as_deref()))
    }

    /// A search that follows what is being typed.
    #[pyo3(signature = (limit=Count(10), options=None), text_signature = "($self, limit=10, options=None)")]
    fn session(&self, limit: Count, options: Option<SearchOptions>) -> PyResult<SearchSession> {
        let session = self.0.session_json(limit.0, options.as_deref()).map_err(raised)?;
        Ok(SearchSession(Mutex::new(session)))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }
}

/// A search that follows what is being typed, made by an index.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct SearchSession(Mutex<Session>);

impl SearchSession {
    fn session(&self) -> MutexGuard<'_, Session> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hits<'py>(&self, py: Python<'py>, typed: impl FnOnce(&mut Session) -> &[Hit] + Send) -> Answer<'py> {
        answer(py, || Ok(typed(&mut self.session()).to_vec()))
    }
}

#[pymethods]
impl SearchSession {
    /// Types more; the hits.
    fn push<'py>(&self, py: Python<'py>, typed: QueryText) -> Answer<'py> {
        self.hits(py, |session| session.push(&typed))
    }

    /// Takes back the last character typed; the hits.
    fn pop<'py>(&self, py: Python<'py>) -> Answer<'py> {
        self.hits(py, Session::pop)
    }

    /// Takes what an input field now holds; the hits.
    fn set<'py>(&self, py: Python<'py>, typed: QueryText) -> Answer<'py> {
        self.hits(py, |session| session.set(&typed))
    }

    /// What has been typed.
    #[getter]
    fn query(&self) -> String {
        self.session().query().to_owned()
    }

    /// Whether the hits are all there are, as far as looser ways of matching were followed.
    #[getter]
    fn is_complete(&self) -> bool {
        self.session().is_complete()
    }
}

/// The pieces of a text that match what was typed; None where it does not match.
#[pyfunction]
#[pyo3(signature = (query, text, options=None))]
pub(crate) fn filter_option(
    py: Python<'_>,
    query: QueryText,
    text: QueryText,
    options: Option<SearchOptions>,
) -> Answer<'_> {
    answer(py, || gongkao::filter_option_json(&query, &text, options.as_deref()))
}
