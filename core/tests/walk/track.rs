//! What differs from level to level: when, which exam, and a form that every rule passes.

use gongkao::Facts;
use serde_json::{Value, json};

/// A number of a person who does not exist.
pub(crate) const IDENTITY: &str = "410105198006150019";

/// The way of a level.
#[derive(Debug)]
pub(crate) struct Track {
    /// The level applied for.
    pub(crate) level: &'static str,
    held: &'static str,
    work_start: &'static str,
    /// A time at which its registration is open.
    pub(crate) open: &'static str,
    /// When it is over.
    pub(crate) over: &'static str,
    /// A time at which its tickets are open.
    pub(crate) tickets: &'static str,
    batch: &'static str,
    /// A material that its rules ask for.
    pub(crate) material: &'static str,
}

const FIVE: Track = Track { level: "five", held: "ungraded", work_start: "2021-07-01", ..THREE };
const FOUR: Track = Track { level: "four", held: "five", ..THREE };
/// The level that tests ask about unless they say another.
pub(crate) const THREE: Track = Track {
    level: "three",
    held: "four",
    work_start: "2008-07-01",
    open: "2022-03-08T09:00:00",
    over: "2022-03-22T00:00:00",
    tickets: "2022-07-05T09:00:00",
    batch: "2022-1",
    material: "diploma",
};
const TWO: Track = Track { level: "two", held: "three", work_start: "1997-07-01", ..THREE };
const ONE: Track = Track {
    level: "one",
    held: "two",
    work_start: "1997-07-01",
    open: "2022-03-17T09:00:00",
    over: "2022-04-01T00:00:00",
    tickets: "2022-08-02T09:00:00",
    batch: "2022-one",
    material: "assessment_results",
};
/// Every level.
pub(crate) static TRACKS: [Track; 5] = [FIVE, FOUR, THREE, TWO, ONE];

impl Track {
    /// A form that every rule passes.
    pub(crate) fn form(&self) -> Value {
        let mut form = json!({
            "candidate": candidate(), "region": "410100", "declared_level": self.level, "unit": "example-unit",
            "unit_category": "public_institution", "unit_rank": "city", "work_start": self.work_start,
            "current": { "work_type": "播音员", "level": self.held, "obtained_year": 2017 },
            "declared": { "work_type": "播音员", "level": self.level },
            "textbooks": { "professional_ethics": true, "vocational_ability": true, "post_skills": false },
        });
        match self.level {
            "five" => {
                form["current"] = json!({ "work_type": "播音员", "level": "ungraded" });
                form["regularised_on"] = json!("2022-09-30");
            }
            "two" => form["schooling"] = json!("senior_middle"),
            "one" => {
                form["schooling"] = json!("senior_middle");
                form["appointed_level"] = json!("two");
                form["awards"] = json!([]);
                form["narrative"] = json!({ "history": "示例", "rewards": "无", "achievements": "示例" });
                form["assessments"] = (2017..=2021).map(|year| json!({ "year": year, "grade": "excellent" })).collect();
            }
            _ => {}
        }
        form
    }

    /// The command that begins everything.
    pub(crate) fn start(&self) -> Value {
        let start = json!({ "application": "a-1", "candidate": candidate(), "region": "410100", "level": self.level });
        json!({ "start": start })
    }

    /// A seat in the first batch.
    pub(crate) fn seat(&self) -> Value {
        let session =
            json!({ "subject": "professional_ethics", "from": "2022-08-16T09:00", "until": "2022-08-16T10:30" });
        json!({ "batch": self.batch, "number": "1", "site": "s", "room": "1", "seat": "1", "sessions": [session] })
    }

    /// A certificate library that agrees with the form, or names another year.
    pub(crate) fn library(&self, agrees: bool) -> Value {
        if self.held == "ungraded" {
            return json!({ "certificates": [] });
        }
        let (level, year) = (self.held, 2016 + i32::from(agrees));
        let certificate =
            json!({ "identity_number": IDENTITY, "work_type": "播音员", "level": level, "obtained_year": year });
        json!({ "certificates": [certificate] })
    }

    /// The facts of one who asks.
    pub(crate) fn facts(&self, role: &str, now: &str, version: u64, agrees: bool, count: u64) -> Facts {
        let id = if role == "applicant" { "account-1".to_owned() } else { format!("{role}-1") };
        let facts = json!({
            "now": now, "version": version, "actor": { "id": id, "role": role },
            "verified": { "name": "张三", "identity_number": IDENTITY },
            "library": self.library(agrees), "secret": "00112233445566778899aabbccddeeff",
            "random": format!("{:02x}", count % 256).repeat(32),
        });
        Facts::from_json(&facts.to_string()).unwrap()
    }
}

/// The person.
pub(crate) fn candidate() -> Value {
    json!({ "name": "张三", "identity_number": IDENTITY, "mobile": "13800138000" })
}

/// [`Track::form`] at level three.
pub(crate) fn form() -> Value {
    THREE.form()
}

/// [`Track::start`] at level three.
pub(crate) fn start() -> Value {
    THREE.start()
}

/// [`Track::seat`] at level three.
pub(crate) fn seat() -> Value {
    THREE.seat()
}

/// [`Track::facts`] at level three.
pub(crate) fn facts(role: &str, now: &str, version: u64, agrees: bool, count: u64) -> Facts {
    THREE.facts(role, now, version, agrees, count)
}

/// One more file.
pub(crate) fn upload(material: &str, count: u64) -> Value {
    json!({ "upload": { "material": material, "digest": digest(count) } })
}

/// A digest of its own for every number.
pub(crate) fn digest(count: u64) -> String {
    format!("{count:064x}")
}
