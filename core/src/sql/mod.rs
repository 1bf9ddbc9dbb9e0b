//! The verdict of a policy as one SQL expression, for engines that hold a province's people already.
//!
//! The expression is `TRUE` where the rules are met, `FALSE` where one refuses and `NULL` where it cannot be told: SQL's three values are
//! Kleene's, so a joint is `AND`, `OR`, `NOT`. It reads the columns of the `batch` room's tables by their names: words as text, days as
//! dates, counts as integers, flags as booleans, `NULL` for an answer not given. Nothing is counted in SQL: a bound on years is a bound
//! on a day, worked out here.
//!
//! - What is absent, as years at a level of somebody 未定级, is `FALSE` in every comparison.
//! - A word that nobody knows equals none: `FALSE`. Tables with rubbish in them go through `batch` first.
//! - What SQL cannot say (lists, identity numbers, the catalogue) is read from columns worked out before: [`Sql::computed`] names them,
//!   and [`Engine::sql_values`] works them out for a form.

mod expression;
mod quantity;

use std::collections::BTreeMap;

use serde::Serialize;

use self::expression::Writer;
use crate::eligibility::Facts;
use crate::engine::Engine;
use crate::error::{Error, SourceKind};
use crate::model::application::ApplicationForm;
use crate::model::date::Date;
use crate::model::level::Level;
use crate::suggest;

/// Whose SQL it is. They differ in how a name is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// `DuckDB`
    DuckDb,
    /// `PostgreSQL`
    PostgreSql,
    /// Spark SQL
    Spark,
    /// Apache `DataFusion`
    DataFusion,
}

impl Dialect {
    /// Every dialect.
    pub const ALL: [Self; 4] = [Self::DuckDb, Self::PostgreSql, Self::Spark, Self::DataFusion];

    /// The name hosts use.
    pub fn name(self) -> &'static str {
        match self {
            Self::DuckDb => "duckdb",
            Self::PostgreSql => "postgresql",
            Self::Spark => "spark",
            Self::DataFusion => "datafusion",
        }
    }

    /// The dialect of a name.
    pub fn named(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|dialect| dialect.name() == name).ok_or_else(|| {
            let meant = suggest::nearest(name, Self::ALL.into_iter().map(Self::name));
            let known = Self::ALL.map(Self::name).join("`, `");
            let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            Error::source(SourceKind::Query, "", format!("this is none of `{known}`{hint}"))
        })
    }

    /// A column's name as the dialect writes it.
    fn column(self, name: &str) -> String {
        if name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
            return name.to_owned();
        }
        match self {
            Self::Spark => format!("`{}`", name.replace('`', "``")),
            _ => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }
}

/// A policy's verdict in SQL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sql {
    /// Of everybody, by `declared_level`; `NULL` without one.
    pub verdict: String,
    /// Of those who declare a level, by the level's name.
    pub levels: BTreeMap<&'static str, String>,
    /// Columns of the form that it reads, by name.
    pub columns: Vec<String>,
    /// Columns that have to be worked out before, by name; all are integers.
    pub computed: Vec<String>,
}

impl Engine {
    /// The verdict on a day, which is that of [`Engine::eligible`], as SQL. Refused where nested counts or exceptions would make it longer than
    /// any engine reads.
    pub fn sql(&self, dialect: Dialect, day: Date) -> Result<Sql, Error> {
        let mut columns = std::collections::BTreeSet::new();
        let mut computed = std::collections::BTreeSet::new();
        let mut levels = BTreeMap::new();
        for level in Level::ALL {
            let mut writer = Writer::new(self.policy(), level, dialect, day);
            levels.insert(level.name(), writer.verdict());
            if writer.is_cut() {
                let message = format!("the rules of level {} are too long for one SQL expression", level.name());
                return Err(Error::source(SourceKind::Policy, "rules", message));
            }
            columns.extend(writer.columns);
            computed.extend(writer.computed);
        }
        let cases = Level::ALL.map(|level| {
            let verdict = levels.get(level.name()).map_or("NULL", String::as_str);
            format!("WHEN '{}' THEN {verdict}", level.name())
        });
        columns.insert("declared_level".to_owned());
        Ok(Sql {
            verdict: format!("CASE declared_level {} END", cases.join(" ")),
            levels,
            columns: columns.into_iter().collect(),
            computed: computed.into_iter().collect(),
        })
    }

    /// The columns of [`Sql::computed`] for one form.
    pub fn sql_values(&self, form: &ApplicationForm, day: Date) -> BTreeMap<String, Option<i64>> {
        let facts = Facts::new(form, self.policy(), self.catalogue(), day, None);
        let mut values = BTreeMap::new();
        for (name, slot) in quantity::computed(self.policy()) {
            // No quantity among these depends on the level declared.
            let value = facts.value(slot, Level::One);
            values.insert(format!("{name}_least"), Some(value.least.into()));
            values.insert(format!("{name}_most"), Some(value.most.into()));
        }
        values.insert(quantity::USED.to_owned(), facts.asked().used.map(i64::from));
        values
    }
}
