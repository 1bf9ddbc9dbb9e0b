//! Find an entry of a list by hanzi or by pinyin, as it is being typed.
//!
//! [`Index`] holds a list and answers with ranked, highlighted [`Hit`]s; [`Filter`] and [`filter_option`] hold a query
//! against one text at a time. Both give the same answers.
//!
//! # What a query matches
//!
//! A run of characters of a name, in their order, without gaps; brackets, dots and spaces in the name are passed over. Each
//! hanzi is typed as itself, by its initial (`zh`, `ch`, `sh` count as one, and so does their first letter), or by its whole
//! syllable; the last one may be cut anywhere. All of these mix. Letters and digits of a name are typed as themselves.
//! Case, width, tone marks and digits, `v` for `ü` and traditional forms make no difference. An apostrophe or a space
//! in the query ends a syllable.
//!
//! Where nothing matches so, sounds that many do not tell apart count as the same, and then one syllable may be misspelt by one
//! letter if all others are typed in full; [`Options`] says when.
//!
//! A hanzi in the query means that hanzi, never another of the same sound. Readings are those in use; which one is meant in a
//! phrase decides the [`Tier`], not whether something matches.

#[cfg(test)]
mod all_trees;
mod alphabet;
mod buffer;
mod build;
mod characters;
mod double_pinyin;
mod entry;
mod fold;
mod found;
mod groups;
mod grow;
mod hit;
mod index;
mod index_error;
mod matched;
mod matcher;
mod misspelt;
mod options;
mod pattern;
mod phrases;
mod query;
mod queue;
mod readings;
mod records;
mod rows;
mod runs;
mod scan;
mod session;
mod sift;
mod slips;
mod spelling;
mod state;
mod stored;
mod text;
mod tree;
mod walk;

#[doc(hidden)]
pub use buffer::seal;
pub use double_pinyin::DoublePinyin;
pub use entry::{Entry, Standing};
pub use found::Found;
pub use hit::{Extent, Hit, MatchedText, Span, Tier};
pub use index::{Answer, Index};
pub use index_error::IndexError;
pub use options::{Fallback, FuzzySounds, Options};
pub use scan::{Filter, PreparedText, filter_option};
pub use session::Session;
