//! Rules, what people judge, exceptions and materials.

use std::collections::BTreeSet;

use super::fault::{Fault, fault, known, named};
use super::{Checker, asked};
use crate::finding::Severity;
use crate::model::application::ApplicationForm;
use crate::model::level::Level;
use crate::policy::condition::{Condition, Node};
use crate::policy::effect::{Effect, EffectKind, Exception};

impl Checker<'_> {
    pub(super) fn rules(&mut self) -> Result<(), Fault> {
        let policy = self.policy;
        let mut seen = BTreeSet::new();
        for (at, rule) in policy.rules.iter().enumerate() {
            let path = format!("rules[{at}]");
            asked(&rule.levels, &path)?;
            once(&mut seen, &rule.name, &rule.levels, &path, "rule")?;
            branches(&rule.condition, true, &mut |name, is_positive| {
                if !is_positive {
                    return Err(named(
                        &path,
                        "a branch inside `not` has no name: easing it would make the rule harder",
                        name,
                    ));
                }
                once(&mut seen, name, &rule.levels, &path, "branch")
            })?;
            if rule.severity == Severity::Note {
                return Err(named(&path, "a rule that only notes decides nothing; use `judged`", &rule.name));
            }
            if let Some(when) = &rule.when {
                self.condition(when, &rule.levels, &format!("{path}.when"), 0)?;
            }
            self.condition(&rule.condition, &rule.levels, &format!("{path}.condition"), 0)?;
            for (at, instead) in rule.instead.iter().enumerate() {
                self.condition(&instead.when, &rule.levels, &format!("{path}.instead[{at}].when"), 0)?;
            }
            self.citation(&path, &rule.citation)?;
        }
        Ok(())
    }

    pub(super) fn judged(&mut self) -> Result<(), Fault> {
        let policy = self.policy;
        for (at, judged) in policy.judged.iter().enumerate() {
            let path = format!("judged[{at}]");
            asked(&judged.levels, &path)?;
            if let Some(when) = &judged.when {
                self.condition(when, &judged.levels, &format!("{path}.when"), 0)?;
            }
            self.citation(&path, &judged.citation)?;
        }
        Ok(())
    }

    pub(super) fn exceptions(&mut self) -> Result<(), Fault> {
        let policy = self.policy;
        let mut seen = BTreeSet::new();
        for (at, exception) in policy.exceptions.iter().enumerate() {
            let path = format!("exceptions[{at}]");
            once(&mut seen, &exception.name, &exception.levels, &path, "exception")?;
            asked(&exception.levels, &path)?;
            self.condition(&exception.condition, &exception.levels, &format!("{path}.condition"), 0)?;
            if exception.effects.is_empty() {
                return Err(named(
                    &path,
                    "an exception without `effects` does nothing; say what it does",
                    &exception.name,
                ));
            }
            for (at, effect) in exception.effects.iter().enumerate() {
                self.effect(exception, effect, &format!("{path}.effects[{at}]"))?;
            }
            self.citation(&path, &exception.citation)?;
        }
        Ok(())
    }

    fn effect(&mut self, exception: &Exception, effect: &Effect, path: &str) -> Result<(), Fault> {
        self.citation(path, &effect.citation)?;
        let levels = &exception.levels;
        match &effect.kind {
            EffectKind::Refer(names) | EffectKind::Waive(names) => {
                names.iter().try_for_each(|name| self.target(name, levels, path))
            }
            EffectKind::Reduce(reduction) => {
                known("parameter", &reduction.parameter, self.policy.parameters.keys(), path)?;
                self.parameter(&reduction.by, levels, path)
            }
            EffectKind::Replace(replacement) => {
                self.target(&replacement.name, levels, path)?;
                self.condition(&replacement.with, levels, &format!("{path}.replace.with"), 0)
            }
            EffectKind::SkipLevels(steps) => self.parameter(steps, levels, path),
            EffectKind::Grant(grant) => {
                let rules = self.policy.rules.iter().map(|rule| &rule.name);
                grant.keep.iter().try_for_each(|name| known("rule", name, rules.clone(), path))
            }
            EffectKind::Exempt(_) => Ok(()),
        }
    }

    /// A rule or a named branch that some level of an exception asks.
    fn target(&self, name: &str, levels: &[Level], path: &str) -> Result<(), Fault> {
        let rules = self.policy.rules.iter().filter(|rule| rule.levels.iter().any(|level| levels.contains(level)));
        let names: Vec<&str> = rules
            .flat_map(|rule| {
                let branches = rule.condition.nodes().into_iter().filter_map(|node| node.branch.as_deref());
                std::iter::once(rule.name.as_str())
                    .chain(branches.map(|branch| branch.name.as_str()))
                    .collect::<Vec<_>>()
            })
            .collect();
        known("rule or branch", name, names.iter(), path)
    }

    pub(super) fn materials(&mut self) -> Result<(), Fault> {
        let policy = self.policy;
        let mut seen = BTreeSet::new();
        for (at, material) in policy.materials.iter().enumerate() {
            let path = format!("materials[{at}]");
            asked(&material.levels, &path)?;
            once(&mut seen, &material.name, &material.levels, &path, "material")?;
            if material.rows.is_empty() {
                return Err(named(&path, "`rows` is empty; it would never be asked for", &material.name));
            }
            for (at, row) in material.rows.iter().enumerate() {
                let path = format!("{path}.rows[{at}]");
                match &row.when {
                    Some(when) => self.condition(when, &material.levels, &format!("{path}.when"), 0)?,
                    None if at + 1 < material.rows.len() => {
                        return Err(fault(&path, "a row without `when` always applies, so the rows after it never do"));
                    }
                    None => {}
                }
                if let Some(citation) = &row.citation {
                    self.citation(&path, citation)?;
                }
            }
            if let Some(printed) = &material.printed {
                let fields = ApplicationForm::ANSWERS.into_iter().chain(["awards", "merits"]);
                for field in &printed.apart {
                    known("field", field, fields.clone(), &format!("{path}.printed.apart"))?;
                }
                self.citation(&path, &printed.citation)?;
            }
            self.citation(&path, &material.citation)?;
        }
        Ok(())
    }
}

fn once<'a>(
    seen: &mut BTreeSet<(&'a str, Level)>,
    name: &'a str,
    levels: &[Level],
    path: &str,
    kind: &str,
) -> Result<(), Fault> {
    match levels.iter().find(|level| !seen.insert((name, **level))) {
        None => Ok(()),
        Some(_) => Err(named(path, &format!("this name stands twice at one level; give each {kind} its own"), name)),
    }
}

/// Every named branch of a tree, and whether it is reached through no `not`.
fn branches<'a>(
    condition: &'a Condition,
    is_positive: bool,
    found: &mut impl FnMut(&'a str, bool) -> Result<(), Fault>,
) -> Result<(), Fault> {
    if let Some(branch) = &condition.branch {
        found(&branch.name, is_positive)?;
    }
    let below = is_positive && !matches!(condition.node, Node::Not(_));
    condition.children().iter().try_for_each(|child| branches(child, below, found))
}
