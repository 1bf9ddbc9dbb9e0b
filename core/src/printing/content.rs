//! The fields of a form as a page shows them.

use serde::Serialize;

use super::Printer;
use crate::finding::Messages;
use crate::model::application::ApplicationForm;
use crate::model::identity::read_identity_number;
use crate::order;
use crate::workflow::State;

/// The words of the messages, in Chinese.
pub(super) struct Words<'a>(pub(super) &'a Messages);

impl Words<'_> {
    pub(super) fn word(&self, key: &str) -> String {
        self.0.word(key).map_or_else(|| key.to_owned(), |text| text.zh.clone())
    }

    /// The word of a value of the contract that is one of a list; empty where there is none.
    fn named<T: Serialize>(&self, list: &str, value: Option<T>) -> String {
        let name = value.and_then(|value| serde_json::to_value(value).ok());
        name.as_ref()
            .and_then(|name| name.as_str())
            .map_or_else(String::new, |name| self.word(&format!("{list}/{name}")))
    }

    /// What level one writes itself, under the names of the fields.
    pub(super) fn narrative(&self, form: &ApplicationForm) -> Vec<(String, String)> {
        let narrative = &form.narrative;
        [
            ("field/narrative.history", &narrative.history),
            ("field/narrative.rewards", &narrative.rewards),
            ("field/narrative.achievements", &narrative.achievements),
            ("field/thesis_title", &form.thesis_title),
        ]
        .map(|(key, text)| (self.word(key), text.as_ref().map_or_else(String::new, |text| text.reveal().to_owned())))
        .into()
    }
}

/// A form, field by field in words.
pub(super) struct FormView {
    pub(super) name: String,
    pub(super) sex: String,
    pub(super) birth: String,
    pub(super) identity_number: String,
    pub(super) mobile: String,
    pub(super) region: String,
    pub(super) unit: String,
    pub(super) unit_category: String,
    pub(super) unit_rank: String,
    pub(super) schooling: String,
    pub(super) work_start: String,
    pub(super) work_years: String,
    pub(super) current_work_type: String,
    pub(super) current_level: String,
    pub(super) obtained_year: String,
    pub(super) appointed_level: String,
    pub(super) declared_work_type: String,
    pub(super) declared_level: String,
    pub(super) textbooks: Vec<(String, String)>,
    pub(super) assessments: Vec<(i32, String)>,
    pub(super) awards: Vec<String>,
    pub(super) grounds: Option<String>,
    pub(super) materials: Vec<(String, usize)>,
}

impl FormView {
    pub(super) fn new(state: &State, printer: &Printer<'_>) -> Self {
        let words = Words(printer.messages);
        let form = &state.form;
        let identity = read_identity_number(form.candidate.identity_number.reveal()).ok();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let regions = &printer.policy.source().round.regions.value;
        let region = regions.iter().find(|region| region.code == state.region);
        let ordered = |order: Option<bool>| match order {
            None => String::new(),
            Some(true) => words.word("answer/ordered"),
            Some(false) => words.word("answer/not_ordered"),
        };
        let books = &form.textbooks;
        let mut assessments: Vec<_> = form.assessments.iter().flatten().collect();
        order::sort_by_key(&mut assessments, |assessment| assessment.year);
        Self {
            name: form.candidate.name.reveal().to_owned(),
            sex: words.named("sex", identity.map(|identity| identity.sex)),
            birth: identity.map(|identity| identity.birth.to_string()).unwrap_or_default(),
            identity_number: form.candidate.identity_number.reveal().to_owned(),
            mobile: form.candidate.mobile.as_ref().map_or_else(String::new, |mobile| mobile.reveal().to_owned()),
            region: region.map_or_else(|| state.region.clone(), |region| region.name.clone()),
            unit: printer.options.unit_name.clone().unwrap_or_else(|| text(&form.unit)),
            unit_category: words.named("unit_category", form.unit_category),
            unit_rank: words.named("unit_rank", form.unit_rank),
            schooling: words.named("schooling", form.schooling),
            work_start: form.work_start.map(|day| day.to_string()).unwrap_or_default(),
            work_years: printer.options.work_years.map(|years| years.to_string()).unwrap_or_default(),
            current_work_type: text(&form.current.work_type),
            current_level: words.named("level", form.current.level),
            obtained_year: form.current.obtained_year.map(|year| year.to_string()).unwrap_or_default(),
            appointed_level: words.named("appointed_level", form.appointed_level),
            declared_work_type: text(&form.declared.work_type),
            declared_level: words.named("level", Some(state.level)),
            textbooks: [
                ("textbook/professional_ethics", books.professional_ethics),
                ("textbook/vocational_ability", books.vocational_ability),
                ("textbook/post_skills", books.post_skills),
            ]
            .map(|(key, order)| (words.word(key), ordered(order)))
            .into(),
            assessments: assessments
                .into_iter()
                .map(|assessment| (assessment.year, words.named("assessment_grade", Some(assessment.grade))))
                .collect(),
            awards: form
                .awards
                .iter()
                .flatten()
                .map(|award| {
                    let (kind, grade) =
                        (words.named("award_kind", Some(award.kind)), words.named("award_grade", Some(award.grade)));
                    format!("{} {grade} {kind}", award.year)
                })
                .collect(),
            grounds: form
                .exception
                .claimed
                .then(|| form.exception.grounds.as_ref().map_or_else(String::new, |text| text.reveal().to_owned())),
            materials: printer
                .policy
                .materials(state.level)
                .map(|material| {
                    let count = state.files.iter().filter(|file| file.material == material.name).count();
                    (material.label.zh.clone(), count)
                })
                .filter(|(_, count)| *count > 0)
                .collect(),
        }
    }
}
