//! A stream of people on its way through an engine: batches come in, answers go out, and no more is held than one piece.

use std::collections::VecDeque;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use gongkao::batch::{Answered, Column, Prepared, Summary, Wanted, columns, parts};
use gongkao::model::date::Date;
use gongkao::{Engine, Error, SourceKind};

use crate::capsule::{Batches, sound};
use crate::coerce::coerced;

/// Rows that one thread decides at a time.
const PIECE: usize = 65_536;
/// For fewer rows another thread costs more than it saves.
const WORTH_A_THREAD: usize = 8_192;

/// What is asked of every batch.
#[derive(Clone)]
pub(crate) struct Question {
    pub(crate) engine: Arc<Engine>,
    pub(crate) day: Date,
    pub(crate) wanted: Wanted,
    pub(crate) threads: NonZero<usize>,
    /// The columns the core reads, and those handed on as they are, by their place.
    read: Vec<usize>,
    kept: Vec<usize>,
    columns: Vec<Column>,
}

impl Question {
    /// Finds the columns of a table. One that is neither read nor kept is refused, for it may be a slip.
    pub(crate) fn new(
        engine: &Arc<Engine>,
        schema: &Schema,
        day: Date,
        wanted: Wanted,
        keep: &[String],
        threads: NonZero<usize>,
    ) -> Result<Self, Error> {
        let columns = columns(engine.policy());
        let place = |name: &String| match schema.fields().iter().position(|field| field.name() == name) {
            Some(place) => Ok(place),
            None => Err(Error::malformed(SourceKind::Table, name, "`keep` names it, and the table has no such column")),
        };
        let mut kept = keep.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        // Rules and traces say nothing without the level they are of.
        let level = schema.fields().iter().position(|field| field.name() == LEVEL);
        if let Some(level) = level.filter(|level| (wanted.rules || wanted.trace) && !kept.contains(level)) {
            kept.push(level);
        }
        let is_known = |name: &str| columns.iter().any(|column| column.name == name);
        let is_read = |(at, field): &(usize, &Arc<Field>)| is_known(field.name()) || !kept.contains(at);
        let read = schema.fields().iter().enumerate().filter(is_read).map(|(at, _)| at).collect();
        Ok(Self { engine: Arc::clone(engine), day, wanted, threads, read, kept, columns })
    }

    /// A question that reads every column it knows and hands none on.
    pub(crate) fn reading(engine: &Arc<Engine>, schema: &Schema, day: Date) -> Self {
        let columns = columns(engine.policy());
        let is_known = |name: &str| columns.iter().any(|column| column.name == name);
        let read =
            schema.fields().iter().enumerate().filter(|(_, field)| is_known(field.name())).map(|(at, _)| at).collect();
        let (wanted, threads) = (Wanted::VERDICT, NonZero::<usize>::MIN);
        Self { engine: Arc::clone(engine), day, wanted, threads, read, kept: Vec::new(), columns }
    }

    /// The engine made ready for the batches to come, and the columns of the answers. Refuses a column that is unknown or of the wrong type
    /// before any row is read.
    fn prepare(&self, schema: &SchemaRef) -> Result<(Prepared<Arc<Engine>>, SchemaRef), Error> {
        let mut all: Vec<Arc<Field>> = Vec::new();
        let kept = self.kept.iter().filter_map(|at| schema.fields().get(*at)).cloned();
        let read = schema.project(&self.read).map_err(|error| unsound(&error))?;
        // A schema may name types of which there is no column, and Arrow panics.
        let empty = catch_unwind(|| RecordBatch::new_empty(Arc::new(read)))
            .map_err(|_| unsound(&ArrowError::SchemaError("a column is of a type that there is not".to_owned())))?;
        let empty = coerced(&empty, &self.columns).map_err(|error| unsound(&error))?;
        let prepared = Prepared::new(Arc::clone(&self.engine), &empty.schema(), self.day);
        let prepared = prepared.map_err(|error| self.with_advice(error))?;
        let answered = prepared.bind(&empty)?.decide(0..0, self.wanted).batch.schema();
        for field in kept.chain(answered.fields().iter().cloned()) {
            if all.iter().any(|other| other.name() == field.name()) {
                let message = "an answer or another kept column has this name; rename it in your table";
                return Err(Error::malformed(SourceKind::Table, field.name(), message));
            }
            // Whether a column has gaps is no part of a stream's promise.
            all.push(Arc::new(field.as_ref().clone().with_nullable(true)));
        }
        Ok((prepared, Arc::new(Schema::new(all))))
    }

    fn with_advice(&self, error: Error) -> Error {
        if self.columns.iter().any(|column| column.name == error.path()) {
            return error;
        }
        let message = format!("{}. To hand a column of your own on, name it in `keep`", error.message());
        Error::malformed(SourceKind::Table, error.path(), message)
    }

    /// The columns of a batch that are read, once they are known to be sound.
    pub(crate) fn read(&self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let read = batch.project(&self.read)?;
        sound(&read)?;
        coerced(&read, &self.columns)
    }
}

/// The column that says what level a row is asked about.
pub(crate) const LEVEL: &str = "declared_level";

/// What is wrong with a table as a whole.
pub(crate) fn unsound(error: &ArrowError) -> Error {
    Error::malformed(SourceKind::Table, "", format!("this is no sound Arrow table: {error}"))
}

/// A question that an engine was made ready for.
struct Asked {
    question: Question,
    prepared: Prepared<Arc<Engine>>,
    /// The columns of the answers.
    schema: SchemaRef,
}

impl Asked {
    /// The answers to the rows of a batch, cut among threads: each checks, binds and decides its own part.
    fn decide(&self, batch: &RecordBatch) -> Result<(Vec<RecordBatch>, Summary), ArrowError> {
        let threads = self.question.threads.get().min(batch.num_rows().div_ceil(WORTH_A_THREAD));
        let parts = parts(batch.num_rows(), threads);
        let decide = |rows: &std::ops::Range<usize>| self.part(&batch.slice(rows.start, rows.len()));
        let decided: Vec<Result<(Vec<RecordBatch>, Summary), ArrowError>> = thread::scope(|scope| {
            let (first, others) = parts.split_first().map_or((&(0..0), &[][..]), |(first, others)| (first, others));
            let others: Vec<_> = others.iter().map(|rows| scope.spawn(move || decide(rows))).collect();
            let lost = |_| Err(ArrowError::ComputeError("a thread came to no answer".to_owned()));
            let first = decide(first);
            std::iter::once(first).chain(others.into_iter().map(|other| other.join().unwrap_or_else(lost))).collect()
        });
        let (mut summary, mut batches) = (Summary::default(), Vec::with_capacity(decided.len()));
        for part in decided {
            let (of_part, summary_of_part) = part?;
            summary.add(&summary_of_part);
            batches.extend(of_part);
        }
        Ok((batches, summary))
    }

    fn part(&self, batch: &RecordBatch) -> Result<(Vec<RecordBatch>, Summary), ArrowError> {
        let read = self.question.read(batch)?;
        let table = self.prepared.bind(&read).map_err(|error| ArrowError::ComputeError(error.to_string()))?;
        let (mut summary, mut batches, mut done) = (Summary::default(), Vec::with_capacity(1), 0);
        // Most often all are answered at once.
        while done < batch.num_rows() || batches.is_empty() {
            let Answered { batch: answered, summary: of_these } =
                table.decide(done..batch.num_rows(), self.question.wanted);
            let rows = answered.num_rows();
            let kept = self.question.kept.iter().filter_map(|at| batch.columns().get(*at));
            let kept = kept.map(|column| column.slice(done, rows));
            let all: Vec<ArrayRef> = kept.chain(answered.columns().iter().cloned()).collect();
            batches.push(RecordBatch::try_new(Arc::clone(&self.schema), all)?);
            summary.add(&of_these);
            done += rows;
            if rows == 0 && done < batch.num_rows() {
                return Err(ArrowError::ComputeError("the rows could not be answered".to_owned()));
            }
        }
        Ok((batches, summary))
    }
}

/// The answers to a stream, made as they are asked for.
pub(crate) struct Decider {
    asked: Asked,
    input: Batches,
    /// What is left of the batch that came in last.
    waiting: Option<RecordBatch>,
    ready: VecDeque<RecordBatch>,
    summary: Arc<Mutex<Summary>>,
}

impl Decider {
    pub(crate) fn new(question: Question, input: Batches, summary: Arc<Mutex<Summary>>) -> Result<Self, Error> {
        let (prepared, schema) = question.prepare(&input.schema())?;
        Ok(Self { asked: Asked { question, prepared, schema }, input, waiting: None, ready: VecDeque::new(), summary })
    }

    /// The rows to decide next.
    fn piece(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        let batch = match self.waiting.take() {
            Some(batch) => batch,
            None => match self.input.next()? {
                Ok(batch) => batch,
                Err(error) => return Some(Err(error)),
            },
        };
        let most = PIECE.saturating_mul(self.asked.question.threads.get());
        if batch.num_rows() > most {
            self.waiting = Some(batch.slice(most, batch.num_rows() - most));
            return Some(Ok(batch.slice(0, most)));
        }
        Some(Ok(batch))
    }

    fn work(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        loop {
            if let Some(batch) = self.ready.pop_front() {
                return Some(Ok(batch));
            }
            let decided = match self.piece()? {
                Ok(batch) => self.asked.decide(&batch),
                Err(error) => Err(error),
            };
            match decided {
                Ok((batches, summary)) => {
                    self.summary.lock().unwrap_or_else(PoisonError::into_inner).add(&summary);
                    self.ready.extend(batches);
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Iterator for Decider {
    type Item = Result<RecordBatch, ArrowError>;

    /// The reader holds the interpreter or not, as it likes; those people use let it go. Nothing here asks for it: our own count of who
    /// holds it is wrong where a reader of ours was called by another library that has let it go.
    fn next(&mut self) -> Option<Self::Item> {
        // C calls this, and must not be unwound into.
        let failed = |_| Some(Err(ArrowError::ComputeError("the table could not be read".to_owned())));
        catch_unwind(AssertUnwindSafe(|| self.work())).unwrap_or_else(failed)
    }
}

impl RecordBatchReader for Decider {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.asked.schema)
    }
}
