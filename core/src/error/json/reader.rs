//! What is read of a JSON text, token by token. Nothing here knows a type: what is common to all of them is compiled once.

use std::borrow::Cow;

use serde::de::{Error as _, Expected, Unexpected};

use super::broken::{Broken, Step};
use super::tape::{ABSENT, Kind, Tape, Token, WHOLE};

/// Reads one value after the other.
pub(super) struct Reader<'de> {
    tape: Tape<'de>,
    /// The token that is read next.
    pub(super) at: u32,
    /// The token that was read last.
    last: u32,
    /// Where the fields of the structs stand that are being read.
    places: Vec<u32>,
}

/// A number as the contract knows it: whole, of 64 bits.
pub(super) enum Number {
    /// From zero up.
    Whole(u64),
    /// Below zero.
    Below(i64),
}

impl<'de> Reader<'de> {
    pub(super) fn new(tape: Tape<'de>) -> Self {
        Self { tape, at: WHOLE, last: WHOLE, places: Vec::new() }
    }

    /// The line of what was read last.
    pub(super) fn line(&self) -> usize {
        self.tape.line(self.last)
    }

    pub(super) fn kind(&self) -> Kind {
        self.tape.token(self.at).kind
    }

    /// The next token; behind it is what it holds, or what follows.
    pub(super) fn take(&mut self) -> Token {
        let token = self.tape.token(self.at);
        if token.kind != Kind::Absent {
            self.last = self.at;
        }
        self.at += 1;
        token
    }

    /// Nothing for one with a point or an exponent, or too large.
    fn number(&self, token: Token) -> Option<Number> {
        let written = self.tape.written(token);
        if token.kind != Kind::Number {
            return None;
        }
        match written.parse() {
            Ok(number) => Some(Number::Whole(number)),
            // A zero below zero is a fraction to every reader of JSON that keeps the sign.
            Err(_) => written.parse().ok().filter(|number| *number < 0).map(Number::Below),
        }
    }

    /// What stands here, where something else was expected.
    #[cold]
    pub(super) fn mistyped(&self, token: Token, expected: &dyn Expected) -> Broken {
        let said;
        let found = match token.kind {
            Kind::Absent => return Broken::absent(),
            Kind::Null => Unexpected::Unit,
            Kind::False => Unexpected::Bool(false),
            Kind::True => Unexpected::Bool(true),
            Kind::Text | Kind::Escaped => {
                said = self.tape.said(token);
                Unexpected::Str(&said)
            }
            Kind::List => Unexpected::Seq,
            Kind::Table => Unexpected::Map,
            Kind::Number | Kind::Fraction => match self.number(token) {
                Some(Number::Whole(number)) => Unexpected::Unsigned(number),
                Some(Number::Below(number)) => Unexpected::Signed(number),
                None => Unexpected::Float(0.0),
            },
        };
        Broken::invalid_type(found, expected)
    }

    /// The error below the field whose value is at a place.
    #[cold]
    pub(super) fn below(&self, broken: Broken, value: u32) -> Broken {
        broken.below(Step::Name(self.tape.said(self.tape.token(value - 1)).into_owned()))
    }

    /// Goes into a list or table; gives the place behind it.
    pub(super) fn open(&mut self, kind: Kind, expected: &dyn Expected) -> Result<u32, Broken> {
        let token = self.take();
        if token.kind == kind { Ok(token.next) } else { Err(self.mistyped(token, expected)) }
    }

    /// Finds where the fields of a struct stand; gives the place behind it and where their list begins in `places`.
    pub(super) fn fields(
        &mut self,
        names: &'static [&'static str],
        expected: &dyn Expected,
    ) -> Result<(u32, usize), Broken> {
        let end = self.open(Kind::Table, expected)?;
        let base = self.places.len();
        self.places.resize(base + names.len(), ABSENT);
        // Most texts have their fields in the order of the type's.
        let mut likely = 0;
        while self.at < end {
            let token = self.take();
            let said = self.tape.said(token);
            let after = names.iter().enumerate().skip(likely).find(|(_, name)| **name == said);
            let found = after.or_else(|| names.iter().enumerate().take(likely).find(|(_, name)| **name == said));
            let Some((number, name)) = found else {
                return Err(Broken::unknown_field(&said, names).below(Step::Name(said.into_owned())));
            };
            likely = number + 1;
            if let Some(place) = self.places.get_mut(base + number) {
                if *place != ABSENT {
                    return Err(Broken::duplicate_field(name));
                }
                *place = self.at;
            }
            self.at = self.tape.token(self.at).next;
        }
        Ok((end, base))
    }

    /// Goes to the next field of a struct; gives the place of its value, that of nothing where it is missing.
    pub(super) fn field(&mut self, number: &mut usize) -> u32 {
        self.at = self.places.get(*number).copied().unwrap_or(ABSENT);
        *number += 1;
        self.at
    }

    /// The number of a variant, and whether it stands there without content.
    pub(super) fn variant(
        &mut self,
        names: &'static [&'static str],
        expected: &dyn Expected,
    ) -> Result<(u64, bool), Broken> {
        let token = self.take();
        let (name, is_alone) = match token.kind {
            Kind::Text | Kind::Escaped => (token, true),
            Kind::Table => {
                let content = self.tape.token(self.at).next;
                if self.at == token.next || self.tape.token(content).next != token.next {
                    return Err(Broken::custom("a table with one name in it is expected"));
                }
                (self.take(), false)
            }
            _ => return Err(self.mistyped(token, expected)),
        };
        let said = self.tape.said(name);
        match (0..).zip(names).find(|(_, name)| **name == said) {
            Some((number, _)) => Ok((number, is_alone)),
            None if is_alone => Err(Broken::unknown_variant(&said, names)),
            None => Err(Broken::unknown_variant(&said, names).below(Step::Name(said.into_owned()))),
        }
    }

    pub(super) fn whole(&mut self, expected: &dyn Expected) -> Result<Number, Broken> {
        let token = self.take();
        self.number(token).ok_or_else(|| self.mistyped(token, expected))
    }

    pub(super) fn text(&mut self, expected: &dyn Expected) -> Result<Cow<'de, str>, Broken> {
        let token = self.take();
        match token.kind {
            Kind::Text | Kind::Escaped => Ok(self.tape.said(token)),
            _ => Err(self.mistyped(token, expected)),
        }
    }

    pub(super) fn flag(&mut self, expected: &dyn Expected) -> Result<bool, Broken> {
        let token = self.take();
        match token.kind {
            Kind::False => Ok(false),
            Kind::True => Ok(true),
            _ => Err(self.mistyped(token, expected)),
        }
    }

    /// Passes over nothing, if that is what stands here.
    pub(super) fn is_nothing(&mut self) -> bool {
        let is_nothing = matches!(self.kind(), Kind::Null | Kind::Absent);
        if is_nothing {
            self.take();
        }
        is_nothing
    }

    /// What was read short is no list of its type.
    pub(super) fn shut(&self, end: u32) -> Result<(), Broken> {
        if self.at == end { Ok(()) } else { Err(Broken::custom("the list is too long")) }
    }

    /// Leaves a struct.
    pub(super) fn close(&mut self, end: u32, base: usize) {
        self.places.truncate(base);
        self.at = end;
    }
}
