//! `gongkao.Simulation`.

use std::sync::{Arc, Mutex, PoisonError};

use gongkao::batch::{Column, columns};
use gongkao::foretell;
use pyo3::prelude::*;

use crate::answer::{Answer, answer};
use crate::argument::Day;
use crate::capsule::sound;
use crate::coerce::coerced;
use crate::decider::unsound;
use crate::engine::Engine;
use crate::error::raised;
use crate::table;

/// Two engines and a stream of people: who gains and who loses. Threads may share it; their tables take turns.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct Simulation {
    columns: Vec<Column>,
    under_way: Mutex<foretell::Simulation<Arc<gongkao::Engine>>>,
}

#[pymethods]
impl Simulation {
    #[new]
    #[pyo3(signature = (old, new, day, examples=foretell::EXAMPLES), text_signature = "(old, new, day, examples=20)")]
    fn new(old: PyRef<'_, Engine>, new: PyRef<'_, Engine>, day: Day, examples: usize) -> PyResult<Self> {
        let day = gongkao::read_day(&day).map_err(raised)?;
        let (old, new) = (old.shared(), new.shared());
        let columns = columns(old.policy()).into_iter().chain(columns(new.policy())).collect();
        let begun = foretell::Simulation::new(old, new, day).with_examples(examples);
        Ok(Self { columns, under_way: Mutex::new(begun) })
    }

    /// Takes the next people.
    fn feed(&self, py: Python<'_>, table: &Bound<'_, PyAny>) -> PyResult<()> {
        let input = table::take(table)?;
        py.detach(|| {
            let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
            for batch in input {
                let batch = batch.map_err(|error| unsound(&error))?;
                sound(&batch).map_err(|error| unsound(&error))?;
                under_way.feed(&coerced(&batch, &self.columns).map_err(|error| unsound(&error))?)?;
            }
            Ok(())
        })
        .map_err(raised)
    }

    /// What came of those who were taken so far.
    fn report<'py>(&self, py: Python<'py>) -> Answer<'py> {
        answer(py, || Ok(self.under_way.lock().unwrap_or_else(PoisonError::into_inner).report().clone()))
    }
}
