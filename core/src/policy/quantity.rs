//! The quantities a policy may speak of: the facts about a person and a form.

use serde::{Deserialize, Serialize};

use crate::model::level::{HeldLevel, Level};
use crate::model::schooling::Schooling;

/// A fact a condition can test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Quantity {
    /// Years of work (工作年限), by the policy's counting.
    WorkYears,
    /// Years since the current level was obtained (现岗位等级年限), by the policy's counting; absent where ungraded.
    LevelYears,
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
    /// The day of 转正定级.
    RegularisedOn,
    /// The day retirement age is reached.
    RetirementDay,
    /// How the declared work type relates to the current one: `same`, `merged`, `neighbour`, `changed`; absent where
    /// ungraded.
    WorkTypeRelation,
    /// Number of assessments at 合格 (称职) or better, among the last so many years.
    QualifiedAssessments,
    /// Number of assessments at 优秀, among the last so many years.
    ExcellentAssessments,
    /// Number of awards a filter lets through.
    Awards,
    /// Whether 破格晋升 is ticked.
    ExceptionClaimed,
    /// Whether the library holds another work type than the form.
    WorkTypeMismatch,
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
    /// How it is compared.
    pub fn scale(self) -> Scale {
        match self {
            Self::WorkYears
            | Self::LevelYears
            | Self::Age
            | Self::QualifiedAssessments
            | Self::ExcellentAssessments
            | Self::Awards => Scale::Number,
            Self::RegularisedOn | Self::RetirementDay => Scale::Day,
            Self::HeldLevel | Self::DeclaredLevel | Self::AppointedLevel | Self::Schooling => Scale::Ordered,
            Self::Sex | Self::WorkTypeRelation => Scale::Word,
            Self::ExceptionClaimed | Self::WorkTypeMismatch => Scale::Flag,
        }
    }

    /// The words it may be compared with, in their order.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::HeldLevel | Self::AppointedLevel => &HELD_LEVELS,
            Self::DeclaredLevel => &LEVELS,
            Self::Schooling => &SCHOOLINGS,
            Self::Sex => &["female", "male"],
            Self::WorkTypeRelation => &["same", "merged", "neighbour", "changed"],
            _ => &[],
        }
    }

    /// Where a word stands in the order; equal for words on the same step.
    pub fn step(self, word: &str) -> Option<usize> {
        if self == Self::Schooling {
            let schooling = Schooling::ALL.into_iter().find(|schooling| schooling.name() == word)?;
            return Some(schooling.step().into());
        }
        self.words().iter().position(|known| *known == word)
    }

    /// The field of the form that answers it.
    pub fn field(self) -> &'static str {
        match self {
            Self::WorkYears => "work_start",
            Self::LevelYears => "current.obtained_year",
            Self::Age | Self::Sex => "candidate.identity_number",
            Self::HeldLevel => "current.level",
            Self::DeclaredLevel => "declared.level",
            Self::AppointedLevel => "appointed_level",
            Self::Schooling => "schooling",
            Self::RegularisedOn => "regularised_on",
            Self::RetirementDay => "candidate.retirement_category",
            Self::WorkTypeRelation => "declared.work_type",
            Self::QualifiedAssessments | Self::ExcellentAssessments => "assessments",
            Self::Awards => "awards",
            Self::ExceptionClaimed => "exception.claimed",
            Self::WorkTypeMismatch => "current.work_type",
        }
    }

    /// The name in data and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::WorkYears => "work_years",
            Self::LevelYears => "level_years",
            Self::Age => "age",
            Self::Sex => "sex",
            Self::HeldLevel => "held_level",
            Self::DeclaredLevel => "declared_level",
            Self::AppointedLevel => "appointed_level",
            Self::Schooling => "schooling",
            Self::RegularisedOn => "regularised_on",
            Self::RetirementDay => "retirement_day",
            Self::WorkTypeRelation => "work_type_relation",
            Self::QualifiedAssessments => "qualified_assessments",
            Self::ExcellentAssessments => "excellent_assessments",
            Self::Awards => "awards",
            Self::ExceptionClaimed => "exception_claimed",
            Self::WorkTypeMismatch => "work_type_mismatch",
        }
    }
}
