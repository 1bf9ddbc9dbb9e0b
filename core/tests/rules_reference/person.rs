//! What the form says of a person, quantity by quantity, and which field of it answers.

use serde_json::Value;

use crate::calendar::{self, Day};
use crate::{tally, years};

/// What is known of a quantity.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Known {
    /// Not answered.
    Open,
    /// There is none, and no answer would change that.
    Nothing,
    /// A count from one to the other.
    Count(i64, i64),
    /// A day from one to the other.
    Days(Day, Day),
    Word(String),
    Flag(bool),
}

/// Somebody asked at one level, under one policy, on one day.
pub(crate) struct Person<'a> {
    pub(crate) form: &'a Value,
    pub(crate) policy: &'a Value,
    pub(crate) catalogue: &'a Value,
    pub(crate) level: &'a str,
    pub(crate) day: Day,
}

impl Person<'_> {
    pub(crate) fn exam_year(&self) -> i64 {
        self.policy["round"]["year"].as_i64().unwrap()
    }

    pub(crate) fn parameter(&self, name: &str) -> i64 {
        let parameter = &self.policy["parameters"][name];
        let begun = |dated: &&Value| dated["from"].as_i64().is_none_or(|from| from <= self.exam_year());
        let value = match parameter["dated"].as_array() {
            Some(dated) => dated.iter().rfind(begun).unwrap(),
            None => parameter,
        };
        value["values"][self.level].as_i64().or(value["value"].as_i64()).unwrap()
    }

    pub(crate) fn named_day(&self, name: &str) -> Day {
        calendar::named(&self.policy["days"][name]["day"], self.exam_year(), self.day)
    }

    /// A day the form gives.
    pub(crate) fn day_of(&self, value: &Value) -> Option<Day> {
        calendar::day(value.as_str()?)
    }

    fn is_ungraded(&self) -> bool {
        self.form["current"]["level"] == "ungraded"
    }

    /// Day of birth and whether a woman; nothing where the number is none.
    pub(crate) fn identity(&self) -> Option<(Day, bool)> {
        let number = self.form["candidate"]["identity_number"].as_str().unwrap();
        let digits: Vec<i64> = number[..17].chars().map(|digit| i64::from(digit.to_digit(10).unwrap())).collect();
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: i64 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
        let check = "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap());
        let birth = calendar::day(&format!("{}-{}-{}", &number[6..10], &number[10..12], &number[12..14]))?;
        (number.chars().last() == check).then_some((birth, digits[16] % 2 == 0))
    }

    /// The year of the certificate, or the year of its day.
    pub(crate) fn obtained_year(&self) -> Option<i64> {
        let current = &self.form["current"];
        self.day_of(&current["obtained_on"]).map(|day| day.0).or(current["obtained_year"].as_i64())
    }

    pub(crate) fn work_type(&self, name: &Value) -> Option<&Value> {
        let name = name.as_str()?.trim();
        let rows = self.catalogue["work_types"].as_array().unwrap();
        rows.iter().find(|row| row["code"] == name).or_else(|| rows.iter().find(|row| row["name"] == name))
    }

    /// How one work type relates to another.
    pub(crate) fn relation(&self, held: &Value, declared: &Value) -> Option<&'static str> {
        let (held, declared) = (self.work_type(held)?, self.work_type(declared)?);
        if held["code"] == declared["code"] {
            return Some("same");
        }
        let mut end = held;
        while !end["merged_into"].is_null() {
            end = self.work_type(&end["merged_into"]).unwrap();
        }
        if end["code"] == declared["code"] {
            return Some("merged");
        }
        let neighbours = held["neighbours"].as_array();
        let is_neighbour = neighbours.is_some_and(|codes| codes.contains(&declared["code"]));
        Some(if is_neighbour { "neighbour" } else { "changed" })
    }

    fn group(&self) -> Known {
        let declared = &self.form["declared"]["work_type"];
        let Some(written) = declared.as_str() else { return Known::Open };
        let row = self.work_type(declared);
        let groups = self.policy["groups"].as_object().unwrap();
        let mut names: Vec<&String> = groups.keys().collect();
        names.sort();
        let holds = |group: &Value| {
            let lists = |list: &str, word: &Value| group[list].as_array().is_some_and(|words| words.contains(word));
            lists("work_types", &written.trim().into())
                || row.is_some_and(|row| {
                    lists("work_types", &row["code"])
                        || lists("work_types", &row["name"])
                        || !row["group"].is_null() && lists("catalogue_groups", &row["group"])
                })
        };
        let first = names.into_iter().find(|name| holds(&groups[*name]));
        first.map_or(Known::Nothing, |name| Known::Word(name.clone()))
    }

    fn fact(&self, name: &str) -> Known {
        let fact = &self.policy["facts"][name];
        let answer = &self.form["answers"][name];
        match fact["kind"].as_str().unwrap() {
            "flag" => answer.as_bool().map_or(Known::Open, Known::Flag),
            "number" => match answer.as_i64() {
                Some(number) if (0..=1_000_000).contains(&number) => Known::Count(number, number),
                _ => Known::Open,
            },
            "day" if *answer == false => Known::Nothing,
            "day" => self.day_of(answer).map_or(Known::Open, |day| Known::Days(day, day)),
            _ => {
                let is_word = fact["words"].as_array().unwrap().iter().any(|word| word["name"] == *answer);
                if is_word { word(answer) } else { Known::Open }
            }
        }
    }

    /// What the form says of what a leaf compares.
    pub(crate) fn known(&self, leaf: &Value) -> Known {
        let form = self.form;
        if let Some(fact) = leaf["fact"].as_str() {
            return self.fact(fact);
        }
        let day = |value: &Value| self.day_of(value).map_or(Known::Open, |day| Known::Days(day, day));
        match leaf["quantity"].as_str().unwrap() {
            "level_years" | "work_type_relation" | "obtained_on" if self.is_ungraded() => Known::Nothing,
            kind @ ("work_years" | "level_years" | "type_years" | "post_years" | "age" | "retirement_years") => {
                years::years(self, kind, self.counting(leaf))
                    .map_or(Known::Open, |(least, most)| Known::Count(least, most))
            }
            "sex" => {
                self.identity().map_or(Known::Open, |(_, woman)| word(&if woman { "female" } else { "male" }.into()))
            }
            "held_level" => word(&form["current"]["level"]),
            "declared_level" => word(&self.level.into()),
            "appointed_level" => word(&form["appointed_level"]),
            "schooling" => word(&form["schooling"]),
            "unit_category" => word(&form["unit_category"]),
            "work_start" => day(&form["work_start"]),
            "regularised_on" => day(&form["regularised_on"]),
            "obtained_on" => match (self.day_of(&form["current"]["obtained_on"]), self.obtained_year()) {
                (Some(day), _) => Known::Days(day, day),
                (None, Some(year)) => Known::Days((year, 1, 1), (year, 12, 31)),
                (None, None) => Known::Open,
            },
            "retirement_day" => {
                years::retirement_days(self).map_or(Known::Open, |(first, last)| Known::Days(first, last))
            }
            // Somebody whose level is not given may hold none.
            "work_type_relation" if form["current"]["level"].is_null() => Known::Open,
            "work_type_relation" => {
                let relation = self.relation(&form["current"]["work_type"], &form["declared"]["work_type"]);
                relation.map_or(Known::Open, |relation| Known::Word(relation.to_owned()))
            }
            "work_type_group" => self.group(),
            "penalty" => tally::penalty(self),
            "awards" => tally::awards(self, &leaf["awards"]),
            "exception_claimed" => Known::Flag(form["exception"]["claimed"] == true),
            // It is found by comparing with a library, and here there is none.
            "work_type_mismatch" => Known::Open,
            _ => tally::assessments(self, leaf),
        }
    }

    /// The field that answers a leaf: the one that is missing, where a quantity rests on several.
    pub(crate) fn field(&self, leaf: &Value) -> String {
        let own = self.own_field(leaf);
        let counts_years = leaf["quantity"].as_str().is_some_and(|name| name.ends_with("_years") || name == "age");
        let capped =
            counts_years && self.counting(leaf)["until_retirement"] == true && leaf["quantity"] != "retirement_years";
        if capped && self.gives(&own) {
            let is_man = self.identity().is_none_or(|(_, woman)| !woman);
            return if is_man { "candidate.identity_number" } else { "candidate.retirement_category" }.to_owned();
        }
        own
    }

    /// How the years of a leaf are counted.
    fn counting(&self, leaf: &Value) -> &Value {
        let table = &self.policy["counting"];
        match leaf["counted"].as_str() {
            Some(name) => &table["named"][name],
            None => &table[leaf["quantity"].as_str().unwrap()],
        }
    }

    fn own_field(&self, leaf: &Value) -> String {
        let (form, current) = (self.form, &self.form["current"]);
        if let Some(fact) = leaf["fact"].as_str() {
            return format!("answers.{fact}");
        }
        let counting = self.counting(leaf);
        let service = || {
            let rests_on_type = counting["service"]["on_change"] != "sum";
            if rests_on_type && form["declared"]["work_type"].is_null() { "declared.work_type" } else { "service" }
        };
        let is_man = self.identity().is_none_or(|(_, woman)| !woman);
        let quantity = leaf["quantity"].as_str().unwrap();
        let field = match quantity {
            "work_years" if !counting["service"].is_null() && !form["service"].is_null() => service(),
            "work_years" | "work_start" => "work_start",
            "type_years" if !form["service"].is_null() => service(),
            "type_years" => "service",
            "level_years" if self.obtained_year().is_none() => "current.obtained_year",
            "level_years" => {
                let any_day = counting["year_only"] == "day_of_issue" && counting["granularity"] != "year";
                if !current["obtained_on"].is_null() || any_day {
                    "current.obtained_on"
                } else {
                    "current.obtained_year"
                }
            }
            "obtained_on" => "current.obtained_on",
            "post_years" => "appointed_on",
            "age" | "sex" => "candidate.identity_number",
            "retirement_day" | "retirement_years" if is_man => "candidate.identity_number",
            "retirement_day" | "retirement_years" => "candidate.retirement_category",
            "held_level" => "current.level",
            "declared_level" => "declared.level",
            "work_type_relation" if self.work_type(&current["work_type"]).is_none() => "current.work_type",
            "work_type_relation" if current["level"].is_null() => "current.level",
            "work_type_relation" | "work_type_group" => "declared.work_type",
            "work_type_mismatch" => "current.work_type",
            "penalty" => "penalties",
            "exception_claimed" => "exception.claimed",
            "awards" => {
                let since = leaf["awards"]["since_certificate"] == true && !self.is_ungraded();
                let waits = since && !form["awards"].is_null() && self.obtained_year().is_none();
                if waits { "current.obtained_year" } else { "awards" }
            }
            quantity if quantity.ends_with("assessments") => {
                let waits = leaf["since_work_start"] == true && form["work_start"].is_null();
                if waits { "work_start" } else { "assessments" }
            }
            quantity => quantity,
        };
        field.to_owned()
    }

    /// Whether the form has an answer at a field.
    pub(crate) fn gives(&self, field: &str) -> bool {
        // The tick is an answer either way, and the level may be the one chosen before the form opened.
        let always = ["exception.claimed", "declared.level"].contains(&field);
        always || !field.split('.').fold(self.form, |value, key| &value[key]).is_null()
    }
}

fn word(value: &Value) -> Known {
    value.as_str().map_or(Known::Open, |word| Known::Word(word.to_owned()))
}
