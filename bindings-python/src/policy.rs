//! `gongkao.Policy`.

use gongkao::SourceKind;
use gongkao::prove;
use pyo3::prelude::*;

use crate::answer::{Answer, answer};
use crate::argument::{Day, Given, Handle, PolicyFiles, PolicyJson, PolicyText, QueryText, Scope, given};
use crate::catalogue::Catalogue;
use crate::error::raised;

/// Rules as data, and what can be said of them. Threads may share it.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct Policy(gongkao::policy::Policy);

impl Handle for Policy {
    type Held = gongkao::policy::Policy;
    const KIND: SourceKind = SourceKind::Policy;

    fn held(&self) -> &Self::Held {
        &self.0
    }
}

#[pymethods]
impl Policy {
    /// Of its data, as `source` gives it out.
    #[new]
    fn new(py: Python<'_>, source: PolicyJson) -> PyResult<Self> {
        py.detach(|| gongkao::policy::Policy::from_json(&source)).map(Self).map_err(raised)
    }

    /// One that comes with the library, by its name.
    #[staticmethod]
    fn shipped(py: Python<'_>, name: PolicyText) -> PyResult<Self> {
        py.detach(|| gongkao::policy::Policy::shipped(&name)).map(Self).map_err(raised)
    }

    /// The names of all that come with the library.
    #[staticmethod]
    fn shipped_names() -> Vec<&'static str> {
        gongkao::policy::Policy::shipped_ids().collect()
    }

    /// Of its TOML files, texts by file name. One that extends another is put on `base`, or on the one that comes with the library.
    #[staticmethod]
    #[pyo3(signature = (files, base=None))]
    fn from_toml(py: Python<'_>, files: PolicyFiles, base: Option<Py<Self>>) -> PyResult<Self> {
        let base = base.as_ref().map(|base| &base.get().0);
        py.detach(|| gongkao::policy::Policy::from_files_json(&files, base)).map(Self).map_err(raised)
    }

    /// The one that holds for a place and exam year, among some or among those that come with the library.
    #[staticmethod]
    #[pyo3(signature = (scope, among=None))]
    fn select(py: Python<'_>, scope: Scope, among: Option<Vec<Py<Self>>>) -> PyResult<Self> {
        let among = among.map(|among| among.iter().map(|policy| policy.get().0.clone()).collect());
        py.detach(|| gongkao::policy::Policy::select_json(&scope, among)).map(Self).map_err(raised)
    }

    /// Its name.
    #[getter]
    fn id(&self) -> &str {
        &self.0.source().policy.id
    }

    /// SHA-256 of its content, in hexadecimal: two policies with the same digest decide the same.
    #[getter]
    fn digest(&self) -> &str {
        self.0.digest()
    }

    /// The policy as data, without its cases.
    fn source<'py>(&self, py: Python<'py>) -> Answer<'py> {
        answer(py, || Ok(self.0.source()))
    }

    /// An outline for a person to read, with the policy's own words in `zh` or `en`.
    #[pyo3(signature = (language=None), text_signature = "($self, language='zh')")]
    fn show(&self, language: Option<QueryText>) -> PyResult<String> {
        self.0.outline_json(language.as_deref().unwrap_or("zh")).map_err(raised)
    }

    /// What is odd about it; with a day, also whether it is due for review.
    #[pyo3(signature = (day=None))]
    fn lint<'py>(&self, py: Python<'py>, day: Option<Day>) -> Answer<'py> {
        answer(py, || self.0.lint_json(day.as_deref()))
    }

    /// Runs its own cases, which its TOML files have and its data has not.
    #[pyo3(signature = (catalogue=None))]
    fn run_cases<'py>(&self, py: Python<'py>, catalogue: Option<Given<Catalogue>>) -> Answer<'py> {
        answer(py, || Ok(self.0.engine(given(catalogue.as_ref()))?.run_cases()))
    }

    /// What it can and cannot do, for everybody.
    #[pyo3(signature = (catalogue=None))]
    fn analyse<'py>(&self, py: Python<'py>, catalogue: Option<Given<Catalogue>>) -> Answer<'py> {
        answer(py, || Ok(prove::analyse(&self.0.engine(given(catalogue.as_ref()))?)))
    }

    /// What its own cases show of every comparison, and cases for what they do not.
    #[pyo3(signature = (catalogue=None))]
    fn coverage<'py>(&self, py: Python<'py>, catalogue: Option<Given<Catalogue>>) -> Answer<'py> {
        answer(py, || Ok(prove::coverage(&self.0.engine(given(catalogue.as_ref()))?)))
    }

    /// What a newer policy decides otherwise, and for whom.
    #[pyo3(signature = (new, catalogue=None))]
    fn difference<'py>(&self, py: Python<'py>, new: Given<Self>, catalogue: Option<Given<Catalogue>>) -> Answer<'py> {
        answer(py, || {
            let old = self.0.engine(given(catalogue.as_ref()))?;
            let new = gongkao::Engine::from_json(given(catalogue.as_ref()), given(Some(&new)), None)?;
            Ok(prove::difference(&old, &new))
        })
    }

    /// The verdict on a day as SQL, for `duckdb`, `postgresql`, `spark` or `datafusion`.
    #[pyo3(signature = (dialect, day, catalogue=None))]
    fn sql<'py>(
        &self,
        py: Python<'py>,
        dialect: QueryText,
        day: Day,
        catalogue: Option<Given<Catalogue>>,
    ) -> Answer<'py> {
        answer(py, || self.0.engine(given(catalogue.as_ref()))?.sql_json(&dialect, &day))
    }
}
