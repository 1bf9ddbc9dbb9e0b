//! Bytes as a form under Henan's policy, and under Henan's with some bytes changed: what comes before the first NUL.

#![no_main]

use std::sync::LazyLock;

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::model::application::ApplicationForm;
use gongkao::policy::Policy;
use libfuzzer_sys::fuzz_target;

fn ask(engine: &Engine, text: &str) {
    for day in ["2022-03-10", "1800-01-01", "2200-12-31", "2024-02-29"] {
        let _ = engine.assess_json(text, None, day);
    }
    if let Ok(form) = ApplicationForm::from_json(text) {
        let day = "2022-03-10".parse().expect("a day");
        assert_eq!(engine.eligible(&form, day), engine.assess(&form, None, day).eligible);
    }
}

fuzz_target!(|bytes: &[u8]| {
    static HENAN: LazyLock<(Engine, Vec<u8>)> = LazyLock::new(|| {
        let engine = Engine::henan().expect("Henan's data is read");
        let json = engine.policy().to_json().expect("it is written");
        (engine, json.into_bytes())
    });
    let end = bytes.iter().position(|byte| *byte == 0);
    let (changes, form) = end.map_or((&[][..], bytes), |end| (&bytes[..end], &bytes[end + 1..]));
    let Ok(form) = std::str::from_utf8(form) else { return };
    ask(&HENAN.0, form);
    let mut policy = HENAN.1.clone();
    for change in changes.chunks_exact(3).take(16) {
        let [high, low, byte] = change else { continue };
        if let Some(place) = policy.get_mut(usize::from(*high) << 8 | usize::from(*low)) {
            *place = *byte;
        }
    }
    let Ok(text) = String::from_utf8(policy) else { return };
    if let Ok(engine) = Policy::from_json(&text).and_then(|policy| Engine::new(Catalogue::henan()?, policy)) {
        ask(&engine, form);
    }
});
