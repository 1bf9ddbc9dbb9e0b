//! Reading a log: every event where it should be, as it was written, each bound to the one before.
//!
//! The chain shows that a log was altered, cut inside, or put together from several. That somebody cut its end off or wrote it
//! anew as a whole, only a copy of the last digest kept elsewhere can show: [`replay_to`] compares with one.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::evolve::evolve;
use super::state::{FORMAT, State};
use crate::error::{Error, SourceKind, from_json};
use crate::finding::Messages;
use crate::model::citation::Text;
use crate::model::timestamp::Timestamp;
use crate::order;

macro_rules! faults {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What is wrong with a log. The list is closed; each has its sentence under `fault/` in the words of the messages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum FaultCode {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl FaultCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in JSON and data.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

faults! {
    /// There is no event.
    Empty = "log/empty",
    /// The event is of a format this library does not read.
    Format = "log/format",
    /// The event belongs to another application.
    Foreign = "log/foreign",
    /// Events are missing before this one.
    Hole = "log/hole",
    /// The event stands after one that came later.
    Order = "log/order",
    /// The event's content is not what was written.
    Altered = "log/altered",
    /// The event does not follow the one before.
    Unchained = "log/unchained",
    /// The event happened before the one before.
    Backwards = "log/backwards",
    /// The event lies in the future.
    Future = "log/future",
    /// The event begins where the one before did not end.
    Jump = "log/jump",
    /// The first event starts nothing, or a later one starts again.
    Start = "log/start",
    /// The log does not end where the copy of its last digest says.
    Cut = "log/cut",
}

/// What is wrong with a log, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LogFault {
    /// What.
    pub code: FaultCode,
    /// Which event of the list, from 0; its length where the end is at fault.
    pub index: u64,
    /// The number the event has, or should have.
    pub number: u64,
    /// The sentence: what is wrong and what to do. A desk fills it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Text>,
}

impl LogFault {
    fn new(code: FaultCode, index: u64, number: u64) -> Self {
        Self { code, index, number, message: None }
    }

    /// The sentence: what is wrong and what to do.
    pub fn sentence(&self, messages: &Messages) -> Text {
        let number = i64::try_from(self.number).unwrap_or(i64::MAX);
        let params = order::map([("number".to_owned(), number.into())]);
        messages.sentence(&format!("fault/{}", self.code.name()), &params)
    }

    /// The fault with its sentence.
    #[must_use]
    pub fn worded(mut self, messages: &Messages) -> Self {
        self.message = Some(self.sentence(messages));
        self
    }
}

impl fmt::Display for LogFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at event {}", self.code.name(), self.number)
    }
}

impl std::error::Error for LogFault {}

/// Reads a list of events.
pub fn events_from_json(text: &str) -> Result<Vec<Event>, Error> {
    from_json(text, SourceKind::Log)
}

/// The application a whole log gives. Refused at the first event that is not what and where it should be.
pub fn replay(events: &[Event], now: Timestamp) -> Result<State, LogFault> {
    let state = go_on(None, events, now)?;
    state.ok_or(LogFault::new(FaultCode::Empty, 0, 1))
}

/// [`replay`], and the log ends at this digest.
pub fn replay_to(events: &[Event], head: &str, now: Timestamp) -> Result<State, LogFault> {
    replay(events, now).and_then(|state| ends_at(state, events.len() as u64, head))
}

/// The application of a snapshot after the events that came since.
pub fn resume(snapshot: State, events: &[Event], now: Timestamp) -> Result<State, LogFault> {
    let version = snapshot.version;
    go_on(Some(snapshot), events, now)?.ok_or(LogFault::new(FaultCode::Empty, 0, version))
}

/// [`replay`] or [`resume`], to its end or to this digest.
pub(crate) fn read(
    snapshot: Option<State>,
    events: &[Event],
    head: Option<&str>,
    now: Timestamp,
) -> Result<State, LogFault> {
    let state = match snapshot {
        None => replay(events, now),
        Some(snapshot) => resume(snapshot, events, now),
    }?;
    match head {
        None => Ok(state),
        Some(head) => ends_at(state, events.len() as u64, head),
    }
}

fn ends_at(state: State, length: u64, head: &str) -> Result<State, LogFault> {
    if state.head == head {
        return Ok(state);
    }
    Err(LogFault::new(FaultCode::Cut, length, state.version.saturating_add(1)))
}

fn go_on(mut state: Option<State>, events: &[Event], now: Timestamp) -> Result<Option<State>, LogFault> {
    for (event, index) in events.iter().zip(0..) {
        let expected = state.as_ref().map_or(1, |state| state.version.saturating_add(1));
        if let Some(code) = fault(state.as_ref(), event, expected, now) {
            return Err(LogFault::new(code, index, expected));
        }
        state = evolve(state, event);
        if state.is_none() {
            return Err(LogFault::new(FaultCode::Start, index, expected));
        }
    }
    Ok(state)
}

/// What is wrong with the next event. Its content is looked at before its place in the chain, so that what was altered is named
/// where it was altered.
fn fault(state: Option<&State>, event: &Event, expected: u64, now: Timestamp) -> Option<FaultCode> {
    if event.format != FORMAT {
        return Some(FaultCode::Format);
    }
    if state.is_some_and(|state| state.application != event.application) {
        return Some(FaultCode::Foreign);
    }
    if event.number > expected {
        return Some(FaultCode::Hole);
    }
    if event.number < expected {
        return Some(FaultCode::Order);
    }
    if event.content_digest() != event.digest {
        return Some(FaultCode::Altered);
    }
    if state.map_or("", |state| &state.head) != event.previous {
        return Some(FaultCode::Unchained);
    }
    if event.at > now {
        return Some(FaultCode::Future);
    }
    match state {
        None => event.from.is_some().then_some(FaultCode::Start),
        Some(state) => {
            if event.at < state.last {
                Some(FaultCode::Backwards)
            } else if event.from != Some(state.state) {
                Some(FaultCode::Jump)
            } else if matches!(event.what, super::event::Happening::Started(_)) {
                Some(FaultCode::Start)
            } else {
                None
            }
        }
    }
}
