//! How legible a picture is likely to be: how wide its edges are, how bright its paper.
//!
//! The width of an edge is the local range of brightness over the steepest step: about 2 where a step is sharp, and growing
//! with blur whatever the contrast. It is taken at 1,024 pixels on the long side, where it says how sharp the writing is in
//! proportion to the page, and where the grain of the sensor has been averaged away.
//!
//! # Design
//! The variance of the Laplacian, which most checkers use, measures that grain at the size of the file, and its threshold
//! wanders with the amount of writing; `cargo xtask study legibility` compares both.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "brightness is 8 bits, and everything is derived from it"
)]

use super::jpeg::{MEASURED, Picture};
use super::report::Legibility;

/// A picture in shades of grey, without gaps between its rows.
#[derive(Clone, Debug)]
pub(super) struct Gray {
    pub(super) pixels: Vec<u8>,
    pub(super) width: usize,
    pub(super) height: usize,
}

/// Pixels across the window in which an edge is looked at.
const WINDOW: usize = 7;
/// A window with less between its darkest and brightest pixel is taken for grain.
const LEAST_RANGE: u8 = 20;
/// With fewer edges their median says little.
const LEAST_EDGES: usize = 200;

impl Gray {
    /// The picture at 1,024 pixels on its long side, each pixel the mean of the area it covers; as it is where it is smaller.
    pub(super) fn measured(picture: &Picture<'_>) -> Self {
        let long = picture.width.max(picture.height);
        let scaled = |side: usize| ((side * MEASURED * 2 + long) / (2 * long)).max(1);
        let (width, height) = if long > MEASURED {
            (scaled(picture.width), scaled(picture.height))
        } else {
            (picture.width, picture.height)
        };
        let across = Axis::new(picture.width, width);
        let down = Axis::new(picture.height, height);
        let row = |at: usize| {
            let start = at * picture.stride;
            picture.rows.get(start..start + picture.width).unwrap_or_default()
        };
        let mut pixels = Vec::with_capacity(width * height);
        let mut sums = vec![0_u16; picture.width];
        for part in &down.parts {
            sums.fill(0);
            for (at, weight) in (part.first..).zip(part.weights()) {
                for (sum, value) in sums.iter_mut().zip(row(at)) {
                    *sum += u16::from(*value) * weight;
                }
            }
            pixels.extend(across.parts.iter().map(|part| part.mean(&sums)));
        }
        Self { pixels, width, height }
    }
}

/// How one side is divided anew.
struct Axis {
    parts: Vec<Part>,
}

/// One new pixel: the old pixels it covers, whole ones in the middle, with weights that add up to 256. So a sum of bytes fits
/// 16 bits.
struct Part {
    first: usize,
    count: usize,
    first_weight: u16,
    weight: u16,
    last_weight: u16,
}

impl Part {
    fn weights(&self) -> impl Iterator<Item = u16> {
        (0..self.count).map(|at| match at {
            0 => self.first_weight,
            _ if at + 1 == self.count => self.last_weight,
            _ => self.weight,
        })
    }

    /// The mean of what it covers, of values with 8 bits behind the point.
    #[inline]
    fn mean(&self, values: &[u16]) -> u8 {
        let [first_weight, weight, last_weight] = [self.first_weight, self.weight, self.last_weight].map(u32::from);
        let covered = values.get(self.first..self.first + self.count).unwrap_or_default();
        let sum = match covered {
            [only] => u32::from(*only) << 8,
            [first, middle @ .., last] => {
                let middle: u32 = middle.iter().map(|value| u32::from(*value)).sum();
                middle * weight + u32::from(*first) * first_weight + u32::from(*last) * last_weight
            }
            [] => 0,
        };
        ((sum + (1 << 15)) >> 16) as u8
    }
}

impl Axis {
    fn new(old: usize, new: usize) -> Self {
        let part = |at: usize| {
            // In units of which an old pixel is `new` long and a new one `old`.
            let (start, end) = (at * old, (at + 1) * old);
            let (first, last) = (start / new, (end - 1) / new);
            let weight = |length: usize| ((length * 512 + old) / (2 * old)) as u16;
            let count = last - first + 1;
            let first_length = if count == 1 { old } else { (first + 1) * new - start };
            let (first_weight, whole) = (weight(first_length), weight(new));
            // What rounding leaves goes to the last, so that white stays white.
            let others = first_weight + whole * count.saturating_sub(2) as u16;
            Part { first, count, first_weight, weight: whole, last_weight: 256_u16.saturating_sub(others) }
        };
        Self { parts: (0..new).map(part).collect() }
    }
}

/// Measures a picture. The width of edges only where it is as large as they are measured at.
pub(super) fn measure(gray: &Gray) -> Legibility {
    let mut counts = [0_usize; 256];
    for pixel in &gray.pixels {
        if let Some(count) = counts.get_mut(usize::from(*pixel)) {
            *count += 1;
        }
    }
    let total = gray.pixels.len();
    let (paper, ink) = (percentile(&counts, total * 9 / 10), percentile(&counts, total / 100));
    let mut widths = if gray.width.max(gray.height) < MEASURED { Vec::new() } else { edges(gray) };
    let edges = widths.len();
    let middle = edges / 2;
    let edge_width = (edges >= LEAST_EDGES).then(|| *widths.select_nth_unstable(middle).1);
    Legibility { edge_width, edges: edges as u32, paper, ink }
}

/// The value below which so many lie.
fn percentile(counts: &[usize; 256], below: usize) -> u32 {
    let mut seen = 0;
    let found = counts.iter().position(|count| {
        seen += count;
        seen > below
    });
    found.unwrap_or(255) as u32
}

/// The width of every edge, in hundredths of a pixel.
fn edges(gray: &Gray) -> Vec<u32> {
    let width = gray.width;
    if width < 2 * WINDOW || gray.height < 2 * WINDOW {
        return Vec::new();
    }
    let mut rows = Rows::new(width);
    let mut counts = [0_usize; 256];
    let mut windows = 0;
    let mut found: Vec<(u8, i16)> = Vec::new();
    for above in 0..=gray.height - WINDOW {
        // Rows enter as the window comes to them; the first time all of it.
        for at in if above == 0 { 0..WINDOW } else { above + WINDOW - 1..above + WINDOW } {
            rows.enter(gray, at);
        }
        rows.window();
        windows += rows.range.len();
        for range in &rows.range {
            if let Some(count) = counts.get_mut(usize::from(*range)) {
                *count += 1;
            }
        }
        let middle = rows.steps.get((above + WINDOW / 2) % WINDOW).and_then(|row| row.get(WINDOW / 2..));
        for ((range, steepest), step) in rows.range.iter().zip(&rows.steepest).zip(middle.unwrap_or_default()) {
            if step == steepest && *range > LEAST_RANGE && *step > 0 {
                found.push((*range, *step));
            }
        }
    }
    let median = percentile(&counts, windows / 2) as u8;
    // A step is twice the gradient, times 64.
    let width_of = |(range, step): (u8, i16)| u32::from(range) * 12_800 / u32::from(step.unsigned_abs());
    found.into_iter().filter(|(range, _)| *range > median).map(width_of).collect()
}

/// The rows a window of 7 by 7 stands on, and what is in each window that begins in the first of them.
struct Rows {
    /// Of each row, how steep the picture is at each pixel.
    steps: [Vec<i16>; WINDOW],
    /// Of each row, the most and least brightness and the steepest step in each 7 pixels.
    most: [Vec<u8>; WINDOW],
    least: [Vec<u8>; WINDOW],
    steep: [Vec<i16>; WINDOW],
    range: Vec<u8>,
    lowest: Vec<u8>,
    steepest: Vec<i16>,
}

impl Rows {
    fn new(width: usize) -> Self {
        let across = width + 1 - WINDOW;
        Self {
            steps: std::array::from_fn(|_| vec![0; width]),
            most: std::array::from_fn(|_| vec![0; across]),
            least: std::array::from_fn(|_| vec![0; across]),
            steep: std::array::from_fn(|_| vec![0; across]),
            range: vec![0; across],
            lowest: vec![0; across],
            steepest: vec![0; across],
        }
    }

    fn enter(&mut self, gray: &Gray, at: usize) {
        let slot = at % WINDOW;
        let row = |at: usize| gray.pixels.get(at * gray.width..(at + 1) * gray.width).unwrap_or_default();
        let here = row(at);
        if let (Some(steps), Some(steep)) = (self.steps.get_mut(slot), self.steep.get_mut(slot)) {
            steps.fill(0);
            if at > 0 && at + 1 < gray.height {
                steps_of(row(at - 1), here, row(at + 1), steps);
            }
            slide(steps, steep, i16::max);
        }
        if let (Some(most), Some(least)) = (self.most.get_mut(slot), self.least.get_mut(slot)) {
            slide(here, most, u8::max);
            slide(here, least, u8::min);
        }
    }

    /// What is in the windows, now that their rows are there.
    fn window(&mut self) {
        gather(&self.most, &mut self.range, u8::max);
        gather(&self.least, &mut self.lowest, u8::min);
        gather(&self.steep, &mut self.steepest, i16::max);
        for (range, lowest) in self.range.iter_mut().zip(&self.lowest) {
            *range -= *lowest;
        }
    }
}

/// How steep the picture is at each pixel of a row but its ends: the length of the central differences, times 64.
fn steps_of(above: &[u8], here: &[u8], below: &[u8], steps: &mut [i16]) {
    let sides = here.iter().zip(here.iter().skip(2));
    let ends = above.iter().skip(1).zip(below.iter().skip(1));
    for ((step, (left, right)), (above, below)) in steps.iter_mut().skip(1).zip(sides).zip(ends) {
        let across = i32::from(*right) - i32::from(*left);
        let down = i32::from(*below) - i32::from(*above);
        // At most 361 * 64. A square root of IEEE is the same everywhere.
        *step = rounded(((across * across + down * down) as f32).sqrt() * 64.0) as i16;
    }
}

/// A small number, rounded.
#[inline]
fn rounded(value: f32) -> u32 {
    /// Added to it, leaves the whole number in the last bits.
    const LAST_BITS: f32 = 12_582_912.0;
    (value + LAST_BITS).to_bits()
}

/// The one picked of each 7 values in a row.
fn slide<T: Copy>(values: &[T], picked: &mut [T], pick: impl Fn(T, T) -> T) {
    let from = |at: usize| values.get(at..).unwrap_or_default();
    let ends = from(0).iter().zip(from(1)).zip(from(2)).zip(from(3));
    let rest = from(4).iter().zip(from(5)).zip(from(6));
    for ((picked, (((one, two), three), four)), ((five, six), seven)) in picked.iter_mut().zip(ends).zip(rest) {
        *picked = pick(pick(pick(*one, *two), pick(*three, *four)), pick(pick(*five, *six), *seven));
    }
}

/// The one picked of each column of 7 rows.
fn gather<T: Copy>(rows: &[Vec<T>; WINDOW], picked: &mut [T], pick: impl Fn(T, T) -> T) {
    let [first, rest @ ..] = rows;
    picked.iter_mut().zip(first).for_each(|(picked, value)| *picked = *value);
    for row in rest {
        for (picked, value) in picked.iter_mut().zip(row) {
            *picked = pick(*picked, *value);
        }
    }
}
