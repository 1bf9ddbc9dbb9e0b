//! One column of a table: read, a chunk at a time, into numbers.

#![allow(clippy::needless_bitwise_bool, reason = "a pass over a column without a branch is done for many rows at once")]

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType, BooleanArray, PrimitiveArray};
use arrow_schema::DataType;

use super::decoded::{Decoded, Values};
use super::mask::Mask;
use super::schema::{self, Column, Kind};
use super::text::Text;
use crate::error::Error;
use crate::model::date::{Date, YEARS};
use crate::policy::limits::COUNTS;

/// Why a row is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rubbish {
    /// A word that the field does not know.
    UnknownWord,
    /// No day that exists between 1800 and 2200.
    NoDay,
    /// No whole number, or one out of range.
    NoNumber,
    /// Neither `true` nor `false`.
    NoFlag,
    /// A list that is not of the form the field has.
    NoList,
}

impl Rubbish {
    /// The name in tables and summaries.
    pub fn name(self) -> &'static str {
        match self {
            Self::UnknownWord => "unknown_word",
            Self::NoDay => "no_day",
            Self::NoNumber => "no_number",
            Self::NoFlag => "no_flag",
            Self::NoList => "no_list",
        }
    }
}

/// Where a column's values come from.
pub(super) enum Source<'t> {
    Text(Text<'t>),
    /// Days since the first of 1970.
    Days(&'t PrimitiveArray<Date32Type>),
    Flags(&'t BooleanArray),
    /// Whole numbers of any width.
    Numbers(&'t dyn Array),
    List(&'t dyn Array),
    /// Nothing but nulls.
    Null,
}

/// A column that was found in the table.
pub(super) struct Bound<'t> {
    pub column: Arc<Column>,
    pub source: Source<'t>,
    /// The words of the field, by position.
    pub words: Arc<[String]>,
    /// For a dictionary: the position of each of its texts.
    codes: Vec<i8>,
    /// What its numbers, or its days since 1970, have to lie between.
    range: (i32, i32),
    /// What they usually do.
    usual: (i32, i32),
}

/// What stands for a word that is none.
const BAD: i8 = -1;

impl<'t> Bound<'t> {
    pub(super) fn new(column: &Arc<Column>, words: &Arc<[String]>, array: &'t dyn Array) -> Result<Self, Error> {
        let data_type = array.data_type();
        let source = match (Text::new(array), column.kind) {
            _ if !schema::takes(column.kind, data_type) => None,
            _ if data_type == &DataType::Null => Some(Source::Null),
            (Some(text), _) => Some(Source::Text(text)),
            (None, Kind::Day) => array.as_primitive_opt().map(Source::Days),
            (None, Kind::Flag) => array.as_boolean_opt().map(Source::Flags),
            (None, Kind::Number) => Some(Source::Numbers(array)),
            (None, Kind::List) => Some(Source::List(array)),
            (None, Kind::Text | Kind::Word) => None,
        };
        let source = source.ok_or_else(|| schema::misfit(column, data_type))?;
        let mut codes = Vec::new();
        if let (Source::Text(text), Kind::Word) = (&source, column.kind) {
            let code = |text: Option<&str>| text.map_or(i8::MIN, |text| position(words, text));
            codes = text.values().unwrap_or_default().iter().copied().map(code).collect();
        }
        let clamped = |number: i64| i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX });
        let range = match column.kind {
            Kind::Day => {
                let (first, last) = Date::numbers();
                (first - epoch(), last - epoch())
            }
            // A year.
            _ if !column.name.starts_with("answers.") => (i32::MIN + 1, i32::MAX - 1),
            _ => (clamped(*COUNTS.start()), clamped(*COUNTS.end())),
        };
        let usual = if range.0 == i32::MIN + 1 { (*YEARS.start(), *YEARS.end()) } else { range };
        Ok(Self { column: Arc::clone(column), source, words: Arc::clone(words), codes, range, usual })
    }

    /// Reads a chunk, and says of what row of it is rubbish. What is rubbish is left unknown.
    pub(super) fn decode(&self, rows: Range<usize>, into: &mut Decoded<'t>, bad: impl FnMut(usize, Rubbish)) {
        let (rubbish, kind) = match self.column.kind {
            Kind::Flag => (self.flags(rows, into), Rubbish::NoFlag),
            Kind::Word => (self.positions(rows, into), Rubbish::UnknownWord),
            Kind::Day => (self.days(rows, into), Rubbish::NoDay),
            Kind::Number => (self.numbers(rows, into), Rubbish::NoNumber),
            Kind::Text | Kind::List => (Mask::NONE, Rubbish::NoList),
        };
        let mut bad = bad;
        rubbish.rows().for_each(|row| bad(row, kind));
    }

    fn positions(&self, rows: Range<usize>, out: &mut Decoded<'t>) -> Mask {
        let Source::Text(text) = &self.source else {
            *out = Decoded::default();
            return Mask::NONE;
        };
        if let Some((keys, known)) = text.own_keys(rows.clone(), &self.codes) {
            *out = Decoded { values: Values::Words(Cow::Borrowed(keys)), known, is_usual: true };
            return Mask::NONE;
        }
        let mut words = out.words();
        if text.values().is_some() {
            text.translate(rows, &self.codes, BAD, &mut words);
        } else {
            words.extend(rows.map(|row| text.get(row).map_or(i8::MIN, |text| position(&self.words, text))));
        }
        let bad = Mask::of(&words, |word| word == BAD);
        *out = Decoded {
            known: Mask::of(&words, |word| word >= 0),
            values: Values::Words(Cow::Owned(words)),
            is_usual: true,
        };
        bad
    }

    fn flags(&self, rows: Range<usize>, out: &mut Decoded<'t>) -> Mask {
        let (mut flags, mut known, mut bad) = (Mask::NONE, Mask::NONE, Mask::NONE);
        match &self.source {
            Source::Flags(array) => {
                flags = Mask::of_bits(array.values(), rows.clone());
                known = Mask::valid(*array, rows);
            }
            Source::Text(text) => {
                for (at, row) in rows.enumerate() {
                    match text.get(row) {
                        None => continue,
                        Some("true") => flags.insert(at),
                        Some("false") => {}
                        Some(_) => {
                            bad.insert(at);
                            continue;
                        }
                    }
                    known.insert(at);
                }
            }
            _ => {}
        }
        *out = Decoded { values: Values::Flags(flags), known, is_usual: true };
        bad
    }

    fn days(&self, rows: Range<usize>, out: &mut Decoded<'t>) -> Mask {
        match &self.source {
            Source::Days(array) => {
                let days = array.values().get(rows.clone()).unwrap_or_default();
                self.checked(Cow::Borrowed(days), Mask::valid(*array, rows), out)
            }
            Source::Text(text) => {
                let day = |text: &str| text.parse::<Date>().ok().map(|day| day.number() - epoch());
                self.read(rows, text, day, out)
            }
            _ => {
                *out = Decoded::default();
                Mask::NONE
            }
        }
    }

    fn numbers(&self, rows: Range<usize>, out: &mut Decoded<'t>) -> Mask {
        match &self.source {
            Source::Numbers(array) => {
                let known = Mask::valid(*array, rows.clone());
                let array: &'t dyn Array = *array;
                if let Some(array) = array.as_primitive_opt::<Int32Type>() {
                    return self.checked(Cow::Borrowed(array.values().get(rows).unwrap_or_default()), known, out);
                }
                let mut numbers = out.numbers();
                // No column may hold the least number there is: it stands for those that do not fit.
                let fit = |row| number(array, row).and_then(|number| i32::try_from(number).ok()).unwrap_or(i32::MIN);
                match array.as_primitive_opt::<Int64Type>().and_then(|array| array.values().get(rows.clone())) {
                    Some(values) => {
                        numbers.extend(values.iter().map(|value| i32::try_from(*value).unwrap_or(i32::MIN)));
                    }
                    None => numbers.extend(rows.map(fit)),
                }
                self.checked(Cow::Owned(numbers), known, out)
            }
            Source::Text(text) => self.read(rows, text, |text| text.parse().ok(), out),
            _ => {
                *out = Decoded::default();
                Mask::NONE
            }
        }
    }

    /// Takes numbers as they are, but for those out of range.
    fn checked(&self, numbers: Cow<'t, [i32]>, known: Mask, out: &mut Decoded<'t>) -> Mask {
        let (least, most) = self.usual;
        // One pass without a branch tells whether there is anything to look at row by row. Counted from the least, what is less wraps
        // round to what is more than the most; turned by half of all numbers, so that one comparison of signed numbers tells it.
        let (turned, spread) = (least.wrapping_add(i32::MIN), most.wrapping_sub(least).wrapping_add(i32::MIN));
        let is_usual = !numbers.iter().fold(false, |odd, number| odd | (number.wrapping_sub(turned) > spread));
        let mut bad = Mask::NONE;
        if !is_usual {
            let (least, most) = self.range;
            bad = Mask::of(&numbers, |number| (number < least) | (number > most)) & known;
        }
        *out = Decoded { values: Values::Numbers(numbers), known: known & !bad, is_usual };
        bad
    }

    /// Reads numbers from text.
    fn read(
        &self,
        rows: Range<usize>,
        text: &Text<'t>,
        number: impl Fn(&str) -> Option<i32>,
        out: &mut Decoded<'t>,
    ) -> Mask {
        let mut numbers = out.numbers();
        let mut known = Mask::NONE;
        for (at, row) in rows.enumerate() {
            let text = text.get(row);
            if text.is_some() {
                known.insert(at);
            }
            numbers.push(text.and_then(&number).unwrap_or(i32::MIN));
        }
        self.checked(Cow::Owned(numbers), known, out)
    }
}

fn position(words: &[String], text: &str) -> i8 {
    words.iter().position(|word| word == text).and_then(|at| i8::try_from(at).ok()).unwrap_or(BAD)
}

/// The number of the day that `Date32` counts from.
pub(super) fn epoch() -> i32 {
    Date::new(1970, 1, 1).map_or(0, Date::number)
}

/// A whole number of any width.
pub(super) fn number(array: &dyn Array, row: usize) -> Option<i64> {
    fn of<T: ArrowPrimitiveType>(array: &dyn Array, row: usize) -> Option<i64>
    where
        T::Native: TryInto<i64>,
    {
        array.as_primitive_opt::<T>()?.value(row).try_into().ok()
    }
    if row >= array.len() || array.is_null(row) {
        return None;
    }
    match array.data_type() {
        DataType::Int8 => of::<Int8Type>(array, row),
        DataType::Int16 => of::<Int16Type>(array, row),
        DataType::Int32 => of::<Int32Type>(array, row),
        DataType::Int64 => of::<Int64Type>(array, row),
        DataType::UInt8 => of::<UInt8Type>(array, row),
        DataType::UInt16 => of::<UInt16Type>(array, row),
        DataType::UInt32 => of::<UInt32Type>(array, row),
        DataType::UInt64 => of::<UInt64Type>(array, row),
        _ => None,
    }
}
