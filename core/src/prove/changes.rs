//! What changes from one version of a policy to another, as data.

use serde::{Deserialize, Serialize};

use super::found::Unfinished;
use super::region::Extent;
use crate::eligibility::trace::Outcome;
use crate::model::application::ApplicationForm;
use crate::model::level::Level;

/// What changes from one policy to another, for everybody, whatever answers they have left out; a change from or to `unknown` is of such
/// people, or of rules that send to a person. Both are looked at in the exam year of the new one, to which the old one is moved.
///
/// Each answer is in one of its classes or left out. What is half known, as years of which only the year they began in is given where that
/// leaves open on which side of a bound they lie, or an award without its rank, is no class of its own: for such people nothing is said.
/// Nor is it for those who have declared a level by exception in this exam year, or do not say whether they have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changes {
    /// What changes, level by level.
    pub changes: Vec<Change>,
    /// What was not compared.
    pub unfinished: Vec<Unfinished>,
    /// How many combinations were compared; at most 2⁵³ is said.
    pub combinations: u64,
}

/// A change of rules that belong together: of people for whom everything else holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// The level.
    pub level: Level,
    /// The rules, of either policy, that share a quantity.
    pub rules: Vec<String>,
    /// Whether 破格晋升 is claimed; then only what changes otherwise than without the claim.
    pub claimed: bool,
    /// How it came out by the old policy.
    pub from: Outcome,
    /// How it comes out by the new one.
    pub to: Outcome,
    /// For whom: one of these, each of which must hold whole.
    pub regions: Vec<Region>,
}

/// People for whom it changes. Regions of one change may overlap, and may hold values that nobody has together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ChangeRegion"))]
pub struct Region {
    /// What they have in common.
    pub extents: Vec<Extent>,
    /// One of them, whom both engines decide as is said; none where a few tries found no form that has these values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<ApplicationForm>,
}
