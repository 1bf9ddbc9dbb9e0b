//! Which materials an application needs, and which of them are there.

use serde::{Deserialize, Serialize};

use crate::eligibility::trace::Outcome;
use crate::eligibility::{Facts, holds};
use crate::finding::{Code, Param, Remark};
use crate::form::unanswered;
use crate::model::application::ApplicationForm;
use crate::model::citation::{Citation, Text};
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::plan::{Plan, Program, Value};
use crate::policy::source::{MaterialRule, RowNeed};

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
    /// Why, where the policy says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// How many files were sent for it.
    pub uploaded: u32,
    /// Whether what belongs to it is there, and what is not.
    pub completeness: Completeness,
    /// The answers to give before it can be sent, where it waits for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<String>,
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
    /// It does not apply to this person.
    NotApplicable,
    /// Whether it is needed depends on answers not given.
    Unknown,
}

/// Whether what belongs to a material is there. Each has its words under `completeness/` in those of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Completeness {
    /// Everything.
    Complete,
    /// It is needed, and no file was sent.
    Missing,
    /// Its text is written, and no file was sent.
    FileMissing,
    /// Files were sent, and its text is not written.
    TextMissing,
    /// It is needed, and can be sent only after other answers are given.
    Waiting,
    /// Nothing, and nothing has to be.
    Open,
    /// It may be needed; answers not given decide.
    Unknown,
}

impl Completeness {
    /// Every one.
    pub const ALL: [Self; 7] =
        [Self::Complete, Self::Missing, Self::FileMissing, Self::TextMissing, Self::Waiting, Self::Open, Self::Unknown];

    /// The name in data and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Missing => "missing",
            Self::FileMissing => "file_missing",
            Self::TextMissing => "text_missing",
            Self::Waiting => "waiting",
            Self::Open => "open",
            Self::Unknown => "unknown",
        }
    }

    /// Whether an application cannot be submitted for want of its file.
    fn lacks_file(self) -> bool {
        matches!(self, Self::Missing | Self::FileMissing | Self::Waiting)
    }
}

impl Need {
    /// The name in data and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::NotApplicable => "not_applicable",
            Self::Unknown => "unknown",
        }
    }
}

impl From<RowNeed> for Need {
    fn from(need: RowNeed) -> Self {
        match need {
            RowNeed::Required => Self::Required,
            RowNeed::Optional => Self::Optional,
            RowNeed::NotApplicable => Self::NotApplicable,
        }
    }
}

/// The materials of a level, in the policy's order.
pub(crate) fn list(policy: &Policy, level: Level, facts: &Facts<'_>, row: &[Value]) -> Vec<Material> {
    let needs = policy.plan(level).needs(row, facts.day);
    let materials = policy.materials(level).zip(needs);
    materials
        .map(|(material, (need, by))| {
            let by = by.and_then(|at| material.rows.get(at));
            let sent = facts.form.uploads.iter().filter(|upload| upload.material == material.name).count();
            let text = material.described.then(|| facts.form.merit(&material.name).is_some());
            // Whoever says that a condition is met shows it.
            let need = if need == Need::Optional && text == Some(true) { Need::Required } else { need };
            let waits_for = waits_for(material, policy, facts.form);
            Material {
                name: material.name.clone(),
                label: material.label.clone(),
                need,
                reason: by.and_then(|row| row.reason.clone()),
                uploaded: u32::try_from(sent).unwrap_or(u32::MAX),
                completeness: match (need, sent, text) {
                    (_, 1.., Some(false)) => Completeness::TextMissing,
                    (_, 1.., _) => Completeness::Complete,
                    (Need::Required, _, Some(true)) => Completeness::FileMissing,
                    (Need::Required, ..) if waits_for.is_empty() => Completeness::Missing,
                    (Need::Required, ..) => Completeness::Waiting,
                    (Need::Unknown, ..) => Completeness::Unknown,
                    (Need::Optional | Need::NotApplicable, ..) => Completeness::Open,
                },
                waits_for,
                citation: by.and_then(|row| row.citation.clone()).unwrap_or_else(|| material.citation.clone()),
            }
        })
        .collect()
}

/// The answers without which a photo of the printed form cannot be one of what is saved.
pub(crate) fn waits_for(material: &MaterialRule, policy: &Policy, form: &ApplicationForm) -> Vec<String> {
    let Some(printed) = &material.printed else { return Vec::new() };
    let missing = unanswered(form, policy).filter(|one| !printed.apart.iter().any(|field| field == one.path));
    missing.map(|one| one.path.to_owned()).collect()
}

impl Plan {
    /// What each table of the level says of a row of values, and by which of its rows where one settles it.
    pub fn needs(&self, row: &[Value], day: Date) -> impl Iterator<Item = (Need, Option<usize>)> {
        self.materials.iter().map(move |rows| {
            let applies = |when: Option<Program>| when.map_or(Outcome::Met, |when| holds(self, when, row, day));
            first_that_applies(rows.iter().map(|row| (applies(row.when), row.need)))
        })
    }
}

/// The first row that applies. A row that may apply leaves it open, unless every row that could still be the first says the same.
fn first_that_applies(rows: impl Iterator<Item = (Outcome, RowNeed)>) -> (Need, Option<usize>) {
    let mut open = None;
    for (at, (outcome, need)) in rows.enumerate() {
        match (outcome, open) {
            (Outcome::Unmet, _) => {}
            (_, Some(before)) if before != need => return (Need::Unknown, None),
            (Outcome::Met, _) => return (need.into(), open.is_none().then_some(at)),
            (Outcome::Unknown, _) => open = Some(need),
        }
    }
    match open {
        // No row may apply, or only such as say what none would.
        None | Some(RowNeed::NotApplicable) => (Need::NotApplicable, None),
        Some(_) => (Need::Unknown, None),
    }
}

/// What is still to be sent, as one remark.
pub(crate) fn missing(materials: &[Material]) -> Option<Remark> {
    let missing: Vec<&Material> = materials.iter().filter(|material| material.completeness.lacks_file()).collect();
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
