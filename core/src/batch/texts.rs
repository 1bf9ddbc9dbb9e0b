//! What the rules of a chunk say in texts: the named branches by which they passed, and the codes of those that speak.
//!
//! A text goes with the rows that have it. Rows that were decided one by one have lists of their own.

use std::collections::BTreeMap;

use super::decide::Decided;
use super::mask::{Mask, Masks};
use super::rules::LevelRules;
use super::table::Table;
use crate::eligibility::{Outcome, RuleStatus};
use crate::finding::Code;
use crate::model::level::Level;
use crate::policy::condition::{Condition, Node};

/// A named node.
pub(super) struct Branch {
    name: String,
    /// The nodes from the rule's root down to it: all must be met. Nothing of what lies below a `not`.
    way: Vec<usize>,
}

/// Texts with the rows that have them.
pub(super) type Texts<'s> = Vec<(Mask, &'s str)>;
/// The lists of single rows.
pub(super) type Own = BTreeMap<usize, Vec<String>>;

/// The named branches of each rule of a level.
pub(super) fn branches(table: &Table<'_>, level: Level) -> Vec<Vec<Branch>> {
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

/// The named branches by which rules passed.
pub(super) fn routes_of<'s>(
    named: &'s [(Level, Vec<Vec<Branch>>)],
    decided: &Decided,
    levels: &[(&LevelRules, Mask)],
) -> (Vec<Texts<'s>>, Own) {
    let mut own = Own::new();
    let mut all = Vec::new();
    for (level, asked) in levels {
        let branches = named.iter().find(|(known, _)| *known == level.level).map_or(&[][..], |(_, branches)| branches);
        let mut texts = Texts::new();
        for (number, branches) in branches.iter().enumerate() {
            let passed = of_rule(level, number, decided)(RuleStatus::Met) & *asked;
            for branch in branches {
                let nodes = branch.way.iter().filter_map(|node| level.trace.get(*node).copied().flatten());
                let met = nodes.filter_map(|node| decided.nodes.get(node)).fold(passed, |all, node| all & node.met);
                texts.push((met, branch.name.as_str()));
            }
        }
        for (row, decision) in decided.singly.iter().filter(|(row, _)| asked.has(**row)) {
            let passed = branches
                .iter()
                .zip(&decision.rules)
                .filter(|(_, status)| matches!(status, RuleStatus::Met | RuleStatus::Lifted));
            let met = |branch: &&Branch| branch.way.iter().all(|node| decision.seen.get(*node) == Outcome::Met);
            own.insert(
                *row,
                passed
                    .flat_map(|(branches, _)| branches.iter().filter(met))
                    .map(|branch| branch.name.clone())
                    .collect(),
            );
        }
        all.push(texts);
    }
    (all, own)
}

/// The codes of the rules that speak.
pub(super) fn codes_of<'s>(
    table: &'s Table<'_>,
    decided: &Decided,
    levels: &[(&LevelRules, Mask)],
) -> (Vec<Texts<'s>>, Own) {
    let mut own = Own::new();
    let mut all = Vec::new();
    for (level, asked) in levels {
        let mut texts = Texts::new();
        for (number, (rule, nodes)) in table.engine.policy().rules(level.level).zip(&level.rules).enumerate() {
            let mut speaks = of_rule(level, number, decided)(RuleStatus::Unmet) & *asked;
            for (instead, place) in rule.instead.iter().zip(&nodes.instead) {
                let special = decided.nodes.get(*place).map_or(Mask::NONE, |masks| masks.met) & speaks;
                texts.push((special, instead.code.name()));
                speaks &= !special;
            }
            texts.push((speaks, rule.code.name()));
        }
        for (row, decision) in decided.singly.iter().filter(|(row, _)| asked.has(**row)) {
            let rules = table.engine.policy().rules(level.level).zip(&level.rules).zip(&decision.rules);
            let codes = rules.filter_map(|((rule, nodes), status)| match status {
                RuleStatus::Referred => Some(Code::ExceptionReferred),
                RuleStatus::Lifted => Some(Code::ExceptionLifted),
                RuleStatus::Unmet => {
                    let holds = |place: &usize| decided.nodes.get(*place).is_some_and(|masks| masks.met.has(*row));
                    let special = rule.instead.iter().zip(&nodes.instead).find(|(_, place)| holds(place));
                    Some(special.map_or(rule.code, |(instead, _)| instead.code))
                }
                _ => None,
            });
            own.insert(*row, codes.map(|code| code.name().to_owned()).collect());
        }
        all.push(texts);
    }
    (all, own)
}

/// Where a rule of a level has a status, without exceptions.
pub(super) fn of_rule<'d>(
    level: &'d LevelRules,
    number: usize,
    decided: &'d Decided,
) -> impl Fn(RuleStatus) -> Mask + use<'d> {
    let rule = level.rules.get(number);
    let node = move |place: Option<usize>| place.and_then(|place| decided.nodes.get(place)).copied();
    let holds = node(rule.map(|rule| rule.holds)).unwrap_or(Masks::UNKNOWN);
    let spared = node(rule.and_then(|rule| rule.applies)).map_or(Mask::NONE, |applies| applies.unmet);
    let is_rule = rule.is_some();
    move |status| match status {
        _ if !is_rule => Mask::NONE,
        RuleStatus::NotApplicable => spared,
        RuleStatus::Met => holds.met & !spared,
        RuleStatus::Unmet => holds.unmet & !spared,
        RuleStatus::Unknown => !(holds.met | holds.unmet | spared),
        RuleStatus::Lifted | RuleStatus::Referred => Mask::NONE,
    }
}

/// The texts of several levels, where those at the same place are one if they are the same.
pub(super) fn merged(levels: Vec<Texts<'_>>) -> Texts<'_> {
    let mut levels = levels.into_iter();
    let mut all = levels.next().unwrap_or_default();
    for texts in levels {
        if all.len() == texts.len() && all.iter().zip(&texts).all(|((_, one), (_, other))| one == other) {
            all.iter_mut().zip(texts).for_each(|((all, _), (mask, _))| *all |= mask);
        } else {
            all.extend(texts);
        }
    }
    all.retain(|(mask, _)| !mask.is_none());
    all
}
