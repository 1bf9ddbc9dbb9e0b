//! How a query is read.

use serde::{Deserialize, Serialize};

use super::double_pinyin::DoublePinyin;

/// How a query is read. The default takes full pinyin and initials, and turns to fuzzy sounds and then to typing errors
/// only where nothing else matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SearchOptions"))]
#[serde(rename_all = "snake_case", deny_unknown_fields, default)]
pub struct Options {
    /// The letters are keys of this scheme (双拼) and not full pinyin.
    pub double_pinyin: Option<DoublePinyin>,
    /// When sounds that many speakers do not tell apart count as the same.
    pub fuzzy: Fallback,
    /// Which sounds those are.
    pub sounds: FuzzySounds,
    /// When one syllable may be misspelt by one letter too many, too few, wrong, or swapped with its neighbour. Needs five
    /// Latin letters in the query, and everything typed in full, the last syllable cut anywhere: initials have no letter to
    /// spare, and beside an error they would let in names that nobody meant.
    pub typo: Fallback,
}

/// When a looser way of matching comes in. Its hits always stand below all stricter ones.
///
/// An index bounds the work it spends on each looser way, though only lists of homophones come near the bound, and says in
/// [`Answer::is_complete`](super::Answer::is_complete) where it was cut off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fallback {
    /// Not at all.
    Never,
    /// Where no stricter way finds anything.
    #[default]
    LastResort,
    /// Below the stricter hits, as far as the limit leaves room.
    Always,
}

/// Pairs of sounds taken for the same (模糊音), each in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each pair is switched by itself, as in every input method")]
pub struct FuzzySounds {
    /// z, zh
    pub z_zh: bool,
    /// c, ch
    pub c_ch: bool,
    /// s, sh
    pub s_sh: bool,
    /// n, l at the start of a syllable
    pub n_l: bool,
    /// f, h
    pub f_h: bool,
    /// r, l
    pub r_l: bool,
    /// an, ang; also ian, iang and uan, uang
    pub an_ang: bool,
    /// en, eng
    pub en_eng: bool,
    /// in, ing
    pub in_ing: bool,
}

impl Default for FuzzySounds {
    fn default() -> Self {
        Self {
            z_zh: true,
            c_ch: true,
            s_sh: true,
            n_l: true,
            f_h: true,
            r_l: true,
            an_ang: true,
            en_eng: true,
            in_ing: true,
        }
    }
}
