//! A policy compiled for one level: every condition as a flat program over a row of values.
//!
//! Parameters, days and words are numbers here, so that a comparison is two integer comparisons and a decision touches a few
//! cache lines. What explains a decision stays in the policy's source; [`Program`]s and conditions have the same shape, node by
//! node in preorder, and the explanation walks both side by side.

use super::Policy;
use super::condition::{AwardFilter, Condition, Constant, Leaf, Test};
use super::counting::DayRule;
use super::quantity::{Quantity, Scale};
use super::source::PolicySource;
use crate::model::date::Date;
use crate::model::level::Level;

/// What is known of a quantity: an interval, both ends included, over its scale. Counts are themselves, days are numbered,
/// words stand at their position, a flag is 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    /// At least this.
    pub least: i32,
    /// At most this; below `least` only in [`Value::ABSENT`].
    pub most: i32,
}

impl Value {
    /// Not answered: it could be anything.
    pub(crate) const UNKNOWN: Self = Self { least: i32::MIN, most: i32::MAX };
    /// There is none, as years at a level nobody holds. It meets no comparison.
    pub(crate) const ABSENT: Self = Self { least: 1, most: 0 };

    /// Known exactly.
    pub(crate) fn exactly(value: i32) -> Self {
        Self { least: value, most: value }
    }

    /// Known within bounds.
    pub(crate) fn between(least: i32, most: i32) -> Self {
        Self { least, most }
    }

    /// Whether there is none.
    pub(crate) fn is_absent(self) -> bool {
        self.least > self.most
    }
}

/// A quantity a level's conditions ask for, with what qualifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub quantity: Quantity,
    /// For assessments: how many years before the exam year count.
    pub last_years: i32,
    /// For awards: which of them count, its parameters as numbers.
    pub awards: Option<Awards>,
}

/// An award filter with its parameters as numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Awards {
    pub filter: AwardFilter,
    pub within_years: Option<i64>,
    pub prize_within: Option<i64>,
    pub place_within: Option<i64>,
}

/// One node of a program. A joint is followed by its children and ends before `end`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Op {
    All {
        end: u32,
    },
    Any {
        end: u32,
    },
    Not {
        end: u32,
    },
    Of {
        end: u32,
        needed: u32,
    },
    /// The value reaches the limit.
    AtLeast {
        slot: u32,
        limit: Limit,
    },
    /// The value stays below the limit.
    LessThan {
        slot: u32,
        limit: Limit,
    },
    /// The value is one of the positions whose bits are set.
    In {
        slot: u32,
        mask: u64,
    },
}

/// What a value is compared with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    Fixed(i32),
    /// So many days after the day of the report.
    ReportDay(i32),
}

impl Limit {
    pub(crate) fn at(self, report_day: Date) -> i32 {
        match self {
            Self::Fixed(limit) => limit,
            Self::ReportDay(offset) => report_day.number().saturating_add(offset),
        }
    }
}

/// A condition as a flat program, in preorder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program(pub Vec<Op>);

impl Program {
    /// The slots it compares, as often as it does.
    pub(crate) fn slots(&self) -> impl Iterator<Item = usize> {
        self.0.iter().filter_map(Op::slot)
    }
}

impl Op {
    /// The slot a comparison reads.
    pub(crate) fn slot(&self) -> Option<usize> {
        match self {
            Self::AtLeast { slot, .. } | Self::LessThan { slot, .. } | Self::In { slot, .. } => Some(*slot as usize),
            Self::All { .. } | Self::Any { .. } | Self::Not { .. } | Self::Of { .. } => None,
        }
    }
}

/// The conditions of one level, in the order the policy lists them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    pub slots: Vec<Slot>,
    pub rules: Vec<RulePlan>,
    pub exceptions: Vec<Program>,
    /// `None` where a material is always asked for.
    pub materials: Vec<Option<Program>>,
}

/// A rule's condition and those of its special cases.
#[derive(Clone, Debug)]
pub(crate) struct RulePlan {
    pub condition: Program,
    pub instead: Vec<Program>,
}

/// Compiles a validated policy, level by level.
pub(super) fn compile(source: &PolicySource) -> [Plan; 5] {
    Level::ALL.map(|level| Compiler { source, level, slots: Vec::new() }.plan())
}

struct Compiler<'a> {
    source: &'a PolicySource,
    level: Level,
    slots: Vec<Slot>,
}

impl Compiler<'_> {
    fn plan(mut self) -> Plan {
        let source = self.source;
        let rules = Policy::rules_in(source, self.level)
            .map(|rule| RulePlan {
                condition: self.program(&rule.condition),
                instead: rule.instead.iter().map(|instead| self.program(&instead.when)).collect(),
            })
            .collect();
        let exceptions =
            Policy::exceptions_in(source, self.level).map(|exception| self.program(&exception.condition)).collect();
        let materials = Policy::materials_in(source, self.level)
            .map(|material| material.when.as_ref().map(|when| self.program(when)))
            .collect();
        Plan { slots: self.slots, rules, exceptions, materials }
    }

    fn program(&mut self, condition: &Condition) -> Program {
        let mut ops = Vec::new();
        self.compile(condition, &mut ops);
        Program(ops)
    }

    fn compile(&mut self, condition: &Condition, ops: &mut Vec<Op>) {
        let at = ops.len();
        let children = match condition {
            Condition::Leaf(leaf) => {
                let op = self.leaf(leaf);
                return ops.push(op);
            }
            Condition::Not(child) => std::slice::from_ref(child.as_ref()),
            Condition::All(children) | Condition::Any(children) | Condition::Count(children, _) => children,
        };
        ops.push(Op::All { end: 0 });
        for child in children {
            self.compile(child, ops);
        }
        let end = u32::try_from(ops.len()).unwrap_or(u32::MAX);
        if let Some(op) = ops.get_mut(at) {
            *op = match condition {
                Condition::Any(_) => Op::Any { end },
                Condition::Not(_) => Op::Not { end },
                Condition::Count(_, needed) => {
                    Op::Of { end, needed: u32::try_from(self.number(needed)).unwrap_or(u32::MAX) }
                }
                _ => Op::All { end },
            };
        }
    }

    fn leaf(&mut self, leaf: &Leaf) -> Op {
        let slot = self.slot(leaf);
        let at_least = |limit| Op::AtLeast { slot, limit };
        let less_than = |limit| Op::LessThan { slot, limit };
        match &leaf.test {
            Test::AtLeast(name) => at_least(self.limit(leaf.quantity, name, Edge::First)),
            Test::LessThan(name) => less_than(self.limit(leaf.quantity, name, Edge::First)),
            Test::MoreThan(name) | Test::After(name) => at_least(self.limit(leaf.quantity, name, Edge::Past)),
            Test::AtMost(name) | Test::OnOrBefore(name) => less_than(self.limit(leaf.quantity, name, Edge::Past)),
            Test::Equals(Constant::Flag(flag)) => Op::In { slot, mask: 1 << u8::from(*flag) },
            Test::Equals(Constant::Word(word)) => {
                Op::In { slot, mask: mask(leaf.quantity, std::slice::from_ref(word)) }
            }
            Test::In(words) => Op::In { slot, mask: mask(leaf.quantity, words) },
        }
    }

    fn slot(&mut self, leaf: &Leaf) -> u32 {
        let wanted = Slot {
            quantity: leaf.quantity,
            last_years: leaf.last_years.as_ref().map_or(0, |name| self.small(name)),
            awards: leaf.awards.as_ref().map(|filter| Awards {
                filter: filter.clone(),
                within_years: filter.within_years.as_ref().map(|name| self.number(name)),
                prize_within: filter.prize_within.as_ref().map(|name| self.number(name)),
                place_within: filter.place_within.as_ref().map(|name| self.number(name)),
            }),
        };
        let at = self.slots.iter().position(|slot| *slot == wanted).unwrap_or_else(|| {
            self.slots.push(wanted);
            self.slots.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn limit(&self, quantity: Quantity, name: &str, edge: Edge) -> Limit {
        let past = i32::from(edge == Edge::Past);
        match quantity.scale() {
            Scale::Number => Limit::Fixed(self.small(name) + past),
            Scale::Day => match self.source.days.get(name).map(|named| &named.day) {
                Some(DayRule::ReportDay(_)) => Limit::ReportDay(past),
                Some(rule) => {
                    // The validator has resolved it in this exam year; the report's day does not matter here.
                    let day = Date::new(self.source.round.year, 1, 1)
                        .and_then(|any| rule.resolve(self.source.round.year, any));
                    Limit::Fixed(day.map_or(i32::MAX - 1, Date::number) + past)
                }
                None => Limit::Fixed(i32::MAX),
            },
            Scale::Ordered | Scale::Word | Scale::Flag => {
                let step = quantity.step(name).unwrap_or(usize::MAX).saturating_add(usize::from(edge == Edge::Past));
                let words = quantity.words();
                let first = words.iter().position(|word| quantity.step(word).is_some_and(|at| at >= step));
                Limit::Fixed(i32::try_from(first.unwrap_or(words.len())).unwrap_or(i32::MAX))
            }
        }
    }

    fn number(&self, parameter: &str) -> i64 {
        self.source.parameters.get(parameter).and_then(|parameter| parameter.at(self.level)).unwrap_or(i64::MAX)
    }

    /// A parameter as the validator bounds it.
    fn small(&self, parameter: &str) -> i32 {
        i32::try_from(self.number(parameter)).unwrap_or(i32::MAX - 1)
    }
}

/// Whether a limit is where something begins, or just past it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    First,
    Past,
}

fn mask(quantity: Quantity, words: &[String]) -> u64 {
    let positions = quantity.words();
    words
        .iter()
        .filter_map(|word| positions.iter().position(|known| known == word))
        .fold(0, |mask, at| mask | 1 << (at % 64))
}
