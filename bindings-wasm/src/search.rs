//! The index behind `js/search.js`.

#![allow(unreachable_pub, reason = "the glue is written for public functions only")]

use gongkao::search::{Index, Session};
use wasm_bindgen::prelude::*;

use crate::error::{GongkaoError, thrown};
use crate::written::written;

/// A list that can be searched.
#[wasm_bindgen]
pub struct NativeIndex(pub(crate) Index);

#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "an optional text crosses the boundary only as an owned one")]
impl NativeIndex {
    /// Of a list.
    #[wasm_bindgen(constructor)]
    pub fn new(entries: &str, prefix: bool) -> Result<NativeIndex, GongkaoError> {
        Index::from_json(entries, prefix).map(Self).map_err(thrown)
    }

    /// Of its bytes.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<NativeIndex, GongkaoError> {
        Index::load(bytes).map(Self).map_err(thrown)
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.as_bytes().to_vec()
    }

    /// How many entries there are.
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// The best hits.
    pub fn search(&self, query: &str, limit: usize, options: Option<String>) -> Result<String, GongkaoError> {
        written(self.0.search_json(query, limit, options.as_deref()))
    }

    /// A search that follows what is typed.
    pub fn session(&self, limit: usize, options: Option<String>) -> Result<NativeSession, GongkaoError> {
        self.0.session_json(limit, options.as_deref()).map(NativeSession).map_err(thrown)
    }
}

/// A search that follows what is typed.
#[wasm_bindgen]
pub struct NativeSession(Session);

#[wasm_bindgen]
impl NativeSession {
    /// Types more.
    pub fn push(&mut self, typed: &str) -> Result<String, GongkaoError> {
        written(Ok(self.0.push(typed)))
    }

    /// Takes back a character.
    pub fn pop(&mut self) -> Result<String, GongkaoError> {
        written(Ok(self.0.pop()))
    }

    /// Takes what a field holds.
    pub fn set(&mut self, typed: &str) -> Result<String, GongkaoError> {
        written(Ok(self.0.set(typed)))
    }

    /// What has been typed.
    pub fn query(&self) -> String {
        self.0.query().to_owned()
    }

    /// Whether the hits are all there are.
    pub fn is_complete(&self) -> bool {
        self.0.is_complete()
    }
}

/// The pieces of a text that match.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "an optional text crosses the boundary only as an owned one")]
pub fn filter_option(query: &str, text: &str, options: Option<String>) -> Result<String, GongkaoError> {
    written(gongkao::filter_option_json(query, text, options.as_deref()))
}
