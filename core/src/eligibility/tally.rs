//! Counting assessments and awards, between bounds where the form leaves something open.

use super::facts::Facts;
use crate::model::assessment::AssessmentGrade;
use crate::model::award::Award;
use crate::model::date::Year;
use crate::model::level::HeldLevel;
use crate::order;
use crate::policy::counting::CertificateYear;
use crate::policy::plan::{Awards, Slot, Value};
use crate::policy::quantity::Quantity;

impl Facts<'_> {
    fn last_assessment_year(&self) -> Year {
        self.policy.source().counting.assessments.last.of(self.exam_year)
    }

    /// Assessments among the last years that are what the slot asks. A year without an entry could still be anything.
    pub(super) fn assessments(&self, slot: &Slot) -> Value {
        let counts = |grade: AssessmentGrade| match slot.quantity {
            Quantity::QualifiedAssessments => grade >= AssessmentGrade::Qualified,
            Quantity::ExcellentAssessments => grade >= AssessmentGrade::Excellent,
            Quantity::FailedAssessments => grade == AssessmentGrade::Unqualified,
            _ => grade < AssessmentGrade::Qualified,
        };
        let latest = self.last_assessment_year();
        let window = match (slot.since_work_start, self.form.work_start) {
            // The first year of work is assessed without a grade, so the years after it count.
            (true, Some(start)) => latest.saturating_sub(start.year()).clamp(0, slot.last_years),
            _ => slot.last_years,
        };
        // Where work may have begun at any time, no year is sure to count, and every year may.
        let is_window_known = !slot.since_work_start || self.form.work_start.is_some();
        let Some(assessments) = &self.form.assessments else {
            return Value::between(0, window);
        };
        // By what was written, and not by the years: a window may be of any length.
        let mut graded: Vec<(Year, AssessmentGrade)> = assessments
            .iter()
            .filter(|assessment| (0..i64::from(window)).contains(&(i64::from(latest) - i64::from(assessment.year))))
            .map(|assessment| (assessment.year, assessment.grade))
            .collect();
        order::sort(&mut graded);
        // The least of a year's grades is what it counts by.
        graded.dedup_by_key(|(year, _)| *year);
        let small = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        let counted = small(graded.iter().filter(|(_, grade)| counts(*grade)).count());
        let empty = window.saturating_sub(small(graded.len()));
        let (sure, open) = if is_window_known { (counted, empty) } else { (0, counted + empty) };
        Value::between(sure, sure + open)
    }

    /// Awards the filter lets through; one that leaves open what the filter asks may or may not count.
    pub(super) fn awards(&self, wanted: &Awards) -> Value {
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
        let flag = |asked: bool, answer: Option<bool>| if asked { answer } else { Some(true) };
        let parts = [
            Some(filter.kinds.contains(&award.kind)),
            Some(filter.grade.is_none_or(|grade| award.grade >= grade)),
            flag(filter.since_certificate, self.is_since_certificate(award.year)),
            Some(wanted.within_years.is_none_or(|years| {
                let last = i64::from(self.policy.source().counting.last_award_year(self.exam_year));
                (last - years + 1..=last).contains(&i64::from(award.year))
            })),
            flag(filter.ranked, award.rank.map(|_| true)),
            within(wanted.rank_within, award.rank),
            within(wanted.prize_within, award.prize),
            within(wanted.place_within, award.place),
            within(wanted.contest_class_within, award.contest_class),
            wanted.team.map_or(Some(true), |team| award.team.map(|size| i64::from(size) == team)),
            flag(filter.main_contributor, award.main_contributor),
            flag(filter.honour_kept, award.honour_kept),
        ];
        if parts.contains(&Some(false)) {
            Some(false)
        } else if parts.contains(&None) {
            None
        } else {
            Some(true)
        }
    }

    fn is_since_certificate(&self, year: Year) -> Option<bool> {
        let current = &self.form.current;
        if current.level == Some(HeldLevel::Ungraded) {
            return Some(false);
        }
        let obtained = current.obtained_on.map(crate::model::date::Date::year).or(current.obtained_year)?;
        Some(match self.policy.source().counting.awards.certificate_year {
            CertificateYear::Counts => year >= obtained,
            CertificateYear::DoesNotCount => year > obtained,
        })
    }
}
