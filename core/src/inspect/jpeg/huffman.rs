//! Huffman tables.

use super::bits::Bits;
use crate::inspect::report::JpegFault;

/// Codes up to this length are found by one look.
const LOOK: u32 = 11;

/// A code and what follows it, in one word: the bits of both, how many coefficients it leads on, the bits of the value alone, and
/// the value where it is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Code(u32);

/// Whether the value is known.
const KNOWN: u32 = 1 << 7;

impl Code {
    /// Leads beyond every block: nothing more comes in this one.
    pub(super) const BEYOND: u32 = 128;

    fn new(length: u32, symbol: u8) -> Self {
        let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
        let onward = if symbol == 0 { Self::BEYOND + 1 } else { run + 1 };
        Self((length + size) | onward << 8 | size << 16)
    }

    fn with_value(self, value: i32) -> Self {
        Self(self.0 | KNOWN | (value as u32) << 20)
    }

    /// Bits of the code and the value that follows.
    #[inline(always)]
    pub(super) fn whole(self) -> u32 {
        self.0 & 31
    }

    /// Bits of the code itself.
    #[inline(always)]
    pub(super) fn length(self) -> u32 {
        self.whole() - self.size()
    }

    /// Bits of the value that follows.
    #[inline(always)]
    pub(super) fn size(self) -> u32 {
        (self.0 >> 16) & 15
    }

    /// How far it leads: over the zeros before its value, and the value.
    #[inline(always)]
    pub(super) fn onward(self) -> u32 {
        (self.0 >> 8) & 255
    }

    /// Zeros before its value.
    #[inline(always)]
    pub(super) fn run(self) -> u32 {
        (self.onward() & 127) - 1
    }

    /// The value, of a code that [`Table::next`] gave.
    #[inline(always)]
    pub(super) fn value(self) -> i32 {
        self.0 as i32 >> 20
    }
}

/// The value that follows a code: its first bit says its sign.
#[inline(always)]
pub(super) fn extended(raw: u32, size: u32) -> i32 {
    let value = raw as i32;
    if raw < 1 << (size - 1) { value - (1 << size) + 1 } else { value }
}

/// One table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// By the next bits; zero where no code so short and allowed begins with them. With the value, where that is in them too.
    short: Box<[u32; 1 << LOOK]>,
    /// For each length beyond, the first number above its codes, in 16 bits, and what leads from a code to its symbol.
    long: [(u32, i32); 17],
    symbols: Vec<u8>,
    purpose: Purpose,
}

/// What the symbols of a table stand for, and so which of them samples of 8 bits can need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Differences at frequency zero, of at most 11 bits.
    Dc,
    /// Runs of zeros and values of at most 10 bits.
    Ac,
}

impl Purpose {
    fn allows(self, symbol: u8) -> bool {
        match self {
            Self::Dc => symbol <= 11,
            Self::Ac => symbol & 15 <= 10,
        }
    }

    /// Whether a code without a value says something in a sequential scan.
    fn stands_alone(self, code: Code) -> bool {
        self == Self::Dc || matches!(code.run(), 0 | 15)
    }

    /// Enters a code wherever the next bits begin with it; there are so many bits behind it.
    fn fill<'a>(self, code: Code, room: u32, entries: impl Iterator<Item = &'a mut u32>) {
        let size = code.size();
        for (behind, entry) in (0_u32..).zip(entries) {
            *entry = match size {
                0 if self.stands_alone(code) => code.with_value(0).0,
                1.. if size <= room => code.with_value(extended(behind >> (room - size), size)).0,
                _ => code.0,
            };
        }
    }
}

impl Table {
    /// The table of these counts of codes by length, 1 to 16, and these symbols.
    pub(super) fn new(purpose: Purpose, counts: &[u8; 16], symbols: &[u8]) -> Result<Self, JpegFault> {
        let mut short = Box::new([0_u32; 1 << LOOK]);
        let mut long = [(0_u32, 0_i32); 17];
        let mut code = 0_u32;
        let mut given = symbols.iter();
        let mut index = 0_i32;
        for (length, count) in (1_u32..=16).zip(counts) {
            let base = index - code as i32;
            for _ in 0..*count {
                let symbol = *given.next().ok_or(JpegFault::BadHeader)?;
                if code >= 1 << length {
                    return Err(JpegFault::BadHeader);
                }
                if length <= LOOK && purpose.allows(symbol) {
                    let room = LOOK - length;
                    let entries = short.iter_mut().skip((code << room) as usize).take(1 << room);
                    purpose.fill(Code::new(length, symbol), room, entries);
                }
                code += 1;
                index += 1;
            }
            if let Some(entry) = long.get_mut(length as usize) {
                *entry = (code << (16 - length), base);
            }
            code <<= 1;
        }
        Ok(Self { short, long, symbols: symbols.to_vec(), purpose })
    }

    /// The next code, not yet used. There are at least 16 bits.
    #[inline(always)]
    pub(super) fn look(&self, bits: &Bits<'_>) -> Option<Code> {
        match self.short.get(bits.peek(LOOK) as usize) {
            Some(0) | None => self.look_long(bits.peek(16)),
            Some(code) => Some(Code(*code)),
        }
    }

    /// The next code of a sequential scan, with its value, used. There are at least 32 bits.
    #[inline(always)]
    pub(super) fn next(&self, bits: &mut Bits<'_>) -> Result<Code, JpegFault> {
        let code = match self.short.get(bits.peek(LOOK) as usize) {
            Some(code) if code & KNOWN != 0 => Code(*code),
            _ => self.valued(bits.peek(32)).ok_or(JpegFault::BadCode)?,
        };
        bits.used(code.whole());
        Ok(code)
    }

    /// The code that begins 32 bits, with its value.
    #[inline(never)]
    fn valued(&self, next: u32) -> Option<Code> {
        let code = match self.short.get((next >> (32 - LOOK)) as usize) {
            Some(0) | None => self.look_long(next >> 16)?,
            Some(code) => Code(*code),
        };
        match code.size() {
            // Runs without a value are of blocks, and come in progressive scans alone.
            0 if !self.purpose.stands_alone(code) => None,
            0 => Some(code.with_value(0)),
            size => Some(code.with_value(extended(next << code.length() >> (32 - size), size))),
        }
    }

    #[cold]
    #[inline(never)]
    fn look_long(&self, next: u32) -> Option<Code> {
        // A short code comes here only where its symbol is not allowed.
        for length in 1..=16 {
            let (above, base) = *self.long.get(length as usize)?;
            if next < above {
                let index = base + (next >> (16 - length)) as i32;
                let symbol = self.symbols.get(usize::try_from(index).ok()?)?;
                return self.purpose.allows(*symbol).then(|| Code::new(length, *symbol));
            }
        }
        None
    }
}

/// The tables of a scan, as headers give them.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub(super) dc: [Option<Table>; 4],
    pub(super) ac: [Option<Table>; 4],
}

impl Tables {
    /// Takes in one segment that defines tables.
    pub(super) fn define(&mut self, mut segment: &[u8]) -> Result<(), JpegFault> {
        while let Some((head, rest)) = segment.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>().ok_or(JpegFault::BadHeader)?;
            let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
            if total > 256 {
                return Err(JpegFault::BadHeader);
            }
            let (symbols, rest) = rest.split_at_checked(total).ok_or(JpegFault::BadHeader)?;
            let (tables, purpose) = match head >> 4 {
                0 => (&mut self.dc, Purpose::Dc),
                1 => (&mut self.ac, Purpose::Ac),
                _ => return Err(JpegFault::BadHeader),
            };
            let slot = tables.get_mut(usize::from(head & 15)).ok_or(JpegFault::BadHeader)?;
            *slot = Some(Table::new(purpose, counts, symbols)?);
            segment = rest;
        }
        Ok(())
    }

    /// The tables of Annex K.3, for frames of cameras that send none.
    pub(super) fn standard() -> Self {
        let dc = |counts: &[u8; 16]| Table::new(Purpose::Dc, counts, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).ok();
        let ac = |counts: &[u8; 16], symbols: &[u8]| Table::new(Purpose::Ac, counts, symbols).ok();
        Self {
            dc: [dc(&LUMA_DC), dc(&CHROMA_DC), None, None],
            ac: [ac(&LUMA_AC, &LUMA_AC_SYMBOLS), ac(&CHROMA_AC, &CHROMA_AC_SYMBOLS), None, None],
        }
    }
}

const LUMA_DC: [u8; 16] = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const CHROMA_DC: [u8; 16] = [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
const LUMA_AC: [u8; 16] = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125];
const CHROMA_AC: [u8; 16] = [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119];

#[rustfmt::skip]
const LUMA_AC_SYMBOLS: [u8; 162] = [
    0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07, 0x22, 0x71,
    0x14, 0x32, 0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52, 0xd1, 0xf0, 0x24, 0x33, 0x62, 0x72,
    0x82, 0x09, 0x0a, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x34, 0x35, 0x36, 0x37,
    0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59,
    0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x83,
    0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3,
    0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3,
    0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe1, 0xe2,
    0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa,
];

#[rustfmt::skip]
const CHROMA_AC_SYMBOLS: [u8; 162] = [
    0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71, 0x13, 0x22,
    0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xa1, 0xb1, 0xc1, 0x09, 0x23, 0x33, 0x52, 0xf0, 0x15, 0x62, 0x72, 0xd1,
    0x0a, 0x16, 0x24, 0x34, 0xe1, 0x25, 0xf1, 0x17, 0x18, 0x19, 0x1a, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x35, 0x36,
    0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58,
    0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a,
    0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a,
    0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba,
    0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda,
    0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa,
];
