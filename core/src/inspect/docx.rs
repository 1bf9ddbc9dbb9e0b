//! Word since 2007: really a document, whole, and what opening it would fetch or start.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::limits::Limits;
use super::progress::Progress;
use super::report::{DocumentFault, DocumentReport, DocumentState, FileKind, Load, Over};
use super::zip::{Archive, Stop};
use crate::order;

/// What an archive is, and what is known of it where it is a document of Word. `None` where the answer is no longer wanted.
pub(super) fn read(
    data: &[u8],
    limits: &Limits,
    wanted: &mut dyn FnMut(Progress) -> bool,
) -> Option<(FileKind, Option<DocumentReport>, Option<Over>)> {
    let mut report =
        DocumentReport { state: DocumentState::Sound, fault: None, macros: false, loads: Vec::new(), parts: 0 };
    // Until the list of parts is read, what an archive is can be guessed only.
    let mut kind = if mentions_word(data) { FileKind::Docx } else { FileKind::Zip };
    let done = look(data, limits, wanted, &mut kind, &mut report);
    let mut over = None;
    match done {
        Ok(()) => {}
        Err(Stop::Unwanted) => return None,
        Err(Stop::Locked) => report.state = DocumentState::Encrypted,
        Err(Stop::Fault(fault)) => (report.state, report.fault) = (DocumentState::Damaged, Some(fault)),
        Err(Stop::Over(bound)) => (report.state, over) = (DocumentState::Over, Some(bound)),
    }
    order::sort(&mut report.loads);
    report.loads.dedup();
    let is_word = matches!(kind, FileKind::Docx | FileKind::Docm | FileKind::Dotx | FileKind::Dotm);
    Some((kind, is_word.then_some(report), over))
}

/// Whether the name of Word's main part stands among the first or the last bytes, where archives keep names.
fn mentions_word(data: &[u8]) -> bool {
    const NAMES: usize = 64 << 10;
    let first = data.get(..NAMES).unwrap_or(data);
    let last = data.get(data.len().saturating_sub(NAMES)..).unwrap_or(data);
    let word = b"word/document.xml";
    [first, last].into_iter().any(|names| names.windows(word.len()).any(|window| window == word))
}

fn look(
    data: &[u8],
    limits: &Limits,
    wanted: &mut dyn FnMut(Progress) -> bool,
    kind: &mut FileKind,
    report: &mut DocumentReport,
) -> Result<(), Stop> {
    let mut archive = Archive::read(data, limits)?;
    report.parts = u32::try_from(archive.entries.len()).unwrap_or(u32::MAX);
    report.macros = archive.entries.iter().any(|entry| entry.name.ends_with("vbaproject.bin"));
    let Some(types) = archive.unpack_named("[content_types].xml", wanted)? else {
        *kind = other(&mut archive, wanted)?;
        return Err(DocumentFault::PartMissing.into());
    };
    let (told, main) = content_types(&types)?;
    *kind = match told {
        // A document that carries macros is one with macros, whatever it says.
        FileKind::Docx if report.macros => FileKind::Docm,
        FileKind::Dotx if report.macros => FileKind::Dotm,
        told => told,
    };
    if !matches!(kind, FileKind::Docx | FileKind::Docm | FileKind::Dotx | FileKind::Dotm) {
        return Ok(());
    }
    report.macros |= matches!(kind, FileKind::Docm | FileKind::Dotm);
    if !archive.has(&main) || !archive.has("_rels/.rels") {
        return Err(DocumentFault::PartMissing.into());
    }
    for index in 0..archive.entries.len() {
        let name = archive.entries.get(index).map(|entry| entry.name.clone()).unwrap_or_default();
        let is_relations = extension(&name) == "rels";
        let is_xml = is_relations || (name.starts_with("word/") && extension(&name) == "xml") || name == main;
        let part = archive.unpack(index, is_xml, wanted)?;
        if is_relations {
            each_element(&part, |element| relation(element, &mut report.loads))?;
        } else if is_xml {
            fields(&part, &mut report.loads)?;
        }
    }
    Ok(())
}

/// What an archive without Office's list of parts is.
fn other(archive: &mut Archive<'_>, wanted: &mut dyn FnMut(Progress) -> bool) -> Result<FileKind, Stop> {
    if archive.has("ofd.xml") {
        return Ok(FileKind::Ofd);
    }
    let odt = archive
        .unpack_named("mimetype", wanted)?
        .is_some_and(|text| text.starts_with(b"application/vnd.oasis.opendocument.text"));
    Ok(if odt { FileKind::Odt } else { FileKind::Zip })
}

/// What the list of parts says the file is, and the name of its main part.
fn content_types(xml: &[u8]) -> Result<(FileKind, String), Stop> {
    let mut found = (FileKind::Zip, String::new());
    each_element(xml, |element| {
        if local(element) != "Override" {
            return;
        }
        let kind = match attribute(element, "ContentType").to_ascii_lowercase().as_str() {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml" => FileKind::Docx,
            "application/vnd.ms-word.document.macroenabled.main+xml" => FileKind::Docm,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml" => FileKind::Dotx,
            "application/vnd.ms-word.template.macroenabledtemplate.main+xml" => FileKind::Dotm,
            other if other.contains("spreadsheetml") || other.contains("ms-excel") => FileKind::Xlsx,
            other if other.contains("presentationml") || other.contains("ms-powerpoint") => FileKind::Pptx,
            _ => return,
        };
        // Of several main parts the first decides; a document of Word may carry tables of Excel.
        let is_word = |kind| matches!(kind, FileKind::Docx | FileKind::Docm | FileKind::Dotx | FileKind::Dotm);
        if found.0 == FileKind::Zip || (is_word(kind) && !is_word(found.0)) {
            let name = attribute(element, "PartName").trim_start_matches('/').to_lowercase();
            found = (kind, name);
        }
    })?;
    Ok(found)
}

/// A relation to something outside that opening the document would fetch. Links that a reader follows are not.
fn relation(element: &BytesStart<'_>, loads: &mut Vec<Load>) {
    if local(element) != "Relationship" || attribute(element, "TargetMode") != "External" {
        return;
    }
    let kind = attribute(element, "Type");
    loads.extend(match kind.rsplit('/').next() {
        Some("attachedTemplate") => Some(Load::Template),
        Some("oleObject" | "package" | "subDocument" | "frame" | "aFChunk" | "control") => Some(Load::Object),
        Some("image" | "video" | "audio" | "media") => Some(Load::Picture),
        _ => None,
    });
}

/// Fields that ask another program, or include another file. Word breaks the text of a field into pieces as it likes.
fn fields(xml: &[u8], loads: &mut Vec<Load>) -> Result<(), Stop> {
    const LOADING: [&str; 6] = ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "INCLUDE"];
    let mut loading = |text: &str| {
        let word: String = text.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
        if LOADING.iter().any(|field| word.eq_ignore_ascii_case(field)) {
            loads.push(Load::Field);
        }
    };
    let mut text = String::new();
    let mut inside = false;
    each(xml, |event| match event {
        Event::Start(element) | Event::Empty(element) => match local(element) {
            "instrText" => inside = matches!(event, Event::Start(_)),
            "fldSimple" => loading(&attribute(element, "instr")),
            "fldChar" => {
                loading(&text);
                text.clear();
            }
            _ => {}
        },
        Event::Text(piece) if inside && text.len() < 64 => {
            text.extend(piece.chars().take(64));
        }
        Event::End(_) => inside = false,
        _ => {}
    })?;
    loading(&text);
    Ok(())
}

/// The extension of a name, which is in lower case.
fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn each_element(xml: &[u8], mut see: impl FnMut(&BytesStart<'_>)) -> Result<(), Stop> {
    each(xml, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            see(element);
        }
    })
}

/// Goes through XML, which has no business to define anything of its own.
fn each(xml: &[u8], mut see: impl FnMut(&Event<'_>)) -> Result<(), Stop> {
    let text = std::str::from_utf8(xml).map_err(|_| DocumentFault::Xml)?;
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Err(_) | Ok(Event::DocType(_)) => return Err(DocumentFault::Xml.into()),
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => see(&event),
        }
    }
}

/// The name of an element without its prefix, which documents choose as they like.
fn local<'a>(element: &'a BytesStart<'_>) -> &'a str {
    element.name().local_name().into_inner()
}

fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let found = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name);
    found
        .and_then(|attribute| {
            attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
        })
        .unwrap_or_default()
}
