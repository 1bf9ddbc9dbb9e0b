//! The name of a document beside the title in the form.

use super::rules::FileRules;
use crate::finding::{Code, Remark};
use crate::form::echo;
use crate::model::application::ApplicationForm;

/// What is to be said of the names documents were sent under. It is said of the form as it is now, for a title may be changed
/// after its file was looked into.
pub(crate) fn names(form: &ApplicationForm, rules: &FileRules) -> Vec<Remark> {
    let title = form.thesis_title.as_ref().map_or("", |title| title.reveal().trim());
    let documents = form.uploads.iter().enumerate();
    let mut documents = documents.filter(|(_, upload)| rules.documents.value.contains(&upload.material)).peekable();
    if title.is_empty() {
        return documents.peek().map(|_| Remark::new(Code::FileTitleMissing, "thesis_title")).into_iter().collect();
    }
    let other = documents.filter_map(|(at, upload)| {
        let name = upload.name.as_ref()?.reveal();
        let remark = || Remark::new(Code::FileNameTitle, format!("uploads[{at}].name"));
        (is_named_after(name, title) == Some(false))
            .then(|| remark().with("name", echo(name)).with("title", echo(title)))
    });
    other.collect()
}

/// Whether name and title are one, but for width, spaces and extension. Nothing where more would have to be folded than width:
/// then the inspection of the file says it, which knows all of NFKC.
fn is_named_after(name: &str, title: &str) -> Option<bool> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (name, title) = (key(last)?, key(title)?);
    let stem = [".docx", ".doc"].iter().find_map(|extension| {
        let at = name.len().checked_sub(extension.len())?;
        let (stem, end) = (name.get(..at)?, name.get(at..)?);
        end.eq_ignore_ascii_case(extension).then_some(stem)
    });
    Some(stem.unwrap_or(&name) == title)
}

/// A text without spaces and differences of width; `None` where a character is none of those that NFKC leaves alone.
fn key(text: &str) -> Option<String> {
    let folded = text.chars().filter(|character| !character.is_whitespace()).map(|character| match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0),
        '!'..='~'
        | '\u{B7}'
        | '\u{2014}'
        | '\u{2018}'
        | '\u{2019}'
        | '\u{201C}'
        | '\u{201D}'
        | '\u{3001}'..='\u{3011}'
        | '\u{3014}'..='\u{301B}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' => Some(character),
        _ => None,
    });
    folded.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_spaces_and_extension_do_not_count_and_the_rest_is_left_to_the_inspection() {
        for name in ["浅谈PLC的应用.docx", "浅谈ＰＬＣ的应用．ＤＯＣ", "浅谈 PLC 的应用", "C:\\论文\\浅谈PLC的应用.doc"]
        {
            assert_eq!(is_named_after(name, "浅谈PLC的应用"), Some(true), "{name}");
        }
        for name in ["论文.docx", "浅谈plc的应用.docx", "浅谈PLC的应用(1).docx", "浅谈PLC的应用.docx.docx", ""]
        {
            assert_eq!(is_named_after(name, "浅谈PLC的应用"), Some(false), "{name}");
        }
        assert_eq!(is_named_after("\u{65}\u{301}tude.doc", "\u{e9}tude"), None);
        assert_eq!(is_named_after("第㈠节.doc", "第(一)节"), None);
    }
}
