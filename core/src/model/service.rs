//! Where and as what somebody worked.

use serde::{Deserialize, Serialize};

use super::date::Date;

/// A stretch of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServicePeriod {
    /// The first day.
    pub from: Date,
    /// The last day; none where it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The work type, by code or name; none where it was no work of a type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_type: Option<String>,
    /// What it was.
    #[serde(default)]
    pub kind: ServiceKind,
}

/// What a stretch of work was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ServiceKind {
    /// 工作
    #[default]
    Work,
    /// 服兵役
    Military,
    /// 技工学校等对口专业学习
    School,
}
