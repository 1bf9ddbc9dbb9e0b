//! The contract's types for Python and TypeScript, from the JSON Schema of the core's own.
//!
//! A generator of our own, for the schema uses a dozen words and general tools repair names afterwards.

mod policy_schema;
mod python;
mod schema;
mod typescript;

use std::path::PathBuf;

use crate::place;

/// A type of the contract.
pub struct Named {
    /// Its name.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// Its shape.
    pub shape: Shape,
}

/// The shape of a type.
pub enum Shape {
    /// An object with fields.
    Record(Vec<Field>),
    /// One of a list of words, each with what it means.
    Words(Vec<(String, String)>),
    /// Another name for a type.
    Alias(Type),
}

/// A field of an object.
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// Whether it is always there.
    pub required: bool,
    /// Its type.
    pub kind: Type,
}

/// A type where it is used.
#[derive(Clone, PartialEq)]
pub enum Type {
    /// `null`
    Null,
    /// `true`, `false`
    Flag,
    /// A whole number.
    Integer,
    /// A text.
    Text,
    /// Exactly this text.
    Word(String),
    /// A list.
    List(Box<Type>),
    /// An object with free keys.
    Map(Box<Type>),
    /// A type by its name.
    Name(String),
    /// One of several.
    Union(Vec<Type>),
}

/// The generated files and their content.
pub fn files() -> Result<Vec<(PathBuf, String)>, String> {
    let types = schema::read()?;
    Ok(vec![
        (place::python().join("python/gongkao/types.py"), python::write(&types)),
        (place::wasm().join("js/types.d.ts"), typescript::write(&types)),
        (place::core().join("data/policy.schema.json"), policy_schema::write()?),
    ])
}
