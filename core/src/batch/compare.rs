//! A comparison of the plan made ready for columns: from which column its values come, and between what they have to lie.
//!
//! Years from a day are never counted row by row. They only fall as the day comes later, so a bound on the years is a bound on
//! the day, found once ([`Counting::days`]); the comparison then reads the column of days as it is. So it is with bare years.

use std::sync::Arc;

use super::chunk::Chunk;
use super::column::epoch;
use super::decoded::Decoded;
use super::mask::{Mask, Masks};
use super::schema::{Column, Kind};
use crate::eligibility::{Outcome, is_among, lies_within};
use crate::model::date::{Date, YEARS, Year};
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::counting::Counting;
use crate::policy::plan::{Op, Slot, Value};
use crate::policy::quantity::Quantity;

/// When the rules are asked: on a day, in the round of an exam year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub year: Year,
    pub day: Date,
}

/// What a value has to lie between, both included, where the least and the greatest number are no bounds.
pub(super) type Range = (i32, i32);

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Compare {
    /// The same for everybody; nothing where it is unknown.
    Same(Option<bool>),
    /// Of a column, by its place among [`Chunk::decoded`].
    Within {
        column: usize,
        range: Range,
    },
    /// The same with the positions whose bits are set.
    Among {
        column: usize,
        set: u64,
    },
    /// Of when the level held was obtained. Nothing where that says nothing but for those who hold none.
    Obtained(Option<Obtained>),
    /// Of what is worked out row by row, by its place among [`Chunk::worked`].
    Worked {
        at: usize,
        range: Range,
    },
    WorkedAmong {
        at: usize,
        set: u64,
    },
}

/// Between what the day, or where there is only a year the year, has to lie in which the level held was obtained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Obtained {
    pub on: Range,
    /// Every day that the year may stand for will do.
    pub sure: Range,
    /// One of them will.
    pub maybe: Range,
}

/// Where a slot's values come from, whenever it is asked.
#[derive(Clone, Copy)]
pub(super) enum Fill {
    Same(Value),
    Column(usize),
    /// Years from the day in a column.
    Counted(usize),
    Obtained,
    ByRow,
}

/// What comparisons are made ready with.
pub(super) struct Ready<'r> {
    pub policy: &'r Policy,
    pub columns: &'r [Arc<Column>],
    /// What is worked out row by row, and when.
    pub worked: Vec<(Slot, Moment)>,
}

impl Ready<'_> {
    /// The comparison of a slot at a level.
    pub(super) fn compare(&mut self, op: Op, slot: &Slot, level: Level, moment: Moment) -> Compare {
        self.filled(&self.fill(slot, level), op, slot, moment)
    }

    /// The comparison of a slot of which it is known where its values come from.
    pub(super) fn filled(&mut self, fill: &Fill, op: Op, slot: &Slot, moment: Moment) -> Compare {
        let set = if let Op::In { mask, .. } = op { Some(mask) } else { None };
        let range = op.bounds(moment.day).unwrap_or((i32::MIN, i32::MAX));
        let known = |outcome: Outcome| match outcome {
            Outcome::Met => Some(true),
            Outcome::Unmet => Some(false),
            Outcome::Unknown => None,
        };
        match (fill, set) {
            (Fill::Same(value), Some(set)) => Compare::Same(known(is_among(*value, set))),
            (Fill::Same(value), None) => Compare::Same(known(lies_within(*value, range.0, range.1))),
            (Fill::Column(column), Some(set)) => Compare::Among { column: *column, set },
            (Fill::Column(column), None) => {
                let is_day = self.columns.get(*column).is_some_and(|column| column.kind == Kind::Day);
                Compare::Within { column: *column, range: if is_day { since_1970(range) } else { range } }
            }
            (Fill::Counted(column), _) => self.until(slot, moment).map_or(Compare::Same(None), |(counting, until)| {
                Compare::Within { column: *column, range: since_1970(counting.days(until, range.0, range.1)) }
            }),
            (Fill::Obtained, _) => Compare::Obtained(self.obtained(slot, range, moment)),
            (Fill::ByRow, set) => {
                let is_wanted = |(known, at): &(Slot, Moment)| known == slot && *at == moment;
                let at = self.worked.iter().position(is_wanted).unwrap_or_else(|| {
                    self.worked.push((slot.clone(), moment));
                    self.worked.len() - 1
                });
                set.map_or(Compare::Worked { at, range }, |set| Compare::WorkedAmong { at, set })
            }
        }
    }

    /// The places of the sex and the day of birth that an identity number says: after the columns.
    pub(super) fn of_identity(columns: usize) -> (usize, usize) {
        (columns, columns + 1)
    }

    /// How years are counted, and the day they end, which is the same for everybody.
    fn until(&self, slot: &Slot, moment: Moment) -> Option<(&Counting, Date)> {
        let counting = self.policy.source().counting.of(slot.quantity, slot.counted.as_deref())?;
        Some((counting, self.policy.day_in(&counting.until, moment.year, moment.day)?))
    }

    fn obtained(&self, slot: &Slot, range: Range, moment: Moment) -> Option<Obtained> {
        if slot.quantity == Quantity::ObtainedOn {
            return Some(Obtained::between(range, |year| Date::new(year, 1, 1).zip(Date::new(year, 12, 31))));
        }
        let (counting, until) = self.until(slot, moment)?;
        Some(Obtained::between(counting.days(until, range.0, range.1), |year| counting.days_of(year)))
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Where a slot's values come from.
    pub(super) fn fill(&self, slot: &Slot, level: Level) -> Fill {
        let unknown = Fill::Same(Value::UNKNOWN);
        let has = |name: &str| self.column(name).is_some();
        let plain = |name: &str| self.column(name).map_or(unknown, Fill::Column);
        let counted = |name: &str| self.column(name).map_or(unknown, Fill::Counted);
        let by_row = |name: &str| if has(name) { Fill::ByRow } else { unknown };
        let counting = self.policy.source().counting.of(slot.quantity, slot.counted.as_deref());
        let (sex, birth) = Self::of_identity(self.columns.len());
        match slot.quantity {
            Quantity::WorkYears | Quantity::LevelYears | Quantity::PostYears | Quantity::Age
                if counting.is_some_and(|counting| counting.until_retirement) =>
            {
                Fill::ByRow
            }
            // The way to count that is not named is made ready for a bare year.
            Quantity::LevelYears if slot.counted.is_some() => Fill::ByRow,
            Quantity::WorkYears if counting.is_some_and(|counting| counting.service.is_some()) && has("service") => {
                Fill::ByRow
            }
            Quantity::WorkYears => counted("work_start"),
            Quantity::PostYears => counted("appointed_on"),
            Quantity::Age if has("identity_number") => Fill::Counted(birth),
            Quantity::Sex if has("identity_number") => Fill::Column(sex),
            Quantity::Age | Quantity::Sex | Quantity::WorkTypeMismatch => unknown,
            Quantity::LevelYears | Quantity::ObtainedOn => Fill::Obtained,
            Quantity::HeldLevel => plain("current_level"),
            Quantity::DeclaredLevel => {
                let at = Level::ALL.iter().position(|known| *known == level);
                at.and_then(|at| i32::try_from(at).ok()).map_or(unknown, |at| Fill::Same(Value::exactly(at)))
            }
            Quantity::AppointedLevel => plain("appointed_level"),
            Quantity::Schooling => plain("schooling"),
            Quantity::UnitCategory => plain("unit_category"),
            Quantity::WorkStart => plain("work_start"),
            Quantity::RegularisedOn => plain("regularised_on"),
            Quantity::Penalty => by_row("penalties"),
            Quantity::WorkTypeGroup => by_row("declared_work_type"),
            Quantity::RetirementDay | Quantity::RetirementYears => by_row("identity_number"),
            Quantity::TypeYears => by_row("service"),
            Quantity::Awards if !has("awards") => Fill::Same(Value::between(0, i32::MAX)),
            quantity if quantity.counts_assessments() && !slot.since_work_start && !has("assessments") => {
                Fill::Same(Value::between(0, slot.last_years))
            }
            Quantity::ExceptionClaimed if !has("exception_claimed") => Fill::Same(Value::exactly(0)),
            Quantity::Fact => plain(&format!("answers.{}", slot.fact.as_deref().unwrap_or_default())),
            _ => Fill::ByRow,
        }
    }
}

impl Compare {
    /// How it comes out over a chunk.
    pub(super) fn over(self, chunk: &Chunk<'_>) -> Masks {
        let column = |at: usize| chunk.decoded.get(at);
        match self {
            Self::Same(None) => Masks::UNKNOWN,
            Self::Same(Some(true)) => Masks::MET,
            Self::Same(Some(false)) => Masks::UNMET,
            Self::Within { column: at, range: (from, to) } => {
                column(at).map_or(Masks::UNKNOWN, |read| Masks::known(read.within(from, to), read.known))
            }
            Self::Among { column: at, set } => {
                column(at).map_or(Masks::UNKNOWN, |read| Masks::known(read.among(set), read.known))
            }
            Self::Obtained(obtained) => {
                let ungraded = chunk.ungraded();
                let found = obtained.map_or(Masks::UNKNOWN, |obtained| obtained.over(chunk));
                // Somebody 未定级 has none.
                Masks { met: found.met & !ungraded, unmet: found.unmet | ungraded }
            }
            Self::Worked { at, range: (from, to) } => {
                let values = chunk.worked.get(at).map_or(&[][..], Vec::as_slice);
                let comes = |outcome| Mask::of(values, |value| lies_within(value, from, to) == outcome);
                Masks { met: comes(Outcome::Met), unmet: comes(Outcome::Unmet) }
            }
            Self::WorkedAmong { at, set } => {
                let values = chunk.worked.get(at).map_or(&[][..], Vec::as_slice);
                let comes = |outcome| Mask::of(values, |value| is_among(value, set) == outcome);
                Masks { met: comes(Outcome::Met), unmet: comes(Outcome::Unmet) }
            }
        }
    }
}

impl Obtained {
    /// Of days between two, where a year is one of its days between two.
    fn between((from, to): Range, days_of: impl Fn(Year) -> Option<(Date, Date)>) -> Self {
        let first = |year| days_of(year).map_or(i32::MAX, |(first, _)| first.number());
        let last = |year| days_of(year).map_or(i32::MAX, |(_, last)| last.number());
        let years = |first: &dyn Fn(Year) -> i32, last: &dyn Fn(Year) -> i32| {
            // The first year whose day is at least the bound, and the last whose day is at most it.
            let begins = if from == i32::MIN { i32::MIN } else { near(from, |year| first(year) < from) };
            let ends = if to == i32::MAX { i32::MAX } else { near(to, |year| last(year) <= to) - 1 };
            (begins, ends)
        };
        Self { on: since_1970((from, to)), sure: years(&first, &last), maybe: years(&last, &first) }
    }

    fn over(self, chunk: &Chunk<'_>) -> Masks {
        let mut found = Masks::UNKNOWN;
        let mut by_year = Mask::ALL;
        let on = chunk.obtained_on().filter(|on| !on.known.is_none());
        if let Some(on) = on {
            by_year = !on.known;
            found = Masks::known(on.within(self.on.0, self.on.1), on.known);
        }
        let Some(years) = chunk.obtained_year() else { return found };
        // Another year is no year of a level, whatever it is compared with.
        let is_year = |years: &Decoded<'_>| {
            if years.is_usual { years.known } else { years.known & years.within(*YEARS.start(), *YEARS.end()) }
        };
        by_year &= is_year(years);
        let sure = years.within(self.sure.0, self.sure.1);
        let maybe = if self.sure == self.maybe { sure } else { years.within(self.maybe.0, self.maybe.1) };
        found.met |= sure & by_year;
        found.unmet |= !maybe & by_year;
        found
    }
}

/// The first year of which something does not hold that holds of all years before that of a day, and of none after.
fn near(day: i32, holds: impl Fn(Year) -> bool) -> Year {
    match Date::from_number(day).map(Date::year) {
        Some(year) => year + Year::from(holds(year)),
        None if day < Date::numbers().0 => *YEARS.start(),
        None => *YEARS.end() + 1,
    }
}

/// Numbers of days as columns count them.
fn since_1970((from, to): Range) -> Range {
    let from = if from == i32::MIN { from } else { from.saturating_sub(epoch()) };
    (from, if to == i32::MAX { to } else { to.saturating_sub(epoch()) })
}
