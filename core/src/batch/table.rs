//! A table bound to an engine: its columns found, its plans made ready.

use std::ops::Range;

use arrow_array::RecordBatch;

use super::bounds::Bounds;
use super::column::{Bound, Decoded, Rubbish, Source};
use super::level_plan::{self, FIRST_YEAR, Fill, LevelPlan};
use super::masks::Cells;
use super::row::{self, Cell};
use super::schema::{self, Kind};
use crate::eligibility::Facts;
use crate::engine::Engine;
use crate::error::Error;
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::identity::{Sex, read_identity_number};
use crate::model::level::Level;
use crate::policy::plan::Value;
use crate::report::Report;

/// A table of people, to be decided by an engine for a day. Threads may share it and each decide some of its rows.
pub struct Table<'t> {
    pub(super) engine: &'t Engine,
    pub(super) day: Date,
    pub(super) columns: Vec<Bound<'t>>,
    pub(super) levels: Vec<LevelPlan>,
    /// Where the columns stand that are looked at by themselves.
    pub(super) declared: Option<usize>,
    pub(super) claimed: Option<usize>,
    held: Option<usize>,
    year: Option<usize>,
    obtained_on: Option<usize>,
    identity: Option<usize>,
    rows: usize,
    /// For every year from [`FIRST_YEAR`] on: the least and the most years since, and the first and the last day.
    years: Vec<(i32, i32)>,
    days: Vec<(i32, i32)>,
    /// A year alone says exactly how many years have gone by since.
    years_are_exact: bool,
}

/// A chunk of rows, read.
pub(super) struct Chunk {
    pub rows: Range<usize>,
    pub decoded: Vec<Decoded>,
    sex: Bounds<i8>,
    birth: Bounds<i32>,
    /// Years since the level held was obtained, and the day it was.
    years_since: Bounds<i32>,
    obtained: Bounds<i32>,
    /// The slots of a level that are worked out.
    worked: Vec<Bounds<i32>>,
    /// What is rubbish, by row of the chunk, column and kind, in the order of the rows.
    pub rubbish: Vec<(usize, usize, Rubbish)>,
}

impl<'t> Table<'t> {
    /// Binds a batch of rows. Refused where a column is unknown or cannot hold what its field holds.
    pub fn new(engine: &'t Engine, batch: &'t RecordBatch, day: Date) -> Result<Self, Error> {
        let known = schema::columns(engine.policy());
        let schema = batch.schema_ref();
        let mut columns: Vec<Bound<'t>> = Vec::new();
        for (field, array) in schema.fields().iter().zip(batch.columns()) {
            let column = schema::find(&known, field.name())?;
            if columns.iter().any(|bound| bound.column == *column) {
                return Err(Error::source(crate::SourceKind::Table, field.name(), "this column stands twice"));
            }
            columns.push(Bound::new(column, array.as_ref(), engine.policy())?);
        }
        let find = |name: &str| columns.iter().position(|bound| bound.column.name == name);
        let levels = Level::ALL.map(|level| LevelPlan::new(engine, level, day, find)).into();
        let (years, days) = level_plan::by_year(engine.policy(), day);
        Ok(Self {
            years_are_exact: years.iter().all(|(least, most)| least == most),
            years,
            days,
            engine,
            day,
            levels,
            declared: find("declared_level"),
            claimed: find("exception_claimed"),
            held: find("current_level"),
            year: find("current_obtained_year"),
            obtained_on: find("current_obtained_on"),
            identity: find("identity_number"),
            rows: batch.num_rows(),
            columns,
        })
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The form that a row stands for, or the column that spoils it.
    pub fn form(&self, row: usize) -> Result<ApplicationForm, (String, Rubbish)> {
        let mut chunk = self.chunk();
        self.read(&mut chunk, row..(row + 1).min(self.rows));
        let name = |column: usize| self.columns.get(column).map(|bound| bound.column.name.clone()).unwrap_or_default();
        match chunk.rubbish.first() {
            Some((_, column, rubbish)) => Err((name(*column), *rubbish)),
            None => self.form_of(&chunk, 0).map_err(|(column, rubbish)| (name(column), rubbish)),
        }
    }

    /// Everything there is to say about a row, in words.
    pub fn report(&self, row: usize) -> Result<Report, (String, Rubbish)> {
        Ok(self.engine.assess(&self.form(row)?, None, self.day))
    }

    pub(super) fn chunk(&self) -> Chunk {
        Chunk {
            rows: 0..0,
            decoded: self.columns.iter().map(Bound::room).collect(),
            sex: Bounds::default(),
            birth: Bounds::default(),
            years_since: Bounds::default(),
            obtained: Bounds::default(),
            worked: Vec::new(),
            rubbish: Vec::new(),
        }
    }

    /// Reads rows into a chunk. Lists are read here only to see whether they are rubbish.
    pub(super) fn read(&self, chunk: &mut Chunk, rows: Range<usize>) {
        chunk.rows = rows.clone();
        chunk.rubbish.clear();
        for (at, (bound, decoded)) in self.columns.iter().zip(&mut chunk.decoded).enumerate() {
            let rubbish = &mut chunk.rubbish;
            bound.decode(rows.clone(), decoded, |row, kind| rubbish.push((row, at, kind)));
            if bound.column.kind == Kind::List && !matches!(bound.source, Source::Null) {
                let mut form = row::empty();
                for (in_chunk, row) in rows.clone().enumerate() {
                    if let Err(kind) = row::put_raw(&mut form, bound, row) {
                        rubbish.push((in_chunk, at, kind));
                    }
                }
            }
        }
        chunk.rubbish.sort_by_key(|(row, column, _)| (*row, *column));
        chunk.rubbish.dedup_by_key(|(row, _, _)| *row);
        let reads = |wanted: fn(&Fill) -> bool| self.levels.iter().flat_map(|level| &level.fills).any(wanted);
        if reads(|fill| matches!(fill, Fill::Sex | Fill::Birth)) {
            self.read_identities(chunk);
        }
        if reads(|fill| *fill == Fill::Obtained { is_years: true }) {
            let mut years_since = std::mem::take(&mut chunk.years_since);
            self.obtained(chunk, &self.years, true, &mut years_since);
            chunk.years_since = years_since;
        }
        if reads(|fill| *fill == Fill::Obtained { is_years: false }) {
            let mut obtained = std::mem::take(&mut chunk.obtained);
            self.obtained(chunk, &self.days, false, &mut obtained);
            chunk.obtained = obtained;
        }
    }

    fn read_identities(&self, chunk: &mut Chunk) {
        chunk.sex.clear();
        chunk.birth.clear();
        let Some(Source::Text(text)) = self.identity.and_then(|at| self.columns.get(at)).map(|bound| &bound.source)
        else {
            return;
        };
        for row in chunk.rows.clone() {
            let identity = text.get(row).and_then(|text| read_identity_number(text).ok());
            chunk.sex.least.push(identity.map_or(i8::MIN, |identity| (identity.sex == Sex::Male).into()));
            chunk.birth.least.push(identity.map_or(i32::MIN, |identity| identity.birth.number()));
        }
        chunk.sex.open();
        chunk.birth.open();
    }

    /// The form that a row of a chunk stands for.
    pub(super) fn form_of(&self, chunk: &Chunk, at: usize) -> Result<ApplicationForm, (usize, Rubbish)> {
        let mut form = row::empty();
        for (place, (bound, decoded)) in self.columns.iter().zip(&chunk.decoded).enumerate() {
            let cell = match decoded {
                Decoded::Narrow(bounds) => bounds.exactly(at).map(Cell::Small),
                Decoded::Wide(bounds) => bounds.exactly(at).map(Cell::Large),
                Decoded::Raw => {
                    row::put_raw(&mut form, bound, chunk.rows.start + at).map_err(|rubbish| (place, rubbish))?;
                    None
                }
            };
            if let Some(cell) = cell {
                row::put(&mut form, bound, cell, self.engine.policy());
            }
        }
        Ok(form)
    }

    /// The facts of a form under the table's engine and day.
    pub(super) fn facts<'f>(&'f self, form: &'f ApplicationForm) -> Facts<'f> {
        Facts::new(form, self.engine.policy(), self.engine.catalogue(), self.day, None)
    }

    /// Works out the slots of a level that are no column as it is, for the rows asked for.
    pub(super) fn work_out(&self, chunk: &mut Chunk, plan: &LevelPlan, is_asked: impl Fn(usize) -> bool) {
        let count = chunk.rows.len();
        chunk.worked.resize_with(plan.fills.len(), Bounds::default);
        let mut by_row = Vec::new();
        for (at, fill) in plan.fills.iter().enumerate() {
            let mut worked = chunk.worked.get_mut(at).map(std::mem::take).unwrap_or_default();
            worked.clear();
            if *fill == Fill::ByRow {
                worked.least.resize(count, i32::MIN);
                worked.most.resize(count, i32::MAX);
                worked.is_exact = false;
                by_row.push(at);
            }
            if let Some(room) = chunk.worked.get_mut(at) {
                *room = worked;
            }
        }
        if by_row.is_empty() {
            return;
        }
        let slots = plan.plan(self.engine).slots();
        for row in (0..count).filter(|row| is_asked(*row)) {
            let Ok(form) = self.form_of(chunk, row) else { continue };
            let facts = self.facts(&form);
            for at in &by_row {
                let value = slots.get(*at).map_or(Value::UNKNOWN, |slot| facts.value(slot, plan.level));
                let Some(worked) = chunk.worked.get_mut(*at) else { continue };
                worked.least.get_mut(row).into_iter().for_each(|least| *least = value.least);
                worked.most.get_mut(row).into_iter().for_each(|most| *most = value.most);
            }
        }
        for at in by_row {
            chunk.worked.get_mut(at).into_iter().for_each(Bounds::settle);
        }
    }

    /// Years since the level was obtained, or the day it was. `by_year` says it for every year from [`FIRST_YEAR`] on.
    fn obtained(&self, chunk: &Chunk, by_year: &[(i32, i32)], is_years: bool, out: &mut Bounds<i32>) {
        let wide = |at: Option<usize>| match at.and_then(|at| chunk.decoded.get(at)) {
            Some(Decoded::Wide(bounds)) => Some(bounds),
            _ => None,
        };
        let held = match self.held.and_then(|at| chunk.decoded.get(at)) {
            Some(Decoded::Narrow(bounds)) => Some(bounds),
            _ => None,
        };
        let (years, on) = (wide(self.year), wide(self.obtained_on));
        out.clear();
        let of = |year: i32| {
            let at = usize::try_from(year.wrapping_sub(FIRST_YEAR)).unwrap_or(usize::MAX);
            by_year.get(at).copied().unwrap_or((i32::MIN, i32::MAX))
        };
        match years {
            None => out.least.resize(chunk.rows.len(), i32::MIN),
            Some(years) => out.least.extend(years.least.iter().map(|year| of(*year).0)),
        }
        let is_whole = |years: &Bounds<i32>| years.is_exact && !out.least.contains(&i32::MIN);
        let is_plain = on.is_none() && self.years_are_exact && is_years && years.is_some_and(is_whole);
        let has_ungraded = held.is_some_and(|held| held.least.contains(&0));
        if is_plain && !has_ungraded {
            return;
        }
        match years {
            None => out.most.resize(chunk.rows.len(), i32::MAX),
            Some(years) => out.most.extend(years.least.iter().map(|year| of(*year).1)),
        }
        out.is_exact = false;
        let counting = &self.engine.policy().source().counting.level_years;
        let until = self.engine.policy().day(&counting.until, self.day).map(|(until, _)| until);
        for (row, (least, most)) in out.least.iter_mut().zip(&mut out.most).enumerate() {
            if let Some(on) = on.and_then(|on| on.exactly(row)) {
                (*least, *most) = match (is_years, Date::from_number(on).zip(until)) {
                    (false, _) => (on, on),
                    (true, None) => (i32::MIN, i32::MAX),
                    (true, Some((from, until))) => {
                        let years = i32::try_from(counting.years(from, until)).unwrap_or(i32::MAX - 1);
                        (years, years)
                    }
                };
            }
            // Somebody 未定级 has none.
            if has_ungraded && held.and_then(|held| held.least.get(row)) == Some(&0) {
                (*least, *most) = (i32::MAX, i32::MIN);
            }
        }
        out.settle();
    }

    /// What every slot of a level holds over a chunk that was worked out.
    pub(super) fn cells<'c>(chunk: &'c Chunk, plan: &LevelPlan) -> Vec<Cells<'c>> {
        let cell = |(at, fill): (usize, &Fill)| match fill {
            Fill::Same(value) => Cells::Same(*value),
            Fill::Sex => Cells::Narrow(&chunk.sex),
            Fill::Birth => Cells::Wide(&chunk.birth),
            Fill::Column(column) => match chunk.decoded.get(*column) {
                Some(Decoded::Narrow(bounds)) => Cells::Narrow(bounds),
                Some(Decoded::Wide(bounds)) => Cells::Wide(bounds),
                _ => Cells::Same(Value::UNKNOWN),
            },
            Fill::Obtained { is_years: true } => Cells::Wide(&chunk.years_since),
            Fill::Obtained { is_years: false } => Cells::Wide(&chunk.obtained),
            Fill::ByRow => chunk.worked.get(at).map_or(Cells::Same(Value::UNKNOWN), Cells::Wide),
        };
        plan.fills.iter().enumerate().map(cell).collect()
    }
}
