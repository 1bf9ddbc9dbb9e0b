//! Days and moments in China standard time. The only file that knows which date crate is underneath.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar year as somebody wrote it. Any number is read, for a slip of the pen is a finding and no broken contract.
pub type Year = i32;

/// The first and the last year a date may lie in: room for the identity numbers the standard itself gives as examples.
/// Outside, a date is a slip of the pen.
pub const YEARS: std::ops::RangeInclusive<Year> = 1800..=2200;

/// A day, written `2022-03-07`. No time zone: every day of this domain is a day in China.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
// `Date` is JavaScript's own, and means something else there.
#[cfg_attr(feature = "schema", schemars(rename = "Day", with = "String"))]
pub struct Date(
    /// Always inside [`YEARS`].
    NaiveDate,
);

/// A text that is no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a day that exists between 1800 and 2200; write it as 2022-03-07")]
pub struct DateError;

impl Date {
    /// The day, if the calendar has it.
    pub fn new(year: Year, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::checked)
    }

    fn checked(day: NaiveDate) -> Option<Self> {
        YEARS.contains(&day.year()).then_some(Self(day))
    }

    /// The year.
    pub fn year(self) -> Year {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day as a number: one more for every day.
    pub fn number(self) -> i32 {
        self.0.num_days_from_ce()
    }

    /// The numbers of the first and the last day there is.
    pub(crate) fn numbers() -> (i32, i32) {
        let number = |year, month, day| Self::new(year, month, day).map_or(0, Self::number);
        (number(*YEARS.start(), 1, 1), number(*YEARS.end(), 12, 31))
    }

    /// The day of a number.
    pub fn from_number(number: i32) -> Option<Self> {
        NaiveDate::from_num_days_from_ce_opt(number).and_then(Self::checked)
    }

    /// The same day some months later; the last day of that month where it has no such day. `None` past 2200.
    pub fn plus_months(self, months: u32) -> Option<Self> {
        self.0.checked_add_months(Months::new(months)).and_then(Self::checked)
    }

    /// The same day some months earlier; the last day of that month where it has no such day. `None` before 1800.
    pub fn minus_months(self, months: u32) -> Option<Self> {
        self.0.checked_sub_months(Months::new(months)).and_then(Self::checked)
    }

    /// The same day some years earlier; 28 February for 29 February where that year has none. `None` before 1800.
    pub fn minus_years(self, years: u8) -> Option<Self> {
        self.0.checked_sub_months(Months::new(u32::from(years) * 12)).and_then(Self::checked)
    }

    /// The same day some years later, or earlier where negative; 28 February for 29 February where that year has none. `None` outside
    /// the years a date may have.
    pub fn plus_years(self, years: i32) -> Option<Self> {
        let months = Months::new(years.unsigned_abs().checked_mul(12)?);
        let moved = if years < 0 { self.0.checked_sub_months(months) } else { self.0.checked_add_months(months) };
        moved.and_then(Self::checked)
    }

    /// The day after. `None` past 2200.
    pub fn next(self) -> Option<Self> {
        self.0.succ_opt().and_then(Self::checked)
    }

    /// Full months from here to `end`: a month is full on the day of the same number, and for a day the month does not
    /// have, on its last day. Negative when `end` is earlier.
    pub fn full_months_until(self, end: Self) -> i32 {
        if end < self {
            return -end.full_months_until(self);
        }
        let months = (end.year() - self.year()) * 12 + end.month().cast_signed() - self.month().cast_signed();
        let reached = u32::try_from(months).ok().and_then(|m| self.plus_months(m)).is_some_and(|day| day <= end);
        if reached { months } else { months - 1 }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shape {
            return Err(DateError);
        }
        let part = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse().ok());
        let (year, month, day) = (part(0, 4), part(5, 7), part(8, 10));
        let day = year.zip(month).zip(day).and_then(|((year, month), day): ((u32, u32), u32)| {
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        });
        day.and_then(Self::checked).ok_or(DateError)
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

/// A minute of a day, written `2022-03-21T24:00`. Notices close "at 24:00", which is written as they write it and equals
/// 00:00 of the next day in every comparison.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Moment {
    day: Date,
    /// 0 to 1440; 1440 is the end of the day.
    minute: u16,
}

/// A text that is no moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a moment; write it as 2022-03-21T16:00, the end of a day as 2022-03-21T24:00")]
pub struct MomentError;

impl Moment {
    /// The minute that begins a day.
    pub fn start_of(day: Date) -> Self {
        Self { day, minute: 0 }
    }

    /// The minute that ends a day.
    pub fn end_of(day: Date) -> Self {
        Self { day, minute: 1440 }
    }

    /// The day it is written with.
    pub fn day(self) -> Date {
        self.day
    }

    /// Minutes since the first day there is a number for.
    pub(crate) fn minutes(self) -> i64 {
        i64::from(self.day.number()) * 1440 + i64::from(self.minute)
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.minutes() == other.minutes()
    }
}

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.minutes().cmp(&other.minutes())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.day, self.minute / 60, self.minute % 60)
    }
}

impl TryFrom<String> for Moment {
    type Error = MomentError;

    fn try_from(text: String) -> Result<Self, MomentError> {
        let (day, time) = text.split_once('T').ok_or(MomentError)?;
        let (hour, minute) = time.split_once(':').ok_or(MomentError)?;
        let number = |digits: &str| {
            let two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            two.then(|| digits.parse::<u16>().ok()).flatten().ok_or(MomentError)
        };
        let (hour, minute) = (number(hour)?, number(minute)?);
        let total = hour * 60 + minute;
        if minute > 59 || total > 1440 {
            return Err(MomentError);
        }
        Ok(Self { day: day.parse().map_err(|_| MomentError)?, minute: total })
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn only_days_that_exist_in_iso_text_are_read() {
        assert_eq!(date("2024-02-29").to_string(), "2024-02-29");
        for wrong in ["2022-02-30", "2022-2-3", "1799-12-31", "2201-01-01", "+022-01-01", "", "二〇二二", "2022-03-07 "]
        {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_leap_day_completes_its_year_on_the_last_of_february() {
        assert_eq!(date("2000-02-29").full_months_until(date("2001-02-28")), 12);
        assert_eq!(date("2000-02-29").full_months_until(date("2001-02-27")), 11);
        assert_eq!(date("2001-03-01").full_months_until(date("2000-03-02")), -11);
    }

    #[test]
    fn the_end_of_a_day_is_written_as_notices_write_it() {
        let moment = Moment::try_from("2018-03-28T24:00".to_owned()).unwrap();
        assert_eq!(moment, Moment::end_of(date("2018-03-28")));
        assert_eq!(moment.to_string(), "2018-03-28T24:00");
        assert_eq!(moment, Moment::start_of(date("2018-03-29")));
        assert!(Moment::try_from("2018-03-28T24:01".to_owned()).is_err());
        assert!(Moment::try_from("2018-03-28T99:99".to_owned()).is_err());
    }
}
