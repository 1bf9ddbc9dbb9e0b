//! Drives an application along the table: it knows for every row what has to be there before, who asks, and when.

#![allow(dead_code, reason = "each test uses its part")]

use gongkao::procedure::names::{Action, Outcome, StateName};
use gongkao::workflow::{Command, Event, Refusal, State, evolve};
use gongkao::{Desk, Facts};
use serde_json::{Value, json};

use super::desk;

/// A number of a person who does not exist.
pub(crate) const IDENTITY: &str = "410105198006150019";
const OPEN: &str = "2022-03-08T09:00:00";
const OVER: &str = "2022-03-22T00:00:00";
const TICKETS: &str = "2022-07-05T09:00:00";

/// An application under way.
#[derive(Clone)]
pub(crate) struct Driver {
    /// The application.
    pub(crate) state: Option<State>,
    /// Its events.
    pub(crate) log: Vec<Event>,
    /// Every state it was in, after each event.
    pub(crate) states: Vec<State>,
    now: String,
    count: u64,
}

/// A certificate library that agrees with [`form`], or names another year.
pub(crate) fn library(agrees: bool) -> Value {
    let year = if agrees { 2017 } else { 2016 };
    json!({ "certificates": [{ "identity_number": IDENTITY, "work_type": "播音员", "level": "four", "obtained_year": year }] })
}

/// The person.
pub(crate) fn candidate() -> Value {
    json!({ "name": "张三", "identity_number": IDENTITY, "mobile": "13800138000" })
}

/// A form at level three that every rule passes.
pub(crate) fn form() -> Value {
    json!({
        "candidate": candidate(), "region": "410100", "declared_level": "three", "unit": "example-unit",
        "unit_category": "public_institution", "unit_rank": "city", "work_start": "2008-07-01",
        "current": { "work_type": "播音员", "level": "four", "obtained_year": 2017 },
        "declared": { "work_type": "播音员", "level": "three" },
        "textbooks": { "professional_ethics": true, "vocational_ability": true, "post_skills": false },
    })
}

/// A seat in the first batch.
pub(crate) fn seat() -> Value {
    json!({
        "batch": "2022-1", "number": "1", "site": "s", "room": "1", "seat": "1",
        "sessions": [{ "subject": "post_skills", "from": "2022-07-16T09:00", "until": "2022-07-16T10:30" }],
    })
}

/// The facts of one who asks.
pub(crate) fn facts(role: &str, now: &str, version: u64, agrees: bool, count: u64) -> Facts {
    let id = if role == "applicant" { "account-1".to_owned() } else { format!("{role}-1") };
    let facts = json!({
        "now": now, "version": version, "actor": { "id": id, "role": role },
        "verified": { "name": "张三", "identity_number": IDENTITY },
        "library": library(agrees), "secret": "00112233445566778899aabbccddeeff",
        "random": format!("{:02x}", count % 256).repeat(32),
    });
    Facts::from_json(&facts.to_string()).unwrap()
}

impl Driver {
    /// Before there is an application.
    pub(crate) fn new() -> Self {
        Self { state: None, log: Vec::new(), states: Vec::new(), now: OPEN.to_owned(), count: 0 }
    }

    /// Where it stands.
    pub(crate) fn place(&self) -> Option<StateName> {
        self.state.as_ref().map(|state| state.state)
    }

    /// Asks, and takes what happens.
    pub(crate) fn ask(&mut self, role: &str, command: &Value, agrees: bool) -> Result<(), Refusal> {
        self.count += 1;
        let facts = self.facts(role, agrees);
        let command = Command::from_json(&command.to_string()).unwrap();
        let events = desk().decide(self.state.as_ref(), &command, &facts)?;
        for event in events {
            self.state = evolve(self.state.take(), &event);
            self.states.push(self.state.clone().unwrap());
            self.log.push(event);
        }
        Ok(())
    }

    /// The facts of one who asks now.
    pub(crate) fn facts(&self, role: &str, agrees: bool) -> Facts {
        facts(role, &self.now, self.state.as_ref().map_or(0, |state| state.version), agrees, self.count)
    }

    fn done(&mut self, role: &str, command: &Value) {
        self.ask(role, command, true).unwrap_or_else(|refusal| panic!("{command}: {refusal:?}"));
    }

    fn wait_for(&mut self, time: &str) {
        if self.now.as_str() < time {
            time.clone_into(&mut self.now);
        }
    }

    fn has(&self, material: &str) -> Option<u64> {
        self.state.as_ref()?.files.iter().find(|file| file.material == material).map(|file| file.number)
    }

    fn add(&mut self, role: &str, material: &str) -> u64 {
        self.done(role, &upload(material, self.count));
        self.has(material).unwrap()
    }

    /// Whose the stage is.
    pub(crate) fn stage_role(&self) -> &'static str {
        let stage = self.state.as_ref().and_then(|state| state.stage.as_deref());
        desk().procedure().stage(stage.unwrap_or("unit")).map_or("unit_officer", |stage| stage.role.name())
    }

    fn fill(&mut self) {
        let empty = self.state.as_ref().is_some_and(|state| state.form.work_start.is_none());
        if empty {
            self.done("applicant", &json!({ "save": form() }));
        }
    }

    fn materials(&mut self) {
        for material in ["diploma", "salary_approval", "level_certificate"] {
            if self.has(material).is_none() {
                self.add("applicant", material);
            }
        }
    }

    /// Takes the row of an action with this outcome, having put in place what it needs without leaving the state.
    pub(crate) fn take(&mut self, action: Action, outcome: Outcome, role: &str) {
        let staff = role != "applicant";
        match action {
            Action::Start => {
                self.done("applicant", &start());
            }
            Action::Restart => self.done(role, &json!({ "restart": { "region": "410100", "level": "three" } })),
            Action::Save => self.done(role, &json!({ "save": form() })),
            Action::Submit => self.submit(outcome),
            Action::Upload => self.done(role, &upload("diploma", self.count)),
            Action::Replace => {
                let file = self.has("diploma").unwrap_or_else(|| self.add(role, "diploma"));
                self.done(role, &json!({ "replace": { "file": file, "digest": digest(self.count) } }));
            }
            Action::Remove => {
                let file = self.has("diploma").unwrap_or_else(|| self.add(role, "diploma"));
                self.done(role, &json!({ "remove": file }));
            }
            Action::IssueToken => self.done(role, &json!({ "issue_token": "diploma" })),
            Action::RevokeToken => {
                if self.place() != Some(StateName::UnderReview) {
                    self.done("applicant", &json!({ "issue_token": "diploma" }));
                }
                self.done(role, &json!({ "revoke_token": "diploma" }));
            }
            Action::UploadByToken => {
                self.done("applicant", &json!({ "issue_token": "diploma" }));
                let token = self.token("diploma");
                let file = json!({ "token": token, "material": "diploma", "digest": digest(self.count) });
                self.done(role, &json!({ "upload_by_token": file }));
            }
            Action::Lapse | Action::ReferOnSite => {
                self.wait_for(OVER);
                self.done(role, &json!(action.name()));
            }
            Action::Release => {
                let stage = self.stage_role();
                self.done(stage, &json!("claim"));
                self.done(if role == "administrator" { role } else { stage }, &json!("release"));
            }
            Action::Claim | Action::Pass => {
                while outcome == Outcome::LastStage && self.has_next_stage() {
                    self.done(self.stage_role(), &json!("pass"));
                }
                self.done(self.stage_role(), &json!(action.name()));
            }
            Action::Reject => self.done(self.stage_role(), &json!({ "reject": { "reasons": ["material_wrong"] } })),
            Action::RequestSupplement => {
                if outcome == Outcome::AfterWindow {
                    self.wait_for(OVER);
                }
                let items = json!(["uploads.diploma", "textbooks"]);
                let request = json!({ "items": items, "grounds": { "reasons": ["material_unclear"] } });
                self.done(self.stage_role(), &json!({ "request_supplement": request }));
            }
            Action::Disqualify => {
                let grounds = json!({ "reasons": ["not_genuine"], "text": "x" });
                self.done(role, &json!({ "disqualify": grounds }));
            }
            Action::Arrange => self.done(role, &json!({ "arrange": seat() })),
            Action::OpenTicket => {
                self.done("administrator", &json!({ "arrange": seat() }));
                self.wait_for(TICKETS);
                self.done(role, &json!("open_ticket"));
            }
            Action::PrintTicket => {
                if self.place() == Some(StateName::Approved) {
                    self.done("administrator", &json!({ "arrange": seat() }));
                }
                self.wait_for(TICKETS);
                self.count += 1;
                let application = self.state.as_ref().unwrap().application.clone();
                let challenge = desk().challenge(&application, &self.facts(role, true)).unwrap();
                let solution = json!({ "challenge": challenge.challenge, "answer": challenge.shown });
                self.done(role, &json!({ "print_ticket": solution }));
            }
            Action::RecordAttendance => {
                self.done(role, &json!({ "record_attendance": outcome != Outcome::Absent }));
            }
            Action::RecordResult => self.done(role, &json!({ "record_result": { "marks": {}, "passed": true } })),
            Action::PublishResult => {
                self.done(role, &json!({ "record_result": { "marks": {}, "passed": true } }));
                self.done(role, &json!({ "publish_result": self.now }));
            }
            Action::PrintForm | Action::Withdraw | Action::ViewResult => {
                assert!(!staff || action == Action::PrintForm);
                self.done(role, &json!(action.name()));
            }
        }
    }

    fn has_next_stage(&self) -> bool {
        let state = self.state.as_ref().unwrap();
        let last = desk().procedure().stages(state.level, &state.region).last().map(|stage| stage.name.clone());
        state.stage != last
    }

    fn submit(&mut self, outcome: Outcome) {
        self.fill();
        match outcome {
            Outcome::Confirm => self.ask("applicant", &json!({ "submit": [] }), false).unwrap(),
            Outcome::Supply => {
                while let Some(file) = self.has("diploma") {
                    self.done("applicant", &json!({ "remove": file }));
                }
                self.done("applicant", &json!({ "submit": [] }));
            }
            _ => {
                self.materials();
                self.done("applicant", &json!({ "submit": [] }));
            }
        }
    }

    /// The live token of a material.
    pub(crate) fn token(&self, material: &str) -> String {
        desk().token(self.state.as_ref().unwrap(), material, &self.facts("applicant", true)).unwrap()
    }

    /// To a state, along a shortest path of the table.
    pub(crate) fn to(target: StateName) -> Self {
        let mut driver = Self::new();
        for (action, outcome, role) in shortest_path(desk(), target) {
            driver.take(action, outcome, &role);
        }
        assert_eq!(driver.place(), Some(target));
        driver
    }
}

/// The command that begins everything.
pub(crate) fn start() -> Value {
    json!({ "start": { "application": "a-1", "candidate": candidate(), "region": "410100", "level": "three" } })
}

/// One more file.
pub(crate) fn upload(material: &str, count: u64) -> Value {
    json!({ "upload": { "material": material, "digest": digest(count) } })
}

/// A digest of its own for every number.
pub(crate) fn digest(count: u64) -> String {
    format!("{count:064x}")
}

/// A step along the table.
pub(crate) type Edge = (Action, Outcome, String);

/// Every row, from every state it is for, with every outcome and role: where it starts, the step, where it leads.
pub(crate) fn edges(desk: &Desk) -> Vec<(Option<StateName>, Edge, Option<StateName>)> {
    let mut edges = Vec::new();
    for row in &desk.procedure().source().transitions {
        let froms: Vec<Option<StateName>> =
            if row.from.is_empty() { vec![None] } else { row.from.iter().copied().map(Some).collect() };
        for from in froms {
            for role in &row.roles {
                for outcome in row.action.outcomes() {
                    let to = row.to.as_ref().map_or(from, |to| to.get(outcome).copied());
                    edges.push((from, (row.action, *outcome, role.name().to_owned()), to));
                }
            }
        }
    }
    edges
}

/// A shortest path to a state, breadth first in the order of the table.
pub(crate) fn shortest_path(desk: &Desk, target: StateName) -> Vec<Edge> {
    let edges = edges(desk);
    let mut paths: Vec<(Option<StateName>, Vec<Edge>)> = vec![(None, Vec::new())];
    let mut at = 0;
    while let Some((place, path)) = paths.get(at).cloned() {
        if place == Some(target) {
            return path;
        }
        for (from, edge, to) in &edges {
            if *from == place && !paths.iter().any(|(reached, _)| reached == to) {
                let longer = path.iter().cloned().chain([edge.clone()]).collect();
                paths.push((*to, longer));
            }
        }
        at += 1;
    }
    panic!("nothing leads to {target:?}");
}
