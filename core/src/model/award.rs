//! Awards: what can open a door that years alone do not.

use serde::{Deserialize, Serialize};

use super::date::Year;

/// An award or proven achievement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Award {
    /// What it is.
    pub kind: AwardKind,
    /// Who gave it.
    pub grade: AwardGrade,
    /// The year it was given.
    pub year: Year,
    /// Rank in a contest (名次), 1 the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Class of a prize (等奖), 1 the highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prize: Option<u32>,
    /// Place of the person's name among those of a joint work, 1 the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// Whether the person is a main contributor of a joint work (主要完成者).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub main_contributor: Option<bool>,
    /// Class of a contest (一类赛, 二类赛), 1 the highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contest_class: Option<u32>,
    /// How many compete together in the event: 1 单人, 2 双人, 3 三人.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<u32>,
    /// Whether the honour is still held (荣誉保留).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub honour_kept: Option<bool>,
}

/// What an award is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AwardKind {
    /// 劳动模范, 先进工作者
    ModelWorker,
    /// 技术革新、技术发明 成果证书
    InnovationCertificate,
    /// 技能竞赛
    SkillContest,
    /// 表彰
    Commendation,
    /// 五一劳动奖章
    LabourMedal,
    /// 技术能手
    TechnicalExpert,
    /// 发明专利
    InventionPatent,
    /// 实用新型专利
    UtilityModelPatent,
    /// 年度优秀共产党员
    ExcellentPartyMember,
    /// 技术标兵
    TechnicalPacesetter,
    /// 科学技术奖, 技术革新奖
    SciencePrize,
    /// 论文
    Paper,
    /// 著作
    Book,
    /// 立功、战斗英雄等军队奖励
    MilitaryMerit,
    /// 专业技术职称
    ProfessionalTitle,
}

/// Who gave an award, the lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AwardGrade {
    /// 县(处)级 and below, or the unit itself
    County,
    /// 省辖市(厅)级
    City,
    /// 省(部)级
    Province,
    /// 国家级
    Nation,
}
