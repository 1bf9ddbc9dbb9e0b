//! Counting years.

use serde_json::Value;

use crate::calendar::{self, Day};
use crate::person::Person;

/// The fewest and the most years of a kind.
pub(crate) fn years(person: &Person<'_>, kind: &str, counting: &Value) -> Option<(i64, i64)> {
    let end = person.named_day(counting["until"].as_str().unwrap());
    if counting["until_retirement"] != true || kind == "retirement_years" {
        return years_until(person, kind, counting, end);
    }
    // Retirement on any of these days may end it, and what lies between lies between.
    let (first, last) = retirement_days(person)?;
    let (one, other) =
        (years_until(person, kind, counting, end.min(first))?, years_until(person, kind, counting, end.min(last))?);
    Some((one.0.min(other.0), one.1.max(other.1)))
}

fn years_until(person: &Person<'_>, kind: &str, counting: &Value, end: Day) -> Option<(i64, i64)> {
    let since = |from: Day| count(counting, &[(from, end)]);
    let form = person.form;
    let exactly = |years: i64| (years, years);
    match kind {
        "work_years" | "type_years" if !counting["service"].is_null() && !form["service"].is_null() => {
            Some(exactly(count(counting, &stretches(person, &counting["service"], end)?)))
        }
        "work_years" => Some(exactly(since(person.day_of(&form["work_start"])?))),
        "type_years" => None,
        "post_years" => Some(exactly(since(person.day_of(&form["appointed_on"])?))),
        "age" => Some(exactly(since(person.identity()?.0))),
        "level_years" => {
            if let Some(day) = person.day_of(&form["current"]["obtained_on"]) {
                return Some(exactly(since(day)));
            }
            let year = form["current"]["obtained_year"].as_i64()?;
            let (first, last) = ((year, 1, 1), (year, 12, 31));
            Some(match counting["year_only"].as_str().unwrap_or("first_day") {
                "first_day" => exactly(since(first)),
                "last_day" => exactly(since(last)),
                _ => (since(last), since(first)),
            })
        }
        // Counted from the day named to the day of retirement.
        _ => {
            let (first, last) = retirement_days(person)?;
            Some((count(counting, &[(end, first)]), count(counting, &[(end, last)])))
        }
    }
}

/// Years of stretches, each from its first day to its last.
fn count(counting: &Value, stretches: &[(Day, Day)]) -> i64 {
    // Where nothing has begun there is no first year to add.
    if stretches.is_empty() {
        return 0;
    }
    let months: i64 =
        stretches.iter().map(|(from, until)| months(counting["granularity"].as_str().unwrap(), *from, *until)).sum();
    let offset = match counting["offset"].as_str().unwrap_or("plain") {
        "plain" => 0,
        "both_ends" => 1,
        _ => -1,
    };
    (months.div_euclid(12) + offset).max(0)
}

fn months(granularity: &str, from: Day, until: Day) -> i64 {
    match granularity {
        "year" => (until.0 - from.0) * 12,
        "month" => (until.0 - from.0) * 12 + until.1 - from.1,
        // The most months of which the last is full on the day; less than none where it has not begun.
        _ => {
            let mut full = (until.0 - from.0) * 12 + until.1 - from.1;
            while calendar::plus_months(from, full) > until {
                full -= 1;
            }
            full
        }
    }
}

/// The periods of service that count, as days on which somebody served.
fn stretches(person: &Person<'_>, service: &Value, end: Day) -> Option<Vec<(Day, Day)>> {
    let declared = &person.form["declared"]["work_type"];
    let any_type = service["on_change"] == "sum";
    if !any_type && declared.is_null() {
        return None;
    }
    let is_same_work = |done: &Value| {
        let trimmed = |value: &Value| value.as_str().map(|text| text.trim().to_owned());
        !done.is_null()
            && (trimmed(done) == trimmed(declared)
                || matches!(person.relation(done, declared), Some("same" | "merged")))
    };
    let mut periods: Vec<(Day, Day)> = Vec::new();
    for period in person.form["service"].as_array().unwrap() {
        let kind = period.get("kind").cloned().unwrap_or_else(|| "work".into());
        let from = person.day_of(&period["from"]).unwrap();
        let last = person.day_of(&period["until"]).map_or(end, |last| last.min(end));
        if service["kinds"].as_array().unwrap().contains(&kind)
            && (any_type || is_same_work(&period["work_type"]))
            && from <= last
        {
            periods.push((from, last));
        }
    }
    // Join any two that share a day or touch, until none do.
    while let Some((one, other)) = touching(&periods) {
        let second = periods.remove(other);
        periods[one] = (periods[one].0.min(second.0), periods[one].1.max(second.1));
    }
    if service["on_change"] == "reset" {
        periods.retain(|(_, last)| *last == end);
    }
    Some(periods)
}

fn touching(periods: &[(Day, Day)]) -> Option<(usize, usize)> {
    for (one, first) in periods.iter().enumerate() {
        for (other, second) in periods.iter().enumerate().skip(one + 1) {
            if first.0 <= calendar::next(second.1) && second.0 <= calendar::next(first.1) {
                return Some((one, other));
            }
        }
    }
    None
}

/// The first and the last day on which the person may reach retirement age.
pub(crate) fn retirement_days(person: &Person<'_>) -> Option<(Day, Day)> {
    let (birth, woman) = person.identity()?;
    let possible: &[&str] = if woman { &["women50", "women55"] } else { &["men"] };
    let said = person.form["candidate"]["retirement_category"].as_str().filter(|said| possible.contains(said));
    let day = |category: &str| {
        let schedule = &person.policy["retirement"]["value"][category];
        let number = |name: &str| schedule[name].as_i64().unwrap();
        let original = calendar::plus_months(birth, number("age") * 12);
        let after_reform = (original.0 - number("reform")) * 12 + original.1 - 1;
        let delay = if after_reform < 0 { 0 } else { (after_reform / number("step") + 1).min(number("cap")) };
        calendar::plus_months(birth, number("age") * 12 + delay)
    };
    let days: Vec<Day> = said.map_or(possible.to_vec(), |said| vec![said]).into_iter().map(day).collect();
    Some((*days.iter().min()?, *days.iter().max()?))
}
