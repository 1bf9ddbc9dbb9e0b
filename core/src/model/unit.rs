//! Units and their tree.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Kind of unit (单位类别).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum UnitCategory {
    /// 行政
    Administrative,
    /// 事业
    PublicInstitution,
}

impl UnitCategory {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Administrative, Self::PublicInstitution];

    /// The name in data and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrative => "administrative",
            Self::PublicInstitution => "public_institution",
        }
    }
}

/// Administrative rank of a unit (单位级别), the lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum UnitRank {
    /// 乡镇
    Township,
    /// 县
    County,
    /// 省辖市
    City,
    /// 省直
    Province,
}

/// A unit (单位).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unit {
    /// Its code, unique in the tree.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The code of the unit above it; none for a root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// 单位类别
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<UnitCategory>,
    /// 单位级别
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<UnitRank>,
}

/// Units by code. Every parent is there, and going up from any unit ends at a root.
#[derive(Clone, Debug, Default)]
pub struct UnitTree(BTreeMap<String, Unit>);

/// Why a list of units is no tree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnitTreeError {
    /// A code stands twice.
    #[error("unit code `{0}` stands twice; give each unit its own code")]
    Duplicate(String),
    /// A parent is missing.
    #[error("unit `{unit}` names `{parent}` as its parent, which is not in the list; add it or correct the code")]
    MissingParent {
        /// The unit.
        unit: String,
        /// The parent it names.
        parent: String,
    },
    /// Going up never ends.
    #[error("unit `{0}` is above itself; correct its parent")]
    Cycle(String),
}

impl UnitTree {
    /// Builds the tree.
    pub fn new(units: Vec<Unit>) -> Result<Self, UnitTreeError> {
        let mut tree = BTreeMap::new();
        for unit in units {
            if let Some(twin) = tree.insert(unit.code.clone(), unit) {
                return Err(UnitTreeError::Duplicate(twin.code));
            }
        }
        let tree = Self(tree);
        let mut rooted: BTreeSet<&str> = BTreeSet::new();
        for unit in tree.0.values() {
            tree.check_way_up(unit, &mut rooted)?;
        }
        Ok(tree)
    }

    /// Goes up until a root or a unit that is known to have one.
    fn check_way_up<'a>(&'a self, unit: &'a Unit, rooted: &mut BTreeSet<&'a str>) -> Result<(), UnitTreeError> {
        let mut way = BTreeSet::new();
        let mut at = unit;
        while !rooted.contains(at.code.as_str()) {
            if !way.insert(at.code.as_str()) {
                return Err(UnitTreeError::Cycle(at.code.clone()));
            }
            let Some(parent) = &at.parent else { break };
            at = self
                .0
                .get(parent)
                .ok_or_else(|| UnitTreeError::MissingParent { unit: at.code.clone(), parent: parent.clone() })?;
        }
        rooted.extend(way);
        Ok(())
    }

    /// The unit of a code.
    pub fn get(&self, code: &str) -> Option<&Unit> {
        self.0.get(code)
    }

    /// The units from a root down to this one, itself last; empty for an unknown code.
    pub fn path(&self, code: &str) -> Vec<&Unit> {
        let mut path: Vec<&Unit> =
            std::iter::successors(self.get(code), |unit| unit.parent.as_deref().and_then(|parent| self.get(parent)))
                .collect();
        path.reverse();
        path
    }

    /// Every unit, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str, parent: Option<&str>) -> Unit {
        Unit { code: code.into(), name: code.into(), parent: parent.map(Into::into), category: None, rank: None }
    }

    #[test]
    fn a_path_runs_from_the_root() {
        let tree = UnitTree::new(vec![unit("c", Some("b")), unit("a", None), unit("b", Some("a"))]).unwrap();
        let codes: Vec<_> = tree.path("c").into_iter().map(|unit| unit.code.as_str()).collect();
        assert_eq!(codes, ["a", "b", "c"]);
        assert!(tree.path("unknown").is_empty());
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        let cycle = UnitTree::new(vec![unit("a", Some("b")), unit("b", Some("a"))]);
        assert_eq!(cycle.unwrap_err(), UnitTreeError::Cycle("a".into()));
        let twice = UnitTree::new(vec![unit("a", None), unit("a", None)]);
        assert_eq!(twice.unwrap_err(), UnitTreeError::Duplicate("a".into()));
        assert!(matches!(UnitTree::new(vec![unit("a", Some("x"))]), Err(UnitTreeError::MissingParent { .. })));
    }
}
