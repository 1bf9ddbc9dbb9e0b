//! `gongkao.Desk` and `gongkao.Tally`.

use std::sync::{Arc, Mutex};

use gongkao::SourceKind;
use gongkao::statistics::Record;
use pyo3::prelude::*;

use crate::application::Application;
use crate::argument;
use crate::error::{answer, raised};

/// An engine and a procedure, where applications are handled. Threads may share it.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct Desk(Arc<gongkao::Desk>);

#[pymethods]
impl Desk {
    #[new]
    #[pyo3(signature = (*, catalogue=None, policy=None, units=None, procedure=None))]
    fn new(
        py: Python<'_>,
        catalogue: Option<&Bound<'_, PyAny>>,
        policy: Option<&Bound<'_, PyAny>>,
        units: Option<&Bound<'_, PyAny>>,
        procedure: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let catalogue = argument::optional(catalogue, SourceKind::Catalogue).map_err(raised)?;
        let policy = argument::optional(policy, SourceKind::Policy).map_err(raised)?;
        let units = argument::optional(units, SourceKind::Units).map_err(raised)?;
        let procedure = argument::optional(procedure, SourceKind::Procedure).map_err(raised)?;
        let parts = (catalogue.as_deref(), policy.as_deref(), units.as_deref(), procedure.as_deref());
        py.detach(|| gongkao::Desk::from_json(parts.0, parts.1, parts.2, parts.3))
            .map(|desk| Self(Arc::new(desk)))
            .map_err(raised)
    }

    /// An application that has not begun.
    fn application(&self) -> Application {
        Application::from(gongkao::Application::new(Arc::clone(&self.0)))
    }

    /// The application a log gives, from its start or from a snapshot on; where `head` is given, the log must end there.
    #[pyo3(signature = (events, now, *, snapshot=None, head=None))]
    fn open(
        &self,
        py: Python<'_>,
        events: &Bound<'_, PyAny>,
        now: &Bound<'_, PyAny>,
        snapshot: Option<&Bound<'_, PyAny>>,
        head: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Application> {
        let snapshot = argument::optional(snapshot, SourceKind::Application).map_err(raised)?;
        let events = argument::json(events, SourceKind::Log).map_err(raised)?;
        let head = head.map(|head| argument::text(head, SourceKind::Log)).transpose().map_err(raised)?;
        let now = argument::text(now, SourceKind::Facts).map_err(raised)?;
        let desk = Arc::clone(&self.0);
        let read = || gongkao::Application::from_json(desk, snapshot.as_deref(), &events, head.as_deref(), &now);
        py.detach(read).map(Application::from).map_err(raised)
    }

    /// What a command leads to: events and the application after them, or a refusal that changes nothing.
    fn decide<'py>(
        &self,
        py: Python<'py>,
        state: Option<&Bound<'py, PyAny>>,
        command: &Bound<'py, PyAny>,
        facts: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let state = argument::optional(state, SourceKind::Application).map_err(raised)?;
        let command = argument::json(command, SourceKind::Command).map_err(raised)?;
        let facts = argument::json(facts, SourceKind::Facts).map_err(raised)?;
        answer(py, py.detach(|| self.0.decide_json(state.as_deref(), &command, &facts)))
    }

    /// The application a log gives, from its start or from a snapshot on; where `head` is given, the log must end there.
    #[pyo3(signature = (events, now, *, snapshot=None, head=None))]
    fn replay<'py>(
        &self,
        py: Python<'py>,
        events: &Bound<'py, PyAny>,
        now: &Bound<'py, PyAny>,
        snapshot: Option<&Bound<'py, PyAny>>,
        head: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let snapshot = argument::optional(snapshot, SourceKind::Application).map_err(raised)?;
        let events = argument::json(events, SourceKind::Log).map_err(raised)?;
        let head = head.map(|head| argument::text(head, SourceKind::Log)).transpose().map_err(raised)?;
        let now = argument::text(now, SourceKind::Facts).map_err(raised)?;
        answer(py, py.detach(|| self.0.replay_json(snapshot.as_deref(), &events, head.as_deref(), &now)))
    }

    /// Every action: whether it may be done now, what stands in the way, what it asks for, until when.
    fn actions<'py>(
        &self,
        py: Python<'py>,
        state: Option<&Bound<'py, PyAny>>,
        facts: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let state = argument::optional(state, SourceKind::Application).map_err(raised)?;
        let facts = argument::json(facts, SourceKind::Facts).map_err(raised)?;
        answer(py, py.detach(|| self.0.actions_json(state.as_deref(), &facts)))
    }

    /// Where an application stands, for whoever asks.
    fn progress<'py>(
        &self,
        py: Python<'py>,
        state: &Bound<'py, PyAny>,
        facts: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let state = argument::json(state, SourceKind::Application).map_err(raised)?;
        let facts = argument::json(facts, SourceKind::Facts).map_err(raised)?;
        answer(py, py.detach(|| self.0.progress_json(&state, &facts)))
    }

    /// What is late with an application, or will be.
    fn due<'py>(
        &self,
        py: Python<'py>,
        state: &Bound<'py, PyAny>,
        now: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let state = argument::json(state, SourceKind::Application).map_err(raised)?;
        let now = argument::text(now, SourceKind::Facts).map_err(raised)?;
        answer(py, self.0.due_json(&state, &now))
    }

    /// A challenge before a ticket is printed, or the refusal to make one.
    fn challenge<'py>(
        &self,
        py: Python<'py>,
        state: &Bound<'py, PyAny>,
        facts: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let state = argument::json(state, SourceKind::Application).map_err(raised)?;
        let facts = argument::json(facts, SourceKind::Facts).map_err(raised)?;
        answer(py, self.0.challenge_json(&state, &facts))
    }

    /// The live upload token of a material as a link and its QR code; the token follows the address as it stands.
    fn upload_link<'py>(
        &self,
        py: Python<'py>,
        state: &Bound<'py, PyAny>,
        material: &Bound<'py, PyAny>,
        address: &Bound<'py, PyAny>,
        facts: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let state = argument::json(state, SourceKind::Application).map_err(raised)?;
        let material = argument::text(material, SourceKind::Command).map_err(raised)?;
        let address = argument::text(address, SourceKind::Page).map_err(raised)?;
        let facts = argument::json(facts, SourceKind::Facts).map_err(raised)?;
        answer(py, self.0.upload_link_json(&state, &material, &address, &facts))
    }

    /// A page of an application, `form`, `ticket` or `result`, as one HTML text.
    #[pyo3(signature = (page, state, now, options=None))]
    fn page<'py>(
        &self,
        py: Python<'py>,
        page: &Bound<'py, PyAny>,
        state: &Bound<'py, PyAny>,
        now: &Bound<'py, PyAny>,
        options: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let page = argument::text(page, SourceKind::Page).map_err(raised)?;
        let state = argument::json(state, SourceKind::Application).map_err(raised)?;
        let now = argument::text(now, SourceKind::Facts).map_err(raised)?;
        let options = argument::optional(options, SourceKind::Page).map_err(raised)?;
        answer(py, py.detach(|| self.0.page_json(&page, &state, options.as_deref(), &now)))
    }

    /// What the text of a page's QR code says of the saved application.
    fn compare_page<'py>(
        &self,
        py: Python<'py>,
        state: &Bound<'py, PyAny>,
        text: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let state = argument::json(state, SourceKind::Application).map_err(raised)?;
        let text = argument::text(text, SourceKind::Page).map_err(raised)?;
        answer(py, self.0.compare_page_json(&state, &text))
    }

    /// Everything wrong with a password typed twice; empty where nothing is.
    fn check_password<'py>(
        &self,
        py: Python<'py>,
        password: &Bound<'py, PyAny>,
        repeated: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let password = argument::text(password, SourceKind::Registration).map_err(raised)?;
        let repeated = argument::text(repeated, SourceKind::Registration).map_err(raised)?;
        answer(py, Ok(self.0.check_password_json(&password, &repeated)))
    }

    /// Whether another verification code may be sent to a number whose last one went out at `last`.
    #[pyo3(signature = (mobile, last, now))]
    fn ask_for_sms<'py>(
        &self,
        py: Python<'py>,
        mobile: &Bound<'py, PyAny>,
        last: Option<&Bound<'py, PyAny>>,
        now: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let mobile = argument::text(mobile, SourceKind::Registration).map_err(raised)?;
        let last = last.map(|last| argument::text(last, SourceKind::Facts)).transpose().map_err(raised)?;
        let now = argument::text(now, SourceKind::Facts).map_err(raised)?;
        answer(py, self.0.ask_for_sms_json(&mobile, last.as_deref(), &now))
    }

    /// What is wrong with name and number beside what real-name verification said; empty where nothing is.
    #[pyo3(signature = (name, identity_number, verified))]
    fn check_real_name<'py>(
        &self,
        py: Python<'py>,
        name: &Bound<'py, PyAny>,
        identity_number: &Bound<'py, PyAny>,
        verified: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let name = argument::text(name, SourceKind::Registration).map_err(raised)?;
        let number = argument::text(identity_number, SourceKind::Registration).map_err(raised)?;
        let verified = argument::optional(verified, SourceKind::Registration).map_err(raised)?;
        answer(py, self.0.check_real_name_json(&name, &number, verified.as_deref()))
    }

    /// An empty accumulator for statistics, which measures ages up to `now`.
    fn tally(&self, now: &Bound<'_, PyAny>) -> PyResult<Tally> {
        let now = argument::text(now, SourceKind::Facts).map_err(raised)?;
        self.0.tally_json(&now).map(|tally| Tally(Mutex::new(tally))).map_err(raised)
    }
}

/// An accumulator for statistics: feed it lists of records, ask it for the counts.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct Tally(Mutex<gongkao::statistics::Tally>);

#[pymethods]
impl Tally {
    /// Counts some more.
    fn add(&self, py: Python<'_>, records: &Bound<'_, PyAny>) -> PyResult<()> {
        let records = argument::json(records, SourceKind::Statistics).map_err(raised)?;
        py.detach(|| {
            let records = Record::list_from_json(&records)?;
            let mut tally = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            for record in &records {
                tally.add(record);
            }
            Ok(())
        })
        .map_err(raised)
    }

    /// The counts so far.
    fn report<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let tally = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        answer(py, Ok(tally.report()))
    }
}
