//! Putting the answers to a table together, chunk by chunk.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int16Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, DictionaryArray, Int8Array, PrimitiveArray, RecordBatch, StringArray, new_null_array,
};
use arrow_buffer::{ArrowNativeType, NullBuffer};
use arrow_schema::{DataType, Field, Schema};

use super::answer::{Answered, Summary, Wanted, letter};
use super::chunk::Chunk;
use super::column::Rubbish;
use super::decide::Decided;
use super::grown::{Bits, Lists, Strings};
use super::mask::{Bytes, CHUNK, Mask, Masks, add};
use super::nodes::Place;
use super::rules::LevelRules;
use super::table::Table;
use super::texts::{Branch, Own, branches, codes_of, merged, of_rule, routes_of};
use crate::eligibility::{Decision, Outcome, RuleStatus};
use crate::model::level::Level;

/// The answers as they come together.
pub(super) struct Answers<'a, 't> {
    table: &'a Table<'t>,
    wanted: Wanted,
    /// 0 unmet, 1 unknown, 2 met.
    outcome: Vec<i8>,
    summary: Summary,
    /// Rows without an answer.
    errors: Vec<(usize, usize, Rubbish)>,
    rules: Strings,
    routes: Lists,
    codes: Lists,
    needed: Lists,
    trace: Strings,
    /// Days since the first of 1970, in the rows that pass on one.
    pub(super) earliest: Vec<i32>,
    pub(super) passes: Bits,
    /// For each level: the named branches of its rules by their node, nearest first.
    branches: Vec<(Level, Vec<Vec<Branch>>)>,
    /// Room for bytes of a chunk.
    planes: Vec<Bytes>,
}

impl<'a, 't> Answers<'a, 't> {
    pub(super) fn new(table: &'a Table<'t>, rows: usize, wanted: Wanted) -> Self {
        let branches = if wanted.routes {
            Level::ALL.iter().map(|level| (*level, branches(table, *level))).collect()
        } else {
            Vec::new()
        };
        let room = |wanted: bool| if wanted { rows } else { 0 };
        Self {
            table,
            wanted,
            outcome: Vec::with_capacity(rows),
            summary: Summary::default(),
            errors: Vec::new(),
            rules: Strings::new(room(wanted.rules)),
            routes: Lists::new(room(wanted.routes)),
            codes: Lists::new(room(wanted.codes)),
            needed: Lists::new(room(wanted.needed)),
            trace: Strings::new(room(wanted.trace)),
            earliest: Vec::with_capacity(room(wanted.earliest)),
            passes: Bits::default(),
            branches,
            planes: Vec::new(),
        }
    }

    /// Takes a chunk that was decided.
    pub(super) fn take(&mut self, chunk: &Chunk<'_>, decided: &Decided) {
        let rows = chunk.rows.len();
        let bad = chunk.bad();
        let unknown = Mask::first(rows) & !(decided.met | decided.unmet | bad);
        let mut bytes = [0; CHUNK];
        add(&mut bytes, &decided.met, 2);
        add(&mut bytes, &unknown, 1);
        let first = self.outcome.len();
        self.outcome.extend(bytes.iter().take(rows).map(|byte| byte.cast_signed()));
        self.summary.rows += rows as u64;
        self.summary.met += decided.met.count() as u64;
        self.summary.unmet += decided.unmet.count() as u64;
        self.summary.unknown += unknown.count() as u64;
        self.errors.extend(chunk.rubbish.iter().map(|(row, column, kind)| (first + row, *column, *kind)));
        let levels: Vec<(&LevelRules, Mask)> = self
            .table
            .made
            .rules
            .levels
            .iter()
            .map(|level| (level, chunk.of(level.level)))
            .filter(|(_, rows)| !rows.is_none())
            .collect();
        let there = chunk.asked();
        if self.wanted.trace {
            self.take_trace(rows, decided, &levels);
        }
        if self.wanted.rules {
            self.take_rules(rows, decided, &levels);
        }
        if self.wanted.routes {
            let (texts, own) = routes_of(&self.branches, decided, &levels);
            self.routes.take(rows, &there, &merged(texts), &own);
        }
        if self.wanted.codes {
            let table = self.table;
            let (texts, own) = codes_of(table, decided, &levels);
            self.codes.take(rows, &there, &merged(texts), &own);
        }
        if self.wanted.needed {
            let (told, own) = self.needed_of(chunk, decided, &levels);
            let undeclared = Mask::first(rows) & !(there | bad);
            self.needed.take(rows, &told, &[(undeclared, "declared.level")], &own);
        }
    }

    /// Bytes of the longest column of texts.
    pub(super) fn size(&self) -> usize {
        let lists = [&self.routes, &self.codes, &self.needed].map(Lists::size);
        [&self.rules, &self.trace].map(Strings::size).into_iter().chain(lists).max().unwrap_or_default()
    }

    fn take_trace(&mut self, rows: usize, decided: &Decided, levels: &[(&LevelRules, Mask)]) {
        let there = levels.iter().fold(Mask::NONE, |all, (_, asked)| all | *asked);
        let most = levels.iter().map(|(level, _)| level.trace.len()).max().unwrap_or_default();
        self.planes.resize(most.div_ceil(4), [0; CHUNK]);
        for (number, plane) in self.planes.iter_mut().enumerate() {
            let found: [_; 4] = std::array::from_fn(|place| of_node(number * 4 + place, decided, levels));
            // Where each is met or unmet, unmet is where nothing is added.
            let settled = found.each_ref().map(|found| (there & !(found.met | found.unmet)).is_none());
            plane.fill((0..4).zip(settled).map(|(place, settled)| u8::from(settled) << (2 * place)).sum());
            for ((place, found), settled) in (0..4).zip(&found).zip(settled) {
                let unmet = 1 << (2 * place);
                add(plane, &found.met, if settled { unmet } else { 2 * unmet });
                if !settled {
                    add(plane, &found.unmet, unmet);
                }
            }
        }
        for (level, asked) in levels {
            for (row, decision) in decided.singly.iter().filter(|(row, _)| asked.has(**row)) {
                let trace = decision.trace_bytes(&level.plan);
                self.planes.iter_mut().zip(trace).for_each(|(plane, byte)| set(plane, *row, byte));
            }
        }
        let widths: Vec<_> = levels.iter().map(|(level, asked)| (*asked, level.trace.len().div_ceil(4))).collect();
        self.trace.take(rows, &self.planes, &widths);
    }

    fn take_rules(&mut self, rows: usize, decided: &Decided, levels: &[(&LevelRules, Mask)]) {
        let most = levels.iter().map(|(level, _)| level.rules.len()).max().unwrap_or_default();
        self.planes.resize(most, [0; CHUNK]);
        for (number, plane) in self.planes.iter_mut().enumerate() {
            plane.fill(0);
            let mut statuses = [Mask::NONE; RuleStatus::ALL.len()];
            for (level, asked) in levels {
                let found = of_rule(level, number, decided);
                statuses.iter_mut().zip(RuleStatus::ALL).for_each(|(all, status)| *all |= found(status) & *asked);
            }
            statuses.iter().zip(RuleStatus::ALL).for_each(|(mask, status)| add(plane, mask, letter(status) as u8));
        }
        for (row, decision) in &decided.singly {
            let letters = decision.rules.iter().map(|status| letter(*status) as u8);
            self.planes.iter_mut().zip(letters).for_each(|(plane, letter)| set(plane, *row, letter));
        }
        let widths: Vec<_> = levels.iter().map(|(level, asked)| (*asked, level.rules.len())).collect();
        self.rules.take(rows, &self.planes, &widths);
    }

    /// Which rows are told what they need, and what the rows need that are not settled.
    fn needed_of(&self, chunk: &Chunk<'_>, decided: &Decided, levels: &[(&LevelRules, Mask)]) -> (Mask, Own) {
        let mut told = Mask::first(chunk.rows.len()) & !chunk.bad();
        let mut own = Own::new();
        for (level, asked) in levels {
            let mut open = Mask::NONE;
            for number in 0..level.rules.len() {
                open |= of_rule(level, number, decided)(RuleStatus::Unknown) & *asked;
            }
            let waits = |decision: &Decision| {
                decision.doors.contains(&Outcome::Unknown) || decision.rules.contains(&RuleStatus::Unknown)
            };
            for (row, decision) in decided.singly.iter().filter(|(row, _)| asked.has(**row)) {
                if waits(decision) { open.insert(*row) } else { open.remove(*row) }
            }
            for row in open.rows() {
                match self.table.form_of(chunk, row) {
                    Ok(form) => drop(own.insert(row, self.table.needed(&form, level.level))),
                    Err(_) => told.remove(row),
                }
            }
        }
        (told, own)
    }

    /// The table of answers.
    pub(super) fn finish(mut self) -> Answered {
        let rows = self.outcome.len();
        let table = self.table;
        for (_, column, kind) in &self.errors {
            *self.summary.rubbish.entry((table.name(*column).to_owned(), *kind)).or_default() += 1;
        }
        let nulls = (!self.errors.is_empty()).then(|| {
            let mut answered = vec![true; rows];
            for (row, ..) in &self.errors {
                answered.get_mut(*row).into_iter().for_each(|answered| *answered = false);
            }
            NullBuffer::from(answered)
        });
        let words: ArrayRef = Arc::new(StringArray::from(vec!["unmet", "unknown", "met"]));
        let mut columns: Vec<(&str, ArrayRef)> =
            vec![("outcome", dictionary(Int8Array::new(self.outcome.into(), nulls), words))];
        if self.wanted.rules {
            columns.push(("rules", self.rules.text()));
        }
        if self.wanted.routes {
            columns.push(("routes", self.routes.list()));
        }
        if self.wanted.codes {
            columns.push(("codes", self.codes.list()));
        }
        if self.wanted.needed {
            columns.push(("needed", self.needed.list()));
        }
        if self.wanted.trace {
            columns.push(("trace", self.trace.binary()));
        }
        if self.wanted.earliest {
            columns.push(("earliest", Arc::new(Date32Array::new(self.earliest.into(), Some(self.passes.nulls())))));
        }
        columns
            .push(("error", words_at::<Int8Type>(rows, self.errors.iter().map(|(row, _, kind)| (*row, kind.name())))));
        columns.push((
            "error_field",
            // A policy may ask for thousands of facts, each in a column.
            words_at::<Int16Type>(rows, self.errors.iter().map(|(row, column, _)| (*row, table.name(*column)))),
        ));
        Answered { batch: batch(columns), summary: self.summary }
    }
}

/// How a node of a trace comes out for the rows that are asked; of other rows it says anything.
fn of_node<'d>(number: usize, decided: &'d Decided, levels: &[(&LevelRules, Mask)]) -> Cow<'d, Masks> {
    let place = |level: &LevelRules| level.trace.get(number).copied().flatten();
    let of = |place: Option<Place>| place.and_then(|place| decided.nodes.get(place)).unwrap_or(&Masks::UNKNOWN);
    match levels {
        [(first, _), rest @ ..] if rest.iter().all(|(other, _)| place(other) == place(first)) => {
            Cow::Borrowed(of(place(first)))
        }
        levels => Cow::Owned(levels.iter().fold(Masks::UNKNOWN, |mut all, (level, asked)| {
            all.met |= of(place(level)).met & *asked;
            all.unmet |= of(place(level)).unmet & *asked;
            all
        })),
    }
}

fn set(plane: &mut Bytes, row: usize, byte: u8) {
    plane.get_mut(row).into_iter().for_each(|found| *found = byte);
}

/// A dictionary whose keys are all within it.
fn dictionary<K: ArrowDictionaryKeyType>(keys: PrimitiveArray<K>, words: ArrayRef) -> ArrayRef {
    let rows = keys.len();
    let none = || std::iter::repeat_n(None::<&str>, rows).collect::<DictionaryArray<K>>();
    Arc::new(DictionaryArray::<K>::try_new(keys, words).unwrap_or_else(|_| none()))
}

/// A column of a few words at a few rows.
fn words_at<'w, K: ArrowDictionaryKeyType>(rows: usize, at: impl Iterator<Item = (usize, &'w str)>) -> ArrayRef {
    let mut at = at.peekable();
    if at.peek().is_none() {
        return new_null_array(&DataType::Dictionary(K::DATA_TYPE.into(), DataType::Utf8.into()), rows);
    }
    let mut words: Vec<&str> = Vec::new();
    let mut keys = vec![K::Native::default(); rows];
    let mut is_there = Vec::new();
    for (row, word) in at {
        is_there.resize(rows, false);
        let place = words.iter().position(|known| *known == word).unwrap_or_else(|| {
            words.push(word);
            words.len() - 1
        });
        keys.get_mut(row).into_iter().for_each(|key| *key = K::Native::usize_as(place));
        is_there.get_mut(row).into_iter().for_each(|there| *there = true);
    }
    let keys = PrimitiveArray::<K>::new(keys.into(), Some(NullBuffer::from(is_there)));
    dictionary(keys, Arc::new(StringArray::from(words)))
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    let fields: Vec<Field> =
        columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true)).collect();
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    let schema = Arc::new(Schema::new(fields));
    RecordBatch::try_new(schema.clone(), arrays).unwrap_or_else(|_| RecordBatch::new_empty(schema))
}
