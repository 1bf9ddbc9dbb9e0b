//! What a photo takes while it is looked into: no more than one and a half times its brightness at full size.
//!
//! By itself in its process, for what is measured is the most the process ever held.

#![cfg(all(feature = "inspect", target_os = "linux"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and asks the system what it holds"
)]

mod made;

use std::fs;

use gongkao::inspect::report::JpegState;
use made::{look, plain};

/// The most bytes this process held at once.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix("kB").unwrap().trim().parse::<u64>().unwrap() * 1024
}

#[test]
fn a_photo_takes_no_more_than_one_and_a_half_times_its_brightness() {
    // The baseline one first: it takes less, and what it gave back is held still.
    for (progressive, share) in [(false, 0.5), (true, 1.5)] {
        let photo = plain(4000, 3000, progressive);
        let before = peak();
        assert_eq!(look(&photo).jpeg.unwrap().state, JpegState::Complete);
        let took = peak() - before;
        #[allow(clippy::cast_precision_loss, reason = "megabytes")]
        let of_brightness = took as f64 / 12e6;
        assert!(of_brightness < share, "{took} bytes, {of_brightness:.2} of its brightness");
        assert!(took > 0, "nothing was measured");
    }
}
