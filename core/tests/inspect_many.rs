//! Ten thousand files at once: one clear finding for each that has a fault, none for the others, and soon.

#![cfg(feature = "inspect")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

mod made;

use std::time::{Duration, Instant};

use gongkao::Engine;
use gongkao::finding::{Code, Severity, Verdict};
use gongkao::inspect::{FileReport, Inspector, inspect};
use gongkao::uploads::{FileUpload, UploadReport};
use made::{docx, file};

const MANY: usize = 10_000;
const TITLE: &str = "电工安全操作浅谈";

/// A file of some kind, the material it is sent for, and the one thing to say of it that is more than a note.
fn upload(at: usize) -> (FileUpload, Option<Code>) {
    let own = at.to_string();
    let photo = |bytes: &[u8], name: &str| ("diploma", inspect(bytes, Some(name), None));
    let thesis = |own: &str, name: &str| {
        let bytes = docx(&[("word/media/own.bin", own.as_bytes())]);
        ("thesis", inspect(&bytes, Some(name), Some(TITLE)))
    };
    let ((material, file), code) = match at % 12 {
        0 => (photo(b"", "a.jpg"), Some(Code::FileNotJpeg)),
        1 => (photo(&[b"abcdefghijklmnopqrstuvwxyz"[at % 26]], "a.jpg"), Some(Code::FileNotJpeg)),
        2 => (photo(&[b"\x89PNG\r\n\x1a\n", own.as_bytes()].concat(), "a.jpg"), Some(Code::FileNotJpeg)),
        3 => (photo(&file("baseline.jpg")[..100 + at % 2_900], "a.jpg"), Some(Code::FileJpegCut)),
        4 => (("diploma", oversized(at)), Some(Code::FileOver)),
        5 => (thesis(&own, "电工\u{202E}安全操作浅谈.docx"), Some(Code::FileNameTitle)),
        6 => (thesis(&own, "电工\0安全操作浅谈.docx"), Some(Code::FileNameTitle)),
        7 => (thesis(&own, "论文.docx"), Some(Code::FileNameTitle)),
        8 => (thesis("twice", "电工安全操作浅谈.docx"), Some(Code::FileTwice)),
        // A path in front of a name is no fault of the file.
        9 => (thesis(&own, "..\\..\\论文/电工安全操作浅谈.docx"), None),
        10 => (thesis(&own, "电工安全操作浅谈.docx"), None),
        _ => (thesis(&own, "电工安全操作　浅谈．ＤＯＣＸ"), None),
    };
    (FileUpload { material: material.to_owned(), file }, code)
}

fn oversized(at: usize) -> FileReport {
    let mut inspector = Inspector::default();
    assert!(!inspector.expect((65 << 20) + at as u64));
    inspector.finish()
}

fn judged(uploads: Vec<FileUpload>) -> Vec<UploadReport> {
    let engine = Engine::henan().unwrap();
    let start = Instant::now();
    let reports = engine.judge_uploads(uploads);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}, by a compiler that hardly optimises");
    reports
}

#[test]
fn ten_thousand_files_have_one_clear_finding_each_and_the_rest_is_untouched() {
    let (uploads, expected): (Vec<_>, Vec<_>) = (0..MANY).map(upload).unzip();
    let before = uploads.clone();
    let reports = judged(uploads);
    assert_eq!(reports.len(), MANY);
    for (at, ((report, code), before)) in reports.iter().zip(expected).zip(before).enumerate() {
        let heavy: Vec<Code> = report
            .findings
            .iter()
            .filter(|finding| finding.severity > Severity::Note)
            .map(|finding| finding.code)
            .collect();
        assert_eq!(heavy, code.into_iter().collect::<Vec<_>>(), "{at}: {report:?}");
        assert_eq!((&report.file, report.verdict == Verdict::Pass), (&before.file, code.is_none()), "{at}");
        for finding in &report.findings {
            let clear = [&finding.message.zh, &finding.message.en]
                .into_iter()
                .all(|text| !text.is_empty() && !text.contains('{'));
            assert!(clear, "{at}: {finding:?}");
        }
    }
}

#[test]
fn ten_thousand_copies_of_one_photo_are_told_of_and_soon() {
    let photo = inspect(&file("photo.jpg"), None, None);
    let copy = |at: usize| {
        // Every other one is saved anew: other bytes, the same look.
        let mut file = photo.clone();
        if at.is_multiple_of(2) {
            file.digest = inspect(at.to_string().as_bytes(), None, None).digest;
        }
        FileUpload { material: ["diploma", "salary_approval", "level_certificate"][at % 3].to_owned(), file }
    };
    for report in judged((0..MANY).map(copy).collect()) {
        let code = |code: Code| report.findings.iter().filter(|finding| finding.code == code).count();
        assert_eq!(code(Code::FileLookAlike), 1);
        assert!(serde_json::to_string(&report).unwrap().len() < 20_000, "what is said stays short");
    }
}
