//! The conditions of all levels as one graph, in which what several ask stands once, and its run over a chunk.

use std::collections::BTreeMap;
use std::ops::{BitAnd, BitOr};

use super::chunk::Chunk;
use super::compare::Compare;
use super::mask::{Mask, Masks};

/// A node, by its place in the graph. Children stand before their parents.
pub(super) type Place = usize;

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Leaf(Compare),
    All(Vec<Place>),
    Any(Vec<Place>),
    Not(Place),
    Of(Vec<Place>, u32),
}

/// Who asks for a node: one bit for each level, and more for what else is wanted of it.
pub(super) type Askers = u16;

/// The graph.
#[derive(Default)]
pub(super) struct Nodes {
    nodes: Vec<(Node, Askers)>,
    places: BTreeMap<Node, Place>,
}

impl Nodes {
    /// The place of a node, which is made if there is none like it.
    pub(super) fn place(&mut self, node: Node, asker: Askers) -> Place {
        let place = *self.places.entry(node).or_insert_with_key(|node| {
            self.nodes.push((node.clone(), 0));
            self.nodes.len() - 1
        });
        self.nodes.get_mut(place).into_iter().for_each(|(_, askers)| *askers |= asker);
        place
    }

    /// How every node comes out that one of these asks for.
    pub(super) fn run(&self, askers: Askers, chunk: &Chunk<'_>, out: &mut Vec<Masks>) {
        out.resize(self.nodes.len(), Masks::UNKNOWN);
        for (at, (node, asked)) in self.nodes.iter().enumerate() {
            if asked & askers == 0 {
                continue;
            }
            let masks = joined(node, out, |compare| compare.over(chunk));
            out.get_mut(at).into_iter().for_each(|out| *out = masks);
        }
    }
}

/// How a node comes out of its children.
pub(super) fn joined(node: &Node, all: &[Masks], leaf: impl FnOnce(Compare) -> Masks) -> Masks {
    let of = |place: &Place| all.get(*place).copied().unwrap_or(Masks::UNKNOWN);
    match node {
        Node::Leaf(compare) => leaf(*compare),
        Node::All(children) => children.iter().map(of).fold(Masks::MET, Masks::and),
        Node::Any(children) => children.iter().map(of).fold(Masks::UNMET, Masks::or),
        Node::Not(child) => of(child).not(),
        Node::Of(children, needed) => {
            let needed = usize::try_from(*needed).unwrap_or(usize::MAX);
            let sets = (Mask::NONE, Mask::ALL);
            let met = several(sets, children.iter().map(|child| of(child).met), needed);
            Masks { met, unmet: !several(sets, children.iter().map(|child| !of(child).unmet), needed) }
        }
    }
}

/// Where at least so many hold, of sets with nothing and with everything in them.
pub(super) fn several<Set: Copy + BitAnd<Output = Set> + BitOr<Output = Set>>(
    (none, all): (Set, Set),
    children: impl ExactSizeIterator<Item = Set>,
    needed: usize,
) -> Set {
    if needed > children.len() {
        return none;
    }
    // Where none, at least one, at least two … of those seen so far hold.
    let mut counts = vec![none; needed + 1];
    counts.first_mut().into_iter().for_each(|first| *first = all);
    for child in children {
        for at in (0..needed).rev() {
            let fewer = counts.get(at).copied().unwrap_or(none);
            counts.get_mut(at + 1).into_iter().for_each(|more| *more = *more | fewer & child);
        }
    }
    counts.last().copied().unwrap_or(none)
}
