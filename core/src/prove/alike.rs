//! Whether two policies count a quantity alike, so that a value of one is the same value of the other.

use crate::model::date::{Date, Year};
use crate::policy::Policy;
use crate::policy::counting::Counting;
use crate::policy::plan::Slot;
use crate::policy::quantity::Quantity;
use crate::policy::source::PolicySource;

pub(super) fn is_alike(slot: &Slot, one: &Policy, other: &Policy, year: Year, day: Date) -> bool {
    let (a, b) = (one.source(), other.source());
    let until = |policy: &Policy, counting: &Counting| policy.day_in(&counting.until, year, day);
    let counted = |x: Option<&Counting>, y: Option<&Counting>| match (x, y) {
        (Some(x), Some(y)) => {
            let retired = x.until_retirement || slot.quantity == Quantity::RetirementYears;
            (x.granularity, x.offset, x.year_only, x.until_retirement)
                == (y.granularity, y.offset, y.year_only, y.until_retirement)
                && x.service == y.service
                && until(one, x) == until(other, y)
                && (!retired || a.retirement.value == b.retirement.value)
        }
        (x, y) => x.is_none() && y.is_none(),
    };
    match slot.quantity {
        Quantity::RetirementDay => a.retirement.value == b.retirement.value,
        Quantity::Awards => {
            a.counting.last_award_year(year) == b.counting.last_award_year(year)
                && a.counting.awards.certificate_year == b.counting.awards.certificate_year
        }
        quantity if quantity.counts_years() => {
            let of = |policy: &'_ PolicySource| policy.counting.of(quantity, slot.counted.as_deref()).cloned();
            counted(of(a).as_ref(), of(b).as_ref())
        }
        Quantity::WorkTypeGroup => {
            let groups = |policy: &Policy| {
                let groups = policy.source().groups.iter();
                groups
                    .map(|(name, group)| (name.clone(), group.work_types.clone(), group.catalogue_groups.clone()))
                    .collect::<Vec<_>>()
            };
            groups(one) == groups(other)
        }
        Quantity::Fact => {
            let fact = |policy: &Policy| {
                let fact = policy.source().facts.get(slot.fact.as_ref()?)?;
                Some((fact.kind, fact.words.iter().map(|word| word.name.clone()).collect::<Vec<_>>()))
            };
            fact(one) == fact(other)
        }
        quantity if quantity.counts_assessments() => a.counting.assessments.last == b.counting.assessments.last,
        _ => true,
    }
}
