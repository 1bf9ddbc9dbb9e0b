//! What an engine says of tables.

use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::thread::available_parallelism;

use gongkao::batch::{self, Kind, Summary, Table};
use gongkao::model::certificate::CertificateLibrary;
use gongkao::model::level::Level;
use gongkao::{Engine, Error, Report, SourceKind};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::answers::Answers;
use crate::argument;
use crate::capsule::{self, Batches, NoTable};
use crate::decider::{Decider, LEVEL, Question, unsound};
use crate::error::raised;
use crate::wanted::{texts, wanted};

/// The answers to a table, not yet made.
pub(crate) fn assess(
    engine: &Arc<Engine>,
    table: &Bound<'_, PyAny>,
    day: &str,
    names: Option<&Bound<'_, PyAny>>,
    keep: Option<&Bound<'_, PyAny>>,
    threads: Option<&Bound<'_, PyAny>>,
) -> PyResult<Answers> {
    let day = gongkao::read_day(day).map_err(raised)?;
    let wanted = wanted(names)?;
    let keep = keep.map(|keep| texts(keep, "keep")).transpose()?.unwrap_or_default();
    let threads = read_threads(threads)?;
    let input = take(table)?;
    let question = Question::new(engine, &input.schema(), day, wanted, &keep, threads).map_err(raised)?;
    let summary = Arc::new(Mutex::new(Summary::default()));
    let decider = Decider::new(question, input, Arc::clone(&summary)).map_err(raised)?;
    Ok(Answers::new(decider, summary))
}

/// The number of a row.
pub(crate) fn number(row: &Bound<'_, PyAny>) -> PyResult<usize> {
    row.extract().map_err(|_| raised(outside()))
}

fn outside() -> Error {
    Error::malformed(SourceKind::Table, "row", "the table has no row of this number; the first is 0")
}

/// Everything there is to say about one row.
pub(crate) fn assess_row(
    engine: &Arc<Engine>,
    input: &mut Batches,
    row: usize,
    day: &str,
    library: Option<&str>,
) -> Result<Report, Error> {
    let library = library.map(CertificateLibrary::from_json).transpose()?;
    let day = gongkao::read_day(day)?;
    let question = Question::reading(engine, &input.schema(), day);
    let mut before = 0;
    for batch in input {
        let batch = batch.map_err(|error| unsound(&error))?;
        if row - before >= batch.num_rows() {
            before += batch.num_rows();
            continue;
        }
        let one = question.read(&batch.slice(row - before, 1)).map_err(|error| unsound(&error))?;
        let form = Table::new(engine, &one, day)?.form(0).map_err(|(column, rubbish)| {
            let message = format!("row {row} has an error here, `{}`", rubbish.name());
            Error::malformed(SourceKind::Table, column, message)
        })?;
        return Ok(engine.assess(&form, library.as_ref(), day));
    }
    Err(outside())
}

/// The level, the rules and the trace that a row of answers kept.
pub(crate) fn kept(row: &Bound<'_, PyAny>) -> PyResult<(Level, String, Vec<u8>)> {
    let wrong = |path: &str| {
        let message = format!("a row of answers has `{LEVEL}`, `rules` and `trace`; ask for them by `wanted`");
        raised(Error::malformed(SourceKind::Table, path, message))
    };
    let level: String = row.get_item(LEVEL).and_then(|level| level.extract()).map_err(|_| wrong(LEVEL))?;
    let level = Level::ALL.into_iter().find(|known| known.name() == level).ok_or_else(|| wrong(LEVEL))?;
    let rules: String = row.get_item("rules").and_then(|rules| rules.extract()).map_err(|_| wrong("rules"))?;
    let trace: Vec<u8> = row.get_item("trace").and_then(|trace| trace.extract()).map_err(|_| wrong("trace"))?;
    Ok((level, rules, trace))
}

/// The columns that a table for the engine may have.
pub(crate) fn columns<'py>(py: Python<'py>, engine: &Engine) -> PyResult<Vec<Bound<'py, PyDict>>> {
    let column = |column: batch::Column| {
        let said = PyDict::new(py);
        said.set_item("name", &column.name)?;
        said.set_item("kind", kind(column.kind))?;
        said.set_item("field", &column.field)?;
        said.set_item("meaning", &column.meaning)?;
        Ok(said)
    };
    batch::columns(engine.policy()).into_iter().map(column).collect()
}

fn kind(of: Kind) -> &'static str {
    match of {
        Kind::Text => "text",
        Kind::Word => "word",
        Kind::Day => "day",
        Kind::Number => "number",
        Kind::Flag => "flag",
        Kind::List => "list",
    }
}

fn read_threads(threads: Option<&Bound<'_, PyAny>>) -> PyResult<NonZero<usize>> {
    let wrong = |_| raised(Error::malformed(SourceKind::Table, "threads", "expected a whole number, 1 or more"));
    match threads {
        Some(threads) => threads.extract().map_err(wrong),
        None => Ok(available_parallelism().unwrap_or(NonZero::<usize>::MIN)),
    }
}

/// The batches of any table.
pub(crate) fn take(table: &Bound<'_, PyAny>) -> PyResult<Batches> {
    let wrong = |message: &str| raised(Error::malformed(SourceKind::Table, "", message));
    capsule::take(table).map_err(|error| match error {
        NoTable::Raised(error) => error,
        NoTable::Wrong(message) => wrong(&message),
        NoTable::Foreign => wrong(&format!(
            "a Python `{}` gives no Arrow columns; pass a table of pyarrow, Polars, pandas, DuckDB or another with `__arrow_c_stream__`",
            argument::type_name(table)
        )),
    })
}
