//! What is proved of policies, against trying every person of a small world; and what was found in the policies of the repository.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its data from files"
)]

mod coverage;
mod difference;
mod found;
mod rules;
mod shipped;
mod world;

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::policy::Policy;
use serde_json::Value;

fn henan() -> Value {
    serde_json::from_str(&Policy::henan().unwrap().to_json().unwrap()).unwrap()
}

fn engine(policy: &Value) -> Engine {
    Engine::new(Catalogue::henan().unwrap(), Policy::from_json(&policy.to_string()).unwrap()).unwrap()
}

/// Henan's policy with some of its JSON changed.
fn changed(pointer: &str, value: Value) -> Engine {
    let mut policy = henan();
    *policy.pointer_mut(pointer).unwrap() = value;
    engine(&policy)
}
