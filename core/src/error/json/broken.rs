//! What is wrong with a text, and where: the path grows on the way out.

use std::fmt::{self, Display, Write as _};

use serde::de::{Error, Expected, Unexpected};

/// One step of a path.
#[derive(Debug)]
pub(super) enum Step {
    Name(String),
    Item(usize),
}

/// An error of the reader. Boxed, for every result of every reader holds one; empty where a field is absent, which its type may
/// have a default for.
#[derive(Debug)]
pub(super) struct Broken(Option<Box<Fault>>);

#[derive(Debug)]
struct Fault {
    /// From the inside out.
    path: Vec<Step>,
    message: String,
    /// The number of the field that a struct lacks.
    missing: Option<usize>,
}

impl Broken {
    pub(super) fn absent() -> Self {
        Self(None)
    }

    #[cold]
    pub(super) fn below(mut self, step: Step) -> Self {
        if let Some(fault) = &mut self.0 {
            fault.path.push(step);
        }
        self
    }

    /// The number of the field that is lacking, where it was the struct itself that said so.
    pub(super) fn missing(&self) -> Option<usize> {
        self.0.as_ref().filter(|fault| fault.path.is_empty())?.missing
    }

    /// The message, and the path with each name as it is to be shown.
    pub(super) fn told(self, shown: impl Fn(&str) -> &str) -> (String, String) {
        let mut path = String::new();
        let Some(fault) = self.0 else { return (path, String::new()) };
        for step in fault.path.iter().rev() {
            match step {
                // Writing to a `String` cannot fail.
                Step::Item(number) => drop(write!(path, "[{number}]")),
                Step::Name(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(shown(name));
                }
            }
        }
        (path, fault.message)
    }
}

impl Error for Broken {
    #[cold]
    fn custom<T: Display>(message: T) -> Self {
        Self(Some(Box::new(Fault { path: Vec::new(), message: message.to_string(), missing: None })))
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("invalid type: {}, expected {expected}", Found(found)))
    }

    #[cold]
    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("invalid value: {}, expected {expected}", Found(found)))
    }

    #[cold]
    fn invalid_length(number: usize, expected: &dyn Expected) -> Self {
        let mut broken = Self::custom(format_args!("invalid length {number}, expected {expected}"));
        if let Some(fault) = &mut broken.0 {
            fault.missing = Some(number);
        }
        broken
    }
}

/// Serde's words in the terms of JSON. The contract knows no fractions, and so no way to print one.
struct Found<'a>(Unexpected<'a>);

impl Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Unexpected::Bool(flag) => write!(f, "boolean `{flag}`"),
            Unexpected::Unsigned(number) => write!(f, "integer `{number}`"),
            Unexpected::Signed(number) => write!(f, "integer `{number}`"),
            Unexpected::Float(_) => f.write_str("a fraction"),
            Unexpected::Str(text) => write!(f, "string {text:?}"),
            Unexpected::Unit => f.write_str("null"),
            Unexpected::Seq => f.write_str("sequence"),
            Unexpected::Map => f.write_str("map"),
            _ => f.write_str("a variant without content"),
        }
    }
}

impl Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_ref().map_or("", |fault| &fault.message))
    }
}

impl std::error::Error for Broken {}
