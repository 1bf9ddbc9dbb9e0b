//! Which quantities hang on the day of the report.

use super::facts::Facts;
use crate::model::date::Date;
use crate::order;
use crate::policy::counting::Counting;
use crate::policy::plan::Slot;
use crate::policy::quantity::Quantity;

impl Facts<'_> {
    /// Whether a slot's value may change with the day of the report. Between two of [`Facts::jumps`] it then moves one way only.
    pub(crate) fn moves(&self, slot: &Slot) -> bool {
        let counting = self.policy.source().counting.of(slot.quantity, slot.counted.as_deref());
        let moves = slot.quantity.counts_years() && counting.is_some_and(|counting| self.ago(counting).is_some());
        moves || slot.quantity == Quantity::Penalty
    }

    /// The days, in order, on which a quantity may turn: a penalty begins or is over, a period of service begins, ends or is over.
    pub(crate) fn jumps(&self) -> Vec<Date> {
        let mut days = Vec::new();
        for penalty in self.form.penalties.iter().flatten() {
            days.push(penalty.from);
            days.extend(penalty.until.and_then(Date::next));
        }
        let table = &self.policy.source().counting;
        let counted = std::iter::once(&table.work_years).chain(&table.type_years).chain(table.named.values());
        let of_service = counted.filter(|counting| counting.service.is_some());
        let mut ends: Vec<u8> = of_service.filter_map(|counting| self.ago(counting)).collect();
        order::sort(&mut ends);
        ends.dedup();
        for years in ends {
            for period in self.form.service.iter().flatten() {
                for day in std::iter::once(period.from).chain(period.until) {
                    // Counting that ends years ago sees the day of the period years later, and 29 February a day later still.
                    let seen = day.plus_years(years.into());
                    let next = seen.and_then(Date::next);
                    days.extend([seen, next, next.and_then(Date::next)].into_iter().flatten());
                }
            }
        }
        order::sort(&mut days);
        days.dedup();
        days
    }

    /// How many years before the report counting ends, where it ends by the day of the report.
    fn ago(&self, counting: &Counting) -> Option<u8> {
        self.policy.source().days.get(&counting.until)?.day.before_report()
    }
}
