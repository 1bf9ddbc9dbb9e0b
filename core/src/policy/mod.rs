#![doc = include_str!("README.md")]

pub mod condition;
pub mod counting;
pub mod days;
pub mod effect;
pub mod fact;
#[cfg(feature = "toml")]
mod files;
pub mod identity;
pub(crate) mod limits;
#[cfg(feature = "toml")]
mod lineage;
pub mod lint;
pub mod outcome;
mod outline;
pub mod parameter;
#[cfg(feature = "toml")]
mod part;
#[cfg(feature = "toml")]
mod patch;
pub mod plan;
pub mod quantity;
pub(crate) mod scale;
pub mod set;
mod shape;
mod shipped;
pub mod source;
mod validate;

use std::sync::{Arc, OnceLock};

use self::effect::Exception;
use self::parameter::DatedValue;
use self::plan::Plan;
use self::source::{FindingRule, MaterialRule, PolicyCase, PolicySource, Rule};
use crate::digest::sha256;
use crate::error::{Error, SourceKind, from_json};
use crate::finding::{Code, Messages, Severity};
use crate::model::citation::Citation;
use crate::model::date::{Date, Year};
use crate::model::level::Level;
use crate::written;

/// A policy whose names all resolve.
#[derive(Clone, Debug)]
pub struct Policy {
    source: PolicySource,
    /// SHA-256 over the canonical JSON of `source`, worked out when it is first asked for.
    digest: OnceLock<String>,
    /// The policy's own cases, kept apart: they decide nothing and are not shipped.
    cases: Vec<PolicyCase>,
    /// One per level, in the order of [`Level::ALL`], compiled from `source`.
    plans: [Arc<Plan>; 5],
}

impl Policy {
    /// The policy of Henan's 2022 round, as it comes with the library.
    pub fn henan() -> Result<Self, Error> {
        Self::from_json(include_str!("../../data/generated/policies/henan-2022.json"))
    }

    /// Reads a compiled policy.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        if text.len() > limits::BYTES {
            let message = format!("it has {} bytes; more than {} are not read", text.len(), limits::BYTES);
            return Err(Error::source(SourceKind::Policy, "", message));
        }
        Self::new(from_json(text, SourceKind::Policy)?)
    }

    /// Reads a policy from its TOML files, each with its name for the error texts.
    ///
    /// Lists and named tables may be spread over several files; every other table stands in one. One that extends another is
    /// read by [`PolicySet::from_toml`](set::PolicySet::from_toml) or [`Policy::from_toml_on`].
    #[cfg(feature = "toml")]
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Self, Error> {
        let files = files::Files::read(files)?;
        if let Some(base) = files.extends() {
            let message = format!("this extends `{base}`; read it together with that policy");
            return Err(Error::source(SourceKind::Policy, "policy.extends", message));
        }
        files.finish(None)
    }

    /// Reads a policy that extends this one from its TOML files.
    #[cfg(feature = "toml")]
    pub fn from_toml_on(&self, files: &[(&str, &str)]) -> Result<Self, Error> {
        let files = files::Files::read(files)?;
        if files.extends() != Some(self.source.policy.id.as_str()) {
            let message = format!("this does not say that it extends `{}`", self.source.policy.id);
            return Err(Error::source(SourceKind::Policy, "policy.extends", message));
        }
        files.finish(Some(self))
    }

    fn new(source: PolicySource) -> Result<Self, Error> {
        validate::check(&source).map_err(validate::Fault::into_error)?;
        Ok(Self::checked(source))
    }

    /// A policy that [`validate::check`] has let through.
    fn checked(mut source: PolicySource) -> Self {
        let cases = std::mem::take(&mut source.cases);
        let plans = plan::compile(&source).map(Arc::new);
        Self { source, digest: OnceLock::new(), cases, plans }
    }

    /// What a policy that extends this one keeps of it.
    #[cfg(feature = "toml")]
    fn as_ancestor(&self) -> identity::Ancestor {
        let identity = &self.source.policy;
        identity::Ancestor { id: identity.id.clone(), version: identity.version, digest: self.digest().to_owned() }
    }

    /// The policy as data.
    pub fn source(&self) -> &PolicySource {
        &self.source
    }

    /// The policy's own cases.
    pub fn cases(&self) -> &[PolicyCase] {
        &self.cases
    }

    /// The compiled form that [`Policy::from_json`] reads, without the policy's own cases.
    pub fn to_json(&self) -> Result<String, Error> {
        Ok(written::json(&self.source))
    }

    /// SHA-256 of the policy's content, in hexadecimal: two policies with the same digest decide the same.
    pub fn digest(&self) -> &str {
        self.digest.get_or_init(|| sha256(&[written::json(&self.source).as_bytes()]))
    }

    /// The rules of a level, in order.
    pub fn rules(&self, level: Level) -> impl Iterator<Item = &Rule> {
        self.source.rules.iter().filter(move |rule| rule.levels.contains(&level))
    }

    /// The exceptions of a level, in order.
    pub fn exceptions(&self, level: Level) -> impl Iterator<Item = &Exception> {
        self.source.exceptions.iter().filter(move |exception| exception.levels.contains(&level))
    }

    /// The materials of a level, in order.
    pub fn materials(&self, level: Level) -> impl Iterator<Item = &MaterialRule> {
        self.source.materials.iter().filter(move |material| material.levels.contains(&level))
    }

    /// The compiled conditions of a level.
    pub fn plan(&self, level: Level) -> &Plan {
        self.shared_plan(level)
    }

    /// The same, to be kept.
    pub(crate) fn shared_plan(&self, level: Level) -> &Arc<Plan> {
        let [five, four, three, two, one] = &self.plans;
        match level {
            Level::Five => five,
            Level::Four => four,
            Level::Three => three,
            Level::Two => two,
            Level::One => one,
        }
    }

    /// The compiled conditions of a level as they are in an exam year. Another year's round is taken to be like this policy's, its
    /// fixed days moved by whole years.
    pub fn plan_in(&self, level: Level, year: Year) -> Arc<Plan> {
        let own = self.shared_plan(level);
        if year == self.source.round.year || !own.turns_with_the_year {
            return Arc::clone(own);
        }
        Arc::new(plan::compile_in(&self.source, level, year))
    }

    /// A parameter's number at a level, and its source.
    pub fn number(&self, parameter: &str, level: Level) -> Option<(i64, &Citation)> {
        let value = self.dated(parameter)?;
        Some((value.at(level)?, &value.citation))
    }

    /// What a parameter is in the exam year.
    pub fn dated(&self, parameter: &str) -> Option<&DatedValue> {
        self.source.parameters.get(parameter)?.in_year(self.source.round.year)
    }

    /// A named day, and its source.
    pub fn day(&self, name: &str, report_day: Date) -> Option<(Date, &Citation)> {
        let named = self.source.days.get(name)?;
        Some((named.day.resolve(self.source.round.year, report_day)?, &named.citation))
    }

    /// A named day in the round of an exam year.
    pub(crate) fn day_in(&self, name: &str, year: Year, report_day: Date) -> Option<Date> {
        self.source.days.get(name)?.day.resolve_in(year, self.source.round.year, report_day)
    }

    /// What a finding outside the rules weighs here, and the clause it rests on.
    pub fn finding(&self, code: Code, messages: &Messages) -> (Severity, Option<&Citation>) {
        let rule: Option<&FindingRule> = self.source.findings.get(&code);
        let severity = rule.and_then(|rule| rule.severity).unwrap_or_else(|| messages.severity(code));
        // What a file has to be is each province's own; where it does not say, a person looks.
        let is_open = rule.is_none() && code.name().starts_with("file/");
        let severity = if is_open { severity.min(Severity::Review) } else { severity };
        (severity, rule.map(|rule| &rule.citation))
    }
}
