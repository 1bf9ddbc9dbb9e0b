//! A policy as people write it: the tables of its files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::counting::{AssessmentCounting, AwardCounting, Counting};
use super::days::NamedDay;
use super::effect::Exception;
use super::fact::{Fact, WorkTypeGroup};
use super::identity::PolicyIdentity;
use super::outcome::Outcome;
use super::parameter::Parameter;
use super::quantity::Quantity;
use crate::finding::{Code, Severity, Verdict};
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
    /// What is asked beyond the form, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, Fact>,
    /// Groups of work types, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<String, WorkTypeGroup>,
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
    /// Sentences in the place of the library's, by code: whole templates in both languages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub messages: BTreeMap<Code, Text>,
    /// The limits of the form.
    pub form: FormLimits,
    /// The year's calendar.
    pub round: Round,
    /// The policy's own cases: what whoever writes it expects of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<PolicyCase>,
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
    /// 本工种年限
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_years: Option<Counting>,
    /// 聘任年限
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_years: Option<Counting>,
    /// 距法定退休年龄: `until` is the day it is counted from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retirement_years: Option<Counting>,
    /// 周岁
    pub age: Counting,
    /// Other ways to count, by name, for conditions that name one (`counted`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub named: BTreeMap<String, Counting>,
    /// 近几年年度考核
    pub assessments: AssessmentCounting,
    /// 取得证书后的奖项
    pub awards: AwardCounting,
}

impl CountingTable {
    /// How a kind of years is counted, by a named way if one is named.
    pub fn of(&self, quantity: Quantity, named: Option<&str>) -> Option<&Counting> {
        match (named, quantity) {
            (Some(name), _) => self.named.get(name),
            (None, Quantity::WorkYears) => Some(&self.work_years),
            (None, Quantity::LevelYears) => Some(&self.level_years),
            (None, Quantity::TypeYears) => self.type_years.as_ref(),
            (None, Quantity::PostYears) => self.post_years.as_ref(),
            (None, Quantity::RetirementYears) => self.retirement_years.as_ref(),
            (None, Quantity::Age) => Some(&self.age),
            _ => None,
        }
    }

    /// The last year that counts where awards of the last so many years do.
    pub fn last_award_year(&self, exam_year: Year) -> Year {
        self.awards.last.unwrap_or(self.assessments.last).of(exam_year)
    }
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
    /// For whom it is asked at all; for everybody where not given. For the others it is not applicable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
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
    /// For whom; for everybody where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Who judges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Judge>,
    /// Its source.
    pub citation: Citation,
}

/// Who judges or approves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Judge {
    /// 所在单位
    Unit,
    /// 主管部门
    Department,
    /// 县、市工考办（工考中心）
    ExamOffice,
    /// 省级人社部门（省工考中心）
    Province,
    /// 编制或人事计划部门，如岗位空缺、比例
    Quota,
}

/// A material that may be asked for: a table of rows, of which the first that applies says whether.
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
    /// When it is required, when it may be sent, and when it does not apply. Where no row applies, it does not.
    pub rows: Vec<MaterialRow>,
    /// Whether it goes with a text of the form (`merits`): who writes one sends files too, and who sends files writes one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub described: bool,
    /// Where it shows the printed form: what the form has to be before it can be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
    /// Its source.
    pub citation: Citation,
}

/// A material that shows the form, printed, signed and stamped. It can be sent once every required answer is given, saved and
/// printed, and has not changed since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Printed {
    /// Fields that may be filled in and changed later all the same.
    #[serde(default)]
    pub apart: Vec<String>,
    /// Its source.
    pub citation: Citation,
}

/// A row of the table of a material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MaterialRow {
    /// When the row applies; always where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What it says.
    pub need: RowNeed,
    /// Why, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// Its source, where it is another than the material's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// What a row of the table of a material says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum RowNeed {
    /// An application is incomplete without it.
    Required,
    /// It may be sent.
    Optional,
    /// It does not apply.
    NotApplicable,
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
    /// Those that only some levels ask for, besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_at: Option<Sourced<BTreeMap<Level, Vec<String>>>>,
}

impl FormLimits {
    /// The fields that a form of this level cannot be submitted without, each with its source.
    pub fn required_of(&self, level: Option<Level>) -> impl Iterator<Item = (&str, &Citation)> {
        let of_all = self.required.value.iter().map(|field| (field.as_str(), &self.required.citation));
        let of_level = self.required_at.iter().flat_map(move |listed| {
            let fields = level.and_then(|level| listed.value.get(&level)).into_iter().flatten();
            fields.map(|field| (field.as_str(), &listed.citation))
        });
        of_all.chain(of_level)
    }
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

/// What a case expects. What is not given is not looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Expectation {
    /// Whether the rules are met.
    pub eligible: Outcome,
    /// The codes of every rule that speaks, in the order of the rules.
    #[serde(default)]
    pub codes: Vec<Code>,
    /// The sum of the whole report, made without a library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The named branches by which rules passed, as `rule.branch`, in the order of the rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub routes: Option<Vec<String>>,
    /// The fields whose answers would settle what is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<Vec<String>>,
    /// The first day of registration on which the same facts pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Date>,
}
