//! What a policy can and cannot do, found exactly: every comparison is of one quantity with bounds, so each quantity falls into a few
//! classes that no rule tells apart, and all combinations can be gone through, one by one or, for a difference, as sets.
//!
//! Rules that share no quantity are looked at by themselves. What is said of *all* people holds for more combinations than there are
//! people, for little is taken for impossible: that somebody ungraded has years at a level, or fewer awards of any kind than of a kind
//! within it. What is said of *some* person comes with a form, and the engine has decided that form as is said. What would take too
//! much is named as not finished.

mod alike;
mod analysis;
mod born;
mod boxes;
mod changes;
mod cheapest;
mod classes;
mod coverage;
mod decided;
mod diagram;
mod difference;
mod exceptions;
mod found;
mod group;
mod levels;
mod nodes;
mod numbered;
mod person;
mod region;
mod side;
mod ties;
mod walk;
mod work_types;

pub use self::changes::{Change, Changes, Region};
pub(crate) use self::cheapest::{Groups, Had};
pub use self::coverage::{Coverage, LeafCoverage, Shown, Witness, coverage};
pub use self::difference::difference;
pub use self::found::{Analysis, Found, FoundKind, Reason, Unfinished};
pub use self::region::Extent;
use crate::Engine;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::model::round::Role;

/// How many combinations are gone through at most; one of long conditions counts as several.
const BUDGET: usize = 2_000_000;
/// So many nodes of a condition are looked at for one combination.
const NODES: usize = 64;

/// What the policy of an engine can and cannot do: [`Analysis`].
///
/// ```
/// let analysis = gongkao::prove::analyse(&gongkao::Engine::henan()?);
/// assert!(analysis.unfinished.is_empty());
/// # Ok::<(), gongkao::Error>(())
/// ```
pub fn analyse(engine: &Engine) -> Analysis {
    let mut analysis = Analysis::default();
    let mut left = BUDGET;
    for level in Level::ALL {
        analysis::rules(engine, level, &mut left, &mut analysis);
        exceptions::all(engine, level, &mut left, &mut analysis);
    }
    levels::all(engine, &mut left, &mut analysis);
    analysis.combinations = BUDGET - left;
    analysis
}

/// Takes what going through a space costs, with so many nodes looked at for each combination. An error is the number of combinations
/// where too little is left.
fn charge(left: &mut usize, space: &walk::Space, nodes: usize) -> Result<(), usize> {
    let cost = space.size().saturating_mul(nodes.div_ceil(NODES).max(1));
    *left = left.checked_sub(cost).ok_or_else(|| space.size())?;
    Ok(())
}

/// The day the policy is looked at on: the first day of registration for the level, or of the exam year.
fn day(engine: &Engine, level: Level) -> Option<Date> {
    let round = &engine.policy().source().round;
    let windows =
        round.windows.iter().filter(|window| window.role == Role::Applicant && window.levels.contains(&level));
    windows.map(|window| window.opens.day()).min().or_else(|| Date::new(round.year, 1, 1))
}
