//! Reading a policy from its TOML files, and saying in which of them, and where, something is wrong.

use super::part::Part;
use super::patch::Changes;
use super::source::PolicySource;
use super::validate::{self, Fault};
use super::{Policy, limits};
use crate::error::{Error, SourceKind, from_toml};
use crate::model::level::Level;

/// The files of one policy, read but not yet put together.
pub(super) struct Files<'a> {
    texts: &'a [(&'a str, &'a str)],
    whole: Part,
    /// Every item of a list: its table, its name, its levels, its file and its place there.
    items: Vec<(&'static str, String, Vec<Level>, usize, usize)>,
}

impl<'a> Files<'a> {
    pub(super) fn read(texts: &'a [(&'a str, &'a str)]) -> Result<Self, Error> {
        let size: usize = texts.iter().map(|(_, text)| text.len()).sum();
        if size > limits::BYTES {
            let message = format!("the files have {size} bytes; more than {} are not read", limits::BYTES);
            return Err(Error::source(SourceKind::Policy, "", message));
        }
        let mut files = Self { texts, whole: Part::default(), items: Vec::new() };
        for (number, (name, text)) in texts.iter().enumerate() {
            let mut part: Part = from_toml(text, SourceKind::Policy, name)?;
            files.note(number, &part);
            if let Some(identity) = part.policy.take() {
                if files.whole.policy.is_some() {
                    let message = "this stands in an earlier file too; keep one of them";
                    return Err(Error::source(SourceKind::Policy, "policy", message).in_file(name, None));
                }
                files.whole.policy = Some(identity);
            }
            let put = Changes::none().put(&mut files.whole, part);
            put.map_err(|fault| {
                let line = fault.name.as_ref().and_then(|name| last_line_with(text, name));
                fault.into_error().in_file(name, line)
            })?;
        }
        Ok(files)
    }

    /// The policy they are a patch on.
    pub(super) fn extends(&self) -> Option<&str> {
        self.whole.policy.as_ref()?.extends.as_deref()
    }

    /// The policy's name, where a file has it.
    pub(super) fn id(&self) -> Option<&str> {
        Some(&self.whole.policy.as_ref()?.id)
    }

    /// The policy, on the one it extends if it extends one.
    pub(super) fn finish(self, base: Option<&Policy>) -> Result<Policy, Error> {
        let whole = match base {
            None => self.whole.clone(),
            Some(base) => self.on(base).map_err(|fault| self.locate(fault, None))?,
        };
        let source = whole.complete()?;
        validate::check(&source).map_err(|fault| self.locate(fault, Some(&source)))?;
        Ok(Policy::checked(source))
    }

    fn on(&self, base: &Policy) -> Result<Part, Fault> {
        let mut over = self.whole.clone();
        let mut identity = over.policy.take();
        let mut below = Part::of(base.source());
        if let Some(identity) = &mut identity {
            let mut changes = Changes::new(&identity.replaces, &identity.removes, &below);
            changes.remove(&mut below)?;
            changes.put(&mut below, over)?;
            changes.all_replaced()?;
            identity.lineage.clone_from(&base.source().policy.lineage);
            identity.lineage.push(base.as_ancestor());
        }
        below.policy = identity;
        Ok(below)
    }

    fn note(&mut self, file: usize, part: &Part) {
        let mut note = |table, at, name: &str, levels: &[Level]| {
            self.items.push((table, name.to_owned(), levels.to_vec(), file, at));
        };
        part.rules.iter().enumerate().for_each(|(at, item)| note("rules", at, &item.name, &item.levels));
        part.judged.iter().enumerate().for_each(|(at, item)| note("judged", at, &item.name, &item.levels));
        part.exceptions.iter().enumerate().for_each(|(at, item)| note("exceptions", at, &item.name, &item.levels));
        part.materials.iter().enumerate().for_each(|(at, item)| note("materials", at, &item.name, &item.levels));
        part.cases.iter().enumerate().for_each(|(at, item)| note("cases", at, &item.name, &[]));
    }

    /// The fault with its file, its line and its path in that file.
    fn locate(&self, fault: Fault, source: Option<&PolicySource>) -> Error {
        let path = fault.path.clone();
        let name = fault.name.clone();
        let (table, rest) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
        let item = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let origin = item.and_then(|(at, _)| {
            let (name, levels) = item_of(source?, table, at.parse().ok()?)?;
            let known = |(in_table, known, at, ..): &&(&str, String, Vec<Level>, usize, usize)| {
                *in_table == table && *known == name && *at == levels
            };
            self.items.iter().find(known).map(|(.., file, at)| (*file, *at))
        });
        let (file, heading, nth) = match (origin, item) {
            (Some((file, at)), Some(_)) => (Some(file), format!("[[{table}]]"), at),
            (None, Some(_)) => (None, String::new(), 0),
            _ => self.heading(table, rest.strip_prefix('.').unwrap_or_default()),
        };
        let mut error = fault.into_error();
        let Some((file, text)) = file.and_then(|file| self.texts.get(file)) else { return error };
        if let (Some((_, at)), Some((_, tail))) = (origin, item) {
            error = error.at_path(format!("{table}[{at}]{tail}"));
        }
        let line = line_of(text, &heading, nth, name.as_deref());
        error.in_file(file, line)
    }

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
            if let Some(file) = self.texts.iter().position(|(_, text)| starts(text)) {
                return (Some(file), heading, nth);
            }
        }
        (None, String::new(), 0)
    }
}

/// The name and the levels of an item of a list.
fn item_of(source: &PolicySource, table: &str, at: usize) -> Option<(String, Vec<Level>)> {
    Some(match table {
        "rules" => source.rules.get(at).map(|item| (item.name.clone(), item.levels.clone()))?,
        "judged" => source.judged.get(at).map(|item| (item.name.clone(), item.levels.clone()))?,
        "exceptions" => source.exceptions.get(at).map(|item| (item.name.clone(), item.levels.clone()))?,
        "materials" => source.materials.get(at).map(|item| (item.name.clone(), item.levels.clone()))?,
        "cases" => source.cases.get(at).map(|item| (item.name.clone(), Vec::new()))?,
        _ => return None,
    })
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

/// The last line that gives something this name, as a value or as the end of a heading: of what stands twice, the second.
fn last_line_with(text: &str, name: &str) -> Option<usize> {
    let key = name.rsplit('.').next().unwrap_or(name);
    let names = |line: &str| {
        line.contains(&format!("\"{key}\"")) || line.starts_with('[') && line.contains(&format!(".{key}]"))
    };
    text.lines().enumerate().filter(|(_, line)| names(line)).map(|(at, _)| at + 1).last()
}
