//! Message templates: a sentence with `{name}` where a value goes.
//!
//! | written | gives |
//! |---|---|
//! | `{name}` | the value; several joined by 、 or a comma; a key of the word list by its words |
//! | `{name\|hanzi}` | a count in Chinese numerals: 五 |
//! | `{name\|or}` | several joined by 或 or "or": 10或18 |
//! | `{name\|each}` | several whole sentences, joined by a semicolon |

use super::{Param, Params};

/// Language of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

/// Fills a template. A name without a value stays as written, so that nothing said is lost; the loader of messages and the
/// tests keep that from happening.
pub fn fill(template: &str, params: &Params, language: Language, word: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((slot, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let (name, style) = slot.split_once('|').unwrap_or((slot, ""));
        if let Some(value) = params.get(name) {
            out.push_str(&show(value, style, language, word));
        } else {
            out.push('{');
            out.push_str(slot);
            out.push('}');
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn show(value: &Param, style: &str, language: Language, word: &dyn Fn(&str) -> Option<String>) -> String {
    match value {
        Param::Number(number) if style == "hanzi" => hanzi(*number),
        Param::Number(number) => number.to_string(),
        Param::Text(text) => word(text).unwrap_or_else(|| text.clone()),
        Param::Label(label) => match language {
            Language::Zh => label.zh.clone(),
            Language::En => label.en.clone(),
        },
        Param::List(values) => {
            let joint = match (style, language) {
                ("or", Language::Zh) => "或",
                ("or", Language::En) => " or ",
                ("each", Language::Zh) => "；",
                ("each", Language::En) => "; ",
                (_, Language::Zh) => "、",
                (_, Language::En) => ", ",
            };
            let shown: Vec<String> = values.iter().map(|value| show(value, style, language, word)).collect();
            shown.join(joint)
        }
    }
}

/// A count from 0 to 99 in Chinese numerals; others in digits.
fn hanzi(number: i64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: i64| usize::try_from(at).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or("");
    match number {
        0..=9 => digit(number).to_owned(),
        10..=99 => {
            let tens = if number < 20 { "" } else { digit(number / 10) };
            let ones = if number % 10 == 0 { "" } else { digit(number % 10) };
            format!("{tens}十{ones}")
        }
        _ => number.to_string(),
    }
}

/// The names a template asks for.
pub fn names(template: &str) -> Vec<&str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}'))
        .map(|(slot, _)| slot.split('|').next().unwrap_or(slot))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_chinese_numerals() {
        let shown: Vec<_> = [0, 5, 10, 15, 18, 20, 25, 99, 100, -1].into_iter().map(hanzi).collect();
        assert_eq!(shown, ["零", "五", "十", "十五", "十八", "二十", "二十五", "九十九", "100", "-1"]);
    }

    #[test]
    fn values_words_and_lists_are_filled_in() {
        let params: Params = [
            ("n".to_owned(), Param::Number(5)),
            ("each".to_owned(), Param::List(vec![Param::Number(10), Param::Number(18)])),
            ("level".to_owned(), "level/four".into()),
        ]
        .into();
        let word = |key: &str| (key == "level/four").then(|| "四级".to_owned());
        assert_eq!(
            fill("{level}满{n|hanzi}年，{each|or}年{unknown}{", &params, Language::Zh, &word),
            "四级满五年，10或18年{unknown}{"
        );
        assert_eq!(fill("{each|or}", &params, Language::En, &word), "10 or 18");
        assert_eq!(names("{level}满{n|hanzi}年"), ["level", "n"]);
    }
}
