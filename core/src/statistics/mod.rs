//! Counts over many applications, from a stream: what is kept grows with the number of different regions, types, units and
//! desks, and never with the number of applications.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Error, SourceKind, from_json};
use crate::model::application::TextbookOrders;
use crate::model::level::Level;
use crate::model::masked::Masked;
use crate::model::timestamp::Timestamp;
use crate::order;
use crate::procedure::Procedure;
use crate::procedure::names::StateName;
use crate::workflow::State;

/// The most different names of one kind, and the most rows, that are told apart; a stream may come from a stranger.
const MOST_NAMES: usize = 200_000;
const MOST_ROWS: usize = 1_000_000;

/// What is counted of an application: columns of a host's table, or [`Record::of`] a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
// `Record` is TypeScript's own, and means something else there.
#[cfg_attr(feature = "schema", schemars(rename = "StatisticsRecord"))]
pub struct Record {
    /// 报名地市
    pub region: String,
    /// 申报级别
    pub level: Level,
    /// 申报岗位工种
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_type: Option<String>,
    /// 单位
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where it stands.
    pub state: StateName,
    /// Whether it was ever submitted; what is only a draft orders nothing.
    pub submitted: bool,
    /// 教材预订
    #[serde(default)]
    pub textbooks: TextbookOrders,
    /// The stage of review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// On whose desk it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_by: Option<Masked>,
    /// Since when it stands there.
    pub since: Timestamp,
}

impl Record {
    /// What is counted of an application.
    pub fn of(state: &State) -> Self {
        Self {
            region: state.region.clone(),
            level: state.level,
            work_type: state.form.declared.work_type.clone(),
            unit: state.form.unit.clone(),
            state: state.state,
            submitted: state.submission.is_some(),
            textbooks: state.form.textbooks.clone(),
            stage: state.stage.clone(),
            claimed_by: state.claim.as_ref().map(|claim| claim.by.clone()),
            since: state.since,
        }
    }

    /// Reads a list of records.
    pub fn list_from_json(text: &str) -> Result<Vec<Self>, Error> {
        from_json(text, SourceKind::Statistics)
    }
}

/// Names told apart, each by a number; 0 is for none, and for those beyond the bound.
#[derive(Clone, Debug, Default)]
struct Names(BTreeMap<String, u32>);

impl Names {
    fn number(&mut self, name: Option<&str>) -> u32 {
        let Some(name) = name else { return 0 };
        if let Some(number) = self.0.get(name) {
            return *number;
        }
        if self.0.len() >= MOST_NAMES {
            return 0;
        }
        let number = u32::try_from(self.0.len() + 1).unwrap_or(0);
        self.0.insert(name.to_owned(), number);
        number
    }

    /// By number; 0 is the empty name.
    fn list(&self) -> Vec<&str> {
        let mut names = vec![""; self.0.len() + 1];
        for (name, number) in &self.0 {
            if let Some(place) = names.get_mut(*number as usize) {
                *place = name;
            }
        }
        names
    }
}

/// An accumulator: feed it records, ask it once.
#[derive(Clone, Debug)]
pub struct Tally {
    now: Timestamp,
    /// Upper ends of the steps of age, in seconds.
    steps: Vec<i64>,
    regions: Names,
    work_types: Names,
    units: Names,
    stages: Names,
    desks: Names,
    applications: BTreeMap<(u32, Level, u32, StateName), u64>,
    textbooks: BTreeMap<u32, [u64; 3]>,
    queues: BTreeMap<u32, Ages>,
    loads: BTreeMap<u32, Ages>,
    total: u64,
    beyond: u64,
}

/// How many wait, how long, and since when the oldest.
#[derive(Clone, Debug, Default)]
struct Ages {
    count: u64,
    steps: Vec<u64>,
    oldest: Option<Timestamp>,
}

impl Ages {
    fn add(&mut self, since: Timestamp, step: usize, steps: usize) {
        self.count += 1;
        self.steps.resize(steps + 1, 0);
        if let Some(count) = self.steps.get_mut(step) {
            *count += 1;
        }
        self.oldest = Some(self.oldest.map_or(since, |oldest| oldest.min(since)));
    }
}

impl Tally {
    /// An empty accumulator that measures ages up to `now`, in the procedure's steps.
    pub fn new(procedure: &Procedure, now: Timestamp) -> Self {
        let days = &procedure.source().limits.queue_days.value;
        Self {
            now,
            steps: days.iter().map(|days| i64::from(*days) * 86_400).collect(),
            regions: Names::default(),
            work_types: Names::default(),
            units: Names::default(),
            stages: Names::default(),
            desks: Names::default(),
            applications: BTreeMap::new(),
            textbooks: BTreeMap::new(),
            queues: BTreeMap::new(),
            loads: BTreeMap::new(),
            total: 0,
            beyond: 0,
        }
    }

    /// Counts one more.
    pub fn add(&mut self, record: &Record) {
        self.total += 1;
        let key = (
            self.regions.number(Some(&record.region)),
            record.level,
            self.work_types.number(record.work_type.as_deref()),
            record.state,
        );
        let room = self.applications.len() < MOST_ROWS;
        match self.applications.get_mut(&key) {
            Some(count) => *count += 1,
            None if room => {
                self.applications.insert(key, 1);
            }
            None => self.beyond += 1,
        }
        if record.submitted && !matches!(record.state, StateName::Withdrawn | StateName::Rejected) {
            self.order(record);
        }
        if matches!(record.state, StateName::UnderReview | StateName::OnSiteReview) {
            let age = self.now.seconds() - record.since.seconds();
            let step = self.steps.iter().position(|end| age < *end).unwrap_or(self.steps.len());
            let stage = self.stages.number(record.stage.as_deref());
            self.queues.entry(stage).or_default().add(record.since, step, self.steps.len());
            if let Some(desk) = &record.claimed_by {
                let desk = self.desks.number(Some(desk.reveal()));
                self.loads.entry(desk).or_default().add(record.since, step, self.steps.len());
            }
        }
    }

    fn order(&mut self, record: &Record) {
        let books = &record.textbooks;
        let wanted = [books.professional_ethics, books.vocational_ability, books.post_skills];
        if wanted.iter().all(|order| *order != Some(true)) {
            return;
        }
        let unit = self.units.number(record.unit.as_deref());
        let counts = self.textbooks.entry(unit).or_default();
        for (count, order) in counts.iter_mut().zip(wanted) {
            *count += u64::from(order == Some(true));
        }
    }

    /// The counts so far.
    pub fn report(&self) -> StatisticsReport {
        let (regions, work_types) = (self.regions.list(), self.work_types.list());
        let (units, stages, desks) = (self.units.list(), self.stages.list(), self.desks.list());
        let name = |names: &[&str], number: u32| names.get(number as usize).copied().unwrap_or_default().to_owned();
        let mut applications: Vec<ApplicationCount> = self
            .applications
            .iter()
            .map(|((region, level, work_type, state), count)| ApplicationCount {
                region: name(&regions, *region),
                level: *level,
                work_type: name(&work_types, *work_type),
                state: *state,
                count: *count,
            })
            .collect();
        // By name: numbers follow the order of the stream, and the answer must not.
        order::sort_by(&mut applications, |one, other| {
            (&one.region, one.level, &one.work_type, one.state).cmp(&(
                &other.region,
                other.level,
                &other.work_type,
                other.state,
            ))
        });
        let mut textbooks: Vec<TextbookCount> = self
            .textbooks
            .iter()
            .map(|(unit, [professional_ethics, vocational_ability, post_skills])| TextbookCount {
                unit: name(&units, *unit),
                professional_ethics: *professional_ethics,
                vocational_ability: *vocational_ability,
                post_skills: *post_skills,
            })
            .collect();
        order::sort_by(&mut textbooks, |one, other| one.unit.cmp(&other.unit));
        let waiting = |names: &[&str], ages: &BTreeMap<u32, Ages>| -> Vec<Waiting> {
            let mut all: Vec<Waiting> = ages
                .iter()
                .map(|(number, ages)| Waiting {
                    name: name(names, *number).into(),
                    count: ages.count,
                    ages: ages.steps.clone(),
                    oldest: ages.oldest,
                })
                .collect();
            order::sort_by(&mut all, |one, other| one.name.cmp(&other.name));
            all
        };
        StatisticsReport {
            total: self.total,
            applications,
            textbooks,
            queues: waiting(&stages, &self.queues),
            loads: waiting(&desks, &self.loads),
            queue_days: self.steps.iter().map(|seconds| seconds / 86_400).collect(),
            beyond: self.beyond,
        }
    }
}

/// What was counted. Every list is sorted by its names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatisticsReport {
    /// How many applications.
    pub total: u64,
    /// By region, level, work type and state.
    pub applications: Vec<ApplicationCount>,
    /// Textbooks to order, by title and unit: of what was submitted and neither withdrawn nor refused.
    pub textbooks: Vec<TextbookCount>,
    /// What waits at each stage.
    pub queues: Vec<Waiting>,
    /// What lies on each desk.
    pub loads: Vec<Waiting>,
    /// The steps of age, in days: below the first, below the second, …, and the rest.
    pub queue_days: Vec<i64>,
    /// How many were not told apart, because there were too many different rows.
    pub beyond: u64,
}

/// How many applications are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationCount {
    /// 报名地市
    pub region: String,
    /// 申报级别
    pub level: Level,
    /// 申报岗位工种; empty where none was chosen yet.
    pub work_type: String,
    /// Where they stand.
    pub state: StateName,
    /// How many.
    pub count: u64,
}

/// Textbooks of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextbookCount {
    /// 单位; empty where none was given.
    pub unit: String,
    /// 职业道德
    pub professional_ethics: u64,
    /// 职业能力
    pub vocational_ability: u64,
    /// 岗位技能
    pub post_skills: u64,
}

/// What waits somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Waiting {
    /// The stage, or the account of the desk.
    pub name: Masked,
    /// How many.
    pub count: u64,
    /// How many of each step of age.
    pub ages: Vec<u64>,
    /// Since when the oldest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest: Option<Timestamp>,
}
