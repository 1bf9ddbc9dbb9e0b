//! A Python value as the JSON of the contract.
//!
//! JSON rather than serde straight from Python objects: the core's own reader then sees what it sees in every other host,
//! names the same path, and knows `True` from `1`.

use std::fmt::Write as _;
use std::ops::Deref;

use gongkao::{Error, SourceKind};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDate, PyDateTime, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use pyo3::{Borrowed, PyClass};

use crate::error::raised;

/// As deep as the core's reader goes; a value that contains itself ends here.
const DEEPEST: usize = 127;
/// Lists that share their parts multiply when written out; this many values are more than any register holds.
const MOST_VALUES: usize = 10_000_000;

/// Arguments by what they hold. Each is read when Python calls, so that a method has texts in hand and nothing left to convert.
macro_rules! arguments {
    ($($name:ident = $read:ident $kind:ident),* $(,)?) => {$(
        pub(crate) struct $name(String);

        impl<'py> FromPyObject<'_, 'py> for $name {
            type Error = PyErr;

            fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
                $read(&value, SourceKind::$kind).map(Self).map_err(raised)
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }
    )*};
}

arguments! {
    Acknowledged = json Acknowledgements,
    CatalogueText = text Catalogue,
    Command = json Command,
    Day = day Day,
    Entries = json Index,
    Events = json Log,
    Facts = json Facts,
    FileText = text Uploads,
    Form = json Form,
    Library = json Library,
    LogText = text Log,
    Material = text Command,
    Now = text Facts,
    PageOptions = json Page,
    PageText = text Page,
    PolicyFiles = json Policy,
    PolicyJson = json Policy,
    PolicyText = text Policy,
    Procedure = json Procedure,
    QueryText = text Query,
    Record = json Record,
    Records = json Statistics,
    RegistrationText = text Registration,
    Scope = json Scope,
    SearchOptions = json Query,
    State = json Application,
    TableText = text Table,
    Units = json Units,
    Uploads = json Uploads,
    Verified = json Registration,
}

/// A class of Python that holds a value of the core which other calls take.
pub(crate) trait Handle: PyClass<Frozen = pyo3::pyclass::boolean_struct::True> + Sync {
    /// What it holds.
    type Held;
    /// What a plain value in its place is read as.
    const KIND: SourceKind;

    fn held(&self) -> &Self::Held;
}

/// A handle, or the plain value it could be made of.
pub(crate) enum Given<H> {
    Handle(Py<H>),
    Json(String),
}

impl<'py, H: Handle> FromPyObject<'_, 'py> for Given<H> {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match value.cast::<H>() {
            Ok(handle) => Ok(Self::Handle(handle.to_owned().unbind())),
            Err(_) => json(&value, H::KIND).map(Self::Json).map_err(raised),
        }
    }
}

/// What is given, Henan's where nothing is.
pub(crate) fn given<H: Handle>(value: Option<&Given<H>>) -> gongkao::Given<'_, H::Held> {
    match value {
        None => gongkao::Given::Henan,
        Some(Given::Json(text)) => gongkao::Given::Json(text),
        Some(Given::Handle(handle)) => gongkao::Given::Read(handle.get().held()),
    }
}

/// The JSON of an argument. What JSON has no word for is refused with its path.
fn json(value: &Bound<'_, PyAny>, kind: SourceKind) -> Result<String, Error> {
    let mut writer = Writer { kind, path: Vec::new(), values: 0, out: String::new() };
    writer.value(value)?;
    Ok(writer.out)
}

/// A day: a `datetime.date`, or its ISO text. A `datetime` is refused, for which day it is depends on a time zone.
fn day(value: &Bound<'_, PyAny>, kind: SourceKind) -> Result<String, Error> {
    let wrong = || Error::malformed(kind, "", "a day is a `datetime.date` or a text like `2022-03-07`");
    if value.cast::<PyString>().is_ok() {
        return text(value, kind);
    }
    if value.cast::<PyDate>().is_ok() && value.cast::<PyDateTime>().is_err() {
        return value.str().and_then(|text| text.extract()).map_err(|_| wrong());
    }
    Err(wrong())
}

/// A text.
fn text(value: &Bound<'_, PyAny>, kind: SourceKind) -> Result<String, Error> {
    let Ok(text) = value.cast::<PyString>() else {
        return Err(Error::malformed(kind, "", format!("expected a text, found `{}`", type_name(value))));
    };
    text.to_str().map(str::to_owned).map_err(|_| Error::malformed(kind, "", SURROGATE))
}

const SURROGATE: &str = "the text holds half of a character (a lone surrogate)";

/// How many answers are wanted.
#[derive(Clone, Copy)]
pub(crate) struct Count(pub(crate) usize);

impl<'py> FromPyObject<'_, 'py> for Count {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let wrong = |_| raised(Error::malformed(SourceKind::Query, "limit", "expected a whole number, 0 or more"));
        value.extract().map(Self).map_err(wrong)
    }
}

/// Where a value stands below the argument.
enum Step {
    Key(String),
    Index(usize),
}

struct Writer {
    kind: SourceKind,
    path: Vec<Step>,
    values: usize,
    out: String,
}

impl Writer {
    fn value(&mut self, value: &Bound<'_, PyAny>) -> Result<(), Error> {
        self.values += 1;
        if self.path.len() > DEEPEST {
            return Err(self.refused("it is nested too deeply, or contains itself"));
        }
        if self.values > MOST_VALUES {
            return Err(self.refused("there are more values in it than the library reads"));
        }
        if value.is_none() {
            self.out.push_str("null");
        } else if let Ok(flag) = value.cast::<PyBool>() {
            self.out.push_str(if flag.is_true() { "true" } else { "false" });
        } else if let Ok(text) = value.cast::<PyString>() {
            let text = text.to_str().map_err(|_| self.refused(SURROGATE))?;
            self.text(text)?;
        } else if let Ok(number) = value.cast::<PyInt>() {
            let number: i64 = number.extract().map_err(|_| self.refused("the number is too large"))?;
            let _ = write!(self.out, "{number}");
        } else if let Ok(number) = value.cast::<PyFloat>() {
            self.float(number.value())?;
        } else if let Ok(map) = value.cast::<PyDict>() {
            self.map(map)?;
        } else if let Ok(list) = value.cast::<PyList>() {
            self.list(list.iter())?;
        } else if let Ok(list) = value.cast::<PyTuple>() {
            self.list(list.iter())?;
        } else if value.cast::<PyDate>().is_ok() && value.cast::<PyDateTime>().is_err() {
            let text: String =
                value.str().and_then(|text| text.extract()).map_err(|_| self.refused("the date has no text"))?;
            self.text(&text)?;
        } else {
            return Err(self.refused(&format!("a Python `{}` has no place in the contract", type_name(value))));
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        let quoted = serde_json::to_string(text).map_err(|error| self.refused(&error.to_string()))?;
        self.out.push_str(&quoted);
        Ok(())
    }

    fn float(&mut self, number: f64) -> Result<(), Error> {
        if !number.is_finite() {
            return Err(self.refused("the number is not finite"));
        }
        let written = serde_json::to_string(&number).map_err(|error| self.refused(&error.to_string()))?;
        self.out.push_str(&written);
        Ok(())
    }

    fn list<'py>(&mut self, items: impl Iterator<Item = Bound<'py, PyAny>>) -> Result<(), Error> {
        self.out.push('[');
        for (at, item) in items.enumerate() {
            if at > 0 {
                self.out.push(',');
            }
            self.path.push(Step::Index(at));
            self.value(&item)?;
            self.path.pop();
        }
        self.out.push(']');
        Ok(())
    }

    fn map(&mut self, map: &Bound<'_, PyDict>) -> Result<(), Error> {
        self.out.push('{');
        for (at, (key, value)) in map.items().iter().filter_map(|pair| pair.extract().ok()).enumerate() {
            let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = (key, value);
            if at > 0 {
                self.out.push(',');
            }
            let Ok(name) = key.cast::<PyString>() else {
                return Err(self.refused(&format!("a key is a text, not a Python `{}`", type_name(&key))));
            };
            let name = name.to_str().map_err(|_| self.refused(SURROGATE))?;
            self.text(name)?;
            self.out.push(':');
            self.path.push(Step::Key(name.to_owned()));
            self.value(&value)?;
            self.path.pop();
        }
        self.out.push('}');
        Ok(())
    }

    fn refused(&self, message: &str) -> Error {
        /// A value that contains itself has a path as long as the limit; its start says where.
        const SHOWN: usize = 12;
        let mut path = String::new();
        for step in self.path.iter().take(SHOWN) {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(key),
                Step::Key(key) => {
                    let _ = write!(path, ".{key}");
                }
                Step::Index(at) => {
                    let _ = write!(path, "[{at}]");
                }
            }
        }
        Error::malformed(self.kind, path, message)
    }
}

/// The name of a value's type, never the value.
pub(crate) fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "object".to_owned(), |name| name.to_string())
}
