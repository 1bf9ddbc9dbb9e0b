//! Hostile and damaged files: nothing cut is ever called whole, and whatever comes gives a report.

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

use std::fs;

use gongkao::inspect::report::{DocumentFault, DocumentState, FileKind, JpegState, Touching};
use gongkao::inspect::{Inspector, inspect, inspect_header, strip_metadata};
use made::{docx, file, folder, look, segment};
use proptest::prelude::*;

fn state(bytes: &[u8]) -> Option<JpegState> {
    look(bytes).jpeg.map(|jpeg| jpeg.state)
}

#[test]
fn a_photo_cut_anywhere_is_never_whole() {
    for name in ["baseline.jpg", "progressive.jpg"] {
        let whole = file(name);
        assert_eq!(state(&whole), Some(JpegState::Complete));
        for length in 0..whole.len() {
            let report = look(&whole[..length]);
            let expected = match length {
                0 => (FileKind::Empty, None),
                1 | 2 => (FileKind::Unknown, None),
                // Only the end marker is missing, or a half of it: nothing that can be seen.
                _ if length + 2 >= whole.len() => (FileKind::Jpeg, Some(JpegState::EndMissing)),
                _ => (FileKind::Jpeg, Some(JpegState::Cut)),
            };
            assert_eq!((report.kind, report.jpeg.map(|jpeg| jpeg.state)), expected, "{name} at {length}");
        }
    }
}

#[test]
fn a_cut_photo_with_its_end_marker_put_back_is_not_whole() {
    for name in ["baseline.jpg", "progressive.jpg", "no-tables.jpg"] {
        let whole = file(name);
        for length in (2..whole.len() - 2).step_by(7) {
            let mended = [&whole[..length], &[0xFF, 0xD9]].concat();
            let state = state(&mended);
            assert!(
                !matches!(state, Some(JpegState::Complete | JpegState::EndMissing)),
                "{name} at {length}: {state:?}"
            );
        }
    }
}

#[test]
fn a_cut_photo_with_a_wrong_bit_is_never_complete() {
    for name in ["baseline.jpg", "progressive.jpg", "no-tables.jpg"] {
        let whole = file(name);
        for length in 2..whole.len() - 2 {
            let mut cut = whole[..length].to_vec();
            cut[(length + 7_919) * 31 % length] ^= 1 << (length % 8);
            // A wrong bit may end the blocks early, so that they are all there; then what is missing is the end marker.
            assert_ne!(state(&cut), Some(JpegState::Complete), "{name} at {length}");
        }
    }
}

/// Of pieces lost or blackened in the middle of the picture, how many are noticed.
#[test]
fn pieces_lost_or_blackened_are_noticed() {
    for name in ["baseline.jpg", "progressive.jpg", "photo.jpg"] {
        let whole = file(name);
        let piece = (whole.len() / 8).min(4096);
        let (mut noticed, mut all) = (0, 0);
        for start in (whole.len() / 4..whole.len() - piece - 2).step_by(whole.len() / 40) {
            let mut black = whole.clone();
            black[start..start + piece].fill(0);
            let lost = [&whole[..start], &whole[start + piece..]].concat();
            for damaged in [black, lost] {
                all += 1;
                noticed += usize::from(!matches!(state(&damaged), Some(JpegState::Complete | JpegState::EndMissing)));
            }
        }
        assert_eq!(noticed, all, "{name}");
    }
}

#[test]
fn any_wrong_bit_gives_a_report() {
    for name in ["baseline.jpg", "progressive.jpg", "thesis.docx", "links.docx", "placed.jpg"] {
        let whole = file(name);
        for at in 0..whole.len() {
            let mut wrong = whole.clone();
            wrong[at] ^= 1 << (at % 8);
            let report = look(&wrong);
            assert!(report.whole && report.size == whole.len() as u64);
        }
    }
    let whole = file("thesis.doc");
    for at in (0..1536).chain(whole.len() - 1536..whole.len()) {
        let mut wrong = whole.clone();
        wrong[at] = 0xFF;
        look(&wrong);
    }
}

#[test]
fn a_document_cut_anywhere_is_never_sound() {
    let whole = file("thesis.docx");
    for length in 0..whole.len() {
        let document = look(&whole[..length]).document;
        assert!(document.is_none_or(|document| document.state == DocumentState::Damaged), "at {length}");
    }
    let whole = file("thesis.doc");
    for length in 0..whole.len() {
        let report = look(&whole[..length]);
        assert!(report.document.is_none_or(|document| document.state == DocumentState::Damaged), "at {length}");
    }
}

#[test]
fn reading_in_pieces_gives_the_same() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let at_once = inspect(&bytes, Some("a.jpg"), None);
        for piece in [1, 1023, 10_007] {
            let mut inspector = Inspector::default().named("a.jpg", None);
            bytes.chunks(piece).for_each(|piece| inspector.feed(piece));
            assert_eq!(inspector.progress().done, bytes.len() as u64);
            assert_eq!(inspector.finish(), at_once, "{} by {piece}", path.display());
        }
    }
}

/// A part that unpacks to more than the directory claims is counted as it unpacks.
#[test]
fn a_part_that_lies_about_its_size_is_broken() {
    let honest = docx(&[("word/media/a", &[7; 1000])]);
    let directory = honest.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    for claimed in [0_u32, 999, 1001] {
        let mut lying = honest.clone();
        lying[directory + 24..directory + 28].copy_from_slice(&claimed.to_le_bytes());
        assert_eq!(look(&lying).document.unwrap().fault, Some(DocumentFault::PartBroken), "{claimed}");
    }
}

trait LastPosition {
    fn rposition(self, found: impl Fn(&[u8]) -> bool) -> Option<usize>;
}

impl LastPosition for std::slice::Windows<'_, u8> {
    fn rposition(self, found: impl Fn(&[u8]) -> bool) -> Option<usize> {
        let all: Vec<usize> = self.enumerate().filter(|(_, window)| found(window)).map(|(at, _)| at).collect();
        all.last().copied()
    }
}

#[test]
fn a_document_that_leads_out_of_itself_or_stands_twice_is_damaged() {
    let fault = |bytes: &[u8]| look(bytes).document.unwrap().fault;
    for name in ["../a", "/a", "word/../../a", "c:\\a", "word\\..\\a"] {
        assert_eq!(fault(&docx_raw(name)), Some(DocumentFault::PartName), "{name}");
    }
    assert_eq!(fault(&docx(&[("word/A.png", b""), ("word/a.png", b"")])), Some(DocumentFault::PartTwice));
    assert_eq!(fault(&docx(&[("word/header1.xml", b"<a")])), Some(DocumentFault::Xml));
    assert_eq!(fault(&docx(&[("word/header1.xml", b"\xFF\xFE<\0")])), Some(DocumentFault::Xml));
}

/// A document with one more part, whose name stands in it as it is given.
fn docx_raw(name: &str) -> Vec<u8> {
    let stand_in = "x".repeat(name.len());
    let mut bytes = docx(&[(&stand_in, b"")]);
    while let Some(at) = bytes.windows(name.len()).position(|window| window == stand_in.as_bytes()) {
        bytes[at..at + name.len()].copy_from_slice(name.as_bytes());
    }
    bytes
}

#[test]
fn archives_in_archives_are_not_opened() {
    let mut nested = docx(&[]);
    for _ in 0..200 {
        nested = docx(&[("word/embeddings/a.docx", &nested)]);
    }
    let report = look(&nested);
    assert_eq!((report.kind, report.document.unwrap().parts), (FileKind::Docx, 4));
}

/// A segment of Exif with one directory that says how to turn the picture.
fn turned(orientation: u8) -> Vec<u8> {
    let tiff =
        [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation], &[0; 6]].concat();
    segment(0xE1, &tiff)
}

#[test]
fn the_side_at_which_a_page_is_cut_off_is_that_of_the_picture_as_it_is_shown() {
    let photo = file("photo-cut-off.jpg");
    let touching = |orientation: u8| {
        let whole = [&photo[..2], &turned(orientation), &photo[2..]].concat();
        let Touching { left, top, right, bottom } = look(&whole).jpeg.unwrap().touching.unwrap();
        [left, top, right, bottom].map(|much| much > 50)
    };
    let [left, top, right, bottom] = [
        [true, false, false, false],
        [false, true, false, false],
        [false, false, true, false],
        [false, false, false, true],
    ];
    // What is stored on the left is shown there, by the meaning of each orientation.
    let shown = [left, right, right, left, top, top, bottom, bottom];
    for (orientation, expected) in (1_u8..).zip(shown) {
        assert_eq!(touching(orientation), expected, "{orientation}");
    }
    assert!(look(&file("baseline.jpg")).jpeg.unwrap().touching.is_none(), "too small to tell");
}

#[test]
fn exif_that_leads_in_circles_ends() {
    // A directory whose every field is a directory, itself.
    let mut tiff = b"MM\0*\0\0\0\x08\x02\x00".to_vec();
    for _ in 0..512 {
        tiff.extend_from_slice(&[0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8]);
    }
    let segment = segment(0xE1, &[b"Exif\0\0", tiff.as_slice()].concat());
    let baseline = file("baseline.jpg");
    let whole = [&baseline[..2], &segment, &baseline[2..]].concat();
    assert_eq!(state(&whole), Some(JpegState::Complete));
}

#[test]
fn a_stripped_photo_is_the_same_picture_and_tells_nothing() {
    let placed = file("placed.jpg");
    let told = look(&placed).jpeg.unwrap();
    assert!(!told.identifies.is_empty() && told.orientation == 6);
    let stripped = strip_metadata(&placed).unwrap();
    let left = look(&stripped).jpeg.unwrap();
    assert!(left.identifies.is_empty() && left.orientation == 6);
    assert_eq!((left.look, left.legibility, left.state), (told.look, told.legibility, told.state));
    let names = [b"somebody".as_slice(), b"SN12345"];
    assert!(names.iter().all(|name| !stripped.windows(name.len()).any(|window| window == *name)));

    // All but the headers is there byte for byte, and what stands behind the end is not.
    let rubbish = file("rubbish-after.jpg");
    assert_eq!(strip_metadata(&rubbish).unwrap(), file("baseline.jpg"));
    let progressive = file("progressive.jpg");
    assert_eq!(strip_metadata(&progressive).unwrap(), progressive);
    assert!(strip_metadata(b"\x89PNG").is_none() && strip_metadata(&placed[..40]).is_none());
}

fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let starts: Vec<&'static [u8]> = vec![
        b"",
        b"\xFF\xD8\xFF",
        b"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x40\0\x40\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0",
        b"\xFF\xD8\xFF\xC2\0\x0B\x08\0\x40\0\x40\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\0\0",
        b"PK\x03\x04",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    ];
    (prop::sample::select(starts), prop::collection::vec(any::<u8>(), 0..4096))
        .prop_map(|(start, rest)| [start, &rest].concat())
}

proptest! {
    #[test]
    fn whatever_comes_gives_a_report_and_the_same_in_pieces(bytes in hostile(), piece in 1_usize..2000) {
        let at_once = look(&bytes);
        let mut inspector = Inspector::default();
        bytes.chunks(piece).for_each(|piece| inspector.feed(piece));
        prop_assert_eq!(inspector.finish(), at_once);
        inspect_header(&bytes, None, None);
        strip_metadata(&bytes);
    }
}
