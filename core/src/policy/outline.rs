//! A policy as an outline a person reads: rules by level with their numbers in place of the parameters, and every clause.

use std::fmt::Write as _;

use super::Policy;
use super::condition::{Condition, Constant, Leaf, Node, Test};
use super::effect::EffectKind;
use crate::finding::template::Language;
use crate::model::citation::{Citation, Text};
use crate::model::level::Level;

impl Policy {
    /// The policy in plain text, level by level, with its own words in one language. Names are those of the data; a number stands as
    /// it is at the level in the exam year.
    ///
    /// ```
    /// let outline = gongkao::policy::Policy::henan()?.outline(gongkao::finding::template::Language::Zh);
    /// assert!(outline.contains("level_years at_least 5 (tenure_years)"), "{outline}");
    /// # Ok::<(), gongkao::Error>(())
    /// ```
    pub fn outline(&self, language: Language) -> String {
        let mut writer = Writer { policy: self, language, out: String::new() };
        writer.head();
        for level in Level::ALL {
            writer.level(level);
        }
        writer.out
    }
}

struct Writer<'a> {
    policy: &'a Policy,
    language: Language,
    out: String,
}

impl<'a> Writer<'a> {
    fn line(&mut self, depth: usize, text: &str) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(self.out, "{:1$}{text}", "", depth * 2);
    }

    fn said(&self, text: &'a Text) -> &'a str {
        match self.language {
            Language::Zh => &text.zh,
            Language::En => &text.en,
        }
    }

    fn clause(&self, citation: &Citation) -> String {
        let document = self.policy.source.documents.get(&citation.document);
        let title = document.and_then(|document| document.number.as_ref()).unwrap_or(&citation.document);
        let confidence = serde_json::to_value(citation.confidence).unwrap_or_default();
        format!("[{title} {}, {}]", citation.clause, confidence.as_str().unwrap_or_default())
    }

    fn head(&mut self) {
        let identity = &self.policy.source.policy;
        let title = identity.title.as_ref().map_or("", |title| self.said(title));
        self.line(0, format!("{} {title}", identity.id).trim_end());
        let places = if identity.cities.is_empty() { identity.province.clone() } else { identity.cities.join(", ") };
        let units = if identity.units.is_empty() { String::new() } else { format!(", {}", identity.units.join(", ")) };
        let (from, to) = (identity.from_year, identity.to_year);
        self.line(1, &format!("{} {places}{units}, {from}-{to}", identity.family.name()));
        let lineage: Vec<&str> = identity.lineage.iter().map(|ancestor| ancestor.id.as_str()).collect();
        if !lineage.is_empty() {
            self.line(1, &format!("extends {}", lineage.join(" > ")));
        }
        for (key, document) in &self.policy.source.documents {
            let number = document.number.as_ref().map_or_else(String::new, |number| format!(" {number}"));
            self.line(1, &format!("{key}: {}{number}", document.title));
        }
    }

    fn level(&mut self, level: Level) {
        let policy = self.policy;
        let mut parts = policy.rules(level).map(|_| ()).chain(policy.exceptions(level).map(|_| ()));
        if parts.next().is_none() {
            return;
        }
        self.line(0, &format!("\nlevel {}", level.name()));
        for rule in policy.rules(level) {
            let severity = serde_json::to_value(rule.severity).unwrap_or_default();
            let weight = severity.as_str().unwrap_or_default();
            let clause = self.clause(&rule.citation);
            self.line(1, &format!("{} ({weight}) {} {clause}", rule.name, self.said(&rule.label)));
            if let Some(when) = &rule.when {
                self.line(2, "when");
                self.condition(3, when, level);
            }
            self.condition(2, &rule.condition, level);
        }
        for exception in policy.exceptions(level) {
            let clause = self.clause(&exception.citation);
            self.line(1, &format!("exception {}: {} {clause}", exception.name, self.said(&exception.label)));
            self.condition(2, &exception.condition, level);
            for effect in &exception.effects {
                let what = self.effect(&effect.kind, level);
                self.line(2, &format!("{} {what} {}", effect.kind.name(), self.clause(&effect.citation)));
            }
        }
        for material in policy.materials(level) {
            self.line(1, &format!("material {}: {}", material.name, self.said(&material.label)));
        }
    }

    fn effect(&self, kind: &'a EffectKind, level: Level) -> String {
        match kind {
            EffectKind::Refer(names) | EffectKind::Waive(names) => names.join(", "),
            EffectKind::Reduce(reduction) => {
                format!("{} by {}", reduction.parameter, self.named(&reduction.by, level))
            }
            EffectKind::Replace(replacement) => replacement.name.clone(),
            EffectKind::SkipLevels(steps) => self.named(steps, level),
            EffectKind::Grant(grant) => format!("keep {}", grant.keep.join(", ")),
            EffectKind::Exempt(label) => self.said(label).to_owned(),
        }
    }

    fn condition(&mut self, depth: usize, condition: &'a Condition, level: Level) {
        let name = condition.branch.as_ref().map_or_else(String::new, |branch| format!("{}: ", branch.name));
        let text = match &condition.node {
            Node::Leaf(leaf) => self.leaf(leaf, level),
            Node::Count(_, count) => format!("at_least {} of", self.named(count, level)),
            _ => condition.joint().unwrap_or_default().to_owned(),
        };
        self.line(depth, &format!("{name}{text}"));
        for child in condition.children() {
            self.condition(depth + 1, child, level);
        }
    }

    fn leaf(&self, leaf: &Leaf, level: Level) -> String {
        let with = match &leaf.test {
            Test::In(words) => words.join(", "),
            Test::Equals(Constant::Flag(flag)) => flag.to_string(),
            test => test.operand().map(|operand| self.named(operand, level)).unwrap_or_default(),
        };
        let mut text = format!("{} {} {with}", leaf.name(), leaf.test.operator());
        if let Some(counted) = &leaf.counted {
            let _ = write!(text, ", counted {counted}");
        }
        if let Some(years) = &leaf.last_years {
            let _ = write!(text, ", last {} years", self.named(years, level));
        }
        if let Some(filter) = &leaf.awards {
            let fields = serde_json::to_value(filter).unwrap_or_default();
            for (field, value) in fields.as_object().into_iter().flatten() {
                let plain = value.as_str().map_or_else(|| value.to_string(), |name| self.named(name, level));
                let _ = write!(text, ", {field} {plain}");
            }
        }
        text
    }

    /// A parameter as its number and its name; anything else as it is.
    fn named(&self, name: &str, level: Level) -> String {
        match self.policy.number(name, level) {
            Some((number, _)) => format!("{number} ({name})"),
            None => name.to_owned(),
        }
    }
}
