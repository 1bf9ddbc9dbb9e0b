//! What the leaves of one policy compare: the scale and the words of a quantity, where these are the policy's own.

use super::condition::Leaf;
use super::fact::{Fact, FactKind};
use super::quantity::{Quantity, Scale};
use super::source::PolicySource;
use crate::model::schooling::Schooling;

impl Scale {
    /// How a leaf compares in a policy. A fact the policy lacks is taken for a flag; the validator refuses it.
    pub(crate) fn of(leaf: &Leaf, policy: &PolicySource) -> Self {
        match fact(leaf, policy).map(|fact| fact.kind) {
            None => leaf.quantity.scale(),
            Some(FactKind::Flag) => Self::Flag,
            Some(FactKind::Number) => Self::Number,
            Some(FactKind::Day) => Self::Day,
            Some(FactKind::Word) => Self::Word,
            Some(FactKind::OrderedWord) => Self::Ordered,
        }
    }
}

/// The policy's own fact that a leaf compares.
pub(crate) fn fact<'a>(leaf: &Leaf, policy: &'a PolicySource) -> Option<&'a Fact> {
    policy.facts.get(leaf.fact.as_ref()?)
}

/// The words a leaf may compare with, in their order.
pub(crate) fn words<'a>(leaf: &Leaf, policy: &'a PolicySource) -> Vec<&'a str> {
    match (leaf.quantity, fact(leaf, policy)) {
        (_, Some(fact)) => fact.words.iter().map(|word| word.name.as_str()).collect(),
        (Quantity::WorkTypeGroup, None) => policy.groups.keys().map(String::as_str).collect(),
        (quantity, None) => quantity.words().to_vec(),
    }
}

/// Where a word stands in the order of a leaf's words; equal for words on the same step.
pub(crate) fn step(leaf: &Leaf, word: &str, policy: &PolicySource) -> Option<usize> {
    if leaf.quantity == Quantity::Schooling {
        let schooling = Schooling::ALL.into_iter().find(|schooling| schooling.name() == word)?;
        return Some(schooling.step().into());
    }
    words(leaf, policy).iter().position(|known| *known == word)
}
