//! Exceptions that open for nobody, or change nothing for anybody.

use super::found::{Analysis, Found, FoundKind, Reason, Unfinished};
use super::group::{comparisons, programs, space, space_of};
use super::person::person;
use crate::Engine;
use crate::eligibility::trace::Outcome;
use crate::eligibility::{holds, holds_changed};
use crate::model::level::Level;
use crate::policy::effect::EffectKind;
use crate::policy::plan::{Change, Changed, ExceptionPlan};

pub(super) fn all(engine: &Engine, level: Level, left: &mut usize, analysis: &mut Analysis) {
    let Some(day) = super::day(engine, level) else { return };
    let policy = engine.policy();
    let plan = policy.plan(level);
    for (exception, compiled) in policy.exceptions(level).zip(&plan.exceptions) {
        let found = |kind, example| Found {
            kind,
            level,
            names: vec![exception.name.clone()],
            path: String::new(),
            example,
            beside: None,
        };
        let too_many = |combinations| Unfinished {
            level: Some(level),
            names: vec![exception.name.clone()],
            reason: Reason::TooMany,
            combinations: Some(combinations),
        };
        let door = space(plan, &[compiled.condition], policy, level, day);
        if let Err(combinations) = super::charge(left, &door, compiled.condition.range().len()) {
            analysis.unfinished.push(too_many(combinations));
            continue;
        }
        let mut opens = None;
        door.walk(plan, &mut Vec::new(), |number, row| {
            let is_open = holds(plan, compiled.condition, row, day) == Outcome::Met;
            opens = opens.or(is_open.then_some(number));
            opens.is_none()
        });
        let Some(opens) = opens else {
            analysis.found.push(found(FoundKind::ExceptionNeverOpens, None));
            continue;
        };
        // An exemption from the exam changes no rule, and is not meant to.
        if exception.effects.iter().any(|effect| matches!(effect.kind, EffectKind::Exempt(_))) {
            continue;
        }
        match has_effect(engine, level, compiled, left) {
            Ok(true) => {}
            Ok(false) => {
                let wanted: Vec<_> = door.axes.iter().zip(door.classes(opens)).collect();
                analysis.found.push(found(FoundKind::ExceptionWithoutEffect, person(engine, level, day, &wanted)));
            }
            Err(combinations) => analysis.unfinished.push(too_many(combinations)),
        }
    }
}

/// Whether some rule comes out differently for somebody the exception is open for.
fn has_effect(engine: &Engine, level: Level, exception: &ExceptionPlan, left: &mut usize) -> Result<bool, usize> {
    let Some(day) = super::day(engine, level) else { return Ok(true) };
    let plan = engine.policy().plan(level);
    let to_person = |change: &Change| match change.to {
        Changed::Referred => Change { to: Changed::Met, ..change.clone() },
        _ => change.clone(),
    };
    let changes: Vec<Change> = exception.changes.iter().map(to_person).collect();
    let changes: Vec<&Change> = changes.iter().collect();
    for rule in &plan.rules {
        let inside = |change: &&&Change| rule.condition.range().contains(&(change.at as usize));
        if !changes.iter().any(|change| inside(&change)) {
            continue;
        }
        let mut read = programs(rule);
        read.push(exception.condition);
        let mut eased = Vec::new();
        for change in changes.iter().filter(inside) {
            match &change.to {
                Changed::Replaced(with) => read.push(*with),
                Changed::Eased(op) => eased.push(op),
                Changed::Met | Changed::Referred => {}
            }
        }
        let ops = comparisons(plan, &read).into_iter().chain(eased).collect();
        let space = space_of(plan, ops, engine.policy(), level, day);
        super::charge(left, &space, read.iter().map(|program| program.range().len()).sum())?;
        let mut differs = false;
        space.walk(plan, &mut Vec::new(), |_, row| {
            let asked = rule.when.is_none_or(|when| holds(plan, when, row, day) == Outcome::Met);
            if asked && holds(plan, exception.condition, row, day) == Outcome::Met {
                differs |=
                    holds(plan, rule.condition, row, day) != holds_changed(plan, rule.condition, row, day, &changes);
            }
            !differs
        });
        if differs {
            return Ok(true);
        }
    }
    Ok(false)
}
