//! `gongkao.Desk` and `gongkao.Tally`.

use std::sync::{Arc, Mutex, PoisonError};

use gongkao::statistics::Record;
use pyo3::prelude::*;

use crate::answer::{Answer, answer};
use crate::application::Application;
use crate::argument::{
    Command, Events, Facts, Given, LogText, Material, Now, PageOptions, PageText, Procedure, Records, RegistrationText,
    State, Units, Verified, given,
};
use crate::catalogue::Catalogue;
use crate::error::raised;
use crate::policy::Policy;

/// An engine and a procedure, where applications are handled. Threads may share it.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct Desk(Arc<gongkao::Desk>);

#[pymethods]
impl Desk {
    #[new]
    #[pyo3(signature = (*, catalogue=None, policy=None, units=None, procedure=None))]
    fn new(
        py: Python<'_>,
        catalogue: Option<Given<Catalogue>>,
        policy: Option<Given<Policy>>,
        units: Option<Units>,
        procedure: Option<Procedure>,
    ) -> PyResult<Self> {
        let (catalogue, policy) = (given(catalogue.as_ref()), given(policy.as_ref()));
        let made = || gongkao::Desk::from_json(catalogue, policy, units.as_deref(), procedure.as_deref());
        py.detach(made).map(|desk| Self(Arc::new(desk))).map_err(raised)
    }

    /// The procedure as data: states, stages and reasons by their labels, who may do what.
    fn procedure<'py>(&self, py: Python<'py>) -> Answer<'py> {
        answer(py, || Ok(self.0.procedure().source()))
    }

    /// What names of the contract are called, as `level/four` or `field/work_start`.
    fn words<'py>(&self, py: Python<'py>) -> Answer<'py> {
        answer(py, || Ok(self.0.messages().words()))
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
        events: Events,
        now: Now,
        snapshot: Option<State>,
        head: Option<LogText>,
    ) -> PyResult<Application> {
        let desk = Arc::clone(&self.0);
        let read = || gongkao::Application::from_json(desk, snapshot.as_deref(), &events, head.as_deref(), &now);
        py.detach(read).map(Application::from).map_err(raised)
    }

    /// What a command leads to: events and the application after them, or a refusal that changes nothing.
    fn decide<'py>(&self, py: Python<'py>, state: Option<State>, command: Command, facts: Facts) -> Answer<'py> {
        answer(py, || self.0.decide_json(state.as_deref(), &command, &facts))
    }

    /// The application a log gives, from its start or from a snapshot on; where `head` is given, the log must end there.
    #[pyo3(signature = (events, now, *, snapshot=None, head=None))]
    fn replay<'py>(
        &self,
        py: Python<'py>,
        events: Events,
        now: Now,
        snapshot: Option<State>,
        head: Option<LogText>,
    ) -> Answer<'py> {
        answer(py, || self.0.replay_json(snapshot.as_deref(), &events, head.as_deref(), &now))
    }

    /// Every action: whether it may be done now, what stands in the way, what it asks for, until when.
    fn actions<'py>(&self, py: Python<'py>, state: Option<State>, facts: Facts) -> Answer<'py> {
        answer(py, || self.0.actions_json(state.as_deref(), &facts))
    }

    /// Where an application stands, for whoever asks.
    fn progress<'py>(&self, py: Python<'py>, state: State, facts: Facts) -> Answer<'py> {
        answer(py, || self.0.progress_json(&state, &facts))
    }

    /// What is late with an application, or will be.
    fn due<'py>(&self, py: Python<'py>, state: State, now: Now) -> Answer<'py> {
        answer(py, || self.0.due_json(&state, &now))
    }

    /// A challenge before a ticket is printed, or the refusal to make one.
    fn challenge<'py>(&self, py: Python<'py>, state: State, facts: Facts) -> Answer<'py> {
        answer(py, || self.0.challenge_json(&state, &facts))
    }

    /// The live upload token of a material as a link and its QR code; the token follows the address as it stands.
    fn upload_link<'py>(
        &self,
        py: Python<'py>,
        state: State,
        material: Material,
        address: PageText,
        facts: Facts,
    ) -> Answer<'py> {
        answer(py, || self.0.upload_link_json(&state, &material, &address, &facts))
    }

    /// A page of an application, `form`, `ticket` or `result`, as one HTML text.
    #[pyo3(signature = (page, state, now, options=None))]
    fn page<'py>(
        &self,
        py: Python<'py>,
        page: PageText,
        state: State,
        now: Now,
        options: Option<PageOptions>,
    ) -> Answer<'py> {
        answer(py, || self.0.page_json(&page, &state, options.as_deref(), &now))
    }

    /// What the text of a page's QR code says of the saved application.
    fn compare_page<'py>(&self, py: Python<'py>, state: State, text: PageText) -> Answer<'py> {
        answer(py, || self.0.compare_page_json(&state, &text))
    }

    /// Everything wrong with a password typed twice; empty where nothing is.
    fn check_password<'py>(
        &self,
        py: Python<'py>,
        password: RegistrationText,
        repeated: RegistrationText,
    ) -> Answer<'py> {
        answer(py, || Ok(self.0.check_password_json(&password, &repeated)))
    }

    /// Whether another verification code may be sent to a number whose last one went out at `last`.
    #[pyo3(signature = (mobile, last, now))]
    fn ask_for_sms<'py>(&self, py: Python<'py>, mobile: RegistrationText, last: Option<Now>, now: Now) -> Answer<'py> {
        answer(py, || self.0.ask_for_sms_json(&mobile, last.as_deref(), &now))
    }

    /// What is wrong with name and number beside what real-name verification said; empty where nothing is.
    #[pyo3(signature = (name, identity_number, verified))]
    fn check_real_name<'py>(
        &self,
        py: Python<'py>,
        name: RegistrationText,
        identity_number: RegistrationText,
        verified: Option<Verified>,
    ) -> Answer<'py> {
        answer(py, || self.0.check_real_name_json(&name, &identity_number, verified.as_deref()))
    }

    /// An empty accumulator for statistics, which measures ages up to `now`.
    fn tally(&self, now: Now) -> PyResult<Tally> {
        self.0.tally_json(&now).map(|tally| Tally(Mutex::new(tally))).map_err(raised)
    }
}

/// An accumulator for statistics: feed it lists of records, ask it for the counts.
#[pyclass(frozen, module = "gongkao")]
pub(crate) struct Tally(Mutex<gongkao::statistics::Tally>);

#[pymethods]
impl Tally {
    /// Counts some more.
    fn add(&self, py: Python<'_>, records: Records) -> PyResult<()> {
        py.detach(|| {
            let records = Record::list_from_json(&records)?;
            let mut tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            for record in &records {
                tally.add(record);
            }
            Ok(())
        })
        .map_err(raised)
    }

    /// The counts so far.
    fn report<'py>(&self, py: Python<'py>) -> Answer<'py> {
        answer(py, || Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).report()))
    }
}
