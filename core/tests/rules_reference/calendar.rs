//! Days as three numbers, and what the calendar says of them.

use serde_json::Value;

pub(crate) type Day = (i64, i64, i64);

pub(crate) fn month_length(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub(crate) fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('-').map(|part| part.parse().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let exists =
        (1800..=2200).contains(&year) && (1..=12).contains(&month) && (1..=month_length(year, month)).contains(&day);
    exists.then_some((year, month, day))
}

/// The same day some months later, or the last of a month that has no such day.
pub(crate) fn plus_months((year, month, day): Day, months: i64) -> Day {
    let all = year * 12 + month - 1 + months;
    let (year, month) = (all.div_euclid(12), all.rem_euclid(12) + 1);
    (year, month, day.min(month_length(year, month)))
}

pub(crate) fn next((year, month, day): Day) -> Day {
    if day < month_length(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

/// The day a rule of the policy's `days` stands for.
pub(crate) fn named(rule: &Value, exam_year: i64, report: Day) -> Day {
    let number = |table: &Value, name: &str| table[name].as_i64().unwrap();
    let (word, what) = rule.as_object().unwrap().iter().next().unwrap();
    match word.as_str() {
        "fixed" => day(what.as_str().unwrap()).unwrap(),
        "exam_year" => (exam_year, number(what, "month"), number(what, "day")),
        "year_before" => (exam_year - 1, number(what, "month"), number(what, "day")),
        "years_before" => (exam_year - number(what, "years"), number(what, "month"), number(what, "day")),
        "report_day" => report,
        "before_report" => plus_months(report, -12 * number(what, "years")),
        other => panic!("{other}"),
    }
}
