//! What one file, or one patch, says: every table may be there or not.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::counting::{AssessmentCounting, AwardCounting, Counting};
use super::days::NamedDay;
use super::effect::Exception;
use super::fact::{Fact, WorkTypeGroup};
use super::identity::PolicyIdentity;
use super::parameter::Parameter;
use super::source::{CountingTable, FindingRule, FormLimits, Judged, MaterialRule, PolicyCase, PolicySource, Rule};
use crate::error::{Error, SourceKind};
use crate::finding::Code;
use crate::model::citation::{Document, Sourced, Text};
use crate::model::date::Year;
use crate::model::level::Level;
use crate::model::retirement::{RetirementCategory, RetirementSchedule};
use crate::model::round::{Region, Round, Window};

/// Some tables of a policy.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Part {
    pub(super) policy: Option<PolicyIdentity>,
    pub(super) documents: BTreeMap<String, Document>,
    pub(super) facts: BTreeMap<String, Fact>,
    pub(super) groups: BTreeMap<String, WorkTypeGroup>,
    pub(super) parameters: BTreeMap<String, Parameter>,
    pub(super) days: BTreeMap<String, NamedDay>,
    pub(super) counting: PartCounting,
    pub(super) retirement: Option<Sourced<BTreeMap<RetirementCategory, RetirementSchedule>>>,
    pub(super) rules: Vec<Rule>,
    pub(super) judged: Vec<Judged>,
    pub(super) exceptions: Vec<Exception>,
    pub(super) materials: Vec<MaterialRule>,
    pub(super) findings: BTreeMap<Code, FindingRule>,
    pub(super) messages: BTreeMap<Code, Text>,
    pub(super) form: PartForm,
    pub(super) round: PartRound,
    pub(super) cases: Vec<PolicyCase>,
}

/// Some of the ways in which years are counted.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PartCounting {
    pub(super) work_years: Option<Counting>,
    pub(super) level_years: Option<Counting>,
    pub(super) type_years: Option<Counting>,
    pub(super) post_years: Option<Counting>,
    pub(super) retirement_years: Option<Counting>,
    pub(super) age: Option<Counting>,
    pub(super) named: BTreeMap<String, Counting>,
    pub(super) assessments: Option<AssessmentCounting>,
    pub(super) awards: Option<AwardCounting>,
}

/// Some limits of the form.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PartForm {
    pub(super) minimum_work_age: Option<Sourced<u32>>,
    pub(super) grounds_characters: Option<Sourced<u32>>,
    pub(super) required: Option<Sourced<Vec<String>>>,
    pub(super) required_at: Option<Sourced<BTreeMap<Level, Vec<String>>>>,
}

/// Some of the calendar.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PartRound {
    pub(super) year: Option<Year>,
    pub(super) regions: Option<Sourced<Vec<Region>>>,
    pub(super) windows: Option<Vec<Window>>,
}

impl Part {
    /// The whole policy, if every table is there.
    pub(super) fn complete(self) -> Result<PolicySource, Error> {
        let policy = needed(self.policy, "policy")?;
        let counting = CountingTable {
            work_years: needed(self.counting.work_years, "counting.work_years")?,
            level_years: needed(self.counting.level_years, "counting.level_years")?,
            type_years: self.counting.type_years,
            post_years: self.counting.post_years,
            retirement_years: self.counting.retirement_years,
            age: needed(self.counting.age, "counting.age")?,
            named: self.counting.named,
            assessments: needed(self.counting.assessments, "counting.assessments")?,
            awards: needed(self.counting.awards, "counting.awards")?,
        };
        Ok(PolicySource {
            policy,
            documents: self.documents,
            facts: self.facts,
            groups: self.groups,
            parameters: self.parameters,
            days: self.days,
            counting,
            retirement: needed(self.retirement, "retirement")?,
            rules: self.rules,
            judged: self.judged,
            exceptions: self.exceptions,
            materials: self.materials,
            findings: self.findings,
            messages: self.messages,
            form: FormLimits {
                minimum_work_age: needed(self.form.minimum_work_age, "form.minimum_work_age")?,
                grounds_characters: needed(self.form.grounds_characters, "form.grounds_characters")?,
                required: needed(self.form.required, "form.required")?,
                required_at: self.form.required_at,
            },
            round: Round {
                year: needed(self.round.year, "round.year")?,
                regions: needed(self.round.regions, "round.regions")?,
                windows: self.round.windows.unwrap_or_default(),
            },
            cases: self.cases,
        })
    }

    /// A whole policy as something to patch. Its cases stay behind: they say what is expected of it, not of what is made of it.
    pub(super) fn of(source: &PolicySource) -> Self {
        let source = source.clone();
        Self {
            policy: Some(source.policy),
            documents: source.documents,
            facts: source.facts,
            groups: source.groups,
            parameters: source.parameters,
            days: source.days,
            counting: PartCounting {
                work_years: Some(source.counting.work_years),
                level_years: Some(source.counting.level_years),
                type_years: source.counting.type_years,
                post_years: source.counting.post_years,
                retirement_years: source.counting.retirement_years,
                age: Some(source.counting.age),
                named: source.counting.named,
                assessments: Some(source.counting.assessments),
                awards: Some(source.counting.awards),
            },
            retirement: Some(source.retirement),
            rules: source.rules,
            judged: source.judged,
            exceptions: source.exceptions,
            materials: source.materials,
            findings: source.findings,
            messages: source.messages,
            form: PartForm {
                minimum_work_age: Some(source.form.minimum_work_age),
                grounds_characters: Some(source.form.grounds_characters),
                required: Some(source.form.required),
                required_at: source.form.required_at,
            },
            round: PartRound {
                year: Some(source.round.year),
                regions: Some(source.round.regions),
                windows: Some(source.round.windows).filter(|windows| !windows.is_empty()),
            },
            cases: Vec::new(),
        }
    }
}

fn needed<T>(table: Option<T>, path: &str) -> Result<T, Error> {
    table.ok_or_else(|| Error::source(SourceKind::Policy, path, "no file has this table; add it"))
}
