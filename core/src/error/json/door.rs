//! Serde's door to a JSON text. There is one type of reader for everything, so each type of the contract is compiled into one
//! copy; and an error gathers its path on the way out, so a sound text pays nothing for it.
//!
//! A struct is read as the list of its fields and a variant by its number; their names are looked up here, once for all types,
//! for what serde derives for names is most of what it derives. So every struct of the contract refuses unknown fields and no name
//! has another beside it, which `tests/tidy.rs` holds.

use serde::de::value::U64Deserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};

use super::broken::{Broken, Step};
use super::reader::{Number, Reader};
use super::tape::{ABSENT, Kind};

/// What a struct says of a field that it has not got, in the words of a list.
#[cold]
fn missing(broken: Broken, names: &'static [&'static str]) -> Broken {
    match broken.missing().and_then(|number| names.get(number)) {
        Some(name) => Broken::missing_field(name),
        None => broken,
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
            match self.whole(&visitor)? {
                Number::Whole(number) => visitor.visit_u64(number),
                Number::Below(number) => visitor.visit_i64(number),
            }
        })*
    };
}

macro_rules! texts {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
            let text = self.text(&visitor)?;
            visitor.visit_str(&text)
        })*
    };
}

macro_rules! lists {
    ($($method:ident($($more:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $(_: $more,)* visitor: V) -> Result<V::Value, Broken> {
            let end = self.open(Kind::List, &visitor)?;
            let value = visitor.visit_seq(Items { reader: &mut *self, end, number: 0 })?;
            self.shut(end).map(|()| value)
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
    lists! { deserialize_seq() deserialize_tuple(usize) deserialize_tuple_struct(&'static str, usize) }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        match self.kind() {
            Kind::Table => self.deserialize_map(visitor),
            Kind::List => self.deserialize_seq(visitor),
            Kind::Null => self.deserialize_unit(visitor),
            Kind::False | Kind::True => self.deserialize_bool(visitor),
            Kind::Text | Kind::Escaped => self.deserialize_str(visitor),
            Kind::Number | Kind::Fraction | Kind::Absent => self.deserialize_i64(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        let flag = self.flag(&visitor)?;
        visitor.visit_bool(flag)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        if self.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        let token = self.take();
        if token.kind == Kind::Null { visitor.visit_unit() } else { Err(self.mistyped(token, &visitor)) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Broken> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Broken> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        let end = self.open(Kind::Table, &visitor)?;
        visitor.visit_map(Items { reader: self, end, number: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Broken> {
        let (end, base) = self.fields(names, &visitor)?;
        let read = visitor.visit_seq(Fields { reader: &mut *self, number: base });
        self.close(end, base);
        read.map_err(|broken| missing(broken, names))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Broken> {
        let (number, is_alone) = self.variant(names, &visitor)?;
        visitor.visit_enum(Variant { reader: self, number, is_alone })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.at = self.take().next;
        visitor.visit_unit()
    }
}

/// The fields of a struct, in the order of the type's.
struct Fields<'a, 'de> {
    reader: &'a mut Reader<'de>,
    /// Which of the reader's places is that of the next one.
    number: usize,
}

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Broken;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Broken> {
        let place = self.reader.field(&mut self.number);
        match seed.deserialize(&mut *self.reader) {
            Ok(value) => Ok(Some(value)),
            // Whether there may be nothing is the type's to say, by a default.
            Err(_) if place == ABSENT => Ok(None),
            Err(broken) => Err(self.reader.below(broken, place)),
        }
    }
}

/// The items of a list, or the entries of a table.
struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    end: u32,
    number: usize,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Broken;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Broken> {
        if self.reader.at >= self.end {
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
        if self.reader.at >= self.end {
            return Ok(None);
        }
        let value = self.reader.at + 1;
        seed.deserialize(&mut *self.reader).map(Some).map_err(|broken| self.reader.below(broken, value))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Broken> {
        let value = self.reader.at;
        seed.deserialize(&mut *self.reader).map_err(|broken| self.reader.below(broken, value))
    }
}

/// The variant of an enumeration: a text for one without content, else a table of one field.
struct Variant<'a, 'de> {
    reader: &'a mut Reader<'de>,
    number: u64,
    /// Whether it has no content.
    is_alone: bool,
}

impl Variant<'_, '_> {
    /// Where the content is, which a variant that has some needs.
    fn content(&self) -> Result<u32, Broken> {
        if self.is_alone {
            return Err(Broken::invalid_type(Unexpected::UnitVariant, &"a variant with content"));
        }
        Ok(self.reader.at)
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Broken;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Broken> {
        Ok((seed.deserialize(U64Deserializer::<Broken>::new(self.number))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Broken;

    fn unit_variant(self) -> Result<(), Broken> {
        if self.is_alone {
            return Ok(());
        }
        let value = self.content()?;
        serde::Deserialize::deserialize(&mut *self.reader).map_err(|broken| self.reader.below(broken, value))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Broken> {
        let value = self.content()?;
        seed.deserialize(&mut *self.reader).map_err(|broken| self.reader.below(broken, value))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Broken> {
        let value = self.content()?;
        self.reader.deserialize_tuple(length, visitor).map_err(|broken| self.reader.below(broken, value))
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Broken> {
        let value = self.content()?;
        self.reader.deserialize_struct("", fields, visitor).map_err(|broken| self.reader.below(broken, value))
    }
}
