//! Checks of who the person is. No remark repeats a number: the place is enough.

use crate::finding::{Code, Remark};
use crate::model::application::ApplicationForm;
use crate::model::identity::{Identity, is_mobile_number, read_identity_number};
use crate::model::retirement::RetirementCategory;

/// What the identity number says, where it is well-formed.
pub(crate) fn identity_of(form: &ApplicationForm) -> Option<Identity> {
    read_identity_number(form.candidate.identity_number.reveal()).ok()
}

pub(super) fn check(form: &ApplicationForm, remarks: &mut Vec<Remark>) {
    let candidate = &form.candidate;
    if candidate.name.reveal().trim().is_empty() {
        remarks.push(Remark::new(Code::FormMissing, "candidate.name").with("field", "field/candidate.name"));
    }
    match read_identity_number(candidate.identity_number.reveal()) {
        Err(error) => remarks.push(
            Remark::new(Code::FormIdentityNumber, "candidate.identity_number")
                .with("reason", format!("identity/{}", error.name())),
        ),
        Ok(identity) => {
            let misfit = candidate
                .retirement_category
                .filter(|category| !RetirementCategory::of(identity.sex).contains(category));
            if misfit.is_some() {
                remarks.push(Remark::new(Code::FormRetirementCategory, "candidate.retirement_category"));
            }
        }
    }
    if candidate.mobile.as_ref().is_some_and(|mobile| !is_mobile_number(mobile.reveal())) {
        remarks.push(Remark::new(Code::FormMobile, "candidate.mobile"));
    }
}
