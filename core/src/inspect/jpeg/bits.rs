//! Bits of a scan: stuffed bytes undone, markers and the end respected.

/// Where a reader of bits stands, apart from the bytes it reads, so that it can go on when more of them arrive.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// The next byte to take.
    pub(super) at: usize,
    /// Bits taken and not used, the next one highest. Behind them may stand some of the next byte, as it is.
    bits: u64,
    /// How many those are, with padding; at most 63.
    have: u32,
    /// How many zeros were added behind the last bit there was. Used bits run into them where `have < padded`.
    padded: u32,
}

impl Place {
    /// At a byte, with nothing taken yet.
    pub(super) fn at(at: usize) -> Self {
        Self { at, ..Self::default() }
    }

    /// Byte by byte.
    fn filled(mut self, data: &[u8]) -> Self {
        while self.have <= 48 {
            let byte = match (data.get(self.at), data.get(self.at + 1)) {
                (Some(0xFF), Some(0)) => {
                    self.at += 2;
                    0xFF
                }
                (Some(0xFF) | None, _) => {
                    self.padded += 56 - self.have;
                    self.have = 56;
                    return self;
                }
                (Some(byte), _) => {
                    self.at += 1;
                    *byte
                }
            };
            self.bits |= u64::from(byte) << (56 - self.have);
            self.have += 8;
        }
        self
    }
}

/// Reads bits. A copy of it is what an inner loop works on, for a copy can stay in registers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bits<'a> {
    data: &'a [u8],
    place: Place,
    /// The next bytes, as far as none of them is known to be FF, which need no look at each. The place is where they end.
    clear: &'a [u8],
}

/// How far ahead it is looked for the next FF at a time.
const AHEAD: usize = 2 << 10;

impl<'a> Bits<'a> {
    pub(super) fn new(data: &'a [u8], place: Place) -> Self {
        Self { data, place, clear: &[] }
    }

    pub(super) fn place(&self) -> Place {
        Place { at: self.place.at - self.clear.len(), ..self.place }
    }

    /// Makes at least 32 bits available, with zeros where there are no more.
    #[inline(always)]
    pub(super) fn refill(&mut self) {
        if let Some(bytes) = self.clear.first_chunk::<8>() {
            // As many whole bytes as there is room for; what stands of another behind them is the same when it is taken.
            self.place.bits |= u64::from_be_bytes(*bytes) >> (self.place.have & 63);
            self.clear = self.clear.get(((self.place.have & 63) ^ 63) as usize / 8..).unwrap_or_default();
            self.place.have |= 0x38;
        } else if self.place.have < 32 {
            *self = self.refilled_slowly();
        }
    }

    /// By value, as what it is called on lives in registers.
    #[inline(never)]
    fn refilled_slowly(mut self) -> Self {
        self.place = self.place().filled(self.data);
        let ahead = self.data.get(self.place.at..).unwrap_or_default();
        let ahead = ahead.get(..AHEAD).unwrap_or(ahead);
        let without = |word: &&[u8; 8]| {
            let word = u64::from_ne_bytes(**word);
            // No byte is FF where no byte of the complement is zero.
            (!word).wrapping_sub(0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080 == 0
        };
        let count = ahead.as_chunks::<8>().0.iter().take_while(without).count() * 8;
        self.clear = ahead.get(..count).unwrap_or_default();
        self.place.at += count;
        self
    }

    /// The next bits, 1 to 32 of them, without using them. Only after [`Bits::refill`].
    #[inline(always)]
    pub(super) fn peek(&self, count: u32) -> u32 {
        // At most 32 bits are left of the shift.
        (self.place.bits >> (64 - count)) as u32
    }

    /// Uses bits that are there: no more than [`Bits::refill`] made sure of.
    #[inline(always)]
    pub(super) fn used(&mut self, count: u32) {
        self.place.bits <<= count;
        self.place.have = self.place.have.wrapping_sub(count);
    }

    /// Takes bits, 0 to 16 of them.
    #[inline(always)]
    pub(super) fn take(&mut self, count: u32) -> u32 {
        if count == 0 {
            return 0;
        }
        if self.place.have < count {
            self.refill();
        }
        let value = self.peek(count);
        self.used(count);
        value
    }

    /// Whether more bits were used than there were.
    #[inline(always)]
    pub(super) fn overrun(&self) -> bool {
        self.place.have < self.place.padded
    }

    /// Ends a run of codes: how many bytes of the file were taken and never used, however far ahead they were taken. Reading goes
    /// on at [`Bits::place`], after them.
    pub(super) fn end(&mut self) -> u64 {
        let Place { at, have, padded, .. } = self.place();
        let mut first = at;
        for _ in 0..have.saturating_sub(padded) / 8 {
            // A byte FF was taken with the zero behind it.
            let taken = self.data.get(..first).unwrap_or_default();
            first = first.saturating_sub(if taken.ends_with(&[0xFF, 0]) { 2 } else { 1 });
        }
        *self = Self::new(self.data, Place::at(at));
        (at - first) as u64
    }

    /// The next marker after the end of a run, used up, and how many bytes stood before it. Nothing where there is none
    /// nearby, or where it ends with the file.
    pub(super) fn marker(&mut self) -> (u64, Option<u8>) {
        /// Further than stray bytes may reach, and less than a scan has at hand before it goes on.
        const NEARBY: u64 = 64;
        for stray in 0..NEARBY {
            let next = (self.data.get(self.place.at), self.data.get(self.place.at + 1));
            if let (Some(0xFF), Some(marker @ 1..=0xFE)) = next {
                self.place.at += 2;
                return (stray, Some(*marker));
            }
            if next.1.is_none() {
                return (stray, None);
            }
            self.place.at += 1;
        }
        (NEARBY, None)
    }
}
