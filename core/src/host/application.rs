//! One application, held with its log by whoever handles it.

use std::sync::Arc;

use super::answer::{ChallengeAnswer, Decision, Page, UploadLink};
use super::desk::time;
use crate::desk::{Desk, Facts};
use crate::error::{Error, SourceKind};
use crate::model::timestamp::Timestamp;
use crate::printing::{self, PageMatch};
use crate::workflow::actions::ActionView;
use crate::workflow::log::{self, LogFault};
use crate::workflow::progress::{Due, Progress};
use crate::workflow::{Command, Event, State, evolve};

/// One application at a desk: the events it holds and the state they lead to, which are never apart.
///
/// A host that may write keeps the events of a [`decide`](Self::decide) before it tells anybody. A page only
/// [`preview`](Self::preview)s, sends the command, and takes in what the server says has happened with [`take`](Self::take).
///
/// ```
/// use std::sync::Arc;
/// use gongkao::{Application, Desk, Facts};
/// use gongkao::workflow::Command;
///
/// let desk = Arc::new(Desk::henan()?);
/// let mut application = Application::new(Arc::clone(&desk));
/// let facts = Facts::from_json(r#"{
///     "now": "2022-03-10T09:00:00", "version": 0,
///     "actor": { "id": "account-1", "role": "applicant" },
///     "verified": { "name": "张三", "identity_number": "11010519491231002X" }
/// }"#)?;
/// let start = Command::from_json(r#"{ "start": {
///     "application": "a-1", "region": "410100", "level": "three",
///     "candidate": { "name": "张三", "identity_number": "11010519491231002X" }
/// } }"#)?;
/// assert!(application.preview(&start, &facts).refusal.is_none());
/// assert_eq!(application.version(), 0);
/// application.decide(&start, &facts);
/// assert_eq!(application.state().unwrap().state.name(), "draft");
///
/// // Later, from what was kept.
/// let events = application.events().to_vec();
/// let again = Application::replay(desk, None, events, None, facts.now).unwrap();
/// assert_eq!(again.version(), 1);
/// # Ok::<(), gongkao::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Application {
    desk: Arc<Desk>,
    /// The fold of the events, after the snapshot if it began with one.
    state: Option<State>,
    events: Vec<Event>,
}

impl Application {
    /// One that has not begun.
    pub fn new(desk: Arc<Desk>) -> Self {
        Self { desk, state: None, events: Vec::new() }
    }

    /// The application a log gives, from its start or from a snapshot on; where `head` is given, the log must end there. Refused at
    /// the first event that is not what and where it should be.
    pub fn replay(
        desk: Arc<Desk>,
        snapshot: Option<State>,
        events: Vec<Event>,
        head: Option<&str>,
        now: Timestamp,
    ) -> Result<Self, LogFault> {
        let state = log::read(snapshot, &events, head, now).map_err(|fault| fault.worded(desk.messages()))?;
        Ok(Self { desk, state: Some(state), events })
    }

    /// Takes in events that were decided elsewhere and follow those that are here; where one does not, none is.
    pub fn take(&mut self, events: Vec<Event>, now: Timestamp) -> Result<(), LogFault> {
        let state = log::read(self.state.clone(), &events, None, now);
        self.state = Some(state.map_err(|fault| fault.worded(self.desk.messages()))?);
        self.events.extend(events);
        Ok(())
    }

    /// What a command leads to; its events are taken in, and the answer does not repeat the state. A refusal changes nothing.
    pub fn decide(&mut self, command: &Command, facts: &Facts) -> Decision {
        let decision = self.desk.decision(self.state.as_ref(), command, facts);
        if decision.refusal.is_none() {
            self.state = decision.events.iter().fold(self.state.take(), evolve);
            self.events.extend_from_slice(&decision.events);
        }
        decision
    }

    /// What a command would lead to, with the state after it. Nothing is taken in.
    pub fn preview(&self, command: &Command, facts: &Facts) -> Decision {
        let mut decision = self.desk.decision(self.state.as_ref(), command, facts);
        if decision.refusal.is_none() {
            decision.state = decision.events.iter().fold(self.state.clone(), evolve);
        }
        decision
    }

    /// Its desk.
    pub fn desk(&self) -> &Arc<Desk> {
        &self.desk
    }

    /// As the events left it; nothing before the first.
    pub fn state(&self) -> Option<&State> {
        self.state.as_ref()
    }

    /// The events it holds: all, or those after the snapshot it began with.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// How many events there were, which is what a command against this application names.
    pub fn version(&self) -> u64 {
        self.state.as_ref().map_or(0, |state| state.version)
    }

    /// Every action: whether it may be done now, what stands in the way, what it asks for, until when.
    pub fn actions(&self, facts: &Facts) -> Vec<ActionView> {
        self.desk.actions(self.state.as_ref(), facts)
    }

    /// Where it stands, for whoever asks. Like every question below an error before it has begun.
    pub fn progress(&self, facts: &Facts) -> Result<Progress, Error> {
        Ok(self.desk.progress(self.begun()?, facts))
    }

    /// What is late with it, or will be.
    pub fn due(&self, now: Timestamp) -> Result<Vec<Due>, Error> {
        Ok(self.desk.due(self.begun()?, now))
    }

    /// A challenge before its ticket is printed.
    pub fn challenge(&self, facts: &Facts) -> Result<ChallengeAnswer, Error> {
        Ok(self.desk.challenged(self.begun()?, facts))
    }

    /// The live upload token of a material as a link and its QR code; the token follows the address as it stands.
    pub fn upload_link(&self, material: &str, address: &str, facts: &Facts) -> Result<UploadLink, Error> {
        Ok(self.desk.linked(self.begun()?, material, address, facts))
    }

    /// What the text of a page's QR code says of it.
    pub fn compare_page(&self, text: &str) -> Result<PageMatch, Error> {
        Ok(printing::compare(self.begun()?, text))
    }

    fn begun(&self) -> Result<&State, Error> {
        let missing = || Error::source(SourceKind::Application, "", "it has not begun; carry out `start` first");
        self.state.as_ref().ok_or_else(missing)
    }

    /// [`Application::replay`] on texts; a log that is refused is an error with the fault's code and the event's place.
    pub fn from_json(
        desk: Arc<Desk>,
        snapshot: Option<&str>,
        events: &str,
        head: Option<&str>,
        now: &str,
    ) -> Result<Self, Error> {
        let snapshot = snapshot.map(State::from_json).transpose()?;
        let events = log::events_from_json(events)?;
        Self::replay(desk, snapshot, events, head, time(now)?).map_err(tampered)
    }

    /// [`Application::take`] on texts, its refusal as in [`Application::from_json`].
    pub fn take_json(&mut self, events: &str, now: &str) -> Result<(), Error> {
        let events = log::events_from_json(events)?;
        self.take(events, time(now)?).map_err(tampered)
    }

    /// [`Application::decide`] on texts.
    pub fn decide_json(&mut self, command: &str, facts: &str) -> Result<Decision, Error> {
        let command = Command::from_json(command)?;
        Ok(self.decide(&command, &Facts::from_json(facts)?))
    }

    /// [`Application::preview`] on texts.
    pub fn preview_json(&self, command: &str, facts: &str) -> Result<Decision, Error> {
        let command = Command::from_json(command)?;
        Ok(self.preview(&command, &Facts::from_json(facts)?))
    }

    /// [`Application::actions`] on texts.
    pub fn actions_json(&self, facts: &str) -> Result<Vec<ActionView>, Error> {
        Ok(self.actions(&Facts::from_json(facts)?))
    }

    /// [`Application::progress`] on texts.
    pub fn progress_json(&self, facts: &str) -> Result<Progress, Error> {
        self.progress(&Facts::from_json(facts)?)
    }

    /// [`Application::due`] on texts.
    pub fn due_json(&self, now: &str) -> Result<Vec<Due>, Error> {
        self.due(time(now)?)
    }

    /// [`Application::challenge`] on texts.
    pub fn challenge_json(&self, facts: &str) -> Result<ChallengeAnswer, Error> {
        self.challenge(&Facts::from_json(facts)?)
    }

    /// [`Application::upload_link`] on texts.
    pub fn upload_link_json(&self, material: &str, address: &str, facts: &str) -> Result<UploadLink, Error> {
        self.upload_link(material, address, &Facts::from_json(facts)?)
    }

    /// A page of it: `form`, `ticket` or `result`.
    pub fn page_json(&self, page: &str, options: Option<&str>, now: &str) -> Result<Page, Error> {
        self.desk.paged(page, self.begun()?, options, now)
    }
}

fn tampered(fault: LogFault) -> Error {
    let said = fault.message.map_or_else(String::new, |text| text.en);
    Error::source(SourceKind::Log, format!("[{}]", fault.index), said).coded(fault.code.name())
}
