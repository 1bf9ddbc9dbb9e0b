//! Putting one set of tables on another.
//!
//! Whatever stands in both is refused unless the upper one names it: in `replaces` what it puts something else in the place of,
//! in `removes` what it leaves out. So nobody changes a rule without saying so, and a name that no longer exists below is noticed.

use std::collections::{BTreeMap, BTreeSet};

use super::effect::Exception;
use super::part::{Part, PartCounting};
use super::source::{Judged, MaterialRule, Rule};
use super::validate::fault::{Fault, known, named};
use crate::model::level::Level;

/// What a patch says it changes, and what of that it has changed so far.
pub(super) struct Changes<'a> {
    replaces: &'a [String],
    removes: &'a [String],
    /// The entries of `replaces` that something has taken the place of.
    replaced: BTreeSet<&'a str>,
    /// Every name below, for suggestions.
    below: BTreeSet<String>,
}

impl<'a> Changes<'a> {
    pub(super) fn new(replaces: &'a [String], removes: &'a [String], base: &Part) -> Self {
        Self { replaces, removes, replaced: BTreeSet::new(), below: names(base) }
    }

    /// Files of one policy: nothing may stand twice.
    pub(super) fn none() -> Self {
        Self { replaces: &[], removes: &[], replaced: BTreeSet::new(), below: BTreeSet::new() }
    }

    /// What is left out, before anything is put on top.
    pub(super) fn remove(&self, base: &mut Part) -> Result<(), Fault> {
        for (list, names) in [("policy.replaces", self.replaces), ("policy.removes", self.removes)] {
            for name in names {
                known("item of the policy below", whole(name), &self.below, list)?;
            }
        }
        for name in self.removes {
            let (table, item) = name.split_once('.').unwrap_or((name, ""));
            match table {
                "documents" => drop(base.documents.remove(item)),
                "facts" => drop(base.facts.remove(item)),
                "groups" => drop(base.groups.remove(item)),
                "parameters" => drop(base.parameters.remove(item)),
                "days" => drop(base.days.remove(item)),
                "findings" => base.findings.retain(|code, _| code.name() != item),
                "messages" => base.messages.retain(|code, _| code.name() != item),
                "rules" => remove(&mut base.rules, item),
                "judged" => remove(&mut base.judged, item),
                "exceptions" => remove(&mut base.exceptions, item),
                "materials" => remove(&mut base.materials, item),
                "counting" => remove_counting(&mut base.counting, item)?,
                _ if name == "round.windows" => base.round.windows = None,
                _ if name == "form.required_at" => base.form.required_at = None,
                _ => {
                    let message = format!("`{name}` cannot be left out, only replaced");
                    return Err(named("policy.removes", &message, name));
                }
            }
        }
        Ok(())
    }

    /// Everything that was to be replaced must have been.
    pub(super) fn all_replaced(&self) -> Result<(), Fault> {
        match self.replaces.iter().find(|name| !self.replaced.contains(name.as_str())) {
            None => Ok(()),
            Some(name) => {
                let message =
                    format!("nothing here takes the place of `{name}`; leave it out of `replaces`, or write it");
                Err(named("policy.replaces", &message, name))
            }
        }
    }

    fn replaces(&mut self, name: &str) -> Result<(), Fault> {
        match self.replaces.iter().find(|listed| *listed == name) {
            Some(listed) => {
                self.replaced.insert(listed);
                Ok(())
            }
            None if self.below.is_empty() => {
                Err(named(name, "this stands in an earlier file too; keep one of them", name))
            }
            None => {
                let message =
                    format!("this stands in the policy below; name it in `replaces` (`{name}`), or remove it");
                Err(named(name, &message, name))
            }
        }
    }

    fn one<T>(&mut self, base: &mut Option<T>, over: Option<T>, name: &str) -> Result<(), Fault> {
        if over.is_some() {
            if base.is_some() {
                self.replaces(name)?;
            }
            *base = over;
        }
        Ok(())
    }

    fn table<K: Ord + ToString, V>(
        &mut self,
        base: &mut BTreeMap<K, V>,
        over: BTreeMap<K, V>,
        table: &str,
    ) -> Result<(), Fault> {
        for (key, value) in over {
            if base.contains_key(&key) {
                self.replaces(&format!("{table}.{}", key.to_string()))?;
            }
            base.insert(key, value);
        }
        Ok(())
    }

    /// What is replaced gives up its place; the rest comes after.
    fn list<T: Item>(&mut self, base: &mut Vec<T>, over: Vec<T>, table: &str) -> Result<(), Fault> {
        let clash = |item: &T, other: &T| {
            item.name() == other.name() && item.levels().iter().any(|level| other.levels().contains(level))
        };
        for (at, item) in over.iter().enumerate() {
            if over.iter().skip(at + 1).any(|other| clash(item, other)) {
                let path = format!("{table}.{}", item.name());
                return Err(named(&path, "this name stands twice at one level; give each its own", item.name()));
            }
        }
        let mut over_only = Vec::new();
        for item in over {
            let same = |other: &T| clash(&item, other);
            let Some(at) = base.iter().position(same) else {
                over_only.push(item);
                continue;
            };
            self.replaces(&format!("{table}.{}", item.name()))?;
            for below in base.iter_mut().filter(|below| same(below)) {
                below.keep_levels(|level| !item.levels().contains(&level));
            }
            base.insert(at, item);
            base.retain(|item| !item.levels().is_empty());
        }
        base.extend(over_only);
        Ok(())
    }

    /// Puts tables on others. `policy` and the cases are the upper one's own.
    pub(super) fn put(&mut self, base: &mut Part, over: Part) -> Result<(), Fault> {
        self.table(&mut base.documents, over.documents, "documents")?;
        self.table(&mut base.facts, over.facts, "facts")?;
        self.table(&mut base.groups, over.groups, "groups")?;
        self.table(&mut base.parameters, over.parameters, "parameters")?;
        self.table(&mut base.days, over.days, "days")?;
        self.table(&mut base.findings, over.findings, "findings")?;
        self.table(&mut base.messages, over.messages, "messages")?;
        let (counting, more) = (&mut base.counting, over.counting);
        self.one(&mut counting.work_years, more.work_years, "counting.work_years")?;
        self.one(&mut counting.level_years, more.level_years, "counting.level_years")?;
        self.one(&mut counting.type_years, more.type_years, "counting.type_years")?;
        self.one(&mut counting.post_years, more.post_years, "counting.post_years")?;
        self.one(&mut counting.retirement_years, more.retirement_years, "counting.retirement_years")?;
        self.one(&mut counting.age, more.age, "counting.age")?;
        self.table(&mut counting.named, more.named, "counting.named")?;
        self.one(&mut counting.assessments, more.assessments, "counting.assessments")?;
        self.one(&mut counting.awards, more.awards, "counting.awards")?;
        self.one(&mut base.retirement, over.retirement, "retirement")?;
        self.one(&mut base.form.minimum_work_age, over.form.minimum_work_age, "form.minimum_work_age")?;
        self.one(&mut base.form.grounds_characters, over.form.grounds_characters, "form.grounds_characters")?;
        self.one(&mut base.form.required, over.form.required, "form.required")?;
        self.one(&mut base.form.required_at, over.form.required_at, "form.required_at")?;
        self.one(&mut base.round.year, over.round.year, "round.year")?;
        self.one(&mut base.round.regions, over.round.regions, "round.regions")?;
        self.one(&mut base.round.windows, over.round.windows, "round.windows")?;
        self.list(&mut base.rules, over.rules, "rules")?;
        self.list(&mut base.judged, over.judged, "judged")?;
        self.list(&mut base.exceptions, over.exceptions, "exceptions")?;
        self.list(&mut base.materials, over.materials, "materials")?;
        base.cases.extend(over.cases);
        Ok(())
    }
}

/// An item of a list that a patch speaks of by its name.
trait Item {
    fn name(&self) -> &str;
    fn levels(&self) -> &[Level];
    fn keep_levels(&mut self, keep: impl Fn(Level) -> bool);
}

macro_rules! item {
    ($($kind:ty),*) => {$(
        impl Item for $kind {
            fn name(&self) -> &str {
                &self.name
            }

            fn levels(&self) -> &[Level] {
                &self.levels
            }

            fn keep_levels(&mut self, keep: impl Fn(Level) -> bool) {
                self.levels.retain(|level| keep(*level));
            }
        }
    )*};
}

item!(Rule, Judged, Exception, MaterialRule);

/// Leaves out an item by its name, or `name.level` at one level only.
fn remove<T: Item>(list: &mut Vec<T>, name: &str) {
    let at_level = name.rsplit_once('.').and_then(|(name, level)| Some((name, level_of(level)?)));
    let (name, level) = at_level.map_or((name, None), |(name, level)| (name, Some(level)));
    for item in list.iter_mut().filter(|item| item.name() == name) {
        item.keep_levels(|kept| level.is_some_and(|level| level != kept));
    }
    list.retain(|item| !item.levels().is_empty());
}

/// Leaves out a way to count that a policy can do without.
fn remove_counting(counting: &mut PartCounting, item: &str) -> Result<(), Fault> {
    match item {
        "type_years" => counting.type_years = None,
        "post_years" => counting.post_years = None,
        "retirement_years" => counting.retirement_years = None,
        _ => {
            let name = item.strip_prefix("named.").unwrap_or_default();
            if counting.named.remove(name).is_none() {
                let message = format!("`counting.{item}` cannot be left out, only replaced");
                return Err(named("policy.removes", &message, item));
            }
        }
    }
    Ok(())
}

/// A name without the level it may end with.
fn whole(name: &str) -> &str {
    let is_list = ["rules.", "judged.", "exceptions.", "materials."].iter().any(|table| name.starts_with(table));
    match name.rsplit_once('.') {
        Some((whole, level)) if is_list && level_of(level).is_some() && whole.contains('.') => whole,
        _ => name,
    }
}

fn level_of(name: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| level.name() == name)
}

/// Every name a patch may speak of.
fn names(part: &Part) -> BTreeSet<String> {
    let tables: [(&str, Vec<String>); 12] = [
        ("documents", part.documents.keys().cloned().collect()),
        ("facts", part.facts.keys().cloned().collect()),
        ("groups", part.groups.keys().cloned().collect()),
        ("parameters", part.parameters.keys().cloned().collect()),
        ("days", part.days.keys().cloned().collect()),
        ("findings", part.findings.keys().map(ToString::to_string).collect()),
        ("messages", part.messages.keys().map(ToString::to_string).collect()),
        ("counting.named", part.counting.named.keys().cloned().collect()),
        ("rules", part.rules.iter().map(|item| item.name.clone()).collect()),
        ("judged", part.judged.iter().map(|item| item.name.clone()).collect()),
        ("exceptions", part.exceptions.iter().map(|item| item.name.clone()).collect()),
        ("materials", part.materials.iter().map(|item| item.name.clone()).collect()),
    ];
    let counting = &part.counting;
    let single = [
        ("counting.work_years", counting.work_years.is_some()),
        ("counting.level_years", counting.level_years.is_some()),
        ("counting.type_years", counting.type_years.is_some()),
        ("counting.post_years", counting.post_years.is_some()),
        ("counting.retirement_years", counting.retirement_years.is_some()),
        ("counting.age", counting.age.is_some()),
        ("counting.assessments", counting.assessments.is_some()),
        ("counting.awards", counting.awards.is_some()),
        ("retirement", part.retirement.is_some()),
        ("form.minimum_work_age", part.form.minimum_work_age.is_some()),
        ("form.grounds_characters", part.form.grounds_characters.is_some()),
        ("form.required", part.form.required.is_some()),
        ("form.required_at", part.form.required_at.is_some()),
        ("round.year", part.round.year.is_some()),
        ("round.regions", part.round.regions.is_some()),
        ("round.windows", part.round.windows.is_some()),
    ];
    let listed = tables.iter().flat_map(|(table, keys)| keys.iter().map(move |key| format!("{table}.{key}")));
    listed.chain(single.iter().filter(|(_, there)| *there).map(|(name, _)| (*name).to_owned())).collect()
}
