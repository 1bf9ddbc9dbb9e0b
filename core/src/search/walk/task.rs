//! What a walk has to do, and where it has come.

use crate::search::hit::Tier;
use crate::search::state::State;
use crate::search::tree::{Bucket, Level, Node, Offset, Root};

/// What leads on from a place in the query: all with some initials, and some letters.
#[derive(Clone, Default)]
pub(super) struct Sought {
    pub(super) initials: u32,
    /// Ascending.
    pub(super) letters: Vec<u16>,
}

/// A value that matches, and how well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) struct Ranked {
    pub(in crate::search) tier: Tier,
    pub(in crate::search) value: u32,
}

/// Which tree was entered where.
#[derive(Clone, Copy)]
pub(in crate::search) struct Way {
    pub(super) root: Root,
    pub(super) level: Level,
}

/// Where in the query a way has come.
#[derive(Clone, Copy, Default)]
pub(in crate::search) struct At {
    pub(super) state: State,
    /// After one initial: from here no other initial is read, for those are found in the tree of pages.
    pub(super) held: State,
}

impl At {
    pub(super) fn is_dead(self) -> bool {
        self.state.is_dead() && self.held.is_dead()
    }
}

impl From<State> for At {
    fn from(state: State) -> Self {
        Self { state, held: State::default() }
    }
}

/// A piece of work.
#[derive(Clone, Copy)]
pub(in crate::search) enum Task<'a> {
    /// Read on from a node.
    Read { way: Way, node: Offset, depth: usize },
    /// Read on in rows: the one of the bound and these.
    ReadRows { way: Way, rows: Bucket<'a>, depth: usize },
    /// Everything below the node matches, if the tree is exact; what is smaller than the bound has been seen to.
    Collect { way: Way, node: Offset, at_once: usize },
    /// The row of the bound matches, if the tree is exact, and so do these.
    CollectRows { way: Way, rows: Bucket<'a> },
    /// The value of the bound matches in this tier and no better one.
    Settled,
}

/// What a branch leads to.
#[derive(Clone, Copy)]
pub(super) enum Below<'a> {
    Node(Node<'a>),
    Rows(Bucket<'a>),
}
