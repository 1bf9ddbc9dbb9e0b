//! Printed pages: what stands on them, what never does, and that everything is escaped. The pages are left in `target/pages/html`,
//! where `cargo xtask test` renders them with a browser.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and leaves its pages in files"
)]

mod walk {
    #[path = "mod.rs"]
    mod harness;
    pub(crate) use harness::*;
    #[path = "driver.rs"]
    pub(crate) mod driver;
}

use std::fs;
use std::path::{Path, PathBuf};

use gongkao::model::level::Level;
use gongkao::printing::{PageMatch, PageOptions, compare};
use gongkao::procedure::names::{Action, Outcome, StateName};
use gongkao::workflow::State;
use gongkao::workflow::refusal::RefusalCode;
use serde_json::json;
use walk::desk;
use walk::driver::Driver;

/// As long as names get: forty and eighty characters.
const LONG_NAME: &str = "买买提阿不都热西提麦麦提依明江吾甫尔买买提阿不都热西提麦麦提依明江吾甫尔欧斯曼努";
const LONG_UNIT: &str = "河南省某某市某某区某某街道办事处某某社区卫生服务中心附属妇幼保健计划生育技术服务站后勤保障与设备维修管理科第一分部综合办公室车辆调度与运行保障班组示例单位名称一";

fn leave(name: &str, html: &str) {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from);
    let folder = target.join("pages/html");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.html")), html).unwrap();
}

fn options(json: &serde_json::Value) -> PageOptions {
    PageOptions::from_json(&json.to_string()).unwrap()
}

fn usual() -> PageOptions {
    options(&json!({ "unit_name": "郑州市示例单位", "work_years": 14 }))
}

fn named(mut state: State, name: &str) -> State {
    state.form.candidate.name = name.into();
    state
}

/// A full seat.
fn seated(mut state: State) -> State {
    let session = |subject: &str, from: &str, until: &str| json!({ "subject": subject, "from": format!("2022-07-16T{from}"), "until": format!("2022-07-16T{until}") });
    let seat = json!({
        "batch": "2022-1", "number": "20224101000123", "site": "郑州市示例职业学院（示例校区）", "address": "郑州市示例区示例路1号",
        "room": "第03考场", "seat": "17",
        "sessions": [session("post_skills", "09:00", "10:30"), session("professional_ethics", "14:00", "15:00"),
            session("vocational_ability", "15:30", "16:30")],
    });
    state.seat = Some(serde_json::from_value(seat).unwrap());
    state
}

fn published() -> State {
    let mut driver = Driver::to(StateName::Examined);
    driver.take(Action::PublishResult, Outcome::Done, "administrator");
    let mut state = driver.state.unwrap();
    let result = json!({ "marks": { "post_skills": 81, "professional_ethics": 90, "vocational_ability": null }, "passed": true });
    state.result = Some(serde_json::from_value(result).unwrap());
    seated(state)
}

/// A level one form with everything there is to write.
fn level_one() -> (State, PageOptions) {
    let mut state = Driver::to(StateName::UnderReview).state.unwrap();
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/one-patents.json")).unwrap();
    let case: serde_json::Value = serde_json::from_str(&text).unwrap();
    state.form = serde_json::from_value(case["form"].clone()).unwrap();
    state.form.uploads = Vec::new();
    state.level = Level::One;
    let long = "1997年7月起在郑州市示例单位从事播音工作，先后担任班长、组长。".repeat(8);
    let narrative = json!({ "history": long, "rewards": "2019年获示例表彰。", "achievements": long });
    state.form.narrative = serde_json::from_value(narrative).unwrap();
    state.form.thesis_title = Some("论示例".into());
    (state, options(&json!({ "unit_name": "郑州市示例单位", "work_years": 25 })))
}

fn now() -> gongkao::model::timestamp::Timestamp {
    "2022-12-01T09:00:00".parse().unwrap()
}

#[test]
fn every_page_shows_its_fields_and_is_whole() {
    let form = Driver::to(StateName::UnderReview).state.unwrap();
    let ticket = seated(Driver::to(StateName::TicketOpen).state.unwrap());
    let result = published();
    let usual = usual();
    let printer = desk().printer(&usual, now());
    let long = options(&json!({ "unit_name": LONG_UNIT, "work_years": 14 }));
    let long_printer = desk().printer(&long, now());
    let (one, one_options) = level_one();
    assert_eq!((LONG_NAME.chars().count(), LONG_UNIT.chars().count()), (40, 80));
    let pages = [
        ("form", printer.application_form(&form)),
        ("form-long", long_printer.application_form(&named(form.clone(), LONG_NAME))),
        ("form-one", desk().printer(&one_options, now()).application_form(&one)),
        ("ticket", printer.admission_ticket(&ticket).unwrap()),
        ("ticket-long", long_printer.admission_ticket(&named(ticket.clone(), LONG_NAME)).unwrap()),
        ("result", printer.result_slip(&result).unwrap()),
        ("result-long", long_printer.result_slip(&named(result.clone(), LONG_NAME)).unwrap()),
    ];
    for (name, html) in &pages {
        leave(name, html);
        assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"), "{name}");
        for outside in ["<script", "http://", "https://", "url(", "@import", "<link"] {
            let inside = html.replace("http://www.w3.org/2000/svg", "");
            assert!(!inside.contains(outside), "{name} holds {outside}");
        }
        assert!(html.contains("@page { size: A4"), "{name}");
        assert!(html.contains("410105198006150019"), "{name}");
        let state = if name.starts_with("form-one") {
            &one
        } else if name.starts_with("form") {
            &form
        } else {
            &ticket
        };
        if !name.contains("long") && !name.starts_with("result") {
            assert!(html.contains(&state.form_digest()[..16]), "{name} shows the digest of what is saved");
        }
    }
    for (page, wanted) in [
        (
            0,
            vec![
                "播音员",
                "四级（中级工）",
                "三级（高级工）",
                "郑州市",
                "2008-07-01",
                "男",
                "毕业证（1个）",
                "预订",
                "13800138000",
            ],
        ),
        (
            2,
            vec![
                "高级技师考评申报表",
                "学习工作简历",
                "主要技术业务工作业绩",
                "2019年获示例表彰。",
                "论示例",
                "实用新型专利",
                "二级（技师）",
            ],
        ),
        (3, vec!["准考证", "20224101000123", "第03考场", "09:00–10:30", "岗位技能", "2022-07-16"]),
        (5, vec!["考核结果", "81", "缺考", "合格", "100"]),
    ] {
        for text in wanted {
            assert!(pages[page].1.contains(text), "{} lacks {text}", pages[page].0);
        }
    }
}

#[test]
fn markup_in_a_form_is_text_on_the_page() {
    let mut state = seated(Driver::to(StateName::TicketOpen).state.unwrap());
    let markup = "<script>alert(1)</script>\"'&<img src=x onerror=y>";
    state.form.candidate.name = markup.into();
    state.form.declared.work_type = Some(markup.to_owned());
    state.form.exception.claimed = true;
    state.form.exception.grounds = Some(markup.into());
    state.seat.as_mut().unwrap().site = markup.to_owned();
    let options = options(&json!({ "unit_name": markup, "letterhead": { "lines": [markup] } }));
    let printer = desk().printer(&options, now());
    for html in [printer.application_form(&state), printer.admission_ticket(&state).unwrap()] {
        assert!(!html.contains("<script>") && !html.contains("<img src=x"));
        assert!(html.contains("&#60;script&#62;") || html.contains("&lt;script&gt;"));
    }
}

#[test]
fn a_province_has_its_own_letterhead_and_no_other_picture_than_a_picture() {
    let state = Driver::to(StateName::Draft).state.unwrap();
    let png = "data:image/png;base64,iVBORw0KGgo=";
    let own = options(&json!({ "letterhead": { "lines": ["示例省人力资源和社会保障厅"], "logo": png } }));
    let html = desk().printer(&own, now()).application_form(&state);
    assert!(html.contains("示例省人力资源和社会保障厅") && html.contains(png));
    assert!(!html.contains("河南省机关事业单位"));
    for wrong in
        ["https://example.invalid/x.png", "data:image/svg+xml;base64,AAAA", "data:image/png;base64,\" onload=\"x", ""]
    {
        let text = json!({ "letterhead": { "lines": [], "logo": wrong } }).to_string();
        let error = PageOptions::from_json(&text).unwrap_err();
        assert_eq!((error.code().as_str(), error.path()), ("malformed/page", "letterhead.logo"), "{wrong}");
    }
}

#[test]
fn a_page_that_is_not_due_is_refused() {
    let none = PageOptions::default();
    let printer = desk().printer(&none, now());
    let refused = |state: StateName| {
        let state = Driver::to(state).state.unwrap();
        (printer.admission_ticket(&state).err().map(|it| it.code), printer.result_slip(&state).err().map(|it| it.code))
    };
    assert_eq!(refused(StateName::Approved), (Some(RefusalCode::NotArranged), Some(RefusalCode::NoResult)));
    assert_eq!(refused(StateName::TicketOpen).0, None);
    assert_eq!(refused(StateName::Examined).0, Some(RefusalCode::State));
    let state = published();
    let early = desk().printer(&none, "2022-07-05T08:59:59".parse().unwrap());
    assert_eq!(early.result_slip(&state).unwrap_err().code, RefusalCode::NotPublished);
}

#[test]
fn a_photographed_page_is_compared_with_what_is_saved() {
    let mut driver = Driver::to(StateName::AwaitingMaterials);
    let state = driver.state.clone().unwrap();
    let text = format!("gongkao:a-1:{}:{}", state.version, &state.form_digest()[..16]);
    assert_eq!(compare(&state, &text), PageMatch::Same);
    let html = desk().printer(&PageOptions::default(), now()).application_form(&state);
    assert!(html.contains(&gongkao::printing::svg(&text).unwrap()), "the code on the page is this text");
    driver.take(Action::PrintForm, Outcome::Done, "applicant");
    assert_eq!(compare(driver.state.as_ref().unwrap(), &text), PageMatch::Same, "printing changes nothing");
    driver.take(Action::Upload, Outcome::Done, "applicant");
    assert_eq!(
        compare(driver.state.as_ref().unwrap(), &text),
        PageMatch::Same,
        "a photo of the page is one of the files"
    );
    let mut changed = state.clone();
    changed.form.unit_rank = None;
    assert_eq!(compare(&changed, &text), PageMatch::Changed);
    assert_eq!(compare(&state, &text.replace("a-1", "a-2")), PageMatch::Other);
    for wrong in ["", "gongkao:a-1:1", "https://example.invalid", "gongkao:a-1:x:y", &format!("{text}:z")] {
        assert_eq!(compare(&state, wrong), PageMatch::NoPage, "{wrong}");
    }
}
