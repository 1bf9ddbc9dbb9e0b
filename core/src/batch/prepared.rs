//! An engine made ready for columns: what hangs on no row is worked out once, for every batch to come.

use std::ops::Deref;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{Fields, Schema, SchemaRef};

use super::chunk::Known;
use super::compare::Moment;
use super::outlook::Outlook;
use super::rules::Rules;
use super::schema::{self, Column};
use super::table::Table;
use super::words;
use crate::engine::Engine;
use crate::error::{Error, SourceKind};
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::plan::Slot;
use crate::policy::quantity::Quantity;

/// An engine made ready for a day and for batches of the same columns, as a reader of a file or a stream hands them on. Threads may share
/// it.
///
/// Years ahead are looked at when the first batch asks for the earliest day: for short batches that is more work than deciding them.
///
/// ```
/// use std::sync::Arc;
///
/// use arrow_array::{RecordBatch, StringArray};
/// use gongkao::Engine;
/// use gongkao::batch::{Prepared, Wanted};
///
/// let engine = Engine::henan()?;
/// let levels = |levels: Vec<&str>| RecordBatch::try_from_iter([("declared_level", Arc::new(StringArray::from(levels)) as _)]);
/// let batches = [levels(vec!["five", "four"])?, levels(vec!["three"])?];
/// let prepared = Prepared::new(&engine, &batches[0].schema(), "2022-03-10".parse()?)?;
/// for batch in &batches {
///     let answered = prepared.bind(batch)?.decide(0..batch.num_rows(), Wanted::VERDICT);
///     assert_eq!(answered.batch.num_rows(), batch.num_rows());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Prepared<E> {
    engine: E,
    schema: SchemaRef,
    made: Arc<Made>,
}

impl<E: Deref<Target = Engine>> Prepared<E> {
    /// Makes an engine ready. Refused where a column is unknown or cannot hold what its field holds.
    pub fn new(engine: E, schema: &SchemaRef, day: Date) -> Result<Self, Error> {
        let made = Arc::new(Made::new(engine.policy(), schema, day)?);
        Ok(Self { engine, schema: Arc::clone(schema), made })
    }

    /// Binds a batch. Refused where its columns are not those that were prepared for, in their order; their Arrow types may be others.
    pub fn bind<'t>(&'t self, batch: &'t RecordBatch) -> Result<Table<'t>, Error> {
        let (ours, theirs) = (self.schema.fields(), batch.schema_ref().fields());
        let differs = |at: &usize| ours.get(*at).map(|field| field.name()) != theirs.get(*at).map(|field| field.name());
        if let Some(at) = (0..ours.len().max(theirs.len())).find(differs) {
            let name = |fields: &Fields| fields.get(at).map(|field| field.name().clone());
            let (ours, theirs) = (name(ours), name(theirs));
            let quoted =
                |name: &Option<String>| name.as_ref().map_or_else(|| "none".to_owned(), |name| format!("`{name}`"));
            let (prepared, here) = (quoted(&ours), quoted(&theirs));
            let message = format!("column {} is {prepared} in what was prepared for, and {here} here", at + 1);
            return Err(Error::source(SourceKind::Table, theirs.or(ours).unwrap_or_default(), message));
        }
        Table::of(&self.engine, &self.made, batch)
    }
}

/// What hangs on the engine, the day and the columns alone.
pub(super) struct Made {
    pub day: Date,
    pub columns: Vec<Arc<Column>>,
    /// The words of each column's field, by position.
    pub words: Vec<Arc<[String]>>,
    pub rules: Rules,
    pub known: Known,
    /// Some rule asks for the sex or the day of birth.
    pub reads_identity: bool,
    /// What is to come.
    pub outlook: Outlook,
}

impl Made {
    pub(super) fn new(policy: &Policy, schema: &Schema, day: Date) -> Result<Self, Error> {
        let known = schema::columns(policy);
        let mut columns: Vec<Arc<Column>> = Vec::with_capacity(schema.fields().len());
        for field in schema.fields() {
            let column = schema::find(&known, field.name())?;
            if columns.iter().any(|other| **other == *column) {
                return Err(Error::source(SourceKind::Table, field.name(), "this column stands twice"));
            }
            if !schema::takes(column.kind, field.data_type()) {
                return Err(schema::misfit(column, field.data_type()));
            }
            columns.push(Arc::new(column.clone()));
        }
        let find = |name: &str| columns.iter().position(|column| column.name == name);
        let known = Known {
            declared: find("declared_level"),
            claimed: find("exception_claimed"),
            held: find("current_level"),
            year: find("current_obtained_year"),
            obtained_on: find("current_obtained_on"),
            identity: find("identity_number"),
            region: find("region"),
            retirement: find("retirement_category"),
            current_type: find("current_work_type"),
            declared_type: find("declared_work_type"),
        };
        let now = Moment { year: policy.source().round.year, day };
        let rules = Rules::new(policy, &columns, |level| Some((Arc::clone(policy.shared_plan(level)), now)));
        // What a rule does not ask today it may ask on a later day.
        let asks = |slot: &Slot| matches!(slot.quantity, Quantity::Age | Quantity::Sex);
        let reads_identity = Level::ALL.into_iter().any(|level| policy.plan(level).slots().iter().any(asks));
        let words = columns.iter().map(|column| words::of(column, policy).into()).collect();
        Ok(Self { day, columns, words, rules, known, reads_identity, outlook: Outlook::default() })
    }
}
