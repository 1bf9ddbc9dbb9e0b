//! Blocks of sequential scans, and what they have in common with progressive ones.

use super::bits::Bits;
use super::huffman::{Code, Table, Tables};
use super::reduce::{Block, Reduction};
use super::scan::Part;
use crate::inspect::report::JpegFault;

/// The next difference at frequency zero.
#[inline(always)]
pub(super) fn difference(bits: &mut Bits<'_>, table: &Table) -> Result<i32, JpegFault> {
    bits.refill();
    table.next(bits).map(Code::value)
}

/// A block of a sequential scan.
#[inline(always)]
pub(super) fn sequential(
    bits: &mut Bits<'_>,
    part: &mut Part,
    tables: &Tables,
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
            reduction.clear(block);
            let [mean, ..] = &mut *block;
            *mean = part.before.wrapping_mul(reduction.step(0).1);
            let done = kept(&mut local, ac, reduction, block);
            reduction.draw(block, at.0, at.1);
            done
        }
    };
    *bits = local;
    done
}

/// The rest of a block of which the lowest coefficients are kept.
#[inline(always)]
fn kept(bits: &mut Bits<'_>, ac: &Table, reduction: &Reduction, block: &mut Block) -> Result<(), JpegFault> {
    let (mut k, last) = (1, reduction.last);
    while k <= last {
        bits.refill();
        let code = ac.next(bits)?;
        k += code.onward();
        let (place, factor) = reduction.step(k - 1);
        if let Some(slot) = block.get_mut(place) {
            *slot = code.value() * factor;
        }
    }
    skip(bits, ac, k)
}

/// The rest of a block of which nothing is kept.
#[inline(always)]
fn skip(bits: &mut Bits<'_>, ac: &Table, mut k: u32) -> Result<(), JpegFault> {
    while k < 64 {
        bits.refill();
        k += ac.next(bits)?.onward();
    }
    // Whole, or at an end of the block that stands inside it.
    if k == 64 || k > Code::BEYOND { Ok(()) } else { Err(JpegFault::BadIndex) }
}
