//! Compiling a validated policy for a level. Every name resolves; what does not is left as what can never hold.

use super::change::{Change, Changed};
use super::{Awards, ExceptionPlan, Op, Plan, Program, RowPlan, RulePlan, Side, Slot};
use crate::finding::Severity;
use crate::model::date::{Date, Year};
use crate::model::level::{HeldLevel, Level};
use crate::order;
use crate::policy::condition::{Condition, Constant, Leaf, Node, Test};
use crate::policy::days::DayRule;
use crate::policy::effect::{Claim, EffectKind, Exception};
use crate::policy::parameter::Parameter;
use crate::policy::quantity::{Quantity, Scale};
use crate::policy::scale;
use crate::policy::source::{MaterialRow, PolicySource, Rule};

/// Compiles a validated policy, level by level.
pub(in crate::policy) fn compile(source: &PolicySource) -> [Plan; 5] {
    Level::ALL.map(|level| compile_in(source, level, source.round.year))
}

/// Compiles one level as it is in an exam year.
pub(in crate::policy) fn compile_in(source: &PolicySource, level: Level, year: Year) -> Plan {
    Compiler { source, level, year, plan: Plan::default(), places: Vec::new() }.plan()
}

struct Compiler<'a> {
    source: &'a PolicySource,
    level: Level,
    year: Year,
    plan: Plan,
    /// The nodes of the rules with what stands there: where an exception finds what it changes.
    places: Vec<Place<'a>>,
}

/// A node of a rule.
struct Place<'a> {
    at: u32,
    /// Which rule, by its place among those of the level.
    rule: usize,
    condition: &'a Condition,
    /// It is reached through no `not`, so that easing it eases the rule.
    is_positive: bool,
}

impl<'a> Compiler<'a> {
    fn plan(mut self) -> Plan {
        let (source, level) = (self.source, self.level);
        let is_dated = |parameter: &Parameter| parameter.values().iter().any(|value| value.from.is_some());
        self.plan.turns_with_the_year = source.parameters.values().any(is_dated);
        let rules: Vec<&'a Rule> = source.rules.iter().filter(|rule| rule.levels.contains(&level)).collect();
        for (number, rule) in rules.iter().enumerate() {
            let when = rule.when.as_ref().map(|when| self.program(when));
            let condition = self.program(&rule.condition);
            self.note(number, &rule.condition, condition);
            let instead = rule.instead.iter().map(|instead| self.program(&instead.when)).collect();
            self.plan.rules.push(RulePlan { when, condition, refuses: rule.severity == Severity::Refuse, instead });
        }
        for exception in source.exceptions.iter().filter(|exception| exception.levels.contains(&level)) {
            let compiled = self.exception(exception, &rules);
            self.plan.is_open_to_all |= compiled.is_automatic;
            self.plan.exceptions.push(compiled);
        }
        for material in source.materials.iter().filter(|material| material.levels.contains(&level)) {
            let row =
                |row: &MaterialRow| RowPlan { when: row.when.as_ref().map(|when| self.program(when)), need: row.need };
            let rows = material.rows.iter().map(row).collect();
            self.plan.materials.push(rows);
        }
        for judged in source.judged.iter().filter(|judged| judged.levels.contains(&level)) {
            let when = judged.when.as_ref().map(|when| self.program(when));
            self.plan.judged.push(when);
        }
        self.plan
    }

    fn program(&mut self, condition: &Condition) -> Program {
        let start = self.next();
        self.compile(condition);
        Program { start, end: self.next() }
    }

    fn next(&self) -> u32 {
        u32::try_from(self.plan.ops.len()).unwrap_or(u32::MAX)
    }

    fn compile(&mut self, condition: &Condition) {
        if let Node::Leaf(leaf) = &condition.node {
            let op = self.leaf(leaf);
            return self.plan.ops.push(op);
        }
        let at = self.plan.ops.len();
        self.plan.ops.push(Op::All { end: 0 });
        for child in condition.children() {
            self.compile(child);
        }
        let end = self.next();
        let needed = if let Node::Count(_, count) = &condition.node { self.number(count) } else { 0 };
        if let Some(op) = self.plan.ops.get_mut(at) {
            *op = match condition.node {
                Node::Any(_) => Op::Any { end },
                Node::Not(_) => Op::Not { end },
                Node::Count(..) => Op::Of { end, needed: u32::try_from(needed).unwrap_or(u32::MAX) },
                Node::All(_) | Node::Leaf(_) => Op::All { end },
            };
        }
    }

    fn note(&mut self, rule: usize, condition: &'a Condition, program: Program) {
        let mut at = program.start;
        self.note_below(rule, condition, &mut at, true);
    }

    fn note_below(&mut self, rule: usize, condition: &'a Condition, at: &mut u32, is_positive: bool) {
        self.places.push(Place { at: *at, rule, condition, is_positive });
        *at += 1;
        let below = is_positive && !matches!(condition.node, Node::Not(_));
        for child in condition.children() {
            self.note_below(rule, child, at, below);
        }
    }

    fn exception(&mut self, exception: &'a Exception, rules: &[&'a Rule]) -> ExceptionPlan {
        let condition = self.program(&exception.condition);
        let mut changes = Vec::new();
        for (number, effect) in exception.effects.iter().enumerate() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let mut change = |at: u32, to: Changed| changes.push(Change { at, effect: number, to });
            match &effect.kind {
                EffectKind::Refer(names) => self.named(names, rules).for_each(|at| change(at, Changed::Referred)),
                EffectKind::Waive(names) => self.named(names, rules).for_each(|at| change(at, Changed::Met)),
                EffectKind::Grant(grant) => {
                    let waived =
                        rules.iter().zip(&self.plan.rules).filter(|(rule, _)| !grant.keep.contains(&rule.name));
                    waived.for_each(|(_, plan)| change(plan.condition.start, Changed::Met));
                }
                EffectKind::Replace(replacement) => {
                    let with = self.program(&replacement.with);
                    let places = self.named(std::slice::from_ref(&replacement.name), rules);
                    places.for_each(|at| change(at, Changed::Replaced(with)));
                }
                EffectKind::Reduce(reduction) => {
                    let by = i32::try_from(self.number(&reduction.by)).unwrap_or(0);
                    self.eased(|leaf, op| {
                        let named = leaf.test.operand() == Some(reduction.parameter.as_str());
                        (named && Scale::of(leaf, self.source) == Scale::Number).then(|| reduced(op, by))?
                    })
                    .for_each(|(at, op)| change(at, Changed::Eased(op)));
                }
                EffectKind::SkipLevels(steps) => {
                    let steps = u32::try_from(self.number(steps)).unwrap_or(0);
                    self.eased(|leaf, op| (leaf.quantity == Quantity::HeldLevel).then(|| lowered(op, steps))?)
                        .for_each(|(at, op)| change(at, Changed::Eased(op)));
                }
                EffectKind::Exempt(_) => {}
            }
        }
        order::sort_by_key(&mut changes, |change| change.at);
        ExceptionPlan {
            condition,
            is_automatic: exception.claim == Claim::Automatic,
            once_a_year: exception.once_a_year,
            changes,
        }
    }

    /// Where rules and branches of these names begin.
    fn named<'s>(&'s self, names: &'s [String], rules: &'s [&'a Rule]) -> impl Iterator<Item = u32> + use<'s, 'a> {
        self.places
            .iter()
            .filter(move |place| {
                let branch = place.condition.branch.as_ref().is_some_and(|branch| names.contains(&branch.name));
                let whole = self.plan.rules.get(place.rule).is_some_and(|plan| plan.condition.start == place.at);
                branch || whole && rules.get(place.rule).is_some_and(|rule| names.contains(&rule.name))
            })
            .map(|place| place.at)
    }

    /// The comparisons of the rules that become easier.
    fn eased(&self, ease: impl Fn(&Leaf, Op) -> Option<Op>) -> impl Iterator<Item = (u32, Op)> {
        self.places.iter().filter(|place| place.is_positive).filter_map(move |place| {
            let Node::Leaf(leaf) = &place.condition.node else { return None };
            Some((place.at, ease(leaf, *self.plan.ops.get(place.at as usize)?)?))
        })
    }

    fn leaf(&mut self, leaf: &Leaf) -> Op {
        let slot = self.slot(leaf);
        if let Test::OnOrBefore(name) | Test::After(name) = &leaf.test {
            let named = self.source.days.get(name);
            self.plan.turns_with_the_year |= named.is_none_or(|named| named.day.before_report().is_none());
        }
        match (&leaf.test, Scale::of(leaf, self.source)) {
            (Test::OnOrBefore(name), _) => self.by_day(slot, name, Side::OnOrBefore),
            (Test::After(name), _) => self.by_day(slot, name, Side::After),
            (Test::Equals(Constant::Flag(flag)), _) => {
                let flag = i32::from(*flag);
                Op::Within { slot, from: flag, to: flag }
            }
            (Test::Equals(Constant::Word(word)), _) => self.among(slot, leaf, std::slice::from_ref(word)),
            (Test::In(words), _) => self.among(slot, leaf, words),
            (test, Scale::Number) => {
                let number = self.small(test.operand().unwrap_or_default());
                between(slot, test, number, number)
            }
            (test, _) => {
                let (first, last) = self.positions(leaf, test.operand().unwrap_or_default());
                between(slot, test, first, last)
            }
        }
    }

    fn by_day(&self, slot: u32, name: &str, side: Side) -> Op {
        let years = match self.source.days.get(name).map(|named| &named.day) {
            Some(DayRule::ReportDay(_)) => 0,
            Some(DayRule::BeforeReport(ago)) => ago.years,
            rule => {
                // The validator has resolved it in this exam year; the report's day does not matter here.
                let day = rule.zip(Date::new(self.year, 1, 1));
                let day = day.and_then(|(rule, any)| rule.resolve_in(self.year, self.source.round.year, any));
                let (from, to) = side.bounds(day);
                return Op::Within { slot, from, to };
            }
        };
        Op::ByReport { slot, years, side }
    }

    /// The first and the last position on the step of a word of an order.
    fn positions(&self, leaf: &Leaf, word: &str) -> (i32, i32) {
        let step = scale::step(leaf, word, self.source);
        let words = scale::words(leaf, self.source);
        let same = |known: &&str| scale::step(leaf, known, self.source) == step;
        let position = |at: Option<usize>| at.and_then(|at| i32::try_from(at).ok()).unwrap_or(i32::MAX - 1);
        (position(words.iter().position(same)), position(words.iter().rposition(same)))
    }

    /// Positions in a row are bounds; others are a set.
    fn among(&self, slot: u32, leaf: &Leaf, wanted: &[String]) -> Op {
        let words = scale::words(leaf, self.source);
        let mut positions: Vec<u32> = wanted
            .iter()
            .filter_map(|word| words.iter().position(|known| known == word))
            .filter_map(|at| u32::try_from(at).ok().filter(|at| *at < 64))
            .collect();
        order::sort(&mut positions);
        positions.dedup();
        let bound = |at: Option<&u32>| at.and_then(|at| i32::try_from(*at).ok()).unwrap_or(i32::MAX - 1);
        match (positions.first(), positions.last()) {
            (Some(first), Some(last)) if last - first + 1 > u32::try_from(positions.len()).unwrap_or(0) => {
                Op::In { slot, mask: positions.iter().fold(0, |mask, at| mask | 1 << at) }
            }
            (first, last) => Op::Within { slot, from: bound(first), to: bound(last) },
        }
    }

    fn slot(&mut self, leaf: &Leaf) -> u32 {
        let number = |name: &Option<String>| name.as_ref().map(|name| self.number(name));
        let wanted = Slot {
            quantity: leaf.quantity,
            fact: leaf.fact.clone(),
            counted: leaf.counted.clone(),
            last_years: leaf.last_years.as_ref().map_or(0, |name| self.small(name)),
            since_work_start: leaf.since_work_start,
            awards: leaf.awards.as_ref().map(|filter| Awards {
                filter: filter.clone(),
                rank_within: number(&filter.rank_within),
                within_years: number(&filter.within_years),
                prize_within: number(&filter.prize_within),
                place_within: number(&filter.place_within),
                contest_class_within: number(&filter.contest_class_within),
                team: number(&filter.team),
            }),
        };
        let slots = &mut self.plan.slots;
        let at = slots.iter().position(|slot| *slot == wanted).unwrap_or_else(|| {
            slots.push(wanted);
            slots.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn number(&self, parameter: &str) -> i64 {
        let value = self.source.parameters.get(parameter).and_then(|found| found.in_year(self.year));
        value.and_then(|value| value.at(self.level)).unwrap_or(i64::MAX)
    }

    /// A parameter as the validator bounds it.
    fn small(&self, parameter: &str) -> i32 {
        i32::try_from(self.number(parameter)).unwrap_or(i32::MAX - 1)
    }
}

/// What an operator asks of a value beside a step that reaches from its first position to its last.
fn between(slot: u32, test: &Test, first: i32, last: i32) -> Op {
    let (from, to) = match test {
        Test::AtLeast(_) => (first, i32::MAX),
        Test::MoreThan(_) => (last.saturating_add(1), i32::MAX),
        Test::AtMost(_) => (i32::MIN, last),
        _ => (i32::MIN, first.saturating_sub(1)),
    };
    Op::Within { slot, from, to }
}

/// A comparison whose lower bound is lower by so much.
fn reduced(op: Op, by: i32) -> Option<Op> {
    match op {
        Op::Within { slot, from, to: i32::MAX } => {
            Some(Op::Within { slot, from: from.saturating_sub(by), to: i32::MAX })
        }
        _ => None,
    }
}

/// A comparison of the level held that lower levels meet too.
fn lowered(op: Op, steps: u32) -> Option<Op> {
    // Ungraded is below every level, and no step reaches it: somebody who holds nothing skips nothing.
    const LOWEST: i32 = 1;
    match op {
        Op::Within { slot, from, to } if from > LOWEST => {
            let from = from.saturating_sub(i32::try_from(steps).unwrap_or(i32::MAX)).max(LOWEST);
            Some(Op::Within { slot, from, to })
        }
        Op::In { slot, mask } => {
            let levels = (1 << HeldLevel::ALL.len()) - 1 - 1;
            let eased = (0..=steps.min(5)).fold(mask, |all, step| all | (mask >> step) & levels);
            Some(Op::In { slot, mask: eased })
        }
        _ => None,
    }
}
