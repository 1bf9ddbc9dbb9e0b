//! Blocks of progressive scans, which send a band of coefficients bit by bit.

use super::bits::Bits;
use super::frame::Component;
use super::huffman::{Table, Tables, extended};
use super::reduce::Reduction;
use super::scan::Part;
use super::sequential::difference;
use crate::inspect::report::JpegFault;

/// What a progressive scan sends of a block.
pub(super) struct Pass {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) low: u32,
    /// Whether coefficients come for the first time.
    pub(super) fresh: bool,
}

impl Pass {
    #[allow(
        clippy::too_many_arguments,
        reason = "one block has this many sides, and a struct of them would be built for each"
    )]
    #[inline(always)]
    pub(super) fn block(
        &self,
        bits: &mut Bits<'_>,
        part: &mut Part,
        component: &mut Component,
        tables: &Tables,
        keep: Option<&mut Reduction>,
        (across, down): (usize, usize),
        run: &mut u32,
    ) -> Result<(), JpegFault> {
        let block = down * component.padded_width + across;
        if self.first == 0 {
            let bit = if self.fresh {
                let Some(Some(dc)) = tables.dc.get(part.dc) else { return Err(JpegFault::TableMissing) };
                part.before = part.before.wrapping_add(difference(bits, dc)?);
                part.before.wrapping_shl(self.low)
            } else {
                (bits.take(1) << self.low) as i32
            };
            if let Some(mean) = keep.and_then(|reduction| reduction.kept(block).first_mut()) {
                *mean |= bit as i16;
            }
            return Ok(());
        }
        let Some(Some(ac)) = tables.ac.get(part.ac) else { return Err(JpegFault::TableMissing) };
        let nonzero = component.nonzero.get_mut(block).ok_or(JpegFault::BadIndex)?;
        let mut kept = Kept { reduction: keep, block };
        let mut local = *bits;
        let done = if self.fresh {
            self.fresh_band(&mut local, ac, nonzero, &mut kept, run)
        } else {
            self.refined_band(&mut local, ac, nonzero, &mut kept, run)
        };
        *bits = local;
        done
    }

    #[inline(always)]
    fn fresh_band(
        &self,
        bits: &mut Bits<'_>,
        ac: &Table,
        nonzero: &mut u64,
        kept: &mut Kept<'_>,
        run: &mut u32,
    ) -> Result<(), JpegFault> {
        if *run > 0 {
            *run -= 1;
            return Ok(());
        }
        let mut k = self.first;
        while k <= self.last {
            bits.refill();
            let code = ac.look(bits).ok_or(JpegFault::BadCode)?;
            let (size, zeros) = (code.size(), code.run());
            bits.used(code.length());
            if size == 0 {
                if zeros < 15 {
                    *run = (1 << zeros) - 1 + bits.take(zeros);
                    return Ok(());
                }
                k += 16;
                continue;
            }
            k += zeros;
            if k > self.last {
                return Err(JpegFault::BadIndex);
            }
            let value = extended(bits.take(size), size);
            *nonzero |= 1 << k;
            kept.set(k, value.wrapping_shl(self.low));
            k += 1;
        }
        if k > self.last + 1 { Err(JpegFault::BadIndex) } else { Ok(()) }
    }

    #[inline(always)]
    fn refined_band(
        &self,
        bits: &mut Bits<'_>,
        ac: &Table,
        nonzero: &mut u64,
        kept: &mut Kept<'_>,
        run: &mut u32,
    ) -> Result<(), JpegFault> {
        let step = 1_i32 << self.low;
        let mut k = self.first;
        while *run == 0 && k <= self.last {
            bits.refill();
            let code = ac.look(bits).ok_or(JpegFault::BadCode)?;
            bits.used(code.length());
            let mut zeros = code.run();
            let value = match (code.size(), zeros) {
                (0, 15) => 0,
                (0, _) => {
                    *run = (1 << zeros) + bits.take(zeros);
                    break;
                }
                (1, _) if bits.take(1) == 1 => step,
                (1, _) => -step,
                _ => return Err(JpegFault::BadCode),
            };
            // Over so many coefficients that are still zero, refining those that are not.
            loop {
                if k > self.last {
                    return Err(JpegFault::BadIndex);
                }
                if *nonzero >> k & 1 == 1 {
                    if bits.take(1) == 1 {
                        kept.refine(k, step);
                    }
                } else if zeros == 0 {
                    break;
                } else {
                    zeros -= 1;
                }
                k += 1;
            }
            if value != 0 {
                *nonzero |= 1 << k;
                kept.set(k, value);
            }
            k += 1;
        }
        if *run > 0 {
            // The rest of the block holds nothing new.
            let mut rest = (*nonzero >> k << k) & (u64::MAX >> (63 - self.last));
            while rest != 0 {
                if bits.take(1) == 1 {
                    kept.refine(rest.trailing_zeros(), step);
                }
                rest &= rest - 1;
            }
            *run -= 1;
        }
        Ok(())
    }
}

/// What is kept of one block.
struct Kept<'a> {
    reduction: Option<&'a mut Reduction>,
    block: usize,
}

impl Kept<'_> {
    #[inline(always)]
    fn slot(&mut self, k: u32) -> Option<&mut i16> {
        let reduction = self.reduction.as_deref_mut()?;
        let (place, _) = reduction.step(k);
        reduction.kept(self.block).get_mut(place)
    }

    #[inline(always)]
    fn set(&mut self, k: u32, value: i32) {
        if let Some(slot) = self.slot(k) {
            *slot = value as i16;
        }
    }

    #[inline(always)]
    fn refine(&mut self, k: u32, step: i32) {
        if let Some(slot) = self.slot(k) {
            let step = step as i16;
            *slot = slot.wrapping_add(if *slot < 0 { -step } else { step });
        }
    }
}
