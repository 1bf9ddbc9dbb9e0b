//! What a report rests on: the clauses no source settles, and the documents behind every clause it names.

use std::collections::BTreeMap;

use crate::eligibility::trace::{Count, NodeTrace, RuleStatus, RuleTrace};
use crate::finding::{Code, Finding, Remark};
use crate::materials::Material;
use crate::model::citation::{Citation, Confidence, Document};
use crate::model::date::Date;
use crate::order;
use crate::policy::Policy;
use crate::policy::quantity::Quantity;

/// The clauses of rules and of what they compared with.
fn of_rules(rules: &[RuleTrace]) -> impl Iterator<Item = &Citation> {
    rules.iter().flat_map(|rule| {
        let nodes: Vec<&NodeTrace> = rule.trees().flat_map(NodeTrace::nodes).collect();
        let of_nodes = nodes.into_iter().flat_map(|node| {
            let compared = node.comparison.as_ref().and_then(|comparison| comparison.citation.as_ref());
            let lifted = node.lifted_by.as_ref().map(|lifted| &lifted.citation);
            node.citation.iter().chain(compared).chain(lifted)
        });
        let own = (rule.status != RuleStatus::NotApplicable).then_some(&rule.citation);
        own.into_iter().chain(of_nodes)
    })
}

/// What to say where the day by which the policy should have been looked at again has passed.
pub(super) fn review_due(policy: &Policy, day: Date) -> Option<Remark> {
    let due = policy.source().policy.review_by.filter(|due| day > *due)?;
    Some(Remark::new(Code::PolicyReviewDue, "").with("due", due.to_string()))
}

/// What the report leaned on that no source settles: assumed clauses of the rules that were evaluated, of what they compared
/// with, of how years were counted, and of every other finding.
pub(super) fn assumed(policy: &Policy, remarks: &[Remark], rules: &[RuleTrace], counts: &[Count]) -> Vec<Citation> {
    let compared = rules.iter().flat_map(RuleTrace::trees).flat_map(NodeTrace::comparisons);
    let used = order::set(compared.map(|comparison| comparison.quantity));
    let counting = &policy.source().counting;
    let assessments = used.iter().any(|quantity| quantity.counts_assessments());
    let of_counts = counts
        .iter()
        .filter(|count| used.contains(&count.quantity))
        .map(|count| &count.citation)
        .chain(assessments.then_some(&counting.assessments.citation))
        .chain(used.contains(&Quantity::Awards).then_some(&counting.awards.citation));
    let of_remarks = remarks.iter().flat_map(|remark| {
        remark.citations.iter().chain(policy.source().findings.get(&remark.code).map(|rule| &rule.citation))
    });
    let mut all: Vec<Citation> = Vec::new();
    for citation in of_rules(rules).chain(of_counts).chain(of_remarks) {
        if citation.confidence == Confidence::Assumed && !all.contains(citation) {
            all.push(citation.clone());
        }
    }
    all
}

/// The documents that any clause of the report names.
pub(super) fn documents(
    policy: &Policy,
    findings: &[Finding],
    rules: &[RuleTrace],
    counts: &[Count],
    materials: &[Material],
    assumed: &[Citation],
) -> BTreeMap<String, Document> {
    let named = findings
        .iter()
        .flat_map(|finding| &finding.citations)
        .chain(of_rules(rules))
        .chain(rules.iter().map(|rule| &rule.citation))
        .chain(counts.iter().map(|count| &count.citation))
        .chain(materials.iter().map(|material| &material.citation))
        .chain(assumed);
    let all = &policy.source().documents;
    let known = named.filter_map(|citation| all.get_key_value(&citation.document));
    order::map(known.map(|(key, document)| (key.clone(), document.clone())))
}
