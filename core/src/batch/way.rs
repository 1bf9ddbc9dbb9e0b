//! When the rules of a level come true, registration by registration.

use super::chunk::Chunk;
use super::mask::{Mask, Masks};
use super::nodes::Place;
use super::steps::Steps;
use super::times::{Kept, Times};
use crate::model::date::YEARS;
use crate::policy::plan::Value;

/// When all of some rules come true: of those that never change, and of those that do.
pub(super) struct Ways {
    still: Vec<(Place, bool)>,
    /// And whether the rule refuses; otherwise a person decides, and unmet it refuses nobody.
    turning: Vec<(Way, bool)>,
    /// Those that change do so between registrations, and within none.
    pub is_steady: bool,
}

/// When a condition comes true.
pub(super) enum Way {
    /// It never changes: as a node of the graph, or its contrary.
    Still(Place, bool),
    /// It changes as a value says, or its contrary does.
    Turns(Turning, bool),
    /// It may come and go.
    Open,
    All(Vec<Way>),
    Any(Vec<Way>),
    Of(Vec<Way>, usize),
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

/// Rows looked at together, one condition after the other: so few that what is found of them stays near.
pub(super) const GROUP: usize = 64;

impl Ways {
    /// Of each rule, and whether it refuses.
    pub(super) fn new(rules: Vec<(Way, bool)>) -> Self {
        let (mut still, mut turning) = (Vec::new(), Vec::new());
        for (way, refuses) in rules {
            match way {
                Way::Still(place, is_not) => still.push((place, is_not)),
                way => turning.push((way, refuses)),
            }
        }
        let is_steady = turning.iter().all(|(way, _)| way.is_steady());
        Self { still, turning, is_steady }
    }

    /// Where they may come true at all: what never changes holds.
    pub(super) fn hope(&self, nodes: &[Masks]) -> Mask {
        let node = |place: Place| nodes.get(place).copied().unwrap_or(Masks::UNKNOWN);
        let holds = |(place, is_not): &(Place, bool)| if *is_not { node(*place).unmet } else { node(*place).met };
        self.still.iter().fold(Mask::ALL, |all, way| all & holds(way))
    }

    /// When they come true for rows that have hope, of at most [`GROUP`] of them, in their order.
    pub(super) fn times<T: Kept>(&self, chunk: &Chunk<'_>, nodes: &[Masks], rows: &[usize]) -> [T; GROUP] {
        let looked = Looked { chunk, nodes, rows };
        let mut all = [T::MET; GROUP];
        for (way, refuses) in &self.turning {
            if *refuses {
                way.join(looked, false, &mut all);
            } else {
                let own: [T; GROUP] = way.alone(looked);
                all.iter_mut().zip(own).for_each(|(all, own)| *all = all.and(own.referred()));
            }
        }
        all
    }
}

/// Some rows of a chunk.
#[derive(Clone, Copy)]
struct Looked<'l, 't> {
    chunk: &'l Chunk<'t>,
    nodes: &'l [Masks],
    rows: &'l [usize],
}

impl Looked<'_, '_> {
    /// Joins what is told of each row to what is there.
    #[inline]
    fn join<T: Kept>(self, is_any: bool, all: &mut [T; GROUP], of: impl Fn(usize) -> T) {
        let rooms = all.iter_mut().zip(self.rows);
        if is_any {
            rooms.for_each(|(all, row)| *all = all.or(of(*row)));
        } else {
            rooms.for_each(|(all, row)| *all = all.and(of(*row)));
        }
    }
}

impl Way {
    /// The contrary.
    pub(super) fn not(self) -> Self {
        let each = |ways: Vec<Self>| ways.into_iter().map(Self::not).collect();
        match self {
            Self::Still(place, is_not) => Self::Still(place, !is_not),
            Self::Turns(turning, is_not) => Self::Turns(turning, !is_not),
            Self::Open => Self::Open,
            Self::All(ways) => Self::Any(each(ways)),
            Self::Any(ways) => Self::All(each(ways)),
            // Fewer than so many hold where of the others one more is left out than may be.
            Self::Of(ways, needed) => {
                let spared = (ways.len() + 1).saturating_sub(needed);
                Self::Of(each(ways), spared)
            }
        }
    }

    fn is_steady(&self) -> bool {
        match self {
            Self::Still(..) => true,
            Self::Turns(Turning::Column(_, steps), _) => steps.is_steady(),
            Self::Turns(Turning::Obtained { on, year }, _) => on.is_steady() && year.is_steady(),
            // What is worked out may be known less exactly.
            Self::Turns(Turning::Worked(..), _) | Self::Open => false,
            Self::All(ways) | Self::Any(ways) | Self::Of(ways, _) => ways.iter().all(Self::is_steady),
        }
    }

    /// Joins when it comes true for each row to what is there: to all or to any.
    fn join<T: Kept>(&self, looked: Looked<'_, '_>, is_any: bool, all: &mut [T; GROUP]) {
        match (self, is_any) {
            (Self::Still(place, is_not), _) => {
                let node = looked.nodes.get(*place).copied().unwrap_or(Masks::UNKNOWN);
                let node = if *is_not { node.not() } else { node };
                looked.join(is_any, all, |row| match (node.met.has(row), node.unmet.has(row)) {
                    (true, _) => T::MET,
                    (false, true) => T::UNMET,
                    (false, false) => T::UNKNOWN,
                });
            }
            (Self::Turns(turning, is_not), _) => turning.join(looked, *is_not, is_any, all),
            (Self::Open, _) => looked.join(is_any, all, |_| T::OPEN),
            (Self::All(ways), false) | (Self::Any(ways), true) => {
                for way in ways {
                    way.join(looked, is_any, all);
                }
            }
            (Self::All(ways), true) => {
                let mut within = [T::MET; GROUP];
                for way in ways {
                    way.join(looked, false, &mut within);
                }
                all.iter_mut().zip(within).for_each(|(all, within)| *all = all.or(within));
            }
            (Self::Any(ways), false) => {
                let mut within = [T::UNMET; GROUP];
                for way in ways {
                    way.join(looked, true, &mut within);
                }
                all.iter_mut().zip(within).for_each(|(all, within)| *all = all.and(within));
            }
            (Self::Of(ways, needed), _) => {
                let each: Vec<[T; GROUP]> = ways.iter().map(|way| way.alone(looked)).collect();
                let rooms = all.iter_mut().enumerate().take(looked.rows.len());
                for (at, all) in rooms {
                    let of_row: Vec<T> = each.iter().filter_map(|times| times.get(at)).copied().collect();
                    let times = T::of(&of_row, *needed);
                    *all = if is_any { all.or(times) } else { all.and(times) };
                }
            }
        }
    }

    /// When it comes true for each row.
    fn alone<T: Kept>(&self, looked: Looked<'_, '_>) -> [T; GROUP] {
        let mut all = [T::MET; GROUP];
        self.join(looked, false, &mut all);
        all
    }
}

impl Turning {
    fn join<T: Kept>(&self, looked: Looked<'_, '_>, is_not: bool, is_any: bool, all: &mut [T; GROUP]) {
        let chunk = looked.chunk;
        let of = |steps: &Steps, value: Option<i32>| value.map_or(T::UNKNOWN, |value| T::kept(steps.of(value), is_not));
        match self {
            Self::Column(column, steps) => {
                let read = chunk.decoded.get(*column);
                looked.join(is_any, all, |row| of(steps, read.and_then(|read| read.get(row))));
            }
            Self::Obtained { on, year } => {
                let by_day = chunk.obtained_on().filter(|read| !read.known.is_none());
                let (held, by_year) = (chunk.held(), chunk.obtained_year());
                looked.join(is_any, all, |row| {
                    if held.and_then(|held| held.get(row)) == Some(0) {
                        // Somebody 未定级 has none.
                        return T::kept(&Times::UNMET, is_not);
                    }
                    if let Some(day) = by_day.and_then(|read| read.get(row)) {
                        return T::kept(on.of(day), is_not);
                    }
                    of(year, by_year.and_then(|read| read.get(row)).filter(|year| YEARS.contains(year)))
                });
            }
            Self::Worked(at, steps) => {
                let values = chunk.worked.get(*at).map(Vec::as_slice).unwrap_or_default();
                let value = |row: usize| values.get(row).copied().unwrap_or(Value::UNKNOWN);
                looked.join(is_any, all, |row| T::kept(&steps.of_value(value(row)), is_not));
            }
        }
    }
}
