//! What is found and what is not, case by case.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

use gongkao::search::{
    DoublePinyin, Entry, Fallback, Filter, Index, MatchedText, Options, Standing, Tier, filter_option,
};

fn entry(name: &str) -> Entry {
    Entry { key: name.to_owned(), name: name.to_owned(), ..Entry::default() }
}

fn index(names: &[&str]) -> Index {
    Index::build(&names.iter().map(|name| entry(name)).collect::<Vec<_>>()).unwrap()
}

fn tier_with(name: &str, query: &str, options: &Options) -> Option<Tier> {
    let hits = index(&[name]).search(query, 5, options);
    assert!(hits.len() <= 1, "{query} finds {name} twice");
    let found = hits.first().map(|hit| hit.tier);
    assert_eq!(found, Filter::new(query, options).tier(name), "index and scan differ on {query} in {name}");
    found
}

fn tier(name: &str, query: &str) -> Option<Tier> {
    tier_with(name, query, &Options::default())
}

#[track_caller]
fn all_find(name: &str, queries: &[&str]) {
    for query in queries {
        assert!(tier(name, query).is_some_and(|tier| tier < Tier::FuzzySound), "{query} does not find {name}");
    }
}

#[track_caller]
fn none_find(name: &str, queries: &[&str]) {
    for query in queries {
        assert_eq!(tier(name, query), None, "{query} finds {name}");
    }
}

#[test]
fn zh_is_an_initial() {
    all_find("中国", &["zhg", "zg", "zhguo", "zguo", "zhong", "zhongg", "zho"]);
}

#[test]
fn umlaut_is_typed_in_several_ways() {
    all_find("绿化工", &["lvhg", "lühg", "LÜhg", "lu\u{308}hg", "lǜhuagong", "lv4hua"]);
    none_find("绿化工", &["avhg"]);
    all_find("侵略", &["qinlve", "qinlue", "qinlüe"]);
}

#[test]
fn v_stands_for_u_after_j() {
    all_find("居委会", &["jvwh", "juwh", "jüwh", "jvweihui"]);
    all_find("选举", &["xvanju", "xuanjv"]);
}

#[test]
fn full_width_letters_are_letters() {
    all_find("ＡＢ级", &["ab", "ABji", "ａｂ级"]);
    all_find("AB级", &["ａｂ", "abj", "ab j"]);
}

#[test]
fn every_way_of_typing_an_announcer() {
    all_find(
        "播音员",
        &[
            "byy",
            "BYY",
            "bo yin",
            "bo'yin",
            "bo’yin",
            "bōyīn",
            "bo1yin1",
            "bo1 yin1",
            "播yy",
            "by员",
            "byyuan",
            "b音y",
            "boyiny",
            "播音",
            "ＢＹＹ",
            "bo\u{304}yi\u{304}n",
            "boyinyuán",
        ],
    );
}

#[test]
fn names_with_letters_digits_and_brackets() {
    all_find("安全员", &["aquan", "anquan", "aqy"]);
    all_find("3D打印员", &["3ddy", "3dda", "dayin", "3D打印", "3d dayin"]);
    all_find("装配 钳工", &["zpqg", "zhuangpeiq", "装配钳工", "装配 钳工"]);
    all_find("（高级）电工", &["gjdg", "gaojidian", "高级电工", "(高级)电工", "diangong"]);
}

#[test]
fn an_apostrophe_ends_a_syllable() {
    all_find("西安", &["xi'an", "xian", "xi an"]);
    all_find("先", &["xian", "xia"]);
    none_find("先", &["xi'an", "xi'"]);
}

#[test]
fn rare_readings_do_not_count() {
    none_find("广东", &["a", "an"]);
}

#[test]
fn a_reading_that_is_wrong_in_the_phrase_ranks_below() {
    let list = index(&["会计", "汇集", "会计师"]);
    let keys: Vec<_> = list.search("hj", 9, &Options::default()).into_iter().map(|hit| (hit.key, hit.tier)).collect();
    assert_eq!(
        keys,
        [
            ("汇集".to_owned(), Tier::Start),
            ("会计".to_owned(), Tier::StartOtherReading),
            ("会计师".to_owned(), Tier::StartOtherReading)
        ]
    );
    for (name, right, wrong) in [
        ("会计", "kuaiji", "huiji"),
        ("银行", "yinhang", "yinxing"),
        ("烹调", "pengtiao", "pengdiao"),
        ("长度", "changdu", "zhangdu"),
        ("校对", "jiaodui", "xiaodui"),
        ("畜牧", "xumu", "chumu"),
        ("轧钢", "zhagang", "yagang"),
    ] {
        assert_eq!(tier(name, right), Some(Tier::Exact), "{name} {right}");
        assert_eq!(tier(name, wrong), Some(Tier::StartOtherReading), "{name} {wrong}");
    }
}

#[test]
fn no_partial_syllable_except_the_last() {
    none_find("滚动", &["gudong", "gud"]);
    all_find("滚动", &["gdong", "gundon", "gd"]);
}

#[test]
fn no_start_within_a_syllable() {
    none_find("糖饼", &["gb", "angb", "gbing"]);
}

#[test]
fn no_scattered_characters() {
    none_find("百度网盘", &["oa", "bwp", "百网", "bdp"]);
}

#[test]
fn one_typing_error_is_the_last_resort() {
    for query in ["boyinyaun", "biyinyuan", "boyinyan", "boyinyuuan", "boyiny4uan", "obyinyuan", "poyinyuan"] {
        assert_eq!(tier("播音员", query), Some(Tier::Typo), "{query}");
    }
    none_find("播音员", &["boyiyuan", "boyinxyuanx", "boyin员yaun员"]);
    none_find("播音员", &["biyi", "boyn"]);
    // Beside an error everything is typed in full.
    assert_eq!(tier("播音员", "boyniy"), Some(Tier::Typo));
    none_find("播音员", &["byyaun", "boyyaun"]);
    let never = Options { typo: Fallback::Never, ..Options::default() };
    assert_eq!(tier_with("播音员", "boyinyaun", &never), None);
}

#[test]
fn a_typed_hanzi_means_itself() {
    none_find("博引远", &["播音员", "播yy", "by员"]);
    // Nor is it a letter misspelt: 嗯 is read ng.
    none_find("乐嗯行", &["le员ghang"]);
}

#[test]
fn traditional_forms_are_folded() {
    all_find("计算机维修工", &["計算機", "計suan", "维修", "維修工"]);
    all_find("計算機", &["计算机", "jsj"]);
}

#[test]
fn zero_has_two_forms() {
    all_find("一〇二医院", &["yleyy", "yiling", "一〇二", "一零二", "零er"]);
    all_find("零工", &["〇", "lg"]);
}

#[test]
fn hostile_repetition_is_harmless() {
    let name = "啊".repeat(200);
    let query = format!("{}b", "a".repeat(100));
    none_find("啊啊啊啊啊啊啊啊", &["aaaaaaaab"]);
    none_find(&name, &[&query]);
    all_find(&name, &[&"a".repeat(100)]);
    none_find(&name, &[&"a".repeat(128)]);
}

#[test]
fn fuzzy_sounds_are_the_last_resort_unless_asked_for() {
    for (name, query) in [
        ("中国", "zongguo"),
        ("曾经", "zhengjing"),
        ("城市", "censi"),
        ("农业", "longye"),
        ("飞机", "huiji"),
        ("热力", "leli"),
        ("安全", "angquan"),
        ("音乐", "yingyue"),
        ("电工", "diangong"),
    ] {
        let found = tier(name, query);
        assert!(
            found == Some(Tier::FuzzySound) || found == Some(Tier::Exact) || name == "飞机",
            "{name} {query} {found:?}"
        );
    }
    let list = index(&["综合", "中和"]);
    let keys = |options: &Options| list.search("zonghe", 9, options).into_iter().map(|hit| hit.key).collect::<Vec<_>>();
    assert_eq!(keys(&Options::default()), ["综合"]);
    assert_eq!(keys(&Options { fuzzy: Fallback::Always, ..Options::default() }), ["综合", "中和"]);
}

#[test]
fn double_pinyin_schemes() {
    for (scheme, name, query) in [
        (DoublePinyin::Xiaohe, "中国", "vsgo"),
        (DoublePinyin::Xiaohe, "双拼", "ulpb"),
        (DoublePinyin::Xiaohe, "安全", "anqr"),
        (DoublePinyin::Xiaohe, "昂扬", "ahyh"),
        (DoublePinyin::Xiaohe, "中国", "vg"),
        (DoublePinyin::Ziranma, "中国", "vsgo"),
        (DoublePinyin::Ziranma, "双拼", "udpn"),
        (DoublePinyin::Ziranma, "情况", "qykd"),
        (DoublePinyin::Microsoft, "安静", "ojj;"),
        (DoublePinyin::Microsoft, "儿女", "orny"),
        (DoublePinyin::Sogou, "英雄", "y;xs"),
        (DoublePinyin::Abc, "中国", "asgo"),
        (DoublePinyin::Abc, "上车", "vhee"),
        (DoublePinyin::Abc, "安全", "ojqp"),
    ] {
        let options = Options { double_pinyin: Some(scheme), ..Options::default() };
        assert!(tier_with(name, query, &options).is_some_and(|tier| tier <= Tier::Start), "{scheme:?} {name} {query}");
    }
    let options = Options { double_pinyin: Some(DoublePinyin::Xiaohe), ..Options::default() };
    assert_eq!(tier_with("中国", "zhongguo", &options), None);
}

#[test]
fn hits_are_ordered_by_tier_standing_weight_length_start_key() {
    let mut list = vec![
        entry("电工"),
        entry("电工程师"),
        entry("高级电工"),
        entry("维修 电工"),
        entry("电焊工"),
        entry("电工仪表工"),
        entry("旧电工"),
        entry("电工材料工"),
    ];
    list[3].weight = 1;
    list[5].standing = Standing::Merged;
    list[5].instead = vec!["电工".to_owned()];
    list[7].weight = 9;
    let index = Index::build(&list).unwrap();
    let hits = index.search("diangong", 20, &Options::default());
    let keys: Vec<_> = hits.iter().map(|hit| hit.key.as_str()).collect();
    assert_eq!(keys, ["电工", "电工材料工", "电工程师", "电工仪表工", "维修 电工", "旧电工", "高级电工"]);
    assert_eq!(hits[3].standing, Standing::Merged);
    assert_eq!(hits[3].instead, ["电工"]);
    assert_eq!(
        hits.iter().map(|hit| hit.tier).collect::<Vec<_>>(),
        [Tier::Exact, Tier::Start, Tier::Start, Tier::Start, Tier::WordStart, Tier::Inside, Tier::Inside]
    );
}

#[test]
fn a_typed_key_is_exact_and_stands_by_its_standing() {
    let keyed = |key: &str, name: &str, standing| Entry { standing, key: key.to_owned(), ..entry(name) };
    let list = Index::build(&[
        keyed("3-d", "旧名", Standing::Cancelled),
        keyed("1", "3D", Standing::Current),
        keyed("3D.", "新名字", Standing::Current),
        keyed("3d", "新名", Standing::Current),
        keyed("2", "3D打印员", Standing::Current),
    ])
    .unwrap();
    // Keys that differ in what is passed over are all meant.
    let hits = list.search("3d", 9, &Options::default());
    let shown: Vec<_> = hits.iter().map(|hit| (hit.key.as_str(), hit.tier, hit.matched == MatchedText::Key)).collect();
    let (exact, start) = (Tier::Exact, Tier::Start);
    let expected =
        [("3d", exact, true), ("3D.", exact, true), ("1", exact, false), ("3-d", exact, true), ("2", start, false)];
    assert_eq!(shown, expected);
    assert_eq!(list.search("3d", 3, &Options::default()), hits[..3]);
}

#[test]
fn a_hit_says_where_and_how() {
    let list = Index::build(&[Entry {
        key: "4-01".to_owned(),
        name: "𠮷（播音）員".to_owned(),
        aliases: vec!["广播员".to_owned(), "3D员".to_owned()],
        ..Entry::default()
    }])
    .unwrap();
    let only = |query: &str| {
        let mut hits = list.search(query, 5, &Options::default());
        assert_eq!(hits.len(), 1, "{query}");
        hits.remove(0)
    };
    let hit = only("byy");
    assert_eq!((hit.matched, hit.tier, hit.reading.as_str()), (MatchedText::Name, Tier::WordStart, "bo yin yuan"));
    let units: Vec<_> = hit
        .ranges
        .iter()
        .map(|span| {
            let [chars, utf8, utf16] = [span.chars, span.utf8, span.utf16].map(|extent| (extent.start, extent.end));
            (chars, utf8, utf16)
        })
        .collect();
    assert_eq!(units, [((2, 4), (7, 13), (3, 5)), ((5, 6), (16, 19), (6, 7))]);
    let hit = only("guangbo");
    assert_eq!((hit.matched, hit.reading.as_str()), (MatchedText::Alias("广播员".to_owned()), "guang bo"));
    let hit = only("3dy");
    assert_eq!(hit.reading, "3d yuan");
    let hit = only("401");
    assert_eq!((hit.matched, hit.tier), (MatchedText::Key, Tier::Exact));
    assert_eq!(only("4-01").tier, Tier::Exact);
}

#[test]
fn the_empty_query_lists_the_beginning() {
    let list = index(&["乙二", "甲", "丙三"]);
    let keys: Vec<_> = list.search(" ", 2, &Options::default()).into_iter().map(|hit| hit.key).collect();
    assert_eq!(keys, ["甲", "丙三"]);
    assert_eq!(filter_option("", "甲"), Some(vec![]));
}

#[test]
fn an_n_without_a_final_is_no_initial() {
    none_find("嗯阿", &["le", "la"]);
    all_find("嗯阿", &["ne", "na"]);
}

#[test]
fn a_prefix_index_finds_the_start_only() {
    let entries = [entry("播音员"), entry("广播员"), entry("（高级）播种工")];
    let (whole, prefix) = (Index::build(&entries).unwrap(), Index::build_prefix(&entries).unwrap());
    let keys = |index: &Index, query: &str| {
        index.search(query, 9, &Options::default()).into_iter().map(|hit| hit.key).collect::<Vec<_>>()
    };
    assert_eq!(keys(&whole, "b"), ["播音员", "（高级）播种工", "广播员"]);
    assert_eq!(keys(&prefix, "b"), ["播音员"]);
    assert_eq!(keys(&prefix, "gaojibz"), ["（高级）播种工"]);
    assert_eq!(keys(&prefix, ""), keys(&whole, ""));
    assert_eq!(
        Index::from_bytes(prefix.as_bytes().to_vec()).map(|index| keys(&index, "guangbo员")).unwrap(),
        ["广播员"]
    );
    assert!(prefix.as_bytes().len() < whole.as_bytes().len());
}

/// All sections but the entries themselves and their keys: the alphabet, the texts' characters and the trees.
#[test]
fn the_index_of_the_occupations_is_small() {
    let entries: Vec<Entry> = include_str!("data/occupations_2022.csv")
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit_once(','))
        .map(|(name, code)| Entry { key: code.to_owned(), name: name.trim_matches('"').to_owned(), ..Entry::default() })
        .collect();
    let size = |index: &Index| -> u64 {
        let length = |section: usize| {
            u64::from_le_bytes(index.as_bytes()[40 + section * 16..48 + section * 16].try_into().unwrap())
        };
        (0..8).chain(11..12).map(length).sum()
    };
    assert!(size(&Index::build(&entries).unwrap()) <= 60_000);
    assert!(size(&Index::build_prefix(&entries).unwrap()) <= 25_000);
}

#[test]
fn filter_option_gives_the_pieces() {
    let spans = filter_option("zpqg", "装配 钳工").unwrap();
    assert_eq!(spans.iter().map(|span| (span.chars.start, span.chars.end)).collect::<Vec<_>>(), [(0, 2), (3, 5)]);
    assert_eq!(filter_option("zz", "装配 钳工"), None);
}

#[test]
fn a_session_refines_and_goes_back() {
    let list = index(&["播音员", "播种机", "保育员"]);
    let mut session = list.session(10, Options::default());
    assert_eq!(session.hits().len(), 3);
    assert_eq!(session.push("b").len(), 3);
    assert_eq!(session.push("y").len(), 2);
    assert_eq!(session.push("y").len(), 2);
    assert_eq!(session.set("boy").len(), 1);
    assert_eq!(session.query(), "boy");
    assert_eq!(session.pop().len(), 2);
    assert_eq!(session.set("").len(), 3);
}

#[test]
fn a_long_list_is_found_whole() {
    // More names than are looked at in one go, each beginning with a letter of its own.
    let names: Vec<String> = (0x4E00..0x5600_u32).filter_map(char::from_u32).map(String::from).collect();
    let list = Index::build(&names.iter().map(|name| entry(name)).collect::<Vec<_>>()).unwrap();
    let all = list.answer("", names.len(), &Options::default());
    assert!(all.is_complete);
    assert_eq!(all.hits.len(), names.len());
    assert!(all.hits.is_sorted_by_key(|hit| hit.key.clone()));
}

#[test]
fn contract_types_refuse_unknown_fields() {
    let options: Options =
        serde_json::from_str(r#"{"double_pinyin":"xiaohe","fuzzy":"always","sounds":{"n_l":false}}"#).unwrap();
    assert_eq!(options.double_pinyin, Some(DoublePinyin::Xiaohe));
    assert!(!options.sounds.n_l && options.sounds.z_zh);
    assert!(serde_json::from_str::<Options>(r#"{"fuzy":"always"}"#).is_err());
    assert!(serde_json::from_str::<Entry>(r#"{"key":"a","name":"b","waight":1}"#).is_err());
}
