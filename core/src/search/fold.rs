//! What counts as the same character when people type: width, case, tone marks, traditional and simplified form.

use super::readings;

/// A character as the search sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folded {
    /// A hanzi in its simplified form, a lower-case letter (`ü` as `v`), a digit.
    Letter(char),
    /// A mark on the letter before it, which says nothing here.
    Accent,
    /// Two dots on the letter before it.
    Diaeresis,
    /// Anything else: brackets, dots, spaces. It separates, and is never matched.
    Separator,
}

/// Folds one character.
pub(super) fn fold(character: char) -> Folded {
    match character {
        'a'..='z' | '0'..='9' => Folded::Letter(character),
        'A'..='Z' => Folded::Letter(character.to_ascii_lowercase()),
        '\u{4E00}'..='\u{9FFF}' => Folded::Letter(readings::simplified(character)),
        // 〇, which is no ideograph to Unicode, is a form of 零.
        '\u{3007}' => Folded::Letter('零'),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).map_or(Folded::Separator, fold),
        '\u{308}' => Folded::Diaeresis,
        '\u{300}'..='\u{36F}' => Folded::Accent,
        _ if character.is_ascii() => Folded::Separator,
        _ if !character.is_alphanumeric() => Folded::Separator,
        _ => Folded::Letter(without_tone(character.to_lowercase().next().unwrap_or(character))),
    }
}

/// The letter under a tone mark. `ü` is `v`, as on every Chinese keyboard.
fn without_tone(letter: char) -> char {
    match letter {
        'ā' | 'á' | 'ǎ' | 'à' | 'ă' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' | 'ĕ' | 'ế' | 'ề' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' | 'ĭ' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' | 'ŏ' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' | 'ŭ' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        'ḿ' => 'm',
        other => other,
    }
}
