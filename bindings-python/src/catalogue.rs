//! `gongkao.Catalogue`.

use gongkao::SourceKind;
use gongkao::catalogue::import::{Imported, RowError, read_csv};
use pyo3::prelude::*;

use crate::answer::{Answer, answer};
use crate::argument::{CatalogueText, Count, Given, Handle, QueryText, SearchOptions, given};
use crate::error::raised;
use crate::files::with_bytes;
use crate::search::SearchIndex;

/// A catalogue of work types. Threads may share it.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct Catalogue {
    catalogue: gongkao::catalogue::Catalogue,
    complaints: Vec<RowError>,
}

impl Handle for Catalogue {
    type Held = gongkao::catalogue::Catalogue;
    const KIND: SourceKind = SourceKind::Catalogue;

    fn held(&self) -> &Self::Held {
        &self.catalogue
    }
}

impl From<gongkao::catalogue::Catalogue> for Catalogue {
    fn from(catalogue: gongkao::catalogue::Catalogue) -> Self {
        Self { catalogue, complaints: Vec::new() }
    }
}

#[pymethods]
impl Catalogue {
    /// Of what is given as data; the work types confirmed for Henan where nothing is.
    #[new]
    #[pyo3(signature = (data=None))]
    fn new(py: Python<'_>, data: Option<Given<Self>>) -> PyResult<Self> {
        py.detach(|| gongkao::catalogue::Catalogue::given(given(data.as_ref()))).map(Self::from).map_err(raised)
    }

    /// Names other provinces use, to look things up in; not Henan's.
    #[staticmethod]
    fn reference() -> PyResult<Self> {
        gongkao::catalogue::Catalogue::reference().map(Self::from).map_err(raised)
    }

    /// Of a CSV file, a text or its bytes in UTF-8. Good rows are kept; `complaints` names every other.
    #[staticmethod]
    fn from_csv(py: Python<'_>, title: CatalogueText, csv: &Bound<'_, PyAny>) -> PyResult<Self> {
        let read = |bytes: &[u8]| read_csv(&title, bytes);
        let imported = match csv.extract::<CatalogueText>() {
            Ok(text) => py.detach(|| read(text.as_bytes())),
            Err(_) => with_bytes(py, csv, SourceKind::Catalogue, read)?,
        };
        let Imported { catalogue, errors } = imported.map_err(raised)?;
        Ok(Self { catalogue, complaints: errors })
    }

    /// The rows of the CSV file that were left out, each with its line, the column at fault and what to do.
    fn complaints<'py>(&self, py: Python<'py>) -> Answer<'py> {
        answer(py, || Ok(&self.complaints))
    }

    /// The catalogue as data.
    fn data<'py>(&self, py: Python<'py>) -> Answer<'py> {
        answer(py, || Ok(self.catalogue.to_data()))
    }

    /// The work type of a code or name; None where there is none.
    fn find<'py>(&self, py: Python<'py>, code_or_name: CatalogueText) -> Answer<'py> {
        answer(py, || Ok(self.catalogue.find(&code_or_name)))
    }

    /// How a declared work type relates to the one held; None where the catalogue does not know one of them.
    fn relation<'py>(&self, py: Python<'py>, held: CatalogueText, declared: CatalogueText) -> Answer<'py> {
        answer(py, || Ok(self.catalogue.relation(&held, &declared)))
    }

    /// The work types that what was typed may mean, the likeliest first.
    #[pyo3(signature = (query, limit=Count(10), options=None), text_signature = "($self, query, limit=10, options=None)")]
    fn search<'py>(
        &self,
        py: Python<'py>,
        query: QueryText,
        limit: Count,
        options: Option<SearchOptions>,
    ) -> Answer<'py> {
        answer(py, || self.catalogue.search_json(&query, limit.0, options.as_deref()))
    }

    /// The index behind `search`, for a session or to be stored.
    fn index(&self, py: Python<'_>) -> PyResult<SearchIndex> {
        py.detach(|| self.catalogue.index().cloned()).map(SearchIndex).map_err(raised)
    }

    fn __len__(&self) -> usize {
        self.catalogue.work_types().len()
    }
}
