//! What is known of a JPEG.

use serde::{Deserialize, Serialize};

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
    /// How much writing touches its sides; of a whole picture only, and of one as large as legibility is measured at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touching: Option<Touching>,
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

/// How much writing touches each side of a picture as it is shown, turned by its orientation: 0 where none does, 100 where as much
/// as inside. A page all of which is in the picture has a margin. Measures, not a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Touching {
    /// On the left.
    pub left: u32,
    /// Above.
    pub top: u32,
    /// On the right.
    pub right: u32,
    /// Below.
    pub bottom: u32,
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
