//! Bytes as a compiled policy, and as changes of some bytes of Henan's: refused, or read to the same policy again.

#![no_main]

use std::sync::LazyLock;

use gongkao::policy::Policy;
use libfuzzer_sys::fuzz_target;

fn read(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(policy) = Policy::from_json(text) else { return };
    let json = policy.to_json().expect("what was read can be written");
    let again = Policy::from_json(&json).expect("what was written can be read");
    assert_eq!(policy.digest(), again.digest());
}

fuzz_target!(|bytes: &[u8]| {
    static HENAN: LazyLock<Vec<u8>> = LazyLock::new(|| {
        Policy::henan().and_then(|policy| policy.to_json()).expect("Henan's policy is read and written").into_bytes()
    });
    read(bytes);
    let mut henan = HENAN.clone();
    for change in bytes.chunks_exact(3).take(16) {
        let [high, low, byte] = change else { continue };
        let at = usize::from(*high) << 8 | usize::from(*low);
        if let Some(place) = henan.get_mut(at) {
            *place = *byte;
        }
    }
    read(&henan);
});
