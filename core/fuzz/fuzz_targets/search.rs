//! Any list can be built or is refused, and any query can be asked; index, scan and session agree on what they find.

#![no_main]

use std::collections::BTreeMap;

use arbitrary::Arbitrary;
use gongkao::search::{DoublePinyin, Entry, Fallback, Filter, Index, MatchedText, Options, Standing, Tier};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Case<'a> {
    names: Vec<(&'a str, &'a str, u8)>,
    queries: Vec<&'a str>,
    scheme: u8,
    limit: u8,
}

fuzz_target!(|case: Case<'_>| {
    let entry = |(number, (name, alias, bits)): (usize, &(&str, &str, u8))| Entry {
        key: if bits & 1 == 0 { (*name).to_owned() } else { number.to_string() },
        name: (*name).to_owned(),
        aliases: if bits & 2 == 0 { Vec::new() } else { vec![(*alias).to_owned()] },
        standing: [Standing::Current, Standing::Merged, Standing::Cancelled][usize::from(bits >> 2) % 3],
        weight: u32::from(bits >> 4),
        instead: Vec::new(),
    };
    let entries: Vec<Entry> = case.names.iter().take(64).enumerate().map(entry).collect();
    let double_pinyin = match case.scheme % 6 {
        0 => Some(DoublePinyin::Xiaohe),
        1 => Some(DoublePinyin::Ziranma),
        2 => Some(DoublePinyin::Microsoft),
        3 => Some(DoublePinyin::Abc),
        _ => None,
    };
    let loose = if case.scheme & 64 == 0 { Fallback::LastResort } else { Fallback::Always };
    let options = Options { double_pinyin, fuzzy: loose, typo: loose, ..Options::default() };
    let limit = usize::from(case.limit);
    for index in [Index::build(&entries), Index::build_prefix(&entries)].into_iter().flatten() {
        let mut session = index.session(limit, options);
        for query in case.queries.iter().take(4) {
            let answer = index.answer(query, limit, &options);
            for span in answer.hits.iter().flat_map(|hit| &hit.ranges) {
                assert!(span.utf8.start < span.utf8.end && span.chars.start < span.chars.end);
            }
            session.set("");
            for letter in query.chars() {
                session.push(&letter.to_string());
            }
            assert_eq!((session.hits(), session.is_complete()), (&answer.hits[..], answer.is_complete), "{query}");
        }
    }
    let Ok(index) = Index::build(&entries) else { return };
    let strict = Options { fuzzy: Fallback::Never, typo: Fallback::Never, ..options };
    for query in case.queries.iter().take(4) {
        let mut filter = Filter::new(query, &strict);
        // Only a query without letters matches nothing at all.
        if filter.tier("").is_some() {
            continue;
        }
        let mut scanned: BTreeMap<&str, Tier> = BTreeMap::new();
        for entry in &entries {
            let texts = std::iter::once(&entry.name).chain(&entry.aliases);
            let tier = texts.filter_map(|text| filter.tier(text)).min();
            scanned.extend(tier.map(|tier| (entry.key.as_str(), tier)));
        }
        let hits = index.search(query, entries.len(), &strict);
        for hit in &hits {
            let tier = scanned.remove(hit.key.as_str());
            assert!(hit.matched == MatchedText::Key || tier == Some(hit.tier), "{query} in {}: {tier:?}", hit.name);
        }
        assert!(scanned.is_empty(), "{query} does not find {scanned:?}");
    }
});
