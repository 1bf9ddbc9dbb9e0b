//! The decision over a row of values: how every rule and every node of it came out, and nothing in words.
//!
//! An exception never takes a right away. Whether one is open may be unknown like anything else; then the rules are run twice,
//! as if it were shut and as if it were open, and what differs is unknown.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::bits::Bits;
use super::evaluate::{holds, holds_changed, note};
use super::trace::Outcome;
use crate::model::date::Date;
use crate::order;
use crate::policy::plan::{Change, Changed, Plan, RulePlan, Value};

/// How a rule came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum RuleStatus {
    /// It is not asked of this person.
    NotApplicable,
    /// It holds.
    Met,
    /// It holds through an exception.
    Lifted,
    /// It does not hold.
    Unmet,
    /// It does not hold, and an exception sends it to a person.
    Referred,
    /// It depends on answers not given.
    Unknown,
}

impl RuleStatus {
    /// Every status.
    pub const ALL: [Self; 6] =
        [Self::NotApplicable, Self::Met, Self::Lifted, Self::Unmet, Self::Referred, Self::Unknown];

    /// The name in data and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotApplicable => "not_applicable",
            Self::Met => "met",
            Self::Lifted => "lifted",
            Self::Unmet => "unmet",
            Self::Referred => "referred",
            Self::Unknown => "unknown",
        }
    }

    /// What it says about eligibility, for a rule that refuses or one that leaves it to a person.
    pub fn decides(self, refuses: bool) -> Outcome {
        match self {
            Self::NotApplicable | Self::Met | Self::Lifted => Outcome::Met,
            Self::Unmet if refuses => Outcome::Unmet,
            Self::Unmet | Self::Referred | Self::Unknown => Outcome::Unknown,
        }
    }
}

/// When a decision is made, and what is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The day of the report.
    pub day: Date,
    /// Whether 破格晋升 is ticked.
    pub claimed: bool,
    /// Whether a level was already declared by exception in this exam year; nothing where the form does not say.
    pub used: Option<bool>,
}

/// How the rules of a level came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether every rule is met, one refuses, or it cannot be told: an answer is missing, a person decides, or the policy has no
    /// rule for the level.
    pub outcome: Outcome,
    /// The rules, in the policy's order.
    pub rules: Vec<RuleStatus>,
    /// Whether each exception is open; empty where none was looked at.
    pub(crate) doors: Vec<Outcome>,
    /// Every node of the rules' programs.
    pub(crate) seen: Bits,
}

impl Decision {
    /// The outcomes of the nodes of a plan's rules, two bits each, in hexadecimal.
    pub(crate) fn trace(&self, plan: &Plan) -> String {
        let bytes = self.trace_bytes(plan);
        let mut text = String::with_capacity(bytes.len() * 2);
        for byte in bytes {
            // Writing to a `String` cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }

    /// The outcomes of the nodes of a plan's rules, two bits each, the first node in the lowest bits of the first byte.
    pub(crate) fn trace_bytes(&self, plan: &Plan) -> Vec<u8> {
        let nodes = plan.nodes();
        let mut bytes: Vec<u8> = self.seen.words(nodes).flat_map(u64::to_le_bytes).collect();
        bytes.truncate(nodes.div_ceil(4));
        bytes
    }

    /// A decision of which the statuses of the rules and the nodes were kept, and nothing of exceptions.
    #[cfg(feature = "arrow")]
    pub(crate) fn kept(plan: &Plan, rules: Vec<RuleStatus>, trace: &[u8]) -> Self {
        let mut seen = Bits::default();
        for at in 0..plan.nodes() {
            let bits = trace.get(at / 4).map_or(0, |byte| byte >> (at % 4 * 2) & 0b11);
            seen.set(
                at,
                match bits {
                    0b01 => Outcome::Unmet,
                    0b10 => Outcome::Met,
                    _ => Outcome::Unknown,
                },
            );
        }
        let decides = rules.iter().zip(&plan.rules).map(|(status, rule)| status.decides(rule.refuses));
        Self { outcome: decides.fold(Outcome::Met, Outcome::and), rules, doors: Vec::new(), seen }
    }
}

/// One comparison of a decision, in numbers: what a sentence about it is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeafOutcome {
    /// Which rule, by its place among those of the level.
    pub rule: usize,
    /// Which node, by its place in preorder over all rules of the level.
    pub node: usize,
    /// How it came out.
    pub outcome: Outcome,
    /// What was found.
    pub actual: Value,
    /// The bounds it had to lie between, both included, where `i32::MIN` and `i32::MAX` are none; nothing where it had to be one of
    /// several words.
    pub bounds: Option<(i32, i32)>,
    /// By how much it was missed: years, pieces, days, or steps of an order.
    pub gap: Option<i32>,
}

impl Decision {
    /// Every comparison of the rules that apply, in order, as it stands without exceptions.
    pub fn leaves<'a>(&'a self, plan: &'a Plan, row: &'a [Value], day: Date) -> impl Iterator<Item = LeafOutcome> + 'a {
        let rules = plan.rules.iter().zip(&self.rules).enumerate();
        let asked = rules.filter(|(_, (_, status))| **status != RuleStatus::NotApplicable);
        asked.flat_map(move |(rule, (compiled, _))| {
            let nodes = compiled.condition.range();
            let ops = plan.ops.get(nodes.clone()).unwrap_or_default().iter();
            nodes.zip(ops).filter_map(move |(node, op)| {
                let actual = op.slot().and_then(|slot| row.get(slot).copied())?;
                let outcome = self.seen.get(node);
                let bounds = op.bounds(day);
                let gap = bounds.filter(|_| outcome == Outcome::Unmet).and_then(|bounds| actual.gap(bounds));
                Some(LeafOutcome { rule, node, outcome, actual, bounds, gap })
            })
        })
    }
}

impl Plan {
    /// Whether the rules are met by a row, in which every slot of [`Plan::slots`] has its value.
    pub fn outcome(&self, row: &[Value], asked: Asked) -> Outcome {
        if asked.claimed || self.is_open_to_all {
            return self.decide(row, asked).outcome;
        }
        if self.rules.is_empty() {
            return Outcome::Unknown;
        }
        let mut all = Outcome::Met;
        for rule in &self.rules {
            let applies = rule.when.map_or(Outcome::Met, |when| holds(self, when, row, asked.day));
            if applies == Outcome::Unmet {
                continue;
            }
            let outcome = applies.not().or(holds(self, rule.condition, row, asked.day));
            match outcome {
                Outcome::Met => {}
                Outcome::Unmet if rule.refuses => return Outcome::Unmet,
                Outcome::Unmet | Outcome::Unknown => all = Outcome::Unknown,
            }
        }
        all
    }

    /// The same, keeping how every rule and every node came out.
    pub fn decide(&self, row: &[Value], asked: Asked) -> Decision {
        let doors = self.doors(row, asked);
        let behind = Behind::new(self, &doors);
        let mut seen = Bits::default();
        // A policy that says nothing of a level lets nobody through.
        let mut outcome = if self.rules.is_empty() { Outcome::Unknown } else { Outcome::Met };
        let rules = self.rules.iter().map(|rule| {
            let status = self.status(rule, row, asked.day, &behind, &mut seen);
            outcome = outcome.and(status.decides(rule.refuses));
            status
        });
        let rules = rules.collect();
        Decision { outcome, rules, doors, seen }
    }

    fn doors(&self, row: &[Value], asked: Asked) -> Vec<Outcome> {
        if !asked.claimed && !self.is_open_to_all {
            return Vec::new();
        }
        let open = self.exceptions.iter().map(|exception| {
            if !asked.claimed && !exception.is_automatic {
                return Outcome::Unmet;
            }
            let unused = match asked.used {
                _ if !exception.once_a_year => Outcome::Met,
                None => Outcome::Unknown,
                Some(used) => Outcome::of(!used),
            };
            unused.and(holds(self, exception.condition, row, asked.day))
        });
        open.collect()
    }

    fn status(&self, rule: &RulePlan, row: &[Value], day: Date, behind: &Behind<'_>, seen: &mut Bits) -> RuleStatus {
        let applies = rule.when.map_or(Outcome::Met, |when| note(self, when, row, day, &[], seen));
        let sure = note(self, rule.condition, row, day, &behind.sure, seen);
        if applies == Outcome::Unmet {
            return RuleStatus::NotApplicable;
        }
        let mut outcome = sure;
        if !behind.possible.is_empty() {
            let possible = holds_changed(self, rule.condition, row, day, &behind.possible);
            if sure == Outcome::Unmet && possible == Outcome::Unmet && applies == Outcome::Met {
                let referred: Vec<&Change> = behind.referred.iter().collect();
                let by_person = holds_changed(self, rule.condition, row, day, &referred);
                return if by_person == Outcome::Unmet { RuleStatus::Unmet } else { RuleStatus::Referred };
            }
            outcome = if sure == possible { sure } else { Outcome::Unknown };
        }
        match applies.not().or(outcome) {
            Outcome::Unknown => RuleStatus::Unknown,
            Outcome::Unmet => RuleStatus::Unmet,
            Outcome::Met if behind.sure.is_empty() => RuleStatus::Met,
            Outcome::Met => match holds(self, rule.condition, row, day) {
                Outcome::Met => RuleStatus::Met,
                Outcome::Unmet | Outcome::Unknown => RuleStatus::Lifted,
            },
        }
    }
}

/// What lies behind the doors: changes in the order of their nodes.
struct Behind<'a> {
    /// Of exceptions that are open.
    sure: Vec<&'a Change>,
    /// Of exceptions that are open or may be.
    possible: Vec<&'a Change>,
    /// The same, where what goes to a person counts as met.
    referred: Vec<Change>,
}

impl<'a> Behind<'a> {
    fn new(plan: &'a Plan, doors: &[Outcome]) -> Self {
        let behind = |least: fn(Outcome) -> bool| {
            let open = plan.exceptions.iter().zip(doors).filter(|(_, door)| least(**door));
            let mut changes: Vec<&'a Change> = open.flat_map(|(exception, _)| &exception.changes).collect();
            order::sort_by_key(&mut changes, |change| change.at);
            changes
        };
        let possible = behind(|door| door != Outcome::Unmet);
        let referred = possible.iter().map(|change| match change.to {
            Changed::Referred => Change { to: Changed::Met, ..(*change).clone() },
            _ => (*change).clone(),
        });
        Self { sure: behind(|door| door == Outcome::Met), referred: referred.collect(), possible }
    }
}
