//! The facts a policy asks for, derived from the form.

use super::trace::{Count, Observed};
use crate::catalogue::{Catalogue, Relation};
use crate::form::identity_of;
use crate::model::application::ApplicationForm;
use crate::model::assessment::AssessmentGrade;
use crate::model::award::Award;
use crate::model::date::{Date, Year};
use crate::model::identity::{Identity, Sex};
use crate::model::level::{HeldLevel, Level};
use crate::model::retirement::RetirementCategory;
use crate::policy::Policy;
use crate::policy::condition::{AwardFilter, Leaf};
use crate::policy::counting::Counting;
use crate::policy::quantity::Quantity;

/// The value of a quantity for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Not answered.
    Unknown,
    /// There is none, as years at a level nobody holds; it meets no comparison.
    Absent,
    /// A count between bounds, both included; unbounded without `most`.
    Number {
        /// At least this.
        least: i64,
        /// At most this.
        most: Option<i64>,
    },
    /// A day between bounds, both included.
    Day {
        /// Not before.
        first: Date,
        /// Not after.
        last: Date,
    },
    /// A word.
    Word(&'static str),
    /// Yes or no.
    Flag(bool),
}

impl Value {
    fn number(value: i64) -> Self {
        Self::Number { least: value, most: Some(value) }
    }

    /// As the trace shows it.
    pub(super) fn observed(&self) -> Option<Observed> {
        match self {
            Self::Unknown | Self::Absent => None,
            Self::Number { least, most } if *most == Some(*least) => Some(Observed::Number(*least)),
            Self::Number { least, most } => Some(Observed::Between { least: *least, most: *most }),
            Self::Day { first, last } if first == last => Some(Observed::Word(first.to_string())),
            Self::Day { first, last } => Some(Observed::Days { first: *first, last: *last }),
            Self::Word(word) => Some(Observed::Word((*word).to_owned())),
            Self::Flag(flag) => Some(Observed::Flag(*flag)),
        }
    }
}

/// A person's facts under a policy on a day.
pub struct Facts<'a> {
    pub(crate) form: &'a ApplicationForm,
    pub(super) policy: &'a Policy,
    pub(super) day: Date,
    identity: Option<Identity>,
    relation: Option<Relation>,
    work_type_mismatch: Option<bool>,
}

impl<'a> Facts<'a> {
    /// Gathers what does not depend on the rule. `work_type_mismatch` is what comparing with the library found; nothing where
    /// it was not compared.
    pub fn new(
        form: &'a ApplicationForm,
        policy: &'a Policy,
        catalogue: &Catalogue,
        day: Date,
        work_type_mismatch: Option<bool>,
    ) -> Self {
        let relation = match (&form.current.work_type, &form.declared.work_type) {
            (Some(held), Some(declared)) => catalogue.relation(held, declared),
            _ => None,
        };
        Self { form, policy, day, identity: identity_of(form), relation, work_type_mismatch }
    }

    /// The value of the quantity a leaf speaks of.
    pub(super) fn value(&self, leaf: &Leaf, level: Level) -> Value {
        let form = self.form;
        let held = form.current.level;
        let word = |word: Option<&'static str>| word.map_or(Value::Unknown, Value::Word);
        match leaf.quantity {
            Quantity::WorkYears | Quantity::LevelYears | Quantity::Age => {
                if leaf.quantity == Quantity::LevelYears && held == Some(HeldLevel::Ungraded) {
                    return Value::Absent;
                }
                self.count(leaf.quantity).map_or(Value::Unknown, |count| Value::number(count.years))
            }
            Quantity::Sex => word(self.identity.map(|identity| match identity.sex {
                Sex::Female => "female",
                Sex::Male => "male",
            })),
            Quantity::HeldLevel => word(held.map(HeldLevel::name)),
            Quantity::DeclaredLevel => Value::Word(level.name()),
            Quantity::AppointedLevel => word(form.appointed_level.map(HeldLevel::name)),
            Quantity::Schooling => word(form.schooling.map(crate::model::schooling::Schooling::name)),
            Quantity::RegularisedOn => {
                form.regularised_on.map_or(Value::Unknown, |day| Value::Day { first: day, last: day })
            }
            Quantity::RetirementDay => self.retirement_day().unwrap_or(Value::Unknown),
            Quantity::WorkTypeRelation if held == Some(HeldLevel::Ungraded) => Value::Absent,
            Quantity::WorkTypeRelation => word(self.relation.map(Relation::name)),
            Quantity::QualifiedAssessments => self.assessments(leaf, level, AssessmentGrade::Qualified),
            Quantity::ExcellentAssessments => self.assessments(leaf, level, AssessmentGrade::Excellent),
            Quantity::Awards => leaf.awards.as_ref().map_or(Value::Unknown, |filter| self.awards(filter, level)),
            Quantity::ExceptionClaimed => Value::Flag(form.exception.claimed),
            Quantity::WorkTypeMismatch => self.work_type_mismatch.map_or(Value::Unknown, Value::Flag),
        }
    }

    /// The field of the form whose answer a quantity waits for. The retirement category says nothing without a birth date.
    pub(super) fn field(&self, quantity: Quantity) -> &'static str {
        match quantity {
            Quantity::RetirementDay if self.identity.is_none() => Quantity::Age.field(),
            _ => quantity.field(),
        }
    }

    /// How each kind of years was counted, where it could be.
    pub(super) fn counts(&self) -> Vec<Count> {
        [Quantity::WorkYears, Quantity::LevelYears, Quantity::Age]
            .into_iter()
            .filter_map(|quantity| self.count(quantity))
            .collect()
    }

    fn count(&self, quantity: Quantity) -> Option<Count> {
        let table = &self.policy.source().counting;
        let (counting, from): (&Counting, Date) = match quantity {
            Quantity::WorkYears => (&table.work_years, self.form.work_start?),
            Quantity::LevelYears => (&table.level_years, table.level_years.day_of(self.form.current.obtained_year?)?),
            Quantity::Age => (&table.age, self.identity?.birth),
            _ => return None,
        };
        let (until, _) = self.policy.day(&counting.until, self.day)?;
        Some(Count {
            quantity,
            years: counting.years(from, until),
            from,
            until,
            granularity: counting.granularity,
            offset: counting.offset,
            citation: counting.citation.clone(),
        })
    }

    /// One day where the category is known or follows from the sex, otherwise the span of those possible.
    fn retirement_day(&self) -> Option<Value> {
        let identity = self.identity?;
        let possible = RetirementCategory::of(identity.sex);
        let given = self.form.candidate.retirement_category.filter(|category| possible.contains(category));
        let schedules = &self.policy.source().retirement.value;
        let days: Vec<Date> = possible
            .iter()
            .filter(|category| given.is_none_or(|given| given == **category))
            .filter_map(|category| schedules.get(category)?.day(identity.birth))
            .collect();
        Some(Value::Day { first: *days.iter().min()?, last: *days.iter().max()? })
    }

    /// Assessments of a grade or better among the last years. A year without an entry could still be any grade.
    fn assessments(&self, leaf: &Leaf, level: Level, grade: AssessmentGrade) -> Value {
        let window = leaf.last_years.as_ref().and_then(|name| self.policy.number(name, level));
        let Some((window, _)) = window else {
            return Value::Unknown;
        };
        let Some(assessments) = &self.form.assessments else {
            return Value::Number { least: 0, most: Some(window) };
        };
        let exam_year = self.policy.source().round.year;
        let (mut least, mut missing) = (0, 0);
        for back in 1..=window {
            let year = i64::from(exam_year) - back;
            let of_year = assessments.iter().filter(|assessment| i64::from(assessment.year) == year);
            match of_year.map(|assessment| assessment.grade).min() {
                None => missing += 1,
                Some(found) if found >= grade => least += 1,
                Some(_) => {}
            }
        }
        Value::Number { least, most: Some(least + missing) }
    }

    /// Awards the filter lets through; one that leaves open what the filter asks may or may not count.
    fn awards(&self, filter: &AwardFilter, level: Level) -> Value {
        let Some(awards) = &self.form.awards else {
            return Value::Number { least: 0, most: None };
        };
        let (mut least, mut most) = (0, 0);
        for award in awards {
            match self.passes(award, filter, level) {
                Some(true) => {
                    least += 1;
                    most += 1;
                }
                Some(false) => {}
                None => most += 1,
            }
        }
        Value::Number { least, most: Some(most) }
    }

    /// Whether an award passes a filter; `None` where it does not say.
    fn passes(&self, award: &Award, filter: &AwardFilter, level: Level) -> Option<bool> {
        let within = |limit: &Option<String>, actual: Option<u32>| -> Option<bool> {
            let Some(limit) = limit else {
                return Some(true);
            };
            let (limit, _) = self.policy.number(limit, level)?;
            Some(i64::from(actual?) <= limit)
        };
        let since = match (filter.since_certificate, self.form.current.level, self.form.current.obtained_year) {
            (false, _, _) => Some(true),
            (true, Some(HeldLevel::Ungraded), _) => Some(false),
            (true, _, year) => year.map(|year: Year| award.year >= year),
        };
        let parts = [
            Some(filter.kinds.contains(&award.kind)),
            Some(filter.grade.is_none_or(|grade| award.grade >= grade)),
            since,
            if filter.ranked { award.rank.map(|_| true) } else { Some(true) },
            within(&filter.prize_within, award.prize),
            within(&filter.place_within, award.place),
            if filter.main_contributor { award.main_contributor } else { Some(true) },
        ];
        if parts.contains(&Some(false)) {
            Some(false)
        } else if parts.contains(&None) {
            None
        } else {
            Some(true)
        }
    }
}
