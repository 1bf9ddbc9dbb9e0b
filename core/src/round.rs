//! Where a day stands to the registration windows of the round. Being outside them says nothing about eligibility, so a
//! report only notes it; a submission is refused by it.

use crate::finding::{Code, Remark, Severity};
use crate::model::application::ApplicationForm;
use crate::model::date::{Date, Moment};
use crate::model::round::{Role, Window};
use crate::policy::Policy;

/// What to say about the day, if it lies outside every window of this applicant.
pub(crate) fn remark(form: &ApplicationForm, policy: &Policy, day: Date, weight: Severity) -> Option<Remark> {
    let level = form.level()?;
    let windows: Vec<&Window> = policy
        .source()
        .round
        .windows
        .iter()
        .filter(|window| window.is_for(Role::Applicant, level, form.region.as_deref()))
        .collect();
    if windows.is_empty() || windows.iter().any(|window| window.touches(day)) {
        return None;
    }
    let next = windows.iter().filter(|window| window.opens >= Moment::end_of(day)).min_by_key(|window| window.opens);
    let (code, window) = match next {
        Some(window) => (Code::RoundNotOpen, *window),
        None => (Code::RoundClosed, *windows.iter().max_by_key(|window| window.closes)?),
    };
    let mut remark = Remark::new(code, "")
        .with("opens", window.opens.to_string().replace('T', " "))
        .with("closes", window.closes.to_string().replace('T', " "));
    remark.severity = Some(weight);
    remark.citations.push(window.citation.clone());
    Some(remark)
}
