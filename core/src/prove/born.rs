//! When an example person was born: an identity number with which sex, age and retirement come out as is wanted.

use super::classes::Axis;
use super::person::{Maker, fits};
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::identity::{Sex, identity_number};
use crate::model::retirement::RetirementCategory;
use crate::policy::quantity::Quantity;

impl Maker<'_> {
    /// A number of a person of the wanted sex, age and day of retirement, with which the whole form fits.
    pub(super) fn identity(self) -> Option<ApplicationForm> {
        let level = self.form.declared.level?;
        let counting = &self.engine.policy().source().counting;
        let hangs_on_it = |axis: &Axis| {
            let counting = counting.of(axis.slot.quantity, axis.slot.counted.as_deref());
            [Quantity::Age, Quantity::Sex, Quantity::RetirementDay, Quantity::RetirementYears]
                .contains(&axis.slot.quantity)
                || counting.is_some_and(|counting| counting.until_retirement)
        };
        let (by_number, rest): (Vec<_>, Vec<_>) = self.all.iter().partition(|(axis, _)| hangs_on_it(axis));
        if !fits(self.engine, &self.form, level, self.day, &rest) {
            return None;
        }
        let asked = [Quantity::RetirementDay, Quantity::RetirementYears].into_iter().any(|of| self.value(of).is_some());
        let mut form = self.form.clone();
        let usual = Date::new(1980, 6, 15);
        for birth in usual.into_iter().chain(std::iter::once_with(|| self.births()).flatten()) {
            for sex in [Sex::Male, Sex::Female] {
                for category in RetirementCategory::of(sex) {
                    form.candidate.identity_number = identity_number(birth, sex).as_str().into();
                    form.candidate.retirement_category = Some(*category).filter(|_| asked);
                    if fits(self.engine, &form, level, self.day, &by_number) {
                        return Some(form);
                    }
                }
            }
        }
        None
    }

    /// Days of birth that may do.
    fn births(&self) -> Vec<Date> {
        let policy = self.engine.policy();
        let mut births: Vec<Date> = Vec::new();
        if let Some(age) = self.value(Quantity::Age) {
            births.extend(self.since(&policy.source().counting.age, age.least));
        }
        let retired = self.value(Quantity::RetirementDay).and_then(|value| Date::from_number(value.least));
        let years = self.value(Quantity::RetirementYears).zip(policy.source().counting.retirement_years.as_ref());
        let from = years.and_then(|(years, counting)| {
            policy.day_in(&counting.until, self.exam_year(), self.day)?.plus_years(years.least)
        });
        for day in retired.into_iter().chain(from) {
            for schedule in policy.source().retirement.value.values() {
                let age = i32::try_from(schedule.age).unwrap_or(0);
                let original = day.plus_years(age.saturating_neg());
                // The later one was due, the longer one waits: the birthday lies up to the longest delay earlier.
                let earlier = (0..=schedule.cap.min(120)).filter_map(|months| original?.minus_months(months));
                births.extend(
                    earlier
                        .filter(|birth| schedule.day(*birth) == Some(day) || months_apart(schedule.day(*birth), day)),
                );
            }
        }
        births
    }
}

/// Whether a day comes at least a month after another: where nobody's retirement falls on the very day, a later one may do.
fn months_apart(day: Option<Date>, other: Date) -> bool {
    day.is_some_and(|day| other.full_months_until(day).abs() <= 1)
}
