//! Whatever the bytes of an index are, and even if their checksum is right, taking and searching them ends without a panic.

#![no_main]

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use gongkao::search::{Entry, Fallback, Index, Options, seal};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Case<'a> {
    /// Which index to damage; none for the bytes as they are.
    of: Option<u8>,
    damages: Vec<(u16, u32)>,
    cut: u16,
    bytes: &'a [u8],
    query: &'a str,
    limit: u8,
}

static GENUINE: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let names = "播音员 广播员 电工 维修电工 装配钳工 （高级）电工 会计 银行职员 3D打印员 绿化工 居委会 重庆 长度计量 西安 安全员";
    let entry = |name: &str| Entry { key: name.to_owned(), name: name.to_owned(), ..Entry::default() };
    let few: Vec<Entry> = names.split(' ').map(entry).collect();
    let many: Vec<Entry> = few
        .iter()
        .flat_map(|one| few.iter().map(move |other| entry(&format!("{}{}", one.name, other.name))))
        .map(|one| Entry { aliases: vec![one.name.chars().rev().collect()], key: format!("k{}", one.name), ..one })
        .collect();
    let bytes = |entries: &[Entry]| Index::build(entries).unwrap().as_bytes().to_vec();
    vec![bytes(&few), bytes(&many), Index::build_prefix(&many).unwrap().as_bytes().to_vec()]
});

fuzz_target!(|case: Case<'_>| {
    let mut bytes = match case.of.and_then(|of| GENUINE.get(usize::from(of) % 4)) {
        Some(genuine) => genuine.clone(),
        // A header that is right opens the door to bytes that are not.
        None => [GENUINE[0].get(..256).unwrap_or_default(), case.bytes].concat(),
    };
    for (place, value) in &case.damages {
        let place = 24 + usize::from(*place) % bytes.len().saturating_sub(24).max(1);
        for (slot, byte) in bytes.iter_mut().skip(place).zip(value.to_le_bytes()) {
            *slot = byte;
        }
    }
    if case.cut > 0 {
        let length = bytes.len().saturating_sub(usize::from(case.cut));
        bytes.truncate(length);
    }
    seal(&mut bytes);
    let Ok(index) = Index::from_bytes(bytes) else { return };
    let loose = Options { fuzzy: Fallback::Always, typo: Fallback::Always, ..Options::default() };
    for query in [case.query, "", "b", "gong", "dg", "播", "电gong", "boyinyaun"] {
        for options in [Options::default(), loose] {
            let _ = index.search(query, usize::from(case.limit), &options);
        }
    }
});
