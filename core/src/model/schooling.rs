//! Schooling and its order.

use serde::{Deserialize, Serialize};

/// Highest schooling (学历). Several kinds stand on the same step: compare with [`Schooling::step`], never by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Schooling {
    /// 小学
    Primary,
    /// 初中
    JuniorMiddle,
    /// 高中
    SeniorMiddle,
    /// 职高 (职业高中)
    VocationalSenior,
    /// 技校 (技工学校)
    TechnicalSchool,
    /// 职专 (职业中专), 中专
    SecondaryVocational,
    /// 大专
    JuniorCollege,
    /// 本科
    Bachelor,
    /// 硕士
    Master,
    /// 博士
    Doctor,
}

impl Schooling {
    /// Every kind, lowest step first.
    pub const ALL: [Self; 10] = [
        Self::Primary,
        Self::JuniorMiddle,
        Self::SeniorMiddle,
        Self::VocationalSenior,
        Self::TechnicalSchool,
        Self::SecondaryVocational,
        Self::JuniorCollege,
        Self::Bachelor,
        Self::Master,
        Self::Doctor,
    ];

    /// The step: 高中, 职高, 技校 and 职专 share one.
    pub fn step(self) -> u8 {
        match self {
            Self::Primary => 0,
            Self::JuniorMiddle => 1,
            Self::SeniorMiddle | Self::VocationalSenior | Self::TechnicalSchool | Self::SecondaryVocational => 2,
            Self::JuniorCollege => 3,
            Self::Bachelor => 4,
            Self::Master => 5,
            Self::Doctor => 6,
        }
    }

    /// The name in data and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::JuniorMiddle => "junior_middle",
            Self::SeniorMiddle => "senior_middle",
            Self::VocationalSenior => "vocational_senior",
            Self::TechnicalSchool => "technical_school",
            Self::SecondaryVocational => "secondary_vocational",
            Self::JuniorCollege => "junior_college",
            Self::Bachelor => "bachelor",
            Self::Master => "master",
            Self::Doctor => "doctor",
        }
    }
}
