//! Which materials an application needs, and which of them are there.

use serde::{Deserialize, Serialize};

use crate::eligibility::trace::Outcome;
use crate::eligibility::{Facts, holds};
use crate::finding::{Code, Param, Remark};
use crate::model::citation::{Citation, Text};
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::plan::Value;

/// A material (上传资料) as this application needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Material {
    /// Its name, which uploads repeat.
    pub name: String,
    /// What it is.
    pub label: Text,
    /// Whether it is needed.
    pub need: Need,
    /// How many files were sent for it.
    pub uploaded: u32,
    /// The clause that asks for it.
    pub citation: Citation,
}

/// Whether a material is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Need {
    /// The application is incomplete without it.
    Required,
    /// It may be sent.
    Optional,
    /// Whether it is needed depends on answers not given.
    Unknown,
}

impl Need {
    /// The name in data and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Unknown => "unknown",
        }
    }
}

/// The materials of a level that apply, in the policy's order.
pub(crate) fn list(policy: &Policy, level: Level, facts: &Facts<'_>, row: &[Value]) -> Vec<Material> {
    let mut materials = Vec::new();
    for (material, when) in policy.materials(level).zip(&policy.plan(level).materials) {
        let applies = when.as_ref().map_or(Outcome::Met, |when| holds(when, row, facts.day));
        let need = match (applies, material.required) {
            (Outcome::Unmet, _) => continue,
            (_, false) => Need::Optional,
            (Outcome::Met, true) => Need::Required,
            (Outcome::Unknown, true) => Need::Unknown,
        };
        let sent = facts.form.uploads.iter().filter(|upload| upload.material == material.name).count();
        materials.push(Material {
            name: material.name.clone(),
            label: material.label.clone(),
            need,
            uploaded: u32::try_from(sent).unwrap_or(u32::MAX),
            citation: material.citation.clone(),
        });
    }
    materials
}

/// What is still to be sent, as one remark.
pub(crate) fn missing(materials: &[Material]) -> Option<Remark> {
    let missing: Vec<&Material> =
        materials.iter().filter(|material| material.need == Need::Required && material.uploaded == 0).collect();
    if missing.is_empty() {
        return None;
    }
    let labels: Vec<Param> = missing.iter().map(|material| material.label.clone().into()).collect();
    let names: Vec<Param> = missing.iter().map(|material| material.name.as_str().into()).collect();
    let mut remark = Remark::new(Code::MaterialsRequired, "uploads").with("materials", labels).with("names", names);
    for material in missing {
        if !remark.citations.contains(&material.citation) {
            remark.citations.push(material.citation.clone());
        }
    }
    Some(remark)
}
