//! The plan run by columns: every node gives two masks, one byte a row.

#![allow(clippy::needless_bitwise_bool, reason = "a comparison without a branch is made for many rows at once")]

use super::bounds::{Bounds, CHUNK, Number};
use crate::model::date::Date;
use crate::policy::plan::{Op, Program, Value};

/// How a node came out, row by row: 1 where it is met, 1 where it is unmet, neither where it is unknown.
#[derive(Clone, Debug)]
pub(super) struct Masks {
    pub met: Box<[u8; CHUNK]>,
    pub unmet: Box<[u8; CHUNK]>,
}

impl Default for Masks {
    fn default() -> Self {
        Self { met: Box::new([0; CHUNK]), unmet: Box::new([0; CHUNK]) }
    }
}

impl Masks {
    /// Both hold.
    pub(super) fn and(&mut self, other: &Self) {
        self.met.iter_mut().zip(other.met.iter()).for_each(|(one, other)| *one &= other);
        self.unmet.iter_mut().zip(other.unmet.iter()).for_each(|(one, other)| *one |= other);
    }

    /// One holds.
    pub(super) fn or(&mut self, other: &Self) {
        self.met.iter_mut().zip(other.met.iter()).for_each(|(one, other)| *one |= other);
        self.unmet.iter_mut().zip(other.unmet.iter()).for_each(|(one, other)| *one &= other);
    }

    /// It does not hold.
    pub(super) fn not(&mut self) {
        std::mem::swap(&mut self.met, &mut self.unmet);
    }

    pub(super) fn fill(&mut self, met: bool, unmet: bool) {
        self.met.fill(met.into());
        self.unmet.fill(unmet.into());
    }
}

/// What a slot holds over a chunk.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cells<'c> {
    Narrow(&'c Bounds<i8>),
    Wide(&'c Bounds<i32>),
    /// Every row has this.
    Same(Value),
}

/// The outcome of every node, in planes of four nodes a byte, as [`Decision`](crate::eligibility::Decision) keeps them.
#[derive(Clone, Debug, Default)]
pub(super) struct Planes(pub Vec<[u8; CHUNK]>);

impl Planes {
    fn note(&mut self, node: usize, masks: &Masks) {
        while self.0.len() <= node / 4 {
            self.0.push([0; CHUNK]);
        }
        let shift = node % 4 * 2;
        if let Some(plane) = self.0.get_mut(node / 4) {
            for ((byte, met), unmet) in plane.iter_mut().zip(masks.met.iter()).zip(masks.unmet.iter()) {
                *byte |= (unmet | met << 1) << shift;
            }
        }
    }
}

/// One program after the other over one chunk.
pub(super) struct Run<'c> {
    ops: &'c [Op],
    cells: &'c [Cells<'c>],
    day: Date,
    /// Masks to use again.
    pool: &'c mut Vec<Masks>,
    /// Where every node is noted, if it is.
    planes: Option<&'c mut Planes>,
}

impl<'c> Run<'c> {
    pub(super) fn new(
        ops: &'c [Op],
        cells: &'c [Cells<'c>],
        day: Date,
        pool: &'c mut Vec<Masks>,
        planes: Option<&'c mut Planes>,
    ) -> Self {
        Self { ops, cells, day, pool, planes }
    }

    /// How a program comes out.
    pub(super) fn program(&mut self, program: Program) -> Masks {
        self.node(program.start as usize)
    }

    /// Gives masks back that are not needed any more.
    pub(super) fn done(&mut self, masks: Masks) {
        self.pool.push(masks);
    }

    fn node(&mut self, at: usize) -> Masks {
        let mut out = self.pool.pop().unwrap_or_default();
        match self.ops.get(at).copied() {
            None => out.fill(false, false),
            Some(Op::All { end }) => {
                out.fill(true, false);
                self.below(at, end, |child| out.and(child));
            }
            Some(Op::Any { end }) => {
                out.fill(false, true);
                self.below(at, end, |child| out.or(child));
            }
            Some(Op::Not { end }) => {
                out.fill(false, true);
                self.below(at, end, |child| out.or(child));
                out.not();
            }
            Some(Op::Of { end, needed }) => self.several(at, end, needed, &mut out),
            Some(Op::In { slot, mask }) => among(self.cell(slot), mask, &mut out),
            Some(op) => {
                let (from, to) = op.bounds(self.day).unwrap_or((i32::MIN, i32::MAX));
                let cell = op.slot().and_then(|slot| self.cells.get(slot)).copied();
                within(cell.unwrap_or(Cells::Same(Value::UNKNOWN)), from, to, &mut out);
            }
        }
        if let Some(planes) = &mut self.planes {
            planes.note(at, &out);
        }
        out
    }

    fn cell(&self, slot: u32) -> Cells<'c> {
        self.cells.get(slot as usize).copied().unwrap_or(Cells::Same(Value::UNKNOWN))
    }

    /// Every child of a joint, in order.
    fn below(&mut self, at: usize, end: u32, mut join: impl FnMut(&Masks)) {
        let mut child = at + 1;
        while child < end as usize {
            let masks = self.node(child);
            join(&masks);
            self.pool.push(masks);
            child = match self.ops.get(child) {
                Some(Op::All { end } | Op::Any { end } | Op::Not { end } | Op::Of { end, .. }) => *end as usize,
                _ => child + 1,
            };
        }
    }

    fn several(&mut self, at: usize, end: u32, needed: u32, out: &mut Masks) {
        let mut met = vec![0_u32; CHUNK];
        let mut possible = vec![0_u32; CHUNK];
        self.below(at, end, |child| {
            met.iter_mut().zip(child.met.iter()).for_each(|(count, met)| *count += u32::from(*met));
            possible.iter_mut().zip(child.unmet.iter()).for_each(|(count, unmet)| *count += u32::from(1 - *unmet));
        });
        out.met.iter_mut().zip(&met).for_each(|(out, met)| *out = (*met >= needed).into());
        out.unmet.iter_mut().zip(&possible).for_each(|(out, possible)| *out = (*possible < needed).into());
    }
}

fn within(cell: Cells<'_>, from: i32, to: i32, out: &mut Masks) {
    match cell {
        Cells::Narrow(bounds) => lie_within(bounds, from, to, out),
        Cells::Wide(bounds) => lie_within(bounds, from, to, out),
        Cells::Same(value) => {
            let unmet = value.most < from || value.least > to;
            out.fill(!unmet && value.least >= from && value.most <= to, unmet);
        }
    }
}

/// As for one row: met if all it could be lies within, unmet if nothing of it does.
fn lie_within<T: Number>(bounds: &Bounds<T>, from: i32, to: i32, out: &mut Masks) {
    let (from, to) = (T::clamped(from), T::clamped(to));
    let out = out.met.iter_mut().zip(out.unmet.iter_mut());
    if bounds.is_exact {
        for ((met, unmet), value) in out.zip(&bounds.least) {
            let inside = (*value >= from) & (*value <= to);
            *met = inside.into();
            *unmet = (!inside).into();
        }
        return;
    }
    for (((met, unmet), least), most) in out.zip(&bounds.least).zip(&bounds.most) {
        let outside = (*most < from) | (*least > to);
        *unmet = outside.into();
        *met = (!outside & (*least >= from) & (*most <= to)).into();
    }
}

fn among(cell: Cells<'_>, mask: u64, out: &mut Masks) {
    let is_in = |at: i32| u8::from(u32::try_from(at).is_ok_and(|at| at < 64 && mask >> at & 1 == 1));
    let one = |least: i32, most: i32| match (least > most, least == most) {
        (true, _) => (0, 1),
        (false, true) => (is_in(least), 1 - is_in(least)),
        (false, false) => (0, 0),
    };
    let outs = out.met.iter_mut().zip(out.unmet.iter_mut());
    match cell {
        Cells::Same(value) => {
            let (met, unmet) = one(value.least, value.most);
            out.fill(met == 1, unmet == 1);
        }
        Cells::Narrow(bounds) => outs.enumerate().for_each(|(row, (met, unmet))| {
            (*met, *unmet) = bounds.get(row).map_or((0, 0), |(least, most)| one(least.wide(), most.wide()));
        }),
        Cells::Wide(bounds) => outs.enumerate().for_each(|(row, (met, unmet))| {
            (*met, *unmet) = bounds.get(row).map_or((0, 0), |(least, most)| one(least, most));
        }),
    }
}
