//! The core's error as one of the exceptions of the package.

use gongkao::SourceKind;
use pyo3::PyErr;

// Classes written in Python: type checkers and readers see their fields.
pyo3::import_exception!(gongkao, DamagedError);
pyo3::import_exception!(gongkao, DefinitionError);
pyo3::import_exception!(gongkao, InputError);
pyo3::import_exception!(gongkao, PolicyError);
pyo3::import_exception!(gongkao, TableError);

/// The exception of an error in bytes that were stored.
pub(crate) fn damaged(error: &gongkao::Error) -> PyErr {
    DamagedError::new_err((error.to_string(), error.code(), error.path().to_owned()))
}

/// The exception of an error. No line is named, for no text with lines was given.
pub(crate) fn raised(error: gongkao::Error) -> PyErr {
    let error = error.without_line();
    let said = (error.to_string(), error.code(), error.path().to_owned());
    match error.kind() {
        SourceKind::Policy | SourceKind::Messages => PolicyError::new_err(said),
        SourceKind::Catalogue | SourceKind::Units | SourceKind::Procedure => DefinitionError::new_err(said),
        SourceKind::Log => DamagedError::new_err(said),
        SourceKind::Table => TableError::new_err(said),
        SourceKind::Form
        | SourceKind::Library
        | SourceKind::Day
        | SourceKind::Query
        | SourceKind::Scope
        | SourceKind::Index
        | SourceKind::Acknowledgements
        | SourceKind::Record
        | SourceKind::Application
        | SourceKind::Command
        | SourceKind::Facts
        | SourceKind::Page
        | SourceKind::Statistics
        | SourceKind::Registration
        | SourceKind::Uploads => InputError::new_err(said),
    }
}
