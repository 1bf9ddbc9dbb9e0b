//! A row of a table as the form it stands for.

use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{Array, StructArray};
use arrow_schema::DataType;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::column::{Bound, Rubbish, Source, epoch, number};
use super::schema::Kind;
use super::text::Text;
use super::words;
use crate::model::answer::Answer;
use crate::model::application::ApplicationForm;
use crate::model::candidate::Candidate;
use crate::model::date::Date;
use crate::policy::Policy;
use crate::policy::fact::FactKind;

/// Lists longer than this are no list of one person.
const LONGEST: usize = 10_000;

/// A form with nothing answered.
pub(super) fn empty() -> ApplicationForm {
    ApplicationForm::of(Candidate {
        name: "".into(),
        identity_number: "".into(),
        mobile: None,
        retirement_category: None,
    })
}

/// Puts one value into the form: a position, a flag, a count or a day by its number.
pub(super) fn put(form: &mut ApplicationForm, bound: &Bound<'_>, value: i32, policy: &Policy) {
    let name = bound.column.name.as_str();
    if let Some(fact) = name.strip_prefix("answers.") {
        let answer = match policy.source().facts.get(fact).map(|fact| fact.kind) {
            Some(FactKind::Flag) => Some(Answer::Flag(value == 1)),
            Some(FactKind::Number) => Some(Answer::Number(value.into())),
            Some(FactKind::Day) => Date::from_number(value).map(|day| Answer::Text(day.to_string())),
            _ => usize::try_from(value).ok().and_then(|at| bound.words.get(at)).cloned().map(Answer::Text),
        };
        form.answers.extend(answer.map(|answer| (fact.to_owned(), answer)));
        return;
    }
    match bound.column.kind {
        Kind::Word => words::put_word(form, name, usize::try_from(value).unwrap_or(usize::MAX)),
        Kind::Day => words::put_day(form, name, Date::from_number(value)),
        Kind::Flag => form.exception.claimed = value == 1,
        Kind::Number => form.current.obtained_year = Some(value),
        Kind::Text | Kind::List => {}
    }
}

/// Puts a text or a list into the form; refused where the list is none of the field's.
pub(super) fn put_raw(form: &mut ApplicationForm, bound: &Bound<'_>, row: usize) -> Result<(), Rubbish> {
    let name = bound.column.name.as_str();
    match (&bound.source, bound.column.kind) {
        (Source::Text(text), Kind::Text) => {
            if let Some(text) = text.get(row) {
                words::put_text(form, name, text);
            }
        }
        (Source::Text(text), Kind::List) => {
            if let Some(text) = text.get(row) {
                put_list(form, name, serde_json::from_str(text).map_err(|_| Rubbish::NoList)?)?;
            }
        }
        (Source::List(array), _) if array.is_valid(row) => put_list(form, name, json(*array, row)?)?,
        _ => {}
    }
    Ok(())
}

fn put_list(form: &mut ApplicationForm, name: &str, list: Value) -> Result<(), Rubbish> {
    fn read<T: DeserializeOwned>(list: Value) -> Result<Option<Vec<T>>, Rubbish> {
        serde_json::from_value(list).map_err(|_| Rubbish::NoList)
    }
    if list.as_array().is_some_and(|list| list.len() > LONGEST) {
        return Err(Rubbish::NoList);
    }
    match name {
        "service" => form.service = read(list)?,
        "penalties" => form.penalties = read(list)?,
        "assessments" => form.assessments = read(list)?,
        "awards" => form.awards = read(list)?,
        "exception_used_years" => form.exception.used_years = read(list)?,
        _ => {}
    }
    Ok(())
}

/// A value of Arrow as the contract writes it. Nulls inside a struct are left out, for they are answers not given.
fn json(array: &dyn Array, row: usize) -> Result<Value, Rubbish> {
    if array.is_null(row) {
        return Ok(Value::Null);
    }
    if let Some(text) = Text::new(array) {
        return Ok(text.get(row).map_or(Value::Null, Value::from));
    }
    Ok(match array.data_type() {
        // Where no row has anything there, the type says so.
        DataType::Null => Value::Null,
        DataType::Boolean => array.as_boolean().value(row).into(),
        DataType::Date32 => {
            let day = array.as_primitive::<Date32Type>().value(row).checked_add(epoch()).and_then(Date::from_number);
            day.ok_or(Rubbish::NoList)?.to_string().into()
        }
        DataType::List(_) => items(array.as_list::<i32>().value(row).as_ref())?,
        DataType::LargeList(_) => items(array.as_list::<i64>().value(row).as_ref())?,
        DataType::Struct(_) => fields(array.as_struct(), row)?,
        kind if kind.is_integer() => number(array, row).ok_or(Rubbish::NoList)?.into(),
        _ => return Err(Rubbish::NoList),
    })
}

fn items(array: &dyn Array) -> Result<Value, Rubbish> {
    if array.len() > LONGEST {
        return Err(Rubbish::NoList);
    }
    (0..array.len()).map(|row| json(array, row)).collect::<Result<Vec<_>, _>>().map(Value::Array)
}

fn fields(array: &StructArray, row: usize) -> Result<Value, Rubbish> {
    let mut object = Map::new();
    for (name, column) in array.column_names().into_iter().zip(array.columns()) {
        let value = json(column.as_ref(), row)?;
        if !value.is_null() {
            object.insert(name.to_owned(), value);
        }
    }
    Ok(Value::Object(object))
}
