//! A population in columns on its way through two engines.

use std::ops::Deref;

use arrow_array::RecordBatch;

use super::answer::Wanted;
use super::chunk::chunks;
use super::column::Source;
use super::decide::Decided;
use super::decoded::Decoded;
use super::schema;
use super::table::Table;
use super::tally::Tally;
use crate::eligibility::Outcome;
use crate::engine::Engine;
use crate::error::Error;
use crate::foretell::Simulation;
use crate::model::level::Level;

impl<E: Deref<Target = Engine> + Clone> Simulation<E> {
    /// Takes the next rows. A column may be one that only one of the two policies asks for.
    pub fn feed(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        let (old_engine, new_engine, day) = (self.old.clone(), self.new.clone(), self.day);
        let old_columns = schema::columns(old_engine.policy());
        let mut all = schema::columns(new_engine.policy());
        all.extend(old_columns.into_iter().filter(|column| column.name.starts_with("answers.")));
        for field in batch.schema_ref().fields() {
            schema::find(&all, field.name())?;
        }
        let (for_old, for_new) = (known_to(&old_engine, batch)?, known_to(&new_engine, batch)?);
        let (old, new) = (Table::new(&old_engine, &for_old, day)?, Table::new(&new_engine, &for_new, day)?);
        let (mut old_chunk, mut new_chunk) = (old.chunk(), new.chunk());
        let (mut before, mut after) = (Decided::default(), Decided::default());
        let column = |name: &str| new.columns.iter().position(|bound| bound.column.name == name);
        let text = |name: &str| match &new.columns.get(column(name)?)?.source {
            Source::Text(text) => Some(text),
            _ => None,
        };
        let mut tally = Tally::new(text("declared_work_type"), text("region"));
        let (first, category) = (self.rows(), column("unit_category"));
        for rows in chunks(0..batch.num_rows()) {
            old.read(&mut old_chunk, rows.clone());
            new.read(&mut new_chunk, rows.clone());
            old.decide_chunk(&old.made.rules, &mut old_chunk, Wanted::VERDICT, &mut before);
            new.decide_chunk(&new.made.rules, &mut new_chunk, Wanted::VERDICT, &mut after);
            let mut faults = old_chunk.rubbish.iter().map(|fault| (fault, &old)).peekable();
            let mut more = new_chunk.rubbish.iter().map(|fault| (fault, &new)).peekable();
            let category = category.and_then(|column| new_chunk.decoded.get(column));
            for (at, row) in rows.enumerate() {
                let fault = faults.next_if(|((bad, ..), _)| *bad == at);
                let fault = more.next_if(|((bad, ..), _)| *bad == at).or(fault);
                if let Some(((_, column, kind), table)) = fault {
                    self.count_rubbish(table.name(*column), kind.name());
                    continue;
                }
                let outcome = |decided: &Decided| match (decided.met.has(at), decided.unmet.has(at)) {
                    (true, _) => Outcome::Met,
                    (_, true) => Outcome::Unmet,
                    _ => Outcome::Unknown,
                };
                let position = |read: Option<&Decoded<'_>>| read?.get(at).and_then(|word| usize::try_from(word).ok());
                let level = position(new_chunk.declared());
                let (old_outcome, new_outcome) = (outcome(&before), outcome(&after));
                tally.count(row, (level, position(category)), old_outcome, new_outcome);
                // The answers that only one of the policies asks for are in the other's form as well.
                let form = || {
                    let mut form = new.form_of(&new_chunk, at).ok()?;
                    form.answers.extend(old.form_of(&old_chunk, at).ok()?.answers);
                    Some(form)
                };
                let level = level.and_then(|at| Level::ALL.get(at)).copied();
                self.show(first + row as u64, level, old_outcome, new_outcome, form);
            }
            if tally.is_full() {
                tally.add_to(&mut self.foretold);
            }
        }
        tally.add_to(&mut self.foretold);
        Ok(())
    }
}

/// The columns of a batch that an engine's policy knows.
fn known_to(engine: &Engine, batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let known = schema::columns(engine.policy());
    let fields = batch.schema_ref().fields().iter().enumerate();
    let places: Vec<usize> =
        fields.filter(|(_, field)| known.iter().any(|column| column.name == *field.name())).map(|(at, _)| at).collect();
    batch.project(&places).map_err(|error| Error::source(crate::SourceKind::Table, "", error.to_string()))
}
