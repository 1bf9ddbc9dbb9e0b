//! What is wrong with a policy, where, and what was perhaps meant.

use crate::error::{Error, SourceKind};
use crate::suggest;

/// One thing wrong with a policy.
#[derive(Debug)]
pub(in crate::policy) struct Fault {
    /// The place in the whole policy; an item of a list by its index.
    pub(in crate::policy) path: String,
    message: String,
    /// The name at fault, by which a reader of files finds the line.
    #[cfg_attr(not(feature = "toml"), expect(dead_code, reason = "JSON has no lines worth naming"))]
    pub(in crate::policy) name: Option<String>,
}

impl Fault {
    pub(in crate::policy) fn into_error(self) -> Error {
        Error::source(SourceKind::Policy, self.path, self.message)
    }
}

/// A name must be one of those there are; otherwise the nearest of them is suggested.
pub(in crate::policy) fn known<N: AsRef<str>>(
    kind: &str,
    name: &str,
    names: impl IntoIterator<Item = N>,
    path: &str,
) -> Result<(), Fault> {
    const LONGEST_SHOWN: usize = 100;
    let names: Vec<N> = names.into_iter().collect();
    if names.iter().any(|known| known.as_ref() == name) {
        return Ok(());
    }
    let nearest = suggest::nearest(name, names.iter().map(AsRef::as_ref));
    let hint = nearest.map_or_else(String::new, |known| format!("; did you mean `{known}`?"));
    let shown: String = name.chars().take(LONGEST_SHOWN).collect();
    Err(named(path, &format!("there is no {kind} `{shown}`{hint}"), name))
}

pub(in crate::policy) fn fault(path: &str, message: impl Into<String>) -> Fault {
    Fault { path: path.to_owned(), message: message.into(), name: None }
}

pub(in crate::policy) fn named(path: &str, message: &str, name: &str) -> Fault {
    Fault { path: path.to_owned(), message: message.to_owned(), name: Some(name.to_owned()) }
}
