//! The table as a state diagram in Mermaid, for the documentation.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::names::StateName;
use super::source::ProcedureSource;

/// One arrow for each pair of states, with the actions that lead along it. What stays in its state is left out.
pub(super) fn draw(source: &ProcedureSource) -> String {
    let mut arrows: BTreeMap<(Option<StateName>, StateName), Vec<&'static str>> = BTreeMap::new();
    for row in &source.transitions {
        for to in row.to.iter().flat_map(BTreeMap::values) {
            let froms: Vec<Option<StateName>> =
                if row.from.is_empty() { vec![None] } else { row.from.iter().copied().map(Some).collect() };
            for from in froms.into_iter().filter(|from| *from != Some(*to)) {
                let actions = arrows.entry((from, *to)).or_default();
                if !actions.contains(&row.action.name()) {
                    actions.push(row.action.name());
                }
            }
        }
    }
    let mut out = String::from("stateDiagram-v2\n");
    let name = |state: Option<StateName>| state.map_or("[*]", StateName::name);
    // Writing to a `String` cannot fail.
    for ((from, to), actions) in &arrows {
        let _ = writeln!(out, "    {} --> {}: {}", name(*from), to.name(), actions.join(", "));
    }
    for state in source.states.iter().filter(|state| state.ends) {
        let _ = writeln!(out, "    {} --> [*]", state.name.name());
    }
    out
}
