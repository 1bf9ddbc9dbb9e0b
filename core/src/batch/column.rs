//! One column of a table: read, a chunk at a time, into numbers.

#![allow(clippy::needless_bitwise_bool, reason = "a pass over a column without a branch is done for many rows at once")]

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType, BooleanArray, PrimitiveArray};
use arrow_schema::DataType;

use super::bounds::{Bounds, CHUNK};
use super::schema::{self, Column, Kind};
use super::text::Text;
use super::words;
use crate::error::Error;
use crate::model::date::Date;
use crate::policy::Policy;
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
    pub column: Column,
    pub source: Source<'t>,
    /// The words of the field, by position.
    pub words: Vec<String>,
    /// For a dictionary: the position of each of its texts.
    codes: Vec<i8>,
    /// The numbers it may hold.
    numbers: (i64, i64),
}

/// What stands for a word that is none.
const BAD: i8 = -1;

/// A column's values over a chunk.
#[derive(Clone, Debug)]
pub(super) enum Decoded {
    /// Positions of words; flags.
    Narrow(Bounds<i8>),
    /// Days and counts.
    Wide(Bounds<i32>),
    /// Read row by row.
    Raw,
}

impl<'t> Bound<'t> {
    pub(super) fn new(column: &Column, array: &'t dyn Array, policy: &Policy) -> Result<Self, Error> {
        let data_type = array.data_type();
        let text = Text::new(array);
        let source = match (text, column.kind) {
            _ if data_type == &DataType::Null => Some(Source::Null),
            (Some(text), _) => Some(Source::Text(text)),
            (None, Kind::Day) => array.as_primitive_opt().map(Source::Days),
            (None, Kind::Flag) => array.as_boolean_opt().map(Source::Flags),
            (None, Kind::Number) => data_type.is_integer().then_some(Source::Numbers(array)),
            (None, Kind::List) => {
                matches!(data_type, DataType::List(_) | DataType::LargeList(_)).then_some(Source::List(array))
            }
            (None, Kind::Text | Kind::Word) => None,
        };
        let source = source.ok_or_else(|| schema::misfit(column, data_type))?;
        let words = words::of(column, policy);
        let mut codes = Vec::new();
        if let (Source::Text(text), Kind::Word) = (&source, column.kind) {
            let code = |text: Option<&str>| text.map_or(i8::MIN, |text| position(&words, text));
            codes = text.values().unwrap_or_default().iter().copied().map(code).collect();
        }
        let is_year = !column.name.starts_with("answers.");
        let years = (i64::from(i32::MIN + 1), i64::from(i32::MAX - 1));
        let numbers = if is_year { years } else { (*COUNTS.start(), *COUNTS.end()) };
        Ok(Self { column: column.clone(), source, words, codes, numbers })
    }

    /// Room for a chunk of its values.
    pub(super) fn room(&self) -> Decoded {
        match self.column.kind {
            Kind::Word | Kind::Flag => Decoded::Narrow(Bounds::default()),
            Kind::Day | Kind::Number => Decoded::Wide(Bounds::default()),
            Kind::Text | Kind::List => Decoded::Raw,
        }
    }

    /// Reads a chunk, and says of what row of it is rubbish. What is rubbish is left unknown.
    pub(super) fn decode(&self, rows: Range<usize>, into: &mut Decoded, mut bad: impl FnMut(usize, Rubbish)) {
        match (into, self.column.kind) {
            (Decoded::Narrow(out), Kind::Flag) => {
                out.clear();
                self.flags(rows, out);
                close_narrow(out, |row| bad(row, Rubbish::NoFlag));
            }
            (Decoded::Narrow(out), _) => {
                out.clear();
                self.positions(rows, out);
                close_narrow(out, |row| bad(row, Rubbish::UnknownWord));
            }
            (Decoded::Wide(out), Kind::Day) => {
                out.clear();
                self.days(rows, out, |row| bad(row, Rubbish::NoDay));
            }
            (Decoded::Wide(out), _) => {
                out.clear();
                self.numbers(rows, out, |row| bad(row, Rubbish::NoNumber));
            }
            (Decoded::Raw, _) => {}
        }
    }

    fn positions(&self, rows: Range<usize>, out: &mut Bounds<i8>) {
        match &self.source {
            Source::Text(text @ Text::Dictionary(..)) => text.translate(rows, &self.codes, BAD, &mut out.least),
            Source::Text(text) => {
                out.least.extend(rows.map(|row| text.get(row).map_or(i8::MIN, |text| position(&self.words, text))));
            }
            _ => out.least.extend(rows.map(|_| i8::MIN)),
        }
    }

    fn flags(&self, rows: Range<usize>, out: &mut Bounds<i8>) {
        match &self.source {
            Source::Flags(array) => {
                let bits = array.values().slice(rows.start, rows.len());
                let chunks = bits.bit_chunks();
                for word in chunks.iter_padded() {
                    let bytes =
                        word.to_le_bytes().map(|byte| SPREAD.get(usize::from(byte)).copied().unwrap_or_default());
                    for eight in &bytes {
                        out.least.extend_from_slice(eight);
                    }
                }
                out.least.truncate(rows.len());
                if array.null_count() > 0 {
                    let nulls = rows.zip(out.least.iter_mut()).filter(|(row, _)| array.is_null(*row));
                    nulls.for_each(|(_, flag)| *flag = i8::MIN);
                }
            }
            Source::Text(text) => out.least.extend(rows.map(|row| match text.get(row) {
                None => i8::MIN,
                Some("true") => 1,
                Some("false") => 0,
                Some(_) => BAD,
            })),
            _ => out.least.extend(rows.map(|_| i8::MIN)),
        }
    }

    fn days(&self, rows: Range<usize>, out: &mut Bounds<i32>, mut bad: impl FnMut(usize)) {
        let (first, last) = Date::numbers();
        match &self.source {
            Source::Days(array) => {
                let epoch = epoch();
                let values = array.values().get(rows.clone()).unwrap_or_default();
                out.least.extend(values.iter().map(|day| day.wrapping_add(epoch)));
                // One pass without a branch tells whether there is anything to look at row by row.
                let odd = out.least.iter().fold(false, |odd, day| odd | (*day < first) | (*day > last));
                if array.null_count() == 0 && !odd {
                    return;
                }
                for ((at, row), day) in rows.enumerate().zip(&mut out.least) {
                    let is_null = array.is_null(row);
                    if is_null || *day < first || *day > last {
                        *day = i32::MIN;
                        if !is_null {
                            bad(at);
                        }
                    }
                }
            }
            Source::Text(text) => out.least.extend(rows.enumerate().map(|(at, row)| match text.get(row) {
                None => i32::MIN,
                Some(text) => text.parse::<Date>().map_or_else(
                    |_| {
                        bad(at);
                        i32::MIN
                    },
                    Date::number,
                ),
            })),
            _ => out.least.extend(rows.map(|_| i32::MIN)),
        }
        out.open();
    }

    fn numbers(&self, rows: Range<usize>, out: &mut Bounds<i32>, mut bad: impl FnMut(usize)) {
        let (least, most) = self.numbers;
        let mut fit = |at: usize, number: Option<i64>| {
            let number = number.filter(|number| (least..=most).contains(number));
            number.and_then(|number| i32::try_from(number).ok()).unwrap_or_else(|| {
                bad(at);
                i32::MIN
            })
        };
        match &self.source {
            Source::Numbers(array) => {
                if let Some(array) = array.as_primitive_opt::<Int32Type>().filter(|array| array.null_count() == 0) {
                    let values = array.values().get(rows.clone()).unwrap_or_default();
                    out.least.extend_from_slice(values);
                    let (low, high) =
                        (i32::try_from(least).unwrap_or(i32::MIN), i32::try_from(most).unwrap_or(i32::MAX));
                    if !values.iter().fold(false, |odd, value| odd | (*value < low) | (*value > high)) {
                        return;
                    }
                    out.least.clear();
                }
                let number = |row: usize| number(*array, row);
                out.least.extend(
                    rows.enumerate().map(|(at, row)| if array.is_null(row) { i32::MIN } else { fit(at, number(row)) }),
                );
            }
            Source::Text(text) => out.least.extend(rows.enumerate().map(|(at, row)| match text.get(row) {
                None => i32::MIN,
                Some(text) => fit(at, text.parse().ok()),
            })),
            _ => out.least.extend(rows.map(|_| i32::MIN)),
        }
        out.open();
    }
}

/// The bits of a byte as eight flags, the lowest first.
static SPREAD: [[i8; 8]; 256] = {
    let mut all = [[0_i8; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            #[allow(
                clippy::indexing_slicing,
                reason = "evaluated by the compiler, which refuses an index out of bounds"
            )]
            {
                all[byte][bit] = if byte >> bit & 1 == 1 { 1 } else { 0 };
            }
            bit += 1;
        }
        byte += 1;
    }
    all
};

fn position(words: &[String], text: &str) -> i8 {
    words.iter().position(|word| word == text).and_then(|at| i8::try_from(at).ok()).unwrap_or(BAD)
}

/// Leaves unknown what is null or rubbish, and says which is rubbish.
fn close_narrow(out: &mut Bounds<i8>, mut bad: impl FnMut(usize)) {
    if !out.least.iter().fold(false, |odd, value| odd | (*value < 0)) {
        return;
    }
    for (row, value) in out.least.iter_mut().enumerate().filter(|(_, value)| **value == BAD) {
        *value = i8::MIN;
        bad(row);
    }
    out.open();
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

/// Rows from here on, a chunk at a time.
pub(super) fn chunks(rows: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    rows.clone().step_by(CHUNK).map(move |start| start..(start + CHUNK).min(rows.end))
}
