//! Printed pages: application form and cover (考评申报表及封面), admission ticket (准考证), result slip.
//!
//! Each is one self-contained HTML text with print styles for A4: no script, no address outside itself, everything escaped. The
//! words stand in `core/data/print` and in the messages, the province's notes in the procedure. Every page ends with a short
//! digest of the form, the version, and a QR code of both, so that a reviewer sees whether a photographed page is the
//! saved data: [`compare`].

mod content;
mod image;
mod qr;

use askama::Template;
use serde::{Deserialize, Serialize};

use self::content::{FormView, Words};
pub use self::image::DataImage;
pub use self::qr::svg;
use crate::error::{Error, SourceKind, from_json};
use crate::finding::Messages;
use crate::model::level::Level;
use crate::model::timestamp::Timestamp;
use crate::policy::Policy;
use crate::procedure::Procedure;
use crate::procedure::names::{Action, StateName};
use crate::workflow::command::Seat;
use crate::workflow::refusal::{Refusal, RefusalCode};
use crate::workflow::{State, subjects};

/// What the host adds to a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PageOptions {
    /// The province's own letterhead; the procedure's line where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letterhead: Option<Letterhead>,
    /// The unit's name; its code stands where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_name: Option<String>,
    /// The person's photograph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<DataImage>,
    /// 工作年限, as the report counted them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_years: Option<u32>,
}

/// A letterhead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Letterhead {
    /// Its lines.
    pub lines: Vec<String>,
    /// A picture beside them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<DataImage>,
}

impl PageOptions {
    /// Reads what a host adds; the error names the field at fault.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        from_json(text, SourceKind::Page)
    }
}

/// What a page is made of beside the application.
#[derive(Clone, Copy, Debug)]
pub struct Printer<'a> {
    /// The procedure, for notes and subjects.
    pub procedure: &'a Procedure,
    /// The policy, for the names of regions and materials.
    pub policy: &'a Policy,
    /// The messages, for words.
    pub messages: &'a Messages,
    /// What the host adds.
    pub options: &'a PageOptions,
    /// When it is printed.
    pub now: Timestamp,
}

struct Foot {
    application: String,
    version: u64,
    digest: String,
    printed: String,
    qr: String,
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    head: &'a Letterhead,
    title: String,
    form: FormView,
    photo: Option<&'a DataImage>,
    narrative: Vec<(String, String)>,
    pledge: &'a str,
    foot: Foot,
}

#[derive(Template)]
#[template(path = "ticket.html")]
struct TicketPage<'a> {
    head: &'a Letterhead,
    form: FormView,
    photo: Option<&'a DataImage>,
    seat: &'a Seat,
    sessions: Vec<SessionRow>,
    notes: Vec<&'a str>,
    foot: Foot,
}

struct SessionRow {
    subject: String,
    day: String,
    time: String,
}

#[derive(Template)]
#[template(path = "result.html")]
struct ResultPage<'a> {
    head: &'a Letterhead,
    form: FormView,
    number: &'a str,
    marks: Vec<MarkRow<'a>>,
    passed: bool,
    published: String,
    notes: Vec<&'a str>,
    foot: Foot,
}

struct MarkRow<'a> {
    subject: &'a str,
    full_mark: u32,
    mark: Option<u32>,
}

impl Printer<'_> {
    /// The application form and its cover. What it shows is what is saved; whether it may be printed is asked of the workflow.
    pub fn application_form(&self, state: &State) -> String {
        let words = Words(self.messages);
        let title = if state.level == Level::One { "level_title/one" } else { "level_title/other" };
        let narrative = if state.level == Level::One { words.narrative(&state.form) } else { Vec::new() };
        let page = FormPage {
            head: &self.head(),
            title: words.word(title),
            form: FormView::new(state, self),
            photo: self.options.photo.as_ref(),
            narrative,
            pledge: &self.procedure.source().pages.pledge.value.zh,
            foot: self.foot(state),
        };
        rendered(&page)
    }

    /// The admission ticket, once its printing was opened.
    pub fn admission_ticket(&self, state: &State) -> Result<String, Refusal> {
        let refused = |code| Refusal::of_action(code, Action::PrintTicket, self.procedure);
        let seat = state.seat.as_ref().ok_or_else(|| refused(RefusalCode::NotArranged))?;
        if state.state != StateName::TicketOpen {
            return Err(refused(RefusalCode::State)
                .with("state", format!("state/{}", state.state.name()))
                .with("action", "action/print_ticket"));
        }
        let label = |name: &str| {
            let mut subjects = subjects(self.procedure, state.level);
            subjects
                .find(|subject| subject.name == name)
                .map_or_else(|| name.to_owned(), |subject| subject.label.zh.clone())
        };
        let sessions = seat
            .sessions
            .iter()
            .map(|session| {
                let (from, until) = (session.from.to_string(), session.until.to_string());
                let (day, from) = from.split_once('T').unwrap_or((&from, ""));
                let until = until.strip_prefix(day).and_then(|rest| rest.strip_prefix('T')).unwrap_or(&until);
                SessionRow { subject: label(&session.subject), day: day.to_owned(), time: format!("{from}–{until}") }
            })
            .collect();
        let page = TicketPage {
            head: &self.head(),
            form: FormView::new(state, self),
            photo: self.options.photo.as_ref(),
            seat,
            sessions,
            notes: self.procedure.source().pages.ticket_notes.value.iter().map(|note| note.zh.as_str()).collect(),
            foot: self.foot(state),
        };
        Ok(rendered(&page))
    }

    /// The result slip, once the result is published.
    pub fn result_slip(&self, state: &State) -> Result<String, Refusal> {
        let refused = |code| Refusal::of_action(code, Action::ViewResult, self.procedure);
        let (Some(result), Some(published)) = (&state.result, state.published) else {
            return Err(refused(RefusalCode::NoResult));
        };
        if self.now < published {
            let at = published.to_string().replace('T', " ");
            return Err(refused(RefusalCode::NotPublished).with("at", at));
        }
        let marks = subjects(self.procedure, state.level)
            .map(|subject| MarkRow {
                subject: &subject.label.zh,
                full_mark: subject.full_mark,
                mark: result.marks.get(&subject.name).copied().flatten(),
            })
            .collect();
        let page = ResultPage {
            head: &self.head(),
            form: FormView::new(state, self),
            number: state.seat.as_ref().map_or("", |seat| &seat.number),
            marks,
            passed: result.passed,
            published: published.to_string().replace('T', " "),
            notes: self.procedure.source().pages.result_notes.value.iter().map(|note| note.zh.as_str()).collect(),
            foot: self.foot(state),
        };
        Ok(rendered(&page))
    }

    fn head(&self) -> Letterhead {
        self.options.letterhead.clone().unwrap_or_else(|| Letterhead {
            lines: vec![self.procedure.source().pages.letterhead.value.zh.clone()],
            logo: None,
        })
    }

    fn foot(&self, state: &State) -> Foot {
        let digest = short(&state.form_digest());
        let text = format!("gongkao:{}:{}:{digest}", state.application, state.version);
        Foot {
            application: state.application.clone(),
            version: state.version,
            qr: svg(&text).unwrap_or_default(),
            digest,
            printed: self.now.to_string().replace('T', " "),
        }
    }
}

/// So many hexadecimal digits stand on a page: 64 bits, which nobody meets by accident.
const SHORT: usize = 16;

fn short(digest: &str) -> String {
    digest.chars().take(SHORT).collect()
}

/// Writing to a `String` cannot fail.
fn rendered(page: &impl Template) -> String {
    page.render().unwrap_or_default()
}

/// What a QR code read from a photographed page says of the saved application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PageMatch {
    /// The page shows what is saved.
    Same,
    /// The page shows this application, and form or files have changed since.
    Changed,
    /// The page is of another application.
    Other,
    /// The text is of no page.
    NoPage,
}

/// Compares a text read from a page's QR code with the saved application.
pub fn compare(state: &State, text: &str) -> PageMatch {
    let mut parts = text.split(':');
    let (Some("gongkao"), Some(application), Some(version), Some(digest), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return PageMatch::NoPage;
    };
    if version.parse::<u64>().is_err() {
        return PageMatch::NoPage;
    }
    if application != state.application {
        return PageMatch::Other;
    }
    if digest == short(&state.form_digest()) { PageMatch::Same } else { PageMatch::Changed }
}
