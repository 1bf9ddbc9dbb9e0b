//! One rule in every engine: the level held is the one below the target, and five years at it or 10 (18) years of work, and four
//! flags; beside it a table of six rows.

use std::hint::black_box;
use std::path::Path;

use gongkao::eligibility::trace::Outcome;
use gongkao::eligibility::{Asked, Decision};
use gongkao::materials::Need;
use gongkao::model::level::Level;
use gongkao::policy::Policy;
use gongkao::policy::plan::{Plan, Value};
use gongkao::policy::quantity::Quantity;
use gongkao::policy::set::PolicySet;

use crate::{median, peers, say};

/// So many people that no processor learns their answers by heart: each is decided as if seen for the first time.
const MANY: usize = 32_768;
/// So few that it does, after some rounds: branches cost nothing then, and the rule by hand is little else.
const FEW: usize = 2_048;

/// What every engine is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    /// 0 ungraded, 1 level five, 2 level four …
    pub(crate) held: i32,
    /// 2 level four, 3 level three.
    pub(crate) target: i32,
    pub(crate) level_years: i32,
    pub(crate) work_years: i32,
    pub(crate) in_post: bool,
    pub(crate) healthy: bool,
    pub(crate) approved: bool,
    pub(crate) unpunished: bool,
}

/// Whether they are eligible, and what the table says: 0 not applicable, 1 optional, 2 required.
pub(crate) type Answer = (bool, u8);

pub(crate) fn run() {
    let policy = policy();
    let many = people(MANY);
    let hand = measure(&policy, &many);
    peers::run(&many, hand, by_hand);
    measure(&policy, &people(FEW));
}

/// Prints ours beside the rule by hand, and returns what that takes.
fn measure(policy: &Policy, people: &[Person]) -> f64 {
    let day = gongkao::read_day("2022-03-10").unwrap();
    let asked = Asked { day, claimed: false, used: None };
    let rows: Vec<(&Plan, Vec<Value>, Person)> = people
        .iter()
        .map(|person| {
            let plan = policy.plan(if person.target == 2 { Level::Four } else { Level::Three });
            (plan, row(plan, person), *person)
        })
        .collect();
    for (plan, row, person) in &rows {
        let eligible = plan.outcome(row, asked) == Outcome::Met;
        let need = plan.needs(row, day).map(|(need, _)| number(need)).next().unwrap();
        assert_eq!((eligible, need), by_hand(person), "{person:?}");
        assert_eq!(plan.decide(row, asked).outcome == Outcome::Met, eligible);
    }
    println!(
        "\n## The rule of the comparison, {} people\n\n| engine | ns a decision | by hand = |\n|---|---:|---:|",
        people.len()
    );
    let hand = median(people, |person| {
        black_box(by_hand(person));
    });
    say("by hand in Rust", hand, hand);
    let decided = median(&rows, |(plan, row, _)| {
        black_box((plan.outcome(row, asked), plan.needs(row, day).next()));
    });
    say("gongkao, a row, verdict and table", decided, hand);
    let traced = median(&rows, |(plan, row, _)| {
        black_box((plan.decide(row, asked), plan.needs(row, day).next()));
    });
    say("gongkao, with the status of every rule and the outcome of every node", traced, hand);
    let explained = median(&rows, |(plan, row, _)| {
        let decision = plan.decide(row, asked);
        black_box((sum(&decision, plan, row, day), plan.needs(row, day).next()));
        black_box(decision);
    });
    say("gongkao, with what every leaf found, asked and missed by", explained, hand);
    hand
}

/// Reads every leaf, as a report would.
fn sum(decision: &Decision, plan: &Plan, row: &[Value], day: gongkao::model::date::Date) -> i64 {
    let leaves = decision.leaves(plan, row, day);
    let shown = leaves.map(|leaf| {
        let (from, to) = leaf.bounds.unwrap_or_default();
        [leaf.actual.least, from, to, leaf.gap.unwrap_or_default()].into_iter().map(i64::from).sum::<i64>()
    });
    shown.sum()
}

/// One person at a time, as a portal asks: never inlined into the loop, where the compiler would decide several at once.
#[inline(never)]
fn by_hand(person: &Person) -> Answer {
    let years = person.level_years >= 5 || person.work_years >= if person.target == 2 { 10 } else { 18 };
    let eligible = person.held == person.target - 1
        && years
        && person.in_post
        && person.healthy
        && person.approved
        && person.unpunished;
    let need = if person.work_years >= 25 {
        0
    } else if person.held == 0 {
        2
    } else if person.target == 2 && person.level_years >= 8 {
        1
    } else if person.target == 3 && person.level_years >= 8 {
        1
    } else if !person.approved {
        2
    } else {
        1
    };
    (eligible, need)
}

fn row(plan: &Plan, person: &Person) -> Vec<Value> {
    plan.slots()
        .iter()
        .map(|slot| match (slot.quantity, slot.fact.as_deref()) {
            (Quantity::HeldLevel, _) => Value::exactly(person.held),
            (Quantity::DeclaredLevel, _) => Value::exactly(person.target - 1),
            (Quantity::LevelYears, _) => Value::exactly(person.level_years),
            (Quantity::WorkYears, _) => Value::exactly(person.work_years),
            (_, Some("in_post")) => Value::exactly(person.in_post.into()),
            (_, Some("healthy")) => Value::exactly(person.healthy.into()),
            (_, Some("approved")) => Value::exactly(person.approved.into()),
            (_, Some("unpunished")) => Value::exactly(person.unpunished.into()),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn number(need: Need) -> u8 {
    match need {
        Need::NotApplicable => 0,
        Need::Optional => 1,
        Need::Required => 2,
        Need::Unknown => 3,
    }
}

/// People drawn by a fixed generator, half of them eligible but for the flags.
fn people(count: usize) -> Vec<Person> {
    let mut seed = 7_u64;
    let mut draw = |below: i32| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i32::try_from(seed >> 40).unwrap() % below
    };
    (0..count)
        .map(|_| {
            let target = 2 + draw(2);
            Person {
                target,
                held: if draw(10) < 7 { target - 1 } else { draw(4) },
                level_years: draw(12),
                work_years: draw(32),
                in_post: draw(10) > 0,
                healthy: draw(10) > 0,
                approved: draw(10) > 0,
                unpunished: draw(10) > 0,
            }
        })
        .collect()
}

fn policy() -> Policy {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<Vec<(String, String)>> = Vec::new();
    for folder in [root.join("../core/data/policy/nation"), root.join("policy/comparison")] {
        let files = std::fs::read_dir(folder).unwrap().map(|entry| {
            let path = entry.unwrap().path();
            (path.display().to_string(), std::fs::read_to_string(&path).unwrap())
        });
        texts.push(files.collect());
    }
    let borrowed: Vec<Vec<(&str, &str)>> =
        texts.iter().map(|files| files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()).collect();
    PolicySet::from_toml(&borrowed).unwrap().get("comparison").unwrap().clone()
}
