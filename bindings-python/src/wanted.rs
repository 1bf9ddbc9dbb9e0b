//! Which columns of answers are asked for, by their names.

use gongkao::batch::Wanted;
use gongkao::{Error, SourceKind};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::argument::TableText;
use crate::error::raised;

/// What is answered where nothing is said: all that costs little and that people read.
const USUAL: Wanted = Wanted { routes: true, codes: true, needed: true, earliest: true, ..Wanted::VERDICT };

/// The columns of a collection of names.
pub(crate) fn wanted(names: Option<&Bound<'_, PyAny>>) -> PyResult<Wanted> {
    const PATH: &str = "wanted";
    let Some(names) = names else { return Ok(USUAL) };
    let mut wanted = Wanted::VERDICT;
    for name in texts(names, PATH)? {
        match name.as_str() {
            "rules" => wanted.rules = true,
            "routes" => wanted.routes = true,
            "codes" => wanted.codes = true,
            "needed" => wanted.needed = true,
            "trace" => wanted.trace = true,
            "earliest" => wanted.earliest = true,
            _ => {
                let message = "these can be wanted: `rules`, `routes`, `codes`, `needed`, `trace`, `earliest`";
                return Err(raised(Error::malformed(SourceKind::Table, PATH, message)));
            }
        }
    }
    Ok(wanted)
}

/// The texts of a collection. One text is taken for a slip, not for its letters; what has no length may have no end.
pub(crate) fn texts(values: &Bound<'_, PyAny>, path: &str) -> PyResult<Vec<String>> {
    let slip = || raised(Error::malformed(SourceKind::Table, path, "expected several texts, as a list or tuple"));
    if values.cast::<PyString>().is_ok() || values.len().is_err() {
        return Err(slip());
    }
    let text = |value: PyResult<Bound<'_, PyAny>>| {
        value?.extract::<TableText>().map(|text| text.to_owned()).map_err(|_| slip())
    };
    values.try_iter().map_err(|_| slip())?.map(text).collect()
}
