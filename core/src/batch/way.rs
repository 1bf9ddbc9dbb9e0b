//! When the rules of a level come true, registration by registration.

use super::chunk::Chunk;
use super::mask::{Mask, Masks};
use super::nodes::Place;
use super::times::{Steps, Times};
use crate::model::date::YEARS;
use crate::policy::plan::Value;

/// When all of some conditions come true: of those that never change, and of those that do.
pub(super) struct Ways {
    pub still: Vec<Way>,
    pub turning: Vec<Way>,
}

/// When a condition comes true.
pub(super) enum Way {
    /// It never changes: as a node of the graph.
    Still(Place),
    /// It changes as a value says.
    Turns(Turning),
    /// It may come and go.
    Open,
    Not(Box<Way>),
    All(Vec<Way>),
    Any(Vec<Way>),
    Of(Vec<Way>, usize),
    /// A person decides: unmet it refuses nobody.
    Referred(Box<Way>),
}

/// What a comparison that changes reads.
pub(super) enum Turning {
    /// A column, by its place among [`Chunk::decoded`].
    Column(usize, Steps),
    /// The day the level held was obtained, or its year.
    Obtained { on: Steps, year: Steps },
    /// What was worked out row by row, by its place among [`Chunk::worked`].
    Worked(usize, Steps),
}

impl Ways {
    pub(super) fn new(all: Vec<Way>) -> Self {
        let (still, turning) = all.into_iter().partition(Way::is_still);
        Self { still, turning }
    }

    /// Where they may come true at all: what never changes holds.
    pub(super) fn hope(&self, nodes: &[Masks]) -> Mask {
        self.still.iter().fold(Mask::ALL, |all, way| all & way.still(nodes).met)
    }

    /// When they come true for a row that has hope.
    pub(super) fn times_of_hope(&self, chunk: &Chunk<'_>, nodes: &[Masks], row: usize) -> Times {
        self.turning.iter().fold(Times::MET, |all, way| all.and(way.times(chunk, nodes, row)))
    }

    /// When they come true for a row, and when they do not.
    pub(super) fn times(&self, chunk: &Chunk<'_>, nodes: &[Masks], row: usize) -> Times {
        let still = self.still.iter().fold(Times::MET, |all, way| all.and(way.times(chunk, nodes, row)));
        still.and(self.times_of_hope(chunk, nodes, row))
    }
}

impl Way {
    /// How what never changes comes out.
    fn still(&self, nodes: &[Masks]) -> Masks {
        match self {
            Self::Still(place) => nodes.get(*place).copied().unwrap_or(Masks::UNKNOWN),
            Self::Not(way) => way.still(nodes).not(),
            Self::Referred(way) => Masks { unmet: Mask::NONE, ..way.still(nodes) },
            _ => Masks::UNKNOWN,
        }
    }

    fn is_still(&self) -> bool {
        match self {
            Self::Still(_) => true,
            Self::Not(way) | Self::Referred(way) => way.is_still(),
            _ => false,
        }
    }

    /// When it comes true for a row, and when it does not.
    fn times(&self, chunk: &Chunk<'_>, nodes: &[Masks], row: usize) -> Times {
        match self {
            Self::Still(place) => match nodes.get(*place) {
                Some(node) if node.met.has(row) => Times::MET,
                Some(node) if node.unmet.has(row) => Times::UNMET,
                _ => Times::UNKNOWN,
            },
            Self::Turns(turn) => turn.times(chunk, row),
            Self::Open => Times::OPEN,
            Self::Not(way) => !way.times(chunk, nodes, row),
            Self::All(ways) => ways.iter().fold(Times::MET, |all, way| all.and(way.times(chunk, nodes, row))),
            Self::Any(ways) => ways.iter().fold(Times::UNMET, |any, way| any.or(way.times(chunk, nodes, row))),
            Self::Of(ways, needed) => {
                let each: Vec<Times> = ways.iter().map(|way| way.times(chunk, nodes, row)).collect();
                Times::of(&each, *needed)
            }
            Self::Referred(way) => way.times(chunk, nodes, row).referred(),
        }
    }
}

impl Turning {
    fn times(&self, chunk: &Chunk<'_>, row: usize) -> Times {
        match self {
            Self::Column(column, steps) => {
                let value = chunk.decoded.get(*column).and_then(|read| read.get(row));
                value.map_or(Times::UNKNOWN, |value| steps.of(value))
            }
            Self::Obtained { on, year } => {
                if chunk.held().and_then(|held| held.get(row)) == Some(0) {
                    // Somebody 未定级 has none.
                    return Times::UNMET;
                }
                if let Some(day) = chunk.obtained_on().and_then(|read| read.get(row)) {
                    return on.of(day);
                }
                let by_year = chunk.obtained_year().and_then(|read| read.get(row)).filter(|year| YEARS.contains(year));
                by_year.map_or(Times::UNKNOWN, |value| year.of(value))
            }
            Self::Worked(at, steps) => {
                let value = chunk.worked.get(*at).and_then(|values| values.get(row)).copied();
                steps.of_value(value.unwrap_or(Value::UNKNOWN))
            }
        }
    }
}
