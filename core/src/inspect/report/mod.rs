//! What is in a file, as data.

#[macro_use]
mod words;

mod document;
mod jpeg;
mod name;

use serde::{Deserialize, Serialize};

pub use self::document::{DocumentFault, DocumentReport, DocumentState, Load};
pub use self::jpeg::{Color, Identifying, JpegFault, JpegReport, JpegState, Legibility, Touching};
pub use self::name::{NameReport, NameTrick};

use crate::model::application::FileDigest;

words! {
    /// What a file is, by its content. Its name is never asked.
    FileKind {
        /// JPEG, which people call jpg.
        Jpeg = "jpeg",
        /// Word before 2007.
        Doc = "doc",
        /// Word since 2007.
        Docx = "docx",
        /// Word with macros.
        Docm = "docm",
        /// A template of Word.
        Dotx = "dotx",
        /// A template of Word with macros.
        Dotm = "dotm",
        /// An Office file locked by a password.
        LockedOffice = "locked_office",
        /// Another compound file, as `Excel` and `PowerPoint` before 2007 wrote them.
        OldOffice = "old_office",
        /// Excel since 2007.
        Xlsx = "xlsx",
        /// `PowerPoint` since 2007.
        Pptx = "pptx",
        /// An `OpenDocument` text.
        Odt = "odt",
        /// OFD, the layout format of Chinese offices.
        Ofd = "ofd",
        /// Rich text, which Word also writes under the name doc.
        Rtf = "rtf",
        /// A web page, which some systems export under the name doc.
        Html = "html",
        /// XML, as Word 2003 wrote it.
        Xml = "xml",
        /// PDF.
        Pdf = "pdf",
        /// PNG.
        Png = "png",
        /// HEIC, the photo format of phones.
        Heic = "heic",
        /// AVIF.
        Avif = "avif",
        /// WebP.
        Webp = "webp",
        /// GIF.
        Gif = "gif",
        /// BMP.
        Bmp = "bmp",
        /// TIFF, and the raw formats of cameras built on it.
        Tiff = "tiff",
        /// A zip archive of something else.
        Zip = "zip",
        /// Nothing at all.
        Empty = "empty",
        /// None of these.
        Unknown = "unknown",
    }
}

/// What is in a file. Facts only; what they weigh for an upload is the engine's to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileReport {
    /// What it is.
    pub kind: FileKind,
    /// Its length in bytes; of a file of which only the beginning was read, what was read.
    pub size: u64,
    /// Whether all of it was read. Otherwise nothing is known but what its beginning says.
    pub whole: bool,
    /// SHA-256 of its content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<FileDigest>,
    /// The bound at which reading stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Over>,
    /// What is known of a JPEG.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jpeg: Option<JpegReport>,
    /// What is known of a Word document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentReport>,
    /// What is known of its name, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameReport>,
}

impl FileReport {
    /// A report that knows the kind and nothing else yet.
    pub fn of(kind: FileKind, size: u64) -> Self {
        Self { kind, size, whole: false, digest: None, over: None, jpeg: None, document: None, name: None }
    }
}

/// A bound that a file went over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Over {
    /// Which.
    pub bound: Bound,
    /// The most that is read.
    pub most: u64,
    /// What the file has, or claims to have; at least, where reading stopped there.
    pub found: u64,
}

words! {
    /// What is bounded. The numbers and their reasons are those of `Limits`.
    Bound {
        /// Bytes of a file.
        Bytes = "bytes",
        /// Pixels of a picture.
        Pixels = "pixels",
        /// Segments of a JPEG.
        Segments = "segments",
        /// Scans of a JPEG.
        Scans = "scans",
        /// Entries of an archive.
        Entries = "entries",
        /// Bytes an archive unpacks to.
        Unpacked = "unpacked",
        /// How many times larger an entry unpacks.
        Ratio = "ratio",
        /// Bytes of one part of a document that is read as XML.
        Part = "part",
    }
}
