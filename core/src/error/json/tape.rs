//! A JSON text taken apart once, before anything is made of it. What is no JSON is refused here, with the path to it.

use std::borrow::Cow;

use serde::de::Error as _;

use super::broken::{Broken, Step};

/// As deep as anything of the contract may be nested.
const DEEPEST: u8 = 127;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing stands there.
    Absent,
    Null,
    False,
    True,
    /// Whole.
    Number,
    /// With a point or an exponent.
    Fraction,
    Text,
    /// A text with escapes in it.
    Escaped,
    List,
    Table,
}

/// A piece of the text: a value, or the name of a field, which the field's value follows.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it is in the text; of a text what stands between the quotes.
    start: u32,
    end: u32,
    /// The token after it and all that is in it.
    pub(super) next: u32,
}

/// The tokens of a text, in its order. The first is that of nothing.
pub(super) struct Tape<'de> {
    text: &'de str,
    tokens: Vec<Token>,
}

/// The place of the token of nothing.
pub(super) const ABSENT: u32 = 0;
/// The place of the token of the whole text.
pub(super) const WHOLE: u32 = 1;

const NOTHING: Token = Token { kind: Kind::Absent, start: 0, end: 0, next: WHOLE };

impl<'de> Tape<'de> {
    /// Takes a text apart. The error comes with the line that it stands in.
    pub(super) fn new(text: &'de str) -> Result<Self, (Broken, usize)> {
        let mut tokens = Vec::with_capacity(2 + text.len() / 8);
        tokens.push(NOTHING);
        let mut scan = Scan { text, at: 0, tokens };
        let whole = match u32::try_from(text.len()) {
            Ok(_) => scan.value(DEEPEST).and_then(|()| scan.end()),
            Err(_) => Err(Broken::custom("it is too long")),
        };
        match whole {
            Ok(()) => Ok(Self { text, tokens: scan.tokens }),
            Err(broken) => Err((broken, line(text, scan.at))),
        }
    }

    pub(super) fn token(&self, place: u32) -> Token {
        self.tokens.get(place as usize).copied().unwrap_or(NOTHING)
    }

    /// The line of a token, from 1.
    pub(super) fn line(&self, place: u32) -> usize {
        line(self.text, self.token(place).start as usize)
    }

    /// The whole number in a field of the whole.
    pub(super) fn number_of(&self, field: &str) -> Option<u64> {
        let whole = self.token(WHOLE);
        let mut name = WHOLE + 1;
        while whole.kind == Kind::Table && name < whole.next {
            let value = self.token(name + 1);
            if self.said(self.token(name)) == field {
                return self.written(value).parse().ok().filter(|_| value.kind == Kind::Number);
            }
            name = value.next;
        }
        None
    }

    /// A number as it is written.
    pub(super) fn written(&self, token: Token) -> &'de str {
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// A text, or the name of a field.
    pub(super) fn said(&self, token: Token) -> Cow<'de, str> {
        let written = self.written(token);
        if token.kind == Kind::Escaped {
            Cow::Owned(unescaped(written).unwrap_or_default())
        } else {
            Cow::Borrowed(written)
        }
    }
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// What a text with escapes says.
#[cold]
fn unescaped(written: &str) -> Option<String> {
    let mut said = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((plain, escape)) = rest.split_once('\\') {
        said.push_str(plain);
        let (kind, after) = escape.split_at_checked(1)?;
        rest = after;
        said.push(match kind {
            "\"" | "\\" | "/" => kind.chars().next()?,
            "b" => '\u{8}',
            "f" => '\u{c}',
            "n" => '\n',
            "r" => '\r',
            "t" => '\t',
            "u" => {
                let first = unit(&mut rest)?;
                if (0xD800..0xDC00).contains(&first) {
                    rest = rest.strip_prefix("\\u")?;
                    let second = unit(&mut rest)?.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
                    char::from_u32(0x10000 + ((first - 0xD800) << 10 | second))?
                } else {
                    char::from_u32(first)?
                }
            }
            _ => return None,
        });
    }
    said.push_str(rest);
    Some(said)
}

/// The four digits of a unit of UTF-16, taken off the front.
fn unit(rest: &mut &str) -> Option<u32> {
    let (digits, after) = rest.split_at_checked(4)?;
    *rest = after;
    digits.chars().try_fold(0, |number, digit| Some(number << 4 | digit.to_digit(16)?))
}

/// A place in a text, and the tokens before it.
struct Scan<'de> {
    text: &'de str,
    /// Always between two characters: tokens end before an ASCII byte.
    at: usize,
    tokens: Vec<Token>,
}

impl Scan<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The first byte of the next token.
    fn next(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.byte()
    }

    /// Nothing but spaces may follow.
    fn end(&mut self) -> Result<(), Broken> {
        match self.next() {
            None => Ok(()),
            Some(_) => Err(Broken::custom("there is more text after the end")),
        }
    }

    #[cold]
    fn stuck(&self, expected: &str) -> Broken {
        match self.byte() {
            None => Broken::custom(format_args!("the text ends where {expected} is expected")),
            Some(_) => Broken::custom(format_args!("this is not JSON: {expected} is expected here")),
        }
    }

    /// A token from a place on, up to here.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the text is shorter than 2^32 bytes, and has no more tokens than those"
    )]
    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        let next = self.tokens.len() as u32 + 1;
        self.tokens.push(Token { kind, start: start as u32, end: end as u32, next });
    }

    fn value(&mut self, deeper: u8) -> Result<(), Broken> {
        match self.next() {
            Some(b'{') => self.items(Kind::Table, b'}', deeper),
            Some(b'[') => self.items(Kind::List, b']', deeper),
            Some(b'"') => self.text(),
            Some(b'n') => self.word(Kind::Null, "null"),
            Some(b't') => self.word(Kind::True, "true"),
            Some(b'f') => self.word(Kind::False, "false"),
            _ => self.number(),
        }
    }

    fn items(&mut self, kind: Kind, close: u8, deeper: u8) -> Result<(), Broken> {
        let deeper = deeper.checked_sub(1).ok_or_else(|| Broken::custom("it is nested too deeply"))?;
        let own = self.tokens.len();
        self.push(kind, self.at, self.at);
        self.at += 1;
        let mut number = 0;
        loop {
            match self.next() {
                Some(byte) if byte == close => break,
                Some(b',') if number > 0 => self.at += 1,
                Some(_) if number == 0 => {}
                _ => return Err(self.stuck("a comma, or the end of a list or table")),
            }
            if kind == Kind::List {
                self.value(deeper).map_err(|broken| broken.below(Step::Item(number)))?;
            } else {
                self.field(deeper)?;
            }
            number += 1;
        }
        self.at += 1;
        let next = u32::try_from(self.tokens.len()).unwrap_or(u32::MAX);
        if let Some(own) = self.tokens.get_mut(own) {
            own.next = next;
        }
        Ok(())
    }

    fn field(&mut self, deeper: u8) -> Result<(), Broken> {
        if self.next() != Some(b'"') {
            return Err(self.stuck("a name in quotes"));
        }
        let open = self.at + 1;
        self.text()?;
        let written = open..self.at - 1;
        let value = if self.next() == Some(b':') {
            self.at += 1;
            self.value(deeper)
        } else {
            return Err(self.stuck("`:`"));
        };
        value.map_err(|broken| {
            let written = self.text.get(written).unwrap_or_default();
            broken.below(Step::Name(unescaped(written).unwrap_or_default()))
        })
    }

    fn word(&mut self, kind: Kind, word: &str) -> Result<(), Broken> {
        if !self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return Err(self.stuck("a value"));
        }
        self.push(kind, self.at, self.at);
        self.at += word.len();
        Ok(())
    }

    fn text(&mut self) -> Result<(), Broken> {
        let open = self.at + 1;
        let mut kind = Kind::Text;
        loop {
            self.at += 1;
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => {
                    kind = Kind::Escaped;
                    self.at += 1;
                }
                None | Some(0..0x20) => return Err(self.stuck("the rest of a text")),
                Some(_) => {}
            }
        }
        if kind == Kind::Escaped && self.text.get(open..self.at).and_then(unescaped).is_none() {
            return Err(self.stuck("a text whose escapes mean something"));
        }
        self.push(kind, open, self.at);
        self.at += 1;
        Ok(())
    }

    fn number(&mut self) -> Result<(), Broken> {
        let start = self.at;
        let mut kind = Kind::Number;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        let leads_with_zero = self.byte() == Some(b'0');
        let digits = self.digits();
        if digits == 0 || (leads_with_zero && digits > 1) {
            return Err(self.stuck("a value"));
        }
        if self.byte() == Some(b'.') {
            kind = Kind::Fraction;
            self.at += 1;
            if self.digits() == 0 {
                return Err(self.stuck("a digit"));
            }
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            kind = Kind::Fraction;
            self.at += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Err(self.stuck("a digit"));
            }
        }
        self.push(kind, start, self.at);
        Ok(())
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }
}
