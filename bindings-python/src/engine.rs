//! `gongkao.Engine`.

use gongkao::SourceKind;
use pyo3::prelude::*;

use crate::argument;
use crate::error::{answer, raised};

/// One catalogue and one policy, asked about forms. Threads may share it.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct Engine(gongkao::Engine);

#[pymethods]
impl Engine {
    #[new]
    #[pyo3(signature = (*, catalogue=None, policy=None, units=None))]
    fn new(
        py: Python<'_>,
        catalogue: Option<&Bound<'_, PyAny>>,
        policy: Option<&Bound<'_, PyAny>>,
        units: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let catalogue = argument::optional(catalogue, SourceKind::Catalogue).map_err(raised)?;
        let policy = argument::optional(policy, SourceKind::Policy).map_err(raised)?;
        let units = argument::optional(units, SourceKind::Units).map_err(raised)?;
        py.detach(|| gongkao::Engine::from_json(catalogue.as_deref(), policy.as_deref(), units.as_deref()))
            .map(Self)
            .map_err(raised)
    }

    /// The work types that what was typed may mean, the likeliest first.
    #[pyo3(signature = (query, limit=argument::Count(10)), text_signature = "($self, query, limit=10)")]
    fn search<'py>(
        &self,
        py: Python<'py>,
        query: &Bound<'py, PyAny>,
        limit: argument::Count,
    ) -> PyResult<Bound<'py, PyAny>> {
        let query = argument::text(query, SourceKind::Query).map_err(raised)?;
        let hits = py.detach(|| self.0.search(&query, limit.0));
        Ok(pythonize::pythonize(py, &hits)?)
    }

    /// Everything there is to say about a form on a day.
    fn assess<'py>(
        &self,
        py: Python<'py>,
        form: &Bound<'py, PyAny>,
        library: Option<&Bound<'py, PyAny>>,
        day: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let form = argument::json(form, SourceKind::Form).map_err(raised)?;
        let library = argument::optional(library, SourceKind::Library).map_err(raised)?;
        let day = argument::day(day).map_err(raised)?;
        answer(py, py.detach(|| self.0.assess_json(&form, library.as_deref(), &day)))
    }

    /// When the same facts pass, and until when.
    fn when<'py>(
        &self,
        py: Python<'py>,
        form: &Bound<'py, PyAny>,
        library: Option<&Bound<'py, PyAny>>,
        day: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let form = argument::json(form, SourceKind::Form).map_err(raised)?;
        let library = argument::optional(library, SourceKind::Library).map_err(raised)?;
        let day = argument::day(day).map_err(raised)?;
        answer(py, py.detach(|| self.0.when_json(&form, library.as_deref(), &day)))
    }

    /// What would meet the rules at the least cost.
    fn what<'py>(
        &self,
        py: Python<'py>,
        form: &Bound<'py, PyAny>,
        library: Option<&Bound<'py, PyAny>>,
        day: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let form = argument::json(form, SourceKind::Form).map_err(raised)?;
        let library = argument::optional(library, SourceKind::Library).map_err(raised)?;
        let day = argument::day(day).map_err(raised)?;
        answer(py, py.detach(|| self.0.what_json(&form, library.as_deref(), &day)))
    }

    /// What a back end keeps of a decision: by which policy, on which facts, and how every rule came out.
    fn record<'py>(
        &self,
        py: Python<'py>,
        form: &Bound<'py, PyAny>,
        library: Option<&Bound<'py, PyAny>>,
        day: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let form = argument::json(form, SourceKind::Form).map_err(raised)?;
        let library = argument::optional(library, SourceKind::Library).map_err(raised)?;
        let day = argument::day(day).map_err(raised)?;
        answer(py, py.detach(|| self.0.record_json(&form, library.as_deref(), &day)))
    }

    /// Makes a recorded decision again and says where the two part; nothing where they agree.
    fn reproduce<'py>(
        &self,
        py: Python<'py>,
        record: &Bound<'py, PyAny>,
        form: &Bound<'py, PyAny>,
        library: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let record = argument::json(record, SourceKind::Record).map_err(raised)?;
        let form = argument::json(form, SourceKind::Form).map_err(raised)?;
        let library = argument::optional(library, SourceKind::Library).map_err(raised)?;
        answer(py, py.detach(|| self.0.reproduce_json(&record, &form, library.as_deref())))
    }

    /// What submitting the form answers. The library is needed, empty if it has no records.
    #[pyo3(signature = (form, library, day, acknowledged=None), text_signature = "($self, form, library, day, acknowledged=())")]
    fn submit<'py>(
        &self,
        py: Python<'py>,
        form: &Bound<'py, PyAny>,
        library: Option<&Bound<'py, PyAny>>,
        day: &Bound<'py, PyAny>,
        acknowledged: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let form = argument::json(form, SourceKind::Form).map_err(raised)?;
        let library = argument::optional(library, SourceKind::Library).map_err(raised)?;
        let day = argument::day(day).map_err(raised)?;
        let acknowledged = argument::optional(acknowledged, SourceKind::Acknowledgements).map_err(raised)?;
        let acknowledged = acknowledged.as_deref().unwrap_or("[]");
        answer(py, py.detach(|| self.0.submit_json(&form, library.as_deref(), &day, acknowledged)))
    }

    /// What there is to say about files sent for materials, each with what is in it.
    fn judge_uploads<'py>(&self, py: Python<'py>, uploads: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let uploads = argument::json(uploads, SourceKind::Uploads).map_err(raised)?;
        let reports = py.detach(|| self.0.judge_uploads_json(&uploads)).map_err(raised)?;
        Ok(pythonize::pythonize(py, &reports)?)
    }

    /// What there is to say about a thesis title as it is typed.
    fn judge_title<'py>(&self, py: Python<'py>, title: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let title = argument::text(title, SourceKind::Uploads).map_err(raised)?;
        Ok(pythonize::pythonize(py, &self.0.judge_title(&title))?)
    }
}
