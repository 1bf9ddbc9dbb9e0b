//! Condition trees: how large they are, and whether each leaf compares what can be compared.

use super::Checker;
use super::fault::{Fault, fault, known, named};
use crate::model::level::Level;
use crate::policy::condition::{Condition, Constant, Leaf, Node, Test};
use crate::policy::limits;
use crate::policy::quantity::{Quantity, Scale};
use crate::policy::scale;

impl Checker<'_> {
    pub(super) fn condition(
        &mut self,
        condition: &Condition,
        levels: &[Level],
        path: &str,
        depth: usize,
    ) -> Result<(), Fault> {
        self.nodes += 1;
        if depth > limits::DEPTH {
            return Err(fault(path, format!("the tree is deeper than {} levels; flatten it", limits::DEPTH)));
        }
        if self.nodes > limits::NODES {
            return Err(fault(path, format!("the policy has more than {} conditions", limits::NODES)));
        }
        if let Some(citation) = condition.branch.as_ref().and_then(|branch| branch.citation.as_ref()) {
            self.citation(path, citation)?;
        }
        if let Node::Leaf(leaf) = &condition.node {
            return self.leaf(leaf, levels, path);
        }
        if let Node::Count(_, count) = &condition.node {
            self.parameter(count, levels, path)?;
        }
        let word = condition.joint().unwrap_or_default();
        if condition.children().is_empty() {
            return Err(fault(path, format!("`{word}` is empty; add a condition or remove it")));
        }
        for (at, child) in condition.children().iter().enumerate() {
            let path = if word == "not" { format!("{path}.not") } else { format!("{path}.{word}[{at}]") };
            self.condition(child, levels, &path, depth + 1)?;
        }
        Ok(())
    }

    fn leaf(&self, leaf: &Leaf, levels: &[Level], path: &str) -> Result<(), Fault> {
        let policy = self.policy;
        self.qualified(leaf, levels, path)?;
        if let Some(name) = &leaf.counted {
            if !leaf.quantity.counts_years() {
                return Err(fault(path, "`counted` is for counts of years"));
            }
            known("named way to count", name, policy.counting.named.keys(), path)?;
            let from_service = policy.counting.named.get(name).is_some_and(|counting| counting.service.is_some());
            if leaf.quantity == Quantity::TypeYears && !from_service {
                return Err(named(path, "years in a work type are counted from `service`; this way is not", name));
            }
        }
        let needs = match leaf.quantity {
            _ if leaf.counted.is_some() => None,
            Quantity::TypeYears => Some(("type_years", policy.counting.type_years.is_some())),
            Quantity::PostYears => Some(("post_years", policy.counting.post_years.is_some())),
            Quantity::RetirementYears => Some(("retirement_years", policy.counting.retirement_years.is_some())),
            _ => None,
        };
        if let Some((name, false)) = needs {
            return Err(named(path, &format!("`counting.{name}` does not say how they are counted; add it"), name));
        }
        let words = || scale::words(leaf, policy);
        match (&leaf.test, Scale::of(leaf, policy)) {
            (Test::AtLeast(name) | Test::AtMost(name) | Test::LessThan(name) | Test::MoreThan(name), Scale::Number) => {
                self.parameter(name, levels, path)
            }
            (
                Test::AtLeast(word) | Test::AtMost(word) | Test::LessThan(word) | Test::MoreThan(word),
                Scale::Ordered,
            )
            | (Test::Equals(Constant::Word(word)), Scale::Ordered | Scale::Word) => {
                known("word", word, words().iter(), path)
            }
            (Test::In(listed), Scale::Ordered | Scale::Word) => {
                let words = words();
                listed.iter().try_for_each(|word| known("word", word, words.iter(), path))
            }
            (Test::OnOrBefore(day) | Test::After(day), Scale::Day) => known("day", day, policy.days.keys(), path),
            (Test::Equals(Constant::Flag(_)), Scale::Flag) => Ok(()),
            (test, _) => {
                let message = format!("`{}` cannot be compared by `{}`", leaf.name(), test.operator());
                Err(fault(path, message))
            }
        }
    }

    /// What qualifies a leaf goes with its quantity.
    fn qualified(&self, leaf: &Leaf, levels: &[Level], path: &str) -> Result<(), Fault> {
        if let Some(name) = &leaf.fact {
            known("fact", name, self.policy.facts.keys(), path)?;
        }
        match (&leaf.last_years, leaf.quantity.counts_assessments()) {
            (Some(years), true) => self.parameter(years, levels, path)?,
            (None, true) => return Err(fault(path, "a count of assessments needs `last_years`")),
            (Some(_), false) => return Err(fault(path, "`last_years` is for counts of assessments")),
            (None, false) if leaf.since_work_start => {
                return Err(fault(path, "`since_work_start` is for counts of assessments"));
            }
            (None, false) => {}
        }
        match (&leaf.awards, leaf.quantity == Quantity::Awards) {
            (Some(filter), true) => filter.parameters().try_for_each(|name| self.parameter(name, levels, path)),
            (None, true) => Err(fault(path, "a count of awards needs the filter `awards`")),
            (Some(_), false) => Err(fault(path, "the filter `awards` is for counts of awards")),
            (None, false) => Ok(()),
        }
    }

    /// A parameter that has a number in the exam year at every one of these levels.
    pub(super) fn parameter(&self, name: &str, levels: &[Level], path: &str) -> Result<(), Fault> {
        known("parameter", name, self.policy.parameters.keys(), path)?;
        let year = self.policy.round.year;
        let value = self.policy.parameters.get(name).and_then(|parameter| parameter.in_year(year));
        let Some(value) = value else {
            return Err(named(path, &format!("parameter `{name}` has no value in {year}"), name));
        };
        if let Some(level) = levels.iter().find(|level| value.at(**level).is_none()) {
            return Err(named(path, &format!("parameter `{name}` has no value at level {}", level.name()), name));
        }
        // What is foreseen asks in later years too.
        let values = self.policy.parameters.get(name).map_or(&[][..], |parameter| parameter.values());
        for later in values.iter().filter(|value| value.from.is_some_and(|from| from > year)) {
            if let Some(level) = levels.iter().find(|level| later.at(**level).is_none()) {
                let from = later.from.unwrap_or_default();
                let message = format!("parameter `{name}` has no value at level {} from {from}", level.name());
                return Err(named(path, &message, name));
            }
        }
        Ok(())
    }
}
