//! What data frames make of days and counts: pandas knows neither, and keeps a day as the moment at midnight and a whole number
//! with gaps as a float.
//!
//! Only what says the same is taken over. A value that does not, as a moment in the afternoon or half a year, becomes one that no
//! field takes, so that its row and no other gets the error.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float32Type, Float64Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, PrimitiveArray, RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, DataType, Field, Schema, TimeUnit};
use gongkao::batch::{Column, Kind};

/// A day that is none.
const NO_DAY: i32 = i32::MAX / 2;
/// Whole numbers up to here a float holds exactly.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// The batch with such columns in the form the core reads; the others are as they were.
pub(crate) fn coerced(batch: &RecordBatch, columns: &[Column]) -> Result<RecordBatch, ArrowError> {
    let schema = batch.schema();
    let mut fields = Vec::with_capacity(batch.num_columns());
    let mut arrays = Vec::with_capacity(batch.num_columns());
    for (field, array) in schema.fields().iter().zip(batch.columns()) {
        let kind = columns.iter().find(|column| column.name == *field.name()).map(|column| column.kind);
        let array = match kind {
            Some(Kind::Day) => days(array),
            Some(Kind::Number) => numbers(array),
            _ => None,
        }
        .unwrap_or_else(|| Arc::clone(array));
        fields.push(Field::new(field.name(), array.data_type().clone(), true));
        arrays.push(array);
    }
    // A table of people of whom nothing is known has rows all the same.
    let rows = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &rows)
}

/// Moments without a time zone as days.
fn days(array: &ArrayRef) -> Option<ArrayRef> {
    const SECONDS: i64 = 86_400;
    match array.data_type() {
        DataType::Date64 => midnights::<Date64Type>(array, SECONDS * 1_000),
        DataType::Timestamp(TimeUnit::Second, None) => midnights::<TimestampSecondType>(array, SECONDS),
        DataType::Timestamp(TimeUnit::Millisecond, None) => {
            midnights::<TimestampMillisecondType>(array, SECONDS * 1_000)
        }
        DataType::Timestamp(TimeUnit::Microsecond, None) => {
            midnights::<TimestampMicrosecondType>(array, SECONDS * 1_000_000)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, None) => {
            midnights::<TimestampNanosecondType>(array, SECONDS * 1_000_000_000)
        }
        _ => None,
    }
}

fn midnights<T: ArrowPrimitiveType<Native = i64>>(array: &ArrayRef, a_day: i64) -> Option<ArrayRef> {
    let day = |moment: i64| match moment.rem_euclid(a_day) {
        0 => i32::try_from(moment.div_euclid(a_day)).unwrap_or(NO_DAY),
        _ => NO_DAY,
    };
    let days: PrimitiveArray<Date32Type> = array.as_primitive_opt::<T>()?.unary(day);
    Some(Arc::new(days))
}

/// Floats as whole numbers; NaN is what pandas writes for a gap.
fn numbers(array: &ArrayRef) -> Option<ArrayRef> {
    let of = |numbers: &mut dyn Iterator<Item = Option<f64>>| -> ArrayRef {
        Arc::new(
            numbers
                .map(|number| number.filter(|number| !number.is_nan()).map(whole))
                .collect::<PrimitiveArray<Int64Type>>(),
        )
    };
    match array.data_type() {
        DataType::Float32 => Some(of(&mut array.as_primitive_opt::<Float32Type>()?.iter().map(|n| n.map(f64::from)))),
        DataType::Float64 => Some(of(&mut array.as_primitive_opt::<Float64Type>()?.iter())),
        _ => None,
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the number is whole and within what a float holds exactly")]
fn whole(number: f64) -> i64 {
    if number.fract() == 0.0 && number.abs() <= WHOLE { number as i64 } else { i64::MAX }
}
