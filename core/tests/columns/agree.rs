//! Every answer of a table is that of the engine.

use super::*;

/// Every answer of a table is that of the engine.
fn compare(engine: &Engine, forms: &[Value], batch: &RecordBatch) {
    let table = Table::new(engine, batch, day()).unwrap();
    let answered = table.decide(0..table.rows(), Wanted::ALL);
    let verdicts = table.decide(0..table.rows(), Wanted::VERDICT).batch;
    assert_eq!(answered.summary.rows, forms.len() as u64);
    assert!(answered.summary.rubbish.is_empty());
    let told = answered.batch;
    for (row, json) in forms.iter().enumerate() {
        let form = ApplicationForm::from_json(&json.to_string()).unwrap();
        let report = engine.assess(&form, None, day());
        let record = engine.record(&form, None, day());
        assert_eq!(engine.eligible(&form, day()), report.eligible);
        assert_eq!(outcome(&verdicts, row).as_deref(), Some(report.eligible.name()), "{json}");
        assert_eq!(outcome(&told, row).as_deref(), Some(report.eligible.name()), "{json}");
        assert_eq!(list(&told, "needed", row).unwrap(), report.needed, "{json}");
        let earliest = engine.when(&form, None, day()).earliest.map(|foreseen| foreseen.day);
        assert_eq!(earliest_day(&told, row), earliest, "{json}");
        if report.level.is_none() {
            assert_eq!(string(&told, "rules", row), None);
            continue;
        }
        let rules: String = report.rules.iter().map(|rule| letter(rule.status)).collect();
        assert_eq!(string(&told, "rules", row).unwrap(), rules, "{json}");
        assert_eq!(list(&told, "routes", row).unwrap(), record.routes, "{json}");
        let spoken = report.rules.iter().filter_map(|rule| match rule.status {
            RuleStatus::Unmet | RuleStatus::Lifted | RuleStatus::Referred => {
                let finding = report.findings.iter().find(|finding| finding.rule.as_deref() == Some(&rule.rule));
                Some(finding.unwrap().code.name().to_owned())
            }
            _ => None,
        });
        assert_eq!(list(&told, "codes", row).unwrap(), spoken.collect::<Vec<_>>(), "{json}");
        let trace = told.column_by_name("trace").unwrap().as_binary::<i32>().value(row);
        let hexadecimal = trace.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        assert_eq!(hexadecimal, record.trace, "{json}");
        // From what was kept alone.
        let kept = engine.explain_trace(report.level.unwrap(), &rules, trace, day()).unwrap();
        for (kept, whole) in kept.iter().zip(&report.rules) {
            assert_eq!(
                (&kept.rule, &kept.label, kept.status, &kept.routes, &kept.citation),
                (&whole.rule, &whole.label, whole.status, &whole.routes, &whole.citation)
            );
            if !matches!(whole.status, RuleStatus::Lifted | RuleStatus::Referred)
                && json["exception"]["claimed"] == false
            {
                let outcomes = |rule: &gongkao::eligibility::trace::RuleTrace| {
                    rule.condition
                        .nodes()
                        .iter()
                        .map(|node| (node.outcome, node.kind, node.name.clone()))
                        .collect::<Vec<_>>()
                };
                if whole.condition.nodes().len() == kept.condition.nodes().len() {
                    assert_eq!(outcomes(kept), outcomes(whole));
                }
            }
        }
        assert_eq!(serde_json::to_value(table.report(row).unwrap()).unwrap(), serde_json::to_value(&report).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn columns_answer_as_the_engine_does(policy in people::policy(), forms in prop::collection::vec(people::form(), 12), as_text in any::<bool>()) {
        let policy = Policy::from_json(&policy.to_string()).unwrap();
        let engine = Engine::new(Catalogue::henan().unwrap(), policy).unwrap();
        compare(&engine, &forms, &table(&forms, engine.policy(), as_text));
    }

    #[test]
    fn columns_answer_as_henans_engine_does(forms in prop::collection::vec(people::form(), 40), as_text in any::<bool>()) {
        let engine = Engine::henan().unwrap();
        let forms: Vec<Value> = forms.into_iter().map(|mut form| { form["answers"] = serde_json::json!({}); form }).collect();
        compare(&engine, &forms, &table(&forms, engine.policy(), as_text));
    }
}
