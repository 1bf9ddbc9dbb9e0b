//! What the headers of a photo say of a place or a person, and how to turn it. Kinds only: no value leaves this file.

use super::limits::Limits;
use super::report::Identifying;

/// What was found in one segment.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// How to turn the picture, 1 to 8.
    pub(super) orientation: Option<u32>,
    pub(super) identifies: Vec<Identifying>,
}

/// Reads a segment that may hold Exif or XMP; of Exif so many more directories, which it counts down.
pub(super) fn read(segment: &[u8], limits: &Limits, directories: &mut u32) -> Found {
    if let Some(tiff) = segment.strip_prefix(b"Exif\0\0").or_else(|| segment.strip_prefix(b"Exif\0\xFF")) {
        return Tiff::read(tiff, limits, directories);
    }
    let mut found = Found::default();
    if segment.starts_with(b"http://ns.adobe.com/x") {
        for (word, kind) in XMP {
            if segment.windows(word.len()).any(|window| window == word) {
                found.identifies.push(kind);
            }
        }
    }
    found
}

/// What XMP calls them, in whatever way it is written.
const XMP: [(&[u8], Identifying); 5] = [
    (b"GPSLatitude", Identifying::Position),
    (b"SerialNumber", Identifying::SerialNumber),
    (b"OwnerName", Identifying::PersonName),
    (b"dc:creator", Identifying::PersonName),
    (b"photoshop:AuthorsPosition", Identifying::PersonName),
];

/// Photoshop's block of press data (IPTC): it carries by-line and place.
pub(super) fn read_press(segment: &[u8]) -> Vec<Identifying> {
    // Dataset 2:80 is the by-line, 2:90 the city, 2:92 the place in it.
    let has = |number: u8| segment.windows(3).any(|window| window == [0x1C, 2, number]);
    let mut found = Vec::new();
    if has(80) {
        found.push(Identifying::PersonName);
    }
    if has(90) || has(92) {
        found.push(Identifying::Position);
    }
    found
}

struct Tiff<'a> {
    data: &'a [u8],
    big: bool,
}

impl<'a> Tiff<'a> {
    fn read(data: &'a [u8], limits: &Limits, directories: &mut u32) -> Found {
        let mut found = Found::default();
        let big = match data.get(..4) {
            Some(b"II*\0") => false,
            Some(b"MM\0*") => true,
            _ => return found,
        };
        let tiff = Self { data, big };
        let mut ahead = vec![tiff.long(4)];
        while let Some(at) = ahead.pop().flatten() {
            let Some(left) = directories.checked_sub(1) else { break };
            *directories = left;
            tiff.directory(at, limits, &mut found, &mut ahead);
        }
        found
    }

    fn directory(&self, at: usize, limits: &Limits, found: &mut Found, ahead: &mut Vec<Option<usize>>) {
        let count = self.short(at).unwrap_or(0).min(limits.exif_fields);
        for index in 0..count as usize {
            let field = at + 2 + index * 12;
            let Some(tag) = self.short(field) else { return };
            match tag {
                0x0112 => found.orientation = self.short(field + 8).filter(|turn| (1..=8).contains(turn)),
                // The directories of the photo and of the position.
                0x8769 | 0x8825 => ahead.push(self.long(field + 8)),
                // Latitude and longitude, whose numbers mean something else outside the directory of the position; there they
                // are texts and fractions of three.
                2 | 4 if self.short(field + 2) == Some(5) => found.identifies.push(Identifying::Position),
                0xA431 | 0xA435 | 0xC62F | 0xA420 if self.is_filled(field) => {
                    found.identifies.push(Identifying::SerialNumber);
                }
                0x013B | 0x8298 | 0xA430 | 0x9C9D if self.is_filled(field) => {
                    found.identifies.push(Identifying::PersonName);
                }
                _ => {}
            }
        }
    }

    /// Whether a field's text is more than spaces and zeros, which many cameras write.
    fn is_filled(&self, field: usize) -> bool {
        let length = self.long(field + 4).unwrap_or(0);
        let at = if length <= 4 { Some(field + 8) } else { self.long(field + 8) };
        let text = at.and_then(|at| self.data.get(at..at.checked_add(length)?)).unwrap_or_default();
        text.iter().any(|byte| !matches!(byte, 0 | b' ' | b'0'))
    }

    fn short(&self, at: usize) -> Option<u32> {
        let bytes = *self.data.get(at..)?.first_chunk::<2>()?;
        Some(u32::from(if self.big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) }))
    }

    fn long(&self, at: usize) -> Option<usize> {
        let bytes = *self.data.get(at..)?.first_chunk::<4>()?;
        usize::try_from(if self.big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }).ok()
    }
}
