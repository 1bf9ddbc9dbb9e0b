//! Conditions at random.

use super::*;

fn filter() -> impl Strategy<Value = Value> {
    let parameter = || prop::option::weighted(0.2, select(SMALL.to_vec()));
    (
        subsequence(AWARDS.to_vec(), 0..=3),
        prop::option::weighted(0.3, select(GRADES.to_vec())),
        any::<[bool; 2]>(),
        prop::array::uniform2(prop::bool::weighted(0.15)),
        [parameter(), parameter(), parameter(), parameter(), parameter(), parameter()],
    )
        .prop_map(|(kinds, grade, [since, ranked], [main, kept], [rank, years, prize, place, class, team])| {
            object([
                ("kinds", kinds.into()),
                ("grade", grade.into()),
                ("since_certificate", flag(since)),
                ("ranked", flag(ranked)),
                ("rank_within", rank.into()),
                ("within_years", years.into()),
                ("prize_within", prize.into()),
                ("place_within", place.into()),
                ("contest_class_within", class.into()),
                ("team", team.into()),
                ("main_contributor", flag(main)),
                ("honour_kept", flag(kept)),
            ])
        })
}

/// A leaf of any quantity with any comparison it takes.
fn leaf() -> impl Strategy<Value = Value> {
    let one = |quantity: &str, operator: &str, value: Value| json!({ "quantity": quantity, operator: value });
    let order = || select(vec!["at_least", "at_most", "less_than", "more_than"]);
    let parameter = || select(ANY.to_vec());
    let years =
        select(vec!["work_years", "level_years", "type_years", "type_years", "post_years", "retirement_years", "age"]);
    let day = select(vec!["work_start", "obtained_on", "regularised_on", "retirement_day"]);
    let day_order = || select(vec!["on_or_before", "after"]);
    let ordered = prop_oneof![
        4 => (Just("held_level"), select(HELD.to_vec())),
        1 => (Just("appointed_level"), select(HELD.to_vec())),
        1 => (Just("declared_level"), select(LEVELS.to_vec())),
        2 => (Just("schooling"), select(SCHOOLING.to_vec())),
        1 => (Just("penalty"), select(crate::tally::PENALTIES.to_vec())),
    ];
    let word = prop_oneof![
        subsequence(vec!["female", "male"], 1..=2).prop_map(|words| ("sex", words)),
        subsequence(vec!["same", "merged", "neighbour", "changed"], 1..=3)
            .prop_map(|words| ("work_type_relation", words)),
        subsequence(vec!["g0", "g1", "g2"], 1..=2).prop_map(|words| ("work_type_group", words)),
        subsequence(vec!["administrative", "public_institution"], 1..=2).prop_map(|words| ("unit_category", words)),
        subsequence(HELD.to_vec(), 1..=3).prop_map(|words| ("held_level", words)),
        subsequence(SCHOOLING.to_vec(), 1..=3).prop_map(|words| ("schooling", words)),
    ];
    let assessments =
        select(vec!["qualified_assessments", "excellent_assessments", "failed_assessments", "lacking_assessments"]);
    let fact = |fact: &str, operator: &str, value: Value| json!({ "fact": fact, operator: value });
    let facts = prop_oneof![
        any::<bool>().prop_map(move |value| fact("flag", "equals", value.into())),
        (order(), parameter()).prop_map(move |(op, name)| fact("number", op, name.into())),
        (day_order(), select(DAYS.to_vec())).prop_map(move |(op, name)| fact("day", op, name.into())),
        select(vec!["w0", "w1", "w2"]).prop_map(move |word| fact("word", "equals", word.into())),
        subsequence(vec!["w0", "w1", "w2"], 1..=2).prop_map(move |words| fact("ordered", "in", words.into())),
        (order(), select(vec!["w0", "w1", "w2"])).prop_map(move |(op, word)| fact("ordered", op, word.into())),
    ];
    prop_oneof![
        6 => (years, order(), parameter(), prop::option::of(any::<bool>())).prop_map(|(quantity, op, name, counted)| {
            // Years in a type are counted from service only.
            let counted = counted.map(|served| if served || quantity == "type_years" { "served" } else { "other" });
            object([("quantity", quantity.into()), (op, name.into()), ("counted", counted.into())])
        }),
        3 => (day, day_order(), select(DAYS.to_vec())).prop_map(move |(quantity, op, name)| one(quantity, op, name.into())),
        4 => (ordered, order()).prop_map(move |((quantity, word), op)| one(quantity, op, word.into())),
        3 => word.prop_map(move |(quantity, words)| match words.as_slice() {
            [word] => one(quantity, "equals", (*word).into()),
            _ => one(quantity, "in", words.into()),
        }),
        1 => (select(vec!["exception_claimed", "work_type_mismatch"]), any::<bool>())
            .prop_map(move |(quantity, value)| one(quantity, "equals", value.into())),
        3 => (assessments, order(), select(SMALL.to_vec()), select(SMALL.to_vec()), any::<bool>()).prop_map(
            |(quantity, op, name, window, since)| object([
                ("quantity", quantity.into()), (op, name.into()), ("last_years", window.into()), ("since_work_start", flag(since)),
            ])
        ),
        3 => (order(), select(SMALL.to_vec()), filter())
            .prop_map(|(op, name, filter)| json!({ "quantity": "awards", op: name, "awards": filter })),
        3 => facts,
    ]
}

/// A tree. A `name` is here only wished for; [`policy`] gives it.
pub(super) fn condition() -> impl Strategy<Value = Value> {
    let leaf = named(leaf());
    leaf.prop_recursive(3, 12, 3, |inner| {
        let children = || prop::collection::vec(inner.clone(), 1..4);
        named(prop_oneof![
            2 => children().prop_map(|all| json!({ "all": all })),
            2 => children().prop_map(|any| json!({ "any": any })),
            1 => inner.clone().prop_map(|not| json!({ "not": not })),
            1 => (children(), select(vec!["s0", "s1"])).prop_map(|(of, needed)| json!({ "of": of, "at_least": needed })),
        ])
    })
}

fn named(condition: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    let with_name = |(mut condition, has_name): (Value, bool)| {
        if has_name {
            condition["name"] = true.into();
        }
        condition
    };
    (condition, prop::bool::weighted(0.3)).prop_map(with_name).boxed()
}
