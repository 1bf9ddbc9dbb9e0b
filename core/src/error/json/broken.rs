//! What is wrong with a text, and where: the path grows on the way out.

use std::fmt::{self, Display, Write as _};

use serde::de::{Error, Expected, Unexpected};

/// One step of a path.
#[derive(Debug)]
pub(super) enum Step {
    Name(String),
    Item(usize),
}

/// An error of the reader. Boxed, for every result of every reader holds one.
#[derive(Debug)]
pub(super) struct Broken(Box<Fault>);

#[derive(Debug)]
struct Fault {
    /// From the inside out.
    path: Vec<Step>,
    message: String,
}

impl Broken {
    #[cold]
    pub(super) fn below(mut self, step: Step) -> Self {
        self.0.path.push(step);
        self
    }

    /// The message, and the path with each name as it is to be shown.
    pub(super) fn told(self, shown: impl Fn(&str) -> &str) -> (String, String) {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
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
        (path, self.0.message)
    }
}

impl Error for Broken {
    #[cold]
    fn custom<T: Display>(message: T) -> Self {
        Self(Box::new(Fault { path: Vec::new(), message: message.to_string() }))
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("invalid type: {}, expected {expected}", Found(found)))
    }

    #[cold]
    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("invalid value: {}, expected {expected}", Found(found)))
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
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Broken {}
