//! How years are counted, and which days a policy speaks of. Sources disagree, so every convention is data.

use serde::{Deserialize, Serialize};

use crate::model::citation::Citation;
use crate::model::date::{Date, Year};

/// A day the policy names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NamedDay {
    /// Which day.
    pub day: DayRule,
    /// Its source.
    pub citation: Citation,
}

/// Which day it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DayRule {
    /// A day of the calendar.
    Fixed(Date),
    /// A day of the exam year.
    ExamYear(MonthDay),
    /// A day of the year before the exam year.
    YearBefore(MonthDay),
    /// The day the report is made for.
    ReportDay(Empty),
}

/// Nothing to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Empty {}

/// A day of any year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MonthDay {
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

impl DayRule {
    /// The day in this exam year; `None` where the calendar lacks it.
    pub fn resolve(&self, exam_year: Year, report_day: Date) -> Option<Date> {
        match self {
            Self::Fixed(day) => Some(*day),
            Self::ExamYear(at) => Date::new(exam_year, at.month, at.day),
            Self::YearBefore(at) => Date::new(exam_year - 1, at.month, at.day),
            Self::ReportDay(Empty {}) => Some(report_day),
        }
    }
}

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
        let years = match self.granularity {
            Granularity::Year => until.year() - from.year(),
            Granularity::Month => {
                let months =
                    (until.year() - from.year()) * 12 + until.month().cast_signed() - from.month().cast_signed();
                months.div_euclid(12)
            }
            Granularity::Day => from.full_months_until(until).div_euclid(12),
        };
        let offset = match self.offset {
            Offset::Plain => 0,
            Offset::BothEnds => 1,
            Offset::OneYearLag => -1,
        };
        i64::from(years + offset).max(0)
    }

    /// The day a bare year stands for.
    pub fn day_of(&self, year: Year) -> Option<Date> {
        match self.year_only {
            YearOnly::FirstDay => Date::new(year, 1, 1),
            YearOnly::LastDay => Date::new(year, 12, 31),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::citation::Confidence;

    fn years(granularity: Granularity, offset: Offset, from: &str, until: &str) -> i64 {
        let citation =
            Citation { document: "d".into(), clause: "c".into(), confidence: Confidence::Assumed, note: None };
        let counting = Counting { until: "x".into(), granularity, offset, year_only: YearOnly::FirstDay, citation };
        counting.years(from.parse().unwrap(), until.parse().unwrap())
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
}
