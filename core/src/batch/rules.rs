//! The rules of every level made ready for the columns of a table, as they are asked at some moment.

use std::sync::Arc;

use super::compare::{Compare, Moment, Ready};
use super::nodes::{Askers, Node, Nodes, Place};
use super::schema::Column;
use crate::model::level::Level;
use crate::order;
use crate::policy::Policy;
use crate::policy::plan::{Op, Plan, Program, Slot};

/// The rules of all levels.
#[derive(Default)]
pub(super) struct Rules {
    pub nodes: Nodes,
    pub levels: Vec<LevelRules>,
    /// What is worked out row by row, and when.
    pub worked: Vec<(Slot, Moment)>,
}

/// The rules of a level.
pub(super) struct LevelRules {
    pub level: Level,
    pub moment: Moment,
    pub plan: Arc<Plan>,
    pub rules: Vec<RuleNodes>,
    /// For every node of a trace its place in the graph; nothing where a trace has nothing.
    pub trace: Vec<Option<Place>>,
    /// What of [`Rules::worked`] it asks for.
    pub worked: Vec<usize>,
}

/// A rule.
pub(super) struct RuleNodes {
    /// Of whom it is asked, if not of everybody.
    pub applies: Option<Place>,
    /// It is not asked, or it holds.
    pub holds: Place,
    pub refuses: bool,
    /// When something else is said instead.
    pub instead: Vec<Place>,
}

/// The bit of a level that is asked at.
pub(super) fn asker(level: usize) -> Askers {
    1 << level
}

/// The bit of a level whose `instead` is asked for.
pub(super) fn asker_instead(level: usize) -> Askers {
    asker(level) << Level::ALL.len()
}

impl Rules {
    /// `asked` says by which plan and when each level is asked; those of which it says nothing are left out.
    pub(super) fn new(
        policy: &Policy,
        columns: &[Arc<Column>],
        asked: impl Fn(Level) -> Option<(Arc<Plan>, Moment)>,
    ) -> Self {
        let mut rules = Self::default();
        let mut ready = Ready { policy, columns, worked: Vec::new() };
        for (at, level) in Level::ALL.into_iter().enumerate() {
            if let Some((plan, moment)) = asked(level) {
                let compiled = rules.level(&mut ready, at, level, plan, moment);
                rules.levels.push(compiled);
            }
        }
        rules.worked = ready.worked;
        rules
    }

    fn level(&mut self, ready: &mut Ready<'_>, at: usize, level: Level, plan: Arc<Plan>, moment: Moment) -> LevelRules {
        let mut trace = vec![None; plan.nodes()];
        let mut compile = Compile { nodes: &mut self.nodes, ready, plan: &plan, level, moment, places: Vec::new() };
        let rules = plan.rules.iter().map(|rule| {
            let applies = rule.when.map(|when| compile.program(when, asker(at)));
            let mut holds = compile.program(rule.condition, asker(at));
            for (node, place) in compile.places.drain(..) {
                trace.get_mut(node).into_iter().for_each(|known| *known = Some(place));
            }
            if let Some(applies) = applies {
                let spared = compile.nodes.place(Node::Not(applies), asker(at));
                holds = compile.nodes.place(Node::Any(vec![spared, holds]), asker(at));
            }
            let instead = rule.instead.iter().map(|when| compile.program(*when, asker_instead(at))).collect();
            compile.places.clear();
            RuleNodes { applies, holds, refuses: rule.refuses, instead }
        });
        let rules = rules.collect();
        let of_nodes = plan.ops.iter().filter_map(Op::slot).filter_map(|slot| plan.slots().get(slot));
        let mut worked: Vec<usize> = of_nodes
            .filter_map(|slot| ready.worked.iter().position(|known| known.0 == *slot && known.1 == moment))
            .collect();
        order::sort(&mut worked);
        worked.dedup();
        LevelRules { level, moment, plan, rules, trace, worked }
    }
}

/// A plan on its way into the graph.
struct Compile<'c, 'r> {
    nodes: &'c mut Nodes,
    ready: &'c mut Ready<'r>,
    plan: &'c Plan,
    level: Level,
    moment: Moment,
    /// Where each node of the plan went.
    places: Vec<(usize, Place)>,
}

impl Compile<'_, '_> {
    fn program(&mut self, program: Program, asker: Askers) -> Place {
        self.node(program.start as usize, asker)
    }

    fn node(&mut self, at: usize, asker: Askers) -> Place {
        let node = match self.plan.ops.get(at).copied() {
            Some(Op::All { end }) => Node::All(self.below(at, end, asker)),
            Some(Op::Any { end }) => Node::Any(self.below(at, end, asker)),
            Some(Op::Not { .. }) => Node::Not(self.node(at + 1, asker)),
            Some(Op::Of { end, needed }) => Node::Of(self.below(at, end, asker), needed),
            Some(op) => {
                let slot = op.slot().and_then(|slot| self.plan.slots().get(slot));
                let compare = slot.map(|slot| self.ready.compare(op, slot, self.level, self.moment));
                Node::Leaf(compare.unwrap_or(Compare::Same(None)))
            }
            None => Node::Leaf(Compare::Same(None)),
        };
        let place = self.nodes.place(node, asker);
        self.places.push((at, place));
        place
    }

    /// Every child of a joint, in order.
    fn below(&mut self, at: usize, end: u32, asker: Askers) -> Vec<Place> {
        let mut children = Vec::new();
        let mut child = at + 1;
        while child < end as usize {
            children.push(self.node(child, asker));
            child = self.plan.ops.get(child).map_or(child + 1, |op| op.after(child));
        }
        children
    }
}
