//! The days on which one may register, round after round.

use super::answer::{Foreseen, LookingAhead};
use crate::model::date::{Date, Moment, Year};
use crate::model::level::Level;
use crate::model::round::{Role, Window};
use crate::order;
use crate::policy::Policy;

/// A registration: days in a row, all of one round.
pub(super) struct Occasion {
    pub(super) exam_year: Year,
    pub(super) opens: Date,
    pub(super) closes: Date,
    /// The first day of the whole window, which may lie before the day looked ahead from.
    begins: Date,
    /// The round is taken to be like another year's.
    is_like: bool,
    /// No window is known.
    is_open: bool,
}

impl Occasion {
    /// One of its days.
    pub(super) fn on(&self, policy: &Policy, day: Date) -> Foreseen {
        Foreseen {
            day,
            exam_year: self.exam_year,
            opens: self.begins,
            closes: self.closes,
            policy: policy.source().policy.id.clone(),
            assumed: self.is_like,
        }
    }

    /// What it takes for granted.
    pub(super) fn assumes(&self) -> impl Iterator<Item = LookingAhead> {
        let like = self.is_like.then_some(LookingAhead::LaterRoundsAlike);
        like.into_iter().chain(self.is_open.then_some(LookingAhead::OpenAllYear))
    }
}

/// Rounds in the order of their exam years. A day that two rounds share belongs to the earlier one.
pub(super) struct Rounds<'a> {
    level: Level,
    region: Option<&'a str>,
    /// The first day no round has had yet.
    next: Option<Date>,
}

impl<'a> Rounds<'a> {
    pub(super) fn new(level: Level, region: Option<&'a str>, day: Date) -> Self {
        Self { level, region, next: Some(day) }
    }

    /// The registrations of a round that are not over.
    pub(super) fn of(&mut self, policy: &Policy, exam_year: Year) -> Vec<Occasion> {
        let round = &policy.source().round;
        let later = exam_year - round.year;
        let windows = round.windows.iter().filter(|window| window.is_for(Role::Applicant, self.level, self.region));
        let mut days: Vec<(Date, Date)> = windows
            .filter_map(days_of)
            .filter_map(|(first, last)| first.plus_years(later).zip(last.plus_years(later)))
            .collect();
        order::sort(&mut days);
        let is_open = !round.windows.iter().any(|window| window.is_for(Role::Applicant, self.level, self.region));
        if is_open {
            days.extend(Date::new(exam_year, 1, 1).zip(Date::new(exam_year, 12, 31)));
        }
        let mut occasions = Vec::new();
        for (begins, closes) in days {
            let Some(next) = self.next.filter(|next| *next <= closes) else { continue };
            occasions.push(Occasion {
                exam_year,
                opens: begins.max(next),
                closes,
                begins,
                is_like: later != 0,
                is_open,
            });
            self.next = closes.next();
        }
        occasions
    }
}

/// The days a window touches.
fn days_of(window: &Window) -> Option<(Date, Date)> {
    let opens = window.opens.day();
    let closes = window.closes.day();
    let first = if window.opens < Moment::end_of(opens) { Some(opens) } else { opens.next() };
    let last =
        if window.closes > Moment::start_of(closes) { Some(closes) } else { Date::from_number(closes.number() - 1) };
    first.zip(last).filter(|(first, last)| first <= last)
}
