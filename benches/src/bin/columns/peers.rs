//! Engines that decide row by row, on rows made in their own form beforehand.

use std::time::Instant;

use crate::people::People;
use crate::say;

pub(crate) fn measure(people: &People, expected: &[u8], hand: f64) {
    say("datalogic-rs 5.4, row by row", datalogic(people, expected), hand);
    say("zen-expression 2.1, row by row", zen(people, expected), hand);
}

fn rows(people: &People) -> impl Iterator<Item = serde_json::Value> {
    (0..100_000).map(move |row| {
        serde_json::json!({
            "held": people.held[row], "target": people.target[row],
            "level_years": people.level_years[row], "work_years": people.work_years[row],
            "in_post": people.flags[0][row], "healthy": people.flags[1][row],
            "approved": people.flags[2][row], "unpunished": people.flags[3][row],
        })
    })
}

fn time<Row>(rows: &[Row], expected: &[u8], mut met: impl FnMut(&Row) -> bool) -> f64 {
    let start = Instant::now();
    for (row, expected) in rows.iter().zip(expected) {
        assert_eq!(u8::from(met(row)), *expected);
    }
    start.elapsed().as_secs_f64() * 1e9 / rows.len() as f64
}

fn datalogic(people: &People, expected: &[u8]) -> f64 {
    use datalogic_rs::datavalue::OwnedDataValue;
    let var = |name: &str| serde_json::json!({ "var": name });
    let rule = serde_json::json!({ "and": [
        { "==": [var("held"), { "-": [var("target"), 1] }] },
        { "or": [
            { ">=": [var("level_years"), 5] },
            { ">=": [var("work_years"), { "if": [{ "==": [var("target"), 2] }, 10, 18] }] },
        ] },
        var("in_post"), var("healthy"), var("approved"), var("unpunished"),
    ] });
    let engine = datalogic_rs::Engine::new();
    let rule = engine.compile(rule.to_string().as_str()).unwrap();
    let rows: Vec<OwnedDataValue> =
        rows(people).map(|row| OwnedDataValue::from_json(&row.to_string()).unwrap()).collect();
    let mut session = engine.session();
    time(&rows, expected, |row| {
        let met = session.eval_borrowed(&rule, row).unwrap().as_bool().unwrap();
        session.reset();
        met
    })
}

fn zen(people: &People, expected: &[u8]) -> f64 {
    use zen_expression::compile_expression;
    use zen_expression::variable::Variable;
    use zen_expression::vm::VM;
    let rule = "held == target - 1 and (level_years >= 5 or work_years >= (target == 2 ? 10 : 18)) \
                and in_post and healthy and approved and unpunished";
    let rule = compile_expression(rule).unwrap();
    let rows: Vec<Variable> = rows(people).map(Variable::from).collect();
    let mut vm = VM::new();
    time(&rows, expected, |row| rule.evaluate_with(row.clone(), &mut vm).unwrap().as_bool().unwrap())
}
