//! JPEG: whether a picture is whole, and a small copy of it to measure.
//!
//! Every code of every scan is decoded, but nothing is transformed beyond what the small copy needs. That finds what decoders
//! made for showing pictures forgive: a lost piece in the middle, a cut with the end marker put back.
//!
//! What holds:
//! 1. A picture is whole only where every block of every component came, with every bit, in order, and as many as the frame
//!    says.
//! 2. Work is bounded by the bytes given, by the blocks of the frame and by [`Limits::scans`]; memory by [`Limits::pixels`]:
//!    at most 1.2 bytes a pixel; of a progressive picture of fewer than 2,048 pixels on its long side, all of whose coefficients
//!    are kept, 3.4.
//! 3. Reading in pieces gives the same as reading at once.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::inline_always,
    reason = "counts of bits and samples of known size; bounds are checked where values enter, and the inner loop is hot"
)]

mod bits;
mod frame;
mod huffman;
mod progressive;
mod reduce;
mod scan;
mod sequential;

use self::frame::Frame;
use self::huffman::Tables;
pub(super) use self::reduce::MEASURED;
use self::scan::{Scan, Stop};
use super::exif;
use super::limits::Limits;
use super::report::{Bound, Color, Identifying, JpegFault, JpegReport, JpegState, Over};
use crate::order;

/// A JPEG being read. Bytes are handed in from the start each time, with more of them behind.
#[derive(Debug)]
pub(super) struct Jpeg {
    limits: Limits,
    header_only: bool,
    at: usize,
    frame: Option<Frame>,
    tables: Tables,
    quantisation: [Option<[u16; 64]>; 4],
    restart: usize,
    adobe: Option<u8>,
    orientation: u32,
    identifies: Vec<Identifying>,
    /// Directories of Exif that are still read.
    exif_directories: u32,
    segments: u32,
    scans: u32,
    stray: u64,
    scan: Option<Scan>,
    decoded: u32,
    end: Option<End>,
}

/// How reading ended.
#[derive(Clone, Copy, Debug)]
enum End {
    /// At the end marker; the place behind it.
    Marker(usize),
    /// At the end of the file, with every block there.
    NoMarker,
    Fault(JpegFault),
    Over(Over),
    /// At the first scan, where only the header was wanted.
    Header,
}

impl From<JpegFault> for End {
    fn from(fault: JpegFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Over> for End {
    fn from(over: Over) -> Self {
        Self::Over(over)
    }
}

/// The small copy of a whole picture: its rows, the length of a row in bytes, and its size.
pub(super) struct Picture<'a> {
    pub(super) rows: &'a [u8],
    pub(super) stride: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Jpeg {
    pub(super) fn new(limits: Limits, header_only: bool) -> Self {
        Self {
            limits,
            header_only,
            // Behind the start marker, by which the kind was told.
            at: 2,
            frame: None,
            tables: Tables::default(),
            quantisation: [None; 4],
            restart: 0,
            adobe: None,
            orientation: 1,
            identifies: Vec::new(),
            exif_directories: limits.exif_directories,
            segments: 0,
            scans: 0,
            stray: 0,
            scan: None,
            decoded: 0,
            end: None,
        }
    }

    /// Reads on, as far as the bytes allow.
    pub(super) fn advance(&mut self, data: &[u8], is_last: bool) {
        while self.end.is_none() {
            let step =
                if self.scan.is_some() { self.read_scan(data, is_last) } else { self.read_segment(data, is_last) };
            match step {
                Ok(true) => {}
                Ok(false) => return,
                Err(end) => self.end = Some(end),
            }
        }
    }

    /// Whether there is more to read that could change anything but the count of trailing bytes.
    pub(super) fn has_ended(&self) -> bool {
        self.end.is_some()
    }

    /// Reads a piece of the scan; `false` where more bytes are needed.
    fn read_scan(&mut self, data: &[u8], is_last: bool) -> Result<bool, End> {
        let (Some(scan), Some(frame)) = (&mut self.scan, &mut self.frame) else { return Ok(false) };
        let done = scan.advance(data, is_last, frame, &self.tables);
        self.decoded = scan.done();
        match done {
            Err(Stop::Wait) => Ok(false),
            Err(Stop::Fault(fault)) => Err(fault.into()),
            Ok((at, stray)) => {
                self.at = at;
                let stray = stray + scan.stray;
                self.scan = None;
                self.stray_bytes(stray)?;
                Ok(true)
            }
        }
    }

    fn stray_bytes(&mut self, count: u64) -> Result<(), End> {
        self.stray += count;
        if self.stray > self.limits.stray_bytes { Err(JpegFault::TooManyStrayBytes.into()) } else { Ok(()) }
    }

    /// Reads up to the next marker and its segment; `false` where more bytes are needed.
    fn read_segment(&mut self, data: &[u8], is_last: bool) -> Result<bool, End> {
        let cut = |this: &Self| {
            if !is_last {
                return Ok(false);
            }
            let whole = this.frame.as_ref().is_some_and(Frame::is_whole);
            let begun = this.scans > 0;
            // Without the end marker, but with every bit of every block, nothing that can be seen is missing.
            Err(match (whole, begun) {
                (true, _) => End::NoMarker,
                (false, true) => JpegFault::ScanMissing.into(),
                (false, false) => JpegFault::HeaderCut.into(),
            })
        };
        let rest = data.get(self.at..).unwrap_or_default();
        let marker = match rest {
            [] | [0xFF] => return cut(self),
            [0xFF, 0xFF, ..] => {
                self.at += 1;
                return Ok(true);
            }
            [0xFF, marker @ 1..=0xFE, ..] => *marker,
            _ => {
                self.at += 1;
                self.stray_bytes(1)?;
                return Ok(true);
            }
        };
        match marker {
            0xD9 => return self.end_marker().map(|()| false),
            // A restart marker behind the last unit belongs to nothing.
            0xD0..=0xD7 => {
                self.at += 2;
                self.stray_bytes(2)?;
                return Ok(true);
            }
            0x01 => {
                self.at += 2;
                return Ok(true);
            }
            0xD8 => return Err(JpegFault::BadHeader.into()),
            _ => {}
        }
        let Some((length, body)) = rest.get(2..).and_then(<[u8]>::split_first_chunk::<2>) else { return cut(self) };
        let length = usize::from(u16::from_be_bytes(*length));
        let Some(length) = length.checked_sub(2) else { return Err(JpegFault::BadHeader.into()) };
        let Some(segment) = body.get(..length) else { return cut(self) };
        self.segments += 1;
        Over::check(Bound::Segments, self.limits.segments.into(), self.segments.into())?;
        self.at += 4 + length;
        self.segment(marker, segment)?;
        Ok(true)
    }

    fn end_marker(&mut self) -> Result<(), End> {
        let whole = self.frame.as_ref().is_some_and(Frame::is_whole);
        let fault = if self.scans > 0 { JpegFault::ScanMissing } else { JpegFault::HeaderCut };
        Err(if whole { End::Marker(self.at + 2) } else { fault.into() })
    }

    fn segment(&mut self, marker: u8, segment: &[u8]) -> Result<(), End> {
        match marker {
            0xC0..=0xC2 => {
                if self.frame.is_some() {
                    return Err(JpegFault::BadHeader.into());
                }
                let most = self.limits.pixels;
                let size = |width: u32, height: u32| {
                    Over::check(Bound::Pixels, most, u64::from(width) * u64::from(height)).map_err(End::Over)
                };
                self.frame = Some(Frame::read(segment, marker == 0xC2, size)?);
            }
            0xC3 => return Err(JpegFault::Lossless.into()),
            0xC5..=0xC7 | 0xDE | 0xDF => return Err(JpegFault::Hierarchical.into()),
            0xC8..=0xCF => return Err(JpegFault::Arithmetic.into()),
            0xC4 => self.tables.define(segment)?,
            0xDB => self.define_quantisation(segment)?,
            0xDD => {
                let length = segment.first_chunk::<2>().ok_or(JpegFault::BadHeader)?;
                self.restart = usize::from(u16::from_be_bytes(*length));
            }
            0xDA => {
                if self.header_only {
                    return Err(End::Header);
                }
                self.begin_scan(segment)?;
            }
            0xE1 => {
                let found = exif::read(segment, &self.limits, &mut self.exif_directories);
                self.orientation = found.orientation.unwrap_or(self.orientation);
                self.identifies.extend(found.identifies);
            }
            0xED => self.identifies.extend(exif::read_press(segment)),
            0xEE => {
                if let Some(rest) = segment.strip_prefix(b"Adobe") {
                    self.adobe = rest.get(6).copied();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_scan(&mut self, segment: &[u8]) -> Result<(), End> {
        let frame = self.frame.as_mut().ok_or(JpegFault::BadHeader)?;
        self.scans += 1;
        Over::check(Bound::Scans, self.limits.scans.into(), self.scans.into())?;
        if self.scans == 1 {
            frame.make_room();
        }
        if self.scans == 1 && self.tables.dc.iter().chain(&self.tables.ac).all(Option::is_none) && !frame.progressive {
            self.tables = Tables::standard();
        }
        let scan = Scan::new(segment, frame, self.restart, self.at)?;
        if scan.has_first() && !frame.progressive {
            let table = frame.components.first().and_then(|first| self.quantisation.get(first.quantisation)?.as_ref());
            frame.reduction.multiply_by(table.ok_or(JpegFault::TableMissing)?);
        }
        self.scan = Some(scan);
        Ok(())
    }

    fn define_quantisation(&mut self, mut segment: &[u8]) -> Result<(), JpegFault> {
        while let Some((head, rest)) = segment.split_first() {
            let mut table = [0_u16; 64];
            let rest = if head >> 4 == 0 {
                let (values, rest) = rest.split_first_chunk::<64>().ok_or(JpegFault::BadHeader)?;
                table.iter_mut().zip(values).for_each(|(to, from)| *to = u16::from(*from));
                rest
            } else {
                let (values, rest) = rest.split_first_chunk::<128>().ok_or(JpegFault::BadHeader)?;
                let values = values.as_chunks::<2>().0;
                table.iter_mut().zip(values).for_each(|(to, from)| *to = u16::from_be_bytes(*from));
                rest
            };
            let slot = self.quantisation.get_mut(usize::from(head & 15)).ok_or(JpegFault::BadHeader)?;
            *slot = Some(table);
            segment = rest;
        }
        Ok(())
    }

    /// The small copy of the picture, where all of it is there.
    pub(super) fn picture(&mut self) -> Option<Picture<'_>> {
        let (Some(End::Marker(_) | End::NoMarker), Some(frame)) = (self.end, &mut self.frame) else { return None };
        // Four inks have no brightness of their own; of red, green and blue the red one comes first, and paper and ink show in it.
        if matches!(frame.color(self.adobe), Color::Cmyk | Color::Ycck) {
            return None;
        }
        if frame.progressive {
            let first = frame.components.first()?;
            let table = self.quantisation.get(first.quantisation)?.as_ref()?;
            let blocks = (first.padded_width, first.padded_height);
            for component in &mut frame.components {
                component.nonzero = Vec::new();
            }
            frame.reduction.multiply_by(table);
            frame.reduction.draw_kept(blocks);
        }
        let (rows, stride, width, height) = frame.reduction.picture();
        Some(Picture { rows, stride, width, height })
    }

    /// What is known, now that the file is so long; and the bound it went over.
    pub(super) fn report(&self, size: u64) -> (JpegReport, Option<Over>) {
        let (state, fault, over) = match self.end {
            None | Some(End::Header) => (JpegState::HeaderOnly, None, None),
            Some(End::NoMarker) => (JpegState::EndMissing, None, None),
            Some(End::Marker(_)) => (JpegState::Complete, None, None),
            Some(End::Over(over)) => (JpegState::Over, None, Some(over)),
            Some(End::Fault(fault)) => (state_of(fault), Some(fault), None),
        };
        let end = match self.end {
            Some(End::Marker(at)) => at as u64,
            _ => size,
        };
        let mut identifies = self.identifies.clone();
        order::sort(&mut identifies);
        identifies.dedup();
        let report = JpegReport {
            state,
            fault,
            width: self.frame.as_ref().map_or(0, |frame| frame.width),
            height: self.frame.as_ref().map_or(0, |frame| frame.height),
            orientation: self.orientation,
            color: self.frame.as_ref().map(|frame| frame.color(self.adobe)),
            progressive: self.frame.as_ref().is_some_and(|frame| frame.progressive),
            decoded: self.decoded,
            stray_bytes: self.stray,
            trailing_bytes: size.saturating_sub(end),
            identifies,
            legibility: None,
            touching: None,
            look: None,
        };
        (report, over)
    }
}

fn state_of(fault: JpegFault) -> JpegState {
    use JpegFault as Fault;
    match fault {
        Fault::HeaderCut | Fault::DataCut | Fault::ScanMissing => JpegState::Cut,
        Fault::Arithmetic | Fault::Lossless | Fault::Hierarchical | Fault::Precision | Fault::Components => {
            JpegState::Unsupported
        }
        _ => JpegState::Corrupt,
    }
}
