//! The applicant's guide, walked from registering to the result at level three and at level one: every prompt it gives stands on
//! the way, word for word where it gives one. Line by line:
//!
//! | the guide | on the walk, or where else it is shown |
//! |---|---|
//! | 2 a password of letters and digits, 8 at least, typed twice alike | `password` steps |
//! | 2 the code by SMS, again after a minute | `sms` steps, level three and one |
//! | 2 without real-name verification no registration; name and number as on the card | `real_name` steps, `verified/…` |
//! | 2, 5 name, number and mobile are those of the registration | `identity_kept/changed` |
//! | 3 signing in at the portal | the host's; `owner/stranger` for another's account |
//! | 4 region and level; level one is fixed, delete and fill in again | `start`, `level_kept/…`, `restart` |
//! | 5 unit, work types by pinyin or hanzi, merged ones, work years, ungraded without a year | reports and searches: `form-…`, `search-…` |
//! | 5 the exception, 100 characters, its proof | reports: `exception-…` |
//! | 5 textbooks | the form of both walks, counted in `walk-after-the-window` |
//! | 5 save, submit, and the five prompts of a submission | `save`, `submit`: the sentences below |
//! | 5 one file at a time, by computer, on behalf, by phone | `upload`, by `unit` and `administrator`, `issue_token`, `upload_by_token` |
//! | level one: fields to write, uploads, form and cover printed and signed | `materials_asked`, `print_form`, page `form` |
//! | level one: the thesis is doc or docx and called as its title | files: `file-thesis-…`, `file-kinds-as-thesis` |
//! | 6 progress, since when, why not; supplement in time, else on site | `progress`, `request_supplement`, `window/closed` in `walk-after-the-window` |
//! | 7 the ticket with a challenge, not before its time | `print_ticket`, page `ticket` |
//! | 8 the result once it is published | `view_result`, page `result` |

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

/// What the guide has said to everybody.
const BOTH: [&str; 10] = [
    // 2、注册及实名认证
    "两次输入密码必须完全一致（区分字母大小写），请重新输入。",
    "如不进行实名认证将无法进行网上报名，请先完成实名认证。",
    "身份证号和姓名必须和本人身份证信息一致，否则不能进行工考网上报名。请核对后重新认证。",
    // 5、填写报名信息，提交信息
    "姓名、身份证号、手机号为注册时的信息，不可修改。请恢复原有内容。",
    "现岗位等级取得时间与合格库信息不符，是否确认报考",
    "现岗位工种与合格库信息不符，是否确认报考",
    "您的信息已提交，请耐心等待审核，可点击 审核进度 查看目前审核进度",
    "您需按要求上传资料",
    // 6、查看审核进度
    "请耐心等待审核。",
    // 8、考核结果查询
    "考核结果公布后可登录系统查看。",
];

fn assert_said(sentences: &[String], prompts: &[&str]) {
    for prompt in prompts {
        assert!(sentences.iter().any(|sentence| sentence == prompt), "{prompt}");
    }
}

#[test]
fn level_three_from_registering_to_the_result() {
    let (sentences, outcomes, walk) = walked("walk-guide-level-three");
    assert_said(&sentences, &BOTH);
    assert_said(
        &sentences,
        &[
            "现岗位等级年限不满五年，且工作年限不满10或18年，不符合报名条件",
            "请在报名期间及时补充材料再次提交信息；报名截止后需携带有关材料转现场审核。",
            "时间未到，不能打印准考证。打印时间为2022-07-04 16:00至2022-07-11 16:00（北京时间）。",
            "考核结果将于2022-09-20 09:00:00（北京时间）公布，请届时查看。",
        ],
    );
    let (after, _, _) = walked("walk-after-the-window");
    assert_said(
        &after,
        &["报名已于2022-03-21 24:00（北京时间）截止，无法在网上提交。需补充材料的，请携带有关材料转现场审核。"],
    );
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
    assert_said(&sentences, &BOTH);
    assert_said(
        &sentences,
        &[
            "申报级别为一级（高级技师），不可在此更改。如选择有误，请删除报名信息后重新填报。",
            // At level one each of the two is needed, so each is said by itself.
            "现岗位等级年限不满五年，不符合报名条件",
            "工作年限为14年，不满25年，不符合报名条件",
            "网上已不再受理，请携带有关材料到现场审核。",
            "时间未到，不能打印准考证。打印时间为2022-08-01 16:00至2022-08-05 16:00（北京时间）。",
            "考核结果将于2022-12-05 09:00:00（北京时间）公布，请届时查看。",
        ],
    );
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
