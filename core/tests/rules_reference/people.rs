//! People at random, with answers missing and days where conventions differ.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::calendar;
use crate::policies::{AWARDS, GRADES, HELD, LEVELS, SCHOOLING};
use crate::tally::PENALTIES;

/// A day near the edges of months and years, as often as not a leap day where there is one.
fn day(years: std::ops::RangeInclusive<i64>) -> impl Strategy<Value = String> {
    let near =
        select(vec![(1, 1), (2, 28), (2, 29), (2, 29), (3, 1), (3, 7), (3, 9), (3, 10), (3, 11), (9, 30), (12, 31)]);
    let any_day = (1..=12_i64, 1..=31_i64);
    (years, prop_oneof![4 => near, 1 => any_day]).prop_map(|(year, (month, day))| {
        format!("{year}-{month:02}-{:02}", day.min(calendar::month_length(year, month)))
    })
}

fn identity() -> impl Strategy<Value = String> {
    (day(1955..=2006), 0..10_u8, prop::bool::weighted(0.05)).prop_map(|(birth, serial, broken)| {
        let head = format!("410105{}00{serial}", birth.replace('-', ""));
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = head.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
        let check = "10X98765432".chars().nth(usize::try_from((sum + u32::from(broken)) % 11).unwrap()).unwrap();
        format!("{head}{check}")
    })
}

fn work_type() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::weighted(0.8, select(vec!["E1", "甲", " E1", "E2", "乙", "E3", "E4", "丁", "E5", "外行"]))
}

fn period() -> impl Strategy<Value = Value> {
    let kind = prop::option::of(select(vec!["work", "work", "military", "school"]));
    // A period, and perhaps one that begins around its end, so that they overlap, touch or miss by a day.
    (
        day(2005..=2023),
        prop::option::weighted(0.8, day(2008..=2023)),
        prop_oneof![1 => Just(Some("E1")), 1 => work_type()],
        kind,
    )
        .prop_map(|(from, until, work_type, kind)| {
            let mut period = json!({ "from": from, "until": until, "work_type": work_type });
            if let Some(kind) = kind {
                period["kind"] = kind.into();
            }
            period
        })
}

/// Periods of which each may begin on the last day of the one before it, the day after, or two days after.
fn service() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec((period(), prop::option::weighted(0.7, select(vec![0_u8, 1, 1, 2]))), 0..5).prop_map(
        |periods| {
            let mut service: Vec<Value> = Vec::new();
            for (mut period, follows) in periods {
                let end = service.last().and_then(|last| calendar::day(last["until"].as_str()?));
                if let (Some(mut from), Some(days)) = (end, follows) {
                    for _ in 0..days {
                        from = calendar::next(from);
                    }
                    period["from"] = format!("{}-{:02}-{:02}", from.0, from.1, from.2).into();
                }
                service.push(period);
            }
            service
        },
    )
}

fn award() -> impl Strategy<Value = Value> {
    let number = || prop::option::weighted(0.7, 0..5_u32);
    let flag = || prop::option::weighted(0.7, any::<bool>());
    (
        (select(AWARDS.to_vec()), select(GRADES.to_vec()), 2014..=2023_i64),
        (number(), number(), number(), number(), number(), flag(), flag()),
    )
        .prop_map(|((kind, grade, year), (rank, prize, place, class, team, main, kept))| {
            json!({
                "kind": kind, "grade": grade, "year": year, "rank": rank, "prize": prize, "place": place,
                "contest_class": class, "team": team, "main_contributor": main, "honour_kept": kept,
            })
        })
}

fn penalty() -> impl Strategy<Value = Value> {
    (
        select(PENALTIES[1..].to_vec()),
        day(2020..=2024),
        prop::option::of(prop_oneof![day(2020..=2024), report_day().prop_map(str::to_owned)]),
    )
        .prop_map(|(kind, from, until)| json!({ "kind": kind, "from": from, "until": until }))
}

fn answers() -> impl Strategy<Value = Value> {
    let wild =
        || select(vec![json!(true), json!(3), json!("w1"), json!("2020-02-29"), json!("2021-02-29"), json!(1_000_001)]);
    let word = || prop::option::of(prop_oneof![5 => select(vec!["w0", "w1", "w2"]).prop_map(Value::from), 1 => wild()]);
    (
        prop::option::of(prop_oneof![5 => any::<bool>().prop_map(Value::from), 1 => wild()]),
        prop::option::of(prop_oneof![5 => (0..12_i64).prop_map(Value::from), 1 => wild()]),
        prop::option::of(
            prop_oneof![5 => day(2018..=2023).prop_map(Value::from), 1 => Just(json!(false)), 1 => wild()],
        ),
        word(),
        word(),
    )
        .prop_map(|(flag, number, day, word, ordered)| {
            let all = [("flag", flag), ("number", number), ("day", day), ("word", word), ("ordered", ordered)];
            all.into_iter()
                .filter_map(|(name, answer)| Some((name.to_owned(), answer?)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        })
}

pub(crate) fn form() -> impl Strategy<Value = Value> {
    let held = || prop::option::weighted(0.85, select(HELD.to_vec()));
    let grade = select(vec!["unqualified", "no_grade", "basically_qualified", "qualified", "excellent"]);
    let assessment = (2015..=2023_i64, grade).prop_map(|(year, grade)| json!({ "year": year, "grade": grade }));
    let list =
        |item: BoxedStrategy<Value>, most: usize| prop::option::weighted(0.75, prop::collection::vec(item, 0..=most));
    let category = prop::option::of(select(vec!["men", "women50", "women55"]));
    let claim = (any::<bool>(), prop::option::of(prop::collection::vec(2021..=2022_i64, 0..2)))
        .prop_map(|(claimed, used)| json!({ "claimed": claimed, "used_years": used }));
    let obtained = prop_oneof![
        1 => Just((None, None)),
        3 => (2008..=2023_i64).prop_map(|year| (Some(year), None)),
        1 => day(2008..=2023).prop_map(|day| (None, Some(day))),
        1 => day(2008..=2023).prop_map(|day| (day[..4].parse().ok(), Some(day))),
    ];
    let category_of_unit = prop::option::of(select(vec!["administrative", "public_institution"]));
    (
        (identity(), category, select(LEVELS.to_vec()), any::<bool>(), claim),
        (held(), obtained, work_type(), work_type(), held()),
        (
            prop::option::weighted(0.8, day(1990..=2023)),
            prop::option::weighted(0.7, day(2010..=2023)),
            prop::option::weighted(0.7, day(2010..=2023)),
            prop::option::weighted(0.8, select(SCHOOLING.to_vec())),
            category_of_unit,
        ),
        (
            list(assessment.boxed(), 8),
            list(award().boxed(), 3),
            list(penalty().boxed(), 2),
            prop::option::weighted(0.6, service()),
            answers(),
        ),
    )
        .prop_map(
            |(
                (identity, category, level, early, exception),
                (held, (year, on), current, declared, appointed),
                (start, regularised, appointed_on, schooling, unit),
                (assessments, awards, penalties, service, answers),
            )| {
                let (chosen, in_form) = if early { (Some(level), None) } else { (None, Some(level)) };
                json!({
                    "candidate": { "name": "示例", "identity_number": identity, "retirement_category": category },
                    "declared_level": chosen, "declared": { "level": in_form, "work_type": declared },
                    "current": { "level": held, "obtained_year": year, "obtained_on": on, "work_type": current },
                    "exception": exception, "work_start": start, "regularised_on": regularised,
                    "appointed_on": appointed_on, "appointed_level": appointed, "schooling": schooling, "unit_category": unit,
                    "assessments": assessments, "awards": awards, "penalties": penalties, "service": service,
                    "answers": answers,
                })
            },
        )
}

/// Days to ask on.
pub(crate) fn report_day() -> impl Strategy<Value = &'static str> {
    select(vec!["2022-03-10", "2022-03-01", "2024-02-29", "2022-12-31"])
}
