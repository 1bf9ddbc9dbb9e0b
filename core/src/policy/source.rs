//! A policy as people write it: the tables of its files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::counting::{AssessmentCounting, AwardCounting, Counting, NamedDay};
use super::outcome::Outcome;
use crate::finding::{Code, Severity};
use crate::model::application::ApplicationForm;
use crate::model::citation::{Citation, Document, Sourced, Text};
use crate::model::date::{Date, Year};
use crate::model::level::Level;
use crate::model::retirement::{RetirementCategory, RetirementSchedule};
use crate::model::round::Round;

/// Every table of a policy. Each stands in one file; which file is up to whoever writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicySource {
    /// Which policy it is.
    pub policy: PolicyIdentity,
    /// What its citations name.
    pub documents: BTreeMap<String, Document>,
    /// Numbers, by name.
    pub parameters: BTreeMap<String, Parameter>,
    /// Days, by name.
    pub days: BTreeMap<String, NamedDay>,
    /// How years are counted.
    pub counting: CountingTable,
    /// When retirement age is reached.
    pub retirement: Sourced<BTreeMap<RetirementCategory, RetirementSchedule>>,
    /// What must hold for a level, in the order of the trace.
    pub rules: Vec<Rule>,
    /// What only people can judge.
    pub judged: Vec<Judged>,
    /// 破格晋升
    pub exceptions: Vec<Exception>,
    /// 上传资料
    pub materials: Vec<MaterialRule>,
    /// What findings outside the rules weigh and rest on.
    pub findings: BTreeMap<Code, FindingRule>,
    /// The limits of the form.
    pub form: FormLimits,
    /// The year's calendar.
    pub round: Round,
    /// The policy's own cases: what whoever writes it expects of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<PolicyCase>,
}

/// Which policy it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyIdentity {
    /// Its name, as `henan-2022`.
    pub id: String,
    /// Counts up with every change of the data.
    pub version: u32,
    /// Division code of the province.
    pub province: String,
    /// The first exam year it holds for.
    pub from_year: Year,
    /// The last exam year it holds for.
    pub to_year: Year,
}

/// A number, the same for every level or one per level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parameter {
    /// For every level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
    /// By level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<Level, i64>,
    /// Its source.
    pub citation: Citation,
}

impl Parameter {
    /// The number for a level.
    pub fn at(&self, level: Level) -> Option<i64> {
        self.values.get(&level).copied().or(self.value)
    }

    /// Every number it can be, ascending.
    pub fn each(&self) -> Vec<i64> {
        let all: std::collections::BTreeSet<i64> = self.values.values().copied().chain(self.value).collect();
        all.into_iter().collect()
    }
}

/// How each kind of years is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CountingTable {
    /// 工作年限
    pub work_years: Counting,
    /// 现岗位等级年限
    pub level_years: Counting,
    /// 周岁
    pub age: Counting,
    /// 近几年年度考核
    pub assessments: AssessmentCounting,
    /// 取得证书后的奖项
    pub awards: AwardCounting,
}

/// Something that must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// Its name, unique among the rules of a level; exceptions refer to it.
    pub name: String,
    /// The levels it is for.
    pub levels: Vec<Level>,
    /// What it asks, in a sentence.
    pub label: Text,
    /// What it asks, exactly.
    pub condition: Condition,
    /// What is said when it does not hold.
    pub code: Code,
    /// What is said instead in special cases, the first that applies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<Instead>,
    /// What that weighs.
    #[serde(default = "refuse")]
    pub severity: Severity,
    /// Its source.
    pub citation: Citation,
}

fn refuse() -> Severity {
    Severity::Refuse
}

/// Another finding for a rule that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Instead {
    /// When.
    pub when: Condition,
    /// What is said.
    pub code: Code,
}

/// Something only people can judge, said so that nobody is surprised by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Judged {
    /// Its name.
    pub name: String,
    /// The levels it is for.
    pub levels: Vec<Level>,
    /// What is judged, and by whom.
    pub label: Text,
    /// Its source.
    pub citation: Citation,
}

/// A door an award opens (破格晋升).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
// `Exception` is Python's own, and means something else there.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ExceptionRule"))]
pub struct Exception {
    /// Its name.
    pub name: String,
    /// The levels it is for.
    pub levels: Vec<Level>,
    /// What opens it, in a sentence.
    pub label: Text,
    /// What opens it, exactly.
    pub condition: Condition,
    /// Rules that no longer refuse but go to a person.
    pub refers: Vec<String>,
    /// The source of the door.
    pub citation: Citation,
    /// The source of its effect, where it is another or less sure.
    pub effect_citation: Citation,
}

/// A material that may be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MaterialRule {
    /// Its name, which uploads repeat.
    pub name: String,
    /// The levels it is for.
    pub levels: Vec<Level>,
    /// What it is.
    pub label: Text,
    /// Whether an application is incomplete without it.
    pub required: bool,
    /// When it is asked for; always where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Its source.
    pub citation: Citation,
}

/// What a finding outside the rules weighs and rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FindingRule {
    /// What it weighs; what the messages say where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// The clause.
    pub citation: Citation,
}

/// The limits of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FormLimits {
    /// The age in full years below which nobody starts work.
    pub minimum_work_age: Sourced<u32>,
    /// The longest 破格晋升说明, in characters.
    pub grounds_characters: Sourced<u32>,
    /// Fields an application cannot be submitted without.
    pub required: Sourced<Vec<String>>,
}

/// A person, and what the policy is meant to say of them. The form may be as empty as the case needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyCase {
    /// The sentence it shows, unique among the cases.
    pub name: String,
    /// The day it is asked on.
    pub day: Date,
    /// The form.
    pub form: ApplicationForm,
    /// What is expected.
    pub expect: Expectation,
}

/// What a case expects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Expectation {
    /// Whether the rules are met.
    pub eligible: Outcome,
    /// The codes of every rule that speaks, in the order of the rules.
    #[serde(default)]
    pub codes: Vec<Code>,
}
