//! Cases written for what no case shows.

use std::fs;
use std::path::Path;

use gongkao::Engine;
use gongkao::catalogue::Catalogue;
use gongkao::policy::Policy;
use gongkao::prove::coverage;

/// The files of Henan's policy, without its cases.
fn files() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/policy/henan");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_case = |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().starts_with("cases");
    paths.filter(|path| !is_case(path)).map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn from_files(texts: &[String]) -> Engine {
    let named: Vec<(&str, &str)> = texts.iter().map(|text| ("x.toml", text.as_str())).collect();
    Engine::new(Catalogue::henan().unwrap(), Policy::from_toml(&named).unwrap()).unwrap()
}

#[test]
fn generated_cases_can_be_pasted_and_show_what_none_showed() {
    let mut texts = files();
    let before = coverage(&from_files(&texts));
    assert!(before.leaves.iter().all(|leaf| !leaf.met && !leaf.unmet && !leaf.unknown && !leaf.decisive));
    texts.push(before.witnesses.iter().map(|witness| witness.case.clone() + "\n").collect());
    let engine = from_files(&texts);
    let shown = engine.run_cases();
    assert_eq!((shown.cases, shown.failed), (before.witnesses.len(), Vec::new()));
    let after = coverage(&engine);
    for leaf in &after.leaves {
        assert!(leaf.met && leaf.unmet && leaf.decisive, "{leaf:?}");
        // Age and sex are read off the identity number, which every form has.
        let identity = leaf.rule == "schooling" && leaf.level.name() == "two" && leaf.path.contains("all[1]");
        assert!(leaf.unknown || identity || leaf.rule == "in_service", "{leaf:?}");
    }
}
