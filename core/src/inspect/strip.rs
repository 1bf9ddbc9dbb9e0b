//! The same photo without what identifies a place or a person, and not one pixel changed.

use super::limits::Limits;

/// Copies a JPEG without its metadata: Exif, XMP, press data, comments, whatever cameras add, and what stands behind its end.
/// How to turn it stays, and so does what its colours mean. `None` for bytes that are no JPEG, or one whose headers break off.
pub fn strip_metadata(jpeg: &[u8]) -> Option<Vec<u8>> {
    let mut rest = jpeg.strip_prefix(&[0xFF, 0xD8])?;
    let mut out = Vec::with_capacity(jpeg.len());
    out.extend_from_slice(&[0xFF, 0xD8]);
    let limits = Limits::default();
    let mut exif_directories = limits.exif_directories;
    loop {
        rest = match rest {
            [0xFF, 0xFF, ..] => rest.get(1..)?,
            // The end: what follows is not of the picture.
            [0xFF, 0xD9, ..] => {
                out.extend_from_slice(&[0xFF, 0xD9]);
                return Some(out);
            }
            [0xFF, marker, high, low, ..] if !matches!(marker, 0 | 1 | 0xD0..=0xD8) => {
                let length = usize::from(u16::from_be_bytes([*high, *low])) + 2;
                let (segment, after) = rest.split_at_checked(length)?;
                let turn = |body: &[u8]| super::exif::read(body, &limits, &mut exif_directories).orientation;
                match keep(*marker, segment.get(4..)?, turn) {
                    Keep::All => out.extend_from_slice(segment),
                    Keep::Turn(turn) => out.extend_from_slice(&oriented(turn)),
                    Keep::Nothing => {}
                }
                if *marker == 0xDA {
                    let end = scan_end(after);
                    let (data, after) = after.split_at_checked(end)?;
                    out.extend_from_slice(data);
                    if after.is_empty() {
                        return Some(out);
                    }
                    after
                } else {
                    after
                }
            }
            _ => return None,
        };
    }
}

enum Keep {
    All,
    /// Only how to turn it.
    Turn(u8),
    Nothing,
}

/// What of a segment is kept; of Exif, how to turn the picture by it.
fn keep(marker: u8, body: &[u8], turn: impl FnOnce(&[u8]) -> Option<u32>) -> Keep {
    match marker {
        // JFIF, but not the small picture JFXX may carry; the colour profile; Adobe's word on the components.
        0xE0 if body.starts_with(b"JFIF\0") => Keep::All,
        0xE2 if body.starts_with(b"ICC_PROFILE\0") => Keep::All,
        0xEE if body.starts_with(b"Adobe") => Keep::All,
        0xE1 => match turn(body).and_then(|turn| u8::try_from(turn).ok()) {
            Some(turn) if turn != 1 => Keep::Turn(turn),
            _ => Keep::Nothing,
        },
        0xE0..=0xEF | 0xFE => Keep::Nothing,
        _ => Keep::All,
    }
}

/// Exif that says how to turn the picture, and no more.
fn oriented(turn: u8) -> [u8; 36] {
    let mut segment = [0; 36];
    let parts: [&[u8]; 5] = [
        &[0xFF, 0xE1, 0, 34],
        b"Exif\0\0",
        b"MM\0*\0\0\0\x08",
        // One field: orientation, a short, one of them.
        &[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0],
        // No directory after it.
        &[0, 0, 0, 0],
    ];
    segment.iter_mut().zip(parts.concat()).for_each(|(to, from)| *to = from);
    segment
}

/// Where the data of a scan ends: at a marker that is none of its own.
fn scan_end(data: &[u8]) -> usize {
    let is_end = |pair: &[u8]| matches!(pair, [0xFF, marker] if !matches!(marker, 0 | 0xD0..=0xD7 | 0xFF));
    data.windows(2).position(is_end).unwrap_or(data.len())
}
