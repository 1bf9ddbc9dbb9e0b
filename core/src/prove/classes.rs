//! The classes of a person: for every quantity the values that no comparison tells apart.

use crate::model::date::{Date, YEARS};
use crate::model::level::Level;
use crate::order;
use crate::policy::Policy;
use crate::policy::fact::FactKind;
use crate::policy::limits::COUNTS;
use crate::policy::plan::{Op, Plan, Slot, Value};
use crate::policy::quantity::{Quantity, Scale};

/// The largest count there is; larger ones make no difference to any policy.
const PLENTY: i32 = i32::MAX - 1;

/// A slot and its classes in order, each an interval of values, or what is absent. Never empty.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    pub(super) slot: Slot,
    pub(super) scale: Scale,
    pub(super) classes: Vec<Value>,
    /// Whether the last class is not an answer but what is known without one.
    pub(super) is_open: bool,
}

impl Axis {
    /// The classes of a slot, cut where one of the programs' comparisons begins or ends.
    pub(super) fn new<'a>(
        slot: &Slot,
        policy: &Policy,
        level: Level,
        bounds: impl Iterator<Item = &'a (Slot, Cut)>,
    ) -> Self {
        let (scale, least, most) = domain(slot, policy, level);
        let mut starts = vec![least];
        for (_, cut) in bounds.filter(|(of, _)| of == slot) {
            match cut {
                Cut::Within(from, to) => starts.extend([*from, to.saturating_add(1)]),
                Cut::Among(mask) => {
                    starts.extend((1..64).filter(|at| mask >> at & 1 != mask >> (at - 1) & 1));
                }
            }
        }
        if slot.quantity == Quantity::HeldLevel {
            // Somebody ungraded has no years at a level and no work type that is held.
            starts.push(least + 1);
        }
        starts.retain(|start| (least..=most).contains(start));
        order::sort(&mut starts);
        starts.dedup();
        let ends = starts.iter().skip(1).map(|next| next - 1).chain(std::iter::once(most));
        let mut classes: Vec<Value> = starts.iter().zip(ends).map(|(from, to)| Value::between(*from, to)).collect();
        if can_be_absent(slot, scale) {
            classes.push(Value::ABSENT);
        }
        Self { slot: slot.clone(), scale, classes, is_open: false }
    }

    /// The same with one class more: no answer, of which so much is known.
    pub(super) fn or_open(mut self, known: Value) -> Self {
        self.classes.push(known);
        Self { is_open: true, ..self }
    }

    /// The same with one class more where a form can leave the answer out. Who asks has an identity number, declares a level, and
    /// claims an exception or not.
    pub(super) fn or_unanswered(self) -> Self {
        let quantity = self.slot.quantity;
        let is_given =
            [Quantity::Age, Quantity::Sex, Quantity::DeclaredLevel, Quantity::ExceptionClaimed].contains(&quantity);
        if is_given { self } else { self.or_open(Value::UNKNOWN) }
    }

    /// The same without that class.
    pub(super) fn answered(mut self) -> Self {
        if self.is_open {
            self.classes.pop();
        }
        Self { is_open: false, ..self }
    }

    /// Whether a class is no answer.
    pub(super) fn is_open(&self, class: usize) -> bool {
        self.is_open && class + 1 == self.classes.len()
    }

    /// A value of a class: of years, days and assessments that fall short the largest, of every other class the least.
    pub(super) fn value(&self, class: usize) -> Value {
        let Some(interval) = self.classes.get(class).copied().filter(|value| !value.is_absent()) else {
            return Value::ABSENT;
        };
        if self.is_open(class) {
            return interval;
        }
        let counted = matches!(self.scale, Scale::Number | Scale::Day) && self.slot.quantity != Quantity::Awards;
        let short = counted && class == 0 && interval.most < PLENTY;
        Value::exactly(if short { interval.most } else { interval.least })
    }

    /// The same with one of its classes alone.
    pub(super) fn only(&self, class: usize) -> Self {
        let classes = self.classes.get(class).copied().into_iter().collect();
        Self { slot: self.slot.clone(), scale: self.scale, classes, is_open: self.is_open(class) }
    }

    /// The same with the one class that holds a value.
    pub(super) fn holding(&self, value: i32) -> Self {
        self.class_of(Value::exactly(value)).map_or_else(|| self.clone(), |class| self.only(class))
    }

    /// The class a value lies in; what lies in none is open.
    pub(super) fn class_of(&self, value: Value) -> Option<usize> {
        self.classes.iter().position(|class| {
            if class.is_absent() {
                value.is_absent()
            } else {
                !value.is_absent() && class.least <= value.least && value.most <= class.most
            }
        })
    }
}

/// Where a comparison tells values apart.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cut {
    Within(i32, i32),
    Among(u64),
}

/// The comparisons among nodes of a plan, on a day.
pub(super) fn cuts<'a>(plan: &'a Plan, ops: impl Iterator<Item = &'a Op>, day: Date) -> Vec<(Slot, Cut)> {
    let cut = |op: &Op| {
        let slot = plan.slots().get(op.slot()?)?.clone();
        let cut = match op {
            Op::In { mask, .. } => Cut::Among(*mask),
            op => op.bounds(day).map(|(from, to)| Cut::Within(from, to))?,
        };
        Some((slot, cut))
    };
    ops.filter_map(cut).collect()
}

/// Its scale, and the least and the greatest value a form can give.
fn domain(slot: &Slot, policy: &Policy, level: Level) -> (Scale, i32, i32) {
    let last = |count: usize| i32::try_from(count).unwrap_or(PLENTY).saturating_sub(1).max(0);
    let days = || {
        let first = Date::new(*YEARS.start(), 1, 1).map_or(0, Date::number);
        (Scale::Day, first, Date::new(*YEARS.end(), 12, 31).map_or(PLENTY, Date::number))
    };
    let fact = slot.fact.as_ref().and_then(|name| policy.source().facts.get(name));
    if let Some(fact) = fact {
        return match fact.kind {
            FactKind::Flag => (Scale::Flag, 0, 1),
            FactKind::Number => (Scale::Number, 0, i32::try_from(*COUNTS.end()).unwrap_or(PLENTY)),
            FactKind::Day => days(),
            FactKind::Word => (Scale::Word, 0, last(fact.words.len())),
            FactKind::OrderedWord => (Scale::Ordered, 0, last(fact.words.len())),
        };
    }
    match (slot.quantity, slot.quantity.scale()) {
        (quantity, Scale::Number) if quantity.counts_assessments() => (Scale::Number, 0, slot.last_years),
        (_, Scale::Number) => (Scale::Number, 0, PLENTY),
        (_, Scale::Day) => days(),
        (_, Scale::Flag) => (Scale::Flag, 0, 1),
        (Quantity::DeclaredLevel, scale) => {
            let at = Level::ALL.iter().position(|known| *known == level).map_or(0, |at| last(at + 1));
            (scale, at, at)
        }
        (Quantity::WorkTypeGroup, scale) => (scale, 0, last(policy.source().groups.len())),
        (quantity, scale) => (scale, 0, last(quantity.words().len())),
    }
}

fn can_be_absent(slot: &Slot, scale: Scale) -> bool {
    // A day that never was is an answer to a fact.
    let never = slot.fact.is_some() && scale == Scale::Day;
    never || is_absent_where_ungraded(slot.quantity) || slot.quantity == Quantity::WorkTypeGroup
}

/// Whether it is absent exactly where nothing is held.
pub(super) fn is_absent_where_ungraded(quantity: Quantity) -> bool {
    matches!(quantity, Quantity::LevelYears | Quantity::ObtainedOn | Quantity::WorkTypeRelation)
}
