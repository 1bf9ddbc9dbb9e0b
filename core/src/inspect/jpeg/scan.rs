//! One scan: every code of it decoded, nothing of it trusted.

use super::bits::{Bits, Place};
use super::frame::Frame;
use super::huffman::Tables;
use super::progressive::Pass;
use super::reduce::Block;
use super::sequential::sequential;
use crate::inspect::report::JpegFault;

/// What stops a scan before its end.
pub(super) enum Stop {
    /// There are too few bytes yet to be sure of the next unit.
    Wait,
    /// It is not as it should be.
    Fault(JpegFault),
}

impl From<JpegFault> for Stop {
    fn from(fault: JpegFault) -> Self {
        Self::Fault(fault)
    }
}

/// More than the longest unit takes: ten blocks of 64 coefficients of at most 27 bits, each byte stuffed. A scan waits rather
/// than begin a unit with fewer bytes at hand.
const LONGEST_UNIT: usize = 8 << 10;
/// The most blocks a unit may have, by the standard.
const MOST_BLOCKS: usize = 10;

/// One component's part in a scan.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) component: usize,
    pub(super) dc: usize,
    pub(super) ac: usize,
    /// The last value at frequency zero, to which the next is a difference.
    pub(super) before: i32,
}

/// A scan being read.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    parts: Vec<Part>,
    first: u32,
    last: u32,
    /// Bits still to come after this scan.
    low: u32,
    /// Whether coefficients come for the first time.
    fresh: bool,
    restart: usize,
    unit: usize,
    units: usize,
    /// Blocks yet to come of a run without coefficients.
    run: u32,
    place: Place,
    /// Bytes that belong to nothing, found before restart markers.
    pub(super) stray: u64,
}

impl Scan {
    /// Reads the header of a scan and checks it against the frame.
    pub(super) fn new(segment: &[u8], frame: &mut Frame, restart: usize, at: usize) -> Result<Self, JpegFault> {
        let (count, rest) = segment.split_first().ok_or(JpegFault::BadHeader)?;
        let count = usize::from(*count);
        let (selected, rest) = rest.split_at_checked(count * 2).ok_or(JpegFault::BadHeader)?;
        let [first, last, bits] = *rest.first_chunk::<3>().ok_or(JpegFault::BadHeader)?;
        if !(1..=4).contains(&count) {
            return Err(JpegFault::BadHeader);
        }
        let mut parts: Vec<Part> = Vec::new();
        for [id, tables] in selected.as_chunks::<2>().0 {
            let found = frame.components.iter().position(|component| component.id == *id);
            // Some writers number components as they please; their order then says which is which.
            let component = found.ok_or(JpegFault::BadHeader)?;
            let (dc, ac) = (usize::from(tables >> 4), usize::from(tables & 15));
            if dc > 3 || ac > 3 || parts.iter().any(|part| part.component == component) {
                return Err(JpegFault::BadHeader);
            }
            parts.push(Part { component, dc, ac, before: 0 });
        }
        let (high, low) = (bits >> 4, bits & 15);
        let (first, last) = if frame.progressive { (first, last) } else { (0, 63) };
        let (high, low) = if frame.progressive { (high, low) } else { (0, 0) };
        if first > last || last > 63 || low > 13 || (first == 0) != (last == 0 || !frame.progressive) {
            return Err(JpegFault::BadHeader);
        }
        if first > 0 && count > 1 {
            return Err(JpegFault::BadHeader);
        }
        for part in &parts {
            let component = frame.components.get_mut(part.component).ok_or(JpegFault::BadHeader)?;
            let band = component.left.iter_mut().skip(first.into()).take(usize::from(last - first) + 1);
            for left in band {
                let follows = match *left {
                    None => high == 0,
                    Some(left) => high == left && low + 1 == left,
                };
                if !follows {
                    return Err(JpegFault::ScanOrder);
                }
                *left = Some(low);
            }
        }
        let blocks = |part: &Part| frame.components.get(part.component).map(|one| one.width * one.height);
        let units = match parts.as_slice() {
            [only] => blocks(only).unwrap_or(0),
            _ => frame.units_across * frame.units_down,
        };
        let in_unit = |part: &Part| frame.components.get(part.component).map_or(0, |one| one.across * one.down);
        if count > 1 && parts.iter().map(in_unit).sum::<usize>() > MOST_BLOCKS {
            return Err(JpegFault::BadHeader);
        }
        Ok(Self {
            parts,
            first: first.into(),
            last: last.into(),
            low: low.into(),
            fresh: high == 0,
            restart,
            unit: 0,
            units,
            run: 0,
            place: Place::at(at),
            stray: 0,
        })
    }

    /// Whether it sends the first component.
    pub(super) fn has_first(&self) -> bool {
        self.parts.iter().any(|part| part.component == 0)
    }

    /// How much of it was read, in thousandths.
    pub(super) fn done(&self) -> u32 {
        (self.unit * 1000 / self.units.max(1)) as u32
    }

    /// Reads on. Where it ends, gives the place behind it, and how many bytes before that belong to nothing.
    pub(super) fn advance(
        &mut self,
        data: &[u8],
        is_last: bool,
        frame: &mut Frame,
        tables: &Tables,
    ) -> Result<(usize, u64), Stop> {
        let mut bits = Bits::new(data, self.place);
        let done = self.units(&mut bits, data.len(), is_last, frame, tables);
        self.place = bits.place();
        match done {
            Ok(()) => {
                let unused = bits.end();
                Ok((bits.place().at, unused))
            }
            Err(Stop::Fault(fault)) if bits.overrun() => Err(Stop::Fault(ended_by(data, self.place.at, fault))),
            Err(stop) => Err(stop),
        }
    }

    fn units(
        &mut self,
        bits: &mut Bits<'_>,
        length: usize,
        is_last: bool,
        frame: &mut Frame,
        tables: &Tables,
    ) -> Result<(), Stop> {
        let Frame { components, units_across, reduction, progressive, .. } = frame;
        let mut block: Block = [0; 128];
        while self.unit < self.units {
            if !is_last && bits.place().at + LONGEST_UNIT > length {
                return Err(Stop::Wait);
            }
            if self.restart > 0 && self.unit > 0 && self.unit.is_multiple_of(self.restart) {
                self.restart_marker(bits)?;
            }
            let pass = Pass { first: self.first, last: self.last, low: self.low, fresh: self.fresh };
            // A component sent alone sends its blocks row by row; several take turns.
            let alone = self.parts.len() == 1;
            for part in &mut self.parts {
                let component = components.get_mut(part.component).ok_or(JpegFault::BadHeader)?;
                let (in_row, across, down) =
                    if alone { (component.width, 1, 1) } else { (*units_across, component.across, component.down) };
                let (left, top) = (self.unit % in_row * across, self.unit / in_row * down);
                for y in top..top + down {
                    for x in left..left + across {
                        let keep = (part.component == 0).then_some(&mut *reduction);
                        if *progressive {
                            pass.block(bits, part, component, tables, keep, (x, y), &mut self.run)?;
                        } else {
                            sequential(bits, part, tables, keep, &mut block, (x, y))?;
                        }
                    }
                }
            }
            if bits.overrun() {
                return Err(JpegFault::DataCut.into());
            }
            self.unit += 1;
        }
        // A run that says it goes on behind the last block contradicts the frame.
        if self.run > 0 { Err(JpegFault::BadIndex.into()) } else { Ok(()) }
    }

    /// The marker that has to stand here.
    fn restart_marker(&mut self, bits: &mut Bits<'_>) -> Result<(), Stop> {
        let expected = 0xD0 + ((self.unit / self.restart - 1) % 8) as u8;
        if self.run > 0 {
            return Err(JpegFault::BadIndex.into());
        }
        self.stray += bits.end();
        let (stray, marker) = bits.marker();
        self.stray += stray;
        if marker != Some(expected) {
            return Err(Stop::Fault(match marker {
                None if stray > 32 => JpegFault::TooManyStrayBytes,
                None | Some(0xD9) => JpegFault::DataCut,
                Some(_) => JpegFault::RestartOrder,
            }));
        }
        for part in &mut self.parts {
            part.before = 0;
        }
        Ok(())
    }
}

/// Whether a scan that ran out of bits was cut, or only misread.
fn ended_by(data: &[u8], at: usize, fault: JpegFault) -> JpegFault {
    match data.get(at..).unwrap_or_default() {
        // The end of the file, perhaps inside a marker; or an end marker put back behind a cut.
        [] | [0xFF] | [0xFF, 0xD9, ..] => JpegFault::DataCut,
        [0xFF, 0xD0..=0xD7, ..] => JpegFault::RestartOrder,
        _ if fault == JpegFault::DataCut => JpegFault::ScanMissing,
        _ => fault,
    }
}
