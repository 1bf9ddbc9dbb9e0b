//! A case as it stands in its file.

use std::fs;
use std::path::{Path, PathBuf};

use gongkao::finding::{Code, Severity};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) call: Call,
    #[serde(default)]
    pub(crate) catalogue: Option<Value>,
    /// A policy of `data/generated/policies` by its name, or one as data; Henan's of 2022 where not given.
    #[serde(default)]
    pub(crate) policy: Option<Value>,
    #[serde(default)]
    pub(crate) units: Option<Value>,
    #[serde(default)]
    pub(crate) form: Value,
    #[serde(default)]
    pub(crate) library: Option<Value>,
    #[serde(default)]
    pub(crate) day: String,
    #[serde(default)]
    pub(crate) acknowledge: bool,
    #[serde(default)]
    pub(crate) query: String,
    #[serde(default)]
    pub(crate) limit: Option<usize>,
    #[serde(default)]
    pub(crate) actors: Value,
    #[serde(default)]
    pub(crate) verified: Option<Value>,
    #[serde(default)]
    pub(crate) secret: Option<Value>,
    /// Desks of a walk beside Henan's.
    #[serde(default)]
    pub(crate) desks: Value,
    #[serde(default)]
    pub(crate) steps: Value,
    #[serde(default)]
    pub(crate) uploads: Vec<Sent>,
    #[serde(default)]
    pub(crate) title: String,
    /// A catalogue as CSV, to be read in the place of `catalogue`.
    #[serde(default)]
    pub(crate) csv: Option<String>,
    /// Codes or names to be looked up.
    #[serde(default)]
    pub(crate) find: Vec<String>,
    /// Work types held, each with one declared.
    #[serde(default)]
    pub(crate) relations: Vec<[String; 2]>,
    /// A list to search, which goes through its bytes first.
    #[serde(default)]
    pub(crate) entries: Value,
    #[serde(default)]
    pub(crate) prefix: bool,
    #[serde(default)]
    pub(crate) options: Option<Value>,
    /// What a session is told: `{"push": …}`, `{"set": …}` or `"pop"`.
    #[serde(default)]
    pub(crate) typed: Vec<Typed>,
    /// Queries, each with a text it is held against.
    #[serde(default)]
    pub(crate) filter: Vec<[String; 2]>,
    /// A policy's TOML files by name, to be read in the place of `policy`.
    #[serde(default)]
    pub(crate) files: Option<Value>,
    /// A place and year to choose a policy for, in the place of `policy`.
    #[serde(default)]
    pub(crate) scope: Option<Value>,
    /// What a policy is asked: its method in Python, or `id`.
    #[serde(default)]
    pub(crate) ask: String,
    /// The argument of `show`, `sql` and `difference`.
    #[serde(default)]
    pub(crate) with: String,
    /// Where the case runs, if not everywhere. The browser has no policies to prove: its module has a budget.
    #[serde(default, rename = "languages")]
    pub(crate) _languages: Vec<String>,
    pub(crate) expect: Expect,
}

/// What a session is told.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Typed {
    Push(String),
    Set(String),
    Pop,
}

/// A file of `tests/files`, sent for a material.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sent {
    pub(crate) material: String,
    pub(crate) file: String,
    pub(crate) name: Option<String>,
    pub(crate) title: Option<String>,
    /// Of the file only so many bytes from its start.
    #[serde(default)]
    pub(crate) cut: Option<usize>,
    /// Only its header is looked at.
    #[serde(default)]
    pub(crate) header: bool,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Call {
    Assess,
    Record,
    Submit,
    Search,
    When,
    What,
    Walk,
    Inspect,
    Title,
    Catalogue,
    Index,
    Policy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expect {
    pub(crate) verdict: Option<Value>,
    pub(crate) eligible: Option<Value>,
    pub(crate) findings: Option<Vec<Expected>>,
    #[serde(default)]
    pub(crate) notes: Vec<Code>,
    pub(crate) needed: Option<Vec<String>>,
    pub(crate) used: Option<Vec<String>>,
    pub(crate) irrelevant: Option<Vec<String>>,
    /// Every rule with its status.
    pub(crate) rules: Option<Value>,
    /// The routes of every rule, as `rule.branch`.
    pub(crate) routes: Option<Vec<String>>,
    /// Every material with its need.
    pub(crate) materials: Option<Value>,
    /// Every material with what of it is there.
    pub(crate) completeness: Option<Value>,
    pub(crate) names: Option<Vec<String>>,
    /// Of an answer that is no report: fields, or places as `/found/0/kind`, and their values, `null` for what it leaves out.
    #[serde(default)]
    pub(crate) answer: serde_json::Map<String, Value>,
    /// Texts that stand somewhere in the answer.
    #[serde(default)]
    pub(crate) says: Vec<String>,
    pub(crate) uploads: Option<Vec<ExpectedUpload>>,
    pub(crate) error: Option<ExpectedError>,
    pub(crate) steps: Option<Vec<Value>>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedUpload {
    pub(crate) verdict: Value,
    pub(crate) kind: Value,
    #[serde(default)]
    pub(crate) findings: Vec<Expected>,
    #[serde(default)]
    pub(crate) notes: Vec<Code>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    pub(crate) path: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedError {
    pub(crate) code: String,
    pub(crate) path: String,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

pub(crate) fn cases() -> Vec<(String, Case)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let case = serde_json::from_str(&fs::read_to_string(&path).unwrap());
        (name.clone(), case.unwrap_or_else(|error| panic!("{name}: {error}")))
    };
    paths.into_iter().map(read).collect()
}
