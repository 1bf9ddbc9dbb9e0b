//! The words of the columns, by position, and back.

use super::schema::{Column, Kind};
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::level::{HeldLevel, Level};
use crate::model::retirement::RetirementCategory;
use crate::model::schooling::Schooling;
use crate::model::unit::{UnitCategory, UnitRank};
use crate::policy::Policy;
use crate::policy::quantity::Quantity;

const RETIREMENT: [(&str, RetirementCategory); 3] = [
    ("men", RetirementCategory::Men),
    ("women55", RetirementCategory::Women55),
    ("women50", RetirementCategory::Women50),
];
const RANKS: [(&str, UnitRank); 4] = [
    ("township", UnitRank::Township),
    ("county", UnitRank::County),
    ("city", UnitRank::City),
    ("province", UnitRank::Province),
];

/// The words a column may hold.
pub(super) fn of(column: &Column, policy: &Policy) -> Vec<String> {
    if column.kind != Kind::Word {
        return Vec::new();
    }
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match column.name.as_str() {
        "retirement_category" => owned(&RETIREMENT.map(|(name, _)| name)),
        "unit_rank" => owned(&RANKS.map(|(name, _)| name)),
        "unit_category" => owned(Quantity::UnitCategory.words()),
        "current_level" | "appointed_level" => owned(Quantity::HeldLevel.words()),
        "declared_level" => owned(Quantity::DeclaredLevel.words()),
        "schooling" => owned(Quantity::Schooling.words()),
        name => {
            let fact = name.strip_prefix("answers.").and_then(|name| policy.source().facts.get(name));
            fact.map(|fact| fact.words.iter().map(|word| word.name.clone()).collect()).unwrap_or_default()
        }
    }
}

/// The category of retirement at a position.
pub(super) fn retirement(at: usize) -> Option<RetirementCategory> {
    RETIREMENT.get(at).map(|(_, known)| *known)
}

/// Puts the word at a position into the form.
pub(super) fn put_word(form: &mut ApplicationForm, name: &str, at: usize) {
    match name {
        "retirement_category" => form.candidate.retirement_category = retirement(at),
        "unit_rank" => form.unit_rank = RANKS.get(at).map(|(_, known)| *known),
        "unit_category" => form.unit_category = UnitCategory::ALL.get(at).copied(),
        "current_level" => form.current.level = HeldLevel::ALL.get(at).copied(),
        "appointed_level" => form.appointed_level = HeldLevel::ALL.get(at).copied(),
        "declared_level" => form.declared.level = Level::ALL.get(at).copied(),
        "schooling" => form.schooling = Schooling::ALL.get(at).copied(),
        _ => {}
    }
}

/// Puts a day into the form.
pub(super) fn put_day(form: &mut ApplicationForm, name: &str, day: Option<Date>) {
    match name {
        "work_start" => form.work_start = day,
        "current_obtained_on" => form.current.obtained_on = day,
        "regularised_on" => form.regularised_on = day,
        "appointed_on" => form.appointed_on = day,
        _ => {}
    }
}

/// Puts a text into the form.
pub(super) fn put_text(form: &mut ApplicationForm, name: &str, text: &str) {
    match name {
        "name" => form.candidate.name = text.into(),
        "identity_number" => form.candidate.identity_number = text.into(),
        "mobile" => form.candidate.mobile = Some(text.into()),
        "region" => form.region = Some(text.to_owned()),
        "unit" => form.unit = Some(text.to_owned()),
        "current_work_type" => form.current.work_type = Some(text.to_owned()),
        "declared_work_type" => form.declared.work_type = Some(text.to_owned()),
        _ => {}
    }
}
