//! Where a second stands to windows.

use crate::model::date::Moment;
use crate::model::level::Level;
use crate::model::round::{Role, Window};
use crate::model::timestamp::Timestamp;
use crate::policy::Policy;

/// Where a second stands to some windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Inside one, until this moment.
    Open(Moment),
    /// Before the next, which opens and closes then.
    Before(Moment, Moment),
    /// After the last, which closed then.
    After(Moment),
    /// There are none.
    Nowhere,
}

/// Where a second stands to spans of time.
pub(super) fn place(spans: impl Iterator<Item = (Moment, Moment)> + Clone, now: Timestamp) -> Place {
    let open = spans.clone().filter(|(opens, closes)| now.has_reached(*opens) && !now.has_reached(*closes));
    if let Some(closes) = open.map(|(_, closes)| closes).max() {
        return Place::Open(closes);
    }
    let next = spans.clone().filter(|(opens, _)| !now.has_reached(*opens)).min();
    if let Some((opens, closes)) = next {
        return Place::Before(opens, closes);
    }
    spans.map(|(_, closes)| closes).max().map_or(Place::Nowhere, Place::After)
}

/// The window that a second's place is about: the open one that closes last, else the next, else the one that closed last.
pub(super) fn nearest<'a>(
    windows: &'a [Window],
    role: Role,
    level: Level,
    region: &str,
    now: Timestamp,
) -> Option<&'a Window> {
    let mine = || windows.iter().filter(|window| window.is_for(role, level, Some(region)));
    match of(windows, role, level, region, now) {
        Place::Open(at) => mine().find(|window| window.closes == at && now.has_reached(window.opens)),
        Place::Before(opens, closes) => mine().find(|window| window.opens == opens && window.closes == closes),
        Place::After(closes) => mine().find(|window| window.closes == closes),
        Place::Nowhere => None,
    }
}

/// Where a second stands to the registration windows of a role, level and region.
pub(super) fn registration(policy: &Policy, role: Role, level: Level, region: &str, now: Timestamp) -> Place {
    of(&policy.source().round.windows, role, level, region, now)
}

/// Where a second stands to those windows of a list that are for this role, level and region.
pub(super) fn of(windows: &[Window], role: Role, level: Level, region: &str, now: Timestamp) -> Place {
    let mine = windows.iter().filter(|window| window.is_for(role, level, Some(region)));
    place(mine.map(|window| (window.opens, window.closes)), now)
}
