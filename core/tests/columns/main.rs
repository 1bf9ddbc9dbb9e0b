//! Whole tables: every row is answered as the engine answers its form, and rubbish spoils only itself.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::type_complexity,
    reason = "a test stops at the first surprise"
)]

mod agree;
mod cut;
mod earliest;
#[path = "../people/mod.rs"]
mod people;
mod prepared;
mod rubbish;
mod simulate;
mod turning;

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Int16Builder, StringBuilder, StringDictionaryBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int8Type, Int16Type, UInt32Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_schema::{Field, Schema};
use gongkao::Engine;
use gongkao::batch::{Kind, Rubbish, Table, Wanted, columns, letter, parts};
use gongkao::catalogue::Catalogue;
use gongkao::eligibility::RuleStatus;
use gongkao::model::application::ApplicationForm;
use gongkao::model::date::Date;
use gongkao::policy::Policy;
use proptest::prelude::*;
use serde_json::Value;
fn batch(columns: Vec<(String, ArrayRef)>) -> RecordBatch {
    let fields: Vec<Field> =
        columns.iter().map(|(name, array)| Field::new(name, array.data_type().clone(), true)).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns.into_iter().map(|(_, array)| array).collect()).unwrap()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Forms as a table, in columns of text, or in the types Arrow has for them.
fn table(forms: &[Value], policy: &Policy, as_text: bool) -> RecordBatch {
    let column = |column: gongkao::batch::Column| {
        let values = forms.iter().map(|form| people::value(form, &column.field));
        let texts = values.clone().map(text);
        let array: ArrayRef = match column.kind {
            Kind::Word if !as_text => {
                let mut builder = StringDictionaryBuilder::<UInt32Type>::new();
                texts.for_each(|text| builder.append_option(text));
                Arc::new(builder.finish())
            }
            Kind::Day if !as_text => {
                let epoch: Date = "1970-01-01".parse().unwrap();
                let mut builder = Date32Builder::new();
                texts.for_each(|text| {
                    builder.append_option(text.map(|text| text.parse::<Date>().unwrap().number() - epoch.number()));
                });
                Arc::new(builder.finish())
            }
            Kind::Number if !as_text => {
                let mut builder = Int16Builder::new();
                values
                    .for_each(|value| builder.append_option(value.as_i64().map(|value| i16::try_from(value).unwrap())));
                Arc::new(builder.finish())
            }
            Kind::Flag if !as_text => {
                let mut builder = BooleanBuilder::new();
                values.for_each(|value| builder.append_option(value.as_bool()));
                Arc::new(builder.finish())
            }
            _ => {
                let mut builder = StringBuilder::new();
                texts.for_each(|text| builder.append_option(text));
                Arc::new(builder.finish())
            }
        };
        (column.name, array)
    };
    batch(columns(policy).into_iter().map(column).collect())
}

fn outcome(batch: &RecordBatch, row: usize) -> Option<String> {
    let column = batch.column_by_name("outcome").unwrap().as_dictionary::<Int8Type>();
    column.is_valid(row).then(|| column.values().as_string::<i32>().value(column.key(row).unwrap()).to_owned())
}

fn string(batch: &RecordBatch, name: &str, row: usize) -> Option<String> {
    if let Some(column) = batch.column_by_name(name).unwrap().as_dictionary_opt::<Int8Type>() {
        return column.key(row).map(|key| column.values().as_string::<i32>().value(key).to_owned());
    }
    if let Some(column) = batch.column_by_name(name).unwrap().as_dictionary_opt::<Int16Type>() {
        return column.key(row).map(|key| column.values().as_string::<i32>().value(key).to_owned());
    }
    let column = batch.column_by_name(name).unwrap().as_string::<i32>();
    column.is_valid(row).then(|| column.value(row).to_owned())
}

fn list(batch: &RecordBatch, name: &str, row: usize) -> Option<Vec<String>> {
    let column = batch.column_by_name(name).unwrap().as_list::<i32>();
    column
        .is_valid(row)
        .then(|| column.value(row).as_string::<i32>().iter().map(|text| text.unwrap().to_owned()).collect())
}

fn earliest_day(batch: &RecordBatch, row: usize) -> Option<Date> {
    let column = batch.column_by_name("earliest").unwrap().as_primitive::<Date32Type>();
    let epoch: Date = "1970-01-01".parse().unwrap();
    column.is_valid(row).then(|| Date::from_number(column.value(row) + epoch.number()).unwrap())
}

fn day() -> Date {
    "2022-03-10".parse().unwrap()
}
