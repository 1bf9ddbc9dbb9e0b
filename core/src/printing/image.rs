//! Pictures inside a page.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A PNG or JPEG as a `data:` address, of at most two million characters. Nothing else gets into a page: no address that would be
/// fetched, no drawing that could hold a script.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct DataImage(String);

const LONGEST: usize = 2_000_000;

impl TryFrom<String> for DataImage {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let wrong = "a picture is a PNG or JPEG as `data:image/png;base64,…`, at most 2000000 characters";
        let content =
            ["data:image/png;base64,", "data:image/jpeg;base64,"].iter().find_map(|head| text.strip_prefix(head));
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
        match content {
            Some(content) if text.len() <= LONGEST && !content.is_empty() && content.bytes().all(plain) => {
                Ok(Self(text))
            }
            _ => Err(wrong),
        }
    }
}

impl From<DataImage> for String {
    fn from(image: DataImage) -> Self {
        image.0
    }
}

impl fmt::Display for DataImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for DataImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<picture of {} characters>", self.0.len())
    }
}
