//! Putting the answers to a table together, chunk by chunk.

use std::sync::Arc;

use arrow_array::builder::{Date32Builder, ListBuilder, StringBuilder};
use arrow_array::types::Int8Type;
use arrow_array::{Array, ArrayRef, BinaryArray, DictionaryArray, Int8Array, RecordBatch, StringArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{Field, Schema};

use super::answer::{Answered, Summary, Wanted, letter};
use super::column::{Decoded, Rubbish, epoch};
use super::decide::Decided;
use super::table::{Chunk, Table};
use crate::eligibility::{Outcome, RuleStatus};
use crate::finding::Code;
use crate::model::level::Level;
use crate::policy::condition::{Condition, Node};

/// The answers as they come together.
pub(super) struct Answers<'a> {
    table: &'a Table<'a>,
    wanted: Wanted,
    outcome: Vec<i8>,
    /// Rows without an answer.
    errors: Vec<(usize, usize, Rubbish)>,
    rules: StringBuilder,
    routes: ListBuilder<StringBuilder>,
    codes: ListBuilder<StringBuilder>,
    needed: ListBuilder<StringBuilder>,
    /// The bytes of all traces, where each ends, and whether there is one.
    traced: Vec<u8>,
    ends: Vec<i32>,
    has_trace: Vec<bool>,
    /// Days since the first of 1970.
    earliest: Date32Builder,
    /// For each level: the named branches of its rules by their node, nearest first.
    branches: Vec<(Level, Vec<Vec<Branch>>)>,
}

/// A named node.
struct Branch {
    name: String,
    /// The nodes from the rule's root down to it: all must be met. Nothing of what lies below a `not`.
    way: Vec<usize>,
}

impl<'a> Answers<'a> {
    pub(super) fn new(table: &'a Table<'a>, rows: usize, wanted: Wanted) -> Self {
        let branches = if wanted.routes {
            Level::ALL.iter().map(|level| (*level, branches(table, *level))).collect()
        } else {
            Vec::new()
        };
        Self {
            table,
            wanted,
            outcome: Vec::with_capacity(rows),
            errors: Vec::new(),
            rules: StringBuilder::new(),
            routes: ListBuilder::new(StringBuilder::new()),
            codes: ListBuilder::new(StringBuilder::new()),
            needed: ListBuilder::new(StringBuilder::new()),
            traced: Vec::new(),
            ends: vec![0],
            has_trace: Vec::new(),
            earliest: Date32Builder::new(),
            branches,
        }
    }

    /// Takes a chunk that was decided.
    pub(super) fn take(&mut self, chunk: &Chunk, decided: &[(Level, Decided)]) {
        let count = chunk.rows.len();
        let first = self.outcome.len();
        self.outcome.resize(first + count, 1);
        let levels = self.table.declared.and_then(|at| chunk.decoded.get(at));
        let levels = match levels {
            Some(Decoded::Narrow(levels)) => levels.least.as_slice(),
            _ => &[],
        };
        let out = self.outcome.get_mut(first..).unwrap_or_default();
        for (level, decided) in decided {
            let position = position(*level);
            for ((out, found), declared) in out.iter_mut().zip(&decided.outcome).zip(levels) {
                *out = if *declared == position { *found } else { *out };
            }
        }
        self.errors.extend(chunk.rubbish.iter().map(|(row, column, kind)| (first + row, *column, *kind)));
        if self.wanted.trace {
            self.traces(chunk, decided, levels);
        }
        if (Wanted { trace: false, ..self.wanted }) == Wanted::VERDICT {
            return;
        }
        let mut rubbish = chunk.rubbish.iter().map(|(row, ..)| *row).peekable();
        for row in 0..count {
            let is_rubbish = rubbish.next_if_eq(&row).is_some();
            let level = levels.get(row).and_then(|at| usize::try_from(*at).ok()).and_then(|at| Level::ALL.get(at));
            let found = level.and_then(|level| decided.iter().find(|(known, _)| known == level));
            self.row(chunk, row, found.filter(|_| !is_rubbish), is_rubbish);
        }
    }

    fn row(&mut self, chunk: &Chunk, row: usize, found: Option<&(Level, Decided)>, is_rubbish: bool) {
        let statuses: Vec<RuleStatus> = match found.map(|(_, decided)| (decided, decided.singly.get(&row))) {
            Some((_, Some(decision))) => decision.rules.clone(),
            Some((decided, None)) => decided.statuses.iter().filter_map(|rule| rule.get(row).copied()).collect(),
            None => Vec::new(),
        };
        if self.wanted.rules {
            self.rules.append_option(found.map(|_| statuses.iter().copied().map(letter).collect::<String>()));
        }
        if self.wanted.routes {
            self.row_routes(row, found, &statuses);
            self.routes.append(found.is_some());
        }
        if self.wanted.codes {
            if let Some((level, decided)) = found {
                let table = self.table;
                for (at, (rule, status)) in table.engine.policy().rules(*level).zip(&statuses).enumerate() {
                    let code = match status {
                        RuleStatus::Referred => Code::ExceptionReferred,
                        RuleStatus::Lifted => Code::ExceptionLifted,
                        RuleStatus::Unmet => {
                            let masks = decided.instead.get(at).map(Vec::as_slice).unwrap_or_default();
                            let special = masks.iter().position(|masks| masks.met.get(row) == Some(&1));
                            special
                                .and_then(|special| rule.instead.get(special))
                                .map_or(rule.code, |instead| instead.code)
                        }
                        _ => continue,
                    };
                    self.codes.values().append_value(code.name());
                }
            }
            self.codes.append(found.is_some());
        }
        if self.wanted.needed {
            let mut is_told = !is_rubbish;
            match found {
                None if is_told => self.needed.values().append_value("declared.level"),
                Some((level, decided)) if waits(&statuses, decided, row) => match self.table.form_of(chunk, row) {
                    Ok(form) => {
                        let needed = self.table.needed(&form, *level);
                        for field in needed {
                            self.needed.values().append_value(field);
                        }
                    }
                    Err(_) => is_told = false,
                },
                _ => {}
            }
            self.needed.append(is_told);
        }
        if self.wanted.earliest {
            let form = found.and_then(|(level, _)| Some((*level, self.table.form_of(chunk, row).ok()?)));
            let day = form.and_then(|(level, form)| self.table.earliest(&form, level));
            self.earliest.append_option(day.map(|day| day.number() - epoch()));
        }
    }

    /// The traces of a chunk, one byte after the other.
    fn traces(&mut self, chunk: &Chunk, decided: &[(Level, Decided)], levels: &[i8]) {
        let mut rubbish = chunk.rubbish.iter().map(|(row, ..)| *row).peekable();
        let levels_of_rows = levels.iter().copied().chain(std::iter::repeat(i8::MIN)).take(chunk.rows.len());
        for (row, declared) in levels_of_rows.enumerate() {
            let is_rubbish = rubbish.next_if_eq(&row).is_some();
            let found = decided.iter().find(|(level, _)| position(*level) == declared).filter(|_| !is_rubbish);
            if let Some((level, decided)) = found {
                match decided.singly.get(&row) {
                    Some(decision) => {
                        self.traced.extend(decision.trace_bytes(self.table.engine.policy().plan(*level)));
                    }
                    None => self.traced.extend(decided.planes.0.iter().filter_map(|plane| plane.get(row))),
                }
            }
            self.has_trace.push(found.is_some());
            self.ends.push(i32::try_from(self.traced.len()).unwrap_or(i32::MAX));
        }
    }

    fn row_routes(&mut self, row: usize, found: Option<&(Level, Decided)>, statuses: &[RuleStatus]) {
        let Some((level, decided)) = found else { return };
        let Some((_, branches)) = self.branches.iter().find(|(known, _)| known == level) else { return };
        let singly = decided.singly.get(&row);
        let is_met = |node: &usize| {
            if let Some(decision) = singly {
                return decision.seen.get(*node) == Outcome::Met;
            }
            let plane = decided.planes.0.get(node / 4).and_then(|plane| plane.get(row)).copied().unwrap_or(0);
            plane >> (node % 4 * 2) & 0b11 == 0b10
        };
        for (branches, status) in branches.iter().zip(statuses) {
            if matches!(status, RuleStatus::Met | RuleStatus::Lifted) {
                for branch in branches.iter().filter(|branch| branch.way.iter().all(is_met)) {
                    self.routes.values().append_value(&branch.name);
                }
            }
        }
    }

    /// The table of answers.
    pub(super) fn finish(mut self) -> Answered {
        let mut summary = Summary { rows: self.outcome.len() as u64, ..Summary::default() };
        for (row, column, kind) in &self.errors {
            let name = self.table.columns.get(*column).map_or("", |bound| bound.column.name.as_str());
            *summary.rubbish.entry((name.to_owned(), *kind)).or_default() += 1;
            // Out of the count below.
            self.outcome.get_mut(*row).into_iter().for_each(|outcome| *outcome = -1);
        }
        for part in self.outcome.chunks(100) {
            let count = |wanted: i8| u64::from(part.iter().map(|found| u8::from(*found == wanted)).sum::<u8>());
            summary.unmet += count(0);
            summary.unknown += count(1);
            summary.met += count(2);
        }
        let rows = self.outcome.len();
        let keys = if self.errors.is_empty() {
            Int8Array::from(self.outcome)
        } else {
            self.outcome.into_iter().map(|found| (found >= 0).then_some(found)).collect()
        };
        let words: ArrayRef = Arc::new(StringArray::from(vec!["unmet", "unknown", "met"]));
        let outcome = dictionary(keys, words);
        let kinds = self.errors.iter().map(|(row, _, kind)| (*row, kind.name()));
        let error = words_at(rows, kinds);
        let table = self.table;
        let name = |column: usize| table.columns.get(column).map_or("", |bound| bound.column.name.as_str());
        let error_field = words_at(rows, self.errors.iter().map(|(row, column, _)| (*row, name(*column))));
        let mut columns: Vec<(&str, ArrayRef)> = vec![("outcome", outcome)];
        if self.wanted.rules {
            columns.push(("rules", Arc::new(self.rules.finish())));
        }
        if self.wanted.routes {
            columns.push(("routes", Arc::new(self.routes.finish())));
        }
        if self.wanted.codes {
            columns.push(("codes", Arc::new(self.codes.finish())));
        }
        if self.wanted.needed {
            columns.push(("needed", Arc::new(self.needed.finish())));
        }
        if self.wanted.trace {
            columns.push(("trace", traces(self.traced, self.ends, self.has_trace)));
        }
        if self.wanted.earliest {
            columns.push(("earliest", Arc::new(self.earliest.finish())));
        }
        columns.push(("error", error));
        columns.push(("error_field", error_field));
        Answered { batch: batch(columns), summary }
    }
}

/// A dictionary whose keys are all within it.
fn dictionary(keys: Int8Array, words: ArrayRef) -> ArrayRef {
    let rows = keys.len();
    let none = || std::iter::repeat_n(None::<&str>, rows).collect::<DictionaryArray<Int8Type>>();
    Arc::new(DictionaryArray::<Int8Type>::try_new(keys, words).unwrap_or_else(|_| none()))
}

/// A column of a few words at a few rows.
fn words_at<'w>(rows: usize, at: impl Iterator<Item = (usize, &'w str)>) -> ArrayRef {
    let mut words: Vec<&str> = Vec::new();
    let mut keys = vec![0_i8; rows];
    let mut is_there = Vec::new();
    for (row, word) in at {
        is_there.resize(rows, false);
        let place = words.iter().position(|known| *known == word).unwrap_or_else(|| {
            words.push(word);
            words.len() - 1
        });
        keys.get_mut(row).into_iter().for_each(|key| *key = i8::try_from(place).unwrap_or(i8::MAX));
        is_there.get_mut(row).into_iter().for_each(|there| *there = true);
    }
    let nulls = if is_there.is_empty() { NullBuffer::new_null(rows) } else { NullBuffer::from(is_there) };
    dictionary(Int8Array::new(keys.into(), Some(nulls)), Arc::new(StringArray::from(words)))
}

/// A column of traces.
fn traces(bytes: Vec<u8>, ends: Vec<i32>, is_there: Vec<bool>) -> ArrayRef {
    let rows = is_there.len();
    // Ends only ever grow, up to the end of the bytes.
    let column = BinaryArray::try_new(OffsetBuffer::new(ends.into()), bytes.into(), Some(NullBuffer::from(is_there)));
    Arc::new(column.unwrap_or_else(|_| BinaryArray::new_null(rows)))
}

/// A level's place in its order.
fn position(level: Level) -> i8 {
    (0..).zip(Level::ALL).find(|(_, known)| *known == level).map_or(i8::MAX, |(at, _)| at)
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    let fields: Vec<Field> =
        columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true)).collect();
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    let schema = Arc::new(Schema::new(fields));
    RecordBatch::try_new(schema.clone(), arrays).unwrap_or_else(|_| RecordBatch::new_empty(schema))
}

/// Whether something of a row waits for an answer.
fn waits(statuses: &[RuleStatus], decided: &Decided, row: usize) -> bool {
    let doors = decided.singly.get(&row).is_some_and(|decision| decision.doors.contains(&Outcome::Unknown));
    doors || statuses.contains(&RuleStatus::Unknown)
}

/// The named branches of each rule of a level.
fn branches(table: &Table<'_>, level: Level) -> Vec<Vec<Branch>> {
    fn below(condition: &Condition, rule: &str, at: &mut usize, way: &[usize], hidden: bool, out: &mut Vec<Branch>) {
        let mut way = way.to_vec();
        way.push(*at);
        *at += 1;
        if let Some(branch) = condition.branch.as_ref().filter(|_| !hidden) {
            out.push(Branch { name: format!("{rule}.{}", branch.name), way: way.clone() });
        }
        let hidden = hidden || matches!(condition.node, Node::Not(_));
        for child in condition.children() {
            below(child, rule, at, &way, hidden, out);
        }
    }
    let policy = table.engine.policy();
    let rules = policy.rules(level).zip(&policy.plan(level).rules);
    let of_rule = rules.map(|(rule, compiled)| {
        let mut branches = Vec::new();
        let mut at = compiled.condition.start as usize;
        below(&rule.condition, &rule.name, &mut at, &[], false, &mut branches);
        branches
    });
    of_rule.collect()
}
