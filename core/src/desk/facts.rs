//! What the host knows at the moment of a command, as it crosses a boundary.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{Error, SourceKind, from_json};
use crate::model::certificate::CertificateLibrary;
use crate::model::timestamp::Timestamp;
use crate::workflow::context::{Actor, Verified};

/// Who asks, when, and what the host knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Facts {
    /// Now.
    pub now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// The version the asker looked at; 0 where there was nothing yet.
    pub version: u64,
    /// What real-name verification said of the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<Verified>,
    /// The certificate library, without which nothing is submitted; empty if it has no records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub library: Option<CertificateLibrary>,
    /// 32 fresh random bytes, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub random: Option<Bytes>,
    /// The host's secret for tokens and challenges, in hexadecimal; 16 bytes at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<Bytes>,
}

impl Facts {
    /// Reads facts; the error repeats nothing personal and nothing secret.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        from_json(text, SourceKind::Facts)
    }

    pub(super) fn random(&self) -> &[u8] {
        self.random.as_ref().map_or(&[], |bytes| &bytes.0)
    }

    pub(super) fn secret(&self) -> &[u8] {
        self.secret.as_ref().map_or(&[], |bytes| &bytes.0)
    }
}

/// Bytes, written in hexadecimal; they show nothing of themselves in `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Bytes(pub Vec<u8>);

impl TryFrom<String> for Bytes {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        const LONGEST: usize = 1_024;
        let wrong = "bytes are written as pairs of hexadecimal digits, 1024 digits at most";
        if text.len() > LONGEST || text.len() % 2 == 1 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong);
        }
        let digits: Vec<u8> =
            text.chars().filter_map(|digit| digit.to_digit(16)).filter_map(|digit| u8::try_from(digit).ok()).collect();
        Ok(Self(digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect()))
    }
}

impl From<Bytes> for String {
    fn from(bytes: Bytes) -> Self {
        let digits = bytes.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} bytes>", self.0.len())
    }
}
