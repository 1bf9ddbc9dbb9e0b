//! Double pinyin (双拼): every syllable in two keys, one for its initial, one for its final.

use serde::{Deserialize, Serialize};

/// A scheme of double pinyin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DoublePinyin {
    /// 小鹤双拼
    Xiaohe,
    /// 自然码
    Ziranma,
    /// 微软双拼
    Microsoft,
    /// 搜狗双拼
    Sogou,
    /// 智能ABC
    Abc,
}

/// Finals by key, in one row for each scheme: `key:final,final`. A final listed under two keys can be typed with either.
const XIAOHE: &str = "q:iu w:ei e:e r:uan t:ue,ve y:un u:u i:i o:uo,o p:ie a:a s:ong,iong d:ai f:en g:eng h:ang j:an \
                      k:ing,uai l:iang,uang z:ou x:ia,ua c:ao v:ui,v b:in n:iao m:ian";
const ZIRANMA: &str = "q:iu w:ia,ua e:e r:uan t:ue,ve y:ing,uai u:u i:i o:uo,o p:un a:a s:ong,iong d:iang,uang f:en \
                       g:eng h:ang j:an k:ao l:ai z:ei x:ie c:iao v:ui,v b:ou n:in m:ian";
const MICROSOFT: &str = "q:iu w:ia,ua e:e r:uan,er t:ue,ve y:uai,v u:u i:i o:uo,o p:un a:a s:ong,iong d:iang,uang f:en \
                         g:eng h:ang j:an k:ao l:ai ;:ing z:ei x:ie c:iao v:ui,ve b:ou n:in m:ian";
const SOGOU: &str = "q:iu w:ia,ua e:e r:uan,er t:ue,ve y:uai,v u:u i:i o:uo,o p:un a:a s:ong,iong d:iang,uang f:en \
                     g:eng h:ang j:an k:ao l:ai ;:ing z:ei x:ie c:iao v:ui b:ou n:in m:ian";
const ABC: &str = "q:ei w:ian e:e r:iu,er t:iang,uang y:ing u:u i:i o:uo,o p:uan a:a s:ong,iong d:ia,ua f:en g:eng \
                   h:ang j:an k:ao l:ai z:iao x:ie c:in,uai v:v b:ou n:un m:ui,ue,ve";

impl DoublePinyin {
    /// Whether the semicolon is a key of the scheme.
    pub(super) fn uses_semicolon(self) -> bool {
        matches!(self, Self::Microsoft | Self::Sogou)
    }

    /// The ways to type a syllable, two keys each. Interjections such as `ng` have none.
    pub(super) fn codes(self, syllable: &str) -> impl Iterator<Item = [u8; 2]> {
        let (initial, rest) = split_initial(syllable);
        let first = self.initial_key(initial, rest);
        let natural = initial.is_empty() && matches!(self, Self::Xiaohe | Self::Ziranma);
        // These two schemes type a final without initial as it is spelled when that takes two letters.
        let spelled = match rest.as_bytes() {
            [letter] if natural && first.is_some() => Some([*letter, *letter]),
            [one, two] if natural => Some([*one, *two]),
            _ => None,
        };
        let keyed = self.finals().split_ascii_whitespace().filter_map(move |row| {
            let (key, finals) = row.split_once(':')?;
            let key = finals.split(',').any(|candidate| candidate == rest).then_some(*key.as_bytes().first()?)?;
            Some([first?, key])
        });
        spelled.into_iter().chain(keyed.filter(move |_| spelled.is_none()))
    }

    fn initial_key(self, initial: &str, rest: &str) -> Option<u8> {
        let retroflex = |zh: u8, ch: u8, sh: u8| match initial {
            "zh" => Some(zh),
            "ch" => Some(ch),
            "sh" => Some(sh),
            _ => initial.bytes().next(),
        };
        match (self, initial) {
            (Self::Xiaohe | Self::Ziranma, "") => rest.bytes().next().filter(|letter| b"aoe".contains(letter)),
            (_, "") => Some(b'o'),
            (Self::Abc, _) => retroflex(b'a', b'e', b'v'),
            _ => retroflex(b'v', b'i', b'u'),
        }
    }

    fn finals(self) -> &'static str {
        match self {
            Self::Xiaohe => XIAOHE,
            Self::Ziranma => ZIRANMA,
            Self::Microsoft => MICROSOFT,
            Self::Sogou => SOGOU,
            Self::Abc => ABC,
        }
    }
}

/// A syllable as its initial, `zh`, `ch`, `sh` included, and its final. `y` and `w` count as initials, as they are typed.
pub(super) fn split_initial(syllable: &str) -> (&str, &str) {
    let length = match syllable.as_bytes() {
        [b'z' | b'c' | b's', b'h', ..] => 2,
        [b'a' | b'e' | b'o', ..] | [] => 0,
        _ => 1,
    };
    syllable.split_at_checked(length).unwrap_or(("", syllable))
}
