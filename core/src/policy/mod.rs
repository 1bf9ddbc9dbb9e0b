#![doc = include_str!("README.md")]

pub mod condition;
pub mod counting;
pub(crate) mod plan;
pub mod quantity;
pub mod source;
mod validate;

use self::plan::Plan;
use self::source::{Exception, FindingRule, MaterialRule, PolicySource, Rule};
use crate::digest::sha256;
use crate::error::{Error, SourceKind, from_json};
use crate::finding::{Code, Messages, Severity};
use crate::model::citation::Citation;
use crate::model::date::Date;
use crate::model::level::Level;

/// A policy whose names all resolve.
#[derive(Clone, Debug)]
pub struct Policy {
    source: PolicySource,
    /// SHA-256 over the canonical JSON of `source`.
    digest: String,
    /// One per level, in the order of [`Level::ALL`], compiled from `source`.
    plans: [Plan; 5],
}

impl Policy {
    /// The policy of Henan's 2022 round, as it comes with the library.
    pub fn henan() -> Result<Self, Error> {
        Self::from_json(include_str!("../../data/generated/henan.policy.json"))
    }

    /// Reads a compiled policy.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        Self::new(from_json(text, SourceKind::Policy)?)
    }

    /// Reads a policy from its TOML files, each with its name for the error texts.
    ///
    /// Lists and named tables may be spread over several files; every other table stands in one.
    #[cfg(feature = "toml")]
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Self, Error> {
        crate::policy::files::read(files)
    }

    pub(crate) fn new(source: PolicySource) -> Result<Self, Error> {
        validate::check(&source).map_err(validate::Fault::into_error)?;
        let json =
            serde_json::to_vec(&source).map_err(|error| Error::source(SourceKind::Policy, "", error.to_string()))?;
        let digest = sha256(&[&json]);
        let plans = plan::compile(&source);
        Ok(Self { source, digest, plans })
    }

    /// The policy as data.
    pub fn source(&self) -> &PolicySource {
        &self.source
    }

    /// The compiled form that [`Policy::from_json`] reads.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(&self.source).map_err(|error| Error::source(SourceKind::Policy, "", error.to_string()))
    }

    /// SHA-256 of the policy's content, in hexadecimal: two policies with the same digest decide the same.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The rules of a level, in order.
    pub fn rules(&self, level: Level) -> impl Iterator<Item = &Rule> {
        Self::rules_in(&self.source, level)
    }

    /// The exceptions of a level, in order.
    pub fn exceptions(&self, level: Level) -> impl Iterator<Item = &Exception> {
        Self::exceptions_in(&self.source, level)
    }

    /// The materials of a level, in order.
    pub fn materials(&self, level: Level) -> impl Iterator<Item = &MaterialRule> {
        Self::materials_in(&self.source, level)
    }

    fn rules_in(source: &PolicySource, level: Level) -> impl Iterator<Item = &Rule> {
        source.rules.iter().filter(move |rule| rule.levels.contains(&level))
    }

    fn exceptions_in(source: &PolicySource, level: Level) -> impl Iterator<Item = &Exception> {
        source.exceptions.iter().filter(move |exception| exception.levels.contains(&level))
    }

    fn materials_in(source: &PolicySource, level: Level) -> impl Iterator<Item = &MaterialRule> {
        source.materials.iter().filter(move |material| material.levels.contains(&level))
    }

    /// The compiled conditions of a level.
    pub(crate) fn plan(&self, level: Level) -> &Plan {
        let [five, four, three, two, one] = &self.plans;
        match level {
            Level::Five => five,
            Level::Four => four,
            Level::Three => three,
            Level::Two => two,
            Level::One => one,
        }
    }

    /// A parameter's number at a level, and its source.
    pub fn number(&self, parameter: &str, level: Level) -> Option<(i64, &Citation)> {
        let parameter = self.source.parameters.get(parameter)?;
        Some((parameter.at(level)?, &parameter.citation))
    }

    /// A named day, and its source.
    pub fn day(&self, name: &str, report_day: Date) -> Option<(Date, &Citation)> {
        let named = self.source.days.get(name)?;
        Some((named.day.resolve(self.source.round.year, report_day)?, &named.citation))
    }

    /// What a finding outside the rules weighs here, and the clause it rests on.
    pub fn finding(&self, code: Code, messages: &Messages) -> (Severity, Option<&Citation>) {
        let rule: Option<&FindingRule> = self.source.findings.get(&code);
        let severity = rule.and_then(|rule| rule.severity).unwrap_or_else(|| messages.severity(code));
        (severity, rule.map(|rule| &rule.citation))
    }
}

#[cfg(feature = "toml")]
mod files;
