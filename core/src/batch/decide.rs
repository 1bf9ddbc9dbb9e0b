//! Deciding a table, chunk by chunk and level by level.

use std::collections::BTreeMap;
use std::ops::Range;

use super::answer::{Answered, Wanted};
use super::bounds::{Bounds, CHUNK};
use super::column::{Decoded, chunks};
use super::level_plan::LevelPlan;
use super::masks::{Masks, Planes, Run};
use super::table::{Chunk, Table};
use super::told::Answers;
use crate::eligibility::{self, Decision, Outcome, RuleStatus};
use crate::foresee;
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::plan::Plan;

/// How the rows of one level in a chunk came out.
#[derive(Default)]
pub(super) struct Decided {
    /// 0 unmet, 1 unknown, 2 met; of every row, whatever its level.
    pub outcome: Vec<i8>,
    /// Of every rule that every row's status, if statuses are wanted.
    pub statuses: Vec<Vec<RuleStatus>>,
    /// Of every rule, where each of its `instead` holds.
    pub instead: Vec<Vec<Masks>>,
    /// Of every node, if traces are wanted.
    pub planes: Planes,
    /// Rows at which an exception may stand open: decided one by one.
    pub singly: BTreeMap<usize, Decision>,
}

impl Table<'_> {
    /// Decides some rows. Threads may each take some, and the host puts their answers one after the other.
    pub fn decide(&self, rows: Range<usize>, wanted: Wanted) -> Answered {
        let rows = rows.start.min(self.rows())..rows.end.min(self.rows());
        let mut answers = Answers::new(self, rows.len(), wanted);
        let mut chunk = self.chunk();
        let mut pool = Vec::new();
        for rows in chunks(rows) {
            self.read(&mut chunk, rows);
            let decided = self.decide_chunk(&mut chunk, wanted, &mut pool);
            answers.take(&chunk, &decided);
        }
        answers.finish()
    }

    /// How every row of a chunk came out, by the level it declares.
    pub(super) fn decide_chunk(
        &self,
        chunk: &mut Chunk,
        wanted: Wanted,
        pool: &mut Vec<Masks>,
    ) -> Vec<(Level, Decided)> {
        let mut all = Vec::new();
        for (position, plan) in (0_i8..).zip(&self.levels) {
            let declares = |chunk: &Chunk, row: usize| match self.declared.and_then(|at| chunk.decoded.get(at)) {
                Some(Decoded::Narrow(levels)) => levels.least.get(row) == Some(&position),
                _ => false,
            };
            let Some(Decoded::Narrow(levels)) = self.declared.and_then(|at| chunk.decoded.get(at)) else { break };
            if !levels.least.contains(&position) {
                continue;
            }
            let asked: Vec<bool> = levels.least.iter().map(|level| *level == position).collect();
            self.work_out(chunk, plan, |row| asked.get(row) == Some(&true));
            let mut decided = self.decide_level(chunk, plan, wanted, pool);
            self.decide_singly(chunk, plan, |chunk, row| declares(chunk, row), &mut decided);
            all.push((plan.level, decided));
        }
        all
    }

    fn decide_level(&self, chunk: &Chunk, level: &LevelPlan, wanted: Wanted, pool: &mut Vec<Masks>) -> Decided {
        let plan = level.plan(self.engine);
        let count = chunk.rows.len();
        let cells = Self::cells(chunk, level);
        let mut decided = Decided::default();
        let mut all = pool.pop().unwrap_or_default();
        // A policy that says nothing of a level lets nobody through.
        all.fill(!plan.rules.is_empty(), false);
        let notes = wanted.trace || wanted.routes;
        for rule in &plan.rules {
            let planes = notes.then_some(&mut decided.planes);
            let mut run = Run::new(&level.ops, &cells, self.day, pool, planes);
            let applies = rule.when.map(|when| run.program(when));
            let mut rule_holds = run.program(rule.condition);
            if let Some(applies) = &applies {
                let mut spared = applies.clone();
                spared.not();
                rule_holds.or(&spared);
            }
            if wanted.statuses() {
                decided.statuses.push(statuses(applies.as_ref(), &rule_holds, count));
            }
            if rule.refuses {
                all.and(&rule_holds);
            } else {
                // A person decides: what is unmet here refuses nobody.
                let mut open = rule_holds.clone();
                open.unmet.fill(0);
                all.and(&open);
            }
            run.done(rule_holds);
            if let Some(applies) = applies {
                run.done(applies);
            }
            if wanted.codes {
                let mut run = Run::new(&level.ops, &cells, self.day, pool, None);
                decided.instead.push(rule.instead.iter().map(|when| run.program(*when)).collect());
            }
        }
        let outcome = all.met.iter().zip(all.unmet.iter()).take(count);
        decided.outcome.extend(outcome.map(|(met, unmet)| (1 + met - unmet).cast_signed()));
        pool.push(all);
        decided
    }

    /// Decides one by one the rows for which exceptions are looked at.
    fn decide_singly(
        &self,
        chunk: &Chunk,
        level: &LevelPlan,
        declares: impl Fn(&Chunk, usize) -> bool,
        decided: &mut Decided,
    ) {
        let plan = level.plan(self.engine);
        let claimed = match self.claimed.and_then(|at| chunk.decoded.get(at)) {
            Some(Decoded::Narrow(claimed)) => Some(claimed),
            _ => None,
        };
        let is_claimed = |row: usize| claimed.and_then(|claimed: &Bounds<i8>| claimed.exactly(row)) == Some(1);
        if !plan.is_open_to_all && !claimed.is_some_and(|claimed| claimed.least.contains(&1)) {
            return;
        }
        for row in 0..chunk.rows.len() {
            if !declares(chunk, row) || !plan.is_open_to_all && !is_claimed(row) {
                continue;
            }
            let Ok(form) = self.form_of(chunk, row) else { continue };
            let facts = self.facts(&form);
            let decision = plan.decide(&facts.row(plan, level.level), facts.asked());
            let outcome = match decision.outcome {
                Outcome::Unmet => 0,
                Outcome::Unknown => 1,
                Outcome::Met => 2,
            };
            decided.outcome.get_mut(row).into_iter().for_each(|found| *found = outcome);
            decided.singly.insert(row, decision);
        }
    }

    /// The first day of registration on which a form passes.
    pub(super) fn earliest(&self, form: &ApplicationForm, level: Level) -> Option<Date> {
        let policy = self.engine.policy();
        let rounds = foresee::years(policy, self.day).map(|year| (year, policy));
        foresee::when(&self.facts(form), level, rounds).earliest.map(|foreseen| foreseen.day)
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

/// The status of a rule whose condition is joined with the opposite of its `when`, for rows without exceptions.
fn statuses(applies: Option<&Masks>, holds: &Masks, count: usize) -> Vec<RuleStatus> {
    let of = |(met, unmet): (&u8, &u8)| match (met, unmet) {
        (1, _) => RuleStatus::Met,
        (_, 1) => RuleStatus::Unmet,
        _ => RuleStatus::Unknown,
    };
    let mut statuses: Vec<RuleStatus> = holds.met.iter().zip(holds.unmet.iter()).take(count).map(of).collect();
    if let Some(applies) = applies {
        let spared = statuses.iter_mut().zip(applies.unmet.iter()).filter(|(_, unmet)| **unmet == 1);
        spared.for_each(|(status, _)| *status = RuleStatus::NotApplicable);
    }
    statuses
}

const _: () = assert!(CHUNK.is_multiple_of(8), "flags are read eight at a time");
