//! The ways in which a syllable can be typed.

use std::sync::LazyLock;

use super::double_pinyin::split_initial;
use super::options::{FuzzySounds, Options};
use super::readings::{self, SYLLABLE_COUNT};
use crate::order;

/// One way to type a syllable.
pub(super) struct Way {
    letters: [u8; 8],
    length: u8,
    /// Whether the first two letters stand for an initial (`zh`, `ch`, `sh`).
    pub(super) has_two_letter_initial: bool,
}

impl Way {
    fn new(parts: &[&[u8]], has_two_letter_initial: bool) -> Self {
        let mut letters = [0; 8];
        let mut length = 0;
        for (slot, letter) in letters.iter_mut().zip(parts.iter().copied().flatten()) {
            *slot = *letter;
            length += 1;
        }
        Self { letters, length, has_two_letter_initial }
    }

    pub(super) fn letters(&self) -> &[u8] {
        self.letters.get(..usize::from(self.length)).unwrap_or_default()
    }
}

/// Calls `visit` with every way to type the syllable under these options. Some ways may come twice. With `fuzzy`, the
/// ways of syllables that sound alike are among them.
pub(super) fn ways(syllable: u16, options: &Options, fuzzy: bool, visit: &mut impl FnMut(&Way)) {
    if !fuzzy {
        return typed(readings::spelling_bytes(syllable), options, visit);
    }
    sounding_alike(syllable, |letters, needs| {
        if needs & !allowed(options.sounds) == 0 {
            typed(letters, options, visit);
        }
    });
}

/// One way to type a syllable or another that sounds alike.
pub(super) struct Sounding {
    /// Filled up with zeros.
    pub(super) letters: [u8; 8],
    pub(super) syllable: u16,
    /// The pairs of sounds that must be allowed.
    pub(super) needs: u16,
}

/// Every way to type any syllable in full pinyin, in alphabetical order.
fn soundings() -> &'static [Sounding] {
    static ALL: LazyLock<Vec<Sounding>> = LazyLock::new(|| {
        let mut all: Vec<Sounding> = Vec::new();
        for syllable in 0..u16::try_from(SYLLABLE_COUNT).unwrap_or(u16::MAX) {
            sounding_alike(syllable, |letters, needs| {
                typed(letters, &Options::default(), &mut |way: &Way| {
                    all.push(Sounding { letters: way.letters, syllable, needs });
                });
            });
        }
        order::sort_by_key(&mut all, |sounding| (sounding.letters, sounding.syllable, sounding.needs));
        all.dedup_by_key(|sounding| (sounding.letters, sounding.syllable));
        all
    });
    &ALL
}

/// Those of them that start with a letter.
pub(super) fn soundings_with_initial(letter: u8) -> &'static [Sounding] {
    static STARTS: LazyLock<[usize; 27]> = LazyLock::new(|| {
        let first = |sounding: &Sounding| sounding.letters.first().copied().unwrap_or(0);
        std::array::from_fn(|slot| {
            soundings().partition_point(|sounding| usize::from(first(sounding)) < usize::from(b'a') + slot)
        })
    });
    let slot = usize::from(letter.wrapping_sub(b'a'));
    STARTS
        .get(slot)
        .zip(STARTS.get(slot + 1))
        .and_then(|(start, end)| soundings().get(*start..*end))
        .unwrap_or_default()
}

/// Calls `visit` with the spelling of the syllable and of each that sounds alike, and with the pairs of sounds it takes.
fn sounding_alike(syllable: u16, mut visit: impl FnMut(&[u8], u16)) {
    let syllable = readings::spelling(syllable);
    let (initial, rest) = split_initial(syllable);
    // An n without a final, as 嗯 may be read, is no initial.
    let is_initial = rest.starts_with(['a', 'e', 'i', 'o', 'u', 'v']);
    let initials = if is_initial { alike_initials(initial) } else { [Some((initial, 0)), None, None] };
    for (initial, needs) in initials.into_iter().flatten() {
        for (stem, more, also) in alike_finals(rest).into_iter().flatten() {
            let mut spelled = [0; 8];
            let parts = initial.bytes().chain(stem.bytes()).chain(more.bytes());
            let length = spelled.iter_mut().zip(parts).map(|(slot, letter)| *slot = letter).count();
            visit(spelled.get(..length).unwrap_or_default(), needs | also);
        }
    }
}

fn typed(letters: &[u8], options: &Options, visit: &mut impl FnMut(&Way)) {
    if let Some(scheme) = options.double_pinyin {
        let mut coded = false;
        for code in scheme.codes(std::str::from_utf8(letters).unwrap_or_default()) {
            coded = true;
            visit(&Way::new(&[&code], false));
        }
        if !coded {
            visit(&Way::new(&[letters], false));
        }
        return;
    }
    let has_two_letter_initial = matches!(letters, [b'z' | b'c' | b's', b'h', ..]);
    visit(&Way::new(&[letters], has_two_letter_initial));
    match letters {
        // After these initials u is ü, which a keyboard writes v.
        [initial @ (b'j' | b'q' | b'x' | b'y'), b'u', rest @ ..] => visit(&Way::new(&[&[*initial], b"v", rest], false)),
        // lüe and nüe are often typed lue and nue.
        [initial @ (b'l' | b'n'), b'v', b'e'] => visit(&Way::new(&[&[*initial], b"ue"], false)),
        _ => {}
    }
}

/// The pairs of initials that may count as the same, each with its bit among the pairs.
pub(super) const ALIKE: [(&str, &str, u16); 6] = [
    ("z", "zh", 1),
    ("c", "ch", 1 << 1),
    ("s", "sh", 1 << 2),
    ("n", "l", 1 << 3),
    ("r", "l", 1 << 4),
    ("f", "h", 1 << 5),
];
/// The same for finals that take a g.
const ALIKE_FINALS: [(&str, u16); 3] = [("an", 1 << 6), ("en", 1 << 7), ("in", 1 << 8)];

/// The bits of the pairs that these options allow.
pub(super) fn allowed(sounds: FuzzySounds) -> u16 {
    let FuzzySounds { z_zh, c_ch, s_sh, n_l, f_h, r_l, an_ang, en_eng, in_ing } = sounds;
    let in_order = [z_zh, c_ch, s_sh, n_l, r_l, f_h, an_ang, en_eng, in_ing];
    (0..).zip(in_order).fold(0, |all, (bit, is_allowed)| all | u16::from(is_allowed) << bit)
}

/// The initials that sound like this one, itself first, each with the pair it takes.
fn alike_initials(initial: &str) -> [Option<(&str, u16)>; 3] {
    let mut others = ALIKE.iter().filter_map(|(one, other, pair)| {
        if initial == *one { Some((*other, *pair)) } else { (initial == *other).then_some((*one, *pair)) }
    });
    [Some((initial, 0)), others.next(), others.next()]
}

/// The finals that sound like this one, itself first, each in two parts to be joined and with the pair it takes.
fn alike_finals(rest: &str) -> [Option<(&str, &str, u16)>; 2] {
    let pair = |final_: &str| ALIKE_FINALS.iter().find(|(ending, _)| final_.ends_with(ending)).map(|(_, pair)| *pair);
    let other = match rest.strip_suffix('g') {
        Some(short) => pair(short).map(|pair| (short, "", pair)),
        None => pair(rest).map(|pair| (rest, "g", pair)),
    };
    [Some((rest, "", 0)), other]
}
