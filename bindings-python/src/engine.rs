//! `gongkao.Engine`.

use std::sync::Arc;

use gongkao::eligibility::trace::Outcome;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::answer::{Answer, answer};
use crate::answers::Answers;
use crate::argument::{
    Acknowledged, Count, Day, FileText, Form, Given, Library, QueryText, Record, Units, Uploads, given,
};
use crate::catalogue::Catalogue;
use crate::error::raised;
use crate::policy::Policy;
use crate::table;

/// One catalogue and one policy, asked about forms. Threads may share it.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct Engine(Arc<gongkao::Engine>);

impl Engine {
    /// The engine, to be kept by another handle.
    pub(crate) fn shared(&self) -> Arc<gongkao::Engine> {
        Arc::clone(&self.0)
    }
}

#[pymethods]
impl Engine {
    #[new]
    #[pyo3(signature = (*, catalogue=None, policy=None, units=None))]
    fn new(
        py: Python<'_>,
        catalogue: Option<Given<Catalogue>>,
        policy: Option<Given<Policy>>,
        units: Option<Units>,
    ) -> PyResult<Self> {
        let made = || gongkao::Engine::from_json(given(catalogue.as_ref()), given(policy.as_ref()), units.as_deref());
        py.detach(made).map(|engine| Self(Arc::new(engine))).map_err(raised)
    }

    /// An engine goes to another process as what it was made of.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        let parts = (
            pythonize::pythonize(py, &self.0.catalogue().to_data())?,
            pythonize::pythonize(py, self.0.policy().source())?,
            pythonize::pythonize(py, &self.0.units().map(|units| units.iter().collect::<Vec<_>>()))?,
        );
        Ok((py.import("gongkao._pickle")?.getattr("engine")?, parts))
    }

    /// The work types that what was typed may mean, the likeliest first.
    #[pyo3(signature = (query, limit=Count(10)), text_signature = "($self, query, limit=10)")]
    fn search<'py>(&self, py: Python<'py>, query: QueryText, limit: Count) -> Answer<'py> {
        answer(py, || Ok(self.0.search(&query, limit.0)))
    }

    /// Everything there is to say about a form on a day.
    fn assess<'py>(&self, py: Python<'py>, form: Form, library: Option<Library>, day: Day) -> Answer<'py> {
        answer(py, || self.0.assess_json(&form, library.as_deref(), &day))
    }

    /// Whether the rules of eligibility are met, in a word.
    fn eligible(&self, py: Python<'_>, form: Form, day: Day) -> PyResult<&'static str> {
        py.detach(|| self.0.eligible_json(&form, &day)).map(Outcome::name).map_err(raised)
    }

    /// When the same facts pass, and until when.
    fn when<'py>(&self, py: Python<'py>, form: Form, library: Option<Library>, day: Day) -> Answer<'py> {
        answer(py, || self.0.when_json(&form, library.as_deref(), &day))
    }

    /// What would meet the rules at the least cost.
    fn what<'py>(&self, py: Python<'py>, form: Form, library: Option<Library>, day: Day) -> Answer<'py> {
        answer(py, || self.0.what_json(&form, library.as_deref(), &day))
    }

    /// What a back end keeps of a decision: by which policy, on which facts, and how every rule came out.
    fn record<'py>(&self, py: Python<'py>, form: Form, library: Option<Library>, day: Day) -> Answer<'py> {
        answer(py, || self.0.record_json(&form, library.as_deref(), &day))
    }

    /// Makes a recorded decision again and says where the two part; nothing where they agree.
    fn reproduce<'py>(&self, py: Python<'py>, record: Record, form: Form, library: Option<Library>) -> Answer<'py> {
        answer(py, || self.0.reproduce_json(&record, &form, library.as_deref()))
    }

    /// What submitting the form answers. The library is needed, empty if it has no records.
    #[pyo3(signature = (form, library, day, acknowledged=None), text_signature = "($self, form, library, day, acknowledged=())")]
    fn submit<'py>(
        &self,
        py: Python<'py>,
        form: Form,
        library: Option<Library>,
        day: Day,
        acknowledged: Option<Acknowledged>,
    ) -> Answer<'py> {
        let acknowledged = acknowledged.as_deref().unwrap_or("[]");
        answer(py, || self.0.submit_json(&form, library.as_deref(), &day, acknowledged))
    }

    /// What there is to say about files sent for materials, each with what is in it.
    fn judge_uploads<'py>(&self, py: Python<'py>, uploads: Uploads) -> Answer<'py> {
        answer(py, || self.0.judge_uploads_json(&uploads))
    }

    /// What there is to say about a thesis title as it is typed.
    fn judge_title<'py>(&self, py: Python<'py>, title: FileText) -> Answer<'py> {
        answer(py, || Ok(self.0.judge_title(&title)))
    }

    /// The columns of `Sql.computed` for one form, by name; whole numbers, `None` where nothing was answered.
    fn sql_values<'py>(&self, py: Python<'py>, form: Form, day: Day) -> Answer<'py> {
        answer(py, || self.0.sql_values_json(&form, &day))
    }

    /// The verdict on a day as SQL, for `duckdb`, `postgresql`, `spark` or `datafusion`.
    fn sql<'py>(&self, py: Python<'py>, dialect: QueryText, day: Day) -> Answer<'py> {
        answer(py, || self.0.sql_json(&dialect, &day))
    }

    /// The answers to a table of people, row by row.
    #[pyo3(
        signature = (table, day, *, wanted=None, keep=None, threads=None),
        text_signature = "($self, table, day, *, wanted=('routes', 'codes', 'needed', 'earliest'), keep=(), threads=None)"
    )]
    fn assess_table(
        &self,
        table: &Bound<'_, PyAny>,
        day: Day,
        wanted: Option<&Bound<'_, PyAny>>,
        keep: Option<&Bound<'_, PyAny>>,
        threads: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Answers> {
        table::assess(&self.0, table, &day, wanted, keep, threads)
    }

    /// Everything there is to say about one row of a table of people.
    #[pyo3(signature = (table, row, day, *, library=None))]
    fn assess_row<'py>(
        &self,
        py: Python<'py>,
        table: &Bound<'py, PyAny>,
        row: &Bound<'py, PyAny>,
        day: Day,
        library: Option<Library>,
    ) -> Answer<'py> {
        let (row, mut input) = (table::number(row)?, table::take(table)?);
        answer(py, || table::assess_row(&self.0, &mut input, row, &day, library.as_deref()))
    }

    /// The rules of a row in words, from its answers alone.
    fn explain_row<'py>(&self, py: Python<'py>, row: &Bound<'py, PyAny>, day: Day) -> Answer<'py> {
        let (level, rules, trace) = table::kept(row)?;
        answer(py, || self.0.explain_trace(level, &rules, &trace, gongkao::read_day(&day)?))
    }

    /// The columns that a table of people may have.
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        table::columns(py, &self.0)
    }
}

/// Catalogue, policy and units.
type Parts<'py> = (Bound<'py, PyAny>, Bound<'py, PyAny>, Bound<'py, PyAny>);
