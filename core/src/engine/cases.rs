//! Running a policy's own cases.

use super::Engine;
use crate::eligibility::trace::Outcome;
use crate::finding::Code;
use crate::policy::source::Expectation;

/// A case that did not come out as the policy expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedCase {
    /// Its name.
    pub name: String,
    /// What the policy expects.
    pub expected: Expectation,
    /// What came out.
    pub actual: Expectation,
}

/// What a policy's own cases show about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseReport {
    /// How many cases there are.
    pub cases: usize,
    /// Those that failed.
    pub failed: Vec<FailedCase>,
    /// Rules that no case shows met, or none shows unmet: level, rule, and the outcome that is not shown.
    pub uncovered: Vec<(crate::model::level::Level, String, Outcome)>,
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
        let mut shown = std::collections::BTreeSet::new();
        for case in self.policy.cases() {
            let report = self.assess(&case.form, None, case.day);
            for rule in &report.rules {
                shown.extend(report.level.map(|level| (level, rule.rule.clone(), rule.outcome.name())));
            }
            let spoke = |rule: &str| -> Option<Code> {
                report.findings.iter().find(|finding| finding.rule.as_deref() == Some(rule)).map(|finding| finding.code)
            };
            let of_rules = report.rules.iter().filter(|rule| rule.outcome == Outcome::Unmet);
            let codes = of_rules.filter_map(|rule| spoke(&rule.rule)).collect();
            let actual = Expectation { eligible: report.eligible, codes };
            if actual != case.expect {
                failed.push(FailedCase { name: case.name.clone(), expected: case.expect.clone(), actual });
            }
        }
        let mut uncovered = Vec::new();
        for rule in &self.policy.source().rules {
            for level in &rule.levels {
                for outcome in [Outcome::Met, Outcome::Unmet] {
                    if !shown.contains(&(*level, rule.name.clone(), outcome.name())) {
                        uncovered.push((*level, rule.name.clone(), outcome));
                    }
                }
            }
        }
        CaseReport { cases: self.policy.cases().len(), failed, uncovered }
    }
}
