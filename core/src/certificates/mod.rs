//! Does what was written agree with the certificate library (合格库)? A difference is never a refusal: it is confirmed, with
//! evidence for another work type, or a person looks.

use crate::catalogue::Catalogue;
use crate::finding::{Code, Param, Remark};
use crate::model::application::ApplicationForm;
use crate::model::certificate::{Certificate, CertificateLibrary};
use crate::model::level::HeldLevel;

/// What comparing found.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    /// What there is to say.
    pub remarks: Vec<Remark>,
    /// Whether the library holds another work type than the form; nothing where it was not compared.
    pub work_type_mismatch: Option<bool>,
}

/// Compares the current post with the candidate's own records. Where several records are of the level held, the nearest one
/// counts: the same work type first, then the same year.
pub(crate) fn compare(
    form: &ApplicationForm,
    library: Option<&CertificateLibrary>,
    catalogue: &Catalogue,
) -> Comparison {
    let Some(library) = library else {
        return said(Remark::new(Code::CertificateNotCompared, "current"));
    };
    let Some(held) = form.current.level else {
        return Comparison::default();
    };
    let own: Vec<&Certificate> = library.certificates.iter().filter(|record| is_of(record, form)).collect();
    let Some(level) = held.level() else {
        return match highest(&own) {
            None => Comparison { remarks: Vec::new(), work_type_mismatch: Some(false) },
            Some(record) => said(level_mismatch(HeldLevel::Ungraded, record)),
        };
    };
    let same_type = |record: &Certificate| {
        form.current.work_type.as_deref().map(|held| is_same_type(held, &record.work_type, catalogue))
    };
    let same_year = |record: &Certificate| form.current.obtained_year.map(|year| year == record.obtained_year);
    let agrees = |answer: Option<bool>| answer != Some(false);
    let nearest = own
        .iter()
        .filter(|record| record.level == level)
        .max_by_key(|record| (agrees(same_type(record)), agrees(same_year(record))));
    let Some(record) = nearest else {
        return said(match highest(&own) {
            None => Remark::new(Code::CertificateNotFound, "current"),
            Some(record) => level_mismatch(held, record),
        });
    };
    if let Some(higher) = highest(&own).filter(|record| record.level > level) {
        return said(level_mismatch(held, higher));
    }
    let mut found = Comparison { remarks: Vec::new(), work_type_mismatch: same_type(record).map(|same| !same) };
    if same_year(record) == Some(false) {
        let written = form.current.obtained_year.map_or(Param::from(""), |year| i64::from(year).into());
        let remark = Remark::new(Code::CertificateYearMismatch, "current.obtained_year")
            .with("written", written)
            .with("recorded", i64::from(record.obtained_year));
        found.remarks.push(remark);
    }
    if same_type(record) == Some(false) {
        let name = |code: &str| catalogue.find(code).map_or(code.to_owned(), |work_type| work_type.name.clone());
        let remark = Remark::new(Code::CertificateWorkTypeMismatch, "current.work_type")
            .with("written", name(form.current.work_type.as_deref().unwrap_or_default()))
            .with("recorded", name(&record.work_type));
        found.remarks.push(remark);
    }
    found
}

fn said(remark: Remark) -> Comparison {
    Comparison { remarks: vec![remark], work_type_mismatch: None }
}

fn is_of(record: &Certificate, form: &ApplicationForm) -> bool {
    let (theirs, own) = (&record.identity_number, &form.candidate.identity_number);
    theirs.reveal().eq_ignore_ascii_case(own.reveal())
}

fn highest<'a>(own: &[&'a Certificate]) -> Option<&'a Certificate> {
    own.iter().copied().max_by_key(|record| (record.level, record.obtained_year))
}

fn level_mismatch(written: HeldLevel, record: &Certificate) -> Remark {
    Remark::new(Code::CertificateLevelMismatch, "current.level")
        .with("written", format!("level/{}", written.name()))
        .with("recorded", format!("level/{}", record.level.name()))
}

/// The same type, also where the record has the name of before a merger. Types the catalogue does not know are the same when
/// they are written the same.
fn is_same_type(written: &str, recorded: &str, catalogue: &Catalogue) -> bool {
    if written.trim() == recorded.trim() {
        return true;
    }
    let current = |text: &str| {
        let found = catalogue.find(text)?;
        Some(catalogue.successor(found).unwrap_or(found).code.as_str())
    };
    match (current(written), current(recorded)) {
        (Some(written), Some(recorded)) => written == recorded,
        _ => false,
    }
}
