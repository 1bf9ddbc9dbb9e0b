//! Every bound of what is read of a file has a file that meets it, and one just below that does not.

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

use gongkao::inspect::report::{Bound, FileKind, JpegFault, JpegState, NameTrick};
use gongkao::inspect::{FileReport, Inspector, Limits, inspect, inspect_header};
use made::{
    claiming, compound, docx, file, gigabytes, gray, look, look_within, noise, over, packed_archive, plain, scan,
    segment,
};

/// Says of a bound whether the file at it is within, and the one beyond it over.
type Meets = fn(&Limits);

/// Every bound, by its name. One that is added to the limits does not compile here until it is among these.
fn bounds(limits: &Limits) -> [(&'static str, Meets); 13] {
    let Limits {
        bytes: _,
        pixels: _,
        segments: _,
        scans: _,
        stray_bytes: _,
        exif_directories: _,
        exif_fields: _,
        entries: _,
        unpacked: _,
        ratio: _,
        part: _,
        streams: _,
        name_characters: _,
    } = limits;
    [
        ("bytes", bytes),
        ("pixels", pixels),
        ("segments", segments),
        ("scans", scans),
        ("stray_bytes", stray_bytes),
        ("exif_directories", exif_directories),
        ("exif_fields", exif_fields),
        ("entries", entries),
        ("unpacked", unpacked),
        ("ratio", ratio),
        ("part", part),
        ("streams", streams),
        ("name_characters", name_characters),
    ]
}

#[test]
fn every_bound_is_met_by_a_file_and_soon() {
    let limits = Limits::default();
    for (name, meets) in bounds(&limits) {
        let start = Instant::now();
        meets(&limits);
        let took = start.elapsed();
        assert!(
            took < Duration::from_secs(20),
            "{name} took {took:?}, made and read by a compiler that does not optimise"
        );
    }
}

fn bytes(limits: &Limits) {
    let most = usize::try_from(limits.bytes).unwrap();
    let report = look(&vec![0xFF; most + 1]);
    assert_eq!(over(&report), (Bound::Bytes, limits.bytes + 1));
    assert!(report.digest.is_some(), "its length and digest are those of all of it");
    assert!(look(&vec![0xFF; most]).over.is_none());

    // In pieces, nothing of it is kept; told of beforehand, nothing of it is read.
    let photo = file("photo.jpg");
    let mut inspector = Inspector::new(Limits { bytes: 100_000, ..*limits });
    photo.chunks(10_000).for_each(|piece| inspector.feed(piece));
    let report = inspector.finish();
    assert_eq!(over(&report), (Bound::Bytes, photo.len() as u64));
    assert_eq!(report.digest, look(&photo).digest);
    let mut inspector = Inspector::default();
    assert!(!inspector.expect(limits.bytes + 1));
    assert_eq!(over(&inspector.finish()), (Bound::Bytes, limits.bytes + 1));
}

fn pixels(limits: &Limits) {
    assert_eq!(over(&look(&file("huge.jpg"))), (Bound::Pixels, 900_000_000));
    assert_eq!(over(&inspect_header(&file("huge.jpg"), None, None)), (Bound::Pixels, 900_000_000));
    let (width, height) = (20_000, u16::try_from(limits.pixels / 20_000).unwrap());
    assert_eq!(over(&look(&plain(width, height + 1, false))).0, Bound::Pixels);
    let small = Limits { pixels: 6_400, ..*limits };
    assert_eq!(look_within(&plain(80, 80, true), small).jpeg.unwrap().state, JpegState::Complete);
    assert_eq!(over(&look_within(&plain(80, 81, true), small)), (Bound::Pixels, 6_480));
}

/// A photo with so many empty comments behind its first marker.
fn commented(count: usize) -> FileReport {
    let baseline = file("baseline.jpg");
    look(&[&baseline[..2], &[0xFF, 0xFE, 0, 2].repeat(count), &baseline[2..]].concat())
}

fn segments(limits: &Limits) {
    let most = u64::from(limits.segments);
    assert_eq!(over(&commented(10_000)), (Bound::Segments, most + 1));
    // The photo's own are few.
    let own = (1..30).find(|own| commented(usize::try_from(most).unwrap() - own).over.is_none());
    assert!(own.is_some());
}

/// A picture of one block in so many scans, all of which tell something of it: bit by bit, one coefficient after the other.
fn in_scans(count: usize) -> Vec<u8> {
    let bits = |at: u8| match at {
        0 => [0, 13],
        at => [14 - at, 13 - at],
    };
    let all = (0_u8..64).flat_map(|coefficient| (0..14).map(move |at| scan([coefficient; 2], bits(at), 1)));
    let scans: Vec<Vec<u8>> = all.take(count).collect();
    [gray(8, 8, true), scans.concat(), b"\xFF\xD9".to_vec()].concat()
}

fn scans(limits: &Limits) {
    let most = usize::try_from(limits.scans).unwrap();
    assert_eq!(over(&look(&in_scans(most + 1))), (Bound::Scans, u64::from(limits.scans) + 1));
    let within = look(&in_scans(most));
    assert_eq!((within.over, within.jpeg.unwrap().fault), (None, Some(JpegFault::ScanMissing)));
}

fn stray_bytes(limits: &Limits) {
    let baseline = file("baseline.jpg");
    // A photo begins with its second marker, so stray bytes come after the first segment.
    let (head, tail) = baseline.split_at(20);
    let strayed = |count: u64| look(&[head, &vec![0; usize::try_from(count).unwrap()], tail].concat()).jpeg.unwrap();
    let most = limits.stray_bytes;
    assert_eq!((strayed(most).state, strayed(most).stray_bytes), (JpegState::Complete, most));
    assert_eq!(strayed(most + 1).fault, Some(JpegFault::TooManyStrayBytes));
    assert_eq!(look(&[&baseline[..2], &[0], &baseline[2..]].concat()).kind, FileKind::Unknown);
}

/// How a picture is to be turned, by fields of Exif in directories, each of which leads to the next.
fn orientation(directories: &[Vec<[u8; 12]>]) -> u32 {
    let mut tiff = b"MM\0*\0\0\0\x08".to_vec();
    for (at, fields) in directories.iter().enumerate() {
        let leads_on = at + 1 < directories.len();
        let count = fields.len() + usize::from(leads_on);
        tiff.extend(u16::try_from(count).unwrap().to_be_bytes());
        tiff.extend(fields.concat());
        if leads_on {
            let next = u32::try_from(tiff.len() + 12).unwrap();
            tiff.extend([0x87, 0x69, 0, 4, 0, 0, 0, 1]);
            tiff.extend(next.to_be_bytes());
        }
    }
    let baseline = file("baseline.jpg");
    let exif = segment(0xE1, &[b"Exif\0\0", tiff.as_slice()].concat());
    look(&[&baseline[..2], &exif, &baseline[2..]].concat()).jpeg.unwrap().orientation
}

const TURN: [u8; 12] = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
const NOTHING: [u8; 12] = [0xFF, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0];

fn exif_directories(limits: &Limits) {
    let chain =
        |length: u32| (1..=length).map(|at| if at == length { vec![TURN] } else { Vec::new() }).collect::<Vec<_>>();
    assert_eq!(orientation(&chain(limits.exif_directories)), 6);
    assert_eq!(orientation(&chain(limits.exif_directories + 1)), 1);

    // A thousand segments, each of whose directories has hundreds of fields that say the same long nothing.
    let blank = [0x01, 0x3B, 0, 2, 0, 0, 0xD0, 0, 0, 0, 0x20, 0];
    let mut exif = [b"Exif\0\0MM\0*\0\0\0\x08\x02\0".as_slice(), &blank.repeat(510)].concat();
    exif.extend([0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8].repeat(2));
    exif.resize(0xFFF0, 0);
    let baseline = file("baseline.jpg");
    let start = Instant::now();
    let report = look(&[&baseline[..2], &segment(0xE1, &exif).repeat(1_000), &baseline[2..]].concat());
    assert_eq!(report.jpeg.unwrap().state, JpegState::Complete);
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
}

fn exif_fields(limits: &Limits) {
    let most = usize::try_from(limits.exif_fields).unwrap();
    let behind = |count: usize| vec![[vec![NOTHING; count], vec![TURN]].concat()];
    assert_eq!(orientation(&behind(most - 1)), 6);
    assert_eq!(orientation(&behind(most)), 1);
}

fn entries(limits: &Limits) {
    let with = |count: u64| {
        let names: Vec<String> = (0..count).map(|at| format!("word/media/{at}")).collect();
        look(&docx(&names.iter().map(|name| (name.as_str(), b"".as_slice())).collect::<Vec<_>>()))
    };
    // Three parts make a document.
    assert_eq!(over(&with(limits.entries - 2)), (Bound::Entries, limits.entries + 1));
    assert!(with(limits.entries - 3).over.is_none());
}

fn unpacked(limits: &Limits) {
    // Five parts that claim to be a hundred times as large as they are.
    let part = noise(600 << 10);
    let names = ["word/media/a", "word/media/b", "word/media/c", "word/media/d", "word/media/e"];
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, part.as_slice())).collect();
    let each = u32::try_from(limits.unpacked / 5).unwrap() + 1;
    assert_eq!(over(&look(&claiming(docx(&parts), 1 << 19, each))).0, Bound::Unpacked);

    // A part that really unpacks to more, whatever is claimed.
    let large = docx(&[("word/media/a", &noise(3 << 20))]);
    let small = Limits { unpacked: 2 << 20, ..*limits };
    assert_eq!(over(&look_within(&large, small)).0, Bound::Unpacked);
    assert_eq!(over(&look_within(&claiming(large.clone(), 1 << 20, 1 << 20), small)).0, Bound::Unpacked);

    // Two gigabytes of zeros in fourteen megabytes, told of by the directory, and hidden behind the claim of a thousand bytes.
    let types = b"<Types><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
    let bomb = packed_archive(&[
        ("[Content_Types].xml", types, &miniz_oxide::deflate::compress_to_vec(types, 6)),
        ("_rels/.rels", b"", &[3, 0]),
        ("word/document.xml", &[0; 1000], &gigabytes(2)),
    ]);
    let told = look(&claiming(bomb.clone(), 1000, 2 << 30));
    assert_eq!((told.kind, over(&told)), (FileKind::Docx, (Bound::Unpacked, (2 << 30) + types.len() as u64)));
    let small = Limits { unpacked: 20 << 20, part: 40 << 20, ..*limits };
    let hidden = look_within(&bomb, small);
    let (bound, found) = over(&hidden);
    assert_eq!((hidden.kind, bound), (FileKind::Docx, Bound::Unpacked));
    assert!(found < 21 << 20, "it stops there");

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
}

fn ratio(limits: &Limits) {
    let (bound, found) = over(&look(&file("bomb.docx")));
    assert!(bound == Bound::Ratio && found > limits.ratio);

    // What is claimed does not help: it is counted as it unpacks.
    let hidden = claiming(docx(&[("word/media/a.bmp", &vec![0; 4 << 20])]), 1 << 20, 1000);
    assert_eq!(over(&look(&hidden)).0, Bound::Ratio);
}

fn part(limits: &Limits) {
    let part = noise(600 << 10);
    let claimed = u32::try_from(limits.part).unwrap();
    let document = docx(&[("word/comments.xml", &part)]);
    assert_eq!(over(&look(&claiming(document, 1 << 19, claimed + 1))), (Bound::Part, limits.part + 1));
    let small = Limits { part: 1 << 20, ..*limits };
    let document = docx(&[("word/comments.xml", &noise(2 << 20))]);
    assert_eq!(over(&look_within(&document, small)), (Bound::Part, 2 << 20));
    assert_eq!(over(&look_within(&claiming(document, 1 << 20, 1000), small)).0, Bound::Part);
}

fn streams(limits: &Limits) {
    let most = usize::try_from(limits.streams).unwrap();
    assert_eq!(over(&look(&compound(most + 1))), (Bound::Entries, limits.streams + 1));
    let within = look(&compound(most));
    assert_eq!((within.kind, within.over), (FileKind::OldOffice, None));
}

fn name_characters(limits: &Limits) {
    let tricks = |count: usize| inspect(b"", Some(&"长".repeat(count)), None).name.unwrap().tricks;
    assert!(tricks(limits.name_characters + 1).contains(&NameTrick::Long));
    assert_eq!(tricks(limits.name_characters), []);
    let report = inspect(b"", Some(&"长".repeat(1 << 20)), Some(&"题".repeat(1 << 20))).name.unwrap();
    assert_eq!(report.shown.chars().count(), limits.name_characters);
}
