//! Counts of who came from where to where.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::eligibility::Outcome;

/// Names counted apart; more are counted together, so that a column full of rubbish fills no memory.
const MOST_NAMES: usize = 10_000;
/// Bytes of the longest name counted apart.
const LONGEST_NAME: usize = 200;

/// How many came out how, before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Moves {
    /// By the outcome under the old policy and then under the new one; each as unmet, unknown, met.
    #[serde(serialize_with = "as_lists")]
    pub from_to: [[u64; 3]; 3],
}

impl Moves {
    /// Counts one.
    pub(crate) fn count(&mut self, old: Outcome, new: Outcome) {
        if let Some(cell) = self.from_to.get_mut(place(old)).and_then(|row| row.get_mut(place(new))) {
            *cell += 1;
        }
    }

    /// Counts all that another counted.
    #[cfg(feature = "arrow")]
    pub(crate) fn add(&mut self, other: &Self) {
        let others = other.from_to.as_flattened();
        self.from_to.as_flattened_mut().iter_mut().zip(others).for_each(|(cell, other)| *cell += other);
    }

    /// How many there are.
    pub fn people(&self) -> u64 {
        self.from_to.iter().flatten().sum()
    }

    /// How many are eligible only under the new policy.
    pub fn gain(&self) -> u64 {
        let [[_, _, from_unmet], [_, _, from_unknown], _] = self.from_to;
        from_unmet + from_unknown
    }

    /// How many are eligible only under the old policy.
    pub fn lose(&self) -> u64 {
        let [_, _, [to_unmet, to_unknown, _]] = self.from_to;
        to_unmet + to_unknown
    }

    /// How many come out differently.
    pub fn changed(&self) -> u64 {
        let [[unmet, ..], [_, unknown, _], [.., met]] = self.from_to;
        self.people() - unmet - unknown - met
    }
}

/// As lists and not as tuples, which some hosts tell apart.
fn as_lists<S: Serializer>(cells: &[[u64; 3]; 3], out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(cells.iter().map(<[u64; 3]>::as_slice))
}

fn place(outcome: Outcome) -> usize {
    match outcome {
        Outcome::Unmet => 0,
        Outcome::Unknown => 1,
        Outcome::Met => 2,
    }
}

/// Counts by name; those who have none under an empty one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "MovesByName"))]
pub struct Groups {
    /// By name.
    pub named: BTreeMap<String, Moves>,
    /// All whose name came when there were too many already, or is too long to be one.
    pub others: Moves,
}

impl Groups {
    /// Counts one.
    pub(crate) fn count(&mut self, name: &str, old: Outcome, new: Outcome) {
        self.of(name).count(old, new);
    }

    /// Counts all that was counted of a name, if there was anybody.
    #[cfg(feature = "arrow")]
    pub(crate) fn add(&mut self, name: &str, moves: &Moves) {
        if moves.people() > 0 {
            self.of(name).add(moves);
        }
    }

    /// Where a name is counted.
    fn of(&mut self, name: &str) -> &mut Moves {
        let is_counted_apart =
            self.named.contains_key(name) || self.named.len() < MOST_NAMES && name.len() <= LONGEST_NAME;
        if !is_counted_apart {
            return &mut self.others;
        }
        self.named.entry(name.to_owned()).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beyond_the_most_are_counted_together() {
        let mut groups = Groups::default();
        for at in 0..MOST_NAMES + 5 {
            groups.count(&at.to_string(), Outcome::Unmet, Outcome::Met);
        }
        groups.count("0", Outcome::Met, Outcome::Unknown);
        groups.count(&"长".repeat(100), Outcome::Met, Outcome::Met);
        assert_eq!((groups.named.len(), groups.others.people()), (MOST_NAMES, 6));
        let zero = groups.named["0"];
        assert_eq!((zero.gain(), zero.lose(), zero.changed(), zero.people()), (1, 1, 2, 2));
    }
}
