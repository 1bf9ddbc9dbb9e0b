//! What is in a file, as data.

use serde::{Deserialize, Serialize};

use crate::model::application::FileDigest;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in data and JSON.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

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
        /// Another compound file, as Excel and PowerPoint before 2007 wrote them.
        OldOffice = "old_office",
        /// Excel since 2007.
        Xlsx = "xlsx",
        /// PowerPoint since 2007.
        Pptx = "pptx",
        /// An OpenDocument text.
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

/// What is known of a JPEG.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JpegReport {
    /// Whether the picture is all there.
    pub state: JpegState,
    /// What is wrong, where it is cut, corrupt or of an unsupported kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<JpegFault>,
    /// Width in pixels as stored; 0 where no frame was found.
    pub width: u32,
    /// Height in pixels as stored.
    pub height: u32,
    /// How to turn it for display, by Exif: 1 as it is, up to 8.
    pub orientation: u32,
    /// What its components are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<Color>,
    /// Whether it becomes finer from scan to scan.
    pub progressive: bool,
    /// How much of its data stood up to the end, or to the fault: thousandths of the blocks of its last scan.
    pub decoded: u32,
    /// Bytes between the parts that belong to none; up to 32 are common and harmless.
    pub stray_bytes: u64,
    /// Bytes after the end marker.
    pub trailing_bytes: u64,
    /// What in it identifies a place or a person, by kind; never the values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifies: Vec<Identifying>,
    /// How legible it is likely to be; of a whole picture only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legibility: Option<Legibility>,
    /// A hash of how it looks: 256 bits in hexadecimal. Two pictures that look alike differ in few bits. Left out where the
    /// picture is too plain to be told from another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<String>,
}

words! {
    /// Whether a JPEG is all there.
    JpegState {
        /// Only its header was read.
        HeaderOnly = "header_only",
        /// Every block is there, and the end marker.
        Complete = "complete",
        /// Every block is there, but no end marker.
        EndMissing = "end_missing",
        /// It ends too early.
        Cut = "cut",
        /// Something inside is wrong.
        Corrupt = "corrupt",
        /// A kind of JPEG that browsers do not show either.
        Unsupported = "unsupported",
        /// Reading stopped at a bound.
        Over = "over",
    }
}

words! {
    /// What is wrong with a JPEG.
    JpegFault {
        /// It ends inside a header.
        HeaderCut = "header_cut",
        /// It ends inside the picture.
        DataCut = "data_cut",
        /// A scan, or a part of one, never came.
        ScanMissing = "scan_missing",
        /// A header contradicts itself.
        BadHeader = "bad_header",
        /// Bits that are no code.
        BadCode = "bad_code",
        /// More coefficients than a block has.
        BadIndex = "bad_index",
        /// A table that was never given.
        TableMissing = "table_missing",
        /// A restart marker is missing or out of order.
        RestartOrder = "restart_order",
        /// More bytes between the parts than chance explains.
        TooManyStrayBytes = "too_many_stray_bytes",
        /// A scan that does not follow from those before it.
        ScanOrder = "scan_order",
        /// A picture without width or height.
        NoSize = "no_size",
        /// Arithmetic coding.
        Arithmetic = "arithmetic",
        /// Lossless coding.
        Lossless = "lossless",
        /// Hierarchical coding.
        Hierarchical = "hierarchical",
        /// More or fewer than 8 bits a sample.
        Precision = "precision",
        /// Other than 1, 3 or 4 components.
        Components = "components",
    }
}

words! {
    /// What the components of a picture are.
    Color {
        /// One component.
        Gray = "gray",
        /// Brightness and two colour differences.
        Ycbcr = "ycbcr",
        /// Red, green, blue.
        Rgb = "rgb",
        /// Four inks.
        Cmyk = "cmyk",
        /// Four inks, stored as brightness and colour differences.
        Ycck = "ycck",
    }
}

words! {
    /// What in a file identifies a place or a person.
    Identifying {
        /// Where it was taken.
        Position = "position",
        /// The number of a camera or lens.
        SerialNumber = "serial_number",
        /// The name of an owner or author.
        PersonName = "person_name",
    }
}

/// How legible a picture is likely to be. Measures, not a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Legibility {
    /// How wide edges are, in hundredths of a pixel of the picture at 1,024 pixels on its long side: small is sharp. Left
    /// out of a picture smaller than that, or with too few edges to tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edge_width: Option<u32>,
    /// Edges it was measured on.
    pub edges: u32,
    /// How bright the brightest tenth begins, 0 to 255: the paper.
    pub paper: u32,
    /// How bright the darkest hundredth ends, 0 to 255: the ink.
    pub ink: u32,
}

/// What is known of a Word document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentReport {
    /// Whether it can be read.
    pub state: DocumentState,
    /// What is wrong, where it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<DocumentFault>,
    /// Whether it holds macros.
    pub macros: bool,
    /// What opening it would fetch or start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub loads: Vec<Load>,
    /// Parts it consists of: entries of the archive, or streams.
    pub parts: u32,
}

words! {
    /// Whether a document can be read.
    DocumentState {
        /// It can.
        Sound = "sound",
        /// It is locked by a password.
        Encrypted = "encrypted",
        /// It is damaged.
        Damaged = "damaged",
        /// Reading stopped at a bound.
        Over = "over",
    }
}

words! {
    /// What is wrong with a document.
    DocumentFault {
        /// The directory of the file cannot be read.
        Directory = "directory",
        /// A part the format asks for is not there.
        PartMissing = "part_missing",
        /// A part does not unpack to what it should be.
        PartBroken = "part_broken",
        /// Two parts have one name.
        PartTwice = "part_twice",
        /// The name of a part leads out of the document.
        PartName = "part_name",
        /// A part is packed in a way Word does not write.
        Packing = "packing",
        /// XML that is none, or that defines entities of its own.
        Xml = "xml",
        /// Sectors that lead in a circle or out of the file.
        Chain = "chain",
    }
}

words! {
    /// What opening a document would fetch or start.
    Load {
        /// A template from elsewhere.
        Template = "template",
        /// An object or document from elsewhere.
        Object = "object",
        /// A picture from elsewhere.
        Picture = "picture",
        /// A field that asks another program (DDE), or includes another file.
        Field = "field",
    }
}

/// What is known of a file's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NameReport {
    /// The name as it may be shown: without the path, invisible and control characters written out as `U+202E`.
    pub shown: String,
    /// What is odd about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tricks: Vec<NameTrick>,
    /// Whether its extension says what the content is; left out where the name has none or the content is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension_fits: Option<bool>,
    /// The title it was compared with, as it may be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether name and title are one, but for width, spaces and extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_title: Option<bool>,
}

words! {
    /// What is odd about a name.
    NameTrick {
        /// There is nothing left of it.
        Blank = "blank",
        /// It holds a path.
        Path = "path",
        /// It holds control characters.
        Control = "control",
        /// It holds characters that turn the direction of writing, or that nobody sees.
        Invisible = "invisible",
        /// It holds characters that Windows does not allow in names.
        Forbidden = "forbidden",
        /// Windows keeps it for a device, or it ends in a dot or space.
        Reserved = "reserved",
        /// It is longer than file systems allow.
        Long = "long",
    }
}
