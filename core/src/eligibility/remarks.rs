//! What there is to say about how the rules came out.

use std::collections::BTreeSet;

use super::exceptions::Door;
use super::trace::{Comparison, Lifted, NodeTrace, Observed, RuleTrace};
use crate::finding::{Code, Param, Params, Remark};
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::condition::Test;
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

/// A rule that does not hold and that an exception may lift.
pub(super) fn lifted(rule: &Rule, node: &NodeTrace, lifted: &Lifted, door: &Door<'_>) -> Remark {
    let field = node.comparisons().first().map_or("", |comparison| comparison.field.as_str()).to_owned();
    let mut remark =
        Remark::new(Code::ExceptionReferred, field).with("label", rule.label.clone()).with("doors", door.labels());
    remark.rule = Some(rule.name.clone());
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
        let name = comparison.quantity.name();
        let key = format!("{name}.required");
        if params.contains_key(&key) {
            continue;
        }
        let each = comparison.name.as_ref().and_then(|name| policy.source().parameters.get(name));
        if let Some(parameter) = each {
            let values: Vec<Param> = parameter.each().into_iter().map(Param::Number).collect();
            params.insert(format!("{name}.required.each"), values.into());
        }
        params.insert(key, shown(name, &comparison.required));
        let actual = comparison.actual.as_ref().map_or_else(|| "word/none".into(), |actual| shown(name, actual));
        params.insert(format!("{name}.actual"), actual);
    }
    params
}

/// The names [`rule_params`] gives for a rule.
pub(super) fn params_of(rule: &Rule, level: Level, policy: &Policy) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = ["label", "declared_level"].map(str::to_owned).into();
    for leaf in rule.condition.leaves() {
        let quantity = leaf.quantity.name();
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

fn shown(quantity: &str, observed: &Observed) -> Param {
    let word = |word: &str| Param::Text(format!("{quantity}/{word}"));
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

/// An answer on which rules wait.
pub(super) fn unknown(field: &str, rules: &[RuleTrace]) -> Remark {
    let waiting: Vec<&RuleTrace> = rules.iter().filter(|rule| rule.condition.waits_for(field)).collect();
    let labels: Vec<Param> = waiting.iter().map(|rule| rule.label.clone().into()).collect();
    let mut remark =
        Remark::new(Code::EligibilityUnknown, field).with("field", format!("field/{field}")).with("rules", labels);
    for rule in waiting {
        if !remark.citations.contains(&rule.citation) {
            remark.citations.push(rule.citation.clone());
        }
    }
    remark
}

/// What is said of a claim of 破格晋升 beside the rules it lifts.
pub(super) fn claimed(door: &Door<'_>, lifted: bool, refused: bool) -> Option<Remark> {
    let code = match (door.is_open(), lifted || refused) {
        (false, _) => Code::ExceptionUnsupported,
        // The rules have said what is lifted, or that what refuses cannot be.
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

/// What only people can judge.
pub(super) fn judged(policy: &Policy, level: Level) -> Vec<Remark> {
    let of_level = policy.source().judged.iter().filter(|judged| judged.levels.contains(&level));
    of_level
        .map(|judged| {
            let mut remark = Remark::new(Code::EligibilityJudged, "").with("label", judged.label.clone());
            remark.rule = Some(judged.name.clone());
            remark.citations.push(judged.citation.clone());
            remark
        })
        .collect()
}
