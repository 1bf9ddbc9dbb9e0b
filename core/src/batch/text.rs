//! Text columns, whichever way Arrow holds them.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, LargeStringArray, StringArray, StringViewArray};
use arrow_buffer::ArrowNativeType;
use arrow_schema::DataType;
use std::ops::Range;

use super::mask::Mask;

/// A column of text.
pub(super) enum Text<'t> {
    Small(&'t StringArray),
    Large(&'t LargeStringArray),
    View(&'t StringViewArray),
    /// Its texts once, and for each row which.
    Dictionary(&'t dyn Array, Vec<Option<&'t str>>),
}

/// The text of a row to look up what is known of it, as quick to compare as the column allows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named<'t> {
    /// The place among the texts of a dictionary.
    Key(usize),
    Text(&'t str),
}

/// Does something with the keys of a dictionary, whatever their width.
macro_rules! with_keys {
    ($array:expr, $keys:ident => $body:expr) => {{
        let array: &dyn Array = $array;
        let key = match array.data_type() {
            DataType::Dictionary(key, _) => key.as_ref(),
            other => other,
        };
        match key {
            DataType::Int8 => {
                let $keys = keys::<Int8Type>(array);
                $body
            }
            DataType::Int16 => {
                let $keys = keys::<Int16Type>(array);
                $body
            }
            DataType::Int32 => {
                let $keys = keys::<Int32Type>(array);
                $body
            }
            DataType::Int64 => {
                let $keys = keys::<Int64Type>(array);
                $body
            }
            DataType::UInt8 => {
                let $keys = keys::<UInt8Type>(array);
                $body
            }
            DataType::UInt16 => {
                let $keys = keys::<UInt16Type>(array);
                $body
            }
            DataType::UInt32 => {
                let $keys = keys::<UInt32Type>(array);
                $body
            }
            _ => {
                let $keys = keys::<UInt64Type>(array);
                $body
            }
        }
    }};
}

fn keys<K: ArrowDictionaryKeyType>(array: &dyn Array) -> &[K::Native] {
    array.as_dictionary_opt::<K>().map_or(&[], |dictionary| dictionary.keys().values())
}

/// The place of a row's text among those of a dictionary.
fn key(array: &dyn Array, row: usize) -> Option<usize> {
    if row >= array.len() || array.is_null(row) {
        return None;
    }
    with_keys!(array, keys => keys.get(row).map(|key| key.as_usize()))
}

impl<'t> Text<'t> {
    /// The column, if it is one of text.
    pub(super) fn new(array: &'t dyn Array) -> Option<Self> {
        match array.data_type() {
            DataType::Utf8 => array.as_string_opt::<i32>().map(Self::Small),
            DataType::LargeUtf8 => array.as_string_opt::<i64>().map(Self::Large),
            DataType::Utf8View => array.as_string_view_opt().map(Self::View),
            DataType::Dictionary(..) => {
                let values = Self::new(array.as_any_dictionary_opt()?.values().as_ref())?;
                let all = match &values {
                    Self::Small(values) => values.iter().collect(),
                    Self::Large(values) => values.iter().collect(),
                    Self::View(values) => values.iter().collect(),
                    Self::Dictionary(..) => return None,
                };
                Some(Self::Dictionary(array, all))
            }
            _ => None,
        }
    }

    /// The text of one row.
    pub(super) fn get(&self, row: usize) -> Option<&'t str> {
        match self {
            Self::Small(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Self::Large(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Self::View(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Self::Dictionary(array, values) => key(*array, row).and_then(|key| values.get(key).copied().flatten()),
        }
    }

    /// The same, to look something up by it.
    pub(super) fn named(&self, row: usize) -> Option<Named<'t>> {
        match self {
            Self::Dictionary(array, _) => key(*array, row).map(Named::Key),
            _ => self.get(row).map(Named::Text),
        }
    }

    /// For a dictionary whose keys are the positions already: the keys, and where there is one.
    pub(super) fn own_keys(&self, rows: Range<usize>, codes: &[i8]) -> Option<(&'t [i8], Mask)> {
        let Self::Dictionary(array, _) = self else { return None };
        let keys = array.as_dictionary_opt::<Int8Type>()?.keys().values().get(rows.clone())?;
        let is_own = (0_i8..).zip(codes).all(|(key, code)| key == *code);
        is_own.then(|| (keys, Mask::valid(*array, rows)))
    }

    /// For a dictionary: what stands for each row's text, of what stands for each text.
    pub(super) fn translate(&self, rows: Range<usize>, codes: &[i8], unknown: i8, out: &mut Vec<i8>) {
        let Self::Dictionary(array, _) = self else { return };
        with_keys!(*array, keys => {
            let keys = keys.get(rows.clone()).unwrap_or_default();
            out.extend(keys.iter().map(|key| codes.get(key.as_usize()).copied().unwrap_or(unknown)));
        });
        if array.null_count() > 0 {
            rows.zip(out.iter_mut()).filter(|(row, _)| array.is_null(*row)).for_each(|(_, code)| *code = i8::MIN);
        }
    }

    /// The texts of a dictionary.
    pub(super) fn values(&self) -> Option<&[Option<&'t str>]> {
        if let Self::Dictionary(_, values) = self { Some(values) } else { None }
    }
}
