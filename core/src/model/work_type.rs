//! Work types.

use serde::{Deserialize, Serialize};

use super::level::Level;

/// A work type (工种) of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorkType {
    /// What forms and certificates refer to it by: the catalogue's code, or the name where the catalogue has no codes.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The group it stands in, as the catalogue names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The levels open to it; none where the catalogue does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<Level>>,
    /// Whether it may still be declared.
    #[serde(default)]
    pub status: WorkTypeStatus,
    /// For a merged type, the code of the type it went into (合并后的新工种).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<String>,
    /// For a cancelled type, the codes of the neighbouring types open to it (就近岗位工种).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<String>,
    /// Provinces that use the name, in a catalogue that gathers several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provinces: Vec<String>,
    /// Where the row comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Whether a work type may still be declared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum WorkTypeStatus {
    /// In force.
    #[default]
    Current,
    /// 合并: declare the type it was merged into.
    Merged,
    /// 取消: declare a neighbouring type, with the consent of the unit's personnel office.
    Cancelled,
}
