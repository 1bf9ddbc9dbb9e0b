//! Several policies side by side: which extends which, and which holds for a place and a year.

use std::collections::BTreeMap;

use super::Policy;
use super::identity::{Family, PolicyIdentity};
use crate::error::{Error, SourceKind};
use crate::model::date::Year;
use crate::order;

/// The code that stands for the whole nation.
const NATION: &str = "000000";

/// The policies a host knows, by name.
///
/// # Which one holds
///
/// Of the policies of the family asked for whose years hold the exam year and whose place holds the place asked for:
///
/// 1. one for the unit goes before one for the city, that before one for the province, and that before one for the nation;
/// 2. then the one whose years begin later;
/// 3. then the one whose years end sooner.
///
/// Two that are equal in all of this are refused: somebody has to say which.
#[derive(Clone, Debug, Default)]
pub struct PolicySet {
    policies: BTreeMap<String, Policy>,
}

/// For what a policy is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope<'a> {
    /// What is to be decided.
    pub family: Family,
    /// Division code of the province.
    pub province: &'a str,
    /// Division code of the city, if it matters.
    pub city: Option<&'a str>,
    /// Code or name of the unit, if it matters.
    pub unit: Option<&'a str>,
    /// The exam year.
    pub year: Year,
}

impl PolicySet {
    /// Joins policies that stand by themselves or were compiled.
    pub fn new(policies: impl IntoIterator<Item = Policy>) -> Result<Self, Error> {
        let mut set = Self::default();
        for policy in policies {
            set.add(policy)?;
        }
        Ok(set)
    }

    /// Reads policies from their TOML files, each a list of files with their names. What extends another may stand before it.
    #[cfg(feature = "toml")]
    pub fn from_toml(policies: &[Vec<(&str, &str)>]) -> Result<Self, Error> {
        super::lineage::read(policies)
    }

    pub(super) fn add(&mut self, policy: Policy) -> Result<(), Error> {
        let id = policy.source().policy.id.clone();
        if self.policies.contains_key(&id) {
            let message = format!("there are two policies `{id}`; give each its own name");
            return Err(Error::source(SourceKind::Policy, "policy.id", message));
        }
        self.policies.insert(id, policy);
        Ok(())
    }

    /// A policy by its name.
    pub fn get(&self, id: &str) -> Option<&Policy> {
        self.policies.get(id)
    }

    /// Every policy, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Policy> {
        self.policies.values()
    }

    /// Pairs of which neither goes before the other for some place and year.
    pub fn overlaps(&self) -> Vec<(&str, &str)> {
        let all: Vec<&PolicyIdentity> =
            self.iter().map(|policy| &policy.source().policy).filter(|identity| !identity.base).collect();
        let mut pairs = Vec::new();
        for (at, one) in all.iter().enumerate() {
            for other in all.iter().skip(at + 1) {
                let same_years = one.from_year == other.from_year && one.to_year == other.to_year;
                let same_place = one.province == other.province
                    && one.cities.is_empty() == other.cities.is_empty()
                    && one.units == other.units
                    && (one.cities.is_empty() || one.cities.iter().any(|city| other.cities.contains(city)));
                if one.family == other.family && same_years && same_place {
                    pairs.push((one.id.as_str(), other.id.as_str()));
                }
            }
        }
        pairs
    }

    /// The policy that holds, by the list above.
    pub fn select(&self, scope: &Scope<'_>) -> Result<&Policy, Error> {
        self.find(scope)?.ok_or_else(|| {
            let place = scope.city.unwrap_or(scope.province);
            let message = format!("no policy of `{}` holds for {place} in {}", scope.family.name(), scope.year);
            Error::source(SourceKind::Policy, "", message)
        })
    }

    /// The same, nothing where none holds.
    pub(crate) fn find(&self, scope: &Scope<'_>) -> Result<Option<&Policy>, Error> {
        let rank = |policy: &&Policy| {
            let identity = &policy.source().policy;
            (reach(identity, scope), identity.from_year, -identity.to_year)
        };
        let holds = |policy: &&Policy| reach(&policy.source().policy, scope).is_some();
        let mut found: Vec<&Policy> = self.iter().filter(holds).collect();
        order::sort_by_key(&mut found, rank);
        let (best, next) = (found.pop(), found.pop());
        match (best, next) {
            (None, _) => Ok(None),
            (Some(best), Some(next)) if rank(&best) == rank(&next) => {
                let (one, other) = (&next.source().policy.id, &best.source().policy.id);
                let message = format!("`{one}` and `{other}` both hold and neither goes before the other");
                Err(Error::source(SourceKind::Policy, "", message))
            }
            (Some(best), _) => Ok(Some(best)),
        }
    }
}

/// How near a policy's place is to the place asked for: nothing where it does not hold there.
fn reach(identity: &PolicyIdentity, scope: &Scope<'_>) -> Option<u8> {
    let years = identity.from_year..=identity.to_year;
    if identity.base || identity.family != scope.family || !years.contains(&scope.year) {
        return None;
    }
    if !identity.units.is_empty() {
        let is_for = |unit: &str| identity.units.iter().any(|known| known == unit);
        return (identity.province == scope.province && scope.unit.is_some_and(is_for)).then_some(3);
    }
    match (identity.province.as_str(), identity.cities.is_empty()) {
        (NATION, true) => Some(0),
        (province, true) => (province == scope.province).then_some(1),
        (_, false) => scope.city.filter(|city| identity.cities.iter().any(|known| known == city)).map(|_| 2),
    }
}
