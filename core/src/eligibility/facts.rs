//! The facts a policy asks for, derived from the form.

use super::trace::Count;
use crate::catalogue::{Catalogue, Relation};
use crate::form::identity_of;
use crate::model::application::ApplicationForm;
use crate::model::assessment::AssessmentGrade;
use crate::model::award::Award;
use crate::model::date::{Date, Year};
use crate::model::identity::{Identity, Sex};
use crate::model::level::{HeldLevel, Level};
use crate::model::retirement::RetirementCategory;
use crate::model::schooling::Schooling;
use crate::policy::Policy;
use crate::policy::counting::{CertificateYear, Counting};
use crate::policy::plan::{Awards, Plan, Program, Slot, Value};
use crate::policy::quantity::Quantity;

/// A person's facts under a policy on a day.
pub(crate) struct Facts<'a> {
    pub(crate) form: &'a ApplicationForm,
    pub(super) policy: &'a Policy,
    pub(crate) day: Date,
    identity: Option<Identity>,
    relation: Option<Relation>,
    /// Whether the catalogue knows the work type held.
    knows_held_type: bool,
    work_type_mismatch: Option<bool>,
}

impl<'a> Facts<'a> {
    /// Gathers what does not depend on the rule. `work_type_mismatch` is what comparing with the library found; nothing where
    /// it was not compared.
    pub(crate) fn new(
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
        let knows_held_type = form.current.work_type.as_ref().is_some_and(|held| catalogue.find(held).is_some());
        Self { form, policy, day, identity: identity_of(form), relation, knows_held_type, work_type_mismatch }
    }

    /// The values of a level's slots.
    pub(crate) fn row(&self, plan: &Plan, level: Level) -> Vec<Value> {
        plan.slots.iter().map(|slot| self.value(slot, level)).collect()
    }

    fn value(&self, slot: &Slot, level: Level) -> Value {
        let form = self.form;
        let held = form.current.level;
        let day = |day: Option<Date>| day.map_or(Value::UNKNOWN, |day| Value::exactly(day.number()));
        let word = |word: Option<&str>| word.map_or(Value::UNKNOWN, |word| position(slot.quantity, word));
        match slot.quantity {
            Quantity::LevelYears | Quantity::WorkTypeRelation if held == Some(HeldLevel::Ungraded) => Value::ABSENT,
            Quantity::WorkYears | Quantity::LevelYears | Quantity::Age => self
                .span(slot.quantity)
                .map_or(Value::UNKNOWN, |(counting, from, until)| Value::exactly(small(counting.years(from, until)))),
            Quantity::Sex => word(self.identity.map(|identity| match identity.sex {
                Sex::Female => "female",
                Sex::Male => "male",
            })),
            Quantity::HeldLevel => word(held.map(HeldLevel::name)),
            Quantity::DeclaredLevel => word(Some(level.name())),
            Quantity::AppointedLevel => word(form.appointed_level.map(HeldLevel::name)),
            Quantity::Schooling => word(form.schooling.map(Schooling::name)),
            Quantity::RegularisedOn => day(form.regularised_on),
            Quantity::RetirementDay => self.retirement_day().unwrap_or(Value::UNKNOWN),
            Quantity::WorkTypeRelation => word(self.relation.map(Relation::name)),
            Quantity::QualifiedAssessments => self.assessments(slot.last_years, AssessmentGrade::Qualified),
            Quantity::ExcellentAssessments => self.assessments(slot.last_years, AssessmentGrade::Excellent),
            Quantity::Awards => slot.awards.as_ref().map_or(Value::UNKNOWN, |awards| self.awards(awards)),
            Quantity::ExceptionClaimed => Value::exactly(form.exception.claimed.into()),
            Quantity::WorkTypeMismatch => {
                self.work_type_mismatch.map_or(Value::UNKNOWN, |differs| Value::exactly(differs.into()))
            }
        }
    }

    /// The field of the form whose answer a slot waits for: the one that is missing, where a quantity rests on several.
    pub(super) fn field(&self, slot: &Slot) -> &'static str {
        let form = self.form;
        let since_certificate = slot.awards.as_ref().is_some_and(|awards| awards.filter.since_certificate);
        match slot.quantity {
            Quantity::RetirementDay if self.identity.is_none() => Quantity::Age.field(),
            Quantity::WorkTypeRelation if !self.knows_held_type => "current.work_type",
            Quantity::Awards if form.awards.is_some() && since_certificate && form.current.obtained_year.is_none() => {
                Quantity::LevelYears.field()
            }
            quantity => quantity.field(),
        }
    }

    /// The fields a program waits for: those of its slots that are not known exactly.
    pub(super) fn missing(&self, program: &Program, row: &[Value], level: Level) -> Vec<&'static str> {
        let slots = &self.policy.plan(level).slots;
        let open = program.slots().filter_map(|at| Some((slots.get(at)?, row.get(at)?)));
        open.filter(|(_, value)| value.least < value.most).map(|(slot, _)| self.field(slot)).collect()
    }

    /// How each kind of years that the level's conditions use was counted, where it could be.
    pub(super) fn counts(&self, plan: &Plan) -> Vec<Count> {
        let used = |quantity: &Quantity| plan.slots.iter().any(|slot| slot.quantity == *quantity);
        [Quantity::WorkYears, Quantity::LevelYears, Quantity::Age]
            .into_iter()
            .filter(used)
            .filter_map(|quantity| self.count(quantity))
            .collect()
    }

    fn count(&self, quantity: Quantity) -> Option<Count> {
        let (counting, from, until) = self.span(quantity)?;
        Some(Count {
            quantity,
            years: counting.years(from, until),
            // The day of birth stays out of the report; everybody who may know it can read it off the identity number.
            from: (quantity != Quantity::Age).then_some(from),
            until,
            granularity: counting.granularity,
            offset: counting.offset,
            citation: counting.citation.clone(),
        })
    }

    /// From when to when a kind of years is counted, and how.
    fn span(&self, quantity: Quantity) -> Option<(&Counting, Date, Date)> {
        let table = &self.policy.source().counting;
        let (counting, from) = match quantity {
            Quantity::WorkYears => (&table.work_years, self.form.work_start?),
            Quantity::LevelYears => (&table.level_years, table.level_years.day_of(self.form.current.obtained_year?)?),
            Quantity::Age => (&table.age, self.identity?.birth),
            _ => return None,
        };
        let (until, _) = self.policy.day(&counting.until, self.day)?;
        Some((counting, from, until))
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
        Some(Value::between(days.iter().min()?.number(), days.iter().max()?.number()))
    }

    fn last_assessment_year(&self) -> Year {
        let source = self.policy.source();
        source.counting.assessments.last.of(source.round.year)
    }

    /// Assessments of a grade or better among the last years. A year without an entry could still be any grade.
    fn assessments(&self, window: i32, grade: AssessmentGrade) -> Value {
        let Some(assessments) = &self.form.assessments else {
            return Value::between(0, window);
        };
        let latest = self.last_assessment_year();
        let (mut good, mut missing) = (0, 0);
        for back in 0..window {
            let of_year = assessments.iter().filter(|assessment| assessment.year == latest - back);
            match of_year.map(|assessment| assessment.grade).min() {
                None => missing += 1,
                Some(found) if found >= grade => good += 1,
                Some(_) => {}
            }
        }
        Value::between(good, good + missing)
    }

    /// Awards the filter lets through; one that leaves open what the filter asks may or may not count.
    fn awards(&self, wanted: &Awards) -> Value {
        let Some(awards) = &self.form.awards else {
            return Value::between(0, i32::MAX);
        };
        let count = |passes: fn(Option<bool>) -> bool| {
            let passing = awards.iter().filter(|award| passes(self.passes(award, wanted))).count();
            i32::try_from(passing).unwrap_or(i32::MAX)
        };
        Value::between(count(|passes| passes == Some(true)), count(|passes| passes != Some(false)))
    }

    /// Whether an award passes a filter; `None` where it does not say.
    fn passes(&self, award: &Award, wanted: &Awards) -> Option<bool> {
        let filter = &wanted.filter;
        let within = |limit: Option<i64>, actual: Option<u32>| match limit {
            None => Some(true),
            Some(limit) => actual.map(|actual| i64::from(actual) <= limit),
        };
        let current = &self.form.current;
        let certificate_year = self.policy.source().counting.awards.certificate_year;
        let since = match (filter.since_certificate, current.level) {
            (false, _) => Some(true),
            (true, Some(HeldLevel::Ungraded)) => Some(false),
            (true, _) => current.obtained_year.map(|year| match certificate_year {
                CertificateYear::Counts => award.year >= year,
                CertificateYear::DoesNotCount => award.year > year,
            }),
        };
        let parts = [
            Some(filter.kinds.contains(&award.kind)),
            Some(filter.grade.is_none_or(|grade| award.grade >= grade)),
            since,
            Some(wanted.within_years.is_none_or(|years| {
                let last = i64::from(self.last_assessment_year());
                (last - years + 1..=last).contains(&i64::from(award.year))
            })),
            if filter.ranked { award.rank.map(|_| true) } else { Some(true) },
            within(wanted.prize_within, award.prize),
            within(wanted.place_within, award.place),
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

/// Where a word stands on its quantity's scale.
fn position(quantity: Quantity, word: &str) -> Value {
    let at = quantity.words().iter().position(|known| *known == word);
    at.and_then(|at| i32::try_from(at).ok()).map_or(Value::UNKNOWN, Value::exactly)
}

/// A count as the scale holds it; nobody works longer.
fn small(years: i64) -> i32 {
    i32::try_from(years).unwrap_or(i32::MAX - 1)
}
