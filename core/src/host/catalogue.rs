//! The catalogue for hosts that speak JSON.

use super::Given;
use crate::catalogue::Catalogue;
use crate::error::Error;
use crate::search::Hit;

impl Catalogue {
    /// The catalogue that is given, Henan's where none is.
    pub fn given(given: Given<'_, Self>) -> Result<Self, Error> {
        given.read(Self::henan, Self::from_json)
    }

    /// The work types that what was typed may mean, the best first, at most `limit`. The options are a JSON object.
    pub fn search_json(&self, query: &str, limit: usize, options: Option<&str>) -> Result<Vec<Hit>, Error> {
        self.index()?.search_json(query, limit, options)
    }
}
