//! One file held against its material.

use super::rules::FileRules;
use crate::finding::{Code, Param, Remark};
use crate::inspect::FileReport;
use crate::inspect::report::{
    Color, DocumentReport, DocumentState, FileKind, JpegReport, JpegState, NameReport, Over, Touching,
};
use crate::model::citation::Sourced;
use crate::order;

/// What is to be said of a file sent for a material.
pub(crate) fn judge(material: &str, file: &FileReport, rules: &FileRules) -> Vec<Remark> {
    let is_document = rules.documents.value.iter().any(|document| document == material);
    let mut remarks = Vec::new();
    if let Some(over) = &file.over {
        let code = if is_document && file.document.is_some() { Code::FileDocumentOver } else { Code::FileOver };
        remarks.push(over_remark(code, over));
    } else if is_document {
        document(file, &mut remarks);
    } else {
        photo(file, rules, &mut remarks);
    }
    if let Some(name) = &file.name {
        self::name(name, file.kind, is_document, &mut remarks);
    }
    remarks
}

fn over_remark(code: Code, over: &Over) -> Remark {
    let number = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    Remark::new(code, "over")
        .with("bound", format!("file_bound/{}", over.bound.name()))
        .with("most", number(over.most))
        .with("found", number(over.found))
}

/// The wrong kind, and what to do about it.
fn wrong_kind(code: Code, kind: FileKind) -> Remark {
    let word = kind.name();
    Remark::new(code, "kind").with("kind", format!("file_kind/{word}")).with("advice", format!("file_advice/{word}"))
}

fn photo(file: &FileReport, rules: &FileRules, remarks: &mut Vec<Remark>) {
    let Some(jpeg) = file.jpeg.as_ref().filter(|_| file.kind == FileKind::Jpeg) else {
        remarks.push(wrong_kind(Code::FileNotJpeg, file.kind));
        return;
    };
    let fault = jpeg.fault.map(|fault| format!("jpeg_fault/{}", fault.name())).unwrap_or_default();
    match jpeg.state {
        JpegState::Cut => {
            let percent = i64::from(jpeg.decoded / 10);
            remarks.push(Remark::new(Code::FileJpegCut, "jpeg").with("percent", percent).with("fault", fault));
            return;
        }
        JpegState::Corrupt => {
            remarks.push(Remark::new(Code::FileJpegCorrupt, "jpeg").with("fault", fault));
            return;
        }
        JpegState::Unsupported => {
            remarks.push(Remark::new(Code::FileJpegUnsupported, "jpeg").with("fault", fault));
            return;
        }
        JpegState::EndMissing => remarks.push(Remark::new(Code::FileJpegEndMissing, "jpeg")),
        JpegState::Complete | JpegState::HeaderOnly | JpegState::Over => {}
    }
    if jpeg.width > 0 {
        appearance(jpeg, rules, remarks);
    }
    if jpeg.stray_bytes + jpeg.trailing_bytes > 0 && jpeg.state != JpegState::HeaderOnly {
        let bytes = i64::try_from(jpeg.stray_bytes + jpeg.trailing_bytes).unwrap_or(i64::MAX);
        remarks.push(Remark::new(Code::FileJpegExtra, "jpeg").with("bytes", bytes));
    }
    if matches!(jpeg.color, Some(Color::Cmyk | Color::Ycck)) {
        remarks.push(Remark::new(Code::FileJpegInks, "jpeg.color"));
    }
    if !jpeg.identifies.is_empty() {
        let kinds: Vec<Param> =
            jpeg.identifies.iter().map(|kind| format!("identifying/{}", kind.name()).into()).collect();
        remarks.push(Remark::new(Code::FileIdentifies, "jpeg.identifies").with("kinds", kinds));
    }
}

fn appearance(jpeg: &JpegReport, rules: &FileRules, remarks: &mut Vec<Remark>) {
    let photo = &rules.photo;
    let long = jpeg.width.max(jpeg.height);
    if long < photo.small_below.value {
        let remark = advice(Code::FilePhotoSmall, "jpeg.width", &photo.small_below);
        remarks.push(remark.with("pixels", i64::from(long)).with("least", i64::from(photo.small_below.value)));
    }
    if let Some(Touching { left, top, right, bottom }) = jpeg.touching {
        let sides = [("top", top), ("bottom", bottom), ("left", left), ("right", right)];
        let sides = sides.into_iter().filter(|(_, much)| *much >= photo.cut_off_from.value);
        let sides: Vec<Param> = sides.map(|(side, _)| format!("side/{side}").into()).collect();
        if !sides.is_empty() {
            remarks.push(advice(Code::FilePhotoCutOff, "jpeg.touching", &photo.cut_off_from).with("sides", sides));
        }
    }
    let Some(legibility) = &jpeg.legibility else { return };
    if let Some(width) = legibility.edge_width {
        let path = "jpeg.legibility.edge_width";
        if width >= photo.blurred_from.value {
            remarks.push(advice(Code::FilePhotoBlurred, path, &photo.blurred_from));
        } else if width >= photo.soft_from.value {
            remarks.push(advice(Code::FilePhotoSoft, path, &photo.soft_from));
        }
    }
    if legibility.paper < photo.dark_below.value {
        remarks.push(advice(Code::FilePhotoDark, "jpeg.legibility.paper", &photo.dark_below));
    }
}

/// Advice that rests on a number of the rules.
fn advice(code: Code, path: &str, number: &Sourced<u32>) -> Remark {
    let mut remark = Remark::new(code, path);
    remark.citations.push(number.citation.clone());
    remark
}

fn document(file: &FileReport, remarks: &mut Vec<Remark>) {
    // Of a beginning alone nothing can be said of what an archive or a compound file holds.
    if !file.whole && matches!(file.kind, FileKind::Zip | FileKind::OldOffice) {
        return;
    }
    match file.kind {
        FileKind::LockedOffice => remarks.push(Remark::new(Code::FileDocumentLocked, "kind")),
        FileKind::Doc | FileKind::Docx | FileKind::OldOffice if file.document.is_some() => {
            file.document.iter().for_each(|report| word(report, remarks));
        }
        FileKind::Doc | FileKind::Docx => {}
        kind => remarks.push(wrong_kind(Code::FileNotDocument, kind)),
    }
}

fn word(report: &DocumentReport, remarks: &mut Vec<Remark>) {
    match report.state {
        DocumentState::Encrypted => {
            remarks.push(Remark::new(Code::FileDocumentLocked, "document"));
            return;
        }
        DocumentState::Damaged => {
            let fault = report.fault.map(|fault| format!("document_fault/{}", fault.name())).unwrap_or_default();
            remarks.push(Remark::new(Code::FileDocumentDamaged, "document").with("fault", fault));
            return;
        }
        DocumentState::Sound | DocumentState::Over => {}
    }
    if report.macros {
        remarks.push(Remark::new(Code::FileDocumentMacros, "document.macros"));
    }
    if !report.loads.is_empty() {
        let kinds: Vec<Param> = report.loads.iter().map(|kind| format!("load/{}", kind.name()).into()).collect();
        remarks.push(Remark::new(Code::FileDocumentLoads, "document.loads").with("kinds", kinds));
    }
}

fn name(name: &NameReport, kind: FileKind, is_document: bool, remarks: &mut Vec<Remark>) {
    let tricks: Vec<Param> = name.tricks.iter().map(|trick| format!("name_trick/{}", trick.name()).into()).collect();
    if is_document {
        match (name.is_title, &name.title) {
            (Some(false), Some(title)) => {
                let remark = Remark::new(Code::FileNameTitle, "name");
                remarks.push(remark.with("name", name.shown.as_str()).with("title", title.as_str()));
            }
            (None, _) => remarks.push(Remark::new(Code::FileTitleMissing, "name.title")),
            _ => {}
        }
    }
    // Where a refusal shows the name already, once is enough.
    let shown = is_document && name.is_title == Some(false);
    if !tricks.is_empty() && !shown {
        remarks.push(Remark::new(Code::FileNameOdd, "name").with("name", name.shown.as_str()).with("tricks", tricks));
    }
    if name.extension_fits == Some(false) && fits_slot(kind, is_document) {
        let remark = Remark::new(Code::FileExtension, "name.extension_fits");
        remarks.push(remark.with("name", name.shown.as_str()).with("kind", format!("file_kind/{}", kind.name())));
    }
}

/// Whether the content is what the material asks for; otherwise its kind is what has to be said, and not its extension.
fn fits_slot(kind: FileKind, is_document: bool) -> bool {
    if is_document { matches!(kind, FileKind::Doc | FileKind::Docx) } else { kind == FileKind::Jpeg }
}

/// What is to be said of a title as it is typed: whether a file can be named after it.
pub(crate) fn title(title: &str) -> Option<Remark> {
    let mut forbidden: Vec<char> = title
        .chars()
        .filter(|character| {
            matches!(character, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*') || character.is_control()
        })
        .collect();
    order::sort(&mut forbidden);
    forbidden.dedup();
    if forbidden.is_empty() {
        return None;
    }
    let shown: Vec<Param> = forbidden.into_iter().map(|character| character.to_string().into()).collect();
    Some(Remark::new(Code::FileTitleUnwritable, "").with("characters", shown))
}
