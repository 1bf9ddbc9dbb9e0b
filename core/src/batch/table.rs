//! A table bound to an engine: its columns found, its rules made ready.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::RecordBatch;

use super::chunk::{Chunk, WorkTypes};
use super::column::{Bound, Rubbish, Source, epoch};
use super::compare::Ready;
use super::decoded::{Decoded, Values};
use super::mask::Mask;
use super::prepared::Made;
use super::row;
use super::rules::Rules;
use super::schema::Kind;
use super::words;
use crate::eligibility::{Facts, retirement_day, retiring};
use crate::engine::Engine;
use crate::error::Error;
use crate::foresee;
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::identity::{Sex, read_identity_number};
use crate::order;
use crate::policy::plan::Value;
use crate::policy::quantity::Quantity;
use crate::report::Report;

/// A table of people, to be decided by an engine for a day. Threads may share it and each decide some of its rows.
pub struct Table<'t> {
    pub(super) engine: &'t Engine,
    pub(super) made: Arc<Made>,
    pub(super) columns: Vec<Bound<'t>>,
    rows: usize,
}

impl<'t> Table<'t> {
    /// Binds one batch of rows; where more of the same columns are to come, [`Prepared`](super::Prepared) does it with less work. Refused
    /// where a column is unknown or cannot hold what its field holds.
    pub fn new(engine: &'t Engine, batch: &'t RecordBatch, day: Date) -> Result<Self, Error> {
        let made = Made::new(engine.policy(), batch.schema_ref(), day)?;
        Self::of(engine, &Arc::new(made), batch)
    }

    /// Binds a batch of the columns that all was made ready for.
    pub(super) fn of(engine: &'t Engine, made: &Arc<Made>, batch: &'t RecordBatch) -> Result<Self, Error> {
        let columns = made.columns.iter().zip(&made.words).zip(batch.columns());
        let bound = columns.map(|((column, words), array)| Bound::new(column, words, array.as_ref()));
        let columns = bound.collect::<Result<_, Error>>()?;
        Ok(Self { engine, made: Arc::clone(made), columns, rows: batch.num_rows() })
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The form that a row stands for, or the column that spoils it. Past the last row nothing is answered.
    pub fn form(&self, row: usize) -> Result<ApplicationForm, (String, Rubbish)> {
        if row >= self.rows {
            return Ok(row::empty());
        }
        let mut chunk = self.chunk();
        self.read(&mut chunk, row..row + 1);
        match chunk.rubbish.first() {
            Some((_, column, rubbish)) => Err((self.name(*column).to_owned(), *rubbish)),
            None => self.form_of(&chunk, 0).map_err(|(column, rubbish)| (self.name(column).to_owned(), rubbish)),
        }
    }

    /// Everything there is to say about a row, in words.
    pub fn report(&self, row: usize) -> Result<Report, (String, Rubbish)> {
        Ok(self.engine.assess(&self.form(row)?, None, self.made.day))
    }

    /// The name of a column, by its place.
    pub(super) fn name(&self, column: usize) -> &str {
        self.columns.get(column).map_or("", |bound| bound.column.name.as_str())
    }

    pub(super) fn chunk(&self) -> Chunk<'t> {
        Chunk { decoded: vec![Decoded::default(); self.columns.len() + 2], known: self.made.known, ..Chunk::default() }
    }

    /// Reads rows into a chunk. Lists are read here only to see whether they are rubbish.
    pub(super) fn read(&self, chunk: &mut Chunk<'t>, rows: Range<usize>) {
        chunk.rows = rows.clone();
        chunk.rubbish.clear();
        let has_lists = self.columns.iter().any(|bound| bound.column.kind == Kind::List);
        let entries = &mut chunk.entries;
        entries.clear();
        entries.resize(if has_lists { rows.len() } else { 0 }, 1);
        for (at, (bound, decoded)) in self.columns.iter().zip(&mut chunk.decoded).enumerate() {
            let rubbish = &mut chunk.rubbish;
            bound.decode(rows.clone(), decoded, |row, kind| rubbish.push((row, at, kind)));
            if bound.column.kind == Kind::List && !matches!(bound.source, Source::Null) {
                for (in_chunk, row) in rows.clone().enumerate() {
                    let mut form = row::empty();
                    match row::put_raw(&mut form, bound, row) {
                        Err(kind) => rubbish.push((in_chunk, at, kind)),
                        Ok(()) => {
                            entries.get_mut(in_chunk).into_iter().for_each(|all| *all += foresee::entries(&form) - 1);
                        }
                    }
                }
            }
        }
        if !chunk.rubbish.is_empty() {
            order::sort_by_key(&mut chunk.rubbish, |(row, column, _)| (*row, *column));
            chunk.rubbish.dedup_by_key(|(row, _, _)| *row);
        }
        if self.made.reads_identity {
            self.read_identities(chunk);
        }
        Self::read_levels(chunk);
    }

    fn read_identities(&self, chunk: &mut Chunk<'t>) {
        let Some(Source::Text(text)) =
            self.made.known.identity.and_then(|at| self.columns.get(at)).map(|bound| &bound.source)
        else {
            return;
        };
        let (mut is_male, mut known, mut births) = (Mask::NONE, Mask::NONE, Vec::with_capacity(chunk.rows.len()));
        for (at, row) in chunk.rows.clone().enumerate() {
            let identity = text.get(row).and_then(|text| read_identity_number(text).ok());
            if let Some(identity) = identity {
                known.insert(at);
                if identity.sex == Sex::Male {
                    is_male.insert(at);
                }
            }
            births.push(identity.map_or(0, |identity| identity.birth.number() - epoch()));
        }
        let (sex, birth) = Ready::of_identity(self.columns.len());
        let read = [(sex, Values::Flags(is_male)), (birth, Values::Numbers(Cow::Owned(births)))];
        for (at, values) in read {
            chunk
                .decoded
                .get_mut(at)
                .into_iter()
                .for_each(|decoded| *decoded = Decoded { values: values.clone(), known, is_usual: true });
        }
    }

    /// Who declares which level.
    fn read_levels(chunk: &mut Chunk<'t>) {
        chunk.levels = [Mask::NONE; 5];
        let Some(declared) = chunk.declared() else { return };
        let mut left = declared.known & !chunk.bad();
        let mut levels = [Mask::NONE; 5];
        for (at, level) in (0..).zip(&mut levels) {
            if left.is_none() {
                break;
            }
            *level = declared.within(at, at) & left;
            left &= !*level;
        }
        chunk.levels = levels;
    }

    /// The form that a row of a chunk stands for.
    pub(super) fn form_of(&self, chunk: &Chunk<'_>, at: usize) -> Result<ApplicationForm, (usize, Rubbish)> {
        let mut form = row::empty();
        for (place, (bound, decoded)) in self.columns.iter().zip(&chunk.decoded).enumerate() {
            match (bound.column.kind, decoded.get(at)) {
                (Kind::Text | Kind::List, _) => {
                    row::put_raw(&mut form, bound, chunk.rows.start + at).map_err(|rubbish| (place, rubbish))?;
                }
                (Kind::Day, Some(day)) => row::put(&mut form, bound, day + epoch(), self.engine.policy()),
                (_, Some(value)) => row::put(&mut form, bound, value, self.engine.policy()),
                (_, None) => {}
            }
        }
        Ok(form)
    }

    /// The facts of a form under the table's engine and day.
    pub(super) fn facts<'f>(&'f self, form: &'f ApplicationForm) -> Facts<'f> {
        Facts::new(form, self.engine.policy(), self.engine.catalogue(), self.made.day, None)
    }

    /// Works out the slots of rules that are no column as it is.
    pub(super) fn work_out(&self, rules: &Rules, chunk: &mut Chunk<'t>) {
        let mut worked = std::mem::take(&mut chunk.worked);
        let mut alike = std::mem::take(&mut chunk.alike);
        worked.resize_with(rules.worked.len(), Vec::new);
        for values in &mut worked {
            values.clear();
            values.resize(chunk.rows.len(), Value::UNKNOWN);
        }
        for level in rules.levels.iter().filter(|level| !level.worked.is_empty()) {
            for row in chunk.of(level.level).rows() {
                let types = self.work_types(chunk, row);
                let mut put = |at: usize, value: Value| {
                    if let Some(room) = worked.get_mut(at).and_then(|values: &mut Vec<Value>| values.get_mut(row)) {
                        *room = value;
                    }
                };
                let mut missing = Vec::new();
                for at in &level.worked {
                    let Some((slot, _)) = rules.worked.get(*at) else { continue };
                    if slot.quantity == Quantity::RetirementDay {
                        put(*at, self.retires(chunk, row));
                        continue;
                    }
                    let is_alike = matches!(slot.quantity, Quantity::WorkTypeRelation | Quantity::WorkTypeGroup);
                    let is_relation = slot.quantity == Quantity::WorkTypeRelation;
                    match alike.get(&(types, is_relation)).filter(|_| is_alike) {
                        Some(value) => put(*at, *value),
                        None => missing.push((*at, slot, is_alike)),
                    }
                }
                if missing.is_empty() {
                    continue;
                }
                let Ok(form) = self.form_of(chunk, row) else { continue };
                let facts = self.facts(&form).at(level.moment.day, level.moment.year);
                for (at, slot, is_alike) in missing {
                    let value = facts.value(slot, level.level);
                    put(at, value);
                    if is_alike && alike.len() < ALIKE {
                        alike.insert((types, slot.quantity == Quantity::WorkTypeRelation), value);
                    }
                }
            }
        }
        (chunk.worked, chunk.alike) = (worked, alike);
    }

    /// When somebody reaches retirement age, without a form.
    fn retires(&self, chunk: &Chunk<'_>, row: usize) -> Value {
        let identity = self.text(self.made.known.identity, chunk, row).and_then(|text| read_identity_number(text).ok());
        let category = chunk.retirement().and_then(|words| usize::try_from(words.get(row)?).ok());
        let category = category.and_then(words::retirement);
        retiring(identity.and_then(|identity| retirement_day(self.engine.policy(), identity, category)))
    }

    /// The region of a row.
    pub(super) fn region(&self, chunk: &Chunk<'_>, row: usize) -> Option<&'t str> {
        self.text(self.made.known.region, chunk, row)
    }

    fn text(&self, column: Option<usize>, chunk: &Chunk<'_>, row: usize) -> Option<&'t str> {
        match column.and_then(|at| self.columns.get(at)).map(|bound| &bound.source) {
            Some(Source::Text(text)) => text.get(chunk.rows.start + row),
            _ => None,
        }
    }

    /// What the relation of two work types and the group of one hang on: the level held and both types.
    fn work_types(&self, chunk: &Chunk<'_>, row: usize) -> WorkTypes<'t> {
        let named = |column: Option<usize>| match &self.columns.get(column?)?.source {
            Source::Text(text) => text.named(chunk.rows.start + row),
            _ => None,
        };
        let held = chunk.held().and_then(|held| held.get(row));
        (held, named(self.made.known.current_type), named(self.made.known.declared_type))
    }
}

/// How many different pairs of work types are kept: more than a catalogue has is rubbish.
const ALIKE: usize = 100_000;
