//! Archives: entries by the central directory, unpacked under bounds.

use std::collections::BTreeSet;

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};
use rawzip::{CompressionMethod, Crc32, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use super::limits::Limits;
use super::progress::Progress;
use super::report::{Bound, DocumentFault, Over};

/// Why an archive cannot be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Fault(DocumentFault),
    /// An entry is locked by a password.
    Locked,
    Over(Over),
    /// Nobody wants the answer any more.
    Unwanted,
}

impl From<DocumentFault> for Stop {
    fn from(fault: DocumentFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Over> for Stop {
    fn from(over: Over) -> Self {
        Self::Over(over)
    }
}

/// An entry of an archive.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name in lower case: names of parts of a document do not differ by case.
    pub(super) name: String,
    found: ZipArchiveEntryWayfinder,
    packing: CompressionMethod,
    size: u64,
}

/// An archive whose directory was read and found in order.
pub(super) struct Archive<'a> {
    directory: ZipSliceArchive<&'a [u8]>,
    pub(super) entries: Vec<Entry>,
    limits: Limits,
    /// Bytes unpacked so far, of so many claimed.
    unpacked: u64,
    claimed: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn read(data: &'a [u8], limits: &Limits) -> Result<Self, Stop> {
        let archive = ZipArchive::from_slice(data).map_err(|_| DocumentFault::Directory)?;
        let expected = archive.entries_hint();
        Over::check(Bound::Entries, limits.entries, expected)?;
        let mut entries: Vec<Entry> = Vec::new();
        let mut names = BTreeSet::new();
        let mut claimed = 0_u64;
        let mut records = archive.entries();
        while let Some(record) = records.next_entry().map_err(|_| DocumentFault::Directory)? {
            Over::check(Bound::Entries, limits.entries, entries.len() as u64 + 1)?;
            if record.flags().is_encrypted() {
                return Err(Stop::Locked);
            }
            let name = String::from_utf8_lossy(record.file_path().as_bytes()).to_lowercase();
            let leads_out = name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|step| step == "..");
            if leads_out || name.contains(['\0', ':']) {
                return Err(DocumentFault::PartName.into());
            }
            if !names.insert(name.clone()) {
                return Err(DocumentFault::PartTwice.into());
            }
            let size = record.uncompressed_size_hint();
            check_ratio(limits, size, record.compressed_size_hint())?;
            claimed = claimed.saturating_add(size);
            Over::check(Bound::Unpacked, limits.unpacked, claimed)?;
            entries.push(Entry { name, found: record.wayfinder(), packing: record.compression_method(), size });
        }
        if entries.len() as u64 != expected {
            return Err(DocumentFault::Directory.into());
        }
        Ok(Self { directory: archive, entries, limits: *limits, unpacked: 0, claimed })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// Unpacks an entry to its end and checks it against what the directory says of it. All of it is kept where `keep` says so.
    pub(super) fn unpack(
        &mut self,
        index: usize,
        keep: bool,
        wanted: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Vec<u8>, Stop> {
        let Some(entry) = self.entries.get(index) else { return Err(DocumentFault::PartMissing.into()) };
        if keep {
            Over::check(Bound::Part, self.limits.part, entry.size)?;
        }
        let found = self.directory.get_entry(entry.found).map_err(|_| DocumentFault::PartBroken)?;
        let packed = found.data();
        let mut out = Output {
            limits: &self.limits,
            before: self.unpacked,
            packed: packed.len() as u64,
            size: 0,
            crc: Crc32::new(),
            kept: keep.then(Vec::new),
        };
        let mut go_on = |size: u64| wanted(Progress { done: size, of: Some(self.claimed) });
        match entry.packing {
            CompressionMethod::STORE => {
                for piece in packed.chunks(PIECE) {
                    out.take(piece, &mut go_on)?;
                }
            }
            CompressionMethod::DEFLATE => inflate_all(packed, &mut out, &mut go_on)?,
            _ => return Err(DocumentFault::Packing.into()),
        }
        let (size, crc, kept) = (out.size, out.crc.checksum(), out.kept);
        self.unpacked += size;
        let claim = rawzip::ZipVerification { crc, uncompressed_size: size };
        found.claim_verifier().valid(claim).map_err(|_| DocumentFault::PartBroken)?;
        Ok(kept.unwrap_or_default())
    }

    /// Unpacks an entry by its name.
    pub(super) fn unpack_named(
        &mut self,
        name: &str,
        wanted: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Option<Vec<u8>>, Stop> {
        match self.entries.iter().position(|entry| entry.name == name) {
            None => Ok(None),
            Some(index) => self.unpack(index, true, wanted).map(Some),
        }
    }
}

/// Bytes unpacked at a time, after which the bounds are looked at.
const PIECE: usize = 64 << 10;

/// A small part may shrink to next to nothing; only what grows large is suspicious.
fn check_ratio(limits: &Limits, unpacked: u64, packed: u64) -> Result<(), Over> {
    const SMALL: u64 = 1 << 20;
    if unpacked <= SMALL { Ok(()) } else { Over::check(Bound::Ratio, limits.ratio, unpacked / packed.max(1)) }
}

/// What comes out of an entry.
struct Output<'a> {
    limits: &'a Limits,
    before: u64,
    packed: u64,
    size: u64,
    crc: Crc32,
    kept: Option<Vec<u8>>,
}

impl Output<'_> {
    fn take(&mut self, bytes: &[u8], go_on: &mut dyn FnMut(u64) -> bool) -> Result<(), Stop> {
        self.size += bytes.len() as u64;
        let total = self.before.saturating_add(self.size);
        Over::check(Bound::Unpacked, self.limits.unpacked, total)?;
        check_ratio(self.limits, self.size, self.packed)?;
        self.crc.update(bytes);
        if let Some(kept) = &mut self.kept {
            Over::check(Bound::Part, self.limits.part, self.size)?;
            kept.extend_from_slice(bytes);
        }
        if go_on(total) { Ok(()) } else { Err(Stop::Unwanted) }
    }
}

fn inflate_all(packed: &[u8], out: &mut Output<'_>, go_on: &mut dyn FnMut(u64) -> bool) -> Result<(), Stop> {
    let mut state = InflateState::new_boxed(DataFormat::Raw);
    let mut piece = vec![0; PIECE];
    let mut rest = packed;
    loop {
        let result = inflate(&mut state, rest, &mut piece, MZFlush::None);
        out.take(piece.get(..result.bytes_written).unwrap_or_default(), go_on)?;
        rest = rest.get(result.bytes_consumed..).unwrap_or_default();
        match result.status {
            Ok(MZStatus::StreamEnd) => return Ok(()),
            Ok(MZStatus::Ok) | Err(MZError::Buf) if result.bytes_written + result.bytes_consumed > 0 => {}
            _ => return Err(DocumentFault::PartBroken.into()),
        }
    }
}
