//! The answers to a table, as columns.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field};

use super::column::Rubbish;
use crate::eligibility::RuleStatus;
use crate::error::{Error, SourceKind};

/// Which columns are wanted beside `outcome`, `error` and `error_field`. Each costs time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a column somebody may want or not")]
pub struct Wanted {
    /// `rules`: one letter a rule, in the policy's order at the level; see [`letter`].
    pub rules: bool,
    /// `routes`: the named branches by which rules passed, as `rule.branch`.
    pub routes: bool,
    /// `codes`: the codes of the rules that speak, in their order.
    pub codes: bool,
    /// `needed`: the fields of the form whose answers would settle what is unknown.
    pub needed: bool,
    /// `trace`: every node of every rule, two bits each: 00 unknown, 01 unmet, 10 met, the first node in the lowest bits of the first
    /// byte.
    pub trace: bool,
    /// `earliest`: the first day of registration on which the same facts pass, as [`Engine::when`](crate::Engine::when) finds it.
    pub earliest: bool,
}

impl Wanted {
    /// The verdict alone.
    pub const VERDICT: Self =
        Self { rules: false, routes: false, codes: false, needed: false, trace: false, earliest: false };
    /// Everything.
    pub const ALL: Self = Self { rules: true, routes: true, codes: true, needed: true, trace: true, earliest: true };
}

/// The letter of a rule's status in the column `rules`.
pub fn letter(status: RuleStatus) -> char {
    match status {
        RuleStatus::NotApplicable => '-',
        RuleStatus::Met => 'm',
        RuleStatus::Lifted => 'l',
        RuleStatus::Unmet => 'u',
        RuleStatus::Referred => 'r',
        RuleStatus::Unknown => '?',
    }
}

/// The status of a letter.
pub(crate) fn status(of: char) -> Option<RuleStatus> {
    RuleStatus::ALL.into_iter().find(|status| letter(*status) == of)
}

/// What was answered.
#[derive(Clone, Debug)]
pub struct Answered {
    /// One row for each row asked for, in their order; or for the first of them, where [`Table::decide`](super::Table::decide) says so.
    pub batch: RecordBatch,
    /// The same in numbers.
    pub summary: Summary,
}

/// The answers in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows that were looked at.
    pub rows: u64,
    /// Rows whose rules are met.
    pub met: u64,
    /// Rows of which a rule refuses.
    pub unmet: u64,
    /// Rows that cannot be told.
    pub unknown: u64,
    /// Rows that were not answered, by the first column at fault and what is wrong there.
    pub rubbish: BTreeMap<(String, Rubbish), u64>,
}

impl Summary {
    /// Adds what another part of the table came to.
    pub fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.met += other.met;
        self.unmet += other.unmet;
        self.unknown += other.unknown;
        for (fault, count) in &other.rubbish {
            *self.rubbish.entry(fault.clone()).or_default() += count;
        }
    }
}

/// The columns that [`Table::decide`](super::Table::decide) answers with: name, type, whether it may be null, meaning.
pub fn answers() -> Vec<(&'static str, DataType, bool, &'static str)> {
    let list = || DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)));
    let words = || DataType::Dictionary(Box::new(DataType::Int8), Box::new(DataType::Utf8));
    let fields = DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8));
    vec![
        ("outcome", words(), true, "met, unmet or unknown; null where the row has an error"),
        (
            "rules",
            DataType::Utf8,
            true,
            "one letter a rule of the level: - not asked, m met, l lifted, u unmet, r referred, ? unknown",
        ),
        ("routes", list(), true, "the named branches by which rules passed"),
        ("codes", list(), true, "the codes of the rules that speak"),
        ("needed", list(), true, "the fields whose answers would settle what is unknown"),
        ("trace", DataType::Binary, true, "every node of every rule, two bits each"),
        (
            "earliest",
            DataType::Date32,
            true,
            "the first day of registration on which the same facts pass; null where there is none or an answer is missing",
        ),
        ("error", words(), true, "what is wrong with the row"),
        ("error_field", fields, true, "the column at fault"),
    ]
}

/// What went wrong with rows whose answers are asked for.
pub(crate) fn no_trace(message: &str) -> Error {
    Error::source(SourceKind::Table, "trace", message)
}

/// The rows of a table cut into so many parts of about the same length.
pub fn parts(rows: usize, parts: usize) -> Vec<Range<usize>> {
    let length = rows.div_ceil(parts.max(1)).max(1);
    (0..rows).step_by(length).map(|start| start..(start + length).min(rows)).collect()
}
