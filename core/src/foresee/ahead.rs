//! Looking ahead for many people of one level: the registrations to come, found once.

use std::sync::Arc;

use super::occasion::{Occasion, Rounds};
use super::timeline::Timeline;
use super::{READINGS, decide, entries, years};
use crate::eligibility::Facts;
use crate::eligibility::trace::Outcome;
use crate::model::date::{Date, Year};
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::plan::Plan;

/// The registrations to come of a level, while later rounds are like the policy's own.
pub(crate) struct Ahead {
    level: Level,
    rounds: Vec<(Year, Arc<Plan>, Vec<Occasion>)>,
    /// A form with no more entries is read as often as there are days to look at, each at most four times.
    few: usize,
}

/// A registration.
#[derive(Clone, Copy)]
pub(crate) struct Registration<'a> {
    pub exam_year: Year,
    pub plan: &'a Arc<Plan>,
    /// The first day that counts, and the last.
    pub opens: Date,
    pub closes: Date,
}

impl Registration<'_> {
    /// Its exam year and the days from which to which one may register.
    pub(crate) fn days(self) -> (Year, Date, Date) {
        (self.exam_year, self.opens, self.closes)
    }
}

impl Ahead {
    pub(crate) fn new(policy: &Policy, level: Level, region: Option<&str>, day: Date) -> Self {
        Self { level, rounds: Vec::new(), few: 0 }.elsewhere(policy, region, day)
    }

    /// Those of another region.
    pub(crate) fn elsewhere(&self, policy: &Policy, region: Option<&str>, day: Date) -> Self {
        let mut days = Rounds::new(self.level, region, day);
        let plan = |year: Year| {
            let known = self.rounds.iter().find(|(known, ..)| *known == year);
            known.map_or_else(|| policy.plan_in(self.level, year), |(_, plan, _)| Arc::clone(plan))
        };
        let of = |year| {
            let occasions = days.of(policy, year);
            (!occasions.is_empty()).then(|| (year, plan(year), occasions))
        };
        let rounds: Vec<_> = years(policy, day).filter_map(of).collect();
        let days = |occasion: &Occasion| occasion.closes.number().abs_diff(occasion.opens.number()) as usize + 2;
        let all: usize = rounds.iter().flat_map(|(.., occasions)| occasions).map(days).sum();
        Self { level: self.level, rounds, few: READINGS / all.saturating_mul(4).max(1) }
    }

    /// A form with more entries may be looked at for fewer years.
    pub(crate) fn few(&self) -> usize {
        self.few
    }

    /// Every registration, in order.
    pub(crate) fn registrations(&self) -> impl Iterator<Item = Registration<'_>> {
        self.rounds.iter().flat_map(|(exam_year, plan, occasions)| {
            let one = |occasion: &Occasion| (occasion.opens, occasion.closes);
            occasions.iter().map(one).map(move |(opens, closes)| Registration {
                exam_year: *exam_year,
                plan,
                opens,
                closes,
            })
        })
    }

    /// The first day of registration on which somebody passes, as [`when`](super::when) finds it. `passed_by` registrations are known not to
    /// be it, and that they do not pass on the day of the facts, or none is; it has to be none for a form with more than [`Self::few`] entries.
    pub(crate) fn earliest(&self, facts: &Facts<'_>, passed_by: usize) -> Option<Date> {
        let now = || decide(facts, self.level, facts.policy().plan(self.level)).outcome;
        let holds = passed_by == 0 && now() == Outcome::Met;
        let mut left = READINGS / entries(facts.form);
        let mut number = 0;
        for (exam_year, plan, occasions) in &self.rounds {
            if number + occasions.len() <= passed_by {
                number += occasions.len();
                continue;
            }
            let in_round = facts.at(facts.day, *exam_year);
            let line = Timeline::new(&in_round, self.level, plan);
            for occasion in occasions {
                number += 1;
                if number <= passed_by {
                    continue;
                }
                for (first, row) in line.pieces(occasion.opens, occasion.closes, &mut left)? {
                    match plan.decide(&row, in_round.at(first, *exam_year).asked()).outcome {
                        Outcome::Met => return Some(first),
                        // It passed, and ends here before one may register.
                        Outcome::Unmet if holds => return None,
                        Outcome::Unmet | Outcome::Unknown => {}
                    }
                }
            }
        }
        None
    }
}
