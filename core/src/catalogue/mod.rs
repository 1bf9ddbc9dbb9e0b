//! The catalogue of work types (工种目录): looking one up, and following merged and cancelled ones to where they lead.

pub mod import;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::error::{Error, SourceKind, from_json};
use crate::model::work_type::{WorkType, WorkTypeStatus};
use crate::order;
use crate::search::{Entry, Index, Standing};

/// A catalogue as data: what the importer makes and what travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CatalogueData {
    /// Its name and number.
    pub title: String,
    /// Its work types, in the catalogue's own order.
    pub work_types: Vec<WorkType>,
}

/// A catalogue. Codes and names are unique, every merged type leads to a current one and every neighbour exists.
#[derive(Clone, Debug)]
pub struct Catalogue {
    title: String,
    work_types: Vec<WorkType>,
    by_code: BTreeMap<String, usize>,
    by_name: BTreeMap<String, usize>,
    /// For each work type where its mergers end, if they end at a current one.
    successors: Vec<Option<usize>>,
    /// Built when it is first asked for.
    index: OnceLock<Index>,
}

/// How a declared work type relates to the one held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Relation {
    /// The same.
    Same,
    /// The held one was merged into it.
    Merged,
    /// The held one was cancelled and this is one of its neighbours.
    Neighbour,
    /// Another.
    Changed,
}

impl Relation {
    /// The name in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Merged => "merged",
            Self::Neighbour => "neighbour",
            Self::Changed => "changed",
        }
    }
}

impl Catalogue {
    /// The work types confirmed for Henan's exam. The full list has not been seen; a province loads its own.
    pub fn henan() -> Result<Self, Error> {
        Self::from_json(include_str!("../../data/generated/henan.catalogue.json"))
    }

    /// Names other provinces use for the same kind of exam, to look things up in; not Henan's.
    pub fn reference() -> Result<Self, Error> {
        Self::from_json(include_str!("../../data/generated/reference.catalogue.json"))
    }

    /// Reads a catalogue as JSON.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        Self::new(from_json(text, SourceKind::Catalogue)?)
    }

    /// Checks and indexes a catalogue.
    pub fn new(data: CatalogueData) -> Result<Self, Error> {
        let catalogue = Self::unchecked(data);
        for (at, work_type) in catalogue.work_types.iter().enumerate() {
            let path = format!("work_types[{at}]");
            if work_type.code.trim().is_empty() || work_type.name.trim().is_empty() {
                return Err(broken(path, "code and name must not be empty".into()));
            }
            // The index keeps the first row of a code or name; a later one with the same key is not found at its place.
            if catalogue.by_code.get(&work_type.code) != Some(&at) {
                return Err(broken(
                    path,
                    format!("code `{}` stands twice; give each work type its own", work_type.code),
                ));
            }
            if catalogue.by_name.get(&work_type.name) != Some(&at) {
                return Err(broken(path, format!("name `{}` stands twice; keep one row", work_type.name)));
            }
        }
        for (at, work_type) in catalogue.work_types.iter().enumerate() {
            catalogue.check_leads(work_type).map_err(|message| broken(format!("work_types[{at}]"), message))?;
        }
        Ok(catalogue)
    }

    /// Indexes rows without checking them. Of rows that share a code or a name the first is found.
    fn unchecked(data: CatalogueData) -> Self {
        let index = |key: fn(&WorkType) -> &String| -> BTreeMap<String, usize> {
            let keys = data.work_types.iter().enumerate().rev();
            order::map(keys.map(|(at, work_type)| (key(work_type).clone(), at)))
        };
        let by_code = index(|work_type| &work_type.code);
        let by_name = index(|work_type| &work_type.name);
        let successors = successors(&data.work_types, &by_code);
        let index = OnceLock::new();
        Self { title: data.title, by_code, by_name, successors, work_types: data.work_types, index }
    }

    fn check_leads(&self, work_type: &WorkType) -> Result<(), String> {
        let merged = work_type.status == WorkTypeStatus::Merged;
        if merged != work_type.merged_into.is_some() {
            return Err("`merged_into` and the status `merged` go together".into());
        }
        if work_type.status != WorkTypeStatus::Cancelled && !work_type.neighbours.is_empty() {
            return Err("only a cancelled work type has `neighbours`".into());
        }
        for code in &work_type.neighbours {
            if self.current(code).is_none() {
                return Err(format!("neighbour `{code}` is not a current work type of this catalogue"));
            }
        }
        if merged && self.successor(work_type).is_none() {
            let into = work_type.merged_into.as_deref().unwrap_or_default();
            return Err(format!("`merged_into` = `{into}` does not lead to a current work type of this catalogue"));
        }
        Ok(())
    }

    /// Its name and number.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its work types, in its own order.
    pub fn work_types(&self) -> &[WorkType] {
        &self.work_types
    }

    /// The catalogue as data.
    pub fn to_data(&self) -> CatalogueData {
        CatalogueData { title: self.title.clone(), work_types: self.work_types.clone() }
    }

    /// The work type of a code.
    pub fn get(&self, code: &str) -> Option<&WorkType> {
        self.by_code.get(code).and_then(|at| self.work_types.get(*at))
    }

    /// The work type of a code or, as registers write it, of a name.
    pub fn find(&self, code_or_name: &str) -> Option<&WorkType> {
        let text = code_or_name.trim();
        self.get(text).or_else(|| self.by_name.get(text).and_then(|at| self.work_types.get(*at)))
    }

    /// An index of its names and codes. Among equally good hits the catalogue's own order holds.
    pub fn index(&self) -> Result<&Index, Error> {
        match self.index.get() {
            Some(index) => Ok(index),
            None => self.build_index().map(|index| self.index.get_or_init(|| index)),
        }
    }

    fn build_index(&self) -> Result<Index, Error> {
        let last = self.work_types.len();
        let entries: Vec<Entry> = self
            .work_types
            .iter()
            .enumerate()
            .map(|(at, work_type)| Entry {
                key: work_type.code.clone(),
                name: work_type.name.clone(),
                aliases: Vec::new(),
                standing: match work_type.status {
                    WorkTypeStatus::Current => Standing::Current,
                    WorkTypeStatus::Merged => Standing::Merged,
                    WorkTypeStatus::Cancelled => Standing::Cancelled,
                },
                weight: u32::try_from(last - at).unwrap_or(u32::MAX),
                instead: match self.successor(work_type) {
                    Some(successor) if successor.code != work_type.code => vec![successor.code.clone()],
                    _ => work_type.neighbours.clone(),
                },
            })
            .collect();
        Index::build(&entries).map_err(|error| Error::source(SourceKind::Catalogue, "work_types", error.to_string()))
    }

    fn current(&self, code: &str) -> Option<&WorkType> {
        self.get(code).filter(|work_type| work_type.status == WorkTypeStatus::Current)
    }

    /// The current work type a merged one went into, over as many mergers as there were; itself where it is current.
    pub fn successor<'a>(&'a self, work_type: &'a WorkType) -> Option<&'a WorkType> {
        match work_type.status {
            WorkTypeStatus::Current => Some(work_type),
            WorkTypeStatus::Merged => {
                let at = self.by_code.get(&work_type.code)?;
                self.work_types.get(self.successors.get(*at).copied().flatten()?)
            }
            WorkTypeStatus::Cancelled => None,
        }
    }

    /// Whether work in one type is work in another: the same, or merged into it. A type the catalogue lacks is only itself.
    pub fn is_same_work(&self, done: &str, declared: &str) -> bool {
        done.trim() == declared.trim()
            || matches!(self.relation(done, declared), Some(Relation::Same | Relation::Merged))
    }

    /// How a declared work type relates to the one held; `None` where the catalogue does not know one of them.
    pub fn relation(&self, held: &str, declared: &str) -> Option<Relation> {
        let (held, declared) = (self.find(held)?, self.find(declared)?);
        Some(if held.code == declared.code {
            Relation::Same
        } else if self.successor(held).is_some_and(|successor| successor.code == declared.code) {
            Relation::Merged
        } else if held.neighbours.contains(&declared.code) {
            Relation::Neighbour
        } else {
            Relation::Changed
        })
    }
}

/// Follows every merger once: a row already followed is not followed again, and a circle leads nowhere.
fn successors(work_types: &[WorkType], by_code: &BTreeMap<String, usize>) -> Vec<Option<usize>> {
    let mut ends: Vec<Option<Option<usize>>> = vec![None; work_types.len()];
    for start in 0..work_types.len() {
        let mut way = Vec::new();
        let mut at = start;
        let end = loop {
            let Some(work_type) = work_types.get(at) else { break None };
            if let Some(end) = ends.get(at).copied().flatten() {
                break end;
            }
            // Taken for a dead end until its way is known, so that a circle comes out as one.
            if let Some(place) = ends.get_mut(at) {
                *place = Some(None);
            }
            way.push(at);
            match (work_type.status, &work_type.merged_into) {
                (WorkTypeStatus::Current, _) => break Some(at),
                (WorkTypeStatus::Merged, Some(into)) => match by_code.get(into) {
                    Some(next) => at = *next,
                    None => break None,
                },
                _ => break None,
            }
        };
        for passed in way {
            if let Some(place) = ends.get_mut(passed) {
                *place = Some(end);
            }
        }
    }
    ends.into_iter().map(Option::flatten).collect()
}

fn broken(path: String, message: String) -> Error {
    Error::source(SourceKind::Catalogue, path, message)
}
