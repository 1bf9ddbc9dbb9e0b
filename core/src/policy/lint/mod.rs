//! What is odd about a policy that loads: what nobody uses, what no case shows, what is out of date.
//!
//! Nothing here decides anything, and a policy with remarks works. What cannot work at all is refused when it is read.

mod used;

use serde::Serialize;

use self::used::Used;
use super::Policy;
use super::effect::EffectKind;
use super::plan::{Changed, Plan};
use super::set::PolicySet;
use super::source::PolicySource;
use crate::finding::Severity;
use crate::model::citation::Confidence;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::written;

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diagnostic {
    /// What kind of thing it is.
    pub kind: DiagnosticKind,
    /// The place in the policy, as `parameters.tenure_years`.
    pub path: String,
    /// What is odd, and what to do about it.
    pub message: String,
}

/// What kind of thing a diagnostic is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DiagnosticKind {
    /// Something is declared and nothing uses it.
    Unused,
    /// A level has no rules, so of nobody it can be told whether they are eligible for it.
    LevelWithoutRules,
    /// A number is missing for a year the policy holds for.
    YearWithoutValue,
    /// The day by which somebody was to look again has passed.
    ReviewDue,
    /// A rule refuses by a clause no document has.
    RefusesOnAssumption,
    /// An effect changes no rule.
    EffectWithoutEffect,
    /// The calendar lies outside the exam year, or leaves a level out.
    Calendar,
    /// Two policies hold for one place and year, and neither goes before the other.
    Overlap,
}

/// Everything odd about a policy. With a day, also whether it is due for review.
///
/// Of a policy that extends another only [`lint_set`] says what it declares in vain, for it keeps what the one below declares for others.
pub fn lint(policy: &Policy, day: Option<Date>) -> Vec<Diagnostic> {
    let source = policy.source();
    let mut found = Found(Vec::new());
    if source.policy.lineage.is_empty() {
        unused(source, None, &mut found);
    }
    years(source, &mut found);
    rules(source, &mut found);
    calendar(source, &mut found);
    for level in Level::ALL {
        effects(policy, level, policy.plan(level), &mut found);
    }
    if let (Some(due), Some(day)) = (source.policy.review_by, day)
        && day > due
    {
        let message = format!("it was to be looked at again by {due}; look, and move the day");
        found.add(DiagnosticKind::ReviewDue, "policy.review_by", message);
    }
    found.0
}

/// Everything odd about policies side by side, each by its name.
pub fn lint_set(set: &PolicySet, day: Option<Date>) -> Vec<(String, Diagnostic)> {
    let mut all: Vec<(String, Diagnostic)> = Vec::new();
    for policy in set.iter().filter(|policy| !policy.source().policy.base) {
        let id = &policy.source().policy.id;
        let mut found = Found(lint(policy, day));
        let below = policy.source().policy.lineage.last().and_then(|ancestor| set.get(&ancestor.id));
        if let Some(below) = below {
            unused(policy.source(), Some(below.source()), &mut found);
        }
        all.extend(found.0.into_iter().map(|diagnostic| (id.clone(), diagnostic)));
    }
    for (one, other) in set.overlaps() {
        let message = format!("`{other}` holds for the same place and years; narrow one of them");
        let diagnostic = Diagnostic { kind: DiagnosticKind::Overlap, path: "policy".to_owned(), message };
        all.push((one.to_owned(), diagnostic));
    }
    all
}

struct Found(Vec<Diagnostic>);

impl Found {
    fn add(&mut self, kind: DiagnosticKind, path: impl Into<String>, message: impl Into<String>) {
        self.0.push(Diagnostic { kind, path: path.into(), message: message.into() });
    }
}

/// What nothing uses, and the policy below does not declare either.
fn unused(source: &PolicySource, below: Option<&PolicySource>, found: &mut Found) {
    let used = Used::of(source);
    let inherited = |table: &str, name: &str| {
        below.is_some_and(|below| match table {
            "parameters" => below.parameters.contains_key(name),
            "days" => below.days.contains_key(name),
            "facts" => below.facts.contains_key(name),
            "groups" => below.groups.contains_key(name),
            _ => below.documents.contains_key(name),
        })
    };
    let mut check = |table: &str, name: &str, is_used: bool| {
        if !is_used && !inherited(table, name) {
            let message = "nothing uses it; use it or remove it";
            found.add(DiagnosticKind::Unused, format!("{table}.{name}"), message);
        }
    };
    source.parameters.keys().for_each(|name| check("parameters", name, used.parameters.contains(name.as_str())));
    source.days.keys().for_each(|name| check("days", name, used.days.contains(name.as_str())));
    source.facts.keys().for_each(|name| check("facts", name, used.facts.contains(name.as_str())));
    source.groups.keys().for_each(|name| check("groups", name, used.groups));
    let text = written::json(source);
    source.documents.keys().for_each(|name| {
        check("documents", name, text.contains(&format!("\"document\":\"{name}\"")));
    });
}

fn years(source: &PolicySource, found: &mut Found) {
    let identity = &source.policy;
    for (name, parameter) in &source.parameters {
        let first = parameter.values().first().and_then(|value| value.from).unwrap_or(identity.from_year);
        if first > identity.from_year {
            let message = format!("the policy holds from {}, and its first value from {first}", identity.from_year);
            found.add(DiagnosticKind::YearWithoutValue, format!("parameters.{name}"), message);
        }
        for value in parameter.values().iter().filter(|value| value.from.is_some_and(|from| from > identity.to_year)) {
            let from = value.from.unwrap_or_default();
            let message = format!("the value from {from} begins after the policy ends ({})", identity.to_year);
            found.add(DiagnosticKind::Unused, format!("parameters.{name}"), message);
        }
    }
}

fn rules(source: &PolicySource, found: &mut Found) {
    for level in Level::ALL {
        let any = source.rules.iter().any(|rule| rule.levels.contains(&level));
        let asked = source.materials.iter().any(|material| material.levels.contains(&level))
            || source.judged.iter().any(|judged| judged.levels.contains(&level));
        if !any && asked {
            let message = format!(
                "level {} has no rule, so of nobody it can be told whether they are eligible for it",
                level.name()
            );
            found.add(DiagnosticKind::LevelWithoutRules, "rules", message);
        }
    }
    for (at, rule) in source.rules.iter().enumerate() {
        if rule.severity == Severity::Refuse && rule.citation.confidence == Confidence::Assumed {
            let message = format!("`{}` refuses, and no document says so; let a person decide, or cite one", rule.name);
            found.add(DiagnosticKind::RefusesOnAssumption, format!("rules[{at}]"), message);
        }
    }
}

fn calendar(source: &PolicySource, found: &mut Found) {
    let round = &source.round;
    for (at, window) in round.windows.iter().enumerate() {
        let years = [window.opens.day().year(), window.closes.day().year()];
        if years.iter().any(|year| (year - round.year).abs() > 1) {
            let message = format!("the window lies far from the exam year {}", round.year);
            found.add(DiagnosticKind::Calendar, format!("round.windows[{at}]"), message);
        }
    }
    if round.windows.is_empty() {
        return;
    }
    for level in Level::ALL.into_iter().filter(|level| source.rules.iter().any(|rule| rule.levels.contains(level))) {
        if !round.windows.iter().any(|window| window.levels.contains(&level)) {
            let message = format!("level {} has rules and no window, so it is open on every day", level.name());
            found.add(DiagnosticKind::Calendar, "round.windows", message);
        }
    }
}

/// Effects that change no rule of a level though the exception is for it, unless they do at another of its levels.
fn effects(policy: &Policy, level: Level, plan: &Plan, found: &mut Found) {
    for (exception, compiled) in policy.exceptions(level).zip(&plan.exceptions) {
        if exception.levels.first() != Some(&level) {
            continue;
        }
        for (at, effect) in exception.effects.iter().enumerate() {
            let number = u32::try_from(at).unwrap_or(u32::MAX);
            let changes = |plan: &Plan, exceptions: usize| {
                plan.exceptions
                    .get(exceptions)
                    .is_some_and(|compiled| compiled.changes.iter().any(|change| change.effect == number))
            };
            let elsewhere = exception.levels.iter().any(|other| {
                let place = policy.exceptions(*other).position(|listed| listed.name == exception.name);
                place.is_some_and(|place| changes(policy.plan(*other), place))
            });
            let is_note = matches!(effect.kind, EffectKind::Exempt(_));
            let here = compiled.changes.iter().any(|change| change.effect == number && change.to != Changed::Referred);
            if !is_note && !here && !elsewhere {
                let message =
                    format!("`{}` of `{}` changes no rule at any of its levels", effect.kind.name(), exception.name);
                found.add(DiagnosticKind::EffectWithoutEffect, format!("exceptions.{}", exception.name), message);
            }
        }
    }
}
