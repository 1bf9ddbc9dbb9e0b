//! The index: what is built once, shipped, and asked at every keystroke.

use std::borrow::Cow;
use std::sync::Arc;

use super::buffer::Layout;
use super::build::{MANY_ROWS, build};
use super::entry::Entry;
use super::hit::{Hit, MatchedText, Tier};
use super::index_error::IndexError;
use super::matcher::{Matcher, Strictness};
use super::options::{Fallback, Options};
use super::rows::Reach;
use super::scan::{reading, spans};
use super::session::Session;
use super::stored::{Place, Stored};
use super::text::tokens;
use super::tree::Level;
use super::walk::Walk;

/// A list that can be searched. Cloning shares the bytes.
///
/// # Order of hits
///
/// 1. [`Tier`]: the exact name or key, the start, a word inside, anywhere inside, fuzzy sounds, a typing error.
/// 2. Entries in force before merged before cancelled ones.
/// 3. The higher weight.
/// 4. The shorter text, so that fewer characters are left.
/// 5. The earlier start.
/// 6. The smaller key.
///
/// # Design
///
/// Every place at which a match can start is a path in a tree that says which value is the smallest below each branch, so that hits
/// come out in their order. The symbols of the path are sets of readings, so that polyphones need no second path; long lists
/// have two more trees, of initials and of characters, for queries that would have too many ways to go among readings. An
/// automaton of the crate `fst` over the same letters was used before. It was larger, several times slower where little
/// matches, and could be made to panic by forged bytes.
#[derive(Clone, Debug)]
pub struct Index {
    bytes: Arc<Cow<'static, [u8]>>,
    /// Lies within `bytes`, whose checksum has been compared.
    layout: Arc<Layout>,
}

impl Index {
    /// Builds the index of a list.
    pub fn build(entries: &[Entry]) -> Result<Self, IndexError> {
        Self::from_bytes(build(entries, Reach::Anywhere, MANY_ROWS)?)
    }

    /// Builds an index that finds only what starts a name or an alias: less than half the size, for lists whose names are
    /// always typed from the start. It is searched like any other; its hits are those of a whole index without the tiers
    /// [`Tier::WordStart`] and [`Tier::Inside`], and without what fuzzy sounds and typing errors would find inside.
    pub fn build_prefix(entries: &[Entry]) -> Result<Self, IndexError> {
        Self::from_bytes(build(entries, Reach::Start, MANY_ROWS)?)
    }

    /// Takes an index that [`Index::as_bytes`] gave out, without copying or parsing it. Bytes that are foreign, of another
    /// format, made with other tables of readings, cut short or changed by accident are refused with the reason.
    ///
    /// The checksum guards against accidents, not against forgery. Forged bytes give wrong answers, but searching them does not
    /// panic and comes to an end: its work is bounded by their length.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, IndexError> {
        let bytes = bytes.into();
        let layout = Layout::of(&bytes)?;
        if Stored::new(&bytes, &layout).tree(Level::Letter).is_none() {
            return Err(IndexError::Damaged { what: "its tree cannot be read" });
        }
        Ok(Self { bytes: Arc::new(bytes), layout: Arc::new(layout) })
    }

    /// The index as bytes, to be stored or sent.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many entries the list has.
    pub fn len(&self) -> usize {
        self.stored().entry_count()
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The best `limit` hits, the best first, each entry once. An empty query finds the first entries of the list; one of
    /// more than 127 letters finds nothing.
    pub fn search(&self, query: &str, limit: usize, options: &Options) -> Vec<Hit> {
        self.answer(query, limit, options).hits
    }

    /// The same, and whether these are all: see [`Answer::is_complete`].
    pub fn answer(&self, query: &str, limit: usize, options: &Options) -> Answer {
        let mut matcher = self.matcher(query, options);
        let (found, is_complete) = self.rank_with(&mut matcher, limit, options);
        Answer { hits: found.iter().filter_map(|found| self.hit_with(&mut matcher, found)).collect(), is_complete }
    }

    /// The hits of [`Index::search`] without names, highlights and readings, which [`Index::hit`] adds for those that are
    /// shown.
    pub fn rank(&self, query: &str, limit: usize, options: &Options) -> Vec<Found> {
        self.rank_with(&mut self.matcher(query, options), limit, options).0
    }

    /// All there is to show of what [`Index::rank`] found for the same query with the same options.
    pub fn hit(&self, query: &str, options: &Options, found: &Found) -> Option<Hit> {
        self.hit_with(&mut self.matcher(query, options), found)
    }

    /// A search that goes on while the query is being typed.
    pub fn session(&self, limit: usize, options: Options) -> Session {
        Session::new(self.clone(), limit, options)
    }

    fn stored(&self) -> Stored<'_> {
        Stored::new(&self.bytes, &self.layout)
    }

    fn matcher(&self, query: &str, options: &Options) -> Matcher {
        Matcher::new(query, options, Some(self.stored().symbols()))
    }

    /// What was found, and whether every walk came to its end.
    fn rank_with(&self, matcher: &mut Matcher, limit: usize, options: &Options) -> (Vec<Found>, bool) {
        let mut collector = Collector { limit, seen: Vec::new(), found: Vec::with_capacity(limit.min(64)) };
        if matcher.query().is_too_long() || limit == 0 {
            return (collector.found, true);
        }
        let mut is_complete = true;
        let stored = self.stored();
        if !matcher.query().is_empty()
            && let Some(entry) = stored.entry_with_key(matcher.query().letters())
        {
            collector.add(Found { tier: Tier::Exact, place: None, entry });
        }
        let mut run = |matcher: &mut Matcher, strictness| {
            matcher.prepare(strictness);
            if collector.found.len() < limit
                && let Some(mut walk) = Walk::new(stored, matcher, strictness)
            {
                for ranked in walk.by_ref() {
                    if let Some(place) = stored.place(ranked.value) {
                        collector.add(Found { tier: ranked.tier, place: Some(place), entry: place.entry });
                    }
                    if collector.found.len() == limit {
                        break;
                    }
                }
                is_complete &= walk.is_complete();
            }
            collector.found.is_empty()
        };
        let mut found_nothing = run(matcher, Strictness::Strict);
        if options.fuzzy.applies(found_nothing) {
            found_nothing = run(matcher, Strictness::Fuzzy);
        }
        if options.typo.applies(found_nothing) && matcher.allows_errors() {
            run(matcher, Strictness::Typo);
        }
        (collector.found, is_complete)
    }

    fn hit_with(&self, matcher: &mut Matcher, found: &Found) -> Option<Hit> {
        let record = self.stored().record(found.entry)?;
        let mut hit = Hit {
            key: record.key.to_owned(),
            name: record.name.to_owned(),
            matched: MatchedText::Key,
            ranges: Vec::new(),
            reading: String::new(),
            tier: found.tier,
            standing: record.standing,
            instead: record.instead().map(str::to_owned).collect(),
        };
        let Some(place) = found.place else { return Some(hit) };
        let text = record.text(place.which)?;
        hit.matched = if place.which == 0 { MatchedText::Name } else { MatchedText::Alias(text.to_owned()) };
        let strictness = match found.tier {
            Tier::FuzzySound => Strictness::Fuzzy,
            Tier::Typo => Strictness::Typo,
            Tier::Exact | Tier::Start | Tier::StartOtherReading | Tier::WordStart | Tier::Inside => Strictness::Strict,
        };
        let tokens = tokens(text);
        let rest = tokens.get(place.start as usize..)?;
        matcher.prepare(strictness);
        let run = matcher.match_start(strictness, rest)?;
        hit.ranges = spans(text, rest.iter().take(run.count));
        hit.reading = reading(&run, rest.iter());
        Some(hit)
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The hits, the best first.
    pub hits: Vec<Hit>,
    /// Whether every entry was looked at that could have been among them. What matches without fuzzy sounds and typing errors is
    /// always all found. For those the work is bounded: a query that nearly matches half a million names may be cut off with
    /// what ranks highest, and this is false.
    pub is_complete: bool,
}

/// An entry that matches, before its texts are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    tier: Tier,
    /// What matched; none when it was the key.
    place: Option<Place>,
    entry: u32,
}

impl Found {
    /// How well it matched.
    pub fn tier(&self) -> Tier {
        self.tier
    }
}

/// Keeps the first `limit` entries, each once.
struct Collector {
    limit: usize,
    /// Sorted.
    seen: Vec<u32>,
    found: Vec<Found>,
}

impl Collector {
    fn add(&mut self, found: Found) {
        if self.found.len() < self.limit
            && let Err(slot) = self.seen.binary_search(&found.entry)
        {
            self.seen.insert(slot, found.entry);
            self.found.push(found);
        }
    }
}

impl Fallback {
    fn applies(self, found_nothing: bool) -> bool {
        match self {
            Self::Never => false,
            Self::LastResort => found_nothing,
            Self::Always => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(pieces: &'static str, most: usize) -> impl Strategy<Value = String> {
        let pieces: Vec<&str> = pieces.split(' ').collect();
        proptest::collection::vec(proptest::sample::select(pieces), 1..most).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn an_answer_says_where_it_was_cut_off() {
        // Twelve homophones in a row, each row another: each is nearly matched from each of its characters.
        let name = |number: u32| (0..12).map(|at| if number >> at & 1 == 0 { '张' } else { '长' }).collect::<String>();
        let entry = |name: String| Entry { key: name.clone(), name, ..Entry::default() };
        let index = Index::build(&(0..4096).map(name).map(entry).collect::<Vec<_>>()).unwrap();
        let answer = |query: &str| index.answer(query, 20, &Options::default());
        let (found, wrong, nothing) =
            (answer("zhangzh"), answer("zhnagzh"), answer(&format!("{}zhagnq", "zhang".repeat(8))));
        assert!(found.is_complete && found.hits.len() == 20);
        assert!(wrong.is_complete && wrong.hits.len() == 20);
        assert!(!nothing.is_complete && nothing.hits.is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        /// A long list has two more trees, whichever way leads to a hit.
        #[test]
        fn all_trees_find_what_one_finds(
            names in proptest::collection::btree_set(text("啊 阿 恩 安 西 先 中 重 长 张 行 银 会 计 调 乐 绿 略 女 居 工 公 a 3 （", 7), 1..60),
            queries in proptest::collection::vec(text("a o e n en an ang xi xian x zh z c ch chang zhong h hang j ji jv t d le yue lv g gong 中 长 啊 3 '", 6), 8),
            limit in 1..30_usize,
        ) {
            let entry = |name: &String| Entry { key: name.clone(), name: name.clone(), ..Entry::default() };
            let entries: Vec<Entry> = names.iter().map(entry).collect();
            let with = |many: usize| Index::from_bytes(build(&entries, Reach::Anywhere, many).unwrap()).unwrap();
            let (one, all) = (with(usize::MAX), with(0));
            for options in [Options::default(), Options { fuzzy: Fallback::Always, typo: Fallback::Always, ..Options::default() }] {
                for query in &queries {
                    let (one, all) = (one.answer(query, limit, &options), all.answer(query, limit, &options));
                    prop_assert!(!(one.is_complete && all.is_complete) || one == all, "{}: {:?} {:?}", query, one, all);
                }
            }
        }
    }
}
