//! Files that tests make: archives and documents by their parts, compound files by their entries, pictures by their bits.

#![allow(dead_code, reason = "each test that includes this uses some of it")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use gongkao::inspect::report::{Bound, Over};
use gongkao::inspect::{FileReport, Inspector, Limits, inspect};

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

pub(crate) fn file(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
}

pub(crate) fn look(bytes: &[u8]) -> FileReport {
    inspect(bytes, None, None)
}

pub(crate) fn look_within(bytes: &[u8], limits: Limits) -> FileReport {
    let mut inspector = Inspector::new(limits);
    inspector.feed(bytes);
    inspector.finish()
}

pub(crate) fn over(report: &FileReport) -> (Bound, u64) {
    let Over { bound, found, .. } = report.over.unwrap_or_else(|| panic!("{report:?}"));
    (bound, found)
}

/// An archive of parts.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let packed: Vec<(&str, &[u8], Vec<u8>)> =
        parts.iter().map(|(name, data)| (*name, *data, miniz_oxide::deflate::compress_to_vec(data, 6))).collect();
    let parts: Vec<(&str, &[u8], &[u8])> =
        packed.iter().map(|(name, data, packed)| (*name, *data, packed.as_slice())).collect();
    packed_archive(&parts)
}

/// An archive of parts that are deflated already: name, what its size and checksum are taken of, and the deflated bytes.
pub(crate) fn packed_archive(parts: &[(&str, &[u8], &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, data, packed) in parts {
        let deflate = rawzip::CompressionMethod::DEFLATE;
        let (mut entry, config) = writer.new_file(name).compression_method(deflate).start().unwrap();
        let mut counted = config.wrap(std::io::sink());
        counted.write_all(data).unwrap();
        let (_, descriptor) = counted.finish().unwrap();
        entry.write_all(packed).unwrap();
        entry.finish(descriptor).unwrap();
    }
    writer.finish().unwrap();
    out
}

const TYPES: &[u8] = br#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

pub(crate) fn docx(more: &[(&str, &[u8])]) -> Vec<u8> {
    let parts: [(&str, &[u8]); 3] =
        [("[Content_Types].xml", TYPES), ("_rels/.rels", b"<Relationships/>"), ("word/document.xml", b"<document/>")];
    archive(&[&parts, more].concat())
}

/// The same document, whose directory claims another unpacked size of every part that has one of at least so many bytes.
pub(crate) fn claiming(mut archive: Vec<u8>, at_least: u32, claimed: u32) -> Vec<u8> {
    let mut at = 0;
    while let Some(found) = archive[at..].windows(4).position(|four| four == b"PK\x01\x02") {
        at += found;
        let size = u32::from_le_bytes(archive[at + 24..at + 28].try_into().unwrap());
        if size >= at_least {
            archive[at + 24..at + 28].copy_from_slice(&claimed.to_le_bytes());
        }
        at += 4;
    }
    archive
}

/// Bytes that pack to a half.
pub(crate) fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let byte = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b'a' + (state >> 28) as u8
    };
    std::iter::repeat_with(byte).take(length).collect()
}

/// Deflated zeros, of which there are so many gigabytes: a literal, and copies of 258 of them in 13 bits each.
pub(crate) fn gigabytes(count: usize) -> Vec<u8> {
    // A first block holds the literal and ends on a byte; the second begins with the three bits of its kind.
    let mut out = vec![0, 1, 0, 0xFE, 0xFF, 0, byte_of(b"11011000")];
    // Eight copies fill 13 bytes, of which the first five bits stand in the byte before.
    let copies = "1100010100000".repeat(9);
    let period: Vec<u8> = copies.as_bytes()[5..5 + 104].chunks(8).map(byte_of).collect();
    let periods = (count << 30) / (258 * 8);
    out.extend(period.repeat(periods));
    // The rest of the last copy, the end of the block.
    out.push(byte_of(b"10100000"));
    out.extend([0, 0]);
    out
}

/// Bits in the order they are read.
fn byte_of(bits: &[u8]) -> u8 {
    bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit == b'1'))
}

/// A compound file of version 3 whose directory has so many entries and no streams.
pub(crate) fn compound(entries: usize) -> Vec<u8> {
    let directory = entries.div_ceil(4);
    let tables = (directory + 109).div_ceil(127);
    let number = |at: usize| u32::try_from(at).unwrap().to_le_bytes();
    let mut header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    header.extend([0; 16]);
    header.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    header.extend([0; 4]);
    for value in [tables, tables, 0, 4096] {
        header.extend(number(value));
    }
    header.extend(0xFFFF_FFFE_u32.to_le_bytes());
    header.extend(number(0));
    header.extend(0xFFFF_FFFE_u32.to_le_bytes());
    header.extend(number(0));
    (0..tables).for_each(|at| header.extend(number(at)));
    header.resize(512, 0xFF);
    let last = tables + directory;
    let mut table: Vec<u8> = (0..tables).flat_map(|_| 0xFFFF_FFFD_u32.to_le_bytes()).collect();
    (tables + 1..last).for_each(|at| table.extend(number(at)));
    table.extend(0xFFFF_FFFE_u32.to_le_bytes());
    table.resize(tables * 512, 0xFF);
    [header, table, vec![0; directory * 512]].concat()
}

/// A segment of a JPEG.
pub(crate) fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], length.as_slice(), body].concat()
}

/// The header of a grey picture, with tables in which the one code is a zero: no difference, and nothing more in a block.
pub(crate) fn gray(width: u16, height: u16, progressive: bool) -> Vec<u8> {
    let mut frame = vec![8];
    frame.extend(height.to_be_bytes());
    frame.extend(width.to_be_bytes());
    frame.extend([1, 1, 0x11, 0]);
    let table = |head: u8| [&[head, 1], [0; 15].as_slice(), &[0]].concat();
    [
        b"\xFF\xD8".to_vec(),
        segment(0xDB, &[&[0], [16; 64].as_slice()].concat()),
        segment(if progressive { 0xC2 } else { 0xC0 }, &frame),
        segment(0xC4, &[table(0x00), table(0x10)].concat()),
    ]
    .concat()
}

/// A scan of a grey picture: its band, the bits before and after it, and so many zero bits.
pub(crate) fn scan([first, last]: [u8; 2], [high, low]: [u8; 2], zeros: usize) -> Vec<u8> {
    let mut scan = segment(0xDA, &[1, 1, 0, first, last, high << 4 | low]);
    scan.extend(vec![0; zeros / 8]);
    if !zeros.is_multiple_of(8) {
        scan.push(0xFF >> (zeros % 8));
    }
    scan
}

/// A whole grey picture of one colour.
pub(crate) fn plain(width: u16, height: u16, progressive: bool) -> Vec<u8> {
    let blocks = usize::from(width).div_ceil(8) * usize::from(height).div_ceil(8);
    let scans = if progressive {
        [scan([0, 0], [0, 0], blocks), scan([1, 63], [0, 0], blocks)].concat()
    } else {
        scan([0, 63], [0, 0], blocks * 2)
    };
    [gray(width, height, progressive), scans, b"\xFF\xD9".to_vec()].concat()
}
