//! How a character is read: the embedded tables, made from the sources in `core/data/sources/readings`.
//!
//! A character belongs to a *class*, its set of readings without tone, the customary one first; class 0 is the empty
//! set. The sets are those of readings in use, never the union of all that were ever recorded: 员 is `yuan` or `yun`,
//! 广 is only `guang`.

use std::ops::Range;
use std::sync::LazyLock;

const FIRST_OF_BLOCK: u32 = 0x4E00;
/// A cell with this bit holds the place in the block of the simplified form.
const SIMPLIFIED: u16 = 0x8000;
/// A cell with this bit belongs to a character with which some phrase starts.
const STARTS_PHRASE: u16 = 0x4000;
const BYTES_PER_SYLLABLE: usize = 6;

/// One cell for each character from U+4E00 to U+9FFF: the low bytes of all, then the high ones.
static BLOCK: &[u8] = include_bytes!("../../data/generated/readings-block.bin");
/// Sorted records for characters elsewhere: the character in four bytes, its cell in two.
static OUTSIDE: &[u8] = include_bytes!("../../data/generated/readings-outside.bin");
/// For each class and one past the last, where its members begin in [`CLASSES`], counted in members.
static CLASS_OFFSETS: &[u8] = include_bytes!("../../data/generated/readings-class-offsets.bin");
/// Numbers of syllables.
static CLASSES: &[u8] = include_bytes!("../../data/generated/readings-classes.bin");
/// The letters of each syllable, in alphabetical order, filled up with zeros to six bytes.
static SYLLABLES: &[u8] = include_bytes!("../../data/generated/readings-syllables.bin");
/// A digest of all the tables and of the phrases.
static VERSION: &[u8] = include_bytes!("../../data/generated/readings-version.bin");

/// How many syllables there are; they are numbered from 0.
pub(super) const SYLLABLE_COUNT: usize = SYLLABLES.len() / BYTES_PER_SYLLABLE;

/// A set of readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Class(u16);

impl Class {
    /// The class of what has no reading: letters, digits, and characters the tables do not know.
    pub(super) const NONE: Self = Self(0);

    /// The class of a character. Traditional characters must be folded first.
    pub(super) fn of(character: char) -> Self {
        Self(cell(character) & !(SIMPLIFIED | STARTS_PHRASE))
    }

    /// The numbers of its syllables, the customary one first.
    pub(super) fn syllables(self) -> impl DoubleEndedIterator<Item = u16> + Clone + ExactSizeIterator {
        let bound = |class: usize| number(CLASS_OFFSETS, class).map_or(0, usize::from);
        let (start, end) = (bound(usize::from(self.0)), bound(usize::from(self.0) + 1));
        let bytes = CLASSES.get(start * 2..end * 2).unwrap_or_default();
        bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair))
    }

    /// The syllable at a place in the set.
    pub(super) fn syllable(self, place: u8) -> Option<u16> {
        self.syllables().nth(usize::from(place))
    }
}

/// The simplified form of a traditional character, any other character itself.
pub(super) fn simplified(character: char) -> char {
    let cell = cell(character);
    if cell & SIMPLIFIED == 0 {
        return character;
    }
    char::from_u32(FIRST_OF_BLOCK + u32::from(cell & !SIMPLIFIED)).unwrap_or(character)
}

/// Whether some phrase of the phrase table starts with this character.
pub(super) fn starts_phrase(character: char) -> bool {
    cell(character) & (SIMPLIFIED | STARTS_PHRASE) == STARTS_PHRASE
}

/// The letters of a syllable; `ü` is written `v`.
pub(super) fn spelling(syllable: u16) -> &'static str {
    std::str::from_utf8(spelling_bytes(syllable)).unwrap_or_default()
}

/// The same as ASCII.
pub(super) fn spelling_bytes(syllable: u16) -> &'static [u8] {
    let padded = SYLLABLES.as_chunks::<BYTES_PER_SYLLABLE>().0.get(usize::from(syllable));
    let padded: &'static [u8] = padded.map_or(&[], |padded| padded);
    let length = padded.iter().position(|byte| *byte == 0).unwrap_or(padded.len());
    padded.get(..length).unwrap_or_default()
}

/// The letters of a syllable, filled up with zeros.
pub(super) fn padded(syllable: u16) -> [u8; BYTES_PER_SYLLABLE] {
    SYLLABLES.as_chunks::<BYTES_PER_SYLLABLE>().0.get(usize::from(syllable)).copied().unwrap_or_default()
}

/// The number of the syllable that is spelled so.
pub(super) fn number_of(spelled: &[u8]) -> Option<u16> {
    let syllables = SYLLABLES.as_chunks::<BYTES_PER_SYLLABLE>().0;
    let mut padded = [0; BYTES_PER_SYLLABLE];
    padded.get_mut(..spelled.len())?.copy_from_slice(spelled);
    syllables.binary_search(&padded).ok().and_then(|number| u16::try_from(number).ok())
}

/// The numbers of the syllables that start with a letter.
pub(super) fn syllables_with_initial(letter: u8) -> Range<u16> {
    static STARTS: LazyLock<[u16; 27]> = LazyLock::new(|| {
        let syllables = SYLLABLES.as_chunks::<BYTES_PER_SYLLABLE>().0;
        let start = |letter: u8| syllables.partition_point(|[first, ..]| *first < letter);
        std::array::from_fn(|slot| {
            u8::try_from(slot).ok().map_or(0, |slot| u16::try_from(start(b'a' + slot)).unwrap_or(u16::MAX))
        })
    });
    let start = |slot: usize| STARTS.get(slot).copied().unwrap_or_default();
    let slot = usize::from(letter.wrapping_sub(b'a'));
    start(slot)..start(slot + 1)
}

/// Those of a range of syllables, all of which start with the same letters, that have this letter next.
pub(super) fn narrowed(range: Range<u16>, place: usize, letter: char) -> Range<u16> {
    let syllables = SYLLABLES.as_chunks::<BYTES_PER_SYLLABLE>().0;
    let among = syllables.get(usize::from(range.start)..usize::from(range.end)).unwrap_or_default();
    let next = |syllable: &[u8; BYTES_PER_SYLLABLE]| syllable.get(place).map_or('\0', |letter| char::from(*letter));
    let start = among.partition_point(|syllable| next(syllable) < letter);
    let end = start + among.get(start..).unwrap_or_default().partition_point(|syllable| next(syllable) == letter);
    let number = |place: usize| range.start + u16::try_from(place).unwrap_or(0);
    number(start)..number(end)
}

/// The digest of the tables. An index made with other tables would give wrong answers and is refused.
pub(super) fn version() -> u64 {
    VERSION.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

fn cell(character: char) -> u16 {
    let code = u32::from(character);
    if let Some(place) = code.checked_sub(FIRST_OF_BLOCK)
        && let Some(low) = BLOCK.get(place as usize)
        && let Some(high) = BLOCK.get(place as usize + BLOCK.len() / 2)
    {
        return u16::from_le_bytes([*low, *high]);
    }
    if code < 0x3400 {
        return 0;
    }
    let records = OUTSIDE.as_chunks::<6>().0;
    let code_of = |record: &[u8; 6]| record.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    records
        .binary_search_by_key(&code, code_of)
        .ok()
        .and_then(|found| records.get(found))
        .and_then(|record| record.last_chunk())
        .map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

fn number(table: &[u8], place: usize) -> Option<u16> {
    table.as_chunks::<2>().0.get(place).map(|pair| u16::from_le_bytes(*pair))
}
