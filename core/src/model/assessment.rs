//! Annual assessments.

use serde::{Deserialize, Serialize};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AssessmentGrade {
    /// 不合格, 不称职
    #[serde(alias = "不合格", alias = "不称职")]
    Unqualified,
    /// 不定等次: assessed, but no grade given, as in the first year of work or under a penalty
    #[serde(alias = "不定等次", alias = "不确定等次")]
    NoGrade,
    /// 基本合格, 基本称职
    #[serde(alias = "基本合格", alias = "基本称职")]
    BasicallyQualified,
    /// 合格, 称职
    #[serde(alias = "合格", alias = "称职")]
    Qualified,
    /// 优秀
    #[serde(alias = "优秀")]
    Excellent,
}
