//! Penalties.

use serde::{Deserialize, Serialize};

use super::date::Date;

/// A penalty (处分) and how long it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Penalty {
    /// What it is.
    pub kind: PenaltyKind,
    /// The first day it holds.
    pub from: Date,
    /// The last day it holds; none where its end is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// What a penalty is, the lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PenaltyKind {
    /// 警告
    Warning,
    /// 记过
    Demerit,
    /// 记大过
    SeriousDemerit,
    /// 降低岗位等级, 降级, 撤职
    Demotion,
    /// 开除
    Dismissal,
}

impl PenaltyKind {
    /// Every kind, the lightest first.
    pub const ALL: [Self; 5] = [Self::Warning, Self::Demerit, Self::SeriousDemerit, Self::Demotion, Self::Dismissal];

    /// The name in data and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Demerit => "demerit",
            Self::SeriousDemerit => "serious_demerit",
            Self::Demotion => "demotion",
            Self::Dismissal => "dismissal",
        }
    }
}
