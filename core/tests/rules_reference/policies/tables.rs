//! How years are counted, numbers and days, at random.

use serde_json::Map;

use super::*;

fn service() -> impl Strategy<Value = Value> {
    (subsequence(vec!["work", "military", "school"], 1..=3), select(vec!["sum", "same_type", "reset"]))
        .prop_map(|(kinds, on_change)| json!({ "kinds": kinds, "on_change": on_change }))
}

fn counting(service: impl Strategy<Value = Option<Value>>) -> impl Strategy<Value = Value> {
    (
        select(DAYS.to_vec()),
        select(vec!["year", "month", "day", "day"]),
        select(vec!["plain", "both_ends", "one_year_lag"]),
        select(vec!["first_day", "last_day", "day_of_issue"]),
        (service, prop_oneof![4 => Just(false), 1 => Just(true)]),
    )
        .prop_map(|(until, granularity, offset, year_only, (service, until_retirement))| {
            object([
                ("until_retirement", flag(until_retirement)),
                ("until", until.into()),
                ("granularity", granularity.into()),
                ("offset", offset.into()),
                ("year_only", year_only.into()),
                ("service", service.into()),
                ("citation", citation()),
            ])
        })
}

pub(super) fn counting_table() -> impl Strategy<Value = Value> {
    (
        counting(prop::option::of(service())),
        counting(service().prop_map(Some)),
        prop::array::uniform4(counting(Just(None))),
        (select(vec!["exam_year", "year_before"]), prop::option::of(select(vec!["exam_year", "year_before"]))),
        select(vec!["counts", "does_not_count"]),
        (counting(prop::option::of(service())), counting(service().prop_map(Some))),
    )
        .prop_map(|(work, of_type, [level, post, retirement, age], (last, of_awards), certificate_year, (other, served))| {
            json!({
                "named": { "other": other, "served": served },
                "work_years": work, "type_years": of_type, "level_years": level, "post_years": post,
                "retirement_years": retirement, "age": age,
                "assessments": { "last": last, "citation": citation() },
                "awards": object([
                    ("certificate_year", certificate_year.into()), ("last", of_awards.into()), ("citation", citation()),
                ]),
            })
        })
}

pub(super) fn parameters() -> impl Strategy<Value = Value> {
    let small = || 0..5_i64;
    let big = || prop_oneof![1..12_i64, 0..45_i64];
    (prop::array::uniform5(small()), prop::array::uniform5(small()), prop::array::uniform5(big())).prop_map(
        |(s, by_level, b)| {
            let by_level: Map<String, Value> =
                LEVELS.iter().zip(by_level).map(|(level, value)| ((*level).to_owned(), value.into())).collect();
            let one = |value: i64| json!({ "value": value, "citation": citation() });
            let dated = |from: Option<i64>, value: i64| {
                object([("from", from.into()), ("value", value.into()), ("citation", citation())])
            };
            json!({
                "zero": one(0), "s0": one(s[0]), "s1": { "values": by_level, "citation": citation() },
                "s2": { "dated": [dated(None, s[1]), dated(Some(2022), s[2]), dated(Some(2023), s[3])] },
                "s3": { "value": s[4], "values": { "three": s[0] }, "citation": citation() },
                "b0": one(b[0]), "b1": one(b[1]), "b2": { "dated": [dated(Some(2021), b[2]), dated(Some(2030), b[3])] },
            })
        },
    )
}

pub(super) fn days() -> impl Strategy<Value = Value> {
    let at = || select(vec![(1, 1), (2, 28), (3, 1), (3, 10), (3, 31), (9, 30), (12, 31)]);
    (select(vec!["2022-03-07", "2020-02-29", "2012-12-31"]), at(), at(), at(), 0..4_u8, 0..4_u8).prop_map(
        |(fixed, exam, before, ago, years, before_report)| {
            let at = |(month, day): (i64, i64)| json!({ "month": month, "day": day });
            let day = |rule: Value| json!({ "day": rule, "citation": citation() });
            json!({
                "fixed": day(json!({ "fixed": fixed })),
                "exam_year": day(json!({ "exam_year": at(exam) })),
                "year_before": day(json!({ "year_before": at(before) })),
                "years_before": day(json!({ "years_before": { "years": years, "month": ago.0, "day": ago.1 } })),
                "report": day(json!({ "report_day": {} })),
                "before_report": day(json!({ "before_report": { "years": before_report } })),
            })
        },
    )
}
