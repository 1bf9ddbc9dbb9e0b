//! Bits of a scan: stuffed bytes undone, markers and the end respected.

/// Where a reader of bits stands, apart from the bytes it reads, so that it can go on when more of them arrive.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// The next byte to take.
    pub(super) at: usize,
    /// Bits taken and not used, the next one highest.
    bits: u64,
    /// How many those are, with padding.
    have: u32,
    /// How many zeros were added behind the last bit there was. Used bits run into them where `have < padded`.
    padded: u32,
}

impl Place {
    /// At a byte, with nothing taken yet.
    pub(super) fn at(at: usize) -> Self {
        Self { at, ..Self::default() }
    }

    #[cold]
    #[inline(never)]
    fn filled_slowly(mut self, data: &[u8]) -> Self {
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
}

impl<'a> Bits<'a> {
    pub(super) fn new(data: &'a [u8], place: Place) -> Self {
        Self { data, place }
    }

    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// Makes at least 32 bits available, with zeros where there are no more.
    #[inline(always)]
    pub(super) fn refill(&mut self) {
        if self.place.have > 32 {
            return;
        }
        if let Some(bytes) = self.data.get(self.place.at..).and_then(<[u8]>::first_chunk::<4>) {
            let word = u32::from_be_bytes(*bytes);
            let flipped = !word;
            // No byte is FF where no byte of the complement is zero.
            if flipped.wrapping_sub(0x0101_0101) & word & 0x8080_8080 == 0 {
                self.place.bits |= u64::from(word) << (32 - self.place.have);
                self.place.have += 32;
                self.place.at += 4;
                return;
            }
        }
        self.place = self.place.filled_slowly(self.data);
    }

    /// The next bits, 1 to 32 of them, without using them. Only after [`Bits::refill`].
    #[inline(always)]
    pub(super) fn peek(&self, count: u32) -> u32 {
        // At most 32 bits are left of the shift.
        (self.place.bits >> (64 - count)) as u32
    }

    /// The next bits after the first `skipped`, 1 to 16 of them.
    #[inline(always)]
    pub(super) fn peek_after(&self, skipped: u32, count: u32) -> u32 {
        ((self.place.bits << skipped) >> (64 - count)) as u32
    }

    /// Uses bits that are there.
    #[inline(always)]
    pub(super) fn used(&mut self, count: u32) {
        self.place.bits <<= count;
        self.place.have = self.place.have.saturating_sub(count);
    }

    /// Takes bits, 0 to 16 of them.
    #[inline(always)]
    pub(super) fn take(&mut self, count: u32) -> u32 {
        if count == 0 {
            return 0;
        }
        self.refill();
        let value = self.peek(count);
        self.used(count);
        value
    }

    /// Whether more bits were used than there were.
    #[inline(always)]
    pub(super) fn overrun(&self) -> bool {
        self.place.have < self.place.padded
    }

    /// Ends a run of codes: how many whole bytes of it were never used. Reading goes on at [`Bits::place`], after them.
    pub(super) fn end(&mut self) -> u64 {
        let unused = u64::from(self.place.have.saturating_sub(self.place.padded)) / 8;
        self.place = Place::at(self.place.at);
        unused
    }
}

impl Bits<'_> {
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
