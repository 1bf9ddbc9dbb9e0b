//! A policy compiled for one level: every condition as a flat program over a row of values.
//!
//! Parameters, days and words are numbers here, so that a comparison is two integer comparisons and a decision touches a few
//! cache lines. What explains a decision stays in the policy's source: a program and its condition have the same shape, node by
//! node in preorder, and the explanation walks both side by side.

mod change;
mod compile;
mod value;

pub(crate) use self::change::{Change, Changed};
pub(super) use self::compile::{compile, compile_in};
pub use self::value::Value;
use super::condition::AwardFilter;
use super::quantity::Quantity;
use super::source::RowNeed;
use crate::model::date::Date;

/// The conditions of one level, in the order the policy lists them.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What a row holds.
    pub(crate) slots: Vec<Slot>,
    /// Every program, one after the other.
    pub(crate) ops: Vec<Op>,
    pub(crate) rules: Vec<RulePlan>,
    pub(crate) exceptions: Vec<ExceptionPlan>,
    /// Whether some exception need not be claimed.
    pub(crate) is_open_to_all: bool,
    /// Whether it compares with what another exam year has otherwise.
    pub(crate) turns_with_the_year: bool,
    /// For each material its rows.
    pub(crate) materials: Vec<Vec<RowPlan>>,
    /// For each thing to judge, for whom; `None` for everybody.
    pub(crate) judged: Vec<Option<Program>>,
}

/// A quantity a level's conditions ask for, with what qualifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What it is.
    pub quantity: Quantity,
    /// For [`Quantity::Fact`]: which.
    pub fact: Option<String>,
    /// For years: the policy's named way to count them.
    pub(crate) counted: Option<String>,
    /// For assessments: how many years before the exam year count.
    pub(crate) last_years: i32,
    /// For assessments: years before the person began to work are left out.
    pub(crate) since_work_start: bool,
    /// For awards: which of them count, its parameters as numbers.
    pub(crate) awards: Option<Awards>,
}

/// An award filter with its parameters as numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Awards {
    pub filter: AwardFilter,
    pub rank_within: Option<i64>,
    pub within_years: Option<i64>,
    pub prize_within: Option<i64>,
    pub place_within: Option<i64>,
    pub contest_class_within: Option<i64>,
    pub team: Option<i64>,
}

/// A condition: its nodes among the plan's, in preorder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Program {
    pub start: u32,
    pub end: u32,
}

/// A rule.
#[derive(Clone, Debug)]
pub(crate) struct RulePlan {
    pub when: Option<Program>,
    pub condition: Program,
    /// Unmet, it refuses; otherwise a person decides.
    pub refuses: bool,
    pub instead: Vec<Program>,
}

/// A row of the table of a material.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowPlan {
    /// `None` where it always applies.
    pub when: Option<Program>,
    pub need: RowNeed,
}

/// An exception.
#[derive(Clone, Debug)]
pub(crate) struct ExceptionPlan {
    pub condition: Program,
    pub is_automatic: bool,
    pub once_a_year: bool,
    /// What it does to the programs of the rules, in the order of their nodes.
    pub changes: Vec<Change>,
}

/// One node of a program. A joint is followed by its children and ends before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// The value lies between two bounds, both included: `i32::MIN` and `i32::MAX` are no bounds.
    Within {
        slot: u32,
        from: i32,
        to: i32,
    },
    /// The value is a day on a side of the day so many years before the day of the report.
    ByReport {
        slot: u32,
        years: u8,
        side: Side,
    },
    /// The value is one of the positions whose bits are set.
    In {
        slot: u32,
        mask: u64,
    },
}

/// On which side of a day another lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    OnOrBefore,
    After,
}

impl Side {
    /// The bounds of the days on this side of one.
    pub(crate) fn bounds(self, day: Option<Date>) -> (i32, i32) {
        let day = day.map_or(i32::MIN, Date::number);
        match self {
            Self::OnOrBefore => (i32::MIN, day),
            Self::After => (day.saturating_add(1), i32::MAX),
        }
    }
}

impl Program {
    /// The places of its nodes.
    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Op {
    /// The bounds a value has to lie between, where it is not one of several words.
    pub(crate) fn bounds(self, report_day: Date) -> Option<(i32, i32)> {
        match self {
            Self::Within { from, to, .. } => Some((from, to)),
            Self::ByReport { years, side, .. } => Some(side.bounds(report_day.minus_years(years))),
            _ => None,
        }
    }

    /// The slot a comparison reads.
    pub(crate) fn slot(&self) -> Option<usize> {
        match self {
            Self::Within { slot, .. } | Self::ByReport { slot, .. } | Self::In { slot, .. } => Some(*slot as usize),
            Self::All { .. } | Self::Any { .. } | Self::Not { .. } | Self::Of { .. } => None,
        }
    }

    /// The place of the node that follows one at `at` and all below it.
    pub(crate) fn after(&self, at: usize) -> usize {
        match self {
            Self::All { end } | Self::Any { end } | Self::Not { end } | Self::Of { end, .. } => *end as usize,
            Self::Within { .. } | Self::ByReport { .. } | Self::In { .. } => at + 1,
        }
    }
}

impl Plan {
    /// What each value of a row stands for, in order.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// How many nodes a decision's trace covers: those of the rules, from the first.
    pub(crate) fn nodes(&self) -> usize {
        self.rules.iter().map(|rule| rule.condition.end as usize).max().unwrap_or_default()
    }
}
