//! One year's exam: where, when, for whom registration is open.

use serde::{Deserialize, Serialize};

use super::citation::{Citation, Sourced};
use super::date::{Date, Moment, Year};
use super::level::Level;

/// Who acts in a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Role {
    /// 报名人员
    Applicant,
    /// 单位管理员
    UnitOfficer,
    /// 审核员
    Reviewer,
    /// 管理员
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Applicant, Self::UnitOfficer, Self::Reviewer, Self::Administrator];

    /// The name in data and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::UnitOfficer => "unit_officer",
            Self::Reviewer => "reviewer",
            Self::Administrator => "administrator",
        }
    }
}

/// A year's exam (年度/批次).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Round {
    /// The exam year; conditions that speak of "the exam year" mean this one.
    pub year: Year,
    /// Where one may register (报名地市).
    pub regions: Sourced<Vec<Region>>,
    /// When one may register.
    pub windows: Vec<Window>,
}

/// A place of registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Region {
    /// Division code (行政区划代码).
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A time during which some people may act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Window {
    /// Who may act.
    pub role: Role,
    /// For which levels.
    pub levels: Vec<Level>,
    /// In which regions; every region of the round where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regions: Option<Vec<String>>,
    /// The first moment.
    pub opens: Moment,
    /// The moment it is over.
    pub closes: Moment,
    /// Its source.
    pub citation: Citation,
}

impl Window {
    /// Whether it holds for this role, level and region. A region not chosen yet fits only a window for all.
    pub fn is_for(&self, role: Role, level: Level, region: Option<&str>) -> bool {
        self.role == role
            && self.levels.contains(&level)
            && self
                .regions
                .as_ref()
                .is_none_or(|codes| region.is_some_and(|region| codes.iter().any(|code| code == region)))
    }

    /// Whether it is open at some time of the day.
    pub fn touches(&self, day: Date) -> bool {
        self.opens < Moment::end_of(day) && self.closes > Moment::start_of(day)
    }
}
