//! Writing a level's rules as an expression.
//!
//! An exception is part of it: a node it changes is `node OR (open AND changed)`, where `changed` is `TRUE` for what is waived and `NULL` for what
//! goes to a person. Nothing is eased inside `not`, so a rule only rises with what is open, and Kleene's tables give for an exception that
//! may be open exactly what trying it both ways gives.

use std::collections::BTreeSet;

use super::Dialect;
use super::quantity::{Read, USED, read};
use crate::model::date::{Date, YEARS};
use crate::model::level::Level;
use crate::policy::Policy;
use crate::policy::counting::Counting;
use crate::policy::plan::{Changed, ExceptionPlan, Op, Plan, Program};

const NULL: &str = "CAST(NULL AS BOOLEAN)";
/// The most bytes that may be written on the way to one level's expression.
const MOST: usize = 16 << 20;

/// Writes one level.
pub(super) struct Writer<'p> {
    policy: &'p Policy,
    plan: &'p Plan,
    level: Level,
    dialect: Dialect,
    day: Date,
    pub(super) columns: BTreeSet<String>,
    pub(super) computed: BTreeSet<String>,
    written: usize,
}

impl<'p> Writer<'p> {
    pub(super) fn new(policy: &'p Policy, level: Level, dialect: Dialect, day: Date) -> Self {
        let plan = policy.plan(level);
        Self { policy, plan, level, dialect, day, columns: BTreeSet::new(), computed: BTreeSet::new(), written: 0 }
    }

    /// Whether every rule is met.
    pub(super) fn verdict(&mut self) -> String {
        let plan = self.plan;
        let doors: Vec<String> = plan.exceptions.iter().map(|exception| self.door(exception)).collect();
        let rules = plan.rules.iter().map(|rule| {
            let mut holds = self.program(rule.condition, &doors);
            if let Some(when) = rule.when {
                let when = self.program(when, &doors);
                holds = format!("(NOT {when} OR {holds})");
            }
            // Unmet, it is left to a person: nothing is refused.
            if rule.refuses { holds } else { format!("({holds} OR {NULL})") }
        });
        let rules: Vec<String> = rules.collect();
        // A policy that says nothing of a level lets nobody through.
        join(&rules, " AND ", NULL)
    }

    /// Whether the rules were too long to be written. What was written is nonsense then.
    pub(super) fn is_cut(&self) -> bool {
        self.written > MOST
    }

    /// Whether an exception is open.
    fn door(&mut self, exception: &ExceptionPlan) -> String {
        let mut parts = Vec::new();
        if !exception.is_automatic {
            let claimed = self.column("exception_claimed");
            parts.push(format!("COALESCE({claimed}, FALSE)"));
        }
        if exception.once_a_year {
            self.computed.insert(USED.to_owned());
            parts.push(format!("({USED} = 0)"));
        }
        parts.push(self.program(exception.condition, &[]));
        join(&parts, " AND ", "TRUE")
    }

    fn column(&mut self, name: &str) -> String {
        self.columns.insert(name.to_owned());
        self.dialect.column(name)
    }

    fn program(&mut self, program: Program, doors: &[String]) -> String {
        self.node(program.start as usize, doors)
    }

    fn node(&mut self, at: usize, doors: &[String]) -> String {
        let plan = self.plan;
        let op = plan.ops.get(at).copied().filter(|_| !self.is_cut());
        let Some(op) = op else { return NULL.to_owned() };
        let mut ways = vec![self.plain(at, op, doors)];
        for (exception, door) in plan.exceptions.iter().zip(doors) {
            let first = exception.changes.partition_point(|change| (change.at as usize) < at);
            let own = exception.changes.get(first..).unwrap_or_default();
            for change in own.iter().take_while(|change| change.at as usize == at) {
                self.written += door.len();
                if self.is_cut() {
                    break;
                }
                ways.push(match change.to {
                    Changed::Met => door.clone(),
                    Changed::Referred => format!("({door} AND {NULL})"),
                    Changed::Eased(op) => format!("({door} AND {})", self.plain(at, op, doors)),
                    Changed::Replaced(with) => format!("({door} AND {})", self.program(with, doors)),
                });
            }
        }
        let text = join(&ways, " OR ", "FALSE");
        self.written += text.len();
        // What stands above would only double it.
        if self.is_cut() { NULL.to_owned() } else { text }
    }

    fn plain(&mut self, at: usize, op: Op, doors: &[String]) -> String {
        match op {
            Op::All { end } => join(&self.below(at, end, doors), " AND ", "TRUE"),
            Op::Any { end } => join(&self.below(at, end, doors), " OR ", "FALSE"),
            Op::Not { end } => format!("(NOT {})", join(&self.below(at, end, doors), " OR ", "FALSE")),
            Op::Of { end, needed } => {
                let below = self.below(at, end, doors);
                let count = |otherwise: &str| {
                    let each =
                        below.iter().map(|child| format!("CASE WHEN COALESCE({child}, {otherwise}) THEN 1 ELSE 0 END"));
                    each.collect::<Vec<_>>().join(" + ")
                };
                let (met, possible) = (count("FALSE"), count("TRUE"));
                format!("CASE WHEN {met} >= {needed} THEN TRUE WHEN {possible} < {needed} THEN FALSE END")
            }
            Op::Within { .. } | Op::ByReport { .. } | Op::In { .. } => self.leaf(op),
        }
    }

    fn below(&mut self, at: usize, end: u32, doors: &[String]) -> Vec<String> {
        let mut children = Vec::new();
        let mut child = at + 1;
        while child < end as usize {
            children.push(self.node(child, doors));
            child = match self.plan.ops.get(child) {
                Some(Op::All { end } | Op::Any { end } | Op::Not { end } | Op::Of { end, .. }) => *end as usize,
                _ => child + 1,
            };
        }
        children
    }

    fn leaf(&mut self, op: Op) -> String {
        let Some(slot) = op.slot().and_then(|at| self.plan.slots().get(at)) else { return NULL.to_owned() };
        let mask = if let Op::In { mask, .. } = op { Some(mask) } else { None };
        let (from, to) = op.bounds(self.day).unwrap_or((i32::MIN, i32::MAX));
        let is_in = |at: i32| match mask {
            Some(mask) => u32::try_from(at).is_ok_and(|at| at < 64 && mask >> at & 1 == 1),
            None => (from..=to).contains(&at),
        };
        match read(slot, self.policy) {
            Read::Unknown => NULL.to_owned(),
            Read::Declared => {
                let at = Level::ALL.iter().position(|level| *level == self.level);
                literal(at.and_then(|at| i32::try_from(at).ok()).is_some_and(is_in)).to_owned()
            }
            Read::Words(column, words) => {
                let column = self.column(&column);
                let wanted = (0..).zip(&words).filter(|(at, _)| is_in(*at));
                let wanted: Vec<String> = wanted.map(|(_, word)| format!("'{}'", word.replace('\'', "''"))).collect();
                if wanted.is_empty() {
                    constant(&column, false)
                } else {
                    format!("({column} IN ({}))", wanted.join(", "))
                }
            }
            Read::Day(column) => {
                let column = self.column(&column);
                days(&column, from, to)
            }
            Read::Years(column, counting) => {
                let column = self.column(&column);
                match self.policy.day(&counting.until, self.day) {
                    None => NULL.to_owned(),
                    Some((until, _)) => {
                        let (from, to) = counting.days(until, from, to);
                        days(&column, from, to)
                    }
                }
            }
            Read::Number(column) => {
                let column = self.column(&column);
                between(&column, from, to, ToString::to_string)
            }
            Read::Flag(column, is_no_by_default) => {
                let mut column = self.column(&column);
                if is_no_by_default {
                    column = format!("COALESCE({column}, FALSE)");
                }
                match (is_in(1), is_in(0)) {
                    (true, false) => format!("({column} = TRUE)"),
                    (false, true) => format!("({column} = FALSE)"),
                    (is_any, _) => constant(&column, is_any),
                }
            }
            Read::Obtained(counting) => self.obtained(counting, from, to),
            Read::Computed(name) => {
                let (least, most) = (format!("{name}_least"), format!("{name}_most"));
                self.computed.extend([least.clone(), most.clone()]);
                if mask.is_some() {
                    let wanted: Vec<String> = (0..64).filter(|at| is_in(*at)).map(|at| at.to_string()).collect();
                    let is_one = if wanted.is_empty() {
                        "FALSE".to_owned()
                    } else {
                        format!("{least} IN ({})", wanted.join(", "))
                    };
                    return format!("CASE WHEN {least} > {most} THEN FALSE WHEN {least} = {most} THEN {is_one} END");
                }
                format!(
                    "CASE WHEN {most} < {from} OR {least} > {to} THEN FALSE WHEN {least} >= {from} AND {most} <= {to} THEN TRUE END"
                )
            }
        }
    }

    /// When the level held was obtained; by the year alone it may be any day that the year may stand for.
    fn obtained(&mut self, counting: Option<&Counting>, from: i32, to: i32) -> String {
        let (level, on) = (self.column("current_level"), self.column("current_obtained_on"));
        let year = self.column("current_obtained_year");
        let until = counting.map(|counting| self.policy.day(&counting.until, self.day).map(|(until, _)| until));
        if until == Some(None) {
            return format!("CASE WHEN {level} = 'ungraded' THEN FALSE END");
        }
        let counted = counting.zip(until.flatten());
        let (first, last) = counted.map_or((from, to), |(counting, until)| counting.days(until, from, to));
        let by_day = days(&on, first, last);
        // For every year: whether all of its days lie within, and whether any does.
        let within = |year: i32| {
            let of_year = Date::new(year, 1, 1).zip(Date::new(year, 12, 31));
            let days = counting.map_or(of_year, |counting| counting.days_of(year));
            let inside = |day: Date| (first..=last).contains(&day.number());
            days.map(|(one, other)| (inside(one) && inside(other), one.number() <= last && other.number() >= first))
        };
        let years: Vec<(i32, (bool, bool))> = YEARS.filter_map(|year| Some((year, within(year)?))).collect();
        let runs = |wanted: fn((bool, bool)) -> bool| {
            let mut runs: Vec<(i32, i32)> = Vec::new();
            for (year, _) in years.iter().filter(|(_, outcome)| wanted(*outcome)) {
                match runs.last_mut() {
                    Some((_, last)) if *last + 1 == *year => *last = *year,
                    _ => runs.push((*year, *year)),
                }
            }
            let runs: Vec<String> = runs.iter().map(|(from, to)| format!("{year} BETWEEN {from} AND {to}")).collect();
            join(&runs, " OR ", "FALSE")
        };
        let (met, unmet) = (runs(|(all, _)| all), runs(|(_, any)| !any));
        format!(
            "CASE WHEN {level} = 'ungraded' THEN FALSE WHEN {on} IS NOT NULL THEN {by_day} \
             WHEN {met} THEN TRUE WHEN {unmet} THEN FALSE END"
        )
    }
}

fn literal(holds: bool) -> &'static str {
    if holds { "TRUE" } else { "FALSE" }
}

/// The same for every answer, and unknown without one.
fn constant(column: &str, holds: bool) -> String {
    format!("CASE WHEN {column} IS NOT NULL THEN {} END", literal(holds))
}

fn days(column: &str, from: i32, to: i32) -> String {
    let (first, last) = Date::numbers();
    if from > last || to < first {
        return constant(column, false);
    }
    let from = if from <= first { i32::MIN } else { from };
    let to = if to >= last { i32::MAX } else { to };
    let day =
        |number: &i32| Date::from_number(*number).map_or_else(|| "NULL".to_owned(), |day| format!("DATE '{day}'"));
    between(column, from, to, day)
}

/// Between two bounds, of which `i32::MIN` and `i32::MAX` are none.
fn between(column: &str, from: i32, to: i32, shown: impl Fn(&i32) -> String) -> String {
    match (from, to) {
        (from, to) if from > to => constant(column, false),
        (i32::MIN, i32::MAX) => constant(column, true),
        (i32::MIN, to) => format!("({column} <= {})", shown(&to)),
        (from, i32::MAX) => format!("({column} >= {})", shown(&from)),
        (from, to) => format!("({column} BETWEEN {} AND {})", shown(&from), shown(&to)),
    }
}

fn join(parts: &[String], joint: &str, nothing: &str) -> String {
    match parts {
        [] => nothing.to_owned(),
        [one] => one.clone(),
        several => format!("({})", several.join(joint)),
    }
}
