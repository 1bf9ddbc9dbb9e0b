//! Making decision records, and checking that one comes out again.

use super::{Engine, facts_of};
use crate::digest::sha256;
use crate::model::application::ApplicationForm;
use crate::model::certificate::CertificateLibrary;
use crate::model::date::Date;
use crate::record::{DecisionRecord, Difference, RuleRecord};
use crate::written;

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
        let library = library.map(written::json);
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
            facts_digest: sha256(&[&facts_of(form), library.as_deref().unwrap_or_default().as_bytes()]),
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
    ) -> Vec<Difference> {
        let again = self.record(form, library, record.day);
        let differing = fields(record).into_iter().zip(fields(&again)).filter(|(old, new)| old != new);
        differing
            .map(|((field, recorded), (_, reproduced))| Difference { field: field.to_owned(), recorded, reproduced })
            .collect()
    }
}

/// Every field of a record as JSON, by name.
fn fields(record: &DecisionRecord) -> [(&'static str, String); 13] {
    let DecisionRecord {
        codes,
        day,
        eligible,
        engine,
        exam_year,
        facts_digest,
        level,
        needed,
        policy,
        routes,
        rules,
        trace,
        verdict,
    } = record;
    [
        ("codes", written::json(codes)),
        ("day", written::json(day)),
        ("eligible", written::json(eligible)),
        ("engine", written::json(engine)),
        ("exam_year", written::json(exam_year)),
        ("facts_digest", written::json(facts_digest)),
        ("level", level.as_ref().map_or_else(String::new, written::json)),
        ("needed", written::json(needed)),
        ("policy", written::json(policy)),
        ("routes", written::json(routes)),
        ("rules", written::json(rules)),
        ("trace", written::json(trace)),
        ("verdict", written::json(verdict)),
    ]
}
