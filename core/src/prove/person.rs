//! An example person for a combination of classes: the smallest form that has these values, or none where none was found.

use super::born::Born;
use super::classes::{Axis, is_absent_where_ungraded};
use super::work_types::Types;
use crate::Engine;
use crate::eligibility::Facts;
use crate::model::answer::Answer;
use crate::model::application::ApplicationForm;
use crate::model::assessment::{Assessment, AssessmentGrade};
use crate::model::award::{Award, AwardGrade};
use crate::model::candidate::Candidate;
use crate::model::date::{Date, Year};
use crate::model::level::{HeldLevel, Level};
use crate::model::penalty::{Penalty, PenaltyKind};
use crate::model::schooling::Schooling;
use crate::model::service::{ServiceKind, ServicePeriod};
use crate::model::unit::UnitCategory;
use crate::policy::counting::{Counting, YearOnly};
use crate::policy::fact::FactKind;
use crate::policy::plan::{Awards, Value};
use crate::policy::quantity::Quantity;

/// What was found while other examples were made of the same engine for the same day.
#[derive(Default)]
pub(super) struct Known {
    types: Types,
    pub(super) born: Born,
}

/// A form of this level on this day whose values lie in these classes, each an axis and the place of its class.
pub(super) fn person(engine: &Engine, level: Level, day: Date, wanted: &[(&Axis, usize)]) -> Option<ApplicationForm> {
    another(engine, level, day, wanted, &mut Known::default())
}

/// The same, of whom something is known.
pub(super) fn another(
    engine: &Engine,
    level: Level,
    day: Date,
    wanted: &[(&Axis, usize)],
    known: &mut Known,
) -> Option<ApplicationForm> {
    let answered: Vec<(&Axis, usize)> = wanted.iter().copied().filter(|(axis, class)| !axis.is_open(*class)).collect();
    // An award may have to be older than the certificate, where one of another kind that is newer must not be there.
    let since = |axis: &Axis| axis.slot.awards.as_ref().is_some_and(|awards| awards.filter.since_certificate);
    let may_be_older = answered.iter().any(|(axis, class)| since(axis) && axis.value(*class).least == 0);
    let mut made = |is_older: bool| {
        let mut maker = Maker { engine, day, wanted: &answered, all: wanted, form: blank(level) };
        for (axis, class) in &answered {
            maker.fill(axis, axis.value(*class));
            maker.count(axis, axis.value(*class));
        }
        maker.vague_awards();
        if is_older {
            maker.age_awards();
        }
        maker.hold(level);
        maker.assessments();
        maker.work_types(&mut known.types);
        maker.identity(&mut known.born)
    };
    made(false).or_else(|| may_be_older.then(|| made(true)).flatten())
}

/// Whether a form's values lie in the classes.
pub(super) fn fits(
    engine: &Engine,
    form: &ApplicationForm,
    level: Level,
    day: Date,
    wanted: &[&(&Axis, usize)],
) -> bool {
    let facts = Facts::new(form, engine.policy(), engine.catalogue(), day, None);
    wanted.iter().all(|(axis, class)| axis.class_of(facts.value(&axis.slot, level)) == Some(*class))
}

pub(super) struct Maker<'a> {
    pub(super) engine: &'a Engine,
    pub(super) day: Date,
    /// What is answered.
    pub(super) wanted: &'a [(&'a Axis, usize)],
    /// The same, and what is not.
    pub(super) all: &'a [(&'a Axis, usize)],
    pub(super) form: ApplicationForm,
}

impl Maker<'_> {
    pub(super) fn exam_year(&self) -> Year {
        self.engine.policy().source().round.year
    }

    fn fill(&mut self, axis: &Axis, value: Value) {
        let source = self.engine.policy().source();
        let at = usize::try_from(value.least).ok().filter(|_| !value.is_absent());
        let day = Date::from_number(value.least);
        let form = &mut self.form;
        if value.is_absent() && is_absent_where_ungraded(axis.slot.quantity) {
            form.current.level = Some(HeldLevel::Ungraded);
            return;
        }
        match axis.slot.quantity {
            Quantity::HeldLevel => form.current.level = at.and_then(|at| HeldLevel::ALL.get(at).copied()),
            Quantity::AppointedLevel => form.appointed_level = at.and_then(|at| HeldLevel::ALL.get(at).copied()),
            Quantity::Schooling => form.schooling = at.and_then(|at| Schooling::ALL.get(at).copied()),
            Quantity::UnitCategory => form.unit_category = at.and_then(|at| UnitCategory::ALL.get(at).copied()),
            Quantity::RegularisedOn => form.regularised_on = day,
            Quantity::WorkStart => form.work_start = day,
            Quantity::ObtainedOn => form.current.obtained_on = day,
            Quantity::ExceptionClaimed => form.exception.claimed = at == Some(1),
            Quantity::Penalty => {
                let kind = at.and_then(|at| PenaltyKind::ALL.get(at.checked_sub(1)?).copied());
                form.penalties =
                    Some(kind.map(|kind| Penalty { kind, from: self.day, until: None }).into_iter().collect());
            }
            Quantity::Awards => {
                let count = usize::try_from(value.least).unwrap_or(0).min(16);
                let award = axis.slot.awards.as_ref().and_then(|filter| self.award(filter));
                let since = axis.slot.awards.as_ref().is_some_and(|wanted| wanted.filter.since_certificate);
                let year = award.filter(|_| since && count > 0).map(|award| award.year);
                self.form.current.obtained_year = self.form.current.obtained_year.or(year);
                let awards = self.form.awards.get_or_insert_default();
                awards.extend(award.into_iter().flat_map(|award| std::iter::repeat_n(award, count)));
            }
            Quantity::Fact => {
                let Some((name, fact)) = axis.slot.fact.as_ref().and_then(|name| source.facts.get_key_value(name))
                else {
                    return;
                };
                let answer = match fact.kind {
                    FactKind::Flag => Some(Answer::Flag(at == Some(1))),
                    FactKind::Number => Some(Answer::Number(value.least.into())),
                    FactKind::Day if value.is_absent() => Some(Answer::Flag(false)),
                    FactKind::Day => day.map(|day| Answer::Text(day.to_string())),
                    FactKind::Word | FactKind::OrderedWord => {
                        at.and_then(|at| fact.words.get(at)).map(|word| Answer::Text(word.name.clone()))
                    }
                };
                form.answers.extend(answer.map(|answer| (name.clone(), answer)));
            }
            _ => {}
        }
    }

    /// The days years are counted from.
    fn count(&mut self, axis: &Axis, value: Value) {
        let table = &self.engine.policy().source().counting;
        let Some(counting) = table.of(axis.slot.quantity, axis.slot.counted.as_deref()) else { return };
        let from = self.since(counting, value.least);
        match axis.slot.quantity {
            Quantity::WorkYears if self.form.work_start.is_none() => self.form.work_start = from,
            Quantity::PostYears => self.form.appointed_on = from,
            Quantity::TypeYears => {
                let period = |from| ServicePeriod { from, until: None, work_type: None, kind: ServiceKind::Work };
                self.form.service = Some(from.map(period).into_iter().collect());
            }
            Quantity::LevelYears if !value.is_absent() => {
                self.form.current.obtained_year = from.map(Date::year);
                if counting.year_only == YearOnly::DayOfIssue && self.form.current.obtained_on.is_none() {
                    self.form.current.obtained_on = from;
                }
            }
            _ => {}
        }
    }

    /// A day since which so many years have been counted.
    pub(super) fn since(&self, counting: &Counting, years: i32) -> Option<Date> {
        let until = self.engine.policy().day_in(&counting.until, self.exam_year(), self.day)?;
        let near = (-2..=2).filter_map(|more| until.year().checked_sub(years)?.checked_add(more));
        // The first of July tells most conventions apart from the ends of the year.
        let mut days = near.flat_map(|year| {
            [
                Date::new(year, 7, 1),
                Date::new(year, 1, 1),
                Date::new(year, until.month(), until.day()),
                Date::new(year, 12, 31),
            ]
        });
        days.find_map(|day| day.filter(|day| *day <= until && counting.years(*day, until) == i64::from(years)))
            .or_else(|| (years == 0).then_some(until))
    }

    fn award(&self, wanted: &Awards) -> Option<Award> {
        let filter = &wanted.filter;
        let number = |limit: Option<i64>| limit.and_then(|limit| u32::try_from(limit).ok());
        let latest = self.engine.policy().source().counting.last_award_year(self.exam_year());
        Some(Award {
            kind: *filter.kinds.first()?,
            grade: filter.grade.unwrap_or(AwardGrade::County),
            year: latest,
            rank: number(wanted.rank_within).or(filter.ranked.then_some(1)),
            prize: number(wanted.prize_within),
            place: number(wanted.place_within),
            main_contributor: filter.main_contributor.then_some(true),
            contest_class: number(wanted.contest_class_within),
            team: number(wanted.team),
            honour_kept: filter.honour_kept.then_some(true),
        })
    }

    /// Where some awards are told of and of others it is open whether there are any, there is one that leaves out what they ask.
    fn vague_awards(&mut self) {
        let Some(told) = self.form.awards.take() else { return };
        let open = self.all.iter().filter(|(axis, class)| axis.is_open(*class));
        let vague = open.filter_map(|(axis, _)| {
            let award = self.award(axis.slot.awards.as_ref()?)?;
            Some(match award {
                Award { rank: Some(_), .. } => Award { rank: None, ..award },
                Award { contest_class: Some(_), .. } => Award { contest_class: None, ..award },
                Award { prize: Some(_), .. } => Award { prize: None, ..award },
                Award { place: Some(_), .. } => Award { place: None, ..award },
                Award { team: Some(_), .. } => Award { team: None, ..award },
                Award { main_contributor: Some(_), .. } => Award { main_contributor: None, ..award },
                _ => Award { honour_kept: None, ..award },
            })
        });
        self.form.awards = Some(vague.collect::<Vec<_>>().into_iter().chain(told).collect());
    }

    /// Puts every award before the certificate.
    fn age_awards(&mut self) {
        let obtained = self.form.current.obtained_on.map(Date::year).or(self.form.current.obtained_year);
        for award in self.form.awards.iter_mut().flatten() {
            award.year = obtained.map_or(award.year, |obtained| award.year.min(obtained - 1));
        }
    }

    pub(super) fn value(&self, quantity: Quantity) -> Option<Value> {
        let found = self.wanted.iter().find(|(axis, _)| axis.slot.quantity == quantity);
        found.map(|(axis, class)| axis.value(*class))
    }

    /// What hangs on a level held needs one, whichever: the one below.
    fn hold(&mut self, declared: Level) {
        let hangs =
            |axis: &Axis, class: usize| is_absent_where_ungraded(axis.slot.quantity) && !axis.value(class).is_absent();
        let is_open = self.all.len() > self.wanted.len()
            && self.all.iter().any(|(axis, class)| axis.slot.quantity == Quantity::HeldLevel && axis.is_open(*class));
        if self.form.current.level.is_none() && !is_open && self.wanted.iter().any(|(axis, class)| hangs(axis, *class))
        {
            let below = Level::ALL.into_iter().rfind(|level| *level < declared).unwrap_or(declared);
            self.form.current.level = Some(below.into());
        }
    }

    fn assessments(&mut self) {
        let counted: Vec<(Quantity, i32, i32)> = self
            .wanted
            .iter()
            .filter(|(axis, _)| axis.slot.quantity.counts_assessments())
            .map(|(axis, class)| (axis.slot.quantity, axis.slot.last_years, axis.value(*class).least))
            .collect();
        let Some(window) = counted.iter().map(|(_, window, _)| *window).max().filter(|window| *window <= 60) else {
            return;
        };
        let of = |quantity| counted.iter().find(|(one, _, _)| *one == quantity).map(|(_, _, count)| *count);
        let excellent = of(Quantity::ExcellentAssessments).unwrap_or(0);
        let qualified = of(Quantity::QualifiedAssessments)
            .or_else(|| of(Quantity::LackingAssessments).map(|lacking| window - lacking))
            .unwrap_or(excellent);
        let failed = of(Quantity::FailedAssessments).unwrap_or(0);
        let latest = self.engine.policy().source().counting.assessments.last.of(self.exam_year());
        let grade = |at: i32| match at {
            at if at < excellent => AssessmentGrade::Excellent,
            at if at < qualified => AssessmentGrade::Qualified,
            at if at < qualified + failed => AssessmentGrade::Unqualified,
            _ => AssessmentGrade::BasicallyQualified,
        };
        let assessments = (0..window).map(|back| Assessment { year: latest - back, grade: grade(back) });
        self.form.assessments = Some(assessments.collect());
    }
}

fn blank(level: Level) -> ApplicationForm {
    let mut form = ApplicationForm::of(Candidate {
        name: "example".into(),
        identity_number: "".into(),
        mobile: None,
        retirement_category: None,
    });
    form.declared.level = Some(level);
    form
}
