//! What a change costs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Error, SourceKind, from_json};
use crate::policy::plan::{Plan, Slot, Value};
use crate::policy::quantity::Quantity;

/// How something can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum How {
    /// It has not been answered.
    Answer,
    /// It is the person's choice.
    Choose,
    /// It takes an award, an assessment, schooling, or a level.
    Earn,
    /// It takes years at a level that is still to be earned.
    Hold,
    /// What was entered would have to be wrong.
    Correct,
}

/// The weights of changes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Costs {
    /// What they are and are not.
    #[serde(rename = "note")]
    _note: String,
    pub(super) wait_year: u64,
    answer: u64,
    correct: u64,
    choose: BTreeMap<Quantity, u64>,
    /// For awards and assessments each, otherwise as a whole.
    earn: BTreeMap<Quantity, u64>,
    /// What nobody can change.
    fixed: Vec<Quantity>,
}

impl Costs {
    pub(super) fn embedded() -> Result<Self, Error> {
        from_json(include_str!("../../data/costs.json"), SourceKind::Policy)
    }

    /// How a value becomes another; nothing where it is that already, or cannot.
    pub(super) fn how(&self, slot: &Slot, now: Value, then: Value) -> Option<How> {
        let same = now == then || !now.is_absent() && now.least >= then.least && now.most <= then.most;
        let open = now.is_open() && (then.is_absent() || now.least <= then.most && now.most >= then.least);
        let quantity = slot.quantity;
        if same || self.fixed.contains(&quantity) && !open {
            None
        } else if open {
            Some(How::Answer)
        } else if self.choose.contains_key(&quantity) {
            Some(How::Choose)
        } else if self.earn.contains_key(&quantity) && !then.is_absent() && then.least > now.most {
            Some(How::Earn)
        } else {
            Some(How::Correct)
        }
    }

    /// Whether the level held is to be earned.
    pub(super) fn raises(&self, plan: &Plan, row: &[Value], held: Option<(usize, Value)>) -> bool {
        held.is_some_and(|(at, then)| {
            let slot = plan.slots().get(at).zip(row.get(at));
            slot.is_some_and(|(slot, now)| self.how(slot, *now, then) == Some(How::Earn))
        })
    }

    /// What it costs to have a combination of values; nothing where nobody can.
    pub(super) fn of(&self, slots: &[Slot], then: &[Value], plan: &Plan, row: &[Value]) -> Option<u64> {
        let now = |slot: &Slot| plan.slots().iter().position(|known| known == slot).and_then(|at| row.get(at)).copied();
        let pairs = || slots.iter().zip(then).filter_map(|(slot, then)| Some((slot, now(slot)?, *then)));
        let rises = pairs().any(|(slot, now, then)| {
            slot.quantity == Quantity::HeldLevel && self.how(slot, now, then) == Some(How::Earn)
        });
        pairs().try_fold(0_u64, |sum, (slot, now, then)| {
            let cost = match slot.quantity {
                // A level that is still to be earned is held for no time yet.
                Quantity::LevelYears if rises => self.wait_year.saturating_mul(u64::try_from(then.least).unwrap_or(0)),
                Quantity::ObtainedOn | Quantity::WorkTypeRelation if rises && now.is_absent() => 0,
                _ => self.single(slot, now, then)?,
            };
            Some(sum.saturating_add(cost))
        })
    }

    fn single(&self, slot: &Slot, now: Value, then: Value) -> Option<u64> {
        let quantity = slot.quantity;
        let each = quantity == Quantity::Awards || quantity.counts_assessments();
        match self.how(slot, now, then) {
            None if self.fixed.contains(&quantity) => {
                let same = now == then || !now.is_absent() && now.least >= then.least && now.most <= then.most;
                same.then_some(0)
            }
            None => Some(0),
            Some(How::Answer) => Some(self.answer),
            Some(How::Choose) => self.choose.get(&quantity).copied(),
            Some(How::Earn) => {
                let short = u64::try_from(then.least.saturating_sub(now.most)).unwrap_or(1);
                Some(self.earn.get(&quantity)?.saturating_mul(if each { short } else { 1 }))
            }
            Some(How::Correct | How::Hold) => Some(self.correct),
        }
    }
}
