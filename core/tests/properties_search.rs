//! The index, the scan and the reference agree; buffers survive the journey or are refused.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod reference;

use std::sync::LazyLock;

use gongkao::search::{
    DoublePinyin, Entry, Fallback, Filter, Index, IndexError, MatchedText, Options, PreparedText, Standing, Tier, seal,
};
use proptest::prelude::*;
use reference::Reference;

static REFERENCE: LazyLock<Reference> = LazyLock::new(Reference::load);

const STRICT: Options = Options {
    double_pinyin: None,
    fuzzy: Fallback::Never,
    sounds: gongkao::search::FuzzySounds {
        z_zh: true,
        c_ch: true,
        s_sh: true,
        n_l: true,
        f_h: true,
        r_l: true,
        an_ang: true,
        en_eng: true,
        in_ing: true,
    },
    typo: Fallback::Never,
};
const LOOSE: Options = Options { fuzzy: Fallback::Always, typo: Fallback::Always, ..STRICT };

/// Without optimisation a query takes a hundred times longer: `cargo test --release` looks at everything.
const CASES: u32 = if cfg!(debug_assertions) { 12 } else { 1500 };
const EVERY: usize = if cfg!(debug_assertions) { 83 } else { 1 };
const COMPARED: usize = if cfg!(debug_assertions) { 499 } else { 97 };

fn found(index: &Index, query: &str, limit: usize, options: &Options) -> Vec<(String, Tier)> {
    index.search(query, limit, options).into_iter().map(|hit| (hit.key, hit.tier)).collect()
}

#[track_caller]
fn agree(entries: &[Entry], index: &Index, query: &str, limit: usize) {
    for (options, worst) in [(STRICT, Tier::Inside), (LOOSE, Tier::Typo)] {
        let mut expected = REFERENCE.search(entries, query, worst);
        let scanned: Vec<Option<Tier>> =
            entries.iter().map(|entry| Filter::new(query, &options).tier(&entry.name)).collect();
        for (entry, scanned) in entries.iter().zip(scanned) {
            let tier = REFERENCE.find(&entry.name, query).map(|(tier, _)| tier).filter(|tier| *tier <= worst);
            assert!(
                scanned == tier || query.trim_matches(['\'', ' ']).is_empty(),
                "scan of {} for {query}: {scanned:?}, not {tier:?}",
                entry.name
            );
            let matches = Filter::new(query, &options).matches(&PreparedText::new(&entry.name));
            assert_eq!(
                matches,
                tier.is_some_and(|tier| tier <= Tier::Inside) || query.trim_matches(['\'', ' ']).is_empty(),
                "{query}"
            );
        }
        expected.truncate(limit);
        assert_eq!(found(index, query, limit, &options), expected, "{query}");
    }
}

fn occupations() -> Vec<Entry> {
    let text = include_str!("data/occupations_2022.csv");
    let entry = |line: &str| {
        let (name, code) = line.rsplit_once(',').unwrap();
        Entry { key: code.to_owned(), name: name.trim_matches('"').to_owned(), ..Entry::default() }
    };
    text.lines().skip(1).map(entry).collect()
}

/// Characters that make trouble: polyphones, homophones, one-letter syllables, zh beside z, letters, digits, separators.
fn name() -> impl Strategy<Value = String> {
    let characters: Vec<char> =
        "啊阿恩安西先中重长张行银会计调校乐绿略女居汇机务工公员元播音嗯額〇3Da4· （".chars().collect();
    proptest::collection::vec(proptest::sample::select(characters), 1..7).prop_map(String::from_iter)
}

/// Keys that look like names, or like one another, among those that do not.
fn key(number: usize) -> String {
    ["3", "k-01", "a3", "A-3", "3a", "k-05", "a"]
        .get(number)
        .map_or_else(|| format!("k-{number:02}"), |key| (*key).to_owned())
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let standing =
        prop_oneof![3 => Just(Standing::Current), 1 => Just(Standing::Merged), 1 => Just(Standing::Cancelled)];
    let entry = (name(), proptest::option::of(name()), standing, 0..3_u32);
    proptest::collection::vec(entry, 1..14).prop_map(|entries| {
        let entry =
            |(number, (name, alias, standing, weight)): (usize, (String, Option<String>, Standing, u32))| Entry {
                key: key(number),
                name,
                aliases: alias.into_iter().collect(),
                standing,
                weight,
                instead: Vec::new(),
            };
        entries.into_iter().enumerate().map(entry).collect()
    })
}

fn query() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a", "o", "e", "n", "en", "an", "ang", "a", "xi", "xian", "x", "zh", "z", "c", "ch", "chong", "zhong", "zang",
        "zhang", "hang", "xing", "y", "yin", "ying", "h", "hui", "kuai", "j", "ji", "jv", "ju", "t", "d", "diao",
        "tiao", "le", "yue", "lv", "lu", "lue", "nv", "g", "gong", "yuan", "yaun", "bo", "b", "i", "u", "v", "中",
        "长", "啊", "员", "额", "3", "4", "1", "d", "'", " ", "k01", "k05", "a3",
    ];
    proptest::collection::vec(proptest::sample::select(pieces), 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn index_scan_and_reference_agree(entries in entries(), queries in proptest::collection::vec(query(), 4), limit in 1..16_usize) {
        let index = Index::build(&entries).unwrap();
        for query in queries {
            agree(&entries, &index, &query, limit);
        }
    }

    #[test]
    fn a_longer_query_finds_a_subset(entries in entries(), query in query()) {
        let index = Index::build(&entries).unwrap();
        let keys = |query: &str, by_text: bool| {
            let hits = index.search(query, 99, &STRICT).into_iter();
            let hits = hits.filter(|hit| !by_text || hit.matched != MatchedText::Key);
            hits.map(|hit| hit.key).collect::<std::collections::BTreeSet<_>>()
        };
        let letters: Vec<char> = query.chars().collect();
        for length in 1..letters.len() {
            let (shorter, longer): (String, String) = (letters[..length].iter().collect(), letters[..=length].iter().collect());
            // What matches a code in full need not match a part of it.
            prop_assert!(keys(&longer, true).is_subset(&keys(&shorter, false)), "{longer}");
        }
    }

    #[test]
    fn a_damaged_buffer_is_refused(entries in entries(), flips in proptest::collection::vec((any::<prop::sample::Index>(), 1..=255_u8), 1..4), cut in any::<prop::sample::Index>()) {
        let bytes = Index::build(&entries).unwrap().as_bytes().to_vec();
        let mut flipped = bytes.clone();
        for (place, bits) in flips {
            flipped[place.index(bytes.len())] ^= bits;
        }
        prop_assert!(flipped == bytes || Index::from_bytes(flipped).is_err());
        prop_assert!(Index::from_bytes(bytes[..cut.index(bytes.len())].to_vec()).is_err());
    }

    /// The checksum keeps out accidents only: with a right one, what is wrong behind it must do no harm.
    #[test]
    fn a_forged_buffer_does_no_harm(entries in entries(), forged in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>(), query in query()) {
        let mut bytes = Index::build(&entries).unwrap().as_bytes().to_vec();
        for (place, byte) in forged {
            let place = 24 + place.index(bytes.len() - 24);
            bytes[place] = byte;
        }
        let mut short = bytes[..256 + cut.index(bytes.len() - 256)].to_vec();
        for bytes in [&mut bytes, &mut short] {
            seal(bytes);
            if let Ok(index) = Index::from_bytes(bytes.clone()) {
                for query in [&query, "", "b", "会j", "zhongyaun"] {
                    prop_assert!(index.search(query, 40, &LOOSE).len() <= 40);
                }
            }
        }
    }

    /// However one came there: a session shows what a search would that starts with what is typed. With few names and a high
    /// limit it narrows what was found, else it searches afresh.
    #[test]
    fn a_session_shows_what_a_fresh_search_finds(entries in entries(), have_aliases in any::<bool>(), limit in 3..20_usize, steps in proptest::collection::vec((0..5_u8, query()), 1..12)) {
        let mut entries = entries;
        if !have_aliases {
            for entry in &mut entries {
                entry.aliases.clear();
            }
        }
        let double_pinyin = Options { double_pinyin: Some(DoublePinyin::Xiaohe), ..Options::default() };
        for index in [Index::build(&entries).unwrap(), Index::build_prefix(&entries).unwrap()] {
            for options in [STRICT, Options::default(), LOOSE, double_pinyin] {
                let mut session = index.session(limit, options);
                for (what, typed) in &steps {
                    match what {
                        0 => _ = session.pop(),
                        1 => _ = session.set(typed),
                        2 => _ = session.push("\u{308}"),
                        // As it is typed, letter by letter.
                        3 => typed.chars().for_each(|letter| _ = session.push(&letter.to_string())),
                        _ => _ = session.push(typed),
                    }
                    let fresh = index.answer(session.query(), limit, &options);
                    prop_assert_eq!(session.hits(), &fresh.hits, "{}", session.query());
                    prop_assert_eq!(session.is_complete(), fresh.is_complete);
                }
            }
        }
    }

    #[test]
    fn any_bytes_and_any_query_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300), query in ".{0,40}", name in ".{1,20}") {
        prop_assert!(Index::from_bytes(bytes).is_err());
        let index = Index::build(&[Entry { key: name.clone(), name: name.clone(), ..Entry::default() }]).unwrap();
        let hits = index.search(&query, 5, &LOOSE);
        for hit in &hits {
            for span in &hit.ranges {
                prop_assert!(name.get(span.utf8.start..span.utf8.end).is_some());
                prop_assert_eq!(name.chars().take(span.chars.end).map(char::len_utf16).sum::<usize>(), span.utf16.end);
            }
        }
        prop_assert!(index.search(&name, 1, &STRICT).len() == 1 || name.chars().all(|character| !character.is_alphanumeric()) || name.chars().count() > 127);
    }
}

#[test]
fn a_buffer_comes_back_as_it_was() {
    let index = Index::build(&occupations()).unwrap();
    let again = Index::from_bytes(index.as_bytes().to_vec()).unwrap();
    assert_eq!(again.as_bytes(), index.as_bytes());
    assert_eq!(again.len(), 1639);
    for query in ["b", "byy", "gong", "电", "renyaun"] {
        assert_eq!(again.search(query, 50, &LOOSE), index.search(query, 50, &LOOSE));
    }
}

#[test]
fn foreign_bytes_are_refused_with_the_reason() {
    let bytes = Index::build(&occupations()[..3]).unwrap().as_bytes().to_vec();
    let with = |at: usize, byte: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = byte;
        Index::from_bytes(bytes).unwrap_err()
    };
    assert_eq!(with(0, b'x'), IndexError::Foreign);
    assert_eq!(with(8, 99), IndexError::Format { found: 99, expected: 6 });
    assert_eq!(with(16, bytes[16] ^ 1), IndexError::Readings);
    assert!(matches!(with(bytes.len() - 1, bytes[bytes.len() - 1] ^ 1), IndexError::Damaged { .. }));
    let twice = Entry { key: "1".to_owned(), name: "甲".to_owned(), ..Entry::default() };
    assert_eq!(Index::build(&[twice.clone(), twice]).unwrap_err(), IndexError::DuplicateKey { key: "1".to_owned() });
}

/// Every prefix of the initials, the full and a mixed spelling, and the hanzi of every occupation finds it; what else it finds
/// is compared with the reference for a sample.
#[test]
fn every_prefix_of_every_occupation() {
    let occupations = occupations();
    let index = Index::build(&occupations).unwrap();
    for (number, entry) in occupations.iter().enumerate().step_by(EVERY) {
        let hit = index.search(&entry.name, 1, &STRICT).remove(0);
        assert_eq!((&hit.key, hit.tier), (&entry.key, Tier::Exact), "{}", entry.name);
        let syllables: Vec<String> = hit.reading.split(' ').map(|syllable| syllable.replace('ü', "v")).collect();
        let initials: String = syllables.iter().map(|syllable| &syllable[..1]).collect();
        let mixed: String = syllables
            .iter()
            .enumerate()
            .map(|(at, syllable)| if at % 2 == 0 { syllable } else { &syllable[..1] })
            .collect();
        for typed in [initials, syllables.concat(), mixed, entry.name.clone()] {
            let letters: Vec<char> = typed.chars().collect();
            for length in 1..=letters.len() {
                let query: String = letters[..length].iter().collect();
                let tier = Filter::new(&query, &STRICT).tier(&entry.name);
                assert!(tier.is_some_and(|tier| tier <= Tier::Start), "{query} does not start {}", entry.name);
                // The ranked list is long for short queries; its head must hold nothing that ranks below this entry.
                let head = index.search(&query, 3, &STRICT);
                assert!(
                    !head.is_empty()
                        && head
                            .iter()
                            .all(|hit| hit.tier <= Tier::Start || head.len() == 3 || hit.tier <= Tier::Inside)
                );
                if (number * 31 + length) % COMPARED == 0 {
                    let expected = REFERENCE.search(&occupations, &query, Tier::Inside);
                    assert_eq!(found(&index, &query, occupations.len(), &STRICT), expected, "{query}");
                }
            }
        }
    }
}

#[test]
fn hostile_repetition_takes_linear_time() {
    let name = "啊".repeat(240);
    let index = Index::build(&[Entry { key: "1".to_owned(), name: name.clone(), ..Entry::default() }]).unwrap();
    for length in (1..=126).step_by(5) {
        let query = "a".repeat(length);
        assert_eq!(index.search(&query, 5, &LOOSE).len(), 1);
        assert_eq!(found(&index, &format!("{query}b"), 5, &STRICT), []);
        assert_eq!(Filter::new(&format!("{query}b"), &STRICT).tier(&name), None);
    }
}

/// Lists and queries in which nearly everything nearly matches: the index still agrees with the reference.
#[test]
fn adversarial_lists_and_queries() {
    let entry = |(number, name): (usize, String)| Entry { key: format!("k-{number:02}"), name, ..Entry::default() };
    let list = |names: Vec<String>| names.into_iter().enumerate().map(entry).collect::<Vec<_>>();
    let repeated =
        (1..20).step_by(6).flat_map(|times| ["啊", "工程", "安恩", "中国长"].map(|piece| piece.repeat(times)));
    // Homophones in a row, each name another.
    let homophones = (0..48_u32).map(|bits| (0..6).map(|at| if bits >> at & 1 == 0 { '张' } else { '长' }).collect());
    let (repeated, homophones) = (list(repeated.collect()), list(homophones.collect()));
    let sentence = "woxiangbaokaojinianhenanshengjiguanshiyedanweigongqinjinengganweidengjikaohe";
    let queries = [
        "aaaaaaaab".to_owned(),
        "aaaaabaaaa".to_owned(),
        "anenanenanena".to_owned(),
        "gongchenggongchneggongcheng".to_owned(),
        "gongchengogngchengg".to_owned(),
        "zhangzhangzhangzhnag".to_owned(),
        "zhagnzhangchangzhangzh".to_owned(),
        "zhangzhangzhangzhangzhangq".to_owned(),
        "zhongguozhangzhonggouchang".to_owned(),
        "qwxzvbnmkjhgfdsaqwrtypsdfghjkl".to_owned(),
        "iuviuviuviuviuviuviuviuviuviuv".to_owned(),
        sentence.to_owned(),
        sentence.repeat(2),
    ];
    for entries in [repeated, homophones] {
        let index = Index::build(&entries).unwrap();
        for query in queries.iter().filter(|query| query.len() <= 127) {
            agree(&entries, &index, query, 20);
        }
        assert_eq!(index.answer(&queries[12], 20, &LOOSE).hits, []);
    }
}
