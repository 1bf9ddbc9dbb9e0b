//! What a policy must satisfy before anything is decided by it. The rest of the library relies on this: after [`check`], a
//! name that stands in a rule, an exception, a material or a counting resolves at every level it is used for.

use std::collections::BTreeSet;

use super::condition::{AwardFilter, Condition, Constant, Leaf, Test};
use super::quantity::{Quantity, Scale};
use super::source::PolicySource;
use crate::error::{Error, SourceKind};
use crate::finding::Severity;
use crate::model::application::ApplicationForm;
use crate::model::citation::Citation;
use crate::model::date::{Date, YEARS};
use crate::model::level::Level;
use crate::model::retirement::RetirementCategory;

/// The deepest tree and the largest policy that are read: a policy may come from a stranger.
const MAX_DEPTH: usize = 32;
const MAX_NODES: usize = 20_000;

/// One thing wrong with a policy.
#[derive(Debug)]
pub(super) struct Fault {
    /// The place in the whole policy; an item of a list by its index.
    pub(super) path: String,
    message: String,
    /// The name at fault, by which a reader of files finds the line.
    #[cfg_attr(not(feature = "toml"), expect(dead_code, reason = "JSON has no lines worth naming"))]
    pub(super) name: Option<String>,
}

impl Fault {
    pub(super) fn into_error(self) -> Error {
        Error::source(SourceKind::Policy, self.path, self.message)
    }
}

pub(super) fn check(policy: &PolicySource) -> Result<(), Fault> {
    let mut checker = Checker { policy, nodes: 0 };
    checker.identity()?;
    checker.tables()?;
    checker.rules()?;
    checker.doors()?;
    checker.round()?;
    checker.cases()
}

struct Checker<'a> {
    policy: &'a PolicySource,
    nodes: usize,
}

impl Checker<'_> {
    fn identity(&self) -> Result<(), Fault> {
        let identity = &self.policy.policy;
        let year = self.policy.round.year;
        if !(identity.from_year..=identity.to_year).contains(&year) {
            let message = format!(
                "the round is of {year}, outside the years {} to {} of this policy",
                identity.from_year, identity.to_year
            );
            return Err(fault("round.year", message));
        }
        Ok(())
    }

    fn tables(&self) -> Result<(), Fault> {
        let policy = self.policy;
        for (name, parameter) in &policy.parameters {
            let path = format!("parameters.{name}");
            if parameter.value.is_none() && parameter.values.is_empty() {
                return Err(named(&path, "give `value`, or `values` by level", name));
            }
            if parameter.each().into_iter().any(|value| !(0..=1_000).contains(&value)) {
                return Err(named(&path, "a count from 0 to 1000 is expected", name));
            }
            self.citation(&path, &parameter.citation)?;
        }
        let new_year = Date::new(policy.round.year, 1, 1)
            .ok_or_else(|| fault("round.year", "the exam year lies outside 1800 to 2200"))?;
        for (name, day) in &policy.days {
            let path = format!("days.{name}");
            if day.day.resolve(policy.round.year, new_year).is_none() {
                return Err(named(&path, "the calendar of the exam year has no such day", name));
            }
            self.citation(&path, &day.citation)?;
        }
        let counting = &policy.counting;
        for (name, counting) in
            [("work_years", &counting.work_years), ("level_years", &counting.level_years), ("age", &counting.age)]
        {
            let path = format!("counting.{name}");
            known("day", &counting.until, policy.days.keys(), &format!("{path}.until"))?;
            self.citation(&path, &counting.citation)?;
        }
        self.citation("counting.assessments", &counting.assessments.citation)?;
        self.citation("counting.awards", &counting.awards.citation)?;
        for category in [RetirementCategory::Men, RetirementCategory::Women55, RetirementCategory::Women50] {
            let Some(schedule) = policy.retirement.value.get(&category) else {
                return Err(fault("retirement.value", format!("`{category:?}` has no schedule; add it")));
            };
            let sound = (40..=80).contains(&schedule.age) && schedule.cap <= 120 && YEARS.contains(&schedule.reform);
            if !sound {
                let message =
                    "an age of 40 to 80 years, a delay of 120 months at most and a year of the calendar are expected";
                return Err(fault("retirement.value", message));
            }
        }
        self.citation("retirement", &policy.retirement.citation)?;
        self.citation("form.minimum_work_age", &policy.form.minimum_work_age.citation)?;
        self.citation("form.grounds_characters", &policy.form.grounds_characters.citation)?;
        self.citation("form.required", &policy.form.required.citation)?;
        for field in &policy.form.required.value {
            known("field", field, ApplicationForm::ANSWERS, "form.required")?;
        }
        for (code, finding) in &policy.findings {
            if finding.severity.is_some() && code.name().starts_with("eligibility/") {
                let message = "what a rule's finding weighs stands with the rule; remove `severity` here";
                return Err(named(&format!("findings.{code}"), message, code.name()));
            }
            self.citation(&format!("findings.{code}"), &finding.citation)?;
        }
        Ok(())
    }

    fn rules(&mut self) -> Result<(), Fault> {
        let policy = self.policy;
        let mut seen = BTreeSet::new();
        for (at, rule) in policy.rules.iter().enumerate() {
            let path = format!("rules[{at}]");
            for level in &rule.levels {
                if !seen.insert((rule.name.as_str(), *level)) {
                    return Err(named(
                        &path,
                        "this name stands twice at one level; give each rule its own",
                        &rule.name,
                    ));
                }
            }
            never_asked(&rule.levels, &path)?;
            if rule.severity == Severity::Note {
                return Err(named(&path, "a rule that only notes decides nothing; use `judged`", &rule.name));
            }
            self.condition(&rule.condition, &rule.levels, &format!("{path}.condition"), 0)?;
            for (at, instead) in rule.instead.iter().enumerate() {
                self.condition(&instead.when, &rule.levels, &format!("{path}.instead[{at}].when"), 0)?;
            }
            self.citation(&path, &rule.citation)?;
        }
        for (at, judged) in policy.judged.iter().enumerate() {
            self.citation(&format!("judged[{at}]"), &judged.citation)?;
        }
        Ok(())
    }

    fn doors(&mut self) -> Result<(), Fault> {
        let policy = self.policy;
        let mut seen = BTreeSet::new();
        for (at, exception) in policy.exceptions.iter().enumerate() {
            let path = format!("exceptions[{at}]");
            if !seen.insert(exception.name.as_str()) {
                return Err(named(&path, "this name stands twice; give each exception its own", &exception.name));
            }
            never_asked(&exception.levels, &path)?;
            self.condition(&exception.condition, &exception.levels, &format!("{path}.condition"), 0)?;
            for rule in &exception.refers {
                known("rule", rule, policy.rules.iter().map(|rule| &rule.name), &format!("{path}.refers"))?;
            }
            self.citation(&path, &exception.citation)?;
            self.citation(&path, &exception.effect_citation)?;
        }
        let mut seen = BTreeSet::new();
        for (at, material) in policy.materials.iter().enumerate() {
            let path = format!("materials[{at}]");
            never_asked(&material.levels, &path)?;
            for level in &material.levels {
                if !seen.insert((material.name.as_str(), *level)) {
                    return Err(named(
                        &path,
                        "this name stands twice at one level; give each material its own",
                        &material.name,
                    ));
                }
            }
            if let Some(when) = &material.when {
                self.condition(when, &material.levels, &format!("{path}.when"), 0)?;
            }
            self.citation(&path, &material.citation)?;
        }
        Ok(())
    }

    fn round(&self) -> Result<(), Fault> {
        let round = &self.policy.round;
        self.citation("round.regions", &round.regions.citation)?;
        let mut seen = BTreeSet::new();
        for region in &round.regions.value {
            if !seen.insert(region.code.as_str()) {
                return Err(named("round.regions", "this code stands twice; keep one region", &region.code));
            }
        }
        for (at, window) in round.windows.iter().enumerate() {
            let path = format!("round.windows[{at}]");
            if window.opens >= window.closes {
                return Err(fault(&path, "the window closes before it opens; it would never be open"));
            }
            never_asked(&window.levels, &path)?;
            for region in window.regions.iter().flatten() {
                known(
                    "region",
                    region,
                    round.regions.value.iter().map(|region| &region.code),
                    &format!("{path}.regions"),
                )?;
            }
            self.citation(&path, &window.citation)?;
        }
        Ok(())
    }

    fn cases(&self) -> Result<(), Fault> {
        let mut seen = BTreeSet::new();
        for (at, case) in self.policy.cases.iter().enumerate() {
            if !seen.insert(case.name.as_str()) {
                return Err(named(
                    &format!("cases[{at}]"),
                    "this name stands twice; give each case its own",
                    &case.name,
                ));
            }
        }
        Ok(())
    }

    fn condition(&mut self, condition: &Condition, levels: &[Level], path: &str, depth: usize) -> Result<(), Fault> {
        self.nodes += 1;
        if depth > MAX_DEPTH {
            return Err(fault(path, format!("the tree is deeper than {MAX_DEPTH} levels; flatten it")));
        }
        if self.nodes > MAX_NODES {
            return Err(fault(path, format!("the policy has more than {MAX_NODES} conditions")));
        }
        let (children, word) = match condition {
            Condition::All(children) => (children.as_slice(), "all"),
            Condition::Any(children) => (children.as_slice(), "any"),
            Condition::Not(child) => (std::slice::from_ref(child.as_ref()), "not"),
            Condition::Count(children, count) => {
                self.parameter(count, levels, path)?;
                (children.as_slice(), "of")
            }
            Condition::Leaf(leaf) => return self.leaf(leaf, levels, path),
        };
        if children.is_empty() {
            return Err(fault(path, format!("`{word}` is empty; add a condition or remove it")));
        }
        for (at, child) in children.iter().enumerate() {
            self.condition(child, levels, &format!("{path}.{word}[{at}]"), depth + 1)?;
        }
        Ok(())
    }

    fn leaf(&self, leaf: &Leaf, levels: &[Level], path: &str) -> Result<(), Fault> {
        let quantity = leaf.quantity;
        let assessments = matches!(quantity, Quantity::QualifiedAssessments | Quantity::ExcellentAssessments);
        match (&leaf.last_years, assessments) {
            (Some(years), true) => self.parameter(years, levels, path)?,
            (None, true) => return Err(fault(path, "a count of assessments needs `last_years`")),
            (Some(_), false) => {
                return Err(fault(path, "`last_years` is for counts of assessments"));
            }
            (None, false) => {}
        }
        match (&leaf.awards, quantity == Quantity::Awards) {
            (Some(filter), true) => self.filter(filter, levels, path)?,
            (None, true) => return Err(fault(path, "a count of awards needs the filter `awards`")),
            (Some(_), false) => {
                return Err(fault(path, "the filter `awards` is for counts of awards"));
            }
            (None, false) => {}
        }
        match (&leaf.test, quantity.scale()) {
            (Test::AtLeast(name) | Test::AtMost(name) | Test::LessThan(name) | Test::MoreThan(name), Scale::Number) => {
                self.parameter(name, levels, path)
            }
            (
                Test::AtLeast(word) | Test::AtMost(word) | Test::LessThan(word) | Test::MoreThan(word),
                Scale::Ordered,
            )
            | (Test::Equals(Constant::Word(word)), Scale::Ordered | Scale::Word) => {
                known("word", word, quantity.words(), path)
            }
            (Test::In(words), Scale::Ordered | Scale::Word) => {
                words.iter().try_for_each(|word| known("word", word, quantity.words(), path))
            }
            (Test::OnOrBefore(day) | Test::After(day), Scale::Day) => known("day", day, self.policy.days.keys(), path),
            (Test::Equals(Constant::Flag(_)), Scale::Flag) => Ok(()),
            (test, _) => {
                let message = format!("`{}` cannot be compared by `{}`", quantity.name(), test.operator());
                Err(fault(path, message))
            }
        }
    }

    fn filter(&self, filter: &AwardFilter, levels: &[Level], path: &str) -> Result<(), Fault> {
        [&filter.within_years, &filter.prize_within, &filter.place_within]
            .into_iter()
            .flatten()
            .try_for_each(|name| self.parameter(name, levels, path))
    }

    fn parameter(&self, name: &str, levels: &[Level], path: &str) -> Result<(), Fault> {
        known("parameter", name, self.policy.parameters.keys(), path)?;
        let parameter = self.policy.parameters.get(name);
        match levels.iter().find(|level| parameter.is_some_and(|parameter| parameter.at(**level).is_none())) {
            None => Ok(()),
            Some(level) => {
                Err(named(path, &format!("parameter `{name}` has no value at level {}", level.name()), name))
            }
        }
    }

    fn citation(&self, path: &str, citation: &Citation) -> Result<(), Fault> {
        known("document", &citation.document, self.policy.documents.keys(), &format!("{path}.citation"))
    }
}

/// How alike two names must be, from 0 to 1, for one to be suggested in place of the other.
const LIKE: f64 = 0.8;
/// The longest name that is compared for likeness.
const LONGEST_NAME: usize = 100;

fn known<N: AsRef<str>>(
    kind: &str,
    name: &str,
    names: impl IntoIterator<Item = N, IntoIter: Clone>,
    path: &str,
) -> Result<(), Fault> {
    let names = names.into_iter();
    if names.clone().any(|known| known.as_ref() == name) {
        return Ok(());
    }
    let short = |text: &str| text.len() <= LONGEST_NAME;
    let alike = names.filter(|known| short(known.as_ref()) && short(name)).map(|known| {
        let known = known.as_ref().to_owned();
        (strsim::jaro_winkler(&known, name), known)
    });
    let nearest = alike.filter(|(likeness, _)| *likeness > LIKE).max_by(|one, other| one.0.total_cmp(&other.0));
    let hint = nearest.map_or_else(String::new, |(_, known)| format!("; did you mean `{known}`?"));
    let shown: String = name.chars().take(LONGEST_NAME).collect();
    Err(named(path, &format!("there is no {kind} `{shown}`{hint}"), name))
}

fn never_asked(levels: &[Level], path: &str) -> Result<(), Fault> {
    if levels.is_empty() {
        Err(fault(path, "`levels` is empty; it would never be asked; name its levels"))
    } else {
        Ok(())
    }
}

fn fault(path: &str, message: impl Into<String>) -> Fault {
    Fault { path: path.to_owned(), message: message.into(), name: None }
}

fn named(path: &str, message: &str, name: &str) -> Fault {
    Fault { path: path.to_owned(), message: message.to_owned(), name: Some(name.to_owned()) }
}
