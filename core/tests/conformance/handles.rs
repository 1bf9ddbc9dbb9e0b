//! What a catalogue, an index and a policy answer on their own, as the text that the other runners compare with.

use gongkao::catalogue::Catalogue;
use gongkao::catalogue::import::read_csv;
use gongkao::policy::Policy;
use gongkao::search::Index;
use gongkao::{Error, filter_option_json, prove};
use serde::Serialize;
use serde_json::Value;

use crate::case::{Call, Case, Typed};

/// The answer; an error is one of the contract.
pub(crate) fn answer(case: &Case) -> Result<String, Error> {
    match case.call {
        Call::Catalogue => catalogue(case),
        Call::Index => index(case),
        Call::Policy => policy(case),
        _ => panic!("this call is asked of an engine or a desk"),
    }
}

fn text(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap()
}

fn options(case: &Case) -> Option<String> {
    case.options.as_ref().map(Value::to_string)
}

fn catalogue(case: &Case) -> Result<String, Error> {
    let (catalogue, complaints) = match (&case.csv, &case.catalogue) {
        (Some(csv), _) => {
            let imported = read_csv("csv", csv.as_bytes())?;
            (imported.catalogue, imported.errors)
        }
        (None, None) => (Catalogue::henan()?, Vec::new()),
        (None, Some(data)) => (Catalogue::from_json(&data.to_string())?, Vec::new()),
    };
    let found: Vec<_> = case.find.iter().map(|name| catalogue.find(name)).collect();
    let relations: Vec<_> = case.relations.iter().map(|[held, declared]| catalogue.relation(held, declared)).collect();
    let hits = catalogue.search_json(&case.query, case.limit.unwrap_or(10), options(case).as_deref())?;
    Ok(format!(
        r#"{{"complaints":{},"found":{},"relations":{},"hits":{},"data":{}}}"#,
        text(&complaints),
        text(&found),
        text(&relations),
        text(&hits),
        text(&catalogue.to_data()),
    ))
}

fn index(case: &Case) -> Result<String, Error> {
    let built = Index::from_json(&case.entries.to_string(), case.prefix)?;
    let index = Index::load(built.as_bytes().to_vec())?;
    let options = options(case);
    let limit = case.limit.unwrap_or(10);
    let hits = index.search_json(&case.query, limit, options.as_deref())?;
    let mut session = index.session_json(limit, options.as_deref())?;
    let said = case.typed.iter().map(|typed| {
        text(&match typed {
            Typed::Push(typed) => session.push(typed),
            Typed::Set(typed) => session.set(typed),
            Typed::Pop => session.pop(),
        })
    });
    let typed: Vec<String> = said.collect();
    let pieces = case.filter.iter().map(|[query, text]| filter_option_json(query, text, options.as_deref()));
    Ok(format!(
        r#"{{"hits":{},"typed":[{}],"query":{},"is_complete":{},"pieces":{}}}"#,
        text(&hits),
        typed.join(","),
        text(&session.query()),
        session.is_complete(),
        text(&pieces.collect::<Result<Vec<_>, _>>()?),
    ))
}

fn policy(case: &Case) -> Result<String, Error> {
    let policy = match (&case.files, &case.scope, &case.policy) {
        (Some(files), ..) => Policy::from_files_json(&files.to_string(), None)?,
        (None, Some(scope), _) => Policy::select_json(&scope.to_string(), None)?,
        (None, None, Some(Value::String(name))) => Policy::shipped(name)?,
        (None, None, Some(data)) => Policy::from_json(&data.to_string())?,
        (None, None, None) => Policy::henan()?,
    };
    let engine = || policy.engine(None);
    Ok(match case.ask.as_str() {
        "id" => text(&policy.source().policy.id),
        "lint" => text(&policy.lint_json(Some(case.day.as_str()).filter(|day| !day.is_empty()))?),
        "show" => text(&policy.outline_json(&case.with)?),
        "run_cases" => text(&engine()?.run_cases()),
        "analyse" => text(&prove::analyse(&engine()?)),
        "coverage" => text(&prove::coverage(&engine()?)),
        "difference" => text(&prove::difference(&engine()?, &Policy::shipped(&case.with)?.engine(None)?)),
        "sql" => text(&engine()?.sql_json(&case.with, &case.day)?),
        other => panic!("`{other}` is no question"),
    })
}
