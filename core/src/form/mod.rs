//! Checks of the form itself, before any rule of eligibility: what is empty, malformed, impossible or contradictory.

mod identity;
mod work_types;

use crate::catalogue::Catalogue;
use crate::finding::{Code, Param, Remark};
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::level::HeldLevel;
use crate::model::unit::UnitTree;
use crate::policy::Policy;

pub(crate) use self::identity::identity_of;

/// Everything wrong with the form, in the order of its fields.
pub(crate) fn check(
    form: &ApplicationForm,
    policy: &Policy,
    catalogue: &Catalogue,
    units: Option<&UnitTree>,
    day: Date,
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    missing(form, policy, &mut remarks);
    identity::check(form, &mut remarks);
    place(form, policy, units, &mut remarks);
    time(form, policy, day, &mut remarks);
    work_types::check(form, catalogue, &mut remarks);
    exception(form, policy, &mut remarks);
    for (at, upload) in form.uploads.iter().enumerate() {
        let known = policy.source().materials.iter().any(|material| material.name == upload.material);
        if !known {
            let remark = Remark::new(Code::FormMaterial, format!("uploads[{at}].material"));
            remarks.push(remark.with("material", upload.material.as_str()));
        }
    }
    remarks
}

fn missing(form: &ApplicationForm, policy: &Policy, remarks: &mut Vec<Remark>) {
    let required = &policy.source().form.required;
    for path in required.value.iter().filter(|path| !form.has_answer(path)) {
        let mut remark = Remark::new(Code::FormMissing, path.as_str()).with("field", format!("field/{path}"));
        remark.citations.push(required.citation.clone());
        remarks.push(remark);
    }
}

fn place(form: &ApplicationForm, policy: &Policy, units: Option<&UnitTree>, remarks: &mut Vec<Remark>) {
    let regions = &policy.source().round.regions;
    if let Some(region) = &form.region
        && !regions.iter().any(|known| known.code == *region)
    {
        remarks.push(Remark::new(Code::FormRegion, "region").with("region", region.as_str()));
    }
    if let (Some(units), Some(unit)) = (units, &form.unit)
        && units.get(unit).is_none()
    {
        remarks.push(Remark::new(Code::FormUnit, "unit").with("unit", unit.as_str()));
    }
    if let (Some(chosen), Some(declared)) = (form.declared_level, form.declared.level)
        && chosen != declared
    {
        let remark = Remark::new(Code::FormDeclaredLevel, "declared.level")
            .with("chosen", format!("level/{}", chosen.name()))
            .with("declared", format!("level/{}", declared.name()));
        remarks.push(remark);
    }
}

fn time(form: &ApplicationForm, policy: &Policy, day: Date, remarks: &mut Vec<Remark>) {
    let future = |path: &str, value: String| {
        Remark::new(Code::FormFuture, path)
            .with("field", format!("field/{path}"))
            .with("value", value)
            .with("day", day.to_string())
    };
    if let Some(date) = form.work_start.filter(|date| *date > day) {
        remarks.push(future("work_start", date.to_string()));
    }
    let obtained = form.current.obtained_year;
    if let Some(year) = obtained.filter(|year| *year > day.year()) {
        remarks.push(future("current.obtained_year", year.to_string()));
    }
    if let (Some(year), Some(start)) = (obtained, form.work_start)
        && year < start.year()
    {
        let remark = Remark::new(Code::FormCertificateBeforeWork, "current.obtained_year")
            .with("year", i64::from(year))
            .with("work_start", start.to_string());
        remarks.push(remark);
    }
    if obtained.is_some() && form.current.level == Some(HeldLevel::Ungraded) {
        remarks.push(Remark::new(Code::FormYearWithoutLevel, "current.obtained_year"));
    }
    let limit = &policy.source().form.minimum_work_age;
    if let (Some(identity), Some(start)) = (identity_of(form), form.work_start) {
        let age = identity.birth.full_months_until(start).div_euclid(12);
        if i64::from(age) < i64::from(limit.value) {
            let mut remark = Remark::new(Code::FormWorkStartEarly, "work_start")
                .with("age", i64::from(age))
                .with("minimum", i64::from(limit.value));
            remark.citations.push(limit.citation.clone());
            remarks.push(remark);
        }
    }
    years(form, day, &future, remarks);
}

fn years(form: &ApplicationForm, day: Date, future: &dyn Fn(&str, String) -> Remark, remarks: &mut Vec<Remark>) {
    let mut seen = std::collections::BTreeSet::new();
    for (at, assessment) in form.assessments.iter().flatten().enumerate() {
        let path = format!("assessments[{at}].year");
        if assessment.year > day.year() {
            remarks.push(future(&path, assessment.year.to_string()).with("field", "field/assessments"));
        }
        if !seen.insert(assessment.year) {
            let year = i64::from(assessment.year);
            remarks.push(Remark::new(Code::FormAssessmentTwice, path).with("year", year));
        }
    }
    for (at, award) in form.awards.iter().flatten().enumerate() {
        if award.year > day.year() {
            let path = format!("awards[{at}].year");
            remarks.push(future(&path, award.year.to_string()).with("field", "field/awards"));
        }
    }
}

fn exception(form: &ApplicationForm, policy: &Policy, remarks: &mut Vec<Remark>) {
    let claim = &form.exception;
    let grounds = claim.grounds.as_deref().map(str::trim).filter(|grounds| !grounds.is_empty());
    match (claim.claimed, grounds) {
        (true, None) => remarks.push(Remark::new(Code::FormGroundsMissing, "exception.grounds")),
        (false, Some(_)) => remarks.push(Remark::new(Code::FormGroundsUnclaimed, "exception.claimed")),
        _ => {}
    }
    let limit = &policy.source().form.grounds_characters;
    let length = i64::try_from(grounds.map_or(0, |grounds| grounds.chars().count())).unwrap_or(i64::MAX);
    if length > i64::from(limit.value) {
        let mut remark = Remark::new(Code::FormGroundsLong, "exception.grounds")
            .with("length", length)
            .with("limit", Param::Number(limit.value.into()));
        remark.citations.push(limit.citation.clone());
        remarks.push(remark);
    }
}
