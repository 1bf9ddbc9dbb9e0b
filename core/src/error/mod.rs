//! The one error of the library: the caller broke the contract. What is wrong with an application is never an error but a
//! [`Finding`](crate::finding::Finding).

mod json;
#[cfg(feature = "toml")]
mod toml;

use std::fmt;

pub(crate) use self::json::{from_json, from_json_of_format};
#[cfg(feature = "toml")]
pub(crate) use self::toml::from_toml;
use crate::suggest;

/// What was being read when the contract broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// An application form.
    Form,
    /// A certificate library.
    Library,
    /// A day.
    Day,
    /// What was typed to search.
    Query,
    /// Acknowledgements of findings.
    Acknowledgements,
    /// A policy.
    Policy,
    /// A catalogue of work types.
    Catalogue,
    /// Units.
    Units,
    /// Messages.
    Messages,
    /// A decision record.
    Record,
    /// A table of people.
    Table,
    /// A procedure.
    Procedure,
    /// An application as its events left it.
    Application,
    /// The events of an application.
    Log,
    /// A command.
    Command,
    /// Who asks, when, and what the host knows.
    Facts,
    /// What stands around a printed page.
    Page,
    /// A stream of applications to count.
    Statistics,
    /// What was typed to register.
    Registration,
    /// Uploads.
    Uploads,
    /// A list to search, or the bytes of its index.
    Index,
    /// For which place and year a policy is asked.
    Scope,
}

impl SourceKind {
    /// Whether what is read may hold somebody's data; then no error repeats a value of it.
    fn is_personal(self) -> bool {
        !matches!(
            self,
            Self::Query
                | Self::Policy
                | Self::Catalogue
                | Self::Units
                | Self::Messages
                | Self::Procedure
                | Self::Index
                | Self::Scope
        )
    }

    /// How many digits in a row are taken for somebody's number. Where no person is read, codes of units and divisions may be
    /// up to ten digits long, and an error that hides them is of no use.
    fn shortest_masked(self) -> usize {
        if self.is_personal() { 7 } else { 11 }
    }

    /// The word of the error code after `malformed/`.
    fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Library => "library",
            Self::Day => "day",
            Self::Query => "query",
            Self::Acknowledgements => "acknowledgements",
            Self::Policy => "policy",
            Self::Catalogue => "catalogue",
            Self::Units => "units",
            Self::Messages => "messages",
            Self::Record => "record",
            Self::Table => "table",
            Self::Procedure => "procedure",
            Self::Application => "application",
            Self::Log => "log",
            Self::Command => "command",
            Self::Facts => "facts",
            Self::Page => "page",
            Self::Statistics => "statistics",
            Self::Registration => "registration",
            Self::Uploads => "uploads",
            Self::Index => "index",
            Self::Scope => "scope",
        }
    }
}

/// The caller broke the contract: where, and what to do about it. Long numbers from the input are masked in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: SourceKind,
    /// The code, where it is not that of the kind.
    code: Option<&'static str>,
    file: Option<String>,
    line: Option<usize>,
    path: String,
    message: String,
}

impl Error {
    /// What a host reports when a value never reached the library: it has no form in the contract.
    pub fn malformed(kind: SourceKind, path: impl Into<String>, message: impl AsRef<str>) -> Self {
        Self::source(kind, path, message)
    }

    /// The same error about a value that was never lines of text.
    #[must_use]
    pub fn without_line(mut self) -> Self {
        self.line = None;
        self
    }

    pub(crate) fn source(kind: SourceKind, path: impl Into<String>, message: impl AsRef<str>) -> Self {
        let masked = |text: &str| mask_numbers(text, kind.shortest_masked());
        Self { kind, code: None, file: None, line: None, path: masked(&path.into()), message: masked(message.as_ref()) }
    }

    pub(crate) fn coded(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    #[cfg(feature = "toml")]
    pub(crate) fn in_file(mut self, file: &str, line: Option<usize>) -> Self {
        self.file = Some(file.to_owned());
        self.line = line;
        self
    }

    #[cfg(feature = "toml")]
    pub(crate) fn at_path(mut self, path: String) -> Self {
        self.path = path;
        self
    }

    /// A word for programs: `malformed/form`, `malformed/policy` …, and for a log that was tampered with its fault, as `log/altered`.
    pub fn code(&self) -> String {
        self.code.map_or_else(|| format!("malformed/{}", self.kind.name()), str::to_owned)
    }

    /// What was being read.
    pub fn kind(&self) -> SourceKind {
        self.kind
    }

    /// The file, where there are several.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The line in the input, from 1, where it is known.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// The place in the input, as `current.obtained_year` or `rules[3].condition`; empty for the whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The sentence without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        if let Some(file) = &self.file {
            write!(f, " {file}")?;
        }
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.path.is_empty() {
            write!(f, ", at `{}`", self.path)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Error {}

/// What serde says of a name it does not know, with the name that was perhaps meant in the place of a long list.
fn with_suggestion(said: &str) -> String {
    let unknown = said.strip_prefix("unknown field `").or_else(|| said.strip_prefix("unknown variant `"));
    let Some((name, rest)) = unknown.and_then(|rest| rest.split_once('`')) else { return said.to_owned() };
    let names: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    match suggest::nearest(name, names.into_iter()) {
        Some(meant) => format!("there is no `{name}` here; did you mean `{meant}`?"),
        None => said.to_owned(),
    }
}

/// Whether a key of the input can be a name of the contract; any other may be anybody's name.
fn is_name(key: &str) -> bool {
    const LONGEST: usize = 40;
    key.len() <= LONGEST && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// A message of the reader without the value it read: `invalid type: string …, expected a sequence`.
fn without_input(message: &str) -> String {
    // These repeat names of the contract only.
    if message.starts_with("missing field") || message.starts_with("duplicate field") {
        return message.to_owned();
    }
    let (found, expected) = match message.rfind(", expected ").or_else(|| message.rfind(", there are no")) {
        Some(at) => message.split_at(at),
        None => (message, ""),
    };
    match found.find(['`', '"']) {
        None => message.to_owned(),
        Some(at) => format!("{}…{expected}", found.get(..at).unwrap_or_default()),
    }
}

/// The text with every run of so many digits or more replaced by `*`, a last `X` of an identity number with it: what is left of
/// a number that slipped into a message.
fn mask_numbers(text: &str, shortest: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut String| {
        if run.len() >= shortest {
            out.push('*');
        } else {
            out.push_str(run);
        }
        run.clear();
    };
    for character in text.chars() {
        let check_x = matches!(character, 'x' | 'X') && run.len() >= shortest;
        if character.is_ascii_digit() || check_x {
            run.push(character);
        } else {
            flush(&mut run, &mut out);
            out.push(character);
        }
    }
    flush(&mut run, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::application::ApplicationForm;

    #[test]
    fn an_error_names_its_path_and_masks_what_was_typed() {
        let text = r#"{"candidate":{"name":"张三","identity_number":11010519491231002}}"#;
        let error = from_json::<ApplicationForm>(text, SourceKind::Form).unwrap_err();
        assert_eq!(error.path(), "candidate.identity_number");
        assert_eq!(error.code(), "malformed/form");
        assert_eq!(
            error.to_string(),
            "form, line 1, at `candidate.identity_number`: invalid type: integer …, expected a string"
        );
    }

    #[test]
    fn nothing_typed_into_a_form_comes_back_in_an_error() {
        for text in [
            r#"{"candidate":"张三丰"}"#,
            r#"{"张三丰":1}"#,
            r#"{"candidate":{"name":"张","identity_number":"x"},"schooling":"张三丰"}"#,
            r#"{"candidate":{"name":"张","identity_number":"x"},"schooling":"张三丰, expected 张三丰"}"#,
            r#"{"candidate":{"name":"张","identity_number":"x","mobile":13800138000}}"#,
            r#"{"candidate":{"name":"张","identity_number":"x"},"work_start":"138-0013-8000"}"#,
            r#"{"candidate":{"name":"张","identity_number":"x"},"declared_level":"４１０１０５１９８００６１５００１９"}"#,
        ] {
            let said = from_json::<ApplicationForm>(text, SourceKind::Form).unwrap_err().to_string();
            assert!(!said.contains("张三") && !said.contains("138") && !said.contains("４１"), "{said}");
        }
    }

    #[test]
    fn unknown_fields_and_rubbish_after_the_end_are_refused() {
        let unknown = r#"{"candidate":{"name":"张三","identity_number":"x"},"curent":{}}"#;
        let error = from_json::<ApplicationForm>(unknown, SourceKind::Form).unwrap_err();
        assert_eq!(error.path(), "curent");
        assert!(from_json::<bool>("true false", SourceKind::Day).is_err());
    }

    #[test]
    fn a_list_is_no_table() {
        let text = r#"{"candidate":{"name":"张三","identity_number":"x"},"current":[]}"#;
        let error = from_json::<ApplicationForm>(text, SourceKind::Form).unwrap_err();
        assert_eq!((error.path(), error.message()), ("current", "invalid type: sequence, expected struct CurrentPost"));
        let text = r#"{"candidate":["张三","x",null,null]}"#;
        assert_eq!(from_json::<ApplicationForm>(text, SourceKind::Form).unwrap_err().path(), "candidate");
        let text = r#"{"candidate":{"name":"张三","identity_number":"x"},"awards":[["contest","city",2020]]}"#;
        assert_eq!(from_json::<ApplicationForm>(text, SourceKind::Form).unwrap_err().path(), "awards[0]");
    }

    #[test]
    #[cfg(feature = "toml")]
    fn nor_is_it_in_the_files_of_a_policy() {
        let text = "[round]\nyear = 2030\n\n[[rules]]\nname = \"x\"\nlabel = [\"一\", \"one\"]\n";
        let error = crate::policy::Policy::from_toml(&[("x.toml", text)]).unwrap_err();
        assert_eq!((error.file(), error.path()), (Some("x.toml"), "rules[0].label"));
    }

    #[test]
    fn long_numbers_in_a_message_are_masked_and_years_stay() {
        assert_eq!(
            mask_numbers("invalid type: integer `11010519491231002X` in 2022, expected 13800138000.", 7),
            "invalid type: integer `*` in 2022, expected *."
        );
    }
}
