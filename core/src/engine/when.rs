//! When the same facts pass.

use super::Engine;
use super::provenance;
use crate::certificates;
use crate::eligibility::trace::Outcome;
use crate::eligibility::{self, Facts};
use crate::error::Error;
use crate::finding::{Code, Remark};
use crate::foresee::{self, Foreseen, Foresight};
use crate::model::application::ApplicationForm;
use crate::model::certificate::CertificateLibrary;
use crate::model::date::{Date, Year};
use crate::policy::Policy;
use crate::policy::set::{PolicySet, Scope};
use crate::report::PolicyStamp;

impl Engine {
    /// When the same facts pass and until when, on the days of registration from a day on, looking 40 exam years ahead. Later rounds
    /// are taken to be like this policy's, every window and day of the calendar moved by whole years, and the answer says so.
    ///
    /// ```
    /// let engine = gongkao::Engine::henan()?;
    /// let form = gongkao::model::application::ApplicationForm::from_json(r#"{
    ///     "candidate": { "name": "张三", "identity_number": "410105198006150019" }, "work_start": "2014-07-01",
    ///     "current": { "level": "five", "obtained_year": 2019, "work_type": "播音员" },
    ///     "declared": { "level": "four", "work_type": "播音员" }
    /// }"#)?;
    /// let foreseen = engine.when(&form, None, "2022-03-10".parse().unwrap());
    /// assert_eq!(foreseen.earliest.unwrap().day.to_string(), "2024-03-07");
    /// # Ok::<(), gongkao::Error>(())
    /// ```
    pub fn when(&self, form: &ApplicationForm, library: Option<&CertificateLibrary>, day: Date) -> Foresight {
        let years = foresee::years(&self.policy, day);
        self.foresee(form, library, day, years.map(|year| (year, &self.policy)))
    }

    /// The same, where policies of later years are known: each round is held by the policy that [`PolicySet::select`] finds for its
    /// year, and where it finds none by the last one before. An error where two hold and neither goes before the other.
    pub fn when_in(
        &self,
        policies: &PolicySet,
        form: &ApplicationForm,
        library: Option<&CertificateLibrary>,
        day: Date,
    ) -> Result<Foresight, Error> {
        let identity = &self.policy.source().policy;
        let mut rounds: Vec<(Year, &Policy)> = Vec::new();
        let mut last = &self.policy;
        for year in foresee::years(&self.policy, day) {
            let scope = Scope {
                family: identity.family,
                province: &identity.province,
                city: form.region.as_deref(),
                unit: form.unit.as_deref(),
                year,
            };
            let own = year == self.policy.source().round.year;
            last = policies.find(&scope)?.filter(|_| !own).unwrap_or(last);
            rounds.push((year, last));
        }
        Ok(self.foresee(form, library, day, rounds.into_iter()))
    }

    fn foresee<'a>(
        &'a self,
        form: &'a ApplicationForm,
        library: Option<&CertificateLibrary>,
        day: Date,
        rounds: impl Iterator<Item = (Year, &'a Policy)>,
    ) -> Foresight {
        let policy = &self.policy;
        let compared = certificates::compare(form, library, &self.catalogue);
        let facts = Facts::new(form, policy, &self.catalogue, day, compared.work_type_mismatch);
        let level = form.level();
        let (seen, assumed) = match level {
            None => (foresee::Seen::undeclared(), Vec::new()),
            Some(level) => {
                let decided = self.decided(level, &facts);
                let explained = eligibility::explain(policy, level, &facts, &decided.row, &decided.decision);
                let assumed = provenance::assumed(policy, &[], &explained.rules, &explained.counts);
                (foresee::when(&facts, level, rounds), assumed)
            }
        };
        let remark = seen.earliest.as_ref().filter(|_| seen.now != Outcome::Met).map(from);
        let never = seen.rules.iter().filter(|rule| rule.first_met.is_none()).map(|rule| rule.rule.clone()).collect();
        Foresight {
            now: seen.now,
            never,
            findings: self.findings(remark.into_iter().collect(), form),
            possible: seen.possible.filter(|possible| seen.earliest.as_ref() != Some(possible)),
            earliest: seen.earliest,
            needed: seen.needed,
            may_end: seen.may_end,
            ends: seen.ends,
            rules: seen.rules,
            takes: seen.takes,
            assumed,
            level,
            day,
            until: seen.until,
            policy: PolicyStamp {
                id: policy.source().policy.id.clone(),
                version: policy.source().policy.version,
                digest: policy.digest().to_owned(),
            },
        }
    }
}

/// From when on it passes, in words.
fn from(earliest: &Foreseen) -> Remark {
    Remark::new(Code::EligibilityFrom, "")
        .with("day", earliest.day.to_string())
        .with("year", i64::from(earliest.day.year()))
        .with("month", i64::from(earliest.day.month()))
        .with("date", i64::from(earliest.day.day()))
        .with("exam_year", i64::from(earliest.exam_year))
}
