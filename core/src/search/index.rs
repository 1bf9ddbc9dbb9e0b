//! The index: what is built once, shipped, and asked at every keystroke.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::buffer::Layout;
use super::build::{MANY_ROWS, build};
use super::characters::Characters;
use super::entry::Entry;
use super::hit::{Hit, MatchedText, Tier};
use super::index_error::IndexError;
use super::matched::Room;
use super::matcher::{Matcher, Strictness};
use super::options::{Fallback, Options};
use super::queue::Queue;
use super::rows::Reach;
use super::scan::{find_strict, reading, spans};
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
///
/// What matches nearly is walked like what matches strictly, in the same trees. An error is assumed only where everything else is
/// typed in full (see [`Options::typo`]); then few syllables lie one error away at few places, of which fewer lead to a place from
/// which the rest of the query can be read at all. All this is known before the tree is entered. When initials were
/// allowed beside an error, such walks took a hundred times as long at a million names.
#[derive(Clone, Debug)]
pub struct Index {
    bytes: Arc<Cow<'static, [u8]>>,
    /// Lies within `bytes`, whose checksum has been compared.
    layout: Arc<Layout>,
    /// The alphabet, unfolded once needed.
    characters: Arc<OnceLock<Characters>>,
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
        let index = Self { bytes: Arc::new(bytes), layout: Arc::new(layout), characters: Arc::default() };
        if index.stored().tree(Level::Letter).is_none() {
            return Err(IndexError::Damaged { what: "its tree cannot be read" });
        }
        Ok(index)
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
        Answer { hits: self.hits_with(&mut matcher, &found), is_complete }
    }

    /// The answer to a query, and what was found, given what was found, all of it, for the beginning of the query.
    pub(super) fn answer_after(
        &self,
        before: Option<(&str, &[Found])>,
        query: &str,
        limit: usize,
        options: &Options,
    ) -> (Answer, Vec<Found>) {
        let mut matcher = self.matcher(query, options);
        let narrowed = before.and_then(|(shorter, found)| self.narrowed(&matcher, shorter, found, limit, options));
        let (found, is_complete) =
            narrowed.map_or_else(|| self.rank_with(&mut matcher, limit, options), |found| (found, true));
        (Answer { hits: self.hits_with(&mut matcher, &found), is_complete }, found)
    }

    /// What of all that was found for the beginning of a query is found for the whole of it; none where that need not be all.
    /// Each character typed in addition lets fewer names match strictly. It may let others match with fuzzy sounds or an error,
    /// so something must be left that matches strictly, below which neither is looked for.
    fn narrowed(
        &self,
        matcher: &Matcher,
        shorter: &str,
        found: &[Found],
        limit: usize,
        options: &Options,
    ) -> Option<Vec<Found>> {
        let shorter = self.matcher(shorter, options);
        let is_sure = found.len() < limit
            && found.iter().all(|found| found.tier <= Tier::Inside)
            && options.fuzzy != Fallback::Always
            && options.typo != Fallback::Always
            && !matcher.query().is_too_long()
            && matcher.query().letters().starts_with(shorter.query().letters());
        if !is_sure {
            return None;
        }
        let stored = self.stored();
        let starts = if stored.looks_inside() { usize::MAX } else { 1 };
        let mut ranked = Vec::with_capacity(found.len());
        for Found { entry, .. } in found {
            // A key may have matched where nothing of the text does.
            let tokens = tokens(stored.record(*entry)?.name);
            if let Some(found) = find_strict(matcher, &tokens, starts) {
                ranked.push((found.tier, stored.value_of_name(*entry, u32::try_from(found.start).ok()?)?));
            }
        }
        ranked.sort_unstable();
        let mut collector = Collector { limit, seen: Vec::new(), found: Vec::with_capacity(ranked.len() + 1) };
        collector.add_key(stored, matcher);
        for (tier, value) in ranked {
            collector.add_place(stored, tier, value);
        }
        Some(collector.found).filter(|found| !found.is_empty())
    }

    /// The hits of [`Index::search`] without names, highlights and readings, which [`Index::hit`] adds for those that are
    /// shown.
    pub fn rank(&self, query: &str, limit: usize, options: &Options) -> Vec<Found> {
        self.rank_with(&mut self.matcher(query, options), limit, options).0
    }

    /// All there is to show of what [`Index::rank`] found for the same query with the same options.
    pub fn hit(&self, query: &str, options: &Options, found: &Found) -> Option<Hit> {
        self.hit_with(&mut self.matcher(query, options), found, &mut Room::default())
    }

    /// A search that goes on while the query is being typed.
    pub fn session(&self, limit: usize, options: Options) -> Session {
        Session::new(self.clone(), limit, options)
    }

    fn stored(&self) -> Stored<'_> {
        Stored::new(&self.bytes, &self.layout, &self.characters)
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
        collector.add_key(stored, matcher);
        let mut queue = Some(Queue::new());
        let mut run = |matcher: &mut Matcher, strictness| {
            matcher.prepare(strictness);
            if collector.found.len() < limit
                && matcher.is_possible(strictness)
                && let Some(mut walk) = Walk::new(stored, matcher, strictness, queue.take().unwrap_or_else(Queue::new))
            {
                for ranked in walk.by_ref() {
                    collector.add_place(stored, ranked.tier, ranked.value);
                    if collector.found.len() == limit {
                        break;
                    }
                }
                is_complete &= walk.is_complete();
                queue = Some(walk.into_queue());
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

    fn hits_with(&self, matcher: &mut Matcher, found: &[Found]) -> Vec<Hit> {
        let mut room = Room::default();
        let mut hits = Vec::with_capacity(found.len());
        hits.extend(found.iter().filter_map(|found| self.hit_with(matcher, found, &mut room)));
        hits
    }

    fn hit_with(&self, matcher: &mut Matcher, found: &Found, room: &mut Room) -> Option<Hit> {
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
        // A token takes a letter at least, and one more says whether the text ends with the match.
        let most = matcher.query().letters().len() + 1;
        self.stored().read_tokens(place.row, most, &mut room.tokens);
        matcher.prepare(strictness);
        let run = matcher.match_in(strictness, room)?;
        let start = place.start as usize;
        hit.ranges = spans(text, start..start + run.count);
        hit.reading = reading(&run, room.tokens.iter());
        room.readings = run.readings;
        Some(hit)
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The hits, the best first.
    pub hits: Vec<Hit>,
    /// Whether every entry was looked at that could have been among them. What matches without fuzzy sounds and typing errors is
    /// always all found. For those the work is bounded: a query that nearly matches half a million homophones may be cut off
    /// with what ranks highest, and this is false.
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
    /// Adds the entry whose key is what was typed.
    fn add_key(&mut self, stored: Stored<'_>, matcher: &Matcher) {
        if !matcher.query().is_empty()
            && let Some(entry) = stored.entry_with_key(matcher.query().letters())
        {
            self.add(Found { tier: Tier::Exact, place: None, entry });
        }
    }

    fn add_place(&mut self, stored: Stored<'_>, tier: Tier, value: u32) {
        if let Some(place) = stored.place(value) {
            self.add(Found { tier, place: Some(place), entry: place.entry });
        }
    }

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

    /// In a list long enough for large nodes: all trees, one tree and the scan find the same.
    #[test]
    fn all_trees_find_what_one_finds_among_the_occupations() {
        let entry = |name: &str| Entry { key: name.to_owned(), name: name.to_owned(), ..Entry::default() };
        let names = include_str!("../../tests/data/occupations_2022.csv").lines().skip(1);
        let entries: Vec<Entry> =
            names.filter_map(|line| line.rsplit_once(',')).map(|(name, _)| entry(name.trim_matches('"'))).collect();
        let with = |many: usize| Index::from_bytes(build(&entries, Reach::Anywhere, many).unwrap()).unwrap();
        let (one, all) = (with(usize::MAX), with(0));
        let texts: Vec<_> = entries.iter().map(|entry| crate::search::PreparedText::new(&entry.name)).collect();
        for (number, name) in entries.iter().map(|entry| &entry.name).enumerate().step_by(83) {
            let reading = one.search(name, 1, &Options::default()).remove(0).reading.replace('ü', "v");
            let syllables: Vec<&str> = reading.split(' ').collect();
            let initials: String = syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
            let mixed = name.chars().zip(&syllables).enumerate();
            let mixed: String =
                mixed.map(|(at, (own, read))| if at % 2 == 0 { own.to_string() } else { (*read).to_owned() }).collect();
            let mut swapped: Vec<char> = syllables.concat().chars().collect();
            swapped.swap(2 + number % 3, 3 + number % 3);
            for typed in [initials, syllables.concat(), name.clone(), mixed, swapped.into_iter().collect()] {
                for length in 1..=typed.chars().count().min(12) {
                    let query: String = typed.chars().take(length).collect();
                    let (one, all) =
                        (one.rank(&query, 30, &Options::default()), all.rank(&query, 30, &Options::default()));
                    assert_eq!(one, all, "{query}");
                    let mut filter = crate::search::Filter::new(&query, &Options::default());
                    let matching = texts.iter().filter(|text| filter.matches(text)).count();
                    let strict = one.iter().filter(|found| found.tier <= Tier::Inside).count();
                    assert_eq!(strict, matching.min(30), "{query}");
                }
            }
        }
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
