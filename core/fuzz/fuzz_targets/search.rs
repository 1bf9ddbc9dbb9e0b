//! Any list can be built or is refused, and any query can be asked; index and scan agree on what they find.

#![no_main]

use arbitrary::Arbitrary;
use gongkao::search::{DoublePinyin, Entry, Fallback, Filter, Index, Options, Standing};
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
    for index in [Index::build(&entries), Index::build_prefix(&entries)].into_iter().flatten() {
        for query in case.queries.iter().take(4) {
            for hit in index.search(query, usize::from(case.limit), &options) {
                for span in hit.ranges {
                    assert!(span.utf8.start < span.utf8.end && span.chars.start < span.chars.end);
                }
            }
            if let [entry] = entries.as_slice()
                && entry.aliases.is_empty()
                && entry.key == entry.name
                && !query.trim().is_empty()
            {
                let scanned = Filter::new(query, &options).tier(&entry.name);
                let whole = Index::build(&entries).unwrap().search(query, 1, &options).first().map(|hit| hit.tier);
                let has_letters = query.chars().any(char::is_alphanumeric);
                assert!(!has_letters || scanned == whole, "{query} in {}: {scanned:?}, {whole:?}", entry.name);
            }
        }
    }
});
