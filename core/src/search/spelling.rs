//! The ways in which a syllable can be typed.

use super::double_pinyin::split_initial;
use super::options::{FuzzySounds, Options};
use super::readings;

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
    let syllable = readings::spelling(syllable);
    let (initial, rest) = split_initial(syllable);
    // An n without a final, as 嗯 may be read, is no initial.
    let is_initial = rest.starts_with(['a', 'e', 'i', 'o', 'u', 'v']);
    let initials = if is_initial { alike_initials(initial, options.sounds) } else { [Some(initial), None, None] };
    for initial in initials.into_iter().flatten() {
        for ending in alike_finals(rest, options.sounds).into_iter().flatten() {
            let mut spelled = [0; 8];
            let parts = initial.bytes().chain(ending.0.bytes()).chain(ending.1.bytes());
            let length = spelled.iter_mut().zip(parts).map(|(slot, letter)| *slot = letter).count();
            typed(spelled.get(..length).unwrap_or_default(), options, visit);
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

/// The initials that sound like this one, itself first.
fn alike_initials(initial: &str, sounds: FuzzySounds) -> [Option<&str>; 3] {
    let when = |allowed: bool, other: &'static str| allowed.then_some(other);
    let (one, two) = match initial {
        "z" => (when(sounds.z_zh, "zh"), None),
        "zh" => (when(sounds.z_zh, "z"), None),
        "c" => (when(sounds.c_ch, "ch"), None),
        "ch" => (when(sounds.c_ch, "c"), None),
        "s" => (when(sounds.s_sh, "sh"), None),
        "sh" => (when(sounds.s_sh, "s"), None),
        "n" => (when(sounds.n_l, "l"), None),
        "l" => (when(sounds.n_l, "n"), when(sounds.r_l, "r")),
        "r" => (when(sounds.r_l, "l"), None),
        "f" => (when(sounds.f_h, "h"), None),
        "h" => (when(sounds.f_h, "f"), None),
        _ => (None, None),
    };
    [Some(initial), one, two]
}

/// The finals that sound like this one, itself first, each in two parts to be joined.
fn alike_finals(rest: &str, sounds: FuzzySounds) -> [Option<(&str, &str)>; 2] {
    let allowed = |ending: &str| {
        ending.ends_with("an") && sounds.an_ang
            || ending.ends_with("en") && sounds.en_eng
            || ending.ends_with("in") && sounds.in_ing
    };
    let other = match rest.strip_suffix('g') {
        Some(short) => allowed(short).then_some((short, "")),
        None => allowed(rest).then_some((rest, "g")),
    };
    [Some((rest, "")), other]
}
