//! Reading a policy from several TOML files.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::source::{
    CountingTable, Exception, FindingRule, FormLimits, Judged, MaterialRule, Parameter, PolicyIdentity, PolicySource,
    Rule,
};
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
}

pub(super) fn read(files: &[(&str, &str)]) -> Result<Policy, Error> {
    let mut whole = Part::default();
    for (name, text) in files {
        let part: Part = from_toml(text, SourceKind::Policy, name)?;
        whole.take(part).map_err(|path| {
            Error::source(SourceKind::Policy, &path, "this stands in an earlier file too; keep one of them")
                .in_file(name, None)
        })?;
    }
    let source = whole.complete()?;
    validate::check(&source).map_err(|fault| {
        let place = fault.name.as_deref().and_then(|name| find(files, name));
        let error = fault.into_error();
        match place {
            Some((file, line)) => error.in_file(file, Some(line)),
            None => error,
        }
    })?;
    Policy::new(source)
}

/// The first line on which a name stands in quotes or as a key. An unknown name is rarely written twice; where it is, the
/// first place is as wrong as the second.
fn find<'a>(files: &[(&'a str, &str)], name: &str) -> Option<(&'a str, usize)> {
    let quoted = format!("\"{name}\"");
    let dotted = format!(".{name}");
    files.iter().find_map(|(file, text)| {
        let line = text.lines().position(|line| line.contains(&quoted) || line.contains(&dotted))?;
        Some((*file, line + 1))
    })
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
