//! The engine: one catalogue and one policy, asked about forms.

mod cases;
mod check;
mod files;
mod provenance;
mod record;
mod when;

pub use self::cases::{CaseReport, FailedCase, Uncovered};
use crate::catalogue::Catalogue;
use crate::certificates;
use crate::eligibility::trace::Outcome;
use crate::eligibility::{self, Answers, Decision, Facts};
use crate::error::{Error, SourceKind, from_json};
use crate::finding::{Code, Finding, Messages, Remark, Severity, Verdict};
use crate::form;
use crate::materials;
use crate::model::application::ApplicationForm;
use crate::model::certificate::CertificateLibrary;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::model::unit::{Unit, UnitTree};
use crate::order;
use crate::policy::Policy;
use crate::policy::plan::Value;
use crate::report::{PolicyStamp, Report};
use crate::round;
use crate::search::{Hit, Index, Options};
use crate::uploads::{self, FileRules};
use crate::workflow::{Acknowledgement, may_submit};
use crate::written;

/// What a host holds: built once, asked from any number of threads, the same answer every time.
///
/// ```
/// use gongkao::Engine;
/// let engine = Engine::henan()?;
/// let form = gongkao::model::application::ApplicationForm::from_json(r#"{
///     "candidate": { "name": "张三", "identity_number": "11010519491231002X" }
/// }"#)?;
/// let report = engine.assess(&form, None, "2022-03-10".parse().unwrap());
/// assert_eq!(report.needed, ["declared.level"]);
/// # Ok::<(), gongkao::Error>(())
/// ```
#[derive(Debug)]
pub struct Engine {
    catalogue: Catalogue,
    policy: Policy,
    messages: Messages,
    units: Option<UnitTree>,
    index: Index,
    files: FileRules,
}

impl Engine {
    /// Henan's 2022 round, with the work types confirmed for it.
    pub fn henan() -> Result<Self, Error> {
        Self::new(Catalogue::henan()?, Policy::henan()?)
    }

    /// An engine of a host's own catalogue and policy. Refused where a refusal of the form's own checks has no clause, or a
    /// message of a rule speaks of what the rule does not compare.
    pub fn new(catalogue: Catalogue, policy: Policy) -> Result<Self, Error> {
        if policy.source().policy.base {
            let message = "this policy is only to be extended; it asks nothing, so everybody would pass";
            return Err(Error::source(SourceKind::Policy, "policy.base", message));
        }
        let messages = Messages::embedded()?.with(&policy.source().messages);
        check::clauses(&policy, &messages)?;
        check::messages(&policy, &messages)?;
        let index = catalogue.index()?.clone();
        let files = FileRules::henan()?;
        Ok(Self { catalogue, policy, messages, units: None, index, files })
    }

    /// The engine with the host's units, against which forms are then checked.
    #[must_use]
    pub fn with_units(mut self, units: UnitTree) -> Self {
        self.units = Some(units);
        self
    }

    /// The engine with units read from a JSON list.
    pub fn with_units_json(self, text: &str) -> Result<Self, Error> {
        let units: Vec<Unit> = from_json(text, SourceKind::Units)?;
        let tree = UnitTree::new(units).map_err(|error| Error::source(SourceKind::Units, "", error.to_string()))?;
        Ok(self.with_units(tree))
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The units, if forms are checked against them.
    pub fn units(&self) -> Option<&UnitTree> {
        self.units.as_ref()
    }

    /// The messages.
    pub fn messages(&self) -> &Messages {
        &self.messages
    }

    /// The work types that match what was typed: initials, pinyin, hanzi or any mixture. At most `limit`, the best first;
    /// nothing typed gives the catalogue from its start.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.index.search(query, limit, &Options::default())
    }

    /// The index of the catalogue, for hosts that search with their own options or while a person types on.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Everything there is to say about a form on a day. Without a library the certificates are not compared, and the report
    /// says so.
    pub fn assess(&self, form: &ApplicationForm, library: Option<&CertificateLibrary>, day: Date) -> Report {
        self.report(form, library, day, Severity::Note)
    }

    /// Whether the rules of eligibility are met, and nothing else: the report's `eligible` without a library, for whole registers.
    pub fn eligible(&self, form: &ApplicationForm, day: Date) -> Outcome {
        let Some(level) = form.level() else { return Outcome::Unknown };
        let facts = Facts::new(form, &self.policy, &self.catalogue, day, None);
        let plan = self.policy.plan(level);
        plan.outcome(&facts.row(plan, level), facts.asked())
    }

    /// What pressing 提交 answers: the report, in which a closed window refuses, and where nothing is left in its way, the note
    /// that it was submitted. The acknowledgements hold for the findings of this form only. Nothing is submitted without a
    /// library to compare with.
    pub fn submit(
        &self,
        form: &ApplicationForm,
        library: &CertificateLibrary,
        day: Date,
        acknowledged: &[Acknowledgement],
    ) -> Report {
        let mut report = self.report(form, Some(library), day, Severity::Refuse);
        if may_submit(&report.findings, acknowledged) {
            let findings = self.findings(vec![Remark::new(Code::WorkflowSubmitted, "")], form);
            report.findings.extend(findings);
        }
        report
    }

    /// `outside_window` is what a day outside every window weighs.
    fn report(
        &self,
        form: &ApplicationForm,
        library: Option<&CertificateLibrary>,
        day: Date,
        outside_window: Severity,
    ) -> Report {
        let policy = &self.policy;
        let mut remarks = form::check(form, policy, &self.catalogue, self.units.as_ref(), day);
        let compared = certificates::compare(form, library, &self.catalogue);
        remarks.extend(compared.remarks);
        let facts = Facts::new(form, policy, &self.catalogue, day, compared.work_type_mismatch);
        let level = form.level();
        let decided = level.map(|level| self.decided(level, &facts));
        let materials = decided.as_ref().map(|decided| materials::list(policy, decided.level, &facts, &decided.row));
        let materials = materials.unwrap_or_default();
        remarks.extend(materials::missing(&materials));
        remarks.extend(uploads::names(form, &self.files));
        remarks.extend(round::remark(form, policy, day, outside_window));
        remarks.extend(provenance::review_due(policy, day));

        let eligible = decided.as_ref().map_or(Outcome::Unknown, |decided| decided.decision.outcome);
        let explained = decided.map(|decided| {
            // A field that is already asked for or refused is not asked for twice. Lighter remarks do not stand in for it.
            let heavy = |remark: &&Remark| self.weight(remark) >= Severity::Supply;
            let spoken = order::set(remarks.iter().filter(heavy).map(|remark| remark.path.clone()));
            let news = |remark: &Remark| remark.code != Code::EligibilityUnknown || !spoken.contains(&remark.path);
            let explained = eligibility::explain(policy, decided.level, &facts, &decided.row, &decided.decision);
            remarks.extend(explained.remarks.into_iter().filter(news));
            (explained.rules, explained.counts, explained.answers)
        });
        let (rules, counts, answers) = explained.unwrap_or_else(|| {
            let needed = order::set(["declared.level".to_owned()]);
            (Vec::new(), Vec::new(), Answers { needed, ..Answers::default() })
        });
        let assumed = provenance::assumed(policy, &remarks, &rules, &counts);
        if !assumed.is_empty() {
            let notes: Vec<_> = assumed.iter().map(|citation| citation.clause.as_str().into()).collect();
            remarks.push(Remark::new(Code::PolicyAssumed, "").with("clauses", notes));
        }
        let findings = self.findings(remarks, form);
        let documents = provenance::documents(policy, &findings, &rules, &counts, &materials, &assumed);
        Report {
            verdict: Verdict::of(&findings),
            eligible,
            findings,
            needed: answers.needed.into_iter().collect(),
            used: answers.used.into_iter().collect(),
            irrelevant: answers.irrelevant.into_iter().collect(),
            level,
            rules,
            counts,
            materials,
            assumed,
            documents,
            policy: PolicyStamp {
                id: policy.source().policy.id.clone(),
                version: policy.source().policy.version,
                digest: policy.digest().to_owned(),
            },
            day,
            exam_year: policy.source().round.year,
        }
    }

    fn decided(&self, level: Level, facts: &Facts<'_>) -> Decided {
        let plan = self.policy.plan(level);
        let row = facts.row(plan, level);
        let decision = plan.decide(&row, facts.asked());
        Decided { level, row, decision }
    }

    fn findings(&self, remarks: Vec<Remark>, form: &ApplicationForm) -> Vec<Finding> {
        let form = facts_of(form);
        let mut findings: Vec<Finding> = remarks.into_iter().map(|remark| self.finding(remark, &form)).collect();
        // Stable, so that findings of one code keep the order of the form.
        order::sort_by_key(&mut findings, |finding| (std::cmp::Reverse(finding.severity), finding.code));
        findings
    }

    /// What a remark weighs here.
    fn weight(&self, remark: &Remark) -> Severity {
        remark.severity.unwrap_or_else(|| self.policy.finding(remark.code, &self.messages).0)
    }

    fn finding(&self, remark: Remark, form: &[u8]) -> Finding {
        let severity = self.weight(&remark);
        let (_, citation) = self.policy.finding(remark.code, &self.messages);
        let mut citations = remark.citations;
        if let Some(citation) = citation.filter(|citation| !citations.contains(citation)) {
            citations.push(citation.clone());
        }
        let mut finding = Finding {
            code: remark.code,
            severity,
            path: remark.path,
            rule: remark.rule,
            message: self.messages.render(remark.code, &remark.params),
            params: remark.params,
            citations,
            digest: None,
        };
        if finding.severity == Severity::Confirm {
            finding.digest = Some(finding.digest_with(self.policy.digest(), form));
        }
        finding
    }
}

/// A decision with the row it was made over.
struct Decided {
    level: Level,
    row: Vec<Value>,
    decision: Decision,
}

/// The form as the bytes that fingerprints cover.
fn facts_of(form: &ApplicationForm) -> Vec<u8> {
    written::json(form).into_bytes()
}
