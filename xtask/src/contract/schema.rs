//! Reading the JSON Schema of the core's types.

use std::collections::{BTreeMap, BTreeSet};

use gongkao::advise::Advice;
use gongkao::catalogue::import::RowError;
use gongkao::catalogue::{CatalogueData, Relation};
use gongkao::foretell::Foretold;
use gongkao::model::application::ApplicationForm;
use gongkao::model::certificate::CertificateLibrary;
use gongkao::model::unit::Unit;
use gongkao::policy::lint::Diagnostic;
use gongkao::policy::source::PolicySource;
use gongkao::printing::{PageMatch, PageOptions};
use gongkao::procedure::source::ProcedureSource;
use gongkao::prove::{Analysis, Changes, Coverage};
use gongkao::registration::{Complaint, SmsAnswer};
use gongkao::search::{Entry, Hit, Options};
use gongkao::sql::Sql;
use gongkao::statistics::{Record, StatisticsReport};
use gongkao::uploads::{FileUpload, UploadReport};
use gongkao::workflow::actions::ActionView;
use gongkao::workflow::progress::Progress;
use gongkao::workflow::{Acknowledgement, Command, Event, State};
use gongkao::{
    CaseReport, ChallengeAnswer, Decision, DecisionRecord, Difference, Facts, Foresight, Page, PolicyScope, Replay,
    Report, UploadLink,
};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value};

use super::{Field, Named, Shape, Type};

/// Every type that goes in or comes out, by name.
pub fn read() -> Result<Vec<Named>, String> {
    let mut given = SchemaSettings::draft2020_12().into_generator();
    given.subschema_for::<ApplicationForm>();
    given.subschema_for::<CertificateLibrary>();
    given.subschema_for::<Acknowledgement>();
    given.subschema_for::<CatalogueData>();
    given.subschema_for::<PolicySource>();
    given.subschema_for::<DecisionRecord>();
    given.subschema_for::<Unit>();
    given.subschema_for::<ProcedureSource>();
    given.subschema_for::<State>();
    given.subschema_for::<Event>();
    given.subschema_for::<Command>();
    given.subschema_for::<Facts>();
    given.subschema_for::<PageOptions>();
    given.subschema_for::<Record>();
    given.subschema_for::<PolicyScope>();
    given.subschema_for::<Entry>();
    given.subschema_for::<Options>();
    let given_names: BTreeSet<String> = definitions(given.clone()).into_keys().collect();
    let mut all = given;
    all.subschema_for::<Report>();
    all.subschema_for::<Foresight>();
    all.subschema_for::<Advice>();
    all.subschema_for::<Hit>();
    all.subschema_for::<Decision>();
    all.subschema_for::<Replay>();
    all.subschema_for::<ActionView>();
    all.subschema_for::<Progress>();
    all.subschema_for::<ChallengeAnswer>();
    all.subschema_for::<UploadLink>();
    all.subschema_for::<Page>();
    all.subschema_for::<PageMatch>();
    all.subschema_for::<Complaint>();
    all.subschema_for::<SmsAnswer>();
    all.subschema_for::<StatisticsReport>();
    all.subschema_for::<Difference>();
    all.subschema_for::<RowError>();
    all.subschema_for::<Relation>();
    all.subschema_for::<CaseReport>();
    all.subschema_for::<Diagnostic>();
    all.subschema_for::<Analysis>();
    all.subschema_for::<Coverage>();
    all.subschema_for::<Changes>();
    all.subschema_for::<Foretold>();
    all.subschema_for::<Sql>();
    // What is given of files is what was answered before.
    all.subschema_for::<FileUpload>();
    all.subschema_for::<UploadReport>();

    let mut reader = Reader { hoisted: Vec::new() };
    let mut types = Vec::new();
    for (name, schema) in definitions(all) {
        let mut named = reader.named(&name, &schema)?;
        if !given_names.contains(&name) {
            leave_out_null(&mut named);
        }
        types.push(named);
    }
    types.append(&mut reader.hoisted);
    types.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(types)
}

fn definitions(mut generator: SchemaGenerator) -> BTreeMap<String, Value> {
    generator.take_definitions(true).into_iter().collect()
}

/// An answer leaves a field out where it has nothing to say; `null` stands only in what is given.
fn leave_out_null(named: &mut Named) {
    let Shape::Record(fields) = &mut named.shape else { return };
    for field in fields.iter_mut().filter(|field| !field.required) {
        if let Type::Union(kinds) = &mut field.kind {
            kinds.retain(|kind| *kind != Type::Null);
        }
    }
}

struct Reader {
    /// Objects that stand inside other types without a name of their own.
    hoisted: Vec<Named>,
}

impl Reader {
    fn named(&mut self, name: &str, schema: &Value) -> Result<Named, String> {
        let words = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(words);
        let shape = if let Some(words) = words {
            Shape::Words(words)
        } else if let Some(list) = schema.get("enum").and_then(Value::as_array) {
            Shape::Words(list.iter().map(|word| (text(Some(word)), String::new())).collect())
        } else if is_record(schema) {
            Shape::Record(self.fields(name, schema)?)
        } else {
            Shape::Alias(self.kind(name, schema)?)
        };
        Ok(Named { name: type_name(name), doc: doc(schema), shape })
    }

    fn fields(&mut self, name: &str, schema: &Value) -> Result<Vec<Field>, String> {
        let none = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
        let required: Vec<&str> =
            schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let field = |(key, property): (&String, &Value)| {
            Ok(Field {
                name: key.clone(),
                doc: doc(property),
                required: required.contains(&key.as_str()),
                kind: self.kind(&format!("{name}_{key}"), property)?,
            })
        };
        properties.iter().map(field).collect()
    }

    /// The type a schema stands for; `name` is what it would be called, should it need a name.
    fn kind(&mut self, name: &str, schema: &Value) -> Result<Type, String> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return Ok(Type::Name(type_name(reference.rsplit('/').next().unwrap_or(reference))));
        }
        if let Some(word) = schema.get("const").and_then(Value::as_str) {
            return Ok(Type::Word(word.to_owned()));
        }
        if let Some(variants) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
            let kinds = variants.iter().map(|variant| self.kind(name, variant)).collect::<Result<_, _>>()?;
            return Ok(Type::Union(kinds));
        }
        if let Some(types) = schema.get("type").and_then(Value::as_array) {
            let kinds =
                types.iter().map(|kind| self.simple(name, schema, &text(Some(kind)))).collect::<Result<_, _>>()?;
            return Ok(Type::Union(kinds));
        }
        self.simple(name, schema, &text(schema.get("type")))
    }

    fn simple(&mut self, name: &str, schema: &Value, kind: &str) -> Result<Type, String> {
        Ok(match kind {
            "null" => Type::Null,
            "boolean" => Type::Flag,
            "integer" => Type::Integer,
            "string" => Type::Text,
            "array" => match schema.get("items") {
                Some(items) => Type::List(Box::new(self.kind(name, items)?)),
                None => return Err(unknown(name, schema)),
            },
            "object" if is_record(schema) => {
                let first = schema.get("properties").and_then(Value::as_object).and_then(|all| all.keys().next());
                let name = format!("{name}_{}", first.map_or("", String::as_str));
                let fields = self.fields(&name, schema)?;
                let name = type_name(&name);
                self.hoisted.push(Named { name: name.clone(), doc: doc(schema), shape: Shape::Record(fields) });
                Type::Name(name)
            }
            "object" => match schema.get("additionalProperties") {
                Some(value) if value.is_object() => Type::Map(Box::new(self.kind(name, value)?)),
                _ => return Err(unknown(name, schema)),
            },
            _ => return Err(unknown(name, schema)),
        })
    }
}

fn unknown(name: &str, schema: &Value) -> String {
    format!("the schema of `{name}` says something this generator does not know: {schema}")
}

fn is_record(schema: &Value) -> bool {
    let closed = schema.get("additionalProperties").is_none_or(|more| !more.is_object());
    schema.get("type").and_then(Value::as_str) == Some("object") && closed
}

fn words(variants: &Value) -> Option<Vec<(String, String)>> {
    let word = |variant: &Value| Some((variant.get("const")?.as_str()?.to_owned(), doc(variant)));
    variants.as_array()?.iter().map(word).collect()
}

fn doc(schema: &Value) -> String {
    text(schema.get("description"))
}

fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// `Sourced_Array_of_string` as `SourcedArrayOfString`.
fn type_name(name: &str) -> String {
    let capital = |part: &str| {
        let mut letters = part.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    name.split('_').map(capital).collect()
}
