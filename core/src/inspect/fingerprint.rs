//! How a picture looks, in 256 bits, so that the same picture in two places is noticed though its bytes differ.
//!
//! The picture is stretched to 32 by 32 means and transformed by Walsh and Hadamard's functions; of the 16 by 16 slowest
//! patterns, but the mean itself, the sign of each is a bit. Whole numbers only, so that every machine says the same.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "sums of 8-bit values over known areas"
)]

use std::fmt::Write as _;

use super::sharpness::Gray;

const SIDE: usize = 32;
const KEPT: usize = 16;
/// Below this mean strength of its patterns a picture is too plain: its signs would be those of the grain.
const PLAIN: i64 = 64;

/// The hash in hexadecimal; nothing for a picture too small or too plain.
pub(super) fn look(gray: &Gray) -> Option<String> {
    if gray.width < SIDE || gray.height < SIDE {
        return None;
    }
    let mut grid = means(gray);
    for row in grid.chunks_exact_mut(SIDE) {
        hadamard(row);
    }
    for column in 0..SIDE {
        let mut values: Vec<i64> = grid.iter().skip(column).step_by(SIDE).copied().collect();
        hadamard(&mut values);
        grid.iter_mut().skip(column).step_by(SIDE).zip(values).for_each(|(to, from)| *to = from);
    }
    let pattern = |slow: usize| natural(slow);
    let kept: Vec<i64> = (0..KEPT * KEPT)
        .map(|at| grid.get(pattern(at / KEPT) * SIDE + pattern(at % KEPT)).copied().unwrap_or(0))
        .collect();
    let strength = kept.iter().skip(1).map(|value| value.abs()).sum::<i64>() / (KEPT * KEPT) as i64;
    // Means have four bits behind the point.
    if strength < PLAIN << 4 {
        return None;
    }
    let mut text = String::with_capacity(KEPT * KEPT / 4);
    for four in kept.chunks_exact(4) {
        let digit = four.iter().fold(0, |digit, value| digit << 1 | u8::from(*value > 0));
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{digit:x}");
    }
    Some(text)
}

fn means(gray: &Gray) -> Vec<i64> {
    let edges = |side: usize| -> Vec<usize> { (0..=SIDE).map(|at| at * side / SIDE).collect() };
    let (across, down) = (edges(gray.width), edges(gray.height));
    let mut grid = Vec::with_capacity(SIDE * SIDE);
    for rows in down.windows(2) {
        let &[top, bottom] = rows else { continue };
        for columns in across.windows(2) {
            let &[left, right] = columns else { continue };
            let cells = (top..bottom)
                .filter_map(|row| gray.pixels.get(row * gray.width + left..row * gray.width + right))
                .flatten();
            let (sum, count) = cells.fold((0_i64, 0_i64), |(sum, count), pixel| (sum + i64::from(*pixel), count + 1));
            grid.push(sum * 16 / count.max(1));
        }
    }
    grid
}

/// The transform in place, in its natural order.
fn hadamard(values: &mut [i64]) {
    let mut half = 1;
    while half < values.len() {
        for pair in values.chunks_exact_mut(half * 2) {
            let (low, high) = pair.split_at_mut(half);
            for (one, other) in low.iter_mut().zip(high) {
                (*one, *other) = (*one + *other, *one - *other);
            }
        }
        half *= 2;
    }
}

/// The natural number of the pattern that changes its sign so many times.
fn natural(changes: usize) -> usize {
    let gray_code = (changes ^ (changes >> 1)) as u32;
    (gray_code.reverse_bits() >> (32 - SIDE.trailing_zeros())) as usize
}
