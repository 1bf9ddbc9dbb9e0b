//! The desk (办理台): an engine and a procedure, where applications are handled. It makes the report a submission is decided by,
//! and puts refusals into words.

mod facts;

pub use self::facts::{Bytes, Facts};
use crate::engine::Engine;
use crate::error::{Error, SourceKind};
use crate::finding::{Code, Finding, Messages, Severity};
use crate::model::timestamp::Timestamp;
use crate::printing::{PageOptions, Printer};
use crate::procedure::Procedure;
use crate::procedure::names::Action;
use crate::report::Report;
use crate::workflow::actions::ActionView;
use crate::workflow::challenge::{self, Challenge};
use crate::workflow::context::Secret;
use crate::workflow::progress::{self, Due, Progress};
use crate::workflow::refusal::RefusalCode;
use crate::workflow::{self, Acknowledgement, Command, Context, Event, Refusal, State, token};

/// What a host holds to handle applications: built once, asked from any number of threads.
///
/// ```
/// use gongkao::{Desk, Facts};
/// use gongkao::workflow::{Command, evolve};
///
/// let desk = Desk::henan()?;
/// let facts = Facts::from_json(r#"{
///     "now": "2022-03-10T09:00:00", "version": 0,
///     "actor": { "id": "account-1", "role": "applicant" },
///     "verified": { "name": "张三", "identity_number": "11010519491231002X" }
/// }"#)?;
/// let start = Command::from_json(r#"{ "start": {
///     "application": "a-1", "region": "410100", "level": "three",
///     "candidate": { "name": "张三", "identity_number": "11010519491231002X" }
/// } }"#)?;
/// let events = desk.decide(None, &start, &facts).unwrap();
/// let state = evolve(None, &events[0]).unwrap();
/// assert_eq!(state.state.name(), "draft");
/// # Ok::<(), gongkao::Error>(())
/// ```
#[derive(Debug)]
pub struct Desk {
    engine: Engine,
    procedure: Procedure,
}

impl Desk {
    /// Henan's 2022 round.
    pub fn henan() -> Result<Self, Error> {
        Self::new(Engine::henan()?, Procedure::henan()?)
    }

    /// A desk of a host's own engine and procedure. Refused where the procedure is not of the engine's policy and round.
    pub fn new(engine: Engine, procedure: Procedure) -> Result<Self, Error> {
        let (wanted, given) = (&procedure.source().procedure.policy, &engine.policy().source().policy.id);
        if wanted != given {
            let message = format!("the procedure goes with the policy `{wanted}`, not with `{given}`");
            return Err(Error::source(SourceKind::Procedure, "procedure.policy", message));
        }
        procedure.check_with(&engine.policy().source().round)?;
        Ok(Self { engine, procedure })
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The procedure.
    pub fn procedure(&self) -> &Procedure {
        &self.procedure
    }

    /// What carrying out a command makes happen; a refusal changes nothing.
    pub fn decide(&self, state: Option<&State>, command: &Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
        let wanted = command.action() == Action::Submit;
        let report = state.filter(|_| wanted).and_then(|state| self.report(state, facts));
        workflow::decide(state, command, &self.context(facts, report.as_ref())).map_err(|refusal| self.worded(refusal))
    }

    /// What is said to an applicant who submits: every finding above a note, and the note that it was submitted where nothing
    /// is left in the way. Nothing without a library.
    pub fn prompts(&self, state: &State, acknowledged: &[Acknowledgement], facts: &Facts) -> Vec<Finding> {
        let Some(library) = &facts.library else { return Vec::new() };
        let report = self.engine.submit(&state.whole_form(), library, facts.now.day(), acknowledged);
        let mut findings = report.findings;
        findings.retain(|finding| finding.severity > Severity::Note || finding.code == Code::WorkflowSubmitted);
        findings
    }

    /// Every action: whether it may be done now, what stands in the way, what it asks for, until when.
    pub fn actions(&self, state: Option<&State>, facts: &Facts) -> Vec<ActionView> {
        let report = state.and_then(|state| self.report(state, facts));
        let mut views = workflow::actions(state, &self.context(facts, report.as_ref()));
        for view in &mut views {
            let refusals = std::mem::take(&mut view.blocked_by);
            view.blocked_by = refusals.into_iter().map(|refusal| self.worded(refusal)).collect();
        }
        views
    }

    /// Where an application stands, for whoever asks.
    pub fn progress(&self, state: &State, facts: &Facts) -> Progress {
        progress::progress(state, &self.context(facts, None))
    }

    /// What is late with an application, or will be.
    pub fn due(&self, state: &State, now: Timestamp) -> Vec<Due> {
        progress::due(state, &self.procedure, self.engine.policy(), now)
    }

    /// A challenge before a ticket is printed.
    pub fn challenge(&self, application: &str, facts: &Facts) -> Result<Challenge, Refusal> {
        challenge::issue(&self.procedure, application, facts.now, facts.random(), facts.secret())
            .map_err(|code| self.refused(code, Action::PrintTicket))
    }

    /// The live token of a material, as its link carries it.
    pub fn token(&self, state: &State, material: &str, facts: &Facts) -> Result<String, Refusal> {
        token::of_record(state, material, facts.secret()).map_err(|code| self.refused(code, Action::IssueToken))
    }

    /// A printer of pages at this moment.
    pub fn printer<'a>(&'a self, options: &'a PageOptions, now: Timestamp) -> Printer<'a> {
        Printer {
            procedure: &self.procedure,
            policy: self.engine.policy(),
            messages: self.engine.messages(),
            options,
            now,
        }
    }

    /// The messages.
    pub fn messages(&self) -> &Messages {
        self.engine.messages()
    }

    /// The refusal with its sentence.
    pub fn worded(&self, mut refusal: Refusal) -> Refusal {
        refusal.message = Some(refusal.sentence(self.messages()));
        refusal
    }

    fn refused(&self, code: RefusalCode, action: Action) -> Refusal {
        self.worded(Refusal::of_action(code, action, &self.procedure))
    }

    fn report(&self, state: &State, facts: &Facts) -> Option<Report> {
        let library = facts.library.as_ref()?;
        Some(self.engine.assess(&state.whole_form(), Some(library), facts.now.day()))
    }

    fn context<'a>(&'a self, facts: &'a Facts, report: Option<&'a Report>) -> Context<'a> {
        Context {
            procedure: &self.procedure,
            policy: self.engine.policy(),
            now: facts.now,
            actor: &facts.actor,
            version: facts.version,
            verified: facts.verified.as_ref(),
            report,
            random: facts.random(),
            secret: Secret(facts.secret()),
        }
    }
}
