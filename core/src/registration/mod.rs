//! Registering, before there is an application: password, verification codes, real name. The applicant's guide, section 2.
//!
//! Nothing here keeps anything: passwords and numbers are looked at and forgotten, and the time of the last code is the host's
//! to remember.

use serde::{Deserialize, Serialize};

use crate::finding::Messages;
use crate::model::citation::Text;
use crate::model::identity::{is_mobile_number, read_identity_number, same_identity};
use crate::model::masked::Masked;
use crate::model::timestamp::Timestamp;
use crate::procedure::Procedure;
use crate::workflow::context::Verified;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What is wrong with a registration. The list is closed; each has its sentence in the words of the messages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum RegistrationCode {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl RegistrationCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in JSON and data, which is also its key among the words.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

codes! {
    /// The password is too short.
    PasswordShort = "registration/password-short",
    /// The password is too long.
    PasswordLong = "registration/password-long",
    /// The password has no letter.
    PasswordLetter = "registration/password-letter",
    /// The password has no digit.
    PasswordDigit = "registration/password-digit",
    /// The password has something else.
    PasswordCharacter = "registration/password-character",
    /// The password is on the list of those nobody may take.
    PasswordBlocked = "registration/password-blocked",
    /// The two passwords differ.
    PasswordRepeat = "registration/password-repeat",
    /// It is too early for another code.
    SmsWait = "registration/sms-wait",
    /// The mobile number is malformed.
    Mobile = "registration/mobile",
    /// Real-name verification has not been passed.
    NotVerified = "registration/not-verified",
    /// The name differs.
    NameDiffers = "registration/name-differs",
    /// The number differs.
    NumberDiffers = "registration/number-differs",
    /// The number is malformed.
    NumberMalformed = "registration/number-malformed",
}

/// One thing wrong, with the number its sentence speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Complaint {
    /// What.
    pub code: RegistrationCode,
    /// A limit in characters, or a wait in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
    /// The sentence: what is wrong and what to do. A desk fills it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Text>,
}

impl Complaint {
    fn new(code: RegistrationCode) -> Self {
        Self { code, number: None, message: None }
    }

    fn about(code: RegistrationCode, number: i64) -> Self {
        Self { number: Some(number), ..Self::new(code) }
    }

    /// The sentence.
    pub fn sentence(&self, messages: &Messages) -> Text {
        let params = self
            .number
            .into_iter()
            .flat_map(|number| ["limit", "seconds"].map(|name| (name.to_owned(), number.into())))
            .collect();
        messages.sentence(self.code.name(), &params)
    }
}

/// Everything wrong with a password typed twice: letters and digits, long enough, not one that everybody knows, both equal,
/// capital letters too. Empty where nothing is.
pub fn check_password(procedure: &Procedure, password: &Masked, repeated: &Masked) -> Vec<Complaint> {
    let limits = &procedure.source().limits;
    let text = password.reveal();
    let length = text.chars().count();
    let (shortest, longest) = (limits.password_shortest.value, limits.password_longest.value);
    let mut wrong = Vec::new();
    if length < shortest as usize {
        wrong.push(Complaint::about(RegistrationCode::PasswordShort, shortest.into()));
    }
    if length > longest as usize {
        wrong.push(Complaint::about(RegistrationCode::PasswordLong, longest.into()));
    }
    if !text.chars().any(|character| character.is_ascii_alphabetic()) {
        wrong.push(Complaint::new(RegistrationCode::PasswordLetter));
    }
    if !text.chars().any(|character| character.is_ascii_digit()) {
        wrong.push(Complaint::new(RegistrationCode::PasswordDigit));
    }
    if !text.chars().all(|character| character.is_ascii_alphanumeric()) {
        wrong.push(Complaint::new(RegistrationCode::PasswordCharacter));
    }
    if limits.password_blocked.value.iter().any(|blocked| blocked.eq_ignore_ascii_case(text)) {
        wrong.push(Complaint::new(RegistrationCode::PasswordBlocked));
    }
    if password != repeated {
        wrong.push(Complaint::new(RegistrationCode::PasswordRepeat));
    }
    wrong
}

/// What an ask for a verification code answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SmsAnswer {
    /// Whether a code may be sent now; the host then remembers the time.
    pub send: bool,
    /// In how many seconds the next may be asked for: what a page counts down, a reload included.
    pub retry_after: u32,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complaint: Option<Complaint>,
}

/// Whether another verification code may be sent to a number, whose last one went out at `last`. A last time that lies in the
/// future, by a clock that was set back, holds for one interval at most.
pub fn ask_for_sms(procedure: &Procedure, mobile: &Masked, last: Option<Timestamp>, now: Timestamp) -> SmsAnswer {
    let interval = procedure.source().limits.sms_resend_seconds.value;
    let refused = |retry_after, complaint| SmsAnswer { send: false, retry_after, complaint: Some(complaint) };
    if !is_mobile_number(mobile.reveal()) {
        return refused(0, Complaint::new(RegistrationCode::Mobile));
    }
    let passed = last.map(|last| now.seconds() - last.seconds());
    let wait = passed.map_or(0, |passed| (i64::from(interval) - passed).clamp(0, i64::from(interval)));
    if wait == 0 {
        return SmsAnswer { send: true, retry_after: interval, complaint: None };
    }
    refused(u32::try_from(wait).unwrap_or(interval), Complaint::about(RegistrationCode::SmsWait, wait))
}

/// What is wrong with name and number beside what real-name verification said; without it there is no registering.
pub fn check_real_name(name: &Masked, identity_number: &Masked, verified: Option<&Verified>) -> Vec<Complaint> {
    let Some(verified) = verified else { return vec![Complaint::new(RegistrationCode::NotVerified)] };
    let mut wrong = Vec::new();
    if read_identity_number(identity_number.reveal()).is_err() {
        wrong.push(Complaint::new(RegistrationCode::NumberMalformed));
    }
    if *name != verified.name {
        wrong.push(Complaint::new(RegistrationCode::NameDiffers));
    }
    if !same_identity(identity_number.reveal(), verified.identity_number.reveal()) {
        wrong.push(Complaint::new(RegistrationCode::NumberDiffers));
    }
    wrong
}
