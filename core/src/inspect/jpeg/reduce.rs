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
    /// For each coefficient in the order of the file, its place in a block of `side` by `side`; `side * side` where it is not
    /// kept.
    place: [u8; 64],
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

/// Coefficients of one block, by place; the one behind them takes what is not kept.
pub(super) type Block = [i32; 65];

impl Reduction {
    pub(super) fn new(samples: (usize, usize), blocks: (usize, usize)) -> Self {
        let long = samples.0.max(samples.1);
        let side = [1, 2, 4].into_iter().find(|side| long * side / 8 >= MEASURED).unwrap_or(8);
        let mut place = [(side * side) as u8; 64];
        let mut last = 0;
        for ((at, natural), place) in (0..).zip(ZIGZAG).zip(&mut place) {
            let (row, column) = (usize::from(natural / 8), usize::from(natural % 8));
            if row < side && column < side {
                *place = (row * side + column) as u8;
                last = at;
            }
        }
        Self { side, place, last, samples, stride: blocks.0 * side, plane: Vec::new(), kept: Vec::new() }
    }

    /// Makes room for the picture, when it begins.
    pub(super) fn make_room(&mut self, blocks: (usize, usize), progressive: bool) {
        self.plane = vec![0; self.stride * blocks.1 * self.side];
        if progressive {
            self.kept = vec![0; blocks.0 * blocks.1 * self.side * self.side];
        }
    }

    /// The place of a coefficient.
    #[inline(always)]
    pub(super) fn place(&self, at: u32) -> usize {
        usize::from(*self.place.get((at & 63) as usize).unwrap_or(&64))
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

    /// Draws every block of a progressive picture. The table multiplies, in the order of the file.
    pub(super) fn draw_kept(&mut self, table: &[u16; 64], blocks: (usize, usize)) {
        let kept = std::mem::take(&mut self.kept);
        let count = self.side * self.side;
        let mut factors = [0_i32; 64];
        for (at, factor) in (0..).zip(table) {
            if let Some(slot) = factors.get_mut(self.place(at)) {
                *slot = i32::from(*factor);
            }
        }
        let mut multiplied: Block = [0; 65];
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

/// Bits behind the point of the cosines.
const POINT: u32 = 12;
/// Bits behind the point between the two axes.
const BETWEEN: u32 = 4;

/// The cosines of the transform of 2, 4 and 8 points, with their norm, `sqrt(2/n) * cos((2x + 1) u pi / 2n)`, for the block's
/// own scale of 8 points, times 2 to the power of [`POINT`]: for each pixel, the coefficients.
const BASE_2: [[i32; 2]; 2] = [[2896, 2896], [2896, -2896]];
const BASE_4: [[i32; 4]; 4] =
    [[2048, 2676, 2048, 1108], [2048, 1108, -2048, -2676], [2048, -1108, -2048, 2676], [2048, -2676, 2048, -1108]];
#[rustfmt::skip]
const BASE_8: [[i32; 8]; 8] = [
    [1448,  2009,  1892,  1703,  1448,  1138,   784,   400],
    [1448,  1703,   784,  -400, -1448, -2009, -1892, -1138],
    [1448,  1138,  -784, -2009, -1448,   400,  1892,  1703],
    [1448,   400, -1892, -1138,  1448,  1703,  -784, -2009],
    [1448,  -400, -1892,  1138,  1448, -1703,  -784,  2009],
    [1448, -1138,  -784,  2009, -1448,  -400,  1892, -1703],
    [1448, -1703,   784,   400, -1448,  2009, -1892,  1138],
    [1448, -2009,  1892, -1703,  1448, -1138,   784,  -400],
];

/// The transform of the first `N` by `N` coefficients into as many pixels. A block of 8 by 8 that is reduced so keeps its
/// brightness where each axis is scaled by the square root of `N / 8`.
#[inline(always)]
fn draw<const N: usize>(coefficients: &Block, plane: &mut [u8], stride: usize) {
    let flat = coefficients.iter().take(N * N).skip(1).all(|value| *value == 0);
    let mean = coefficients.first().copied().unwrap_or(0);
    if flat {
        let value = level(mean.saturating_add(4) >> 3);
        for row in plane.chunks_mut(stride).take(N) {
            row.iter_mut().take(N).for_each(|pixel| *pixel = value);
        }
        return;
    }
    let mut block = [[0_i32; N]; N];
    for (row, line) in block.iter_mut().zip(coefficients.chunks_exact(N)) {
        row.iter_mut().zip(line).for_each(|(to, from)| *to = *from);
    }
    // Of N points out of 8, both axes together scale by N / 8.
    let last = POINT + BETWEEN + 3 - N.trailing_zeros();
    let down = transform(&block, POINT - BETWEEN);
    let drawn = turned(&transform(&turned(&down), last));
    for (row, values) in plane.chunks_mut(stride).zip(drawn) {
        for (pixel, value) in row.iter_mut().zip(values) {
            *pixel = level(value);
        }
    }
}

/// One axis, all its columns side by side, with so many bits taken away from what comes out. Hostile values wrap around; those
/// of a picture fit.
#[inline(always)]
fn transform<const N: usize>(block: &[[i32; N]; N], down: u32) -> [[i32; N]; N] {
    let mut out = [[1_i32 << (down - 1); N]; N];
    for (x, out) in out.iter_mut().enumerate() {
        for (u, row) in block.iter().enumerate() {
            let factor = base::<N>(x, u);
            for (sum, value) in out.iter_mut().zip(row) {
                *sum = sum.wrapping_add(value.wrapping_mul(factor));
            }
        }
        for sum in out.iter_mut() {
            *sum >>= down;
        }
    }
    out
}

/// Rows as columns.
#[inline(always)]
fn turned<const N: usize>(block: &[[i32; N]; N]) -> [[i32; N]; N] {
    let mut out = [[0_i32; N]; N];
    for (x, row) in block.iter().enumerate() {
        for (value, out) in row.iter().zip(&mut out) {
            if let Some(slot) = out.get_mut(x) {
                *slot = *value;
            }
        }
    }
    out
}

#[inline(always)]
fn base<const N: usize>(x: usize, u: usize) -> i32 {
    let of = |row: Option<&[i32]>| row.and_then(|row| row.get(u)).copied().unwrap_or(0);
    match N {
        1 => 1 << POINT,
        2 => of(BASE_2.get(x).map(<[i32; 2]>::as_slice)),
        4 => of(BASE_4.get(x).map(<[i32; 4]>::as_slice)),
        _ => of(BASE_8.get(x).map(<[i32; 8]>::as_slice)),
    }
}

/// A sample around zero as a brightness.
#[inline(always)]
fn level(value: i32) -> u8 {
    value.saturating_add(128).clamp(0, 255) as u8
}
