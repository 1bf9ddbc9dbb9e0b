//! Blocks of sequential scans, and what they have in common with progressive ones.

use super::bits::Bits;
use super::frame::Component;
use super::huffman::{Table, Tables};
use super::reduce::{Block, Reduction};
use super::scan::Part;
use crate::inspect::report::JpegFault;

/// The value that follows a code: its first bit says its sign.
#[inline(always)]
pub(super) fn extended(raw: u32, size: u32) -> i32 {
    let value = raw as i32;
    if raw < 1 << (size - 1) { value - (1 << size) + 1 } else { value }
}

/// The next difference at frequency zero.
#[inline(always)]
pub(super) fn difference(bits: &mut Bits<'_>, table: &Table) -> Result<i32, JpegFault> {
    bits.refill();
    let code = table.look(bits).ok_or(JpegFault::BadCode)?;
    bits.used(code.length());
    if code.size() == 0 {
        return Ok(0);
    }
    Ok(extended(bits.take(code.size()), code.size()))
}

/// A block of a sequential scan.
#[allow(
    clippy::too_many_arguments,
    reason = "one block has this many sides, and a struct of them would be built for each"
)]
#[inline(always)]
pub(super) fn sequential(
    bits: &mut Bits<'_>,
    part: &mut Part,
    component: &Component,
    tables: &Tables,
    quantisation: &[Option<[u16; 64]>; 4],
    keep: Option<&mut Reduction>,
    block: &mut Block,
    at: (usize, usize),
) -> Result<(), JpegFault> {
    let (Some(Some(dc)), Some(Some(ac))) = (tables.dc.get(part.dc), tables.ac.get(part.ac)) else {
        return Err(JpegFault::TableMissing);
    };
    let mut local = *bits;
    part.before = part.before.wrapping_add(difference(&mut local, dc)?);
    let done = match keep {
        None => skip(&mut local, ac, 1),
        Some(reduction) => {
            let factors = quantisation.get(component.quantisation).and_then(Option::as_ref);
            let factors = factors.ok_or(JpegFault::TableMissing)?;
            reduction.clear(block);
            let [mean, ..] = &mut *block;
            *mean = part.before.wrapping_mul(i32::from(factors[0]));
            let done = kept(&mut local, ac, factors, reduction, block);
            reduction.draw(block, at.0, at.1);
            done
        }
    };
    *bits = local;
    done
}

/// The rest of a block of which the lowest coefficients are kept.
#[inline(always)]
fn kept(
    bits: &mut Bits<'_>,
    ac: &Table,
    factors: &[u16; 64],
    reduction: &Reduction,
    block: &mut Block,
) -> Result<(), JpegFault> {
    let mut k = 1;
    while k <= reduction.last {
        bits.refill();
        let code = ac.look(bits).ok_or(JpegFault::BadCode)?;
        let size = code.size();
        if size == 0 {
            bits.used(code.length());
            match code.run() {
                15 => k += 16,
                0 => return Ok(()),
                _ => return Err(JpegFault::BadCode),
            }
            continue;
        }
        k += code.run();
        let factor = *factors.get(k as usize).ok_or(JpegFault::BadIndex)?;
        let value = extended(bits.peek_after(code.length(), size), size);
        if let Some(slot) = block.get_mut(reduction.place(k)) {
            *slot = value * i32::from(factor);
        }
        bits.used(code.length() + size);
        k += 1;
    }
    skip(bits, ac, k)
}

/// The rest of a block of which nothing is kept.
#[inline(always)]
fn skip(bits: &mut Bits<'_>, ac: &Table, mut k: u32) -> Result<(), JpegFault> {
    while k < 64 {
        bits.refill();
        let code = ac.look(bits).ok_or(JpegFault::BadCode)?;
        let size = code.size();
        bits.used(code.length() + size);
        if size == 0 {
            match code.run() {
                15 => k += 16,
                0 => return Ok(()),
                _ => return Err(JpegFault::BadCode),
            }
            continue;
        }
        k += code.run() + 1;
    }
    if k > 64 { Err(JpegFault::BadIndex) } else { Ok(()) }
}
