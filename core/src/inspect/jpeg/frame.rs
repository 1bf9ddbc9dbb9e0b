//! The frame of a picture: its size, its components, and how their blocks lie.

use super::reduce::Reduction;
use crate::inspect::report::{Color, JpegFault};

/// One component of a frame.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub(super) id: u8,
    /// Blocks across and down in one unit of an interleaved scan.
    pub(super) across: usize,
    pub(super) down: usize,
    /// Its table of quantisation.
    pub(super) quantisation: usize,
    /// Blocks that hold its samples, across and down: what a scan of it alone sends.
    pub(super) width: usize,
    pub(super) height: usize,
    /// Blocks with those that fill up units, across and down: what an interleaved scan sends.
    pub(super) padded_width: usize,
    pub(super) padded_height: usize,
    /// How many bits of each coefficient are still to come; nothing where none came yet.
    pub(super) left: [Option<u8>; 64],
    /// Of a progressive picture, for each block, which coefficients are not zero yet.
    pub(super) nonzero: Vec<u64>,
}

/// A frame.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) progressive: bool,
    pub(super) components: Vec<Component>,
    /// Units of an interleaved scan, across and down.
    pub(super) units_across: usize,
    pub(super) units_down: usize,
    /// How the first component is kept.
    pub(super) reduction: Reduction,
}

impl Frame {
    /// Reads the segment that describes the frame. `size` is looked at before anything is laid out.
    pub(super) fn read<E: From<JpegFault>>(
        segment: &[u8],
        progressive: bool,
        size: impl FnOnce(u32, u32) -> Result<(), E>,
    ) -> Result<Self, E> {
        let [precision, height @ .., count] = *segment.first_chunk::<6>().ok_or(JpegFault::BadHeader)?;
        let [top, bottom, left, right] = height;
        let (height, width) = (u16::from_be_bytes([top, bottom]), u16::from_be_bytes([left, right]));
        size(width.into(), height.into())?;
        if precision != 8 {
            return Err(JpegFault::Precision.into());
        }
        if width == 0 || height == 0 {
            return Err(JpegFault::NoSize.into());
        }
        if !matches!(count, 1 | 3 | 4) {
            return Err(JpegFault::Components.into());
        }
        let (width, height) = (usize::from(width), usize::from(height));
        let mut described = Vec::new();
        for [id, factors, table] in segment.get(6..).unwrap_or_default().as_chunks::<3>().0 {
            let (across, down) = (usize::from(factors >> 4), usize::from(factors & 15));
            if !(1..=4).contains(&across) || !(1..=4).contains(&down) || *table > 3 {
                return Err(JpegFault::BadHeader.into());
            }
            described.push((*id, across, down, usize::from(*table)));
        }
        if described.len() != usize::from(count) {
            return Err(JpegFault::BadHeader.into());
        }
        let most_across = described.iter().map(|(_, across, ..)| *across).max().unwrap_or(1);
        let most_down = described.iter().map(|(_, _, down, _)| *down).max().unwrap_or(1);
        let units_across = width.div_ceil(8 * most_across);
        let units_down = height.div_ceil(8 * most_down);
        let component = |(id, across, down, quantisation): (u8, usize, usize, usize)| {
            let (padded_width, padded_height) = (units_across * across, units_down * down);
            Component {
                id,
                across,
                down,
                quantisation,
                width: (width * across).div_ceil(most_across).div_ceil(8),
                height: (height * down).div_ceil(most_down).div_ceil(8),
                padded_width,
                padded_height,
                left: [None; 64],
                nonzero: Vec::new(),
            }
        };
        let components: Vec<Component> = described.into_iter().map(component).collect();
        let first = components.first().ok_or(JpegFault::Components)?;
        let samples = ((width * first.across).div_ceil(most_across), (height * first.down).div_ceil(most_down));
        let reduction = Reduction::new(samples, (first.padded_width, first.padded_height));
        Ok(Self {
            width: width as u32,
            height: height as u32,
            progressive,
            components,
            units_across,
            units_down,
            reduction,
        })
    }

    /// Makes room for what is kept, when the first scan begins.
    pub(super) fn make_room(&mut self) {
        if let Some(first) = self.components.first() {
            self.reduction.make_room((first.padded_width, first.padded_height), self.progressive);
        }
        if self.progressive {
            for component in &mut self.components {
                component.nonzero = vec![0; component.padded_width * component.padded_height];
            }
        }
    }

    /// What the components are, by their number, their ids and what Adobe's marker says of them.
    pub(super) fn color(&self, adobe: Option<u8>) -> Color {
        let ids: Vec<u8> = self.components.iter().map(|component| component.id).collect();
        match (ids.as_slice(), adobe) {
            ([_], _) => Color::Gray,
            ([_, _, _, _], Some(2)) => Color::Ycck,
            ([_, _, _, _], _) => Color::Cmyk,
            (b"RGB", None) | (_, Some(0)) => Color::Rgb,
            _ => Color::Ycbcr,
        }
    }

    /// Whether every bit of every coefficient came.
    pub(super) fn is_whole(&self) -> bool {
        self.components.iter().all(|component| component.left.iter().all(|left| *left == Some(0)))
    }
}
