//! Starting again: what of an earlier form still fits.

use crate::model::application::ApplicationForm;
use crate::model::candidate::Candidate;
use crate::model::level::Level;

/// The form a draft begins with: everything of the earlier one that does not hang on the level that was declared, and the
/// files of the materials that are kept. What is left out is named.
pub(super) fn form(
    earlier: Option<&ApplicationForm>,
    candidate: &Candidate,
    region: &str,
    level: Level,
    keeps: impl Fn(&str) -> bool,
) -> (ApplicationForm, Vec<String>) {
    let mut dropped = Vec::new();
    let mut form = earlier.cloned().unwrap_or_else(|| ApplicationForm::of(candidate.clone()));
    let category = form.candidate.retirement_category;
    form.candidate = candidate.clone();
    // The one answer about the person that the person gives.
    form.candidate.retirement_category = candidate.retirement_category.or(category);
    form.region = Some(region.to_owned());
    let changed = form.declared_level.is_some_and(|earlier| earlier != level);
    form.declared_level = Some(level);
    if changed {
        form.declared.level = None;
        if std::mem::take(&mut form.exception).claimed {
            // Which document's condition is met is said for one level.
            dropped.push("exception".to_owned());
        }
        if !std::mem::take(&mut form.merits).is_empty() {
            dropped.push("merits".to_owned());
        }
    }
    form.uploads.retain(|upload| {
        let fits = keeps(&upload.material);
        let path = format!("uploads.{}", upload.material);
        if !fits && !dropped.contains(&path) {
            dropped.push(path);
        }
        fits
    });
    (form, dropped)
}
