//! Reading JSON of the contract, with the path of what is wrong.

mod broken;
mod door;
mod reader;
mod tape;

use serde::de::DeserializeOwned;

use self::broken::Broken;
use self::reader::Reader;
use self::tape::Tape;
use super::{Error, SourceKind, is_name, with_suggestion, without_input};

/// Reads JSON of the contract; the error names the path.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str, kind: SourceKind) -> Result<T, Error> {
    read(&mut Reader::new(take_apart(text, kind)?), kind)
}

/// The same of what says in a field which format it has; that is judged before anything is stumbled over that a later format has.
pub(crate) fn from_json_of_format<T: DeserializeOwned>(
    text: &str,
    kind: SourceKind,
    field: &str,
    judge: impl FnOnce(u64) -> Result<(), Error>,
) -> Result<T, Error> {
    let tape = take_apart(text, kind)?;
    if let Some(format) = tape.number_of(field) {
        judge(format)?;
    }
    read(&mut Reader::new(tape), kind)
}

fn take_apart(text: &str, kind: SourceKind) -> Result<Tape<'_>, Error> {
    Tape::new(text).map_err(|(broken, line)| told(broken, line, kind))
}

fn read<T: DeserializeOwned>(reader: &mut Reader<'_>, kind: SourceKind) -> Result<T, Error> {
    T::deserialize(&mut *reader).map_err(|broken| told(broken, reader.line(), kind))
}

#[cold]
fn told(broken: Broken, line: usize, kind: SourceKind) -> Error {
    let personal = kind.is_personal();
    let (path, said) = broken.told(|name| if !personal || is_name(name) { name } else { "…" });
    let said = if personal { without_input(&said) } else { with_suggestion(&said) };
    Error { line: Some(line), ..Error::source(kind, path, said) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    /// The reader's answer on anything without fractions, beside that of `serde_json`.
    fn both(text: &str) -> (Option<Value>, Option<Value>) {
        (from_json(text, SourceKind::Query).ok(), serde_json::from_str(text).ok())
    }

    #[test]
    fn what_is_json_is_read_as_serde_json_reads_it() {
        for text in [
            "null",
            "true",
            "-1",
            "0",
            "18446744073709551615",
            "-9223372036854775808",
            "[]",
            "{}",
            " [ 1 , 2 ] ",
            r#"{"a":{"b":[true,false,null,"x"]}}"#,
            r#""\u5de5\n\ud83d\ude00\\\"""#,
            "\"工\"",
            "\t{\r\n}",
            r#"{"":""}"#,
        ] {
            let (ours, theirs) = both(text);
            assert!(theirs.is_some() && ours == theirs, "{text}: {ours:?}");
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "",
            " ",
            "nul",
            "tru",
            "01",
            "-",
            "1.",
            "1e",
            ".5",
            "+1",
            "[1,]",
            "[1 2]",
            "[",
            "]",
            "{",
            r#"{"a"}"#,
            r#"{"a":1,}"#,
            "{a:1}",
            "{1:1}",
            "\"",
            "\"\n\"",
            r#""\x""#,
            r#""\ud800""#,
            r#""\"#,
            "[}",
            "{]",
            "1 1",
            "\u{feff}1",
            "'a'",
        ] {
            assert_eq!(both(text), (None, None), "{text}");
        }
        assert!(from_json::<Value>(&"[".repeat(1_000_000), SourceKind::Query).is_err());
        let deep = "[".repeat(120) + &"]".repeat(120);
        assert!(from_json::<Value>(&deep, SourceKind::Query).is_ok());
    }

    #[test]
    fn a_path_leads_to_the_innermost_fault() {
        let fault = |text: &str| {
            let error = from_json::<BTreeMap<String, Vec<Option<u8>>>>(text, SourceKind::Query).unwrap_err();
            (error.path().to_owned(), error.line().unwrap_or_default())
        };
        assert_eq!(fault("{\"a\":[1,\n256]}"), ("a[1]".to_owned(), 2));
        assert_eq!(fault(r#"{"a":[1],"b":2}"#), ("b".to_owned(), 1));
        assert_eq!(fault(r#"{"a":[1.5]}"#), ("a[0]".to_owned(), 1));
        assert_eq!(fault("[]"), (String::new(), 1));
        assert_eq!(fault("{}x"), (String::new(), 1));
    }

    proptest! {
        #[test]
        fn every_text_is_taken_or_refused_as_by_serde_json(text in r#"([\[\]{},: ]|"a"|"\\n"|[0-9]{1,3}|-[1-9][0-9]{0,2}|true|null|工){0,12}"#) {
            let (ours, theirs) = both(&text);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn no_bytes_make_it_panic(text in ".{0,40}") {
            let _ = both(&text);
        }
    }
}
