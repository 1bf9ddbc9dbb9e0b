//! Deciding a table, chunk by chunk, all levels at once.

use std::collections::BTreeMap;
use std::ops::Range;

use super::answer::{Answered, Wanted};
use super::chunk::{Chunk, chunks};
use super::mask::{Mask, Masks};
use super::rules::{LevelRules, Rules, asker, asker_instead};
use super::table::Table;
use super::told::Answers;
use crate::eligibility::{self, Decision, Outcome};
use crate::model::application::ApplicationForm;
use crate::model::level::Level;
use crate::policy::plan::Plan;

/// How the rows of a chunk came out.
#[derive(Default)]
pub(super) struct Decided {
    /// Of every node of the rules, for all rows, whatever their level.
    pub nodes: Vec<Masks>,
    /// Of the rows that were asked.
    pub met: Mask,
    pub unmet: Mask,
    /// Rows at which an exception may stand open: decided one by one.
    pub singly: BTreeMap<usize, Decision>,
}

impl Default for Mask {
    fn default() -> Self {
        Self::NONE
    }
}

/// Bytes of a column of answers from which on no more rows are taken.
const ROOM: usize = 1 << 29;

impl<'t> Table<'t> {
    /// Decides some rows. Threads may each take some, and the host puts their answers one after the other.
    ///
    /// Where a column of answers grows past half a gigabyte, these are the first so many rows, as the batch has, and the host asks for the
    /// rest: Arrow counts its bytes in 32 bits. Should two thousand rows then take it past two gigabytes, the column is null.
    pub fn decide(&self, rows: Range<usize>, wanted: Wanted) -> Answered {
        self.decide_within(rows, wanted, ROOM)
    }

    fn decide_within(&self, rows: Range<usize>, wanted: Wanted, room: usize) -> Answered {
        let rows = rows.start.min(self.rows())..rows.end.min(self.rows());
        let mut answers = Answers::new(self, rows.len(), wanted);
        let (mut chunk, mut decided, mut later) = (self.chunk(), Decided::default(), Decided::default());
        for rows in chunks(rows) {
            if answers.size() > room {
                break;
            }
            self.read(&mut chunk, rows);
            self.decide_chunk(&self.made.rules, &mut chunk, wanted, &mut decided);
            answers.take(&chunk, &decided);
            if wanted.earliest {
                let passes = self.made.outlook.days(self, &mut chunk, &decided, &mut later, &mut answers.earliest);
                answers.passes.take(&passes, chunk.rows.len());
            }
        }
        answers.finish()
    }

    /// How every row of a chunk comes out by some rules.
    pub(super) fn decide_chunk(&self, rules: &Rules, chunk: &mut Chunk<'t>, wanted: Wanted, decided: &mut Decided) {
        if !rules.worked.is_empty() {
            self.work_out(rules, chunk);
        }
        let mut askers = 0;
        for (at, _) in chunk.levels.iter().enumerate().filter(|(_, rows)| !rows.is_none()) {
            askers |= asker(at) | if wanted.codes { asker_instead(at) } else { 0 };
        }
        rules.nodes.run(askers, chunk, &mut decided.nodes);
        (decided.met, decided.unmet) = (Mask::NONE, Mask::NONE);
        decided.singly.clear();
        for level in &rules.levels {
            let rows = chunk.of(level.level);
            if rows.is_none() {
                continue;
            }
            let found = level.outcome(&decided.nodes);
            decided.met |= found.met & rows;
            decided.unmet |= found.unmet & rows;
            self.decide_singly(chunk, level, rows, decided);
        }
    }

    /// Decides one by one the rows for which exceptions are looked at.
    fn decide_singly(&self, chunk: &Chunk<'_>, level: &LevelRules, rows: Mask, decided: &mut Decided) {
        if level.plan.exceptions.is_empty() {
            return;
        }
        let rows = if level.plan.is_open_to_all { rows } else { rows & chunk.claimed() };
        for row in rows.rows() {
            let Ok(form) = self.form_of(chunk, row) else { continue };
            let facts = self.facts(&form).at(level.moment.day, level.moment.year);
            let decision = level.plan.decide(&facts.row(&level.plan, level.level), facts.asked());
            let put = |mask: &mut Mask, is: bool| if is { mask.insert(row) } else { mask.remove(row) };
            put(&mut decided.met, decision.outcome == Outcome::Met);
            put(&mut decided.unmet, decision.outcome == Outcome::Unmet);
            decided.singly.insert(row, decision);
        }
    }

    /// The fields that would settle a row, as a report names them.
    pub(super) fn needed(&self, form: &ApplicationForm, level: Level) -> Vec<String> {
        let facts = self.facts(form);
        let plan: &Plan = self.engine.policy().plan(level);
        let row = facts.row(plan, level);
        let decision = plan.decide(&row, facts.asked());
        let explained = eligibility::explain(self.engine.policy(), level, &facts, &row, &decision);
        explained.answers.needed.into_iter().collect()
    }
}

impl LevelRules {
    /// How the rules of a level come out together.
    pub(super) fn outcome(&self, nodes: &[Masks]) -> Masks {
        // A policy that says nothing of a level lets nobody through.
        let mut all = if self.rules.is_empty() { Masks::UNKNOWN } else { Masks::MET };
        for rule in &self.rules {
            let mut holds = nodes.get(rule.holds).copied().unwrap_or(Masks::UNKNOWN);
            if !rule.refuses {
                // A person decides: what is unmet here refuses nobody.
                holds.unmet = Mask::NONE;
            }
            all = all.and(holds);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{RecordBatch, StringArray};

    use super::*;
    use crate::Engine;
    use crate::batch::mask::CHUNK;

    #[test]
    fn what_has_no_room_is_asked_for_again() {
        let engine = Engine::henan().unwrap();
        let levels = StringArray::from_iter_values((0..5_000).map(|row| ["five", "four", "two"][row % 3]));
        let batch = RecordBatch::try_from_iter([("declared_level", Arc::new(levels) as _)]).unwrap();
        let table = Table::new(&engine, &batch, "2022-03-10".parse().unwrap()).unwrap();
        let whole = table.decide(0..5_000, Wanted::ALL);
        let (mut done, mut summary) = (0, crate::batch::Summary::default());
        let mut pieces = Vec::new();
        while done < 5_000 {
            let piece = table.decide_within(done..5_000, Wanted::ALL, 100);
            assert_eq!(piece.summary.rows, piece.batch.num_rows() as u64);
            assert_eq!(piece.batch, whole.batch.slice(done, piece.batch.num_rows()));
            done += piece.batch.num_rows();
            summary.add(&piece.summary);
            pieces.push(piece.batch.num_rows());
        }
        assert_eq!((pieces, summary), (vec![CHUNK, CHUNK, 5_000 - 2 * CHUNK], whole.summary));
    }
}
