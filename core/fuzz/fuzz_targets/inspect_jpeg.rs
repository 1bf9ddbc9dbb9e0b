//! A JPEG, from its start marker on: read at once and in pieces it must give the same, and stripped it must be no other picture.
#![no_main]

use gongkao::inspect::report::JpegState;
use gongkao::inspect::{Inspector, inspect, inspect_header, strip_metadata};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (cut, data) = data.split_first().unwrap_or((&0, &[]));
    let data = [b"\xFF\xD8\xFF".as_slice(), data].concat();
    let at_once = inspect(&data, None, None);
    let mut inspector = Inspector::default();
    data.chunks(usize::from(*cut) * 16 + 1).for_each(|piece| inspector.feed(piece));
    assert_eq!(inspector.finish(), at_once);
    inspect_header(&data, None, None);
    if let (Some(stripped), Some(jpeg)) = (strip_metadata(&data), at_once.jpeg) {
        if jpeg.state == JpegState::Complete {
            let left = inspect(&stripped, None, None).jpeg;
            assert_eq!(left.map(|left| (left.state, left.look)), Some((jpeg.state, jpeg.look)));
        }
    }
});
