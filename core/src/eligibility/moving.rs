//! Which quantities hang on the day of the report.

use super::facts::Facts;
use crate::model::date::Date;
use crate::policy::counting::Counting;
use crate::policy::plan::Slot;
use crate::policy::quantity::Quantity;

impl Facts<'_> {
    /// Whether a slot's value may change with the day of the report. Between two of [`Facts::jumps`] it then moves one way only.
    pub(crate) fn moves(&self, slot: &Slot) -> bool {
        slot.quantity == Quantity::Penalty || self.counting(slot.quantity).is_some_and(|counting| self.ago(counting).is_some())
    }

    /// The days, in order, on which a quantity may turn: a penalty begins or is over, a period of service begins, ends or is over.
    pub(crate) fn jumps(&self) -> Vec<Date> {
        let mut days = Vec::new();
        for penalty in self.form.penalties.iter().flatten() {
            days.push(penalty.from);
            days.extend(penalty.until.and_then(Date::next));
        }
        let counted = [Quantity::WorkYears, Quantity::TypeYears];
        let ends = counted.into_iter().filter_map(|quantity| self.ago(self.counting(quantity)?));
        for years in ends.collect::<Vec<_>>() {
            for period in self.form.service.iter().flatten() {
                for day in std::iter::once(period.from).chain(period.until) {
                    // Counting that ends years ago sees the day of the period years later, and 29 February a day later still.
                    let seen = day.plus_years(years.into());
                    let next = seen.and_then(Date::next);
                    days.extend([seen, next, next.and_then(Date::next)].into_iter().flatten());
                }
            }
        }
        days.sort_unstable();
        days.dedup();
        days
    }

    fn counting(&self, quantity: Quantity) -> Option<&Counting> {
        let table = &self.policy.source().counting;
        match quantity {
            Quantity::WorkYears => Some(&table.work_years),
            Quantity::LevelYears => Some(&table.level_years),
            Quantity::TypeYears => table.type_years.as_ref(),
            Quantity::PostYears => table.post_years.as_ref(),
            Quantity::RetirementYears => table.retirement_years.as_ref(),
            Quantity::Age => Some(&table.age),
            _ => None,
        }
    }

    /// How many years before the report counting ends, where it ends by the day of the report.
    fn ago(&self, counting: &Counting) -> Option<u8> {
        self.policy.source().days.get(&counting.until)?.day.before_report()
    }
}
