//! The challenge before a ticket is printed: characters to type, or to hear.
//!
//! Pure on both sides: the characters are drawn from random bytes of the host, and the challenge carries a signature over the
//! right answer instead of the answer. That it is used once is kept by the application.

use hmac::Mac;
use serde::{Deserialize, Serialize};

use super::refusal::RefusalCode;
use super::token::{hex, keyed, read_text, write};
use crate::model::citation::Text;
use crate::model::timestamp::Timestamp;
use crate::procedure::Procedure;

const NONCE: usize = 8;
const BODY: usize = 8 + NONCE;
const SIGNATURE: usize = 16;
const BYTES: usize = BODY + SIGNATURE;

/// A challenge: `shown` for the eyes, `spoken` for the ears, `challenge` to be sent back with what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Challenge {
    /// The signed challenge.
    pub challenge: String,
    /// The characters to type.
    pub shown: String,
    /// The same, to be read out.
    pub spoken: Text,
    /// When it ends.
    pub expires: Timestamp,
}

/// A challenge for an application. Sixteen random bytes and a few are enough; each character is drawn without bias.
pub fn issue(
    procedure: &Procedure,
    application: &str,
    now: Timestamp,
    random: &[u8],
    secret: &[u8],
) -> Result<Challenge, RefusalCode> {
    let limits = &procedure.source().limits;
    let length = limits.challenge_length.value as usize;
    let characters: Vec<(&String, &Text)> = limits.challenge_characters.value.iter().collect();
    let (nonce, rest) = random.split_first_chunk::<NONCE>().ok_or(RefusalCode::TokenRandom)?;
    let expires =
        now.plus_seconds(i64::from(limits.challenge_minutes.value) * 60).ok_or(RefusalCode::ChallengeExpired)?;
    // A byte in the incomplete last round of the alphabet would favour its first characters.
    let fair = 256 - 256 % characters.len().max(1);
    let drawn: Vec<(&String, &Text)> = rest
        .iter()
        .map(|byte| usize::from(*byte))
        .filter(|byte| *byte < fair)
        .filter_map(|byte| characters.get(byte % characters.len().max(1)).copied())
        .take(length)
        .collect();
    if drawn.len() < length {
        return Err(RefusalCode::TokenRandom);
    }
    let shown: String = drawn.iter().map(|(character, _)| character.as_str()).collect();
    let said = |word: fn(&Text) -> &str| drawn.iter().map(|(_, text)| word(text)).collect::<Vec<_>>();
    let spoken = Text { zh: said(|text| &text.zh).join("，"), en: said(|text| &text.en).join(", ") };
    let body = [expires.unix().to_be_bytes().as_slice(), nonce].concat();
    let mac = sign(&body, application, &shown, secret)?.finalize().into_bytes();
    let bytes: Vec<u8> = body.into_iter().chain(mac.into_iter().take(SIGNATURE)).collect();
    Ok(Challenge { challenge: write(&bytes), shown, spoken, expires })
}

/// A solved challenge: its nonce in hexadecimal, and when it ends.
pub(super) fn solve(
    application: &str,
    challenge: &str,
    answer: &str,
    secret: &[u8],
    now: Timestamp,
) -> Result<(String, Timestamp), RefusalCode> {
    let bytes = read_text(challenge, BYTES).ok_or(RefusalCode::ChallengeForged)?;
    let (Some((body, signature)), Some(expires), Some(nonce)) = (
        bytes.split_at_checked(BODY),
        bytes.first_chunk::<8>().and_then(|seconds| Timestamp::from_unix(i64::from_be_bytes(*seconds))),
        bytes.get(8..BODY),
    ) else {
        return Err(RefusalCode::ChallengeForged);
    };
    if now >= expires {
        return Err(RefusalCode::ChallengeExpired);
    }
    // An altered challenge and a wrong answer look the same: the answer is part of what is signed.
    sign(body, application, answer.trim(), secret)?
        .verify_truncated_left(signature)
        .map_err(|_| RefusalCode::ChallengeWrong)?;
    Ok((hex(nonce), expires))
}

fn sign(body: &[u8], application: &str, answer: &str, secret: &[u8]) -> Result<hmac::Hmac<sha2::Sha256>, RefusalCode> {
    keyed(b"gongkao challenge", &[body, application.as_bytes(), answer.as_bytes()], secret)
}
