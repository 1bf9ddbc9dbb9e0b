//! Word before 2007: a compound file, which is a small file system of sectors, chains and streams.
//!
//! Only what tells a whole document from another thing is read: the directory, that every stream's sectors are there, and the
//! first bytes of the document itself.

use super::limits::Limits;
use super::report::{Bound, DocumentFault, DocumentReport, DocumentState, FileKind, Over};

/// What a compound file is, and what is known of it where it is a document of Word.
pub(super) fn read(data: &[u8], limits: &Limits) -> (FileKind, Option<DocumentReport>, Option<Over>) {
    let mut report =
        DocumentReport { state: DocumentState::Sound, fault: None, macros: false, loads: Vec::new(), parts: 0 };
    let mut kind = FileKind::OldOffice;
    let over = match look(data, limits, &mut kind, &mut report) {
        Ok(()) => None,
        Err(Stop::Fault(fault)) => {
            // A file whose directory is broken may be anything; the name of the stream says what it was meant to be.
            if kind == FileKind::OldOffice && holds_name(data, "WordDocument") {
                kind = FileKind::Doc;
            }
            (report.state, report.fault) = (DocumentState::Damaged, Some(fault));
            None
        }
        Err(Stop::Over(over)) => {
            kind = if holds_name(data, "WordDocument") { FileKind::Doc } else { kind };
            report.state = DocumentState::Over;
            Some(over)
        }
    };
    // Of a file whose directory cannot be read nobody knows what it is; that it is damaged is known.
    (kind, (kind == FileKind::Doc || report.state == DocumentState::Damaged).then_some(report), over)
}

enum Stop {
    Fault(DocumentFault),
    Over(Over),
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

fn holds_name(data: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    data.windows(wide.len()).any(|window| window == wide)
}

fn look(data: &[u8], limits: &Limits, kind: &mut FileKind, report: &mut DocumentReport) -> Result<(), Stop> {
    let file = Sectors::read(data)?;
    let entries = file.directory(limits)?;
    report.parts = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let top = top_names(&entries);
    let is_top = |name: &str| top.iter().any(|index| entries.get(*index).is_some_and(|entry| entry.name == name));
    if is_top("EncryptedPackage") {
        *kind = FileKind::LockedOffice;
        return Ok(());
    }
    if !is_top("WordDocument") {
        return Ok(());
    }
    *kind = FileKind::Doc;
    report.macros = entries.iter().any(|entry| entry.name == "_VBA_PROJECT" || entry.name == "VBA");
    file.check_streams(&entries)?;
    let document = top.iter().filter_map(|index| entries.get(*index)).find(|entry| entry.name == "WordDocument");
    let beginning = document.and_then(|entry| file.beginning(entry, &entries)).ok_or(DocumentFault::Chain)?;
    let short = |at: usize| beginning.get(at..).and_then(<[u8]>::first_chunk::<2>).map(|two| u16::from_le_bytes(*two));
    // Word 97 to 2003 and Word 6 to 95 sign their documents so.
    if !matches!(short(0), Some(0xA5EC | 0xA5DC)) {
        return Err(DocumentFault::PartBroken.into());
    }
    if short(0x0A).is_some_and(|flags| flags & ENCRYPTED != 0) {
        report.state = DocumentState::Encrypted;
    }
    Ok(())
}

/// The entries at the top, by number: all that the tree of the root holds.
fn top_names(entries: &[Entry]) -> Vec<usize> {
    let mut ahead = vec![entries.first().map_or(NONE, |root| root.child)];
    let mut seen = vec![false; entries.len()];
    let mut top = Vec::new();
    while let Some(index) = ahead.pop() {
        let index = index as usize;
        let (Some(entry), Some(seen)) = (entries.get(index), seen.get_mut(index)) else { continue };
        if !std::mem::replace(seen, true) {
            top.push(index);
            ahead.extend([entry.left, entry.right]);
        }
    }
    top
}

/// The flag of an encrypted document.
const ENCRYPTED: u16 = 0x0100;
/// No sector, no entry.
const NONE: u32 = 0xFFFF_FFFF;
/// The last of a chain.
const END: u32 = 0xFFFF_FFFE;
/// Sectors above are no sectors.
const MOST: u32 = 0xFFFF_FFFA;

struct Entry {
    name: String,
    is_stream: bool,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

struct Sectors<'a> {
    data: &'a [u8],
    shift: u32,
    /// The sectors that hold the table of chains.
    table: Vec<u32>,
    directory: u32,
    mini_table: u32,
    /// Streams below this length lie in the root's own stream.
    cutoff: u64,
}

/// The length of a sector in the root's own stream, as a power of 2.
const MINI_SHIFT: u32 = 6;

impl<'a> Sectors<'a> {
    fn read(data: &'a [u8]) -> Result<Self, DocumentFault> {
        let header = data.get(..512).ok_or(DocumentFault::Directory)?;
        let shift = match (short(header, 26), short(header, 30)) {
            (Some(3), Some(9)) => 9,
            (Some(4), Some(12)) => 12,
            _ => return Err(DocumentFault::Directory),
        };
        let at = |place: usize| long(header, place).ok_or(DocumentFault::Directory);
        let mut file =
            Self { data, shift, table: Vec::new(), directory: at(48)?, cutoff: at(56)?.into(), mini_table: at(60)? };
        let sectors = data.len() >> shift;
        let wanted = (at(44)? as usize).min(sectors);
        let listed = header.get(76..).unwrap_or_default().as_chunks::<4>().0;
        file.table.extend(listed.iter().map(|four| u32::from_le_bytes(*four)).take(wanted));
        // Large files list the rest in sectors of their own, each with the next one at its end.
        let mut next = at(68)?;
        let mut visited = 0;
        while file.table.len() < wanted && next < MOST && visited <= sectors {
            visited += 1;
            let sector = file.sector(next).ok_or(DocumentFault::Chain)?;
            let (last, listed) = sector.as_chunks::<4>().0.split_last().ok_or(DocumentFault::Chain)?;
            let room = wanted - file.table.len();
            file.table.extend(listed.iter().map(|four| u32::from_le_bytes(*four)).take(room));
            next = u32::from_le_bytes(*last);
        }
        // Data may end short, as some writers leave it; a table that does was cut.
        let whole = |number: &u32| file.sector(*number).is_some_and(|sector| sector.len() == 1 << shift);
        if file.table.iter().all(whole) { Ok(file) } else { Err(DocumentFault::Chain) }
    }

    /// A sector. The last of a file may be short, as some writers leave it.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(1 << self.shift)?;
        let end = start.checked_add(1 << self.shift)?.min(self.data.len());
        self.data.get(start..end).filter(|sector| !sector.is_empty())
    }

    /// The sector after another.
    fn next(&self, number: u32) -> Option<u32> {
        let in_sector = (1_usize << self.shift) / 4;
        let table = self.sector(*self.table.get(number as usize / in_sector)?)?;
        long(table, number as usize % in_sector * 4)
    }

    /// The sectors of a chain, in order; a fault where it leads nowhere or never ends.
    fn chain(&self, start: u32, length: Option<u64>) -> Result<Vec<u32>, DocumentFault> {
        let most = (self.data.len() >> self.shift) + 1;
        let wanted = length.map(|length| usize::try_from(length.div_ceil(1 << self.shift)).unwrap_or(usize::MAX));
        let mut chain = Vec::new();
        let mut next = start;
        while next < MOST && wanted.is_none_or(|wanted| chain.len() < wanted) {
            if chain.len() > most {
                return Err(DocumentFault::Chain);
            }
            chain.push(next);
            next = self.next(next).ok_or(DocumentFault::Chain)?;
        }
        if wanted.is_some_and(|wanted| chain.len() < wanted) || (length.is_none() && next != END) {
            return Err(DocumentFault::Chain);
        }
        Ok(chain)
    }

    fn directory(&self, limits: &Limits) -> Result<Vec<Entry>, Stop> {
        let mut entries = Vec::new();
        for number in self.chain(self.directory, None)? {
            let sector = self.sector(number).ok_or(DocumentFault::Chain)?;
            for record in sector.as_chunks::<128>().0 {
                Over::check(Bound::Entries, limits.streams, entries.len() as u64 + 1)?;
                entries.push(Entry::read(record, self.shift));
            }
        }
        Ok(entries)
    }

    /// That every byte of every stream is there.
    fn check_streams(&self, entries: &[Entry]) -> Result<(), DocumentFault> {
        // Streams share no sector, so together their chains are no longer than the file.
        let most = (self.data.len() >> self.shift) as u64 + 1;
        let mut visited = 0;
        for entry in entries.iter().filter(|entry| entry.is_stream && entry.size >= self.cutoff).chain(entries.first())
        {
            visited += entry.size.div_ceil(1 << self.shift);
            if visited > most {
                return Err(DocumentFault::Chain);
            }
            let chain = self.chain(entry.start, Some(entry.size))?;
            let last = entry.size.saturating_sub(1) % (1 << self.shift) + 1;
            for (at, number) in chain.iter().enumerate() {
                let needed = if at + 1 == chain.len() { last } else { 1 << self.shift };
                if self.sector(*number).is_none_or(|sector| (sector.len() as u64) < needed) {
                    return Err(DocumentFault::Chain);
                }
            }
        }
        Ok(())
    }

    /// The first bytes of a stream: of one sector at most.
    fn beginning(&self, entry: &Entry, entries: &[Entry]) -> Option<&'a [u8]> {
        if entry.size >= self.cutoff {
            return self.sector(entry.start);
        }
        let root = entries.first()?;
        let offset = u64::from(entry.start) << MINI_SHIFT;
        if offset >= root.size || self.mini_table >= MOST {
            return None;
        }
        let chain = self.chain(root.start, Some(root.size)).ok()?;
        let number = chain.get(usize::try_from(offset >> self.shift).ok()?)?;
        self.sector(*number)?.get(usize::try_from(offset % (1 << self.shift)).ok()?..)
    }
}

impl Entry {
    fn read(record: &[u8; 128], shift: u32) -> Self {
        let length = usize::from(short(record, 64).unwrap_or(0)).saturating_sub(2).min(62);
        let letters = record.get(..length).unwrap_or_default().as_chunks::<2>().0;
        let letters: Vec<u16> = letters.iter().map(|two| u16::from_le_bytes(*two)).collect();
        let at = |place: usize| long(record, place).unwrap_or(NONE);
        // Files with small sectors leave the upper half of the length undefined.
        let upper = if shift == 9 { 0 } else { u64::from(at(124)) << 32 };
        Self {
            name: String::from_utf16_lossy(&letters),
            is_stream: record.get(66) == Some(&2),
            left: at(68),
            right: at(72),
            child: at(76),
            start: at(116),
            size: upper | u64::from(at(120)),
        }
    }
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?.first_chunk::<2>().map(|two| u16::from_le_bytes(*two))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk::<4>().map(|four| u32::from_le_bytes(*four))
}
