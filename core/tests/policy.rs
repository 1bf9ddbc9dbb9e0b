//! What a policy may not be, and what the error says about it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

use std::fs;
use std::path::Path;

use gongkao::catalogue::Catalogue;
use gongkao::model::application::ApplicationForm;
use gongkao::policy::Policy;
use gongkao::policy::counting::Granularity;
use gongkao::policy::set::PolicySet;
use gongkao::{Engine, Error};

/// The files of Henan's policy, one of them changed.
fn load(file: &str, change: impl Fn(&str) -> String) -> Result<Policy, Error> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/policy/henan");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let changed = if name == file { change(&text) } else { text.clone() };
        assert!(name != file || changed != text, "the change must change something");
        files.push((name, changed));
    }
    files.sort();
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Policy::from_toml(&borrowed)
}

/// The error of replacing the first `old` in a file by `new`.
fn refused(file: &str, old: &str, new: &str) -> Error {
    load(file, |text| text.replacen(old, new, 1)).expect_err("the policy should be refused")
}

#[test]
fn an_unknown_field_is_refused_with_file_line_and_path() {
    let error = refused(
        "levels_five_to_two.toml",
        "code = \"eligibility/regularisation\"",
        "kode = \"eligibility/regularisation\"",
    );
    assert_eq!(error.file(), Some("levels_five_to_two.toml"));
    assert_eq!(error.path(), "rules[0].kode");
    assert!(error.line().is_some(), "{error}");
    assert!(error.message().contains("there is no `kode` here; did you mean `code`?"), "{error}");
}

#[test]
fn an_unknown_parameter_is_refused_with_a_suggestion_and_its_line() {
    let error = refused("levels_five_to_two.toml", "at_least = \"seniority_years\"", "at_least = \"seniorty_years\"");
    assert!(error.message().contains("did you mean `seniority_years`?"), "{error}");
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/policy/henan/levels_five_to_two.toml"))
            .unwrap();
    let line = text.lines().position(|line| line.contains("seniority_years")).unwrap() + 1;
    assert_eq!((error.file(), error.line()), (Some("levels_five_to_two.toml"), Some(line)));
    assert_eq!(error.path(), "rules[2].condition.any[1]");
}

#[test]
fn names_that_do_not_exist_are_refused_wherever_they_stand() {
    for (file, old, new, said) in [
        (
            "levels_five_to_two.toml",
            "on_or_before = \"regularised_by\"",
            "on_or_before = \"regularized_by\"",
            "no day `regularized_by`",
        ),
        ("levels_five_to_two.toml", "equals = \"five\"", "equals = \"fife\"", "no word `fife`; did you mean `five`?"),
        (
            "levels_five_to_two.toml",
            "document = \"henan-2013-1\"",
            "document = \"henan-2013-2\"",
            "no document `henan-2013-2`",
        ),
        (
            "exceptions.toml",
            "refer = [\"tenure_or_seniority\"",
            "refer = [\"tenure_and_seniority\"",
            "no rule or branch `tenure_and_seniority`; did you mean `tenure_or_seniority`?",
        ),
        ("policy.toml", "until = \"report_day\"", "until = \"today\"", "no day `today`"),
        ("policy.toml", "    \"work_start\",", "    \"work_begin\",", "no field `work_begin`"),
    ] {
        let error = refused(file, old, new);
        assert!(error.message().contains(said), "{error}");
        assert_eq!(error.file(), Some(file), "{error}");
    }
}

#[test]
fn conditions_that_cannot_be_asked_are_refused() {
    for (old, new, said) in [
        (
            "condition = { quantity = \"work_years\", less_than = \"junior_years\" }",
            "condition = { quantity = \"work_years\" }",
            "needs a comparison",
        ),
        ("condition = { quantity = \"work_years\", less_than = \"junior_years\" }", "condition = {}", "exactly one of"),
        (
            "condition = { quantity = \"work_years\", less_than = \"junior_years\" }",
            "condition = { all = [] }",
            "`all` is empty",
        ),
        (
            "condition = { quantity = \"work_years\", less_than = \"junior_years\" }",
            "condition = { quantity = \"work_years\", equals = \"10\" }",
            "cannot be compared by `equals`",
        ),
        (
            "condition = { quantity = \"work_years\", less_than = \"junior_years\" }",
            "condition = { quantity = \"work_years\", less_than = \"seniority_years\" }",
            "has no value at level five",
        ),
        (
            "condition = { quantity = \"work_years\", less_than = \"junior_years\" }",
            "condition = { quantity = \"awards\", at_least = \"one\" }",
            "needs the filter `awards`",
        ),
        (
            "condition = { quantity = \"work_years\", less_than = \"junior_years\" }",
            "condition = { quantity = \"work_years\", less_than = \"junior_years\", at_least = \"one\" }",
            "takes one comparison",
        ),
    ] {
        let error = refused("levels_five_to_two.toml", old, new);
        assert!(error.message().contains(said), "{error}");
    }
}

#[test]
fn a_tree_from_a_stranger_is_bounded() {
    let deep = format!(
        "condition = {}{{ quantity = \"work_years\", less_than = \"junior_years\" }}{}",
        "{ not = ".repeat(60),
        " }".repeat(60)
    );
    let old = "condition = { quantity = \"work_years\", less_than = \"junior_years\" }";
    let error = refused("levels_five_to_two.toml", old, &deep);
    assert!(!error.message().is_empty());
    let wide = format!(
        "condition = {{ any = [{}] }}",
        "{ quantity = \"work_years\", less_than = \"junior_years\" },".repeat(20_001)
    );
    assert!(refused("levels_five_to_two.toml", old, &wide).message().contains("more than 20000 conditions"));
    let json = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(Policy::from_json(&json).is_err());
}

#[test]
fn tables_missing_or_given_twice_are_refused() {
    assert_eq!(Policy::from_toml(&[]).unwrap_err().path(), "policy");
    let twice = refused(
        "materials.toml",
        "# What has",
        "[parameters.one]\nvalue = 1\ncitation = { document = \"guide\", clause = \"x\", confidence = \"assumed\" }\n\n# What has",
    );
    assert_eq!(twice.path(), "parameters.one");
}

#[test]
fn every_fault_has_its_file_and_line() {
    for (file, old, new, line, said) in [
        (
            "round_2022.toml",
            "closes = \"2022-03-21T24:00\"",
            "closes = \"2022-03-06T24:00\"",
            "[[round.windows]]",
            "closes before it opens",
        ),
        ("round_2022.toml", "year = 2022", "year = 2021", "[round]", "outside the years"),
        ("round_2022.toml", "code = \"410200\"", "code = \"410100\"", "code = \"410100\"", "stands twice"),
        ("policy.toml", "values = { four = 10, three = 18 }", "", "parameters.seniority_years", "give `value`"),
        ("policy.toml", "value = 10\n", "value = 1000001\n", "[parameters.junior_years]", "from 0 to 1000000"),
        ("policy.toml", "reform = 2025", "reform = -2147483648", "[retirement.value]", "a year of the calendar"),
        ("exceptions.toml", "name = \"contest\"", "name = \"innovation\"", "name = \"innovation\"", "stands twice"),
        ("level_one.toml", "levels = [\"one\"]", "levels = []", "[[rules]]", "`levels` is empty"),
        ("materials.toml", "levels = [\"one\"]", "levels = []", "[[materials]]", "`levels` is empty"),
        (
            "findings.toml",
            "[findings.\"workflow/submitted\"]",
            "[findings.\"eligibility/retired\"]\nseverity = \"note\"",
            "[findings.\"eligibility/retired\"]",
            "stands with the rule",
        ),
    ] {
        let error = refused(file, old, new);
        assert!(error.message().contains(said), "{error}");
        assert_eq!(error.file(), Some(file), "{error}");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/policy/henan");
        let text = fs::read_to_string(folder.join(file)).unwrap().replacen(old, new, 1);
        let shown = text.lines().nth(error.line().unwrap() - 1).unwrap();
        assert!(shown.contains(line), "{error}: {shown}");
    }
}

#[test]
fn a_refusal_without_a_clause_is_refused_by_the_engine() {
    let policy =
        load("findings.toml", |text| text.replace("[findings.\"form/region\"]", "[findings.\"round/closed\"]"))
            .unwrap();
    let error = Engine::new(Catalogue::henan().unwrap(), policy).unwrap_err();
    assert!(error.message().contains("`form/region` refuses, so it needs a citation"), "{error}");
}

#[test]
fn a_message_that_a_rule_cannot_fill_is_refused_by_the_engine() {
    let policy = load("levels_five_to_two.toml", |text| {
        text.replacen("eligibility/work-years-over", "eligibility/schooling", 1)
    })
    .unwrap();
    let error = Engine::new(Catalogue::henan().unwrap(), policy).unwrap_err();
    assert!(error.message().contains("speaks of `schooling.actual`"), "{error}");
}

#[test]
fn a_rule_of_another_province_speaks_through_the_general_code() {
    let policy = load("levels_five_to_two.toml", |text| {
        text.replacen("eligibility/work-years-over", "eligibility/condition", 1)
    })
    .unwrap();
    let engine = Engine::new(Catalogue::henan().unwrap(), policy).unwrap();
    let form = r#"{ "candidate": { "name": "张三", "identity_number": "410105198006150019" }, "declared_level": "five", "work_start": "2000-07-01" }"#;
    let report = engine.assess(&ApplicationForm::from_json(form).unwrap(), None, "2022-03-10".parse().unwrap());
    let said = &report.findings.first().unwrap().message;
    assert_eq!(said.zh, "不满足“工作年限不足10年”，不符合报名条件");
}

#[test]
fn numbers_come_from_the_data_into_the_sentence() {
    let policy = load("policy.toml", |text| {
        text.replacen("value = 5\n", "value = 12\n", 1).replace("four = 10, three = 18", "four = 11, three = 20")
    })
    .unwrap();
    let engine = Engine::new(Catalogue::henan().unwrap(), policy).unwrap();
    let form = r#"{ "candidate": { "name": "张三", "identity_number": "410105198006150019" }, "declared_level": "four",
        "work_start": "2012-07-01", "current": { "level": "five", "obtained_year": 2017 } }"#;
    let report = engine.assess(&ApplicationForm::from_json(form).unwrap(), None, "2022-03-10".parse().unwrap());
    let said = &report.findings.first().unwrap().message;
    assert_eq!(said.zh, "现岗位等级年限不满十二年，且工作年限不满11或20年，不符合报名条件");
}

#[test]
fn a_named_way_to_count_is_replaced_and_left_out_like_any_other_item() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/policy/nation");
    let texts = ["policy.toml", "findings.toml"].map(|name| fs::read_to_string(folder.join(name)).unwrap());
    let other = "[counting.named.other]\nuntil = \"report_day\"\ngranularity = \"month\"\ncitation = { document = \"default\", clause = \"-\", confidence = \"assumed\" }\n";
    let below = other.replace("month", "year");
    let base =
        vec![("policy.toml", texts[0].as_str()), ("findings.toml", texts[1].as_str()), ("other.toml", below.as_str())];
    let patch = |body: &str| {
        let head = "[policy]\nid = \"patch\"\nversion = 1\nprovince = \"410000\"\nfrom_year = 1994\nto_year = 2022\nextends = \"nation\"\n";
        let text = format!("{head}{body}");
        let set = PolicySet::from_toml(&[base.clone(), vec![("patch.toml", &text)]])?;
        Ok::<_, Error>(set.get("patch").unwrap().source().counting.named.clone())
    };
    let replaced = patch(&format!("replaces = [\"counting.named.other\"]\n{other}")).unwrap();
    assert_eq!(replaced["other"].granularity, Granularity::Month);
    assert!(patch(other).unwrap_err().message().contains("name it in `replaces`"));
    assert!(patch("removes = [\"counting.named.other\"]\n").unwrap().is_empty());
    assert!(patch("removes = [\"counting.age\"]\n").unwrap_err().message().contains("cannot be left out"));
}

#[test]
fn every_compiled_policy_ships_by_its_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/generated/policies");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = names.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(Policy::shipped_ids().collect::<Vec<_>>(), names);
    for policy in PolicySet::shipped().unwrap().iter() {
        assert_eq!(Policy::shipped(&policy.source().policy.id).unwrap().digest(), policy.digest());
    }
    assert!(Policy::shipped("henan2022").unwrap_err().message().contains("`henan-2022`"));
}
