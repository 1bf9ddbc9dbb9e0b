//! Search for hosts that speak JSON.

use crate::error::{Error, SourceKind, from_json};
use crate::search::{Entry, Filter, Hit, Index, IndexError, Options, Session, Span};

impl Index {
    /// Builds the index of a list in JSON; one that finds only what starts a name where `prefix` is set.
    pub fn from_json(entries: &str, prefix: bool) -> Result<Self, Error> {
        let entries: Vec<Entry> = from_json(entries, SourceKind::Index)?;
        let built = if prefix { Self::build_prefix(&entries) } else { Self::build(&entries) };
        built.map_err(|error| {
            // Of two with one key the later.
            let at = match &error {
                IndexError::DuplicateKey { key } | IndexError::NameTooLong { key } => {
                    entries.iter().rposition(|entry| entry.key == *key)
                }
                _ => None,
            };
            Error::source(SourceKind::Index, at.map_or_else(String::new, |at| format!("[{at}]")), error.to_string())
        })
    }

    /// [`Index::from_bytes`], its error as the library's.
    pub fn load(bytes: Vec<u8>) -> Result<Self, Error> {
        Self::from_bytes(bytes).map_err(|error| Error::source(SourceKind::Index, "", error.to_string()))
    }

    /// [`Index::search`], its options a JSON object.
    pub fn search_json(&self, query: &str, limit: usize, options: Option<&str>) -> Result<Vec<Hit>, Error> {
        Ok(self.search(query, limit, &self::options(options)?))
    }

    /// [`Index::session`], its options a JSON object.
    pub fn session_json(&self, limit: usize, options: Option<&str>) -> Result<Session, Error> {
        Ok(self.session(limit, self::options(options)?))
    }
}

/// The pieces of a text that match a query, nothing where it does not match; the options are a JSON object.
pub fn filter_option_json(query: &str, text: &str, options: Option<&str>) -> Result<Option<Vec<Span>>, Error> {
    Ok(Filter::new(query, &self::options(options)?).spans(text))
}

fn options(text: Option<&str>) -> Result<Options, Error> {
    text.map_or_else(|| Ok(Options::default()), |text| from_json(text, SourceKind::Query))
}
