//! What a file has to be, as data.

use serde::{Deserialize, Serialize};

use crate::error::{Error, SourceKind, from_json};
use crate::model::citation::{Citation, Sourced};

/// The rules of files that a policy goes with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileRules {
    /// Materials that are documents, doc or docx, named after their title. All others are photos.
    pub documents: Sourced<Vec<String>>,
    /// When a photo is advised against.
    pub photo: PhotoRules,
}

/// When a photo is advised against. None of it refuses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PhotoRules {
    /// Edges this wide, in hundredths of a pixel, are a little soft.
    pub soft_from: Sourced<u32>,
    /// Edges this wide are probably blurred.
    pub blurred_from: Sourced<u32>,
    /// Writing that touches a side this much, in hundredths of what stands inside, is probably cut off there.
    pub cut_off_from: Sourced<u32>,
    /// A long side of fewer pixels is small.
    pub small_below: Sourced<u32>,
    /// Paper of less brightness, 0 to 255, is dark.
    pub dark_below: Sourced<u32>,
    /// Two pictures that differ in no more of 256 bits look alike.
    pub look_alike_bits: Sourced<u32>,
}

impl FileRules {
    /// Henan's, as they come with the library.
    pub fn henan() -> Result<Self, Error> {
        Self::from_json(include_str!("../../data/generated/henan.files.json"))
    }

    /// Reads the compiled form.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        from_json(text, SourceKind::Policy)
    }

    /// Reads the TOML people write.
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        crate::error::from_toml(text, SourceKind::Policy, "files.toml")
    }

    /// Every citation.
    pub(crate) fn citations(&self) -> [&Citation; 7] {
        let PhotoRules { soft_from, blurred_from, cut_off_from, small_below, dark_below, look_alike_bits } =
            &self.photo;
        let [soft, blurred, cut_off, small, dark, alike] =
            [soft_from, blurred_from, cut_off_from, small_below, dark_below, look_alike_bits].map(|one| &one.citation);
        [&self.documents.citation, soft, blurred, cut_off, small, dark, alike]
    }
}
