//! What changed between two forms, field by field.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::application::ApplicationForm;
use crate::order;

/// A field that changed. Files stand under the material's name, as `uploads.diploma`, with their digests.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldChange {
    /// The field, as `current.obtained_year`.
    pub path: String,
    /// What stood there, as JSON; nothing where nothing stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What stands there, as JSON; nothing where nothing stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl fmt::Debug for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} changed>", self.path)
    }
}

/// What changed, in the order of the paths. A list changes as a whole; an answer not given and `null` are the same.
pub fn differences(before: &ApplicationForm, after: &ApplicationForm) -> Vec<FieldChange> {
    let (before, after) = (flat(before), flat(after));
    let paths = order::set(before.keys().chain(after.keys()));
    paths
        .into_iter()
        .filter(|path| before.get(*path) != after.get(*path))
        .map(|path| FieldChange {
            path: path.clone(),
            before: before.get(path).map(Value::to_string),
            after: after.get(path).map(Value::to_string),
        })
        .collect()
}

/// Whether an item that was unlocked covers a path.
pub(super) fn covers(item: &str, path: &str) -> bool {
    path.strip_prefix(item).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn flat(form: &ApplicationForm) -> BTreeMap<String, Value> {
    let mut leaves = BTreeMap::new();
    let mut fields = form.clone();
    for upload in fields.uploads.drain(..) {
        let entry = leaves.entry(format!("uploads.{}", upload.material)).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(digests) = entry {
            digests.push(Value::String(upload.digest.into()));
        }
    }
    if let Ok(value) = serde_json::to_value(&fields) {
        leaf(String::new(), value, &mut leaves);
    }
    leaves
}

fn leaf(path: String, value: Value, leaves: &mut BTreeMap<String, Value>) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if path.is_empty() { name } else { format!("{path}.{name}") };
                leaf(path, value, leaves);
            }
        }
        value => {
            leaves.insert(path, value);
        }
    }
}
