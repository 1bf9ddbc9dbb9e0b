//! Typing on and going back.

use super::found::Found;
use super::hit::Hit;
use super::index::{Answer, Index};
use super::options::Options;

/// A search that follows what is typed letter by letter. What was found for each shorter query is kept, so going back
/// answers at once, and typing on looks among what was found, where that was everything.
///
/// # Design
///
/// What matches a longer query strictly matches its beginning, so where fewer hits than the limit were found, all the new ones are
/// among them. Where none is left, fuzzy sounds and typing errors may find others, and the whole list is searched.
#[derive(Clone, Debug)]
pub struct Session {
    index: Index,
    limit: usize,
    options: Options,
    /// What was typed so far, one level for each call that added to it; never empty.
    levels: Vec<Level>,
}

#[derive(Clone, Debug)]
struct Level {
    query: String,
    answer: Answer,
    found: Vec<Found>,
}

impl Session {
    pub(super) fn new(index: Index, limit: usize, options: Options) -> Self {
        let (answer, found) = index.answer_after(None, "", limit, &options);
        Self { index, limit, options, levels: vec![Level { query: String::new(), answer, found }] }
    }

    /// What has been typed.
    pub fn query(&self) -> &str {
        self.levels.last().map_or("", |level| &level.query)
    }

    /// The hits for it.
    pub fn hits(&self) -> &[Hit] {
        self.levels.last().map_or(&[], |level| &level.answer.hits)
    }

    /// Whether these are all: see [`Answer::is_complete`].
    pub fn is_complete(&self) -> bool {
        self.levels.last().is_none_or(|level| level.answer.is_complete)
    }

    /// Types more.
    pub fn push(&mut self, typed: &str) -> &[Hit] {
        let query = format!("{}{typed}", self.query());
        let before = self.levels.last().map(|level| (level.query.as_str(), level.found.as_slice()));
        let (answer, found) = self.index.answer_after(before, &query, self.limit, &self.options);
        self.levels.push(Level { query, answer, found });
        self.hits()
    }

    /// Takes back the last character typed.
    pub fn pop(&mut self) -> &[Hit] {
        let mut query = self.query().to_owned();
        query.pop();
        self.set(&query)
    }

    /// Takes what an input field now holds: goes back as far as it still agrees with what was typed, then types the rest.
    pub fn set(&mut self, typed: &str) -> &[Hit] {
        self.levels.retain(|level| typed.starts_with(&level.query));
        if let Some(rest) = typed.strip_prefix(self.query()).map(str::to_owned)
            && !rest.is_empty()
        {
            self.push(&rest);
        }
        self.hits()
    }
}
