//! Whether two policies count a quantity alike, so that a value of one is the same value of the other.

use crate::model::date::{Date, Year};
use crate::policy::Policy;
use crate::policy::counting::Counting;
use crate::policy::plan::Slot;
use crate::policy::quantity::Quantity;

pub(super) fn is_alike(slot: &Slot, one: &Policy, other: &Policy, year: Year, day: Date) -> bool {
    let (a, b) = (one.source(), other.source());
    let until = |policy: &Policy, counting: &Counting| policy.day_in(&counting.until, year, day);
    let counted = |x: Option<&Counting>, y: Option<&Counting>| match (x, y) {
        (Some(x), Some(y)) => {
            (x.granularity, x.offset, x.year_only, &x.service) == (y.granularity, y.offset, y.year_only, &y.service)
                && until(one, x) == until(other, y)
        }
        (x, y) => x.is_none() && y.is_none(),
    };
    match slot.quantity {
        Quantity::WorkYears => counted(Some(&a.counting.work_years), Some(&b.counting.work_years)),
        Quantity::LevelYears => counted(Some(&a.counting.level_years), Some(&b.counting.level_years)),
        Quantity::TypeYears => counted(a.counting.type_years.as_ref(), b.counting.type_years.as_ref()),
        Quantity::PostYears => counted(a.counting.post_years.as_ref(), b.counting.post_years.as_ref()),
        Quantity::Age => counted(Some(&a.counting.age), Some(&b.counting.age)),
        Quantity::RetirementYears => {
            counted(a.counting.retirement_years.as_ref(), b.counting.retirement_years.as_ref())
                && a.retirement.value == b.retirement.value
        }
        Quantity::RetirementDay => a.retirement.value == b.retirement.value,
        Quantity::Awards => {
            a.counting.assessments.last == b.counting.assessments.last
                && a.counting.awards.certificate_year == b.counting.awards.certificate_year
        }
        Quantity::WorkTypeGroup => {
            let groups = |policy: &Policy| {
                let groups = policy.source().groups.iter();
                groups.map(|(name, group)| (name.clone(), group.work_types.clone(), group.catalogue_groups.clone())).collect::<Vec<_>>()
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
