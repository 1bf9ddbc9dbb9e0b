//! Every policy of the repository, and what the analysis finds in it.

use std::fs;
use std::path::Path;

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::model::level::Level;
use gongkao::policy::Policy;
use gongkao::policy::set::PolicySet;
use gongkao::prove::{Found, FoundKind, analyse};
use serde_json::json;

/// Every policy of the repository, and what the analysis finds in it: all of it explained in `data/explained`,
/// and nothing explained there that is not found.
#[test]
fn what_is_found_in_our_policies_is_explained() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let generated = folder.join("data/generated/policies");
    let mut paths: Vec<_> = fs::read_dir(generated).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| Policy::from_json(&fs::read_to_string(path).unwrap()).unwrap();
    let set = PolicySet::new(paths.iter().map(read)).unwrap();
    let mut wrong = Vec::new();
    for policy in set.iter().filter(|policy| !policy.source().policy.base) {
        let id = &policy.source().policy.id;
        let of_henan = policy.source().policy.province == "410000";
        let catalogue = if of_henan { Catalogue::henan() } else { Catalogue::reference() };
        let analysis = analyse(&Engine::new(catalogue.unwrap(), policy.clone()).unwrap());
        assert!(analysis.unfinished.is_empty(), "{id}: {:?}", analysis.unfinished);
        let path = folder.join("data/explained").join(format!("{id}.json"));
        let text = fs::read_to_string(&path).unwrap_or_else(|_| "[]".to_owned());
        let mut explained: Vec<Explained> = serde_json::from_str(&text).unwrap();
        explained.retain(|one| {
            assert!(!one.why.is_empty(), "{id}: {one:?} without a reason");
            let is_found = analysis.found.iter().any(|found| one.explains(found));
            if !is_found {
                wrong.push(format!("{id}: {one:?} is not found"));
            }
            is_found
        });
        let open = analysis.found.iter().filter(|found| !explained.iter().any(|one| one.explains(found)));
        wrong.extend(open.map(|found| {
            let one = json!({ "kind": found.kind, "levels": [found.level], "names": found.names, "path": found.path });
            format!("{id}: mend or explain {one}")
        }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is found in a policy, and why it is meant so.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Explained {
    kind: FoundKind,
    levels: Vec<Level>,
    names: Vec<String>,
    #[serde(default)]
    path: String,
    why: String,
}

impl Explained {
    fn explains(&self, found: &Found) -> bool {
        found.kind == self.kind
            && self.levels.contains(&found.level)
            && found.names == self.names
            && found.path == self.path
    }
}
