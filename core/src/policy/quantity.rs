//! The quantities a policy may speak of: the facts about a person and a form.

use serde::{Deserialize, Serialize};

use crate::model::level::{HeldLevel, Level};
use crate::model::penalty::PenaltyKind;
use crate::model::schooling::Schooling;
use crate::model::unit::UnitCategory;

/// A fact a condition can test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Quantity {
    /// Years of work (工作年限), by the policy's counting.
    WorkYears,
    /// Years since the current level was obtained (现岗位等级年限), by the policy's counting; absent where ungraded.
    LevelYears,
    /// Years in the declared work type (本工种年限), from the periods of service, by the policy's counting.
    TypeYears,
    /// Years since the appointment to the present post (聘任年限), by the policy's counting.
    PostYears,
    /// Full years left until retirement age (距法定退休年龄), by the policy's counting; zero once it is reached.
    RetirementYears,
    /// Age in full years (周岁), by the policy's counting.
    Age,
    /// Sex, from the identity number: `female`, `male`.
    Sex,
    /// The level held now.
    HeldLevel,
    /// The level declared.
    DeclaredLevel,
    /// The level of the post the person is appointed to.
    AppointedLevel,
    /// Schooling, by its steps.
    Schooling,
    /// The day work began (参加工作时间).
    WorkStart,
    /// The day the current level was obtained, or the year's days where only the year is known; absent where ungraded.
    ObtainedOn,
    /// The day of 转正定级.
    RegularisedOn,
    /// The day retirement age is reached.
    RetirementDay,
    /// How the declared work type relates to the current one: `same`, `merged`, `neighbour`, `changed`; absent where
    /// ungraded.
    WorkTypeRelation,
    /// The first of the policy's groups that the declared work type stands in; absent where it stands in none.
    WorkTypeGroup,
    /// Kind of unit: `administrative`, `public_institution`.
    UnitCategory,
    /// The heaviest penalty (处分) in force on the day of the report: `none`, `warning` … `dismissal`.
    Penalty,
    /// Number of assessments at 合格 (称职) or better, among the last so many years.
    QualifiedAssessments,
    /// Number of assessments at 优秀, among the last so many years.
    ExcellentAssessments,
    /// Number of assessments at 不合格 (不称职), among the last so many years.
    FailedAssessments,
    /// Number of years without an assessment at 合格 (称职) or better, among the last so many years.
    LackingAssessments,
    /// Number of awards a filter lets through.
    Awards,
    /// Whether 破格晋升 is ticked.
    ExceptionClaimed,
    /// Whether the library holds another work type than the form.
    WorkTypeMismatch,
    /// A fact the policy declares itself; a condition names it by `fact`.
    Fact,
}

/// The names of a list of values, at compile time.
macro_rules! names {
    ($values:expr) => {{
        let mut names = [""; $values.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = $values[at].name();
            at += 1;
        }
        names
    }};
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler, which refuses an index out of bounds")]
const HELD_LEVELS: [&str; HeldLevel::ALL.len()] = names!(HeldLevel::ALL);
#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler, which refuses an index out of bounds")]
const LEVELS: [&str; Level::ALL.len()] = names!(Level::ALL);
#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler, which refuses an index out of bounds")]
const SCHOOLINGS: [&str; Schooling::ALL.len()] = names!(Schooling::ALL);

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler, which refuses an index out of bounds")]
const CATEGORIES: [&str; UnitCategory::ALL.len()] = names!(UnitCategory::ALL);
/// Position 0 says that there is none.
const PENALTIES: [&str; PenaltyKind::ALL.len() + 1] = {
    let mut names = ["none"; PenaltyKind::ALL.len() + 1];
    let mut at = 0;
    #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler, which refuses an index out of bounds")]
    while at < PenaltyKind::ALL.len() {
        names[at + 1] = PenaltyKind::ALL[at].name();
        at += 1;
    }
    names
};

/// How a quantity is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Counts, compared with parameters.
    Number,
    /// Days, compared with days of the policy.
    Day,
    /// Words in an order.
    Ordered,
    /// Words without an order.
    Word,
    /// Yes or no.
    Flag,
}

impl Quantity {
    /// How it is compared. A fact's own scale is its policy's business.
    pub fn scale(self) -> Scale {
        match self {
            Self::WorkYears
            | Self::LevelYears
            | Self::TypeYears
            | Self::PostYears
            | Self::RetirementYears
            | Self::Age
            | Self::QualifiedAssessments
            | Self::ExcellentAssessments
            | Self::FailedAssessments
            | Self::LackingAssessments
            | Self::Awards => Scale::Number,
            Self::WorkStart | Self::ObtainedOn | Self::RegularisedOn | Self::RetirementDay => Scale::Day,
            Self::HeldLevel | Self::DeclaredLevel | Self::AppointedLevel | Self::Schooling | Self::Penalty => {
                Scale::Ordered
            }
            Self::Sex | Self::WorkTypeRelation | Self::WorkTypeGroup | Self::UnitCategory => Scale::Word,
            Self::ExceptionClaimed | Self::WorkTypeMismatch | Self::Fact => Scale::Flag,
        }
    }

    /// The words it may be compared with, in their order.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::HeldLevel | Self::AppointedLevel => &HELD_LEVELS,
            Self::DeclaredLevel => &LEVELS,
            Self::Schooling => &SCHOOLINGS,
            Self::UnitCategory => &CATEGORIES,
            Self::Penalty => &PENALTIES,
            Self::Sex => &["female", "male"],
            Self::WorkTypeRelation => &["same", "merged", "neighbour", "changed"],
            _ => &[],
        }
    }

    /// Whether it counts years from one day to another.
    pub fn counts_years(self) -> bool {
        matches!(
            self,
            Self::WorkYears | Self::LevelYears | Self::TypeYears | Self::PostYears | Self::RetirementYears | Self::Age
        )
    }

    /// Whether it counts assessments.
    pub fn counts_assessments(self) -> bool {
        matches!(
            self,
            Self::QualifiedAssessments
                | Self::ExcellentAssessments
                | Self::FailedAssessments
                | Self::LackingAssessments
        )
    }

    /// The field of the form that answers it.
    pub fn field(self) -> &'static str {
        match self {
            Self::WorkYears | Self::WorkStart => "work_start",
            Self::LevelYears => "current.obtained_year",
            Self::ObtainedOn => "current.obtained_on",
            Self::TypeYears => "service",
            Self::PostYears => "appointed_on",
            Self::Age | Self::Sex => "candidate.identity_number",
            Self::HeldLevel => "current.level",
            Self::DeclaredLevel => "declared.level",
            Self::AppointedLevel => "appointed_level",
            Self::Schooling => "schooling",
            Self::RegularisedOn => "regularised_on",
            Self::RetirementDay | Self::RetirementYears => "candidate.retirement_category",
            Self::WorkTypeRelation | Self::WorkTypeGroup => "declared.work_type",
            Self::UnitCategory => "unit_category",
            Self::Penalty => "penalties",
            Self::QualifiedAssessments
            | Self::ExcellentAssessments
            | Self::FailedAssessments
            | Self::LackingAssessments => "assessments",
            Self::Awards => "awards",
            Self::ExceptionClaimed => "exception.claimed",
            Self::WorkTypeMismatch => "current.work_type",
            Self::Fact => "answers",
        }
    }

    /// The name in data and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::WorkYears => "work_years",
            Self::LevelYears => "level_years",
            Self::TypeYears => "type_years",
            Self::PostYears => "post_years",
            Self::RetirementYears => "retirement_years",
            Self::Age => "age",
            Self::Sex => "sex",
            Self::HeldLevel => "held_level",
            Self::DeclaredLevel => "declared_level",
            Self::AppointedLevel => "appointed_level",
            Self::Schooling => "schooling",
            Self::WorkStart => "work_start",
            Self::ObtainedOn => "obtained_on",
            Self::RegularisedOn => "regularised_on",
            Self::RetirementDay => "retirement_day",
            Self::WorkTypeRelation => "work_type_relation",
            Self::WorkTypeGroup => "work_type_group",
            Self::UnitCategory => "unit_category",
            Self::Penalty => "penalty",
            Self::QualifiedAssessments => "qualified_assessments",
            Self::ExcellentAssessments => "excellent_assessments",
            Self::FailedAssessments => "failed_assessments",
            Self::LackingAssessments => "lacking_assessments",
            Self::Awards => "awards",
            Self::ExceptionClaimed => "exception_claimed",
            Self::WorkTypeMismatch => "work_type_mismatch",
            Self::Fact => "fact",
        }
    }
}
