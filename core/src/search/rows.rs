//! Every place at which a match can start.

use super::alphabet::{Alphabet, Character, Numbers};
use super::build::Text;
use super::grow::{self, Row, Spelled};
use super::tree::{Level, Root};

/// Where in a text a match may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// At its first token.
    Start,
    /// At any token.
    Anywhere,
}

/// The rows of an index and what they spell.
pub(super) struct Rows<'a> {
    texts: &'a [Text],
    alphabet: &'a Alphabet,
    /// For each text its value when matched from the start, and by how much the value grows with each token skipped.
    values: Vec<(u32, u32)>,
    /// For each text where its tokens begin in `numbers`.
    starts: Vec<usize>,
    numbers: Vec<Numbers>,
    reach: Reach,
}

impl<'a> Rows<'a> {
    /// The rows of texts in groups, as `build` makes them.
    pub(super) fn new(texts: &'a [Text], groups: &[(u32, u32)], alphabet: &'a Alphabet, reach: Reach) -> Self {
        let mut values = Vec::with_capacity(texts.len());
        for ((value, first), (_, next)) in groups.iter().zip(groups.iter().skip(1)) {
            values.extend((0..next - first).map(|place| (value + place, next - first)));
        }
        let (mut starts, mut numbers) = (Vec::with_capacity(texts.len()), Vec::new());
        for text in texts {
            starts.push(numbers.len());
            numbers.extend(text.tokens.iter().map(|token| alphabet.numbers(Character::of(*token))));
            if text.tokens.is_empty() {
                // Every value has a code.
                numbers.push(Numbers::default());
            }
        }
        Self { texts, alphabet, values, starts, numbers, reach }
    }

    fn places(&self) -> usize {
        if self.reach == Reach::Start { 1 } else { usize::MAX }
    }

    /// How many tokens the texts have.
    pub(super) fn tokens(&self) -> usize {
        self.numbers.len()
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.texts.iter().map(|text| text.tokens.len().min(self.places())).sum()
    }

    /// The numbers of the texts' characters, packed, and some bytes more so that the last is read like any other.
    pub(super) fn code_bytes(&self) -> Vec<u8> {
        let bits = self.alphabet.character_bits();
        let (mut bytes, mut rest, mut held) = (Vec::new(), 0_u64, 0);
        for numbers in &self.numbers {
            rest |= u64::from(numbers.character) << held;
            held += bits;
            while held >= 8 {
                bytes.push((rest & 0xFF) as u8);
                rest >>= 8;
                held -= 8;
            }
        }
        bytes.extend(rest.to_le_bytes());
        bytes
    }

    /// The tree of the rows by symbols of a level, with the next page of each row or without.
    pub(super) fn tree(&self, level: Level, tells_pages: bool) -> Option<Vec<u8>> {
        let spelled = ByLevel { rows: self, level };
        let mut rows = Vec::with_capacity(self.count());
        for ((text, (value, step)), number) in self.texts.iter().zip(&self.values).zip(0..) {
            for ((token, start), skipped) in text.tokens.iter().zip(0..).zip(0..).take(self.places()) {
                let root = match start {
                    0 => Root::Text,
                    _ if token.starts_word => Root::Word,
                    _ => Root::Inside,
                };
                rows.push(Row { root, value: value + skipped * step, text: number, start, head: 0 });
            }
        }
        grow::tree(rows, &spelled, tells_pages)
    }
}

/// The rows by symbols of a level.
struct ByLevel<'a> {
    rows: &'a Rows<'a>,
    level: Level,
}

impl ByLevel<'_> {
    /// The numbers of the tokens of a row from a depth on.
    fn numbers(&self, row: &Row, depth: usize) -> &[Numbers] {
        let (start, place) = (self.rows.starts.get(row.text as usize), usize::from(row.start) + depth);
        let length = self.rows.texts.get(row.text as usize).map(|text| text.tokens.len());
        let numbers =
            start.zip(length).and_then(|(start, length)| self.rows.numbers.get(start + place..start + length));
        numbers.unwrap_or_default()
    }
}

impl Spelled for ByLevel<'_> {
    fn head(&self, row: &Row, depth: usize) -> u128 {
        let symbols = self.numbers(row, depth).iter().map(|numbers| u128::from(symbol(*numbers, self.level)));
        symbols.chain(std::iter::repeat(0)).take(8).fold(0, |head, symbol| head << 16 | symbol)
    }

    fn initials(&self, row: &Row, depth: usize) -> u32 {
        self.page(row, depth).map_or(0, |page| self.rows.alphabet.initials(page))
    }

    fn page(&self, row: &Row, depth: usize) -> Option<u16> {
        self.numbers(row, depth).first().map(|numbers| numbers.page)
    }
}

/// The number of a level, and 1 more, for 0 stands for the end.
fn symbol(numbers: Numbers, level: Level) -> u16 {
    1 + match level {
        Level::Page => numbers.page,
        Level::Letter => numbers.letter,
        Level::Character => numbers.character,
    }
}
