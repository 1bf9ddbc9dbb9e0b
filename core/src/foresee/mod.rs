//! When will the same facts pass: the rules evaluated on every day on which one may register, without trying every day.
//!
//! Each later exam year's round is taken to be like the policy's own, its windows and days moved by whole years, unless another
//! policy is known for that year. Within one registration only what hangs on the day of the report changes, and each such quantity
//! grows or shrinks one way between the days that a penalty or a period of service names, so halving finds every change.

#[cfg(feature = "arrow")]
mod ahead;
mod answer;
mod occasion;
mod timeline;

use std::collections::BTreeMap;

#[cfg(feature = "arrow")]
pub(crate) use self::ahead::{Ahead, Registration};
pub use self::answer::{Foreseen, Foresight, LookingAhead, RuleForesight};
use self::occasion::{Occasion, Rounds};
use self::timeline::Timeline;
use crate::eligibility::trace::Outcome;
use crate::eligibility::{Decision, Facts, waiting};
use crate::model::application::ApplicationForm;
use crate::model::date::{Date, Year};
use crate::model::level::Level;
use crate::order;
use crate::policy::Policy;
use crate::policy::plan::{Plan, Value};

/// How many exam years are looked ahead; nobody works longer.
const YEARS: Year = 40;
/// How many entries of the form are read at most, over all days. A form with more than any person could fill in is looked at for fewer
/// years, and the answer says how far.
const READINGS: usize = 2_000_000;

/// The exam years looked at from a day on.
pub(crate) fn years(policy: &Policy, day: Date) -> impl Iterator<Item = Year> + use<> {
    let year = policy.source().round.year;
    // A round may be held in the year before or after its exam year.
    year.max(day.year() - 1)..=year.max(day.year()).saturating_add(YEARS)
}

/// The first day of each registration to come, while later rounds are like the policy's own.
pub(crate) fn first_days(policy: &Policy, level: Level, region: Option<&str>, day: Date) -> Vec<Foreseen> {
    let mut rounds = Rounds::new(level, region, day);
    let of_year = |year| {
        rounds.of(policy, year).into_iter().map(|occasion| occasion.on(policy, occasion.opens)).collect::<Vec<_>>()
    };
    years(policy, day).flat_map(of_year).collect()
}

/// Looks ahead from the day of the facts. `rounds` are the exam years in order, each with the policy whose round is held then.
pub(crate) fn when<'a>(facts: &Facts<'a>, level: Level, rounds: impl Iterator<Item = (Year, &'a Policy)>) -> Seen {
    let now = decide(facts, level, facts.policy().plan(level));
    let names = facts.policy().rules(level).map(|rule| rule.name.clone());
    let rules =
        names.zip(&now.rules).map(|(rule, status)| RuleForesight { rule, now: *status, first_met: None }).collect();
    let mut seen = Seen { holds: now.outcome == Outcome::Met, rules, ..Seen::new(now.outcome) };
    let mut left = READINGS / entries(facts.form);
    let mut days = Rounds::new(level, facts.form.region.as_deref(), facts.day);
    let mut of_policy: Option<Facts<'a>> = None;
    for (year, policy) in rounds {
        let in_round = match of_policy.take() {
            Some(known) if std::ptr::eq(known.policy(), policy) => known.at(facts.day, year),
            _ => facts.under(policy).at(facts.day, year),
        };
        let plan = policy.plan_in(level, year);
        for occasion in days.of(policy, year) {
            let line = Timeline::new(&in_round, level, &plan);
            let Some(pieces) = line.pieces(occasion.opens, occasion.closes, &mut left) else { return seen };
            for (first, row) in &pieces {
                let at = in_round.at(*first, year);
                seen.look(&at, level, &plan, row, &occasion, *first);
            }
            seen.until = Some(occasion.closes);
        }
        of_policy = Some(in_round);
    }
    seen
}

/// How many entries one decision reads.
pub(crate) fn entries(form: &ApplicationForm) -> usize {
    let lists = [
        form.penalties.as_ref().map_or(0, Vec::len),
        form.service.as_ref().map_or(0, Vec::len),
        form.assessments.as_ref().map_or(0, Vec::len),
        form.awards.as_ref().map_or(0, Vec::len),
    ];
    lists.into_iter().sum::<usize>() + 1
}

fn decide(facts: &Facts<'_>, level: Level, plan: &Plan) -> Decision {
    plan.decide(&facts.row(plan, level), facts.asked())
}

/// What was seen on the days looked at.
pub(crate) struct Seen {
    /// How it stands on the day of the facts.
    pub now: Outcome,
    pub earliest: Option<Foreseen>,
    pub possible: Option<Foreseen>,
    pub needed: Vec<String>,
    pub may_end: Option<Foreseen>,
    pub ends: Option<Foreseen>,
    pub rules: Vec<RuleForesight>,
    /// The last day looked at.
    pub until: Option<Date>,
    pub takes: Vec<LookingAhead>,
    /// Whether it held on the last day looked at so far, or did before it may have ended.
    holds: bool,
}

impl Seen {
    /// Nothing can be foreseen of a form that declares no level.
    pub(crate) fn undeclared() -> Self {
        Self { needed: vec!["declared.level".to_owned()], ..Self::new(Outcome::Unknown) }
    }

    fn new(now: Outcome) -> Self {
        Self {
            now,
            earliest: None,
            possible: None,
            needed: Vec::new(),
            may_end: None,
            ends: None,
            rules: Vec::new(),
            until: None,
            takes: Vec::new(),
            holds: false,
        }
    }

    /// Takes in one stretch of days on which nothing changes.
    fn look(&mut self, facts: &Facts<'_>, level: Level, plan: &Plan, row: &[Value], occasion: &Occasion, first: Date) {
        let decision = plan.decide(row, facts.asked());
        let day = || occasion.on(facts.policy(), first);
        if decision.outcome != Outcome::Unmet && self.possible.is_none() && self.earliest.is_none() {
            self.possible = Some(day());
            if decision.outcome == Outcome::Unknown {
                self.needed = waiting(facts, level, plan, row, &decision).into_iter().collect();
            }
        }
        match decision.outcome {
            Outcome::Met => {
                if self.earliest.is_none() && self.ends.is_none() {
                    self.earliest = Some(day());
                }
                self.holds |= self.ends.is_none();
            }
            outcome if self.holds => {
                if self.may_end.is_none() {
                    self.may_end = Some(day());
                }
                if outcome == Outcome::Unmet {
                    self.ends = Some(day());
                    self.holds = false;
                }
            }
            _ => {}
        }
        self.note_rules(facts.policy(), level, plan, &decision, first);
        for word in occasion.assumes() {
            if !self.takes.contains(&word) {
                self.takes.push(word);
                order::sort(&mut self.takes);
            }
        }
    }

    fn note_rules(&mut self, policy: &Policy, level: Level, plan: &Plan, decision: &Decision, day: Date) {
        let compiled = plan.rules.iter().zip(&decision.rules);
        let mut asked: BTreeMap<&str, _> = BTreeMap::new();
        for (rule, (compiled, status)) in policy.rules(level).zip(compiled) {
            asked.insert(&rule.name, *status);
            if !self.rules.iter().any(|known| known.rule == rule.name) {
                self.rules.push(RuleForesight { rule: rule.name.clone(), now: *status, first_met: None });
            }
            let met = status.decides(compiled.refuses) == Outcome::Met;
            let known = self.rules.iter_mut().find(|known| known.rule == rule.name && known.first_met.is_none());
            if let Some(known) = known.filter(|_| met) {
                known.first_met = Some(day);
            }
        }
        // What a later policy no longer asks stands in nobody's way.
        for dropped in self.rules.iter_mut().filter(|known| known.first_met.is_none()) {
            if !asked.contains_key(dropped.rule.as_str()) {
                dropped.first_met = Some(day);
            }
        }
    }
}
