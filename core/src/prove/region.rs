//! Combinations merged into what a person can read: each quantity with the values it may have.

use serde::{Deserialize, Serialize};

use super::boxes::Box;
use super::classes::Axis;
use super::walk::Space;
use crate::eligibility::trace::Observed;
use crate::model::date::Date;
use crate::policy::condition::AwardFilter;
use crate::policy::plan::{Slot, Value};
use crate::policy::quantity::{Quantity, Scale};
use crate::policy::source::PolicySource;

/// The values one quantity may have. Quantities whose values make no difference are left out of a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Extent {
    /// The quantity.
    pub quantity: Quantity,
    /// Which fact of the policy's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// For assessments: how many years count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_years: Option<i32>,
    /// For awards: which of them count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awards: Option<AwardFilter>,
    /// Its values.
    pub values: Vec<Observed>,
    /// Whether there may be none, as years at a level where none is held.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub absent: bool,
    /// Whether it may be unanswered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unanswered: bool,
}

/// A box in the words of the contract.
pub(super) fn extents<'a>(space: &Space, of: &Box, source: impl Fn(&Slot) -> &'a PolicySource) -> Vec<Extent> {
    let axes = space.axes.iter().zip(of).filter(|(axis, classes)| classes.len() < axis.classes.len());
    axes.map(|(axis, classes)| extent(axis, classes, source(&axis.slot))).collect()
}

/// Some classes of one quantity in the words of the contract.
pub(super) fn extent(axis: &Axis, classes: &[usize], source: &PolicySource) -> Extent {
    let unanswered = classes.iter().any(|class| axis.is_open(*class));
    let classes = classes.iter().filter(|class| !axis.is_open(**class));
    let classes: Vec<Value> = classes.filter_map(|class| axis.classes.get(*class).copied()).collect();
    let mut joined: Vec<Value> = Vec::new();
    for class in classes.iter().filter(|class| !class.is_absent()) {
        match joined.last_mut() {
            Some(last) if last.most.checked_add(1) == Some(class.least) => last.most = class.most,
            _ => joined.push(*class),
        }
    }
    Extent {
        quantity: axis.slot.quantity,
        fact: axis.slot.fact.clone(),
        last_years: axis.slot.quantity.counts_assessments().then_some(axis.slot.last_years),
        awards: axis.slot.awards.as_ref().map(|awards| awards.filter.clone()),
        values: joined.into_iter().filter_map(|value| said(&axis.slot, axis.scale, value, source)).collect(),
        absent: classes.iter().any(|class| class.is_absent()),
        unanswered,
    }
}

fn said(slot: &Slot, scale: Scale, value: Value, source: &PolicySource) -> Option<Observed> {
    Some(match scale {
        Scale::Number if value.least == value.most => Observed::Number(value.least.into()),
        Scale::Number => {
            let most = (value.most < i32::MAX - 1).then_some(i64::from(value.most));
            Observed::Between { least: value.least.into(), most }
        }
        Scale::Day => Observed::Days { first: Date::from_number(value.least)?, last: Date::from_number(value.most)? },
        Scale::Flag => Observed::Flag(value.least == 1),
        Scale::Ordered | Scale::Word => {
            let words = words(slot, source);
            let inside = words
                .iter()
                .enumerate()
                .filter(|(at, _)| i32::try_from(*at).is_ok_and(|at| (value.least..=value.most).contains(&at)));
            Observed::Words(inside.map(|(_, word)| (*word).to_owned()).collect())
        }
    })
}

fn words<'a>(slot: &Slot, source: &'a PolicySource) -> Vec<&'a str> {
    let fact = slot.fact.as_ref().and_then(|name| source.facts.get(name));
    match (slot.quantity, fact) {
        (_, Some(fact)) => fact.words.iter().map(|word| word.name.as_str()).collect(),
        (Quantity::WorkTypeGroup, None) => source.groups.keys().map(String::as_str).collect(),
        (quantity, None) => quantity.words().to_vec(),
    }
}
