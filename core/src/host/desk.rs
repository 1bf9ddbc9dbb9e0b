//! The desk for hosts that speak JSON.

use super::Given;
use super::answer::{ChallengeAnswer, Decision, Page, Replay, UploadLink};
use crate::catalogue::Catalogue;
use crate::desk::{Desk, Facts};
use crate::engine::Engine;
use crate::error::{Error, SourceKind, from_json};
use crate::model::masked::Masked;
use crate::model::timestamp::Timestamp;
use crate::policy::Policy;
use crate::printing::{self, PageMatch, PageOptions};
use crate::procedure::Procedure;
use crate::registration::{self, Complaint, SmsAnswer};
use crate::statistics::Tally;
use crate::workflow::actions::ActionView;
use crate::workflow::context::Verified;
use crate::workflow::log;
use crate::workflow::progress::{Due, Progress};
use crate::workflow::{Command, State, evolve, token};

impl Desk {
    /// A desk of what is given, and Henan's for the rest.
    pub fn from_json<'a>(
        catalogue: impl Into<Given<'a, Catalogue>>,
        policy: impl Into<Given<'a, Policy>>,
        units: Option<&str>,
        procedure: Option<&str>,
    ) -> Result<Self, Error> {
        let engine = Engine::from_json(catalogue, policy, units)?;
        Self::new(engine, procedure.map_or_else(Procedure::henan, Procedure::from_json)?)
    }

    /// [`Desk::decide`] on texts, and the application after it.
    pub fn decide_json(&self, state: Option<&str>, command: &str, facts: &str) -> Result<Decision, Error> {
        let state = state.map(State::from_json).transpose()?;
        let command = Command::from_json(command)?;
        let facts = Facts::from_json(facts)?;
        let mut decision = self.decision(state.as_ref(), &command, &facts);
        if decision.refusal.is_none() {
            decision.state = decision.events.iter().fold(state, evolve);
        }
        Ok(decision)
    }

    /// What a command leads to, without the application after it.
    pub(super) fn decision(&self, state: Option<&State>, command: &Command, facts: &Facts) -> Decision {
        let decided = self.decide(state, command, facts);
        let prompts = match (state, command, &decided) {
            (Some(state), Command::Submit(acknowledged), Ok(_)) => self.prompts(state, acknowledged, facts),
            _ => Vec::new(),
        };
        match decided {
            Ok(events) => Decision { events, state: None, refusal: None, prompts },
            Err(refusal) => Decision { events: Vec::new(), state: None, refusal: Some(refusal), prompts },
        }
    }

    /// The application a log gives, from its start or from a snapshot on; where `head` is given, the log must end there.
    pub fn replay_json(
        &self,
        snapshot: Option<&str>,
        events: &str,
        head: Option<&str>,
        now: &str,
    ) -> Result<Replay, Error> {
        let snapshot = snapshot.map(State::from_json).transpose()?;
        let events = log::events_from_json(events)?;
        let now = time(now)?;
        Ok(match log::read(snapshot, &events, head, now) {
            Ok(state) => Replay { state: Some(state), fault: None },
            Err(fault) => Replay { state: None, fault: Some(fault.worded(self.messages())) },
        })
    }

    /// [`Desk::actions`] on texts.
    pub fn actions_json(&self, state: Option<&str>, facts: &str) -> Result<Vec<ActionView>, Error> {
        let state = state.map(State::from_json).transpose()?;
        let facts = Facts::from_json(facts)?;
        Ok(self.actions(state.as_ref(), &facts))
    }

    /// [`Desk::progress`] on texts.
    pub fn progress_json(&self, state: &str, facts: &str) -> Result<Progress, Error> {
        let state = State::from_json(state)?;
        Ok(self.progress(&state, &Facts::from_json(facts)?))
    }

    /// [`Desk::due`] on texts.
    pub fn due_json(&self, state: &str, now: &str) -> Result<Vec<Due>, Error> {
        let state = State::from_json(state)?;
        Ok(self.due(&state, time(now)?))
    }

    /// [`Desk::challenge`] on texts.
    pub fn challenge_json(&self, state: &str, facts: &str) -> Result<ChallengeAnswer, Error> {
        let state = State::from_json(state)?;
        Ok(self.challenged(&state, &Facts::from_json(facts)?))
    }

    pub(super) fn challenged(&self, state: &State, facts: &Facts) -> ChallengeAnswer {
        match self.challenge(&state.application, facts) {
            Ok(challenge) => ChallengeAnswer { challenge: Some(challenge), refusal: None },
            Err(refusal) => ChallengeAnswer { challenge: None, refusal: Some(refusal) },
        }
    }

    /// The live token of a material as a link and its QR code; the token follows the address as it stands.
    pub fn upload_link_json(
        &self,
        state: &str,
        material: &str,
        address: &str,
        facts: &str,
    ) -> Result<UploadLink, Error> {
        let state = State::from_json(state)?;
        Ok(self.linked(&state, material, address, &Facts::from_json(facts)?))
    }

    pub(super) fn linked(&self, state: &State, material: &str, address: &str, facts: &Facts) -> UploadLink {
        match self.token(state, material, facts) {
            Err(refusal) => UploadLink { refusal: Some(refusal), ..UploadLink::default() },
            Ok(token) => {
                let link = format!("{address}{token}");
                UploadLink {
                    qr: printing::svg(&link),
                    link: Some(link),
                    key: Some(token::application_key(&state.application)),
                    token: Some(token),
                    refusal: None,
                }
            }
        }
    }

    /// A page of an application: `form`, `ticket` or `result`.
    pub fn page_json(&self, page: &str, state: &str, options: Option<&str>, now: &str) -> Result<Page, Error> {
        let state = State::from_json(state)?;
        self.paged(page, &state, options, now)
    }

    pub(super) fn paged(&self, page: &str, state: &State, options: Option<&str>, now: &str) -> Result<Page, Error> {
        let options = options.map_or_else(|| Ok(PageOptions::default()), PageOptions::from_json)?;
        let printer = self.printer(&options, time(now)?);
        let made = match page {
            "form" => Ok(printer.application_form(state)),
            "ticket" => printer.admission_ticket(state),
            "result" => printer.result_slip(state),
            _ => return Err(Error::malformed(SourceKind::Page, "page", "expected `form`, `ticket` or `result`")),
        };
        Ok(match made {
            Ok(html) => Page { html: Some(html), refusal: None },
            Err(refusal) => Page { html: None, refusal: Some(self.worded(refusal)) },
        })
    }

    /// What the text of a page's QR code says of the saved application.
    pub fn compare_page_json(&self, state: &str, text: &str) -> Result<PageMatch, Error> {
        Ok(printing::compare(&State::from_json(state)?, text))
    }

    /// Everything wrong with a password typed twice.
    pub fn check_password_json(&self, password: &str, repeated: &str) -> Vec<Complaint> {
        let wrong = registration::check_password(self.procedure(), &Masked::from(password), &Masked::from(repeated));
        self.complaints(wrong)
    }

    /// Whether another verification code may be sent.
    pub fn ask_for_sms_json(&self, mobile: &str, last: Option<&str>, now: &str) -> Result<SmsAnswer, Error> {
        let last = last.map(time).transpose()?;
        let mut answer = registration::ask_for_sms(self.procedure(), &Masked::from(mobile), last, time(now)?);
        answer.complaint = answer.complaint.map(|complaint| self.complained(complaint));
        Ok(answer)
    }

    /// What is wrong with name and number beside what real-name verification said.
    pub fn check_real_name_json(
        &self,
        name: &str,
        identity_number: &str,
        verified: Option<&str>,
    ) -> Result<Vec<Complaint>, Error> {
        let verified: Option<Verified> = verified.map(|text| from_json(text, SourceKind::Registration)).transpose()?;
        let wrong =
            registration::check_real_name(&Masked::from(name), &Masked::from(identity_number), verified.as_ref());
        Ok(self.complaints(wrong))
    }

    /// An empty accumulator for statistics.
    pub fn tally_json(&self, now: &str) -> Result<Tally, Error> {
        Ok(Tally::new(self.procedure(), time(now)?))
    }

    fn complaints(&self, wrong: Vec<Complaint>) -> Vec<Complaint> {
        wrong.into_iter().map(|complaint| self.complained(complaint)).collect()
    }

    fn complained(&self, mut complaint: Complaint) -> Complaint {
        complaint.message = Some(complaint.sentence(self.messages()));
        complaint
    }
}

pub(super) fn time(text: &str) -> Result<Timestamp, Error> {
    text.parse().map_err(|error: crate::model::timestamp::TimestampError| {
        Error::source(SourceKind::Facts, "now", error.to_string())
    })
}
