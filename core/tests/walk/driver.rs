//! Drives an application along the table: it knows for every row what has to be there before, who asks, and when.

#![allow(dead_code, reason = "each test uses its part")]

use gongkao::materials::Need;
use gongkao::procedure::names::{Action, Outcome, StateName};
use gongkao::workflow::{Command, Event, Refusal, State, evolve};
use gongkao::{Desk, Facts};
use serde_json::{Value, json};

use super::desk;

mod track;

pub(crate) use track::*;

/// An application under way.
#[derive(Clone)]
pub(crate) struct Driver {
    /// The application.
    pub(crate) state: Option<State>,
    /// Its events.
    pub(crate) log: Vec<Event>,
    /// Every state it was in, after each event.
    pub(crate) states: Vec<State>,
    /// The level it is at.
    pub(crate) track: &'static Track,
    now: String,
    count: u64,
}

impl Driver {
    /// Before there is an application.
    pub(crate) fn new() -> Self {
        Self::at(&THREE)
    }

    /// Before there is an application at this level.
    pub(crate) fn at(track: &'static Track) -> Self {
        Self { state: None, log: Vec::new(), states: Vec::new(), track, now: track.open.to_owned(), count: 0 }
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
        self.track.facts(role, &self.now, self.state.as_ref().map_or(0, |state| state.version), agrees, self.count)
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
            self.done("applicant", &json!({ "save": self.track.form() }));
        }
    }

    /// Uploads what the rules ask for and is not there.
    fn materials(&mut self) {
        let state = self.state.as_ref().unwrap();
        let day = state.last.day();
        let report = desk().engine().assess(&state.whole_form(), None, day);
        let asked = report.materials.into_iter().filter(|material| material.need == Need::Required);
        let missing: Vec<String> =
            asked.map(|material| material.name).filter(|name| self.has(name).is_none()).collect();
        if missing.iter().any(|material| material == "declaration_form")
            && self.state.as_ref().unwrap().printed.is_none()
        {
            self.done("applicant", &json!("print_form"));
        }
        for material in missing {
            self.add("applicant", &material);
        }
    }

    /// Takes the row of an action with this outcome, having put in place what it needs without leaving the state.
    pub(crate) fn take(&mut self, action: Action, outcome: Outcome, role: &str) {
        let staff = role != "applicant";
        match action {
            Action::Start => {
                self.done("applicant", &self.track.start());
            }
            Action::Restart => {
                self.done(role, &json!({ "restart": { "region": "410100", "level": self.track.level } }));
            }
            Action::Save => self.done(role, &json!({ "save": self.track.form() })),
            Action::Submit => self.submit(outcome),
            Action::Upload => self.done(role, &upload(self.track.material, self.count)),
            Action::Replace => {
                let file = self.has(self.track.material).unwrap_or_else(|| self.add(role, self.track.material));
                self.done(role, &json!({ "replace": { "file": file, "digest": digest(self.count) } }));
            }
            Action::Remove => {
                let file = self.has(self.track.material).unwrap_or_else(|| self.add(role, self.track.material));
                self.done(role, &json!({ "remove": file }));
            }
            Action::IssueToken => self.done(role, &json!({ "issue_token": self.track.material })),
            Action::RevokeToken => {
                if self.place() != Some(StateName::UnderReview) {
                    self.done("applicant", &json!({ "issue_token": self.track.material }));
                }
                self.done(role, &json!({ "revoke_token": self.track.material }));
            }
            Action::UploadByToken => {
                self.done("applicant", &json!({ "issue_token": self.track.material }));
                let token = self.token(self.track.material);
                let file = json!({ "token": token, "material": self.track.material, "digest": digest(self.count) });
                self.done(role, &json!({ "upload_by_token": file }));
            }
            Action::Lapse | Action::ReferOnSite => {
                self.wait_for(self.track.over);
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
                    self.wait_for(self.track.over);
                }
                let items = json!([format!("uploads.{}", self.track.material), "textbooks"]);
                let request = json!({ "items": items, "grounds": { "reasons": ["material_unclear"] } });
                self.done(self.stage_role(), &json!({ "request_supplement": request }));
            }
            Action::Disqualify => {
                let grounds = json!({ "reasons": ["not_genuine"], "text": "x" });
                self.done(role, &json!({ "disqualify": grounds }));
            }
            Action::Arrange => self.done(role, &json!({ "arrange": self.track.seat() })),
            Action::OpenTicket => {
                self.done("administrator", &json!({ "arrange": self.track.seat() }));
                self.wait_for(self.track.tickets);
                self.done(role, &json!("open_ticket"));
            }
            Action::PrintTicket => {
                if self.place() == Some(StateName::Approved) {
                    self.done("administrator", &json!({ "arrange": self.track.seat() }));
                }
                self.wait_for(self.track.tickets);
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
                while let Some(file) = self.has(self.track.material) {
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
        Self::along(&THREE, &shortest_paths(desk(), target)[0])
    }

    /// Along a path, at a level.
    pub(crate) fn along(track: &'static Track, path: &[Edge]) -> Self {
        let mut driver = Self::at(track);
        for (action, outcome, role) in path {
            driver.take(*action, *outcome, role);
        }
        driver
    }
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

/// Every path to a state than which none is shorter, in the order of the table. Where the stage says who acts, as it does with
/// what a reviewer decides, one role stands for all that the row names.
pub(crate) fn shortest_paths(desk: &Desk, target: StateName) -> Vec<Vec<Edge>> {
    let mut edges = edges(desk);
    edges.retain(|(from, (action, _, role), _)| {
        let by_stage = matches!(action, Action::Claim | Action::Pass | Action::Reject | Action::RequestSupplement);
        let rows = desk.procedure().source().transitions.iter();
        let mut rows = rows.filter(|row| row.action == *action && row.from.iter().any(|state| Some(*state) == *from));
        !by_stage || rows.any(|row| row.roles.first().is_some_and(|first| first.name() == role))
    });
    let mut paths: Vec<(Option<StateName>, Vec<Edge>)> = vec![(None, Vec::new())];
    // A shortest path visits no state twice, so there are no more steps than states.
    for _ in StateName::ALL {
        let step = |(place, path): &(Option<StateName>, Vec<Edge>)| {
            let on = edges.iter().filter(|(from, _, to)| from == place && to != place);
            let longer = |edge: &Edge| path.iter().cloned().chain([edge.clone()]).collect();
            on.map(|(_, edge, to)| (*to, longer(edge))).collect::<Vec<_>>()
        };
        paths = paths.iter().flat_map(step).collect();
        let there = |(place, _): &(Option<StateName>, Vec<Edge>)| *place == Some(target);
        if paths.iter().any(there) {
            return paths.into_iter().filter(there).map(|(_, path)| path).collect();
        }
    }
    panic!("nothing leads to {target:?}");
}
