//! Tables of materials.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::conditions::{Truth, tree};
use crate::person::Person;

/// Each material of the level with what its table says.
pub(crate) fn materials(person: &Person<'_>) -> Vec<Value> {
    let need = |material: &Value| -> Value {
        // What the table would say, whatever the missing answers turn out to be.
        let mut possible = BTreeSet::new();
        let mut decided = false;
        for row in material["rows"].as_array().unwrap() {
            let applies = row.get("when").map_or(Truth::Met, |when| tree(person, when, None, None).truth);
            if !decided && applies != Truth::Unmet {
                possible.insert(row["need"].as_str().unwrap());
            }
            decided |= applies == Truth::Met;
        }
        if !decided {
            possible.insert("not_applicable");
        }
        if possible.len() == 1 { possible.into_iter().next().into() } else { "unknown".into() }
    };
    let listed = crate::of_level(&person.policy["materials"], person.level);
    listed.map(|material| json!({ "name": material["name"], "need": need(material) })).collect()
}
