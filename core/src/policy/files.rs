//! Reading a policy from several TOML files.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::source::{
    CountingTable, Exception, FindingRule, FormLimits, Judged, MaterialRule, Parameter, PolicyCase, PolicyIdentity,
    PolicySource, Rule,
};
use super::validate::Fault;
use super::{Policy, validate};
use crate::error::{Error, SourceKind, from_toml};
use crate::finding::Code;
use crate::model::citation::{Document, Sourced};
use crate::model::retirement::{RetirementCategory, RetirementSchedule};
use crate::model::round::Round;
use crate::policy::counting::NamedDay;

/// What one file may hold.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Part {
    policy: Option<PolicyIdentity>,
    documents: BTreeMap<String, Document>,
    parameters: BTreeMap<String, Parameter>,
    days: BTreeMap<String, NamedDay>,
    counting: Option<CountingTable>,
    retirement: Option<Sourced<BTreeMap<RetirementCategory, RetirementSchedule>>>,
    rules: Vec<Rule>,
    judged: Vec<Judged>,
    exceptions: Vec<Exception>,
    materials: Vec<MaterialRule>,
    findings: BTreeMap<Code, FindingRule>,
    form: Option<FormLimits>,
    round: Option<Round>,
    cases: Vec<PolicyCase>,
}

pub(super) fn read(files: &[(&str, &str)]) -> Result<Policy, Error> {
    let mut whole = Part::default();
    let mut origins = Origins { files, lists: BTreeMap::new() };
    for (file, (name, text)) in files.iter().enumerate() {
        let part: Part = from_toml(text, SourceKind::Policy, name)?;
        origins.note(file, &part);
        whole.take(part).map_err(|path| {
            Error::source(SourceKind::Policy, &path, "this stands in an earlier file too; keep one of them")
                .in_file(name, None)
        })?;
    }
    let source = whole.complete()?;
    validate::check(&source).map_err(|fault| origins.locate(fault))?;
    Policy::new(source)
}

/// Where the items of the joined lists came from.
struct Origins<'a> {
    files: &'a [(&'a str, &'a str)],
    /// By table, for each item its file and its index there.
    lists: BTreeMap<&'static str, Vec<(usize, usize)>>,
}

impl Origins<'_> {
    fn note(&mut self, file: usize, part: &Part) {
        let lengths = [
            ("rules", part.rules.len()),
            ("judged", part.judged.len()),
            ("exceptions", part.exceptions.len()),
            ("materials", part.materials.len()),
            ("cases", part.cases.len()),
        ];
        for (table, length) in lengths {
            self.lists.entry(table).or_default().extend((0..length).map(|at| (file, at)));
        }
    }

    /// The fault with its file, its line and its path in that file.
    fn locate(&self, fault: Fault) -> Error {
        let path = fault.path.clone();
        let name = fault.name.clone();
        let (table, rest) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
        let item = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let origin = item.and_then(|(at, _)| self.lists.get(table)?.get(at.parse::<usize>().ok()?));
        let (file, heading, nth) = match (origin, item) {
            (Some((file, at)), Some(_)) => (Some(*file), format!("[[{table}]]"), *at),
            _ => self.heading(table, rest.strip_prefix('.').unwrap_or_default()),
        };
        let mut error = fault.into_error();
        let Some((file, text)) = file.and_then(|file| self.files.get(file)) else { return error };
        if let (Some((_, at)), Some((_, tail))) = (origin, item) {
            error = error.at_path(format!("{table}[{at}]{tail}"));
        }
        let line = line_of(text, &heading, nth, name.as_deref());
        error.in_file(file, line)
    }
}

impl Origins<'_> {
    /// The file and heading of a table that stands in one file, the nearest there is to `table.rest`.
    fn heading(&self, table: &str, rest: &str) -> (Option<usize>, String, usize) {
        let key = rest.split(['.', '[']).next().unwrap_or_default();
        let nth = rest.split_once('[').and_then(|(_, rest)| rest.split_once(']')?.0.parse().ok()).unwrap_or(0);
        let candidates = [
            (format!("[[{table}.{key}]]"), nth),
            (format!("[{table}.{key}]"), 0),
            (format!("[{table}.\"{rest}\"]"), 0),
            (format!("[{table}]"), 0),
        ];
        for (heading, nth) in candidates {
            let starts = |text: &str| text.lines().any(|line| line.starts_with(&heading));
            if let Some(file) = self.files.iter().position(|(_, text)| starts(text)) {
                return (Some(file), heading, nth);
            }
        }
        (None, String::new(), 0)
    }
}

/// The line of the nth heading, or of a name that stands in quotes or as a key after it and before the next such heading.
fn line_of(text: &str, heading: &str, nth: usize, name: Option<&str>) -> Option<usize> {
    let mut headings = text.lines().enumerate().filter(|(_, line)| line.starts_with(heading)).map(|(at, _)| at);
    let start = headings.nth(nth)?;
    let end = if heading.starts_with("[[") { headings.next() } else { None }.unwrap_or(usize::MAX);
    let named = name.and_then(|name| {
        let quoted = format!("\"{name}\"");
        let mut lines = text.lines().enumerate().skip(start).take_while(|(at, _)| *at < end);
        lines.find(|(_, line)| line.contains(&quoted)).map(|(at, _)| at)
    });
    Some(named.unwrap_or(start) + 1)
}

impl Part {
    fn take(&mut self, part: Self) -> Result<(), String> {
        once(&mut self.policy, part.policy, "policy")?;
        once(&mut self.counting, part.counting, "counting")?;
        once(&mut self.retirement, part.retirement, "retirement")?;
        once(&mut self.form, part.form, "form")?;
        once(&mut self.round, part.round, "round")?;
        join(&mut self.documents, part.documents, "documents")?;
        join(&mut self.parameters, part.parameters, "parameters")?;
        join(&mut self.days, part.days, "days")?;
        join(&mut self.findings, part.findings, "findings")?;
        self.rules.extend(part.rules);
        self.judged.extend(part.judged);
        self.exceptions.extend(part.exceptions);
        self.materials.extend(part.materials);
        self.cases.extend(part.cases);
        Ok(())
    }

    fn complete(self) -> Result<PolicySource, Error> {
        Ok(PolicySource {
            policy: needed(self.policy, "policy")?,
            documents: self.documents,
            parameters: self.parameters,
            days: self.days,
            counting: needed(self.counting, "counting")?,
            retirement: needed(self.retirement, "retirement")?,
            rules: self.rules,
            judged: self.judged,
            exceptions: self.exceptions,
            materials: self.materials,
            findings: self.findings,
            form: needed(self.form, "form")?,
            round: needed(self.round, "round")?,
            cases: self.cases,
        })
    }
}

fn once<T>(whole: &mut Option<T>, part: Option<T>, path: &str) -> Result<(), String> {
    match (&whole, part) {
        (_, None) => Ok(()),
        (None, part) => {
            *whole = part;
            Ok(())
        }
        (Some(_), Some(_)) => Err(path.to_owned()),
    }
}

fn join<K: Ord + ToString, V>(whole: &mut BTreeMap<K, V>, part: BTreeMap<K, V>, path: &str) -> Result<(), String> {
    for (key, value) in part {
        if whole.contains_key(&key) {
            return Err(format!("{path}.{}", key.to_string()));
        }
        whole.insert(key, value);
    }
    Ok(())
}

fn needed<T>(table: Option<T>, path: &str) -> Result<T, Error> {
    table.ok_or_else(|| Error::source(SourceKind::Policy, path, "no file has this table; add it"))
}
