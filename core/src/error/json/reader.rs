//! Serde's door to a JSON text. There is one type of reader for everything, so each type of the contract is compiled into one
//! copy; and an error gathers its path on the way out, so a sound text pays nothing for it.

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, MapAccess, SeqAccess, Unexpected, VariantAccess,
    Visitor,
};

use super::broken::{Broken, Step};
use super::scan::{Number, Scan};

/// As deep as anything of the contract may be nested.
const DEEPEST: u8 = 127;

/// Reads one value of a text, and stands behind it.
pub(super) struct Reader<'de> {
    pub(super) scan: Scan<'de>,
    deeper: u8,
}

impl<'de> Reader<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self { scan: Scan::new(text), deeper: DEEPEST }
    }

    /// What stands here, where something else was expected.
    #[cold]
    fn mistyped(&mut self, expected: &dyn Expected) -> Broken {
        match self.scan.next() {
            Some(b'{') => Broken::invalid_type(Unexpected::Map, expected),
            Some(b'[') => Broken::invalid_type(Unexpected::Seq, expected),
            Some(b'n') => {
                self.scan.word("null").err().unwrap_or_else(|| Broken::invalid_type(Unexpected::Unit, expected))
            }
            Some(b't' | b'f') => match self.scan.flag() {
                Ok(flag) => Broken::invalid_type(Unexpected::Bool(flag), expected),
                Err(broken) => broken,
            },
            Some(b'"') => match self.scan.text() {
                Ok(text) => Broken::invalid_type(Unexpected::Str(&text), expected),
                Err(broken) => broken,
            },
            _ => match self.scan.number() {
                Ok(Number::Whole(number)) => Broken::invalid_type(Unexpected::Unsigned(number), expected),
                Ok(Number::Below(number)) => Broken::invalid_type(Unexpected::Signed(number), expected),
                Ok(Number::Fraction) => Broken::invalid_type(Unexpected::Float(0.0), expected),
                Err(broken) => broken,
            },
        }
    }

    fn open(&mut self, bracket: u8, expected: &dyn Expected) -> Result<(), Broken> {
        if self.scan.next() != Some(bracket) {
            return Err(self.mistyped(expected));
        }
        self.scan.step();
        self.deeper = self.deeper.checked_sub(1).ok_or_else(|| Broken::custom("it is nested too deeply"))?;
        Ok(())
    }

    /// Whether another item follows in a list or table, of which the first has none before it.
    fn goes_on(&mut self, is_first: &mut bool, close: u8) -> Result<bool, Broken> {
        let is_first = std::mem::replace(is_first, false);
        match self.scan.next() {
            Some(byte) if byte == close => Ok(false),
            Some(b',') if !is_first => {
                self.scan.step();
                Ok(true)
            }
            Some(_) if is_first => Ok(true),
            _ => Err(self.scan.stuck("a comma, or the end of a list or table")),
        }
    }

    /// A reader takes all there is or fails, so what follows here is the end.
    fn close(&mut self, close: u8) -> Result<(), Broken> {
        if self.scan.next() != Some(close) {
            return Err(self.scan.stuck("the end of a list or table"));
        }
        self.scan.step();
        self.deeper += 1;
        Ok(())
    }

    /// The name of a field, read by whoever is behind the seed, and the place of its text.
    fn name<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<(S::Value, usize), Broken> {
        if self.scan.next() != Some(b'"') {
            return Err(self.scan.stuck("a name in quotes"));
        }
        let start = self.scan.at;
        let name = seed.deserialize(&mut *self).map_err(|broken| self.below(broken, start))?;
        Ok((name, start))
    }

    /// The error below the name that starts at a place.
    #[cold]
    fn below(&self, broken: Broken, start: usize) -> Broken {
        broken.below(Step::Name(Scan::at(self.scan.all, start).text().unwrap_or_default().into_owned()))
    }

    fn colon(&mut self) -> Result<(), Broken> {
        if self.scan.next() != Some(b':') {
            return Err(self.scan.stuck("`:`"));
        }
        self.scan.step();
        Ok(())
    }

    fn skip(&mut self) -> Result<(), Broken> {
        match self.scan.next() {
            Some(open @ (b'{' | b'[')) => {
                let close = if open == b'{' { b'}' } else { b']' };
                self.open(open, &"a value")?;
                let mut is_first = true;
                while self.goes_on(&mut is_first, close)? {
                    if open == b'{' {
                        self.scan.text()?;
                        self.colon()?;
                    }
                    self.skip()?;
                }
                self.close(close)
            }
            Some(b'n') => self.scan.word("null"),
            Some(b't' | b'f') => self.scan.flag().map(|_| ()),
            Some(b'"') => self.scan.text().map(|_| ()),
            _ => self.scan.number().map(|_| ()),
        }
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
            match self.scan.next() {
                Some(b'-' | b'0'..=b'9') => match self.scan.number()? {
                    Number::Whole(number) => visitor.visit_u64(number),
                    Number::Below(number) => visitor.visit_i64(number),
                    Number::Fraction => Err(Broken::invalid_type(Unexpected::Float(0.0), &visitor)),
                },
                _ => Err(self.mistyped(&visitor)),
            }
        })*
    };
}

macro_rules! texts {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
            if self.scan.next() != Some(b'"') {
                return Err(self.mistyped(&visitor));
            }
            visitor.visit_str(&self.scan.text()?)
        })*
    };
}

macro_rules! tables {
    ($($method:ident($($more:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $(_: $more,)* visitor: V) -> Result<V::Value, Broken> {
            self.open(b'{', &visitor)?;
            let value = visitor.visit_map(Items { reader: self, is_first: true, number: 0 })?;
            self.close(b'}')?;
            Ok(value)
        })*
    };
}

macro_rules! lists {
    ($($method:ident($($more:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $(_: $more,)* visitor: V) -> Result<V::Value, Broken> {
            self.open(b'[', &visitor)?;
            let value = visitor.visit_seq(Items { reader: self, is_first: true, number: 0 })?;
            self.close(b']')?;
            Ok(value)
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Broken;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }
    texts! { deserialize_char deserialize_str deserialize_string deserialize_identifier deserialize_bytes deserialize_byte_buf }
    tables! { deserialize_map() deserialize_struct(&'static str, &'static [&'static str]) }
    lists! { deserialize_seq() deserialize_tuple(usize) deserialize_tuple_struct(&'static str, usize) }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        match self.scan.next() {
            Some(b'{') => self.deserialize_map(visitor),
            Some(b'[') => self.deserialize_seq(visitor),
            Some(b'n') => self.deserialize_unit(visitor),
            Some(b't' | b'f') => self.deserialize_bool(visitor),
            Some(b'"') => self.deserialize_str(visitor),
            _ => self.deserialize_i64(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        match self.scan.next() {
            Some(b't' | b'f') => visitor.visit_bool(self.scan.flag()?),
            _ => Err(self.mistyped(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        if self.scan.next() == Some(b'n') {
            self.scan.word("null")?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        if self.scan.next() != Some(b'n') {
            return Err(self.mistyped(&visitor));
        }
        self.scan.word("null")?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Broken> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Broken> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Broken> {
        match self.scan.next() {
            Some(b'"') => visitor.visit_enum(Variant { reader: self, name: None }),
            Some(b'{') => {
                self.open(b'{', &visitor)?;
                let name = self.scan.at_next();
                let value = visitor.visit_enum(Variant { reader: self, name: Some(name) })?;
                self.close(b'}')?;
                Ok(value)
            }
            _ => Err(self.mistyped(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.skip()?;
        visitor.visit_unit()
    }
}

/// The items of a list, or the fields of a table.
struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
    /// Of a list the number of the next item; of a table where the name of this field starts.
    number: usize,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Broken;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Broken> {
        if !self.reader.goes_on(&mut self.is_first, b']')? {
            return Ok(None);
        }
        let item = seed.deserialize(&mut *self.reader).map_err(|broken| broken.below(Step::Item(self.number)))?;
        self.number += 1;
        Ok(Some(item))
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Broken;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Broken> {
        if !self.reader.goes_on(&mut self.is_first, b'}')? {
            return Ok(None);
        }
        let (name, start) = self.reader.name(seed)?;
        self.number = start;
        Ok(Some(name))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Broken> {
        self.reader.colon()?;
        seed.deserialize(&mut *self.reader).map_err(|broken| self.reader.below(broken, self.number))
    }
}

/// The variant of an enumeration: a text for one without content, else a table of one field.
struct Variant<'a, 'de> {
    reader: &'a mut Reader<'de>,
    /// Where its name starts, if it may have content.
    name: Option<usize>,
}

impl Variant<'_, '_> {
    /// Goes on to the content, which a variant that has some needs.
    fn content(&mut self) -> Result<usize, Broken> {
        match self.name {
            Some(name) => self.reader.colon().map(|()| name),
            None => Err(Broken::invalid_type(Unexpected::UnitVariant, &"a variant with content")),
        }
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Broken;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Broken> {
        match self.name {
            None => Ok((seed.deserialize(&mut *self.reader)?, self)),
            Some(_) => Ok((self.reader.name(seed)?.0, self)),
        }
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Broken;

    fn unit_variant(mut self) -> Result<(), Broken> {
        if self.name.is_none() {
            return Ok(());
        }
        let name = self.content()?;
        serde::Deserialize::deserialize(&mut *self.reader).map_err(|broken| self.reader.below(broken, name))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(mut self, seed: S) -> Result<S::Value, Broken> {
        let name = self.content()?;
        seed.deserialize(&mut *self.reader).map_err(|broken| self.reader.below(broken, name))
    }

    fn tuple_variant<V: Visitor<'de>>(mut self, length: usize, visitor: V) -> Result<V::Value, Broken> {
        let name = self.content()?;
        self.reader.deserialize_tuple(length, visitor).map_err(|broken| self.reader.below(broken, name))
    }

    fn struct_variant<V: Visitor<'de>>(
        mut self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Broken> {
        let name = self.content()?;
        self.reader.deserialize_struct("", fields, visitor).map_err(|broken| self.reader.below(broken, name))
    }
}
