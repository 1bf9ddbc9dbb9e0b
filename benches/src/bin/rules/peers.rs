//! The same rule in other engines. Each is given its input in its own form, made beforehand; rules are compiled beforehand.

use std::hint::black_box;

use crate::comparison::{Answer, Person};
use crate::{median, say};

pub(crate) fn run(people: &[Person], hand: f64, by_hand: fn(&Person) -> Answer) {
    datalogic(people, hand, by_hand);
    zen(people, hand, by_hand);
    cel(people, hand, by_hand);
    rego(people, hand, by_hand);
}

/// A person as JSON.
fn json(person: &Person) -> serde_json::Value {
    serde_json::json!({
        "held": person.held, "target": person.target,
        "level_years": person.level_years, "work_years": person.work_years,
        "in_post": person.in_post, "healthy": person.healthy,
        "approved": person.approved, "unpunished": person.unpunished,
    })
}

fn datalogic(people: &[Person], hand: f64, by_hand: fn(&Person) -> Answer) {
    use datalogic_rs::datavalue::OwnedDataValue;
    let var = |name: &str| serde_json::json!({ "var": name });
    let eligible = serde_json::json!({ "and": [
        { "==": [var("held"), { "-": [var("target"), 1] }] },
        { "or": [
            { ">=": [var("level_years"), 5] },
            { ">=": [var("work_years"), { "if": [{ "==": [var("target"), 2] }, 10, 18] }] },
        ] },
        var("in_post"), var("healthy"), var("approved"), var("unpunished"),
    ] });
    let need = serde_json::json!({ "if": [
        { ">=": [var("work_years"), 25] }, 0,
        { "==": [var("held"), 0] }, 2,
        { "and": [{ "==": [var("target"), 2] }, { ">=": [var("level_years"), 8] }] }, 1,
        { "and": [{ "==": [var("target"), 3] }, { ">=": [var("level_years"), 8] }] }, 1,
        { "!": [var("approved")] }, 2,
        1,
    ] });
    let engine = datalogic_rs::Engine::new();
    let (eligible, need) =
        (engine.compile(eligible.to_string().as_str()).unwrap(), engine.compile(need.to_string().as_str()).unwrap());
    let rows: Vec<(OwnedDataValue, Answer)> = people
        .iter()
        .map(|person| (OwnedDataValue::from_json(&json(person).to_string()).unwrap(), by_hand(person)))
        .collect();
    let mut session = engine.session();
    let mut decide = |row: &OwnedDataValue| -> Answer {
        let met = session.eval_borrowed(&eligible, row).unwrap().as_bool().unwrap();
        let said = session.eval_borrowed(&need, row).unwrap().as_i64().unwrap();
        session.reset();
        (met, u8::try_from(said).unwrap())
    };
    rows.iter().for_each(|(row, expected)| assert_eq!(decide(row), *expected));
    let time = median(&rows, |(row, _)| {
        black_box(decide(row));
    });
    say("datalogic-rs 5.4", time, hand);
}

fn zen(people: &[Person], hand: f64, by_hand: fn(&Person) -> Answer) {
    use zen_expression::compile_expression;
    use zen_expression::variable::Variable;
    use zen_expression::vm::VM;
    let eligible = compile_expression(
        "held == target - 1 and (level_years >= 5 or work_years >= (target == 2 ? 10 : 18)) and in_post and healthy and approved and unpunished",
    )
    .unwrap();
    let need = compile_expression(
        "work_years >= 25 ? 0 : (held == 0 ? 2 : (target == 2 and level_years >= 8 ? 1 : (target == 3 and level_years >= 8 ? 1 : (not approved ? 2 : 1))))",
    )
    .unwrap();
    let rows: Vec<(Variable, Answer)> =
        people.iter().map(|person| (Variable::from(json(person)), by_hand(person))).collect();
    let mut vm = VM::new();
    let mut decide = |row: &Variable| -> Answer {
        let met = eligible.evaluate_with(row.clone(), &mut vm).unwrap();
        let said = need.evaluate_with(row.clone(), &mut vm).unwrap();
        (met.as_bool().unwrap(), said.to_value().to_string().parse::<f64>().unwrap().round() as u8)
    };
    rows.iter().for_each(|(row, expected)| assert_eq!(decide(row), *expected));
    let time = median(&rows, |(row, _)| {
        black_box((
            eligible.evaluate_with(row.clone(), &mut vm).unwrap(),
            need.evaluate_with(row.clone(), &mut vm).unwrap(),
        ));
    });
    say("zen-expression 2.1", time, hand);
}

fn cel(people: &[Person], hand: f64, by_hand: fn(&Person) -> Answer) {
    use cel::{Context, Program, Value};
    let eligible = Program::compile(
        "held == target - 1 && (level_years >= 5 || work_years >= (target == 2 ? 10 : 18)) && in_post && healthy && approved && unpunished",
    )
    .unwrap();
    let need = Program::compile(
        "work_years >= 25 ? 0 : (held == 0 ? 2 : (target == 2 && level_years >= 8 ? 1 : (target == 3 && level_years >= 8 ? 1 : (!approved ? 2 : 1))))",
    )
    .unwrap();
    let rows: Vec<(Context<'_, '_>, Answer)> = people
        .iter()
        .map(|person| {
            let mut context = Context::default();
            for (name, value) in [
                ("held", person.held),
                ("target", person.target),
                ("level_years", person.level_years),
                ("work_years", person.work_years),
            ] {
                context.add_variable_from_value(name, i64::from(value));
            }
            for (name, value) in [
                ("in_post", person.in_post),
                ("healthy", person.healthy),
                ("approved", person.approved),
                ("unpunished", person.unpunished),
            ] {
                context.add_variable_from_value(name, value);
            }
            (context, by_hand(person))
        })
        .collect();
    let decide = |context: &Context<'_, '_>| -> Answer {
        let met = matches!(eligible.execute(context).unwrap(), Value::Bool(true));
        let Value::Int(said) = need.execute(context).unwrap() else { panic!("a number is expected") };
        (met, u8::try_from(said).unwrap())
    };
    rows.iter().for_each(|(row, expected)| assert_eq!(decide(row), *expected));
    let time = median(&rows, |(row, _)| {
        black_box(decide(row));
    });
    say("cel 0.15", time, hand);
}

fn rego(people: &[Person], hand: f64, by_hand: fn(&Person) -> Answer) {
    const POLICY: &str = r"
package rule

import rego.v1

years_needed := 10 if input.target == 2 else := 18

years if input.level_years >= 5
years if input.work_years >= years_needed

default eligible := false

eligible if {
    input.held == input.target - 1
    years
    input.in_post
    input.healthy
    input.approved
    input.unpunished
}

need := 0 if { input.work_years >= 25 } else := 2 if { input.held == 0 } else := 1 if { input.target == 2; input.level_years >= 8 } else := 1 if { input.target == 3; input.level_years >= 8 } else := 2 if { not input.approved } else := 1
";
    let mut engine = regorus::Engine::new();
    engine.add_policy("rule.rego".into(), POLICY.into()).unwrap();
    // Rego is a thousand times slower; fewer people say as much.
    let rows: Vec<(regorus::Value, Answer)> = people
        .iter()
        .take(256)
        .map(|person| (regorus::Value::from_json_str(&json(person).to_string()).unwrap(), by_hand(person)))
        .collect();
    let mut decide = |input: &regorus::Value| -> Answer {
        engine.set_input(input.clone());
        let met = engine.eval_rule("data.rule.eligible".into()).unwrap();
        let said = engine.eval_rule("data.rule.need".into()).unwrap();
        (*met.as_bool().unwrap(), u8::try_from(said.as_i64().unwrap()).unwrap())
    };
    rows.iter().for_each(|(row, expected)| assert_eq!(decide(row), *expected));
    let time = median(&rows, |(row, _)| {
        black_box(decide(row));
    });
    say("regorus 0.14", time, hand);
}
