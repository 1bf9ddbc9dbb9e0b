//! The facts a policy asks for, derived from the form.

use super::bits::Bits;
use super::decision::Asked;
use super::evaluate::note;
use super::spans::small;
use super::trace::{Count, Outcome};
use crate::catalogue::{Catalogue, Relation};
use crate::form::{answers, identity_of};
use crate::model::application::ApplicationForm;
use crate::model::date::{Date, Year};
use crate::model::identity::{Identity, Sex};
use crate::model::level::{HeldLevel, Level};
use crate::model::penalty::PenaltyKind;
use crate::model::retirement::RetirementCategory;
use crate::model::schooling::Schooling;
use crate::model::unit::UnitCategory;
use crate::policy::Policy;
use crate::policy::counting::{Granularity, OnChange, ServiceCounting, YearOnly};
use crate::policy::plan::{Plan, Program, Slot, Value};
use crate::policy::quantity::Quantity;

/// A person's facts under a policy on a day.
#[derive(Clone)]
pub(crate) struct Facts<'a> {
    pub(crate) form: &'a ApplicationForm,
    pub(super) policy: &'a Policy,
    pub(super) catalogue: &'a Catalogue,
    pub(crate) day: Date,
    /// The exam year asked about: the round's, unless somebody looks ahead.
    pub(super) exam_year: Year,
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
        let exam_year = policy.source().round.year;
        Self { form, policy, catalogue, day, exam_year, identity, relation, knows_held_type, work_type_mismatch }
    }

    /// The same person on another day, and in the round of another year.
    #[must_use]
    pub(crate) fn at(&self, day: Date, exam_year: Year) -> Self {
        Self { day, exam_year, ..self.clone() }
    }

    /// The same person under another policy.
    pub(crate) fn under(&self, policy: &'a Policy) -> Self {
        Self::new(self.form, policy, self.catalogue, self.day, self.work_type_mismatch)
    }

    /// The policy.
    pub(crate) fn policy(&self) -> &'a Policy {
        self.policy
    }

    /// The exam year asked about.
    pub(crate) fn exam_year(&self) -> Year {
        self.exam_year
    }

    /// When the decision is made, and what is claimed.
    pub(crate) fn asked(&self) -> Asked {
        let exception = &self.form.exception;
        let used = exception.used_years.as_ref().map(|years| years.contains(&self.exam_year));
        Asked { day: self.day, claimed: exception.claimed, used }
    }

    /// The values of a level's slots.
    pub(crate) fn row(&self, plan: &Plan, level: Level) -> Vec<Value> {
        plan.slots().iter().map(|slot| self.value(slot, level)).collect()
    }

    /// What is known of a slot.
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
                self.counted(slot.quantity, slot.counted.as_deref()).map_or(Value::UNKNOWN, |counted| counted.years())
            }
            Quantity::RetirementYears => self.retirement_years(slot.counted.as_deref()).unwrap_or(Value::UNKNOWN),
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
            Quantity::RetirementDay => retiring(self.retirement_day()),
            // Somebody whose level is not given may hold none.
            Quantity::WorkTypeRelation => word(held.and(self.relation).map(Relation::name)),
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
    pub(crate) fn field(&self, slot: &Slot) -> String {
        let field = self.own_field(slot);
        let counting = self.counting(slot.quantity, slot.counted.as_deref());
        let is_capped = slot.quantity != Quantity::RetirementYears && counting.is_some_and(|all| all.until_retirement);
        if is_capped && self.gives(&field) { self.retirement_field().to_owned() } else { field }
    }

    /// What the day of retirement age rests on. For men it follows from the identity number alone.
    fn retirement_field(&self) -> &'static str {
        let is_known = self.identity.is_none_or(|identity| identity.sex == Sex::Male);
        if is_known { Quantity::Age.field() } else { Quantity::RetirementDay.field() }
    }

    fn own_field(&self, slot: &Slot) -> String {
        let form = self.form;
        let since_certificate = slot.awards.as_ref().is_some_and(|awards| awards.filter.since_certificate)
            && form.current.level != Some(HeldLevel::Ungraded);
        let obtained = form.current.obtained_year.is_some() || form.current.obtained_on.is_some();
        let field = match slot.quantity {
            Quantity::RetirementDay | Quantity::RetirementYears => self.retirement_field(),
            Quantity::WorkTypeRelation if !self.knows_held_type => "current.work_type",
            Quantity::WorkTypeRelation if form.current.level.is_none() => Quantity::HeldLevel.field(),
            Quantity::LevelYears
                if form.current.obtained_on.is_some()
                    || obtained && self.waits_for_day_of_issue(slot.counted.as_deref()) =>
            {
                Quantity::ObtainedOn.field()
            }
            Quantity::WorkYears | Quantity::TypeYears if form.service.is_some() => {
                let counting = self.counting(slot.quantity, slot.counted.as_deref());
                let service = counting.and_then(|counting| counting.service.as_ref());
                service.map_or(slot.quantity.field(), |service| self.service_field(service))
            }
            quantity if quantity.counts_assessments() && slot.since_work_start && form.work_start.is_none() => {
                "work_start"
            }
            Quantity::Awards if form.awards.is_some() && since_certificate && !obtained => Quantity::LevelYears.field(),
            Quantity::Fact => return format!("answers.{}", slot.fact.as_deref().unwrap_or_default()),
            quantity => quantity.field(),
        };
        field.to_owned()
    }

    /// What years from periods of service rest on: those, and where work types matter the declared one.
    fn service_field(&self, counting: &ServiceCounting) -> &'static str {
        let waits = counting.on_change != OnChange::Sum && self.form.declared.work_type.is_none();
        if waits { Quantity::WorkTypeGroup.field() } else { Quantity::TypeYears.field() }
    }

    /// Whether years at the level turn on the day of the certificate where only its year is given.
    fn waits_for_day_of_issue(&self, named: Option<&str>) -> bool {
        self.counting(Quantity::LevelYears, named).is_some_and(|counting| {
            counting.year_only == YearOnly::DayOfIssue && counting.granularity != Granularity::Year
        })
    }

    /// Whether the form has an answer at a field of [`Facts::field`].
    pub(super) fn gives(&self, field: &str) -> bool {
        let form = self.form;
        match field {
            "appointed_level" => form.appointed_level.is_some(),
            "appointed_on" => form.appointed_on.is_some(),
            "assessments" => form.assessments.is_some(),
            "awards" => form.awards.is_some(),
            "candidate.retirement_category" => form.candidate.retirement_category.is_some(),
            "current.level" => form.current.level.is_some(),
            "current.obtained_on" => form.current.obtained_on.is_some(),
            "current.obtained_year" => form.current.obtained_year.is_some(),
            "current.work_type" => form.current.work_type.is_some(),
            "declared.work_type" => form.declared.work_type.is_some(),
            "penalties" => form.penalties.is_some(),
            "regularised_on" => form.regularised_on.is_some(),
            "schooling" => form.schooling.is_some(),
            "service" => form.service.is_some(),
            "unit_category" => form.unit_category.is_some(),
            "work_start" => form.work_start.is_some(),
            // Who is asked has an identity number, a level they declare, and a tick that is set or not.
            _ => field.strip_prefix("answers.").is_none_or(|name| form.answers.contains_key(name)),
        }
    }

    /// The fields a program waits for: those of its comparisons that are unknown, as is every node above them.
    pub(super) fn missing(&self, plan: &Plan, program: Program, row: &[Value]) -> Vec<String> {
        let mut seen = Bits::default();
        note(plan, program, row, self.day, &[], &mut seen);
        let mut fields = Vec::new();
        let mut at = program.range().start;
        while at < program.range().end {
            let Some(op) = plan.ops.get(at) else { break };
            if seen.get(at) == Outcome::Unknown {
                fields.extend(op.slot().and_then(|slot| plan.slots().get(slot)).map(|slot| self.field(slot)));
                at += 1;
            } else {
                at = op.after(at);
            }
        }
        fields
    }

    /// How each kind of years that the level's conditions use was counted, where it could be.
    pub(super) fn counts(&self, plan: &Plan) -> Vec<Count> {
        let kinds =
            [Quantity::WorkYears, Quantity::LevelYears, Quantity::TypeYears, Quantity::PostYears, Quantity::Age];
        let mut counts: Vec<Count> = Vec::new();
        for quantity in kinds {
            for slot in plan.slots().iter().filter(|slot| slot.quantity == quantity) {
                counts.extend(self.count(quantity, slot.counted.as_deref()).filter(|count| !counts.contains(count)));
            }
        }
        counts
    }

    fn count(&self, quantity: Quantity, named: Option<&str>) -> Option<Count> {
        let counted = self.counted(quantity, named)?;
        let years = counted.years();
        Some(Count {
            quantity,
            years: years.least.into(),
            at_most: (years.most > years.least).then_some(years.most.into()),
            // The day of birth stays out of the report; everybody who may know it can read it off the identity number.
            from: counted.from().filter(|_| quantity != Quantity::Age),
            until: counted.until.1,
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

    pub(super) fn retirement_day(&self) -> Option<(Date, Date)> {
        retirement_day(self.policy, self.identity?, self.form.candidate.retirement_category)
    }

    fn retirement_years(&self, named: Option<&str>) -> Option<Value> {
        let counting = self.policy.source().counting.of(Quantity::RetirementYears, named)?;
        let from = self.policy.day_in(&counting.until, self.exam_year, self.day)?;
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

/// When somebody reaches retirement age: one day where the category is known or follows from the sex, otherwise the first and the last of
/// those possible.
pub(crate) fn retirement_day(
    policy: &Policy,
    identity: Identity,
    given: Option<RetirementCategory>,
) -> Option<(Date, Date)> {
    let possible = RetirementCategory::of(identity.sex);
    let given = given.filter(|category| possible.contains(category));
    let asked = possible.iter().filter(|category| given.is_none_or(|given| given == **category));
    let mut days = asked.filter_map(|category| policy.source().retirement.value.get(category)?.day(identity.birth));
    let first = days.next()?;
    Some(days.fold((first, first), |(first, last), day| (first.min(day), last.max(day))))
}

/// The same as a value.
pub(crate) fn retiring(days: Option<(Date, Date)>) -> Value {
    days.map_or(Value::UNKNOWN, |(first, last)| Value::between(first.number(), last.number()))
}
