//! Conditions in three values, as a tree with the shape of the condition.

use serde_json::Value;

use crate::calendar::Day;
use crate::exceptions::Open;
use crate::person::{Known, Person};
use crate::tally::PENALTIES;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    Unmet,
    Unknown,
    Met,
}

use Truth::{Met, Unknown, Unmet};

impl Truth {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Unmet => "unmet",
            Unknown => "unknown",
            Met => "met",
        }
    }

    pub(crate) fn not(self) -> Self {
        match self {
            Unmet => Met,
            Unknown => Unknown,
            Met => Unmet,
        }
    }
}

/// A node as it came out.
pub(crate) struct Tree {
    pub(crate) truth: Truth,
    name: Option<String>,
    is_not: bool,
    /// Of a comparison: the field that answers it, and whether anything is known.
    leaf: Option<(String, bool)>,
    children: Vec<Tree>,
}

impl Tree {
    /// The names of what was met and carried it, the outer ones first.
    pub(crate) fn routes(&self) -> Vec<String> {
        if self.truth != Met {
            return Vec::new();
        }
        let below = if self.is_not { &[] } else { self.children.as_slice() };
        self.name.iter().cloned().chain(below.iter().flat_map(Self::routes)).collect()
    }

    /// The fields on which it being unknown turns.
    pub(crate) fn waits_for(&self) -> Vec<String> {
        if self.truth != Unknown {
            return Vec::new();
        }
        let own = self.leaf.iter().map(|(field, _)| field.clone());
        own.chain(self.children.iter().flat_map(Self::waits_for)).collect()
    }

    /// The field of every comparison, and whether anything is known of it.
    pub(crate) fn fields(&self) -> Vec<(String, bool)> {
        self.leaf.iter().cloned().chain(self.children.iter().flat_map(Self::fields)).collect()
    }
}

const LEVELS: [&str; 6] = ["ungraded", "five", "four", "three", "two", "one"];
const SCHOOLING: [&[&str]; 7] = [
    &["primary"],
    &["junior_middle"],
    &["senior_middle", "vocational_senior", "technical_school", "secondary_vocational"],
    &["junior_college"],
    &["bachelor"],
    &["master"],
    &["doctor"],
];

/// How high a word stands among those of its leaf.
fn height(person: &Person<'_>, leaf: &Value, word: &str) -> i64 {
    let place = |words: &[&str]| words.iter().position(|known| *known == word);
    let at = match leaf["quantity"].as_str() {
        None => {
            let words = person.policy["facts"][leaf["fact"].as_str().unwrap()]["words"].as_array().unwrap();
            words.iter().position(|known| known["name"] == word)
        }
        Some("schooling") => SCHOOLING.iter().position(|step| step.contains(&word)),
        Some("penalty") => place(&PENALTIES),
        Some(_) => place(&LEVELS),
    };
    i64::try_from(at.unwrap()).unwrap()
}

/// One value a leaf may have.
enum One {
    Count(i64),
    Day(Day),
    Word(String),
    Flag(bool),
}

/// Whether a value meets a leaf, whose bound lies lower by so much, and whose words of levels by so many steps.
fn meets(person: &Person<'_>, leaf: &Value, value: &One, lower: i64, steps: i64) -> bool {
    let asked = |operator: &str| leaf[operator].as_str();
    match value {
        One::Flag(flag) => leaf["equals"] == *flag,
        One::Day(day) => match (asked("on_or_before"), asked("after")) {
            (Some(limit), _) => *day <= person.named_day(limit),
            (_, Some(limit)) => *day > person.named_day(limit),
            _ => panic!("{leaf}"),
        },
        One::Count(count) => compare(leaf, |name| person.parameter(name) - lower, *count),
        One::Word(word) => {
            let one_of = |words: Vec<&str>| {
                let own = height_of_level(word);
                let reaches = |asked: &&str| (1..=steps).any(|step| own >= 1 && own + step == height_of_level(asked));
                words.contains(&word.as_str()) || steps > 0 && words.iter().any(reaches)
            };
            if let Some(same) = asked("equals") {
                return one_of(vec![same]);
            }
            if let Some(list) = leaf["in"].as_array() {
                return one_of(list.iter().map(|word| word.as_str().unwrap()).collect());
            }
            let own = height(person, leaf, word);
            let plainly = compare(leaf, |asked| height(person, leaf, asked), own);
            let reaching = ["at_least", "more_than"].iter().any(|operator| asked(operator).is_some());
            plainly
                || steps > 0 && reaching && own >= 1 && compare(leaf, |asked| height(person, leaf, asked) - steps, own)
        }
    }
}

fn height_of_level(word: &str) -> i64 {
    LEVELS.iter().position(|level| *level == word).map_or(-100, |at| i64::try_from(at).unwrap())
}

fn compare(leaf: &Value, bound: impl Fn(&str) -> i64, actual: i64) -> bool {
    let bound = |operator: &str| leaf[operator].as_str().map(&bound);
    if let Some(bound) = bound("at_least") {
        return actual >= bound;
    }
    if let Some(bound) = bound("at_most") {
        return actual <= bound;
    }
    if let Some(bound) = bound("less_than") {
        return actual < bound;
    }
    actual > bound("more_than").unwrap()
}

fn leaf(person: &Person<'_>, leaf: &Value, open: Option<&Open<'_>>) -> Tree {
    let known = person.known(leaf);
    // The bounds between which every comparison changes at most once.
    let ends = match known.clone() {
        Known::Open | Known::Nothing => Vec::new(),
        Known::Count(least, most) => vec![One::Count(least), One::Count(most)],
        Known::Days(first, last) => vec![One::Day(first), One::Day(last)],
        Known::Word(word) => vec![One::Word(word)],
        Known::Flag(flag) => vec![One::Flag(flag)],
    };
    let reaching = ["at_least", "more_than"].iter().find_map(|operator| leaf[operator].as_str());
    let lower = reaching.and_then(|parameter| open?.reduced.get(parameter).copied()).unwrap_or(0);
    let steps = open.filter(|_| leaf["quantity"] == "held_level").map_or(0, |open| open.steps);
    let met = ends.iter().filter(|end| meets(person, leaf, end, lower, steps)).count();
    let truth = match known {
        Known::Open => Unknown,
        Known::Nothing => Unmet,
        _ if met == ends.len() => Met,
        _ if met == 0 => Unmet,
        _ => Unknown,
    };
    let is_known = !matches!(known, Known::Open | Known::Nothing);
    Tree { truth, name: None, is_not: false, leaf: Some((person.field(leaf), is_known)), children: Vec::new() }
}

/// A condition as it comes out; `open` is what exceptions do to it, `rule` the rule whose whole condition it is.
pub(crate) fn tree(person: &Person<'_>, node: &Value, open: Option<&Open<'_>>, rule: Option<&str>) -> Tree {
    let children = |word: &str, open: Option<&Open<'_>>| -> Option<Vec<Tree>> {
        Some(node[word].as_array()?.iter().map(|child| tree(person, child, open, None)).collect())
    };
    let count = |children: &[Tree], truth: Truth| children.iter().filter(|child| child.truth == truth).count();
    let joint = |truth: Truth, children: Vec<Tree>| Tree { truth, name: None, is_not: false, leaf: None, children };
    let mut out = if let Some(all) = children("all", open) {
        joint(all.iter().map(|child| child.truth).min().unwrap(), all)
    } else if let Some(any) = children("any", open) {
        joint(any.iter().map(|child| child.truth).max().unwrap(), any)
    } else if let Some(of) = children("of", open) {
        let needed = usize::try_from(person.parameter(node["at_least"].as_str().unwrap())).unwrap();
        let truth = if count(&of, Met) >= needed {
            Met
        } else if count(&of, Met) + count(&of, Unknown) < needed {
            Unmet
        } else {
            Unknown
        };
        joint(truth, of)
    } else if node.get("not").is_some() {
        // Nothing is eased inside `not`.
        let child = tree(person, &node["not"], None, None);
        Tree { is_not: true, ..joint(child.truth.not(), vec![child]) }
    } else {
        leaf(person, node, open)
    };
    out.name = node["name"].as_str().map(str::to_owned);
    let Some(open) = open else { return out };
    let own: Vec<&str> = rule.into_iter().chain(node["name"].as_str()).collect();
    for (name, with) in &open.replaced {
        if own.contains(name) {
            let instead = tree(person, with, None, None);
            out.truth = out.truth.max(instead.truth);
            out.children.push(instead);
        }
    }
    if own.iter().any(|name| open.waived.contains(name)) {
        out.truth = Met;
    }
    out
}
