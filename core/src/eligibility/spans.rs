//! From when to when years are counted.

use super::facts::Facts;
use crate::model::date::Date;
use crate::order;
use crate::policy::counting::{Counting, OnChange, ServiceCounting};
use crate::policy::plan::Value;
use crate::policy::quantity::Quantity;

/// What years are counted from: stretches in order that do not touch, or one that begins on one of several days.
pub(super) enum Span {
    /// From one of these days on, the earliest and the latest possible.
    Since(Date, Date),
    /// Periods of service, as far as the earliest and the latest end of counting.
    Stretches([Vec<(Date, Date)>; 2]),
}

/// A kind of years as it is counted for somebody.
pub(super) struct Counted<'a> {
    pub(super) counting: &'a Counting,
    pub(super) span: Span,
    /// The day counting ends, the earliest and the latest possible.
    pub(super) until: (Date, Date),
}

impl Counted<'_> {
    /// The years, between bounds where the day they begin is not known.
    pub(super) fn years(&self) -> Value {
        match &self.span {
            Span::Since(earliest, latest) => {
                let years = |from: Date, until: Date| small(self.counting.years(from, until));
                Value::between(years(*latest, self.until.0), years(*earliest, self.until.1))
            }
            Span::Stretches(ends) => {
                let [one, other] = ends.each_ref().map(|stretches| small(self.counting.years_of(stretches)));
                Value::between(one.min(other), one.max(other))
            }
        }
    }

    /// The first day that counts, where it is known and there is one.
    pub(super) fn from(&self) -> Option<Date> {
        match &self.span {
            Span::Since(earliest, latest) => (earliest == latest).then_some(*earliest),
            Span::Stretches([stretches, _]) => stretches.first().map(|(from, _)| *from),
        }
    }
}

impl Facts<'_> {
    /// How a kind of years is counted, by a named way if one is named.
    pub(super) fn counting(&self, quantity: Quantity, named: Option<&str>) -> Option<&Counting> {
        self.policy.source().counting.of(quantity, named)
    }

    /// From when to when a kind of years is counted, and how, by a named way if one is named; nothing where the form does not say.
    pub(super) fn counted(&self, quantity: Quantity, named: Option<&str>) -> Option<Counted<'_>> {
        let form = self.form;
        let exactly = |day: Date| Span::Since(day, day);
        let counting = self.counting(quantity, named)?;
        let end = self.policy.day_in(&counting.until, self.exam_year, self.day)?;
        let until = if counting.until_retirement {
            let (first, last) = self.retirement_day()?;
            (end.min(first), end.min(last))
        } else {
            (end, end)
        };
        let span = match (quantity, &counting.service) {
            (Quantity::WorkYears | Quantity::TypeYears, Some(service)) if form.service.is_some() => {
                Span::Stretches([self.stretches(service, until.0)?, self.stretches(service, until.1)?])
            }
            (Quantity::WorkYears, _) => exactly(form.work_start?),
            (Quantity::LevelYears, _) => {
                let (first, last) = self.obtained_days(counting)?;
                Span::Since(first, last)
            }
            (Quantity::PostYears, _) => exactly(form.appointed_on?),
            (Quantity::Age, _) => exactly(self.identity?.birth),
            _ => return None,
        };
        Some(Counted { counting, span, until })
    }

    /// The days on which the current level may have been obtained: one where the day of issue is known, and otherwise what a
    /// year alone is taken for.
    pub(super) fn obtained_days(&self, counting: &Counting) -> Option<(Date, Date)> {
        let current = &self.form.current;
        match (current.obtained_on, current.obtained_year) {
            (Some(day), _) => Some((day, day)),
            (None, Some(year)) => counting.days_of(year),
            (None, None) => None,
        }
    }

    /// The periods of service that count, joined where they overlap or touch; nothing where the declared type is needed and not
    /// given.
    fn stretches(&self, counting: &ServiceCounting, until: Date) -> Option<Vec<(Date, Date)>> {
        let declared = match counting.on_change {
            OnChange::Sum => None,
            OnChange::SameType | OnChange::Reset => Some(self.form.declared.work_type.as_deref()?),
        };
        let counts = |work_type: Option<&str>| match declared {
            None => true,
            Some(declared) => work_type.is_some_and(|held| self.catalogue.is_same_work(held, declared)),
        };
        let service = self.form.service.iter().flatten().filter(|period| {
            counting.kinds.contains(&period.kind) && period.from <= until && counts(period.work_type.as_deref())
        });
        let mut periods: Vec<(Date, Date)> = service
            .map(|period| (period.from, period.until.map_or(until, |last| last.min(until))))
            .filter(|(from, last)| from <= last)
            .collect();
        order::sort(&mut periods);
        let mut stretches: Vec<(Date, Date)> = Vec::new();
        for (from, last) in periods {
            match stretches.last_mut() {
                Some(open) if open.1.next().is_none_or(|next| from <= next) => open.1 = open.1.max(last),
                _ => stretches.push((from, last)),
            }
        }
        if counting.on_change == OnChange::Reset {
            stretches.retain(|(_, last)| *last == until);
        }
        Some(stretches)
    }
}

/// A count as the scale holds it; nobody works longer.
pub(super) fn small(years: i64) -> i32 {
    i32::try_from(years).unwrap_or(i32::MAX - 1)
}
