//! Annual assessments.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::date::Year;

/// The assessment of one year (年度考核).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assessment {
    /// The year assessed.
    pub year: Year,
    /// Its result.
    pub grade: AssessmentGrade,
}

/// The result of a year. Institutions write 合格 where state organs write 称职; both are [`AssessmentGrade::Qualified`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AssessmentGrade {
    /// 不合格, 不称职
    Unqualified,
    /// 不定等次: assessed, but no grade given, as in the first year of work or under a penalty
    NoGrade,
    /// 基本合格, 基本称职
    BasicallyQualified,
    /// 合格, 称职
    Qualified,
    /// 优秀
    Excellent,
}

/// By its name, or by one of the words that people write.
impl<'de> Deserialize<'de> for AssessmentGrade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const NAMES: [&str; 5] = ["unqualified", "no_grade", "basically_qualified", "qualified", "excellent"];
        let word = String::deserialize(deserializer)?;
        match word.as_str() {
            "unqualified" | "不合格" | "不称职" => Ok(Self::Unqualified),
            "no_grade" | "不定等次" | "不确定等次" => Ok(Self::NoGrade),
            "basically_qualified" | "基本合格" | "基本称职" => Ok(Self::BasicallyQualified),
            "qualified" | "合格" | "称职" => Ok(Self::Qualified),
            "excellent" | "优秀" => Ok(Self::Excellent),
            _ => Err(D::Error::unknown_variant(&word, &NAMES)),
        }
    }
}
