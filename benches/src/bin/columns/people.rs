//! The people, their columns, and the rule written by hand.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use arrow_array::types::Int8Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int8Array, Int32Array, RecordBatch, StringArray,
};
use gongkao::model::date::Date;

pub(crate) const WORDS: [&str; 6] = ["ungraded", "five", "four", "three", "two", "one"];
pub(crate) const FLAGS: [&str; 4] = ["in_post", "healthy", "approved", "unpunished"];

/// The people, in the columns each engine likes best.
pub(crate) struct People {
    /// 1 level five, 2 level four …; `target` 2 or 3.
    pub(crate) held: Vec<i32>,
    pub(crate) target: Vec<i32>,
    pub(crate) level_years: Vec<i32>,
    pub(crate) work_years: Vec<i32>,
    pub(crate) flags: [Vec<bool>; 4],
}

/// People drawn by a fixed generator, as `bench rules` draws them.
pub(crate) fn people(count: usize) -> People {
    let mut seed = 7_u64;
    let mut draw = |below: i32| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i32::try_from(seed >> 40).unwrap() % below
    };
    let mut people = People {
        held: Vec::new(),
        target: Vec::new(),
        level_years: Vec::new(),
        work_years: Vec::new(),
        flags: [Vec::new(), Vec::new(), Vec::new(), Vec::new()],
    };
    for _ in 0..count {
        let target = 2 + draw(2);
        people.target.push(target);
        people.held.push(if draw(10) < 7 { target - 1 } else { 1 + draw(4) });
        people.level_years.push(draw(12));
        people.work_years.push(draw(32));
        people.flags.iter_mut().for_each(|flags| flags.push(draw(10) > 0));
    }
    people
}
/// The first of July so many years before the exam, in days since 1970.
pub(crate) fn began(years: i32) -> i32 {
    let epoch: Date = "1970-01-01".parse().unwrap();
    Date::new(2022 - years, 7, 1).unwrap().number() - epoch.number()
}

pub(crate) fn table(people: &People) -> RecordBatch {
    let dictionary = |values: &[i32], first: i32| -> ArrayRef {
        let levels: ArrayRef = Arc::new(StringArray::from(WORDS[usize::try_from(first).unwrap()..].to_vec()));
        let keys: Int8Array = values.iter().map(|value| i8::try_from(*value - first).ok()).collect();
        // Without a null there is no mask of them.
        let keys = Int8Array::new(keys.values().clone(), None);
        Arc::new(DictionaryArray::<Int8Type>::new(keys, levels))
    };
    let starts = people.work_years.iter().map(|years| began(*years));
    let years = people.level_years.iter().map(|years| 2022 - years);
    let mut columns: Vec<(String, ArrayRef)> = vec![
        ("current_level".into(), dictionary(&people.held, 0)),
        ("declared_level".into(), dictionary(&people.target, 1)),
        ("current_obtained_year".into(), Arc::new(Int32Array::from(years.collect::<Vec<_>>()))),
        ("work_start".into(), Arc::new(Date32Array::from(starts.collect::<Vec<_>>()))),
    ];
    for (name, flags) in FLAGS.iter().zip(&people.flags) {
        columns.push((format!("answers.{name}"), Arc::new(BooleanArray::from(flags.clone()))));
    }
    RecordBatch::try_from_iter(columns).unwrap()
}

/// Leaves the columns and the answers for the peers that are called from Python.
pub(crate) fn leave(folder: &Path, people: &People, expected: &[u8]) {
    fs::create_dir_all(folder).unwrap();
    let numbers = |values: &[i32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
    let columns = [
        ("held", &people.held),
        ("target", &people.target),
        ("level_years", &people.level_years),
        ("work_years", &people.work_years),
    ];
    for (name, values) in columns {
        fs::write(folder.join(name), numbers(values)).unwrap();
    }
    let days: Vec<i32> = people.work_years.iter().map(|years| began(*years)).collect();
    fs::write(folder.join("work_start"), numbers(&days)).unwrap();
    for (name, flags) in FLAGS.iter().zip(&people.flags) {
        fs::write(folder.join(name), flags.iter().map(|flag| u8::from(*flag)).collect::<Vec<_>>()).unwrap();
    }
    fs::write(folder.join("expected"), expected).unwrap();
}

pub(crate) fn by_hand(people: &People, out: &mut [u8]) {
    by_hand_of(people, out, 0..out.len());
}

/// The rule over slices: the compiler decides several at once.
#[inline(never)]
#[allow(clippy::needless_bitwise_bool, reason = "without a branch several rows are decided at once")]
pub(crate) fn by_hand_of(people: &People, out: &mut [u8], part: Range<usize>) {
    let rows = part.len();
    let out = &mut out[part.clone()];
    let (held, target) = (&people.held[part.clone()], &people.target[part.clone()]);
    let (level_years, work_years) = (&people.level_years[part.clone()], &people.work_years[part.clone()]);
    let [in_post, healthy, approved, unpunished] = &people.flags;
    let (in_post, healthy) = (&in_post[part.clone()], &healthy[part.clone()]);
    let (approved, unpunished) = (&approved[part.clone()], &unpunished[part]);
    for row in 0..rows {
        let needed = if target[row] == 2 { 10 } else { 18 };
        let years = (level_years[row] >= 5) | (work_years[row] >= needed);
        let flags = in_post[row] & healthy[row] & approved[row] & unpunished[row];
        out[row] = ((held[row] == target[row] - 1) & years & flags).into();
    }
}
