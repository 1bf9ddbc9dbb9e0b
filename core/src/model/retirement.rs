//! The day a person reaches retirement age. The schedule itself is data.

use serde::{Deserialize, Serialize};

use super::date::{Date, Year};
use super::identity::Sex;

/// Which statutory age applies. For women it follows the post, not the sex alone, so it is asked, never guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum RetirementCategory {
    /// 男职工, originally 60
    Men,
    /// 原法定退休年龄五十五周岁的女职工
    Women55,
    /// 原法定退休年龄五十周岁的女职工
    Women50,
}

impl RetirementCategory {
    /// Every category a person of this sex may be in.
    pub fn of(sex: Sex) -> &'static [Self] {
        match sex {
            Sex::Male => &[Self::Men],
            Sex::Female => &[Self::Women50, Self::Women55],
        }
    }
}

/// How retirement age rises for one category: from `reform` on, one month later for every `step` months the original
/// retirement month lies after it, up to `cap` months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RetirementSchedule {
    /// Original retirement age in full years.
    pub age: u32,
    /// Months of original retirement that share one month of delay; at least 1.
    pub step: std::num::NonZeroU32,
    /// The longest delay in months.
    pub cap: u32,
    /// The year the delay begins, from January.
    pub reform: Year,
}

impl RetirementSchedule {
    /// The day retirement age is reached: the original birthday, moved by the delay in whole months. `None` past the years a
    /// date may have.
    pub fn day(&self, birth: Date) -> Option<Date> {
        let years = i64::from(birth.year()) + i64::from(self.age) - i64::from(self.reform);
        let months = years * 12 + i64::from(birth.month()) - 1;
        let delay = u32::try_from(months).map_or(0, |months| (months / self.step).saturating_add(1).min(self.cap));
        birth.plus_months(self.age.checked_mul(12)?.checked_add(delay)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schedule(age: u32, step: u32, cap: u32) -> RetirementSchedule {
        RetirementSchedule { age, step: step.try_into().unwrap(), cap, reform: 2025 }
    }

    fn day(schedule: RetirementSchedule, birth: &str) -> String {
        schedule.day(birth.parse().unwrap()).unwrap().to_string()
    }

    #[test]
    fn nobody_due_before_the_reform_waits() {
        assert_eq!(day(schedule(60, 4, 36), "1964-12-31"), "2024-12-31");
        assert_eq!(day(schedule(60, 4, 36), "1962-03-01"), "2022-03-01");
    }

    #[test]
    fn men_wait_one_month_for_every_four() {
        let men = schedule(60, 4, 36);
        assert_eq!(day(men, "1965-01-15"), "2025-02-15");
        assert_eq!(day(men, "1965-04-15"), "2025-05-15");
        assert_eq!(day(men, "1965-05-15"), "2025-07-15");
        assert_eq!(day(men, "1976-09-01"), "2039-09-01");
        assert_eq!(day(men, "1990-09-01"), "2053-09-01", "the cap holds");
    }

    #[test]
    fn women_wait_by_their_former_age() {
        assert_eq!(day(schedule(55, 4, 36), "1971-04-01"), "2026-08-01");
        assert_eq!(day(schedule(55, 4, 36), "1981-09-01"), "2039-09-01");
        let fifty = schedule(50, 2, 60);
        assert_eq!(day(fifty, "1975-01-01"), "2025-02-01");
        assert_eq!(day(fifty, "1975-02-01"), "2025-03-01");
        assert_eq!(day(fifty, "1975-03-01"), "2025-05-01");
        assert_eq!(day(fifty, "1984-11-01"), "2039-11-01");
    }
}
