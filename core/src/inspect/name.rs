//! Names: whether the name of a thesis is its title, and what is odd about a name.

use unicode_normalization::UnicodeNormalization;

use super::limits::Limits;
use super::report::{FileKind, NameReport, NameTrick};

/// What is known of a name. The kind is what the content says.
pub(super) fn read(name: &str, title: Option<&str>, kind: FileKind, limits: &Limits) -> NameReport {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let tricks = tricks(name, last, limits);
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    NameReport {
        shown: shown(last, limits),
        extension_fits: extension(last).and_then(|extension| fits(&extension, kind)),
        title: title.map(|title| shown(title, limits)),
        is_title: title.map(|title| {
            let hidden = |trick: &NameTrick| matches!(trick, NameTrick::Invisible | NameTrick::Control);
            let name = key(without_extension(last));
            !tricks.iter().any(hidden) && !name.is_empty() && name == key(title)
        }),
        tricks,
    }
}

fn tricks(name: &str, last: &str, limits: &Limits) -> Vec<NameTrick> {
    let mut tricks = Vec::new();
    let mut note = |found: bool, trick: NameTrick| {
        if found {
            tricks.push(trick);
        }
    };
    let stem = without_extension(last);
    note(key(stem).is_empty(), NameTrick::Blank);
    note(last.len() != name.len() || matches!(last, "." | ".."), NameTrick::Path);
    note(last.chars().any(char::is_control), NameTrick::Control);
    note(last.chars().any(is_invisible), NameTrick::Invisible);
    note(last.contains(['<', '>', ':', '"', '|', '?', '*']), NameTrick::Forbidden);
    note(is_reserved(last), NameTrick::Reserved);
    note(last.chars().nth(limits.name_characters).is_some(), NameTrick::Long);
    tricks
}

/// Names that Windows keeps for devices, whatever their extension, and ends it takes away.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || matches!(stem.as_bytes(), [b'C', b'O', b'M', b'1'..=b'9'] | [b'L', b'P', b'T', b'1'..=b'9']);
    device || name.ends_with(['.', ' '])
}

/// Characters nobody sees, among them those that turn the direction of writing.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// What names and titles are compared by: NFKC, which folds width, and no spaces. Case counts.
fn key(text: &str) -> String {
    text.nfkc().filter(|character| !character.is_whitespace()).collect()
}

/// The text as it may be shown: what nobody sees written out, and not longer than a name may be.
fn shown(text: &str, limits: &Limits) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for character in text.chars().take(limits.name_characters) {
        if character.is_control() || is_invisible(character) {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "U+{:04X}", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out
}

/// The extension in lower case, width folded.
fn extension(name: &str) -> Option<String> {
    let folded: String = name.nfkc().collect();
    let (_, extension) = folded.trim_end().rsplit_once('.')?;
    ((1..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        .then(|| extension.to_ascii_lowercase())
}

/// The name without the extension of a document. Another stays: a title may have a dot in it.
fn without_extension(name: &str) -> &str {
    let Some(at) = name.rfind(['.', '．']) else { return name };
    let known = ["doc", "docx", "docm", "dot", "dotx", "wps", "rtf", "pdf", "jpg", "jpeg", "png", "heic"];
    match (name.get(..at), extension(name)) {
        (Some(stem), Some(extension)) if known.contains(&extension.as_str()) => stem,
        _ => name,
    }
}

fn fits(extension: &str, kind: FileKind) -> Option<bool> {
    let usual: &[&str] = match kind {
        FileKind::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
        FileKind::Doc => &["doc"],
        FileKind::Docx => &["docx"],
        FileKind::Docm => &["docm"],
        FileKind::Dotx => &["dotx"],
        FileKind::Dotm => &["dotm"],
        FileKind::Rtf => &["rtf"],
        FileKind::Html => &["html", "htm", "mht", "mhtml"],
        FileKind::Pdf => &["pdf"],
        FileKind::Png => &["png"],
        FileKind::Heic => &["heic", "heif"],
        FileKind::Webp => &["webp"],
        FileKind::Gif => &["gif"],
        FileKind::Bmp => &["bmp"],
        FileKind::Tiff => &["tif", "tiff"],
        _ => return None,
    };
    Some(usual.contains(&extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_title(name: &str, title: &str) -> bool {
        read(name, Some(title), FileKind::Docx, &Limits::default()).is_title.unwrap()
    }

    #[test]
    fn width_spaces_and_extension_do_not_count() {
        for name in [
            "浅谈PLC的应用.docx",
            "浅谈ＰＬＣ的应用.doc",
            "浅谈 PLC 的应用．ＤＯＣＸ",
            "浅谈PLC\u{3000}的应用",
            "C:\\论文\\浅谈PLC的应用.docx",
        ] {
            assert!(is_title(name, "浅谈PLC的应用"), "{name}");
        }
        assert!(is_title("电工：安全.docx", "电工:安全"), "what Windows forbids is written wide");
        assert!(is_title("第1.2节.docx", "第1.2节"));
        assert!(is_title("\u{65}\u{301}tude.doc", "\u{e9}tude"));
    }

    #[test]
    fn another_name_is_not_the_title() {
        for name in [
            "论文.docx",
            "浅谈plc的应用.docx",
            "浅谈PLC的应用(1).docx",
            "浅谈PLC的应用.docx.docx",
            ".docx",
            "",
            "浅谈\u{202E}PLC的应用.docx",
            "浅谈PLC\u{200B}的应用.docx",
        ] {
            assert!(!is_title(name, "浅谈PLC的应用"), "{name}");
        }
    }

    #[test]
    fn what_is_odd_about_a_name_is_told() {
        use NameTrick::{Blank, Control, Forbidden, Invisible, Long, Path, Reserved};
        let tricks = |name: &str| read(name, None, FileKind::Unknown, &Limits::default()).tricks;
        assert_eq!(tricks("照片.jpg"), []);
        assert_eq!(tricks("../../etc/passwd"), [Path]);
        assert_eq!(tricks("a\u{202E}gpj.exe"), [Invisible]);
        assert_eq!(tricks("a\0b.jpg"), [Control]);
        assert_eq!(tricks("a?b.jpg"), [Forbidden]);
        assert_eq!(tricks("con.jpg"), [Reserved]);
        assert_eq!(tricks(".jpg"), [Blank]);
        assert_eq!(tricks(".."), [Path, Reserved]);
        assert_eq!(tricks(&"长".repeat(256)), [Long]);
    }

    #[test]
    fn what_nobody_sees_is_written_out() {
        let report = read("a\u{202E}gpj.exe", Some("\u{7}"), FileKind::Unknown, &Limits::default());
        assert_eq!(report.shown, "aU+202Egpj.exe");
        assert_eq!(report.title.unwrap(), "U+0007");
    }
}
