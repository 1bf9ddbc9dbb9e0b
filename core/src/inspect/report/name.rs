//! What is known of a name.

use serde::{Deserialize, Serialize};

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
