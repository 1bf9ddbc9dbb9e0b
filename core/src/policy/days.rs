//! The days a policy speaks of.

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
    /// A day some years before the exam year.
    YearsBefore(YearsBefore),
    /// The day the report is made for.
    ReportDay(Empty),
    /// The same day so many years before the day the report is made for.
    BeforeReport(Years),
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

/// A day some years before the exam year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct YearsBefore {
    /// How many, 0 to 100.
    pub years: u8,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

/// A number of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Years {
    /// How many, 0 to 100.
    pub years: u8,
}

impl DayRule {
    /// The day in another round than the one it was written for, which is taken to be like it: a fixed day moves by as many years.
    pub(crate) fn resolve_in(&self, exam_year: Year, written_for: Year, report_day: Date) -> Option<Date> {
        match self {
            Self::Fixed(day) => day.plus_years(exam_year.checked_sub(written_for)?),
            rule => rule.resolve(exam_year, report_day),
        }
    }

    /// The day in this exam year; `None` where the calendar lacks it.
    pub fn resolve(&self, exam_year: Year, report_day: Date) -> Option<Date> {
        match self {
            Self::Fixed(day) => Some(*day),
            Self::ExamYear(at) => Date::new(exam_year, at.month, at.day),
            Self::YearBefore(at) => Date::new(exam_year - 1, at.month, at.day),
            Self::YearsBefore(at) => Date::new(exam_year - Year::from(at.years), at.month, at.day),
            Self::ReportDay(Empty {}) => Some(report_day),
            Self::BeforeReport(ago) => report_day.minus_years(ago.years),
        }
    }

    /// Whether the day turns on the day the report is made for: the years it lies before that.
    pub(crate) fn before_report(&self) -> Option<u8> {
        match self {
            Self::ReportDay(Empty {}) => Some(0),
            Self::BeforeReport(ago) => Some(ago.years),
            Self::Fixed(_) | Self::ExamYear(_) | Self::YearBefore(_) | Self::YearsBefore(_) => None,
        }
    }
}
