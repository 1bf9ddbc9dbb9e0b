//! What is known of a Word document.

use serde::{Deserialize, Serialize};

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
