//! The columns of a table of people.
//!
//! A table may lack any of them, which is an answer not given, and have them in any order.

use arrow_schema::DataType;

use crate::error::{Error, SourceKind};
use crate::policy::Policy;
use crate::policy::fact::FactKind;
use crate::suggest;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text: `Utf8`, `LargeUtf8`, `Utf8View`, or a dictionary of one of them.
    Text,
    /// One of the words that the form knows, as text or dictionary.
    Word,
    /// A day: `Date32`, or text as `2022-03-07`.
    Day,
    /// A whole number of any width, or text of digits.
    Number,
    /// Yes or no: `Boolean`, or text `true` or `false`.
    Flag,
    /// A list of what the form holds there: a list of structs (of numbers for years), or JSON text.
    List,
}

/// A column that a table may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds. A null is an answer not given.
    pub kind: Kind,
    /// The field of the form that it fills.
    pub field: String,
    /// What it means.
    pub meaning: String,
}

/// The columns that do not depend on a policy: name, kind, field of the form, meaning.
const COLUMNS: [(&str, Kind, &str, &str); 25] = [
    ("name", Kind::Text, "candidate.name", "姓名; decides nothing"),
    ("identity_number", Kind::Text, "candidate.identity_number", "身份证号; sex and day of birth follow from it"),
    ("mobile", Kind::Text, "candidate.mobile", "手机号; decides nothing"),
    (
        "retirement_category",
        Kind::Word,
        "candidate.retirement_category",
        "which retirement age applies: men, women55, women50",
    ),
    ("region", Kind::Text, "region", "报名地市, a division code"),
    ("unit", Kind::Text, "unit", "单位, a code of the unit tree"),
    ("unit_category", Kind::Word, "unit_category", "单位类别: administrative, public_institution"),
    ("unit_rank", Kind::Word, "unit_rank", "单位级别: township, county, city, province"),
    ("work_start", Kind::Day, "work_start", "参加工作时间"),
    ("current_work_type", Kind::Text, "current.work_type", "现岗位工种, a code or name of the catalogue"),
    ("current_level", Kind::Word, "current.level", "现岗位等级: ungraded, five … one"),
    ("current_obtained_year", Kind::Number, "current.obtained_year", "取得年份 of the level held"),
    ("current_obtained_on", Kind::Day, "current.obtained_on", "发证日期; goes before the year"),
    ("declared_work_type", Kind::Text, "declared.work_type", "申报岗位工种, a code or name of the catalogue"),
    ("declared_level", Kind::Word, "declared.level", "申报岗位等级: five … one; without it nothing can be told"),
    ("exception_claimed", Kind::Flag, "exception.claimed", "破格晋升 is ticked; null counts as no"),
    ("exception_used_years", Kind::List, "exception.used_years", "years in which a level was declared by exception"),
    ("regularised_on", Kind::Day, "regularised_on", "转正定级 day"),
    ("schooling", Kind::Word, "schooling", "学历: primary … doctor"),
    ("appointed_level", Kind::Word, "appointed_level", "聘任岗位等级: ungraded, five … one"),
    ("appointed_on", Kind::Day, "appointed_on", "聘任时间"),
    ("service", Kind::List, "service", "工作经历: from, until, work_type, kind"),
    ("penalties", Kind::List, "penalties", "处分: kind, from, until"),
    ("assessments", Kind::List, "assessments", "年度考核: year, grade"),
    ("awards", Kind::List, "awards", "awards: kind, grade, year, rank, prize, place …"),
];

/// Every column that a table for this policy may have: those of the form, and `answers.<fact>` for each fact that the policy
/// asks itself.
pub fn columns(policy: &Policy) -> Vec<Column> {
    let own = COLUMNS.iter().map(|(name, kind, field, meaning)| Column {
        name: (*name).to_owned(),
        kind: *kind,
        field: (*field).to_owned(),
        meaning: (*meaning).to_owned(),
    });
    let facts = policy.source().facts.iter().map(|(name, fact)| Column {
        name: format!("answers.{name}"),
        kind: match fact.kind {
            FactKind::Flag => Kind::Flag,
            FactKind::Number => Kind::Number,
            FactKind::Day => Kind::Day,
            FactKind::Word | FactKind::OrderedWord => Kind::Word,
        },
        field: format!("answers.{name}"),
        meaning: fact.label.zh.clone(),
    });
    own.chain(facts).collect()
}

/// The column of a name; an unknown one is refused with what may have been meant.
pub(super) fn find<'c>(columns: &'c [Column], name: &str) -> Result<&'c Column, Error> {
    columns.iter().find(|column| column.name == name).ok_or_else(|| {
        let meant = suggest::nearest(name, columns.iter().map(|column| column.name.as_str()));
        let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
        Error::source(SourceKind::Table, name, format!("no column has this name{hint}"))
    })
}

/// Whether a column of this kind may be of an Arrow type.
pub(super) fn takes(kind: Kind, actual: &DataType) -> bool {
    let is_plain_text = |of: &DataType| matches!(of, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
    let is_text = match actual {
        DataType::Dictionary(key, value) => key.is_dictionary_key_type() && is_plain_text(value),
        actual => is_plain_text(actual),
    };
    let is_own = match kind {
        Kind::Text | Kind::Word => false,
        Kind::Day => *actual == DataType::Date32,
        Kind::Number => actual.is_integer(),
        Kind::Flag => *actual == DataType::Boolean,
        Kind::List => matches!(actual, DataType::List(_) | DataType::LargeList(_)),
    };
    is_text || is_own || *actual == DataType::Null
}

/// What may not stand in a column of this kind.
pub(super) fn misfit(column: &Column, actual: &DataType) -> Error {
    let wanted = match column.kind {
        Kind::Text | Kind::Word => "text or a dictionary of text",
        Kind::Day => "Date32 or text",
        Kind::Number => "whole numbers or text",
        Kind::Flag => "Boolean or text",
        Kind::List => "a list or JSON text",
    };
    Error::source(SourceKind::Table, &column.name, format!("this column is {actual}; give {wanted}"))
}
