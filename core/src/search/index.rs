//! The index: what is built once, shipped, and asked at every keystroke.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::buffer::{Layout, Section};
use super::build::{MANY_ROWS, build};
use super::characters::Characters;
use super::entry::Entry;
use super::found::Found;
use super::groups::FewGroups;
use super::hit::{Hit, MatchedText, Tier};
use super::index_error::IndexError;
use super::matched::Room;
use super::matcher::Matcher;
use super::options::Options;
use super::rows::Reach;
use super::scan::{reading, spans};
use super::session::Session;
use super::state::Strictness;
use super::stored::Stored;
use super::tree::Level;

/// A list that can be searched. Cloning shares the bytes.
///
/// # Order of hits
///
/// 1. [`Tier`]: the exact name or key, the start, a word inside, anywhere inside, fuzzy sounds, a typing error.
/// 2. Entries in force before merged before cancelled ones.
/// 3. Those whose key was typed.
/// 4. The higher weight.
/// 5. The shorter text, so that fewer characters are left.
/// 6. The earlier start.
/// 7. The smaller key.
///
/// # Design
///
/// Every place at which a match can start is a path in a tree that says which value is the smallest below each branch, so that hits
/// come out in their order. The symbols of the path are sets of readings, so that polyphones need no second path; long lists
/// have two more trees, of initials and of characters, for queries that would have too many ways to go among readings. An
/// automaton of the crate `fst` over the same letters was used before. It was larger, several times slower where little
/// matches, and could be made to panic by forged bytes.
///
/// Long lists also say which short runs of sounds stand in their names. Most queries that nothing matches need a run that stands in none, and
/// most ways to read a misspelt one do too; both are known before a tree is entered.
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
    few_groups: Arc<FewGroups>,
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
        let section = |section| layout.section(&bytes, section);
        let few_groups = Arc::new(FewGroups::new(section(Section::Groups), section(Section::GroupDirectory)));
        let (bytes, layout) = (Arc::new(bytes), Arc::new(layout));
        let index = Self { bytes, layout, characters: Arc::default(), few_groups };
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
    /// more than 127 letters finds nothing. A name without hanzi, letters and digits is never found, only its key.
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

    pub(super) fn stored(&self) -> Stored<'_> {
        Stored::new(&self.bytes, &self.layout, &self.characters, &self.few_groups)
    }

    pub(super) fn matcher(&self, query: &str, options: &Options) -> Matcher {
        Matcher::new(query, options, Some(self.stored().symbols()))
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
