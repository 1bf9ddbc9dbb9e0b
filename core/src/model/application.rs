//! The application form, field by field as the applicant's guide names them, and the facts some levels ask beyond it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::assessment::Assessment;
use super::award::Award;
use super::candidate::Candidate;
use super::date::{Date, Year};
use super::level::{HeldLevel, Level};
use super::masked::Masked;
use super::penalty::Penalty;
use super::schooling::Schooling;
use super::service::ServicePeriod;
use super::unit::{UnitCategory, UnitRank};

/// The form (报名信息). A field left out is an answer not given yet, which is never the same as "no".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationForm {
    /// The person, from real-name verification.
    pub candidate: Candidate,
    /// 报名地市: a division code of the round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// 申报级别, chosen with the region before the form opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_level: Option<Level>,
    /// 单位: a code of the unit tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// 单位类别
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_category: Option<UnitCategory>,
    /// 单位级别
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_rank: Option<UnitRank>,
    /// 参加工作时间
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_start: Option<Date>,
    /// What is held now.
    #[serde(default)]
    pub current: CurrentPost,
    /// What is declared.
    #[serde(default)]
    pub declared: DeclaredPost,
    /// 破格晋升
    #[serde(default)]
    pub exception: ExceptionClaim,
    /// 教材预订
    #[serde(default)]
    pub textbooks: TextbookOrders,
    /// Day of 转正定级: probation passed and first graded for pay. Asked at level five.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regularised_on: Option<Date>,
    /// 学历. Asked at levels two and one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schooling: Option<Schooling>,
    /// The level of the post the person is appointed to (聘任岗位等级). Asked at level one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointed_level: Option<HeldLevel>,
    /// Day of the appointment to that post (聘任时间).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointed_on: Option<Date>,
    /// Where and as what the person worked (工作经历), in any order; periods may overlap. Asked where a policy counts years in
    /// a work type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Vec<ServicePeriod>>,
    /// Penalties (处分) in force or past; an empty list says there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub penalties: Option<Vec<Penalty>>,
    /// 年度考核结果, one per year, in any order. Asked at level one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessments: Option<Vec<Assessment>>,
    /// Awards; an empty list says there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awards: Option<Vec<Award>>,
    /// What level one is asked to write.
    #[serde(default, skip_serializing_if = "Narrative::is_empty")]
    pub narrative: Narrative,
    /// What is written of each optional condition (1至8项可选条件) that applies, by the name of its material. Asked at level one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub merits: BTreeMap<String, Masked>,
    /// 论文标题, after which the thesis file is named. Level one may have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thesis_title: Option<Masked>,
    /// Answers to what the policy itself asks (`facts`), by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, Answer>,
    /// 上传资料: what has been sent so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uploads: Vec<Upload>,
}

impl ApplicationForm {
    /// Reads a form; the error names the field at fault and repeats nothing personal.
    pub fn from_json(text: &str) -> Result<Self, crate::Error> {
        crate::error::from_json(text, crate::SourceKind::Form)
    }

    /// A form on which nothing is answered yet.
    pub fn of(candidate: Candidate) -> Self {
        Self {
            candidate,
            region: None,
            declared_level: None,
            unit: None,
            unit_category: None,
            unit_rank: None,
            work_start: None,
            current: CurrentPost::default(),
            declared: DeclaredPost::default(),
            exception: ExceptionClaim::default(),
            textbooks: TextbookOrders::default(),
            regularised_on: None,
            schooling: None,
            appointed_level: None,
            appointed_on: None,
            service: None,
            penalties: None,
            assessments: None,
            awards: None,
            narrative: Narrative::default(),
            merits: BTreeMap::new(),
            thesis_title: None,
            answers: BTreeMap::new(),
            uploads: Vec::new(),
        }
    }

    /// The answers a policy may require, by their path in JSON.
    pub const ANSWERS: [&'static str; 20] = [
        "candidate.mobile",
        "region",
        "declared_level",
        "unit",
        "unit_category",
        "unit_rank",
        "work_start",
        "current.work_type",
        "current.level",
        "current.obtained_year",
        "declared.work_type",
        "declared.level",
        "textbooks.professional_ethics",
        "textbooks.vocational_ability",
        "textbooks.post_skills",
        "schooling",
        "assessments",
        "narrative.history",
        "narrative.rewards",
        "narrative.achievements",
    ];

    /// Whether an answer of [`ApplicationForm::ANSWERS`] is given. Someone 未定级 has no year to give, and has thereby
    /// answered.
    pub fn has_answer(&self, path: &str) -> bool {
        let filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
        let written = |text: &Option<Masked>| text.as_ref().is_some_and(|text| !text.reveal().trim().is_empty());
        match path {
            "candidate.mobile" => self.candidate.mobile.is_some(),
            "region" => filled(&self.region),
            "declared_level" => self.declared_level.is_some(),
            "unit" => filled(&self.unit),
            "unit_category" => self.unit_category.is_some(),
            "unit_rank" => self.unit_rank.is_some(),
            "work_start" => self.work_start.is_some(),
            "current.work_type" => filled(&self.current.work_type),
            "current.level" => self.current.level.is_some(),
            "current.obtained_year" => {
                self.current.obtained_year.is_some() || self.current.level == Some(HeldLevel::Ungraded)
            }
            "declared.work_type" => filled(&self.declared.work_type),
            "declared.level" => self.declared.level.is_some(),
            "textbooks.professional_ethics" => self.textbooks.professional_ethics.is_some(),
            "textbooks.vocational_ability" => self.textbooks.vocational_ability.is_some(),
            "textbooks.post_skills" => self.textbooks.post_skills.is_some(),
            "schooling" => self.schooling.is_some(),
            "assessments" => self.assessments.as_ref().is_some_and(|years| !years.is_empty()),
            "narrative.history" => written(&self.narrative.history),
            "narrative.rewards" => written(&self.narrative.rewards),
            "narrative.achievements" => written(&self.narrative.achievements),
            _ => false,
        }
    }

    /// What is written of an optional condition, by the name of its material; nothing where that is blank.
    pub fn merit(&self, material: &str) -> Option<&str> {
        self.merits.get(material).map(|text| text.reveal().trim()).filter(|text| !text.is_empty())
    }

    /// The level the form is judged for: the one declared in it, or the one chosen before it opened.
    pub fn level(&self) -> Option<Level> {
        self.declared.level.or(self.declared_level)
    }
}

/// What the person holds now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CurrentPost {
    /// 现岗位工种: a code of the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_type: Option<String>,
    /// 现岗位等级
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<HeldLevel>,
    /// 现等级取得年份; left out where the level is 未定级.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obtained_year: Option<Year>,
    /// The certificate's day of issue (发证日期), where it is known. Where both are given the day counts, and its year must
    /// be the year above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obtained_on: Option<Date>,
}

/// What the person declares.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclaredPost {
    /// 申报岗位工种: a code of the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_type: Option<String>,
    /// 申报岗位等级
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// The tick for exception promotion and what is said for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExceptionClaim {
    /// Whether 破格晋升 is ticked.
    #[serde(default)]
    pub claimed: bool,
    /// 破格晋升说明: which document's condition is met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grounds: Option<Masked>,
    /// The years in which a level was already declared by exception, for policies that allow one a year; an empty list says
    /// never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_years: Option<Vec<Year>>,
}

/// Textbook orders (教材预订). Some rounds do not ask; then nothing is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextbookOrders {
    /// 职业道德
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub professional_ethics: Option<bool>,
    /// 职业能力
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vocational_ability: Option<bool>,
    /// 岗位技能
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_skills: Option<bool>,
}

/// What level one is asked to write (学习工作简历 …), in the words of whoever applies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Narrative {
    /// 学习工作简历
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<Masked>,
    /// 奖惩情况
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rewards: Option<Masked>,
    /// 主要技术业务工作业绩
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub achievements: Option<Masked>,
}

impl Narrative {
    /// Whether nothing of it is given.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One file sent for one material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Upload {
    /// Name of the material in the policy's list.
    pub material: String,
    /// The content's digest.
    pub digest: FileDigest,
    /// What the file is called. A document is named after its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Masked>,
}

/// SHA-256 of a file's content: 64 hexadecimal digits in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct FileDigest(String);

impl TryFrom<String> for FileDigest {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let hexadecimal = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() == 64 && text.bytes().all(hexadecimal) {
            Ok(Self(text))
        } else {
            Err("a digest is the SHA-256 of the file, 64 hexadecimal digits in lower case")
        }
    }
}

impl From<FileDigest> for String {
    fn from(digest: FileDigest) -> Self {
        digest.0
    }
}
