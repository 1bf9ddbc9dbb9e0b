//! The tables that rules speak of: documents, facts, numbers, days, counting, the calendar, cases.

use std::collections::BTreeSet;

use super::fault::{Fault, fault, known, named};
use super::{Checker, asked};
use crate::finding::template;
use crate::model::application::ApplicationForm;
use crate::model::date::{Date, YEARS};
use crate::model::retirement::RetirementCategory;
use crate::order;
use crate::policy::counting::Counting;
use crate::policy::fact::FactKind;
use crate::policy::limits;

impl Checker<'_> {
    pub(super) fn identity(&self) -> Result<(), Fault> {
        let identity = &self.policy.policy;
        let year = self.policy.round.year;
        if !(identity.from_year..=identity.to_year).contains(&year) {
            let message = format!(
                "the round is of {year}, outside the years {} to {} of this policy",
                identity.from_year, identity.to_year
            );
            return Err(fault("round.year", message));
        }
        let is_code = |code: &String| code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        match std::iter::once(&identity.province).chain(&identity.cities).find(|code| !is_code(code)) {
            None => Ok(()),
            Some(code) => Err(named("policy.province", "a division code has six digits, as 410000", code)),
        }
    }

    pub(super) fn tables(&self) -> Result<(), Fault> {
        let policy = self.policy;
        for (name, fact) in &policy.facts {
            let path = format!("facts.{name}");
            let has_words = matches!(fact.kind, FactKind::Word | FactKind::OrderedWord);
            if has_words == fact.words.is_empty() {
                return Err(named(
                    &path,
                    "`words` are for the kinds `word` and `ordered_word`, and these need them",
                    name,
                ));
            }
            let words = order::set(fact.words.iter().map(|word| word.name.as_str()));
            if words.len() != fact.words.len() || words.len() > limits::WORDS {
                let message = format!("each word stands once, and there are at most {}", limits::WORDS);
                return Err(named(&path, &message, name));
            }
            self.citation(&path, &fact.citation)?;
        }
        if policy.groups.len() > limits::WORDS {
            return Err(fault("groups", format!("there are at most {} groups", limits::WORDS)));
        }
        for (name, group) in &policy.groups {
            self.citation(&format!("groups.{name}"), &group.citation)?;
        }
        for (name, parameter) in &policy.parameters {
            let path = format!("parameters.{name}");
            for value in parameter.values() {
                if value.each().iter().any(|value| !limits::COUNTS.contains(value)) {
                    let message = format!("a count from 0 to {} is expected", limits::COUNTS.end());
                    return Err(named(&path, &message, name));
                }
                self.citation(&path, &value.citation)?;
            }
        }
        let new_year = Date::new(policy.round.year, 1, 1)
            .ok_or_else(|| fault("round.year", "the exam year lies outside 1800 to 2200"))?;
        for (name, day) in &policy.days {
            let path = format!("days.{name}");
            if day.day.resolve(policy.round.year, new_year).is_none() {
                return Err(named(&path, "the calendar of the exam year has no such day", name));
            }
            self.citation(&path, &day.citation)?;
        }
        for (code, finding) in &policy.findings {
            if finding.severity.is_some() && code.name().starts_with("eligibility/") {
                let message = "what a rule's finding weighs stands with the rule; remove `severity` here";
                return Err(named(&format!("findings.{code}"), message, code.name()));
            }
            self.citation(&format!("findings.{code}"), &finding.citation)?;
        }
        for (code, text) in &policy.messages {
            let names = |template: &str| order::set(template::names(template).into_iter().map(str::to_owned));
            if names(&text.zh) != names(&text.en) {
                let message = "the sentences in both languages must speak of the same values";
                return Err(named(&format!("messages.{code}"), message, code.name()));
            }
        }
        Ok(())
    }

    pub(super) fn counting(&self) -> Result<(), Fault> {
        let policy = self.policy;
        let table = &policy.counting;
        for (name, counting) in &table.named {
            let path = format!("counting.named.{name}");
            known("day", &counting.until, policy.days.keys(), &format!("{path}.until"))?;
            self.citation(&path, &counting.citation)?;
        }
        let kinds: [(&str, Option<&Counting>, bool); 6] = [
            ("work_years", Some(&table.work_years), true),
            ("level_years", Some(&table.level_years), false),
            ("type_years", table.type_years.as_ref(), true),
            ("post_years", table.post_years.as_ref(), false),
            ("retirement_years", table.retirement_years.as_ref(), false),
            ("age", Some(&table.age), false),
        ];
        for (name, counting, from_service) in kinds {
            let Some(counting) = counting else { continue };
            let path = format!("counting.{name}");
            known("day", &counting.until, policy.days.keys(), &format!("{path}.until"))?;
            self.citation(&path, &counting.citation)?;
            match &counting.service {
                Some(_) if !from_service => {
                    return Err(fault(&path, "only `work_years` and `type_years` are counted from `service`"));
                }
                Some(service) if service.kinds.is_empty() => {
                    return Err(fault(&path, "`service.kinds` is empty; nothing would count"));
                }
                None if name == "type_years" => {
                    return Err(fault(
                        &path,
                        "years in a work type are counted from `service`; say which periods count",
                    ));
                }
                _ => {}
            }
        }
        self.citation("counting.assessments", &table.assessments.citation)?;
        self.citation("counting.awards", &table.awards.citation)?;
        for category in [RetirementCategory::Men, RetirementCategory::Women55, RetirementCategory::Women50] {
            let Some(schedule) = policy.retirement.value.get(&category) else {
                return Err(fault("retirement.value", format!("`{category:?}` has no schedule; add it")));
            };
            let sound = (40..=80).contains(&schedule.age) && schedule.cap <= 120 && YEARS.contains(&schedule.reform);
            if !sound {
                let message =
                    "an age of 40 to 80 years, a delay of 120 months at most and a year of the calendar are expected";
                return Err(fault("retirement.value", message));
            }
        }
        self.citation("retirement", &policy.retirement.citation)?;
        self.citation("form.minimum_work_age", &policy.form.minimum_work_age.citation)?;
        self.citation("form.grounds_characters", &policy.form.grounds_characters.citation)?;
        self.citation("form.required", &policy.form.required.citation)?;
        for field in &policy.form.required.value {
            known("field", field, ApplicationForm::ANSWERS, "form.required")?;
        }
        if let Some(listed) = &policy.form.required_at {
            self.citation("form.required_at", &listed.citation)?;
            for field in listed.value.values().flatten() {
                known("field", field, ApplicationForm::ANSWERS, "form.required_at")?;
            }
        }
        Ok(())
    }

    pub(super) fn round(&self) -> Result<(), Fault> {
        let round = &self.policy.round;
        self.citation("round.regions", &round.regions.citation)?;
        let mut seen = BTreeSet::new();
        for region in &round.regions.value {
            if !seen.insert(region.code.as_str()) {
                return Err(named("round.regions", "this code stands twice; keep one region", &region.code));
            }
        }
        for (at, window) in round.windows.iter().enumerate() {
            let path = format!("round.windows[{at}]");
            if window.opens >= window.closes {
                return Err(fault(&path, "the window closes before it opens; it would never be open"));
            }
            asked(&window.levels, &path)?;
            let mut twice = BTreeSet::new();
            for region in window.regions.iter().flatten() {
                if !twice.insert(region) {
                    return Err(named(&format!("{path}.regions"), "this region stands twice; name it once", region));
                }
                let codes = round.regions.value.iter().map(|region| &region.code);
                known("region", region, codes, &format!("{path}.regions"))?;
            }
            self.citation(&path, &window.citation)?;
        }
        Ok(())
    }

    pub(super) fn cases(&self) -> Result<(), Fault> {
        let mut seen = BTreeSet::new();
        for (at, case) in self.policy.cases.iter().enumerate() {
            if !seen.insert(case.name.as_str()) {
                let path = format!("cases[{at}]");
                return Err(named(&path, "this name stands twice; give each case its own", &case.name));
            }
        }
        Ok(())
    }
}
