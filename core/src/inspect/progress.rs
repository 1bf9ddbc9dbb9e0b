//! Reading a file piece by piece, and stopping when nobody wants the answer any more.

use sha2::{Digest, Sha256};

use super::jpeg::Jpeg;
use super::limits::Limits;
use super::report::{Bound, DocumentReport, FileKind, FileReport, JpegState, Over};
use super::sharpness::Gray;
use super::sniff::{Sniffed, sniff};
use super::{compound, docx, fingerprint, margin, name, sharpness, sniff as sniffing};
use crate::model::application::FileDigest;

/// How far reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read; of a document being unpacked, bytes unpacked.
    pub done: u64,
    /// How many there will be, where it is known.
    pub of: Option<u64>,
}

/// Reads one file as its bytes arrive. Dropping it stops the work; what one call does is bounded by the bytes it is given, and
/// that of [`Inspector::finish`] by the [`Limits`].
#[derive(Debug)]
pub struct Inspector {
    limits: Limits,
    name: Option<(String, Option<String>)>,
    /// What arrived, as long as it is needed.
    held: Vec<u8>,
    size: u64,
    /// Nothing while the file is read; its length where that alone refuses it.
    unread: Option<u64>,
    hash: Sha256,
    reading: Reading,
}

#[derive(Debug)]
enum Reading {
    /// Too little has arrived to tell what it is.
    Unknown,
    Jpeg(Box<Jpeg>),
    /// What it is can only be told from the whole.
    Whole(Sniffed),
    /// Nothing more is to be learned from its content.
    Told(FileKind),
    Over(Over),
}

impl Default for Inspector {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Inspector {
    /// Begins a file.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            name: None,
            held: Vec::new(),
            size: 0,
            unread: None,
            hash: Sha256::new(),
            reading: Reading::Unknown,
        }
    }

    /// With the name it came under, and the title its name should be, where there is one.
    #[must_use]
    pub fn named(mut self, name: &str, title: Option<&str>) -> Self {
        self.name = Some((name.to_owned(), title.map(str::to_owned)));
        self
    }

    /// Told beforehand how long the file is: whether it is worth reading. One over the bound is not, and [`Inspector::finish`]
    /// says so without a byte of it.
    pub fn expect(&mut self, size: u64) -> bool {
        if let Err(over) = Over::check(Bound::Bytes, self.limits.bytes, size) {
            self.reading = Reading::Over(over);
            self.unread = Some(size);
        }
        self.unread.is_none()
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.size = self.size.saturating_add(bytes.len() as u64);
        self.hash.update(bytes);
        if let Err(over) = Over::check(Bound::Bytes, self.limits.bytes, self.size) {
            self.reading = Reading::Over(over);
        }
        if self.needs_bytes() {
            self.held.extend_from_slice(bytes);
            if self.held.len() >= sniffing::BEGINNING {
                self.advance(false);
            }
        }
        if !self.needs_bytes() {
            self.held = Vec::new();
        }
    }

    fn needs_bytes(&self) -> bool {
        match &self.reading {
            Reading::Unknown | Reading::Whole(_) => true,
            Reading::Jpeg(jpeg) => !jpeg.has_ended(),
            Reading::Told(_) | Reading::Over(_) => false,
        }
    }

    fn advance(&mut self, is_last: bool) {
        self.reading.begin(&self.held, self.limits);
        if let Reading::Jpeg(jpeg) = &mut self.reading {
            jpeg.advance(&self.held, is_last);
        }
    }

    /// How far it has come; the host knows how long the file is.
    pub fn progress(&self) -> Progress {
        Progress { done: self.size, of: None }
    }

    /// What is in the file, of which this was all.
    pub fn finish(self) -> FileReport {
        let size = self.size;
        // Nobody stops it, so there is a report.
        self.finish_while(|_| true).unwrap_or_else(|| FileReport::of(FileKind::Unknown, size))
    }

    /// The same, asking now and then whether the answer is still wanted. `None` where it is not.
    pub fn finish_while(mut self, mut wanted: impl FnMut(Progress) -> bool) -> Option<FileReport> {
        if self.needs_bytes() {
            self.advance(true);
        }
        let size = self.unread.unwrap_or(self.size);
        let mut report = self.reading.conclude(&self.held, size, self.limits, &mut wanted)?;
        report.whole = self.unread.is_none();
        report.digest = digest(self.hash).filter(|_| report.whole);
        if let Some((name, title)) = &self.name {
            report.name = Some(name::read(name, title.as_deref(), report.kind, &self.limits));
        }
        Some(report)
    }
}

impl Reading {
    /// Tells the kind, where it was not told.
    fn begin(&mut self, data: &[u8], limits: Limits) {
        if matches!(self, Self::Unknown) {
            *self = match sniff(data) {
                Sniffed::Kind(FileKind::Jpeg) => Self::Jpeg(Box::new(Jpeg::new(limits, false))),
                Sniffed::Kind(kind) => Self::Told(kind),
                sniffed => Self::Whole(sniffed),
            };
        }
    }

    fn conclude(
        self,
        data: &[u8],
        size: u64,
        limits: Limits,
        wanted: &mut dyn FnMut(Progress) -> bool,
    ) -> Option<FileReport> {
        let mut report = FileReport::of(FileKind::Empty, size);
        report.whole = true;
        match self {
            Self::Unknown => {}
            Self::Told(kind) => report.kind = kind,
            Self::Over(over) => {
                report.kind = FileKind::Unknown;
                report.over = Some(over);
            }
            Self::Jpeg(mut jpeg) => {
                report.kind = FileKind::Jpeg;
                let (mut told, over) = jpeg.report(size);
                report.over = over;
                if matches!(told.state, JpegState::Complete | JpegState::EndMissing) {
                    if !wanted(Progress { done: size, of: Some(size) }) {
                        return None;
                    }
                    if let Some(picture) = jpeg.picture() {
                        let gray = Gray::measured(&picture);
                        let legibility = sharpness::measure(&gray);
                        told.legibility = Some(legibility);
                        told.touching = margin::touching(&gray, legibility.paper, legibility.ink)
                            .map(|touching| touching.turned(told.orientation));
                        told.look = fingerprint::look(&gray);
                    }
                }
                report.jpeg = Some(told);
            }
            Self::Whole(sniffed) => {
                let read: (FileKind, Option<DocumentReport>, Option<Over>) = if sniffed == Sniffed::Compound {
                    compound::read(data, &limits)
                } else {
                    docx::read(data, &limits, wanted)?
                };
                (report.kind, report.document, report.over) = read;
            }
        }
        Some(report)
    }
}

/// What is in a file whose bytes are all at hand.
pub(super) fn whole(data: &[u8], names: Option<(&str, Option<&str>)>, limits: Limits) -> FileReport {
    let size = data.len() as u64;
    let mut reading = match Over::check(Bound::Bytes, limits.bytes, size) {
        Err(over) => Reading::Over(over),
        Ok(()) => Reading::Unknown,
    };
    reading.begin(data, limits);
    if let Reading::Jpeg(jpeg) = &mut reading {
        jpeg.advance(data, true);
    }
    let told = reading.conclude(data, size, limits, &mut |_| true);
    let mut report = told.unwrap_or_else(|| FileReport::of(FileKind::Unknown, size));
    report.digest = digest(Sha256::new().chain_update(data));
    report.name = names.map(|(name, title)| name::read(name, title, report.kind, &limits));
    report
}

/// What the beginning of a file says.
pub(super) fn header(beginning: &[u8], names: Option<(&str, Option<&str>)>, limits: Limits) -> FileReport {
    let kind = match sniff(beginning) {
        Sniffed::Kind(kind) => kind,
        Sniffed::Archive => FileKind::Zip,
        Sniffed::Compound => FileKind::OldOffice,
    };
    let mut report = FileReport::of(kind, beginning.len() as u64);
    if kind == FileKind::Jpeg {
        let mut jpeg = Jpeg::new(limits, true);
        jpeg.advance(beginning, false);
        let (told, over) = jpeg.report(report.size);
        (report.jpeg, report.over) = (Some(told), over);
    }
    report.name = names.map(|(name, title)| name::read(name, title, kind, &limits));
    report
}

fn digest(hash: Sha256) -> Option<FileDigest> {
    FileDigest::try_from(crate::digest::hexadecimal(&hash.finalize())).ok()
}
