//! Answers to what the policy itself asks.

use crate::finding::{Code, Param, Remark};
use crate::model::answer::Answer;
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::policy::Policy;
use crate::policy::fact::{Fact, FactKind};
use crate::policy::limits::COUNTS;
use crate::policy::plan::Value;

/// An answer as a value of its fact; nothing where it is no answer to it.
pub(crate) fn read(fact: &Fact, answer: &Answer) -> Option<Value> {
    match (fact.kind, answer) {
        (FactKind::Flag, Answer::Flag(flag)) => Some(Value::exactly((*flag).into())),
        (FactKind::Number, Answer::Number(number)) => {
            i32::try_from(*number).ok().filter(|number| COUNTS.contains(&i64::from(*number))).map(Value::exactly)
        }
        // There is no such day: it never happened.
        (FactKind::Day, Answer::Flag(false)) => Some(Value::ABSENT),
        (FactKind::Day, Answer::Text(text)) => text.parse::<Date>().ok().map(|day| Value::exactly(day.number())),
        (FactKind::Word | FactKind::OrderedWord, Answer::Text(text)) => {
            let at = fact.words.iter().position(|word| word.name == *text)?;
            i32::try_from(at).ok().map(Value::exactly)
        }
        _ => None,
    }
}

/// Answers that are none, and answers to what nobody asked. The answer itself is not repeated: it may be anything.
pub(super) fn check(form: &ApplicationForm, policy: &Policy, remarks: &mut Vec<Remark>) {
    for (name, answer) in &form.answers {
        let fact = policy.source().facts.get(name);
        if fact.is_some_and(|fact| read(fact, answer).is_some()) {
            continue;
        }
        let choices: Vec<Param> = match fact.map(|fact| (fact.kind, fact)) {
            None => vec!["answer/none".into()],
            Some((FactKind::Flag, _)) => vec!["answer/flag".into()],
            Some((FactKind::Number, _)) => vec!["answer/number".into()],
            Some((FactKind::Day, _)) => vec!["answer/day".into()],
            Some((FactKind::Word | FactKind::OrderedWord, fact)) => {
                fact.words.iter().map(|word| word.label.clone().into()).collect()
            }
        };
        let (path, label) = match fact {
            Some(fact) => (format!("answers.{name}"), Param::from(fact.label.clone())),
            None => ("answers".to_owned(), super::echo(name).into()),
        };
        let mut remark = Remark::new(Code::FormAnswer, path).with("field", label).with("choices", choices);
        remark.citations.extend(fact.map(|fact| fact.citation.clone()));
        remarks.push(remark);
    }
}
