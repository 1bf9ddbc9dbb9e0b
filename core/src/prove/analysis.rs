//! The rules of one level, group by group.

use super::found::{Analysis, Found, FoundKind, Reason, Unfinished};
use super::group::{programs, reads, space, together};
use super::nodes;
use super::person::person;
use super::walk::Space;
use crate::Engine;
use crate::eligibility::holds;
use crate::eligibility::trace::Outcome;
use crate::finding::Severity;
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::plan::{Plan, Program, RulePlan};
use crate::policy::quantity::Quantity;
use crate::policy::source::Rule;

/// Quantities that grow as time goes by.
const GROWING: [Quantity; 5] =
    [Quantity::WorkYears, Quantity::LevelYears, Quantity::TypeYears, Quantity::PostYears, Quantity::Age];

pub(super) fn rules(engine: &Engine, level: Level, left: &mut usize, analysis: &mut Analysis) {
    let Some(day) = super::day(engine, level) else { return };
    let plan = engine.policy().plan(level);
    let all: Vec<(&Rule, &RulePlan)> = engine.policy().rules(level).zip(&plan.rules).collect();
    let of_each: Vec<_> =
        all.iter().map(|(rule, compiled)| (rule.name.as_str(), reads(plan, &programs(compiled)))).collect();
    for members in together(&of_each) {
        let rules: Vec<(&Rule, &RulePlan)> = members.iter().filter_map(|at| all.get(*at).copied()).collect();
        let read: Vec<Program> = rules.iter().flat_map(|(_, rule)| programs(rule)).collect();
        let space = space(plan, &read, engine.policy(), level, day);
        // A group is kept as one bit a rule.
        let nodes = read.iter().map(|program| program.range().len()).sum();
        let charged = if rules.len() > 32 { Err(space.size()) } else { super::charge(left, &space, nodes) };
        if let Err(combinations) = charged {
            let names = rules.iter().map(|(rule, _)| rule.name.clone()).collect();
            let combinations = Some(combinations);
            analysis.unfinished.push(Unfinished { level: Some(level), names, reason: Reason::TooMany, combinations });
            continue;
        }
        let group = Group { engine, level, day, plan, rules, space };
        let table = group.table();
        group.each_rule(&table, left, analysis);
        group.all_together(&table, analysis);
    }
}

struct Group<'a> {
    engine: &'a Engine,
    level: Level,
    day: Date,
    plan: &'a Plan,
    rules: Vec<(&'a Rule, &'a RulePlan)>,
    space: Space,
}

/// How the rules come out for every combination: one bit each.
struct Table {
    possible: Vec<bool>,
    asked: Vec<u32>,
    met: Vec<u32>,
}

impl Group<'_> {
    fn table(&self) -> Table {
        let size = self.space.size();
        let mut table = Table { possible: vec![false; size], asked: vec![0; size], met: vec![0; size] };
        self.space.walk(self.plan, &mut Vec::new(), |number, row| {
            let (mut asked, mut met) = (0, 0);
            for (bit, (_, rule)) in self.rules.iter().enumerate() {
                let is_asked = rule.when.is_none_or(|when| holds(self.plan, when, row, self.day) == Outcome::Met);
                let is_met = !is_asked || holds(self.plan, rule.condition, row, self.day) == Outcome::Met;
                asked |= u32::from(is_asked) << bit;
                met |= u32::from(is_met) << bit;
            }
            if let Some(((possible, asked_at), met_at)) =
                table.possible.get_mut(number).zip(table.asked.get_mut(number)).zip(table.met.get_mut(number))
            {
                (*possible, *asked_at, *met_at) = (true, asked, met);
            }
            true
        });
        table
    }

    fn each_rule(&self, table: &Table, left: &mut usize, analysis: &mut Analysis) {
        for (bit, (rule, plan)) in self.rules.iter().enumerate() {
            let own = 1_u32 << bit;
            let asked_and = |wanted: bool| table.first(|asked, met| asked & own != 0 && (met & own != 0) == wanted);
            let (met, unmet) = (asked_and(true), asked_and(false));
            let (kind, example) = match (met, unmet) {
                (None, None) => (Some(FoundKind::NeverAsked), None),
                (None, _) => (Some(FoundKind::NeverPasses), unmet),
                (_, None) => (Some(FoundKind::AlwaysPasses), met),
                _ => (None, None),
            };
            if let Some(kind) = kind {
                let example = example.and_then(|number| self.person(number));
                analysis.found.push(self.found(kind, &[rule], String::new(), example));
                continue;
            }
            if rule.severity == Severity::Refuse && self.rules.len() > 1 {
                self.never_matters(table, bit, rule, analysis);
            }
            self.more_takes_away(table, own, rule, analysis);
            let whole = space(self.plan, &programs(plan), self.engine.policy(), self.level, self.day);
            match nodes::without_effect(self.plan, plan, rule, &whole, self.day, left) {
                Ok(paths) => {
                    let found =
                        paths.into_iter().map(|path| self.found(FoundKind::NodeNeverMatters, &[rule], path, None));
                    analysis.found.extend(found);
                }
                Err(combinations) => analysis.unfinished.push(Unfinished {
                    level: Some(self.level),
                    names: vec![rule.name.clone()],
                    reason: Reason::TooMany,
                    combinations: Some(combinations),
                }),
            }
        }
    }

    /// A rule that refuses nobody whom the others that refuse do not.
    fn never_matters(&self, table: &Table, bit: usize, rule: &Rule, analysis: &mut Analysis) {
        let others =
            self.rules.iter().enumerate().filter(|(at, (other, _))| *at != bit && other.severity == Severity::Refuse);
        let others = others.fold(0_u32, |all, (at, _)| all | 1 << at);
        let own = 1_u32 << bit;
        if table.first(|_, met| met & own == 0 && met & others == others).is_none() {
            let example = table.first(|_, met| met & own == 0).and_then(|number| self.person(number));
            analysis.found.push(self.found(FoundKind::NeverMatters, &[rule], String::new(), example));
        }
    }

    /// A rule that is met with fewer years and, all else the same, not with more.
    fn more_takes_away(&self, table: &Table, own: u32, rule: &Rule, analysis: &mut Analysis) {
        for (at, axis) in self.space.axes.iter().enumerate().filter(|(_, axis)| GROWING.contains(&axis.slot.quantity)) {
            let stride = self.space.stride(at);
            let taken = table.met.iter().enumerate().filter(|(number, met)| {
                let next = number + stride;
                let class = number / stride % axis.classes.len() + 1;
                let is_neighbour = axis.classes.get(class).is_some_and(|class| !class.is_absent());
                let both = table.is_possible(*number) && table.is_possible(next);
                *met & own != 0 && is_neighbour && both && table.met.get(next).is_some_and(|met| met & own == 0)
            });
            // Some combinations nobody has; a few tries find one that somebody has.
            let pair = taken.take(8).find_map(|(number, _)| self.person(number).zip(self.person(number + stride)));
            if let Some((less, more)) = pair {
                let path = axis.slot.quantity.name().to_owned();
                let found = self.found(FoundKind::MoreTakesAway, &[rule], path, Some(more));
                analysis.found.push(Found { beside: Some(less), ..found });
            }
        }
    }

    /// Rules that are never met together though each can be.
    fn all_together(&self, table: &Table, analysis: &mut Analysis) {
        let refusing = self.rules.iter().enumerate().filter(|(_, (rule, _))| rule.severity == Severity::Refuse);
        let refusing: Vec<(u32, &Rule)> = refusing.map(|(bit, (rule, _))| (1 << bit, *rule)).collect();
        let each = refusing.iter().all(|(own, _)| table.first(|_, met| met & own != 0).is_some());
        let all = refusing.iter().fold(0, |all, (own, _)| all | own);
        if refusing.len() < 2 || !each || table.first(|_, met| met & all == all).is_some() {
            return;
        }
        // What is left when every rule is taken out without which they are as impossible.
        let mut needed = refusing.clone();
        for (own, _) in &refusing {
            let fewer: Vec<_> = needed.iter().copied().filter(|(other, _)| other != own).collect();
            let bits = fewer.iter().fold(0, |all, (own, _)| all | own);
            if table.first(|_, met| met & bits == bits).is_none() {
                needed = fewer;
            }
        }
        let rules: Vec<&Rule> = needed.into_iter().map(|(_, rule)| rule).collect();
        let most = table.met.iter().enumerate().filter(|(number, _)| table.is_possible(*number));
        let most = most.max_by_key(|(number, met)| ((*met & all).count_ones(), std::cmp::Reverse(*number)));
        let example = most.and_then(|(number, _)| self.person(number));
        analysis.found.push(self.found(FoundKind::Contradiction, &rules, String::new(), example));
    }

    fn found(&self, kind: FoundKind, rules: &[&Rule], path: String, example: Option<ApplicationForm>) -> Found {
        let names = rules.iter().map(|rule| rule.name.clone()).collect();
        Found { kind, level: self.level, names, path, example, beside: None }
    }

    fn person(&self, number: usize) -> Option<ApplicationForm> {
        let wanted: Vec<_> = self.space.axes.iter().zip(self.space.classes(number)).collect();
        person(self.engine, self.level, self.day, &wanted)
    }
}

impl Table {
    fn is_possible(&self, number: usize) -> bool {
        self.possible.get(number).copied().unwrap_or(false)
    }

    /// The first possible combination for which the rules asked and those met are as wanted.
    fn first(&self, wanted: impl Fn(u32, u32) -> bool) -> Option<usize> {
        let all = self.possible.iter().zip(&self.asked).zip(&self.met).enumerate();
        all.into_iter()
            .find(|(_, ((possible, asked), met))| **possible && wanted(**asked, **met))
            .map(|(number, _)| number)
    }
}
