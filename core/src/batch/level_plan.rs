//! The plan of a level made ready for columns: for every slot where its values come from.
//!
//! Years from a day are never counted row by row. They only fall as the day comes later, so a bound on the years is a bound on
//! the day, found once by halving; the comparison then reads the column of days as it is.

use crate::engine::Engine;
use crate::model::date::{Date, YEARS, Year};
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::counting::Counting;
use crate::policy::plan::{Op, Plan, Slot, Value};
use crate::policy::quantity::Quantity;

/// Where a slot's values come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// Every row has this.
    Same(Value),
    /// A column as it is, by its place among those of the table; for years, its days.
    Column(usize),
    /// The sex or the day of birth in the identity number.
    Sex,
    Birth,
    /// When the level held was obtained: years since, or the day.
    Obtained {
        is_years: bool,
    },
    /// Worked out from the form that the row stands for.
    ByRow,
}

/// A level's plan for columns.
#[derive(Clone, Debug)]
pub(super) struct LevelPlan {
    pub level: Level,
    /// The plan's nodes, bounds on years turned into bounds on days.
    pub ops: Vec<Op>,
    pub fills: Vec<Fill>,
}

/// The first year of [`by_year`].
pub(super) const FIRST_YEAR: Year = *YEARS.start();

/// The least and the most of something for every year, from the first.
pub(super) type ByYear = Vec<(i32, i32)>;

/// For every year a level may have been obtained in: the least and the most years since, and the first and the last day.
pub(super) fn by_year(policy: &Policy, day: Date) -> (ByYear, ByYear) {
    let counting = &policy.source().counting.level_years;
    let until = policy.day(&counting.until, day).map(|(until, _)| until);
    let counted = |from, until| i32::try_from(counting.years(from, until)).unwrap_or(i32::MAX - 1);
    let unknown = (i32::MIN, i32::MAX);
    let years = YEARS.map(|year| {
        let days = counting.days_of(year).zip(until);
        days.map_or(unknown, |((first, last), until)| (counted(last, until), counted(first, until)))
    });
    let days = YEARS.map(|year| {
        let days = Date::new(year, 1, 1).zip(Date::new(year, 12, 31));
        days.map_or(unknown, |(first, last)| (first.number(), last.number()))
    });
    (years.collect(), days.collect())
}

impl LevelPlan {
    /// `column` says where a column stands in the table, if it does.
    pub(super) fn new(engine: &Engine, level: Level, day: Date, column: impl Fn(&str) -> Option<usize>) -> Self {
        let policy = engine.policy();
        let plan = policy.plan(level);
        let fills: Vec<Fill> = plan.slots().iter().map(|slot| fill(slot, level, policy, day, &column)).collect();
        let mut ops = plan.ops.clone();
        for op in &mut ops {
            let Op::Within { slot, from, to } = *op else { continue };
            let at = slot as usize;
            let counting = plan.slots().get(at).and_then(|slot| counting_of(slot, policy));
            let is_days = matches!(fills.get(at), Some(Fill::Column(_) | Fill::Birth));
            let until = counting.and_then(|counting| policy.day(&counting.until, day));
            if let (true, Some(counting), Some((until, _))) = (is_days, counting, until) {
                let (from, to) = counting.days(until, from, to);
                *op = Op::Within { slot, from, to };
            }
        }
        Self { level, ops, fills }
    }

    /// The plan of whose rows these nodes are.
    pub(super) fn plan<'e>(&self, engine: &'e Engine) -> &'e Plan {
        engine.policy().plan(self.level)
    }
}

/// How years are counted that begin on a day of one column and end on a day that is the same for everybody.
fn counting_of<'p>(slot: &Slot, policy: &'p Policy) -> Option<&'p Counting> {
    let counting = policy.source().counting.of(slot.quantity, slot.counted.as_deref())?;
    let is_from_a_day = matches!(slot.quantity, Quantity::WorkYears | Quantity::PostYears | Quantity::Age);
    (is_from_a_day && !counting.until_retirement).then_some(counting)
}

fn fill(slot: &Slot, level: Level, policy: &Policy, day: Date, column: &impl Fn(&str) -> Option<usize>) -> Fill {
    let unknown = Fill::Same(Value::UNKNOWN);
    let plain = |name: &str| column(name).map_or(unknown, Fill::Column);
    let counted = |from: Fill| {
        let until = counting_of(slot, policy).and_then(|counting| policy.day(&counting.until, day));
        if until.is_some() { from } else { unknown }
    };
    let by_row = |name: &str| column(name).map_or(unknown, |_| Fill::ByRow);
    let counting = policy.source().counting.of(slot.quantity, slot.counted.as_deref());
    match slot.quantity {
        Quantity::WorkYears | Quantity::LevelYears | Quantity::PostYears | Quantity::Age
            if counting.is_some_and(|counting| counting.until_retirement) =>
        {
            Fill::ByRow
        }
        // The way to count that is not named is worked out once for all levels.
        Quantity::LevelYears if slot.counted.is_some() => Fill::ByRow,
        Quantity::WorkYears
            if counting.is_some_and(|counting| counting.service.is_some()) && column("service").is_some() =>
        {
            Fill::ByRow
        }
        Quantity::WorkYears => counted(plain("work_start")),
        Quantity::PostYears => counted(plain("appointed_on")),
        Quantity::Age if column("identity_number").is_some() => counted(Fill::Birth),
        Quantity::Age | Quantity::WorkTypeMismatch => unknown,
        Quantity::Sex => column("identity_number").map_or(unknown, |_| Fill::Sex),
        Quantity::LevelYears => Fill::Obtained { is_years: true },
        Quantity::ObtainedOn => Fill::Obtained { is_years: false },
        Quantity::HeldLevel => plain("current_level"),
        Quantity::DeclaredLevel => {
            let at = Level::ALL.iter().position(|known| *known == level);
            at.and_then(|at| i32::try_from(at).ok()).map_or(unknown, |at| Fill::Same(Value::exactly(at)))
        }
        Quantity::AppointedLevel => plain("appointed_level"),
        Quantity::Schooling => plain("schooling"),
        Quantity::UnitCategory => plain("unit_category"),
        Quantity::WorkStart => plain("work_start"),
        Quantity::RegularisedOn => plain("regularised_on"),
        Quantity::Penalty => by_row("penalties"),
        Quantity::WorkTypeGroup => by_row("declared_work_type"),
        Quantity::RetirementDay | Quantity::RetirementYears => by_row("identity_number"),
        Quantity::TypeYears => by_row("service"),
        Quantity::Awards if column("awards").is_none() => Fill::Same(Value::between(0, i32::MAX)),
        quantity if quantity.counts_assessments() && !slot.since_work_start && column("assessments").is_none() => {
            Fill::Same(Value::between(0, slot.last_years))
        }
        Quantity::ExceptionClaimed => {
            column("exception_claimed").map_or(Fill::Same(Value::exactly(0)), |_| Fill::ByRow)
        }
        Quantity::Fact => plain(&format!("answers.{}", slot.fact.as_deref().unwrap_or_default())),
        _ => Fill::ByRow,
    }
}
