//! Upload tokens: a phone sends one file for one material, without signing in.
//!
//! 31 bytes, written as 42 characters:
//!
//! | bytes | what |
//! |---|---|
//! | 1 | format |
//! | 6 | start of the SHA-256 of the application's name, by which a host finds it |
//! | 4 | expiry, seconds since 2020 in UTC |
//! | 6 | nonce |
//! | 14 | HMAC-SHA-256, cut, over all of the above, the application's whole name and the material |
//!
//! Nothing in it is about a person. What it opens is settled by the signature and by the application's own record of it: one
//! live token for a material, used once.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::refusal::RefusalCode;
use super::state::{State, TokenStatus};
use crate::model::timestamp::Timestamp;

const FORMAT: u8 = 1;
const APPLICATION: usize = 6;
pub(super) const NONCE: usize = 6;
const BODY: usize = 1 + APPLICATION + 4 + NONCE;
const SIGNATURE: usize = 14;
/// Bytes of a token.
pub const BYTES: usize = BODY + SIGNATURE;
/// 2020-01-01T00:00:00Z in seconds since 1970.
const EPOCH: i64 = 1_577_836_800;
/// A secret shorter than this is guessed.
const SHORTEST_SECRET: usize = 16;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The first bytes of random input as a nonce.
pub(super) fn nonce(random: &[u8]) -> Result<[u8; NONCE], RefusalCode> {
    random.first_chunk().copied().ok_or(RefusalCode::TokenRandom)
}

/// The token of a material of an application, as it stands in the link.
pub(super) fn issue(
    application: &str,
    material: &str,
    expires: Timestamp,
    nonce: [u8; NONCE],
    secret: &[u8],
) -> Result<String, RefusalCode> {
    let seconds = u32::try_from(expires.unix() - EPOCH).map_err(|_| RefusalCode::TokenExpired)?;
    let mut bytes = [0; BYTES];
    let (body, signature) = bytes.split_at_mut(BODY);
    let parts = [&[FORMAT], fingerprint(application).as_slice(), &seconds.to_be_bytes(), &nonce].concat();
    body.copy_from_slice(&parts);
    let mac = sign(body, application, material, secret)?.finalize().into_bytes();
    for (to, from) in signature.iter_mut().zip(mac) {
        *to = from;
    }
    Ok(write(&bytes))
}

/// The record of the token an application made for a material, as the link carries it: what a host shows as a QR code. It can
/// be made again from the record as long as the token is live.
pub fn of_record(state: &State, material: &str, secret: &[u8]) -> Result<String, RefusalCode> {
    let record = state.tokens.iter().find(|token| token.material == material).ok_or(RefusalCode::TokenRevoked)?;
    match record.status {
        TokenStatus::Live => {}
        TokenStatus::Used => return Err(RefusalCode::TokenUsed),
        TokenStatus::Revoked => return Err(RefusalCode::TokenRevoked),
    }
    let nonce = read_hex(&record.nonce).ok_or(RefusalCode::TokenMalformed)?;
    issue(&state.application, material, record.expires, nonce, secret)
}

/// The key a host may look an application up by: the same in every token of it.
pub fn application_key(application: &str) -> String {
    hex(&fingerprint(application))
}

/// The key in a token, not yet known to be genuine.
pub fn key_of(token: &str) -> Option<String> {
    let bytes = read(token)?;
    bytes.get(1..=APPLICATION).map(hex)
}

/// Whether a token opens a material of an application now. The signature is compared in constant time, and before anything
/// else is said of the token.
pub(super) fn open(
    state: &State,
    material: &str,
    token: &str,
    secret: &[u8],
    now: Timestamp,
) -> Result<(), RefusalCode> {
    let bytes = read(token).ok_or(RefusalCode::TokenMalformed)?;
    let (body, signature) = bytes.split_at_checked(BODY).ok_or(RefusalCode::TokenMalformed)?;
    let mac = sign(body, &state.application, material, secret)?;
    mac.verify_truncated_left(signature).map_err(|_| RefusalCode::TokenForged)?;
    let (Some(FORMAT), Some(seconds), Some(nonce)) = (
        body.first().copied(),
        body.get(1 + APPLICATION..).and_then(<[u8]>::first_chunk::<4>),
        body.last_chunk::<NONCE>(),
    ) else {
        return Err(RefusalCode::TokenMalformed);
    };
    if now.unix() >= i64::from(u32::from_be_bytes(*seconds)) + EPOCH {
        return Err(RefusalCode::TokenExpired);
    }
    let nonce = hex(nonce);
    let record = state.tokens.iter().find(|token| token.material == material && token.nonce == nonce);
    match record.map(|record| record.status) {
        Some(TokenStatus::Live) => Ok(()),
        Some(TokenStatus::Used) => Err(RefusalCode::TokenUsed),
        Some(TokenStatus::Revoked) | None => Err(RefusalCode::TokenRevoked),
    }
}

fn fingerprint(application: &str) -> [u8; APPLICATION] {
    let whole = Sha256::digest(application.as_bytes());
    whole.first_chunk().copied().unwrap_or_default()
}

fn sign(body: &[u8], application: &str, material: &str, secret: &[u8]) -> Result<Hmac<Sha256>, RefusalCode> {
    keyed(b"gongkao upload token", &[body, application.as_bytes(), material.as_bytes()], secret)
}

/// An HMAC over a purpose and parts, each led by its length so that none can pass for a piece of another.
pub(super) fn keyed(purpose: &[u8], parts: &[&[u8]], secret: &[u8]) -> Result<Hmac<Sha256>, RefusalCode> {
    if secret.len() < SHORTEST_SECRET {
        return Err(RefusalCode::TokenSecret);
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(|_| RefusalCode::TokenSecret)?;
    for part in std::iter::once(&purpose).chain(parts) {
        mac.update(&(part.len() as u64).to_le_bytes());
        mac.update(part);
    }
    Ok(mac)
}

/// Bytes in the alphabet of links (RFC 4648, section 5), without padding.
pub(super) fn write(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..=chunk.len() {
            let index = (word >> (18 - 6 * at) & 63) as usize;
            text.push(ALPHABET.get(index).copied().unwrap_or(b'A').into());
        }
    }
    text
}

fn read(token: &str) -> Option<Vec<u8>> {
    read_text(token, BYTES)
}

/// The bytes of a text of [`write()`], of exactly this many; a text that is not the one way to write them is none.
pub(super) fn read_text(text: &str, length: usize) -> Option<Vec<u8>> {
    if text.len() != length / 3 * 4 + [0, 2, 3].get(length % 3)? {
        return None;
    }
    let mut bytes = Vec::with_capacity(length);
    for chunk in text.as_bytes().chunks(4) {
        let mut word = 0_u32;
        for letter in chunk {
            let value = ALPHABET.iter().position(|known| known == letter)?;
            word = word << 6 | u32::try_from(value).ok()?;
        }
        word <<= 6 * (4 - chunk.len());
        let [_, first, second, third] = word.to_be_bytes();
        bytes.extend([first, second, third].iter().take(chunk.len() - 1));
    }
    (write(&bytes) == text).then_some(bytes)
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

fn read_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != 2 * N || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_written_as_the_standard_says() {
        assert_eq!(write(b""), "");
        assert_eq!(write(b"f"), "Zg");
        assert_eq!(write(b"fo"), "Zm8");
        assert_eq!(write(b"foobar"), "Zm9vYmFy");
        assert_eq!(read_text("Zm8", 2), Some(b"fo".to_vec()));
        assert_eq!(read_text("Zm9", 2), None, "the same bytes, written otherwise");
        assert_eq!(read_text("Zm+", 2), None);
        assert_eq!(BYTES, 31);
    }
}
