//! What of a policy's tables its rules, exceptions, materials and counting use.

use std::collections::BTreeSet;

use crate::policy::condition::{Condition, Node};
use crate::policy::effect::EffectKind;
use crate::policy::quantity::Quantity;
use crate::policy::source::PolicySource;

/// Names that conditions, counting and effects speak of.
#[derive(Default)]
pub(super) struct Used<'a> {
    pub(super) parameters: BTreeSet<&'a str>,
    pub(super) days: BTreeSet<&'a str>,
    pub(super) facts: BTreeSet<&'a str>,
    pub(super) groups: bool,
}

impl<'a> Used<'a> {
    fn condition(&mut self, condition: &'a Condition) {
        for node in condition.nodes() {
            if let Node::Count(_, count) = &node.node {
                self.parameters.insert(count);
            }
        }
        for leaf in condition.leaves() {
            self.facts.extend(leaf.fact.as_deref());
            self.parameters.extend(leaf.last_years.as_deref());
            self.parameters.extend(leaf.awards.iter().flat_map(|filter| filter.parameters().map(String::as_str)));
            self.groups |= leaf.quantity == Quantity::WorkTypeGroup;
            // A word may share its name with a parameter or a day; then that counts as used.
            self.parameters.extend(leaf.test.operand());
            self.days.extend(leaf.test.operand());
        }
    }

    pub(super) fn of(source: &'a PolicySource) -> Self {
        let mut used = Self::default();
        let counting = &source.counting;
        let optional = [&counting.type_years, &counting.post_years, &counting.retirement_years];
        let kinds = [&counting.work_years, &counting.level_years, &counting.age];
        used.days.extend(counting.named.values().map(|kind| kind.until.as_str()));
        used.days.extend(kinds.into_iter().chain(optional.into_iter().flatten()).map(|kind| kind.until.as_str()));
        for rule in &source.rules {
            rule.when.iter().for_each(|when| used.condition(when));
            used.condition(&rule.condition);
            rule.instead.iter().for_each(|instead| used.condition(&instead.when));
        }
        source.judged.iter().filter_map(|judged| judged.when.as_ref()).for_each(|when| used.condition(when));
        let rows = source.materials.iter().flat_map(|material| &material.rows);
        rows.filter_map(|row| row.when.as_ref()).for_each(|when| used.condition(when));
        for exception in &source.exceptions {
            used.condition(&exception.condition);
            for effect in &exception.effects {
                match &effect.kind {
                    EffectKind::Reduce(reduction) => {
                        used.parameters.extend([reduction.parameter.as_str(), reduction.by.as_str()]);
                    }
                    EffectKind::SkipLevels(steps) => {
                        used.parameters.insert(steps);
                    }
                    EffectKind::Replace(replacement) => used.condition(&replacement.with),
                    _ => {}
                }
            }
        }
        used
    }
}
