//! A finding before the policy has weighed it and the messages have put it into words.

use super::{Code, Param, Params, Severity};
use crate::model::citation::Citation;

/// What a room has noticed. The engine makes a [`Finding`](super::Finding) of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub(crate) code: Code,
    pub(crate) path: String,
    pub(crate) params: Params,
    pub(crate) rule: Option<String>,
    pub(crate) severity: Option<Severity>,
    pub(crate) citations: Vec<Citation>,
}

impl Remark {
    /// A remark on a place in the form; empty for the form as a whole.
    pub(crate) fn new(code: Code, path: impl Into<String>) -> Self {
        Self { code, path: path.into(), params: Params::new(), rule: None, severity: None, citations: Vec::new() }
    }

    /// With a value its message speaks of.
    pub(crate) fn with(mut self, name: &str, value: impl Into<Param>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}
