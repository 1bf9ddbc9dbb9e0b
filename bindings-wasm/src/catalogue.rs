//! The catalogue behind `js/catalogue.js`.

use gongkao::catalogue::import::{RowError, read_csv};
use wasm_bindgen::prelude::*;

use crate::error::{GongkaoError, thrown};
use crate::search::NativeIndex;
use crate::written::written;

/// A catalogue of work types, and the rows of its file that were left out.
#[wasm_bindgen]
pub struct NativeCatalogue(gongkao::catalogue::Catalogue, Vec<RowError>);

#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "an optional text crosses the boundary only as an owned one")]
impl NativeCatalogue {
    /// Of what is given as JSON, Henan's where nothing is.
    #[wasm_bindgen(constructor)]
    pub fn new(data: Option<String>) -> Result<NativeCatalogue, GongkaoError> {
        let catalogue = gongkao::catalogue::Catalogue::given(data.as_deref().into());
        catalogue.map(|catalogue| Self(catalogue, Vec::new())).map_err(thrown)
    }

    /// Of CSV.
    pub fn from_csv(title: &str, csv: &str) -> Result<NativeCatalogue, GongkaoError> {
        let imported = read_csv(title, csv.as_bytes()).map_err(thrown)?;
        Ok(Self(imported.catalogue, imported.errors))
    }

    /// The rows that were left out.
    pub fn complaints(&self) -> Result<String, GongkaoError> {
        written(Ok(&self.1))
    }

    /// The catalogue as data.
    pub fn data(&self) -> Result<String, GongkaoError> {
        written(Ok(self.0.to_data()))
    }

    /// The work type of a code or name.
    pub fn find(&self, code_or_name: &str) -> Result<String, GongkaoError> {
        written(Ok(self.0.find(code_or_name)))
    }

    /// How a declared work type relates to the one held.
    pub fn relation(&self, held: &str, declared: &str) -> Result<String, GongkaoError> {
        written(Ok(self.0.relation(held, declared)))
    }

    /// The index of names and codes.
    pub fn index(&self) -> Result<NativeIndex, GongkaoError> {
        self.0.index().cloned().map(NativeIndex).map_err(thrown)
    }
}
