//! An archive, read under small bounds so that the fuzzer meets them.
#![no_main]

use gongkao::inspect::{Inspector, Limits};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let limits = Limits { entries: 50, unpacked: 4 << 20, part: 1 << 20, ..Limits::default() };
    let mut inspector = Inspector::new(limits);
    inspector.feed(b"PK\x03\x04");
    inspector.feed(data.strip_prefix(b"PK\x03\x04").unwrap_or(data));
    inspector.finish();
});
