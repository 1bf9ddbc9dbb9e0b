//! A name and a title. A name that is the title stays so whatever its extension.
#![no_main]

use gongkao::inspect::inspect;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let (name, title) = data.split_once('\n').unwrap_or((data, data));
    let report = inspect(b"", Some(name), Some(title)).name.expect("a name was given");
    let longer = inspect(b"", Some(&format!("{name}.docx")), Some(title)).name.expect("a name was given");
    let hidden = |text: &str| text.chars().any(|one| one.is_control() || one == '\u{FEFF}');
    assert!(!hidden(&report.shown));
    if report.is_title == Some(true) && !name.contains('.') && !name.contains('．') {
        assert_eq!(longer.is_title, Some(true));
    }
});
