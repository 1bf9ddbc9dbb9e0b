//! Checks of the form itself, before any rule of eligibility: what is empty, malformed, impossible or contradictory.

pub(crate) mod answers;
mod identity;
mod work_types;

use crate::catalogue::Catalogue;
use crate::finding::{Code, Param, Remark};
use crate::model::application::ApplicationForm;
use crate::model::citation::Citation;
use crate::model::date::{Date, Year};
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
    remarks.extend(unanswered(form, policy).map(|one| one.remark()));
    identity::check(form, &mut remarks);
    place(form, policy, units, &mut remarks);
    time(form, policy, day, &mut remarks);
    work_types::check(form, catalogue, &mut remarks);
    exception(form, policy, &mut remarks);
    answers::check(form, policy, &mut remarks);
    for (at, upload) in form.uploads.iter().enumerate() {
        let known = policy.source().materials.iter().any(|material| material.name == upload.material);
        if !known {
            let remark = Remark::new(Code::FormMaterial, format!("uploads[{at}].material"));
            remarks.push(remark.with("material", echo(&upload.material)));
        }
    }
    merits(form, policy, &mut remarks);
    remarks
}

/// An answer that is required and not given.
pub(crate) struct Unanswered<'a> {
    pub(crate) path: &'a str,
    citation: &'a Citation,
}

impl Unanswered<'_> {
    fn remark(&self) -> Remark {
        let mut remark = Remark::new(Code::FormMissing, self.path).with("field", format!("field/{}", self.path));
        remark.citations.push(self.citation.clone());
        remark
    }
}

/// The required answers that a form lacks.
pub(crate) fn unanswered<'a>(form: &'a ApplicationForm, policy: &'a Policy) -> impl Iterator<Item = Unanswered<'a>> {
    let required = policy.source().form.required_of(form.level());
    required.filter(|(path, _)| !form.has_answer(path)).map(|(path, citation)| Unanswered { path, citation })
}

/// An optional condition is written of and shown, or neither; that its files are missing is said where materials are.
fn merits(form: &ApplicationForm, policy: &Policy, remarks: &mut Vec<Remark>) {
    let described = |level| policy.materials(level).filter(|material| material.described);
    let known: Vec<_> = form.level().into_iter().flat_map(described).collect();
    for material in &known {
        let is_sent = form.uploads.iter().any(|upload| upload.material == material.name);
        if is_sent && form.merit(&material.name).is_none() {
            let path = format!("merits.{}", material.name);
            let mut remark = Remark::new(Code::FormMissing, path).with("field", material.label.clone());
            remark.citations.push(material.citation.clone());
            remarks.push(remark);
        }
    }
    let unknown = |name: &&String| form.level().is_some() && known.iter().all(|material| material.name != **name);
    for name in form.merits.keys().filter(unknown) {
        // The key was made up by whoever sent it, so the path does not repeat it.
        remarks.push(Remark::new(Code::FormMaterial, "merits").with("material", echo(name)));
    }
}

fn place(form: &ApplicationForm, policy: &Policy, units: Option<&UnitTree>, remarks: &mut Vec<Remark>) {
    let regions = &policy.source().round.regions.value;
    // Where no region is listed, none has been seen, and none can be wrong.
    if let Some(region) = &form.region
        && !regions.is_empty()
        && !regions.iter().any(|known| known.code == *region)
    {
        remarks.push(Remark::new(Code::FormRegion, "region").with("region", echo(region)));
    }
    if let (Some(units), Some(unit)) = (units, &form.unit)
        && units.get(unit).is_none()
    {
        remarks.push(Remark::new(Code::FormUnit, "unit").with("unit", echo(unit)));
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

/// The years a certificate, an assessment or an award can be of.
const YEARS: std::ops::RangeInclusive<Year> = 1900..=2200;

fn time(form: &ApplicationForm, policy: &Policy, day: Date, remarks: &mut Vec<Remark>) {
    if let Some(start) = form.work_start.filter(|start| *start > day) {
        remarks.push(late(Code::FormFuture, "work_start", "work_start", start.to_string(), day));
    }
    if let (Some(regularised), Some(start)) = (form.regularised_on, form.work_start)
        && regularised < start
    {
        let remark = Remark::new(Code::FormRegularisedBeforeWork, "regularised_on")
            .with("regularised_on", regularised.to_string())
            .with("work_start", start.to_string());
        remarks.push(remark);
    }
    if let Some(obtained) = form.current.obtained_year {
        year(obtained, "current.obtained_year", "current.obtained_year", day, remarks);
        if form.current.level == Some(HeldLevel::Ungraded) {
            remarks.push(Remark::new(Code::FormYearWithoutLevel, "current.obtained_year"));
        }
        if let Some(start) = form.work_start.filter(|start| YEARS.contains(&obtained) && obtained < start.year()) {
            let remark = Remark::new(Code::FormCertificateBeforeWork, "current.obtained_year")
                .with("year", i64::from(obtained))
                .with("work_start", start.to_string());
            remarks.push(remark);
        }
    }
    if let Some(obtained) = form.current.obtained_on {
        if obtained > day {
            let field = "current.obtained_on";
            remarks.push(late(Code::FormFuture, field, field, obtained.to_string(), day));
        }
        if let Some(year) = form.current.obtained_year.filter(|year| *year != obtained.year()) {
            let remark = Remark::new(Code::FormObtainedDay, "current.obtained_on").with("year", i64::from(year));
            remarks.push(remark.with("day", obtained.to_string()));
        }
    }
    if let (Some(identity), Some(start)) = (identity_of(form), form.work_start) {
        age_at_work_start(identity.birth, start, policy, remarks);
    }
    let mut seen = std::collections::BTreeSet::new();
    for (at, assessment) in form.assessments.iter().flatten().enumerate() {
        let path = format!("assessments[{at}].year");
        year(assessment.year, &path, "assessments", day, remarks);
        if !seen.insert(assessment.year) {
            let year = i64::from(assessment.year);
            remarks.push(Remark::new(Code::FormAssessmentTwice, path).with("year", year));
        }
    }
    for (at, award) in form.awards.iter().flatten().enumerate() {
        year(award.year, &format!("awards[{at}].year"), "awards", day, remarks);
    }
}

fn age_at_work_start(birth: Date, start: Date, policy: &Policy, remarks: &mut Vec<Remark>) {
    if start < birth {
        remarks.push(Remark::new(Code::FormBeforeBirth, "work_start").with("work_start", start.to_string()));
        return;
    }
    let limit = &policy.source().form.minimum_work_age;
    let age = birth.full_months_until(start).div_euclid(12);
    if i64::from(age) < i64::from(limit.value) {
        let mut remark = Remark::new(Code::FormWorkStartEarly, "work_start")
            .with("age", i64::from(age))
            .with("minimum", i64::from(limit.value));
        remark.citations.push(limit.citation.clone());
        remarks.push(remark);
    }
}

/// A year that cannot be, or has not come yet.
fn year(value: Year, path: &str, field: &str, day: Date, remarks: &mut Vec<Remark>) {
    let code = match YEARS.contains(&value) {
        false => Code::FormYear,
        true if value > day.year() => Code::FormFuture,
        true => return,
    };
    remarks.push(late(code, path, field, value.to_string(), day));
}

fn late(code: Code, path: &str, field: &str, value: String, day: Date) -> Remark {
    Remark::new(code, path).with("field", format!("field/{field}")).with("value", value).with("day", day.to_string())
}

fn exception(form: &ApplicationForm, policy: &Policy, remarks: &mut Vec<Remark>) {
    let claim = &form.exception;
    let grounds = claim.grounds.as_ref().map(|grounds| grounds.reveal().trim()).filter(|grounds| !grounds.is_empty());
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

/// What was typed where a name was expected, unless it could be somebody's number typed into the wrong field.
pub(crate) fn echo(typed: &str) -> String {
    const LONGEST: usize = 40;
    let digits = typed.chars().filter(|character| character.is_numeric()).count();
    if digits >= 6 || typed.chars().count() > LONGEST { "…".to_owned() } else { typed.to_owned() }
}
