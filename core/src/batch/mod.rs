//! Whole tables of people, decided as Arrow columns.
//!
//! A [`Table`] binds a batch of rows to an engine and a day; [`Table::decide`] answers some of its rows with a batch of its own. The
//! columns that may come in are [`columns`], those that come out [`answers`]. A row with a value that is none gets its own error
//! and spoils no other. The engine starts no threads: a host cuts the rows into [`parts`] and lets threads share the table.
//!
//! The answer is [`Engine::eligible`](crate::Engine::eligible)'s, row by row. Columns are read a thousand rows at a time into numbers, each node of
//! the plan gives two masks over them, met and unmet, and joints are and-or over masks. What no column says by itself, as awards, is worked out
//! row by row into a column; rows that claim an exception are decided one by one.

mod answer;
mod bounds;
mod column;
mod decide;
mod explain;
mod level_plan;
mod masks;
mod row;
mod schema;
mod simulate;
mod table;
mod text;
mod told;
mod words;

pub use self::answer::{Answered, Summary, Wanted, answers, letter, parts};
pub use self::column::Rubbish;
pub use self::schema::{Column, Kind, columns};
pub use self::table::Table;
