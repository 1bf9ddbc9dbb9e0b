//! Where SQL finds what a slot holds.

use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::counting::Counting;
use crate::policy::fact::FactKind;
use crate::policy::plan::Slot;
use crate::policy::quantity::Quantity;

/// Whether a level was declared by exception in this exam year: 0, 1 or `NULL`.
pub(super) const USED: &str = "exception_used";

/// What SQL reads in place of a slot.
pub(super) enum Read<'p> {
    /// A column of words, in their order.
    Words(String, Vec<&'p str>),
    /// A column of days.
    Day(String),
    /// Years from a day.
    Years(String, &'p Counting),
    /// A column of counts.
    Number(String),
    /// A column of flags; whether no answer counts as no.
    Flag(String, bool),
    /// When the level held was obtained: the day, or years since.
    Obtained(Option<&'p Counting>),
    /// The level declared.
    Declared,
    /// Nothing says it.
    Unknown,
    /// Two columns worked out before: what it is at least and at most.
    Computed(String),
}

/// Where a slot is found.
pub(super) fn read<'p>(slot: &'p Slot, policy: &'p Policy) -> Read<'p> {
    let column = str::to_owned;
    let words = |name: &str| Read::Words(name.to_owned(), slot.quantity.words().to_vec());
    let counting = policy.source().counting.of(slot.quantity, slot.counted.as_deref());
    let years = |from: &str| counting.map_or(Read::Unknown, |counting| Read::Years(from.to_owned(), counting));
    match slot.quantity {
        _ if is_computed(slot, policy) => {
            let found = computed(policy).into_iter().find(|(_, known)| *known == slot);
            found.map_or(Read::Unknown, |(name, _)| Read::Computed(name))
        }
        Quantity::WorkYears => years("work_start"),
        Quantity::PostYears => years("appointed_on"),
        Quantity::LevelYears => Read::Obtained(counting),
        Quantity::ObtainedOn => Read::Obtained(None),
        Quantity::HeldLevel => words("current_level"),
        Quantity::DeclaredLevel => Read::Declared,
        Quantity::AppointedLevel => words("appointed_level"),
        Quantity::Schooling => words("schooling"),
        Quantity::UnitCategory => words("unit_category"),
        Quantity::WorkStart => Read::Day(column("work_start")),
        Quantity::RegularisedOn => Read::Day(column("regularised_on")),
        Quantity::ExceptionClaimed => Read::Flag(column("exception_claimed"), true),
        Quantity::Fact => {
            let name = slot.fact.as_deref().unwrap_or_default();
            let column = format!("answers.{name}");
            match policy.source().facts.get(name).map(|fact| (fact.kind, &fact.words)) {
                Some((FactKind::Flag, _)) => Read::Flag(column, false),
                Some((FactKind::Number, _)) => Read::Number(column),
                Some((FactKind::Day, _)) => Read::Day(column),
                Some((FactKind::Word | FactKind::OrderedWord, words)) => {
                    Read::Words(column, words.iter().map(|word| word.name.as_str()).collect())
                }
                None => Read::Unknown,
            }
        }
        _ => Read::Unknown,
    }
}

/// The slots that have to be worked out before, over all levels, with their names: the quantity and a number.
pub(super) fn computed(policy: &Policy) -> Vec<(String, &Slot)> {
    let mut found: Vec<&Slot> = Vec::new();
    for slot in Level::ALL.iter().flat_map(|level| policy.plan(*level).slots()) {
        if is_computed(slot, policy) && !found.contains(&slot) {
            found.push(slot);
        }
    }
    let number =
        |at: usize, slot: &Slot| 1 + found.iter().take(at).filter(|earlier| earlier.quantity == slot.quantity).count();
    found
        .iter()
        .enumerate()
        .map(|(at, slot)| (format!("{}_{}", slot.quantity.name(), number(at, slot)), *slot))
        .collect()
}

fn is_computed(slot: &Slot, policy: &Policy) -> bool {
    let counting = policy.source().counting.of(slot.quantity, slot.counted.as_deref());
    match slot.quantity {
        Quantity::WorkYears | Quantity::PostYears | Quantity::LevelYears => {
            counting.is_some_and(|counting| counting.until_retirement || counting.service.is_some())
        }
        Quantity::ObtainedOn
        | Quantity::HeldLevel
        | Quantity::DeclaredLevel
        | Quantity::AppointedLevel
        | Quantity::Schooling
        | Quantity::UnitCategory
        | Quantity::WorkStart
        | Quantity::RegularisedOn
        | Quantity::ExceptionClaimed
        | Quantity::WorkTypeMismatch
        | Quantity::Fact => false,
        _ => true,
    }
}
