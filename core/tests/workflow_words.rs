//! Every name of the procedure and every refusal has its sentence in both languages, and fills every place in it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use gongkao::finding::Messages;
use gongkao::model::round::Role;
use gongkao::procedure::names::{Action, StateName};
use gongkao::registration::RegistrationCode;
use gongkao::workflow::log::FaultCode;
use gongkao::workflow::refusal::RefusalCode;

#[test]
fn every_name_has_its_words() {
    let messages = Messages::embedded().unwrap();
    let keys = (RefusalCode::ALL.iter().map(|code| format!("refusal/{code}")))
        .chain(FaultCode::ALL.iter().map(|code| format!("fault/{}", code.name())))
        .chain(RegistrationCode::ALL.iter().map(|code| code.name().to_owned()))
        .chain(StateName::ALL.iter().map(|name| format!("state/{}", name.name())))
        .chain(Action::ALL.iter().map(|name| format!("action/{}", name.name())))
        .chain(Role::ALL.iter().map(|name| format!("role/{}", name.name())));
    for key in keys {
        let text = messages.word(&key).unwrap_or_else(|| panic!("`{key}` has no words"));
        assert!(!text.zh.is_empty() && !text.en.is_empty(), "{key}");
    }
}

#[test]
fn every_refusal_begins_with_the_guard_that_refuses() {
    for code in RefusalCode::ALL {
        assert!(code.name().starts_with(&format!("{}/", code.guard().name())), "{code}");
    }
}
