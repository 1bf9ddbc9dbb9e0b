//! Whichever trees an index has, it finds the same.

use proptest::prelude::*;

use super::build::build;
use super::entry::Entry;
use super::hit::Tier;
use super::index::Index;
use super::options::{Fallback, Options};
use super::rows::Reach;
use super::state::Strictness;

fn text(pieces: &'static str, most: usize) -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = pieces.split(' ').collect();
    proptest::collection::vec(proptest::sample::select(pieces), 1..most).prop_map(|pieces| pieces.concat())
}

#[test]
fn an_answer_says_where_it_was_cut_off() {
    // Twelve homophones in a row, each row another: each is nearly matched from each of its characters.
    let name = |number: u32| (0..12).map(|at| if number >> at & 1 == 0 { '张' } else { '长' }).collect::<String>();
    let entry = |name: String| Entry { key: name.clone(), name, ..Entry::default() };
    let index = Index::build(&(0..4096).map(name).map(entry).collect::<Vec<_>>()).unwrap();
    let answer = |query: &str| index.answer(query, 20, &Options::default());
    let (found, wrong) = (answer("zhangzh"), answer("zhnagzh"));
    assert!(found.is_complete && found.hits.len() == 20);
    assert!(wrong.is_complete && wrong.hits.len() == 20);
    // One character more than the names have.
    let long = answer(&format!("{}zhagn", "zhang".repeat(12)));
    assert!(!long.is_complete && long.hits.is_empty());
    // No run of sounds ends so: the trees are not entered.
    let foreign = answer(&format!("{}zhagnq", "zhang".repeat(8)));
    assert!(foreign.is_complete && foreign.hits.is_empty());
}

/// In a list long enough for large nodes: all trees, one tree and the scan find the same.
#[test]
fn all_trees_find_what_one_finds_among_the_occupations() {
    let entry = |name: &str| Entry { key: name.to_owned(), name: name.to_owned(), ..Entry::default() };
    let names = include_str!("../../tests/data/occupations_2022.csv").lines().skip(1);
    let entries: Vec<Entry> =
        names.filter_map(|line| line.rsplit_once(',')).map(|(name, _)| entry(name.trim_matches('"'))).collect();
    let with = |many: usize| Index::from_bytes(build(&entries, Reach::Anywhere, many).unwrap()).unwrap();
    let (one, all) = (with(usize::MAX), with(0));
    let texts: Vec<_> = entries.iter().map(|entry| crate::search::PreparedText::new(&entry.name)).collect();
    for (number, name) in entries.iter().map(|entry| &entry.name).enumerate().step_by(83) {
        let reading = one.search(name, 1, &Options::default()).remove(0).reading.replace('ü', "v");
        let syllables: Vec<&str> = reading.split(' ').collect();
        let initials: String = syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
        let mixed = name.chars().zip(&syllables).enumerate();
        let mixed: String =
            mixed.map(|(at, (own, read))| if at % 2 == 0 { own.to_string() } else { (*read).to_owned() }).collect();
        let mut swapped: Vec<char> = syllables.concat().chars().collect();
        swapped.swap(2 + number % 3, 3 + number % 3);
        for typed in [initials, syllables.concat(), name.clone(), mixed, swapped.into_iter().collect()] {
            for length in 1..=typed.chars().count().min(12) {
                let query: String = typed.chars().take(length).collect();
                let (one, all) = (one.rank(&query, 30, &Options::default()), all.rank(&query, 30, &Options::default()));
                assert_eq!(one, all, "{query}");
                let mut filter = crate::search::Filter::new(&query, &Options::default());
                let matching = texts.iter().filter(|text| filter.matches(text)).count();
                let strict = one.iter().filter(|found| found.tier() <= Tier::Inside).count();
                assert_eq!(strict, matching.min(30), "{query}");
            }
        }
    }
}

/// The runs hold what stands in the names, and little else.
#[test]
fn what_stands_nowhere_is_known_before_a_tree_is_entered() {
    let names: Vec<&str> = include_str!("../../tests/data/occupations_2022.csv")
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit_once(','))
        .map(|(name, _)| name.trim_matches('"'))
        .collect();
    let entry = |name: &&str| Entry { key: (*name).to_owned(), name: (*name).to_owned(), ..Entry::default() };
    let entries: Vec<Entry> = names.iter().map(entry).collect();
    let index = Index::from_bytes(build(&entries, Reach::Anywhere, 0).unwrap()).unwrap();
    let may_match = |query: &str, strictness| {
        let mut matcher = index.matcher(query, &Options::default());
        matcher.prepare(strictness);
        matcher.is_possible(strictness) && matcher.sift(strictness, index.stored().runs().unwrap())
    };
    let (mut asked, mut refused) = (0, 0);
    for name in names.iter().step_by(7) {
        let reading = index.search(name, 1, &Options::default()).remove(0).reading;
        let spelled = reading.replace('ü', "v").replace(' ', "");
        assert!(may_match(&spelled, Strictness::Strict) && may_match(&spelled, Strictness::Fuzzy), "{name}");
        for strictness in [Strictness::Strict, Strictness::Fuzzy, Strictness::Typo] {
            asked += 1;
            refused += u32::from(!may_match(&format!("{}qqvx", spelled.get(..6).unwrap_or(&spelled)), strictness));
        }
    }
    assert!(refused * 100 > asked * 95, "{refused} of {asked}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// A long list has two more trees, whichever way leads to a hit.
    #[test]
    fn all_trees_find_what_one_finds(
        names in proptest::collection::btree_set(text("啊 阿 恩 安 西 先 中 重 长 张 行 银 会 计 调 乐 绿 略 女 居 工 公 a 3 （", 7), 1..60),
        queries in proptest::collection::vec(text("a o e n en an ang xi xian x zh z c ch chang zhong h hang j ji jv t d le yue lv g gong 中 长 啊 3 '", 6), 8),
        limit in 1..30_usize,
    ) {
        let entry = |name: &String| Entry { key: name.clone(), name: name.clone(), ..Entry::default() };
        let entries: Vec<Entry> = names.iter().map(entry).collect();
        let with = |many: usize| Index::from_bytes(build(&entries, Reach::Anywhere, many).unwrap()).unwrap();
        let (one, all) = (with(usize::MAX), with(0));
        for options in [Options::default(), Options { fuzzy: Fallback::Always, typo: Fallback::Always, ..Options::default() }] {
            for query in &queries {
                let (one, all) = (one.answer(query, limit, &options), all.answer(query, limit, &options));
                prop_assert!(!(one.is_complete && all.is_complete) || one == all, "{}: {:?} {:?}", query, one, all);
            }
        }
    }
}
