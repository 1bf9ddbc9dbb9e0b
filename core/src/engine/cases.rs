//! Running a policy's own cases.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Engine;
use crate::eligibility::trace::{Outcome, RuleStatus, RuleTrace};
use crate::finding::Code;
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::source::{Expectation, PolicyCase};
use crate::report::Report;

/// A case that did not come out as the policy expects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FailedCase {
    /// Its name.
    pub name: String,
    /// What the policy expects.
    pub expected: Expectation,
    /// What came out, of what it expects.
    pub actual: Expectation,
}

/// What a policy's own cases show about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseReport {
    /// How many cases there are.
    pub cases: usize,
    /// Those that failed.
    pub failed: Vec<FailedCase>,
    /// Rules that no case shows met, or none shows unmet.
    pub uncovered: Vec<Uncovered>,
}

/// What no case shows of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Uncovered {
    /// The level.
    pub level: Level,
    /// The rule.
    pub rule: String,
    /// The status that is not shown.
    pub status: RuleStatus,
}

impl Engine {
    /// Runs the policy's own cases. A policy read from its compiled form has none.
    ///
    /// ```
    /// let engine = gongkao::Engine::henan()?;
    /// assert_eq!(engine.run_cases().cases, 0);
    /// # Ok::<(), gongkao::Error>(())
    /// ```
    pub fn run_cases(&self) -> CaseReport {
        let mut failed = Vec::new();
        let mut shown = BTreeSet::new();
        for case in self.policy.cases() {
            let report = self.assess(&case.form, None, case.day);
            for rule in &report.rules {
                shown.extend(report.level.map(|level| (level, rule.rule.clone(), came_out(rule.status).name())));
            }
            let actual = self.said(&report, case);
            if actual != case.expect {
                failed.push(FailedCase { name: case.name.clone(), expected: case.expect.clone(), actual });
            }
        }
        let mut uncovered = Vec::new();
        for rule in &self.policy.source().rules {
            for level in &rule.levels {
                for status in [RuleStatus::Met, RuleStatus::Unmet] {
                    if !shown.contains(&(*level, rule.name.clone(), status.name())) {
                        uncovered.push(Uncovered { level: *level, rule: rule.name.clone(), status });
                    }
                }
            }
        }
        CaseReport { cases: self.policy.cases().len(), failed, uncovered }
    }

    /// What a case of this form would have to expect.
    pub(crate) fn expectation(&self, form: &ApplicationForm, day: Date) -> Expectation {
        let nothing = Expectation {
            eligible: Outcome::Unknown,
            codes: Vec::new(),
            verdict: None,
            routes: None,
            needed: None,
            earliest: None,
        };
        let case = PolicyCase { name: String::new(), day, form: form.clone(), expect: nothing };
        self.said(&self.assess(form, None, day), &case)
    }

    /// What a report says, of what a case expects.
    fn said(&self, report: &Report, case: &PolicyCase) -> Expectation {
        let expect = &case.expect;
        let spoke = |rule: &str| -> Option<Code> {
            report.findings.iter().find(|finding| finding.rule.as_deref() == Some(rule)).map(|finding| finding.code)
        };
        let unmet = report.rules.iter().filter(|rule| came_out(rule.status) == RuleStatus::Unmet);
        let routes = |rule: &RuleTrace| -> Vec<String> {
            rule.routes.iter().map(|route| format!("{}.{route}", rule.rule)).collect()
        };
        Expectation {
            eligible: report.eligible,
            codes: unmet.filter_map(|rule| spoke(&rule.rule)).collect(),
            verdict: expect.verdict.map(|_| report.verdict),
            routes: expect.routes.as_ref().map(|_| report.rules.iter().flat_map(routes).collect()),
            needed: expect.needed.as_ref().map(|_| report.needed.clone()),
            earliest: expect.earliest.and_then(|_| Some(self.when(&case.form, None, case.day).earliest?.day)),
        }
    }
}

/// A rule that an exception lifts or refers was unmet before it.
fn came_out(status: RuleStatus) -> RuleStatus {
    match status {
        RuleStatus::Lifted | RuleStatus::Referred => RuleStatus::Unmet,
        status => status,
    }
}
