//! `gongkao.Application`.

use std::sync::{Mutex, PoisonError};

use gongkao::Error;
use pyo3::prelude::*;
use serde::Serialize;

use crate::answer::{Answer, answer};
use crate::argument::{Command, Events, Facts, Material, Now, PageOptions, PageText};

/// One application at a desk, made by it: the events it holds and the state they lead to. Threads may share it.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct Application(Mutex<gongkao::Application>);

impl From<gongkao::Application> for Application {
    fn from(application: gongkao::Application) -> Self {
        Self(Mutex::new(application))
    }
}

impl Application {
    /// Asks without holding the interpreter, so that who waits for the application holds nobody up.
    fn ask<'py, T: Serialize + Send>(
        &self,
        py: Python<'py>,
        question: impl FnOnce(&mut gongkao::Application) -> Result<T, Error> + Send,
    ) -> Answer<'py> {
        answer(py, || question(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

#[pymethods]
impl Application {
    /// How many events there were, which is what a command against this application names.
    #[getter]
    fn version(&self, py: Python<'_>) -> u64 {
        py.detach(|| self.0.lock().unwrap_or_else(PoisonError::into_inner).version())
    }

    /// As the events left it, a copy each time; None before the first.
    #[getter]
    fn state<'py>(&self, py: Python<'py>) -> Answer<'py> {
        self.ask(py, |application| Ok(application.state().cloned()))
    }

    /// The events it holds, a copy each time: all, or those after the snapshot it began with.
    #[getter]
    fn events<'py>(&self, py: Python<'py>) -> Answer<'py> {
        self.ask(py, |application| Ok(application.events().to_vec()))
    }

    /// What a command leads to; its events are taken in, and the answer does not repeat the state. A refusal changes nothing.
    fn decide<'py>(&self, py: Python<'py>, command: Command, facts: Facts) -> Answer<'py> {
        self.ask(py, |application| application.decide_json(&command, &facts))
    }

    /// What a command would lead to, with the state after it. Nothing is taken in.
    fn preview<'py>(&self, py: Python<'py>, command: Command, facts: Facts) -> Answer<'py> {
        self.ask(py, |application| application.preview_json(&command, &facts))
    }

    /// Takes in events that were decided elsewhere and follow those that are here; where one does not, none is.
    fn take(&self, py: Python<'_>, events: Events, now: Now) -> PyResult<()> {
        self.ask(py, |application| application.take_json(&events, &now)).map(drop)
    }

    /// Every action: whether it may be done now, what stands in the way, what it asks for, until when.
    fn actions<'py>(&self, py: Python<'py>, facts: Facts) -> Answer<'py> {
        self.ask(py, |application| application.actions_json(&facts))
    }

    /// Where it stands, for whoever asks. Like every question below an error before it has begun.
    fn progress<'py>(&self, py: Python<'py>, facts: Facts) -> Answer<'py> {
        self.ask(py, |application| application.progress_json(&facts))
    }

    /// What is late with it, or will be.
    fn due<'py>(&self, py: Python<'py>, now: Now) -> Answer<'py> {
        self.ask(py, |application| application.due_json(&now))
    }

    /// A challenge before its ticket is printed, or the refusal to make one.
    fn challenge<'py>(&self, py: Python<'py>, facts: Facts) -> Answer<'py> {
        self.ask(py, |application| application.challenge_json(&facts))
    }

    /// The live upload token of a material as a link and its QR code; the token follows the address as it stands.
    fn upload_link<'py>(&self, py: Python<'py>, material: Material, address: PageText, facts: Facts) -> Answer<'py> {
        self.ask(py, |application| application.upload_link_json(&material, &address, &facts))
    }

    /// A page of it, `form`, `ticket` or `result`, as one HTML text.
    #[pyo3(signature = (page, now, options=None))]
    fn page<'py>(&self, py: Python<'py>, page: PageText, now: Now, options: Option<PageOptions>) -> Answer<'py> {
        self.ask(py, |application| application.page_json(&page, options.as_deref(), &now))
    }

    /// What the text of a page's QR code says of it.
    fn compare_page<'py>(&self, py: Python<'py>, text: PageText) -> Answer<'py> {
        self.ask(py, |application| application.compare_page(&text))
    }
}
