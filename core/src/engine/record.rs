//! Making decision records, and checking that one comes out again.

use super::{Engine, facts_of};
use crate::digest::sha256;
use crate::error::{Error, SourceKind};
use crate::model::application::ApplicationForm;
use crate::model::certificate::CertificateLibrary;
use crate::model::date::Date;
use crate::record::{DecisionRecord, Difference, RuleRecord};

impl Engine {
    /// What a back end keeps of a decision: by which policy, on which facts, what came out and why, in some hundred bytes and
    /// without a name or a number of the person.
    pub fn record(&self, form: &ApplicationForm, library: Option<&CertificateLibrary>, day: Date) -> DecisionRecord {
        let report = self.assess(form, library, day);
        let trace = report.level.map(|level| {
            let compared = crate::certificates::compare(form, library, &self.catalogue);
            let facts =
                crate::eligibility::Facts::new(form, &self.policy, &self.catalogue, day, compared.work_type_mismatch);
            let decided = self.decided(level, &facts);
            decided.decision.trace(self.policy.plan(level))
        });
        let library = library.and_then(|library| serde_json::to_vec(library).ok());
        let routes = report
            .rules
            .iter()
            .flat_map(|rule| rule.routes.iter().map(|route| format!("{}.{route}", rule.rule)).collect::<Vec<_>>());
        DecisionRecord {
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            routes: routes.collect(),
            rules: report
                .rules
                .iter()
                .map(|rule| RuleRecord { rule: rule.rule.clone(), status: rule.status })
                .collect(),
            policy: report.policy,
            day: report.day,
            exam_year: report.exam_year,
            level: report.level,
            facts_digest: sha256(&[&facts_of(form), library.as_deref().unwrap_or_default()]),
            verdict: report.verdict,
            eligible: report.eligible,
            codes: report.findings.iter().map(|finding| finding.code).collect(),
            needed: report.needed,
            trace: trace.unwrap_or_default(),
        }
    }

    /// Makes a recorded decision again from its inputs and says what differs: nothing where the record is what this engine
    /// decides.
    pub fn reproduce(
        &self,
        record: &DecisionRecord,
        form: &ApplicationForm,
        library: Option<&CertificateLibrary>,
    ) -> Result<Vec<Difference>, Error> {
        let values = |record: &DecisionRecord| {
            serde_json::to_value(record).map_err(|error| Error::source(SourceKind::Record, "", error.to_string()))
        };
        let (old, new) = (values(record)?, values(&self.record(form, library, record.day))?);
        let (old, new) = (old.as_object().cloned().unwrap_or_default(), new.as_object().cloned().unwrap_or_default());
        let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let differing = names.into_iter().filter(|name| old.get(*name) != new.get(*name));
        let said = |value: Option<&serde_json::Value>| value.map_or_else(String::new, ToString::to_string);
        Ok(differing
            .map(|name| Difference {
                field: name.clone(),
                recorded: said(old.get(name)),
                reproduced: said(new.get(name)),
            })
            .collect())
    }
}
