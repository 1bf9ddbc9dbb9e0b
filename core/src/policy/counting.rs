//! How years are counted. Sources disagree, so every convention is data.

use serde::{Deserialize, Serialize};

use crate::model::citation::Citation;
use crate::model::date::{Date, Year};
use crate::model::service::ServiceKind;

/// How one quantity turns two days into years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counting {
    /// A day of the policy: where counting ends.
    pub until: String,
    /// What is subtracted.
    pub granularity: Granularity,
    /// What is added for the ends.
    #[serde(default)]
    pub offset: Offset,
    /// How a year without a day is read, where `granularity` is not `year`.
    #[serde(default)]
    pub year_only: YearOnly,
    /// Counting ends on the day of retirement age, where that comes first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub until_retirement: bool,
    /// Counted from the periods of service rather than from one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceCounting>,
    /// Its source.
    pub citation: Citation,
}

/// What is subtracted from what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Granularity {
    /// Years: 2022 − 2017 = 5, whatever the days.
    Year,
    /// Months, twelve to a year: March 2017 to February 2022 is 4.
    Month,
    /// Anniversaries (满年): a year is full on its day.
    Day,
}

/// What is added to the difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Offset {
    /// Nothing.
    #[default]
    Plain,
    /// One: first and last year both count.
    BothEnds,
    /// Minus one: the first year does not count yet.
    OneYearLag,
}

/// How a bare year is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum YearOnly {
    /// As its first day.
    #[default]
    FirstDay,
    /// As its last day.
    LastDay,
    /// As any of its days: what turns on it stays open until the certificate's day of issue is given.
    DayOfIssue,
}

/// Which periods of service count, and how they join. Days that several periods share count once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServiceCounting {
    /// Kinds of period that count.
    pub kinds: Vec<ServiceKind>,
    /// What a change of work type does.
    pub on_change: OnChange,
}

/// What a change of work type does to the years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OnChange {
    /// Nothing: years in every work type add up.
    Sum,
    /// Years in other work types do not count; those in the declared one add up, whatever lay between.
    SameType,
    /// Years begin anew: only the unbroken stretch in the declared work type that reaches the end of counting counts (连续).
    Reset,
}

/// Which years "the last so many assessments" are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssessmentCounting {
    /// The last year that counts.
    pub last: LastYear,
    /// Its source.
    pub citation: Citation,
}

/// The last year that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LastYear {
    /// The exam year.
    ExamYear,
    /// The year before it.
    YearBefore,
}

impl LastYear {
    /// The last year that counts for an exam year.
    pub fn of(self, exam_year: Year) -> Year {
        match self {
            Self::ExamYear => exam_year,
            Self::YearBefore => exam_year - 1,
        }
    }
}

/// Whether an award of the certificate's own year came after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AwardCounting {
    /// What an award of that year is taken for.
    pub certificate_year: CertificateYear,
    /// The last year that counts where awards of the last so many years do; that of the assessments where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<LastYear>,
    /// Its source.
    pub citation: Citation,
}

/// What an award of the certificate's own year is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CertificateYear {
    /// For one that came after it.
    Counts,
    /// For one that came before it.
    DoesNotCount,
}

impl Counting {
    /// Years from a day to the end of counting; never below zero.
    pub fn years(&self, from: Date, until: Date) -> i64 {
        self.years_of(&[(from, until)])
    }

    /// Years of stretches that do not overlap, each from its first day to its last; never below zero, and none where there
    /// is no stretch, whatever the offset: nothing has a first year then.
    pub fn years_of(&self, stretches: &[(Date, Date)]) -> i64 {
        if stretches.is_empty() {
            return 0;
        }
        let months = stretches.iter().map(|(from, until)| i64::from(self.months(*from, *until))).sum::<i64>();
        (months.div_euclid(12) + self.offset()).max(0)
    }

    fn offset(&self) -> i64 {
        match self.offset {
            Offset::Plain => 0,
            Offset::BothEnds => 1,
            Offset::OneYearLag => -1,
        }
    }

    /// The first and the last day, as numbers, from which it is between so many and so many years to the end of counting, where
    /// `i32::MIN` and `i32::MAX` are no bounds. Years only fall as the day comes later, so these are all the days between.
    pub(crate) fn days(&self, until: Date, from: i32, to: i32) -> (i32, i32) {
        let (first, last) = Date::numbers();
        let offset = self.offset();
        // The first day from which it is no more than so many years.
        let begins = |most: i64| {
            let (mut low, mut high) = (first, last + 1);
            let look = |at: i32, (low, high): (i32, i32)| {
                let years = Date::from_number(at).map_or(0, |day| self.years(day, until));
                if years <= most { (low, at) } else { (at + 1, high) }
            };
            // Most often it is the first of a year, or the day after an anniversary: this is looked at before halving.
            let (year, month, day, later) = match self.granularity {
                Granularity::Year => (0, 1, 1, 0),
                Granularity::Month if until.month() == 12 => (0, 1, 1, 0),
                Granularity::Month => (-1, until.month() + 1, 1, 0),
                Granularity::Day => (-1, until.month(), until.day(), 1),
            };
            let near = Year::try_from(i64::from(until.year()) + offset - most + year).unwrap_or_default();
            if let Some(near) = Date::new(near, month, day).map(|day| day.number() + later) {
                for at in [near - 1, near] {
                    if (low..high).contains(&at) {
                        (low, high) = look(at, (low, high));
                    }
                }
            }
            while low < high {
                (low, high) = look(low + (high - low) / 2, (low, high));
            }
            low
        };
        let earliest = if to == i32::MAX { i32::MIN } else { begins(to.into()) };
        let latest = if from == i32::MIN { i32::MAX } else { begins(i64::from(from) - 1) - 1 };
        (earliest, latest)
    }

    fn months(&self, from: Date, until: Date) -> i32 {
        let years = (until.year() - from.year()) * 12;
        match self.granularity {
            Granularity::Year => years,
            Granularity::Month => years + until.month().cast_signed() - from.month().cast_signed(),
            // What has not begun by its day has not even a month that has begun.
            Granularity::Day => from.full_months_until(until) - i32::from(until < from),
        }
    }

    /// The first and the last day a bare year may stand for.
    pub fn days_of(&self, year: Year) -> Option<(Date, Date)> {
        let (first, last) = (Date::new(year, 1, 1)?, Date::new(year, 12, 31)?);
        Some(match self.year_only {
            YearOnly::FirstDay => (first, first),
            YearOnly::LastDay => (last, last),
            YearOnly::DayOfIssue => (first, last),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::citation::Confidence;

    fn counting(granularity: Granularity, offset: Offset) -> Counting {
        let citation =
            Citation { document: "d".into(), clause: "c".into(), confidence: Confidence::Assumed, note: None };
        Counting {
            until: "x".into(),
            granularity,
            offset,
            year_only: YearOnly::FirstDay,
            until_retirement: false,
            service: None,
            citation,
        }
    }

    fn years(granularity: Granularity, offset: Offset, from: &str, until: &str) -> i64 {
        counting(granularity, offset).years(from.parse().unwrap(), until.parse().unwrap())
    }

    #[test]
    fn each_convention_counts_as_its_notice_does() {
        use Granularity::{Day, Month, Year};
        use Offset::{BothEnds, OneYearLag, Plain};
        assert_eq!(years(Year, Plain, "2017-12-31", "2022-01-01"), 5);
        assert_eq!(years(Year, BothEnds, "2013-06-01", "2022-12-31"), 10);
        assert_eq!(years(Year, OneYearLag, "2017-06-01", "2022-12-31"), 4);
        assert_eq!(years(Month, Plain, "2017-03-31", "2022-02-28"), 4);
        assert_eq!(years(Month, Plain, "2017-03-31", "2022-03-01"), 5);
        assert_eq!(years(Day, Plain, "2017-03-31", "2022-03-30"), 4);
        assert_eq!(years(Day, Plain, "2017-03-31", "2022-03-31"), 5);
        assert_eq!(years(Day, Plain, "2023-03-31", "2022-03-31"), 0, "what has not begun counts nothing");
    }

    #[test]
    fn the_days_between_two_bounds_are_those_whose_years_are() {
        let (first, last) = Date::numbers();
        let bounds =
            [(i32::MIN, 0), (i32::MIN, 5), (i32::MIN, -1), (i32::MIN, 1_000_000), (5, i32::MAX), (0, i32::MAX)];
        let bounds = bounds.into_iter().chain([(1_000_000, i32::MAX), (1, 2), (3, 3), (2, 1), (i32::MIN, i32::MAX)]);
        for (from, to) in bounds {
            for until in ["2022-12-31", "2024-02-29", "2023-03-15", "2022-01-31", "1800-01-01", "2200-12-31"] {
                let until: Date = until.parse().unwrap();
                for granularity in [Granularity::Year, Granularity::Month, Granularity::Day] {
                    for offset in [Offset::Plain, Offset::BothEnds, Offset::OneYearLag] {
                        let counting = counting(granularity, offset);
                        let (earliest, latest) = counting.days(until, from, to);
                        let near = [earliest, latest].map(i64::from).into_iter().flat_map(|at| [at - 1, at, at + 1]);
                        let near =
                            near.filter_map(|at| i32::try_from(at).ok()).filter(|at| (first..=last).contains(at));
                        for at in (first..=last).step_by(997).chain([first, last]).chain(near) {
                            let years = counting.years(Date::from_number(at).unwrap(), until);
                            let is_between = i64::from(from) <= years && (to == i32::MAX || years <= i64::from(to));
                            let said = (earliest..=latest).contains(&at);
                            assert_eq!(
                                said, is_between,
                                "{at} until {until}, {granularity:?} {offset:?}, {from}..={to}"
                            );
                        }
                    }
                }
            }
        }
    }
}
