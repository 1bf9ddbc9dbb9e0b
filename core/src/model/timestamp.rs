//! A second of China standard time: when something happened, or is asked about.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::date::{Date, Moment};

/// A second, written `2022-03-18T09:00:00`, always in China standard time. A text with an offset (`Z`, `+08:00`) is read and
/// converted, fractions of a second are cut off; what is written has neither.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Timestamp {
    day: Date,
    /// 0 to 86399.
    second: u32,
}

/// A text that is no second.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a second between 1800 and 2200; write it as 2022-03-18T09:00:00, in China standard time")]
pub struct TimestampError;

const DAY: i64 = 86_400;
/// China standard time is eight hours ahead of UTC, all year.
const CHINA: i64 = 8 * 3_600;
/// The number of 1970-01-01 in [`Date::number`].
const EPOCH: i64 = 719_163;

impl Timestamp {
    /// The first second of a day.
    pub fn start_of(day: Date) -> Self {
        Self { day, second: 0 }
    }

    /// The day it lies in.
    pub fn day(self) -> Date {
        self.day
    }

    /// Seconds since a fixed point long ago: only differences mean something.
    pub fn seconds(self) -> i64 {
        i64::from(self.day.number()) * DAY + i64::from(self.second)
    }

    /// Seconds since 1970 in UTC.
    pub fn unix(self) -> i64 {
        self.seconds() - EPOCH * DAY - CHINA
    }

    /// The second of a number of seconds since 1970 in UTC.
    pub fn from_unix(unix: i64) -> Option<Self> {
        Self::from_seconds(unix.checked_add(EPOCH * DAY + CHINA)?)
    }

    fn from_seconds(seconds: i64) -> Option<Self> {
        let day = i32::try_from(seconds.div_euclid(DAY)).ok().and_then(Date::from_number)?;
        Some(Self { day, second: u32::try_from(seconds.rem_euclid(DAY)).ok()? })
    }

    /// So many seconds later; `None` past 2200.
    pub fn plus_seconds(self, seconds: i64) -> Option<Self> {
        Self::from_seconds(self.seconds().checked_add(seconds)?)
    }

    /// The second at which a moment begins; `None` for the end of the last day there is.
    pub fn of(moment: Moment) -> Option<Self> {
        Self::from_seconds(moment.minutes() * 60)
    }

    /// Whether a moment has come.
    pub fn has_reached(self, moment: Moment) -> bool {
        self.seconds() >= moment.minutes() * 60
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.second;
        write!(f, "{}T{:02}:{:02}:{:02}", self.day, second / 3_600, second / 60 % 60, second % 60)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        read(text).ok_or(TimestampError)
    }
}

fn read(text: &str) -> Option<Timestamp> {
    const LONGEST: usize = 40;
    if text.len() > LONGEST {
        return None;
    }
    let (day, rest) = text.split_once('T')?;
    let day: Date = day.parse().ok()?;
    let (clock, tail) = rest.split_at_checked(8)?;
    let [hour, minute, second] = clock_numbers(clock)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let tail = match tail.strip_prefix('.') {
        None => tail,
        Some(fraction) => {
            let rest = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            if rest.len() == fraction.len() {
                return None;
            }
            rest
        }
    };
    let local = Timestamp { day, second: hour * 3_600 + minute * 60 + second };
    match tail {
        "" => Some(local),
        "Z" => local.plus_seconds(CHINA),
        _ => {
            let (sign, offset) = tail.split_at_checked(1)?;
            let [hour, minute] = clock_numbers(offset)?;
            if hour > 14 || minute > 59 {
                return None;
            }
            let ahead = i64::from(hour * 3_600 + minute * 60);
            let ahead = match sign {
                "+" => ahead,
                "-" => -ahead,
                _ => return None,
            };
            local.plus_seconds(CHINA - ahead)
        }
    }
}

/// Two digits each, with colons between.
fn clock_numbers<const N: usize>(text: &str) -> Option<[u32; N]> {
    let mut numbers = [0; N];
    let mut parts = text.split(':');
    for number in &mut numbers {
        let digits = parts.next()?;
        if digits.len() != 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = digits.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

impl TryFrom<String> for Timestamp {
    type Error = TimestampError;

    fn try_from(text: String) -> Result<Self, TimestampError> {
        text.parse()
    }
}

impl From<Timestamp> for String {
    fn from(time: Timestamp) -> Self {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn offsets_are_converted_and_fractions_cut() {
        for same in [
            "2022-03-18T09:00:00",
            "2022-03-18T01:00:00.999Z",
            "2022-03-18T09:00:00+08:00",
            "2022-03-17T21:00:00-04:00",
        ] {
            assert_eq!(time(same).to_string(), "2022-03-18T09:00:00", "{same}");
        }
        assert_eq!(time("2022-03-18T20:00:00Z").to_string(), "2022-03-19T04:00:00");
        assert_eq!(time("1970-01-01T00:00:00Z").unix(), 0);
        assert_eq!(Timestamp::from_unix(1_647_565_200), Some(time("2022-03-18T09:00:00")));
    }

    #[test]
    fn what_is_no_second_is_refused() {
        for wrong in [
            "",
            "2022-03-18",
            "2022-03-18T24:00:00",
            "2022-03-18T9:00:00",
            "2022-03-18T09:00",
            "2022-03-18T09:00:60",
            "2022-03-18T09:00:00+8",
            "2022-03-18T09:00:00.",
            "2022-03-18T09:00:00+15:00",
            "2022-02-30T00:00:00",
            "2022-03-18 09:00:00",
            "2022-03-18T09:00:0é",
            "2200-12-31T23:00:00-08:00",
        ] {
            assert!(wrong.parse::<Timestamp>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_last_second_of_a_day_is_before_its_end() {
        let end = Moment::end_of("2022-03-21".parse().unwrap());
        assert!(!time("2022-03-21T23:59:59").has_reached(end));
        assert!(time("2022-03-22T00:00:00").has_reached(end));
        assert_eq!(Timestamp::of(end), Some(time("2022-03-22T00:00:00")));
    }
}
