//! Identity numbers (公民身份号码, GB 11643-1999) and mobile numbers.

use serde::{Deserialize, Serialize};

use super::date::Date;

/// Sex as the identity number records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Sex {
    /// 女: the last digit of the serial is even
    Female,
    /// 男: the last digit of the serial is odd
    Male,
}

/// What a well-formed identity number says. The region code is not looked up: codes are retired and reissued, and a person
/// keeps the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The day of birth.
    pub birth: Date,
    /// The sex.
    pub sex: Sex,
}

/// Why a text is no identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Not 17 digits and a digit or X.
    #[error("an identity number has 17 digits and then a digit or X")]
    Shape,
    /// Positions 7 to 14 are no day.
    #[error("digits 7 to 14 of the identity number are not a day that exists")]
    Birth,
    /// The last character does not follow from the others.
    #[error("the last character of the identity number does not agree with the others")]
    CheckDigit,
}

impl IdentityError {
    /// The reason as a word of the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shape => "shape",
            Self::Birth => "birth",
            Self::CheckDigit => "check_digit",
        }
    }
}

/// Weights of the first 17 digits and the check characters by remainder, GB 11643-1999.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// Reads an identity number. A small `x` is taken for `X`; spaces are not.
///
/// ```
/// use gongkao::model::identity::{Sex, read_identity_number};
/// let identity = read_identity_number("11010519491231002X").unwrap();
/// assert_eq!(identity.sex, Sex::Female);
/// assert_eq!(identity.birth.to_string(), "1949-12-31");
/// ```
pub fn read_identity_number(text: &str) -> Result<Identity, IdentityError> {
    let bytes: [u8; 18] = text.as_bytes().try_into().map_err(|_| IdentityError::Shape)?;
    let [digits @ .., check] = bytes;
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(IdentityError::Shape);
    }
    let check = check.to_ascii_uppercase();
    if !check.is_ascii_digit() && check != b'X' {
        return Err(IdentityError::Shape);
    }
    let [_, _, _, _, _, _, y1, y2, y3, y4, m1, m2, d1, d2, _, _, serial] = digits.map(|digit| u32::from(digit - b'0'));
    let year = (y1 * 1000 + y2 * 100 + y3 * 10 + y4).cast_signed();
    let birth = Date::new(year, m1 * 10 + m2, d1 * 10 + d2).ok_or(IdentityError::Birth)?;
    if check_character(&digits) != Some(check) {
        return Err(IdentityError::CheckDigit);
    }
    let sex = if serial % 2 == 0 { Sex::Female } else { Sex::Male };
    Ok(Identity { birth, sex })
}

/// A number of a made-up person, of a region code that stands for no place.
pub(crate) fn identity_number(birth: Date, sex: Sex) -> String {
    let serial = match sex {
        Sex::Female => 2,
        Sex::Male => 1,
    };
    let digits = format!("990000{:04}{:02}{:02}00{serial}", birth.year(), birth.month(), birth.day());
    let check = check_character(digits.as_bytes()).unwrap_or_default();
    format!("{digits}{}", char::from(check))
}

fn check_character(digits: &[u8]) -> Option<u8> {
    let sum: u32 =
        WEIGHTS.iter().zip(digits).map(|(weight, digit)| weight * u32::from(digit.saturating_sub(b'0'))).sum();
    usize::try_from(sum % 11).ok().and_then(|at| CHECKS.get(at)).copied()
}

/// Whether two texts are the same identity number: a small `x` at the end is the large one.
pub fn same_identity(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// Whether a text is a mainland mobile number: 11 digits, the first 1, the second 3 to 9, `+86` allowed before. Nothing
/// stricter: since numbers can be ported, a prefix says nothing.
pub fn is_mobile_number(text: &str) -> bool {
    let digits = text.strip_prefix("+86").unwrap_or(text).as_bytes();
    matches!(digits, [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9 && rest.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_standard_are_read() {
        let female = read_identity_number("11010519491231002x").unwrap();
        assert_eq!((female.sex, female.birth.to_string().as_str()), (Sex::Female, "1949-12-31"));
        let male = read_identity_number("440524188001010014").unwrap();
        assert_eq!((male.sex, male.birth.to_string().as_str()), (Sex::Male, "1880-01-01"));
        assert!(read_identity_number("370101190102039973").is_ok());
    }

    #[test]
    fn each_fault_is_named() {
        assert_eq!(read_identity_number("110105194912310021"), Err(IdentityError::CheckDigit));
        assert_eq!(read_identity_number("110105194913310029"), Err(IdentityError::Birth));
        for shape in ["", "X", "11010519491231002", " 11010519491231002X", "１１０１０５", "1101051949123100ZX"] {
            assert_eq!(read_identity_number(shape), Err(IdentityError::Shape), "{shape}");
        }
    }

    #[test]
    fn an_unknown_region_code_is_no_fault() {
        assert!(read_identity_number("990105194912310023").is_ok_and(|id| id.birth.year() == 1949));
    }

    #[test]
    fn mobile_numbers() {
        assert!(is_mobile_number("13800138000") && is_mobile_number("+8619912345678"));
        for wrong in ["12800138000", "1380013800", "138001380001", "1380013800a", "+86 13800138000", ""] {
            assert!(!is_mobile_number(wrong), "{wrong}");
        }
    }
}
