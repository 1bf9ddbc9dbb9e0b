//! What there is to say about how the rules came out.

use std::collections::BTreeSet;

use super::evaluate::holds;
use super::exceptions::Door;
use super::facts::Facts;
use super::trace::{Comparison, Lifted, NodeTrace, Observed, Outcome, RuleStatus, RuleTrace};
use crate::finding::{Code, Param, Params, Remark};
use crate::model::level::Level;
use crate::order;
use crate::policy::Policy;
use crate::policy::condition::Test;
use crate::policy::plan::{Plan, Value};
use crate::policy::source::Rule;

/// A rule that does not hold.
pub(super) fn unmet(rule: &Rule, code: Code, node: &NodeTrace, level: Level, policy: &Policy) -> Remark {
    let comparisons = node.comparisons();
    let path = comparisons
        .iter()
        .find(|comparison| speaks_of(code, comparison))
        .or(comparisons.first())
        .map_or("", |comparison| comparison.field.as_str());
    let mut remark = Remark::new(code, path);
    remark.rule = Some(rule.name.clone());
    remark.severity = Some(rule.severity);
    remark.params = rule_params(rule, level, policy, &comparisons);
    remark.citations.push(rule.citation.clone());
    for citation in comparisons.iter().filter_map(|comparison| comparison.citation.as_ref()) {
        if !remark.citations.contains(citation) {
            remark.citations.push(citation.clone());
        }
    }
    remark
}

/// A rule that does not hold by itself, and that an exception lifts or sends to a person.
pub(super) fn lifted(code: Code, rule: &RuleTrace, lifted: &Lifted, door: &Door<'_>) -> Remark {
    let comparisons = rule.condition.comparisons();
    let field = comparisons.first().map_or("", |comparison| comparison.field.as_str()).to_owned();
    let doors = if code == Code::ExceptionLifted { door.labels_of(&lifted.exceptions) } else { door.labels() };
    let mut remark = Remark::new(code, field).with("label", rule.label.clone()).with("doors", doors);
    remark.rule = Some(rule.rule.clone());
    remark.citations.push(rule.citation.clone());
    remark.citations.extend(lifted.citations.iter().cloned());
    remark
}

/// Whether a comparison is what a code is about, so that the finding points at its field.
fn speaks_of(code: Code, comparison: &Comparison) -> bool {
    use crate::policy::quantity::Quantity;
    match code {
        Code::EligibilityTenureShort | Code::EligibilityLevelYearsShort => comparison.quantity == Quantity::LevelYears,
        Code::EligibilityWorkYearsShort | Code::EligibilityWorkYearsOver => comparison.quantity == Quantity::WorkYears,
        Code::EligibilityHeldLevel => comparison.quantity == Quantity::HeldLevel,
        Code::EligibilitySchooling => comparison.quantity == Quantity::Schooling,
        Code::EligibilityWorkTypeChanged => comparison.quantity == Quantity::WorkTypeRelation,
        Code::EligibilityAssessments => comparison.field == Quantity::QualifiedAssessments.field(),
        _ => false,
    }
}

/// The values a rule's messages may speak of: its label, the level, and for each quantity it compares `required`, every value
/// `required` takes over the levels as `required.each`, and `actual`. The same names come out whatever the facts.
fn rule_params(rule: &Rule, level: Level, policy: &Policy, comparisons: &[&Comparison]) -> Params {
    let mut params = Params::new();
    params.insert("label".into(), rule.label.clone().into());
    params.insert("declared_level".into(), format!("level/{}", level.name()).into());
    for comparison in comparisons {
        let name = comparison.subject();
        let key = format!("{name}.required");
        if params.contains_key(&key) {
            continue;
        }
        let each = comparison.name.as_ref().and_then(|name| policy.dated(name));
        if let Some(value) = each {
            // A number that an exception has lowered is nobody else's.
            let is_own = value.at(level).is_none_or(|number| comparison.required == Observed::Number(number));
            let values: Vec<Param> = match &comparison.required {
                Observed::Number(lowered) if !is_own => vec![Param::Number(*lowered)],
                _ => value.each().into_iter().map(Param::Number).collect(),
            };
            params.insert(format!("{name}.required.each"), values.into());
        }
        params.insert(key, shown(comparison, &comparison.required, policy));
        let actual = comparison.actual.as_ref();
        let actual = actual.map_or_else(|| "word/none".into(), |actual| shown(comparison, actual, policy));
        params.insert(format!("{name}.actual"), actual);
    }
    params
}

/// The names [`rule_params`] gives for a rule.
pub(super) fn params_of(rule: &Rule, level: Level, policy: &Policy) -> BTreeSet<String> {
    let mut names = order::set(["label", "declared_level"].map(str::to_owned));
    for leaf in rule.condition.leaves() {
        let quantity = leaf.name();
        names.insert(format!("{quantity}.required"));
        names.insert(format!("{quantity}.actual"));
        let parameter = match &leaf.test {
            Test::AtLeast(name) | Test::AtMost(name) | Test::LessThan(name) | Test::MoreThan(name) => {
                policy.number(name, level)
            }
            _ => None,
        };
        if parameter.is_some() {
            names.insert(format!("{quantity}.required.each"));
        }
    }
    names
}

fn shown(comparison: &Comparison, observed: &Observed, policy: &Policy) -> Param {
    let fact = comparison.fact.as_ref().and_then(|name| policy.source().facts.get(name));
    let word = |word: &str| match fact {
        None => Param::Text(format!("{}/{word}", comparison.quantity.name())),
        Some(fact) => match fact.words.iter().find(|known| known.name == word) {
            Some(known) => known.label.clone().into(),
            None => Param::Text(format!("word/{word}")),
        },
    };
    match observed {
        Observed::Flag(flag) => word(if *flag { "yes" } else { "no" }),
        Observed::Number(number) => Param::Number(*number),
        // Days stand for themselves.
        Observed::Word(text) if text.starts_with(|first: char| first.is_ascii_digit()) => text.as_str().into(),
        Observed::Word(text) => word(text),
        Observed::Words(words) => Param::List(words.iter().map(|text| word(text)).collect()),
        Observed::Between { least, most } => {
            let most = most.map_or_else(|| "…".to_owned(), |most| most.to_string());
            Param::Text(format!("{least}–{most}"))
        }
        Observed::Days { first, last } => Param::Text(format!("{first} – {last}")),
    }
}

/// An answer on which rules wait: on the answer itself, or on an exception that waits for it.
pub(super) fn unknown(field: &str, rules: &[RuleTrace], door: &Door<'_>, policy: &Policy) -> Option<Remark> {
    let by_door = |rule: &&RuleTrace| rule.status == RuleStatus::Unknown && door.needed().contains(field);
    let waiting: Vec<&RuleTrace> = rules.iter().filter(|rule| rule.waits_for(field) || by_door(rule)).collect();
    if waiting.is_empty() {
        return None;
    }
    let labels: Vec<Param> = waiting.iter().map(|rule| rule.label.clone().into()).collect();
    let fact = field.strip_prefix("answers.").and_then(|name| policy.source().facts.get(name));
    let name = fact.map_or_else(|| format!("field/{field}").into(), |fact| Param::from(fact.label.clone()));
    let mut remark = Remark::new(Code::EligibilityUnknown, field).with("field", name).with("rules", labels);
    for rule in waiting {
        if !remark.citations.contains(&rule.citation) {
            remark.citations.push(rule.citation.clone());
        }
    }
    Some(remark)
}

/// What is said of a claim of 破格晋升 beside the rules it lifts.
pub(super) fn claimed(door: &Door<'_>, rules: &[RuleTrace]) -> Option<Remark> {
    let lifted = rules.iter().any(|rule| rule.lifted_by.is_some());
    let refused = rules.iter().any(RuleTrace::refuses);
    let waits = rules.iter().any(|rule| rule.status == RuleStatus::Unknown);
    let code = match (door.is_open(), lifted || refused || waits) {
        (false, _) if door.is_used_up => Code::ExceptionUsed,
        (false, _) => Code::ExceptionUnsupported,
        // The rules have said what is lifted, or that what refuses cannot be, or what they wait for.
        (true, true) => return None,
        (true, false) => Code::ExceptionNotNeeded,
    };
    let mut remark = Remark::new(code, "exception.claimed").with("doors", door.labels());
    for exception in &door.all {
        if !remark.citations.contains(&exception.citation) {
            remark.citations.push(exception.citation.clone());
        }
    }
    Some(remark)
}

/// What need not be sat.
pub(super) fn exempt(door: &Door<'_>) -> Vec<Remark> {
    door.exempts()
        .map(|(exception, label, citation)| {
            let remark = Remark::new(Code::ExceptionExempt, "");
            let mut remark = remark.with("label", label.clone()).with("door", exception.label.clone());
            remark.citations.extend([exception.citation.clone(), citation.clone()]);
            remark.citations.dedup();
            remark
        })
        .collect()
}

/// What only people can judge of this person.
pub(super) fn judged(policy: &Policy, level: Level, plan: &Plan, row: &[Value], facts: &Facts<'_>) -> Vec<Remark> {
    let of_level = policy.source().judged.iter().filter(|judged| judged.levels.contains(&level)).zip(&plan.judged);
    let asked =
        of_level.filter(|(_, when)| when.is_none_or(|when| holds(plan, when, row, facts.day) != Outcome::Unmet));
    asked
        .map(|(judged, _)| {
            let mut remark = Remark::new(Code::EligibilityJudged, "").with("label", judged.label.clone());
            remark.rule = Some(judged.name.clone());
            remark.citations.push(judged.citation.clone());
            remark
        })
        .collect()
}
