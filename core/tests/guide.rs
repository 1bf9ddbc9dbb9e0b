//! The applicant's guide, walked from registering to the result at level three and at level one: every prompt it gives stands on
//! the way, word for word where it gives one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and reads its cases from files"
)]

#[path = "walk/mod.rs"]
mod walk;

use std::fs;
use std::path::Path;

use serde_json::Value;
use walk::{Walk, outcome};

/// Every sentence of a walk in Chinese, and what its last step came to.
fn walked(name: &str) -> (Vec<String>, Vec<Value>, Walk<'static>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/conformance/{name}.json"));
    let case: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let case: &'static Value = Box::leak(Box::new(case));
    let mut walk = Walk::new(case);
    let answers: Vec<Value> = case["steps"].as_array().unwrap().iter().map(|step| walk.step(step)).collect();
    let mut sentences = Vec::new();
    for said in &answers {
        collect(said, &mut sentences);
    }
    (sentences, answers.iter().map(outcome).collect(), walk)
}

fn collect(value: &Value, sentences: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            sentences.extend(fields.get("zh").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| collect(value, sentences));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, sentences)),
        _ => {}
    }
}

fn events(walk: &Walk<'_>) -> Vec<String> {
    let name = |event: &Value| match &event["what"] {
        Value::String(name) => name.clone(),
        what => what.as_object().unwrap().keys().next().unwrap().clone(),
    };
    walk.log.iter().map(name).collect()
}

#[test]
fn level_three_from_registering_to_the_result() {
    let (sentences, outcomes, walk) = walked("walk-guide-level-three");
    for prompt in [
        // 2、注册及实名认证
        "两次输入密码必须完全一致（区分字母大小写），请重新输入。",
        "如不进行实名认证将无法进行网上报名，请先完成实名认证。",
        // 5、提交信息
        "现岗位等级取得时间与合格库信息不符，是否确认报考",
        "现岗位工种与合格库信息不符，是否确认报考",
        "现岗位等级年限不满五年，且工作年限不满10或18年，不符合报名条件",
        "您的信息已提交，请耐心等待审核，可点击 审核进度 查看目前审核进度",
        "您需按要求上传资料",
        // 6、查看审核进度
        "请在报名期间及时补充材料再次提交信息；报名截止后需携带有关材料转现场审核。",
        // 7、打印准考证
        "时间未到，不能打印准考证。打印时间为2022-07-04 16:00至2022-07-11 16:00（北京时间）。",
        // 8、考核结果查询
        "考核结果将于2022-09-20 09:00:00（北京时间）公布，请届时查看。",
    ] {
        assert!(sentences.iter().any(|sentence| sentence == prompt), "{prompt}");
    }
    assert!(sentences.iter().all(|sentence| !sentence.contains(['{', '}'])), "every place is filled");
    let way: Vec<String> = events(&walk);
    let in_order = [
        "started",
        "saved",
        "confirmation_asked",
        "materials_asked",
        "file_added",
        "token_issued",
        "submitted",
        "claimed",
        "passed",
        "supplement_requested",
        "file_replaced",
        "submitted",
        "passed",
        "arranged",
        "ticket_printed",
        "attendance_recorded",
        "result_recorded",
        "result_published",
        "result_viewed",
    ];
    let mut rest = way.iter();
    assert!(in_order.iter().all(|name| rest.any(|event| event == name)), "{way:?}");
    assert_eq!(walk.state["state"], "closed");
    assert_eq!(walk.state["submission"]["policy"]["id"], "henan-2022");
    assert!(outcomes.len() > 80);
}

#[test]
fn level_one_is_a_track_of_its_own_to_the_result() {
    let (sentences, _, walk) = walked("walk-guide-level-one");
    for prompt in [
        // 4、选择申报级别
        "申报级别为一级（高级技师），不可在此更改。如选择有误，请删除报名信息后重新填报。",
        "您需按要求上传资料",
        "您的信息已提交，请耐心等待审核，可点击 审核进度 查看目前审核进度",
        // 6、截止后转现场审核
        "网上已不再受理，请携带有关材料到现场审核。",
    ] {
        assert!(sentences.iter().any(|sentence| sentence == prompt), "{prompt}");
    }
    let form =
        walk.texts.iter().find(|text| text.contains("高级技师考评申报表")).expect("the printed form and its cover");
    assert!(form.contains("学习工作简历"));
    let way = events(&walk);
    for name in ["restarted", "form_printed", "ticket_opened", "ticket_printed", "result_published"] {
        assert!(way.iter().any(|event| event == name), "{name}");
    }
    assert_eq!(walk.state["level"], "one");
    assert_eq!(walk.state["state"], "closed");
    let on_behalf: Vec<&Value> = walk
        .log
        .iter()
        .filter(|event| event["by"]["role"] == "administrator" && event["what"].get("file_added").is_some())
        .collect();
    assert_eq!(on_behalf.len(), 1, "who sent it stands in the log");
}
