//! What a policy must satisfy together with the messages before an engine takes it.

use crate::eligibility;
use crate::error::{Error, SourceKind};
use crate::finding::{Code, Messages, Severity};
use crate::policy::Policy;

/// A refusal of the form's own checks rests on a clause like any other.
pub(super) fn clauses(policy: &Policy, messages: &Messages) -> Result<(), Error> {
    let outside_rules = |code: &&Code| !code.name().starts_with("eligibility/");
    for code in Code::ALL.iter().filter(outside_rules) {
        let (severity, citation) = policy.finding(*code, messages);
        if severity == Severity::Refuse && citation.is_none() {
            let message = format!("`{code}` refuses, so it needs a citation: add `[findings.\"{code}\"]`");
            return Err(Error::source(SourceKind::Policy, "findings", message));
        }
    }
    Ok(())
}

/// A message of a rule must be able to fill its places.
pub(super) fn messages(policy: &Policy, messages: &Messages) -> Result<(), Error> {
    for rule in &policy.source().rules {
        let level = rule.levels.first().copied();
        let Some(level) = level else { continue };
        let codes = std::iter::once(rule.code).chain(rule.instead.iter().map(|instead| instead.code));
        for code in codes {
            let params = eligibility::params_of(rule, level, policy);
            if let Some(name) = messages.names(code).into_iter().find(|name| !params.contains(*name)) {
                let message = format!(
                    "the message of `{code}` speaks of `{name}`, which this rule does not compare; choose another code, or `eligibility/condition`"
                );
                return Err(Error::source(SourceKind::Policy, format!("rules.{}", rule.name), message));
            }
        }
    }
    Ok(())
}
