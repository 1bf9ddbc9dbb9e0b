//! Counting assessments and awards, and the heaviest penalty.

use serde_json::Value;

use crate::person::{Known, Person};

fn last_assessed_year(person: &Person<'_>) -> i64 {
    person.exam_year() - i64::from(person.policy["counting"]["assessments"]["last"] == "year_before")
}

fn last_year_of_awards(person: &Person<'_>) -> i64 {
    match person.policy["counting"]["awards"]["last"].as_str() {
        None => last_assessed_year(person),
        Some(last) => person.exam_year() - i64::from(last == "year_before"),
    }
}

const GRADES: [&str; 5] = ["unqualified", "no_grade", "basically_qualified", "qualified", "excellent"];

pub(crate) fn assessments(person: &Person<'_>, leaf: &Value) -> Known {
    let counts = |grade: usize| match leaf["quantity"].as_str().unwrap() {
        "qualified_assessments" => grade >= 3,
        "excellent_assessments" => grade == 4,
        "failed_assessments" => grade == 0,
        "lacking_assessments" => grade < 3,
        other => panic!("{other}"),
    };
    let window = person.parameter(leaf["last_years"].as_str().unwrap());
    let (mut least, mut most) = (0, 0);
    let since = leaf["since_work_start"] == true;
    let start = person.day_of(&person.form["work_start"]);
    let last = last_assessed_year(person);
    for year in last - window + 1..=last {
        // A year before the second year of work does not count; where that is not known, it may.
        let (certainly, possibly) = match (since, start) {
            (false, _) => (true, true),
            (true, None) => (false, true),
            (true, Some(start)) => (year > start.0, year > start.0),
        };
        let list = person.form["assessments"].as_array();
        let of_year = list.into_iter().flatten().filter(|one| one["year"] == year);
        let worst = of_year.map(|one| GRADES.iter().position(|grade| one["grade"] == *grade).unwrap()).min();
        least += i64::from(certainly && worst.is_some_and(counts));
        most += i64::from(possibly && worst.is_none_or(counts));
    }
    Known::Count(least, most)
}

pub(crate) fn awards(person: &Person<'_>, filter: &Value) -> Known {
    let Some(awards) = person.form["awards"].as_array() else { return Known::Count(0, i64::MAX) };
    let verdicts: Vec<Option<bool>> = awards.iter().map(|award| passes(person, award, filter)).collect();
    let count = |of: &[Option<bool>]| i64::try_from(verdicts.iter().filter(|one| of.contains(one)).count()).unwrap();
    Known::Count(count(&[Some(true)]), count(&[Some(true), None]))
}

/// Whether the filter lets an award through; nothing where the award does not say what it asks.
fn passes(person: &Person<'_>, award: &Value, filter: &Value) -> Option<bool> {
    let grade = |value: &Value| ["county", "city", "province", "nation"].iter().position(|grade| value == grade);
    let year = award["year"].as_i64().unwrap();
    let mut answers = vec![Some(filter["kinds"].as_array().unwrap().contains(&award["kind"]))];
    if !filter["grade"].is_null() {
        answers.push(Some(grade(&award["grade"]) >= grade(&filter["grade"])));
    }
    if filter["since_certificate"] == true {
        let same_year_counts = person.policy["counting"]["awards"]["certificate_year"] == "counts";
        let since = |obtained: i64| if same_year_counts { year >= obtained } else { year > obtained };
        let ungraded = person.form["current"]["level"] == "ungraded";
        answers.push(if ungraded { Some(false) } else { person.obtained_year().map(since) });
    }
    if let Some(years) = filter["within_years"].as_str() {
        let last = last_year_of_awards(person);
        answers.push(Some(last - person.parameter(years) < year && year <= last));
    }
    if filter["ranked"] == true {
        answers.push(award["rank"].as_i64().map(|_| true));
    }
    for (asked, field) in [
        ("rank_within", "rank"),
        ("prize_within", "prize"),
        ("place_within", "place"),
        ("contest_class_within", "contest_class"),
    ] {
        if let Some(limit) = filter[asked].as_str() {
            answers.push(award[field].as_i64().map(|actual| actual <= person.parameter(limit)));
        }
    }
    if let Some(size) = filter["team"].as_str() {
        answers.push(award["team"].as_i64().map(|actual| actual == person.parameter(size)));
    }
    for flag in ["main_contributor", "honour_kept"] {
        if filter[flag] == true {
            answers.push(award[flag].as_bool());
        }
    }
    if answers.contains(&Some(false)) {
        Some(false)
    } else if answers.contains(&None) {
        None
    } else {
        Some(true)
    }
}

pub(crate) const PENALTIES: [&str; 6] = ["none", "warning", "demerit", "serious_demerit", "demotion", "dismissal"];

pub(crate) fn penalty(person: &Person<'_>) -> Known {
    let Some(penalties) = person.form["penalties"].as_array() else { return Known::Open };
    let mut heaviest = 0;
    for penalty in penalties {
        let begun = person.day_of(&penalty["from"]).unwrap() <= person.day;
        let over = person.day_of(&penalty["until"]).is_some_and(|last| last < person.day);
        if begun && !over {
            heaviest = heaviest.max(PENALTIES.iter().position(|kind| penalty["kind"] == *kind).unwrap());
        }
    }
    Known::Word(PENALTIES[heaviest].to_owned())
}
