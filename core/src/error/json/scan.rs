//! The tokens of a JSON text.

use std::borrow::Cow;

use serde::de::Error as _;

use super::broken::Broken;

/// A number as the contract knows it: whole, of 64 bits.
pub(super) enum Number {
    /// From zero up.
    Whole(u64),
    /// Below zero.
    Below(i64),
    /// With a point or an exponent, or too large.
    Fraction,
}

/// A place in a text.
pub(super) struct Scan<'de> {
    pub(super) all: &'de str,
    /// Always between two characters: tokens end before an ASCII byte.
    pub(super) at: usize,
}

impl<'de> Scan<'de> {
    pub(super) fn new(all: &'de str) -> Self {
        Self::at(all, 0)
    }

    pub(super) fn at(all: &'de str, at: usize) -> Self {
        Self { all, at }
    }

    fn byte(&self) -> Option<u8> {
        self.all.as_bytes().get(self.at).copied()
    }

    /// The first byte of the next token.
    pub(super) fn next(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.byte()
    }

    /// Where the next token starts.
    pub(super) fn at_next(&mut self) -> usize {
        self.next();
        self.at
    }

    /// Past the byte that was just looked at.
    pub(super) fn step(&mut self) {
        self.at += 1;
    }

    /// Nothing but spaces may follow.
    pub(super) fn end(&mut self) -> Result<(), Broken> {
        match self.next() {
            None => Ok(()),
            Some(_) => Err(Broken::custom("there is more text after the end")),
        }
    }

    /// The line that was come to, from 1.
    pub(super) fn line(&self) -> usize {
        self.all.bytes().take(self.at).filter(|byte| *byte == b'\n').count() + 1
    }

    #[cold]
    pub(super) fn stuck(&self, expected: &str) -> Broken {
        match self.byte() {
            None => Broken::custom(format_args!("the text ends where {expected} is expected")),
            Some(_) => Broken::custom(format_args!("this is not JSON: {expected} is expected here")),
        }
    }

    pub(super) fn word(&mut self, word: &str) -> Result<(), Broken> {
        if !self.all.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return Err(self.stuck("a value"));
        }
        self.at += word.len();
        Ok(())
    }

    pub(super) fn flag(&mut self) -> Result<bool, Broken> {
        let flag = self.byte() == Some(b't');
        self.word(if flag { "true" } else { "false" }).map(|()| flag)
    }

    /// A text without its quotes.
    pub(super) fn text(&mut self) -> Result<Cow<'de, str>, Broken> {
        if self.next() != Some(b'"') {
            return Err(self.stuck("a text"));
        }
        let (all, open) = (self.all, self.at);
        let mut is_plain = true;
        loop {
            self.at += 1;
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => {
                    is_plain = false;
                    self.at += 1;
                }
                None | Some(0..0x20) => return Err(self.stuck("the rest of a text")),
                Some(_) => {}
            }
        }
        self.at += 1;
        if is_plain {
            return Ok(Cow::Borrowed(all.get(open + 1..self.at - 1).unwrap_or_default()));
        }
        // What the escapes mean is left to who knows.
        let quoted = all.get(open..self.at).unwrap_or_default();
        serde_json::from_str(quoted).map(Cow::Owned).map_err(|_| self.stuck("a text whose escapes mean something"))
    }

    pub(super) fn number(&mut self) -> Result<Number, Broken> {
        let start = self.at;
        let is_below = self.byte() == Some(b'-');
        if is_below {
            self.at += 1;
        }
        let leads_with_zero = self.byte() == Some(b'0');
        let digits = self.digits();
        if digits == 0 || (leads_with_zero && digits > 1) {
            return Err(self.stuck("a value"));
        }
        let end = self.at;
        if self.byte() == Some(b'.') {
            self.at += 1;
            if self.digits() == 0 {
                return Err(self.stuck("a digit"));
            }
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Err(self.stuck("a digit"));
            }
        }
        let whole = self.all.get(start..self.at).filter(|_| self.at == end).unwrap_or_default();
        // A zero below zero is a fraction to every reader of JSON that keeps the sign.
        let number = match whole.parse() {
            Ok(number) => Some(Number::Whole(number)),
            Err(_) => whole.parse().ok().filter(|number| *number < 0).map(Number::Below),
        };
        Ok(number.unwrap_or(Number::Fraction))
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }
}
