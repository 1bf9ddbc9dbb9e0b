//! The facts a policy asks for, derived from the form.

use super::decision::Asked;
use super::spans::small;
use super::trace::Count;
use crate::catalogue::{Catalogue, Relation};
use crate::form::{answers, identity_of};
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::identity::{Identity, Sex};
use crate::model::level::{HeldLevel, Level};
use crate::model::penalty::PenaltyKind;
use crate::model::retirement::RetirementCategory;
use crate::model::schooling::Schooling;
use crate::model::unit::UnitCategory;
use crate::policy::Policy;
use crate::policy::counting::YearOnly;
use crate::policy::plan::{Plan, Program, Slot, Value};
use crate::policy::quantity::Quantity;

/// A person's facts under a policy on a day.
pub(crate) struct Facts<'a> {
    pub(crate) form: &'a ApplicationForm,
    pub(super) policy: &'a Policy,
    pub(super) catalogue: &'a Catalogue,
    pub(crate) day: Date,
    pub(super) identity: Option<Identity>,
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
        catalogue: &'a Catalogue,
        day: Date,
        work_type_mismatch: Option<bool>,
    ) -> Self {
        let relation = match (&form.current.work_type, &form.declared.work_type) {
            (Some(held), Some(declared)) => catalogue.relation(held, declared),
            _ => None,
        };
        let knows_held_type = form.current.work_type.as_ref().is_some_and(|held| catalogue.find(held).is_some());
        let identity = identity_of(form);
        Self { form, policy, catalogue, day, identity, relation, knows_held_type, work_type_mismatch }
    }

    /// When the decision is made, and what is claimed.
    pub(crate) fn asked(&self) -> Asked {
        let exception = &self.form.exception;
        let year = self.policy.source().round.year;
        let used = exception.used_years.as_ref().map(|years| years.contains(&year));
        Asked { day: self.day, claimed: exception.claimed, used }
    }

    /// The values of a level's slots.
    pub(crate) fn row(&self, plan: &Plan, level: Level) -> Vec<Value> {
        plan.slots().iter().map(|slot| self.value(slot, level)).collect()
    }

    pub(crate) fn value(&self, slot: &Slot, level: Level) -> Value {
        let form = self.form;
        let held = form.current.level;
        let day = |day: Option<Date>| day.map_or(Value::UNKNOWN, |day| Value::exactly(day.number()));
        let word = |word: Option<&str>| word.map_or(Value::UNKNOWN, |word| position(slot.quantity.words(), word));
        match slot.quantity {
            Quantity::LevelYears | Quantity::WorkTypeRelation | Quantity::ObtainedOn
                if held == Some(HeldLevel::Ungraded) =>
            {
                Value::ABSENT
            }
            Quantity::WorkYears | Quantity::LevelYears | Quantity::TypeYears | Quantity::PostYears | Quantity::Age => {
                self.counted(slot.quantity).map_or(Value::UNKNOWN, |counted| counted.years())
            }
            Quantity::RetirementYears => self.retirement_years().unwrap_or(Value::UNKNOWN),
            Quantity::Sex => word(self.identity.map(|identity| match identity.sex {
                Sex::Female => "female",
                Sex::Male => "male",
            })),
            Quantity::HeldLevel => word(held.map(HeldLevel::name)),
            Quantity::DeclaredLevel => word(Some(level.name())),
            Quantity::AppointedLevel => word(form.appointed_level.map(HeldLevel::name)),
            Quantity::Schooling => word(form.schooling.map(Schooling::name)),
            Quantity::UnitCategory => word(form.unit_category.map(UnitCategory::name)),
            Quantity::WorkStart => day(form.work_start),
            Quantity::ObtainedOn => self.obtained_on(),
            Quantity::RegularisedOn => day(form.regularised_on),
            Quantity::RetirementDay => self
                .retirement_day()
                .map_or(Value::UNKNOWN, |(first, last)| Value::between(first.number(), last.number())),
            Quantity::WorkTypeRelation => word(self.relation.map(Relation::name)),
            Quantity::WorkTypeGroup => self.group(),
            Quantity::Penalty => self.penalty(),
            quantity if quantity.counts_assessments() => self.assessments(slot),
            Quantity::Awards => slot.awards.as_ref().map_or(Value::UNKNOWN, |awards| self.awards(awards)),
            Quantity::ExceptionClaimed => Value::exactly(form.exception.claimed.into()),
            Quantity::WorkTypeMismatch => {
                self.work_type_mismatch.map_or(Value::UNKNOWN, |differs| Value::exactly(differs.into()))
            }
            Quantity::Fact => self.answer(slot).unwrap_or(Value::UNKNOWN),
            _ => Value::UNKNOWN,
        }
    }

    /// The field of the form whose answer a slot waits for: the one that is missing, where a quantity rests on several.
    pub(super) fn field(&self, slot: &Slot) -> String {
        let form = self.form;
        let since_certificate = slot.awards.as_ref().is_some_and(|awards| awards.filter.since_certificate);
        let obtained = form.current.obtained_year.is_some() || form.current.obtained_on.is_some();
        let field = match slot.quantity {
            // For men it follows from the identity number alone.
            Quantity::RetirementDay | Quantity::RetirementYears
                if self.identity.is_none_or(|identity| identity.sex == Sex::Male) =>
            {
                Quantity::Age.field()
            }
            Quantity::WorkTypeRelation if !self.knows_held_type => "current.work_type",
            Quantity::LevelYears if obtained && self.waits_for_day_of_issue() => Quantity::ObtainedOn.field(),
            Quantity::WorkYears if self.policy.source().counting.work_years.service.is_some() => {
                if form.work_start.is_some() { "service" } else { Quantity::WorkYears.field() }
            }
            Quantity::TypeYears if form.service.is_some() => "declared.work_type",
            Quantity::LackingAssessments if slot.since_work_start && form.work_start.is_none() => "work_start",
            Quantity::Awards if form.awards.is_some() && since_certificate && !obtained => Quantity::LevelYears.field(),
            Quantity::Fact => return format!("answers.{}", slot.fact.as_deref().unwrap_or_default()),
            quantity => quantity.field(),
        };
        field.to_owned()
    }

    /// Whether only the year of the certificate is given, and years at the level turn on its day.
    fn waits_for_day_of_issue(&self) -> bool {
        self.form.current.obtained_on.is_none()
            && self.policy.source().counting.level_years.year_only == YearOnly::DayOfIssue
    }

    /// The fields a program waits for: those of its slots that are not known exactly.
    pub(super) fn missing(&self, plan: &Plan, program: Program, row: &[Value]) -> Vec<String> {
        let open = plan.slots_of(program).filter_map(|at| Some((plan.slots().get(at)?, row.get(at)?)));
        open.filter(|(_, value)| value.is_open()).map(|(slot, _)| self.field(slot)).collect()
    }

    /// How each kind of years that the level's conditions use was counted, where it could be.
    pub(super) fn counts(&self, plan: &Plan) -> Vec<Count> {
        let used = |quantity: &Quantity| plan.slots().iter().any(|slot| slot.quantity == *quantity);
        [Quantity::WorkYears, Quantity::LevelYears, Quantity::TypeYears, Quantity::PostYears, Quantity::Age]
            .into_iter()
            .filter(used)
            .filter_map(|quantity| self.count(quantity))
            .collect()
    }

    fn count(&self, quantity: Quantity) -> Option<Count> {
        let counted = self.counted(quantity)?;
        let years = counted.years();
        Some(Count {
            quantity,
            years: years.least.into(),
            at_most: (years.most > years.least).then_some(years.most.into()),
            // The day of birth stays out of the report; everybody who may know it can read it off the identity number.
            from: counted.from().filter(|_| quantity != Quantity::Age),
            until: counted.until,
            granularity: counted.counting.granularity,
            offset: counted.counting.offset,
            citation: counted.counting.citation.clone(),
        })
    }

    /// The day the level was obtained, between the days of its year where no more is known.
    fn obtained_on(&self) -> Value {
        let current = &self.form.current;
        let days = match (current.obtained_on, current.obtained_year) {
            (Some(day), _) => Some((day, day)),
            (None, Some(year)) => Date::new(year, 1, 1).zip(Date::new(year, 12, 31)),
            (None, None) => None,
        };
        days.map_or(Value::UNKNOWN, |(first, last)| Value::between(first.number(), last.number()))
    }

    /// One day where the category is known or follows from the sex, otherwise the first and the last of those possible.
    fn retirement_day(&self) -> Option<(Date, Date)> {
        let identity = self.identity?;
        let possible = RetirementCategory::of(identity.sex);
        let given = self.form.candidate.retirement_category.filter(|category| possible.contains(category));
        let schedules = &self.policy.source().retirement.value;
        let days: Vec<Date> = possible
            .iter()
            .filter(|category| given.is_none_or(|given| given == **category))
            .filter_map(|category| schedules.get(category)?.day(identity.birth))
            .collect();
        Some((*days.iter().min()?, *days.iter().max()?))
    }

    fn retirement_years(&self) -> Option<Value> {
        let counting = self.policy.source().counting.retirement_years.as_ref()?;
        let (from, _) = self.policy.day(&counting.until, self.day)?;
        let (first, last) = self.retirement_day()?;
        let years = |day: Date| small(counting.years(from, day));
        Some(Value::between(years(first), years(last)))
    }

    /// The first of the policy's groups that holds the declared work type, by its code, its name, or its group in the catalogue.
    fn group(&self) -> Value {
        let Some(declared) = &self.form.declared.work_type else { return Value::UNKNOWN };
        let known = self.catalogue.find(declared);
        let group = self.policy.source().groups.values().position(|group| {
            let listed = |name: &str| group.work_types.iter().any(|listed| listed == name);
            let in_catalogue = known.and_then(|known| known.group.as_ref());
            listed(declared.trim())
                || known.is_some_and(|known| listed(&known.code) || listed(&known.name))
                || in_catalogue.is_some_and(|group_of| group.catalogue_groups.contains(group_of))
        });
        group.map_or(Value::ABSENT, |at| Value::exactly(small(i64::try_from(at).unwrap_or(i64::MAX))))
    }

    /// The heaviest penalty in force. One without an end holds on.
    fn penalty(&self) -> Value {
        let Some(penalties) = &self.form.penalties else { return Value::UNKNOWN };
        let in_force = penalties
            .iter()
            .filter(|penalty| penalty.from <= self.day && penalty.until.is_none_or(|last| self.day <= last));
        let heaviest = in_force.map(|penalty| penalty.kind).max();
        position(Quantity::Penalty.words(), heaviest.map_or("none", PenaltyKind::name))
    }

    /// What the form answers to a fact of the policy's own; nothing where it does not, or not in the fact's terms.
    fn answer(&self, slot: &Slot) -> Option<Value> {
        let name = slot.fact.as_ref()?;
        answers::read(self.policy.source().facts.get(name)?, self.form.answers.get(name)?)
    }
}

/// Where a word stands on its quantity's scale.
fn position(words: &[&str], word: &str) -> Value {
    let at = words.iter().position(|known| *known == word);
    at.and_then(|at| i32::try_from(at).ok()).map_or(Value::UNKNOWN, Value::exactly)
}
