//! A decision on a whole form, beside Henan's rules for level four written by hand.

use std::hint::black_box;

use gongkao::eligibility::trace::Outcome;
use gongkao::model::application::ApplicationForm;
use gongkao::model::date::Date;
use gongkao::model::identity::read_identity_number;
use gongkao::model::level::HeldLevel;
use gongkao::policy::Policy;
use gongkao::{Engine, read_day};

use crate::{median, say};

pub(crate) fn run() {
    let engine = Engine::henan().unwrap();
    let day = read_day("2022-03-10").unwrap();
    let forms = forms();
    for form in &forms {
        assert_eq!(by_hand(form, day), engine.eligible(form, day), "both must say the same");
    }
    println!("\n## A form at level four of Henan's rules\n\n| | ns | by hand = |\n|---|---:|---:|");
    let hand = median(&forms, |form| {
        black_box(by_hand(form, day));
    });
    say("the rule written by hand", hand, hand);
    let eligible = median(&forms, |form| {
        black_box(engine.eligible(form, day));
    });
    say("`Engine::eligible`, no reasons", eligible, hand);
    let assessed = median(&forms, |form| {
        black_box(engine.assess(form, None, day));
    });
    say("`Engine::assess`, the whole report with every sentence and clause", assessed, hand);
    let written = median(&forms, |form| {
        black_box(serde_json::to_string(&engine.assess(form, None, day)).unwrap());
    });
    say("the same, written as JSON", written, hand);
    let compiled = Policy::henan().unwrap().to_json().unwrap();
    let load = median(&[(); 20], |()| {
        black_box(Policy::from_json(&compiled).unwrap());
    });
    println!("\nLoading the compiled policy ({} bytes): {:.0} µs", compiled.len(), load / 1e3);
}

fn forms() -> Vec<ApplicationForm> {
    let mut forms = Vec::new();
    for start in 2005..2015 {
        for (held, year) in [("\"five\"", "2016"), ("\"five\"", "2018"), ("\"ungraded\"", "null"), ("null", "null")] {
            let text = format!(
                r#"{{ "candidate": {{ "name": "示例", "identity_number": "410105198006150019" }}, "work_start": "{start}-07-01",
                     "current": {{ "level": {held}, "obtained_year": {year}, "work_type": "播音员" }},
                     "declared": {{ "level": "four", "work_type": "播音员" }} }}"#
            );
            forms.push(ApplicationForm::from_json(&text).unwrap());
        }
    }
    forms
}

/// Henan's rules for level four, as somebody would write them for this one policy.
fn by_hand(form: &ApplicationForm, _day: Date) -> Outcome {
    let Ok(identity) = read_identity_number(form.candidate.identity_number.reveal()) else { return Outcome::Unknown };
    let notice = (2022, 3, 7);
    let birth = identity.birth;
    if (birth.year() + 60, birth.month(), birth.day()) <= notice {
        return Outcome::Unmet;
    }
    let seniority = form.work_start.map(|start| 2022 - start.year() >= 10);
    let tenure = match (form.current.level, form.current.obtained_year) {
        (Some(HeldLevel::Five), Some(year)) => Some(2022 - year >= 5),
        (Some(HeldLevel::Five) | None, _) => None,
        (Some(_), _) => Some(false),
    };
    let years = match (tenure, seniority) {
        (Some(true), _) | (_, Some(true)) => Outcome::Met,
        (Some(false), Some(false)) => return Outcome::Unmet,
        _ => Outcome::Unknown,
    };
    let above = match form.current.level {
        None => Outcome::Unknown,
        Some(held) => {
            if held < HeldLevel::Four {
                Outcome::Met
            } else {
                Outcome::Unknown
            }
        }
    };
    let same = match (form.current.level, &form.current.work_type, &form.declared.work_type) {
        (Some(HeldLevel::Ungraded), _, _) => Outcome::Met,
        (_, Some(held), Some(declared)) if held == declared => Outcome::Met,
        _ => Outcome::Unknown,
    };
    years.and(above).and(same)
}
