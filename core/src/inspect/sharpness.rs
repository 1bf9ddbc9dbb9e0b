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
        let mut pixels = Vec::with_capacity(width * height);
        let mut row = vec![0_u16; width];
        let mut sums = vec![0_u64; width];
        let rows: Vec<&[u8]> =
            picture.rows.chunks(picture.stride.max(1)).map(|row| row.get(..picture.width).unwrap_or(row)).collect();
        for part in &down.parts {
            sums.fill(0);
            for (source, weight) in rows.iter().skip(part.first).zip(part.weights()) {
                across.reduce(source, &mut row);
                for (sum, value) in sums.iter_mut().zip(&row) {
                    *sum += u64::from(*value) * u64::from(weight);
                }
            }
            // Eight bits behind the point of each row, and the weights' own.
            pixels.extend(sums.iter().map(|sum| ((sum + (1 << 23)) >> 24).min(255) as u8));
        }
        Self { pixels, width, height }
    }
}

/// How one side is divided anew.
struct Axis {
    parts: Vec<Part>,
}

/// One new pixel: the old pixels it covers, whole ones in the middle, with weights that add up to 65,536.
struct Part {
    first: usize,
    count: usize,
    first_weight: u32,
    weight: u32,
    last_weight: u32,
}

impl Part {
    fn weights(&self) -> impl Iterator<Item = u32> {
        (0..self.count).map(|at| match at {
            0 => self.first_weight,
            _ if at + 1 == self.count => self.last_weight,
            _ => self.weight,
        })
    }
}

impl Axis {
    fn new(old: usize, new: usize) -> Self {
        let part = |at: usize| {
            // In units of which an old pixel is `new` long and a new one `old`.
            let (start, end) = (at * old, (at + 1) * old);
            let (first, last) = (start / new, (end - 1) / new);
            let weight = |length: usize| ((length << 16) / old) as u32;
            let count = last - first + 1;
            let first_length = if count == 1 { old } else { (first + 1) * new - start };
            let (first_weight, whole) = (weight(first_length), weight(new));
            // What rounding leaves goes to the last, so that white stays white.
            let others = first_weight + whole * (count.saturating_sub(2)) as u32;
            Part { first, count, first_weight, weight: whole, last_weight: (1 << 16) - others.min(1 << 16) }
        };
        Self { parts: (0..new).map(part).collect() }
    }

    /// One row, with eight bits behind the point.
    fn reduce(&self, from: &[u8], to: &mut [u16]) {
        for (part, to) in self.parts.iter().zip(to) {
            let covered = from.get(part.first..part.first + part.count).unwrap_or_default();
            *to = match covered {
                [only] => u16::from(*only) << 8,
                [first, middle @ .., last] => {
                    let middle: u32 = middle.iter().map(|value| u32::from(*value)).sum();
                    let ends = u32::from(*first) * part.first_weight + u32::from(*last) * part.last_weight;
                    ((middle * part.weight + ends) >> 8).min(255 << 8) as u16
                }
                [] => 0,
            };
        }
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
    let (width, height) = (gray.width, gray.height);
    if width < 2 * WINDOW || height < 2 * WINDOW {
        return Vec::new();
    }
    let (most, least) = (windowed(&gray.pixels, width, u8::max), windowed(&gray.pixels, width, u8::min));
    let range: Vec<u8> = most.iter().zip(&least).map(|(most, least)| most.saturating_sub(*least)).collect();
    drop((most, least));
    let mut counts = [0_usize; 256];
    for value in &range {
        if let Some(count) = counts.get_mut(usize::from(*value)) {
            *count += 1;
        }
    }
    let median = percentile(&counts, range.len() / 2) as u8;
    let least_range = median.max(LEAST_RANGE);
    let steps = steps(gray);
    let steepest = windowed(&steps, width, u16::max);

    // A window is named by its first pixel; its middle lies so much further.
    let middle = WINDOW / 2 * width + WINDOW / 2;
    let windows_across = width + 1 - WINDOW;
    let mut widths = Vec::new();
    for (at, ((range, steepest), step)) in
        range.iter().zip(&steepest).zip(steps.get(middle..).unwrap_or_default()).enumerate()
    {
        if *range > least_range && *step == *steepest && *step > 0 && at % width < windows_across {
            // A step is twice the gradient, times 128.
            widths.push(u32::from(*range) * 25_600 / u32::from(*step));
        }
    }
    widths
}

/// How steep the picture is at each pixel: the length of the central differences, times 128. Zero at its border.
fn steps(gray: &Gray) -> Vec<u16> {
    let width = gray.width;
    let mut steps = vec![0_u16; gray.pixels.len()];
    let rows = gray.pixels.windows(3 * width).step_by(width);
    for (window, out) in rows.zip(steps.chunks_exact_mut(width).skip(1)) {
        let (above, rest) = window.split_at(width);
        let (here, below) = rest.split_at(width);
        let sides = here.iter().zip(here.iter().skip(2));
        let ends = above.iter().skip(1).zip(below.iter().skip(1));
        for ((out, (left, right)), (above, below)) in out.iter_mut().skip(1).zip(sides).zip(ends) {
            let across = f32::from(i16::from(*right) - i16::from(*left));
            let down = f32::from(i16::from(*below) - i16::from(*above));
            // At most 361 * 128. A square root of IEEE is the same everywhere.
            *out = ((across * across + down * down).sqrt() * 128.0) as u16;
        }
    }
    steps
}

/// The most or least within each window, at the window's first pixel. Windows that wrap into the next row are of no meaning.
fn windowed<T: Copy>(pixels: &[T], width: usize, pick: impl Fn(T, T) -> T + Copy) -> Vec<T> {
    let across = reached(&reached(&reached(pixels, 1, pick), 2, pick), 3, pick);
    reached(&reached(&reached(&across, width, pick), 2 * width, pick), 3 * width, pick)
}

/// Each value and the one so far behind it, as one. Reaches of 1, 2 and 3 make a window of 7.
fn reached<T: Copy>(values: &[T], distance: usize, pick: impl Fn(T, T) -> T) -> Vec<T> {
    values.iter().zip(values.get(distance..).unwrap_or_default()).map(|(one, other)| pick(*one, *other)).collect()
}
