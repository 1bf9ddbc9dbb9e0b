//! An answer as JSON text.

use gongkao::{Error, SourceKind};
use serde::Serialize;

use crate::error::{GongkaoError, thrown};

pub(crate) fn written<T: Serialize>(answer: Result<T, Error>) -> Result<String, GongkaoError> {
    let json = |answer: T| {
        serde_json::to_string(&answer).map_err(|error| Error::malformed(SourceKind::Form, "", error.to_string()))
    };
    answer.and_then(json).map_err(thrown)
}
