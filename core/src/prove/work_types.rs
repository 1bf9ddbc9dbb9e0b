//! The work types of an example person.

use std::collections::BTreeMap;

use super::person::Maker;
use crate::catalogue::Relation;
use crate::eligibility::Facts;
use crate::model::level::Level;
use crate::policy::quantity::Quantity;

/// Two work types by their relation, whatever their group.
pub(super) type Types = BTreeMap<Option<&'static str>, (Option<String>, Option<String>)>;

impl Maker<'_> {
    /// Work types of the wanted relation, in the wanted group.
    pub(super) fn work_types(&mut self, known: &mut Types) {
        let names = Quantity::WorkTypeRelation.words();
        let relation = self.value(Quantity::WorkTypeRelation);
        let held = relation.is_some_and(|value| !value.is_absent());
        let wanted = relation.and_then(|value| names.get(usize::try_from(value.least).ok()?).copied());
        let needs_type =
            relation.is_some() || self.form.service.is_some() || self.value(Quantity::WorkTypeGroup).is_some();
        if !needs_type {
            return;
        }
        let is_any_group = self.value(Quantity::WorkTypeGroup).is_none();
        let (current, declared) = if is_any_group {
            known.entry(wanted).or_insert_with(|| self.types_of(wanted)).clone()
        } else {
            self.types_of(wanted)
        };
        for period in self.form.service.iter_mut().flatten() {
            period.work_type.clone_from(&declared);
        }
        self.form.current.work_type = current.filter(|_| held);
        self.form.declared.work_type = declared;
    }

    /// The first two work types of a relation that are in the wanted group.
    fn types_of(&self, wanted: Option<&'static str>) -> (Option<String>, Option<String>) {
        let catalogue = self.engine.catalogue();
        // The first few types and where each leads are enough to find every relation there is.
        for one in catalogue.work_types() {
            let leads = catalogue.successor(one).map(|into| &into.code);
            let others = catalogue.work_types().iter().take(3).map(|other| &other.code);
            for code in std::iter::once(&one.code).chain(leads).chain(&one.neighbours).chain(others) {
                let fits_group = self.value(Quantity::WorkTypeGroup).is_none_or(|group| {
                    let mut form = self.form.clone();
                    form.declared.work_type = Some(code.clone());
                    let facts = Facts::new(&form, self.engine.policy(), catalogue, self.day, None);
                    let axis = self.wanted.iter().find(|(axis, _)| axis.slot.quantity == Quantity::WorkTypeGroup);
                    axis.is_none_or(|(axis, _)| {
                        axis.class_of(facts.value(&axis.slot, Level::Five)) == axis.class_of(group)
                    })
                });
                let fits =
                    wanted.is_none_or(|wanted| catalogue.relation(&one.code, code).map(Relation::name) == Some(wanted));
                if fits && fits_group {
                    return (Some(one.code.clone()), Some(code.clone()));
                }
            }
        }
        (None, None)
    }
}
