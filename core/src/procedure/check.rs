//! What a procedure must satisfy before anybody acts by it: names resolve, numbers have sources, and the table leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Action, Guard, StateName};
use super::source::{DueFrom, ProcedureSource, Transition};
use crate::model::citation::{Citation, Sourced};
use crate::model::level::Level;
use crate::model::round::{Role, Round};
use crate::order;

/// The most rows and entries that are read: a procedure may come from a stranger.
const MOST: usize = 1_000;
/// No limit of a procedure is meant to be larger.
const LARGEST: u32 = 100_000;
/// A challenge longer than this is no challenge but a hindrance.
const LONGEST_CHALLENGE: u32 = 12;

/// One thing wrong with a procedure.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) path: String,
    pub(super) message: String,
}

fn fault(path: impl Into<String>, message: impl Into<String>) -> Fault {
    Fault { path: path.into(), message: message.into() }
}

pub(super) fn check(source: &ProcedureSource) -> Result<(), Fault> {
    let lengths = [
        ("states", source.states.len()),
        ("transitions", source.transitions.len()),
        ("stages", source.stages.len()),
        ("reasons", source.reasons.len()),
        ("deadlines", source.deadlines.len()),
        ("tickets", source.tickets.len()),
        ("subjects", source.subjects.len()),
    ];
    for (table, length) in lengths {
        if length > MOST {
            return Err(fault(table, format!("there are more than {MOST} entries")));
        }
    }
    states(source)?;
    rows(source)?;
    reachable(source)?;
    review(source)?;
    exam(source)?;
    limits(source)
}

/// The windows the table leans on, against the round they stand in.
pub(super) fn with_round(source: &ProcedureSource, round: &Round) -> Result<(), Fault> {
    if source.procedure.year != round.year {
        let message = format!("the procedure is of {}, the round of {}", source.procedure.year, round.year);
        return Err(fault("procedure.year", message));
    }
    let known = |code: &String| round.regions.value.iter().any(|region| region.code == *code);
    let named = source.stages.iter().flat_map(|stage| stage.regions.iter().flatten());
    let windows =
        source.stages.iter().flat_map(|stage| &stage.windows).flat_map(|window| window.regions.iter().flatten());
    let batches = source.tickets.iter().flat_map(|window| window.regions.iter().flatten());
    if let Some(code) = named.chain(windows).chain(batches).find(|code| !known(code)) {
        return Err(fault("stages", format!("`{code}` is not a region of the round")));
    }
    for (at, row) in source.transitions.iter().enumerate().filter(|(_, row)| row.guards.contains(&Guard::Window)) {
        for role in &row.roles {
            if !round.windows.iter().any(|window| window.role == *role) {
                let message = format!(
                    "`{}` waits for a window of `{role:?}`, and the round has none: it never opens",
                    row.action.name()
                );
                return Err(fault(format!("transitions[{at}]"), message));
            }
        }
    }
    Ok(())
}

fn states(source: &ProcedureSource) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (at, state) in source.states.iter().enumerate() {
        if !seen.insert(state.name) {
            return Err(fault(format!("states[{at}]"), format!("`{}` stands twice", state.name.name())));
        }
    }
    match StateName::ALL.iter().find(|name| !seen.contains(name)) {
        None => Ok(()),
        Some(name) => Err(fault("states", format!("`{}` has no words; add it", name.name()))),
    }
}

fn rows(source: &ProcedureSource) -> Result<(), Fault> {
    let mut seen: BTreeMap<(Action, Option<StateName>, Role), usize> = BTreeMap::new();
    for (at, row) in source.transitions.iter().enumerate() {
        let path = format!("transitions[{at}]");
        cited(source, &path, &row.citation)?;
        if row.roles.is_empty() {
            return Err(fault(path, "nobody may do this; name a role or remove the row"));
        }
        if row.from.is_empty() != (row.action == Action::Start) {
            return Err(fault(path, "`start`, and nothing else, has no state it comes from"));
        }
        if let Some(to) = &row.to {
            let given = order::set(to.keys().copied());
            let expected = order::set(row.action.outcomes().iter().copied());
            if given != expected {
                let names: Vec<_> = expected.iter().map(|outcome| outcome.name()).collect();
                return Err(fault(
                    format!("{path}.to"),
                    format!("a state is expected for each of {}", names.join(", ")),
                ));
            }
        } else if row.action.outcomes().len() > 1 || row.action == Action::Start {
            return Err(fault(path, "this action comes out in several ways; say in `to` where each leads"));
        }
        for from in from_of(row) {
            for role in &row.roles {
                if let Some(other) = seen.insert((row.action, from, *role), at) {
                    let message = format!("row {other} says the same of this action, state and role; keep one");
                    return Err(fault(path, message));
                }
            }
        }
    }
    Ok(())
}

fn from_of(row: &Transition) -> Vec<Option<StateName>> {
    if row.from.is_empty() { vec![None] } else { row.from.iter().copied().map(Some).collect() }
}

/// Every state can be reached from the start, and from every state an end can be reached.
fn reachable(source: &ProcedureSource) -> Result<(), Fault> {
    let edges: Vec<(Option<StateName>, StateName)> = source
        .transitions
        .iter()
        .flat_map(|row| {
            let targets: Vec<StateName> = row.to.iter().flat_map(BTreeMap::values).copied().collect();
            from_of(row).into_iter().flat_map(move |from| targets.clone().into_iter().map(move |to| (from, to)))
        })
        .collect();
    let mut reached = BTreeSet::new();
    while let Some((_, to)) =
        edges.iter().find(|(from, to)| !reached.contains(to) && from.is_none_or(|from| reached.contains(&from)))
    {
        reached.insert(*to);
    }
    if let Some(state) = StateName::ALL.iter().find(|state| !reached.contains(state)) {
        return Err(fault("transitions", format!("nothing leads to `{}`", state.name())));
    }
    let mut ends = order::set(source.states.iter().filter(|state| state.ends).map(|state| state.name));
    if ends.is_empty() {
        return Err(fault("states", "no state ends anything; mark one with `ends`"));
    }
    while let Some((Some(from), _)) =
        edges.iter().find(|(from, to)| ends.contains(to) && from.is_some_and(|from| !ends.contains(&from)))
    {
        ends.insert(*from);
    }
    match StateName::ALL.iter().find(|state| !ends.contains(state)) {
        None => Ok(()),
        Some(state) => {
            Err(fault("transitions", format!("`{}` is a dead end: nothing leads on to an end", state.name())))
        }
    }
}

fn review(source: &ProcedureSource) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (at, stage) in source.stages.iter().enumerate() {
        let path = format!("stages[{at}]");
        if !seen.insert(stage.name.as_str()) {
            return Err(fault(path, "this name stands twice; give each stage its own"));
        }
        cited(source, &path, &stage.citation)?;
        for (at, window) in stage.windows.iter().enumerate() {
            let path = format!("{path}.windows[{at}]");
            if window.opens >= window.closes {
                return Err(fault(path, "the window closes before it opens; it would never be open"));
            }
            if window.role != stage.role {
                return Err(fault(path, "the window is for another role than the stage; it would never be open"));
            }
            cited(source, &path, &window.citation)?;
        }
        let passes = source.transitions.iter().any(|row| row.action == Action::Pass && row.roles.contains(&stage.role));
        if !passes {
            return Err(fault(path, format!("`{:?}` may not pass anything, so nothing leaves this stage", stage.role)));
        }
    }
    for level in Level::ALL {
        let everywhere = |levels: &Option<Vec<Level>>| levels.as_ref().is_none_or(|levels| levels.contains(&level));
        if !source.stages.iter().any(|stage| everywhere(&stage.levels) && stage.regions.is_none()) {
            return Err(fault("stages", format!("level `{}` has no stage that holds in every region", level.name())));
        }
    }
    let mut seen = BTreeSet::new();
    for (at, reason) in source.reasons.iter().enumerate() {
        if !seen.insert(reason.code.as_str()) {
            return Err(fault(format!("reasons[{at}]"), "this code stands twice; keep one"));
        }
    }
    if seen.is_empty() {
        return Err(fault("reasons", "without reasons nothing can be refused; add one"));
    }
    for (at, deadline) in source.deadlines.iter().enumerate() {
        let path = format!("deadlines[{at}]");
        cited(source, &path, &deadline.citation)?;
        if deadline.due == DueFrom::TicketOpening && source.tickets.is_empty() {
            return Err(fault(path, "there is no ticket window, so this is never due"));
        }
        let Some(action) = deadline.action else { continue };
        for state in &deadline.states {
            let can = source.transitions.iter().any(|row| row.action == action && row.from.contains(state));
            if !can {
                return Err(fault(path, format!("`{}` cannot be done in `{}`", action.name(), state.name())));
            }
        }
    }
    Ok(())
}

fn exam(source: &ProcedureSource) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (at, window) in source.tickets.iter().enumerate() {
        let path = format!("tickets[{at}]");
        if window.opens >= window.closes {
            return Err(fault(path, "the window closes before it opens; it would never be open"));
        }
        if window.levels.is_empty() {
            return Err(fault(path, "no level is named, so this batch takes nobody"));
        }
        if !seen.insert((window.batch.as_str(), &window.regions)) {
            return Err(fault(path, "this batch stands twice for the same regions; keep one"));
        }
        cited(source, &path, &window.citation)?;
    }
    for level in Level::ALL {
        if !source.tickets.iter().any(|window| window.levels.contains(&level)) {
            return Err(fault(
                "tickets",
                format!("level `{}` has no ticket window; its tickets never open", level.name()),
            ));
        }
        let lists = source.subjects.iter().filter(|list| list.levels.contains(&level)).count();
        if lists != 1 {
            return Err(fault(
                "subjects",
                format!("level `{}` has {lists} lists of subjects; one is expected", level.name()),
            ));
        }
    }
    for (at, list) in source.subjects.iter().enumerate() {
        let path = format!("subjects[{at}]");
        let mut names = BTreeSet::new();
        let twice = list.subjects.iter().any(|subject| !names.insert(subject.name.as_str()));
        if twice || names.is_empty() || list.subjects.iter().any(|subject| !(1..=LARGEST).contains(&subject.full_mark))
        {
            return Err(fault(path, "subjects with names of their own and a full mark are expected"));
        }
        cited(source, &path, &list.citation)?;
    }
    Ok(())
}

fn limits(source: &ProcedureSource) -> Result<(), Fault> {
    let limits = &source.limits;
    let number = |name: &str, limit: &Sourced<u32>| {
        let path = format!("limits.{name}");
        if !(1..=LARGEST).contains(&limit.value) {
            return Err(fault(path, format!("a number from 1 to {LARGEST} is expected")));
        }
        cited(source, &path, &limit.citation)
    };
    number("files_per_slot", &limits.files_per_slot)?;
    number("reason_characters", &limits.reason_characters)?;
    number("token_minutes", &limits.token_minutes)?;
    number("challenge_length", &limits.challenge_length)?;
    number("challenge_minutes", &limits.challenge_minutes)?;
    number("review_days", &limits.review_days)?;
    number("claim_hours", &limits.claim_hours)?;
    number("password_shortest", &limits.password_shortest)?;
    number("password_longest", &limits.password_longest)?;
    number("sms_resend_seconds", &limits.sms_resend_seconds)?;
    if limits.challenge_length.value > LONGEST_CHALLENGE {
        return Err(fault("limits.challenge_length", format!("at most {LONGEST_CHALLENGE} characters are expected")));
    }
    if limits.password_shortest.value > limits.password_longest.value {
        return Err(fault("limits.password_longest", "it is below `password_shortest`; no password would do"));
    }
    let characters = &limits.challenge_characters;
    let single = characters.value.keys().all(|key| key.chars().count() == 1 && !key.trim().is_empty());
    if characters.value.len() < 2 || characters.value.len() > 256 || !single {
        return Err(fault("limits.challenge_characters", "2 to 256 single characters are expected"));
    }
    if !limits.queue_days.value.is_sorted_by(|one, next| one < next) || limits.queue_days.value.len() > 32 {
        return Err(fault("limits.queue_days", "ascending numbers of days are expected, 32 at most"));
    }
    cited(source, "limits.challenge_characters", &characters.citation)?;
    cited(source, "limits.queue_days", &limits.queue_days.citation)?;
    cited(source, "limits.fixed_levels", &limits.fixed_levels.citation)?;
    cited(source, "limits.password_blocked", &limits.password_blocked.citation)?;
    let pages = &source.pages;
    cited(source, "pages.letterhead", &pages.letterhead.citation)?;
    cited(source, "pages.ticket_notes", &pages.ticket_notes.citation)?;
    cited(source, "pages.result_notes", &pages.result_notes.citation)?;
    cited(source, "pages.pledge", &pages.pledge.citation)
}

fn cited(source: &ProcedureSource, path: &str, citation: &Citation) -> Result<(), Fault> {
    if source.documents.contains_key(&citation.document) {
        return Ok(());
    }
    Err(fault(path, format!("`{}` is not one of the documents; add `[documents.{0}]`", citation.document)))
}
