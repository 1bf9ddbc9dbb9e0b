//! The first component, kept small: only as many of each block's coefficients as a picture of 1,024 pixels and a little more
//! needs.

/// The long side at which pictures are measured.
pub(in crate::inspect) const MEASURED: usize = 1024;

/// Positions in a block, row by row, in the order of the file.
pub(super) const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// How the first component is kept, and what is kept of it.
#[derive(Clone, Debug)]
pub(super) struct Reduction {
    /// Pixels a block becomes, across and down: 1, 2, 4 or 8.
    pub(super) side: usize,
    /// For each coefficient in the order of the file, its place in a block of `side` by `side`, and above that byte what multiplies
    /// it. Those that are not kept, and all beyond a block, have a place behind all others.
    steps: [u32; 256],
    /// The last coefficient that is kept.
    pub(super) last: u32,
    /// Samples of the component.
    samples: (usize, usize),
    /// Pixels in a row of `plane`.
    stride: usize,
    /// The reduced picture.
    plane: Vec<u8>,
    /// Of a progressive picture, the kept coefficients of every block.
    kept: Vec<i16>,
}

/// Coefficients of one block, by place, and behind them what is not kept.
pub(super) type Block = [i32; 128];
/// The place of what is not kept.
const NOWHERE: u32 = 127;

impl Reduction {
    pub(super) fn new(samples: (usize, usize), blocks: (usize, usize)) -> Self {
        let long = samples.0.max(samples.1);
        let side = [1, 2, 4].into_iter().find(|side| long * side / 8 >= MEASURED).unwrap_or(8);
        let mut steps = [NOWHERE; 256];
        let mut last = 0;
        for ((at, natural), step) in (0..).zip(ZIGZAG).zip(&mut steps) {
            let (row, column) = (usize::from(natural / 8), usize::from(natural % 8));
            if row < side && column < side {
                *step = (row * side + column) as u32;
                last = at;
            }
        }
        Self { side, steps, last, samples, stride: blocks.0 * side, plane: Vec::new(), kept: Vec::new() }
    }

    /// Makes room for the picture, when it begins.
    pub(super) fn make_room(&mut self, blocks: (usize, usize), progressive: bool) {
        self.plane = vec![0; self.stride * blocks.1 * self.side];
        if progressive {
            self.kept = vec![0; blocks.0 * blocks.1 * self.side * self.side];
        }
    }

    /// Says what multiplies each coefficient, in the order of the file.
    pub(super) fn multiply_by(&mut self, table: &[u16; 64]) {
        for (step, factor) in self.steps.iter_mut().zip(table) {
            *step = *step & 255 | u32::from(*factor) << 8;
        }
    }

    /// The place of a coefficient, and what multiplies it.
    #[inline(always)]
    pub(super) fn step(&self, at: u32) -> (usize, i32) {
        let step = self.steps.get(usize::from(at as u8)).copied().unwrap_or(NOWHERE);
        ((step & NOWHERE) as usize, (step >> 8) as i32)
    }

    /// The kept coefficients of a block of a progressive picture.
    #[inline(always)]
    pub(super) fn kept(&mut self, block: usize) -> &mut [i16] {
        let count = self.side * self.side;
        self.kept.get_mut(block * count..(block + 1) * count).unwrap_or_default()
    }

    /// A block without coefficients, of which only what is kept was touched.
    #[inline(always)]
    pub(super) fn clear(&self, block: &mut Block) {
        block.iter_mut().take(self.side * self.side).for_each(|value| *value = 0);
    }

    /// Draws a block, whose coefficients are multiplied out, at a place counted in blocks.
    #[inline(always)]
    pub(super) fn draw(&mut self, coefficients: &Block, across: usize, down: usize) {
        let (side, stride) = (self.side, self.stride);
        let start = down * side * stride + across * side;
        let Some(plane) = self.plane.get_mut(start..) else { return };
        match side {
            1 => draw::<1>(coefficients, plane, stride),
            2 => draw::<2>(coefficients, plane, stride),
            4 => draw::<4>(coefficients, plane, stride),
            _ => draw::<8>(coefficients, plane, stride),
        }
    }

    /// Draws every block of a progressive picture, now that it is known what multiplies.
    pub(super) fn draw_kept(&mut self, blocks: (usize, usize)) {
        let kept = std::mem::take(&mut self.kept);
        let count = self.side * self.side;
        let mut factors = [0_i32; 64];
        for at in 0..64 {
            let (place, factor) = self.step(at);
            if let Some(slot) = factors.get_mut(place) {
                *slot = factor;
            }
        }
        let mut multiplied: Block = [0; 128];
        for (at, block) in kept.chunks_exact(count).enumerate() {
            for ((out, value), factor) in multiplied.iter_mut().zip(block).zip(factors) {
                *out = i32::from(*value).wrapping_mul(factor);
            }
            self.draw(&multiplied, at % blocks.0, at / blocks.0);
        }
    }

    /// The picture: its rows with what fills up the last blocks, the length of a row, and its size.
    pub(super) fn picture(&self) -> (&[u8], usize, usize, usize) {
        let size = |samples: usize| (samples * self.side).div_ceil(8);
        (&self.plane, self.stride, size(self.samples.0), size(self.samples.1))
    }
}

/// `cos(j * pi / 16) / 2`, the factors of the transform at 8 points. Of fewer points the slower ones stay, for a block that is
/// reduced keeps its brightness.
const COSINES: [f32; 9] =
    [0.5, 0.490_392_64, 0.461_939_77, 0.415_734_8, 0.353_553_4, 0.277_785_12, 0.191_341_72, 0.097_545_16, 0.0];

/// The factor of the coefficient `u` in the pixel `x` of `points`.
const fn factor(points: usize, x: usize, u: usize) -> f32 {
    let turn = if u == 0 { 4 } else { (2 * x + 1) * u * (8 / points) % 32 };
    let turn = if turn > 16 { 32 - turn } else { turn };
    #[allow(clippy::indexing_slicing, reason = "folded to 0 to 8, and checked as it is compiled")]
    if turn > 8 { -COSINES[16 - turn] } else { COSINES[turn] }
}

/// The factors of the first half of the pixels, of which the second half is the mirror.
struct Factors<const N: usize>;

impl<const N: usize> Factors<N> {
    #[allow(clippy::indexing_slicing, reason = "both count to the length, and it is checked as it is compiled")]
    const HALF: [[f32; N]; 4] = {
        let mut all = [[0.0; N]; 4];
        let mut at = 0;
        while at < N * N / 2 {
            all[at / N][at % N] = factor(N, at / N, at % N);
            at += 1;
        }
        all
    };
}

/// The transform of the first `N` by `N` coefficients into as many pixels. Sums of floats in one order, so that every machine
/// says the same.
#[inline(always)]
fn draw<const N: usize>(coefficients: &Block, plane: &mut [u8], stride: usize) {
    let flat = coefficients.iter().take(N * N).skip(1).fold(0, |any, value| any | value) == 0;
    if flat {
        let value = coefficients.first().copied().unwrap_or(0).saturating_add(4) >> 3;
        let value = value.saturating_add(128).clamp(0, 255) as u8;
        for row in plane.chunks_mut(stride).take(N) {
            row.iter_mut().take(N).for_each(|pixel| *pixel = value);
        }
        return;
    }
    let mut block = [[0.0_f32; N]; N];
    for (row, line) in block.iter_mut().zip(coefficients.chunks_exact(N)) {
        row.iter_mut().zip(line).for_each(|(to, from)| *to = *from as f32);
    }
    let drawn = turned(&transform(&turned(&transform(&block))));
    for (row, values) in plane.chunks_mut(stride).zip(drawn) {
        if let Some(row) = row.first_chunk_mut::<N>() {
            *row = values.map(level);
        }
    }
}

/// One axis, all its columns side by side.
#[inline(always)]
fn transform<const N: usize>(block: &[[f32; N]; N]) -> [[f32; N]; N] {
    let mut out = [[0.0; N]; N];
    let (first, last) = out.split_at_mut(N / 2);
    for ((near, far), factors) in first.iter_mut().zip(last.iter_mut().rev()).zip(&Factors::<N>::HALF) {
        let (mut even, mut odd) = ([0.0; N], [0.0; N]);
        for (u, (row, factor)) in block.iter().zip(factors).enumerate() {
            let sums = if u % 2 == 0 { &mut even } else { &mut odd };
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value * factor);
        }
        for (((near, far), even), odd) in near.iter_mut().zip(far).zip(even).zip(odd) {
            (*near, *far) = (even + odd, even - odd);
        }
    }
    out
}

/// Rows as columns.
#[inline(always)]
fn turned<const N: usize>(block: &[[f32; N]; N]) -> [[f32; N]; N] {
    let mut out = [[0.0; N]; N];
    for (x, row) in block.iter().enumerate() {
        for (value, out) in row.iter().zip(&mut out) {
            if let Some(slot) = out.get_mut(x) {
                *slot = *value;
            }
        }
    }
    out
}

/// A sample around zero as a brightness.
#[inline(always)]
fn level(value: f32) -> u8 {
    /// Added to a small number, leaves it rounded in the last bits.
    const ROUND: f32 = 12_582_912.0;
    ((value + 128.0).clamp(0.0, 255.0) + ROUND).to_bits() as u8
}
