//! Hostile and damaged files: every bound has a file that meets it, and nothing cut is ever called whole.

#![cfg(feature = "inspect")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use gongkao::inspect::report::{Bound, DocumentFault, DocumentState, FileKind, JpegFault, JpegState, NameTrick, Over};
use gongkao::inspect::{FileReport, Inspector, Limits, inspect, inspect_header, strip_metadata};
use proptest::prelude::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

fn file(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
}

fn look(bytes: &[u8]) -> FileReport {
    inspect(bytes, None, None)
}

fn state(bytes: &[u8]) -> Option<JpegState> {
    look(bytes).jpeg.map(|jpeg| jpeg.state)
}

/// A JPEG that is one segment long, and then so many empty comments.
fn commented(count: usize) -> Vec<u8> {
    let baseline = file("baseline.jpg");
    let comments = [0xFF, 0xFE, 0, 2].repeat(count);
    [&baseline[..2], &comments, &baseline[2..]].concat()
}

/// An archive of parts, each with what it claims to unpack to.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, data) in parts {
        let deflate = rawzip::CompressionMethod::DEFLATE;
        let (mut entry, config) = writer.new_file(name).compression_method(deflate).start().unwrap();
        let packed = miniz_oxide::deflate::compress_to_vec(data, 6);
        let mut counted = config.wrap(std::io::sink());
        counted.write_all(data).unwrap();
        let (_, descriptor) = counted.finish().unwrap();
        entry.write_all(&packed).unwrap();
        entry.finish(descriptor).unwrap();
    }
    writer.finish().unwrap();
    out
}

fn docx(more: &[(&str, &[u8])]) -> Vec<u8> {
    let types = br#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let parts: [(&str, &[u8]); 3] =
        [("[Content_Types].xml", types), ("_rels/.rels", b"<Relationships/>"), ("word/document.xml", b"<document/>")];
    archive(&[&parts, more].concat())
}

fn over(report: &FileReport) -> (Bound, u64) {
    let Over { bound, found, .. } = report.over.unwrap_or_else(|| panic!("{report:?}"));
    (bound, found)
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
    // Its last sector is the table of chains, an entry for each other sector; the rest of that sector is empty.
    let whole = file("thesis.doc");
    let entries = whole.len() / 512 - 1;
    for length in (0..whole.len() - 512 + entries * 4).step_by(13) {
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

#[test]
fn every_bound_of_a_photo_is_met_by_a_file() {
    assert_eq!(over(&look(&file("huge.jpg"))), (Bound::Pixels, 900_000_000));
    assert_eq!(over(&inspect_header(&file("huge.jpg"), None, None)), (Bound::Pixels, 900_000_000));
    assert_eq!(over(&look(&commented(10_000))), (Bound::Segments, 2_001));
    assert!(look(&commented(1_900)).over.is_none());

    // The first scan of a progressive file sends the start of frequency zero; of the rest there may be a hundred.
    let progressive = file("progressive.jpg");
    let frame = progressive.windows(2).position(|pair| pair == [0xFF, 0xC2]).unwrap();
    let first = progressive.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    assert!(frame < first);
    let limits = Limits { scans: 3, ..Limits::default() };
    let mut inspector = Inspector::new(limits);
    inspector.feed(&progressive);
    assert_eq!(over(&inspector.finish()), (Bound::Scans, 4));

    let photo = file("photo.jpg");
    let mut inspector = Inspector::new(Limits { bytes: 100_000, ..Limits::default() });
    photo.chunks(10_000).for_each(|piece| inspector.feed(piece));
    let report = inspector.finish();
    assert_eq!(over(&report), (Bound::Bytes, photo.len() as u64));
    assert_eq!(report.digest, look(&photo).digest, "its length and digest are those of all of it");

    let baseline = file("baseline.jpg");
    let strayed = |count: usize| [&baseline[..2], &vec![0; count], &baseline[2..]].concat();
    // A photo begins with its second marker, so stray bytes come after the first segment.
    assert_eq!(look(&strayed(1)).kind, FileKind::Unknown);
    let (head, tail) = baseline.split_at(20);
    let strayed = |count: usize| look(&[head, &vec![0; count], tail].concat()).jpeg.unwrap();
    assert_eq!((strayed(32).state, strayed(32).stray_bytes), (JpegState::Complete, 32));
    assert_eq!(strayed(33).fault, Some(JpegFault::TooManyStrayBytes));
}

#[test]
fn every_bound_of_a_document_is_met_by_a_file() {
    let names: Vec<String> = (0..5_000).map(|at| format!("word/media/{at}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(over(&look(&docx(&parts))), (Bound::Entries, 5_003));

    assert_eq!(over(&look(&file("bomb.docx"))).0, Bound::Ratio);

    // Noise that packs to a half.
    let mut noise = vec![0_u8; 3 << 20];
    let mut state = 1_u32;
    for byte in &mut noise {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = b'a' + (state >> 28) as u8;
    }
    let limits = Limits { unpacked: 2 << 20, ..Limits::default() };
    let large = docx(&[("word/media/a", &noise)]);
    let mut inspector = Inspector::new(limits);
    inspector.feed(&large);
    assert_eq!(over(&inspector.finish()).0, Bound::Unpacked);
    let limits = Limits { part: 1 << 20, ..Limits::default() };
    let mut inspector = Inspector::new(limits);
    inspector.feed(&docx(&[("word/comments.xml", &noise[..2 << 20])]));
    assert_eq!(over(&inspector.finish()), (Bound::Part, 2 << 20));

    // Nobody waits for the end of it.
    let mut inspector = Inspector::default();
    inspector.feed(&large);
    let mut asked = 0;
    let stopped = inspector.finish_while(|progress| {
        asked += 1;
        assert!(progress.of.is_some());
        progress.done < 1 << 20
    });
    assert!(stopped.is_none() && asked < 40);

    let limits = Limits { streams: 3, ..Limits::default() };
    let mut inspector = Inspector::new(limits);
    inspector.feed(&file("thesis.doc"));
    assert_eq!(over(&inspector.finish()), (Bound::Entries, 4));
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

#[test]
fn exif_that_leads_in_circles_ends() {
    // A directory whose every field is a directory, itself.
    let mut tiff = b"MM\0*\0\0\0\x08\x02\x00".to_vec();
    for _ in 0..512 {
        tiff.extend_from_slice(&[0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8]);
    }
    let mut segment = b"\xFF\xE1".to_vec();
    segment.extend_from_slice(&u16::try_from(tiff.len() + 8).unwrap().to_be_bytes());
    segment.extend_from_slice(b"Exif\0\0");
    segment.extend_from_slice(&tiff);
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

#[test]
fn ten_thousand_names_and_one_too_long() {
    let report = inspect(b"", Some(&"长".repeat(10_000)), None);
    assert!(report.name.unwrap().tricks.contains(&NameTrick::Long));
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
