//! The one query behind every button: what may be done now, and what stands in the way.

use serde::{Deserialize, Serialize};

use super::basis::{self, Basis};
use super::context::Context;
use super::decide::row;
use super::guard::{self, Standing};
use super::refusal::{Refusal, RefusalCode};
use super::state::State;
use super::windows::{self, Place};
use crate::finding::Severity;
use crate::model::date::Moment;
use crate::procedure::names::{Action, Guard};
use crate::procedure::source::Transition;

/// Whether an action may be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Permission {
    /// It may, if what it brings is right.
    Allowed,
    /// Something stands in the way.
    Blocked,
    /// That depends on what was not given: a report, real-name verification, or the region and level that will be chosen.
    Unknown,
}

/// An action as it stands for whoever asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActionView {
    /// Which.
    pub action: Action,
    /// Whether it may be done now.
    pub permission: Permission,
    /// Everything that stands in the way, in the order in which it is asked.
    pub blocked_by: Vec<Refusal>,
    /// What the command will be looked at for.
    pub asks: Vec<Guard>,
    /// What has to be acknowledged with it, by digest.
    pub confirmations: Vec<String>,
    /// Until when it may be done, as far as that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// What that time leans on that no source settles; a province may set it otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<Basis>,
}

/// Every action, in the order of the list.
pub fn actions(state: Option<&State>, context: &Context<'_>) -> Vec<ActionView> {
    Action::ALL.iter().map(|action| view(*action, state, context)).collect()
}

fn view(action: Action, state: Option<&State>, context: &Context<'_>) -> ActionView {
    let mut view = ActionView {
        action,
        permission: Permission::Allowed,
        blocked_by: Vec::new(),
        asks: Vec::new(),
        confirmations: Vec::new(),
        until: None,
        assumed: Vec::new(),
    };
    let row = match row(state, action, context) {
        Ok(row) => row,
        Err(refusal) => {
            view.permission = Permission::Blocked;
            view.blocked_by.push(refusal);
            return view;
        }
    };
    for guard in &row.guards {
        if guard.is_about_the_command() {
            view.asks.push(*guard);
        }
        match guard::ask(*guard, state, None, context) {
            Standing::Unknown if view.permission == Permission::Allowed => view.permission = Permission::Unknown,
            Standing::Clear | Standing::Unknown => {}
            Standing::Blocked(refusal) => {
                view.permission = Permission::Blocked;
                view.blocked_by.push(refused(*refusal, row, state, context));
            }
        }
    }
    if action == Action::Upload && view.permission == Permission::Allowed {
        full(&mut view, row, state, context);
    }
    if let (Action::Submit, Some(report)) = (action, context.report) {
        let confirm = report.findings.iter().filter(|finding| finding.severity == Severity::Confirm);
        view.confirmations = confirm.filter_map(|finding| finding.digest.clone()).collect();
    }
    if view.permission != Permission::Blocked {
        view.until = until(row, state, context);
        view.assumed = state.map(|state| basis::assumed(row, state, context)).unwrap_or_default();
    }
    view
}

/// Where every material is full there is nothing to upload.
fn full(view: &mut ActionView, row: &Transition, state: Option<&State>, context: &Context<'_>) {
    let Some(state) = state else { return };
    let limit = context.procedure.source().limits.files_per_slot.value;
    let has_room = |name: &str| state.files.iter().filter(|file| file.material == name).count() < limit as usize;
    if !context.policy.materials(state.level).any(|material| has_room(&material.name)) {
        view.permission = Permission::Blocked;
        let refusal = Refusal::new(RefusalCode::RoomFull).with("limit", i64::from(limit));
        view.blocked_by.push(refused(refusal, row, Some(state), context));
    }
}

fn refused(refusal: Refusal, row: &Transition, state: Option<&State>, context: &Context<'_>) -> Refusal {
    let basis = basis::of_refusal(&refusal, row.action, Some(row), (state, None), context);
    refusal.resting_on(basis)
}

fn until(row: &Transition, state: Option<&State>, context: &Context<'_>) -> Option<Moment> {
    let state = state?;
    let ends = row.guards.iter().filter_map(|guard| match guard {
        Guard::Window => {
            match windows::registration(context.policy, context.actor.role, state.level, &state.region, context.now) {
                Place::Open(closes) => Some(closes),
                _ => None,
            }
        }
        Guard::StageWindow => {
            let at = guard::stage(state, context)?;
            match windows::of(&at.windows, at.role, state.level, &state.region, context.now) {
                Place::Open(closes) => Some(closes),
                _ => None,
            }
        }
        Guard::TicketWindow => {
            let seat = state.seat.as_ref()?;
            context.procedure.ticket_window(&seat.batch, state.level, &state.region).map(|window| window.closes)
        }
        _ => None,
    });
    ends.min()
}
