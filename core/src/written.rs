//! Values of the contract as JSON without spaces, byte for byte as `serde_json` writes it.
//!
//! There is one type of writer for everything, so each type of the contract is compiled into one copy, and what is common to
//! all fields stands outside of it.

use std::fmt::{self, Display};

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// The JSON of a value; of one that has none, as a fraction, nothing.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    let mut writer = Writer(String::new());
    match value.serialize(&mut writer) {
        Ok(()) => writer.0,
        Err(Unwritable) => String::new(),
    }
}

/// The contract knows no fractions and no names but texts and numbers.
#[derive(Debug)]
pub(crate) struct Unwritable;

impl Error for Unwritable {
    #[cold]
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

impl Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it has no JSON in the contract")
    }
}

impl std::error::Error for Unwritable {}

struct Writer(String);

impl Writer {
    fn text(&mut self, text: &str) {
        self.0.push('"');
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
            let (plain, escaped) = rest.split_at_checked(at).unwrap_or_default();
            let mut characters = escaped.chars();
            self.0.push_str(plain);
            self.escape(characters.next().unwrap_or_default());
            rest = characters.as_str();
        }
        self.0.push_str(rest);
        self.0.push('"');
    }

    fn escape(&mut self, character: char) {
        let short = match character {
            '"' | '\\' => character,
            '\u{8}' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\u{c}' => 'f',
            '\r' => 'r',
            _ => {
                let digit = |digit| char::from_digit(digit, 16).unwrap_or_default();
                self.0.push_str("\\u00");
                self.0.push(digit(u32::from(character) >> 4));
                self.0.push(digit(u32::from(character) & 15));
                return;
            }
        };
        self.0.push('\\');
        self.0.push(short);
    }

    fn number(&mut self, mut number: u64) {
        let mut digits = [0; 20];
        let mut first = digits.len();
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(number % 10).unwrap_or_default();
            number /= 10;
            first -= 1;
            if number == 0 {
                break;
            }
        }
        self.0.extend(digits.iter().skip(first).map(|digit| char::from(*digit)));
    }

    /// Opens a list or table.
    fn open(&mut self, bracket: char, close: &'static str) -> Items<'_> {
        self.0.push(bracket);
        Items { writer: self, close, is_first: true }
    }

    /// Opens what a variant holds, in a table of its own.
    fn open_variant(&mut self, name: &str, bracket: char, close: &'static str) -> Items<'_> {
        self.0.push('{');
        self.text(name);
        self.0.push(':');
        self.open(bracket, close)
    }
}

macro_rules! numbers {
    ($($method:ident($number:ty))*) => {
        $(fn $method(self, number: $number) -> Result<(), Unwritable> {
            if number < 0 {
                self.0.push('-');
            }
            self.number(i64::from(number).unsigned_abs());
            Ok(())
        })*
    };
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Items<'a>;
    type SerializeTupleVariant = Items<'a>;
    type SerializeMap = Items<'a>;
    type SerializeStruct = Items<'a>;
    type SerializeStructVariant = Items<'a>;

    numbers! { serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64) }

    fn serialize_u8(self, number: u8) -> Result<(), Unwritable> {
        self.serialize_u64(number.into())
    }

    fn serialize_u16(self, number: u16) -> Result<(), Unwritable> {
        self.serialize_u64(number.into())
    }

    fn serialize_u32(self, number: u32) -> Result<(), Unwritable> {
        self.serialize_u64(number.into())
    }

    fn serialize_u64(self, number: u64) -> Result<(), Unwritable> {
        self.number(number);
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_f64(self, _: f64) -> Result<(), Unwritable> {
        Err(Unwritable)
    }

    fn serialize_bool(self, flag: bool) -> Result<(), Unwritable> {
        self.0.push_str(if flag { "true" } else { "false" });
        Ok(())
    }

    fn serialize_char(self, character: char) -> Result<(), Unwritable> {
        self.text(character.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Result<(), Unwritable> {
        self.text(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Unwritable> {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), Unwritable> {
        self.text(name);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        let mut items = self.open('{', "}");
        items.name(name);
        value.serialize(&mut *items.writer)?;
        items.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Unwritable> {
        Ok(self.open('[', "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Unwritable> {
        Ok(self.open('[', "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Unwritable> {
        Ok(self.open('[', "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Items<'a>, Unwritable> {
        Ok(self.open_variant(name, '[', "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'a>, Unwritable> {
        Ok(self.open('{', "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Unwritable> {
        Ok(self.open('{', "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Items<'a>, Unwritable> {
        Ok(self.open_variant(name, '{', "}}"))
    }
}

/// The items of a list, or the fields of a table.
pub(crate) struct Items<'a> {
    writer: &'a mut Writer,
    close: &'static str,
    is_first: bool,
}

impl Items<'_> {
    fn next(&mut self) {
        if !std::mem::replace(&mut self.is_first, false) {
            self.writer.0.push(',');
        }
    }

    fn name(&mut self, name: &str) {
        self.next();
        self.writer.text(name);
        self.writer.0.push(':');
    }

    #[allow(clippy::unnecessary_wraps, reason = "it ends what may fail")]
    fn close(self) -> Result<(), Unwritable> {
        self.writer.0.push_str(self.close);
        Ok(())
    }
}

macro_rules! lists {
    ($($kind:ident $method:ident)*) => {$(
        impl $kind for Items<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
                self.next();
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> Result<(), Unwritable> {
                self.close()
            }
        }
    )*};
}

macro_rules! tables {
    ($($kind:ident)*) => {$(
        impl $kind for Items<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Unwritable> {
                self.name(name);
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> Result<(), Unwritable> {
                self.close()
            }
        }
    )*};
}

lists! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}
tables! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        self.next();
        let start = self.writer.0.len();
        key.serialize(&mut *self.writer)?;
        match self.writer.0.as_bytes().get(start) {
            Some(b'"') => {}
            Some(b'-' | b'0'..=b'9') => {
                self.writer.0.insert(start, '"');
                self.writer.0.push('"');
            }
            _ => return Err(Unwritable),
        }
        self.writer.0.push(':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Serialize;

    use super::json;

    #[derive(Clone, Debug, Serialize)]
    enum Any {
        Nothing,
        Flag(bool),
        Number(i64),
        Large(u64),
        Text(String),
        Letter(char),
        Pair(u8, Option<i16>),
        Named { one: Option<Box<Any>>, other: [i32; 2] },
        List(Vec<Any>),
        Words(BTreeMap<String, Any>),
        Numbers(BTreeMap<i32, bool>),
    }

    fn any_value() -> impl Strategy<Value = Any> {
        let leaf = prop_oneof![
            Just(Any::Nothing),
            any::<bool>().prop_map(Any::Flag),
            any::<i64>().prop_map(Any::Number),
            any::<u64>().prop_map(Any::Large),
            any::<String>().prop_map(Any::Text),
            "[\\x00-\\x7f工\"\\\\]{0,8}".prop_map(Any::Text),
            any::<char>().prop_map(Any::Letter),
            any::<(u8, Option<i16>)>().prop_map(|(one, other)| Any::Pair(one, other)),
            prop::collection::btree_map(any::<i32>(), any::<bool>(), 0..3).prop_map(Any::Numbers),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                (prop::option::of(inner.clone()), any::<[i32; 2]>())
                    .prop_map(|(one, other)| Any::Named { one: one.map(Box::new), other }),
                prop::collection::vec(inner.clone(), 0..4).prop_map(Any::List),
                prop::collection::btree_map(any::<String>(), inner, 0..4).prop_map(Any::Words),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_value_is_written_as_serde_json_writes_it(value in any_value()) {
            prop_assert_eq!(json(&value), serde_json::to_string(&value).unwrap());
        }
    }

    #[test]
    fn a_fraction_has_no_json() {
        assert_eq!(json(&[1.5]), "");
        assert_eq!(json(&BTreeMap::from([(None::<u8>, 1)])), "");
    }
}
