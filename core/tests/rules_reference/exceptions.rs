//! Which exceptions are open, and what those that are do.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::conditions::{Truth, tree};
use crate::person::Person;

/// What open exceptions do to the rules of a level.
#[derive(Default)]
pub(crate) struct Open<'a> {
    /// Rules and branches that count as met.
    pub(crate) waived: BTreeSet<&'a str>,
    /// Rules and branches, each with what is asked in its place.
    pub(crate) replaced: Vec<(&'a str, &'a Value)>,
    /// Parameters, each with by how much it is lower.
    pub(crate) reduced: BTreeMap<&'a str, i64>,
    /// By how many steps the level held may be lower.
    pub(crate) steps: i64,
    /// Rules and branches that go to a person.
    pub(crate) referred: BTreeSet<&'a str>,
}

/// The exceptions of a level with whether each is open, and the fields that would tell where it is not known.
pub(crate) struct Doors<'a> {
    doors: Vec<(&'a Value, Truth)>,
    pub(crate) needed: BTreeSet<String>,
}

impl<'a> Doors<'a> {
    pub(crate) fn new(person: &Person<'a>) -> Self {
        let mut doors = Self { doors: Vec::new(), needed: BTreeSet::new() };
        let claim = &person.form["exception"];
        let used = claim["used_years"].as_array().map(|years| years.contains(&person.exam_year().into()));
        for exception in crate::of_level(&person.policy["exceptions"], person.level) {
            if exception["claim"] != "automatic" && claim["claimed"] != true {
                continue;
            }
            let condition = tree(person, &exception["condition"], None, None);
            let unused = match (exception["once_a_year"] == true, used) {
                (false, _) | (true, Some(false)) => Truth::Met,
                (true, None) => Truth::Unknown,
                (true, Some(true)) => Truth::Unmet,
            };
            let truth = condition.truth.min(unused);
            if truth == Truth::Unknown {
                doors.needed.extend(condition.waits_for());
                if unused == Truth::Unknown {
                    doors.needed.insert("exception.used_years".to_owned());
                }
            }
            doors.doors.push((exception, truth));
        }
        doors
    }

    /// What the exceptions do that are open at least for all that is known.
    pub(crate) fn open(&self, person: &Person<'a>, least: Truth) -> Open<'a> {
        let mut open = Open::default();
        for (exception, _) in self.doors.iter().filter(|(_, truth)| *truth >= least) {
            for effect in exception["effects"].as_array().unwrap() {
                open.add(person, effect);
            }
        }
        open
    }
}

impl<'a> Open<'a> {
    fn add(&mut self, person: &Person<'a>, effect: &'a Value) {
        let names = |list: &'a Value| list.as_array().into_iter().flatten().map(|name| name.as_str().unwrap());
        self.waived.extend(names(&effect["waive"]));
        self.referred.extend(names(&effect["refer"]));
        if let Some(name) = effect["replace"]["name"].as_str() {
            self.replaced.push((name, &effect["replace"]["with"]));
        }
        if let Some(parameter) = effect["reduce"]["parameter"].as_str() {
            let by = person.parameter(effect["reduce"]["by"].as_str().unwrap());
            let most = self.reduced.entry(parameter).or_default();
            *most = by.max(*most);
        }
        if let Some(steps) = effect["skip_levels"].as_str() {
            self.steps = self.steps.max(person.parameter(steps));
        }
        if let Some(keep) = effect["grant"]["keep"].as_array() {
            let rules = crate::of_level(&person.policy["rules"], person.level);
            self.waived
                .extend(rules.filter(|rule| !keep.contains(&rule["name"])).map(|rule| rule["name"].as_str().unwrap()));
        }
    }

    /// The same, where what goes to a person counts as met.
    pub(crate) fn decided_by_a_person(mut self) -> Self {
        self.waived.append(&mut self.referred);
        self
    }
}
