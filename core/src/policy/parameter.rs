//! Numbers of a policy, each with its source, and if they changed, from which exam year.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::citation::Citation;
use crate::model::date::Year;
use crate::model::level::Level;
use crate::order;

/// A number. It is written as one value with its citation, or as `dated` values of which the last that has begun by the exam
/// year holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Shape", into = "Shape")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "Shape"))]
pub struct Parameter {
    /// Not empty, ascending by `from`; the first alone may have none.
    values: Vec<DatedValue>,
}

/// A number as it holds from some exam year on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DatedValue {
    /// The first exam year it holds for; from the beginning where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Year>,
    /// For every level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
    /// By level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<Level, i64>,
    /// Its source.
    pub citation: Citation,
}

impl DatedValue {
    /// The number for a level.
    pub fn at(&self, level: Level) -> Option<i64> {
        self.values.get(&level).copied().or(self.value)
    }

    /// Every number it can be, ascending.
    pub fn each(&self) -> Vec<i64> {
        order::set(self.values.values().copied().chain(self.value)).into_iter().collect()
    }
}

impl Parameter {
    /// What holds in an exam year.
    pub fn in_year(&self, year: Year) -> Option<&DatedValue> {
        self.values.iter().rev().find(|value| value.from.is_none_or(|from| from <= year))
    }

    /// Every value, the earliest first.
    pub fn values(&self) -> &[DatedValue] {
        &self.values
    }
}

/// A parameter as it stands in data.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Parameter"))]
struct Shape {
    /// For every level.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<i64>,
    /// By level.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    values: BTreeMap<Level, i64>,
    /// Its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<Citation>,
    /// Where it changed: each value with the first exam year it holds for, ascending.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dated: Vec<DatedValue>,
}

impl TryFrom<Shape> for Parameter {
    type Error = &'static str;

    fn try_from(shape: Shape) -> Result<Self, Self::Error> {
        let single = shape.value.is_some() || !shape.values.is_empty();
        let values = match (single, shape.citation, shape.dated.is_empty()) {
            (true, Some(citation), true) => {
                vec![DatedValue { from: None, value: shape.value, values: shape.values, citation }]
            }
            (false, None, false) => shape.dated,
            (false, _, true) => return Err("give `value`, or `values` by level, or `dated` values"),
            (true, None, true) => return Err("a number needs a `citation`"),
            (_, _, false) => {
                return Err("`dated` values each have their own `value` and `citation`; nothing stands beside them");
            }
        };
        if values.iter().any(|dated| dated.value.is_none() && dated.values.is_empty()) {
            return Err("give `value`, or `values` by level");
        }
        if !values.is_sorted_by(|one, next| next.from.is_some() && one.from < next.from) {
            return Err("`dated` values stand in the order of `from`, each year once; only the first may leave it out");
        }
        Ok(Self { values })
    }
}

impl From<Parameter> for Shape {
    fn from(mut parameter: Parameter) -> Self {
        if let [DatedValue { from: None, .. }] = parameter.values.as_slice()
            && let Some(only) = parameter.values.pop()
        {
            return Self { value: only.value, values: only.values, citation: Some(only.citation), dated: Vec::new() };
        }
        Self { dated: parameter.values, ..Self::default() }
    }
}
