//! An answer as JSON text.

use gongkao::Error;
use serde::Serialize;

use crate::error::{GongkaoError, thrown};

pub(crate) fn written<T: Serialize>(answer: Result<T, Error>) -> Result<String, GongkaoError> {
    answer.map(|answer| gongkao::to_json(&answer)).map_err(thrown)
}
