//! The person who registers.

use serde::{Deserialize, Serialize};

use super::masked::Masked;
use super::retirement::RetirementCategory;

/// The person (报名人员) as real-name verification knows them. Read only for the applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Candidate {
    /// 姓名
    pub name: Masked,
    /// 身份证号, as typed; sex and birth are derived from it.
    pub identity_number: Masked,
    /// 手机号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<Masked>,
    /// Which retirement age applies. Not needed for men; for women it depends on the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retirement_category: Option<RetirementCategory>,
}
