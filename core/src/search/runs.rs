//! Which short runs of sounds stand in the texts.
//!
//! A *sound* is a syllable in which a character can be read, or a letter or digit that is only typed as itself. Kept are, of every
//! text: two sounds and the initial after them; a sound and the three, and the four, initials after it; five initials. A query that
//! can be read only along runs that stand nowhere has no match, and no tree is entered to learn it.
//!
//! Bytes: words of 64 bits, a power of two of them. A run sets four bits of one word. A run may therefore seem to stand in some text
//! when it stands in none, about once in a hundred times, but never the other way round.

use super::alphabet::initials_of;
use super::readings::Class;
use super::text::Token;

/// The sound of what is typed by its initial.
pub(super) const UNKNOWN: u32 = u32::MAX;
/// The sounds of what is typed as itself, above those of all syllables.
const ITSELF: u32 = 1 << 16;
/// How many initials of a run are remembered, five bits each.
const LONGEST: u32 = 5;
/// A share of the bits set below which half the words are enough: one in so many.
const SPARSE: usize = 5;

/// The runs of an index, read where they lie.
#[derive(Clone, Copy)]
pub(super) struct Runs<'a> {
    words: &'a [[u8; 8]],
}

/// The end of a run as far as it matters to what comes next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trail {
    length: u32,
    /// The last initials, the last one in the lowest bits.
    initials: u32,
    /// The last four sounds, the last one first.
    sounds: [u32; 4],
}

impl Trail {
    /// Before the first sound.
    pub(super) const START: Self = Self { length: 0, initials: 0, sounds: [UNKNOWN; 4] };

    /// One more initial, and its sound.
    pub(super) fn then(self, initial: u32, sound: u32) -> Self {
        let [last, second, third, _] = self.sounds;
        Self {
            length: self.length + 1,
            initials: (self.initials << 5 | initial) & ((1 << (5 * LONGEST)) - 1),
            sounds: [sound, last, second, third],
        }
    }
}

impl<'a> Runs<'a> {
    /// The runs in these bytes, if any are told.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        let words = bytes.as_chunks::<8>().0;
        words.len().is_power_of_two().then_some(Self { words })
    }

    /// Whether some text holds the run that ends in this initial, as far as can be told.
    pub(super) fn may_hold(self, before: Trail, initial: u32) -> bool {
        let Trail { length, initials, sounds: [last, second, third, fourth] } = before;
        let run = |initials: u32, count: u32| (initials << 5 | initial) & ((1 << (5 * count)) - 1);
        (last == UNKNOWN || second == UNKNOWN || self.holds(sounds_key(second, last, initial)))
            && (third == UNKNOWN || self.holds(sound_key(third, 3, run(initials, 3))))
            && (length < 4 || self.holds(initials_key(run(initials, LONGEST))))
            && (fourth == UNKNOWN || self.holds(sound_key(fourth, 4, run(initials, 4))))
    }

    fn holds(self, key: u64) -> bool {
        let (word, bits) = place(key, self.words.len());
        self.words.get(word).is_some_and(|word| u64::from_le_bytes(*word) & bits == bits)
    }
}

/// The sounds of a letter of a text or a query; of the latter one is enough, for the runs of a text are kept with all.
pub(super) fn sounds(letter: char, class: Class) -> impl Iterator<Item = u32> {
    let itself = (class == Class::NONE).then_some(ITSELF + u32::from(letter));
    class.syllables().map(u32::from).chain(itself)
}

/// The numbers of some initials.
pub(super) fn numbers(mut initials: u32) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let number = initials.trailing_zeros();
        (initials != 0).then(|| {
            initials &= initials - 1;
            number
        })
    })
}

/// Writes the runs of texts with so many tokens in all.
pub(super) fn bytes<'t>(texts: impl Iterator<Item = &'t [Token]>, tokens: usize) -> Vec<u8> {
    let mut writer = Writer { words: vec![0; tokens.next_power_of_two()] };
    for text in texts {
        for start in 0..text.len() {
            writer.add_from(text.get(start..).unwrap_or_default());
        }
    }
    writer.bytes()
}

struct Writer {
    words: Vec<u64>,
}

impl Writer {
    fn add(&mut self, key: u64) {
        let (word, bits) = place(key, self.words.len());
        if let Some(word) = self.words.get_mut(word) {
            *word |= bits;
        }
    }

    /// Adds the runs with which a row of tokens starts.
    fn add_from(&mut self, row: &[Token]) {
        let [first, rest @ ..] = row else { return };
        let mut runs = vec![0];
        for (token, length) in rest.iter().zip(1..LONGEST) {
            let initials = initials_of(token.letter);
            if let ([second, ..], 2) = (rest, length) {
                for two in sounds(second.letter, second.class) {
                    for one in sounds(first.letter, first.class) {
                        numbers(initials).for_each(|initial| self.add(sounds_key(one, two, initial)));
                    }
                }
            }
            runs = runs.iter().flat_map(|run| numbers(initials).map(move |initial| run << 5 | initial)).collect();
            for run in runs.iter().filter(|_| length > 2) {
                sounds(first.letter, first.class).for_each(|one| self.add(sound_key(one, length, *run)));
                if length == LONGEST - 1 {
                    let first = numbers(initials_of(first.letter));
                    first.for_each(|initial| self.add(initials_key(initial << (5 * length) | run)));
                }
            }
        }
    }

    /// The words, fewer where few bits are set: most runs stand in many texts.
    fn bytes(mut self) -> Vec<u8> {
        let ones = |words: &[u64]| words.iter().map(|word| word.count_ones() as usize).sum::<usize>();
        while self.words.len() > 1 && ones(&self.words) * SPARSE < self.words.len() * 64 {
            let rest = self.words.split_off(self.words.len() / 2);
            self.words.iter_mut().zip(rest).for_each(|(word, other)| *word |= other);
        }
        self.words.into_iter().flat_map(u64::to_le_bytes).collect()
    }
}

/// The key of two sounds with the initial after them.
fn sounds_key(one: u32, two: u32, initial: u32) -> u64 {
    u64::from(one) << 27 | u64::from(two) << 5 | u64::from(initial)
}

/// The key of a sound with the three or four initials after it.
fn sound_key(sound: u32, length: u32, initials: u32) -> u64 {
    u64::from(length) << 60 | u64::from(sound) << 20 | u64::from(initials)
}

/// The key of five initials.
fn initials_key(initials: u32) -> u64 {
    5 << 60 | u64::from(initials)
}

/// Which bits of which word a run sets.
fn place(key: u64, words: usize) -> (usize, u64) {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = key.wrapping_mul(FACTOR);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(FACTOR);
    let mixed = mixed ^ mixed >> 29;
    let bit = |shift: u32| 1 << (mixed >> shift & 63);
    ((mixed >> 32) as usize & (words - 1), bit(0) | bit(6) | bit(12) | bit(18))
}
