//! The engine for hosts that speak JSON: every argument a text, read by the same readers in the same order, so that a
//! contract broken in two places names the same one in every language.

mod answer;
mod application;
mod catalogue;
mod desk;
mod policy;
mod search;

pub use self::answer::{ChallengeAnswer, Decision, Page, Replay, UploadLink};
pub use self::application::Application;
pub use self::policy::PolicyScope;
pub use self::search::filter_option_json;
use crate::advise::Advice;
use crate::catalogue::Catalogue;
use crate::eligibility::trace::Outcome;
use crate::engine::Engine;
use crate::error::{Error, SourceKind};
use crate::foresee::Foresight;
use crate::model::application::ApplicationForm;
use crate::model::certificate::CertificateLibrary;
use crate::policy::Policy;
use crate::record::{DecisionRecord, Difference};
use crate::report::Report;
use crate::workflow::Acknowledgement;

/// A catalogue or policy as a host gives it.
#[derive(Clone, Copy, Debug)]
pub enum Given<'a, T> {
    /// Henan's.
    Henan,
    /// As JSON.
    Json(&'a str),
    /// Read before.
    Read(&'a T),
}

impl<'a, T> From<Option<&'a str>> for Given<'a, T> {
    fn from(json: Option<&'a str>) -> Self {
        json.map_or(Self::Henan, Self::Json)
    }
}

impl<T: Clone> Given<'_, T> {
    fn read(
        self,
        henan: fn() -> Result<T, Error>,
        from_json: impl FnOnce(&str) -> Result<T, Error>,
    ) -> Result<T, Error> {
        match self {
            Self::Henan => henan(),
            Self::Json(text) => from_json(text),
            Self::Read(value) => Ok(value.clone()),
        }
    }
}

impl Engine {
    /// An engine of a catalogue, a policy and units, Henan's where the first two are not given, and no unit checked where the last is
    /// not.
    pub fn from_json<'a>(
        catalogue: impl Into<Given<'a, Catalogue>>,
        policy: impl Into<Given<'a, Policy>>,
        units: Option<&str>,
    ) -> Result<Self, Error> {
        let catalogue = catalogue.into().read(Catalogue::henan, Catalogue::from_json)?;
        let policy = policy.into().read(Policy::henan, Policy::from_json)?;
        let engine = Self::new(catalogue, policy)?;
        match units {
            None => Ok(engine),
            Some(units) => engine.with_units_json(units),
        }
    }

    /// [`Engine::assess`] on texts: form and library in JSON, the day as `2022-03-07`.
    pub fn assess_json(&self, form: &str, library: Option<&str>, day: &str) -> Result<Report, Error> {
        let form = ApplicationForm::from_json(form)?;
        let library = library.map(CertificateLibrary::from_json).transpose()?;
        let day = crate::read_day(day)?;
        Ok(self.assess(&form, library.as_ref(), day))
    }

    /// [`Engine::eligible`] on texts.
    pub fn eligible_json(&self, form: &str, day: &str) -> Result<Outcome, Error> {
        let form = ApplicationForm::from_json(form)?;
        Ok(self.eligible(&form, crate::read_day(day)?))
    }

    /// [`Engine::when`] on texts.
    pub fn when_json(&self, form: &str, library: Option<&str>, day: &str) -> Result<Foresight, Error> {
        let form = ApplicationForm::from_json(form)?;
        let library = library.map(CertificateLibrary::from_json).transpose()?;
        let day = crate::read_day(day)?;
        Ok(self.when(&form, library.as_ref(), day))
    }

    /// [`Engine::what`] on texts.
    pub fn what_json(&self, form: &str, library: Option<&str>, day: &str) -> Result<Advice, Error> {
        let form = ApplicationForm::from_json(form)?;
        let library = library.map(CertificateLibrary::from_json).transpose()?;
        let day = crate::read_day(day)?;
        self.what(&form, library.as_ref(), day)
    }

    /// [`Engine::record`] on texts.
    pub fn record_json(&self, form: &str, library: Option<&str>, day: &str) -> Result<DecisionRecord, Error> {
        let form = ApplicationForm::from_json(form)?;
        let library = library.map(CertificateLibrary::from_json).transpose()?;
        let day = crate::read_day(day)?;
        Ok(self.record(&form, library.as_ref(), day))
    }

    /// [`Engine::reproduce`] on texts.
    pub fn reproduce_json(&self, record: &str, form: &str, library: Option<&str>) -> Result<Vec<Difference>, Error> {
        let record = DecisionRecord::from_json(record)?;
        let form = ApplicationForm::from_json(form)?;
        let library = library.map(CertificateLibrary::from_json).transpose()?;
        Ok(self.reproduce(&record, &form, library.as_ref()))
    }

    /// [`Engine::submit`] on texts; the acknowledgements are a JSON list.
    pub fn submit_json(
        &self,
        form: &str,
        library: Option<&str>,
        day: &str,
        acknowledged: &str,
    ) -> Result<Report, Error> {
        let form = ApplicationForm::from_json(form)?;
        let library = library.ok_or_else(|| {
            Error::malformed(
                SourceKind::Library,
                "",
                "a submission is compared with the certificate library; give it, empty if it has no records",
            )
        })?;
        let library = CertificateLibrary::from_json(library)?;
        let day = crate::read_day(day)?;
        let acknowledged = Acknowledgement::list_from_json(acknowledged)?;
        Ok(self.submit(&form, &library, day, &acknowledged))
    }
}
