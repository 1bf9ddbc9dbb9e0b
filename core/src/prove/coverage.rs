//! What the policy's own cases show of every comparison, and a case for what they do not.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::BUDGET;
use super::classes::Axis;
use super::found::{Reason, Unfinished};
use super::group::{comparisons, programs, space};
use super::levels::TRIES;
use super::nodes::{met, name};
use super::person::person;
use super::walk::Space;
use crate::Engine;
use crate::eligibility::Facts;
use crate::eligibility::trace::{Outcome, RuleStatus};
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::policy::plan::{Op, Plan, RulePlan, Value};

/// What cases show of a policy's comparisons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Coverage {
    /// Every comparison of every rule at every level.
    pub leaves: Vec<LeafCoverage>,
    /// Cases for what is not shown, where one was found, to be put into the policy's files by whoever agrees with what they expect.
    pub witnesses: Vec<Witness>,
    /// Rules for whose comparisons no cases were looked for, as there are too many combinations.
    pub unfinished: Vec<Unfinished>,
}

/// What cases show of one comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct LeafCoverage {
    /// The level.
    pub level: Level,
    /// The rule.
    pub rule: String,
    /// The comparison, as `any[0].all[1]`; empty where it is the whole condition.
    pub path: String,
    /// Some case meets it.
    pub met: bool,
    /// Some case does not.
    pub unmet: bool,
    /// Some case leaves it open.
    pub unknown: bool,
    /// Some case has the rule turn on it: were it otherwise, so were the rule.
    pub decisive: bool,
}

/// A case that shows what none shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Witness {
    /// The level.
    pub level: Level,
    /// The rule.
    pub rule: String,
    /// The comparison.
    pub path: String,
    /// What it shows.
    pub shows: Shown,
    /// The case as it would stand in the policy's files. What it expects is what the policy says today.
    pub case: String,
}

/// What a case shows of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Shown {
    /// Met, and the rule turns on it if it can.
    Met,
    /// Not met, and the rule turns on it if it can.
    Unmet,
    /// Left open.
    Unknown,
}

/// What the policy's own cases show, and cases for the rest. A policy read from its compiled form has no cases.
pub fn coverage(engine: &Engine) -> Coverage {
    let mut coverage = Coverage::default();
    let mut left = BUDGET;
    for level in Level::ALL {
        let Some(day) = super::day(engine, level) else { continue };
        let plan = engine.policy().plan(level);
        let shown: Vec<Seen> =
            engine.policy().cases().iter().filter_map(|case| Seen::of(engine, level, &case.form, case.day)).collect();
        for (at, (rule, compiled)) in engine.policy().rules(level).zip(&plan.rules).enumerate() {
            let mut paths = Vec::new();
            name(&rule.condition, "", &mut paths);
            let whole = space(plan, &programs(compiled), engine.policy(), level, day);
            for (node, path) in compiled.condition.range().zip(paths) {
                if plan.ops.get(node).is_none_or(|op| op.slot().is_none()) {
                    continue;
                }
                let any = |wanted: Outcome| shown.iter().any(|seen| seen.asks(at) && seen.outcome(node) == wanted);
                let leaf = LeafCoverage {
                    level,
                    rule: rule.name.clone(),
                    path,
                    met: any(Outcome::Met),
                    unmet: any(Outcome::Unmet),
                    unknown: any(Outcome::Unknown),
                    decisive: shown.iter().any(|seen| seen.asks(at) && seen.turns_on(plan, compiled, node)),
                };
                let search = Search { engine, level, day, plan, rule: compiled, number: at, node, space: &whole };
                let lacking = [(leaf.met, Shown::Met), (leaf.unmet, Shown::Unmet), (leaf.unknown, Shown::Unknown)];
                for (_, shows) in lacking
                    .into_iter()
                    .filter(|(is_shown, shows)| !is_shown || !leaf.decisive && *shows != Shown::Unknown)
                {
                    let title = format!("{} {} {} {}", level.name(), leaf.rule, leaf.path, word(shows));
                    if whole.size() > left {
                        let (names, combinations) = (vec![rule.name.clone()], Some(whole.size()));
                        let one = Unfinished { level: Some(level), names, reason: Reason::TooMany, combinations };
                        coverage.unfinished.extend((!coverage.unfinished.contains(&one)).then_some(one));
                        continue;
                    }
                    let Some(form) = search.form(shows, &mut left) else { continue };
                    let case = case(engine, &title, &form, day);
                    coverage.witnesses.push(Witness {
                        level,
                        rule: leaf.rule.clone(),
                        path: leaf.path.clone(),
                        shows,
                        case,
                    });
                }
                coverage.leaves.push(leaf);
            }
        }
    }
    coverage
}

fn word(shows: Shown) -> &'static str {
    match shows {
        Shown::Met => Outcome::Met.name(),
        Shown::Unmet => Outcome::Unmet.name(),
        Shown::Unknown => Outcome::Unknown.name(),
    }
}

/// How a form came out at a level.
struct Seen {
    row: Vec<Value>,
    day: Date,
    decision: crate::eligibility::Decision,
}

impl Seen {
    fn of(engine: &Engine, level: Level, form: &ApplicationForm, day: Date) -> Option<Self> {
        if form.level() != Some(level) {
            return None;
        }
        let plan = engine.policy().plan(level);
        let facts = Facts::new(form, engine.policy(), engine.catalogue(), day, None);
        let row = facts.row(plan, level);
        let decision = plan.decide(&row, facts.asked());
        Some(Self { row, day, decision })
    }

    fn asks(&self, rule: usize) -> bool {
        self.decision.rules.get(rule).is_some_and(|status| *status != RuleStatus::NotApplicable)
    }

    fn outcome(&self, node: usize) -> Outcome {
        self.decision.seen.get(node)
    }

    /// Whether the rule turns on a comparison, all that it compares being known.
    fn turns_on(&self, plan: &Plan, rule: &RulePlan, node: usize) -> bool {
        let slots = comparisons(plan, &[rule.condition]).into_iter().filter_map(Op::slot);
        let known = slots.into_iter().all(|slot| self.row.get(slot).is_some_and(|value| !value.is_open()));
        let forced = |to: bool| met(plan, rule.condition, &self.row, self.day, Some((node, to)));
        known && forced(true) != forced(false)
    }
}

/// The search for somebody who shows something of a comparison.
struct Search<'a> {
    engine: &'a Engine,
    level: Level,
    day: Date,
    plan: &'a Plan,
    rule: &'a RulePlan,
    /// The rule's place among those of the level.
    number: usize,
    node: usize,
    space: &'a Space,
}

impl Search<'_> {
    fn form(&self, shows: Shown, left: &mut usize) -> Option<ApplicationForm> {
        let slot = self.plan.ops.get(self.node).and_then(|op| self.plan.slots().get(op.slot()?))?;
        let (mut turning, mut others) = (Vec::new(), Vec::new());
        self.space.walk(self.plan, &mut Vec::new(), |number, row| {
            *left = left.saturating_sub(1);
            let forced = |to: bool| met(self.plan, self.rule.condition, row, self.day, Some((self.node, to)));
            let own = crate::policy::plan::Program {
                start: u32::try_from(self.node).unwrap_or(u32::MAX),
                end: u32::try_from(self.node).unwrap_or(u32::MAX).saturating_add(1),
            };
            let is_met = met(self.plan, own, row, self.day, None);
            let asked = self.rule.when.is_none_or(|when| met(self.plan, when, row, self.day, None));
            if asked && (shows == Shown::Unknown || is_met == (shows == Shown::Met)) {
                let into = if forced(true) == forced(false) { &mut others } else { &mut turning };
                into.push(number);
            }
            turning.len() < TRIES
        });
        turning.into_iter().chain(others.into_iter().take(TRIES)).find_map(|number| {
            let wanted: Vec<(&Axis, usize)> = self
                .space
                .axes
                .iter()
                .zip(self.space.classes(number))
                .filter(|(axis, _)| shows != Shown::Unknown || axis.slot != *slot)
                .collect();
            let form = person(self.engine, self.level, self.day, &wanted)?;
            let seen = Seen::of(self.engine, self.level, &form, self.day)?;
            let outcome = match shows {
                Shown::Met => Outcome::Met,
                Shown::Unmet => Outcome::Unmet,
                Shown::Unknown => Outcome::Unknown,
            };
            (seen.asks(self.number) && seen.outcome(self.node) == outcome).then_some(form)
        })
    }
}

/// A case as it stands in a policy's files.
fn case(engine: &Engine, title: &str, form: &ApplicationForm, day: Date) -> String {
    let expect = serde_json::to_value(engine.expectation(form, day)).unwrap_or_default();
    let mut text = format!(
        "[[cases]]\nname = {}\nday = \"{day}\"\nexpect = {}\n\n[cases.form]\n",
        Json::from(title),
        inline(&expect)
    );
    let fields = serde_json::to_value(form).unwrap_or_default();
    for (key, value) in fields.as_object().into_iter().flatten() {
        // Tables of which nothing is given, and a tick that is not set.
        let says_nothing =
            value.as_object().is_some_and(|table| table.values().all(|value| *value == Json::Bool(false)));
        if !says_nothing {
            text.extend([key, " = ", &inline(value), "\n"]);
        }
    }
    text
}

/// A value as TOML writes it on one line. Its strings are JSON's.
fn inline(value: &Json) -> String {
    match value {
        Json::Object(table) => {
            let fields: Vec<String> =
                table.iter().map(|(key, value)| format!("{} = {}", Json::from(key.as_str()), inline(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Json::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}
