//! Which classes of two quantities nobody is in at once. Nothing else is taken for impossible.

use super::classes::{Axis, is_absent_where_ungraded};
use crate::policy::plan::{Awards, Value};
use crate::policy::quantity::Quantity;

/// Whether somebody can be in a class of one axis and a class of another.
pub(super) fn go_together(one: (&Axis, usize), other: (&Axis, usize)) -> bool {
    is_allowed(one, other) && is_allowed(other, one)
}

fn is_allowed((one, class): (&Axis, usize), (other, another): (&Axis, usize)) -> bool {
    let value = |axis: &Axis, class: usize| axis.classes.get(class).copied().unwrap_or(Value::UNKNOWN);
    let (mine, theirs) = (value(one, class), value(other, another));
    match (&one.slot.awards, &other.slot.awards) {
        // Whatever passes the narrower filter passes the wider one.
        (Some(narrow), Some(wide)) => !is_narrower(narrow, wide) || mine.least <= theirs.most,
        _ if one.slot.quantity != Quantity::HeldLevel => true,
        // The level held is always cut above ungraded, the least of its values. No award is later than a certificate nobody has.
        (_, Some(awards)) => mine.most != 0 || !awards.filter.since_certificate || theirs.least <= 0,
        _ => {
            let is_absent = !is_absent_where_ungraded(other.slot.quantity) || theirs.is_absent() == (mine.most == 0);
            // Which relation it is turns on the level held.
            let is_told = other.slot.quantity == Quantity::WorkTypeRelation && !other.is_open(another);
            is_absent && !(one.is_open(class) && is_told)
        }
    }
}

/// Whether every award that one filter lets through is let through by another.
fn is_narrower(one: &Awards, other: &Awards) -> bool {
    let (narrow, wide) = (&one.filter, &other.filter);
    let within =
        |narrow: Option<i64>, wide: Option<i64>| wide.is_none_or(|wide| narrow.is_some_and(|narrow| narrow <= wide));
    narrow.kinds.iter().all(|kind| wide.kinds.contains(kind))
        && wide.grade.is_none_or(|wide| narrow.grade.is_some_and(|narrow| narrow >= wide))
        && (narrow.since_certificate || !wide.since_certificate)
        && (narrow.ranked || one.rank_within.is_some() || !wide.ranked)
        && within(one.rank_within, other.rank_within)
        && within(one.within_years, other.within_years)
        && within(one.prize_within, other.prize_within)
        && within(one.place_within, other.place_within)
        && within(one.contest_class_within, other.contest_class_within)
        && other.team.is_none_or(|team| one.team == Some(team))
        && (narrow.main_contributor || !wide.main_contributor)
        && (narrow.honour_kept || !wide.honour_kept)
}
