//! When an example person was born: an identity number with which sex, age and retirement come out as is wanted.

use std::collections::BTreeMap;

use super::classes::Axis;
use super::person::{Maker, fits};
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::identity::{Sex, identity_number};
use crate::model::level::Level;
use crate::model::retirement::RetirementCategory;
use crate::policy::plan::Value;
use crate::policy::quantity::Quantity;

/// Identity numbers and categories of retirement found before, by what they were to fit.
pub(super) type Born = BTreeMap<Vec<(&'static str, i32, i32)>, Option<(String, Option<RetirementCategory>)>>;

impl Maker<'_> {
    /// A number of a person of the wanted sex, age and day of retirement, with which the whole form fits.
    pub(super) fn identity(self, known: &mut Born) -> Option<ApplicationForm> {
        let level = self.form.declared.level?;
        let counting = &self.engine.policy().source().counting;
        let says = |axis: &Axis| SAID.contains(&axis.slot.quantity);
        let hangs_on_it = |axis: &Axis| {
            let counting = counting.of(axis.slot.quantity, axis.slot.counted.as_deref());
            says(axis) || counting.is_some_and(|counting| counting.until_retirement)
        };
        let (by_number, rest): (Vec<_>, Vec<_>) = self.all.iter().partition(|(axis, _)| hangs_on_it(axis));
        if !fits(self.engine, &self.form, level, self.day, &rest) {
            return None;
        }
        // Where nothing but the number decides, whoever fits once fits again.
        let is_by_number_alone = by_number.iter().all(|(axis, _)| says(axis) && axis.slot.counted.is_none());
        let class = |axis: &Axis, class: usize| axis.classes.get(class).copied().unwrap_or(Value::UNKNOWN);
        let key = |(axis, at): &&(&Axis, usize)| {
            let Value { least, most } = class(axis, *at);
            (axis.slot.quantity.name(), least, most)
        };
        let key: Vec<_> = by_number.iter().map(key).collect();
        let found = match known.get(&key).filter(|_| is_by_number_alone) {
            Some(found) => found.clone(),
            None => self.born(level, &by_number),
        };
        if is_by_number_alone {
            known.insert(key, found.clone());
        }
        let (number, category) = found?;
        let mut form = self.form;
        form.candidate.identity_number = number.as_str().into();
        form.candidate.retirement_category = category;
        Some(form)
    }

    /// A number and a category with which the form fits what hangs on them.
    fn born(&self, level: Level, by_number: &[&(&Axis, usize)]) -> Option<(String, Option<RetirementCategory>)> {
        let asked = [Quantity::RetirementDay, Quantity::RetirementYears].into_iter().any(|of| self.value(of).is_some());
        let mut form = self.form.clone();
        // Nothing of this asks for the work type held, which takes long to look up.
        form.current.work_type = None;
        let usual = Date::new(1980, 6, 15);
        for birth in usual.into_iter().chain(std::iter::once_with(|| self.births()).flatten()) {
            for sex in [Sex::Male, Sex::Female] {
                let number = identity_number(birth, sex);
                form.candidate.identity_number = number.as_str().into();
                for category in RetirementCategory::of(sex) {
                    form.candidate.retirement_category = Some(*category).filter(|_| asked);
                    if fits(self.engine, &form, level, self.day, by_number) {
                        return Some((number, form.candidate.retirement_category));
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

/// What a number says, with the category of retirement.
const SAID: [Quantity; 4] = [Quantity::Age, Quantity::Sex, Quantity::RetirementDay, Quantity::RetirementYears];

/// Whether a day comes at least a month after another: where nobody's retirement falls on the very day, a later one may do.
fn months_apart(day: Option<Date>, other: Date) -> bool {
    day.is_some_and(|day| other.full_months_until(day).abs() <= 1)
}
