//! How much of a hostile file is read. Bounds of safety: what a round allows is the policy's to say.

#[cfg(feature = "inspect")]
use super::report::{Bound, Over};

/// The most that is read of a file. Each bound has a file in the tests that meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file. Beyond them only length and digest are taken. The largest phones write photos of 40 MB.
    pub bytes: u64,
    /// Pixels of a picture. 200 million is the largest sensor of a phone; what is kept in memory while reading grows with it.
    pub pixels: u64,
    /// Segments of a JPEG. A picture has some ten, a large colour profile 255 more.
    pub segments: u32,
    /// Scans of a JPEG. Encoders write about ten; each may visit every block for a handful of bytes.
    pub scans: u32,
    /// Bytes between the parts of a JPEG that belong to none; some cameras leave a few.
    pub stray_bytes: u64,
    /// Directories of Exif in a picture, which may lead from one to the next. A camera writes three to five.
    pub exif_directories: u32,
    /// Fields of one directory of Exif.
    pub exif_fields: u32,
    /// Entries of an archive. A thesis full of pictures has some hundreds.
    pub entries: u64,
    /// Bytes an archive may claim to unpack to, and may in truth.
    pub unpacked: u64,
    /// How many times larger than packed an entry may be. XML of tables reaches 100.
    pub ratio: u64,
    /// Bytes of a part that is read as XML, which is held in memory.
    pub part: u64,
    /// Entries of the directory of a compound file.
    pub streams: u64,
    /// Characters of a file's name; file systems allow 255.
    pub name_characters: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            pixels: 200_000_000,
            segments: 2_000,
            scans: 100,
            stray_bytes: 32,
            exif_directories: 8,
            exif_fields: 512,
            entries: 5_000,
            unpacked: 200 << 20,
            ratio: 200,
            part: 32 << 20,
            streams: 20_000,
            name_characters: 255,
        }
    }
}

#[cfg(feature = "inspect")]
impl Over {
    /// Nothing where it is within; otherwise what is over.
    pub(super) fn check(bound: Bound, most: u64, found: u64) -> Result<(), Self> {
        if found > most { Err(Self { bound, most, found }) } else { Ok(()) }
    }
}
