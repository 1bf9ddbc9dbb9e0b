//! What else would meet the rules: the cheapest set of changes, on the day of registration on which it is cheapest.
//!
//! Every combination of classes of what a level's rules compare is gone through, group by group, at the start of each registration to come; so
//! nothing cheaper is missed, and an answer that does not matter is not asked for. What a change costs is data (`data/costs.json`); what is
//! shown has been decided again with the changes, and with fewer of them it does not pass.

mod costs;

use serde::{Deserialize, Serialize};

use self::costs::Costs;
pub use self::costs::How;
use crate::Engine;
use crate::certificates;
use crate::eligibility::Facts;
use crate::eligibility::trace::Outcome;
use crate::error::Error;
use crate::foresee::{self, Foreseen};
use crate::model::application::ApplicationForm;
use crate::model::certificate::CertificateLibrary;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::order;
use crate::policy::plan::{Slot, Value};
use crate::policy::quantity::Quantity;
use crate::prove::{Extent, Groups, Had};

/// What would meet the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Advice {
    /// The day of registration it is for; none where nothing that is not fixed would do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Foreseen>,
    /// What has to change besides the day; empty where waiting does, or nothing is needed.
    pub steps: Vec<Step>,
    /// What it costs, by the library's own weights.
    pub cost: u64,
    /// Whether ways were left out because there are too many combinations.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub incomplete: bool,
    /// The level declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// What kind of change it is.
    pub how: How,
    /// The field of the form.
    pub field: String,
    /// What it would have to be.
    pub extent: Extent,
}

impl Engine {
    /// What would meet the rules at the least cost, from a day on: waiting, answers, a choice, something to be earned, or a correction of what
    /// was entered wrongly. What nobody can change is left as it is.
    ///
    /// ```
    /// let engine = gongkao::Engine::henan()?;
    /// let form = gongkao::model::application::ApplicationForm::from_json(r#"{
    ///     "candidate": { "name": "张三", "identity_number": "410105198006150019" }, "work_start": "2014-07-01",
    ///     "current": { "level": "five", "obtained_year": 2019 }, "declared": { "level": "four" }
    /// }"#)?;
    /// let advice = engine.what(&form, None, "2022-03-10".parse().unwrap())?;
    /// assert_eq!(advice.on.unwrap().exam_year, 2024);
    /// # Ok::<(), gongkao::Error>(())
    /// ```
    pub fn what(
        &self,
        form: &ApplicationForm,
        library: Option<&CertificateLibrary>,
        day: Date,
    ) -> Result<Advice, Error> {
        let costs = Costs::embedded()?;
        let compared = certificates::compare(form, library, self.catalogue());
        let facts = Facts::new(form, self.policy(), self.catalogue(), day, compared.work_type_mismatch);
        let Some(level) = form.level() else { return Ok(Advice::default()) };
        let mut best = Advice { level: Some(level), cost: u64::MAX, ..Advice::default() };
        let mut first = None;
        let mut groups = Groups::default();
        for on in foresee::first_days(self.policy(), level, form.region.as_deref(), day) {
            let waited = u64::try_from(on.exam_year - *first.get_or_insert(on.exam_year)).unwrap_or(0);
            let waiting = costs.wait_year.saturating_mul(waited);
            if waiting >= best.cost {
                break;
            }
            let facts = facts.at(on.day, on.exam_year);
            let plan = self.policy().plan_in(level, on.exam_year);
            let row = facts.row(&plan, level);
            if plan.outcome(&row, facts.asked()) == Outcome::Met {
                best = Advice { on: Some(on), cost: waiting, incomplete: best.incomplete, ..Advice::default() };
                best.level = Some(level);
                break;
            }
            let cheapest = groups.cheapest(self.policy(), level, &plan, &row, on.day, |axes, classes| {
                costs.of(axes, classes, &plan, &row)
            });
            best.incomplete |= cheapest.is_incomplete;
            let Some((mut cost, mut changes)) = cheapest.found else { continue };
            if facts.asked().claimed || plan.is_open_to_all {
                changes.retain(|(slot, value, _)| row.get(*slot) != Some(value));
                let passes = |some: &[Had]| plan.outcome(&with(&row, some), facts.asked()) == Outcome::Met;
                if let Some(fewer) = fewer(&changes, passes) {
                    let slots: Vec<Slot> =
                        fewer.iter().filter_map(|(slot, ..)| plan.slots().get(*slot).cloned()).collect();
                    let values: Vec<Value> = fewer.iter().map(|(_, value, _)| *value).collect();
                    cost = costs.of(&slots, &values, &plan, &row).unwrap_or(cost);
                    changes = fewer;
                }
            }
            let total = waiting.saturating_add(cost);
            let level_held = changes.iter().find_map(|(slot, value, _)| {
                let of = plan.slots().get(*slot)?;
                (of.quantity == Quantity::HeldLevel).then_some((*slot, *value))
            });
            let then = with(&row, &changes);
            let mut steps: Vec<Step> = Vec::new();
            for (slot, value, extent) in changes {
                let Some(now) = row.get(slot).copied() else { continue };
                let how = plan.slots().get(slot).and_then(|of| {
                    let is_raised =
                        of.quantity == Quantity::LevelYears && value.least > 0 && costs.raises(&plan, &row, level_held);
                    if is_raised { Some(How::Hold) } else { costs.how(of, now, value) }
                });
                let field = plan.slots().get(slot).map(|of| facts.field(of)).unwrap_or_default();
                steps.extend(how.map(|how| Step { how, field, extent }));
            }
            let does = plan.outcome(&then, facts.asked()) == Outcome::Met;
            if does && total < best.cost {
                best = Advice { on: Some(on), steps, cost: total, incomplete: best.incomplete, level: Some(level) };
            }
        }
        if best.on.is_none() {
            best.cost = 0;
        }
        Ok(best)
    }
}

/// A row after some changes.
fn with(row: &[Value], changes: &[Had]) -> Vec<Value> {
    let mut then = row.to_vec();
    for (slot, value, _) in changes {
        if let Some(known) = then.get_mut(*slot) {
            *known = *value;
        }
    }
    then
}

/// The fewest of some changes that do: an exception that is open, or is opened by one of them, may make others needless. Nothing where
/// none can be spared.
fn fewer(changes: &[Had], does: impl Fn(&[Had]) -> bool) -> Option<Vec<Had>> {
    /// So many changes can be told apart in all their sets; nobody is advised more.
    const MOST: usize = 12;
    if changes.len() > MOST {
        return None;
    }
    let whole = (1_u32 << changes.len()) - 1;
    let mut sets: Vec<u32> = (0..whole).collect();
    order::sort_by_key(&mut sets, |set| set.count_ones());
    let chosen = |set: &u32| -> Vec<Had> {
        changes.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, had)| had.clone()).collect()
    };
    sets.iter().map(chosen).find(|some| does(some))
}
