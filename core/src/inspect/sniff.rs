//! What a file is, by how it begins.

use super::report::FileKind;

/// What the beginning says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// It says all.
    Kind(FileKind),
    /// An archive; its entries say of what.
    Archive,
    /// A compound file; its streams say of what.
    Compound,
}

/// How much of a file has to be there before it is looked at.
pub(super) const BEGINNING: usize = 1024;

/// Looks at the beginning of a file, or at all of a shorter one.
pub(super) fn sniff(data: &[u8]) -> Sniffed {
    use FileKind::{Avif, Bmp, Empty, Gif, Heic, Html, Jpeg, Pdf, Png, Rtf, Tiff, Unknown, Webp, Xml};
    let kind = match data {
        [] => Empty,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Sniffed::Archive,
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => return Sniffed::Compound,
        [0x89, b'P', b'N', b'G', ..] => Png,
        [b'G', b'I', b'F', b'8', ..] => Gif,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Webp,
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Tiff,
        // A bitmap says where its pixels begin, behind its headers.
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, _, _, 0, 0, ..] => Bmp,
        [b'{', b'\\', b'r', b't', b'f', ..] => Rtf,
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.first_chunk::<4>() {
            Some(b"avif" | b"avis") => Avif,
            Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => Heic,
            _ => Unknown,
        },
        _ => {
            let beginning = data.get(..BEGINNING).unwrap_or(data);
            // Readers of PDF take what stands before it for nothing.
            if beginning.windows(5).any(|window| window == b"%PDF-") {
                Pdf
            } else {
                written(beginning).unwrap_or(Unknown)
            }
        }
    };
    match kind {
        Xml if contains(data.get(..BEGINNING).unwrap_or(data), b"<html") => Sniffed::Kind(Html),
        kind => Sniffed::Kind(kind),
    }
}

/// What is written in text.
fn written(beginning: &[u8]) -> Option<FileKind> {
    let text = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning).trim_ascii_start();
    let begins = |word: &[u8]| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let web = [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body", b"mime-version:"];
    if web.into_iter().any(begins) {
        return Some(FileKind::Html);
    }
    begins(b"<?xml").then_some(FileKind::Xml)
}

fn contains(data: &[u8], word: &[u8]) -> bool {
    data.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}
