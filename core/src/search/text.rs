//! A name as a row of tokens, the units that a query is matched against.

use super::fold::{Folded, fold};
use super::phrases;
use super::readings::Class;

/// One character that can be matched. Separators yield no token, so a match runs across them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The folded character.
    pub(super) letter: char,
    /// How it can be read; [`Class::NONE`] for what is only ever typed as itself.
    pub(super) class: Class,
    /// The place in the class of the reading meant here.
    pub(super) meant: u8,
    /// Whether a word starts here: at the start, after a separator, where hanzi and letters meet.
    pub(super) starts_word: bool,
}

impl Token {
    /// The number of the syllable meant here.
    pub(super) fn meant_syllable(self) -> Option<u16> {
        self.class.syllable(self.meant)
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 3 + 1);
    let mut separated = true;
    let mut needs_phrases = false;
    for character in text.chars() {
        match fold(character) {
            Folded::Letter(letter) => {
                let class = Class::of(letter);
                needs_phrases |= class.syllables().len() > 1;
                let meets = tokens.last().is_some_and(|before| (before.class == Class::NONE) != (class == Class::NONE));
                tokens.push(Token { letter, class, meant: 0, starts_word: separated || meets });
                separated = false;
            }
            Folded::Accent | Folded::Diaeresis => {}
            Folded::Separator => separated = true,
        }
    }
    if needs_phrases {
        settle_readings(&mut tokens);
    }
    tokens
}

/// Sets the reading meant wherever a phrase says so; phrases are found from the left and do not overlap.
fn settle_readings(tokens: &mut [Token]) {
    let mut rest = tokens;
    while !rest.is_empty() {
        let places = phrases::leading_phrase(&rest.iter().map(|token| token.letter)).unwrap_or_default();
        for (token, place) in rest.iter_mut().zip(places) {
            token.meant = *place;
        }
        rest = rest.get_mut(places.len().max(1)..).unwrap_or_default();
    }
}
