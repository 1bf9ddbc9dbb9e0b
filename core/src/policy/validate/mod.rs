//! What a policy must satisfy before anything is decided by it. The rest of the library relies on this: after [`check`], a
//! name that stands in a rule, an exception, a material or a counting resolves at every level it is used for.

mod conditions;
pub(super) mod fault;
mod rules;
mod tables;

pub(super) use self::fault::Fault;
use self::fault::{fault, known};
use super::limits;
use super::source::PolicySource;
use crate::model::citation::Citation;
use crate::model::level::Level;

pub(super) fn check(policy: &PolicySource) -> Result<(), Fault> {
    let mut checker = Checker { policy, nodes: 0 };
    checker.sizes()?;
    checker.identity()?;
    checker.tables()?;
    checker.counting()?;
    checker.rules()?;
    checker.judged()?;
    checker.exceptions()?;
    checker.materials()?;
    checker.round()?;
    checker.cases()
}

struct Checker<'a> {
    policy: &'a PolicySource,
    /// Conditions looked at so far.
    nodes: usize,
}

impl Checker<'_> {
    fn sizes(&self) -> Result<(), Fault> {
        let policy = self.policy;
        let sizes = [
            ("documents", policy.documents.len()),
            ("facts", policy.facts.len()),
            ("parameters", policy.parameters.len()),
            ("days", policy.days.len()),
            ("rules", policy.rules.len()),
            ("judged", policy.judged.len()),
            ("exceptions", policy.exceptions.len()),
            ("materials", policy.materials.len()),
            ("cases", policy.cases.len()),
            ("round.windows", policy.round.windows.len()),
            ("round.regions", policy.round.regions.value.len()),
        ];
        match sizes.into_iter().find(|(_, size)| *size > limits::ITEMS) {
            None => Ok(()),
            Some((path, size)) => {
                Err(fault(path, format!("{size} items stand here; more than {} are not read", limits::ITEMS)))
            }
        }
    }

    fn citation(&self, path: &str, citation: &Citation) -> Result<(), Fault> {
        known("document", &citation.document, self.policy.documents.keys(), &format!("{path}.citation"))
    }
}

/// Levels must be named, or what stands there is never asked.
fn asked(levels: &[Level], path: &str) -> Result<(), Fault> {
    if levels.is_empty() {
        Err(fault(path, "`levels` is empty; it would never be asked; name its levels"))
    } else {
        Ok(())
    }
}
