//! A compound file.
#![no_main]

use gongkao::inspect::Inspector;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    let mut inspector = Inspector::default();
    inspector.feed(SIGNATURE);
    inspector.feed(data.strip_prefix(SIGNATURE).unwrap_or(data));
    inspector.finish();
});
