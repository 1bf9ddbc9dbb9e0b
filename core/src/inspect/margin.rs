//! How much writing touches each side of a picture: where a page is cut off, its lines run into the side.
//!
//! Ink is what is dark beside the paper round it. Along each side its strokes are counted in a strip, and held against what such
//! strips inside have. A dark table round the page has no paper beside it and a drawn frame few strokes, so neither counts; nor
//! do the pale patterns of certificates, which are no half as dark as the writing.

use super::jpeg::MEASURED;
use super::report::Touching;
use super::sharpness::Gray;
use crate::order;

/// Pixels of a strip, about; it is divided into squares.
const STRIP: usize = 24;
/// Where nothing round a square is this bright, in percent of the paper, it is none of the page.
const LEAST_LIGHT: u32 = 70;
/// A square of which one in so many is dark is no writing, but the edge of something.
const MOST_INK: u32 = 3;
/// Fewer strokes across a line of the picture, in hundredths, are too few to compare with.
const LEAST_STROKES: u32 = 200;
/// With fewer strips there is no inside.
const LEAST_STRIPS: usize = 6;

/// How much writing touches each side of a picture as it is stored; nothing where it is smaller than they are measured at.
pub(super) fn touching(gray: &Gray, paper: u32, ink: u32) -> Option<Touching> {
    let (across, down) = (Strips::new(gray.width), Strips::new(gray.height));
    if gray.width.max(gray.height) < MEASURED || across.count < LEAST_STRIPS || down.count < LEAST_STRIPS || paper == 0
    {
        return None;
    }
    let brightest = brightest(gray, &across, &down);
    let mut counter = Counter::new(gray.width);
    let (mut columns, mut rows) = (vec![0_u32; across.count], Vec::with_capacity(down.count));
    for (at, (top, bottom)) in down.all().enumerate() {
        let light = |column: usize| {
            let round = brightest.iter().skip(at.saturating_sub(1)).take(if at == 0 { 2 } else { 3 });
            let near =
                round.flat_map(|row| row.iter().skip(column.saturating_sub(1)).take(if column == 0 { 2 } else { 3 }));
            u32::from(near.copied().max().unwrap_or(0))
        };
        for (column, (left, right)) in across.all().enumerate() {
            let light = light(column);
            // Half-way between the paper here and its ink.
            let darker = if light * 100 < paper * LEAST_LIGHT { 0 } else { light * (paper + ink) / (2 * paper) };
            let darker = u8::try_from(darker).unwrap_or(u8::MAX);
            counter.darker.iter_mut().take(right).skip(left).for_each(|limit| *limit = darker);
        }
        for row in gray.pixels.chunks_exact(gray.width).take(bottom).skip(top) {
            counter.count(row);
        }
        let mut strokes = 0;
        for (column, (left, right)) in columns.iter_mut().zip(across.all()) {
            let [ink, beside, below] = counter.taken(left, right);
            if ink * MOST_INK <= sum((bottom - top) * (right - left)) {
                strokes += beside;
                *column += below;
            }
        }
        rows.push(strokes);
    }
    let (left, right) = ends(&columns, &across);
    let (top, bottom) = ends(&rows, &down);
    Some(Touching { left, top, right, bottom })
}

/// How many strokes the first and the last strip have, in hundredths of what one full of writing has.
fn ends(strokes: &[u32], strips: &Strips) -> (u32, u32) {
    // Of one line through the strip, in hundredths.
    let each: Vec<u32> =
        strokes.iter().zip(strips.all()).map(|(strokes, (from, to))| strokes * 100 / sum(to - from).max(1)).collect();
    let mut sorted = each.clone();
    order::sort(&mut sorted);
    let full = sorted.get(sorted.len() * 3 / 4).copied().unwrap_or(0).max(LEAST_STROKES);
    let share = |strokes: Option<&u32>| strokes.map_or(0, |strokes| strokes * 100 / full);
    (share(each.first()), share(each.last()))
}

fn sum(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A side divided evenly.
struct Strips {
    side: usize,
    count: usize,
}

impl Strips {
    fn new(side: usize) -> Self {
        Self { side, count: ((side + STRIP / 2) / STRIP).max(1) }
    }

    /// Where each begins and ends.
    fn all(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.count).map(|at| (at * self.side / self.count, (at + 1) * self.side / self.count))
    }
}

/// The brightest pixel of each square.
fn brightest(gray: &Gray, across: &Strips, down: &Strips) -> Vec<Vec<u8>> {
    let mut columns = vec![0_u8; gray.width];
    let row = |(top, bottom): (usize, usize)| {
        columns.fill(0);
        for row in gray.pixels.chunks_exact(gray.width).take(bottom).skip(top) {
            columns.iter_mut().zip(row).for_each(|(most, pixel)| *most = (*most).max(*pixel));
        }
        across
            .all()
            .map(|(left, right)| columns.get(left..right).unwrap_or_default().iter().copied().max().unwrap_or(0))
            .collect()
    };
    down.all().map(row).collect()
}

/// Counts ink and where strokes begin, column by column, over the rows of a strip, which are fewer than 256.
struct Counter {
    /// Ink is what is darker.
    darker: Vec<u8>,
    above: Vec<u8>,
    here: Vec<u8>,
    ink: Vec<u8>,
    beside: Vec<u8>,
    below: Vec<u8>,
}

impl Counter {
    fn new(width: usize) -> Self {
        let [darker, above, here, ink, beside, below] = std::array::from_fn(|_| vec![0; width]);
        // Whatever stands in the first row begins outside.
        Self { darker, above: above.into_iter().map(|_: u8| 1).collect(), here, ink, beside, below }
    }

    fn count(&mut self, row: &[u8]) {
        for ((here, pixel), darker) in self.here.iter_mut().zip(row).zip(&self.darker) {
            *here = u8::from(pixel < darker);
        }
        for (((ink, below), here), above) in self.ink.iter_mut().zip(&mut self.below).zip(&self.here).zip(&self.above) {
            *ink += here;
            *below += here & (above ^ 1);
        }
        for ((beside, here), before) in self.beside.iter_mut().skip(1).zip(self.here.iter().skip(1)).zip(&self.here) {
            *beside += here & (before ^ 1);
        }
        std::mem::swap(&mut self.above, &mut self.here);
    }

    /// What was counted between two columns, and begins again: ink, strokes met going across, and going down.
    fn taken(&mut self, left: usize, right: usize) -> [u32; 3] {
        [&mut self.ink, &mut self.beside, &mut self.below].map(|counts| {
            let counts = counts.get_mut(left..right).unwrap_or_default();
            counts.iter_mut().map(|count| u32::from(std::mem::take(count))).sum()
        })
    }
}

impl Touching {
    /// The sides as they are shown, where the picture is turned by Exif for that.
    pub(super) fn turned(self, orientation: u32) -> Self {
        let Self { left, top, right, bottom } = self;
        let [left, top, right, bottom] = match orientation {
            2 => [right, top, left, bottom],
            3 => [right, bottom, left, top],
            4 => [left, bottom, right, top],
            5 => [top, left, bottom, right],
            6 => [bottom, left, top, right],
            7 => [bottom, right, top, left],
            8 => [top, right, bottom, left],
            _ => [left, top, right, bottom],
        };
        Self { left, top, right, bottom }
    }
}
