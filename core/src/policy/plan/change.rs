//! What an exception does to the programs of the rules, worked out when the policy is compiled.

use super::{Op, Program};

/// A node that is something else while an exception is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The node, by its place among the plan's.
    pub at: u32,
    /// Which of the exception's effects.
    pub effect: u32,
    /// What it is then.
    pub to: Changed,
}

/// What a node is while an exception is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Changed {
    /// It counts as met.
    Met,
    /// Where it is unmet, a person decides.
    Referred,
    /// It compares with something easier.
    Eased(Op),
    /// Another condition stands in its place.
    Replaced(Program),
}

impl Change {
    /// An order of changes of one node: the less is asked, the earlier.
    pub(crate) fn asks(&self) -> (u8, i64) {
        match self.to {
            Changed::Met => (0, 0),
            Changed::Eased(Op::Within { from, .. }) => (1, from.into()),
            Changed::Eased(Op::In { mask, .. }) => (1, -i64::from(mask.count_ones())),
            Changed::Eased(_) => (1, i64::MAX),
            Changed::Replaced(_) => (2, 0),
            Changed::Referred => (3, 0),
        }
    }
}
