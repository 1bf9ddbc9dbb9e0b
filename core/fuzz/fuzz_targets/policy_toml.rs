//! Bytes as the files of a policy, apart at each NUL, by themselves and as a patch on the nation's base.

#![no_main]

use gongkao::policy::Policy;
use gongkao::policy::set::PolicySet;
use libfuzzer_sys::fuzz_target;

const NATION: [(&str, &str); 2] = [
    ("policy.toml", include_str!("../../data/policy/nation/policy.toml")),
    ("findings.toml", include_str!("../../data/policy/nation/findings.toml")),
];
const PATCH: &str = "[policy]\nid = \"patch\"\nversion = 1\nprovince = \"410000\"\nfrom_year = 2022\nto_year = 2022\nextends = \"nation\"\n";

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let files: Vec<(&str, &str)> = text.split('\0').map(|text| ("x.toml", text)).collect();
    let _ = Policy::from_toml(&files);
    let mut patch = files;
    let headed = format!("{PATCH}{}", patch.first().map_or("", |(_, text)| text));
    if let Some(first) = patch.first_mut() {
        first.1 = &headed;
    }
    let _ = PolicySet::from_toml(&[patch, NATION.to_vec()]);
});
