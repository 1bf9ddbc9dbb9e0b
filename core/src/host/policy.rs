//! The policy for hosts that speak JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Given;
use crate::catalogue::Catalogue;
use crate::engine::Engine;
use crate::error::{Error, SourceKind, from_json};
use crate::finding::template::Language;
use crate::model::application::ApplicationForm;
use crate::model::date::Year;
use crate::policy::Policy;
use crate::policy::identity::Family;
use crate::policy::lint::{Diagnostic, lint};
use crate::policy::set::{PolicySet, Scope};
use crate::sql::{Dialect, Sql};

/// For which place and exam year a policy is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyScope {
    /// Division code of the province.
    pub province: String,
    /// The exam year.
    pub year: Year,
    /// Division code of the city, if it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Code or name of the unit, if it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What is to be decided.
    #[serde(default)]
    pub family: Family,
}

impl Policy {
    /// [`PolicySet::select`] among some policies, or those that come with the library.
    pub fn select_json(scope: &str, among: Option<Vec<Self>>) -> Result<Self, Error> {
        let scope: PolicyScope = from_json(scope, SourceKind::Scope)?;
        let set = among.map_or_else(PolicySet::shipped, PolicySet::new)?;
        let asked = Scope {
            family: scope.family,
            province: &scope.province,
            city: scope.city.as_deref(),
            unit: scope.unit.as_deref(),
            year: scope.year,
        };
        set.select(&asked).cloned()
    }

    /// Reads a policy from its TOML files, a JSON object of their texts by name: [`Policy::from_toml_on`] a base where one is given,
    /// otherwise [`Policy::from_toml_on_shipped`].
    #[cfg(feature = "toml")]
    pub fn from_files_json(files: &str, base: Option<&Self>) -> Result<Self, Error> {
        let files: BTreeMap<String, String> = from_json(files, SourceKind::Policy)?;
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        match base {
            Some(base) => base.from_toml_on(&files),
            None => Self::from_toml_on_shipped(&files),
        }
    }

    /// [`lint`] on a day written `2022-03-07`.
    pub fn lint_json(&self, day: Option<&str>) -> Result<Vec<Diagnostic>, Error> {
        let day = day.map(crate::read_day).transpose()?;
        Ok(lint(self, day))
    }

    /// [`Policy::outline`] in `zh` or `en`.
    pub fn outline_json(&self, language: &str) -> Result<String, Error> {
        match language {
            "zh" => Ok(self.outline(Language::Zh)),
            "en" => Ok(self.outline(Language::En)),
            _ => Err(Error::source(SourceKind::Query, "language", "expected `zh` or `en`")),
        }
    }

    /// The engine that this policy is proved with.
    pub fn engine<'a>(&'a self, catalogue: impl Into<Given<'a, Catalogue>>) -> Result<Engine, Error> {
        Engine::from_json(catalogue, Given::Read(self), None)
    }
}

impl Engine {
    /// [`Engine::sql`] by the name of a dialect, on a day written `2022-03-07`.
    pub fn sql_json(&self, dialect: &str, day: &str) -> Result<Sql, Error> {
        self.sql(Dialect::named(dialect)?, crate::read_day(day)?)
    }

    /// [`Engine::sql_values`] on texts.
    pub fn sql_values_json(&self, form: &str, day: &str) -> Result<BTreeMap<String, Option<i64>>, Error> {
        let form = ApplicationForm::from_json(form)?;
        Ok(self.sql_values(&form, crate::read_day(day)?))
    }
}
